"""Sessions that outlive their connections outlive the server: after a restart, and after `kill -9`."""

import threading

import pytest
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from support import policies
from support.aws import client
from support.mqtt import V5, V311, connect
from support.policies import allow
from support.world import World, unique

LARGE = "x" * 300_000
ROUNDS = 3
ACKNOWLEDGED_PER_WRITER = 60


@pytest.fixture
def guest(kept):
    return World(kept).pool(guest=policies.document(allow("iot:*"))).guest()


def lasting(server, guest, name: str, version=V5):
    """A connection whose session stays, and is resumed."""
    properties = None
    if version == V5:
        properties = Properties(PacketTypes.CONNECT)
        properties.SessionExpiryInterval = 3600
    return connect(server, guest.keys, name, version=version, clean=False, properties=properties)


def waiting(server, guest, name: str, version, last: str) -> list[tuple[str, str]]:
    """What comes to a session without a new subscription, up to a message that is published after."""
    found = []
    with lasting(server, guest, name, version) as reader, connect(server, guest.keys, unique("writer")) as writer:
        # Of quality 2, because a client tells of those before it only once they are released.
        writer.publish(last, "last", qos=2)
        while (message := reader.message()).topic != last:
            found.append((message.topic, message.payload))
    return found


@pytest.mark.parametrize("version", [V5, V311])
def test_a_session_and_what_waits_in_it_are_there_again(kept, guest, version):
    name = unique("reader")
    with lasting(kept, guest, name, version) as reader:
        assert not reader.subscribe("s/#", 2).refused
        reader.subscribe("over/#", 1)
        reader.unsubscribe("over/#")
        reader.drop()
    with connect(kept, guest.keys, unique("writer")) as writer:
        assert not writer.publish("s/1", "of quality 1").refused
        assert not writer.publish("s/2", "of quality 2", qos=2).refused
        assert not writer.publish("s/large", LARGE).refused
        writer.publish("s/0", "of quality 0", qos=0)
    client(kept, "iot-data").publish(topic="s/https", qos=1, payload=b"by https")
    kept.kill()
    kept.start()
    with connect(kept, guest.keys, unique("writer")) as writer:
        writer.publish("over/1", "nobody")
        writer.publish("s/3", "after")
    assert sorted(waiting(kept, guest, name, version, "s/last")) == [
        ("s/1", "of quality 1"), ("s/2", "of quality 2"), ("s/3", "after"), ("s/https", "by https"),
        ("s/large", LARGE)]
    assert kept.stop() == 0
    kept.start()
    assert waiting(kept, guest, name, version, "s/last") == []


def test_what_was_acknowledged_to_publishers_comes_after_a_kill(kept, guest):
    """Publishers are cut in the middle: what was acknowledged comes, and of quality 2 once."""
    acknowledged, sent = set(), set()
    name = unique("reader")
    with lasting(kept, guest, name) as reader:
        reader.subscribe("k/#", 2)
        reader.drop()

    def publish(qos: int, writer_name: str, reached: threading.Barrier) -> None:
        writer = connect(kept, guest.keys, writer_name)
        for number in range(100_000):
            item = f"{writer_name} {number} {qos}"
            sent.add(item)
            if not writer.is_acknowledged(writer.client.publish(f"k/{qos}", item, qos).mid):
                break
            acknowledged.add(item)
            if number == ACKNOWLEDGED_PER_WRITER:
                reached.wait()
        writer.end()

    came = []
    for _ in range(ROUNDS):
        reached = threading.Barrier(3)
        writers = [
            threading.Thread(target=publish, args=(qos, unique("writer"), reached)) for qos in (1, 2)]
        for writer in writers:
            writer.start()
        reached.wait()
        kept.kill()
        for writer in writers:
            writer.join()
        kept.start()
        came += [payload for _, payload in waiting(kept, guest, name, V5, "k/last")]
    assert len(acknowledged) >= 2 * ROUNDS * ACKNOWLEDGED_PER_WRITER
    assert acknowledged <= set(came) <= sent
    exactly_once = [item for item in came if item.endswith(" 2")]
    assert len(exactly_once) == len(set(exactly_once))
