"""What the page says of a movie: how long it is, and where its key frames are."""
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path


class NotCut(RuntimeError):
    """The plugin leaves this file whole."""


@dataclass(frozen=True)
class Movie:
    """Times in seconds. key_frames: of the track that a cut begins by; empty where each of its samples is one."""
    name: str
    size: int
    duration: float
    key_frames: list[float]
    has_picture: bool

    @staticmethod
    def of(path: Path, tool: Path) -> "Movie":
        """tool: the jar with the command line."""
        said = subprocess.run(["java", "-jar", tool, "inspect", path], capture_output=True, text=True)
        if said.returncode:
            raise NotCut(said.stderr.strip().removeprefix("tsmp4java: "))
        reference = re.search(r"^reference: track (\d+) \(id \d+\) (\w+)", said.stdout, re.MULTILINE)
        if not reference:
            raise RuntimeError(f"no reference track in what inspect says:\n{said.stdout}")
        has_picture = reference[2] == "vide"
        return Movie(path.name, path.stat().st_size, float(_probed(path, "format=duration")),
                     _key_frames(path, int(reference[1]) - 1) if has_picture else [], has_picture)

    def begin(self, start: float) -> float:
        """Of the cut: the last key frame at or before the start."""
        return max((time for time in self.key_frames if time <= start), default=0 if self.key_frames else start)

    def facts(self) -> dict:
        return {"name": self.name, "size": self.size, "duration": self.duration, "keyFrames": self.key_frames,
                "hasPicture": self.has_picture}

    def poster(self, path: Path, picture: Path) -> None:
        """The picture that is most like those around it, so that it is seldom black. None where ffmpeg makes none."""
        if self.has_picture:
            subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", "-ss", str(self.duration / 10), "-i", path,
                            "-frames:v", "1", "-vf", "thumbnail=n=50,scale='min(1280,iw)':-2", "-q:v", "4", picture])


def _probed(path: Path, entries: str, *options) -> str:
    return subprocess.run(["ffprobe", "-v", "error", *options, "-show_entries", entries, "-of", "csv=p=0", path],
                          check=True, capture_output=True, text=True).stdout


def _key_frames(path: Path, stream: int) -> list[float]:
    rows = _probed(path, "packet=pts_time,flags", "-select_streams", str(stream))
    packets = (row.split(",") for row in rows.split())
    return sorted(max(0.0, float(time)) for time, flags, *_ in packets if "K" in flags and time != "N/A")
