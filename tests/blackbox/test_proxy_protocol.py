"""The PROXY protocol: what a trusted proxy tells of a client before a connection's first byte."""

import json
import socket
import ssl
import struct
import time

import pytest

from support import devices, policies
from support.haproxy import PROXY, HaProxy
from support.mqtt import connect
from support.policies import allow, iot
from support.server import Server
from support.world import World, unique

STATE = ["memory"]
CLIENT, CLIENT6 = "192.0.2.7", "2001:db8::7"
DOORS = ("listen", "mqtt_listen", "mqtts_listen")
#: The server's own deadline for a header, and what a slow machine may add.
HEADER_SECONDS_MAX, MARGIN_SECONDS = 5, 20
SETTINGS = f'trusted_proxies = ["{PROXY}"]\nallow_insecure_listen = true\n'
SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"
PRESENCE = "$aws/events/presence"


def started(folder, doors=DOORS) -> Server:
    named = ", ".join(f'"{door}"' for door in doors)
    (folder / "daypass.toml").write_text(f"{SETTINGS}proxy_protocol = [{named}]\n")
    return Server(folder, arguments=("--empty", "--config", str(folder / "daypass.toml")))


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = started(tmp_path_factory.mktemp("proxy_protocol"))
    yield running
    assert running.stop() == 0, running.output()


@pytest.fixture(scope="module")
def keys(world):
    """A guest that may connect from the client's addresses alone, with user name and password."""
    told = {"IpAddress": {"aws:SourceIp": [CLIENT, CLIENT6]}}
    guest = world.pool(guest=policies.document(allow("iot:Connect", Condition=told))).guest()
    return guest.keys.access_key_id, guest.keys.session_token


@pytest.fixture(scope="module")
def anywhere(world):
    guest = world.pool(guest=policies.document(allow("iot:*"))).guest()
    return guest.keys.access_key_id, guest.keys.session_token


def version_1(address: str = CLIENT, family: str = "TCP4", target: str = "198.51.100.1") -> bytes:
    return f"PROXY {family} {address} {target} 4321 1883\r\n".encode()


def version_2(address: str = CLIENT, *, command: int = 0x21, more: bytes = b"") -> bytes:
    family, kind = (socket.AF_INET6, 0x21) if ":" in address else (socket.AF_INET, 0x11)
    packed = socket.inet_pton(family, address)
    content = packed + packed + struct.pack("!HH", 4321, 1883) + more
    return SIGNATURE + bytes([command, kind]) + struct.pack("!H", len(content)) + content


def tls_value(by_tls: bool) -> bytes:
    return b"\x20" + struct.pack("!HBI", 5, int(by_tls), 0)


def string(text: str) -> bytes:
    return struct.pack("!H", len(text)) + text.encode()


def connect_packet(client_id: str, keys) -> bytes:
    body = string("MQTT") + b"\4\xc2\0\x3c" + string(client_id) + string(keys[0]) + string(keys[1])
    length, size = b"", len(body)
    while True:
        size, low = divmod(size, 128)
        length += bytes([low | (0x80 if size else 0)])
        if not size:
            return b"\x10" + length + body


def opened(server, door: str, source: str, header: bytes, *, tls: bool = False, pieces: int | None = None):
    """A connection from an address of this machine, which begins with a header."""
    authority = server.authority if door == "api" else server.ready[door]
    host, port = authority.rsplit(":", 1)
    stream = socket.create_connection((host, int(port)), timeout=HEADER_SECONDS_MAX + MARGIN_SECONDS,
                                      source_address=(source, 0))
    stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for at in range(0, len(header), pieces or len(header) or 1):
        stream.sendall(header[at:at + (pieces or len(header))])
    if tls:
        context = ssl.create_default_context(cafile=server.ca_file)
        stream = context.wrap_socket(stream, server_hostname="localhost")
    return stream


def received(stream) -> bytes:
    """What comes until the other side ends, or a CONNACK."""
    try:
        return stream.recv(4)
    except ConnectionError:
        return b""


def knock(server, door: str, source: str, header: bytes, keys, *, pieces: int | None = None) -> int | None:
    """The return code of a CONNECT of MQTT 3.1.1; nothing where the connection is closed before."""
    try:
        with opened(server, door, source, header, tls=door == "mqtts", pieces=pieces) as stream:
            stream.sendall(connect_packet(unique("knock"), keys))
            answer = received(stream)
            return answer[3] if answer[:1] == b"\x20" else None
    except (ssl.SSLError, ConnectionError):
        return None


