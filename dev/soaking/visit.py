"""One request and its answer, compared byte by byte with what is right."""
import time
from dataclasses import dataclass

from client import BadAnswer, Exchanging
from traffic import Right, Wish

GOOD = "good"
PIECE = 1 << 18


@dataclass(frozen=True)
class Outcome:
    """what: GOOD, or the kind of error; detail: for the one who looks for its cause."""
    kind: str
    path: str
    what: str
    detail: str
    status: int
    taken: int
    first_byte_seconds: float
    total_seconds: float
    # Whether the client took all of the answer, and as fast as it came.
    is_timed: bool


class Wrong(Exception):
    def __init__(self, what: str, detail: str = ""):
        super().__init__(what)
        self.what = what
        self.detail = detail


class Visit:
    """On a connection of its own."""

    def __init__(self, wish: Wish):
        self.wish = wish
        self.connection = None
        self.taken = 0
        self.begin = time.monotonic()
        self.first_byte = 0.0

    def outcome(self) -> Outcome:
        what, detail = GOOD, ""
        try:
            self._go()
        except Wrong as wrong:
            what, detail = wrong.what, wrong.detail
        except TimeoutError:
            what, detail = "hang", f"nothing came for a long time after {self.taken} bytes"
        except (BadAnswer, OSError) as bad:
            what, detail = "broken off" if self._has_head() else "no answer", f"{bad} after {self.taken} bytes"
        finally:
            if self.connection:
                self.connection.close()
        wish = self.wish
        is_timed = what == GOOD and wish.manner.bytes_per_second is None and wish.manner.most_bytes is None
        status = self.connection.status if self.connection else 0
        return Outcome(wish.kind, wish.request.path, what, detail, status, self.taken, self.first_byte,
                       time.monotonic() - self.begin, is_timed)

    def _has_head(self) -> bool:
        return self.connection is not None and self.connection.has_head()

    def _go(self) -> None:
        manner = self.wish.manner
        self.connection = Exchanging(self.wish.request.port, 128 << 10 if manner.bytes_per_second else 0)
        self.connection.send(self.wish.request.encode())
        if manner.most_bytes == 0:
            return
        body = b""
        while not self.connection.has_head():
            body = self.connection.read_head()
        self.first_byte = time.monotonic() - self.begin
        right = self.wish.right
        self._check_head(right)
        if self.wish.request.method == "HEAD" or right.status == 400:
            return
        with right.answer.path.open("rb") as file:
            file.seek(right.begin)
            self._compare(body, file)
            while self.taken < right.end - right.begin and not self._is_enough():
                self._compare(self.connection.socket.recv(PIECE), file, may_be_empty=False)

    def _check_head(self, right: Right) -> None:
        connection = self.connection
        if connection.status == 200 and right.is_cut and connection.length == right.whole:
            raise Wrong("whole file", "where a cut was due")
        if connection.status != right.status:
            raise Wrong(f"status {connection.status}", f"where {right.status} was due")
        if right.status != 400 and connection.length != right.end - right.begin:
            raise Wrong("wrong length", f"{connection.length} where {right.end - right.begin} was due")

    def _compare(self, piece: bytes, file, may_be_empty: bool = True) -> None:
        if not piece and not may_be_empty:
            raise BadAnswer("the connection ended")
        if piece != file.read(len(piece)):
            raise Wrong("wrong byte", f"within {len(piece)} bytes from {self.taken} of the answer on")
        self.taken += len(piece)

    def _is_enough(self) -> bool:
        """Also waits, where the client is slow."""
        manner = self.wish.manner
        if manner.bytes_per_second:
            ahead = self.taken / manner.bytes_per_second - (time.monotonic() - self.begin)
            time.sleep(max(0.0, ahead))
        passed = time.monotonic() - self.begin
        return (manner.most_bytes is not None and self.taken >= manner.most_bytes) or (
            manner.most_seconds is not None and passed > manner.most_seconds)
