"""What the page says of a movie: how long it is, and where its key frames are."""
import json
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
        said = subprocess.run(["java", "-jar", tool, "inspect", "--json", path], capture_output=True, text=True)
        if said.returncode:
            raise NotCut(said.stderr.strip().removeprefix("tsmp4java: "))
        movie = json.loads(said.stdout)["movie"]
        reference = next(track for track in movie["tracks"] if track["number"] == movie["reference"])
        has_picture = reference["handler"] == "vide"
        return Movie(path.name, path.stat().st_size, movie["duration"]["seconds"],
                     movie["key_frames"]["seconds"] if has_picture else [], has_picture)

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
