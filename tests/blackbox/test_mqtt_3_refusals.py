"""What an MQTT 3.1.1 client meets when policies refuse it: as `mqtt_3_refusal` says, whatever `strict_aws` does."""

import pytest

from support import policies
from support.explanation import why_last
from support.mqtt import V5, V311, connect
from support.policies import allow, iot
from support.server import Server
from support.world import World, unique

FAILURE, NOT_AUTHORIZED = 0x80, 0x87


@pytest.fixture(scope="module", params=[
    ("", (), "suback"), ("", ("--strict-aws",), "close"),
    ("suback", ("--strict-aws",), "suback"), ("close", (), "close"),
    ("suback", (), "suback"), ("close", ("--strict-aws",), "close"),
], ids=["default", "strict", "strict but suback", "close", "suback", "strict and close"])
def place(request, tmp_path_factory):
    said, flags, expected = request.param
    folder = tmp_path_factory.mktemp("refusals")
    (folder / "daypass.toml").write_text(f'mqtt_3_refusal = "{said}"\n' if said else "")
    server = Server(folder, arguments=("--empty", *flags, "--config", str(folder / "daypass.toml")))
    guest = World(server).pool(guest=policies.document(
        allow("iot:Connect"), allow(["iot:Publish", "iot:Receive"], iot("topic/mine")),
        allow("iot:Subscribe", iot("topicfilter/mine")))).guest()
    yield server, guest, expected
    assert server.stop() == 0, server.output()


def works(connection) -> None:
    connection.publish("mine", "sentinel")
    assert connection.message().payload == "sentinel"


def test_a_refused_subscription(place):
    server, guest, expected = place
    with connect(server, guest.keys, unique("old"), version=V311) as old, \
            connect(server, guest.keys, unique("control"), version=V311) as control:
        for connection in (old, control):
            assert not connection.subscribe("mine", 1).refused
        if expected == "suback":
            assert old.subscribe("other", 1).value == FAILURE
            works(old)
        else:
            old.client.subscribe("other", 1)
            assert old.closed()
            assert old.acknowledgements.empty()
        explained = why_last(server)
        assert (explained.action, explained.resource) == ("iot:Subscribe", iot("topicfilter/other"))
        works(control)


def test_a_refused_message_always_ends_the_connection(place):
    server, guest, _ = place
    for qos in (0, 1):
        with connect(server, guest.keys, unique("old"), version=V311) as old:
            assert not old.subscribe("mine", 1).refused
            works(old)
            old.publish_unanswered("other", "x", qos)
            assert old.closed()
            # Of QoS 0 paho says itself that it was sent.
            assert qos == 0 or old.acknowledgements.empty()
            assert why_last(server).resource == iot("topic/other")


def test_mqtt_5_has_words_of_its_own(place):
    server, guest, _ = place
    with connect(server, guest.keys, unique("new"), version=V5) as new:
        assert new.subscribe("other", 1).value == NOT_AUTHORIZED
        assert new.publish("other", "x").value == NOT_AUTHORIZED
        assert not new.subscribe("mine", 1).refused
        works(new)


def test_another_word_is_refused(tmp_path):
    (tmp_path / "daypass.toml").write_text('mqtt_3_refusal = "ignore"')
    with pytest.raises(AssertionError, match="unknown variant"):
        Server(tmp_path, arguments=("--empty", "--config", str(tmp_path / "daypass.toml")))
