"""What the first byte of a seek waits for: the way of a request through Traffic Server, taken apart by its hooks."""
import itertools
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import PLAIN, PLUGIN, Bench
from client import Request, fetch
from pairs import alternate
from report import Column, Result
from seek import NEW_STARTS, REPEATS, SEEKS_BEFORE, START, TAKEN_BEFORE
from start import until_up

PATIENCE_SECONDS = 5
# By what the plugin of hook_times.c writes: from one time to the next.
STEPS = ("until the rule has the request", "until the cache has found the file", "until there is a header")
ON_THE_WAY = "on the way to the server, and back"
COLUMNS = [Column("first byte", "first byte us", 1e6), *(Column(step, f"{step} us", 1e6) for step in STEPS),
           Column(ON_THE_WAY, f"{ON_THE_WAY} us", 1e6)]


class HookTimes:
    """What a server has written of its transactions."""

    def __init__(self, file: Path):
        self.file = file

    def after(self, begin: int) -> list[int]:
        """Of the first transaction since then, in nanoseconds of the monotonic clock. It is written as that ends."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            lines = self.file.read_text().splitlines()
            # The last may be half written.
            known = [[int(number) for number in line.split()] for line in lines[-2:]]
            found = [times for times in known if len(times) == len(STEPS) + 1 and times[0] > begin]
            if found:
                return found[0]
            time.sleep(0.002)
        raise RuntimeError(f"{self.file.name} has nothing of a transaction")


def of_the_first_byte(bench: Bench) -> Result:
    movie = bench.media.movie_moov_first()
    size = movie.stat().st_size
    result = Result("steps", f"moov in front, {size / 1e6:.0f} MB, two hours, around start={START}: what the first byte "
                             "waits for", COLUMNS)
    folder = bench.lab.root / "steps"
    plugin = compiled(bench, folder)
    times = HookTimes(folder / "proxy/log/hook_times.txt")
    server = bench.lab.server("steps", True, more_plugins=f"{plugin} {times.file}\n")
    with server:
        until_up(server)
        whole = Request(server.port, f"/plain/{movie.name}")
        fetch(whole)
        seeks = {PLUGIN: lambda _: START, f"{PLUGIN}, {NEW_STARTS}": lambda i: f"{float(START) + i * 7.919 % 20 - 10:.3f}"}
        asked = {name: requests(server.port, movie, start) for name, start in seeks.items()}
        for name, each in asked.items():
            for request in itertools.islice(each, SEEKS_BEFORE // (20 if bench.sizes.quick else 1)):
                fetch(request, TAKEN_BEFORE)
        asked[PLAIN] = itertools.repeat(whole.with_range(size - 11_000_000, size))
        result.contenders = [PLAIN, *seeks]
        result.rounds = alternate({name: sampler(asked[name], times) for name in result.contenders}, bench.sizes.rounds)
    return result


def compiled(bench: Bench, folder: Path) -> Path:
    """Where the server's user may read it."""
    folder.mkdir(mode=0o755)
    source, plugin = Path(__file__).with_name("hook_times.c"), folder / "hook_times.so"
    include = bench.lab.installation.layout["INCLUDEDIR"]
    # The headers of Traffic Server 10 are C++.
    subprocess.run(["c++", "-x", "c++", "-std=c++17", "-O2", "-shared", "-fPIC", f"-I{include}", source, "-o", plugin],
                   check=True)
    return plugin


def requests(port: int, movie: Path, start: Callable[[int], str]) -> Iterator[Request]:
    return (Request(port, f"/plugin/{movie.name}?start={start(i)}") for i in itertools.count())


def sampler(asked: Iterator[Request], times: HookTimes) -> Callable[[], dict]:
    def sample() -> dict:
        taken = [take(next(asked), times) for _ in range(REPEATS)]
        return {metric: statistics.median(each[metric] for each in taken) for metric in taken[0]}
    return sample


def take(request: Request, times: HookTimes) -> dict:
    """In seconds."""
    begin = time.monotonic_ns()
    answer = fetch(request)
    if answer.status not in (200, 206):
        raise RuntimeError(f"{request.path}: status {answer.status}")
    passed = times.after(begin)
    steps = {step: (after - before) / 1e9 for step, before, after in zip(STEPS, passed, passed[1:])}
    first = answer.first_byte_seconds
    return {"first byte": first, **steps, ON_THE_WAY: first - sum(steps.values())}
