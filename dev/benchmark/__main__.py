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
from media import Media
from nginx import Nginx
from proxy import Proxy
from report import save

TOP = Path(__file__).resolve().parents[2]
OUTPUT = TOP / "build/bench"

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
    machine = describe_machine()
    print(f"bench: {machine['cpus']} x {machine['cpu']}, load {machine['load']}; {machine['traffic_server']}")
    if float(machine["load"].split()[0]) > 0.5 * machine["cpus"]:
        print("bench: other programs are busy on this machine; the intervals will be wide")

    root = Path(tempfile.mkdtemp(prefix="tsmp4java-bench.", dir=os.environ.get("TMPDIR", "/var/tmp")))
    root.chmod(0o755)
    results, failed = [], []
    try:
        build = arguments.build.resolve()
        media = Media(OUTPUT / "media", build / "jars/tsmp4java.jar")
        with Nginx(root, media.folder) as nginx, Proxy(root, build, nginx.port) as proxy:
            bench = Bench(media, nginx, proxy, Sizes.of(arguments.quick))
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
            conclude(results, machine | {"quick": arguments.quick})
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
    parser.add_argument("--build", type=Path, default=TOP / "build", metavar="DIR",
                        help="a CMake build of the plugin, instead of building here")
    return parser.parse_args()


def describe_machine() -> dict:
    def first_line(*command) -> str:
        return subprocess.run(command, capture_output=True, text=True).stdout.partition("\n")[0]

    cpus = [line.partition(": ")[2] for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")]
    return {
        "cpu": cpus[0] if cpus else platform.machine(),
        "cpus": os.cpu_count(),
        "kernel": platform.release(),
        "load": " ".join(f"{load:.2f}" for load in os.getloadavg()),
        "traffic_server": first_line("traffic_server", "-V"),
        "commit": first_line("git", "-C", str(TOP), "describe", "--always", "--dirty"),
    }


if __name__ == "__main__":
    main()
