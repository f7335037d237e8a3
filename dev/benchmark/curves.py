"""One client, one seek in a file that is in the cache: what the first 4 MB of the answer take, against the place of the
seek, the size of the file, and the size of its moov."""
import itertools
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import MP4SO, PLAIN, PLUGIN, Bench, reason_not_a_cut
from client import Request, fetch
from goal import Comparison
from media import moov_bytes, seconds_of
from pairs import Point, alternate, interval
from report import Axis, Column, Result

TAKEN = 4 << 20
REPEATS = 3  # in one sample, which is their median; mp4.so takes long enough to be measured once
WARM_UP = 2  # samples that are not kept
PERCENTS = (1, 10, 25, 50, 75, 90, 99)
MIDDLE, NEAR_THE_END = 50, 98
NEW_INDEX = f"{PLUGIN}, index unknown"
COLUMNS = [
    Column("total", "total ms", 1000, PLAIN),
    Column("first byte", "first byte ms", 1000, PLAIN),
]


def offset(bench: Bench) -> Result:
    # One whose head is next to nothing at any start: what is taken is media.
    movie = bench.media.short_moov()
    percents = (1, 50, 99) if bench.sizes.quick else PERCENTS
    axis = Axis("start, % of the movie", {percent: f"{percent} %" for percent in percents}, logarithmic=False)
    result = Result("offset", f"the first {TAKEN >> 20} MB of a cut of {movie.stat().st_size / 1e6:.0f} MB, against where "
                              "it begins", COLUMNS, axis)
    measure(bench, result, {percent: (movie, percent) for percent in percents})
    first, last = percents[0], percents[-1]
    for name in result.contenders:
        both = zip(result.rounds.of(Point(name, last), "total"), result.rounds.of(Point(name, first), "total"))
        if ratios := [a / b for a, b in both]:
            result.comparisons.append(Comparison(f"{name}, total, at {last} % / at {first} %", interval(ratios)))
    return result


def size(bench: Bench) -> Result:
    files = {file.stat().st_size: file for file in bench.media.by_size(bench.sizes.quick)}
    axis = Axis("file", {size: _bytes(size) for size in files})
    result = Result("size", f"the first {TAKEN >> 20} MB of a cut from the middle of two minutes, against the size of "
                            f"the file; each moov has {_bytes(moov_bytes(next(iter(files.values()))))}", COLUMNS, axis)
    measure(bench, result, {size: (file, MIDDLE) for size, file in files.items()})
    return result


def moov(bench: Bench) -> Result:
    files = {moov_bytes(file): file for file in bench.media.by_moov(bench.sizes.quick)}
    axis = Axis("moov", {size: _bytes(size) for size in files})
    result = Result("moov", f"the first {TAKEN >> 20} MB of a cut that leaves out 98 % of the movie, against the size of "
                            "the moov", COLUMNS, axis)
    first = {size: first_seeks(bench, file) for size, file in files.items()}
    measure(bench, result, {size: (file, NEAR_THE_END) for size, file in files.items()})
    for size, samples in first.items():
        for sample in samples:
            result.rounds.add(Point(NEW_INDEX, size), sample)
    result.contenders.append(NEW_INDEX)
    result.note(f"{NEW_INDEX}: {bench.sizes.cold_rounds} times, each under a name of its own, before the others")
    return result


def first_seeks(bench: Bench, file: Path) -> list[dict]:
    """Into the file under names whose bytes are in the cache, and whose index nobody has asked for."""
    found = []
    for _ in range(bench.sizes.cold_rounds):
        folder = bench.new_name()
        bench.fill_cache(file, folder)
        answer = fetch(bench.seek(PLUGIN, file, _start(file, NEAR_THE_END), folder), TAKEN)
        found.append({"total": answer.total_seconds, "first byte": answer.first_byte_seconds})
    return found


def measure(bench: Bench, result: Result, asked: dict) -> None:
    """asked: a file and a percentage of it for each place of the axis."""
    result.contenders = [PLAIN, PLUGIN, *bench.others]
    samples = {}
    for x, (file, percent) in asked.items():
        bench.fill_cache(file)
        start = _start(file, percent)
        begin, end = bench.media.source_bytes(file, start)
        # As long as the cut, so that the client leaves it as early.
        plain = bench.whole(file).with_range(begin, end)
        samples[Point(PLAIN, x)] = sampler(itertools.repeat(plain), REPEATS)
        for name in result.contenders[1:]:
            request = bench.seek(name, file, start)
            if reason := reason_not_a_cut(request, end - begin):
                result.note(f"{name}, {result.axis.values[x]}: not measured, it {reason}")
            else:
                samples[Point(name, x)] = sampler(itertools.repeat(request), 1 if name == MP4SO else REPEATS)
    for _ in range(WARM_UP):
        for sample in samples.values():
            sample()
    result.rounds = alternate(samples, bench.sizes.curve_rounds)
    bench.note_missing(result)


def sampler(requests: Iterator[Request], repeats: int) -> Callable[[], dict]:
    def sample() -> dict:
        answers = [fetch(request, TAKEN) for request in itertools.islice(requests, repeats)]
        if bad := [answer.status for answer in answers if answer.status not in (200, 206)]:
            raise RuntimeError(f"status {bad}")
        return {
            "total": statistics.median(answer.total_seconds for answer in answers),
            "first byte": statistics.median(answer.first_byte_seconds for answer in answers),
        }
    return sample


def _start(file: Path, percent: float) -> str:
    return f"{seconds_of(file) * percent / 100:.2f}"


def _bytes(size: int) -> str:
    for unit, name in ((1e9, "GB"), (1e6, "MB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}"
    return f"{size / 1e6:.2g} MB"
