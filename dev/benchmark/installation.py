"""A Traffic Server that is installed, 9.2 or 10: where it is, and how its configuration is written."""
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Installation:
    """layout: what its own traffic_layout prints, by name."""
    layout: dict
    version: str

    @staticmethod
    def below(prefix: str) -> "Installation":
        """Without a prefix, the one that is found."""
        program = Path(prefix) / "bin/traffic_layout" if prefix else "traffic_layout"

        def said(*arguments) -> dict:
            lines = subprocess.run([program, "info", *arguments], check=True, capture_output=True, text=True).stdout
            return dict(re.findall(r"^([^:\n]+): (.*)$", lines, re.MULTILINE))

        return Installation(said(), said("--versions")["traffic-server"])

    def program(self, name: str) -> Path:
        return Path(self.layout["BINDIR"]) / name

    def has_plugin(self, name: str) -> bool:
        return (Path(self.layout["PLUGINDIR"]) / name).is_file()

    def run_root(self, home: Path) -> str:
        """The installed programs and plugins; everything else under home."""
        folders = {
            "prefix": home, "exec_prefix": home, "bindir": self.layout["BINDIR"], "sbindir": home / "sbin",
            "sysconfdir": home / "etc", "datadir": home / "cache", "includedir": home / "include",
            "libdir": home / "lib", "libexecdir": self.layout["PLUGINDIR"], "localstatedir": home,
            "runtimedir": home / "run", "logdir": home / "log", "cachedir": home / "cache",
        }
        return "".join(f"{name}: {folder}\n" for name, folder in folders.items())

    def records(self, values: dict) -> tuple[str, str]:
        """The file of records, by its name, and its text. A value is a number or a string; None is no string at all."""
        if "records.yaml" in self.layout:
            # A name may stand there undivided.
            lines = (f"  {name}: {_yaml(value)}\n" for name, value in values.items())
            return "records.yaml", "records:\n" + "".join(lines)
        lines = (f"CONFIG proxy.config.{name} {'INT' if isinstance(value, int) else 'STRING'} "
                 f"{'NULL' if value is None else value}\n" for name, value in values.items())
        return "records.config", "".join(lines)


def _yaml(value: int | str | None) -> str:
    if value is None:
        return "null"
    return str(value) if isinstance(value, int) else f"'{value}'"
