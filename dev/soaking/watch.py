"""How the process fares, taken every few seconds."""
import csv
import os
import re
import subprocess
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from serving import MB, Serving
from tally import Tally, Times

GENERATIONS = re.compile(r"^ *(?:def new|tenured|DefNew|Tenured|garbage-first)\D*total (\d+)K, used (\d+)K", re.MULTILINE)
METASPACE = re.compile(r"Metaspace +used (\d+)K")
MS = 1000


@dataclass(frozen=True)
class Sample:
    """Memory in MB, times in ms."""
    seconds: float
    requests: int
    errors: int
    rss: float
    ram_cache: float
    rss_less_ram_cache: float
    heap: float
    metaspace: float
    fds: int
    threads: int
    seeks: int
    indexes: int
    wraps: int  # how often the cache has come round
    seek_p50: float | None
    seek_p99: float | None
    plain_p50: float | None
    plain_p99: float | None

    def line(self, requests_per_second: float) -> str:
        def ms(value: float | None) -> str:
            return "-" if value is None else f"{value:.0f}"

        return (f"{int(self.seconds) // 60:3d}:{int(self.seconds) % 60:02d}  {self.requests:7d} requests "
                f"{requests_per_second:4.0f}/s  errors {self.errors}  rss-ram {self.rss_less_ram_cache:.0f} MB  "
                f"ram {self.ram_cache:.0f}  heap {self.heap:.1f}  meta {self.metaspace:.1f}  fds {self.fds}  "
                f"threads {self.threads}  first byte ms p50/p99: seek {ms(self.seek_p50)}/{ms(self.seek_p99)} "
                f"plain {ms(self.plain_p50)}/{ms(self.plain_p99)}")


class Watch:
    """Samples of one process, which are kept, and go to a file as they come."""

    def __init__(self, serving: Serving, tally: Tally, path: Path, begin: float):
        self.serving = serving
        self.tally = tally
        self.begin = begin
        self.samples: list[Sample] = []
        self.file = path.open("w", newline="")
        self.rows = csv.writer(self.file)
        self.rows.writerow([field.name for field in fields(Sample)])

    def take(self) -> Sample:
        pid = self.serving.pid
        metrics = self.serving.metrics()
        rss = self.serving.resident_bytes() / MB
        ram_cache = metrics["proxy.process.cache.ram_cache.bytes_used"] / MB
        heap, metaspace = _virtual_machine(pid)
        window = self.tally.take_window()
        sample = Sample(time.monotonic() - self.begin, self.tally.requests, self.tally.errors, rss, ram_cache,
                        rss - ram_cache, heap, metaspace, len(os.listdir(f"/proc/{pid}/fd")),
                        len(os.listdir(f"/proc/{pid}/task")), metrics["plugin.tsmp4java.seeks"],
                        metrics["plugin.tsmp4java.indexes"], metrics["proxy.process.cache.wrap_count"],
                        *_milliseconds(window["seek"]), *_milliseconds(window["plain"]))
        self.rows.writerow(asdict(sample).values())
        self.file.flush()
        speed = 0.0
        if self.samples:
            last = self.samples[-1]
            speed = (sample.requests - last.requests) / (sample.seconds - last.seconds)
        self.samples.append(sample)
        print(sample.line(speed), flush=True)
        return sample

    def close(self) -> None:
        self.file.close()


def _milliseconds(times: Times) -> list[float | None]:
    found = [times.percentile(percent) for percent in (50, 99)]
    return [value and value * MS for value in found]


def _virtual_machine(pid: int) -> tuple[float, float]:
    """What its heap and its metaspace hold, in MB, as jcmd says."""
    said = subprocess.run(["jcmd", str(pid), "GC.heap_info"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=60).stdout
    heap = sum(int(used) for _, used in GENERATIONS.findall(said))
    metaspace = METASPACE.search(said)
    if not heap or not metaspace:
        raise RuntimeError(f"jcmd says nothing of heap or metaspace:\n{said}")
    return heap / 1024, int(metaspace[1]) / 1024
