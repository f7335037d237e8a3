"""What one seek costs the server: CPU, and instructions where they can be counted."""
import itertools
from collections.abc import Callable, Iterator

from bench import MP4SO, PLAIN, PLUGIN, Bench
from client import fetch
from counter import NOTE, Counter, can_count
from pairs import alternate
from report import Column, Result
from seek import NEW_STARTS, START, plain_ranges, seeks_around

SEEKS = 100
SEEKS_OF_MP4SO = 3


def of_a_seek(bench: Bench) -> Result:
    movie = bench.media.movie_moov_first()
    bench.fill_cache(movie)
    cut = bench.media.cut(movie, START)
    cut.path.unlink()
    plain, _ = plain_ranges(bench, movie, cut)
    columns = [Column("cpu", "CPU ms", 1000, PLAIN)]
    if can_count():
        columns.append(Column("instructions", "instructions, millions", 1e-6, PLAIN))
    result = Result("cost", f"one seek in {movie.stat().st_size / 1e6:.0f} MB, start={START}: {cut.length / 1e6:.1f} MB; "
                            f"{SEEKS} seeks one after another, but only {SEEKS_OF_MP4SO} for mp4.so", columns)
    if not can_count():
        result.note(NOTE)
    asked = {PLAIN: itertools.repeat(plain), PLUGIN: itertools.repeat(bench.seek(PLUGIN, movie, START)),
             f"{PLUGIN}, {NEW_STARTS}": seeks_around(bench, PLUGIN, movie, START)}
    asked |= {name: itertools.repeat(bench.seek(name, movie, START)) for name in bench.others}
    bench.note_missing(result)
    result.contenders = list(asked)
    samples = {name: sampler(bench, name, requests) for name, requests in asked.items()}
    for sample in samples.values():
        sample()
    result.rounds = alternate(samples, bench.sizes.load_rounds)
    return result


def sampler(bench: Bench, name: str, requests: Iterator) -> Callable[[], dict]:
    server = bench.server(name)
    number = SEEKS_OF_MP4SO if name == MP4SO else SEEKS

    def sample() -> dict:
        with Counter(server.pid) as counter:
            cpu = server.cpu_seconds()
            for request in itertools.islice(requests, number):
                fetch(request)
            cpu = server.cpu_seconds() - cpu
        return {"cpu": cpu / number, **counter.each(number)}
    return sample
