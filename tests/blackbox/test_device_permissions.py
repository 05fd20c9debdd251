"""A guest at the broker: each packet under its role, refused as its MQTT version can say it."""

import pytest

from support import policies
from support.explanation import can, why, why_last
from support.mqtt import V5, V311, Refused, connect
from support.policies import allow, deny, iot
from support.world import unique

NOT_AUTHORIZED = 0x87
VERSIONS = pytest.mark.parametrize("version", [V311, V5], ids=["mqtt311", "mqtt5"])


@pytest.fixture(scope="module")
def guest(world):
    return world.pool(guest=policies.document(
        allow("iot:Connect", iot("client/${cognito-identity.amazonaws.com:sub}*")),
        allow("iot:Publish", [iot("topic/open/*"), iot("topic/mine/${cognito-identity.amazonaws.com:sub}/*")]),
        allow("iot:Receive", [iot("topic/open/*"), iot("topic/mine/${cognito-identity.amazonaws.com:sub}/*")]),
        allow("iot:Subscribe", [iot("topicfilter/open/*"), iot("topicfilter/mine/${cognito-identity.amazonaws.com:sub}/*")]),
        deny("iot:Publish", iot("topic/open/closed")),
        deny("iot:Receive", iot("topic/open/silent")),
    )).guest()


@pytest.fixture
def connection(server, guest, version):
    with connect(server, guest.keys, unique(guest.id), version=version) as open_connection:
        yield open_connection


@VERSIONS
def test_a_connect_outside_the_role_is_refused_with_its_reason(server, guest, version):
    with pytest.raises(Refused) as refused:
        connect(server, guest.keys, "somebody-else", version=version)
    answer = refused.value.answer
    assert answer.value == NOT_AUTHORIZED
    explained = why(server, answer.decision) if version == V5 else why_last(server)
    assert explained.action == "iot:Connect"
    assert explained.resource == iot("client/somebody-else")
    assert (explained.outcome, explained.leg) == ("implicit_deny", "identity")
    with connect(server, guest.keys, guest.id, version=version):
        pass


@VERSIONS
def test_a_publish_reaches_where_the_role_allows(connection, guest, version):
    topic = f"mine/{guest.id}/lamp"
    assert not connection.subscribe(topic).refused
    for qos in (0, 1):
        connection.publish(topic, f"qos {qos}", qos)
        assert connection.message().payload == f"qos {qos}"


@pytest.mark.parametrize("version", [V5])
def test_a_refused_publish_is_acknowledged_as_such_and_the_connection_stays(server, connection, guest, version):
    for topic, outcome in (("elsewhere", "implicit_deny"), ("open/closed", "explicit_deny")):
        answer = connection.publish(topic, "x")
        assert answer.value == NOT_AUTHORIZED and answer.reason
        explained = why(server, answer.decision)
        assert (explained.action, explained.resource) == ("iot:Publish", iot(f"topic/{topic}"))
        assert (explained.outcome, explained.leg) == (outcome, "identity")
    assert not connection.publish("open/door", "x").refused


@pytest.mark.parametrize("version", [V5])
def test_a_refused_publish_without_acknowledgement_ends_the_connection(connection, version):
    connection.publish_unanswered("elsewhere", "x", 0)
    assert connection.closed().value == NOT_AUTHORIZED


@pytest.mark.parametrize("version", [V311])
@pytest.mark.parametrize("qos", [0, 1])
def test_a_refused_publish_ends_an_mqtt_3_connection(server, connection, version, qos):
    assert not connection.publish("open/door", "x").refused
    connection.publish_unanswered("elsewhere", "x", qos)
    connection.closed()
    explained = why_last(server)
    assert (explained.action, explained.resource) == ("iot:Publish", iot("topic/elsewhere"))


@VERSIONS
def test_a_refused_publish_is_delivered_to_nobody(server, world, connection, version):
    keys = world.role_session(policies.document(allow("iot:*")))
    with connect(server, keys, unique("listener")) as listener:
        listener.subscribe("#")
        connection.publish_unanswered("elsewhere", "refused", 1)
        with connect(server, keys, unique("sentinel")) as sentinel:
            sentinel.publish("elsewhere", "sentinel")
        assert listener.message().payload == "sentinel"


