"""dev/chaos, once everything is installed and built."""
import argparse
import asyncio
import fnmatch
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.append(str(TOP / "dev/benchmark"))

from answer import Refused
from installation import Installation
from modes import Mode, read_modes
from movies import movies
from proxy import install

MODES = Path(__file__).with_name("modes")
PAGE = TOP / "docs/RELIABILITY.md"
TABLE = TOP / "build/chaos/results.tsv"
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
    root = Path(tempfile.mkdtemp(prefix="tsmp4java-chaos.", dir=os.environ.get("TMPDIR", "/var/tmp")))
    root.chmod(0o755)
    try:
        faults = run(root, modes, arguments)
    finally:
        if arguments.keep:
            print(f"chaos: the server's folder is {root}")
        else:
            shutil.rmtree(root)
    sys.exit(bool(faults))


def run(root: Path, modes: list[Mode], arguments: argparse.Namespace) -> list[str]:
    """What was wrong."""
    # They need HTTP/2, which is not installed for --help.
    from campaign import attempt, attempt_beside, tasks_of
    from lab import Lab
    from page import Page, write_table
    installation = Installation.below(arguments.traffic_server)
    build = arguments.build.resolve()
    jar = build / "jars/tsmp4java.jar"
    media = movies(TOP / "build/chaos/media", jar)
    plugin = install(build, root / "installed")
    how = {"": "", "stream": " @pparam=--on-miss=stream"}
    lab = Lab(root, installation, media, lambda rule: f"@plugin={plugin}{how[rule]}", "tsmp4java", jar)
    tasks = tasks_of(modes, arguments.times)
    tried = asyncio.run(attempt(lab, tasks, arguments.at_once))
    write_table(tried.results, TABLE)
    print(f"chaos: {len(modes)} modes, {len(tried.results)} runs, {len(tried.faults)} faults", flush=True)
    beside = None
    if arguments.beside:
        lab = Lab(root, installation, media, lambda _: "@plugin=mp4.so", "mp4.so", jar)
        beside = asyncio.run(attempt_beside(lab, tasks, arguments.at_once))
    if arguments.write or arguments.beside:
        page = Page(f"Traffic Server {installation.version}", modes, tried, beside)
        print(page.summary())
        if arguments.write:
            (page.write_beside if arguments.traffic_server else page.write)(PAGE)
    return tried.faults


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
        description="Runs origins and clients that misbehave (each mode is a line in dev/misbehaviour/modes) at a "
                    "Traffic Server with the plugin. Prints what goes wrong; the status is 1 then.")
    parser.add_argument("--short", action="store_true", help="only the modes with a *: under a minute")
    parser.add_argument("--only", action="append", metavar="MODE", help="one mode, or a pattern; may be repeated")
    parser.add_argument("--times", type=int, default=1, metavar="NUMBER", help="how often each is run")
    parser.add_argument("--at-once", type=int, default=AT_ONCE, metavar="NUMBER", help="runs at a time")
    parser.add_argument("--beside", action="store_true", help="also run the modes with mp4.so")
    parser.add_argument("--write", action="store_true", help="also write their part of docs/RELIABILITY.md")
    parser.add_argument("--keep", action="store_true", help="leave the server's folder, with its logs")
    parser.add_argument("--build", type=Path, default=TOP / "build", metavar="DIR",
                        help="a CMake build of the plugin, instead of building here")
    parser.add_argument("--traffic-server", default=os.environ.get("TS_PREFIX", ""), metavar="PREFIX",
                        help="the Traffic Server that is installed under PREFIX, instead of the one that is found")
    return parser.parse_args()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
