"""The files that the origin has: four kinds, two versions of each, and what the engine cuts from them in process."""
import os
import struct
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

KINDS = ("first", "last", "fragmented", "corrupt")
START = "13.5"
SECONDS = 16
MOVFLAGS = {"first": "+faststart", "last": "0", "fragmented": "+frag_keyframe+empty_moov+default_base_moof"}


@dataclass(frozen=True)
class Movie:
    """Its two versions are of one length. Of one that cannot be cut the cuts are the versions themselves."""
    kind: str
    versions: tuple[bytes, bytes]
    cuts: tuple[bytes, bytes]

    @property
    def name(self) -> str:
        return f"{self.kind}.mp4"


def movies(folder: Path, jar: Path) -> dict[str, Movie]:
    folder.mkdir(parents=True, exist_ok=True)
    for kind, flags in MOVFLAGS.items():
        _encode(folder / f"{kind}.1.mp4", flags)
    versions = {kind: (folder / f"{kind}.1.mp4").read_bytes() for kind in MOVFLAGS}
    versions["corrupt"] = _corrupt(versions["first"])
    both = {kind: (first, _second_version(first)) for kind, first in versions.items()}
    for kind in MOVFLAGS:
        (folder / f"{kind}.2.mp4").write_bytes(both[kind][1])
    with ThreadPoolExecutor() as pool:
        cuts = {kind: tuple(pool.map(lambda n, kind=kind: _cut(folder / f"{kind}.{n}.mp4", jar), (1, 2)))
                for kind in MOVFLAGS}
    cuts["corrupt"] = both["corrupt"]
    return {kind: Movie(kind, both[kind], cuts[kind]) for kind in KINDS}


def _encode(path: Path, flags: str) -> None:
    """A key frame each second. The encoder fills up to the rate, so that the cut begins beyond the first MB."""
    if path.exists():
        return
    part = path.with_suffix(".part.mp4")
    subprocess.run(
        ["ffmpeg", "-nostdin", "-v", "error", "-y",
         "-f", "lavfi", "-i", f"testsrc2=size=320x180:rate=25:duration={SECONDS}",
         "-f", "lavfi", "-i", f"sine=frequency=440:sample_rate=48000:duration={SECONDS}",
         "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-bf", "2",
         "-g", "25", "-keyint_min", "25", "-sc_threshold", "0", "-x264-params", "nal-hrd=cbr",
         "-b:v", "780k", "-minrate", "780k", "-maxrate", "780k", "-bufsize", "780k",
         "-c:a", "aac", "-b:a", "64k", "-movflags", flags, part], check=True)
    os.replace(part, path)


def _cut(path: Path, jar: Path) -> bytes:
    cut = path.with_suffix(".cut")
    subprocess.run(["java", "-jar", jar, "cut", path, cut, "--start", START], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    return cut.read_bytes()


def cut_of(file: bytes, folder: Path, jar: Path) -> bytes:
    """Nothing where the engine makes none."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        path = Path(name) / "file.mp4"
        path.write_bytes(file)
        try:
            return _cut(path, jar)
        except subprocess.CalledProcessError:
            return b""


def boxes(data: bytes):
    """Name, begin and end of each box of the file; all of these have sizes of 32 bits."""
    at = 0
    while at < len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        yield name.decode("latin-1"), at, at + size
        at += size


def _second_version(data: bytes) -> bytes:
    """Other media and another moov, so that a mixture of the two is neither. All media are turned round."""
    other = bytearray(data)
    for name, begin, end in boxes(data):
        if name == "mdat":
            other[begin + 8:end] = bytes(byte ^ 0xFF for byte in data[begin + 8:end])
        elif name == "moov":
            at = data.index(b"mvhd", begin) + 8
            struct.pack_into(">I", other, at, 3_000_000_000)  # when it was made
    return bytes(other)


def _corrupt(data: bytes) -> bytes:
    """Its first track has no sample sizes."""
    return data.replace(b"stsz", b"free", 1)
