"""The files that are asked for, and the right bytes of each answer, made once by the engine on the command line."""
import hashlib
import os
import random
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

# Of build/media: a moov in front and at the end, fragments, audio alone, no key frame table, a large moov.
MADE = ("h264_25fps_gop50.mp4", "h264_moov_last.mp4", "h264_numbered_moov_last.mp4", "fragmented.mp4",
        "audio_44100.m4a", "mjpeg_no_stss.mov", "h264_long_moov.mp4")
# A clip of two minutes, three times over: how ffmpeg is to write it.
LONG = {
    "long-first.mp4": ("-movflags", "+faststart"),
    "long-last.mp4": (),
    "long-fragmented.mp4": ("-movflags", "+frag_keyframe+empty_moov+default_base_moof"),
}
CORRUPT = 8
STARTS = 6


@dataclass(frozen=True)
class Answer:
    """A file with the right bytes."""
    path: Path
    size: int

    @staticmethod
    def of(path: Path) -> "Answer":
        return Answer(path, path.stat().st_size)


@dataclass(frozen=True)
class Title:
    """cuts: by the query that asks for each. None = the engine declines it, and the whole file is right."""
    name: str
    whole: Answer
    cuts: dict
    is_corrupt: bool

    @property
    def queries(self) -> list:
        return list(self.cuts)

    def answer(self, query: str) -> Answer:
        return self.cuts[query] or self.whole


class Library:
    """media: what the origin serves. The cuts are kept for the next run of the same build."""

    def __init__(self, folder: Path, made: Path, clip: Path, jar: Path):
        self.media = folder / "media"
        self.media.mkdir(parents=True, exist_ok=True)
        self.jar = jar
        with jar.open("rb") as file:
            self.cut_folder = folder / "cuts" / hashlib.file_digest(file, "sha256").hexdigest()[:16]
        for other in (folder / "cuts").glob("*"):
            if other != self.cut_folder:
                shutil.rmtree(other)
        self.cut_folder.mkdir(parents=True, exist_ok=True)
        for name in MADE:
            shutil.copyfile(made / name, self.media / name)
        for name, options in LONG.items():
            self._long(name, clip, options)
        corrupt = self._corrupted(self.media / "h264_25fps_gop50.mp4")
        print("soak: cutting on the command line what the answers are compared with", flush=True)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            names = [*MADE, *LONG]
            self.titles = list(pool.map(self._title, names))
            self.corrupt = list(pool.map(lambda name: self._title(name, True), corrupt))
        if declined := [title.name for title in self.titles if None in title.cuts.values()]:
            raise RuntimeError(f"the engine declines what it has to cut: {declined}")

    @property
    def long_titles(self) -> list[Title]:
        return [title for title in self.titles if title.name in LONG]

    @property
    def short_titles(self) -> list[Title]:
        return [title for title in self.titles if title.name not in LONG]

    def _long(self, name: str, clip: Path, options: tuple) -> None:
        path = self.media / name
        if path.exists():
            return
        part = path.with_suffix(".part.mp4")
        subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", "-stream_loop", "2", "-i", clip, "-c", "copy",
                        *options, part], check=True)
        os.replace(part, path)

    def _corrupted(self, movie: Path) -> list[str]:
        """A few bytes of the moov overwritten, each time others, and half a file."""
        good = movie.read_bytes()
        end = good.index(b"mdat")
        names = []
        for number in range(CORRUPT):
            draw = random.Random(number)
            bad = bytearray(good if number else good[:len(good) // 2])
            for _ in range(number):
                bad[draw.randrange(64, end)] = draw.randrange(256)
            names.append(f"corrupt-{number}.mp4")
            (self.media / names[-1]).write_bytes(bad)
        return names

    def _title(self, name: str, is_corrupt: bool = False) -> Title:
        path = self.media / name
        whole = Answer.of(path)
        seconds = 5 if is_corrupt else self._seconds(path)
        draw = random.Random(name)
        starts = [f"{draw.uniform(0.02, 0.98) * seconds:.2f}" for _ in range(STARTS)]
        queries = [f"start={start}" for start in starts]
        queries += [f"start={starts[0]}&end={float(starts[0]) + seconds / 10:.2f}", f"end={starts[1]}"]
        return Title(name, whole, {query: self._cut(path, query) for query in queries}, is_corrupt)

    def _cut(self, path: Path, query: str) -> Answer | None:
        cut = self.cut_folder / f"{path.stem}-{query}"
        declined = cut.with_name(cut.name + ".declined")
        if declined.exists():
            return None
        if not cut.exists():
            options = [f"--{argument}" for argument in query.split("&")]
            part = cut.with_name(cut.name + ".part")
            run = subprocess.run(["java", "-XX:TieredStopAtLevel=1", "-jar", self.jar, "cut", path, part, *options],
                                 capture_output=True, text=True)
            if run.returncode:
                part.unlink(missing_ok=True)
                declined.write_text(run.stderr)
                return None
            os.replace(part, cut)
        return Answer.of(cut)

    def _seconds(self, path: Path) -> float:
        said = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path],
                              check=True, capture_output=True, text=True).stdout
        return float(said)
