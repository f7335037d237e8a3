"""Draws docs/monitoring/dashboard.svg: the panels of the dashboard, as a Prometheus answers their queries of a Traffic
Server under a mixed load, on this machine. Grafana itself draws them much alike.

usage: picture.py BUILD [SECONDS]     BUILD: a CMake build of the plugin
"""
import itertools
import json
import math
import shutil
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot

TOP = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TOP / "dev/benchmark")]
from client import Request, fetch
from installation import Installation
from media import Media
from nginx import Nginx
from proxy import Proxy, install
from rules import rules
from server import Server, free_port
from start import until_up

FOLDER = TOP / "docs/monitoring"
EXPORTER_METRICS = Path("/usr/lib/python3/dist-packages/trafficserver_exporter/metrics.yaml")
INKS = {"": "#333333", "-dark": "#cccccc"}
COLOURS = ("#3b82c4", "#d2691e", "#4b9e5f", "#b0559e", "#b8860b", "#c94f6d", "#2aa198", "#7a6ff0")
# How many and how they go up and down.
REQUESTS_A_SECOND, SWING, PERIOD_SECONDS = 40, 0.5, 60
RATE_INTERVAL = "20s"
# How Grafana would write them.
UNITS = {"reqps": ("requests/s", 1), "Bps": ("MB/s", 1e-6), "s": ("µs", 1e6)}
COLUMNS = 24  # of Grafana's grid
ROW_INCHES = 0.32
STEP = 2


def asked(port: int, clip: str, movie: str):
    """Mostly starts in movies that are known; of twenty, one of a file that no cache has, one bad, one of a damaged file."""
    for number in itertools.count():
        start = 1 + number * 7.919 % 110
        yield Request(port, {
            0: f"/plugin/cold-{number}/{clip}?start={start:.2f}",
            7: f"/plugin/{clip}?start=-1",
            14: "/plugin/damaged.mp4?start=5",
        }.get(number % 20, f"/plugin/{clip if number % 3 else movie}?start={start:.2f}"))


def load(pool: ThreadPoolExecutor, requests, seconds: float) -> None:
    begin = due = time.monotonic()
    while due < begin + seconds:
        time.sleep(max(0.0, due - time.monotonic()))
        pool.submit(fetch, next(requests), 64 << 10)
        due += 1 / (REQUESTS_A_SECOND * (1 + SWING * math.sin(2 * math.pi * (due - begin) / PERIOD_SECONDS)))


def exporter(root: Path, proxy: Proxy) -> Server:
    """As docs/monitoring says."""
    metrics = root / "metrics.yaml"
    metrics.write_text(EXPORTER_METRICS.read_text() + (FOLDER / "trafficserver-exporter.yaml").read_text())
    port = free_port()
    return Server("exporter", ["prometheus-trafficserver-exporter", "--endpoint", f"http://127.0.0.1:{proxy.port}/_stats",
                               "--metrics-file", metrics, "--addr", "127.0.0.1", "--port", str(port), "--no-procstats"],
                  root / "exporter.out", port)


def prometheus(root: Path, target: int) -> Server:
    configuration = root / "prometheus.yaml"
    configuration.write_text(f"global: {{scrape_interval: 1s}}\nscrape_configs:\n  - job_name: trafficserver\n"
                             f"    static_configs: [{{targets: ['127.0.0.1:{target}']}}]\n")
    port = free_port()
    return Server("Prometheus", ["prometheus", f"--config.file={configuration}", f"--storage.tsdb.path={root / 'data'}",
                                 f"--web.listen-address=127.0.0.1:{port}"], root / "prometheus.out", port)


def values(port: int, expression: str, begin: float, end: float) -> list[tuple[float, float]]:
    """(seconds from the beginning, value) of a query; the variables are those that Grafana would fill in."""
    query = expression.replace("$instance", ".*").replace("$__rate_interval", RATE_INTERVAL)
    words = urllib.parse.urlencode({"query": query, "start": begin, "end": end, "step": STEP})
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/query_range?{words}") as answer:
        series = json.load(answer)["data"]["result"]
    return [(at - begin, float(value)) for at, value in series[0]["values"]] if series else []


