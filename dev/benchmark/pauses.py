"""How long Java stops all threads, and with them a call of an event thread: seeks at a steady rate, with a full index
budget. The Java VM writes down each stop itself."""
import itertools
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench import Bench
from client import Request, fetch
from goal import Goal
from lab import Lab
from pairs import interval
from percentiles import percentiles
from proxy import Proxy
from report import Column, Result
from start import until_up

RATE = 200  # seeks a second
CLIENTS = 8
TAKEN = 64 << 10
SECONDS_OF_MOVIE = 1200
# Of 0.95 MB each: the hot ones are nearly the default budget of 128 MB.
HOT, COLD = 130, 300
ONE_IN = 20
# A goal counts the stops that a call feels for longer.
FELT_SECONDS = 0.001
KNOWN, UNKNOWN = "every index known", f"one of {ONE_IN} unknown"
STOP = re.compile(r"Total: +(\d+) ns")
COLUMNS = [
    Column("felt", "of the time, a call would wait > 1 ms, %", 100),
    Column("stops", "stops a second"),
    Column("longest stop", "longest stop ms", 1000),
    Column("p50", "first byte p50 ms", 1000), Column("p99", "p99 ms", 1000), Column("p99.9", "p99.9 ms", 1000),
]


def felt(bench: Bench) -> Result:
    movie = bench.media.long_moov()
    seconds = 2 if bench.sizes.quick else 10
    hot, cold = (10, 20) if bench.sizes.quick else (HOT, COLD)
    result = Result("pauses", f"{RATE} seeks a second, {TAKEN >> 10} kB taken of each answer, all of one movie with a moov "
                              f"of 0.92 MB, under many names: {hot} names fill the budget, and {cold} more take turns", COLUMNS)
    result.contenders = [KNOWN, UNKNOWN]
    server = bench.lab.server("pauses", True, f"@pparam=--jvm-option=-Xlog:safepoint:file={log_of(bench.lab)}:uptime")
    with server, ThreadPoolExecutor(CLIENTS) as pool:
        until_up(server)
        for number in range(hot + cold):
            fetch(Request(server.port, f"/plain/cold-shelf-{number}/{movie.name}"))
        known = seeks(server, movie, itertools.cycle(range(hot)))
        unknown = seeks(server, movie, mixed(hot, cold))
        for asked in (known, unknown):
            at_a_rate(pool, asked, seconds)  # warms up
        for _ in range(bench.sizes.cold_rounds):
            # The hot ones are used last, and so kept.
            list(map(fetch_some, itertools.islice(known, hot)))
            for name, asked in ((KNOWN, known), (UNKNOWN, unknown)):
                before = len(stops(bench.lab))
                first_bytes = at_a_rate(pool, asked, seconds)
                result.rounds.add(name, {**told(stops(bench.lab)[before:], seconds), **percentiles(first_bytes)})
    result.goals = [Goal(f"{name}: of the time, a call would wait > 1 ms", 0.1, False,
                         interval([100 * value for value in result.rounds.of(name, "felt")]), unit="%")
                    for name in (KNOWN, UNKNOWN)]
    return result


def log_of(lab: Lab) -> Path:
    return lab.root / "pauses/proxy/log/stops.txt"


def stops(lab: Lab) -> list[float]:
    """Of all threads, each in seconds."""
    return [int(nanoseconds) / 1e9 for nanoseconds in STOP.findall(log_of(lab).read_text())]


def told(stopped: list[float], seconds: float) -> dict:
    return {"felt": sum(max(0.0, each - FELT_SECONDS) for each in stopped) / seconds, "stops": len(stopped) / seconds,
            "longest stop": max(stopped, default=0.0)}


def mixed(hot: int, cold: int) -> Iterator[int]:
    """The names of a catalogue that does not fit: now and then one that was not asked for for long."""
    often, seldom = itertools.cycle(range(hot - hot // 4)), itertools.cycle(range(hot, hot + cold))
    for number in itertools.count():
        yield next(often if number % ONE_IN else seldom)


def seeks(server: Proxy, movie: Path, names: Iterator[int]) -> Iterator[Request]:
    for number, name in enumerate(names):
        start = 1 + number * 7.919 % (SECONDS_OF_MOVIE - 2)
        yield Request(server.port, f"/plugin/cold-shelf-{name}/{movie.name}?start={start:.3f}")


def fetch_some(request: Request) -> float:
    answer = fetch(request, TAKEN)
    if answer.status != 200:
        raise RuntimeError(f"{request.path}: status {answer.status}")
    return answer.first_byte_seconds


def at_a_rate(pool: ThreadPoolExecutor, asked: Iterator[Request], seconds: float) -> list[float]:
    """The first byte of each; one that is late does not hold up the next."""
    begin = time.monotonic()
    found = []
    for number in range(round(RATE * seconds)):
        time.sleep(max(0.0, begin + number / RATE - time.monotonic()))
        found.append(pool.submit(fetch_some, next(asked)))
    return [each.result() for each in found]
