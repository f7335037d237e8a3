"""Many clients at once, each one request after the other."""
import random
import threading
import time
from collections.abc import Callable

from tally import Tally
from traffic import Traffic
from visit import Visit

MOST_THINKING_SECONDS = 0.1


class Clients:
    """A context manager: on its way out all have ended."""

    def __init__(self, number: int, traffic: Callable[[int], Traffic], tally: Tally):
        """traffic: of each client, by its number."""
        self.is_over = threading.Event()
        self.tally = tally
        # What failed here, and not at the server.
        self.failures: list[str] = []
        self.threads = [threading.Thread(target=self._run, args=(traffic(seed), seed), daemon=True)
                        for seed in range(number)]

    def __enter__(self) -> "Clients":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_) -> None:
        self.is_over.set()
        for thread in self.threads:
            thread.join()

    def _run(self, traffic: Traffic, seed: int) -> None:
        draw = random.Random(seed)
        try:
            while not self.is_over.is_set():
                self.tally.add(Visit(traffic.wish()).outcome())
                time.sleep(draw.uniform(0, MOST_THINKING_SECONDS))
        except Exception as failure:
            self.failures.append(f"a client of this tool failed: {failure!r}")
            raise