def scaled(value: float, unit: str) -> str:
    if unit == "bytes":
        return f"{value / 1e6:.1f} MB"
    return f"{value:.0f}"


def draw(panels: list[dict], found: dict, path: Path, ink: str) -> None:
    style = {"text.color": ink, "axes.labelcolor": ink, "axes.edgecolor": ink, "xtick.color": ink, "ytick.color": ink,
             "font.size": 8, "axes.grid": True, "grid.alpha": 0.3, "savefig.transparent": True, "svg.hashsalt": "dashboard",
             "axes.spines.top": False, "axes.spines.right": False}
    rows = max(panel["gridPos"]["y"] + panel["gridPos"]["h"] for panel in panels)
    with matplotlib.rc_context(style):
        figure = pyplot.figure(figsize=(10, rows * ROW_INCHES))
        for panel in panels:
            place = panel["gridPos"]
            left, width = (place["x"] + 0.9) / COLUMNS, (place["w"] - 1.4) / COLUMNS
            bottom, height = 1 - (place["y"] + place["h"] - 1.2) / rows, (place["h"] - 2.6) / rows
            axes = figure.add_axes((left, bottom, width, height))
            unit = panel["fieldConfig"]["defaults"]["unit"]
            name, factor = UNITS.get(unit, ("", 1))
            axes.set_title(f"{panel['title']}, {name}" if name else panel["title"], loc="left", fontsize=9)
            if panel["type"] == "stat":
                axes.axis("off")
                points = found[panel["id"], "A"]
                axes.text(0, 0.35, scaled(points[-1][1], unit) if points else "no data", fontsize=18, va="center")
                continue
            for target, colour in zip(panel["targets"], COLOURS):
                points = found[panel["id"], target["refId"]]
                axes.plot([at for at, _ in points], [factor * value for _, value in points], color=colour,
                          label=target["legendFormat"], linewidth=1.2)
            axes.set_ylim(bottom=0)
            axes.margins(x=0)
            axes.legend(loc="upper left", ncols=8, fontsize=6.5, frameon=False, bbox_to_anchor=(-0.02, -0.1),
                        handlelength=1.2, columnspacing=0.9)
        figure.savefig(path, format="svg", metadata={"Date": None})
        pyplot.close(figure)


def main(build: Path, seconds: float) -> None:
    panels = json.loads((FOLDER / "dashboard.json").read_text())["panels"]
    root = Path(tempfile.mkdtemp(prefix="tsmp4java-dashboard.", dir="/var/tmp"))
    root.chmod(0o755)
    try:
        media = Media(TOP / "build/bench/media", build / "jars/tsmp4java.jar")
        clip, movie = media.clip(), media.long_moov()
        site = root / "site"
        site.mkdir()
        for path in (clip, movie):
            (site / path.name).symlink_to(path)
        damaged = clip.read_bytes()[:1 << 20]
        (site / "damaged.mp4").write_bytes(damaged.replace(b"stsz", b"stsx"))
        nginx = Nginx(root, site)
        plugin = install(build, root / "installed")
        proxy = Proxy(root, Installation.below(""), rules(nginx.port, plugin), "4G", files={"plugin.config": "stats_over_http.so\n"})
        with nginx, proxy, exporter(root, proxy) as exported, prometheus(root, exported.port) as watcher, \
                ThreadPoolExecutor(8) as pool:
            until_up(proxy)
            requests = asked(proxy.port, clip.name, movie.name)
            begin = time.time()
            load(pool, requests, seconds)
            end = time.time()
            found = {(panel["id"], target["refId"]): values(watcher.port, target["expr"], begin, end)
                     for panel in panels for target in panel["targets"]}
        for suffix, ink in INKS.items():
            draw(panels, found, FOLDER / f"dashboard{suffix}.svg", ink)
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), float(sys.argv[2]) if len(sys.argv) > 2 else 120.0)
