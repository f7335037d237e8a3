"""What a run was made on."""
import os
import platform
import subprocess
from datetime import date
from pathlib import Path

from installation import Installation


def describe(installation: Installation, top: Path) -> dict:
    cpus = [line.partition(": ")[2] for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")]
    return {
        "date": date.today().isoformat(),
        "cpu": cpus[0] if cpus else platform.machine(),
        "cpus": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9),
        "kernel": platform.release(),
        "load": " ".join(f"{load:.2f}" for load in os.getloadavg()),
        "traffic_server": f"Traffic Server {installation.version}",
        "java": _first_line("java", "-version"),
        "commit": _first_line("git", "-C", str(top), "describe", "--always", "--dirty"),
    }


def line(machine: dict) -> str:
    return (f"{machine['cpus']} x {machine['cpu']}, {machine['memory_gb']} GB, kernel {machine['kernel']}, load "
            f"{machine['load']}; {machine['traffic_server']}; {machine['java']}; commit {machine['commit']}")


def is_busy(machine: dict) -> bool:
    return float(machine["load"].split()[0]) > 0.5 * machine["cpus"]


def _first_line(*command: str) -> str:
    said = subprocess.run(command, capture_output=True, text=True)
    return (said.stdout or said.stderr).partition("\n")[0]
