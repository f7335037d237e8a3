"""docs/COMPARISON.md."""
import textwrap
from collections.abc import Callable

from judgement import ASKED, RIGHT, Judgement
from traits import Trait

HEAD = """# The cuts of four programs

Written by `dev/compare`, with {versions}.

A cell has three parts:

* Which frame the cut shows first. `right` is the last key frame at or before the start; else, how many frames earlier
  or later. `time asked`: the cut begins with the right key frame, and an edit list hides what comes before the start;
  `hidden`: so too, but the first frame shown is not the one at the start.
* By how many milliseconds, rounded, the cut moves its tracks against each other, as its edit lists are written; `–`
  with one track. ffprobe, and a player built on ffmpeg, moves a track whose edit begins inside a sample until the next
  one begins there; where that gives another number, it follows.
* The boxes that the `moov` of the movie has and the cut's has not; `–` for none.

Where nothing was cut, the cell says what came. The movies are those of `dev/media`, made by ffmpeg: boxes that it does
not write are not in them. The starts are in seconds. The column of ffmpeg is `-ss START -i MOVIE -map 0 -c copy`, and
`nginx (key frame)` has `mp4_start_key_frame on`. Frames are shown or not as ffprobe says.
"""

# True whatever the numbers are.
READING = """
By intention, nginx without `mp4_start_key_frame` begins near the time asked, key frame or not. ffmpeg reads a local
file and writes a new one, which is flat where the movie was fragmented. Where the `edts` are lost, so is what they said
of the delay of B-frames, of AAC's priming and of a track that begins late: a part of the offsets.
"""


class Page:
    def __init__(self, versions: list, contenders: list):
        self.versions = versions
        self.contenders = contenders
        self.rows: list = []

    def add(self, trait: Trait, judgements: dict[str, Judgement]) -> None:
        self.rows.append((trait, judgements))

    def text(self) -> str:
        lines = [HEAD.format(versions=", ".join(self.versions)),
                 f"| trait | movie | start | {' | '.join(self.contenders)} |",
                 f"|{' --- |' * (len(self.contenders) + 3)}"]
        for trait, judgements in self.rows:
            cells = " | ".join(judgements[name].cell() for name in self.contenders)
            lines.append(f"| {trait.name} | `{trait.movie}` | {trait.start} | {cells} |")
        summary = textwrap.fill(" ".join(self._sentences()), 120, break_on_hyphens=False)
        return "\n".join([*lines, "", "## Reading it", "", summary]) + "\n" + READING

    def _sentences(self) -> list[str]:
        def each(value: Callable[[list], object]) -> str:
            return ", ".join(f"{name} {value([row[name] for _, row in self.rows])}" for name in self.contenders)

        return [
            f"Of {len(self.rows)} rows, so many begin to show at the right key frame: "
            f"{each(lambda row: _count(row, RIGHT))}; and so many at the time asked, with the right key frame before: "
            f"{each(lambda row: _count(row, ASKED))}.",
            "The tracks are moved against each other by at most: "
            f"{each(lambda row: f'{max(cell.offset_milliseconds or 0 for cell in row)} ms')}; as ffprobe has it: "
            f"{each(lambda row: f'{max(cell.ffprobe_milliseconds or 0 for cell in row)} ms')}.",
            f"So many lose a box: {each(lambda row: sum(bool(cell.lost) for cell in row))}.",
            f"So many are no cut: {each(lambda row: sum(not cell.is_cut for cell in row))}.",
        ]


def _count(row: list[Judgement], place: str) -> int:
    return sum(cell.place == place for cell in row)
