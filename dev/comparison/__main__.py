"""dev/compare, once everything is installed, built and made."""
import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.append(str(TOP / "dev/benchmark"))

from contenders import NoCut, contenders, into_the_cache
from installation import Installation
from judgement import Judgement, Source
from nginx import Nginx
from page import Page
from proxy import Proxy, install
from rules import rules
from traits import TRAITS

OUTPUT = TOP / "build/comparison"
CACHE_SIZE = "1G"


def main() -> None:
    arguments = parse()
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, lambda number, _: sys.exit(128 + number))
    installation = Installation.below(arguments.traffic_server)
    if not installation.has_plugin("mp4.so"):
        sys.exit(f"compare: no mp4.so in {installation.layout['PLUGINDIR']}: Traffic Server has to be built with it")
    root = Path(tempfile.mkdtemp(prefix="tsmp4java-compare.", dir=os.environ.get("TMPDIR", "/var/tmp")))
    root.chmod(0o755)
    try:
        media = collect(TOP / "build/media")
        nginx = Nginx(root, media)
        remap = rules(nginx.port, install(arguments.build.resolve(), root / "installed"))
        with nginx, Proxy(root, installation, remap, CACHE_SIZE) as proxy:
            page = Page(versions(installation), list(contenders(nginx, proxy)))
            for trait in TRAITS:
                page.add(trait, compare(trait, media, nginx, proxy))
    finally:
        shutil.rmtree(root)
    (TOP / "docs/COMPARISON.md").write_text(page.text())
    print("compare: wrote docs/COMPARISON.md; the cuts are in build/comparison/cuts")


def collect(made: Path) -> Path:
    """The movies under the names that they are served by."""
    media = OUTPUT / "media"
    media.mkdir(parents=True, exist_ok=True)
    for trait in TRAITS:
        shutil.copyfile(made / trait.movie, media / trait.file())
    return media


def compare(trait, media: Path, nginx, proxy) -> dict[str, Judgement]:
    print(f"compare: {trait.name}: {trait.movie} at {trait.start} s", flush=True)
    source = Source(media / trait.file())
    into_the_cache(proxy, trait)
    judgements = {}
    for name, cutter in contenders(nginx, proxy).items():
        cut = OUTPUT / "cuts" / name / f"{trait.start}-{trait.file()}"
        cut.parent.mkdir(parents=True, exist_ok=True)
        cut.unlink(missing_ok=True)
        try:
            cutter(trait, source.path, cut)
            judgements[name] = source.judge(cut, Fraction(trait.start))
        except NoCut as reason:
            judgements[name] = Judgement(str(reason))
        proxy.revive()
        print(f"  {name:<28}{judgements[name].cell()}", flush=True)
    return judgements


def versions(installation: Installation) -> list[str]:
    def first_line(*command) -> str:
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        return (run.stdout or run.stderr).partition("\n")[0]

    return [
        f"Traffic Server {installation.version}",
        "nginx " + first_line(shutil.which("nginx") or "/usr/sbin/nginx", "-v").rpartition("/")[2],
        "ffmpeg " + first_line("ffmpeg", "-version").split()[2],
    ]


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="dev/compare",
        description="Compares the plugin's cuts with those of mp4.so, nginx's mp4 module and ffmpeg, and writes "
                    "docs/COMPARISON.md. Nothing fails for being worse.")
    parser.add_argument("--build", type=Path, default=TOP / "build", metavar="DIR",
                        help="a CMake build of the plugin, instead of building here")
    parser.add_argument("--traffic-server", default=os.environ.get("TS_PREFIX", ""), metavar="PREFIX",
                        help="the Traffic Server that is installed under PREFIX, instead of the one that is found")
    return parser.parse_args()


if __name__ == "__main__":
    main()
