"""docs/COMPARISON.md."""
from collections.abc import Callable

from judgement import ASKED, RIGHT, Judgement
from traits import Trait

HEAD = """# The cuts of four programs

How the cuts of this plugin compare with those of mp4.so, nginx and ffmpeg, for the same seeks in the same movies.
`dev/compare` wrote this page, with {versions}.

## Summary

"""
HOW = """
Without `mp4_start_key_frame`, nginx begins near the time asked, key frame or not; that is intended. ffmpeg reads a local
file and writes a new one, which is flat even if the movie was fragmented. If the `edts` are lost, so is what they said
about the delay of B-frames, AAC's priming, and a track that begins late. This accounts for a part of the offsets.

## How to read the table

A cell has three parts:

* Which frame the cut shows first. `right` is the last key frame at or before the start; otherwise, how many frames early
  or late. `time asked`: the cut begins with the right key frame, and an edit list hides what comes before the start.
  `hidden`: the same, but the first frame shown is not the one at the start.
* By how many milliseconds, rounded, the cut moves its tracks against each other, as its edit lists say; `–` with one
  track. If an edit begins inside a sample, ffprobe, and any player built on ffmpeg, moves the track so that the next
  sample begins there. If that gives another number, it follows in brackets.
* The boxes that are in the `moov` of the movie and not in that of the cut; `–` for none.

If nothing was cut, the cell says what came. The movies are those of `dev/media`, made by ffmpeg: boxes that ffmpeg does
not write are not in them. The starts are in seconds. The column ffmpeg is `-ss START -i MOVIE -map 0 -c copy`, and
`nginx (key frame)` has `mp4_start_key_frame on`. ffprobe decides which frames are shown.

## Every seek

"""


class Page:
    def __init__(self, versions: list, contenders: list):
        self.versions = versions
        self.contenders = contenders
        self.rows: list = []

    def add(self, trait: Trait, judgements: dict[str, Judgement]) -> None:
        self.rows.append((trait, judgements))

    def text(self) -> str:
        lines = [f"| trait | movie | start | {' | '.join(self.contenders)} |",
                 f"|{' --- |' * (len(self.contenders) + 3)}"]
        for trait, judgements in self.rows:
            cells = " | ".join(judgements[name].cell() for name in self.contenders)
            lines.append(f"| {trait.name} | `{trait.movie}` | {trait.start} | {cells} |")
        return HEAD.format(versions=", ".join(self.versions)) + "\n".join([*self._summary(), HOW]) + "\n".join(lines) + "\n"

    def _summary(self) -> list[str]:
        def row(what: str, value: Callable[[list], object]) -> str:
            cells = (str(value([judgements[name] for _, judgements in self.rows])) for name in self.contenders)
            return f"| {what} | {' | '.join(cells)} |"

        return [
            f"| of {len(self.rows)} seeks | {' | '.join(self.contenders)} |",
            f"|{' --- |' * (len(self.contenders) + 1)}",
            row("begin to show at the right key frame", lambda cells: _count(cells, RIGHT)),
            row("begin to show at the time asked, with the right key frame before it", lambda cells: _count(cells, ASKED)),
            row("are not cut", lambda cells: sum(not cell.is_cut for cell in cells)),
            row("lose a box", lambda cells: sum(bool(cell.lost) for cell in cells)),
            row("tracks are moved against each other by at most",
                lambda cells: f"{max(cell.offset_milliseconds or 0 for cell in cells)} ms"),
            row("the same, as ffprobe sees it", lambda cells: f"{max(cell.ffprobe_milliseconds or 0 for cell in cells)} ms"),
        ]


def _count(row: list[Judgement], place: str) -> int:
    return sum(cell.place == place for cell in row)
