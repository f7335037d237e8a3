"""dev/package/try, in name spaces of its own: each step prints what it found to be so."""
import argparse
import hashlib
import http.client
import os
import re
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[3]
sys.path.append(str(TOP / "dev/benchmark"))

import movie
import package
from installed import Installed
from nginx import Nginx
from root import Root

PACKAGE = "tsmp4java"
FOLDER = "/usr/lib/trafficserver/modules"
JAR = f"{FOLDER}/{PACKAGE}/tsmp4java.jar"
TIMEOUT_SECONDS = 60


def say(text: str) -> None:
    print(f"dev/package/try: ok: {text}", flush=True)


def expect(is_so: object, text: str) -> None:
    if not is_so:
        raise RuntimeError(f"not so: {text}")
    say(text)


def seek(port: int, start: int) -> http.client.HTTPResponse:
    """An answer of which nothing is read yet."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
    connection.request("GET", f"/movie.mov?start={start}")
    answer = connection.getresponse()
    if answer.status != 200:
        raise RuntimeError(f"status {answer.status} for start={start}")
    return answer


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def cut(root: Root, whole: Path, start: int) -> str:
    """What the command line makes of the same file, by its digest."""
    source, made = root.path("/tmp/movie.mov"), root.path("/tmp/cut.mov")
    source.write_bytes(whole.read_bytes())
    root.run("java", "-jar", JAR, "cut", f"--start={start}", "/tmp/movie.mov",
             "/tmp/cut.mov")
    found = digest(made.read_bytes())
    source.unlink()
    made.unlink()
    return found


def install(root: Root, deb: Path) -> None:
    root.run("apt-get", "-q", "update")
    root.install(deb)
    expect(all(root.path(name).is_file() for name in (f"{FOLDER}/libtsmp4java.so", JAR)),
           f"{deb.name} is installed, and brought Traffic Server and Java")
    for line in ("install -d -o trafficserver -g trafficserver /run/trafficserver",
                 f"traffic_server -C 'verify_remap_plugin {FOLDER}/libtsmp4java.so'"):
        run_as_written(root, line)
    root.run("dpkg", "--verify", PACKAGE)
    said = root.run("java", "-jar", JAR, "--version").split()[-1]
    expect(package.version(deb).startswith(f"{said}-"), f"its command line says that it is {said}")


def run_as_written(root: Root, line: str) -> None:
    """A line of the pages that the package brings; who reads them may be root already."""
    pages = [page for page in root.path(f"/usr/share/doc/{PACKAGE}").rglob("*") if page.suffix in (".md", ".Debian")]
    as_written = re.compile(rf"^ *(sudo )?{re.escape(line)}$", re.MULTILINE)
    expect(any(as_written.search(page.read_text()) for page in pages), f"a page has the line {line}")
    root.run("sh", "-c", line)


def upgrade(root: Root, server: Installed, deb: Path, expected: str, start: int) -> None:
    """While a client is being served."""
    old = {name: open(root.path(name), "rb") for name in root.files_of(PACKAGE) if name.startswith(FOLDER)}
    before = {name: digest(file.read()) for name, file in old.items()}
    mapped = server.plugins_in_use()
    slow = seek(server.port, start)
    begin = slow.read(1 << 20)

    root.install(deb)
    installed = root.run("dpkg-query", "-W", "-f", "${Version}", PACKAGE)
    expect(installed == package.version(deb), f"{deb.name} is installed over it")
    for name, file in old.items():
        file.seek(0)
        if os.fstat(file.fileno()).st_nlink or digest(file.read()) != before[name]:
            raise RuntimeError(f"{name} was written over, not replaced")
        file.close()
    say("each file of the plugin was replaced by a rename, and the old one is as it was for who has it open")
    expect(digest(seek(server.port, start).read()) == expected, "the server goes on with the old ones")

    server.reload()
    expect(digest(seek(server.port, start).read()) == expected, "after a reload a seek gets the same bytes")
    expect(server.plugins_in_use() - mapped, "by the new plugin")
    expect(digest(begin + slow.read()) == expected, "and the transfer that began before got all of its bytes")
    server.wait_for_metric("plugin.tsmp4java.engine_up", 1)


def remove(root: Root, server: Installed, expected: str, start: int) -> None:
    root.run("apt-get", "-q", "remove", "-y", PACKAGE)
    expect(digest(seek(server.port, start).read()) == expected, "removed, while the server runs: it goes on")
    server.stop()
    # Apt does not know it any more.
    root.run("dpkg", "--purge", PACKAGE)
    left = root.named("tsmp4")
    expect(not left, "".join(["purged: nothing is left", *left]))


def main() -> None:
    parser = argparse.ArgumentParser(prog="dev/package/try")
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("deb", type=Path)
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
    print("dev/package/try: passed", flush=True)


if __name__ == "__main__":
    main()
