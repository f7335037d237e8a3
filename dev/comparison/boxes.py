"""The boxes of a moov, by their place."""
import struct
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"edts", b"udta", b"mvex", b"tref", b"tapt"}
PADDING = {b"free", b"skip", b"wide"}


def read(path: Path) -> set[tuple]:
    """Each place is the types that lead to the box; a trak's is numbered."""
    return set(_moov(path))


def timings(path: Path) -> list[Fraction]:
    """For each trak, what its edit list adds to the times of its media, in seconds: an empty edit delays them, and the
    first edit that is not empty takes off what it skips. None of the movies has a second one of those."""
    moov = _moov(path)
    movie_timescale = _timescale(moov["moov", "mvhd"])
    result = []
    for trak in sorted({place[1] for place in moov if place[1:] and place[1].startswith("trak ")}):
        added = Fraction(0)
        for duration, media_time in _edits(moov.get(("moov", trak, "edts", "elst"), bytes(8))):
            if media_time >= 0:
                added -= Fraction(media_time, _timescale(moov["moov", trak, "mdia", "mdhd"]))
                break
            added += Fraction(duration, movie_timescale)
        result.append(added)
    return result


def lost(source: set[tuple], cut: set[tuple]) -> list[str]:
    """Types, each once; of a box that is lost with its container, only the container's."""
    missing = source - cut
    return sorted({place[-1] for place in missing if place[:-1] not in missing})


def _moov(path: Path) -> dict[tuple, bytes]:
    """By the places, what is in the boxes."""
    data = path.read_bytes()
    return {place: body for place, body in _walk(data, 0, len(data), ()) if place[0] == "moov"}


def _timescale(header: bytes) -> int:
    """Of an mvhd or an mdhd."""
    return int.from_bytes(header[20:24] if header[0] == 1 else header[12:16], "big")


def _edits(elst: bytes) -> list[tuple]:
    """The duration and the media time of each."""
    form = ">Qqhh" if elst[0] == 1 else ">Iihh"
    count = int.from_bytes(elst[4:8], "big")
    return [struct.unpack_from(form, elst, 8 + i * struct.calcsize(form))[:2] for i in range(count)]


def _walk(data: bytes, position: int, end: int, parent: tuple) -> Iterator[tuple]:
    traks = 0
    while position + 8 <= end:
        size, kind, header = int.from_bytes(data[position:position + 4], "big"), data[position + 4:position + 8], 8
        if size == 1:
            size, header = int.from_bytes(data[position + 8:position + 16], "big"), 16
        elif size == 0:
            size = end - position
        if size < header:
            return
        name = kind.decode("latin-1")
        if kind == b"trak":
            traks += 1
            name = f"trak {traks}"
        if kind not in PADDING:
            yield (*parent, name), data[position + header:position + size]
        if kind in CONTAINERS:
            yield from _walk(data, position + header, min(position + size, end), (*parent, name))
        position += size
