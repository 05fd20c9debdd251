"""An app's own server that takes the webhook's messages, and may refuse some."""

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from threading import Thread

SECRET = "whsec_" + base64.b64encode(b"a secret of thirty-two bytes, 32").decode()
MESSAGE_SECONDS_MAX = 30


@dataclass
class Message:
    """One request that came, verified."""

    id: str
    text: str
    status: int

    @property
    def body(self) -> dict:
        return json.loads(self.text)

    @property
    def type(self) -> str:
        return self.body["type"]

    @property
    def data(self) -> dict:
        return self.body["data"]


class Receiver:
    """It verifies each message as Standard Webhooks describes, and answers `statuses`, then 204."""

    def __init__(self, port: int = 0):
        self.statuses: list[int] = []
        self.messages: Queue[Message] = Queue()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                text = self.rfile.read(int(self.headers["Content-Length"]))
                problem = unverified(self.headers, text)
                status = receiver.statuses.pop(0) if receiver.statuses else 204
                receiver.messages.put(problem or Message(self.headers["webhook-id"], text.decode(), status))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.port = self.server.server_address[1]
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    def message(self) -> Message:
        """The next message, whatever it was answered with."""
        message = self.messages.get(timeout=MESSAGE_SECONDS_MAX)
        assert isinstance(message, Message), message
        return message

    def until(self, condition) -> list[Message]:
        """The messages up to the first that fits, that one included."""
        seen = [self.message()]
        while not condition(seen[-1]):
            seen.append(self.message())
        return seen

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def unverified(headers, text: bytes) -> str | None:
    """What is wrong with the signature, if something is."""
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    signed = b".".join([headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), text])
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    if headers["webhook-signature"] != f"v1,{expected}":
        return f"signature {headers['webhook-signature']} of {text!r}"
    if abs(time.time() - int(headers["webhook-timestamp"])) > 60:
        return f"sent at {headers['webhook-timestamp']}"
    if headers["Content-Type"] != "application/json":
        return f"content type {headers['Content-Type']}"
    return None
