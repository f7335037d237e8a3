"""docs/PERFORMANCE.md: a part for each case, and one for the goals of all. The rest is written by hand."""
import itertools
import re
import textwrap
from pathlib import Path

import edge
import machine as machines
import plots
from goal import Goal
from report import Result, write_samples
from section import replace_section

WIDTH = 120
GOAL_HEADING = ["| case | goal | wanted | found |  |", "| --- | --- | --- | --- | --- |"]


def write(docs: Path, machine: dict, results: list[Result]) -> None:
    page, folder = docs / "PERFORMANCE.md", docs / "performance"
    folder.mkdir(exist_ok=True)
    for result in results:
        write_samples(folder / f"{result.case}.csv", [result])
        drawn = plots.draw(result, folder)
        replace_section(page, result.case, part(result, machine, bool(drawn)))
    if held := edge.rows(folder):
        table = [_row(edge.HEADING), _row(["---"] * len(edge.HEADING)), *map(_row, held)]
        replace_section(page, "one edge", "\n".join(["", *table, ""]) + "\n")
    replace_section(page, "goals", goals(page.read_text()))


def part(result: Result, machine: dict, is_drawn: bool) -> str:
    lines = ["", f"### {result.case}", "", *_wrapped(result.title[0].upper() + result.title[1:] + "."), ""]
    if is_drawn:
        image = f"performance/{result.case}"
        lines += ["<picture>", f'  <source media="(prefers-color-scheme: dark)" srcset="{image}-dark.svg">',
                  f'  <img alt="{result.case}: the tables below" src="{image}.svg">', "</picture>", ""]
    for table in result.tables():
        if table.heading:
            lines += [f"**{table.heading}**", ""]
        lines += [_row(table.rows[0]), _row(["---"] * len(table.rows[0])), *(_row(row) for row in table.rows[1:]), ""]
    for text in (*result.notes, *(comparison.line() for comparison in result.comparisons)):
        lines += _wrapped(f"* {text}")
    if result.goals:
        lines += ["", *GOAL_HEADING, *_goal_rows(result.case, result.goals)]
    lines += ["", *_wrapped(f"{machine['date']}, {result.seconds:.0f} s, on {machines.line(machine)}. Again: "
                            f"`dev/bench --only {result.case}`. Each sample: "
                            f"[{result.case}.csv](performance/{result.case}.csv)."), ""]
    return "\n".join(lines) + "\n"


def goals(page: str) -> str:
    """Those of every case, as it was written last."""
    rows = []
    for _, case in re.findall(r"<!-- ((?!goals)[a-z-]+) -->\n(.*?)<!-- end of \1 -->", page, re.DOTALL):
        found = case.partition("\n".join(GOAL_HEADING) + "\n")[2].splitlines()
        rows += itertools.takewhile(lambda line: line.startswith("| "), found)
    met = sum("| met" in row for row in rows)
    lines = ["", *_wrapped(f"{met} of {len(rows)} goals are met. Each case below says when it was written, and with which "
                           "commit."), "", *GOAL_HEADING, *rows, ""]
    return "\n".join(lines) + "\n"


def _goal_rows(case: str, goals: list[Goal]) -> list[str]:
    return [_row([case, goal.text, goal.wanted(), goal.found(), goal.verdict()]) for goal in goals]


def _row(cells: list) -> str:
    return f"| {' | '.join(cells)} |"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent="  " if text.startswith("* ") else "", break_long_words=False,
                         break_on_hyphens=False)
