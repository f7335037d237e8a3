"""What an answer is, by its bytes."""
import re

from exchange import LEFT, Outcome
from movies import Movie


def of_seek(outcome: Outcome, movie: Movie, asked_range: str = "") -> str:
    """cut, whole: of the first version of the file, and complete; cut2, whole2: of the second; other: complete, and
    neither. What is as a plain request's answer, or the cut of that, only a run knows."""
    if outcome.note == LEFT:
        return "left"
    if not outcome.is_complete:
        return "broken"
    if outcome.status >= 400:
        return "error"
    if outcome.status == 304:
        return "unchanged"
    if 300 <= outcome.status < 400:
        return "redirect"
    if outcome.status == 206:
        return _of_part(outcome, movie, asked_range)
    if not outcome.body:
        return "empty"
    return next((name for name, body in _bodies(movie) if outcome.body == body), "other")


def of_head(outcome: Outcome, movie: Movie) -> str:
    """By the length that it says; without one it says nothing wrong."""
    length = outcome.fields.get("content-length")
    if not outcome.is_complete or outcome.status != 200:
        return of_seek(outcome, movie)
    if length is None:
        return "whole" if movie.cuts == movie.versions else "cut"
    return next((name for name, body in _bodies(movie) if length == str(len(body))), "other")


def _of_part(outcome: Outcome, movie: Movie, asked_range: str) -> str:
    """A part of the cut, as it was asked for and as its header says."""
    said = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", outcome.fields.get("content-range", ""))
    asked = re.fullmatch(r"(\d+)-(\d+)", asked_range)
    if not said or not asked:
        return "other"
    begin, end, size = int(said[1]), int(said[2]) + 1, int(said[3])
    for name, body in _bodies(movie):
        if begin == int(asked[1]) and end == min(int(asked[2]) + 1, len(body)) and size == len(body) \
                and outcome.body == body[begin:end]:
            return name
    return "other"


def _bodies(movie: Movie) -> list[tuple[str, bytes]]:
    """Of a file that cannot be cut both are the same, which is the whole."""
    return list(zip(("whole", "whole2", "cut", "cut2"), (*movie.versions, *movie.cuts), strict=True))


def is_as_plain(outcome: Outcome, plain: Outcome) -> bool:
    """Whether a seek got what a plain request gets."""
    if not plain.is_complete:
        return not outcome.is_complete or outcome.status in (502, 504)
    return outcome.is_complete and outcome.status == plain.status and outcome.body == plain.body


def is_expected(found: str, outcome: Outcome, expected: frozenset, plain: Outcome | None) -> bool:
    return found in expected or found == "plain cut" or str(outcome.status) in expected and outcome.is_complete \
        or plain is not None and is_as_plain(outcome, plain)
