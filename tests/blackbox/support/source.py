"""What stands before the endpoint that an import reads: it hears every call, and may be busy."""

import http.client
import re
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import parse_qs

THROTTLED = {
    "iam": (400, b"<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>"),
    "cognito-identity": (400, b'{"__type":"TooManyRequestsException","message":"Rate exceeded"}'),
    "iot": (429, b'{"message":"Rate exceeded"}'),
    "sts": (503, b""),
}


@dataclass(frozen=True)
class Heard:
    """One call: its service, its operation where the protocol names it, and how it was made."""

    service: str
    operation: str
    method: str
    path: str
    busy: bool

    @property
    def reads(self) -> bool:
        """Whether it is of those that change nothing."""
        if self.operation:
            return self.operation.startswith(("Get", "List", "Describe"))
        return self.method == "GET" or re.match(r"/(policy-targets|attached-policies)/", self.path) is not None


class Source:
    """Passes requests on as they are; of each kind of call, the first `busy` ones are throttled."""

    def __init__(self, authority: str, busy: int = 0):
        self.heard: list[Heard] = []
        self.lock = Lock()
        host, port = authority.rsplit(":", 1)
        source = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _serve(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                call = source.note(self, body, busy)
                if call.busy:
                    status, answer = THROTTLED[call.service]
                    self._answer(status, answer)
                    return
                far = http.client.HTTPConnection(host, int(port), timeout=30)
                far.request(self.command, self.path, body, dict(self.headers))
                answer = far.getresponse()
                self._answer(answer.status, answer.read(), answer.headers.get("x-amzn-errortype"))
                far.close()

            do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _serve

            def _answer(self, status: int, body: bytes, kind: str | None = None):
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                if kind:
                    self.send_header("x-amzn-errortype", kind)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.endpoint = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    def note(self, request, body: bytes, busy: int) -> Heard:
        """Remembers a call."""
        scope = re.search(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/", request.headers.get("Authorization", ""))
        target = request.headers.get("X-Amz-Target", "").rsplit(".", 1)[-1]
        operation = target or parse_qs(body.decode()).get("Action", [""])[0]
        service, path = scope.group(1) if scope else "", request.path.split("?")[0]
        with self.lock:
            kind = (service, operation, request.command, path)
            earlier = sum((call.service, call.operation, call.method, call.path) == kind for call in self.heard)
            call = Heard(*kind, busy=earlier < busy)
            self.heard.append(call)
        return call

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
