"""Transcripts of what other clients send and AWS answers, replayed byte for byte.

A line of a transcript that begins with `>` is sent as it is, one with `<` is expected, `#` tells. A
header of an answer may stand in another place; its body is compared to the letter. `{name}` is a value
that the test gives; one that it does not give is taken from the answer and known from there on.
"""

import hashlib
import http.client
import re
import socket
from dataclasses import dataclass
from pathlib import Path

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest

from .aws import Keys
from .server import REGION, Server
from .signing import botocore_credentials
from .wire import Response, received

ANSWER_SECONDS_MAX = 30
NAME = re.compile(r"\{([a-z_0-9]+)\}")


@dataclass
class Exchange:
    """One request and what is expected upon it."""

    sent: list[str]
    expected: list[str]


def read(path: Path) -> list[Exchange]:
    exchanges: list[Exchange] = []
    for line in path.read_text().splitlines():
        mark, _, text = line.partition(" ")
        if mark == ">":
            if not exchanges or exchanges[-1].expected:
                exchanges.append(Exchange([], []))
            exchanges[-1].sent.append(text)
        elif mark == "<":
            exchanges[-1].expected.append(text)
        else:
            assert mark in ("", "#"), f"{path.name}: {line}"
    assert exchanges and all(exchange.expected for exchange in exchanges), path.name
    return exchanges


def replay(server: Server, path: Path, values: dict[str, str], keys: Keys | None = None) -> dict[str, str]:
    """Plays a transcript on one connection; gives back all values, those of the answers included."""
    known = {"authority": server.authority} | values
    with socket.create_connection(("127.0.0.1", server.port), ANSWER_SECONDS_MAX) as connection:
        for exchange in read(path):
            connection.sendall(request(exchange.sent, known, keys))
            answer = http.client.HTTPResponse(connection)
            answer.begin()
            compare(exchange.expected, received(answer), known)
    return known


def request(lines: list[str], known: dict[str, str], keys: Keys | None) -> bytes:
    """The bytes of a request: its lines, their ends as HTTP has them, and its body."""
    end = lines.index("")
    body = filled("\n".join(lines[end + 1:]), known)
    values = known | {"length": str(len(body)), "sha256": hashlib.sha256(body.encode()).hexdigest()}
    if keys:
        values |= signed(lines[:end], body, values, keys)
    head = [filled(line, values) for line in lines[:end]]
    return ("\r\n".join([*head, "", ""]) + body).encode()


def signed(head: list[str], body: str, values: dict[str, str], keys: Keys) -> dict[str, str]:
    """The signature over all headers, as their client makes it."""
    headers = dict(line.split(": ", 1) for line in head[1:])
    given = {name: filled(value, values) for name, value in headers.items() if value not in ("{now}", "{signature}")}
    made = AWSRequest(method="POST", url=f"http://{values['authority']}/", data=body.encode(), headers=given)
    SigV4Auth(botocore_credentials(keys), "cognito-identity", REGION).add_auth(made)
    return {"now": made.headers["X-Amz-Date"], "signature": made.headers["Authorization"]}


def filled(text: str, values: dict[str, str]) -> str:
    return NAME.sub(lambda match: values[match[1]], text)


def compare(expected: list[str], answer: Response, known: dict[str, str]) -> None:
    end = expected.index("") if "" in expected else len(expected)
    assert str(answer.status) == expected[0], answer
    headers = dict(line.split(": ", 1) for line in expected[1:end])
    for name, value in headers.items():
        assert name.lower() in answer.headers, (name, answer)
        taken(value, answer.headers[name.lower()], known)
    told = {name for name in answer.headers if name.startswith("x-amzn-")}
    assert told == {name.lower() for name in headers if name.startswith("x-amzn-")}
    assert "date" in answer.headers
    if end < len(expected):
        taken("\n".join(expected[end + 1:]), answer.text(), known)


def taken(template: str, text: str, known: dict[str, str]) -> None:
    """Compares a text to its template, and keeps what stands where the template names a new value."""
    parts = NAME.split(template)
    pattern = "".join(
        re.escape(part) if number % 2 == 0
        else re.escape(known[part]) if part in known and part not in NEW_EACH_TIME
        else f'(?P<{part}>[^",{{}}]+)'
        for number, part in enumerate(parts))
    match = re.fullmatch(pattern, text)
    assert match, f"expected {template}\nanswered {text}"
    known |= match.groupdict()


#: What differs from answer to answer.
NEW_EACH_TIME = {"uuid", "key", "seconds", "secret", "token"}
