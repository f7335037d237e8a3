"""One client, one seek near the end of a movie that no cache has: what it waits for, and what the origin sends."""
import itertools
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
    numbers = itertools.count()
    samples = {name: sampler(bench, movie, name, numbers) for name in result.contenders}
    for sample in samples.values():
        sample()
    result.rounds = alternate(samples, bench.sizes.cold_rounds)
    return result


def sampler(bench: Bench, movie: Path, name: str, numbers: itertools.count) -> Callable[[], dict]:
    size = movie.stat().st_size

    def sample() -> dict:
        folder = f"cold-{next(numbers)}"
        answer = fetch(bench.seek(name, movie, START, f"{folder}/"))
        if answer.status != 200 or answer.length > size / 2:
            raise RuntimeError(f"{name}: status {answer.status}, {answer.length:,} bytes")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while size not in bench.nginx.sent(folder):
            if time.monotonic() > deadline:
                raise RuntimeError(f"{name}: the file did not come into the cache")
            time.sleep(0.05)
        return {"total": answer.total_seconds, "first byte": answer.first_byte_seconds,
                "origin": sum(bench.nginx.sent(folder))}
    return sample
