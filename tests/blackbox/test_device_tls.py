"""What the TLS door holds to beyond a first handshake: resumed sessions, old certificates, whose session it is,
and wills."""

import re
import socket
import ssl

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import load_pem_x509_certificate

from support import devices, policies
from support.explanation import why, why_last
from support.mqtt import V311, connect
from support.policies import allow, deny, iot
from support.world import unique

SUCCESS, NOT_AUTHORIZED = 0, 0x87
ALL_IOT = policies.document(allow("iot:*"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("devices")


@pytest.fixture
def device(world, folder):
    return let_in(world, devices.issued(world, folder))


def let_in(world, device, policy: str = ALL_IOT):
    world.iot.attach_policy(policyName=world.iot_policy(policy), target=device.arn)
    return device


class Knock:
    """One CONNECT of MQTT 5 over a TLS session that may be an earlier one's."""

    def __init__(self, server, context: ssl.SSLContext, client_id: str, session: ssl.SSLSession | None = None):
        host, port = server.ready["mqtts"].rsplit(":", 1)
        plain = socket.create_connection((host, int(port)), timeout=10)
        with context.wrap_socket(plain, server_hostname="localhost", session=session) as stream:
            self.resumed = stream.session_reused
            self.protocol = stream.selected_alpn_protocol()
            body = b"\0\4MQTT\5\2\0\0\0" + len(client_id).to_bytes(2, "big") + client_id.encode()
            stream.sendall(bytes([0x10, len(body)]) + body)
            connack = stream.recv(4096)
            # The packet's type, its length in one byte or two, a flag, and the reason code.
            found = re.match(rb"\x20[\x80-\xff]?[\0-\x7f][\0\1](.)", connack, re.DOTALL)
            assert found, connack
            self.code = found[1][0]
            found = re.search(rb"daypass-decision\0\x20([0-9a-f]{32})", connack)
            self.decision = found and found[1].decode()
            self.session = stream.session


def context_of(server, device, version: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=server.ca_file)
    context.minimum_version = context.maximum_version = version
    context.load_cert_chain(device.certificate_file, device.key_file)
    return context


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=["tls12", "tls13"])
def test_a_resumed_session_counts_no_more_than_a_new_one(server, world, device, version):
    context = context_of(server, device, version)
    first = Knock(server, context, unique("device"))
    assert (first.code, first.resumed) == (SUCCESS, False)
    again = Knock(server, context, unique("device"), first.session)
    assert (again.code, again.resumed) == (SUCCESS, True)

    world.iot.update_certificate(certificateId=device.id, newStatus="INACTIVE")
    refused = Knock(server, context, unique("device"), again.session)
    assert (refused.code, refused.resumed) == (NOT_AUTHORIZED, True)
    assert "is inactive" in why(server, refused.decision)
    world.iot.update_certificate(certificateId=device.id, newStatus="ACTIVE")
    back = Knock(server, context, unique("device"), refused.session)
    assert (back.code, back.resumed) == (SUCCESS, True)


def test_a_protocol_that_is_not_known_breaks_no_handshake(server, device):
    for names in (["x-amzn-mqtt-ca"], ["mqtt", "http/1.1"], ["something else"]):
        context = context_of(server, device)
        context.set_alpn_protocols(names)
        knock = Knock(server, context, unique("device"))
        assert (knock.code, knock.protocol) == (SUCCESS, None)


def test_a_certificate_of_version_1_is_as_good(server, world, folder):
    certificate, key = version_1({"COMMON_NAME": "old lamp"})
    made = world.iot.register_certificate_without_ca(certificatePem=certificate, status="ACTIVE")
    old = devices.written(folder, certificate, key, made["certificateId"], made["certificateArn"])
    context = context_of(server, old)
    refused = Knock(server, context, unique("old"))
    assert refused.code == NOT_AUTHORIZED and why(server, refused.decision).action == "iot:Connect"
    let_in(world, old)
    assert Knock(server, context, unique("old")).code == SUCCESS


def version_1(subject: dict) -> tuple[str, str]:
    """A self-signed certificate without the field that says its version, and its key, PEM."""
    newer, key = devices.self_signed(subject)
    signed = load_pem_x509_certificate(newer.encode()).tbs_certificate_bytes
    version = bytes([0xA0, 3, 2, 1, 2])
    head, rest = signed.split(version, 1)
    assert len(head) <= 4 and head[0] == 0x30
    body = sequence(rest)
    private = serialization.load_pem_private_key(key.encode(), None)
    signature = private.sign(body, ec.ECDSA(hashes.SHA256()))
    ecdsa_with_sha256 = bytes.fromhex("300a06082a8648ce3d040302")
    whole = sequence(body + ecdsa_with_sha256 + element(3, b"\0" + signature))
    return ssl.DER_cert_to_PEM_cert(whole), key


def sequence(content: bytes) -> bytes:
    return element(0x30, content)


def element(tag: int, content: bytes) -> bytes:
    length = len(content)
    short = bytes([length]) if length < 0x80 else bytes([0x82]) + length.to_bytes(2, "big")
    return bytes([tag]) + short + content


def test_the_session_of_another_device_is_not_met(server, world, folder, device):
    other, publisher = (let_in(world, devices.issued(world, folder)) for _ in range(2))
    client_id, topic = unique("device"), unique("topic")
    lasting = {"device": device, "version": V311, "clean": False}
    with connect(server, None, client_id, **lasting) as first:
        first.subscribe(topic, 1)
    with connect(server, None, unique("publisher"), device=publisher) as speaker:
        speaker.publish(topic, "for the first device")
        # The same certificate meets its session again, with what came meanwhile.
        with connect(server, None, client_id, **lasting) as again:
            assert again.message().payload == "for the first device"
        speaker.publish(topic, "for it again")
        with connect(server, None, client_id, **(lasting | {"device": other})) as stranger:
            stranger.subscribe("sentinel", 1)
            speaker.publish(topic, "for nobody")
            speaker.publish("sentinel", "heard")
            assert stranger.message().payload == "heard"


def test_on_resume_everything_is_authorized_anew(server, world, folder):
    stays, goes = unique("stays"), unique("goes")
    device, publisher = devices.issued(world, folder), let_in(world, devices.issued(world, folder))
    name = world.iot_policy(ALL_IOT)
    world.iot.attach_policy(policyName=name, target=device.arn)
    client_id, lasting = unique("device"), {"device": device, "version": V311, "clean": False}
    with connect(server, None, client_id, **lasting) as connection:
        for topic in (stays, goes):
            connection.subscribe(topic, 1)
    with connect(server, None, unique("publisher"), device=publisher) as speaker:
        for topic in (goes, stays):
            speaker.publish(topic, "waits")
        world.iot.create_policy_version(policyName=name, setAsDefault=True, policyDocument=policies.document(
            allow("iot:*"), deny("iot:Subscribe", iot(f"topicfilter/{goes}")), deny("iot:Receive", iot(f"topic/{goes}"))))
        with connect(server, None, client_id, **lasting) as resumed:
            assert resumed.message().topic == stays
            speaker.publish(goes, "not heard")
            speaker.publish(stays, "sentinel")
            assert resumed.message().payload == "sentinel"


def test_a_will_is_authorized_again_when_it_is_sent(server, world, folder, device):
    wills = unique("wills")
    mortal, control = devices.issued(world, folder), let_in(world, devices.issued(world, folder))
    name = world.iot_policy(ALL_IOT)
    world.iot.attach_policy(policyName=name, target=mortal.arn)
    with connect(server, None, unique("listener"), device=device) as listener:
        listener.subscribe(f"{wills}/#", 1)
        connect(server, None, unique("mortal"), device=mortal, will=(f"{wills}/first", "gone")).drop()
        assert listener.message().topic == f"{wills}/first"
        late = connect(server, None, unique("mortal"), device=mortal, will=(f"{wills}/late", "gone"))
        other = connect(server, None, unique("control"), device=control, will=(f"{wills}/control", "gone"))
        world.iot.create_policy_version(policyName=name, setAsDefault=True, policyDocument=policies.document(
            allow("iot:*"), deny("iot:Publish", iot(f"topic/{wills}/late"))))
        assert late.is_open()
        late.drop()
        other.drop()
        assert listener.message().topic == f"{wills}/control"
    explained = why_last(server)
    assert (explained.action, explained.resource) == ("iot:Publish", iot(f"topic/{wills}/late"))
    assert (explained.outcome, explained.leg) == ("explicit_deny", "device")
