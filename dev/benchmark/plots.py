"""What a case found, as SVG for a light page and for a dark one."""
from pathlib import Path

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot

from bench import MP4SO, NGINX, NGINX_VOD, PLAIN, PLUGIN
from pairs import Point
from report import Axis, Column, Result

INKS = {"": "#333333", "-dark": "#cccccc"}
# Told apart on white and on black alike.
COLOURS = {PLUGIN: "#3b82c4", PLAIN: "#8a8a8a", MP4SO: "#d2691e", NGINX: "#4b9e5f", NGINX_VOD: "#b0559e"}
OTHERS = ("#b8860b", "#c94f6d", "#2aa198", "#7a6ff0", "#6b8e23", "#a0522d", "#5f9ea0")
MOST_PANELS = 6
WIDE = 20  # from here on a scale is logarithmic


def draw(result: Result, folder: Path) -> list[Path]:
    """Nothing where nothing was measured."""
    columns = [column for column in result.columns if column.plotted and any(
        metric == column.metric for _, metric in result.rounds.values)][:MOST_PANELS]
    if not columns:
        return []
    return [_draw(result, columns, folder / f"{result.case}{suffix}.svg", ink) for suffix, ink in INKS.items()]


def _draw(result: Result, columns: list[Column], path: Path, ink: str) -> Path:
    with matplotlib.rc_context(_style(ink)):
        across = min(2, len(columns)) if result.axis else 1
        down = -(-len(columns) // across)
        height = 3.4 if result.axis else 0.9 + 0.3 * len(result.contenders)
        figure, axes = pyplot.subplots(down, across, figsize=(9.5, height * down), squeeze=False)
        for panel in axes.flat[len(columns):]:
            panel.set_visible(False)
        for panel, column in zip(axes.flat, columns):
            panel.set_title(column.heading, loc="left")
            (_lines if result.axis else _dots)(panel, result, column)
        if result.axis:
            handles = {label: handle for panel in axes.flat
                       for handle, label in zip(*panel.get_legend_handles_labels())}
            figure.legend(handles.values(), handles.keys(), loc="lower center", ncols=3)
            figure.tight_layout(rect=(0, 0.09 / down * 2 if len(handles) > 3 else 0.06, 1, 1))
        else:
            figure.tight_layout()
        figure.savefig(path, format="svg", metadata={"Date": None})
        pyplot.close(figure)
    return path


def _lines(panel, result: Result, column: Column) -> None:
    """The median, in a band between the quartiles."""
    for name in result.contenders:
        spreads = {x: result.rounds.spread(Point(name, x), column.metric) for x in result.axis.values}
        known = {x: spread for x, spread in spreads.items() if spread}
        if not known:
            continue
        colour = _colour(result, name)
        median, low, high = ([getattr(spread, part) * column.scale for spread in known.values()]
                             for part in ("median", "lower_quartile", "upper_quartile"))
        panel.plot(list(known), median, marker="o", markersize=3, linewidth=1.4, label=name, color=colour)
        panel.fill_between(list(known), low, high, color=colour, alpha=0.2, linewidth=0)
    panel.set_yscale("log")
    _place(panel, result.axis)


def _place(panel, axis: Axis) -> None:
    if axis.logarithmic:
        panel.set_xscale("log")
    panel.set_xticks(list(axis.values), list(axis.values.values()))
    panel.minorticks_off()
    panel.set_xlabel(axis.heading)


def _dots(panel, result: Result, column: Column) -> None:
    """The median; the line through it goes from quartile to quartile."""
    spreads = {name: spread for name in reversed(result.contenders)
               if (spread := result.rounds.spread(name, column.metric))}
    for name, spread in spreads.items():
        median, low, high = (value * column.scale for value in (spread.median, spread.lower_quartile, spread.upper_quartile))
        panel.errorbar(median, name, xerr=[[median - low], [high - median]], fmt="o", markersize=6, linewidth=1.4,
                       color=_colour(result, name))
    medians = [spread.median for spread in spreads.values()]
    if max(medians) > WIDE * min(medians) > 0:
        panel.set_xscale("log")
    else:
        panel.set_xlim(left=0)
    panel.margins(y=0.1)


def _colour(result: Result, name: str) -> str:
    others = [other for other in result.contenders if other not in COLOURS]
    return COLOURS.get(name) or OTHERS[others.index(name) % len(OTHERS)]


def _style(ink: str) -> dict:
    return {
        "text.color": ink, "axes.labelcolor": ink, "axes.edgecolor": ink, "xtick.color": ink, "ytick.color": ink,
        "axes.titlecolor": ink, "grid.color": ink, "grid.alpha": 0.25, "axes.grid": True, "legend.frameon": False,
        "figure.facecolor": "none", "axes.facecolor": "none", "savefig.facecolor": "none", "svg.hashsalt": "bench",
        "axes.spines.top": False, "axes.spines.right": False, "font.size": 9, "legend.fontsize": 8, "axes.titlesize": 9,
        "svg.fonttype": "none", "font.family": "sans-serif",
    }
