"""Which doors ask clients for their certificates: those that take devices, when they come as devices. A browser that is
asked shows its user a prompt."""

import socket
import ssl

import pytest

from support import devices, policies
from support.policies import allow
from support.server import Server
from support.world import World

STATE = ["memory"]
#: RFC 8446, section 4: the type of the handshake message.
CERTIFICATE_REQUEST, HANDSHAKE = 13, 22
ASKED, NOT_ASKED = True, False
VERSIONS = pytest.mark.parametrize(
    "version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=["tls12", "tls13"])


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("doors")
    (folder / "secret").write_text("no store is asked")
    (folder / "daypass.toml").write_text(
        f'[[signing_proxy]]\nlisten = "127.0.0.1:0"\nupstream = "http://127.0.0.1:1"\nregion = "us-east-1"\n'
        f'buckets = ["data"]\naccess_key_id = "a-key"\nsecret_access_key_file = "{folder}/secret"\n')
    running = Server(folder, arguments=("--empty", "--config", str(folder / "daypass.toml")))
    yield running
    assert running.stop() == 0, running.output()


def shaken(server, door: str, version, names: list[str], device=None) -> tuple[bool, str | None]:
    """Whether the door asked for a certificate, and the protocol that was agreed on."""
    context = ssl.create_default_context(cafile=server.ca_file)
    context.minimum_version = context.maximum_version = version
    if names:
        context.set_alpn_protocols(names)
    if device:
        context.load_cert_chain(device.certificate_file, device.key_file)
    seen = set()

    def note(_connection, direction, _version, content, message, _data):
        if direction == "read" and content == HANDSHAKE:
            seen.add(int(message))

    context._msg_callback = note
    where = {"api": server.https_endpoint, "mqtts": server.ready["mqtts"]}.get(door)
    where = where or server.ready["signing_proxies"][0]
    host, port = where.split("//")[-1].rstrip("/").rsplit(":", 1)
    with socket.create_connection((host, int(port)), timeout=10) as raw, \
            context.wrap_socket(raw, server_hostname="localhost") as stream:
        return CERTIFICATE_REQUEST in seen, stream.selected_alpn_protocol()


@VERSIONS
@pytest.mark.parametrize(("door", "names", "expected", "agreed"), [
    ("mqtts", [], ASKED, None),
    ("mqtts", ["x-amzn-mqtt-ca"], ASKED, None),
    ("mqtts", ["h2", "http/1.1"], ASKED, None),
    ("api", [], NOT_ASKED, None),
    ("api", ["h2", "http/1.1"], NOT_ASKED, "h2"),
    ("api", ["http/1.1"], NOT_ASKED, "http/1.1"),
    ("api", ["mqtt"], NOT_ASKED, "mqtt"),
    ("api", ["something else"], NOT_ASKED, None),
    ("api", ["x-amzn-mqtt-ca"], ASKED, "x-amzn-mqtt-ca"),
    ("api", ["x-amzn-http-ca"], ASKED, "x-amzn-http-ca"),
    # Whoever can do without its certificate is not asked.
    ("api", ["http/1.1", "x-amzn-http-ca"], NOT_ASKED, "http/1.1"),
    ("api", ["x-amzn-mqtt-ca", "h2"], NOT_ASKED, "h2"),
    ("signing proxy", [], NOT_ASKED, None),
    ("signing proxy", ["h2", "http/1.1"], NOT_ASKED, "h2"),
    # No device comes here.
    ("signing proxy", ["x-amzn-http-ca"], NOT_ASKED, None),
    ("signing proxy", ["x-amzn-mqtt-ca"], NOT_ASKED, None),
    ("signing proxy", ["mqtt"], NOT_ASKED, None),
], ids=str)
def test_devices_alone_are_asked_for_their_certificates(server, version, door, names, expected, agreed):
    assert shaken(server, door, version, names) == (expected, agreed)


@VERSIONS
def test_a_certificate_that_was_not_asked_for_is_not_seen(server, version, tmp_path):
    world = World(server)
    device = devices.issued(world, tmp_path)
    world.iot.attach_policy(policyName=world.iot_policy(policies.document(allow("iot:*"))), target=device.arn)
    for names, expected in ((["http/1.1"], NOT_ASKED), (["x-amzn-http-ca"], ASKED)):
        assert shaken(server, "api", version, names, device) == (expected, names[0])
        assert published(server, version, names, device) == (200 if expected == ASKED else 403)


def published(server, version, names, device) -> int:
    """The status of a message that a device publishes without a signature."""
    context = ssl.create_default_context(cafile=server.ca_file)
    context.minimum_version = context.maximum_version = version
    context.set_alpn_protocols(names)
    context.load_cert_chain(device.certificate_file, device.key_file)
    host, port = server.https_endpoint.removeprefix("https://").rsplit(":", 1)
    with socket.create_connection((host, int(port)), timeout=10) as raw, \
            context.wrap_socket(raw, server_hostname="localhost") as stream:
        stream.sendall(b"POST /topics/a?qos=1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx")
        return int(stream.recv(12).split()[1])
