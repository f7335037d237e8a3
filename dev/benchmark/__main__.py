"""dev/bench, once everything is installed and built."""
import argparse
import datetime
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import catalogue
import cold
import command
import cost
import curves
import engine
import fragments
import load
import machine as machines
import memory
import page
import pauses
import plain
import plots
import reload
import seek
import slices
import start
import steps
import tiers
from bench import Bench, Sizes
from client import BadAnswer
from installation import Installation
from lab import Lab
from media import Media
from nginx import Nginx
from proxy import Proxy, install
from report import save
from rules import rules

TOP = Path(__file__).resolve().parents[2]
OUTPUT = TOP / "build/bench"
CACHE_SIZE = "8G"

CASES = {
    "seek-first": seek.moov_first,
    "seek-last": seek.moov_last,
    "steps": steps.of_the_first_byte,
    "offset": curves.offset,
    "size": curves.size,
    "moov": curves.moov,
    "clip": load.clip,
    "plain": plain.through_a_rule,
    "cost": cost.of_a_seek,
    "cold": cold.near_the_end,
    "fragments": fragments.first_seek,
    "slices": slices.near_the_end,
    "tiers": tiers.first_seeks,
    "start": start.starts,
    "reload": reload.felt,
    "pauses": pauses.felt,
    "big": seek.beyond_4_gib,
    "memory": memory.slow_clients,
    "cut": command.cut,
    "engine": engine.measured,
    "catalogue": catalogue.simulated,
}


def main() -> None:
    arguments = parse()
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, lambda number, _: sys.exit(128 + number))
    installation = Installation.below(arguments.traffic_server)
    if not installation.has_plugin("mp4.so"):
        sys.exit(f"bench: no mp4.so in {installation.layout['PLUGINDIR']}: Traffic Server has to be built with it")
    machine = machines.describe(installation, TOP)
    print(f"bench: {machines.line(machine)}")
    if machines.is_busy(machine):
        print("bench: other programs are busy on this machine; the intervals will be wide")

    root = Path(tempfile.mkdtemp(prefix="tsmp4java-bench.", dir=os.environ.get("TMPDIR", "/var/tmp")))
    root.chmod(0o755)
    results, failed = [], []
    try:
        build = arguments.build.resolve()
        media = Media(OUTPUT / "media", build / "jars/tsmp4java.jar")
        nginx = Nginx(root, media.folder, vod=arguments.nginx_vod and arguments.nginx_vod.resolve())
        against = arguments.against and install(arguments.against.resolve(), root / "against")
        plugin = install(build, root / "installed")
        lab = Lab(root, installation, nginx.port, plugin)
        with nginx, Proxy(root, installation, rules(nginx.port, plugin, against), CACHE_SIZE,
                          files={"plugin.config": "stats_over_http.so\n"}) as proxy:
            bench = Bench(media, nginx, proxy, Sizes.of(arguments.quick, arguments.rounds), bool(against), lab)
            for case in arguments.only or CASES:
                begin = time.monotonic()
                try:
                    result = CASES[case](bench)
                    result.seconds = time.monotonic() - begin
                    result.print()
                    results.append(result)
                except (RuntimeError, BadAnswer, OSError, subprocess.CalledProcessError) as failure:
                    print(f"\n== {case} FAILED: {failure}\n{getattr(failure, 'stderr', None) or ''}", flush=True)
                    failed.append(case)
                    proxy.revive()
    finally:
        shutil.rmtree(root)
        if results:
            conclude(results, machine | {"quick": arguments.quick, "against": str(arguments.against or "")})
    if arguments.write:
        page.write(TOP / "docs", machine, results)
        print("bench: wrote docs/PERFORMANCE.md and docs/performance")
    if failed:
        sys.exit(f"bench: failed: {', '.join(failed)}")


def conclude(results: list, machine: dict) -> None:
    print("\n== goals")
    for result in results:
        for goal in result.goals:
            print(f"  {result.case:<12}{goal.line()}")
    print("== time: " + ", ".join(f"{result.case} {result.seconds:.0f} s" for result in results))
    folder = OUTPUT / "results" / datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    save(folder, machine, results)
    drawn = [path for result in results for path in plots.draw(result, folder)]
    print(f"bench: in {folder.relative_to(TOP)}: every sample in samples.csv, a summary in summary.json, {len(drawn)} plots")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="dev/bench",
        description="Measures the plugin beside mp4.so, nginx's modules, ffmpeg and plain Ranges. Nothing fails for being "
                    "slow; the goals and whether they are met are printed.")
    parser.add_argument("--quick", action="store_true", help="few rounds: shows that it runs, proves nothing")
    parser.add_argument("--only", action="append", choices=list(CASES), metavar="CASE",
                        help=f"one case, may be repeated: {', '.join(CASES)}")
    parser.add_argument("--rounds", type=int, metavar="NUMBER",
                        help="rounds of each case, except cases with a fixed number of their own (docs/PERFORMANCE.md)")
    parser.add_argument("--write", action="store_true",
                        help="write the results into docs/PERFORMANCE.md and docs/performance; with --only, those of these cases")
    parser.add_argument("--nginx-vod", type=Path, metavar="FILE",
                        help="also measure this nginx-vod-module (ngx_http_vod_module.so), built for the nginx that is found")
    parser.add_argument("--build", type=Path, default=TOP / "build", metavar="DIR",
                        help="a CMake build of the plugin, instead of building here")
    parser.add_argument("--against", type=Path, metavar="DIR",
                        help="also measure another CMake build of the plugin, for example of an earlier commit, in "
                             "seek-first, seek-last and plain")
    parser.add_argument("--traffic-server", default=os.environ.get("TS_PREFIX", ""), metavar="PREFIX",
                        help="the Traffic Server that is installed under PREFIX, instead of the one that is found")
    arguments = parser.parse_args()
    if arguments.write and arguments.quick:
        parser.error("--quick proves nothing: it is not for --write")
    return arguments


if __name__ == "__main__":
    main()
