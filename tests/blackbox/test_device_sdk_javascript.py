"""The AWS IoT Device SDK for JavaScript v2: a device by its certificate, an app by its signed WebSocket."""

import pytest

from support import devices, policies
from support.explanation import why, why_last
from support.mqtt import connect
from support.policies import allow
from support.world import unique

NOT_AUTHORIZED = 0x87
ALL_IOT = policies.document(allow("iot:*"))
VERSIONS = pytest.mark.parametrize("operation", ["sdkConnect", "sdkConnect5"], ids=["mqtt311", "mqtt5"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("devices")


@pytest.fixture
def device(world, folder):
    """A device that may do everything, for this test alone."""
    device = devices.issued(world, folder)
    world.iot.attach_policy(policyName=world.iot_policy(ALL_IOT), target=device.arn)
    return device


@pytest.fixture(scope="module")
def app(world):
    return world.pool(guest=ALL_IOT).guest()


def opened(node, server, operation: str, name: str, **how) -> dict:
    """The first answer: connected or not."""
    door = server.ready["mqtts"] if "certificateFile" in how else server.authority
    host, port = door.rsplit(":", 1)
    return node.call(
        operation, name=name, host=host, port=int(port), clientId=name, caFile=server.ca_file, **how)


def by_certificate(device) -> dict:
    return {"certificateFile": device.certificate_file, "keyFile": device.key_file}


def by_keys(keys) -> dict:
    return {"credentials": {
        "accessKeyId": keys.access_key_id, "secretAccessKey": keys.secret_access_key, "sessionToken": keys.session_token}}


def talks(node, name: str, other) -> None:
    """A message goes to another client and one comes back."""
    there, back = unique("there"), unique("back")
    assert not other.subscribe(there, 1).refused
    assert node.call("mqttSubscribe", name=name, filter=back, qos=1)[0]["qos"] == 1
    node.call("mqttPublish", name=name, topic=there, payload="from the SDK", qos=1)
    assert other.message().payload == "from the SDK"
    assert not other.publish(back, "to the SDK").refused
    assert node.call("mqttMessage", name=name) == {"topic": back, "payload": "to the SDK"}


@VERSIONS
def test_a_device_talks_with_an_app_both_ways(server, node, device, app, operation):
    name = unique("device")
    assert opened(node, server, operation, name, **by_certificate(device))["state"] == "connected"
    with connect(server, app.keys, unique("app")) as other:
        talks(node, name, other)
    node.call("mqttEnd", name=name)


@VERSIONS
def test_a_deactivated_certificate_is_cut_and_refused(server, world, node, folder, device, operation):
    name, control = unique("device"), devices.issued(world, folder)
    world.iot.attach_policy(policyName=world.iot_policy(ALL_IOT), target=control.arn)
    assert opened(node, server, operation, name, **by_certificate(device))["state"] == "connected"
    with connect(server, None, unique("control"), device=control) as other:
        talks(node, name, other)
        world.iot.update_certificate(certificateId=device.id, newStatus="INACTIVE")
        closed = node.call("mqttState", name=name)
        assert closed["state"] == "closed"
        if operation == "sdkConnect5":
            assert closed["reasonCode"] == NOT_AUTHORIZED and closed["decision"]
        node.call("mqttEnd", name=name)

        refused = opened(node, server, operation, name, **by_certificate(device))
        assert refused["state"] == "error", refused
        if operation == "sdkConnect5":
            assert refused["reasonCode"] == NOT_AUTHORIZED
            explained = why(server, refused["decision"])
        else:
            explained = why_last(server)
        assert device.id in explained and explained.action == "iot:Connect"
        node.call("mqttEnd", name=name)

        world.iot.update_certificate(certificateId=device.id, newStatus="ACTIVE")
        assert opened(node, server, operation, name, **by_certificate(device))["state"] == "connected"
        talks(node, name, other)
        assert other.is_open()
    node.call("mqttEnd", name=name)


@VERSIONS
def test_an_app_signs_its_websocket(server, node, device, app, operation):
    name = unique("app")
    assert opened(node, server, operation, name, **by_keys(app.keys))["state"] == "connected"
    with connect(server, None, unique("device"), device=device) as other:
        talks(node, name, other)
    node.call("mqttEnd", name=name)


@VERSIONS
def test_an_app_without_permission_is_refused(server, world, node, app, operation):
    name, stranger = unique("app"), world.pool(guest=policies.document(allow("iot:Publish"))).guest()
    refused = opened(node, server, operation, name, **by_keys(stranger.keys))
    assert refused["state"] == "error", refused
    explained = why(server, refused["decision"]) if operation == "sdkConnect5" else why_last(server)
    assert (explained.action, explained.leg) == ("iot:Connect", "identity")
    node.call("mqttEnd", name=name)
    assert opened(node, server, operation, name, **by_keys(app.keys))["state"] == "connected"
    node.call("mqttEnd", name=name)
