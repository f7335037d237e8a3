"""docs/PERFORMANCE.md: a part for each case, and one for the goals of a whole run. The rest is written by hand."""
import textwrap
from pathlib import Path

import edge
import machine as machines
import plots
from report import Result, write_samples
from section import replace_section

WIDTH = 120


def write(docs: Path, machine: dict, results: list[Result], is_whole: bool) -> None:
    page, folder = docs / "PERFORMANCE.md", docs / "performance"
    folder.mkdir(exist_ok=True)
    for result in results:
        write_samples(folder / f"{result.case}.csv", [result])
        drawn = plots.draw(result, folder)
        replace_section(page, result.case, part(result, machine, bool(drawn)))
    if held := edge.rows(folder):
        table = [_row(edge.HEADING), _row(["---"] * len(edge.HEADING)), *map(_row, held)]
        replace_section(page, "one edge", "\n".join(["", *table, ""]) + "\n")
    if is_whole:
        replace_section(page, "goals", goals(results, machine))


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
        lines += ["", *_goal_table([(result.case, goal) for goal in result.goals])]
    lines += ["", *_wrapped(f"{machine['date']}, {result.seconds:.0f} s, on {machines.line(machine)}. Again: "
                            f"`dev/bench --only {result.case}`. Each sample: "
                            f"[{result.case}.csv](performance/{result.case}.csv)."), ""]
    return "\n".join(lines) + "\n"


def goals(results: list[Result], machine: dict) -> str:
    every = [(result.case, goal) for result in results for goal in result.goals]
    met = sum(goal.verdict().startswith("met") for _, goal in every)
    took = sum(result.seconds for result in results)
    each = ", ".join(f"{result.case} {result.seconds:.0f} s" for result in results)
    lines = ["", *_wrapped(f"{machine['date']}: {met} of {len(every)} goals were met, on {machines.line(machine)}. The "
                           f"cases took {took / 60:.0f} minutes: {each}."), "", *_goal_table(every), ""]
    return "\n".join(lines) + "\n"


def _goal_table(goals: list) -> list[str]:
    rows = [[case, goal.text, goal.wanted(), goal.found(), goal.verdict()] for case, goal in goals]
    return [_row(["case", "goal", "wanted", "found", ""]), _row(["---"] * 5), *(_row(row) for row in rows)]


def _row(cells: list) -> str:
    return f"| {' | '.join(cells)} |"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent="  " if text.startswith("* ") else "", break_long_words=False,
                         break_on_hyphens=False)
