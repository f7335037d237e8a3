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
KEPT_RATES = ("780k",)  # of these pieces several movies are made


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

    def short_moov(self) -> Path:
        """Two minutes, 795 MB: a moov of 0.13 MB in front."""
        return self._looped("two-minutes-800mb.mp4", "53000k", 2, "+faststart")

    def by_size(self, quick: bool) -> list[Path]:
        """Two minutes each, with a moov of 0.13 MB in front: 13 MB to 5 GB by their bit rate alone."""
        files = [self.clip(), self._looped("two-minutes-100mb.mp4", "6500k", 2, "+faststart")]
        if quick:
            return files
        return [*files, self.short_moov(), self._looped("two-minutes-5gb.mp4", "333000k", 2, "+faststart")]

    def by_moov(self, quick: bool) -> list[Path]:
        """800 MB each, with a moov in front of 0.13 to 58 MB: two minutes to 15 hours."""
        if quick:
            return [self.clip(), self.movie_moov_first()]
        return [
            self.short_moov(),
            self._looped("quarter-hour.mp4", "7000k", 15, "+faststart"),
            self.movie_moov_first(),
            self._looped("fifteen-hours.mp4", "84k", 880, "+faststart", audio_rate="32k"),
        ]

    def long_moov(self) -> Path:
        """Twenty minutes, 8 MB, of which the moov in front has 0.92."""
        path = self.folder / "long-moov.mp4"
        if not path.exists():
            print(f"bench: making {path.name}", flush=True)
            self._ffmpeg(path, "-f", "lavfi", "-i", "testsrc2=size=64x36:rate=25:duration=1200",
                         "-f", "lavfi", "-i", "sine=frequency=330:sample_rate=48000:duration=1200", "-c:v", "libx264",
                         "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-bf", "1", "-g", "250", "-c:a", "aac",
                         "-b:a", "32k", "-movflags", "+faststart")
        return path

    def fragments_with_sidx(self) -> Path:
        return self._fragmented("fragments-sidx.mp4", "+global_sidx")

    def fragments_alone(self) -> Path:
        return self._fragmented("fragments.mp4", "+skip_trailer")

    def small(self) -> Path:
        """4 KB under a name that is media. Nothing reads it as such."""
        path = self.folder / "small.mp4"
        if not path.exists():
            path.write_bytes(bytes(4096))
        return path

    def cut(self, source: Path, start: str) -> Cut:
        """Made by the classes that run in the proxy, without a proxy. The caller removes the file."""
        _, source_end = self.source_bytes(source, start)
        path = self.folder / f"{source.stem}-{start}.cut"
        self._tool("cut", source, path, "--start", start)
        return Cut(path.stat().st_size, source_end, path)

    def source_bytes(self, source: Path, start: str) -> tuple[int, int]:
        """Where the media of a cut begin and end in the source."""
        plan = self._tool("plan", source, "--start", start)
        found = re.search(r"^source bytes \[(\d+), (\d+)\)", plan, re.MULTILINE)
        if not found:
            raise RuntimeError(f"no source bytes in the plan of {source}:\n{plan}")
        return int(found[1]), int(found[2])

    def _tool(self, *arguments) -> str:
        return subprocess.run(["java", "-jar", self.jar, *arguments], check=True, capture_output=True,
                              text=True).stdout

    def _looped(self, name: str, video_rate: str, pieces: int, flags: str, audio_rate: str = "96k") -> Path:
        path = self.folder / name
        if not path.exists():
            piece = self._piece(video_rate, audio_rate)
            print(f"bench: making {name}", flush=True)
            self._ffmpeg(path, "-stream_loop", str(pieces - 1), "-i", piece, "-c", "copy", "-movflags", flags)
            if video_rate not in KEPT_RATES:
                piece.unlink()
        return path

    def _fragmented(self, name: str, flag: str) -> Path:
        """The two hours in fragments of a key frame each."""
        path = self.folder / name
        if not path.exists():
            movie = self.movie_moov_first()
            print(f"bench: making {name}", flush=True)
            self._ffmpeg(path, "-i", movie, "-c", "copy", "-movflags", f"+frag_keyframe+empty_moov+default_base_moof{flag}")
        return path

    def _piece(self, video_rate: str, audio_rate: str) -> Path:
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
                "-x264-params", "nal-hrd=cbr", "-c:a", "aac", "-b:a", audio_rate)
        return path

    def _ffmpeg(self, path: Path, *arguments) -> None:
        part = path.with_suffix(".part.mp4")
        try:
            subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", *arguments, part], check=True)
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)


def seconds_of(path: Path) -> float:
    said = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path],
                          check=True, capture_output=True, text=True)
    return float(said.stdout)


def moov_bytes(path: Path) -> int:
    """Of a file whose boxes say their sizes."""
    with path.open("rb") as file:
        at = 0
        while head := file.read(16):
            size = int.from_bytes(head[:4], "big")
            if size == 1:
                size = int.from_bytes(head[8:16], "big")
            if head[4:8] == b"moov":
                return size
            at += max(size, 8)
            file.seek(at)
    raise RuntimeError(f"no moov in {path}")
