"""One nginx: the origin of the Traffic Server, and nginx's own mp4 module on the same files."""
import os
import shutil
from pathlib import Path

from server import Server, free_port

CONFIGURATION = """
{load}
{user}
daemon off;
worker_processes auto;
pid {root}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    log_format sent '$request_uri $body_bytes_sent';
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    types {{ video/mp4 mp4; }}
    client_body_temp_path {root}/nginx-body;
    proxy_temp_path {root}/nginx-proxy;
    fastcgi_temp_path {root}/nginx-fastcgi;
    uwsgi_temp_path {root}/nginx-uwsgi;
    scgi_temp_path {root}/nginx-scgi;
    root {media};
    server {{
        listen 127.0.0.1:{origin_port};
        expires 7d;
        # The same files under names that no cache has seen.
        location /cold {{
            rewrite ^/cold-[^/]*/(.*)$ /$1 break;
            access_log {root}/cold.log sent;
        }}
{locations}
    }}
    server {{
        listen 127.0.0.1:{mp4_port} backlog=1024;
        location / {{
            mp4;
            mp4_max_buffer_size 64m;
        }}
        location /key-frame/ {{
            rewrite ^/key-frame/(.*)$ /$1 break;
            mp4;
            mp4_max_buffer_size 64m;
            mp4_start_key_frame on;
        }}
{vod}
    }}
}}
"""
VOD = """
        location /vod/ {{
            vod none;
            vod_mode local;
            vod_max_metadata_size 128m;
            vod_metadata_cache vod 512m;
            alias {media}/;
        }}
"""
DEBIAN_MODULES = Path("/usr/lib/nginx/modules")


class Nginx(Server):
    """port is the origin's; locations: more of its configuration. vod: nginx-vod-module, built for this nginx."""

    def __init__(self, root: Path, media: Path, locations: str = "", vod: Path | None = None):
        origin_port, self.mp4_port = free_port(), free_port()
        # Of root, since others may not be allowed into the folder of the media.
        user = "user root;" if os.geteuid() == 0 else ""
        self.cold_log = root / "cold.log"
        configuration = root / "nginx.conf"
        vod = vod or next(DEBIAN_MODULES.glob("ngx_http_vod_module.so"), None)
        self.has_vod = vod is not None
        configuration.write_text(CONFIGURATION.format(
            user=user, root=root, media=media, origin_port=origin_port, mp4_port=self.mp4_port, locations=locations,
            load=f"load_module {vod};" if vod else "", vod=VOD.format(media=media) if vod else ""))
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        super().__init__("nginx", [program, "-e", root / "nginx.err", "-p", root, "-c", configuration],
                         root / "nginx.out", origin_port)

    def sent(self, folder: str) -> list[int]:
        """The bytes of each body that went out from a folder, as cold-1/, once it was all sent or left."""
        lines = self.cold_log.read_text().splitlines() if self.cold_log.exists() else []
        return [int(line.rpartition(" ")[2]) for line in lines if line.startswith(f"/{folder}")]
