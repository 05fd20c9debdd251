"""HTTPS by a client certificate, as AWS IoT has it on port 443 (`x-amzn-http-ca`): the device's policies decide each call."""

import http.client
import json
import ssl

import pytest

from support import devices, policies
from support.aws import client
from support.explanation import why
from support.mqtt import connect
from support.policies import allow, iot
from support.world import unique

BY_CERTIFICATE = "x-amzn-http-ca"
FORBIDDEN = (403, "ForbiddenException")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("https-devices")


def let_in(world, folder, *statements):
    device = devices.issued(world, folder)
    world.iot.attach_policy(policyName=world.iot_policy(policies.document(*statements)), target=device.arn)
    return device


class Https:
    """One connection of a device, with or without its certificate."""

    def __init__(self, server, device, named: str = BY_CERTIFICATE, session=None, version=None):
        context = ssl.create_default_context(cafile=server.ca_file)
        context.set_alpn_protocols([named])
        if version:
            context.maximum_version = version
        if device:
            context.load_cert_chain(device.certificate_file, device.key_file)
        host, port = server.https_endpoint.removeprefix("https://").rsplit(":", 1)
        self.connection = http.client.HTTPSConnection(host, int(port), context=context, timeout=10)
        self.decision = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def call(self, method: str, path: str, body: bytes = b"") -> tuple[int, str | dict]:
        """The status, and the name of the error or what the answer says."""
        self.connection.request(method, path, body)
        answer = self.connection.getresponse()
        told = answer.read()
        self.decision = answer.headers.get("x-daypass-decision")
        error = answer.headers.get("x-amzn-ErrorType")
        return answer.status, error.split(":")[0] if error else json.loads(told or b"{}")

    def publish(self, topic: str, more: str = "") -> tuple[int, str | dict]:
        return self.call("POST", f"/topics/{topic}?qos=1{more}", b"by https")


def test_a_device_publishes_what_its_policies_allow(server, world, folder):
    topic = unique("https")
    device = let_in(world, folder, allow("iot:Publish", iot(f"topic/{topic}")))
    guest = world.pool(guest=policies.document(allow("iot:*"))).guest()
    with connect(server, guest.keys, unique("listener")) as listener, Https(server, device) as https:
        listener.subscribe(f"{topic}/#", 1)
        assert https.publish(topic)[0] == 200
        assert https.connection.sock.selected_alpn_protocol() == BY_CERTIFICATE
        assert listener.message().payload == "by https"
        # A sibling, and the flag that is a permission of its own.
        assert https.publish(f"{topic}/other") == FORBIDDEN
        explained = why(server, https.decision)
        assert (explained.action, explained.resource) == ("iot:Publish", iot(f"topic/{topic}/other"))
        assert explained.leg == "device"
        assert https.publish(topic, "&retain=true") == FORBIDDEN
        assert https.publish(topic)[0] == 200
        assert listener.message().topic == topic


def test_a_device_has_its_shadow_and_no_other(server, world, folder):
    thing, other = unique("lamp"), unique("lamp")
    for name in (thing, other):
        world.iot.create_thing(thingName=name)
    device = let_in(world, folder, allow(["iot:GetThingShadow", "iot:UpdateThingShadow"], iot(f"thing/{thing}")))
    with Https(server, device) as https:
        reported = json.dumps({"state": {"reported": {"on": True}}}).encode()
        assert https.call("POST", f"/things/{thing}/shadow", reported)[0] == 200
        status, shadow = https.call("GET", f"/things/{thing}/shadow")
        assert (status, shadow["state"]["reported"]) == (200, {"on": True})
        assert https.call("GET", f"/things/{other}/shadow") == FORBIDDEN
        assert https.call("DELETE", f"/things/{thing}/shadow") == FORBIDDEN


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=["tls12", "tls13"])
def test_a_change_counts_on_the_open_connection_and_for_that_device_alone(server, world, folder, version):
    topic = unique("https")
    device, control = (let_in(world, folder, allow("iot:Publish", iot(f"topic/{topic}"))) for _ in range(2))
    with Https(server, device, version=version) as https, Https(server, control, version=version) as other:
        for status, expected in (("INACTIVE", FORBIDDEN), ("ACTIVE", None), ("REVOKED", FORBIDDEN)):
            world.iot.update_certificate(certificateId=device.id, newStatus=status)
            answered = https.publish(topic)
            assert answered == expected if expected else answered[0] == 200
            assert other.publish(topic)[0] == 200


def test_nobody_else_comes_in(server, world, folder):
    with Https(server, devices.stranger(folder)) as https:
        assert https.publish("any") == FORBIDDEN
        assert "is not registered" in why(server, https.decision)
    with Https(server, None) as https:
        assert https.publish("any")[0] == 403
    # Where the protocol is not named no certificate is asked for.
    device = let_in(world, folder, allow("iot:*"))
    with Https(server, device, named="http/1.1") as https:
        assert https.publish("any")[0] == 403
    # The control plane takes signatures alone.
    with Https(server, device) as https:
        assert https.call("GET", "/things")[0] == 403
        assert https.publish("any")[0] == 200


def test_signed_calls_stay_what_they_are(server):
    client(server, "iot-data", https=True).publish(topic="alpn", payload=b"x", qos=1)
