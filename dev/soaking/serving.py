"""The Traffic Server under load: one whose configuration can be reloaded, and that says how it fares."""
import json
import os
import re
import subprocess
import time
import urllib.request
from pathlib import Path

from installation import Installation
from proxy import Proxy

MB = 1 << 20
RAM_CACHE = 64 * MB
# Small, so that indexes are soon forgotten for others.
BUDGET = "16M"
PATIENCE_SECONDS = 60


def rules(origin_port: int, plugin: Path, fills: int) -> str:
    """{port} stands for the port of that server."""
    return (f"map http://127.0.0.1:{{port}}/ http://127.0.0.1:{origin_port}/ @plugin={plugin} "
            f"@pparam=--index-budget={BUDGET} @pparam=--max-fills={fills}\n")


class Serving(Proxy):
    """9.2 reloads its configuration by its manager alone."""

    def __init__(self, root: Path, installation: Installation, origin_port: int, plugin: Path, cache_size: str):
        self.installation = installation
        self.origin_port = origin_port
        self.plugin = plugin
        self.serving_pid = 0
        has_manager = int(installation.version.partition(".")[0]) < 10
        super().__init__(root, installation, rules(origin_port, plugin, 4), cache_size,
                         records={"cache.ram_cache.size": RAM_CACHE},
                         files={"plugin.config": "stats_over_http.so\n"},
                         program="traffic_manager" if has_manager else "traffic_server")

    @property
    def pid(self) -> int:
        return self.serving_pid or self.process.pid

    def find_server(self) -> int:
        """0 = there is none now."""
        pids = [self.process.pid, *_children(self.process.pid)]
        return next((pid for pid in pids if _program(pid) == "traffic_server"), 0)

    def ready(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            self.serving_pid = self.find_server()
            try:
                if self.serving_pid and self.metrics().get("plugin.tsmp4java.engine_up") == 1:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise RuntimeError(f"Traffic Server did not become ready:\n{self.diags()[-2000:]}")

    def stop(self) -> None:
        super().stop()
        # What its manager left behind.
        if self.serving_pid and _program(self.serving_pid) == "traffic_server":
            os.kill(self.serving_pid, 9)

    def reload(self, fills: int) -> None:
        """The answer is in diags.log, a while later."""
        path = self.home / "etc/remap.config"
        path.write_text(rules(self.origin_port, self.plugin, fills).format(port=self.port))
        subprocess.run([self.installation.program("traffic_ctl"), f"--run-root={self.home}", "config", "reload"],
                       check=True, capture_output=True)

    def metrics(self) -> dict:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/_stats", timeout=30) as answer:
            values = json.load(answer)["global"]
        return {name: int(value) for name, value in values.items() if re.fullmatch(r"-?\d+", str(value))}

    def diags(self) -> str:
        path = self.home / "log/diags.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def crash_files(self) -> list[str]:
        return [path.name for path in self.home.rglob("*hs_err*")]


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _program(pid: int) -> str:
    try:
        return Path(os.readlink(f"/proc/{pid}/exe")).name
    except OSError:
        return ""
