"""Shared subscriptions: each message to one member of a group, whoever serves it, whoever may receive it."""

import subprocess

import pytest

from support import policies
from support.aws import client
from support.explanation import why
from support.mqtt import V5, V311, connect
from support.policies import allow, deny, iot
from support.world import unique

VERSIONS = pytest.mark.parametrize("version", [V311, V5], ids=["mqtt311", "mqtt5"])
MEMBERS = 6
MESSAGES = 60
GRANTED_QOS_1 = 1


def guest_of(world, *more):
    return world.pool(guest=policies.document(
        allow("iot:Connect", iot("client/*")),
        allow(["iot:Publish", "iot:Receive"], iot("topic/work/*")),
        allow("iot:Subscribe", iot("topicfilter/$share/crew/work/*")),
        allow("iot:Subscribe", iot("topicfilter/work/done")),
        *more,
    )).guest()


@pytest.fixture(scope="module")
def guest(world):
    return guest_of(world)


@pytest.fixture(scope="module")
def barred(world):
    return guest_of(world, deny("iot:Receive", iot("topic/work/*")))


@pytest.fixture
def crew():
    """Connections that end with the test."""
    connections = []
    yield connections
    for connection in connections:
        connection.end()


def member(crew, server, guest, topic: str, **settings):
    connection = connect(server, guest.keys, unique("crew"), **settings)
    crew.append(connection)
    assert connection.subscribe(f"$share/crew/{topic}", 1).value == GRANTED_QOS_1
    return connection


def drain(server, guest, connection) -> list[str]:
    """What came to a member: the last message tells that nothing is on its way."""
    received = []
    assert not connection.subscribe("work/done").refused
    connection.publish("work/done", "")
    while (message := connection.message()).topic != "work/done":
        received.append(message.payload)
    return received


@VERSIONS
def test_a_group_shares_its_messages_over_all_reactors(server, guest, crew, version):
    topic = f"work/{unique('job')}"
    members = [member(crew, server, guest, topic, version=version) for _ in range(MEMBERS)]
    with connect(server, guest.keys, unique("boss")) as boss:
        for number in range(MESSAGES):
            assert not boss.publish(topic, str(number)).refused
    received = [drain(server, guest, connection) for connection in members]
    assert sorted((payload for own in received for payload in own), key=int) == [str(n) for n in range(MESSAGES)]
    assert all(received), "every member has its turn"


def test_a_message_over_https_goes_to_one_member(server, guest, crew):
    topic = f"work/{unique('job')}"
    members = [member(crew, server, guest, topic) for _ in range(2)]
    data = client(server, "iot-data")
    for number in range(10):
        data.publish(topic=topic, qos=1, payload=str(number))
    received = [drain(server, guest, connection) for connection in members]
    assert sorted((payload for own in received for payload in own), key=int) == [str(n) for n in range(10)]


def test_a_member_that_may_not_receive_is_passed_over(server, guest, barred, crew):
    topic = f"work/{unique('job')}"
    for _ in range(3):
        member(crew, server, barred, topic)
    trusted = member(crew, server, guest, topic)
    with connect(server, guest.keys, unique("boss")) as boss:
        for number in range(8):
            boss.publish(topic, str(number))
    # Messages that go round by different members may overtake each other.
    assert sorted(trusted.message().payload for _ in range(8)) == [str(number) for number in range(8)]


def test_the_whole_filter_is_the_resource(server, guest):
    with connect(server, guest.keys, unique("crew")) as connection:
        answer = connection.subscribe("$share/others/work/x", 1)
        assert answer.refused
        explained = why(server, answer.decision)
        assert (explained.action, explained.resource) == ("iot:Subscribe", iot("topicfilter/$share/others/work/x"))


def test_what_a_lost_member_left_goes_to_another(server, guest, crew):
    """The first member is lost with messages that it never acknowledged."""
    topic = f"work/{unique('job')}"
    lost = member(crew, server, guest, topic, version=V311, clean=False)
    lost.client.manual_ack_set(True)
    with connect(server, guest.keys, unique("boss")) as boss:
        for number in range(3):
            boss.publish(topic, str(number))
        for number in range(3):
            assert lost.message().payload == str(number)
        other = member(crew, server, guest, topic)
        lost.drop()
        assert [other.message().payload for _ in range(3)] == ["0", "1", "2"]


def test_the_clients_of_mosquitto_share(server, guest):
    host, port = server.ready["mqtt"].rsplit(":", 1)
    topic = f"work/{unique('job')}"

    def command(program: str, filter_: str, *more: str) -> list[str]:
        return [program, "-h", host, "-p", port, "-u", guest.keys.access_key_id, "-P", guest.keys.session_token,
                "-i", unique("crew"), "-q", "1", "-t", filter_, *more]

    members = []
    for version in ("mqttv311", "mqttv5"):
        shared = command("mosquitto_sub", f"$share/crew/{topic}", "-V", version, "-d", "-C", "2", "-W", "20")
        members.append(subprocess.Popen(["stdbuf", "-oL", *shared], stdout=subprocess.PIPE, text=True))
    for process in members:
        while "Subscribed" not in (line := process.stdout.readline()):
            assert line, "mosquitto_sub ended early"
    for number in range(4):
        subprocess.run(command("mosquitto_pub", topic, "-m", str(number)), check=True, timeout=20)
    lines = [line.strip() for process in members for line in process.communicate(timeout=25)[0].splitlines()]
    assert sorted(line for line in lines if line.isdigit()) == ["0", "1", "2", "3"]
