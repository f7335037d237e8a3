"""How the Traffic Server of the demo is set up."""
from pathlib import Path

CACHE_SIZE = "1G"
NOT_CACHED = "@plugin=conf_remap.so @pparam=proxy.config.http.cache.http=0"
# The story of each seek, which the page reads.
RECORDS = {"diags.debug.enabled": 1, "diags.debug.tags": "tsmp4java", "log.periodic_tasks_interval": 1}
# A browser keeps nothing, so that it asks for each seek: else the page could not show what that takes.
NOT_KEPT = {"not-kept.config": "cond %{SEND_RESPONSE_HDR_HOOK}\nset-header Cache-Control no-store\n"}
FIRST_BYTE = "TS_MILESTONE_UA_BEGIN_WRITE-TS_MILESTONE_SM_START"
# Each answer, once it has ended: the page reads that, too. All media are below /media/ at the origin.
LOGGING = f"""
logging:
  filters:
    - name: media
      action: accept
      condition: cquc CONTAIN /media/
    - name: no-internal
      action: reject
      condition: cqint MATCH 1
  formats:
    - name: sent
      format: '{{"url": "%<cquuc>", "status": %<pssc>, "bytes": %<pscl>, "firstByte": %<{{{FIRST_BYTE}}}msdms>}}'
  logs:
    - filename: sent
      format: sent
      filters: [media, no-internal]
"""


def rules(origin_port: int, drop_port: int, plugin: Path, has_mp4_so: bool) -> str:
    """{port} stands for the port of the Traffic Server. All media have one URL at the origin, which is the cache key."""
    folders = {
        "video": f"@plugin={plugin} @pparam=--exact-arg=exact @pparam=--time=loose",
        "plain": "",
        **({"mp4so": "@plugin=mp4.so"} if has_mp4_so else {}),
    }
    not_kept = f"@plugin=header_rewrite.so @pparam={next(iter(NOT_KEPT))}"
    origin = f"http://127.0.0.1:{origin_port}"
    return "".join(
        "".join(f"map http://{host}:{{port}}/{folder}/ {origin}/media/ {words} {not_kept}\n"
                for folder, words in folders.items())
        + f"map http://{host}:{{port}}/drop/ http://127.0.0.1:{drop_port}/drop/ {NOT_CACHED}\n"
        + f"map http://{host}:{{port}}/ {origin}/ {NOT_CACHED}\n"
        for host in ("127.0.0.1", "localhost"))
