"""One client, one seek near the end of a movie that no cache has: what it waits for, and what the origin sends."""
import time
from collections.abc import Callable
from pathlib import Path

from bench import MP4SO, PLUGIN, PLUGIN_STREAM, Bench
from client import fetch
from pairs import alternate
from report import Column, Result
from seek import START

PATIENCE_SECONDS = 60
COLUMNS = [
    Column("total", "total ms", 1000, PLUGIN_STREAM),
    Column("first byte", "first byte ms", 1000, PLUGIN_STREAM),
    Column("origin", "origin MB", 1e-6, PLUGIN_STREAM),
]


def near_the_end(bench: Bench) -> Result:
    movie = bench.media.movie_moov_first()
    result = Result("cold", f"{movie.stat().st_size / 1e6:.0f} MB, in no cache, start={START}; the origin is as near as "
                            "can be, and its bytes count until the file is in the cache", COLUMNS)
    result.contenders = [PLUGIN, PLUGIN_STREAM, MP4SO]
    samples = {name: sampler(bench, movie, name) for name in result.contenders}
    for sample in samples.values():
        sample()
    result.rounds = alternate(samples, bench.sizes.cold_rounds)
    return result


def sampler(bench: Bench, movie: Path, name: str) -> Callable[[], dict]:
    size = movie.stat().st_size

    def sample() -> dict:
        folder = bench.new_name()
        answer = fetch(bench.seek(name, movie, START, folder))
        if answer.status != 200 or answer.length > size / 2:
            raise RuntimeError(f"{name}: status {answer.status}, {answer.length:,} bytes")
        wait_for_fill(bench, folder, size)
        return {"total": answer.total_seconds, "first byte": answer.first_byte_seconds,
                "origin": sum(bench.nginx.sent(folder))}
    return sample


def wait_for_fill(bench: Bench, folder: str, size: int) -> None:
    """Until the origin has sent the whole file, of so many bytes, once."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while size not in bench.nginx.sent(folder):
        if time.monotonic() > deadline:
            raise RuntimeError(f"{folder}: the file did not come into the cache")
        time.sleep(0.05)
