"""Tables for people, and the same as CSV and JSON."""
import csv
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pairs import Ratio, Rounds


@dataclass(frozen=True)
class Column:
    """A metric, by the unit it is shown in. With a base, the ratio to that contender follows."""
    metric: str
    heading: str
    scale: float = 1
    base: str | None = None


@dataclass(frozen=True)
class Target:
    """A line of the issue: the ratio may be at most, or is to be at least, the bound."""
    text: str
    bound: float
    at_least: bool
    ratio: Ratio | None
    # The whole interval has to be on the right side of the bound, not only the median.
    strict: bool = False

    def verdict(self) -> str:
        if self.ratio is None:
            return "NOT MET (not measured, see above)"
        judged = self.ratio.median
        if self.strict:
            judged = self.ratio.low if self.at_least else self.ratio.high
        met = judged >= self.bound if self.at_least else judged <= self.bound
        open_still = self.ratio.low < self.bound < self.ratio.high and not self.strict
        return ("met" if met else "NOT MET") + (", but the interval holds the bound" if open_still else "")

    def line(self) -> str:
        sign = ">=" if self.at_least else "<="
        measured = interval(self.ratio) if self.ratio else "-"
        which = " (whole interval)" if self.strict else ""
        return f"{self.text} {sign} {self.bound:g}{which}: {measured}  {self.verdict()}"


@dataclass(frozen=True)
class Comparison:
    """Two contenders by one metric, without a bound."""
    text: str
    ratio: Ratio

    def line(self) -> str:
        return f"{self.text}: {interval(self.ratio)}"


@dataclass
class Result:
    case: str
    title: str
    columns: list
    rounds: Rounds = field(default_factory=Rounds)
    contenders: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    comparisons: list = field(default_factory=list)
    targets: list = field(default_factory=list)

    def compare(self, contender: str, other: str, metrics: tuple, suffix: str = "") -> None:
        """Where both were measured. suffix: what follows the names of both."""
        for metric in metrics:
            if found := self.rounds.ratio(contender + suffix, other + suffix, metric):
                self.comparisons.append(Comparison(f"{contender} / {other}{suffix}, {metric}", found))

    def print(self) -> None:
        print(f"\n== {self.case}: {self.title}")
        rows = [["", *(heading for column in self.columns for heading in self._headings(column))]]
        for contender in self.contenders:
            rows.append([contender, *(cell for column in self.columns for cell in self._cells(contender, column))])
        widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
        for row in rows:
            print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
        for note in self.notes:
            print(f"  note: {note}")
        for comparison in self.comparisons:
            print(f"  ratio: {comparison.line()}")
        for target in self.targets:
            print(f"  target: {target.line()}")
        print(flush=True)

    def _headings(self, column: Column) -> list:
        return [column.heading, *([f"/ {column.base}"] if column.base else [])]

    def _cells(self, contender: str, column: Column) -> list:
        spread = self.rounds.spread(contender, column.metric)
        if spread is None:
            return ["-"] * len(self._headings(column))
        median, low, high = (number(value * column.scale)
                             for value in (spread.median, spread.lower_quartile, spread.upper_quartile))
        cells = [median if low == high else f"{median} [{low}-{high}]"]
        if column.base:
            against_base = self.rounds.ratio(contender, column.base, column.metric)
            cells.append("1" if contender == column.base else interval(against_base) if against_base else "-")
        return cells


def number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def interval(value: Ratio) -> str:
    return number(value.median) + (f" ({number(value.low)}..{number(value.high)})" if value.low < value.high else "")


def save(folder: Path, machine: dict, results: list) -> None:
    folder.mkdir(parents=True)
    with (folder / "samples.csv").open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["case", "contender", "metric", "round", "value"])
        for result in results:
            for (contender, metric), values in result.rounds.values.items():
                out.writerows([result.case, contender, metric, i, value] for i, value in enumerate(values))
    summary = {"machine": machine, "cases": [
        {
            "case": result.case, "title": result.title, "notes": result.notes,
            "medians": [
                {"contender": contender, "metric": metric, "rounds": len(values),
                 **asdict(result.rounds.spread(contender, metric))}
                for (contender, metric), values in result.rounds.values.items()
            ],
            "comparisons": [asdict(comparison) for comparison in result.comparisons],
            "targets": [{**asdict(target), "verdict": target.verdict()} for target in result.targets],
        }
        for result in results
    ]}
    (folder / "summary.json").write_text(json.dumps(summary, indent=2) + "\n")
