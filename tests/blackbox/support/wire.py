"""HTTP by hand: requests exactly as a transcript has them, and answers as they came."""

import http.client
import json
from dataclasses import dataclass

from .server import Server

JSON_11 = "application/x-amz-json-1.1"
FORM = "application/x-www-form-urlencoded; charset=utf-8"


@dataclass
class Response:
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self):
        return json.loads(self.body)

    def text(self) -> str:
        return self.body.decode()


def send(server: Server, method: str = "POST", path: str = "/", headers: dict | list | None = None,
         body: bytes | str = b"", *, host: str | None = None) -> Response:
    """Sends one request with these very headers, Host and Content-Length aside."""
    body = body.encode() if isinstance(body, str) else body
    connection = http.client.HTTPConnection(server.authority, timeout=30)
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        pairs = list(headers.items() if isinstance(headers, dict) else headers or [])
        present = {name.lower() for name, _ in pairs}
        if "host" not in present:
            connection.putheader("Host", host or server.authority)
        if "content-length" not in present and "transfer-encoding" not in present:
            connection.putheader("Content-Length", str(len(body)))
        for name, value in pairs:
            connection.putheader(name, value)
        connection.endheaders(body)
        return received(connection.getresponse())
    finally:
        connection.close()


def received(answer: http.client.HTTPResponse) -> Response:
    headers = {name.lower(): value for name, value in answer.getheaders()}
    return Response(answer.status, headers, answer.read())


def cognito(server: Server, operation: str, arguments: dict | str | bytes, headers: dict | None = None) -> Response:
    """An unsigned call to Cognito Identity."""
    body = arguments if isinstance(arguments, (str, bytes)) else json.dumps(arguments)
    target = {"Content-Type": JSON_11, "X-Amz-Target": f"AWSCognitoIdentityService.{operation}"}
    return send(server, headers=target | (headers or {}), body=body)
