"""dev/soak, once everything is installed, built and made."""
import argparse
import datetime
import os
import shutil
import signal
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.append(str(TOP / "dev/benchmark"))

from clients import Clients
from growth import growths
from installation import Installation
from library import Library
from losses import Losses, breaks_more
from media import Media
from nginx import Nginx
from page import Findings
from plots import draw
from proxy import install
from serving import Serving
from tally import Tally
from traffic import Traffic
from verdict import Facts, faults, loads
from watch import Watch
from wrapping import Wrapping

OUTPUT = TOP / "build/soak"
SAMPLE_SECONDS = 5
RELOAD_SAMPLES = 4
SETTLE_SECONDS = 30
# The same files under names without end: those of a shelf are kept for a week, those that are stale for two seconds.
LOCATIONS = """
        location /shelf {
            rewrite ^/shelf[^/]*/(.*)$ /$1 break;
        }
        location /stale {
            rewrite ^/stale[^/]*/(.*)$ /$1 break;
            expires 2s;
        }
"""


def main() -> None:
    arguments = parse()
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, lambda number, _: sys.exit(128 + number))
    installation = Installation.below(arguments.traffic_server)
    build = arguments.build.resolve()
    jar = build / "jars/tsmp4java.jar"
    library = Library(OUTPUT, TOP / "build/media", Media(OUTPUT / "clip", jar).clip(), jar)
    folder = OUTPUT / datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    folder.mkdir(parents=True)
    root = Path(tempfile.mkdtemp(prefix="tsmp4java-soak.", dir=os.environ.get("TMPDIR", "/var/tmp")))
    root.chmod(0o755)
    try:
        nginx = Nginx(root, library.media, LOCATIONS)
        serving = Serving(root, installation, nginx.port, install(build, root / "installed"), cache_of(arguments))
        with nginx, serving:
            serving.ready()
            findings = soak(arguments, f"{arguments.minutes:g} minutes, Traffic Server {installation.version}", library,
                            serving, folder)
    finally:
        if (root / "proxy/log/diags.log").exists():
            shutil.copyfile(root / "proxy/log/diags.log", folder / "diags.log")
        shutil.rmtree(root)
    draw(findings.samples, folder / "soak.svg")
    findings.write(folder, "soak.svg")
    if arguments.write:
        findings.write_section(TOP / "docs/RELIABILITY.md", folder / "soak.svg", cache_of(arguments), arguments.clients)
    print("\n" + findings.section())
    print(f"soak: the report is {folder.relative_to(TOP)}/report.md; each sample is in samples.csv, each request in "
          "requests.csv")
    if findings.faults:
        sys.exit(1)


def soak(arguments, title: str, library: Library, serving: Serving, folder: Path) -> Findings:
    begin = time.monotonic()
    tally = Tally(folder / "requests.csv", begin)
    watch = Watch(serving, tally, folder / "samples.csv", begin)
    before = serving.metrics()
    deaths, reloads, cold = [], 0, count()
    kind = Wrapping if arguments.wrap else Traffic
    print(f"soak: {title}, {arguments.clients} clients; a line every {SAMPLE_SECONDS} s", flush=True)
    with Clients(arguments.clients, lambda number: kind(library, serving.port, cold, number), tally) as clients:
        while time.monotonic() - begin < arguments.minutes * 60 and not deaths and not clients.failures:
            time.sleep(SAMPLE_SECONDS)
            if serving.find_server() != serving.pid:
                deaths.append("Traffic Server ended by itself")
                break
            watch.take()
            if len(watch.samples) % RELOAD_SAMPLES == 0:
                reloads += 1
                serving.reload(4 + reloads % 2)
    facts = Facts(*(({}, serving.diags()) if deaths else settled(serving, before, reloads)), reloads,
                  serving.crash_files(), [*deaths, *clients.failures])
    watch.close()
    tally.close()
    grown = [] if arguments.wrap else growths(watch.samples)
    found = faults(tally, facts, grown)
    if not arguments.wrap:
        return Findings(title, watch.samples, tally, facts, grown, found)
    if breaks_more(tally):
        found.append("more seeks than plain requests were broken off")
    return Losses(title, watch.samples, tally, facts, grown, found)


def settled(serving: Serving, before: dict, reloads: int) -> tuple[dict, str]:
    """Once no seek is under way and each reload has ended, or that has lasted too long."""
    deadline = time.monotonic() + SETTLE_SECONDS
    while True:
        after = serving.metrics()
        diags = serving.diags()
        is_quiet = after.get("plugin.tsmp4java.seeks") == 0 and loads(diags) > reloads
        if is_quiet or time.monotonic() > deadline:
            gauges = {"plugin.tsmp4java.seeks": after["plugin.tsmp4java.seeks"]}
            return {name: value - before.get(name, 0) for name, value in after.items()} | gauges, diags
        time.sleep(1)


def cache_of(arguments: argparse.Namespace) -> str:
    return arguments.cache or ("512M" if arguments.wrap else "1G")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="dev/soak",
        description="Loads the plugin with all kinds of requests for so many minutes, compares each answer with the right "
                    "bytes, and looks for growth, from three minutes on. The status says whether a fault was found.")
    parser.add_argument("minutes", type=float, metavar="MINUTES")
    parser.add_argument("--clients", type=int, default=16, metavar="NUMBER")
    parser.add_argument("--wrap", action="store_true", help="instead, count how many seeks and how many plain requests are "
                        "broken off because the cache wraps around while they are answered")
    parser.add_argument("--cache", metavar="SIZE", help="size of Traffic Server's cache: default 1G, with --wrap 512M")
    parser.add_argument("--write", action="store_true", help="also write its part of docs/RELIABILITY.md")
    parser.add_argument("--build", type=Path, default=TOP / "build", metavar="DIR",
                        help="a CMake build of the plugin, instead of building here")
    parser.add_argument("--traffic-server", default=os.environ.get("TS_PREFIX", ""), metavar="PREFIX",
                        help="the Traffic Server that is installed under PREFIX, instead of the one that is found")
    return parser.parse_args()


if __name__ == "__main__":
    main()
