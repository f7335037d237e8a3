"""What ffprobe and ffmpeg say of two seeks, instead of a browser."""
import subprocess
import urllib.request
from pathlib import Path

from movie import Movie

TIMEOUT_SECONDS = 60
# Sound and picture may end apart by a piece of either.
SECONDS_OFF = 0.1


def check(url: str, name: str, movie: Movie, folder: Path) -> None:
    """Seeks to between two key frames, the first while the cache is empty: each answer begins at the earlier key frame and
    decodes without a message. The page is there, too."""
    for page in ("", "movie.json", "page.js", "player/seek-by-start.js"):
        received(f"{url}{page}")
    for start in (round(movie.duration / 2 + 1, 3), round(movie.duration * 0.96, 3)):
        seek = f"{url}video/{name}?start={start}"
        cut = folder / "cut.mp4"
        cut.write_bytes(received(seek))
        expected = movie.duration - movie.begin(start)
        lasts = float(said("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", cut))
        if abs(lasts - expected) > SECONDS_OFF:
            raise RuntimeError(f"{seek} lasts {lasts} s, {expected} are right")
        if complaint := said("ffmpeg", "-nostdin", "-v", "warning", "-xerror", "-i", cut, "-f", "null", "-"):
            raise RuntimeError(f"ffmpeg says of {seek}: {complaint}")
        print(f"demo: ok: {seek} is {cut.stat().st_size} of {movie.size} bytes, lasts {lasts:.2f} s and "
              "decodes cleanly", flush=True)


def received(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=TIMEOUT_SECONDS) as answer:
        return answer.read()


def said(*command) -> str:
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if run.returncode:
        raise RuntimeError(f"{command[0]}: {run.stdout}")
    return run.stdout.strip()
