"""The origin: well-behaved, or as the mode of a case says. It sends bytes, not messages."""
import asyncio
import contextlib
import socket
import struct
from dataclasses import dataclass, field

from answer import Answer, Request, right_answer
from modes import Mode
from movies import Movie

SMALL = bytes(range(256)) * 80
SECOND = "second"  # the folder of the second versions
PAUSE_SECONDS = 0.3
PIECE = 64 << 10
DRIP = 8 << 10


@dataclass
class Case:
    """What a URL is for: one file, and how its origin answers. Before it is armed the origin is well-behaved."""
    mode: Mode
    movie: Movie
    caching: str = "max-age=3600"
    is_armed: bool = True
    asked: int = 0
    revalidated: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def answer(self, request: Request) -> Answer:
        if not self.is_armed:
            self.revalidated += bool(request.header("If-None-Match"))
            answer = right_answer(request, self.movie.versions[0], '"v1"', self.caching)
            if self.caching != "max-age=3600":
                answer.set("Date", "Mon, 02 Nov 2020 05:06:07 GMT")
            return answer
        self.asked += 1
        return self.mode.answer(Request(request.method, request.fields, self.asked), self.movie.versions)


class Origin:
    """Of one case; without one, of well-behaved files. Each listens at an address of its own."""

    def __init__(self, movies: dict, case: Case | None = None):
        self.movies = movies
        self.case = case
        self.server = None
        self.connections: set = set()

    async def listen(self, address: str, port: int) -> None:
        self.server = await asyncio.start_server(self._talk, address, port, limit=1 << 20)

    def close(self) -> None:
        self.server.close()
        for writer in list(self.connections):
            writer.transport.abort()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections.add(writer)
        try:
            while await self._serve(reader, writer):
                pass
        except (OSError, EOFError, asyncio.LimitOverrunError, asyncio.CancelledError):
            return  # Traffic Server has left, or the run is over.
        finally:
            self.connections.discard(writer)
            writer.transport.abort() if writer.transport.is_closing() else writer.close()

    async def _serve(self, reader, writer) -> bool:
        """Whether another request may follow on this connection."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = head[0].split(" ")
        fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
        if "content-length" in fields:
            await reader.readexactly(int(fields["content-length"]))
        request = Request(method, fields)
        case = self.case
        if case:
            answer = case.answer(request)
        else:
            folder, _, name = target.partition("?")[0].lstrip("/").partition("/")
            movie = self.movies.get(name.removesuffix(".mp4"))
            file = movie.versions[folder == SECOND] if movie else SMALL
            answer = right_answer(request, file, '"v1"', "max-age=3600")
        asked_to_close = fields.get("connection", "").lower() == "close"
        return await self._send(reader, writer, answer, case) and not asked_to_close and not answer.is_last

    async def _send(self, reader, writer, answer: Answer, case: Case | None) -> bool:
        wire, stops = answer.wire()
        at = 0
        for place, what in [*stops, (len(wire), "go on")]:
            await _write(writer, wire[at:place], answer.drips)
            at = place
            if what == "stall":
                await _until_left(reader, case)
                return False
            if what == "pause":
                await asyncio.sleep(PAUSE_SECONDS)
            elif what == "end":
                return False
            elif what == "reset":
                await _drained(writer)
                reset(writer)
                return False
        return True


def reset(writer: asyncio.StreamWriter) -> None:
    sock = writer.get_extra_info("socket")
    with contextlib.suppress(OSError):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def _write(writer, data: bytes, drips: bool) -> None:
    size = DRIP if drips else PIECE
    for at in range(0, len(data), size):
        writer.write(data[at:at + size])
        await writer.drain()
        if drips:
            await asyncio.sleep(0.002)


async def _drained(writer) -> None:
    writer.transport.set_write_buffer_limits(0)
    await writer.drain()


async def _until_left(reader, case: Case | None) -> None:
    """Silent, until the other side leaves or the run is over."""
    waits = [asyncio.ensure_future(reader.read(1))]
    if case:
        waits.append(asyncio.ensure_future(case.over.wait()))
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
    await asyncio.gather(*waits, return_exceptions=True)
