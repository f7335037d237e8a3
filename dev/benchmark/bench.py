"""What every case needs: the servers, the media, the sizes of the run, and the check that an answer is a cut at all."""
import time
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

from client import BadAnswer, Request, fetch
from media import Media
from nginx import Nginx
from proxy import Proxy

PLAIN = "plain Range"
PLAIN_UNDER_PLUGIN = "plain Range, plugin's rule"
PLUGIN = "tsmp4java"
PLUGIN_STREAM = "tsmp4java, --on-miss=stream"
OTHER_BUILD = "tsmp4java, other build"
MP4SO = "mp4.so"
NGINX = "nginx mp4"
FILLINGS = 3
SETTLE_SECONDS = 0.5


@dataclass(frozen=True)
class Sizes:
    rounds: int
    memory_rounds: int
    memory_seconds: float
    load_seconds: float
    cold_rounds: int

    @staticmethod
    def of(quick: bool, rounds: int | None) -> "Sizes":
        sizes = Sizes(5, 1, 5, 0.5, 2) if quick else Sizes(30, 3, 20, 2, 7)
        return replace(sizes, rounds=rounds) if rounds else sizes


@dataclass(frozen=True)
class Bench:
    media: Media
    nginx: Nginx
    proxy: Proxy
    sizes: Sizes
    has_other_build: bool

    def whole(self, file: Path, rule: str = "plain") -> Request:
        return Request(self.proxy.port, f"/{rule}/{file.name}")

    def seek(self, contender: str, file: Path, start: str, folder: str = "") -> Request:
        query = "?" + urlencode({"start": start})
        if contender == NGINX:
            return Request(self.nginx.mp4_port, f"/{file.name}{query}")
        rule = {PLUGIN: "plugin", PLUGIN_STREAM: "stream", OTHER_BUILD: "against", MP4SO: "mp4so"}[contender]
        return Request(self.proxy.port, f"/{rule}/{folder}{file.name}{query}")

    def fill_cache(self, file: Path) -> None:
        """More than once where it has to be: the last of a file is written after it was sent, and a cache that has just been
        filled all round gives room once more is written."""
        for _ in range(FILLINGS):
            if self.is_cached(file):
                return
            fetch(self.whole(file))
            time.sleep(SETTLE_SECONDS)
        if not self.is_cached(file):
            raise RuntimeError(f"{file.name} did not get into Traffic Server's cache")

    def is_cached(self, file: Path) -> bool:
        whole = self.whole(file)
        probe = Request(whole.port, whole.path, ("Cache-Control: only-if-cached",)).with_range(0, 1)
        return fetch(probe).status == 206


def reason_not_a_cut(request: Request, length: int) -> str | None:
    """Nothing where the answer is about as long as a cut has to be; contenders differ by a group of pictures."""
    try:
        answer = fetch(request, take_body=False)
    except (BadAnswer, OSError) as bad:
        return f"no answer: {bad}"
    if answer.status == 200 and 0.5 * length < answer.length < 1.5 * length:
        return None
    return f"answers {answer.status} with {answer.length:,} bytes where a cut has {length:,}"
