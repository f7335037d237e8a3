"""What is asked for, how often, and what the right answer is."""
import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from client import Request
from library import Answer, Library, Title

POPULAR = 3
SHELVES = 40  # times all the titles: some 5 GB, larger than the cache by default
# Of files that no cache has: so that a large cache lasts for an hour before it comes round.
LONG_ONE_IN = 30
SLOW_BYTES_PER_SECOND = 200_000
SLOW_SECONDS = 10


@dataclass(frozen=True)
class Right:
    """The bytes [begin, end) of a file, and the status before them. whole: the length of the file as the origin has
    it, by which a cut that was not made is told."""
    status: int
    answer: Answer
    begin: int
    end: int
    whole: int

    @staticmethod
    def all_of(answer: Answer, whole: int) -> "Right":
        return Right(200, answer, 0, answer.size, whole)

    @property
    def is_cut(self) -> bool:
        return self.answer.size != self.whole


@dataclass(frozen=True)
class Manner:
    """How the client takes the answer: no faster than that, and no more than that; None = all, and at once."""
    bytes_per_second: int | None = None
    most_bytes: int | None = None
    most_seconds: float | None = None


AT_ONCE = Manner()
SLOWLY = Manner(SLOW_BYTES_PER_SECOND, None, SLOW_SECONDS)


@dataclass(frozen=True)
class Wish:
    kind: str
    request: Request
    right: Right
    manner: Manner = AT_ONCE


class Traffic:
    """Draws wishes. Of one thread; cold: numbers that no other has."""

    def __init__(self, library: Library, port: int, cold: count, seed: int):
        self.library = library
        self.port = port
        self.cold = cold
        self.draw = random.Random(seed)
        kinds = {
            self._seek: 20, self._seek_shelf: 8, self._seek_cold: 5, self._seek_stale: 8, self._seek_range: 8,
            self._seek_head: 4, self._seek_slow: 3, self._seek_left: 5, self._seek_corrupt: 4, self._seek_refused: 1,
            self._plain: 6, self._plain_shelf: 4, self._plain_cold: 2, self._plain_stale: 3, self._plain_range: 8,
            self._plain_head: 2, self._plain_slow: 2, self._plain_left: 3,
        }
        self.kinds: list[Callable[[], Wish]] = list(kinds)
        self.weights = list(kinds.values())

    def wish(self) -> Wish:
        return self.draw.choices(self.kinds, self.weights)[0]()

    def _title(self) -> Title:
        return self.draw.choice(self.library.titles)

    def _cold_title(self) -> Title:
        is_long = self.draw.randrange(LONG_ONE_IN) == 0
        return self.draw.choice(self.library.long_titles if is_long else self.library.short_titles)

    def _popular(self) -> str:
        return f"/shelf-{self.draw.randrange(POPULAR)}/"

    def _shelf(self) -> str:
        return f"/shelf-{self.draw.randrange(SHELVES)}/"

    def _cold(self) -> str:
        return f"/shelf-new-{next(self.cold)}/"

    def _stale(self) -> str:
        return f"/stale-{self.draw.randrange(POPULAR)}/"

    def _cut_of(self, kind: str, folder: str, title: Title, manner: Manner = AT_ONCE, query: str = "") -> Wish:
        """Without a query, of one of the title's."""
        query = query or self.draw.choice(title.queries)
        request = Request(self.port, f"{folder}{title.name}?{query}")
        return Wish(kind, request, Right.all_of(title.answer(query), title.whole.size), manner)

    def _file(self, kind: str, folder: str, manner: Manner = AT_ONCE) -> Wish:
        return self._whole(kind, folder, self._title(), manner)

    def _whole(self, kind: str, folder: str, title: Title, manner: Manner = AT_ONCE) -> Wish:
        return Wish(kind, Request(self.port, folder + title.name), Right.all_of(title.whole, title.whole.size), manner)

    def _head_of(self, wish: Wish) -> Wish:
        """No bytes come, and the length is that of all of them."""
        return Wish(wish.kind, Request(wish.request.port, wish.request.path, method="HEAD"), wish.right, wish.manner)

    def _part_of(self, wish: Wish) -> Wish:
        size = wish.right.answer.size
        begin = self.draw.randrange(size)
        end = min(size, begin + self.draw.randrange(1, 1 << self.draw.randrange(1, 23)))
        right = Right(206, wish.right.answer, begin, end, wish.right.whole)
        return Wish(wish.kind, wish.request.with_range(begin, end), right, wish.manner)

    def _leaving(self) -> Manner:
        return Manner(most_bytes=self.draw.choice((0, 1, 1000, 100_000, 1_000_000, 5_000_000)))

    def _seek(self) -> Wish:
        return self._cut_of("seek", self._popular(), self._title())

    def _seek_shelf(self) -> Wish:
        return self._cut_of("seek, large catalogue", self._shelf(), self._title())

    def _seek_cold(self) -> Wish:
        return self._cut_of("seek, cold", self._cold(), self._cold_title())

    def _seek_stale(self) -> Wish:
        return self._cut_of("seek, stale", self._stale(), self._title())

    def _seek_range(self) -> Wish:
        return self._part_of(self._cut_of("seek with Range", self._popular(), self._title()))

    def _seek_head(self) -> Wish:
        return self._head_of(self._cut_of("seek, HEAD", self._popular(), self._title()))

    def _seek_slow(self) -> Wish:
        return self._cut_of("seek, slow client", self._shelf(), self._title(), SLOWLY)

    def _seek_left(self) -> Wish:
        folder, title = self.draw.choice(((self._popular, self._title), (self._shelf, self._title),
                                          (self._cold, self._cold_title), (self._stale, self._title)))
        return self._cut_of("seek, client leaves", folder(), title(), self._leaving())

    def _seek_corrupt(self) -> Wish:
        folder = self.draw.choice((self._popular, self._cold))()
        return self._cut_of("seek, corrupt file", folder, self.draw.choice(self.library.corrupt))

    def _seek_refused(self) -> Wish:
        title = self._title()
        request = Request(self.port, f"{self._popular()}{title.name}?start=-1")
        return Wish("seek, start=-1", request, Right(400, title.whole, 0, 0, title.whole.size))

    def _plain(self) -> Wish:
        return self._file("plain", self._popular())

    def _plain_shelf(self) -> Wish:
        return self._file("plain, large catalogue", self._shelf())

    def _plain_cold(self) -> Wish:
        return self._whole("plain, cold", self._cold(), self._cold_title())

    def _plain_stale(self) -> Wish:
        return self._file("plain, stale", self._stale())

    def _plain_range(self) -> Wish:
        return self._part_of(self._file("plain with Range", self._popular()))

    def _plain_head(self) -> Wish:
        return self._head_of(self._file("plain, HEAD", self._popular()))

    def _plain_slow(self) -> Wish:
        return self._file("plain, slow client", self._shelf(), SLOWLY)

    def _plain_left(self) -> Wish:
        return self._file("plain, client leaves", self._shelf(), self._leaving())
