"""Retained messages that were acknowledged are there after a restart and after `kill -9`."""

import json
import threading
import time

import pytest

from support import policies
from support.aws import client, refusal
from support.deadline import until
from support.mqtt import V5, V311, connect
from support.policies import allow
from support.world import World, unique

ROUNDS = 4
TOPICS_PER_WRITER = 20
ACKNOWLEDGED_PER_WRITER = 100
CLOCK_SLACK_MS = 60_000
LARGE = "x" * 300_000


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
            if not writer.is_acknowledged(writer.client.publish(topic, str(number), 1, retain=True).mid):
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


def test_what_is_retained_is_read_over_https(kept, guest):
    data = client(kept, "iot-data")
    before = time.time() * 1000 - CLOCK_SLACK_MS
    with connect(kept, guest.keys, unique("writer")) as writer:
        for topic, payload in (("read/b c/ü", "second"), ("read/a", "first"), ("read/gone", "x")):
            assert not writer.publish(topic, payload, retain=True).refused
        assert not writer.publish("read/gone", "", retain=True).refused
    data.publish(topic="read/large", qos=1, retain=True, payload=LARGE[:100_000].encode(),
                 userProperties=json.dumps([{"k": "v"}, {"k": "w"}]))

    shown = data.get_retained_message(topic="read/b c/ü")
    assert (shown["topic"], shown["payload"], shown["qos"]) == ("read/b c/ü", b"second", 1)
    assert before <= shown["lastModifiedTime"] <= time.time() * 1000 + CLOCK_SLACK_MS
    assert "userProperties" not in shown
    large = data.get_retained_message(topic="read/large")
    assert large["payload"] == LARGE[:100_000].encode()
    assert json.loads(large["userProperties"]) == [{"k": "v"}, {"k": "w"}]
    for nothing in ("read/gone", "read", "read/+"):
        assert refusal(data.get_retained_message, topic=nothing).code == "ResourceNotFoundException"

    listed = data.list_retained_messages()["retainedTopics"]
    assert [(one["topic"], one["payloadSize"]) for one in listed] == [
        ("read/a", 5), ("read/b c/ü", 6), ("read/large", 100_000)]
    pages = data.get_paginator("list_retained_messages").paginate(PaginationConfig={"PageSize": 1})
    assert [one for page in pages for one in page["retainedTopics"]] == listed
    assert client(kept, "iot-data", region="eu-west-1").list_retained_messages()["retainedTopics"] == []
    assert refusal(data.list_retained_messages, nextToken="x").code == "InvalidRequestException"


def test_what_has_expired_is_not_read(kept, guest):
    data = client(kept, "iot-data")
    data.publish(topic="read/short", qos=1, retain=True, payload=b"x", messageExpiry=1)
    until(lambda: data.list_retained_messages()["retainedTopics"] == [], 10, "the message's end")
    assert refusal(data.get_retained_message, topic="read/short").code == "ResourceNotFoundException"
