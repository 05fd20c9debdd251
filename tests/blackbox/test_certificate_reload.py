"""The server's certificate comes from files, and changes with them: new connections get the new one, open ones
stay, and files that cannot be used change nothing."""

import signal
import socket
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from support import devices, policies, tls_issuer, wire
from support.aws import client
from support.deadline import until
from support.mqtt import connect
from support.policies import allow
from support.server import Server
from support.signing import websocket_path
from support.world import World, unique

STATE = ["memory"]
#: How often the server looks at the files, and what a slow machine may add.
LOOK_SECONDS, MARGIN_SECONDS = 5, 10
TROUBLE = "the new TLS certificate cannot be used"


class Place:
    """A server with its certificate in files."""

    def __init__(self, folder):
        self.authority = tls_issuer.authority("an authority of the tests")
        self.authority_file = folder / "authority.pem"
        self.authority_file.write_bytes(self.authority.pem)
        self.chain_file, self.key_file = folder / "chain.pem", folder / "key.pem"
        self.serial = self.renew()
        (folder / "daypass.toml").write_text(
            f'[tls]\ncertificate_file = "{self.chain_file}"\nprivate_key_file = "{self.key_file}"\n')
        self.server = Server(folder, arguments=("--empty", "--config", str(folder / "daypass.toml")))
        self.world = World(self.server)

    def issued(self) -> tuple[int, bytes, bytes]:
        """A certificate's serial number, its chain with the authority at the end, and its key."""
        leaf = tls_issuer.leaf(self.authority)
        key = leaf.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return leaf.certificate.serial_number, leaf.pem + self.authority.pem, key

    def renew(self) -> int:
        serial, chain, key = self.issued()
        self.chain_file.write_bytes(chain)
        self.key_file.write_bytes(key)
        return serial

    def look(self) -> None:
        self.server.process.send_signal(signal.SIGHUP)

    def serials(self, *doors) -> set[int]:
        """The serial numbers of the certificates that TLS doors show."""
        return {self.serial_at(door) for door in doors or ("https_endpoint", "mqtts", "alpn mqtt", "alpn http", "tls12")}

    def serial_at(self, door: str) -> int:
        context = ssl.create_default_context(cafile=str(self.authority_file))
        if door.startswith("alpn"):
            context.set_alpn_protocols(["x-amzn-mqtt-ca" if door == "alpn mqtt" else "x-amzn-http-ca"])
        if door == "tls12":
            context.maximum_version = ssl.TLSVersion.TLSv1_2
        where = self.server.ready["mqtts"] if door == "mqtts" else self.server.https_endpoint.removeprefix("https://")
        host, port = where.rsplit(":", 1)
        with socket.create_connection((host, int(port)), timeout=20) as raw, \
                context.wrap_socket(raw, server_hostname=host) as stream:
            return x509.load_der_x509_certificate(stream.getpeercert(True)).serial_number

    def state(self) -> str:
        return wire.send(self.server, "GET", "/-/readyz").text()


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = Place(tmp_path_factory.mktemp("certificate"))
    yield place
    assert place.server.stop() == 0, place.server.output()


@pytest.fixture(scope="module")
def lamp(place, tmp_path_factory):
    lamp = devices.issued(place.world, tmp_path_factory.mktemp("lamp"))
    policy = place.world.iot_policy(policies.document(allow("iot:*")))
    place.world.iot.attach_policy(policyName=policy, target=lamp.arn)
    return lamp


def works(connection) -> None:
    topic = unique("reload")
    assert not connection.subscribe(topic, 1).refused
    connection.publish(topic, "round")
    assert connection.message().payload == "round"


def test_every_door_shows_the_certificate_of_the_files(place):
    assert place.serials() == {place.serial}
    trusted = place.authority.pem.decode()
    assert open(place.server.ca_file).read() == trusted
    assert wire.send(place.server, "GET", "/-/ca.pem").text() == trusted


