"""MQTT on the API's port: a client names it in TLS, as AWS IoT has it on port 443."""

import socket
import ssl

import pytest

from support import devices, policies
from support.aws import client
from support.mqtt import V5, V311, Refused, connect
from support.policies import allow
from support.world import unique

ALL_IOT = policies.document(allow("iot:*"))
BY_CERTIFICATE, BY_PASSWORD = "x-amzn-mqtt-ca", "mqtt"


@pytest.fixture(scope="module")
def lamp(world, tmp_path_factory):
    lamp = devices.issued(world, tmp_path_factory.mktemp("alpn"))
    world.iot.attach_policy(policyName=world.iot_policy(ALL_IOT), target=lamp.arn)
    return lamp


def works(connection) -> None:
    topic = unique("alpn")
    assert not connection.subscribe(topic, 1).refused
    connection.publish(topic, "round")
    assert connection.message().payload == "round"


@pytest.mark.parametrize("version", [V311, V5], ids=["mqtt311", "mqtt5"])
def test_a_device_signs_in_with_its_certificate(server, lamp, version):
    with connect(server, None, unique("lamp"), device=lamp, version=version, protocol=BY_CERTIFICATE) as connection:
        works(connection)


def test_a_user_name_and_password_sign_in(server, world):
    guest = world.pool(guest=ALL_IOT).guest()
    keys = (guest.keys.access_key_id, guest.keys.session_token)
    with connect(server, None, unique("guest"), plain=keys, protocol=BY_PASSWORD) as connection:
        works(connection)
    with pytest.raises(Refused):
        connect(server, None, unique("guest"), plain=(keys[0], "wrong"), protocol=BY_PASSWORD)
    with pytest.raises(Refused):
        connect(server, None, unique("nobody"), plain=None, protocol=BY_PASSWORD)


def test_a_certificate_without_registration_is_nobody(server, tmp_path):
    with pytest.raises(Refused):
        connect(server, None, unique("stranger"), device=devices.stranger(tmp_path), protocol=BY_CERTIFICATE)


def test_the_api_answers_on_the_same_port(server, lamp):
    with connect(server, None, unique("lamp"), device=lamp, protocol=BY_CERTIFICATE) as connection:
        topic = unique("alpn")
        connection.subscribe(topic, 1)
        client(server, "iot-data", https=True).publish(topic=topic, payload=b"by the API", qos=1)
        assert connection.message().payload == "by the API"


def test_what_http_clients_name_stays_http(server):
    host, port = server.https_endpoint.removeprefix("https://").rsplit(":", 1)
    for named, agreed in (
        ([BY_CERTIFICATE], BY_CERTIFICATE), ([BY_PASSWORD], BY_PASSWORD), (["h2", BY_PASSWORD], "h2"),
        (["http/1.1"], "http/1.1"),
    ):
        context = ssl.create_default_context(cafile=server.ca_file)
        context.set_alpn_protocols(named)
        with socket.create_connection((host, int(port))) as raw, \
                context.wrap_socket(raw, server_hostname=host) as secured:
            assert secured.selected_alpn_protocol() == agreed
