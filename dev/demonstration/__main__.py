"""dev/demo, once everything is installed and built."""
import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.append(str(TOP / "dev/benchmark"))

import sample
from check import check
from drop import Drop
from installation import Installation
from movie import Movie
from origin import Origin
from proxy import Proxy, install
from rules import CACHE_SIZE, LOGGING, NOT_KEPT, RECORDS, rules
from site_folder import SiteFolder


def main() -> None:
    arguments = parse()
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, lambda number, _: sys.exit(128 + number))
    root = Path(tempfile.mkdtemp(prefix="tsmp4java-demo."))
    root.chmod(0o755)
    try:
        play(arguments, root)
    except KeyboardInterrupt:
        sys.exit(130)
    except (RuntimeError, OSError, subprocess.CalledProcessError) as failure:
        sys.exit(f"demo: {failure}")
    finally:
        shutil.rmtree(root)


def play(arguments: argparse.Namespace, root: Path) -> None:
    refuse_taken(arguments.port)
    path = (arguments.movie or sample.make(TOP / "build/demo/sample.mp4")).resolve(strict=True)
    plugin = install(arguments.build.resolve(), root / "installed")
    tool = plugin.with_name("tsmp4java") / "tsmp4java.jar"
    movie = Movie.of(path, tool)
    traffic_server = Installation.below(arguments.traffic_server)
    has_mp4_so = traffic_server.has_plugin("mp4.so")
    site = SiteFolder(root, has_mp4_so)
    site.show(path, movie)
    with Origin(root, site.folder) as origin, \
            Drop(root, lambda dropped: site.show(dropped, Movie.of(dropped, tool))) as drop, \
            Proxy(root, traffic_server, rules(origin.port, drop.port, plugin, has_mp4_so), CACHE_SIZE, LOGGING,
                  RECORDS, NOT_KEPT, port=arguments.port) as proxy:
        url = f"http://127.0.0.1:{proxy.port}/"
        if arguments.check:
            check(url, site.movie_name, movie, root)
            return
        print(f"demo: open {url} in a browser; Ctrl-C ends it", flush=True)
        proxy.process.wait()
        raise RuntimeError(f"Traffic Server ended by itself:\n{proxy.output.read_text(errors='replace')[-2000:]}")


def refuse_taken(port: int) -> None:
    """Else the server that has it would be taken for ours."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as failure:
            raise RuntimeError(f"port {port} cannot be had: {failure.strerror}") from failure


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="dev/demo",
        description="Installs what is missing, builds, starts an origin and a Traffic Server on 127.0.0.1, and prints the "
                    "address of a page that plays a movie and seeks in it. Ctrl-C stops both.")
    parser.add_argument("movie", type=Path, nargs="?", metavar="FILE",
                        help="the MP4 file to play, instead of a sample that is made")
    parser.add_argument("--port", type=int, default=0, metavar="NUMBER",
                        help="of the page, instead of any that is free")
    parser.add_argument("--check", action="store_true",
                        help="play two seeks through ffprobe and ffmpeg instead of waiting, and exit with the result")
    parser.add_argument("--build", type=Path, default=TOP / "build", metavar="DIR",
                        help="a CMake build of the plugin, instead of building here")
    parser.add_argument("--traffic-server", default=os.environ.get("TS_PREFIX", ""), metavar="PREFIX",
                        help="the Traffic Server that is installed below PREFIX, instead of the one that is found")
    return parser.parse_args()


if __name__ == "__main__":
    main()
