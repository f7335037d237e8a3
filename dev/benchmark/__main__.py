"""dev/bench, once everything is installed and built."""
import argparse
import datetime
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import cold
import load
import memory
import seek
from bench import Bench, Sizes
from client import BadAnswer
from installation import Installation
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
    "cold": cold.near_the_end,
    "clip": load.clip,
    "plain": load.plain,
    "big": seek.beyond_4_gib,
    "memory": memory.slow_clients,
}


def main() -> None:
    arguments = parse()
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, lambda number, _: sys.exit(128 + number))
    installation = Installation.below(arguments.traffic_server)
    if not installation.has_plugin("mp4.so"):
        sys.exit(f"bench: no mp4.so in {installation.layout['PLUGINDIR']}: Traffic Server has to be built with it")
    machine = describe_machine(installation)
    print(f"bench: {machine['cpus']} x {machine['cpu']}, load {machine['load']}; {machine['traffic_server']}")
    if float(machine["load"].split()[0]) > 0.5 * machine["cpus"]:
        print("bench: other programs are busy on this machine; the intervals will be wide")

    root = Path(tempfile.mkdtemp(prefix="tsmp4java-bench.", dir=os.environ.get("TMPDIR", "/var/tmp")))
    root.chmod(0o755)
    results, failed = [], []
    try:
        build = arguments.build.resolve()
        media = Media(OUTPUT / "media", build / "jars/tsmp4java.jar")
        nginx = Nginx(root, media.folder)
        against = arguments.against and install(arguments.against.resolve(), root / "against")
        remap = rules(nginx.port, install(build, root / "installed"), against)
        with nginx, Proxy(root, installation, remap, CACHE_SIZE) as proxy:
            bench = Bench(media, nginx, proxy, Sizes.of(arguments.quick, arguments.rounds), bool(against))
            for case in arguments.only or CASES:
                try:
                    result = CASES[case](bench)
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
    if failed:
        sys.exit(f"bench: failed: {', '.join(failed)}")


def conclude(results: list, machine: dict) -> None:
    print("== targets")
    for result in results:
        for target in result.targets:
            print(f"  {result.case:<12}{target.line()}")
    folder = OUTPUT / "results" / datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    save(folder, machine, results)
    print(f"bench: every sample is in {folder.relative_to(TOP)}/samples.csv, the summary in summary.json")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="dev/bench",
        description="Measures the plugin beside mp4.so, nginx's mp4 module and plain Ranges. Nothing fails for being "
                    "slow; the targets and whether they are met are printed.")
    parser.add_argument("--quick", action="store_true", help="few rounds: shows that it runs, proves nothing")
    parser.add_argument("--only", action="append", choices=list(CASES), metavar="CASE",
                        help=f"one case, may be repeated: {', '.join(CASES)}")
    parser.add_argument("--rounds", type=int, metavar="NUMBER", help="of each case but cold and memory")
    parser.add_argument("--build", type=Path, default=TOP / "build", metavar="DIR",
                        help="a CMake build of the plugin, instead of building here")
    parser.add_argument("--against", type=Path, metavar="DIR",
                        help="another CMake build of the plugin, as of an earlier commit, to measure beside it in "
                             "seek-first, seek-last and plain")
    parser.add_argument("--traffic-server", default=os.environ.get("TS_PREFIX", ""), metavar="PREFIX",
                        help="the Traffic Server that is installed below PREFIX, instead of the one that is found")
    return parser.parse_args()


def describe_machine(installation: Installation) -> dict:
    def first_line(*command) -> str:
        return subprocess.run(command, capture_output=True, text=True).stdout.partition("\n")[0]

    cpus = [line.partition(": ")[2] for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")]
    return {
        "cpu": cpus[0] if cpus else platform.machine(),
        "cpus": os.cpu_count(),
        "kernel": platform.release(),
        "load": " ".join(f"{load:.2f}" for load in os.getloadavg()),
        "traffic_server": f"Traffic Server {installation.version}",
        "commit": first_line("git", "-C", str(TOP), "describe", "--always", "--dirty"),
    }


if __name__ == "__main__":
    main()
