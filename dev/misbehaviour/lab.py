"""The Traffic Server that is tried, with the plugin or with mp4.so, and what every run needs of it."""
import asyncio
import contextlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from exchange import Ask
from http1 import Http1
from http2 import Http2
from installation import Installation
from movies import START, Movie, cut_of
from origin import Origin
from proxy import Proxy
from server import free_port

# Longer than all of the server's timeouts together: what takes longer hangs.
HANG_SECONDS = 120
ANSWER_SECONDS = 10
# A server that is about to end writes down first what it ended of.
ENDING_SECONDS = 30
# What has become of one that serves no more: it ended by itself; it answers nobody, and is ended.
CRASH, FREEZE = "crash", "freeze"
RECORDS = {
    "http.connect_attempts_max_retries": 0, "http.down_server.cache_time": 0,
    "http.keep_alive_no_activity_timeout_in": 30, "exec_thread.autoconfig": 0, "exec_thread.limit": 2,
    "http.number_of_redirections": 0, "http2.no_activity_timeout_in": 30,
}
# For the modes that are silent, instead of the 30 s that leave a busy machine its time.
QUICK = {
    "http.transaction_no_activity_timeout_in": 6, "http.transaction_no_activity_timeout_out": 4,
    "http.connect_attempts_timeout": 4,
}


