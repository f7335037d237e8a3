"""Paired alternation: in each round every contender once, in an order drawn anew; ratios are taken within a round, so
that what slows the whole machine for a while slows both sides of a ratio."""
import random
import statistics
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

RESAMPLES = 4000
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Spread:
    median: float
    lower_quartile: float
    upper_quartile: float


@dataclass(frozen=True)
class Interval:
    """A median over the rounds, of ratios or of what was measured itself, with its confidence interval."""
    median: float
    low: float
    high: float


@dataclass(frozen=True, order=True)
class Point:
    """A contender at a place of an axis: as of a file of so many bytes."""
    contender: str
    x: float


def beside(contender: Hashable, other: str) -> Hashable:
    """The other one, at the same place where there is one."""
    return replace(contender, contender=other) if isinstance(contender, Point) else other


class Rounds:
    """What was measured: by contender (a name or a Point) and metric, one value for each round."""

    def __init__(self):
        self.values: dict = {}

    def add(self, contender: Hashable, metrics: dict) -> None:
        for metric, value in metrics.items():
            self.values.setdefault((contender, metric), []).append(value)

    def of(self, contender: Hashable, metric: str) -> list:
        return self.values.get((contender, metric), [])

    def spread(self, contender: Hashable, metric: str) -> Spread | None:
        values = self.of(contender, metric)
        if not values:
            return None
        if len(values) == 1:
            return Spread(values[0], values[0], values[0])
        lower, median, upper = statistics.quantiles(values, n=4, method="inclusive")
        return Spread(median, lower, upper)

    def ratio(self, contender: Hashable, other: Hashable, metric: str) -> Interval | None:
        both = [(a, b) for a, b in zip(self.of(contender, metric), self.of(other, metric)) if b]
        return interval([a / b for a, b in both]) if both else None


def interval(values: list) -> Interval:
    """Percentile bootstrap over the rounds."""
    draw = random.Random(1)
    medians = sorted(statistics.median(draw.choices(values, k=len(values))) for _ in range(RESAMPLES))
    tail = int(RESAMPLES * (1 - CONFIDENCE) / 2)
    return Interval(statistics.median(values), medians[tail], medians[-tail - 1])


def alternate(contenders: dict[Hashable, Callable[[], dict]], rounds: int) -> Rounds:
    """Each contender is called once a round, and answers with its metrics."""
    result = Rounds()
    draw = random.Random(1)
    for _ in range(rounds):
        order = list(contenders)
        draw.shuffle(order)
        for name in order:
            result.add(name, contenders[name]())
    return result
