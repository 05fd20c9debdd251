"""A CONNECT that is not authenticated, or not allowed, touches nothing: no connection, no session, no will, no retained
message, no event of a client."""

import json

import pytest
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from support import devices, policies
from support.explanation import why_last
from support.mqtt import V5, V311, Refused, connect
from support.policies import allow, iot
from support.world import unique

HOUR_SECONDS = 3600
VERSIONS = pytest.mark.parametrize("version", [V311, V5], ids=["mqtt311", "mqtt5"])
ALL_IOT = policies.document(allow("iot:*"))


@pytest.fixture(scope="module")
def owner(world):
    return world.pool(guest=ALL_IOT).guest()


@pytest.fixture(params=["wrong password", "no credentials", "not allowed", "will not allowed", "unknown certificate",
                        "inactive certificate"])
def attack(request, server, world, tmp_path):
    """Somebody who knows a client id, and may not have it."""
    elsewhere = world.pool(guest=policies.document(
        allow("iot:Connect", iot("client/elsewhere")), allow("iot:Publish"))).guest()
    silent = world.pool(guest=policies.document(allow("iot:Connect"))).guest()
    ways = {
        "wrong password": lambda: {"plain": (elsewhere.keys.access_key_id, "wrong")},
        "no credentials": lambda: {"plain": None},
        "not allowed": lambda: {"keys": elsewhere.keys},
        "will not allowed": lambda: {"keys": silent.keys},
        "unknown certificate": lambda: {"device": devices.stranger(tmp_path)},
        "inactive certificate": lambda: {"device": devices.issued(world, tmp_path, active=False)},
    }
    how = ways[request.param]()

    def strike(client_id: str, **more) -> None:
        settings = how | more
        with pytest.raises(Refused):
            connect(server, settings.pop("keys", None), client_id, **settings)

    # Of a client that nobody is known to be, no event tells.
    strike.is_told = request.param in ("not allowed", "will not allowed")
    return strike


def lasting(version) -> dict:
    if version == V311:
        return {"version": version, "clean": False}
    properties = Properties(PacketTypes.CONNECT)
    properties.SessionExpiryInterval = HOUR_SECONDS
    return {"version": version, "clean": False, "properties": properties}


@VERSIONS
def test_a_refused_connect_touches_nothing(server, owner, attack, version):
    client_id, topic, will = unique("owned"), unique("topic"), unique("will")
    with connect(server, owner.keys, unique("watcher")) as watcher, \
            connect(server, owner.keys, unique("publisher")) as publisher:
        for heard in (will, f"$aws/events/presence/+/{client_id}"):
            assert not watcher.subscribe(heard, 1).refused
        with connect(server, owner.keys, client_id, will=(will, "gone"), **lasting(version)) as own:
            assert event(watcher) == "connected"
            assert not own.subscribe(topic, 1).refused
            # The open connection goes on, though the stranger wants its client id and a clean start.
            attack(client_id, version=version, will=(will, "of the stranger"))
            assert not attack.is_told or event(watcher) == "connect_failed"
            publisher.publish(topic, "still here")
            assert own.message().payload == "still here"
            assert own.is_open()
        assert event(watcher) == "disconnected"
        # The session that is left goes on, with what waits in it.
        publisher.publish(topic, "waits")
        attack(client_id, version=version, will=(will, "of the stranger"))
        assert not attack.is_told or event(watcher) == "connect_failed"
        with connect(server, owner.keys, client_id, **lasting(version)) as back:
            assert event(watcher) == "connected"
            assert back.message().payload == "waits"
            publisher.publish(topic, "goes on")
            assert back.message().payload == "goes on"
        assert event(watcher) == "disconnected"
        # Whoever may have the client id may begin anew, and then the session is over.
        with connect(server, owner.keys, client_id, version=version):
            assert event(watcher) == "connected"
        assert event(watcher) == "disconnected"
        with connect(server, owner.keys, client_id, **lasting(version)) as fresh:
            publisher.publish(topic, "not subscribed")
            assert not fresh.subscribe("sentinel", 1).refused
            publisher.publish("sentinel", "sentinel")
            assert fresh.message().payload == "sentinel"


def event(watcher) -> str:
    """The next event of the client; nothing else, no will, comes before it."""
    message = watcher.message()
    assert message.topic.startswith("$aws/events/presence/"), message
    return json.loads(message.payload)["eventType"]


def test_a_will_that_may_not_be_published_is_what_refused_it(server, world, owner):
    silent = world.pool(guest=policies.document(allow("iot:Connect"))).guest()
    with pytest.raises(Refused):
        connect(server, silent.keys, unique("mortal"), will=("wills/a", "gone"))
    explained = why_last(server)
    assert (explained.action, explained.resource) == ("iot:Publish", iot("topic/wills/a"))
    with connect(server, silent.keys, unique("mortal")) as connection:
        assert connection.is_open()
