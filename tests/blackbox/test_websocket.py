"""MQTT over WebSocket, opened as each family of clients opens it."""

import http.client
import itertools
from concurrent.futures import Future
from dataclasses import replace

import pytest
from awscrt import mqtt
from awscrt.auth import AwsCredentialsProvider
from awsiot import mqtt_connection_builder

from support import policies, wire
from support.mqtt import V5, V311, Connection, Refused, connect
from support.signing import crt_sign, websocket_path

STATE = ["memory"]
ANSWER_SECONDS_MAX = 10
UPGRADE = {
    "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol": "mqtt",
}
_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def guest(world):
    return world.pool(guest=policies.document(
        policies.allow("iot:Connect", policies.iot("client/ws-*")),
        policies.allow(["iot:Publish", "iot:Receive"], policies.iot("topic/ws/*")),
        policies.allow("iot:Subscribe", policies.iot("topicfilter/ws/*")),
    )).guest()


@pytest.fixture
def client_id():
    return f"ws-{next(_numbers)}"


def works(connection: Connection, client_id: str) -> None:
    """A message goes round."""
    topic = f"ws/{client_id}"
    assert not connection.subscribe(topic, 1).refused
    assert not connection.publish(topic, "round").refused
    assert connection.message().payload == "round"


def works_in_node(node, name: str) -> None:
    topic = f"ws/{name}"
    assert node.call("mqttSubscribe", name=name, filter=topic, qos=1)[0]["qos"] == 1
    node.call("mqttPublish", name=name, topic=topic, payload="round", qos=1)
    assert node.call("mqttMessage", name=name) == {"topic": topic, "payload": "round"}
    node.call("mqttEnd", name=name)


def javascript_keys(keys) -> dict[str, str]:
    return {
        "accessKeyId": keys.access_key_id, "secretAccessKey": keys.secret_access_key, "sessionToken": keys.session_token,
    }


@pytest.mark.parametrize("version", [V311, V5])
@pytest.mark.parametrize("token", ["after", "before", "signed"])
def test_paho_wherever_the_token_stands(server, guest, client_id, token, version):
    path = websocket_path(guest.keys, server.authority, token=token)
    with connect(server, guest.keys, client_id, path=path, version=version) as connection:
        works(connection, client_id)


@pytest.mark.parametrize("host", ["{authority}", "127.0.0.1"])
@pytest.mark.parametrize("sent", ["{authority}", "127.0.0.1"])
def test_the_port_may_be_missing_where_it_is_signed_or_sent(server, guest, client_id, host, sent):
    path = websocket_path(guest.keys, host.format(authority=server.authority))
    headers = {"Host": sent.format(authority=server.authority)}
    with connect(server, guest.keys, client_id, path=path, headers=headers) as connection:
        works(connection, client_id)


def test_another_host_is_not_what_was_signed(server, guest):
    path = websocket_path(guest.keys, "elsewhere.example")
    assert wire.send(server, "GET", path, UPGRADE).status == 403
    assert wire.send(server, "GET", websocket_path(guest.keys, server.authority), UPGRADE).status == 101


@pytest.mark.parametrize("subprotocol", ["mqtt", "mqttv3.1"])
def test_the_subprotocol_is_echoed(server, guest, client_id, subprotocol):
    path = websocket_path(guest.keys, server.authority)
    answer = wire.send(server, "GET", path, UPGRADE | {"Sec-WebSocket-Protocol": subprotocol})
    assert answer.status == 101
    assert answer.headers["sec-websocket-protocol"] == subprotocol
    headers = {"Sec-Websocket-Protocol": subprotocol}
    with connect(server, guest.keys, client_id, path=path, headers=headers) as connection:
        works(connection, client_id)


def test_paho_over_tls(server, guest, client_id):
    with connect(server, guest.keys, client_id, https=True) as connection:
        works(connection, client_id)


@pytest.mark.parametrize("service", ["iotdevicegateway", "iotdata"])
def test_the_names_that_a_device_signature_goes_by(server, guest, client_id, service):
    path = websocket_path(guest.keys, server.authority, service=service)
    with connect(server, guest.keys, client_id, path=path) as connection:
        works(connection, client_id)


def test_an_upgrade_may_be_signed_in_its_headers(server, guest, client_id):
    _, headers = crt_sign(guest.keys, "iotdevicegateway", "GET", "/mqtt", [("Host", server.authority)])
    with connect(server, guest.keys, client_id, path="/mqtt", headers=dict(headers)) as connection:
        works(connection, client_id)


