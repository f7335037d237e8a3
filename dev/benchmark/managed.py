"""A Traffic Server whose configuration can be reloaded, and that says how it fares."""
import json
import os
import re
import subprocess
import urllib.request
from pathlib import Path

from installation import Installation
from proxy import Proxy


class Managed(Proxy):
    """9.2 reloads its configuration by its manager alone, whose child the server is then."""

    def __init__(self, root: Path, installation: Installation, rules: str, cache_size: str, records: dict | None = None):
        self.installation = installation
        self.serving_pid = 0
        has_manager = int(installation.version.partition(".")[0]) < 10
        super().__init__(root, installation, rules, cache_size, records=records,
                         files={"plugin.config": "stats_over_http.so\n"},
                         program="traffic_manager" if has_manager else "traffic_server")

    @property
    def pid(self) -> int:
        return self.serving_pid or self.process.pid

    def find_server(self) -> int:
        """0 = there is none now."""
        pids = [self.process.pid, *_children(self.process.pid)]
        return next((pid for pid in pids if _program(pid) == "traffic_server"), 0)

    def stop(self) -> None:
        super().stop()
        # What its manager left behind.
        if self.serving_pid and _program(self.serving_pid) == "traffic_server":
            os.kill(self.serving_pid, 9)

    def take_rules(self, rules: str) -> None:
        """By a reload. The answer is in diags.log, a while later."""
        (self.home / "etc/remap.config").write_text(rules.format(port=self.port))
        subprocess.run([self.installation.program("traffic_ctl"), f"--run-root={self.home}", "config", "reload"],
                       check=True, capture_output=True)

    def metrics(self) -> dict:
        return metrics(self.port)

    def diags(self) -> str:
        path = self.home / "log/diags.log"
        return path.read_text(errors="replace") if path.exists() else ""


def metrics(port: int) -> dict:
    """By stats_over_http."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stats", timeout=30) as answer:
        values = json.load(answer)["global"]
    return {name: int(value) for name, value in values.items() if re.fullmatch(r"-?\d+", str(value))}


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
