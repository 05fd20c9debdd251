"""Devices at the TLS door: certificates, registered and active, each under its own policies."""

import ssl
import subprocess
from concurrent.futures import Future
from datetime import timedelta

import pytest
from awscrt import mqtt, mqtt5
from awsiot import mqtt5_client_builder, mqtt_connection_builder

from support import devices, policies
from support.explanation import can, why, why_last
from support.mqtt import V5, V311, Refused, connect
from support.policies import allow, iot
from support.world import unique

NOT_AUTHORIZED = 0x87
CUT_SECONDS_MAX = 1.0
ANSWER_SECONDS_MAX = 10
ALL_IOT = policies.document(allow("iot:*"))
THING = "${iot:Connection.Thing.ThingName}"
VERSIONS = pytest.mark.parametrize("version", [V311, V5], ids=["mqtt311", "mqtt5"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("devices")


@pytest.fixture(scope="module")
def lamp(world, folder):
    """A device that may do everything."""
    lamp = devices.issued(world, folder)
    world.iot.attach_policy(policyName=world.iot_policy(ALL_IOT), target=lamp.arn)
    return lamp


def works(connection, topic: str) -> None:
    assert not connection.subscribe(topic, 1).refused
    connection.publish(topic, "round")
    assert connection.message().payload == "round"


@VERSIONS
def test_a_device_signs_in_with_its_certificate(server, lamp, version):
    with connect(server, None, unique("lamp"), device=lamp, version=version) as connection:
        works(connection, unique("topic"))


@VERSIONS
def test_a_certificate_without_a_policy_may_do_nothing(server, world, folder, lamp, version):
    bare = devices.issued(world, folder)
    with pytest.raises(Refused) as refused:
        connect(server, None, unique("bare"), device=bare, version=version)
    assert refused.value.answer.value == NOT_AUTHORIZED
    explained = why(server, refused.value.answer.decision) if version == V5 else why_last(server)
    assert (explained.action, explained.leg, explained.outcome) == ("iot:Connect", "device", "implicit_deny")
    assert not can(server, f"cert:{bare.id}", "iot:Publish", "topic/x")[0]
    assert can(server, f"cert:{lamp.id}", "iot:Publish", "topic/x")[0]
    with connect(server, None, unique("lamp"), device=lamp, version=version):
        pass


def turned_away(server, device, name: str) -> None:
    """The handshake succeeds (possession is proven), the CONNECT does not."""
    with pytest.raises((Refused, AssertionError, ssl.SSLError, ConnectionError)) as refused:
        connect(server, None, name, device=device)
    if isinstance(refused.value, Refused):
        assert refused.value.answer.refused and refused.value.answer.decision


def test_unknown_inactive_and_expired_certificates_are_turned_away(server, world, folder, lamp):
    policy = world.iot_policy(ALL_IOT)
    inactive = devices.issued(world, folder, active=False)
    revoked = devices.issued(world, folder)
    expired = devices.registered(world, folder, {"COMMON_NAME": "expired"}, lasts=timedelta(days=-1))
    for device in (inactive, revoked, expired):
        world.iot.attach_policy(policyName=policy, target=device.arn)
    world.iot.update_certificate(certificateId=revoked.id, newStatus="REVOKED")
    for device in (inactive, revoked, expired, devices.stranger(folder)):
        turned_away(server, device, unique("away"))
    world.iot.update_certificate(certificateId=inactive.id, newStatus="ACTIVE")
    for device in (inactive, lamp):
        with connect(server, None, unique("let-in"), device=device):
            pass


@VERSIONS
def test_deactivating_cuts_this_device_and_nobody_else(server, world, folder, lamp, version):
    device = devices.issued(world, folder)
    world.iot.attach_policy(policyName=world.iot_policy(ALL_IOT), target=device.arn)
    with connect(server, None, unique("cut"), device=device, version=version) as cut, \
            connect(server, None, unique("control"), device=lamp, version=version) as control:
        works(cut, unique("topic"))
        works(control, unique("topic"))
        world.iot.update_certificate(certificateId=device.id, newStatus="INACTIVE")
        closed = cut.closed(CUT_SECONDS_MAX)
        assert version == V311 or closed.value == NOT_AUTHORIZED
        works(control, unique("topic"))
        assert control.is_open()
        turned_away(server, device, unique("again"))
        world.iot.update_certificate(certificateId=device.id, newStatus="ACTIVE")
        with connect(server, None, unique("again"), device=device, version=version) as again:
            works(again, unique("topic"))


def test_a_certificate_that_ends_cuts_its_open_and_idle_connection(server, world, folder, lamp):
    short = devices.registered(world, folder, {"COMMON_NAME": "short"}, lasts=timedelta(seconds=2))
    world.iot.attach_policy(policyName=world.iot_policy(ALL_IOT), target=short.arn)
    topic = unique("topic")
    with connect(server, None, unique("short"), device=short) as cut, \
            connect(server, None, unique("control"), device=lamp) as control:
        works(cut, topic)
        works(control, topic)
        assert cut.message().payload == "round"
        # `notAfter` names a second that still counts: at most three from when it was made.
        closed = cut.closed(3 + CUT_SECONDS_MAX)
        assert closed.value == NOT_AUTHORIZED and "expired" in why(server, closed.decision)
        works(control, topic)
        assert control.is_open()
    turned_away(server, short, unique("late"))


def test_detaching_its_policy_cuts_a_device(server, world, folder, lamp):
    device, policy = devices.issued(world, folder), world.iot_policy(ALL_IOT)
    world.iot.attach_policy(policyName=policy, target=device.arn)
    with connect(server, None, unique("cut"), device=device) as cut, \
            connect(server, None, unique("control"), device=lamp) as control:
        works(cut, unique("topic"))
        world.iot.detach_policy(policyName=policy, target=device.arn)
        closed = cut.closed(CUT_SECONDS_MAX)
        assert closed.value == NOT_AUTHORIZED and why(server, closed.decision).leg == "device"
        works(control, unique("topic"))


def test_the_thing_of_a_device_is_known_by_its_client_id(server, world, folder):
    device, thing = devices.issued(world, folder), unique("thing")
    world.iot.attach_policy(policyName=world.iot_policy(policies.document(
        allow("iot:Connect", iot(f"client/{THING}")), allow("iot:Publish", iot(f"topic/{THING}/*")))), target=device.arn)
    world.iot.create_thing(thingName=thing)
    with pytest.raises(Refused):
        connect(server, None, thing, device=device)
    world.iot.attach_thing_principal(thingName=thing, principal=device.arn)
    with connect(server, None, thing, device=device) as connection:
        assert not connection.publish(f"{thing}/state", "").refused
        assert connection.publish("other/state", "").value == NOT_AUTHORIZED
        world.iot.detach_thing_principal(thingName=thing, principal=device.arn)
        assert connection.closed(CUT_SECONDS_MAX).value == NOT_AUTHORIZED
    with pytest.raises(Refused):
        connect(server, None, unique("elsewhere"), device=device)


def test_the_fields_of_a_certificate_are_variables(server, world, folder):
    device = devices.registered(world, folder, {"COMMON_NAME": ["lamp-7", "second"], "ORGANIZATION_NAME": "Example Corp"})
    world.iot.attach_policy(policyName=world.iot_policy(policies.document(
        allow("iot:Connect"),
        allow("iot:Publish", [
            iot("topic/${iot:CertificateId}"), iot("topic/${iot:Certificate.Subject.CommonName}/x"),
            iot("topic/${iot:Certificate.Subject.CommonName.1}/x"),
            iot("topic/${iot:Certificate.Subject.Country}/x")]),
        allow("iot:Publish", iot("topic/admin"), Condition={
            "ForAnyValue:StringEquals": {"iot:Certificate.Subject.CommonName.List": "second"}}),
        allow("iot:Publish", iot("topic/nobody"), Condition={
            "StringEquals": {"iot:Certificate.Subject.CommonName.2": "third"}}))), target=device.arn)
    with connect(server, None, unique("lamp"), device=device) as connection:
        for topic in (device.id, "lamp-7/x", "second/x", "admin"):
            assert not connection.publish(topic, "").refused, topic
        for topic in ("other/x", "nobody", "${iot:Certificate.Subject.Country}/x"):
            assert connection.publish(topic, "").value == NOT_AUTHORIZED, topic


def test_a_device_and_an_app_meet_on_a_topic(server, world, lamp):
    guest = world.pool(guest=ALL_IOT).guest()
    topic = unique("meeting")
    with connect(server, None, unique("lamp"), device=lamp) as device, \
            connect(server, guest.keys, unique("app")) as app:
        app.subscribe(topic)
        device.publish(topic, "from the lamp")
        assert app.message().payload == "from the lamp"


def endpoint(server) -> tuple[str, int]:
    host, port = server.ready["mqtts"].rsplit(":", 1)
    return host, int(port)


def test_the_device_sdk_for_python_with_mqtt_3(server, lamp):
    host, port = endpoint(server)
    connection = mqtt_connection_builder.mtls_from_path(
        endpoint=host, port=port, cert_filepath=lamp.certificate_file, pri_key_filepath=lamp.key_file,
        ca_filepath=server.ca_file, client_id=unique("sdk"), clean_session=True, keep_alive_secs=30)
    connection.connect().result(ANSWER_SECONDS_MAX)
    arrived, topic = Future(), unique("topic")
    subscribed, _ = connection.subscribe(
        topic, mqtt.QoS.AT_LEAST_ONCE, lambda topic, payload, **_: arrived.set_result(payload))
    subscribed.result(ANSWER_SECONDS_MAX)
    published, _ = connection.publish(topic, "round", mqtt.QoS.AT_LEAST_ONCE)
    published.result(ANSWER_SECONDS_MAX)
    assert arrived.result(ANSWER_SECONDS_MAX) == b"round"
    connection.disconnect().result(ANSWER_SECONDS_MAX)


def test_the_device_sdk_for_python_with_mqtt_5(server, lamp):
    host, port = endpoint(server)
    connected, arrived, stopped, topic = Future(), Future(), Future(), unique("topic")
    client = mqtt5_client_builder.mtls_from_path(
        endpoint=host, port=port, cert_filepath=lamp.certificate_file, pri_key_filepath=lamp.key_file,
        ca_filepath=server.ca_file, client_id=unique("sdk"),
        on_lifecycle_connection_success=lambda data: connected.set_result(data.connack_packet.reason_code),
        on_lifecycle_connection_failure=lambda data: connected.set_exception(data.exception),
        on_lifecycle_stopped=lambda data: stopped.set_result(True),
        on_publish_received=lambda data: arrived.set_result(data.publish_packet.payload))
    client.start()
    assert connected.result(ANSWER_SECONDS_MAX) == mqtt5.ConnectReasonCode.SUCCESS
    subscription = mqtt5.Subscription(topic_filter=topic, qos=mqtt5.QoS.AT_LEAST_ONCE)
    client.subscribe(mqtt5.SubscribePacket(subscriptions=[subscription])).result(ANSWER_SECONDS_MAX)
    client.publish(mqtt5.PublishPacket(topic=topic, payload=b"round", qos=mqtt5.QoS.AT_LEAST_ONCE)).result(
        ANSWER_SECONDS_MAX)
    assert arrived.result(ANSWER_SECONDS_MAX) == b"round"
    client.stop()
    assert stopped.result(ANSWER_SECONDS_MAX)


def mosquitto(program: str, server, device, topic: str, *arguments: str) -> list[str]:
    host, port = endpoint(server)
    return [
        program, "-h", host, "-p", str(port), "--cafile", server.ca_file, "--cert", device.certificate_file,
        "--key", device.key_file, "-i", unique("mosquitto"), "-t", topic, "-q", "1", *arguments]


@pytest.mark.parametrize("version", ["mqttv311", "mqttv5"])
def test_the_clients_of_mosquitto(server, lamp, version):
    topic = unique("topic")
    with connect(server, None, unique("listener"), device=lamp) as listener:
        assert not listener.subscribe(topic, 1).refused
        subprocess.run(mosquitto("mosquitto_pub", server, lamp, topic, "-V", version, "-m", "from mosquitto"),
                       check=True, timeout=30)
        assert listener.message().payload == "from mosquitto"
        listener.publish(topic, "kept", retain=True)
    heard = subprocess.run(
        mosquitto("mosquitto_sub", server, lamp, topic, "-V", version, "-C", "1", "-W", "20"),
        capture_output=True, text=True, check=True, timeout=30)
    assert heard.stdout.strip() == "kept"
