"""Edge and parent on one machine: what the first seek of a client waits for, and what the origin sends, by where the movie
is in a cache already."""
import time
from collections.abc import Callable
from pathlib import Path

from bench import Bench
from client import Request, fetch
from lab import CACHE_SIZE, Lab
from managed import metrics
from pairs import alternate
from proxy import Proxy
from report import Column, Result
from start import until_up

START = "7000"
TAKEN = 4 << 20
PATIENCE_SECONDS = 60
# What the edge calls the origin, and what its table of hosts says that is. Traffic Server asks no parent for 127.0.0.1. It
# looks the name of other addresses up before it looks into the cache, if parent.config has a rule for domains. Of a name
# without an address it asks for no parts of files.
ORIGIN, ADDRESS = "origin.example.com", "127.0.0.2"
BY_RANGE = "plugin.tsmp4java.origin_range"
METRICS_MS = 1000
ALONE, BOTH = "edge alone, in no cache", "edge and parent, in no cache"
PARENT, EDGE = "edge and parent, in the parent's cache", "edge and parent, in the edge's cache"
COLUMNS = [Column("first byte", "first byte ms", 1000, ALONE), Column("total", "total ms", 1000, ALONE),
           Column("origin", "origin MB", 1e-6)]


def first_seeks(bench: Bench) -> Result:
    movie = bench.media.movie_moov_first()
    result = Result("tiers", f"the first seek in {movie.stat().st_size / 1e6:.0f} MB, start={START}, index unknown: the "
                             f"first {TAKEN >> 20} MB of it; the bytes of the origin count until the edge has the file",
                    COLUMNS)
    result.contenders = [ALONE, BOTH, PARENT, EDGE]
    parent = parent_of(bench.lab)
    with parent, edge_of(bench.lab, "alone", None) as alone, edge_of(bench.lab, "edge", parent) as edge:
        for each in (alone, edge):
            until_up(each)
            until_by_range(bench, movie, each)
        samples = {ALONE: sampler(bench, movie, alone, []), BOTH: sampler(bench, movie, edge, []),
                   PARENT: sampler(bench, movie, edge, [parent]), EDGE: sampler(bench, movie, edge, [edge])}
        for sample in samples.values():
            sample()
        result.rounds = alternate(samples, bench.sizes.cold_rounds)
    return result


def parent_of(lab: Lab) -> Proxy:
    """Asked by its own name, or by the origin's as a proxy."""
    rules = "".join(f"map http://{name}/ http://127.0.0.1:{lab.origin_port}/\n"
                    for name in ("127.0.0.1:{port}", f"{ORIGIN}:{lab.origin_port}"))
    return Proxy(lab.root / "parent", lab.installation, rules, CACHE_SIZE)


def edge_of(lab: Lab, name: str, parent: Proxy | None) -> Proxy:
    root = lab.root / name
    rules = lab.rules(True)
    records = {"raw_stat_sync_interval_ms": METRICS_MS}
    files = {"plugin.config": "stats_over_http.so\n"}
    if parent:
        files["parent.config"] = f'dest_domain=. parent="127.0.0.1:{parent.port}" go_direct=false\n'
        files["hosts"] = f"{ADDRESS} {ORIGIN}\n"
        records |= {"http.parent_proxy.self_detect": 0, "hostdb.host_file.path": f"{root}/proxy/etc/hosts"}
        rules = rules.replace(f" http://127.0.0.1:{lab.origin_port}/", f" http://{ORIGIN}:{lab.origin_port}/")
    return Proxy(root, lab.installation, rules, CACHE_SIZE, files=files, records=records)


def until_by_range(bench: Bench, movie: Path, edge: Proxy) -> None:
    """The table of hosts is read some time after the start."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    before = by_range(edge)
    while by_range(edge) == before:
        if time.monotonic() > deadline:
            raise RuntimeError(f"the edge does not know the address of {ORIGIN}")
        fetch(Request(edge.port, f"/plugin/{bench.new_name()}{movie.name}?start={START}"), TAKEN)
        edge.wait_until_idle()


def by_range(edge: Proxy) -> int:
    """Cuts up to now."""
    time.sleep(2 * METRICS_MS / 1000)
    return metrics(edge.port)[BY_RANGE]


def sampler(bench: Bench, movie: Path, edge: Proxy, filled: list[Proxy]) -> Callable[[], dict]:
    """Each time under another name, and once what comes into the caches behind the answer has come. filled: who has the
    file before."""
    size = movie.stat().st_size

    def sample() -> dict:
        folder = bench.new_name()
        for server in filled:
            fetch(Request(server.port, f"/{'plain/' if server is edge else ''}{folder}{movie.name}"))
            time.sleep(0.5)
        sent, cuts = sum(bench.nginx.sent(folder)), by_range(edge)
        answer = fetch(Request(edge.port, f"/plugin/{folder}{movie.name}?start={START}"), TAKEN)
        if answer.status != 200 or answer.length > size / 2:
            raise RuntimeError(f"status {answer.status}, {answer.length:,} bytes")
        wait_until_kept(edge, f"/plain/{folder}{movie.name}")
        edge.wait_until_idle()
        if by_range(edge) - cuts != (edge not in filled):
            raise RuntimeError(f"{folder}: the seek was not answered by the path that is measured")
        return {"first byte": answer.first_byte_seconds, "total": answer.total_seconds,
                "origin": sum(bench.nginx.sent(folder)) - sent}
    return sample


def wait_until_kept(edge: Proxy, path: str) -> None:
    probe = Request(edge.port, path, ("Cache-Control: only-if-cached",)).with_range(0, 1)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while fetch(probe).status != 206:
        if time.monotonic() > deadline:
            raise RuntimeError(f"{path}: the file did not come into the edge's cache")
        time.sleep(0.1)
