"""What a case found: tables for people, and the same as CSV and JSON."""
import csv
import json
from collections.abc import Hashable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from goal import Comparison, interval_text, number
from pairs import Point, Rounds, beside

HEADINGS = ["case", "contender", "at", "metric", "round", "value"]


@dataclass(frozen=True)
class Column:
    """A metric, by the unit it is shown in. With a base, the ratio to that contender follows."""
    metric: str
    heading: str
    scale: float = 1
    base: str | None = None
    # Drawn, where there is an axis.
    plotted: bool = True


@dataclass(frozen=True)
class Axis:
    """What a case varies. values: each place by its label."""
    heading: str
    values: dict
    logarithmic: bool = True


@dataclass(frozen=True)
class Table:
    heading: str
    rows: list


@dataclass
class Result:
    """With an axis, what was measured is of Points, and each column is a table of its own."""
    case: str
    title: str
    columns: list
    axis: Axis | None = None
    rounds: Rounds = field(default_factory=Rounds)
    contenders: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    comparisons: list = field(default_factory=list)
    goals: list = field(default_factory=list)
    seconds: float = 0

    def compare(self, contender: str, other: str, metrics: tuple, suffix: str = "") -> None:
        """Where both were measured. suffix: what follows the names of both."""
        for metric in metrics:
            if found := self.rounds.ratio(contender + suffix, other + suffix, metric):
                self.comparisons.append(Comparison(f"{contender} / {other}{suffix}, {metric}", found))

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    def tables(self) -> list[Table]:
        if not self.axis:
            rows = [["", *(heading for column in self.columns for heading in _headings(column))]]
            rows += [[name, *(cell for column in self.columns for cell in self._cells(name, column))]
                     for name in self.contenders]
            return [Table("", rows)]
        tables = []
        for column in self.columns:
            names = [name for name in self.contenders
                     if any(self.rounds.of(Point(name, x), column.metric) for x in self.axis.values)]
            rows = [[self.axis.heading, *names]]
            rows += [[label, *(" × ".join(self._cells(Point(name, x), column)) for name in names)]
                     for x, label in self.axis.values.items()]
            beside_base = f"; × {column.base}" if column.base else ""
            tables.append(Table(column.heading + beside_base, rows))
        return tables

    def print(self) -> None:
        print(f"\n== {self.case}: {self.title}")
        for table in self.tables():
            if table.heading:
                print(f"  {table.heading}")
            widths = [max(len(row[i]) for row in table.rows) for i in range(len(table.rows[0]))]
            for row in table.rows:
                print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
        for note in self.notes:
            print(f"  note: {note}")
        for comparison in self.comparisons:
            print(f"  ratio: {comparison.line()}")
        for goal in self.goals:
            print(f"  goal: {goal.line()}")
        print(f"  took {self.seconds:.0f} s", flush=True)

    def samples(self) -> list:
        """Rows for HEADINGS, in the units of measurement: seconds, bytes, pieces."""
        return [[self.case, *_place(contender), metric, i, f"{value:.6g}"]
                for (contender, metric), values in self.rounds.values.items() for i, value in enumerate(values)]

    def _cells(self, contender: Hashable, column: Column) -> list:
        spread = self.rounds.spread(contender, column.metric)
        if spread is None:
            return ["–"] * (1 if isinstance(contender, Point) else len(_headings(column)))
        median, low, high = (number(value * column.scale)
                             for value in (spread.median, spread.lower_quartile, spread.upper_quartile))
        cells = [median if low == high else f"{median} [{low}–{high}]"]
        if column.base:
            base = beside(contender, column.base)
            against_base = self.rounds.ratio(contender, base, column.metric)
            cells.append("1" if contender == base else interval_text(against_base) if against_base else "–")
        return cells


def _headings(column: Column) -> list:
    return [column.heading, *([f"/ {column.base}"] if column.base else [])]


def _place(contender: Hashable) -> tuple:
    return (contender.contender, f"{contender.x:g}") if isinstance(contender, Point) else (contender, "")


def write_samples(path: Path, results: list) -> None:
    with path.open("w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(HEADINGS)
        for result in results:
            out.writerows(result.samples())


def read_samples(path: Path) -> Rounds:
    """Of a case, as write_samples() wrote them."""
    rounds = Rounds()
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            name = Point(row["contender"], float(row["at"])) if row["at"] else row["contender"]
            rounds.add(name, {row["metric"]: float(row["value"])})
    return rounds


def save(folder: Path, machine: dict, results: list) -> None:
    folder.mkdir(parents=True)
    write_samples(folder / "samples.csv", results)
    summary = {"machine": machine, "cases": [
        {
            "case": result.case, "title": result.title, "seconds": round(result.seconds), "notes": result.notes,
            "medians": [
                {"contender": _place(contender)[0], "at": _place(contender)[1], "metric": metric, "rounds": len(values),
                 **asdict(result.rounds.spread(contender, metric))}
                for (contender, metric), values in result.rounds.values.items()
            ],
            "comparisons": [asdict(comparison) for comparison in result.comparisons],
            "goals": [{**asdict(goal), "verdict": goal.verdict()} for goal in result.goals],
        }
        for result in results
    ]}
    (folder / "summary.json").write_text(json.dumps(summary, indent=2) + "\n")
