"""Who cuts: each makes a file of a movie and a start, or says why there is none."""
import http.client
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from traits import Trait

TIMEOUT_SECONDS = 30


class NoCut(Exception):
    """The text is the cell."""


def over_http(port: int, folder: str) -> Callable[[Trait, Path, Path], None]:
    """A server that is asked for the start."""
    def cut(trait: Trait, _: Path, out: Path) -> None:
        url = f"http://127.0.0.1:{port}/{folder}{trait.file()}?start={trait.start}"
        try:
            with urllib.request.urlopen(url, timeout=TIMEOUT_SECONDS) as answer:
                out.write_bytes(answer.read())
        except urllib.error.HTTPError as error:
            raise NoCut(f"status {error.code}") from error
        except (OSError, http.client.HTTPException) as error:
            raise NoCut("no answer") from error
    return cut


def ffmpeg(trait: Trait, source: Path, out: Path) -> None:
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-ss", trait.start, "-i", source, "-map", "0", "-c", "copy",
               "-f", "mp4", out]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        raise NoCut("refused")


def contenders(nginx, proxy) -> dict[str, Callable[[Trait, Path, Path], None]]:
    return {
        "tsmp4java": over_http(proxy.port, "plugin/"),
        "mp4.so": over_http(proxy.port, "mp4so/"),
        "nginx": over_http(nginx.mp4_port, ""),
        "nginx (key frame)": over_http(nginx.mp4_port, "key-frame/"),
        "ffmpeg": ffmpeg,
    }


def into_the_cache(proxy, trait: Trait) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{proxy.port}/plain/{trait.file()}", timeout=TIMEOUT_SECONDS) as file:
        file.read()
