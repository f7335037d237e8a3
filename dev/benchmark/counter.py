"""The instructions that a process executes, counted by perf stat where the machine lets it."""
import subprocess
from functools import cache

NOTE = ("instructions are not counted: perf stat finds no counter on this machine, or may not read it "
        "(kernel.perf_event_paranoid); CPU time stands in")
COMMAND = ["perf", "stat", "-x,", "-e", "instructions"]


@cache
def can_count() -> bool:
    try:
        said = subprocess.run([*COMMAND, "true"], capture_output=True, text=True)
    except OSError:
        return False
    return said.returncode == 0 and _counted(said.stderr) is not None


class Counter:
    """A context manager; on its way out `instructions` is what the process executed meanwhile, None where nothing counts."""

    def __init__(self, pid: int):
        self.pid = pid
        self.instructions = None
        self._perf = None

    def __enter__(self):
        if can_count():
            # It counts from when its command runs until that ends; cat says when it runs, and ends when it is told.
            self._perf = subprocess.Popen([*COMMAND, "-p", str(self.pid), "--", "cat"], stdin=subprocess.PIPE,
                                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1)
            self._perf.stdin.write("\n")
            self._perf.stdout.readline()
        return self

    def __exit__(self, *_):
        if self._perf:
            self.instructions = _counted(self._perf.communicate()[1])

    def each(self, requests: int) -> dict:
        """The metric for one request."""
        return {} if self.instructions is None else {"instructions": self.instructions / requests}


def _counted(said: str) -> int | None:
    value = said.partition(",")[0]
    return int(value) if value.isdigit() else None