class Lab:
    """origin: of the well-behaved files. Each case has an origin, and an address below 127.0.0.0/8, of its own, so that
    no connection is shared between cases."""

    def __init__(self, root: Path, installation: Installation, movies: dict[str, Movie], rule: Callable[[str], str],
                 name: str, jar: Path):
        self.name = name
        self.jar = jar
        self.movies = movies
        self.origin_port, self.tls_port = free_port(), free_port()
        self.origin = Origin(movies)
        self.rule = rule
        self.root = root / name
        self.root.mkdir()
        self.root.chmod(0o755)
        _make_certificate(self.root)
        self.proxy = Proxy(self.root, installation, "".join(self._rules()), "6G", records=RECORDS | {
            "http.server_ports": f"{{port}}:ip-in=127.0.0.1 {self.tls_port}:ssl:ip-in=127.0.0.1",
            "ssl.server.cert.path": str(self.root), "ssl.server.private_key.path": str(self.root),
        }, files={"plugin.config": "stats_over_http.so\n",
                  "ssl_multicert.config": "dest_ip=* ssl_cert_name=localhost.pem ssl_key_name=localhost.key\n"})
        # How each one that was served by ended, before the one that serves now.
        self.ends: list[str] = []
        self.last_words = ""
        self.serial = 0
        self.reviving = asyncio.Lock()
        self.is_closed = False

    def _rules(self):
        """A case's address stands in the host's name, behind the words for its rule; clean: what is well-behaved."""
        quick = " ".join(["@plugin=conf_remap.so",
                          *(f"@pparam=proxy.config.{name}={value}" for name, value in QUICK.items())])
        for scheme, port in (("http", "{port}"), ("https", str(self.tls_port))):
            for how in ("", "stream"):
                for prefix, timeouts in (("cut", ""), ("quick", quick)):
                    yield (f"regex_map {scheme}://{prefix}{how}-([0-9]+)-([0-9]+).test:{port}/ "
                           f"http://127.1.$1.$2:{self.origin_port}/ {timeouts} {self.rule(how)}\n")
            yield f"map {scheme}://clean.test:{port}/ http://127.1.0.1:{self.origin_port}/ {self.rule('')}\n"

    async def __aenter__(self):
        await self.origin.listen("127.1.0.1", self.origin_port)
        self.proxy.__enter__()
        self.is_closed = False
        return self

    async def __aexit__(self, *_):
        self.is_closed = True
        self.proxy.stop()
        self.origin.close()

    def next_address(self) -> tuple[str, str]:
        """Of the next case: its origin's, and how a client names it."""
        self.serial += 1
        high, low = 1 + self.serial // 250, 1 + self.serial % 250
        return f"127.1.{high}.{low}", f"{high}-{low}"

    def client(self, protocol: str, window: int = 0, flood: str = ""):
        if protocol == "h1":
            return Http1(self.proxy.port)
        return Http2(self.tls_port, **({"window": window} if window else {}), flood=flood)

    def host(self, name: str, protocol: str) -> str:
        return f"{name}.test:{self.proxy.port if protocol == 'h1' else self.tls_port}"

    @property
    def generation(self) -> int:
        return len(self.ends)

    def is_alive(self) -> bool:
        return self.proxy.process.poll() is None

    async def _answers(self) -> bool:
        """A server that is about to end does not."""
        client = self.client("h1")
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                return (await client.ask(Ask(self.host("clean", "h1"), "/small"))).status == 200
        except TimeoutError:
            return False
        finally:
            await client.close()

    async def revive(self, generation: int, is_doubtful: bool) -> str:
        """What has become of the server of that generation: nothing, CRASH or FREEZE. Whoever sees it first starts
        another."""
        async with self.reviving:
            if generation == self.generation and not self.is_closed and (end := await self._end(is_doubtful)):
                self.ends.append(end)
                self.last_words = self.proxy.output.read_text(errors="replace")[-1500:]
                await asyncio.to_thread(self.proxy.restart)
        return self.ends[generation] if generation < self.generation else ""

    async def _end(self, is_doubtful: bool) -> str:
        if is_doubtful and self.is_alive() and not await self._answers():
            with contextlib.suppress(subprocess.TimeoutExpired):
                await asyncio.to_thread(self.proxy.process.wait, ENDING_SECONDS)
            if self.is_alive() and not await self._answers():
                await asyncio.to_thread(self.proxy.kill)
                return FREEZE
        return "" if self.is_alive() else CRASH

    async def cut_of(self, file: bytes) -> bytes:
        """What the engine makes of it without a server; nothing where it makes none."""
        return await asyncio.to_thread(cut_of, file, self.root, self.jar)

    def said_of(self, address: str) -> str:
        """What the log says of the URLs of that origin, last."""
        log = self.proxy.home / "log/diags.log"
        lines = [line for line in log.read_text(errors="replace").splitlines() if f"//{address}:" in line]
        return lines[-1].partition(f"//{address}:")[2] if lines else ""

    async def warm_up(self) -> None:
        """The first seeks pay for a Java VM that has run none of its code yet."""
        for movie in self.movies.values():
            await self.own_cut("warm", movie)

    async def own_cut(self, folder: str, movie: Movie) -> bytes:
        """What the plugin that is tried makes of a well-behaved file that is in the cache."""
        client = self.client("h1")
        try:
            host = self.host("clean", "h1")
            await client.ask(Ask(host, f"/{folder}/{movie.name}"))
            return (await client.ask(Ask(host, f"/{folder}/{movie.name}?start={START}"))).body
        finally:
            await client.close()

    async def metrics(self) -> dict[str, int]:
        client = Http1(self.proxy.port)
        try:
            body = (await client.ask(Ask(self.host("clean", "h1"), "/_stats"))).body
        finally:
            await client.close()
        return {name: int(value) for name, value in json.loads(body)["global"].items() if str(value).isdigit()}

    async def settled_metrics(self) -> dict[str, int]:
        """Once the transactions that are over are counted, and those that go on have ended, as far as they do in a time
        that is longer than all of the server's."""
        first = (await self.metrics())["proxy.process.http.incoming_requests"]
        for _ in range(HANG_SECONDS * 2):
            metrics = await self.metrics()
            if metrics["proxy.process.http.incoming_requests"] > first + 1 \
                    and not metrics.get("plugin.tsmp4java.seeks", 0):
                break
            await asyncio.sleep(0.5)
        return metrics


def _make_certificate(folder: Path) -> None:
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-keyout", folder / "localhost.key", "-out", folder / "localhost.pem"],
                   check=True, stderr=subprocess.DEVNULL)
    for name in ("localhost.key", "localhost.pem"):
        (folder / name).chmod(0o644)
