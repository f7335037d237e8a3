"""Servers of a case's own, beside the one that all share: to be started, ended and reloaded."""
from dataclasses import dataclass
from pathlib import Path

from installation import Installation
from managed import Managed
from proxy import Proxy

CACHE_SIZE = "3G"
# Often enough that a server that is ended finds its files again; in seconds.
SYNC_SECONDS = 1


@dataclass(frozen=True)
class Lab:
    root: Path
    installation: Installation
    origin_port: int
    plugin: Path

    def rules(self, has_plugin: bool, more: str = "") -> str:
        """{port} stands for the port of the server. The same rules; two of them have the plugin, or none. more: words
        for the plugin."""
        words = f"@plugin={self.plugin} {more}" if has_plugin else ""
        rules = {"plain": "", "plugin": words, "no-fills": words and f"{words} @pparam=--max-fills=0"}
        return "".join(f"map http://127.0.0.1:{{port}}/{folder}/ http://127.0.0.1:{self.origin_port}/ {words}\n"
                       for folder, words in rules.items())

    def server(self, name: str, has_plugin: bool, more: str = "", more_plugins: str = "") -> Proxy:
        """Keeps its cache from one start to the next, and takes no connection before that is ready. more_plugins: lines of
        plugin.config."""
        records = {"cache.dir.sync_frequency": SYNC_SECONDS, "http.wait_for_cache": 1}
        return Proxy(self.root / name, self.installation, self.rules(has_plugin, more), CACHE_SIZE, records=records,
                     files={"plugin.config": "stats_over_http.so\n" + more_plugins})

    def managed(self, name: str) -> Managed:
        """Without the plugin, until a reload brings it."""
        return Managed(self.root / name, self.installation, self.rules(False), "256M")
