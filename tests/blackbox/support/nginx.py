"""nginx in front of a plain web service that tells what reached it."""

import json
import socket
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from .deadline import until
from .paths import PROJECT
from .server import Server, clean_environment


class Echo(BaseHTTPRequestHandler):
    """Tells, and keeps, what reached it."""

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        told = {"path": self.path, "body": body, "headers": {k.lower(): v for k, v in self.headers.items()}}
        answer = json.dumps(told).encode()
        self.server.seen.append(told)
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_POST = do_PUT = do_DELETE = do_GET

    def log_message(self, *_):
        pass


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


FORWARD_AUTH = "docs/forward-auth.md"


def documented(page: str) -> str:
    """The configuration that a page shows, in the form in which it stands there."""
    page = (PROJECT / page).read_text()
    return page.split("```nginx\n", 1)[1].split("```", 1)[0]


class Nginx:
    """The documented configuration, with the tests' ports."""

    def __init__(self, server: Server, folder: Path, change=lambda text: text, page: str = FORWARD_AUTH):
        self.service = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
        self.service.seen = []
        threading.Thread(target=self.service.serve_forever, daemon=True).start()
        self.port = free_port()
        sites = change(documented(page))
        for shown, ours in [
            ("listen 8080", f"listen 127.0.0.1:{self.port}"),
            ("127.0.0.1:4650", server.authority),
            ("127.0.0.1:3000", f"127.0.0.1:{self.service.server_port}"),
        ]:
            assert shown in sites or page != FORWARD_AUTH, shown
            sites = sites.replace(shown, ours)
        temporary = "".join(
            f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        self.configuration = folder / "nginx.conf"
        self.configuration.write_text(
            f"pid {folder}/nginx.pid;\nerror_log {folder}/error.log;\nworker_processes 1;\n"
            f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{sites}}}\n")
        self.folder = folder

    def __enter__(self):
        self.process = subprocess.Popen(
            ["nginx", "-p", str(self.folder), "-c", str(self.configuration), "-g", "daemon off;"],
            env=clean_environment(), stdin=subprocess.DEVNULL)
        until(self._answers, 15, "nginx")
        return self

    def _answers(self) -> bool:
        assert self.process.poll() is None, (self.folder / "error.log").read_text()
        return answers(self.port)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
        self.service.shutdown()
        self.service.server_close()
