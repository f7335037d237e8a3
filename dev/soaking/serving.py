"""The Traffic Server under load: one whose configuration can be reloaded, and that says how it fares."""
import time
from pathlib import Path

from installation import Installation
from managed import Managed

MB = 1 << 20
RAM_CACHE = 64 * MB
# Small, so that indexes are soon forgotten for others.
BUDGET = "16M"
PATIENCE_SECONDS = 60


def rules(origin_port: int, plugin: Path, fills: int) -> str:
    """{port} stands for the port of that server."""
    return (f"map http://127.0.0.1:{{port}}/ http://127.0.0.1:{origin_port}/ @plugin={plugin} "
            f"@pparam=--index-budget={BUDGET} @pparam=--max-fills={fills}\n")


class Serving(Managed):
    def __init__(self, root: Path, installation: Installation, origin_port: int, plugin: Path, cache_size: str):
        self.origin_port = origin_port
        self.plugin = plugin
        super().__init__(root, installation, rules(origin_port, plugin, 4), cache_size,
                         records={"cache.ram_cache.size": RAM_CACHE})

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

    def reload(self, fills: int) -> None:
        self.take_rules(rules(self.origin_port, self.plugin, fills))

    def crash_files(self) -> list[str]:
        return [path.name for path in self.home.rglob("*hs_err*")]
