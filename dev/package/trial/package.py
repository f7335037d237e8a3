"""A .deb, and how a newer one is made of it."""
import os
import subprocess
import tempfile
import time
from pathlib import Path


def version(package: Path) -> str:
    return subprocess.run(["dpkg-deb", "-f", package, "Version"], check=True, stdout=subprocess.PIPE,
                          text=True).stdout.strip()


def newer(package: Path, folder: Path) -> Path:
    """The same files with the next version and times of now, as a build of its own would have them."""
    later = version(package) + "+trial1"
    with tempfile.TemporaryDirectory(dir=folder) as tree:
        subprocess.run(["dpkg-deb", "-R", package, tree], check=True)
        control = Path(tree, "DEBIAN/control")
        control.write_text(control.read_text().replace(f"Version: {version(package)}\n", f"Version: {later}\n"))
        for path in Path(tree).rglob("*"):
            os.utime(path, (time.time(), time.time()))
        made = folder / package.name.replace(version(package), later)
        subprocess.run(["dpkg-deb", "--root-owner-group", "-b", tree, made], check=True, stdout=subprocess.DEVNULL)
    if version(made) != later:
        raise RuntimeError(f"{made} is of version {version(made)}")
    return made
