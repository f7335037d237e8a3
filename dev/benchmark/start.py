"""Before it is warm: from the start of the process to the first cut, the first seek after a restart against later ones."""
import itertools
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from bench import Bench
from client import Exchange, Request, fetch
from goal import Goal
from managed import metrics
from pairs import interval
from proxy import Proxy
from report import Column, Result

TAKEN = 4 << 20
PATIENCE_SECONDS = 60
SEEKS = 200
FIRST, HUNDREDTH = "the first seek after a restart", "the hundredth"
UNKNOWN, KNOWN = "index unknown, the Java VM warm", "the same again: index known"
MISS = "not in the cache, index unknown"
START = "from the start of the process up to the first cut"
PLAIN_START = "up to the first plain Range, without the plugin"
IDLE_WITHOUT, IDLE, IDLE_AFTER = "idle, without the plugin", "idle, with it", "idle, after some hundred seeks"
COLUMNS = [Column("total", "total ms", 1000), Column("first byte", "first byte ms", 1000),
           Column("resident", "resident MB", 1e-6)]
FOLDERS = ("cold-a/", "cold-b/")


def starts(bench: Bench) -> Result:
    movie = bench.media.movie_moov_first()
    result = Result("start", f"seeks into {movie.stat().st_size / 1e6:.0f} MB, moov of 7.8 MB, in the cache but for one; "
                             f"the first {TAKEN >> 20} MB of each; restarts keep the cache", COLUMNS)
    result.contenders = [START, PLAIN_START, FIRST, HUNDREDTH, UNKNOWN, KNOWN, MISS, IDLE_WITHOUT, IDLE, IDLE_AFTER]
    with_plugin, without = (bench.lab.server(name, name == "with") for name in ("with", "without"))
    calls, microseconds = [], []
    fill(with_plugin, movie)
    fill(without, movie)
    try:
        for _ in range(bench.sizes.cold_rounds):
            plain = wholes(without, movie)[0].with_range(0, TAKEN)
            _start(without, plain, PLAIN_START, result, movie.stat().st_size)
            result.rounds.add(IDLE_WITHOUT, {"resident": _idle(without)})
            without.stop()
            asked = seeks(with_plugin, FOLDERS[0], movie)
            _start(with_plugin, next(asked), START, result, movie.stat().st_size)
            with_plugin.restart()
            until_up(with_plugin)
            result.rounds.add(IDLE, {"resident": _idle(with_plugin)})
            with_plugin.restart()
            until_up(with_plugin)
            _add(result, FIRST, fetch(next(asked), TAKEN))
            answers = [fetch(next(asked), TAKEN) for _ in range(SEEKS)]
            _add(result, HUNDREDTH, _middle(answers[95:105]))
            other = seeks(with_plugin, FOLDERS[1], movie)
            _add(result, UNKNOWN, fetch(next(other), TAKEN))
            _add(result, KNOWN, _middle([fetch(next(other), TAKEN) for _ in range(SEEKS)]))
            for found, value in zip((calls, microseconds), calls_of_a_seek(with_plugin, other)):
                found.append(value)
            _add(result, MISS, fetch(next(seeks(with_plugin, bench.new_name(), movie, "no-fills")), TAKEN))
            result.rounds.add(IDLE_AFTER, {"resident": _idle(with_plugin)})
            with_plugin.stop()
    finally:
        for server in (with_plugin, without):
            server.stop()
    idle = [a - b for a, b in zip(result.rounds.of(IDLE, "resident"), result.rounds.of(IDLE_WITHOUT, "resident"))]
    result.note(f"calls into Java: {statistics.median(calls):.2f} for a warm seek, of "
                f"{statistics.median(microseconds):.0f} us together")
    result.goals = [
        Goal(f"{FIRST} / {UNKNOWN}, total", 3, False, result.rounds.ratio(FIRST, UNKNOWN, "total")),
        Goal("calls into Java for a warm seek", 5, False, interval(calls)),
        Goal("resident memory of an idle server, with the plugin less without it", 60, False,
             interval([value / 1e6 for value in idle]) if idle else None, unit="MB"),
    ]
    return result


def fill(server: Proxy, movie: Path) -> None:
    """Until the server, ended and started, has the movie under both names in its cache. Leaves it ended."""
    for patience in (5, 10, 20, 40):
        with server:
            for whole in wholes(server, movie):
                fetch(whole)
            # The directory of the cache is written in the background, bit by bit, and nothing says when.
            time.sleep(patience)
        with server:
            if all(_is_cached(whole) for whole in wholes(server, movie)):
                return
    raise RuntimeError("Traffic Server does not find its cache again after a restart")


def wholes(server: Proxy, movie: Path) -> list[Request]:
    return [Request(server.port, f"/plain/{folder}{movie.name}") for folder in FOLDERS]


def seeks(server: Proxy, folder: str, movie: Path, rule: str = "plugin") -> Iterator[Request]:
    """Near the end of the movie, each at another time."""
    for i in itertools.count():
        yield Request(server.port, f"/{rule}/{folder}{movie.name}?start={7000.7 + i * 7.919 % 90:.3f}")


def calls_of_a_seek(server: Proxy, asked: Iterator[Request]) -> tuple[float, float]:
    """Calls into Java, and the microseconds that they took together. Their metrics are brought up to date now and then:
    seeks count from one such time to another."""
    name = "plugin.tsmp4java.calls"
    known = [metrics(server.port)]
    at = []
    deadline = time.monotonic() + PATIENCE_SECONDS
    for i in itertools.count():
        fetch(next(asked), TAKEN)
        now = metrics(server.port)
        if now[name] != known[-1][name] and (not at or i - at[0] >= SEEKS):
            at.append(i)
            known.append(now)
        if len(at) == 2:
            seeks = at[1] - at[0]
            first, last = known[1:]
            return tuple((last[metric] - first[metric]) / seeks for metric in (name, "plugin.tsmp4java.call_microseconds"))
        if time.monotonic() > deadline:
            raise RuntimeError("the metrics of the calls are not brought up to date")


def _start(server: Proxy, request: Request, name: str, result: Result, whole: int) -> None:
    """Asks again while the answer is the whole file. The server runs from then on."""
    begin = time.perf_counter()
    server.__enter__()
    while (answer := fetch(request, TAKEN)).length >= whole:
        if time.perf_counter() - begin > PATIENCE_SECONDS:
            raise RuntimeError("no cut since the start")
    end = time.perf_counter()
    first = end - answer.total_seconds + answer.first_byte_seconds
    result.rounds.add(name, {"total": end - begin, "first byte": first - begin})


def until_up(server: Proxy) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while metrics(server.port).get("plugin.tsmp4java.engine_up") != 1:
        if time.monotonic() > deadline:
            raise RuntimeError("the engine did not come up")
        time.sleep(0.05)


def _idle(server: Proxy) -> int:
    """Resident bytes then."""
    server.wait_until_idle()
    return server.resident_bytes()


def _is_cached(whole: Request) -> bool:
    return fetch(Request(whole.port, whole.path, ("Cache-Control: only-if-cached",)).with_range(0, 1)).status == 206


def _add(result: Result, name: str, answer: Exchange) -> None:
    if answer.status != 200:
        raise RuntimeError(f"{name}: status {answer.status}")
    result.rounds.add(name, {"total": answer.total_seconds, "first byte": answer.first_byte_seconds})


def _middle(answers: list[Exchange]) -> Exchange:
    return sorted(answers, key=lambda answer: answer.total_seconds)[len(answers) // 2]
