"""Whatever comes in, the answer is an error of AWS's kind, and the next caller is served."""

import itertools
import json
import socket
import ssl

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect as open_websocket

from support import policies, wire
from support.aws import ROOT
from support.deadline import until
from support.mqtt import connect as connect_mqtt
from support.policies import allow
from support.signing import sign_headers, websocket_path

STATE = ["memory"]
MEGABYTE = 1024 * 1024
SLOW_SECONDS_MAX = 45
ENDED_SECONDS_MAX = 15
_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def pool(world):
    return world.pool(guest=policies.document(allow("iot:*")))


@pytest.fixture(scope="module")
def guest(pool):
    return pool.guest()


@pytest.fixture(scope="module")
def slow_senders(server):
    """Connections that begin something and never end it, open from the module's first test on."""
    beginnings = {
        "nothing": b"",
        "half a request line": b"POST / HT",
        "half its headers": f"POST / HTTP/1.1\r\nHost: {server.authority}\r\nX-Slow: ".encode(),
        "half a TLS hello": b"\x16\x03\x01\x02\x00\x01\x00",
        "half a body": (
            f"POST / HTTP/1.1\r\nHost: {server.authority}\r\nContent-Type: {wire.JSON_11}\r\n"
            "X-Amz-Target: AWSCognitoIdentityService.GetId\r\nContent-Length: 100\r\n\r\n{").encode(),
    }
    connections = {}
    for name, beginning in beginnings.items():
        connection = socket.create_connection(("127.0.0.1", server.port), timeout=SLOW_SECONDS_MAX)
        connection.sendall(beginning)
        connections[name] = connection
    yield connections
    for connection in connections.values():
        connection.close()


@pytest.fixture(autouse=True)
def the_next_caller_is_served(server, pool, guest, slow_senders):
    """After each test a healthy request and a healthy message."""
    yield
    assert wire.cognito(server, "GetId", {"IdentityPoolId": pool.id}).status == 200
    with connect_mqtt(server, guest.keys, f"healthy-{next(_numbers)}") as connection:
        connection.subscribe("healthy")
        connection.publish("healthy", "yes")
        assert connection.message().payload == "yes"


def get_id(server, body, **headers) -> wire.Response:
    return wire.cognito(server, "GetId", body, headers)


def assert_client_error(answer: wire.Response, *statuses: int) -> None:
    assert answer.status in (statuses or (400,)), answer
    assert "x-amzn-requestid" in answer.headers


@pytest.mark.parametrize("body", [
    b"", b"{", b"[]", b"null", b'"text"', b"{}{}", b'{"IdentityPoolId":}', b"\x00", b'{"IdentityPoolId":"\xff\xfe"}',
    b'{"IdentityPoolId":"\\ud800"}', b"{'IdentityPoolId':'x'}", b'{"IdentityPoolId":' + b"[" * 100_000,
])
def test_what_is_no_json_object_is_a_serialization_error(server, body):
    answer = get_id(server, body)
    assert_client_error(answer)
    # An empty body counts as an empty object, which then lacks its required member.
    expected = "ValidationException" if body == b"" else "SerializationException"
    assert answer.json()["__type"] == expected


@pytest.mark.parametrize("arguments", [
    {"IdentityPoolId": 7}, {"IdentityPoolId": ["x"]}, {"IdentityPoolId": {"x": "y"}},
    {"IdentityPoolId": "us-east-1:0", "Logins": "x"}, {"IdentityPoolId": "us-east-1:0", "Logins": {"x": 1}},
])
def test_a_value_of_another_type_is_a_serialization_error(server, arguments):
    answer = get_id(server, arguments)
    assert_client_error(answer)
    assert answer.json()["__type"] == "SerializationException"


def test_a_member_that_nobody_knows_is_ignored(server, pool):
    assert get_id(server, {"IdentityPoolId": pool.id, "FutureMember": {"a": [1]}}).status == 200


def test_a_member_given_twice_is_refused(server, pool):
    # Two readers of such a body may see two different calls.
    nobody = "us-east-1:00000000-0000-4000-8000-00000000dead"
    for first, second in ((pool.id, nobody), (nobody, pool.id), (pool.id, pool.id)):
        answer = get_id(server, f'{{"IdentityPoolId":"{first}","IdentityPoolId":"{second}"}}')
        assert_client_error(answer)
        assert answer.json()["__type"] == "SerializationException"


def test_a_policy_with_a_block_twice_is_malformed(world):
    twice = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Effect":"Allow","Action":"s3:*","Resource":"*"}]}'
    with pytest.raises(world.iam.exceptions.MalformedPolicyDocumentException):
        world.iam.create_policy(PolicyName="twice", PolicyDocument=twice)


