"""A path that is media, without a start: what most requests to a video site's proxy look like. The plugin must not slow
them."""
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from bench import Bench
from client import Request, fetch
from counter import NOTE, Counter, can_count
from goal import Comparison, Goal
from load import AXIS, CONNECTIONS
from pairs import Point, alternate
from report import Column, Result

WITHOUT, WITH, WITH_OTHER = "rule without the plugin", "rule with the plugin", "rule with its other build"
SCRIPT = Path(__file__).with_name("wrk.lua")
LATENCIES = ("p50", "p99", "p99.9")


def through_a_rule(bench: Bench) -> Result:
    file = bench.media.small()
    rules = {WITHOUT: "plain", WITH: "plugin"} | ({WITH_OTHER: "against"} if bench.has_other_build else {})
    for rule in rules.values():
        fetch(bench.whole(file, rule))
    columns = [Column("requests/s", "requests/s", 1, WITHOUT),
               *(Column(name, f"{name} ms", 1000) for name in LATENCIES),
               Column("cpu", "CPU us/request", 1e6, WITHOUT)]
    if can_count():
        columns.append(Column("instructions", "instructions/request", 1, WITHOUT))
    result = Result("plain", "plain requests for 4 KB, by wrk, keep-alive", columns, AXIS, contenders=list(rules))
    samples = {Point(name, number): sampler(bench, bench.whole(file, rule), number)
               for name, rule in rules.items() for number in CONNECTIONS}
    for sample in samples.values():
        sample()
    result.rounds = alternate(samples, bench.sizes.rounds)
    for number in CONNECTIONS:
        with_it, without, other = (Point(name, number) for name in (WITH, WITHOUT, WITH_OTHER))
        speed = result.rounds.ratio(with_it, without, "requests/s")
        result.goals.append(Goal(f"{WITH} / without, requests/s at {number}", 0.99, True, speed, strict=True))
        instructions = result.rounds.ratio(with_it, without, "instructions") if can_count() else None
        result.goals.append(Goal(f"{WITH} / without, instructions at {number}", 1.01, False, instructions))
        if beside_other := result.rounds.ratio(with_it, other, "requests/s"):
            result.comparisons.append(Comparison(f"{WITH} / {WITH_OTHER}, requests/s at {number}", beside_other))
    if not can_count():
        result.note(NOTE)
    return result


def sampler(bench: Bench, request: Request, connections: int) -> Callable[[], dict]:
    url = f"http://127.0.0.1:{request.port}{request.path}"
    duration = f"{max(1, round(bench.sizes.load_seconds / 2))}s"
    wrk = ["wrk", "-t1", f"-c{connections}", f"-d{duration}", "-s", SCRIPT, url]

    def sample() -> dict:
        with Counter(bench.proxy.pid) as counter:
            cpu = bench.proxy.cpu_seconds()
            said = subprocess.run(wrk, check=True, capture_output=True, text=True).stdout
            cpu = bench.proxy.cpu_seconds() - cpu
        if "Non-2xx" in said or "Socket errors" in said:
            raise RuntimeError(said)
        counted = {name: float(value) for name, value in re.findall(r"^counted (\S+) (\S+)$", said, re.MULTILINE)}
        requests = counted.pop("requests")
        return {"requests/s": requests / counted.pop("seconds"), "cpu": cpu / requests, **counted, **counter.each(requests)}
    return sample
