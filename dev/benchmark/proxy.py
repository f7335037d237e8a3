"""A Traffic Server of its own, with a folder for all that it writes."""
import os
import pwd
import shutil
import subprocess
from pathlib import Path

from installation import Installation
from server import Server, free_port

IP_ALLOW = """
ip_allow:
  - apply: in
    ip_addrs: 127.0.0.1
    action: allow
    methods: ALL
"""


class Proxy(Server):
    """May be entered again after it has stopped, with an empty cache: traffic_server does not write the directory of
    the cache at its end."""

    def __init__(self, root: Path, installation: Installation, rules: str, cache_size: str, logging: str = "",
                 records: dict | None = None, files: dict | None = None, program: str = "traffic_server", port: int = 0):
        """rules: remap.config, with {port} for the port of this server. records: more of them, the ports with {port}, too.
        files: more of them for its configuration, by name. port: 0 = any that is free."""
        port = port or free_port()
        self.home = root / "proxy"
        for folder in ("etc", "log", "cache", "run"):
            (self.home / folder).mkdir(parents=True)
        user = _user()
        more = {name: value.format(port=port) if isinstance(value, str) else value
                for name, value in (records or {}).items()}
        records = {
            "http.server_ports": f"{port}:ip-in=127.0.0.1",
            "admin.user_id": user or "#-1",  # who starts it
            "reverse_proxy.enabled": 1,
            "url_remap.remap_required": 1,
            "http.cache.required_headers": 0,
            "http.insert_response_via_str": 0,
            "crash_log_helper": None,
            # Without it no server starts, and it may be looked for in the run-root.
            "body_factory.template_sets_dir": installation.layout["SYSCONFDIR"] + "/body_factory",
            **more,
        }
        etc = self.home / "etc"
        (self.home / "runroot.yaml").write_text(installation.run_root(self.home))
        (etc / "remap.config").write_text(rules.format(port=port))
        (etc / "storage.config").write_text(f"{self.home}/cache {cache_size}\n")
        (etc / "ip_allow.yaml").write_text(IP_ALLOW)
        for name, text in (files or {}).items():
            (etc / name).write_text(text)
        if logging:
            records["log.max_secs_per_buffer"] = 1
            (etc / "logging.yaml").write_text(logging)
        name, text = installation.records(records)
        (etc / name).write_text(text)
        if user:
            for path in [self.home, *self.home.rglob("*")]:
                shutil.chown(path, user)
        super().__init__("Traffic Server", [installation.program(program), f"--run-root={self.home}"],
                         root / "traffic_server.out", port)


def _user() -> str | None:
    """Whom root lets it run as: the user that Debian makes for it."""
    is_there = any(user.pw_name == "trafficserver" for user in pwd.getpwall())
    return "trafficserver" if os.geteuid() == 0 and is_there else None


def install(build: Path, folder: Path) -> Path:
    """The plugin of a build, with all that it needs, below a folder."""
    subprocess.run(["cmake", "--install", build, "--prefix", folder], check=True, stdout=subprocess.DEVNULL)
    return next(folder.rglob("libtsmp4java.so"))
