"""The origin of the demo: nginx from Debian, which speaks Range, so that a seek into a file that is not cached yet takes
its short way. It has the page, too."""
import os
import shutil
from pathlib import Path

from server import Server, free_port

CONFIGURATION = """
{user}
daemon off;
worker_processes 1;
pid {root}/nginx.pid;
events {{ worker_connections 256; }}
http {{
    access_log off;
    sendfile on;
    types {{
        text/html html;
        text/css css;
        text/javascript js;
        application/json json;
        image/jpeg jpg;
        text/plain log txt;
    }}
    default_type video/mp4;
    client_body_temp_path {root}/nginx-body;
    proxy_temp_path {root}/nginx-proxy;
    fastcgi_temp_path {root}/nginx-fastcgi;
    uwsgi_temp_path {root}/nginx-uwsgi;
    scgi_temp_path {root}/nginx-scgi;
    server {{
        listen 127.0.0.1:{port};
        root {site};
        add_header Cache-Control no-cache;
        location /media/ {{
            add_header Cache-Control max-age=604800;
            limit_rate 4m;
            # The same file under names that no cache has seen.
            rewrite ^/media/cold-[^/]*/(.*)$ /media/$1 break;
        }}
    }}
}}
"""


class Origin(Server):
    def __init__(self, root: Path, site: Path):
        port = free_port()
        # Of root, since others may not be allowed into the folder of the movie.
        user = "user root;" if os.geteuid() == 0 else ""
        configuration = root / "nginx.conf"
        configuration.write_text(CONFIGURATION.format(user=user, root=root, site=site, port=port))
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        super().__init__("nginx", [program, "-e", root / "nginx.err", "-p", root, "-c", configuration],
                         root / "nginx.out", port)
