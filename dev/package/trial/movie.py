"""A movie that is too long for what lies between a server and a client that does not read."""
import subprocess
from pathlib import Path

SECONDS = 240
KEY_FRAME_SECONDS = 2
FRAMES_PER_SECOND = 25


def make(path: Path) -> Path:
    """Sound as it is makes it long: 46 MB."""
    frames = str(KEY_FRAME_SECONDS * FRAMES_PER_SECOND)
    subprocess.run([
        "ffmpeg", "-nostdin", "-v", "error", "-y",
        "-f", "lavfi", "-i", f"testsrc2=size=320x180:rate={FRAMES_PER_SECOND}:duration={SECONDS}",
        "-f", "lavfi", "-i", f"sine=frequency=330:sample_rate=48000:duration={SECONDS}",
        "-c:v", "libx264", "-preset", "ultrafast", "-g", frames, "-keyint_min", frames, "-sc_threshold", "0",
        "-pix_fmt", "yuv420p", "-c:a", "pcm_s16le", "-ac", "2", "-movflags", "+faststart", path], check=True)
    return path
