"""The README's lines, typed in a clean Debian 12 that has the sources and nothing else. Called by dev/package/try."""
import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[3]
sys.path.append(str(TOP / "dev/benchmark"))

import movie
import page
from exporter import Exporter
from installed import Installed
from nginx import Nginx
from root import HOME, Root
from steps import COMMAND_LINE, digest, expect, say, seek

README = TOP / "README.md"
TREE = f"{HOME}/tsmp4java"
TRUSTED = Path("/etc/ssl/certs/ca-certificates.crt")
CERTIFICATE = re.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n", re.DOTALL)


def bring_sources(root: Root) -> None:
    """As a clone has them, with what is not committed."""
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=TOP, check=True,
                            stdout=subprocess.PIPE, text=True).stdout
    for name in listed.splitlines():
        source, copy = TOP / name, root.path(f"{TREE}/{name}")
        if source.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, copy)


def bring_certificates(root: Root) -> None:
    """Whoever this machine trusts: Maven downloads there what it downloads here."""
    folder = root.path("/usr/local/share/ca-certificates")
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(CERTIFICATE.findall(TRUSTED.read_text())):
        (folder / f"machine-{number}.crt").write_text(text)


def main() -> None:
    parser = argparse.ArgumentParser(prog="dev/package/try")
    parser.add_argument("--root", type=Path, required=True)
    work = parser.parse_args().root

    root = Root(work)
    media = work.with_suffix(".media")
    media.mkdir()
    whole = movie.make(media / "movie.mov")
    start = movie.SECONDS // 8 + 1
    bring_sources(root)
    bring_certificates(root)
    root.run("apt-get", "-q", "update")
    for line in page.commands(README, "Install it"):
        root.type(line, TREE)
        say(line.split("#")[0].strip())

    root.path("/tmp/movie.mov").write_bytes(whole.read_bytes())
    root.run(*COMMAND_LINE, "cut", f"--start={start}", "/tmp/movie.mov", "/tmp/cut.mov")
    expected = digest(root.path("/tmp/cut.mov").read_bytes())
    root.path("/etc/trafficserver/plugin.config").write_text("stats_over_http.so\n")
    with Nginx(media, media) as origin, Installed(root, origin.port) as server:
        server.wait_for_metric("plugin.tsmp4java.engine_up", 1)
        expect(digest(seek(server.port, start).read()) == expected, "built and installed by the README, it cuts")
        with Exporter(root, TREE, server.port) as exporter:
            server.wait_for("a cut that is counted", lambda: "\nplugin_tsmp4java_cuts 1.0\n" in exporter.metrics())
            say(exporter.line)
    demo = page.commands(README, "Try it")[0].split("#")[0].strip()
    print(root.type(f"{demo} --check", TREE).strip(), flush=True)
    say(f"{demo} --check")


if __name__ == "__main__":
    main()
