"""A client of HTTP/2 over TLS, which can misbehave: small windows, streams that are reset, floods of frames."""
import asyncio
import ssl
from dataclasses import dataclass, field

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import (ConnectionTerminated, DataReceived, InformationalResponseReceived, ResponseReceived, StreamEnded,
                       StreamReset)
from h2.exceptions import ProtocolError
from h2.settings import SettingCodes

from exchange import LEFT, Ask, Outcome
from origin import reset

WINDOW = 1 << 20
FLOOD = 300
RESETS = 20


@dataclass
class _Stream:
    ask: Ask
    status: int = 0
    fields: dict = field(default_factory=dict)
    body: bytearray = field(default_factory=bytearray)
    is_complete: bool = False
    is_over: bool = False
    note: str = ""

    def outcome(self) -> Outcome:
        length = self.fields.get("content-length")
        is_short = self.is_complete and self.ask.method != "HEAD" and length and int(length) != len(self.body)
        return Outcome(self.status, self.fields, bytes(self.body), self.is_complete and not is_short,
                       self.note or ("ended early" if is_short else ""))


class Http2:
    def __init__(self, port: int, window: int = WINDOW, flood: str = ""):
        self.port = port
        self.window = window
        self.flood = flood
        self.writer = self.reader = self.connection = None
        self.streams: dict[int, _Stream] = {}

    async def close(self) -> None:
        if self.writer:
            self.writer.close()
            self.writer = None

    async def _open(self) -> None:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.set_alpn_protocols(["h2"])
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, ssl=context)
        self.connection = H2Connection(H2Configuration(client_side=True, header_encoding="latin-1",
                                                       validate_inbound_headers=False))
        self.connection.initiate_connection()
        self.connection.update_settings({SettingCodes.INITIAL_WINDOW_SIZE: self.window})
        self.connection.increment_flow_control_window(WINDOW)

    async def ask(self, ask: Ask) -> Outcome:
        return (await self.ask_all([ask]))[0]

    async def ask_all(self, asks: list[Ask]) -> list[Outcome]:
        """At once, a stream each. On the connection that is there, where the server has not ended it."""
        streams = []
        try:
            if not self.writer or self.reader.at_eof():
                await self._open()
            for ask in asks:
                number = self.connection.get_next_available_stream_id()
                self.connection.send_headers(number, _head(ask), end_stream=True)
                streams.append(_Stream(ask))
                self.streams[number] = streams[-1]
            if self.flood:
                self._flood(asks[0], next(iter(self.streams)))
            await self._flush()
            while not all(stream.is_over for stream in streams):
                data = await self.reader.read(64 << 10)
                if not data:
                    raise ConnectionError("ended early")
                for event in self.connection.receive_data(data):
                    await self._on(event)
                await self._flush()
        except (OSError, ProtocolError, _Left) as failure:
            await self.close()
            for stream in streams:
                stream.note = stream.note or (LEFT if isinstance(failure, _Left) else f"{failure!r}")
        self.streams.clear()
        return [*(stream.outcome() for stream in streams), *[Outcome(0)] * (len(asks) - len(streams))]

    async def _flush(self) -> None:
        if self.writer and (data := self.connection.data_to_send()):
            self.writer.write(data)
            await self.writer.drain()

    async def _on(self, event) -> None:
        if isinstance(event, ConnectionTerminated):
            raise ConnectionError(f"GOAWAY {event.error_code!r}")
        stream = self.streams.get(getattr(event, "stream_id", None))
        if not stream or isinstance(event, InformationalResponseReceived):
            return
        if isinstance(event, ResponseReceived):
            stream.fields = dict(event.headers)
            if not stream.fields[":status"].isdigit():
                raise ConnectionError(f"malformed: {stream.fields}")
            stream.status = int(stream.fields[":status"])
        elif isinstance(event, DataReceived):
            await self._on_data(event, stream)
        elif isinstance(event, StreamReset):
            stream.is_over, stream.note = True, f"RST_STREAM {event.error_code!r}"
        elif isinstance(event, StreamEnded) and not stream.is_over:
            stream.is_over = stream.is_complete = True

    async def _on_data(self, event: DataReceived, stream: _Stream) -> None:
        stream.body += event.data
        ask = stream.ask
        if event.flow_controlled_length:
            self.connection.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        if ask.slow_ms or (ask.pauses and len(stream.body) == len(event.data)):
            await self._flush()
            await asyncio.sleep(ask.slow_ms / 1000 or 1)
        if ask.leave and not stream.is_over and len(stream.body) >= ask.leave_after:
            if ask.leave == "rst":
                self.connection.reset_stream(event.stream_id, 8)
                stream.is_over, stream.note = True, LEFT
                return
            if ask.leave == "goaway":
                self.connection.close_connection()
                await self._flush()
            elif ask.leave == "reset":
                reset(self.writer)
            raise _Left

    def _flood(self, ask: Ask, number: int) -> None:
        for i in range(FLOOD):
            if self.flood == "ping":
                self.connection.ping(i.to_bytes(8, "big"))
            elif self.flood == "settings":
                self.connection.update_settings({SettingCodes.MAX_CONCURRENT_STREAMS: 100 + i})
            elif self.flood == "window":
                self.connection.increment_flow_control_window(1)
            elif self.flood == "priority":
                self.connection.prioritize(number, weight=1 + i % 256)
            elif i < RESETS:
                other = self.connection.get_next_available_stream_id()
                self.connection.send_headers(other, _head(ask), end_stream=True)
                self.connection.reset_stream(other, 8)


class _Left(Exception):
    pass


def _head(ask: Ask) -> list:
    return [(":method", ask.method), (":scheme", "https"), (":authority", ask.host), (":path", ask.target),
            *((name.lower(), value) for name, value in ask.fields)]
