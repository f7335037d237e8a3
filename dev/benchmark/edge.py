"""What one edge holds, reckoned from the samples of the cases that were written last."""
import statistics
from collections.abc import Hashable
from pathlib import Path

from bench import MP4SO, PLUGIN
from catalogue import BUDGETS, RATES, lru_at, miss_cost
from engine import INDEX
from pairs import Point
from report import read_samples

CASES = ("engine", "clip", "cost", "memory", "cold", "moov", "catalogue")
# Of the two hours that are measured, 801 MB: what an hour of movie has of moov.
MOOV_OF_AN_HOUR = 3.9e6
CUT_BYTES = 11.1e6
LINK_BITS = 10e9
PLAYED_BITS = 4e6
HEADING = ["", "", "case"]


def rows(folder: Path) -> list:
    """Nothing where a case was not written yet."""
    if not all((folder / f"{case}.csv").exists() for case in CASES):
        return []
    measured = {case: read_samples(folder / f"{case}.csv") for case in CASES}

    def median(case: str, contender: Hashable, metric: str) -> float:
        return statistics.median(measured[case].of(contender, metric))

    held = median("engine", Point(INDEX, 7.0), "held")
    cpu = median("cost", PLUGIN, "cpu")
    client = median("memory", PLUGIN, "each")
    fixed, each = miss_cost()
    whole = median("cold", MP4SO, "origin")
    places = sorted({point.x for point, _ in measured["moov"].values if point.contender == PLUGIN})
    known = [median("moov", Point(PLUGIN, x), "total") * 1000 for x in places]
    at_128 = ", ".join(f"{100 * median('catalogue', Point(lru_at(rate), BUDGETS[1]), 'hits'):.0f} % at {rate}/s"
                       for rate in RATES)
    return [
        ["indexes in 1 GB of budget", f"{1e9 / held / MOOV_OF_AN_HOUR:.0f} hours of movie; one byte of `moov` takes {held:.3f}",
         "engine"],
        ["seeks a second for each core", f"{1 / median('clip', Point(PLUGIN, 128), 'cpu'):.0f} of 7 MB, {1 / cpu:.0f} of "
         f"{CUT_BYTES / 1e6:g} MB: {CUT_BYTES / cpu / 1e9:.1f} GB/s", "clip, cost"],
        ["memory of one slow client", f"{client / 1e3:.0f} kB", "memory"],
        ["the origin sends for a cold seek", f"{(median('cold', PLUGIN, 'origin') - whole) / 1e6:.0f} MB of "
         f"{whole / 1e6:.0f} for it, and the file once, for the cache", "cold"],
        ["the first seek into a file", f"takes {fixed * 1e3:.0f} ms longer, and {each * 1e9:.1f} ms for each MB of `moov`: "
         f"{each * MOOV_OF_AN_HOUR * 1e3:.0f} ms for each hour of movie", "moov"],
        ["a later seek", f"{min(known):.1f} to {max(known):.1f} ms, from a `moov` of {places[0] / 1e6:.1f} MB to one of "
         f"{places[-1] / 1e6:.0f} MB", "moov"],
        ["seeks that find the index, with 128 MB", f"{at_128}, of 100,000 movies", "catalogue"],
        ["what is full first", full_first(cpu, client), "cost, memory"],
    ]


def full_first(cpu: float, client: float) -> str:
    """By clients that play while they load, on a link that is common."""
    link = LINK_BITS / PLAYED_BITS
    core = CUT_BYTES / cpu * 8 / PLAYED_BITS
    return (f"the network: a link of {LINK_BITS / 1e9:g} Gbit/s serves {link:,.0f} clients at {PLAYED_BITS / 1e6:g} Mbit/s. "
            f"They take {link / core:.2f} cores and {link * client / 1e9:.1f} GB of memory") if core > link else (
            f"the processor: a core serves {core:,.0f} clients at {PLAYED_BITS / 1e6:g} Mbit/s")
