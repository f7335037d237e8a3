"""The media of the benchmark, made once and kept in build/bench/media."""
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

FRAMES_PER_SECOND = 30
PIECE_SECONDS = 60
KEY_FRAME_SECONDS = 2
TWO_HOURS = 120  # pieces


@dataclass(frozen=True)
class Cut:
    """What the command line tool says of a cut: the answer that a seek has to have."""
    length: int
    source_end: int
    path: Path


class Media:
    def __init__(self, folder: Path, jar: Path):
        self.folder = folder
        self.jar = jar
        folder.mkdir(parents=True, exist_ok=True)

    def movie_moov_first(self) -> Path:
        """Two hours, 801 MB, with B-frames and AAC; a moov of 7.8 MB, in front."""
        return self._looped("movie-first.mp4", "780k", TWO_HOURS, "+faststart")

    def movie_moov_last(self) -> Path:
        return self._looped("movie-last.mp4", "780k", TWO_HOURS, "0")

    def clip(self) -> Path:
        """Two minutes, 13 MB."""
        return self._looped("clip.mp4", "780k", 2, "+faststart")

    def beyond_4_gib(self) -> Path:
        """Two hours, 4.6 GB: chunk offsets of 64 bits."""
        return self._looped("big.mp4", "5000k", TWO_HOURS, "+faststart")

    def small(self) -> Path:
        """4 KB under a name that is media. Nothing reads it as such."""
        path = self.folder / "small.mp4"
        if not path.exists():
            path.write_bytes(bytes(4096))
        return path

    def cut(self, source: Path, start: str) -> Cut:
        """Made by the classes that run in the proxy, without a proxy. The caller removes the file."""
        plan = self._tool("plan", source, "--start", start)
        source_bytes = re.search(r"^source bytes \[\d+, (\d+)\)", plan, re.MULTILINE)
        if not source_bytes:
            raise RuntimeError(f"no source bytes in the plan of {source}:\n{plan}")
        path = self.folder / f"{source.stem}-{start}.cut"
        self._tool("cut", source, path, "--start", start)
        return Cut(path.stat().st_size, int(source_bytes[1]), path)

    def _tool(self, *arguments) -> str:
        return subprocess.run(["java", "-jar", self.jar, *arguments], check=True, capture_output=True,
                              text=True).stdout

    def _looped(self, name: str, video_rate: str, pieces: int, flags: str) -> Path:
        path = self.folder / name
        if not path.exists():
            piece = self._piece(video_rate)
            print(f"bench: making {name}", flush=True)
            self._ffmpeg(path, "-stream_loop", str(pieces - 1), "-i", piece, "-c", "copy", "-movflags", flags)
        return path

    def _piece(self, video_rate: str) -> Path:
        """The encoder fills up to the rate with filler data, so that a picture that costs nothing to encode has the
        size of a real one."""
        path = self.folder / f"piece-{video_rate}.mp4"
        if not path.exists():
            print(f"bench: encoding a minute at {video_rate}bit/s", flush=True)
            gop = str(KEY_FRAME_SECONDS * FRAMES_PER_SECOND)
            self._ffmpeg(
                path,
                "-f", "lavfi", "-i", f"testsrc2=size=320x180:rate={FRAMES_PER_SECOND}:duration={PIECE_SECONDS}",
                "-f", "lavfi", "-i", f"sine=frequency=330:beep_factor=4:sample_rate=44100:duration={PIECE_SECONDS}",
                "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p",
                "-bf", "3", "-g", gop, "-keyint_min", gop, "-sc_threshold", "0",
                "-b:v", video_rate, "-minrate", video_rate, "-maxrate", video_rate, "-bufsize", video_rate,
                "-x264-params", "nal-hrd=cbr", "-c:a", "aac", "-b:a", "96k")
        return path

    def _ffmpeg(self, path: Path, *arguments) -> None:
        part = path.with_suffix(".part.mp4")
        try:
            subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", *arguments, part], check=True)
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
