"""What every case needs: the servers, the media, the sizes of the run, and the check that an answer is a cut at all."""
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlencode

from client import BadAnswer, Request, fetch
from lab import Lab
from media import Media
from nginx import Nginx
from proxy import Proxy
from report import Result
from server import Server

PLAIN = "plain Range"
PLAIN_UNDER_PLUGIN = "plain Range, plugin's rule"
PLUGIN = "tsmp4java"
PLUGIN_STREAM = "tsmp4java, --on-miss=stream"
OTHER_BUILD = "tsmp4java, other build"
MP4SO = "mp4.so"
NGINX = "nginx mp4"
NGINX_VOD = "nginx-vod"
FILLINGS = 3
SETTLE_SECONDS = 0.5


@dataclass(frozen=True)
class Sizes:
    quick: bool
    rounds: int
    curve_rounds: int
    load_rounds: int
    memory_rounds: int
    memory_seconds: float
    load_seconds: float
    cold_rounds: int
    cut_rounds: int

    @staticmethod
    def of(quick: bool, rounds: int | None) -> "Sizes":
        if quick:
            sizes = Sizes(True, 5, 3, 3, 1, 5, 0.5, 2, 2)
        else:
            sizes = Sizes(False, 30, 15, 15, 3, 20, 2, 7, 7)
        return replace(sizes, rounds=rounds, curve_rounds=rounds, load_rounds=rounds) if rounds else sizes


@dataclass(frozen=True)
class Bench:
    """lab: starts servers of a case's own."""
    media: Media
    nginx: Nginx
    proxy: Proxy
    sizes: Sizes
    has_other_build: bool
    lab: Lab
    names: Iterator[int] = field(default_factory=itertools.count)

    @property
    def others(self) -> list[str]:
        """Who else cuts: through this Traffic Server, or nginx by itself."""
        return [MP4SO, NGINX, *([NGINX_VOD] if self.nginx.has_vod else [])]

    def server(self, contender: str) -> Server:
        return self.nginx if contender in (NGINX, NGINX_VOD) else self.proxy

    def note_missing(self, result: Result) -> None:
        if not self.nginx.has_vod:
            result.note(f"{NGINX_VOD} is not measured: Debian has no package of it, and --nginx-vod names no build of it")

    def whole(self, file: Path, rule: str = "plain", folder: str = "") -> Request:
        return Request(self.proxy.port, f"/{rule}/{folder}{file.name}")

    def new_name(self) -> str:
        """A folder of the origin that has all files, and that no cache has seen."""
        return f"cold-{next(self.names)}/"

    def seek(self, contender: str, file: Path, start: str, folder: str = "") -> Request:
        query = "?" + urlencode({"start": start})
        if contender == NGINX:
            return Request(self.nginx.mp4_port, f"/{file.name}{query}")
        if contender == NGINX_VOD:
            return Request(self.nginx.mp4_port, f"/vod/clipFrom/{round(float(start) * 1000)}/{file.name}")
        rule = {PLUGIN: "plugin", PLUGIN_STREAM: "stream", OTHER_BUILD: "against", MP4SO: "mp4so"}[contender]
        return Request(self.proxy.port, f"/{rule}/{folder}{file.name}{query}")

    def fill_cache(self, file: Path, folder: str = "") -> None:
        """More than once where it has to be: the last of a file is written after it was sent, and a cache that has just been
        filled all round gives room once more is written."""
        for _ in range(FILLINGS):
            if self.is_cached(file, folder):
                return
            fetch(self.whole(file, folder=folder))
            time.sleep(SETTLE_SECONDS)
        if not self.is_cached(file, folder):
            raise RuntimeError(f"{file.name} did not get into Traffic Server's cache")

    def is_cached(self, file: Path, folder: str = "") -> bool:
        whole = self.whole(file, folder=folder)
        probe = Request(whole.port, whole.path, ("Cache-Control: only-if-cached",)).with_range(0, 1)
        return fetch(probe).status == 206


def reason_not_a_cut(request: Request, length: int) -> str | None:
    """Nothing where the answer is about as long as a cut has to be; contenders differ by a group of pictures."""
    try:
        answer = fetch(request, most=0)
    except (BadAnswer, OSError) as bad:
        return f"no answer: {bad}"
    if answer.status == 200 and 0.5 * length < answer.length < 1.5 * length:
        return None
    return f"answers {answer.status} with {answer.length:,} bytes where a cut has {length:,}"
