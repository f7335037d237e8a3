"""What ffprobe and ffmpeg say of two seeks, instead of a browser."""
import subprocess
import urllib.request
from pathlib import Path

import sample

TIMEOUT_SECONDS = 60


def check(url: str, whole: Path, folder: Path) -> None:
    """Seeks to between two key frames, the first while the cache is empty: each answer begins at the earlier key frame and
    decodes without a message."""
    for start in (sample.SECONDS // 2 + 1, sample.SECONDS - 2 * sample.KEY_FRAME_SECONDS - 1):
        seek = f"{url}?start={start}"
        cut = folder / "cut.mp4"
        with urllib.request.urlopen(seek, timeout=TIMEOUT_SECONDS) as answer:
            cut.write_bytes(answer.read())
        expected = sample.SECONDS - start // sample.KEY_FRAME_SECONDS * sample.KEY_FRAME_SECONDS
        lasts = said("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", cut)
        if int(float(lasts)) != expected:
            raise RuntimeError(f"{seek} lasts {lasts} s, {expected} are right")
        if complaint := said("ffmpeg", "-nostdin", "-v", "warning", "-xerror", "-i", cut, "-f", "null", "-"):
            raise RuntimeError(f"ffmpeg says of {seek}: {complaint}")
        print(f"demo: ok: {seek} is {cut.stat().st_size} of {whole.stat().st_size} bytes, lasts {expected} s and "
              "decodes cleanly", flush=True)


def said(*command) -> str:
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if run.returncode:
        raise RuntimeError(f"{command[0]}: {run.stdout}")
    return run.stdout.strip()
