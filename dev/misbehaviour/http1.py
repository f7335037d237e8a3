"""A client of HTTP/1.1, which can misbehave."""
import asyncio
import contextlib
import socket

from exchange import LEFT, Ask, Outcome
from origin import reset

SMALL_BUFFER = 16 << 10
PAUSE_SECONDS = 1


class Http1:
    def __init__(self, port: int):
        self.port = port
        self.reader = self.writer = None

    async def close(self) -> None:
        if self.writer:
            self.writer.close()
            self.writer = None

    async def _open(self, ask: Ask) -> None:
        await self.close()
        sock = socket.socket()
        sock.setblocking(False)
        if ask.slow_ms or ask.pauses:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
        await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", self.port))
        limit = SMALL_BUFFER if ask.slow_ms or ask.pauses else 1 << 20
        self.reader, self.writer = await asyncio.open_connection(sock=sock, limit=limit)

    async def ask_all(self, asks: list[Ask]) -> list[Outcome]:
        """Pipelined. On the connection that is there, where the server has not ended it."""
        try:
            if not self.writer or self.reader.at_eof():
                await self._open(asks[0])
            await self._send(b"".join(_encode(ask) for ask in asks), asks[0])
        except OSError as failure:
            await self.close()
            return [Outcome(0, note=f"{failure}")] * len(asks)
        outcomes = []
        for ask in asks:
            outcome = await self._read(ask) if self.writer else Outcome(0, note="the connection has ended")
            outcomes.append(outcome)
            if not outcome.is_complete or outcome.fields.get("connection", "").lower() == "close" \
                    or ask.version != "HTTP/1.1" or ask.half_closes:
                await self.close()
        return outcomes

    async def ask(self, ask: Ask) -> Outcome:
        return (await self.ask_all([ask]))[0]

    async def _send(self, data: bytes, ask: Ask) -> None:
        for piece in _split(data) if ask.is_split else [data]:
            self.writer.write(piece)
            await self.writer.drain()
            if ask.is_split:
                await asyncio.sleep(0.02)
        if ask.half_closes:
            self.writer.write_eof()

    async def _read(self, ask: Ask) -> Outcome:
        status, fields, body, note = 0, {}, bytearray(), ""
        is_complete = False
        try:
            while status < 200 and status != 101:  # 101 is the last
                head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                status = int(head[0].split(" ")[1])
            fields = {name.strip().lower(): value.strip()
                      for name, _, value in (line.partition(":") for line in head[1:])}
            if ask.method != "HEAD" and status not in (101, 204, 304):
                is_complete = await self._read_body(ask, fields, body)
            else:
                is_complete = True
        except asyncio.IncompleteReadError as end:
            note = "ended early" if status else f"no header, {len(end.partial)} bytes"
        except (OSError, ValueError, IndexError, asyncio.LimitOverrunError) as failure:
            note = f"{type(failure).__name__}: {failure}"
        except _Left:
            note = LEFT
        return Outcome(status, fields, bytes(body), is_complete, note)

    async def _read_body(self, ask: Ask, fields: dict, body: bytearray) -> bool:
        if "chunked" in fields.get("transfer-encoding", "").lower():
            while size := int((await self.reader.readuntil(b"\r\n")).split(b";")[0], 16):
                await self._take(ask, body, size)
                await self.reader.readexactly(2)
            while await self.reader.readuntil(b"\r\n") != b"\r\n":
                pass
        elif "content-length" in fields:
            await self._take(ask, body, int(fields["content-length"]))
        else:
            with contextlib.suppress(asyncio.IncompleteReadError):
                await self._take(ask, body, 1 << 40)
            fields["connection"] = "close"
        return True

    async def _take(self, ask: Ask, body: bytearray, size: int) -> None:
        end = len(body) + size
        while len(body) < end:
            most = min(end - len(body), SMALL_BUFFER if ask.slow_ms else 256 << 10)
            if ask.leave:
                most = min(most, max(ask.leave_after - len(body), 1))
            data = await self.reader.read(most)
            if not data:
                raise asyncio.IncompleteReadError(b"", None)
            body += data
            if ask.leave and len(body) >= ask.leave_after:
                if ask.leave == "reset":
                    reset(self.writer)
                raise _Left
            if ask.slow_ms:
                await asyncio.sleep(ask.slow_ms / 1000)
            elif ask.pauses and len(body) == len(data):
                await asyncio.sleep(PAUSE_SECONDS)


class _Left(Exception):
    pass


def _encode(ask: Ask) -> bytes:
    lines = [f"{ask.method} {ask.target} {ask.version}", f"Host: {ask.host}",
             *(f"{name}: {value}" for name, value in ask.fields), ""]
    return "\r\n".join(lines).encode("latin-1") + ask.raw + b"\r\n"


def _split(data: bytes) -> list[bytes]:
    size = max(1, len(data) // 10)
    return [data[at:at + size] for at in range(0, len(data), size)]
