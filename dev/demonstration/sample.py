"""The video that is shown: B-frames, AAC and a moov in front, as most files on the web have them; the picture and a beep
show the time."""
import os
import subprocess
from pathlib import Path

SECONDS = 240
KEY_FRAME_SECONDS = 4
FRAMES_PER_SECOND = 25

TIME = ("drawtext=text='%{pts\\:hms}':font=DejaVu Sans:fontsize=56:fontcolor=white:box=1:boxcolor=black@0.7:"
        "boxborderw=14:x=(w-tw)/2:y=(h-th)/2")
# Once a second.
BEEP = "aevalsrc='0.2*sin(2*PI*880*t)*lt(mod(t,1),0.06)':s=48000"


def make(path: Path) -> Path:
    """Once."""
    if path.exists():
        return path
    print(f"demo: making a sample video of {SECONDS // 60} minutes", flush=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part.mp4")
    frames = str(KEY_FRAME_SECONDS * FRAMES_PER_SECOND)
    subprocess.run([
        "ffmpeg", "-nostdin", "-v", "error", "-y",
        "-f", "lavfi", "-i", f"testsrc2=size=640x360:rate={FRAMES_PER_SECOND}:duration={SECONDS}",
        "-f", "lavfi", "-i", f"{BEEP}:d={SECONDS}",
        "-vf", TIME, "-c:v", "libx264", "-preset", "veryfast", "-crf", "28", "-bf", "3", "-g", frames,
        "-keyint_min", frames, "-sc_threshold", "0", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "96k",
        "-movflags", "+faststart", part], check=True)
    os.replace(part, path)
    return path
