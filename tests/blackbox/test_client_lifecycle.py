"""Clients that come and go: the events that AWS IoT publishes, and the operations that look after connections."""

import json
import socket
import time

import pytest
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from support import devices, policies
from support.aws import client, refusal
from support.mqtt import V311, Refused, connect
from support.policies import allow, iot
from support.signing import websocket_path
from support.world import unique

PRESENCE = "$aws/events/presence"
NOT_FOUND = "ResourceNotFoundException"
ADMINISTRATIVE_ACTION = 0x98
HOUR_SECONDS = 3600


@pytest.fixture(scope="module")
def guest(world):
    return world.pool(guest=policies.document(
        allow("iot:Connect", [iot("client/life-*"), iot("client/watcher-*")]),
        allow("iot:Publish", iot("topic/life/*")),
        allow("iot:Receive", [iot("topic/life/*"), iot("topic/$aws/events/*")]),
        allow("iot:Subscribe", [iot("topicfilter/life/*"), iot("topicfilter/$aws/events/*")]),
    )).guest()


@pytest.fixture(scope="module")
def device(world, tmp_path_factory):
    device = devices.issued(world, tmp_path_factory.mktemp("life"))
    world.iot.attach_policy(
        policyName=world.iot_policy(policies.document(allow("iot:*"))), target=device.arn)
    return device


@pytest.fixture
def data(server):
    return client(server, "iot-data")


@pytest.fixture
def client_id():
    return unique("life")


@pytest.fixture
def watcher(server, guest, client_id):
    with connect(server, guest.keys, unique("watcher")) as watcher:
        assert not watcher.subscribe(f"$aws/events/+/+/{client_id}", 1).refused
        yield watcher


def told(watcher, topic: str) -> dict:
    message = watcher.message()
    assert message.topic == topic
    return json.loads(message.payload)


def test_a_visit_is_told_in_awss_words(server, device, watcher, client_id):
    began_ms = time.time() * 1000 - 1000
    with connect(server, None, client_id, device=device) as visitor:
        connected = told(watcher, f"{PRESENCE}/connected/{client_id}")
        visitor.subscribe("life/a", 1)
        subscribed = told(watcher, f"$aws/events/subscriptions/subscribed/{client_id}")
        visitor.unsubscribe("life/a")
        unsubscribed = told(watcher, f"$aws/events/subscriptions/unsubscribed/{client_id}")
    disconnected = told(watcher, f"{PRESENCE}/disconnected/{client_id}")
    session = connected["sessionIdentifier"]
    assert connected.pop("timestamp") > began_ms
    same = {"clientId": client_id, "sessionIdentifier": session, "principalIdentifier": device.id}
    assert connected == same | {"eventType": "connected", "ipAddress": "127.0.0.1", "versionNumber": 0}
    for event, kind in ((subscribed, "subscribed"), (unsubscribed, "unsubscribed")):
        del event["timestamp"]
        assert event == same | {"eventType": kind, "topics": ["life/a"]}
    assert disconnected.pop("timestamp") > began_ms
    assert disconnected == same | {
        "eventType": "disconnected", "clientInitiatedDisconnect": True,
        "disconnectReason": "CLIENT_INITIATED_DISCONNECT", "versionNumber": 0}


def test_the_reasons_tell_ends_apart(server, guest, watcher, client_id):
    connect(server, guest.keys, client_id).drop()
    assert told(watcher, f"{PRESENCE}/connected/{client_id}")["versionNumber"] == 0
    lost = told(watcher, f"{PRESENCE}/disconnected/{client_id}")
    assert (lost["disconnectReason"], lost["clientInitiatedDisconnect"]) == ("CONNECTION_LOST", False)
    with connect(server, guest.keys, client_id) as first, connect(server, guest.keys, client_id):
        assert first.closed().refused
        assert told(watcher, f"{PRESENCE}/connected/{client_id}")["versionNumber"] == 1
        taken = told(watcher, f"{PRESENCE}/disconnected/{client_id}")
        assert (taken["disconnectReason"], taken["versionNumber"]) == ("DUPLICATE_CLIENTID", 1)
        assert told(watcher, f"{PRESENCE}/connected/{client_id}")["versionNumber"] == 2


def test_a_refused_connect_is_told(server, world, guest, watcher, client_id):
    stranger = world.pool(guest=policies.document(allow("iot:Connect", iot("client/other")))).guest()
    with pytest.raises(Refused):
        connect(server, stranger.keys, client_id)
    failed = told(watcher, f"{PRESENCE}/connect_failed/{client_id}")
    assert (failed["connectFailureReason"], failed["ipAddress"]) == ("AUTHORIZATION_FAILED", "127.0.0.1")


def test_events_take_the_permission_to_receive(server, world, guest, client_id):
    barred = world.pool(guest=policies.document(
        allow(["iot:Connect", "iot:Subscribe"], "*"),
        allow(["iot:Publish", "iot:Receive"], iot("topic/life/*")),
    )).guest()
    with connect(server, barred.keys, unique("watcher")) as watcher:
        assert not watcher.subscribe(f"{PRESENCE}/#", 1).refused
        assert not watcher.subscribe("life/sentinel", 1).refused
        with connect(server, guest.keys, client_id) as visitor:
            visitor.publish("life/sentinel", client_id)
            assert watcher.message().topic == "life/sentinel"


