"""The first seek near the end of a movie in fragments, whose index nobody has asked for yet."""
from collections.abc import Callable
from pathlib import Path

from bench import PLUGIN, Bench
from client import fetch
from cold import wait_for_fill
from pairs import alternate
from report import Column, Result

START = "6600"
TAKEN = 4 << 20
COLUMNS = [Column("first byte", "first byte ms", 1000), Column("total", "total ms", 1000)]


def first_seek(bench: Bench) -> Result:
    kinds = {"with sidx": bench.media.fragments_with_sidx(), "with neither sidx nor mfra": bench.media.fragments_alone()}
    result = Result("fragments", f"{next(iter(kinds.values())).stat().st_size / 1e6:.0f} MB in fragments of 2 s, start={START}, "
                                 f"index unknown: the first {TAKEN >> 20} MB", COLUMNS)
    samples = {}
    for kind, file in kinds.items():
        samples[f"{kind}, in the cache"] = sampler(bench, file, True)
        samples[f"{kind}, not in the cache"] = sampler(bench, file, False)
    result.contenders = list(samples)
    for sample in samples.values():
        sample()
    result.rounds = alternate(samples, bench.sizes.cold_rounds)
    return result


def sampler(bench: Bench, file: Path, is_cached: bool) -> Callable[[], dict]:
    """Each time under another name."""
    def sample() -> dict:
        folder = bench.new_name()
        if is_cached:
            bench.fill_cache(file, folder)
        answer = fetch(bench.seek(PLUGIN, file, START, folder), TAKEN)
        if answer.status != 200 or answer.length > file.stat().st_size / 2:
            raise RuntimeError(f"{file.name}: status {answer.status}, {answer.length:,} bytes")
        # What comes into the cache behind an answer does not run beside the next one.
        wait_for_fill(bench, folder, file.stat().st_size)
        return {"first byte": answer.first_byte_seconds, "total": answer.total_seconds}
    return sample
