"""A clean Debian 12 in a folder, and what is installed there."""
import os
import shutil
import subprocess
from pathlib import Path

# Where packages are put, and lines of the pages are run. Nothing of this machine's goes there.
HOME = "/root"
ENVIRONMENT = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8",
               "DEBIAN_FRONTEND": "noninteractive", "HOME": HOME}
# Who is root already needs no sudo.
SUDO = "sudo() { \"$@\"; }"


class Root:
    def __init__(self, folder: Path):
        """In a mount name space of this process, whose end takes the mount away."""
        self.folder = folder
        subprocess.run(["mount", "-t", "proc", "proc", folder / "proc"], check=True)

    def path(self, inside: str) -> Path:
        return self.folder / inside.lstrip("/")

    def command(self, *words) -> list:
        """For who starts a process itself."""
        return ["chroot", self.folder, *words]

    def run(self, *words) -> str:
        """What a command says that has to succeed."""
        done = subprocess.run(self.command(*words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, env=ENVIRONMENT)
        if done.returncode:
            raise RuntimeError(f"{' '.join(map(str, words))}: status {done.returncode}\n{done.stdout[-4000:]}")
        return done.stdout

    def type(self, line: str, folder: str = HOME) -> str:
        """A line that a page tells its reader to run."""
        return self.run("sh", "-ec", f"{SUDO}; cd {folder}; {line}")

    def bring(self, package: Path) -> None:
        """The only package in the folder where lines are run."""
        for other in self.path(HOME).glob("tsmp4java[_-]*"):
            other.unlink()
        shutil.copy(package, self.path(HOME))

    def files_of(self, package: str) -> list[str]:
        """Files and links, no folders."""
        listed = self.run("dpkg", "-L", package).splitlines()
        return [name for name in listed if not self.path(name).is_dir()]

    def named(self, part: str) -> list[str]:
        """All whose name has that in it, wherever it is but for /proc and where packages were put."""
        found = []
        for folder, folders, files in os.walk(self.folder):
            if Path(folder) == self.folder:
                folders[:] = sorted(set(folders) - {"proc", HOME.strip("/")})
            found += [os.path.join(folder, name) for name in folders + files if part in name]
        return sorted(found)
