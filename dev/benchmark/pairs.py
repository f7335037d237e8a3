"""Paired alternation: in each round every contender once, in an order drawn anew; ratios are taken within a round, so
that what slows the whole machine for a while slows both sides of a ratio."""
import random
import statistics
from collections.abc import Callable
from dataclasses import dataclass

RESAMPLES = 4000
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Spread:
    median: float
    lower_quartile: float
    upper_quartile: float


@dataclass(frozen=True)
class Ratio:
    """The median of the rounds' ratios, with its confidence interval."""
    median: float
    low: float
    high: float


class Rounds:
    """What was measured: by contender and metric, one value for each round."""

    def __init__(self):
        self.values: dict = {}

    def add(self, contender: str, metrics: dict) -> None:
        for metric, value in metrics.items():
            self.values.setdefault((contender, metric), []).append(value)

    def of(self, contender: str, metric: str) -> list:
        return self.values.get((contender, metric), [])

    def spread(self, contender: str, metric: str) -> Spread | None:
        values = self.of(contender, metric)
        if not values:
            return None
        if len(values) == 1:
            return Spread(values[0], values[0], values[0])
        lower, median, upper = statistics.quantiles(values, n=4, method="inclusive")
        return Spread(median, lower, upper)

    def ratio(self, contender: str, other: str, metric: str) -> Ratio | None:
        both = list(zip(self.of(contender, metric), self.of(other, metric)))
        return ratio([a / b for a, b in both]) if both else None


def ratio(ratios: list) -> Ratio:
    """Percentile bootstrap over the rounds."""
    draw = random.Random(1)
    medians = sorted(statistics.median(draw.choices(ratios, k=len(ratios))) for _ in range(RESAMPLES))
    tail = int(RESAMPLES * (1 - CONFIDENCE) / 2)
    return Ratio(statistics.median(ratios), medians[tail], medians[-tail - 1])


def alternate(contenders: dict[str, Callable[[], dict]], rounds: int) -> Rounds:
    """Each contender is called once a round, and answers with its metrics."""
    result = Rounds()
    draw = random.Random(1)
    for _ in range(rounds):
        order = list(contenders)
        draw.shuffle(order)
        for name in order:
            result.add(name, contenders[name]())
    return result
