"""dev/demo, once everything is installed and built."""
import argparse
import functools
import http.server
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.append(str(TOP / "dev/benchmark"))

import sample
from check import check
from installation import Installation
from proxy import Proxy, install

CACHE_SIZE = "128M"
NOT_CACHED = "@plugin=conf_remap.so @pparam=proxy.config.http.cache.http=0"

# The page reads it.
LOGGING = """
logging:
  filters:
    - name: video
      action: accept
      condition: cqup CONTAIN sample.mp4
  formats:
    - name: seeks
      format: '{"at": %<cqtq>, "url": "%<cquuc>", "status": %<pssc>, "bytes": %<pscl>, "ms": %<ttms>, "cache": "%<crc>"}'
  logs:
    - filename: seeks
      format: seeks
      filters: [video]
"""


def main() -> None:
    arguments = parse()
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, lambda number, _: sys.exit(128 + number))
    video = sample.make(TOP / "build/demo/sample.mp4")
    root = Path(tempfile.mkdtemp(prefix="tsmp4java-demo."))
    root.chmod(0o755)
    try:
        plugin = install(arguments.build.resolve(), root / "installed")
        with origin(site(root, video)) as port, \
                Proxy(root, Installation.below(arguments.traffic_server), rules(port, plugin), CACHE_SIZE,
                      LOGGING) as proxy:
            url = f"http://127.0.0.1:{proxy.port}/"
            if arguments.check:
                check(f"{url}sample.mp4", video, root)
                return
            print(f"demo: open {url} in a browser; Ctrl-C ends it", flush=True)
            proxy.process.wait()
            raise RuntimeError(f"Traffic Server ended by itself:\n{proxy.output.read_text(errors='replace')[-2000:]}")
    except KeyboardInterrupt:
        sys.exit(130)
    except (RuntimeError, OSError, subprocess.CalledProcessError) as failure:
        sys.exit(f"demo: {failure}")
    finally:
        shutil.rmtree(root)


def site(root: Path, video: Path) -> Path:
    folder = root / "site"
    folder.mkdir()
    (folder / "index.html").symlink_to(TOP / "dev/demonstration/page.html")
    (folder / "sample.mp4").symlink_to(video)
    (folder / "seeks.log").symlink_to(root / "proxy/log/seeks.log")
    return folder


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_) -> None:
        """Not a line for each request."""

    def copyfile(self, source, outputfile) -> None:
        """Traffic Server leaves an answer when it has seen enough of it."""
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)


@contextmanager
def origin(folder: Path):
    """Its port."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


def rules(origin_port: int, plugin: Path) -> str:
    """{port} stands for the port of the Traffic Server."""
    plugins = {"seeks.log": NOT_CACHED, "sample.mp4": f"@plugin={plugin}", "": NOT_CACHED}
    return "".join(f"map http://127.0.0.1:{{port}}/{path} http://127.0.0.1:{origin_port}/{path} {words}\n"
                   for path, words in plugins.items())


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="dev/demo",
        description="Installs what is missing, builds, makes a sample video, starts an origin and a Traffic Server on "
                    "free ports of 127.0.0.1, and prints the address of a page with a player and seek buttons. Ctrl-C "
                    "stops both.")
    parser.add_argument("--check", action="store_true",
                        help="play two seeks through ffprobe and ffmpeg instead of waiting, and exit with the result")
    parser.add_argument("--build", type=Path, default=TOP / "build", metavar="DIR",
                        help="a CMake build of the plugin, instead of building here")
    parser.add_argument("--traffic-server", default=os.environ.get("TS_PREFIX", ""), metavar="PREFIX",
                        help="the Traffic Server that is installed below PREFIX, instead of the one that is found")
    return parser.parse_args()


if __name__ == "__main__":
    main()
