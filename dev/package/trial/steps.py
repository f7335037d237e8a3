"""What the trials ask of a server, and how they say what they found to be so."""
import hashlib
import http.client

# Of the plugin, where a package puts it.
COMMAND_LINE = ("tsmp4java",)
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