@VERSIONS
def test_a_refused_subscription_is_answered_in_its_place(server, connection, guest, version):
    refused = connection.subscribe("elsewhere/#")
    assert refused.value == (NOT_AUTHORIZED if version == V5 else 0x80)
    explained = why(server, refused.decision) if refused.decision else why_last(server)
    assert (explained.action, explained.resource) == ("iot:Subscribe", iot("topicfilter/elsewhere/#"))
    assert connection.subscribe("open/#").value == 0
    assert connection.is_open()


@VERSIONS
def test_a_filter_is_matched_by_its_letters(connection, guest, version):
    # `open/*` in a policy covers the literal `#` and `+`; a wider filter is another resource.
    assert not connection.subscribe("open/+/x").refused
    assert connection.subscribe("+/open").refused
    assert connection.subscribe("#").refused


@VERSIONS
def test_what_may_not_be_received_is_not_delivered(server, world, connection, version):
    assert not connection.subscribe("open/#").refused
    keys = world.role_session(policies.document(allow("iot:*")))
    with connect(server, keys, unique("publisher")) as publisher:
        publisher.publish("open/silent", "not for you")
        publisher.publish("open/loud", "sentinel")
    assert connection.message().payload == "sentinel"
    explained = why_last(server)
    assert (explained.action, explained.resource) == ("iot:Receive", iot("topic/open/silent"))
    assert explained.outcome == "explicit_deny"


def test_each_guest_has_its_own_topics(server, world):
    pool = world.pool(guest=policies.document(
        allow("iot:Connect", iot("client/${cognito-identity.amazonaws.com:sub}")),
        allow("iot:Publish", iot("topic/${cognito-identity.amazonaws.com:sub}"))))
    one, two = pool.guest(), pool.guest()
    with connect(server, one.keys, one.id) as connection:
        assert not connection.publish(one.id, "mine").refused
        refused = connection.publish(two.id, "not mine")
        assert refused.value == NOT_AUTHORIZED
        assert why(server, refused.decision).leg == "identity"
    with pytest.raises(Refused):
        connect(server, one.keys, two.id)


def test_a_guest_needs_no_attached_policy_and_is_not_bound_by_one(server, world):
    guest = world.pool(guest=policies.document(allow("iot:*"))).guest()
    world.attach(world.iot_policy(policies.document(deny("iot:*"))), guest)
    with connect(server, guest.keys, unique("guest")) as connection:
        assert not connection.publish("anything", "x").refused


def test_a_role_that_changes_is_obeyed_on_open_connections(server, world):
    pool = world.pool(guest=policies.document(allow("iot:*")))
    guest, role = pool.guest(), pool.roles["unauthenticated"]
    with connect(server, guest.keys, unique("guest")) as connection:
        assert not connection.publish("a", "x").refused
        world.allow(role, policies.document(allow("iot:*"), deny("iot:Publish", iot("topic/a"))))
        assert connection.publish("a", "x").value == NOT_AUTHORIZED
        assert not connection.publish("b", "x").refused
        world.allow(role, policies.document(allow("iot:*")))
        assert not connection.publish("a", "x").refused


def test_a_will_needs_its_own_permission(server, guest):
    with pytest.raises(Refused) as refused:
        connect(server, guest.keys, unique(guest.id), will=("elsewhere", "gone"))
    explained = why(server, refused.value.answer.decision)
    assert (explained.action, explained.resource) == ("iot:Publish", iot("topic/elsewhere"))
    with connect(server, guest.keys, unique(guest.id)) as listener:
        listener.subscribe("open/will")
        connect(server, guest.keys, unique(guest.id), will=("open/will", "gone")).drop()
        assert listener.message().payload == "gone"


def test_can_answers_as_the_broker_does(server, guest):
    for action, resource, allowed in (
        ("iot:Publish", "topic/open/door", True),
        ("iot:Publish", "topic/open/closed", False),
        ("iot:Publish", "topic/elsewhere", False),
        ("iot:Subscribe", "topicfilter/open/#", True),
        ("iot:Subscribe", "topicfilter/#", False),
        ("iot:Receive", "topic/open/silent", False),
        ("iot:Connect", f"client/{guest.id}", True),
    ):
        assert can(server, guest.id, action, resource)[0] is allowed, (action, resource)


def test_why_shows_the_smallest_missing_statement(server, guest):
    with connect(server, guest.keys, unique(guest.id)) as connection:
        explained = why(server, connection.publish("elsewhere/a", "x").decision)
    assert explained.missing == {"Effect": "Allow", "Action": "iot:Publish", "Resource": iot("topic/elsewhere/a")}
