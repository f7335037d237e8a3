"""What a mode can do to an answer of the origin: each word of its script, as `verb` or `verb=value`."""
import gzip
import re
import time
from collections.abc import Callable
from email.utils import formatdate

from answer import MODIFIED, PLACE, TEXT, Answer, Refused, Request

Step = Callable[[Answer], None]
CONDITION = re.compile(r"range|whole|read|part|conditional|GET|HEAD|\d+\+?")
CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


def step(verb: str, value: str) -> Step:
    if verb not in VERBS:
        raise Refused(f"no step is called {verb}")
    return VERBS[verb](value)


def condition(text: str) -> Callable[[Request], bool]:
    """All of the words, divided by commas, hold: a request with a Range; without; for the bytes of a cut; for a part of
    the file that is read for its index; the nth, or the nth and all after it."""
    words = text.split(",")
    for word in words:
        if not CONDITION.fullmatch(word):
            raise Refused(f"no request is called {word}")
    return lambda request: all(_holds(word, request) for word in words)


def _holds(word: str, request: Request) -> bool:
    if word[0].isdigit():
        number = int(word.rstrip("+"))
        return request.number >= number if word.endswith("+") else request.number == number
    is_read = request.is_range and bool(request.header("If-Range"))
    return {
        "range": request.is_range, "whole": not request.is_range, "read": is_read,
        "part": request.is_range and not is_read,
        "conditional": bool(request.header("If-None-Match") or request.header("If-Modified-Since")),
        "GET": request.method == "GET", "HEAD": request.method == "HEAD",
    }[word]


def raw(text: str) -> bytes:
    r"""With \r, \n, \0, \x41 for bytes, and 3*(x) for xxx."""
    text = re.sub(r"(\d+)\*\((.*?)\)", lambda match: match[2] * int(match[1]), text)
    return text.encode("latin-1").decode("unicode_escape").encode("latin-1")


def _status(value: str) -> Step:
    """What is no success says nothing of the file."""
    def change(answer: Answer) -> None:
        answer.status(raw(value).decode("latin-1"))
        if not value.startswith(("2", "304")):
            for name in ("ETag", "Last-Modified", "Cache-Control", "Accept-Ranges", "Content-Range"):
                answer.drop(name)
    return change


def _line(value: str) -> Step:
    def change(answer: Answer) -> None:
        answer.line = raw(value).decode("latin-1")
    return change


def _set(value: str) -> Step:
    name, value = _pair(value)
    return lambda answer: answer.set(name, value)


def _add(value: str) -> Step:
    pair = _pair(value)
    return lambda answer: answer.fields.append(pair)


def _pair(text: str) -> tuple[str, str]:
    name, colon, value = raw(text).decode("latin-1").partition(":")
    if not colon:
        raise Refused(f"no field: {text}")
    ago = re.fullmatch(r" *NOW([+-]\d+)", value)
    return name, formatdate(time.time() + int(ago[1]), usegmt=True) if ago else value.lstrip(" ")


def _body(value: str) -> Step:
    """none; text; half and double of what was asked for; wrong: other bytes; gzip."""
    ways = {
        "none": lambda body: b"", "text": lambda body: TEXT, "half": lambda body: body[:len(body) // 2],
        "double": lambda body: body + body, "wrong": lambda body: bytes(byte ^ 0x55 for byte in body),
        "gzip": lambda body: gzip.compress(body, 1, mtime=0), "multipart": None,
    }
    if value not in ways:
        raise Refused(f"no body is called {value}")

    def change(answer: Answer) -> None:
        if value == "multipart":
            given = dict(answer.fields).get("Content-Range", f"bytes 0-{len(answer.body) - 1}/{len(answer.body)}")
            answer.drop("Content-Range")
            answer.set("Content-Type", "multipart/byteranges; boundary=B")
            answer.body = (f"\r\n--B\r\nContent-Type: video/mp4\r\nContent-Range: {given}\r\n\r\n".encode()
                           + answer.body + b"\r\n--B--\r\n")
        else:
            answer.body = ways[value](answer.body)
    return change


def _range(value: str) -> Step:
    """Of Content-Range: begin, end or size, moved by so much; star: the size is not known."""
    what, _, much = value.partition(",")
    if what not in ("begin", "end", "size", "both", "star"):
        raise Refused(f"nothing of a range is called {what}")
    moved = int(much or 0)

    def change(answer: Answer) -> None:
        found = CONTENT_RANGE.fullmatch(dict(answer.fields).get("Content-Range", ""))
        if found:
            begin, end, size = map(int, found.groups())
            begin += moved if what in ("begin", "both") else 0
            end += moved if what in ("end", "both") else 0
            size += moved if what == "size" else 0
            answer.set("Content-Range", f"bytes {begin}-{end}/{'*' if what == 'star' else size}")
    return change


def _shift(value: str) -> Step:
    """The bytes of another place of the file, as many, behind a right header."""
    much = int(value)

    def change(answer: Answer) -> None:
        answer.body = answer.body[much:] + answer.body[:much]
    return change


def _framing(value: str) -> Step:
    """length; length,-7: said 7 too short; chunked; close: neither, and the connection ends; both: length and chunks;
    neither: nothing is said, and the connection ends."""
    how, _, error = value.partition(",")
    if how not in ("length", "chunked", "close", "both", "neither"):
        raise Refused(f"no framing is called {how}")

    def change(answer: Answer) -> None:
        answer.framing, answer.length_error = how, int(error or 0)
    return change


def _chunk(value: str) -> Step:
    size, _, end = value.partition(",")
    number, text = int(size), raw(end).decode("latin-1")

    def change(answer: Answer) -> None:
        answer.framing, answer.chunk, answer.chunk_end = "chunked", number, text
    return change


def _bytes(name: str) -> Callable[[str], Step]:
    return lambda value: lambda answer: setattr(answer, name, raw(value))


def _stop(what: str) -> Callable[[str], Step]:
    def make(place: str) -> Step:
        if not PLACE.fullmatch(place):
            raise Refused(f"no place is called {place}")
        return lambda answer: answer.stops.append((place, what))
    return make


def _drop(value: str) -> Step:
    def change(answer: Answer) -> None:
        for name in value.split(","):
            answer.drop(name)
    return change


def _word(change: Callable[[Answer], None]) -> Callable[[str], Step]:
    def make(value: str) -> Step:
        if value:
            raise Refused(f"takes no value: {value}")
        return change
    return make


def _bare(answer: Answer) -> None:
    for name in ("ETag", "Last-Modified"):
        answer.drop(name)


VERBS: dict[str, Callable[[str], Step]] = {
    "status": _status, "line": _line, "set": _set, "add": _add, "drop": _drop, "raw": _bytes("raw"), "body": _body,
    "range": _range, "shift": _shift, "framing": _framing, "chunk": _chunk, "trailer": _bytes("trailer"),
    "before": _bytes("before"), "after": _bytes("after"),
    "stall": _stop("stall"), "pause": _stop("pause"), "end": _stop("end"), "reset": _stop("reset"),
    "drip": _word(lambda answer: setattr(answer, "drips", True)), "bare": _word(_bare),
    "bodied": _word(lambda answer: setattr(answer, "head_only", False)),
    "weak": _word(lambda answer: answer.set("ETag", "W/" + dict(answer.fields).get("ETag", '"x"'))),
    "dated": _word(lambda answer: (answer.drop("ETag"), answer.set("Last-Modified", MODIFIED))),
}
