"""dev/package/try, in name spaces of its own: each step prints what it found to be so."""
import argparse
import os
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[3]
sys.path.append(str(TOP / "dev/benchmark"))

import movie
import package
import page
from installed import Installed
from nginx import Nginx
from root import Root
from steps import COMMAND_LINE, digest, expect, say, seek

PACKAGE = "tsmp4java"
PAGE = TOP / "docs/PACKAGES.md"
FOLDER = "/usr/lib/trafficserver/modules"
EXAMPLE = "/etc/trafficserver/tsmp4java.remap.config.example"
CHANGE = "# as the operator has it\n"


def cut(root: Root, whole: Path, start: int) -> str:
    """What the command line makes of the same file, by its digest."""
    source, made = root.path("/tmp/movie.mov"), root.path("/tmp/cut.mov")
    source.write_bytes(whole.read_bytes())
    root.run(*COMMAND_LINE, "cut", f"--start={start}", "/tmp/movie.mov", "/tmp/cut.mov")
    found = digest(made.read_bytes())
    source.unlink()
    made.unlink()
    return found


def install(root: Root, deb: Path) -> None:
    root.run("apt-get", "-q", "update")
    root.bring(deb)
    type_all(root, "Debian 12")
    root.run("dpkg", "--verify", PACKAGE)
    expect(root.path(f"{FOLDER}/tsmp4java/classes.jsa").exists(), "it has made the archive of classes")
    said = root.run(*COMMAND_LINE, "--version").split()[-1]
    expect(package.version(deb).startswith(f"{said}-"), f"{deb.name} says on its command line that it is {said}")


def type_all(root: Root, heading: str) -> None:
    for line in page.commands(PAGE, heading):
        root.type(line)
        say(line)


def upgrade(root: Root, server: Installed, deb: Path, expected: str, start: int) -> None:
    """While a client is being served."""
    old = {name: open(root.path(name), "rb") for name in root.files_of(PACKAGE) if name.startswith(FOLDER)}
    before = {name: digest(file.read()) for name, file in old.items()}
    mapped, loads = server.plugins_in_use(), server.loads()
    slow = seek(server.port, start)
    begin = slow.read(1 << 20)

    first, *others = page.commands(PAGE, "Upgrade")
    example = root.path(EXAMPLE)
    example.write_text(example.read_text() + CHANGE)
    root.bring(deb)
    root.type(first)
    expect(example.read_text().endswith(CHANGE), "the example is as the operator changed it")
    installed = root.run("dpkg-query", "-W", "-f", "${Version}", PACKAGE)
    expect(installed == package.version(deb), f"{deb.name} is installed over it")
    for name, file in old.items():
        file.seek(0)
        if os.fstat(file.fileno()).st_nlink or digest(file.read()) != before[name]:
            raise RuntimeError(f"{name} was written over, not replaced")
        file.close()
    say("each file of the plugin was replaced by a rename, and the old one is as it was for who has it open")
    expect(digest(seek(server.port, start).read()) == expected, "the server goes on with the old ones")

    for line in others:
        root.type(line)
    server.wait_for("a reload", lambda: server.loads() > loads)
    expect(digest(seek(server.port, start).read()) == expected, "after a reload a seek gets the same bytes")
    expect(server.plugins_in_use() - mapped, "by the new plugin")
    expect(digest(begin + slow.read()) == expected, "and the transfer that began before got all of its bytes")
    server.wait_for_metric("plugin.tsmp4java.engine_up", 1)


def remove(root: Root, server: Installed, expected: str, start: int) -> None:
    type_all(root, "Remove")
    expect(digest(seek(server.port, start).read()) == expected, "removed, while the server runs: it goes on")
    server.stop()
    left = root.named("tsmp4")
    expect(not left, "\n".join(["nothing is left", *left]))


def unpack(root: Root, archive: Path, origin_port: int, expected: str, start: int) -> None:
    root.bring(archive)
    type_all(root, "Any Linux: .tar.gz")
    with Installed(root, origin_port) as server:
        expect(digest(seek(server.port, start).read()) == expected, f"{archive.name} is unpacked, and cuts the same")


def main() -> None:
    parser = argparse.ArgumentParser(prog="dev/package/try")
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--deb", type=Path, required=True)
    parser.add_argument("--archive", type=Path, required=True)
    options = parser.parse_args()

    work = options.root.parent
    root = Root(options.root)
    media = work / "media"
    media.mkdir()
    whole = movie.make(media / "movie.mov")
    start = movie.SECONDS // 8 + 1

    install(root, options.deb)
    expected = cut(root, whole, start)
    with Nginx(work, media) as origin, Installed(root, origin.port) as server:
        server.wait_for_metric("plugin.tsmp4java.engine_up", 1)
        expect(digest(seek(server.port, start).read()) == expected, f"start={start} gets what the command line cuts")
        upgrade(root, server, package.newer(options.deb, work), expected, start)
        remove(root, server, expected, start)
        unpack(root, options.archive, origin.port, expected, start)
    print("dev/package/try: passed", flush=True)


if __name__ == "__main__":
    main()
