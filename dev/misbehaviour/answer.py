"""An answer of the origin: the right one, and the steps of a mode that spoil it."""
import re
from dataclasses import dataclass, field
from email.utils import formatdate

MODIFIED = "Mon, 02 Nov 2020 03:04:05 GMT"
PLACE = re.compile(r"request|line|head|body|\d+%?|last|all")
TEXT = b"this is no movie\n"
RANGE = re.compile(r"bytes=(\d+)-(\d*)")


class Refused(ValueError):
    """A word of a mode that means nothing."""


@dataclass(frozen=True)
class Request:
    """One request for one file; number counts them from 1."""
    method: str
    fields: dict
    number: int = 1

    def header(self, name: str) -> str:
        return self.fields.get(name.lower(), "")

    @property
    def is_range(self) -> bool:
        return bool(self.header("Range"))


@dataclass
class Answer:
    """head_only: no body follows, though its length is said. stops: what happens at a place, in order of the places."""
    line: str
    fields: list
    body: bytes
    framing: str = "length"
    length_error: int = 0
    chunk: int = 16384
    chunk_end: str = ""
    trailer: bytes = b"0\r\n\r\n"
    raw: bytes = b""
    before: bytes = b""
    after: bytes = b""
    head_only: bool = False
    drips: bool = False
    stops: list = field(default_factory=list)

    def set(self, name: str, value: str) -> None:
        at = next((i for i, (other, _) in enumerate(self.fields) if other.lower() == name.lower()), len(self.fields))
        self.drop(name)
        self.fields.insert(at, (name, value))

    def drop(self, name: str) -> None:
        self.fields = [(other, value) for other, value in self.fields if other.lower() != name.lower()]

    def status(self, text: str) -> None:
        self.line = f"HTTP/1.1 {text}"

    @property
    def is_last(self) -> bool:
        """The connection ends behind it."""
        return self.framing in ("close", "neither") or self.line.startswith("HTTP/1.0")

    def wire(self) -> tuple[bytes, list]:
        """Its bytes, and the stops as (offset, name), ascending."""
        fields = list(self.fields)
        if self.framing == "length":
            fields.append(("Content-Length", str(len(self.body) + self.length_error)))
        elif self.framing in ("chunked", "both"):
            fields.append(("Transfer-Encoding", "chunked"))
            if self.framing == "both":
                fields.append(("Content-Length", str(len(self.body) + self.length_error)))
        if self.framing == "close":
            fields.append(("Connection", "close"))
        line = self.line.encode("latin-1") + b"\r\n"
        rest = "".join(f"{name}: {value}\r\n" for name, value in fields).encode("latin-1") + self.raw + b"\r\n"
        body = b"" if self.head_only else self.chunks() if self.framing in ("chunked", "both") else self.body
        head_end = len(self.before) + len(line) + len(rest)
        everything = self.before + line + rest + body
        places = {"request": 0, "line": len(self.before) + 6, "head": len(self.before) + len(line) + len(rest) // 2,
                  "body": head_end, "last": max(head_end, len(everything) - 1), "all": len(everything)}
        stops = []
        for place, what in self.stops:
            if place.endswith("%"):
                at = head_end + len(body) * int(place[:-1]) // 100
            else:
                at = places[place] if place in places else min(head_end + int(place), places["last"])
            stops.append((at, what))
        return everything + self.after, sorted(stops, key=lambda stop: stop[0])

    def chunks(self) -> bytes:
        out = bytearray()
        for at in range(0, len(self.body), self.chunk):
            piece = self.body[at:at + self.chunk]
            out += f"{len(piece):x}{self.chunk_end}\r\n".encode("latin-1") + piece + b"\r\n"
        return bytes(out) + self.trailer


def right_answer(request: Request, file: bytes, etag: str, caching: str) -> Answer:
    """As a well-behaved origin gives it."""
    answer = Answer("HTTP/1.1 200 OK", [], file)
    answer.fields = [("Date", formatdate(usegmt=True)), ("Content-Type", "video/mp4"), ("ETag", etag),
                     ("Last-Modified", MODIFIED), ("Accept-Ranges", "bytes"), ("Cache-Control", caching)]
    if etag in request.header("If-None-Match"):
        answer.status("304 Not Modified")
        answer.body, answer.framing = b"", "nothing"
        return answer
    asked = RANGE.fullmatch(request.header("Range"))
    if asked and request.header("If-Range") in ("", etag, MODIFIED):
        begin, end = int(asked[1]), min(len(file), int(asked[2] or len(file)) + 1)
        if begin >= len(file):
            answer.status("416 Range Not Satisfiable")
            answer.set("Content-Range", f"bytes */{len(file)}")
            answer.body = b""
        else:
            answer.status("206 Partial Content")
            answer.set("Content-Range", f"bytes {begin}-{end - 1}/{len(file)}")
            answer.body = file[begin:end]
    answer.head_only = request.method == "HEAD"
    return answer
