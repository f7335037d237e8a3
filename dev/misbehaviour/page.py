"""The part of docs/RELIABILITY.md that dev/chaos writes."""
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from campaign import Tried
from lab import CRASH, FREEZE, HANG_SECONDS
from modes import Mode
from run import RUN_SECONDS, Result
from section import replace_section

HEAD = """
## Origins and clients that misbehave

Written by `dev/chaos --write`, with {version}. Each row is a mode: one line of `dev/misbehaviour/modes`. A mode
is run for each kind of file that it names (`moov` first, `moov` last, fragmented, corrupt), over HTTP/1.1 and HTTP/2,
each time with a URL and an origin of its own. The bytes show what a client got:

* `cut`: what the engine makes of the file without a server; `whole`: the file; with a 2: the same of the file that
  replaced it
* `error`: a status of 400 or more; `redirect`, `unchanged`: a 3xx; `empty`: a 200 without a byte
* `broken`: a connection or stream that ended in a way that the client can tell; `left`: the client left by itself
* `plain`: what a plain request gets from that origin; `plain cut`: what the engine makes of that

These count as lost: `wrong`, which is anything else that looks complete; `hung`, which is no end after {hang} seconds of a
request or {run} of a run; `server ended`; and `server hung`: it answered nobody, and was killed. After each mode come the
same request again, a plain request on the same connection, and a seek in another file. At the end no seek may be
in progress, and `impossible_changes` must be 0. The numbers say how often.
"""
BESIDE = """mp4.so is tried over HTTP/1.1, with the kinds of file that it handles: `moov` first, and corrupt. The right cut is the
one that mp4.so itself makes with a well-behaved origin, even of the corrupt file. In the tables of modes, `runs` counts
the plugin's runs.
"""
NAMES = {"other": "wrong", "hang": "hung", CRASH: "server ended", FREEZE: "server hung"}


class Page:
    """beside: mp4.so, or None. Nobody says what is right for it: its losses are counted, no more."""

    def __init__(self, version: str, modes: list[Mode], tried: Tried, beside: Tried | None):
        self.version = version
        self.modes = modes
        self.tried = tried
        self.beside = beside

    def summary(self) -> str:
        return "\n".join(self._totals())

    def write(self, path: Path) -> None:
        head = HEAD.format(version=self.version, hang=HANG_SECONDS, run=RUN_SECONDS)
        lines = [head, *([BESIDE] if self.beside else []), *self._totals()]
        columns = ["mode", "how", "runs", "the client got", "lost",
                   *(["mp4.so: the client got", "lost"] if self.beside else [])]
        group = ""
        for mode in self.modes:
            if mode.group != group:
                group = mode.group
                lines += ["", f"### {group.capitalize()}", "", f"| {' | '.join(columns)} |", "|" + " --- |" * len(columns)]
            lines.append(self._row(mode))
        replace_section(path, "dev/chaos", "\n".join(lines) + "\n")

    def write_beside(self, path: Path) -> None:
        """Of another Traffic Server than the tables are of: what it comes to."""
        replace_section(path, "dev/chaos with another Traffic Server",
                        f"\n### {self.version}\n\nThe same modes:\n\n{self.summary()}\n")

    def _totals(self) -> list[str]:
        return ["| | runs | answers | wrong | hung | server ended | server hung | not as it must be |",
                "|" + " --- |" * 8,
                f"| tsmp4java | {_totals(self.tried)} | {len(self.tried.faults)} |",
                *([f"| mp4.so | {_totals(self.beside)} | not asked |"] if self.beside else [])]

    def _row(self, mode: Mode) -> str:
        got = [_got(result for result in tried.results if result.task.mode.name == mode.name)
               for tried in (self.tried, self.beside) if tried]
        runs = sum(result.task.mode.name == mode.name for result in self.tried.results)
        how = "; ".join(text for text in (mode.origin if mode.origin != "right" else "", mode.client_text) if text)
        how = " · ".join(text for text in (_code(how), mode.note) if text)
        cells = [mode.name, how, str(runs), *(cell for each in got for cell in (_counts(each), _lost(each)))]
        return f"| {' | '.join(cells)} |"


def write_table(results: list[Result], path: Path) -> None:
    lines = ("\t".join([*str(result.task).split(" "), ",".join(result.got), "; ".join(result.faults)])
             for result in results)
    path.write_text("mode\tkind\tprotocol\tgot\tfaults\n" + "\n".join(lines) + "\n")


def _got(results: Iterable[Result]) -> Counter:
    return Counter(got for result in results for got in result.got)


def _totals(tried: Tried) -> str:
    got = _got(tried.results)
    return f"{len(tried.results)} | {got.total()} | {got['other']} | {got['hang']} | " \
           f"{tried.ends.count(CRASH)} | {tried.ends.count(FREEZE)}"


def _code(text: str) -> str:
    short = text if len(text) <= 100 else text[:97] + "…"
    return f"`{short}`" if short else ""


def _counts(got: Counter) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(got.items()) if name not in NAMES) or "–"


def _lost(got: Counter) -> str:
    return ", ".join(f"{NAMES[name]} {got[name]}" for name in NAMES if got[name]) or "nothing"
