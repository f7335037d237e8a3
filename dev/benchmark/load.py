"""Random seeks into a clip from 1, 16 and 128 connections at once."""
import random
from collections.abc import Callable

from bench import MP4SO, PLAIN, PLAIN_UNDER_PLUGIN, PLUGIN, Bench, reason_not_a_cut
from client import crowd, fetch
from goal import Goal
from pairs import Point, alternate
from percentiles import percentiles
from report import Axis, Column, Result

CONNECTIONS = (1, 16, 128)
CLIP_SECONDS = 120
STARTS = 64
AXIS = Axis("connections", {number: str(number) for number in CONNECTIONS})
COLUMNS = [
    Column("requests/s", "requests/s", 1, PLAIN),
    Column("bytes/s", "MB/s", 1e-6),
    Column("p50", "p50 ms", 1000),
    Column("p99", "p99 ms", 1000),
    Column("p99.9", "p99.9 ms", 1000),
    Column("cpu", "CPU ms/request", 1000, PLAIN),
]


def clip(bench: Bench) -> Result:
    file = bench.media.clip()
    bench.fill_cache(file)
    result = Result("clip", f"{file.stat().st_size / 1e6:.1f} MB, {STARTS} random starts, keep-alive", COLUMNS, AXIS)
    requests = requests_of(bench, file)
    result.contenders = list(requests)
    samples, latencies = {}, {}
    for name, wanted in requests.items():
        for number in CONNECTIONS:
            seen = latencies[Point(name, number)] = []
            samples[Point(name, number)] = sampler(bench.server(name), wanted, number, bench.sizes.load_seconds / 2, seen)
    result.rounds = alternate(samples, bench.sizes.load_rounds)
    for point, seen in latencies.items():
        result.rounds.add(point, percentiles(seen))
    bench.note_missing(result)
    result.note("p50, p99 and p99.9 are those of all rounds together")
    for number in CONNECTIONS:
        at = f"requests/s at {number}"
        plain, mp4so = (result.rounds.ratio(Point(PLUGIN, number), Point(other, number), "requests/s")
                        for other in (PLAIN, MP4SO))
        result.goals += [Goal(f"{PLUGIN} / {PLAIN}, {at}", 0.98, True, plain),
                         Goal(f"{PLUGIN} / {MP4SO}, {at}", 1.5, True, mp4so)]
    return result


def requests_of(bench: Bench, file) -> dict:
    """Of each contender the same starts; plain Ranges are as long as the cuts."""
    draw = random.Random(1)
    starts = [f"{draw.uniform(1, CLIP_SECONDS - 1):.2f}" for _ in range(STARTS)]
    size = file.stat().st_size
    names = [PLUGIN, *bench.others]
    for name in names:
        if reason := reason_not_a_cut(bench.seek(name, file, str(CLIP_SECONDS // 2)), size // 2):
            raise RuntimeError(f"{name} {reason}")
    lengths = {start: fetch(bench.seek(PLUGIN, file, start)).length for start in starts}
    requests = {name: [bench.whole(file, rule).with_range(size - lengths[start], size) for start in starts]
                for name, rule in ((PLAIN, "plain"), (PLAIN_UNDER_PLUGIN, "plugin"))}
    for name in names:
        requests[name] = [bench.seek(name, file, start) for start in starts]
    return requests


def sampler(server, requests: list, connections: int, seconds: float, latencies: list) -> Callable[[], dict]:
    """Whole passes over the same requests, about so many seconds long, and one for each connection at least."""
    # The first of it warms up.
    took = min(crowd(requests, connections).seconds for _ in range(2))
    passes = max(1, round(seconds / took), -(-connections // len(requests)))

    def sample() -> dict:
        cpu = server.cpu_seconds()
        wanted = requests * passes
        done = crowd(wanted, connections)
        latencies.extend(done.latencies)
        return {"requests/s": len(wanted) / done.seconds, "bytes/s": done.bytes / done.seconds,
                "cpu": (server.cpu_seconds() - cpu) / len(wanted)}
    return sample