@pytest.mark.parametrize("content_type", ["text/html", "application/xml", "multipart/form-data; boundary=x"])
def test_another_content_type_is_an_error(server, content_type):
    answer = wire.send(server, headers={
        "Content-Type": content_type, "X-Amz-Target": "AWSCognitoIdentityService.GetId"}, body="<x/>")
    assert_client_error(answer, 400, 404, 415)


def test_a_charset_beside_the_content_type_is_fine(server, pool):
    answer = wire.send(server, headers={
        "Content-Type": f"{wire.JSON_11}; charset=UTF-8", "X-Amz-Target": "AWSCognitoIdentityService.GetId",
    }, body=json.dumps({"IdentityPoolId": pool.id}))
    assert answer.status == 200


def exchange(server, sent: bytes, tls: bool = False) -> bytes:
    """Sends raw bytes and reads until the server closes; it may close before everything was sent."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=ENDED_SECONDS_MAX) as plain:
        context = ssl.create_default_context(cafile=server.ca_file)
        connection = context.wrap_socket(plain, server_hostname="127.0.0.1") if tls else plain
        received = b""
        try:
            connection.sendall(sent)
            while chunk := connection.recv(65536):
                received += chunk
                if b"\r\n\r\n" in received:
                    break
        except (ConnectionError, ssl.SSLError):
            pass
        return received


def status_of(received: bytes) -> int | None:
    return int(received.split(b" ", 2)[1]) if received.startswith(b"HTTP/1.1 ") else None


@pytest.mark.parametrize("tls", [False, True])
def test_a_body_beyond_its_bound_is_refused_before_it_is_read(server, tls):
    head = (
        f"POST / HTTP/1.1\r\nHost: {server.authority}\r\nContent-Type: {wire.JSON_11}\r\n"
        f"X-Amz-Target: AWSCognitoIdentityService.GetId\r\nContent-Length: {1 << 40}\r\n\r\n")
    assert status_of(exchange(server, head.encode(), tls)) in (400, 413)


def test_an_oversized_body_is_refused_however_it_is_framed(server):
    body = json.dumps({"IdentityPoolId": "x" * (12 * MEGABYTE)}).encode()
    head = (
        f"POST / HTTP/1.1\r\nHost: {server.authority}\r\nContent-Type: {wire.JSON_11}\r\n"
        "X-Amz-Target: AWSCognitoIdentityService.GetId\r\n")
    lengths = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    chunks = f"{head}Transfer-Encoding: chunked\r\n\r\n{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
    for sent in (lengths, chunks):
        # The server may close while we still send: then nothing is read, and that is an answer, too.
        assert status_of(exchange(server, sent)) in (400, 413, None)


@pytest.mark.parametrize("head", [
    "GARBAGE\r\n\r\n",
    "POST / HTTP/1.1\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
    "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: -1\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "POST / HTTP/1.1\r\nHost: {host}\r\nX-Long: {long}\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: {host}\r\n{many}\r\n",
    "POST /%zz HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n",
])
def test_malformed_http_is_a_client_error(server, head):
    sent = head.format(
        host=server.authority, long="x" * MEGABYTE, many="".join(f"X-{n}: y\r\n" for n in range(5000)))
    status = status_of(exchange(server, sent.encode()))
    assert status is None or 400 <= status < 500, status


@pytest.mark.parametrize("form", ["Action=NoSuchThing&Version=2011-06-15", "Version=2011-06-15", "", "%zz=1", "Action"])
def test_malformed_queries_are_client_errors(server, form):
    headers = sign_headers(ROOT, "sts", "POST", f"{server.endpoint}/", {"Content-Type": wire.FORM}, form.encode())
    answer = wire.send(server, headers=headers, body=form)
    assert 400 <= answer.status < 500


CONNECT = bytes.fromhex("101000044d5154540402003c000461626364")  # MQTT 3.1.1, clean, client id "abcd"
MQTT_INPUT = {
    "a publish before the connect": bytes.fromhex("3003000161"),
    "a ping before the connect": bytes.fromhex("c000"),
    "a subscribe before the connect": bytes.fromhex("8206000100016100"),
    "half a connect": CONNECT[:7],
    "a connect of another protocol": CONNECT.replace(b"MQTT", b"MQTX"),
    "a connect of version 9": CONNECT.replace(b"MQTT\x04", b"MQTT\x09"),
    "a connect with a reserved flag": CONNECT.replace(b"MQTT\x04\x02", b"MQTT\x04\x03"),
    "a client id that is no UTF-8": CONNECT.replace(b"abcd", b"\xff\xfe\xfd\xfc"),
    "a client id that is longer than the packet": CONNECT.replace(b"\x00\x04abcd", b"\x00\x40abcd"),
    "a length of five bytes": bytes.fromhex("10ffffffffff"),
    "a length beyond every bound": bytes.fromhex("10ffffff7f") + b"x" * 100,
    "an unknown packet": bytes.fromhex("f000"),
    "a connack from a client": bytes.fromhex("20020000"),
}
MQTT_INPUT_AFTER_CONNECT = {
    "a second connect": CONNECT,
    "a topic with a wildcard": bytes.fromhex("300400012378"),
    "a topic that is no UTF-8": bytes.fromhex("30040001ff78"),
    "a topic with a null": bytes.fromhex("300400010078"),
    "a publish of quality 3": bytes.fromhex("3606000161000178"),
    "a subscribe with wrong flags": bytes.fromhex("8006000100016100"),
    "a subscribe without filters": bytes.fromhex("82020001"),
    "a subscribe of quality 7": bytes.fromhex("8206000100016107"),
    "half a publish": bytes.fromhex("30ff7f000161"),
    "an unknown packet": bytes.fromhex("f000"),
}


def websocket(server, guest):
    return open_websocket(
        f"ws://{server.authority}{websocket_path(guest.keys, server.authority)}", subprotocols=["mqtt"], proxy=None,
        close_timeout=2)


def until_closed(connection) -> bytes:
    received = b""
    while True:
        try:
            received += connection.recv(timeout=SLOW_SECONDS_MAX)
        except ConnectionClosed:
            return received


@pytest.mark.parametrize("name", [name for name in MQTT_INPUT if not name.startswith("half")])
def test_malformed_and_premature_packets_end_the_connection(server, guest, name):
    with websocket(server, guest) as connection:
        connection.send(MQTT_INPUT[name])
        answer = until_closed(connection)
    assert b"\x20\x02\x00\x00" not in answer


def test_a_packet_that_never_ends_ends_the_connection(server, guest):
    with websocket(server, guest) as connection:
        connection.send(MQTT_INPUT["half a connect"])
        assert until_closed(connection) == b""


@pytest.mark.parametrize("name", [name for name in MQTT_INPUT_AFTER_CONNECT if not name.startswith("half")])
def test_malformed_packets_of_a_connected_client_end_its_connection(server, guest, name):
    with websocket(server, guest) as connection:
        connection.send(CONNECT)
        assert connection.recv(timeout=10) == b"\x20\x02\x00\x00"
        connection.send(MQTT_INPUT_AFTER_CONNECT[name])
        until_closed(connection)


def test_a_client_may_go_in_the_middle_of_a_packet(server, guest):
    with websocket(server, guest) as connection:
        connection.send(CONNECT)
        assert connection.recv(timeout=10) == b"\x20\x02\x00\x00"
        connection.send(MQTT_INPUT_AFTER_CONNECT["half a publish"])
        connection.socket.close()


def test_packets_may_come_byte_by_byte_and_together(server, guest):
    ping, pong = bytes.fromhex("c000"), bytes.fromhex("d000")
    with websocket(server, guest) as connection:
        for byte in CONNECT:
            connection.send(bytes([byte]))
        assert connection.recv(timeout=10) == b"\x20\x02\x00\x00"
        connection.send(ping * 3)
        received = b""
        while len(received) < 6:
            received += connection.recv(timeout=10)
        assert received == pong * 3


def test_text_is_no_mqtt(server, guest):
    with websocket(server, guest) as connection:
        connection.send("CONNECT")
        until_closed(connection)


def test_a_message_beyond_the_bound_is_not_read(server, guest):
    with websocket(server, guest) as connection:
        connection.send(CONNECT)
        connection.recv(timeout=10)
        with pytest.raises((ConnectionClosed, ConnectionError)):
            connection.send(b"\x30\xff\xff\xff\x7f\x00\x01a" + b"x" * (32 * MEGABYTE))
            until_closed(connection)
            raise ConnectionError


def test_slow_senders_are_let_go(slow_senders):
    for name, connection in slow_senders.items():
        assert until(lambda c=connection: closed(c), SLOW_SECONDS_MAX, f"the end of {name}"), name


def closed(connection: socket.socket) -> bool:
    """Whether the server has closed; an answer before that is read away."""
    try:
        while connection.recv(65536):
            pass
    except ConnectionError:
        pass
    except TimeoutError:
        return False
    return True
