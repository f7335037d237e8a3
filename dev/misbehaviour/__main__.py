"""dev/chaos, once everything is installed and built."""
import argparse
import asyncio
import contextlib
import fnmatch
import os
import shutil
import signal
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.append(str(TOP / "dev/benchmark"))

from answer import Refused
from installation import Installation
from lab import Lab
from modes import Mode, read_modes
from movies import movies
from origin import SECOND
from page import Page, Tried
from proxy import install
from run import Result, Run, Task

MODES = Path(__file__).with_name("modes")
PAGE = TOP / "docs/RELIABILITY.md"
ALONE = 3
# Stalls wait for the server's timeouts, so that most of these are idle.
AT_ONCE = 16


def main() -> None:
    arguments = parse()
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, lambda number, _: sys.exit(128 + number))
    try:
        modes = chosen(read_modes(MODES), arguments)
    except Refused as refused:
        sys.exit(f"chaos: {refused}")
    installation = Installation.below(arguments.traffic_server)
    root = Path(tempfile.mkdtemp(prefix="tsmp4java-chaos.", dir=os.environ.get("TMPDIR", "/var/tmp")))
    root.chmod(0o755)
    try:
        build = arguments.build.resolve()
        jar = build / "jars/tsmp4java.jar"
        media = movies(TOP / "build/chaos/media", jar)
        plugin = install(build, root / "installed")
        how = {"": "", "stream": " @pparam=--on-miss=stream"}
        lab = Lab(root, installation, media, lambda rule: f"@plugin={plugin}{how[rule]}", "tsmp4java", jar)
        tasks = [Task(mode, kind, protocol) for mode in modes for kind in mode.kinds for protocol in mode.protocols
                 for _ in range(arguments.times)]
        tried = asyncio.run(attempt(lab, tasks, arguments.at_once))
        print(f"chaos: {len(modes)} modes, {len(tried.results)} runs, {len(tried.faults)} faults", flush=True)
        if arguments.write or arguments.beside:
            lab = Lab(root, installation, media, lambda _: "@plugin=mp4.so", "mp4.so", jar)
            beside = asyncio.run(attempt_beside(lab, tasks, arguments.at_once))
            page = Page(f"Traffic Server {installation.version}", modes, tried, beside)
            print(page.summary())
            if arguments.write:
                page.write(PAGE)
    finally:
        if arguments.keep:
            print(f"chaos: the server's folder is {root}")
        else:
            shutil.rmtree(root)
    sys.exit(bool(tried.faults))


async def attempt(lab: Lab, tasks: list[Task], at_once: int) -> Tried:
    """What each run came to, and what was wrong. Those that were under way when the server ended are done again, one
    after the other, to find the one that ended it."""
    async with lab:
        results = await many(lab, tasks, at_once)
        lost = [result.task for result in results if "crash" in result.got]
        results = [result for result in results if "crash" not in result.got]
        for task in dict.fromkeys(lost):
            alone = [await Run(lab, task).result() for _ in range(ALONE)]
            results.append(next((result for result in alone if "crash" in result.got), alone[0]))
        faults = [f"{result.task}: {fault}" for result in results for fault in result.faults]
        if lab.generation:
            faults.append(f"the server has ended {lab.generation} times")
            print(f"chaos: {lab.name} has ended: {lab.last_words}", flush=True)
        metrics = await lab.settled_metrics()
        faults += [f"{name} is {metrics[f'plugin.tsmp4java.{name}']}" for name in ("seeks", "impossible_changes")
                   if metrics.get(f"plugin.tsmp4java.{name}", 0)]
    return Tried(results, faults, lab.generation)


async def many(lab: Lab, tasks: list[Task], at_once: int) -> list[Result]:
    waiting = list(reversed(tasks))
    results: list[Result] = []

    async def work() -> None:
        while waiting:
            results.append(await Run(lab, waiting.pop()).result())
            for fault in results[-1].faults:
                print(f"chaos: {lab.name}: {results[-1].task}: {fault}", flush=True)
            if len(results) % 200 == 0:
                print(f"chaos: {lab.name}: {len(results)} of {len(tasks)} runs", flush=True)

    await asyncio.gather(*(work() for _ in range(at_once)))
    return results


async def attempt_beside(lab: Lab, tasks: list[Task], at_once: int) -> Tried:
    async with lab:
        movie = lab.movies["first"]
        cuts = (await lab.own_cut("warm", movie), await lab.own_cut(SECOND, movie))
    lab.movies = {kind: replace(each, cuts=each.versions) for kind, each in lab.movies.items()}
    lab.movies["first"] = replace(movie, cuts=cuts)
    return await attempt(lab, tasks, at_once)


def chosen(modes: list[Mode], arguments: argparse.Namespace) -> list[Mode]:
    if arguments.short:
        modes = [mode for mode in modes if mode.is_short]
    if arguments.only:
        modes = [mode for mode in modes if any(fnmatch.fnmatch(mode.name, only) for only in arguments.only)]
    if not modes:
        raise Refused("no mode is called so")
    return modes


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="dev/chaos",
        description="Origins and clients that misbehave, one mode a line of dev/misbehaviour/modes, at a Traffic Server "
                    "with the plugin. Says what is wrong, and its status is 1 then.")
    parser.add_argument("--short", action="store_true", help="the modes with a * alone: under a minute")
    parser.add_argument("--only", action="append", metavar="MODE", help="one mode, or a pattern; may be repeated")
    parser.add_argument("--times", type=int, default=1, metavar="NUMBER", help="how often each is run")
    parser.add_argument("--at-once", type=int, default=AT_ONCE, metavar="NUMBER", help="runs at a time")
    parser.add_argument("--beside", action="store_true", help="the same modes with mp4.so, too")
    parser.add_argument("--write", action="store_true", help="both, and their part of docs/RELIABILITY.md")
    parser.add_argument("--keep", action="store_true", help="leave the server's folder, with its logs")
    parser.add_argument("--build", type=Path, default=TOP / "build", metavar="DIR",
                        help="a CMake build of the plugin, instead of building here")
    parser.add_argument("--traffic-server", default=os.environ.get("TS_PREFIX", ""), metavar="PREFIX",
                        help="the Traffic Server that is installed below PREFIX, instead of the one that is found")
    return parser.parse_args()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
