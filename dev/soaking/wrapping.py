"""A cache that wraps around while its files are read: seeks beside plain requests in the same situation."""
from collections.abc import Iterator
from itertools import count

from library import Library, Title
from traffic import Manner, Right, Traffic, Wish

# All of it, in up to ten seconds.
STEADILY = Manner(4_000_000)
FILL, SEEK, PLAIN = "fetch", "seek", "plain Range"


class Wrapping(Traffic):
    """A file that nobody has asked for is fetched, so that it is in the cache. Then its cut is asked for, or as many of
    its last bytes by Range, in turn, and taken at a steady pace, while what the others fetch goes over it."""

    def __init__(self, library: Library, port: int, cold: count, seed: int):
        super().__init__(library, port, cold, seed)
        self.rounds = self._rounds()

    def wish(self) -> Wish:
        return next(self.rounds)

    def _rounds(self) -> Iterator[Wish]:
        while True:
            title = self.draw.choice(self.library.long_titles)
            query = self.draw.choice([query for query in title.queries if "end=" not in query])
            folder = self._cold()
            yield self._whole(FILL, folder, title)
            yield self._cut_of(SEEK, folder, title, STEADILY, query)
            folder = self._cold()
            yield self._whole(FILL, folder, title)
            yield self._last_of(folder, title, title.answer(query).size)

    def _last_of(self, folder: str, title: Title, length: int) -> Wish:
        whole = title.whole
        right = Right(206, whole, max(0, whole.size - length), whole.size, whole.size)
        wish = self._whole(PLAIN, folder, title, STEADILY)
        return Wish(PLAIN, wish.request.with_range(right.begin, right.end), right, STEADILY)