def test_new_connections_get_the_new_one_and_open_ones_stay(place, lamp):
    server, guest = place.server, place.world.pool(guest=policies.document(allow("iot:*"))).guest()
    path = websocket_path(guest.keys, server.authority)
    with connect(server, None, unique("lamp"), device=lamp) as device, \
            connect(server, guest.keys, unique("web"), path=path, https=True) as web:
        before = place.serial
        place.serial = place.renew()
        place.look()
        until(lambda: place.serials("mqtts") == {place.serial}, 20, "the new certificate")
        assert place.serial != before and place.serials() == {place.serial}
        for connection in (device, web):
            assert connection.is_open()
            works(connection)
    with connect(server, None, unique("lamp"), device=lamp) as device:
        works(device)
    client(server, "iot-data", https=True).publish(topic="a", payload=b"x")
    assert place.state() == "ready\n"


def test_a_change_on_disk_is_seen_without_a_signal(place):
    place.serial = place.renew()
    until(lambda: place.serials("https_endpoint") == {place.serial}, LOOK_SECONDS + MARGIN_SECONDS, "the new certificate")
    assert place.serials() == {place.serial}


def broken(place, what: str) -> None:
    _, chain, key = place.issued()
    if what == "no certificate":
        place.chain_file.write_bytes(b"nothing of the kind\n")
    elif what == "half a certificate":
        place.chain_file.write_bytes(chain[:200])
    elif what == "no key":
        place.key_file.write_bytes(b"")
    elif what == "another key":
        place.key_file.write_bytes(key)
    elif what == "another certificate":
        place.chain_file.write_bytes(chain)
    elif what == "no file":
        place.key_file.unlink()
    elif what == "a folder":
        place.chain_file.unlink()
        place.chain_file.mkdir()
    elif what == "too long":
        place.chain_file.write_bytes(chain + b"\n" * (256 << 10))


@pytest.mark.parametrize("what", [
    "no certificate", "half a certificate", "no key", "another key", "another certificate", "no file", "a folder",
    "too long"])
def test_files_that_cannot_be_used_change_nothing_and_are_told(place, lamp, what):
    told = place.server.log().count("the new certificate cannot be used")
    with connect(place.server, None, unique("lamp"), device=lamp) as device:
        broken(place, what)
        place.look()
        until(lambda: TROUBLE in place.state(), 20, "the health of the server")
        assert place.serials() == {place.serial}
        # It is told once, and not each time that somebody looks.
        place.look()
        metrics = wire.send(place.server, "GET", "/-/metrics").text()
        assert "daypass_tls_certificate_current 0" in metrics
        until(lambda: place.server.log().count("the new certificate cannot be used") == told + 1, 5, "the log")
        works(device)
        if place.chain_file.is_dir():
            place.chain_file.rmdir()
        place.serial = place.renew()
        place.look()
        until(lambda: place.state() == "ready\n", 20, "the health of the server")
        assert place.serials() == {place.serial}
        assert "daypass_tls_certificate_current 1" in wire.send(place.server, "GET", "/-/metrics").text()
        works(device)
        assert place.server.log().count("the new certificate cannot be used") == told + 1


def test_the_old_pair_put_back_is_no_trouble(place):
    chain = place.chain_file.read_bytes()
    broken(place, "no certificate")
    place.look()
    until(lambda: TROUBLE in place.state(), 20, "the health of the server")
    place.chain_file.write_bytes(chain)
    place.look()
    until(lambda: place.state() == "ready\n", 20, "the health of the server")
    assert place.serials() == {place.serial}


def test_a_server_does_not_start_without_its_certificate(tmp_path):
    (tmp_path / "daypass.toml").write_text(
        f'[tls]\ncertificate_file = "{tmp_path}/none.pem"\nprivate_key_file = "{tmp_path}/none.key"\n')
    with pytest.raises(AssertionError, match="none.pem"):
        Server(tmp_path, arguments=("--empty", "--config", str(tmp_path / "daypass.toml")))


def test_without_files_a_hangup_ends_the_server(tmp_path):
    server = Server(tmp_path)
    server.process.send_signal(signal.SIGHUP)
    assert server.process.wait(10) == -signal.SIGHUP
