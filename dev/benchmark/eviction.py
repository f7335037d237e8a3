"""Orders in which a cache of so many bytes forgets what it holds. use() of a key says whether it was there, and takes it in."""
import heapq
import itertools
from collections import OrderedDict

# Of the whole: what is larger is not kept, as in the engine.
MOST_OF_IT = 1 / 2


class Lru:
    """The least recently used first: what the engine does."""

    def __init__(self, most_bytes: int, sizes: list[int]):
        self.most_bytes = most_bytes
        self.sizes = sizes
        self.used = 0
        self.kept = OrderedDict()

    def use(self, key: int) -> bool:
        if key in self.kept:
            self._seen(key)
            return True
        size = self.sizes[key]
        if size > MOST_OF_IT * self.most_bytes:
            return False
        self.kept[key] = size
        self.used += size
        while self.used > self.most_bytes:
            self.used -= self.kept.popitem(last=False)[1]
        return False

    def _seen(self, key: int) -> None:
        self.kept.move_to_end(key)


class Fifo(Lru):
    """The oldest first."""

    def _seen(self, key: int) -> None:
        pass


class Lfu:
    """The least often used first; what was used often long ago ages (LFU-DA, LFU with dynamic ageing)."""

    def __init__(self, most_bytes: int, sizes: list[int]):
        self.most_bytes = most_bytes
        self.sizes = sizes
        self.used = 0
        self.age = 0.0
        self.kept = {}  # how often, and its rank
        self.ranks = []  # of a key that was used again, the older ones are void
        self.order = itertools.count()

    def use(self, key: int) -> bool:
        is_kept = key in self.kept
        size = self.sizes[key]
        if not is_kept and size > MOST_OF_IT * self.most_bytes:
            return False
        often = self.kept[key][0] + 1 if is_kept else 1
        rank = self.age + self._worth(often, size)
        self.kept[key] = often, rank
        heapq.heappush(self.ranks, (rank, next(self.order), key))
        if not is_kept:
            self.used += size
            self._make_room()
        return is_kept

    def _make_room(self) -> None:
        while self.used > self.most_bytes:
            rank, _, key = heapq.heappop(self.ranks)
            if self.kept.get(key, (0, None))[1] == rank:
                del self.kept[key]
                self.used -= self.sizes[key]
                self.age = rank

    def _worth(self, often: int, size: int) -> float:
        return often


class Gdsf(Lfu):
    """The least often used for its size first (GDSF, greedy dual size frequency)."""

    def _worth(self, often: int, size: int) -> float:
        return often / size
