"""The modes: read from the files in modes/, a line each, by a parser that refuses what it does not know."""
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from answer import Answer, Refused, Request, right_answer
from movies import KINDS
from steps import condition, raw, step

CLASSES = ("cut", "cut2", "whole", "whole2", "error", "broken", "plain", "redirect", "unchanged", "empty")
LETTERS = {"F": "first", "L": "last", "G": "fragmented", "C": "corrupt"}
WORDS = {  # of a client, with what its value has to be
    "h1": "", "h2": "", "cached": "", "known": "", "stale": "", "stored": "", "stream": "", "quick": "", "http10": "", "split": "",
    "pausing": "",
    "method": r"HEAD|GET|POST", "field": ".+", "query": ".*", "raw": ".+", "range": r"\d+-\d+", "slow": r"\d+",
    "halfclose": "", "reset": r"\d+", "leave": r"\d+", "rst": r"\d+", "goaway": r"\d+", "window": r"\d+",
    "pipeline": r"\d+", "beside": r"\d+", "times": r"\d+", "flood": "ping|settings|rst|priority|window",
}


@dataclass(frozen=True)
class Act:
    """What is done to the answers of some requests. file_words: of the file itself, before the answer is made."""
    applies: Callable[[Request], bool]
    file_words: dict
    steps: tuple


@dataclass(frozen=True)
class Mode:
    """client: word to values. expected: by kind of file, and "" for all others."""
    name: str
    group: str
    origin: str
    acts: tuple
    client_text: str
    client: dict
    kinds: tuple
    expected: dict
    is_short: bool
    note: str
    protocols: tuple = field(default=("h1", "h2"))

    def expects(self, kind: str) -> frozenset:
        """What cannot be cut comes whole."""
        words = self.expected.get(kind, self.expected[""])
        if kind == "corrupt":
            words = {{"cut": "whole", "cut2": "whole2"}.get(word, word) for word in words}
        return frozenset(words)

    def answer(self, request: Request, versions: tuple[bytes, bytes]) -> Answer:
        acts = [act for act in self.acts if act.applies(request)]
        words: dict = {}
        for act in acts:
            words |= act.file_words
        version = {"1": 1, "2": 2, "odd": 1 + request.number % 2}[words.get("version", "1")]
        etag = raw(words.get("etag", f'"v{version}"')).decode("latin-1")
        hidden = {"noranges": ["range"], "careless": ["if-range"], "nomatch": ["if-none-match", "if-modified-since"]}
        for word in hidden.keys() & words.keys():
            request = Request(request.method, {name: value for name, value in request.fields.items()
                                               if name not in hidden[word]}, request.number)
        answer = right_answer(request, versions[version - 1], etag, words.get("caching", "max-age=3600"))
        for act in acts:
            for change in act.steps:
                change(answer)
        return answer


FILE_WORDS = {"version": "1|2|odd", "etag": ".*", "caching": ".*", "noranges": "", "careless": "", "nomatch": ""}


def read_modes(folder: Path) -> list[Mode]:
    """In order of the files. `== group` begins a group, `#` a comment; a line is `name | origin | client | kinds |
    expected | note`, with * behind the name where it is of the short set."""
    modes, group, problems = [], "", []
    for place, line in ((f"{path.name}:{number}", line) for path in sorted(folder.glob("*.txt"))
                        for number, line in enumerate(path.read_text().splitlines(), 1)):
        if line.startswith("== "):
            group = line[3:].strip()
        elif line.strip() and not line.startswith("#"):
            try:
                modes.append(_mode(line, group))
                _try(modes[-1])
            except (ValueError, KeyError, IndexError) as problem:
                problems.append(f"{place}: {problem}")
    names = [mode.name for mode in modes]
    problems += [f"{name} is there twice" for name in sorted({n for n in names if names.count(n) > 1})]
    if problems:
        raise Refused("\n".join(problems))
    return modes


def _mode(line: str, group: str) -> Mode:
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != 6 or not cells[0] or not group:
        raise Refused(f"{len(cells)} columns instead of 6, or no group")
    name, origin, client_text, kinds, expected, note = cells
    client = _client(client_text)
    protocols = tuple(word for word in ("h1", "h2") if word in client) or ("h1", "h2")
    return Mode(name.rstrip("*"), group, origin, _acts(origin), client_text, client, _kinds(kinds), _expected(expected),
                name.endswith("*"), note, protocols)


def _acts(text: str) -> tuple:
    acts, applies, words, steps = [], condition("1+"), {}, []
    for token in shlex.split(text):
        verb, _, value = token.partition("=")
        if verb == "on":
            acts.append(Act(applies, words, tuple(steps)))
            applies, words, steps = condition(value), {}, []
        elif verb in FILE_WORDS:
            _fits(verb, value, FILE_WORDS[verb])
            words[verb] = value
        elif verb != "right":
            steps.append(step(verb, value))
    return (*acts, Act(applies, words, tuple(steps)))


def _client(text: str) -> dict:
    words: dict = {}
    for token in shlex.split(text):
        verb, _, value = token.partition("=")
        if verb not in WORDS:
            raise Refused(f"no client does {verb}")
        _fits(verb, value, WORDS[verb])
        words.setdefault(verb, []).append(raw(value))
    return words


def _fits(verb: str, value: str, pattern: str) -> None:
    if not re.fullmatch(pattern, value):
        raise Refused(f"{verb} cannot be {value!r}")


def _kinds(text: str) -> tuple:
    return KINDS if text == "all" else tuple(LETTERS[letter] for letter in text)


def _expected(text: str) -> dict:
    """Words for all kinds, and behind them those for some, the first of which begins as `LG:`."""
    expected: dict = {"": set()}
    at = [""]
    for word in text.split():
        letters, colon, rest = word.partition(":")
        if colon:
            at, word = [LETTERS[letter] for letter in letters], rest
            expected |= {kind: set() for kind in at}
        if word in CLASSES or re.fullmatch(r"[2-5]\d\d", word):
            for kind in at:
                expected[kind].add(word)
        else:
            raise Refused(f"nothing that is expected is called {word}")
    if not all(expected.values()):
        raise Refused("nothing is expected")
    return expected


def _try(mode: Mode) -> None:
    """Every step once, so that one that cannot be done is found before anything runs."""
    for act in mode.acts:
        answer = right_answer(Request("GET", {"range": "bytes=0-9"}), bytes(100), '"x"', "max-age=1")
        for change in act.steps:
            change(answer)
        answer.wire()
