"""A clean Debian 12 in a folder, and what is installed there."""
import os
import subprocess
from pathlib import Path


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
                              stderr=subprocess.STDOUT, text=True, env=self._environment())
        if done.returncode:
            raise RuntimeError(f"{' '.join(map(str, words))}: status {done.returncode}\n{done.stdout[-4000:]}")
        return done.stdout

    def install(self, package: Path) -> None:
        """With all that it says it needs."""
        inside = f"/tmp/{package.name}"
        self.path(inside).write_bytes(package.read_bytes())
        try:
            self.run("apt-get", "-q", "install", "-y", inside)
        finally:
            self.path(inside).unlink()

    def files_of(self, package: str) -> list[str]:
        """Files and links, no folders."""
        listed = self.run("dpkg", "-L", package).splitlines()
        return [name for name in listed if not self.path(name).is_dir()]

    def named(self, part: str) -> list[str]:
        """All whose name or folder's name has that in it, wherever it is; /proc is no file."""
        found = []
        for folder, folders, files in os.walk(self.folder):
            if Path(folder) == self.folder:
                folders.remove("proc")
            found += [os.path.join(folder, name) for name in folders + files if part in name]
        return sorted(found)

    @staticmethod
    def _environment() -> dict:
        """Nothing of this machine's."""
        return {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8",
                "DEBIAN_FRONTEND": "noninteractive"}
