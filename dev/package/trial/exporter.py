"""Debian's exporter, installed and started by the lines of docs/monitoring, in a root that has the sources."""
import urllib.request
from pathlib import Path

import page
from root import Root
from server import Server, free_port
from steps import TIMEOUT_SECONDS, say

PAGE = Path(__file__).resolve().parents[3] / "docs/monitoring/README.md"
# Of Traffic Server, as the page has it.
ADDRESS = "127.0.0.1:8080"


class Exporter(Server):
    def __init__(self, root: Root, tree: str, server_port: int):
        *lines, last = page.commands(PAGE, "Prometheus and Grafana")
        for line in lines:
            root.type(line, tree)
            say(line)
        if ADDRESS not in last:
            raise RuntimeError(f"{last} does not ask {ADDRESS}")
        port = free_port()
        here = last.replace(ADDRESS, f"127.0.0.1:{server_port}")
        super().__init__("exporter", root.command("sh", "-ec", f"cd {tree}; exec {here} --addr 127.0.0.1 --port {port}"),
                         root.folder.with_suffix(".exporter.out"), port)
        self.line = last

    def metrics(self) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=TIMEOUT_SECONDS) as answer:
            return answer.read().decode()