ACCEPTED, REFUSED, CLOSED = 0, 5, None
HEADERS = [
    ("v1", version_1(), ACCEPTED),
    ("v1 of IPv6", version_1(CLIENT6, "TCP6", "2001:db8::1"), ACCEPTED),
    ("v1 of somebody else", version_1("198.51.100.1"), REFUSED),
    ("v1 unknown", b"PROXY UNKNOWN\r\n", REFUSED),
    ("v1 unknown, with words", f"PROXY UNKNOWN {CLIENT} {CLIENT} 1 2\r\n".encode(), REFUSED),
    ("v2", version_2(), ACCEPTED),
    ("v2 of IPv6", version_2(CLIENT6), ACCEPTED),
    ("v2 of a mapped address", version_2(f"::ffff:{CLIENT}"), ACCEPTED),
    ("v2 of somebody else", version_2("198.51.100.1"), REFUSED),
    ("v2 with values", version_2(more=b"\x04\0\x03abc" + tls_value(True)), ACCEPTED),
    ("v2 local", version_2(command=0x20), REFUSED),
    ("v2 long", version_2(more=b"\x04" + struct.pack("!H", 4000) + bytes(4000)), ACCEPTED),
    ("two headers", version_1() + version_1("198.51.100.1"), CLOSED),
    ("none", b"", CLOSED),
    ("v1 of another line end", version_1().replace(b"\r\n", b"\n"), CLOSED),
    ("v1 too long", b"PROXY UNKNOWN " + b"x" * 100 + b"\r\n", CLOSED),
    ("v1 of no address", version_1("192.0.2"), CLOSED),
    ("v1 of datagrams", version_1(family="UDP4"), CLOSED),
    ("v2 of another version", version_2(command=0x31), CLOSED),
    ("v2 of another command", version_2(command=0x22), CLOSED),
    ("v2 too short for its addresses", SIGNATURE + b"\x21\x11\0\x04" + bytes(4), CLOSED),
    ("v2 with a broken value", version_2(more=b"\x04\0\x09abc"), CLOSED),
    ("v2 too long", version_2(more=b"\x04" + struct.pack("!H", 5000) + bytes(5000)), CLOSED),
]


@pytest.mark.parametrize("door", ["mqtt", "mqtts"])
@pytest.mark.parametrize(("header", "expected"), [case[1:] for case in HEADERS], ids=[case[0] for case in HEADERS])
def test_a_header_counts_from_a_trusted_proxy_alone(server, keys, door, header, expected):
    assert knock(server, door, PROXY, header, keys) == expected
    # From anybody else a header is bytes that no protocol knows.
    assert knock(server, door, "127.0.0.1", header, keys) == (CLOSED if header else REFUSED)


@pytest.mark.parametrize("header", [version_1(), version_2(CLIENT6)], ids=["v1", "v2"])
def test_a_header_may_come_byte_by_byte(server, keys, header):
    for door in ("mqtt", "mqtts"):
        assert knock(server, door, PROXY, header, keys, pieces=1) == ACCEPTED


def test_who_comes_by_itself_needs_no_header(server, anywhere):
    for door in ("mqtt", "mqtts"):
        assert knock(server, door, "127.0.0.1", b"", anywhere) == ACCEPTED


