"""Whether a figure goes on growing after the process has warmed up."""
import statistics
from dataclasses import dataclass
from itertools import combinations, takewhile

from watch import Sample

WARM_UP_SECONDS = 60
WARM_UP_PART = 1 / 3
LEAST_JUDGED_SECONDS = 100
MOST_POINTS = 300
# Of the level; or what is named below, where that is more.
TOLERATED_PART = 0.05
HEAP_WINDOWS = 12


@dataclass(frozen=True)
class Figure:
    """tolerated: what it may seem to grow by, by chance, in its unit. by_floor: what it falls back to counts, as of a
    heap between two collections. until_wrap: what comes once the cache has come round does not count, since Traffic
    Server then keeps some of its cache's connections for ever, without the plugin too."""
    name: str
    field: str
    unit: str
    tolerated: float
    by_floor: bool = False
    until_wrap: bool = False


FIGURES = (
    Figure("resident memory less RAM cache", "rss_less_ram_cache", "MB", 16, until_wrap=True),
    Figure("Java heap, where it falls back to", "heap", "MB", 6, True),
    Figure("metaspace", "metaspace", "MB", 1),
    Figure("file descriptors", "fds", "", 30),
    Figure("threads", "threads", "", 2),
)


@dataclass(frozen=True)
class Growth:
    """growth: what the slope comes to over the time that was judged."""
    figure: Figure
    level: float
    slope_per_hour: float
    growth: float
    bound: float

    @property
    def is_too_much(self) -> bool:
        return self.growth > self.bound


def judged(samples: list[Sample]) -> list[Sample]:
    """Those after the warm-up; none where too little time is left to judge by."""
    if not samples:
        return []
    begin = max(WARM_UP_SECONDS, samples[-1].seconds * WARM_UP_PART)
    rest = [sample for sample in samples if sample.seconds >= begin]
    return rest if samples[-1].seconds - begin >= LEAST_JUDGED_SECONDS and len(rest) > 2 else []


def before_wrap(samples: list[Sample]) -> list[Sample]:
    return list(takewhile(lambda sample: not sample.wraps, samples))


def growths(samples: list[Sample]) -> list[Growth]:
    """Of each figure that there is enough time to judge by."""
    found = {figure: judged(before_wrap(samples) if figure.until_wrap else samples) for figure in FIGURES}
    return [_growth(figure, rest) for figure, rest in found.items() if rest]


def _growth(figure: Figure, samples: list[Sample]) -> Growth:
    points = [(sample.seconds, getattr(sample, figure.field)) for sample in samples]
    if figure.by_floor:
        points = _floors(points)
    points = points[::len(points) // MOST_POINTS + 1]
    slope = statistics.median((b[1] - a[1]) / (b[0] - a[0]) for a, b in combinations(points, 2) if b[0] > a[0])
    level = statistics.median(value for _, value in points)
    seconds = samples[-1].seconds - samples[0].seconds
    return Growth(figure, level, slope * 3600, slope * seconds, max(figure.tolerated, TOLERATED_PART * level))


def _floors(points: list) -> list:
    """The least of each stretch."""
    size = max(1, len(points) // HEAP_WINDOWS)
    return [min(points[i:i + size], key=lambda point: point[1]) for i in range(0, len(points), size)]
