"""The image that was built, run with no right that it does not need. In a network name space of its own, where the
ports that the pages name are free."""
import argparse
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

TOP = Path(__file__).resolve().parents[3]
sys.path.append(str(TOP / "dev/benchmark"))

import movie
import page
from nginx import Nginx
from steps import COMMAND_LINE, digest, expect, say, seek

PAGE = TOP / "docs/PACKAGES.md"
IMAGE = "tsmp4java"
PORT = 8080
PATIENCE_SECONDS = 60


def run(*words, cwd: Path | None = None) -> bytes:
    done = subprocess.run(words, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode:
        said = (done.stdout + done.stderr).decode(errors="replace")[-4000:]
        raise RuntimeError(f"{words}: status {done.returncode}\n{said}")
    return done.stdout


def is_healthy(name: str) -> bool:
    return not subprocess.run(["podman", "healthcheck", "run", name], capture_output=True).returncode


def wait_for(what: str, condition) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(f"waited in vain for {what}:\n{run('podman', 'ps', '-a').decode()}")
        time.sleep(0.2)


def read(port: int, path: str) -> str:
    """Empty while nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE_SECONDS) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def serve(work: Path, expected: str, start: int) -> None:
    """By the lines of the page, which end with the check of its health."""
    lines = page.commands(PAGE, "Container")
    for line in (line for line in lines if line.startswith("podman run ")):
        run("sh", "-ec", line, cwd=work)
        say(line)
    wait_for("an edge that is healthy", lambda: is_healthy("edge"))
    run("sh", "-ec", lines[-1], cwd=work)
    say(lines[-1])
    expect(digest(seek(PORT, start).read()) == expected, f"start={start} gets what the command line in the image cuts")

    status = run("podman", "exec", "edge", "cat", "/proc/1/status").decode()
    rights = set(re.findall(r"^Cap\w+:\s*(\w+)$", status, re.MULTILINE))
    expect(rights == {"0" * 16}, "it has no capability")
    expect(re.search(r"^NoNewPrivs:\s*1$", status, re.MULTILINE), "and gets none")
    expect(not re.search(r"^Uid:.*\b0\b", status, re.MULTILINE), "it is not root's")
    run("podman", "rm", "-f", "edge")


def complain(work: Path, origin_port: int) -> None:
    """A rule without an engine, and what compose.yaml's exporter makes of that."""
    (work / "remap.config").write_text(rule(origin_port) + " @pparam=--jvm-path=/nowhere\n")
    configuration = TOP / "dev/package/container"
    run("podman", "run", "-d", "--name", "edge", "--network", "host", "-v", f"{work}/remap.config:"
        "/etc/trafficserver/remap.config:ro", "-v", f"{configuration}/plugin.config:"
        "/etc/trafficserver/plugin.config:ro", IMAGE)
    # An exporter ends where it begins before the edge answers.
    wait_for("metrics", lambda: "plugin.tsmp4java.engine_up" in read(PORT, "/_stats"))
    run("podman", "run", "-d", "--name", "exporter", "--network", "host", "--read-only", "--cap-drop", "all",
        "-v", f"{TOP}/docs/monitoring/trafficserver-exporter.yaml:/metrics.yaml:ro", "exporter",
        "--endpoint", f"http://127.0.0.1:{PORT}/_stats", "--metrics-file", "/metrics.yaml")
    wait_for("engine_up 0 by the exporter", lambda: "\nplugin_tsmp4java_engine_up 0.0\n" in read(9122, "/metrics"))
    expect("\nplugin_tsmp4java_untouched 0.0\n" in read(9122, "/metrics"), "the exporter tells of seeks")
    expect(not is_healthy("edge"), "without an engine it is not healthy")
    run("podman", "rm", "-f", "edge", "exporter")


def rule(origin_port: int) -> str:
    return f"map http://127.0.0.1:{PORT}/ http://127.0.0.1:{origin_port}/ @plugin=libtsmp4java.so"


def main() -> None:
    parser = argparse.ArgumentParser(prog="dev/package/container/try")
    parser.add_argument("work", type=Path)
    work = parser.parse_args().work

    media = work / "media"
    media.mkdir()
    movie.make(media / "movie.mov")
    start = movie.SECONDS // 8 + 1
    expected = digest(run("podman", "run", "--rm", "--network", "none", "--read-only", "-v", f"{media}:/media:ro",
                          IMAGE, *COMMAND_LINE, "cut", f"--start={start}", "/media/movie.mov", "-"))
    with Nginx(work, media) as origin:
        (work / "remap.config").write_text(rule(origin.port) + "\n")
        serve(work, expected, start)
        complain(work, origin.port)


if __name__ == "__main__":
    main()
