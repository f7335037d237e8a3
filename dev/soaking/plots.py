"""The figures over time, as SVG that can be read on a light page and on a dark one."""
from pathlib import Path

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot

from growth import judged
from watch import Sample

INK = "#808080"  # on white and on black alike
COLOURS = ("#3b82c4", "#d2691e", "#4b9e5f")
PANELS = (
    ("memory, MB", (("rss less RAM cache", "rss_less_ram_cache"), ("RAM cache", "ram_cache"))),
    ("Java, MB", (("heap", "heap"), ("metaspace", "metaspace"))),
    ("descriptors, threads", (("descriptors", "fds"), ("threads", "threads"))),
    ("errors so far", (("errors", "errors"),)),
    ("seeks: first byte, ms", (("median", "seek_p50"), ("99 of 100", "seek_p99"))),
    ("plain: first byte, ms", (("median", "plain_p50"), ("99 of 100", "plain_p99"))),
)
STYLE = {
    "text.color": INK, "axes.labelcolor": INK, "axes.edgecolor": INK, "xtick.color": INK, "ytick.color": INK,
    "axes.titlecolor": INK, "grid.color": INK, "grid.alpha": 0.25, "axes.grid": True, "legend.frameon": False,
    "figure.facecolor": "none", "axes.facecolor": "none", "savefig.facecolor": "none", "svg.hashsalt": "soak",
    "axes.spines.top": False, "axes.spines.right": False, "font.size": 9, "legend.fontsize": 8,
    "axes.prop_cycle": matplotlib.cycler(color=COLOURS),
}


def draw(samples: list[Sample], path: Path) -> None:
    rest = judged(samples)
    minutes = [sample.seconds / 60 for sample in samples]
    with matplotlib.rc_context(STYLE):
        figure, axes = pyplot.subplots(len(PANELS) // 2, 2, figsize=(10, 7.5), sharex=True)
        for axis, (title, lines) in zip(axes.flat, PANELS):
            axis.set_title(title, loc="left", fontsize=9)
            for name, field in lines:
                values = [getattr(sample, field) for sample in samples]
                axis.plot(minutes, [float("nan") if value is None else value for value in values], label=name,
                          linewidth=1.2)
            axis.set_ylim(bottom=0)
            if rest:
                axis.axvline(rest[0].seconds / 60, color=INK, linestyle=":", linewidth=1)
            if len(lines) > 1:
                axis.legend(loc="best")
        for axis in axes[-1]:
            axis.set_xlabel("minutes; the dotted line ends the warm-up" if rest else "minutes")
        figure.tight_layout()
        figure.savefig(path, format="svg", metadata={"Date": None})
        pyplot.close(figure)
