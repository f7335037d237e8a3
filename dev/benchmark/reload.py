"""Plain requests while the Java VM starts and while the configuration is reloaded: what their clients feel of it."""
import threading
import time
from pathlib import Path

from bench import Bench
from client import Exchanging, Request, fetch
from managed import Managed
from percentiles import percentiles
from report import Column, Result

QUIET = "nothing happens"
WITHOUT = "a reload without the plugin"
VM = "a reload that brings the plugin: the Java VM starts"
WITH = "a reload with the plugin"
LEAD_SECONDS = 0.3
PATIENCE_SECONDS = 60
COLUMNS = [Column("p50", "p50 ms", 1000, WITHOUT), Column("p99", "p99 ms", 1000, WITHOUT),
           Column("p99.9", "p99.9 ms", 1000), Column("longest", "longest ms", 1000)]


def felt(bench: Bench) -> Result:
    file = bench.media.small()
    result = Result("reload", "plain requests for 4 KB, one after another on one connection; each contender is a span of "
                              f"{bench.sizes.load_seconds + LEAD_SECONDS:g} s in the life of a server", COLUMNS)
    result.contenders = [QUIET, WITHOUT, VM, WITH]
    for number in range(bench.sizes.cold_rounds):
        server = bench.lab.managed(f"managed-{number}")
        with server:
            server.serving_pid = server.find_server()
            span(bench, server, file, lambda: None)  # warms up
            result.rounds.add(QUIET, span(bench, server, file, lambda: None))
            result.rounds.add(WITHOUT, span(bench, server, file, lambda: server.take_rules(bench.lab.rules(False))))
            result.rounds.add(VM, span(bench, server, file, lambda: server.take_rules(bench.lab.rules(True))))
            wait_for_cuts(bench, server)
            # The engine warms up in the background, which belongs to the start of the Java VM.
            server.wait_until_idle()
            result.rounds.add(WITH, span(bench, server, file, lambda: server.take_rules(bench.lab.rules(True))))
    return result


def span(bench: Bench, server: Managed, file: Path, event) -> dict:
    """The latencies of requests before, while and after the event happens, which is early in the span."""
    seconds = bench.sizes.load_seconds + LEAD_SECONDS
    request = Request(server.port, f"/plugin/{file.name}").encode()
    happening = threading.Timer(LEAD_SECONDS, event)
    connection = Exchanging(server.port)
    latencies = []
    happening.start()
    try:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            connection.send(request)
            while not connection.has_head():
                connection.read_head()
            while connection.remaining:
                connection.discard()
            if connection.status != 200:
                raise RuntimeError(f"status {connection.status}")
            latencies.append(time.perf_counter() - connection.sent)
    finally:
        connection.close()
        happening.join()
    return percentiles(latencies)


def wait_for_cuts(bench: Bench, server: Managed) -> None:
    clip = bench.media.clip()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if fetch(Request(server.port, f"/plugin/{clip.name}?start=60"), 0).length < clip.stat().st_size:
            return
        time.sleep(0.05)
    raise RuntimeError(f"the plugin did not come with the reload:\n{server.diags()[-2000:]}")
