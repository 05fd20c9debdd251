"""Wills outlive the server: whoever was connected when it was killed is gone, and a will that waits goes on waiting."""

import time

import pytest
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from support import devices, policies
from support.aws import ROOT, client
from support.deadline import until
from support.explanation import why_last
from support.mqtt import V5, V311, connect
from support.policies import allow, deny, iot
from support.world import World, unique

ALL_IOT = policies.document(allow("iot:*"))
DELAY_SECONDS = 3


@pytest.fixture
def world(kept):
    return World(kept)


@pytest.fixture
def guest(world):
    return world.pool(guest=ALL_IOT).guest()


def lasting() -> dict:
    properties = Properties(PacketTypes.CONNECT)
    properties.SessionExpiryInterval = 3600
    return {"clean": False, "properties": properties}


def delayed(topic: str) -> tuple:
    properties = Properties(PacketTypes.WILLMESSAGE)
    properties.WillDelayInterval = DELAY_SECONDS
    return (topic, "late", 1, False, properties)


class Reader:
    """A client whose session stays, and gets all wills below a topic."""

    def __init__(self, server, guest):
        self.server, self.keys, self.name, self.topic = server, guest.keys, unique("reader"), unique("wills")
        with self.connected() as reader:
            reader.subscribe(f"{self.topic}/#", 2)
            reader.drop()

    def connected(self):
        return connect(self.server, self.keys, self.name, **lasting())

    def messages(self, count: int) -> list[tuple[str, str]]:
        """So many messages, and that no other comes before one that is published then."""
        with self.connected() as reader, connect(self.server, self.keys, unique("writer")) as writer:
            found = [reader.message() for _ in range(count)]
            writer.publish(f"{self.topic}/sentinel", "last")
            assert reader.message().payload == "last"
            return sorted((message.topic.removeprefix(f"{self.topic}/"), message.payload) for message in found)


def stored(server, guest) -> None:
    """Comes back when all that the server has taken in is stored: what it retains then is written after that."""
    with connect(server, guest.keys, unique("settled")) as settled:
        assert not settled.publish(unique("settled"), "x", retain=True).refused


def left(server, name: str) -> bool:
    return not client(server, "iot-data", ROOT).get_connection(clientId=name)["connected"]


@pytest.mark.parametrize("version", [V5, V311])
def test_a_client_that_was_connected_at_a_kill_is_gone(kept, guest, version):
    reader = Reader(kept, guest)
    for qos in (1, 2):
        will = (f"{reader.topic}/{qos}", "gone", qos, False)
        connect(kept, guest.keys, unique("mortal"), version=version, will=will)
    leaving = unique("left")
    connect(kept, guest.keys, leaving, version=version, will=(f"{reader.topic}/left", "gone", 1, False)).end()
    until(lambda: left(kept, leaving), 5, "the end of the connection")
    connect(kept, guest.keys, unique("retained"), version=version, will=(f"{reader.topic}/kept", "gone", 1, True))
    stored(kept, guest)
    kept.kill()
    kept.start()
    assert reader.messages(3) == [("1", "gone"), ("2", "gone"), ("kept", "gone")]
    with connect(kept, guest.keys, unique("later")) as later:
        later.subscribe(f"{reader.topic}/kept", 1)
        assert later.message().payload == "gone"
    # Each is sent once.
    kept.kill()
    kept.start()
    assert reader.messages(0) == []


def test_a_will_that_waits_is_sent_when_its_time_has_come(kept, guest):
    reader = Reader(kept, guest)
    back, away = unique("back"), unique("away")
    began = time.monotonic()
    for name in (back, away):
        connect(kept, guest.keys, name, will=delayed(f"{reader.topic}/{name}"), **lasting())
    connect(kept, guest.keys, away, will=delayed(f"{reader.topic}/{away}"), **lasting()).drop()
    stored(kept, guest)
    kept.kill()
    kept.start()
    with connect(kept, guest.keys, back, **lasting()):
        assert reader.messages(1) == [(away, "late")]
        assert time.monotonic() - began >= DELAY_SECONDS
        # The time of the one that came back is over when a later one's is.
        connect(kept, guest.keys, unique("control"), will=delayed(f"{reader.topic}/control"), **lasting()).drop()
        assert reader.messages(1) == [("control", "late")]
    # What waits at an orderly end goes on waiting, too.
    with connect(kept, guest.keys, away, will=delayed(f"{reader.topic}/{away}"), **lasting()) as leaving:
        leaving.drop()
    assert kept.stop() == 0
    kept.start()
    assert reader.messages(1) == [(away, "late")]


@pytest.fixture
def reader(kept, guest):
    return Reader(kept, guest)


def let_in(world, folder, policy: str | None = None):
    device = devices.issued(world, folder)
    world.iot.attach_policy(policyName=policy or world.iot_policy(ALL_IOT), target=device.arn)
    return device


def test_a_will_of_the_server_before_is_authorized_when_it_is_sent(kept, world, guest, reader, tmp_path):
    name = world.iot_policy(ALL_IOT)
    refused, control = let_in(world, tmp_path, name), let_in(world, tmp_path)
    for device, topic in ((refused, "refused"), (control, "control")):
        connect(kept, None, unique(topic), device=device, will=(f"{reader.topic}/{topic}", "gone", 1, False))
    world.iot.create_policy_version(policyName=name, setAsDefault=True, policyDocument=policies.document(
        allow("iot:*"), deny("iot:Publish", iot(f"topic/{reader.topic}/refused"))))
    stored(kept, guest)
    kept.kill()
    kept.start()
    assert reader.messages(1) == [("control", "gone")]
    explained = why_last(kept)
    assert (explained.action, explained.resource) == ("iot:Publish", iot(f"topic/{reader.topic}/refused"))
    assert (explained.outcome, explained.leg) == ("explicit_deny", "device")


def test_a_certificate_that_is_no_longer_active_leaves_no_will(kept, world, guest, reader, tmp_path):
    ended, control = let_in(world, tmp_path), let_in(world, tmp_path)
    for device, topic in ((ended, "ended"), (control, "control")):
        will = delayed(f"{reader.topic}/{topic}")
        connect(kept, None, unique(topic), device=device, will=will, **lasting()).drop()
    world.iot.update_certificate(certificateId=ended.id, newStatus="INACTIVE")
    stored(kept, guest)
    kept.kill()
    kept.start()
    assert reader.messages(1) == [("control", "late")]
    assert ended.id in why_last(kept)
