"""The report, and the short form of it, the part of docs/RELIABILITY.md that dev/soak writes."""
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from growth import Growth, before_wrap, judged
from section import replace_section
from tally import Tally, Times
from verdict import Facts, explained
from visit import GOOD
from watch import Sample

UNTOUCHED = ("untouched", "untouched_file", "untouched_memory", "untouched_engine", "untouched_encoded")
METRICS = ("cuts", "pread", "streamed", "origin_range", "fetches", "fills", "index_hits", "index_misses",
           "index_evictions", *UNTOUCHED, "bad_request", "impossible_changes")
MOST_LINES = 15
HEADING = """
## Load, for as long as you like

Written by `dev/soak MINUTES --write`: {clients} clients, a cache of {cache}. Traffic Server keeps
I/O buffers that it no longer needs in lists of its own (`SIGUSR1` prints them), so its memory goes on growing for a
while. Once its cache has wrapped around, 9.2 keeps some of the cache's connections for ever, even without the plugin.
So resident memory is judged only up to that point.

"""


@dataclass(frozen=True)
class Findings:
    """mark, heading: of the section that it writes. picture: beside the page, the plots; empty = none."""
    mark: ClassVar[str] = "dev/soak"
    heading: ClassVar[str] = HEADING
    picture: ClassVar[str] = "soak.svg"
    title: str
    samples: list[Sample]
    tally: Tally
    facts: Facts
    growths: list[Growth]
    faults: list[str]

    def write(self, folder: Path, plot: str) -> None:
        (folder / "report.md").write_text(self.report(plot))

    def report(self, plot: str) -> str:
        parts = [f"# Soak: {self.title}", "", self._verdict(), "", f"![memory, threads, times]({plot})", "",
                 "## Growth after the warm-up", "", *self._growth(), "", "## Requests", "", *self._requests(), "",
                 "## Errors", "", *self._errors(), "", "## What the plugin counted", "", *self._metrics(), "",
                 "## diags.log", "", *self._lines(), ""]
        return "\n".join(parts)

    def write_section(self, page: Path, plots: Path, cache: str, clients: int) -> None:
        text = self.heading.format(cache=cache, clients=clients) + self.section()
        if self.picture:
            shutil.copyfile(plots, page.with_name(self.picture))
            text += f"\n![memory, threads, times]({self.picture})\n"
        replace_section(page, self.mark, text)

    def section(self) -> str:
        tally = self.tally
        seeks, plain = (sum(count for (kind, _), count in tally.counts.items() if kind.startswith(beginning))
                        for beginning in ("seek", "plain"))
        parts = [f"{self.title}: {seeks:,} seeks and {plain:,} requests without a start, each answer compared with the "
                 f"right bytes, and {self.facts.reloads} reloads of remap.config. Wrong bytes: {tally.of('wrong byte')}. "
                 f"Whole files where a cut was due: {tally.of('whole file')}. {self._broken()} {self._verdict()}", "",
                 *self._growth(), ""]
        return "\n".join(parts)

    def _verdict(self) -> str:
        return "\n".join(["Faults:", "", *(f"* {fault}" for fault in self.faults)]) if self.faults else "No fault was found."

    def _broken(self) -> str:
        seek, plain = (self.tally.of("broken off", beginning) for beginning in ("seek", "plain"))
        return (f"Broken off: {seek} seeks and {plain} others; Traffic Server said {self.facts.overwritten} times that "
                f"the cache had wrapped around and overwritten what was being read.")

    def _growth(self) -> list[str]:
        if not self.growths:
            return ["Not judged: the run was too short."]
        rest = judged(self.samples)
        return [f"From {rest[0].seconds / 60:.0f} to {rest[-1].seconds / 60:.0f} minutes. Growth is the slope (median "
                f"of the slopes between all samples) over that time. {self._wrap()}", "",
                "| | level | growth | bound | in an hour |", "| --- | --: | --: | --: | --: |",
                *(f"| {each.figure.name} | {each.level:.1f} {each.figure.unit} | {each.growth:+.1f} | {each.bound:.1f} | "
                  f"{each.slope_per_hour:+.1f} |" for each in self.growths)]

    def _wrap(self) -> str:
        early = before_wrap(self.samples)
        if len(early) == len(self.samples):
            return "The cache did not come round."
        return (f"The cache came round {self.samples[-1].wraps} times, first after {len(early) and early[-1].seconds / 60:.0f} "
                "minutes; resident memory is judged up to there, if that is long enough.")

    def _requests(self) -> list[str]:
        kinds = sorted({kind for kind, _ in self.tally.counts})
        rows = ["| | answers | errors | first byte ms: median | 90 | 99 | 99.9 of 100 | all of it: median | 99 |",
                "| --- | --: | --: | --: | --: | --: | --: | --: | --: |"]
        for kind in kinds:
            count = sum(each for (name, _), each in self.tally.counts.items() if name == kind)
            errors = count - self.tally.counts[kind, GOOD]
            cells = [_ms(self.tally.first_bytes.get(kind), percent) for percent in (50, 90, 99, 99.9)]
            cells += [_ms(self.tally.totals.get(kind), percent) for percent in (50, 99)]
            rows.append(f"| {kind} | {count} | {errors} | " + " | ".join(cells) + " |")
        return rows

    def _errors(self) -> list[str]:
        errors = {key: count for key, count in self.tally.counts.items() if key[1] != GOOD}
        if not errors:
            return ["None."]
        rows = [f"{self._broken()} {explained(self.tally, self.facts)} count as explained by that.", "",
                "| | what | times |", "| --- | --- | --: |"]
        rows += [f"| {kind} | {what} | {count} |" for (kind, what), count in sorted(errors.items())]
        rows += ["", "The first of them:", ""]
        rows += [f"* {each.kind}: `{each.path}`: {each.what}: {each.detail}" for each in self.tally.examples]
        return rows

    def _metrics(self) -> list[str]:
        return ["| plugin.tsmp4java. | |", "| --- | --: |",
                *(f"| {name} | {self.facts.plugin(name)} |" for name in METRICS)]

    def _lines(self) -> list[str]:
        lines = self.facts.lines()
        return [f"* {count} × `{text}`" for text, count in lines.most_common(MOST_LINES)] or ["No warning and no error."]


def _ms(times: Times | None, percent: float) -> str:
    value = times and times.percentile(percent)
    return f"{value * 1000:.1f}" if value else ""
