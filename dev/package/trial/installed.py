"""The Traffic Server that Debian's package put into a root, started as Debian's unit starts it."""
import re
import time
from collections.abc import Callable
from pathlib import Path

from root import Root
from server import Server, free_port

PATIENCE_SECONDS = 60
PLUGIN = "libtsmp4java.so"


class Installed(Server):
    def __init__(self, root: Root, origin_port: int):
        port = free_port()
        self.root = root
        self._diags = root.path("/var/log/trafficserver/diags.log")
        self._write_records({"http.server_ports": f"STRING {port}:ip-in=127.0.0.1"})
        rule = f"map http://127.0.0.1:{port}/ http://127.0.0.1:{origin_port}/ @plugin={PLUGIN}\n"
        root.path("/etc/trafficserver/remap.config").write_text(rule)
        super().__init__("Traffic Server", root.command("/usr/bin/traffic_manager"),
                         root.folder.with_suffix(".out"), port)

    def __enter__(self):
        super().__enter__()
        # Its manager listens before it does.
        self.wait_for("a server that is initialised", lambda: "Traffic Server is fully initialized" in self.diags())
        return self

    def diags(self) -> str:
        return self._diags.read_text(errors="replace") if self._diags.exists() else ""

    def wait_for(self, what: str, condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"waited in vain for {what}:\n{self.output.read_text(errors='replace')[-2000:]}\n"
                                   f"{self.diags()[-4000:]}")
            time.sleep(0.05)

    def wait_for_metric(self, name: str, value: int) -> None:
        """The manager hears of metrics some time after they change."""
        def said() -> str:
            return self.root.run("traffic_ctl", "metric", "match", name)

        self.wait_for(f"{name} {value}", lambda: f"{name} {value}\n" in said())

    def loads(self) -> int:
        """How often it has loaded its rules."""
        return self.diags().count("remap.config finished loading")

    def plugins_in_use(self) -> set[str]:
        """The files that the plugin is mapped from: a copy for each version that has transfers."""
        maps = Path(f"/proc/{self._server_pid()}/maps").read_text()
        return set(re.findall(rf"/\S*{re.escape(PLUGIN)}", maps))

    def _server_pid(self) -> int:
        """The manager's child."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return next(int(pid) for pid in children if "TS_MAIN" in Path(f"/proc/{pid}/comm").read_text()
                    or "traffic_server" in Path(f"/proc/{pid}/cmdline").read_text())

    def _write_records(self, records: dict[str, str]) -> None:
        file = self.root.path("/etc/trafficserver/records.config")
        text = file.read_text()
        for name, value in records.items():
            text, found = re.subn(rf"(?m)^CONFIG proxy\.config\.{re.escape(name)} .*$",
                                  f"CONFIG proxy.config.{name} {value}", text)
            if not found:
                text += f"CONFIG proxy.config.{name} {value}\n"
        file.write_text(text)
