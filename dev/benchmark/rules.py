"""The rules of the Traffic Server that is measured: all lead to one URL of the origin, which is the cache key."""
from pathlib import Path


def rules(origin_port: int, plugin: Path, other_plugin: Path | None = None) -> str:
    """{port} stands for the port of that server."""
    plugins = {
        "plain": "",
        "plugin": f"@plugin={plugin}",
        "stream": f"@plugin={plugin} @pparam=--on-miss=stream",
        "mp4so": "@plugin=mp4.so",
    }
    if other_plugin:
        plugins["against"] = f"@plugin={other_plugin}"
    return "".join(f"map http://127.0.0.1:{{port}}/{folder}/ http://127.0.0.1:{origin_port}/ {words}\n"
                   for folder, words in plugins.items())