def test_a_connection_is_shown(server, guest, data, client_id):
    signed_in = (guest.keys.access_key_id, guest.keys.session_token)
    with connect(server, None, client_id, version=V311, clean=False, plain=signed_in) as visitor:
        visitor.subscribe("life/b", 1)
        visitor.subscribe("life/a", 0)
        shown = data.get_connection(clientId=client_id, includeSocketInformation=True)
        assert shown["connected"] and not shown["cleanSession"]
        assert (shown["clientId"], shown["keepAliveDuration"], shown["sessionExpiry"]) == (client_id, 60, HOUR_SECONDS)
        assert abs(shown["connectedSince"] - time.time() * 1000) < 60_000
        host, port = visitor.client.socket().getsockname()
        assert (shown["sourceIp"], shown["sourcePort"]) == (host, port)
        assert f"{shown['targetIp']}:{shown['targetPort']}" == server.ready["mqtt"]
        assert "disconnectReason" not in shown
        assert "sourceIp" not in data.get_connection(clientId=client_id)
        first = data.list_subscriptions(clientId=client_id, maxResults=1)
        assert first["subscriptions"] == [{"topicFilter": "life/a", "qos": 0}]
        rest = data.list_subscriptions(clientId=client_id, maxResults=1, nextToken=first["nextToken"])
        assert rest["subscriptions"] == [{"topicFilter": "life/b", "qos": 1}] and "nextToken" not in rest
        visitor.drop()
    until = time.monotonic() + 10
    while (shown := data.get_connection(clientId=client_id))["connected"]:
        assert time.monotonic() < until
    assert shown["disconnectReason"] == "CONNECTION_LOST" and "connectedSince" not in shown
    assert abs(shown["disconnectedSince"] - time.time() * 1000) < 60_000
    assert len(data.list_subscriptions(clientId=client_id)["subscriptions"]) == 2


def test_a_connection_is_ended_with_or_without_its_session_and_will(server, guest, data, client_id):
    for nobody in (data.get_connection, data.list_subscriptions, data.delete_connection):
        assert refusal(nobody, clientId=client_id).code == NOT_FOUND
    with connect(server, guest.keys, unique("watcher")) as watcher:
        watcher.subscribe("life/will", 1)
        for prevent in (True, False):
            visitor = connect(server, guest.keys, client_id, will=("life/will", f"prevented: {prevent}"))
            data.delete_connection(clientId=client_id, preventWillMessage=prevent)
            assert visitor.closed().value == ADMINISTRATIVE_ACTION
            visitor.end()
        assert watcher.message().payload == "prevented: False"
    lasting = connect(server, guest.keys, client_id, version=V311, clean=False)
    lasting.subscribe("life/a", 1)
    data.delete_connection(clientId=client_id)
    lasting.closed()
    lasting.end()
    assert len(data.list_subscriptions(clientId=client_id)["subscriptions"]) == 1
    assert data.get_connection(clientId=client_id)["disconnectReason"] == "API_INITIATED_DISCONNECT"
    data.delete_connection(clientId=client_id, cleanSession=True)
    assert refusal(data.list_subscriptions, clientId=client_id).code == NOT_FOUND


def test_topic_aliases_come_to_clients_that_take_them(server, guest, node, world):
    """mqtt.js resolves the aliases that it is given."""
    name, topic = unique("life"), f"life/{unique('long-topic')}"
    url = f"ws://{server.authority}{websocket_path(guest.keys, server.authority)}"
    node.call("mqttConnect", name=name, url=url, clientId=name, protocolVersion=5,
              properties={"topicAliasMaximum": 4})
    node.call("mqttSubscribe", name=name, filter=topic, qos=1)
    with connect(server, guest.keys, unique("life")) as sender:
        for number in range(3):
            sender.publish(topic, str(number))
            assert node.call("mqttMessage", name=name) == {"topic": topic, "payload": str(number)}
    node.call("mqttEnd", name=name)
    # paho shows the packets as they are: the name comes once.
    taking = Properties(PacketTypes.CONNECT)
    taking.TopicAliasMaximum = 4
    with connect(server, guest.keys, unique("life"), properties=taking) as listener:
        listener.subscribe(topic, 1)
        for number in range(3):
            listener.publish(topic, str(number))
        assert [listener.message().topic for _ in range(3)] == [topic, "", ""]


def test_whoever_ends_its_side_right_behind_a_packet_is_gone_at_once(server, guest):
    """The last packet and the end of the stream may be seen together; the will does not wait for the keep alive."""
    def text(value: str) -> bytes:
        return len(value).to_bytes(2, "big") + value.encode()

    host, _, port = server.ready["mqtt"].rpartition(":")
    with connect(server, guest.keys, unique("watcher")) as watcher:
        watcher.subscribe("life/#", 0)
        for number in range(40):
            will, keys = f"life/will/{number}", guest.keys
            fields = text("MQTT") + b"\x04\xc6" + HOUR_SECONDS.to_bytes(2, "big") + text(unique("life")) + text(will) \
                + text("") + text(keys.access_key_id) + text(keys.session_token)
            with socket.create_connection((host, int(port)), timeout=10) as stream:
                stream.sendall(b"\x10" + bytes([len(fields) % 128 | 128, len(fields) // 128]) + fields)
                assert stream.recv(4) == b"\x20\x02\0\0"
                stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)
                stream.sendall(b"\x30\x0b" + text("life/last"))
                stream.shutdown(socket.SHUT_WR)
                assert [watcher.message().topic for _ in range(2)] == ["life/last", will]
