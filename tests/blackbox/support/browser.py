"""A page in headless Chromium: bundled when it is asked for, served on loopback, driven by the
DevTools protocol (<https://chromedevtools.github.io/devtools-protocol/>)."""

import base64
import contextlib
import hashlib
import http.server
import itertools
import json
import ssl
import subprocess
import tempfile
import threading
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from websockets.sync.client import connect

from .paths import NODE
from .server import Server, clean_environment

ANSWER_SECONDS_MAX = 30
ENDS_WITHIN_SECONDS = 10
MESSAGE_BYTES_MAX = 64 * 1024 * 1024
CHROMIUM = [
    "chromium-headless-shell", "--remote-debugging-port=0", "--no-first-run", "--disable-gpu",
    # The tests run as root and in containers, where Chromium's own sandbox and /dev/shm are not to be had.
    "--no-sandbox", "--disable-dev-shm-usage", "--no-proxy-server", "about:blank",
]


class PageError(Exception):
    """What a function of the page threw."""


class Browser:
    """One Chromium, and the pages that are open in it. It trusts the certificate of one server, as if
    its user had made the server's authority known to it."""

    def __init__(self, server: Server):
        certificate = x509.load_pem_x509_certificate(
            ssl.get_server_certificate(("127.0.0.1", server.port)).encode())
        key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self.trusted = base64.b64encode(hashlib.sha256(key).digest()).decode()

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.process = subprocess.Popen(
            [*CHROMIUM, f"--user-data-dir={self.folder.name}/profile",
             f"--ignore-certificate-errors-spki-list={self.trusted}"], env=clean_environment(),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        address = next((line for line in self.process.stderr if line.startswith("DevTools listening on ")), None)
        assert address, f"Chromium ended with {self.process.poll()}"
        # Whatever else it writes is let go, so that it never waits for a reader.
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        self.control = DevTools(address.split()[-1])
        self.authority = address.split("/")[2]
        return self

    def __exit__(self, *_):
        self.control.tell("Browser.close")
        self.control.close()
        try:
            self.process.wait(ENDS_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        finally:
            self.process.stderr.close()
            self.folder.cleanup()

    def open(self, program: str) -> "Page":
        """Opens a page that runs a program of `tests/node/browser`, with a storage of its own."""
        return Page(self._target(), NODE / "browser" / program)

    def visit(self, url: str) -> "Tab":
        """Opens a page that is there already, with a storage of its own."""
        return Tab(self._target(), url)

    def _target(self) -> str:
        context = self.control.tell("Target.createBrowserContext")["browserContextId"]
        target = self.control.tell("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        return f"ws://{self.authority}/devtools/page/{target}"


class Tab:
    """A page of the server's own, as a user sees it."""

    def __init__(self, address: str, url: str):
        self.devtools = DevTools(address)
        self.devtools.tell("Page.enable")
        self._loads(lambda: self.devtools.tell("Page.navigate", url=url))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.devtools.close()

    def click(self, selector: str) -> None:
        """Clicks, and waits for the page that comes of it."""
        self._loads(lambda: self.read(f"document.querySelector({json.dumps(selector)}).click()"))

    def read(self, expression: str):
        """The value of an expression in the page."""
        answer = self.devtools.tell("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def _loads(self, act) -> None:
        act()
        self.devtools.until(lambda event: event["method"] == "Page.loadEventFired")


class Page:
    """A page, whose functions stand on `window.app`."""

    def __init__(self, address: str, program: Path):
        self.site = Site(bundle(program))
        self.devtools = DevTools(address)
        self.devtools.tell("Network.enable")
        self.devtools.tell("Page.enable")
        self.devtools.tell("Page.navigate", url=self.site.origin)
        self.devtools.until(lambda event: event["method"] == "Page.loadEventFired")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.devtools.close()
        self.site.close()

    def call(self, function: str, **given):
        """Calls a function of the page and waits for what it promises."""
        answer = self.devtools.tell(
            "Runtime.evaluate", expression=f"app.{function}({json.dumps(given)})", awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            thrown = answer["exceptionDetails"]
            raise PageError(thrown.get("exception", {}).get("description") or thrown["text"])
        return answer["result"].get("value")

    def preflights(self) -> list[set[str]]:
        """The headers that each preflight so far asked for, in lower case."""
        asked = []
        for event in self.devtools.events:
            if event["method"] != "Network.requestWillBeSent" or event["params"]["request"]["method"] != "OPTIONS":
                continue
            headers = {name.lower(): value for name, value in event["params"]["request"]["headers"].items()}
            asked.append(set(headers["access-control-request-headers"].split(",")))
        return asked

    def frame(self, kind: int, code: int) -> None:
        """Waits for the next WebSocket frame from the server that is a packet of this kind and ends with this code."""
        def is_it(event):
            if event["method"] != "Network.webSocketFrameReceived":
                return False
            packet = base64.b64decode(event["params"]["response"]["payloadData"])
            return (packet[0], packet[-1]) == (kind, code)
        self.devtools.until(is_it)


class DevTools:
    """One session of the protocol: numbered commands, and events kept in their order."""

    def __init__(self, address: str):
        self.closing = contextlib.ExitStack()
        self.socket = self.closing.enter_context(
            connect(address, max_size=MESSAGE_BYTES_MAX, proxy=None, compression=None))
        self.numbers = itertools.count(1)
        self.events: list[dict] = []
        self.awaited: set[int] = set()

    def tell(self, method: str, **parameters) -> dict:
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (message := self._receive()).get("id") != number:
            pass
        assert "error" not in message, message
        return message["result"]

    def until(self, condition) -> dict:
        """The first event that fits and was not awaited before."""
        position = 0
        while True:
            while position < len(self.events):
                if position not in self.awaited and condition(self.events[position]):
                    self.awaited.add(position)
                    return self.events[position]
                position += 1
            self._receive()

    def close(self) -> None:
        self.closing.close()

    def _receive(self) -> dict:
        message = json.loads(self.socket.recv(ANSWER_SECONDS_MAX))
        if "method" in message:
            self.events.append(message)
        return message


class Site:
    """A page of one script on loopback, at an origin that is not the server's."""

    def __init__(self, script: bytes):
        files = {
            "/": ("text/html; charset=utf-8", b"<!doctype html><title>app</title><script src=app.js></script>"),
            "/app.js": ("text/javascript; charset=utf-8", script),
        }

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                kind, body = files.get(self.path, ("text/plain", b""))
                self.send_response(200 if self.path in files else 404)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_address[1]}/"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def bundle(program: Path) -> bytes:
    """The program with all that it imports, as one script."""
    command = [NODE / "node_modules/.bin/esbuild", program, "--bundle", "--format=iife", "--log-level=error"]
    return subprocess.run(command, cwd=NODE, env=clean_environment(), capture_output=True, check=True).stdout
