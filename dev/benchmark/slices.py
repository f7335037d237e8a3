"""A seek in a movie that the cache holds in slices, by the two rules of docs/COMBINE.md, beside one in a movie that it holds
whole."""
from collections.abc import Callable

from bench import Bench
from client import Request, fetch
from lab import CACHE_SIZE, Lab
from pairs import alternate
from proxy import Proxy
from report import Column, Result
from server import free_port
from start import until_up

START = "7100.7"
PLAIN, SLICES, WHOLE = "plain Range, slices", "tsmp4java, slices", "tsmp4java, the file whole"
COLD = "tsmp4java, slices, in no cache"
WARM_UP = 30
COLUMNS = [Column("total", "total ms", 1000, PLAIN), Column("first byte", "first byte ms", 1000, PLAIN),
           Column("origin", "origin MB", 1e-6)]


def near_the_end(bench: Bench) -> Result:
    movie = bench.media.movie_moov_first()
    cut = bench.media.cut(movie, START)
    cut.path.unlink()
    result = Result("slices", f"{movie.stat().st_size / 1e6:.0f} MB in slices of 1 MB, moov in front, start={START}: "
                              f"{cut.length / 1e6:.1f} MB", COLUMNS)
    result.contenders = [PLAIN, SLICES, WHOLE, COLD]
    with server_of(bench.lab) as server:
        until_up(server)
        for rule in ("slices", "whole"):
            for _ in range(2):
                fetch(Request(server.port, f"/{rule}/{movie.name}"))
                server.wait_until_idle()

        def asked(rule: str, folder: str = "") -> Request:
            return Request(server.port, f"/{rule}/{folder}{movie.name}?start={START}")

        plain = Request(server.port, f"/plain-slices/{movie.name}").with_range(cut.source_end - cut.length, cut.source_end)
        samples = {PLAIN: sampler(bench, lambda: (plain, ""), 206, cut.length),
                   SLICES: sampler(bench, lambda: (asked("slices"), ""), 200, cut.length),
                   WHOLE: sampler(bench, lambda: (asked("whole"), ""), 200, cut.length)}
        for _ in range(1 if bench.sizes.quick else WARM_UP):
            for sample in samples.values():
                sample()
        samples[COLD] = sampler(bench, lambda: (asked("slices", folder := bench.new_name()), folder), 200, cut.length)
        result.rounds = alternate(samples, bench.sizes.curve_rounds)
    return result


def server_of(lab: Lab) -> Proxy:
    """The second port is for the server itself."""
    inner = free_port()
    origin = f"http://127.0.0.1:{lab.origin_port}/"
    to_slices = ("@plugin=conf_remap.so @pparam=proxy.config.http.cache.http=0 "
                 "@pparam=proxy.config.http.insert_request_via_str=0")
    rules = {
        "{port}/plain-slices": f"http://127.0.0.1:{inner}/ {to_slices}",
        "{port}/slices": f"http://127.0.0.1:{inner}/ {to_slices} @plugin={lab.plugin} @pparam=--max-fills=0",
        "{port}/whole": f"{origin} @plugin={lab.plugin}",
        str(inner): f"{origin} @plugin=slice.so @plugin=cache_range_requests.so",
    }
    return Proxy(lab.root / "slices", lab.installation,
                 "".join(f"map http://127.0.0.1:{begin}/ {rest}\n" for begin, rest in rules.items()), CACHE_SIZE,
                 files={"plugin.config": "stats_over_http.so\n"},
                 records={"http.server_ports": f"{{port}}:ip-in=127.0.0.1 {inner}:ip-in=127.0.0.1"})


def sampler(bench: Bench, asked: Callable[[], tuple[Request, str]], status: int, length: int) -> Callable[[], dict]:
    """asked: a request, and what the origin calls the folder of its file."""
    def sample() -> dict:
        request, folder = asked()
        sent = sum(bench.nginx.sent(folder)) if folder else 0
        answer = fetch(request)
        if answer.status != status or answer.length != length:
            raise RuntimeError(f"{request.path}: status {answer.status}, {answer.length:,} bytes, not {length:,}")
        return {"total": answer.total_seconds, "first byte": answer.first_byte_seconds,
                "origin": sum(bench.nginx.sent(folder)) - sent if folder else 0}
    return sample
