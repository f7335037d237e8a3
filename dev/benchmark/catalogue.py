"""A catalogue of more movies than there is room for indexes, simulated: how many seeks find the index of their movie, and
what the others make a seek wait for on average. No server takes part; what a miss costs is what `moov` measured."""
import heapq
import itertools
import math
import random
import statistics
from pathlib import Path

from bench import PLUGIN, Bench
from curves import NEW_INDEX
from eviction import Fifo, Gdsf, Lfu, Lru
from pairs import Point
from report import Axis, Column, Result, read_samples

COSTS = Path(__file__).resolve().parents[2] / "docs/performance/moov.csv"
MOVIES = 100_000
ZIPF = 0.8
# Ten minutes of 25 frames a second with B-frames, and AAC, in a lognormal distribution: seven of ten have 3 to 33 minutes.
MEDIAN_MOOV, SIGMA = 650_000, 1.2
LEAST_MOOV, MOST_MOOV = 20_000, 60_000_000
# Of one viewer in one movie: how many on average, and seconds from one to the next.
SEEKS, GAP = 4, 60
# How many movies are being watched at a time, for one seek a second.
WATCHED = (SEEKS - 1) * GAP / SEEKS
BUDGETS = (64, 128, 256, 512, 1024)  # MB
RATES = (1, 10, 100)
COMPARED = {"FIFO": Fifo, "GDSF": Gdsf, "LFU-DA": Lfu}
COMPARED_RATE = 10
WARM_UP_PART = 1 / 3
COLUMNS = [Column("hits", "seeks that find the index, %", 100), Column("wait", "wait for the index ms, mean of all seeks", 1000)]


def simulated(bench: Bench) -> Result:
    quick = bench.sizes.quick
    fixed, each = miss_cost()
    axis = Axis("--index-budget", {budget: f"{budget} MB" for budget in BUDGETS})
    result = Result("catalogue", f"a simulation: {MOVIES:,} movies, Zipf {ZIPF}, moovs of {MEDIAN_MOOV / 1e6:g} MB in the "
                                 f"median; viewers make {SEEKS} seeks on average in a movie, {GAP} s apart", COLUMNS, axis)
    runs = {lru_at(rate): (Lru, rate) for rate in RATES}
    runs |= {f"{name}, {COMPARED_RATE}/s": (order, COMPARED_RATE) for name, order in COMPARED.items()}
    result.contenders = list(runs)
    for seed in range(1 if quick else 3):
        sizes = moovs(seed)
        seeks = {rate: seeks_of(seed, rate, 20_000 if quick else 300_000) for rate in RATES}
        for (name, (order, rate)), budget in itertools.product(runs.items(), BUDGETS):
            hits, missed = played(order(budget << 20, sizes), seeks[rate], sizes)
            result.rounds.add(Point(name, budget), {"hits": hits, "wait": (1 - hits) * fixed + each * missed})
    watched = WATCHED * statistics.mean(moovs(1)) / 1e6
    result.note(f"what decides is whether the indexes of the movies that are being watched have room: at "
                + ", ".join(f"{rate}/s {rate * watched:.0f} MB" for rate in RATES))
    result.note(f"LRU is what the engine does; the others are there to compare. At {COMPARED_RATE}/s it has a seek wait at "
                f"most {worst(result):.2f} × as long as the best of them. A miss costs {fixed * 1e3:.1f} ms and "
                f"{each * 1e9:.1f} ms for each MB of moov: the line through the first bytes of {COSTS.name}")
    return result


def worst(result: Result) -> float:
    """Over the budgets: the wait with LRU against the least with another order."""
    def wait(name: str, budget: int) -> float:
        return result.rounds.spread(Point(name, budget), "wait").median

    return max(wait(lru_at(COMPARED_RATE), budget) / min(wait(f"{name}, {COMPARED_RATE}/s", budget) for name in COMPARED)
               for budget in BUDGETS)


def lru_at(rate: float) -> str:
    """What the engine does, at so many seeks a second."""
    return f"LRU, {rate}/s"


def miss_cost() -> tuple[float, float]:
    """Seconds, and seconds for a byte of moov, that a first byte comes later where the index is unknown."""
    measured = read_samples(COSTS)
    places = sorted({point.x for point, _ in measured.values if point.contender == NEW_INDEX})
    later = [statistics.median(measured.of(Point(NEW_INDEX, x), "first byte"))
             - statistics.median(measured.of(Point(PLUGIN, x), "first byte")) for x in places]
    each, fixed = statistics.linear_regression(places, later)
    return max(0.0, fixed), each


def moovs(seed: int) -> list[int]:
    draw = random.Random(seed)
    return [round(min(MOST_MOOV, max(LEAST_MOOV, draw.lognormvariate(math.log(MEDIAN_MOOV), SIGMA))))
            for _ in range(MOVIES)]


def seeks_of(seed: int, rate: float, number: int) -> list[int]:
    """The movies of so many seeks, in order, that come at a rate in seconds; those of one viewer are spread."""
    draw = random.Random(seed)
    weights = list(itertools.accumulate(rank ** -ZIPF for rank in range(1, MOVIES + 1)))
    movies = iter(draw.choices(range(MOVIES), cum_weights=weights, k=number))
    coming, found, now = [], [], 0.0
    while len(found) < number:
        now += draw.expovariate(rate / SEEKS)
        while coming and coming[0][0] < now and len(found) < number:
            at, movie = heapq.heappop(coming)
            found.append(movie)
            if draw.random() > 1 / SEEKS:
                heapq.heappush(coming, (at + draw.expovariate(1 / GAP), movie))
        heapq.heappush(coming, (now, next(movies)))
    return found


def played(cache: Lru | Lfu, seeks: list[int], sizes: list[int]) -> tuple[float, float]:
    """After the warm-up: the part of the seeks that hit, and the bytes of moov that a seek misses, as a mean of all."""
    begin = round(len(seeks) * WARM_UP_PART)
    for movie in itertools.islice(seeks, begin):
        cache.use(movie)
    missed = [sizes[movie] for movie in itertools.islice(seeks, begin, None) if not cache.use(movie)]
    number = len(seeks) - begin
    return 1 - len(missed) / number, sum(missed) / number
