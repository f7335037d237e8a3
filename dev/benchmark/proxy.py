"""A Traffic Server with a run-root of its own: one cached copy of each file behind four rules."""
import os
import shutil
import subprocess
from pathlib import Path

from server import Server, free_port

CACHE_SIZE = "8G"

RECORDS = """
CONFIG proxy.config.http.server_ports STRING {port}:ip-in=127.0.0.1
CONFIG proxy.config.admin.user_id STRING {user}
CONFIG proxy.config.reverse_proxy.enabled INT 1
CONFIG proxy.config.url_remap.remap_required INT 1
CONFIG proxy.config.http.cache.required_headers INT 0
CONFIG proxy.config.http.insert_response_via_str INT 0
CONFIG proxy.config.crash_log_helper STRING NULL
"""

# All lead to one URL of the origin, which is the cache key.
REMAP = """
map http://127.0.0.1:{port}/plain/ http://127.0.0.1:{origin}/
map http://127.0.0.1:{port}/plugin/ http://127.0.0.1:{origin}/ @plugin={plugin}
map http://127.0.0.1:{port}/stream/ http://127.0.0.1:{origin}/ @plugin={plugin} @pparam=--on-miss=stream
map http://127.0.0.1:{port}/mp4so/ http://127.0.0.1:{origin}/ @plugin=mp4.so
"""

IP_ALLOW = """
ip_allow:
  - apply: in
    ip_addrs: 127.0.0.1
    action: allow
    methods: ALL
"""


class Proxy(Server):
    """May be entered again after it has stopped, with an empty cache: traffic_server without its manager does not write
    the directory of the cache at its end."""

    def __init__(self, root: Path, build: Path, origin_port: int):
        port = free_port()
        home = root / "proxy"
        for folder in ("etc", "log", "cache", "run"):
            (home / folder).mkdir(parents=True)
        subprocess.run(["cmake", "--install", build, "--prefix", root / "installed"], check=True,
                       stdout=subprocess.DEVNULL)
        plugin = next((root / "installed").rglob("libtsmp4java.so"))
        as_root = os.geteuid() == 0
        (home / "runroot.yaml").write_text(run_root(home))
        (home / "etc/records.config").write_text(
            RECORDS.format(port=port, user="trafficserver" if as_root else "#-1"))
        (home / "etc/remap.config").write_text(REMAP.format(port=port, origin=origin_port, plugin=plugin))
        (home / "etc/storage.config").write_text(f"{home}/cache {CACHE_SIZE}\n")
        (home / "etc/ip_allow.yaml").write_text(IP_ALLOW)
        if as_root:
            for path in [home, *home.rglob("*")]:
                shutil.chown(path, "trafficserver")
        super().__init__("Traffic Server", ["traffic_server", f"--run-root={home}"], root / "traffic_server.out", port)


def run_root(home: Path) -> str:
    """The installed programs and modules; everything else under home."""
    layout = subprocess.run(["traffic_layout", "info"], check=True, capture_output=True, text=True).stdout
    installed = dict(line.split(": ", 1) for line in layout.splitlines() if ": " in line)
    folders = {
        "prefix": home, "exec_prefix": home, "bindir": installed["BINDIR"], "sbindir": home / "sbin",
        "sysconfdir": home / "etc", "datadir": home / "cache", "includedir": home / "include", "libdir": home / "lib",
        "libexecdir": installed["PLUGINDIR"], "localstatedir": home, "runtimedir": home / "run",
        "logdir": home / "log", "cachedir": home / "cache",
    }
    return "".join(f"{name}: {folder}\n" for name, folder in folders.items())
