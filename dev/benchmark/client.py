"""HTTP/1.1 over raw sockets. Bodies are thrown away inside the kernel, so that on a machine shared with the server it
is the server that is measured."""
import hashlib
import selectors
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

TIMEOUT_SECONDS = 120
DISCARD_AT_ONCE = 4 << 20
_nowhere = bytearray(DISCARD_AT_ONCE)


class BadAnswer(Exception):
    """Not what was asked for; the text says what came."""


@dataclass(frozen=True)
class Request:
    """What one contender is asked, and where."""
    port: int
    path: str
    headers: tuple = ()
    method: str = "GET"

    def encode(self) -> bytes:
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", *self.headers, "", ""]
        return "\r\n".join(lines).encode()

    def with_range(self, first: int, end: int) -> "Request":
        return replace(self, headers=(*self.headers, f"Range: bytes={first}-{end - 1}"))


@dataclass(frozen=True)
class Exchange:
    status: int
    length: int
    first_byte_seconds: float
    total_seconds: float


class Exchanging:
    """One connection: an answer's head, then as much of its body as is taken."""

    def __init__(self, port: int, receive_buffer: int = 0):
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(TIMEOUT_SECONDS)
        self.socket.connect(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.head = b""
        self.status = self.length = self.remaining = 0
        self.sent = 0.0

    def send(self, request: bytes) -> None:
        self.head = b""
        self.sent = time.perf_counter()
        self.socket.sendall(request)

    def read_head(self) -> bytes:
        """One read. The bytes of the body that came with it; while the head is not there, none."""
        piece = self.socket.recv(64 << 10)
        if not piece:
            raise BadAnswer("the connection ended in the head of the answer")
        text, end, body = (self.head + piece).partition(b"\r\n\r\n")
        self.head = text + end
        if not end:
            return b""
        lines = text.decode("latin-1").split("\r\n")
        self.status = int(lines[0].split()[1])
        fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        if "content-length" not in fields:
            raise BadAnswer(f"status {self.status} without a Content-Length")
        self.length = int(fields["content-length"])
        self.remaining = self.length - len(body)
        return body

    def has_head(self) -> bool:
        return self.head.endswith(b"\r\n\r\n")

    def discard(self, most: int = DISCARD_AT_ONCE) -> int:
        """One read of the body."""
        taken = self.socket.recv_into(_nowhere, min(self.remaining, most, DISCARD_AT_ONCE), socket.MSG_TRUNC)
        if taken == 0:
            raise BadAnswer(f"the connection ended {self.remaining} bytes before the end of {self.length}")
        self.remaining -= taken
        return taken

    def close(self) -> None:
        self.socket.close()


def fetch(request: Request, most: int | None = None) -> Exchange:
    """On a connection of its own; the clock runs from the sending of the request. most: so many bytes of the body are
    taken, then the client leaves; without it, all."""
    connection = Exchanging(request.port)
    try:
        encoded = request.encode()
        begin = time.perf_counter()
        connection.send(encoded)
        connection.read_head()
        first_byte = time.perf_counter()
        while not connection.has_head():
            connection.read_head()
        rest = 0 if most is None else max(0, connection.length - most)
        while connection.remaining > rest:
            connection.discard(connection.remaining - rest)
        end = time.perf_counter()
        return Exchange(connection.status, connection.length, first_byte - begin, end - begin)
    finally:
        connection.close()


def digest(request: Request) -> str:
    """SHA-256 of the body, which this time is read."""
    connection = Exchanging(request.port)
    try:
        connection.send(request.encode())
        body = b""
        while not connection.has_head():
            body = connection.read_head()
        sha256 = hashlib.sha256(body)
        while connection.remaining:
            piece = connection.socket.recv(min(connection.remaining, 1 << 20))
            if not piece:
                raise BadAnswer(f"the connection ended {connection.remaining} bytes before the end")
            connection.remaining -= len(piece)
            sha256.update(piece)
        return sha256.hexdigest()
    finally:
        connection.close()


@dataclass(frozen=True)
class Crowd:
    """latencies: seconds from the sending of each request to the last byte of its answer."""
    seconds: float
    bytes: int
    latencies: list


def crowd(requests: Iterable[Request], connections: int) -> Crowd:
    """Sends the requests, all to one port, over so many keep-alive connections."""
    encoded = [(request.port, request.encode()) for request in requests]
    waiting = iter(encoded)
    done = []
    open_connections = [Exchanging(encoded[0][0]) for _ in range(min(connections, len(encoded)))]
    try:
        with selectors.DefaultSelector() as selector:
            begin = time.perf_counter()
            for connection in open_connections:
                connection.send(next(waiting)[1])
                selector.register(connection.socket, selectors.EVENT_READ, connection)
            while selector.get_map():
                ready = selector.select(TIMEOUT_SECONDS)
                if not ready:
                    raise BadAnswer(f"nothing came for {TIMEOUT_SECONDS} s")
                for key, _ in ready:
                    _advance(key.data, waiting, selector, done)
            seconds = time.perf_counter() - begin
            return Crowd(seconds, sum(length for length, _ in done), [latency for _, latency in done])
    finally:
        for connection in open_connections:
            connection.close()


def _advance(connection: Exchanging, waiting, selector, done: list) -> None:
    if not connection.has_head():
        connection.read_head()
        if connection.has_head() and connection.status not in (200, 206):
            raise BadAnswer(f"status {connection.status}")
    else:
        connection.discard()
    if connection.has_head() and not connection.remaining:
        done.append((connection.length, time.perf_counter() - connection.sent))
        following = next(waiting, None)
        if following:
            connection.send(following[1])
        else:
            selector.unregister(connection.socket)


def slow_crowd(requests: list, bytes_per_second: int, seconds: float, watch: Callable[[], bool]) -> int:
    """All at once, each read no faster than that. After so many seconds, or when watch says no, all leave. The bytes
    that the one who got least of all got.

    A receive buffer of 128 KB: what is not read waits in the server, not here.
    """
    connections = []
    try:
        for request in requests:
            connection = Exchanging(request.port, 128 << 10)
            connections.append(connection)
            connection.send(request.encode())
            connection.socket.setblocking(False)
        begin = time.monotonic()
        taken = [0] * len(connections)
        while (passed := time.monotonic() - begin) < seconds:
            for i, connection in enumerate(connections):
                taken[i] += _take(connection, int(passed * bytes_per_second) - taken[i])
            if not watch():
                break
            time.sleep(0.05)
        return min(taken)
    finally:
        for connection in connections:
            connection.close()


def _take(connection: Exchanging, most: int) -> int:
    try:
        if not connection.has_head():
            return len(connection.read_head())
        return connection.discard(most) if most > 0 and connection.remaining else 0
    except BlockingIOError:
        return 0
