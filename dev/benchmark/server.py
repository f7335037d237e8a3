"""A server process of the benchmark, on 127.0.0.1, stopped by its process id."""
import os
import random
import signal
import socket
import subprocess
import time
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """None that the kernel gives to who asks for any: it is bound later, by another process."""
    while True:
        port = random.randrange(15_000, 30_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


class Server:
    """A context manager; on its way out the process is gone."""

    def __init__(self, name: str, command: list, output: Path, port: int):
        self.name = name
        self.command = command
        self.output = output
        self.port = port
        self.process = None

    def __enter__(self):
        if self.process and self.process.poll() is None:
            raise RuntimeError(f"{self.name} runs already")
        with self.output.open("wb") as out:
            # A session of its own, so that Ctrl-C ends the benchmark first, and the servers by its hand.
            self.process = subprocess.Popen(self.command, stdout=out, stderr=subprocess.STDOUT,
                                            stdin=subprocess.DEVNULL, start_new_session=True)
        try:
            self._wait_until_it_listens()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    @property
    def pid(self) -> int:
        """Of the process that serves."""
        return self.process.pid

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()

    def restart(self) -> None:
        self.stop()
        self.__enter__()

    def revive(self) -> None:
        """Where it ended by itself, which it never should."""
        if self.process.poll() is not None:
            print(f"bench: {self.name} ended with status {self.process.returncode}:\n"
                  f"{self.output.read_text(errors='replace')[-2000:]}", flush=True)
            self.__enter__()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def cpu_seconds(self) -> float:
        """Used so far, in user and kernel mode, by the process and its children that live."""
        ticks = 0
        for pid in self._pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / TICKS_PER_SECOND

    def resident_bytes(self) -> int:
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        return 0

    def wait_until_idle(self) -> None:
        """It has used next to no CPU for a second; on a machine that never lets it rest, a minute at most."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            used = self.cpu_seconds()
            time.sleep(1)
            if self.cpu_seconds() - used < 0.05:
                return

    def be_the_first_to_go(self) -> None:
        """When the machine runs out of memory."""
        Path(f"/proc/{self.pid}/oom_score_adj").write_text("1000")

    def _pids(self) -> list:
        pid = self.pid
        return [pid, *Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def _wait_until_it_listens(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"{self.name} did not start:\n{self.output.read_text(errors='replace')[-2000:]}")
