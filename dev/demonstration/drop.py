"""Takes a movie that is dropped on the page, and shows it there."""
import shutil
import tempfile
import threading
import urllib.parse
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from movie import NotCut

SILENCE_SECONDS = 60


class Drop:
    """A context manager, listening on 127.0.0.1: PUT /drop/NAME. It keeps the last movie alone."""

    def __init__(self, root: Path, show: Callable[[Path], None]):
        """show: raises NotCut for a file that the plugin leaves whole."""
        self._folder = root / "dropped"
        self._folder.mkdir()
        self._show = show
        self._shown: Path | None = None
        self._turn = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.port = self._server.server_port

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def take(self, name: str, length: int, content) -> None:
        """They come as they come, and are shown one after the other."""
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        try:
            with (folder / name).open("wb") as file:
                _copy(content, file, length)
            with self._turn:
                self._show(folder / name)
                if self._shown:
                    shutil.rmtree(self._shown)
                self._shown = folder
        except BaseException:
            shutil.rmtree(folder)
            raise


def _copy(source, target, length: int) -> None:
    while length > 0:
        piece = source.read(min(length, 1 << 20))
        if not piece:
            raise ConnectionError("the browser sent only a part of the file")
        target.write(piece)
        length -= len(piece)


def _handler(drop: Drop) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        # So that it answers Expect.
        protocol_version = "HTTP/1.1"
        timeout = SILENCE_SECONDS

        def do_PUT(self):
            name = Path(urllib.parse.unquote(self.path)).name
            try:
                drop.take(name, int(self.headers.get("Content-Length", 0)), self.rfile)
                self._answer(200, "")
            except NotCut as reason:
                self._answer(422, f"{name} would not be cut: {reason}")
            except (OSError, ValueError) as failure:
                self.close_connection = True
                self._answer(507, f"{name} cannot be kept: {failure}")

        def _answer(self, status: int, text: str) -> None:
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """The terminal is for the address of the page."""

    return Handler
