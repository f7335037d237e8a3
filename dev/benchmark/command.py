"""The command line: `cut` of 800 MB beside ffmpeg, which copies streams into a new file as well."""
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from bench import Bench
from goal import Goal
from pairs import alternate
from report import Column, Result

CUT, FFMPEG, FASTSTART, COPY = "tsmp4java cut", "ffmpeg -ss -c copy", "ffmpeg, moov in front", "cp of the file"
START = "10.7"
# As the installed program starts it.
JAVA = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"]
COLUMNS = [Column("total", "total s", 1, FFMPEG), Column("cpu", "CPU s", 1, FFMPEG)]


def cut(bench: Bench) -> Result:
    movie = bench.media.movie_moov_first()
    out = bench.media.folder / "out.mp4"
    ffmpeg = ["ffmpeg", "-nostdin", "-v", "error", "-y", "-ss", START, "-i", movie, "-map", "0", "-c", "copy"]
    commands = {
        CUT: [*JAVA, "-jar", bench.media.jar.with_name("tsmp4java-cli.jar"), "cut", movie, out, "--start", START],
        FFMPEG: [*ffmpeg, out],
        FASTSTART: [*ffmpeg, "-movflags", "+faststart", out],
        COPY: ["cp", "--reflink=never", movie, out],
    }
    result = Result("cut", f"{movie.stat().st_size / 1e6:.0f} MB from {START} s on, from the page cache to a new file",
                    COLUMNS, contenders=list(commands))
    samples = {name: sampler(command, out) for name, command in commands.items()}
    for sample in samples.values():
        sample()
    result.rounds = alternate(samples, bench.sizes.cut_rounds)
    result.goals = [Goal(f"{CUT} / {FFMPEG}, total", 1.0, False, result.rounds.ratio(CUT, FFMPEG, "total"))]
    return result


def sampler(command: list, out: Path) -> Callable[[], dict]:
    def sample() -> dict:
        out.unlink(missing_ok=True)
        # What an earlier one has left to be written is not its successor's work.
        os.sync()
        try:
            begin = time.perf_counter()
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            total = time.perf_counter() - begin
            if process.returncode or out.stat().st_size < 100_000_000:
                raise RuntimeError(f"{command[0]}: status {process.returncode}")
            return {"total": total, "cpu": used.ru_utime + used.ru_stime}
        finally:
            out.unlink(missing_ok=True)
    return sample
