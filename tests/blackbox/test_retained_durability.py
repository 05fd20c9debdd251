"""Retained messages that were acknowledged are there after a restart and after `kill -9`."""

import queue
import threading

import pytest

from support import policies
from support.aws import client
from support.mqtt import V5, V311, connect
from support.policies import allow
from support.server import Server
from support.world import World, unique

ROUNDS = 4
TOPICS_PER_WRITER = 20
ACKNOWLEDGED_PER_WRITER = 100
LARGE = "x" * 300_000


@pytest.fixture
def kept(tmp_path):
    """A server with its data on disk, whose end is the test's own business."""
    server = Server(tmp_path, data=tmp_path / "data")
    yield server
    if server.is_running():
        server.stop()


@pytest.fixture
def guest(kept):
    return World(kept).pool(guest=policies.document(allow("iot:*"))).guest()


def retained(server, guest, topic_filter: str, last: str) -> dict[str, str]:
    """What a new subscriber gets, up to a message that is published after."""
    found = {}
    with connect(server, guest.keys, unique("reader")) as reader:
        reader.subscribe(topic_filter, 1)
        reader.publish(last, "last")
        while (message := reader.message()).topic != last:
            found[message.topic] = message.payload
    return found


def is_acknowledged(writer, mid: int) -> bool:
    """Whether a PUBACK comes before the connection ends."""
    while writer.is_open():
        try:
            found, answer = writer.acknowledgements.get(timeout=0.2)
        except queue.Empty:
            continue
        if found == mid:
            return not answer.refused
    return False


def test_what_was_retained_outlives_a_restart(kept, guest):
    data = client(kept, "iot-data")
    with connect(kept, guest.keys, unique("writer")) as writer, \
            connect(kept, guest.keys, unique("old"), version=V311) as old:
        writer.publish("r/replaced", "before", retain=True)
        writer.publish("r/replaced", "after", retain=True)
        writer.publish("r/cleared", "before", retain=True)
        writer.publish("r/cleared", "", retain=True)
        writer.publish("r/fleeting", "soon gone", retain=True, MessageExpiryInterval=1)
        writer.publish("r/lasting", "kept", retain=True, MessageExpiryInterval=3600, ContentType="text/plain")
        writer.publish("r/large", LARGE, retain=True)
        old.publish("r/old", "kept", retain=True)
    data.publish(topic="r/https", payload=b"kept", qos=0, retain=True)
    assert kept.stop() == 0
    kept.start()
    reader = connect(kept, guest.keys, unique("reader"))
    seen = []
    reader.client.on_message = lambda _c, _u, message: (seen.append(message), reader.messages.put(message))
    reader.subscribe("r/lasting", 1)
    reader.messages.get(timeout=10)
    reader.end()
    assert seen[0].retain and seen[0].qos == 1
    assert seen[0].properties.ContentType == "text/plain"
    assert 3500 < seen[0].properties.MessageExpiryInterval <= 3600
    found = retained(kept, guest, "r/#", "r/last")
    found.pop("r/fleeting", None)  # A second may not have passed.
    assert found == {
        "r/replaced": "after", "r/lasting": "kept", "r/large": LARGE, "r/old": "kept", "r/https": "kept"}


def test_what_was_acknowledged_outlives_a_kill(kept, guest):
    """Publishers that are cut in the middle: each topic holds what was acknowledged last, or what came after."""
    acknowledged, sent = {}, {}

    def publish(name: str, version: int, reached: threading.Barrier) -> None:
        writer = connect(kept, guest.keys, unique(name), version=version)
        for number in range(100_000):
            topic = f"k/{name}/{number % TOPICS_PER_WRITER}"
            sent[topic] = number
            if not is_acknowledged(writer, writer.client.publish(topic, str(number), 1, retain=True).mid):
                break
            acknowledged[topic] = number
            if number == ACKNOWLEDGED_PER_WRITER:
                reached.wait()
        writer.end()

    for _ in range(ROUNDS):
        reached = threading.Barrier(3)
        writers = [
            threading.Thread(target=publish, args=(unique("writer"), version, reached)) for version in (V5, V311)]
        for writer in writers:
            writer.start()
        reached.wait()
        kept.kill()
        for writer in writers:
            writer.join()
        kept.start()
        found = retained(kept, guest, "k/#", "k/last")
        assert len(acknowledged) >= 2 * TOPICS_PER_WRITER
        for topic, number in acknowledged.items():
            assert number <= int(found[topic]) <= sent[topic], topic
