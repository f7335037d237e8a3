"""100 clients at 200 kB/s, each with a seek into a long movie: what the server's resident memory grows by."""
import random
from pathlib import Path

from bench import MP4SO, PLAIN, PLUGIN, Bench, reason_not_a_cut
from client import fetch, slow_crowd
from goal import Goal
from report import Column, Result
from seek import START

CLIENTS = 100
BYTES_PER_SECOND = 200_000
# Ends a run, so that what buffers without bound does not take the machine with it; half of what is free does as well.
MOST_GROWTH = 4 << 30


def slow_clients(bench: Bench) -> Result:
    """Each contender of each round in a Traffic Server just started, since memory once taken is never given back. All
    are warmed up alike: by seeks of this plugin and plain Ranges, none of them slow."""
    movie = bench.media.movie_moov_first()
    bench.fill_cache(movie)
    columns = [Column("growth", "growth MB", 1e-6, PLAIN), Column("each", "for each client kB", 1e-3),
               Column("peak", "peak MB", 1e-6),
               Column("slowest client", "slowest client kB/s", 1e-3)]
    result = Result("memory", f"{CLIENTS} clients at {BYTES_PER_SECOND // 1000} kB/s, "
                              f"for {bench.sizes.memory_seconds:g} s each", columns)
    result.contenders = [PLAIN, PLUGIN, MP4SO]
    middle = movie.stat().st_size // 2
    if reason := reason_not_a_cut(bench.seek(PLUGIN, movie, "3600"), middle):
        result.notes.append(f"{PLUGIN} is not measured: {reason}")
    contenders = [PLAIN] if reason else [PLAIN, PLUGIN]
    for i in range(bench.sizes.memory_rounds):
        for name in (contenders if i % 2 == 0 else reversed(contenders)):
            _run(bench, movie, name, result)
    _run(bench, movie, MP4SO, result)
    bench.proxy.restart()
    growth = result.rounds.ratio(PLUGIN, PLAIN, "growth")
    result.goals = [Goal(f"{PLUGIN} / {PLAIN}, growth", 1.05, False, growth)]
    return result


def _run(bench: Bench, movie: Path, name: str, result: Result) -> None:
    proxy = bench.proxy
    proxy.restart()
    proxy.be_the_first_to_go()
    bench.fill_cache(movie)
    size = movie.stat().st_size
    for _ in range(5):
        fetch(bench.seek(PLUGIN, movie, START))
        fetch(bench.whole(movie).with_range(size - (10 << 20), size))
    before = proxy.resident_bytes()
    peak = before
    most = before + min(MOST_GROWTH, _available_bytes() // 2)

    def watch() -> bool:
        nonlocal peak
        peak = max(peak, proxy.resident_bytes())
        return peak < most

    seconds = bench.sizes.memory_seconds
    least = slow_crowd(_requests(bench, movie, name), BYTES_PER_SECOND, seconds, watch)
    metrics = {"growth": peak - before, "each": (peak - before) / CLIENTS, "peak": peak}
    if watch():
        metrics["slowest client"] = least / seconds
    else:
        result.notes.append(f"{name} was stopped when it had grown by {(peak - before) / 1e9:.1f} GB")
        proxy.kill()
    result.rounds.add(name, metrics)


def _available_bytes() -> int:
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return MOST_GROWTH


def _requests(bench: Bench, movie: Path, name: str) -> list:
    """Spread over the first nine tenths, so that no answer ends early."""
    draw = random.Random(1)
    starts = [draw.uniform(60, 6480) for _ in range(CLIENTS)]
    size = movie.stat().st_size
    if name == PLAIN:
        return [bench.whole(movie).with_range(int(start / 7200 * size), size) for start in starts]
    return [bench.seek(name, movie, f"{start:.2f}") for start in starts]
