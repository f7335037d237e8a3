"""What came of the requests: counts, times, and a row for each."""
import csv
import math
import threading
import time
from collections import Counter
from pathlib import Path

from visit import GOOD, Outcome

BUCKETS_PER_FACTOR_OF_E = 25
MOST_EXAMPLES = 20


class Times:
    """Percentiles, to within four in a hundred, in a memory that does not grow."""

    def __init__(self):
        self.buckets: Counter = Counter()

    def add(self, seconds: float) -> None:
        self.buckets[round(math.log(max(seconds, 1e-6)) * BUCKETS_PER_FACTOR_OF_E)] += 1

    def percentile(self, percent: float) -> float | None:
        """Seconds."""
        rest = self.buckets.total() * percent / 100
        if not self.buckets:
            return None
        for bucket in sorted(self.buckets):
            rest -= self.buckets[bucket]
            if rest <= 0:
                return math.exp(bucket / BUCKETS_PER_FACTOR_OF_E)
        return math.exp(max(self.buckets) / BUCKETS_PER_FACTOR_OF_E)


class Tally:
    """Any thread adds to it. The rows go to a file as they come."""

    def __init__(self, path: Path, begin: float):
        self.lock = threading.Lock()
        self.begin = begin
        self.counts: Counter = Counter()  # by kind and what came of it
        self.first_bytes: dict[str, Times] = {}
        self.totals: dict[str, Times] = {}
        self.window: dict[str, Times] = {"seek": Times(), "plain": Times()}
        self.examples: list[Outcome] = []
        self.file = path.open("w", newline="")
        self.rows = csv.writer(self.file)
        self.rows.writerow(["seconds", "kind", "path", "outcome", "detail", "status", "bytes", "first byte s", "total s"])

    def add(self, outcome: Outcome) -> None:
        with self.lock:
            self.counts[outcome.kind, outcome.what] += 1
            if outcome.what != GOOD and len(self.examples) < MOST_EXAMPLES:
                self.examples.append(outcome)
            if outcome.is_timed:
                self.first_bytes.setdefault(outcome.kind, Times()).add(outcome.first_byte_seconds)
                self.totals.setdefault(outcome.kind, Times()).add(outcome.total_seconds)
                self.window["seek" if outcome.kind.startswith("seek") else "plain"].add(outcome.first_byte_seconds)
            self.rows.writerow([f"{time.monotonic() - self.begin:.3f}", outcome.kind, outcome.path, outcome.what,
                                outcome.detail, outcome.status, outcome.taken, f"{outcome.first_byte_seconds:.4f}",
                                f"{outcome.total_seconds:.4f}"])

    def take_window(self) -> dict[str, Times]:
        """The times to the first byte since the last call."""
        with self.lock:
            taken, self.window = self.window, {name: Times() for name in self.window}
            return taken

    @property
    def requests(self) -> int:
        with self.lock:
            return self.counts.total()

    @property
    def errors(self) -> int:
        with self.lock:
            return sum(count for (_, what), count in self.counts.items() if what != GOOD)

    def of(self, what: str, beginning: str = "") -> int:
        with self.lock:
            return sum(count for (kind, each), count in self.counts.items()
                       if each == what and kind.startswith(beginning))

    def close(self) -> None:
        self.file.close()