def test_the_native_sdk_signs_connection_and_host(server, guest, client_id):
    connection = mqtt_connection_builder.websockets_with_default_aws_signing(
        endpoint="127.0.0.1", port=server.port, ca_filepath=server.ca_file, region="us-east-1", client_id=client_id,
        credentials_provider=AwsCredentialsProvider.new_static(
            guest.keys.access_key_id, guest.keys.secret_access_key, guest.keys.session_token),
        clean_session=True, keep_alive_secs=30)
    connection.connect().result(ANSWER_SECONDS_MAX)
    arrived, topic = Future(), f"ws/{client_id}"
    subscribed, _ = connection.subscribe(
        topic, mqtt.QoS.AT_LEAST_ONCE, lambda topic, payload, **_: arrived.set_result(payload))
    assert subscribed.result(ANSWER_SECONDS_MAX)["qos"] == mqtt.QoS.AT_LEAST_ONCE
    published, _ = connection.publish(topic, "round", mqtt.QoS.AT_LEAST_ONCE)
    published.result(ANSWER_SECONDS_MAX)
    assert arrived.result(ANSWER_SECONDS_MAX) == b"round"
    connection.disconnect().result(ANSWER_SECONDS_MAX)


def test_the_signature_over_connection_and_host_over_plain_http(server, guest, client_id):
    path, headers = crt_sign(
        guest.keys, "iotdevicegateway", "GET", "/mqtt", [("Host", server.authority), ("Connection", "Upgrade")],
        in_query=True, omit_token=True)
    assert "connection%3Bhost" in path
    with connect(server, guest.keys, client_id, path=path) as connection:
        works(connection, client_id)


def test_amplifys_url_in_mqtt_js(server, guest, node, client_id):
    url = node.call("amplifyUrl", url=server.ready["ws"], credentials=javascript_keys(guest.keys))
    assert url.index("X-Amz-Signature") < url.index("X-Amz-Security-Token")
    for version in (4, 5):
        name = f"{client_id}-{version}"
        assert node.call("mqttConnect", name=name, url=url, clientId=name, protocolVersion=version)["state"] == "connected"
        works_in_node(node, name)


@pytest.mark.parametrize("subprotocol", ["mqtt", "mqttv3.1"])
def test_mqtt_js_over_tls_with_either_subprotocol(server, guest, node, client_id, subprotocol):
    url = node.call("amplifyUrl", url=server.ready["wss"], credentials=javascript_keys(guest.keys))
    answer = node.call(
        "mqttConnect", name=client_id, url=url, clientId=client_id, subprotocol=subprotocol, caFile=server.ca_file)
    assert answer["state"] == "connected"
    works_in_node(node, client_id)


def test_the_javascript_device_sdk(server, guest, node, client_id):
    answer = node.call(
        "deviceSdkConnect", name=client_id, host="127.0.0.1", port=server.port, clientId=client_id,
        credentials=javascript_keys(guest.keys), caFile=server.ca_file)
    assert answer["state"] == "connected", answer
    works_in_node(node, client_id)


def test_a_bad_signature_gets_no_upgrade(server, guest):
    fine = websocket_path(guest.keys, server.authority)
    other_secret = websocket_path(replace(guest.keys, secret_access_key="x" * 40), server.authority)
    no_token = websocket_path(replace(guest.keys, session_token=None), server.authority)
    elsewhere = websocket_path(guest.keys, server.authority, service="sts")
    assert wire.send(server, "GET", fine, UPGRADE).status == 101
    for path in (other_secret, no_token, elsewhere, "/mqtt"):
        answer = wire.send(server, "GET", path, UPGRADE)
        assert answer.status == 403, path
        assert answer.headers["x-daypass-decision"]


def test_a_token_of_another_guest_gets_no_upgrade(server, guest, world):
    other = world.pool(guest=policies.document(policies.allow("iot:*"))).guest()
    moved = websocket_path(replace(guest.keys, session_token=other.keys.session_token), server.authority)
    assert wire.send(server, "GET", moved, UPGRADE).status == 403
    assert wire.send(server, "GET", websocket_path(other.keys, server.authority), UPGRADE).status == 101


def test_a_plain_get_is_told_to_upgrade(server, guest):
    answer = wire.send(server, "GET", websocket_path(guest.keys, server.authority))
    assert answer.status in (400, 426)


def test_a_client_id_that_is_not_allowed_is_refused_after_the_upgrade(server, guest, client_id):
    for version, value in ((V5, 0x87), (V311, 0x87)):
        with pytest.raises(Refused) as refused:
            connect(server, guest.keys, f"not-{client_id}", version=version)
        # paho translates CONNACK 5 of MQTT 3.1.1 to the code of MQTT 5.
        assert refused.value.answer.value == value
        with connect(server, guest.keys, client_id, version=version) as connection:
            works(connection, client_id)


def test_a_newer_connection_takes_over_the_client_id(server, guest, client_id):
    with connect(server, guest.keys, client_id) as older:
        works(older, client_id)
        with connect(server, guest.keys, client_id) as newer:
            assert older.closed().value == 0x8E
            works(newer, client_id)


def test_the_upgrade_is_get_at_its_own_path(server, guest):
    path = websocket_path(guest.keys, server.authority).replace("/mqtt?", "/mqtt/other?")
    assert wire.send(server, "GET", path, UPGRADE).status in (400, 403, 404)
    connection = http.client.HTTPConnection(server.authority, timeout=10)
    connection.request("POST", websocket_path(guest.keys, server.authority), headers=UPGRADE)
    assert connection.getresponse().status != 101
    connection.close()
