"""Requests per second: random seeks into a clip from 16 connections, and plain requests, which the plugin must not
slow."""
import random
import re
import subprocess
from collections.abc import Callable

from bench import MP4SO, NGINX, PLAIN, PLAIN_UNDER_PLUGIN, PLUGIN, Bench, reason_not_a_cut
from client import Request, crowd, fetch
from pairs import alternate
from report import Column, Result, Target

CONNECTIONS = 16
CLIP_SECONDS = 120
WITHOUT, WITH, WITH_OTHER = "rule without the plugin", "rule with the plugin", "rule with its other build"


def clip(bench: Bench) -> Result:
    file = bench.media.clip()
    bench.fill_cache(file)
    draw = random.Random(1)
    starts = [f"{draw.uniform(1, CLIP_SECONDS - 1):.2f}" for _ in range(64)]
    columns = [Column("requests/s", "requests/s", 1, PLAIN), Column("cpu", "CPU ms/request", 1000, PLAIN)]
    result = Result("clip", f"{file.stat().st_size / 1e6:.1f} MB, {len(starts)} random starts, "
                            f"{CONNECTIONS} connections", columns)
    size = file.stat().st_size
    for name in (PLUGIN, MP4SO, NGINX):
        if reason := reason_not_a_cut(bench.seek(name, file, str(CLIP_SECONDS // 2)), size // 2):
            raise RuntimeError(f"{name} {reason}")
    lengths = {start: fetch(bench.seek(PLUGIN, file, start)).length for start in starts}
    requests = {name: [bench.whole(file, rule).with_range(size - lengths[start], size) for start in starts]
                for name, rule in ((PLAIN, "plain"), (PLAIN_UNDER_PLUGIN, "plugin"))}
    for name in (PLUGIN, MP4SO, NGINX):
        requests[name] = [bench.seek(name, file, start) for start in starts]
    samples = {}
    for name, wanted in requests.items():
        server = bench.nginx if name == NGINX else bench.proxy
        samples[name] = crowd_sampler(server, wanted, bench.sizes.load_seconds / 2)
    result.contenders = list(samples)
    result.rounds = alternate(samples, bench.sizes.rounds)
    against_plain, against_mp4so = (result.rounds.ratio(PLUGIN, other, "requests/s") for other in (PLAIN, MP4SO))
    result.targets = [
        Target(f"{PLUGIN} / {PLAIN}, requests/s", 0.95, True, against_plain),
        Target(f"{PLUGIN} / {MP4SO}, requests/s", 1.3, True, against_mp4so),
    ]
    return result


def crowd_sampler(server, requests: list, seconds: float) -> Callable[[], dict]:
    """Whole passes over the same requests, at least so many seconds long."""
    passes = max(1, round(seconds / crowd(requests, CONNECTIONS)))

    def sample() -> dict:
        cpu = server.cpu_seconds()
        wanted = requests * passes
        took = crowd(wanted, CONNECTIONS)
        return {"requests/s": len(wanted) / took, "cpu": (server.cpu_seconds() - cpu) / len(wanted)}
    return sample


def plain(bench: Bench) -> Result:
    """A path that is media, without a start: what most requests to a video site's proxy look like."""
    file = bench.media.small()
    rules = {WITHOUT: "plain", WITH: "plugin"} | ({WITH_OTHER: "against"} if bench.has_other_build else {})
    for rule in rules.values():
        fetch(bench.whole(file, rule))
    columns = [Column("requests/s", "requests/s", 1, WITHOUT), Column("cpu", "CPU us/request", 1e6, WITHOUT)]
    counts = can_count_instructions()
    if counts:
        columns.append(Column("instructions", "instructions/request", 1, WITHOUT))
    result = Result("plain", f"plain requests for 4 KB, {CONNECTIONS} connections", columns)
    if not counts:
        result.notes.append("instructions are not counted: perf stat finds no counter on this machine, or may not "
                            "read it (kernel.perf_event_paranoid); CPU time stands in")
    result.contenders = list(rules)
    samples = {name: wrk_sampler(bench, bench.whole(file, rule), counts) for name, rule in rules.items()}
    for sample in samples.values():
        sample()
    result.rounds = alternate(samples, bench.sizes.rounds)
    result.compare(WITH, WITH_OTHER, ("requests/s", "cpu"))
    speed = result.rounds.ratio(WITH, WITHOUT, "requests/s")
    result.targets = [Target(f"{WITH} / without, requests/s", 0.97, True, speed, strict=True)]
    return result


def wrk_sampler(bench: Bench, request: Request, counts: bool) -> Callable[[], dict]:
    url = f"http://127.0.0.1:{request.port}{request.path}"
    duration = f"{max(1, round(bench.sizes.load_seconds))}s"
    wrk = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{duration}", url]
    perf = ["perf", "stat", "-x,", "-e", "instructions", "-p", str(bench.proxy.process.pid), "--"] if counts else []

    def sample() -> dict:
        cpu = bench.proxy.cpu_seconds()
        said = subprocess.run(perf + wrk, check=True, capture_output=True, text=True)
        cpu = bench.proxy.cpu_seconds() - cpu
        if "Non-2xx" in said.stdout or "Socket errors" in said.stdout:
            raise RuntimeError(said.stdout)
        requests = int(re.search(r"(\d+) requests in", said.stdout)[1])
        speed = float(re.search(r"Requests/sec: +([\d.]+)", said.stdout)[1])
        counted = {"instructions": int(said.stderr.split(",")[0]) / requests} if counts else {}
        return {"requests/s": speed, "cpu": cpu / requests, **counted}
    return sample


def can_count_instructions() -> bool:
    try:
        said = subprocess.run(["perf", "stat", "-x,", "-e", "instructions", "true"], capture_output=True, text=True)
    except OSError:
        return False
    return said.returncode == 0 and said.stderr.split(",")[0].isdigit()
