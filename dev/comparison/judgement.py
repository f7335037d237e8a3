"""What a cut is beside its source."""
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import boxes
from movie import Track, probe, probe_exactly

RIGHT = "right"
ASKED = "time asked"


@dataclass(frozen=True)
class Judgement:
    """Without a cut, the place says what came instead, and the rest is empty."""
    place: str
    is_cut: bool = False
    # None with fewer than two tracks. As the edit lists are written, and as ffprobe applies them.
    offset_milliseconds: int | None = None
    ffprobe_milliseconds: int | None = None
    lost: tuple = ()

    def cell(self) -> str:
        if not self.is_cut:
            return self.place
        offset = "–" if self.offset_milliseconds is None else f"{self.offset_milliseconds} ms"
        if self.ffprobe_milliseconds != self.offset_milliseconds:
            offset += f" (ffprobe {self.ffprobe_milliseconds} ms)"
        return f"{self.place} · {offset} · {' '.join(self.lost) or '–'}"


class Source:
    def __init__(self, path: Path):
        self.path = path
        self.tracks = probe(path)
        self.exact_tracks = probe_exactly(path)
        self.boxes = boxes.read(path)

    def judge(self, cut: Path, start: Fraction) -> Judgement:
        if cut.read_bytes() == self.path.read_bytes():
            return Judgement("whole file")
        tracks = probe(cut)
        video = next(i for i, track in enumerate(self.tracks) if track.kind == "video")
        if len(tracks) != len(self.tracks):
            return Judgement(f"{len(tracks)} of {len(self.tracks)} tracks")
        if not tracks[video].shown or self.tracks[video].offset_of(tracks[video]) is None:
            return Judgement("shows nothing of it")
        return Judgement(_place(self.tracks[video], tracks[video], start), True,
                         _offset(self.exact_tracks, probe_exactly(cut)), _offset(self.tracks, tracks),
                         tuple(boxes.lost(self.boxes, boxes.read(cut))))


def _place(source: Track, cut: Track, start: Fraction) -> str:
    offset = source.offset_of(cut)
    times = [source.packets[i].time for i in source.shown]
    first = source.shown.index(cut.shown[0] + offset)
    right = max(i for i, packet in enumerate(source.shown) if source.packets[packet].key and times[i] <= start)
    if first == right:
        return RIGHT
    frames = abs(first - right)
    place = f"{frames} {'frame' if frames == 1 else 'frames'} {'early' if first < right else 'late'}"
    if source.shown[right] != offset or first < right:
        return place
    # The frame that is on the screen at the start, or the first that comes up from then on.
    asked = (max(i for i, time in enumerate(times) if time <= start),
             min((i for i, time in enumerate(times) if time >= start), default=None))
    return ASKED if first in asked else f"{place}, hidden"


def _offset(source: list[Track], cut: list[Track]) -> int | None:
    shifts = [shift for pair in zip(source, cut) if (shift := _shift(*pair)) is not None]
    return round(1000 * (max(shifts) - min(shifts))) if len(shifts) > 1 else None


def _shift(source: Track, cut: Track) -> Fraction | None:
    """By how much the cut presents the track earlier than the source did."""
    offset = source.offset_of(cut)
    if offset is None:
        return None
    common = [i for i in cut.shown if 0 <= i + offset < len(source.packets)]
    return source.packets[common[0] + offset].time - cut.packets[common[0]].time if common else None