@pytest.mark.parametrize("door", ["mqtt", "api"])
@pytest.mark.parametrize("header", [b"", b"PROXY TCP4 ", version_2()[:20]], ids=["nothing", "part of v1", "part of v2"])
def test_a_header_that_does_not_come_ends_the_connection(server, keys, anywhere, door, header):
    with opened(server, door, PROXY, header) as stream, opened(server, door, "127.0.0.1", b"") as control:
        began = time.monotonic()
        assert received(stream) == b""
        assert HEADER_SECONDS_MAX - 1 < time.monotonic() - began
        if door == "api":
            control.sendall(b"GET /-/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert received(control) == b"HTTP"
        else:
            control.sendall(connect_packet(unique("control"), anywhere))
            assert received(control) == b"\x20\2\0\0"


def get(server, source, header: bytes, *, tls: bool = False, headers: str = "") -> int | None:
    """The status of an answer; nothing where the connection is closed without one."""
    with opened(server, "api", source, header, tls=tls) as stream:
        try:
            stream.sendall(f"GET /-/healthz HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n".encode())
            with stream.makefile("rb") as answer:
                return int(answer.readline().split()[1])
        except (ConnectionError, IndexError):
            return None


@pytest.mark.parametrize("tls", [False, True], ids=["http", "https"])
def test_the_api_takes_headers_from_a_trusted_proxy_alone(server, tls):
    for header in (version_1(), version_2(CLIENT6), b"PROXY UNKNOWN\r\n", version_2(command=0x20)):
        assert get(server, PROXY, header, tls=tls) == 200
    if not tls:
        assert get(server, PROXY, b"") is None
        assert get(server, PROXY, version_1("192.0.2")) is None
        assert get(server, "127.0.0.1", version_1()) == 400
    assert get(server, "127.0.0.1", b"", tls=tls) == 200


def test_headers_of_requests_count_where_the_connection_is_of_a_trusted_proxy(server):
    """The client that a connection's header names is a stranger, whatever its requests say."""
    broken = "X-Forwarded-For: nonsense\r\n"
    assert get(server, PROXY, version_1(), headers=broken) == 200
    assert get(server, PROXY, version_1(PROXY), headers=broken) == 400
    assert get(server, PROXY, b"PROXY UNKNOWN\r\n", headers=broken) == 400


def test_lifecycle_events_tell_the_client(server, world, anywhere):
    guest = world.pool(guest=policies.document(allow("iot:*"))).guest()
    with connect(server, guest.keys, unique("watcher")) as watcher:
        assert not watcher.subscribe(f"{PRESENCE}/connected/+", 1).refused
        for header, address in ((version_2(CLIENT6), CLIENT6), (version_1(), CLIENT), (b"PROXY UNKNOWN\r\n", PROXY)):
            assert knock(server, "mqtt", PROXY, header, anywhere) == ACCEPTED
            assert json.loads(watcher.message().payload)["ipAddress"] == address


def test_a_door_that_is_not_named_takes_no_header(tmp_path):
    server = started(tmp_path, ("mqtts_listen",))
    guest = World(server).pool(guest=policies.document(allow("iot:*"))).guest()
    keys = (guest.keys.access_key_id, guest.keys.session_token)
    assert knock(server, "mqtt", PROXY, version_1(), keys) is CLOSED
    assert knock(server, "mqtt", PROXY, b"", keys) == ACCEPTED
    assert knock(server, "mqtts", PROXY, version_1(), keys) == ACCEPTED
    assert get(server, PROXY, version_1()) == 400
    assert get(server, PROXY, b"") == 200
    assert server.stop() == 0


def test_a_proxy_that_ends_tls_says_whether_it_did(server, world):
    secure = {"Bool": {"aws:SecureTransport": "true"}}
    guest = world.pool(guest=policies.document(allow("iot:Connect", Condition=secure))).guest()
    keys = (guest.keys.access_key_id, guest.keys.session_token)
    for door, header, expected in (
        ("mqtt", version_2(more=tls_value(True)), ACCEPTED),
        ("mqtt", version_2(more=tls_value(False)), REFUSED),
        ("mqtt", version_2(), REFUSED),
        ("mqtts", version_2(), ACCEPTED),
        # What the proxy says wins over what is seen of its own connection.
        ("mqtts", version_2(more=tls_value(False)), REFUSED),
    ):
        assert knock(server, door, PROXY, header, keys) == expected, (door, header)


class At:
    """A server, its doors reached through HAProxy."""

    def __init__(self, server, port: int):
        self.ready = server.ready | {"mqtt": f"localhost:{port}", "mqtts": f"localhost:{port}"}
        self.authority, self.ca_file = f"localhost:{port}", server.ca_file


def test_clients_come_through_haproxy(server, world, tmp_path):
    local = {"IpAddress": {"aws:SourceIp": "127.0.0.1"}}
    secure = {"Bool": {"aws:SecureTransport": "true"}}
    guest = world.pool(guest=policies.document(allow("iot:*", Condition=local))).guest()
    careful = world.pool(guest=policies.document(allow("iot:*", Condition=local | secure))).guest()
    device = devices.issued(world, tmp_path)
    policy = policies.document(allow("iot:*", Condition=local | secure))
    world.iot.attach_policy(policyName=world.iot_policy(policy), target=device.arn)
    plain = lambda who: (who.keys.access_key_id, who.keys.session_token)
    with HaProxy(server, tmp_path) as haproxy:
        at = {name: At(server, port) for name, port in haproxy.ports.items()}
        ways = [
            (at["mqtt_v1"], {"keys": None, "plain": plain(guest)}),
            (at["mqtt_v2"], {"keys": None, "plain": plain(guest)}),
            (at["mqtts_v1"], {"keys": None, "device": device}),
            (at["mqtts_v2"], {"keys": None, "device": device}),
            (at["api"], {"keys": guest.keys}),
        ]
        for number, (where, how) in enumerate(ways):
            with connect(where, how.pop("keys"), unique("behind"), **how) as connection:
                assert not connection.subscribe(f"behind/{number}", 1).refused
                connection.publish(f"behind/{number}", "round")
                assert connection.message().payload == "round"
        # TLS that HAProxy ends, and told of by it.
        port = haproxy.ports["mqtt_by_tls"]
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with context.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=20)) as stream:
            stream.sendall(connect_packet(unique("ended"), plain(careful)))
            assert stream.recv(4) == b"\x20\2\0\0"
        with socket.create_connection(("127.0.0.1", haproxy.ports["mqtt_v2"]), timeout=20) as stream:
            stream.sendall(connect_packet(unique("clear"), plain(careful)))
            assert stream.recv(4) == b"\x20\2\0\5"
        # A client that writes a header itself stands behind the one of its proxy.
        with socket.create_connection(("127.0.0.1", haproxy.ports["mqtt_v2"]), timeout=20) as stream:
            stream.sendall(version_1("127.0.0.1") + connect_packet(unique("liar"), plain(guest)))
            assert received(stream) == b""
