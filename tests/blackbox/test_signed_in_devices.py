"""A signed-in user at the broker: the role's policy and an attached AWS IoT policy, both."""

import pytest

from support import policies
from support.aws import client, refusal
from support.command import daypass
from support.explanation import can, why
from support.mqtt import V5, V311, Refused, connect
from support.policies import allow, deny, iot
from support.world import unique

NOT_AUTHORIZED = 0x87
CUT_SECONDS_MAX = 1.0
ALL_IOT = policies.document(allow("iot:*"))
VERSIONS = pytest.mark.parametrize("version", [V311, V5], ids=["mqtt311", "mqtt5"])


@pytest.fixture(scope="module")
def pool(world, openid):
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    return world.pool(guest=ALL_IOT, signed_in=ALL_IOT, providers=[provider])


@pytest.fixture
def sign_in(pool, openid):
    """Signs in users, each a new one."""
    def as_user(user: str | None = None):
        return pool.identity({openid.login_key: openid.forge(openid.claims(user or unique("user")))})
    return as_user


@VERSIONS
def test_without_an_attached_policy_there_is_nothing(server, sign_in, pool, version):
    alice = sign_in()
    with pytest.raises(Refused) as refused:
        connect(server, alice.keys, unique("alice"), version=version)
    assert refused.value.answer.value == NOT_AUTHORIZED
    if version == V5:
        explained = why(server, refused.value.answer.decision)
        assert (explained.action, explained.leg, explained.outcome) == ("iot:Connect", "device", "implicit_deny")
    # A guest of the same pool, with the same permissions in its role, is let in.
    with connect(server, pool.guest().keys, unique("guest"), version=version):
        pass


@VERSIONS
def test_an_attached_policy_opens_the_door(server, world, sign_in, version):
    alice, bob = sign_in(), sign_in()
    world.attach(world.iot_policy(ALL_IOT), alice)
    with connect(server, alice.keys, unique("alice"), version=version) as connection:
        assert not connection.subscribe("a", 1).refused
        assert not connection.publish("a", "round").refused
        assert connection.message().payload == "round"
    with pytest.raises(Refused):
        connect(server, bob.keys, unique("bob"), version=version)


def test_what_both_allow_is_allowed_and_nothing_else(server, world, pool, openid):
    provider = f"arn:aws:iam::000000000000:oidc-provider/{openid.login_key}"
    narrow = world.pool(signed_in=policies.document(
        allow(["iot:Connect", "iot:Subscribe", "iot:Receive"]), allow("iot:Publish", iot("topic/role/*")),
        allow("iot:Publish", iot("topic/both/*"))), providers=[provider])
    alice = narrow.identity({openid.login_key: openid.forge(openid.claims(unique("alice")))})
    world.attach(world.iot_policy(policies.document(
        allow(["iot:Connect", "iot:Subscribe", "iot:Receive"]),
        allow("iot:Publish", [iot("topic/device/*"), iot("topic/both/*")]),
        deny("iot:Publish", iot("topic/both/closed")))), alice)
    with connect(server, alice.keys, unique("alice")) as connection:
        assert not connection.publish("both/x", "").refused
        for topic, leg, outcome in (
            ("role/x", "device", "implicit_deny"), ("device/x", "identity", "implicit_deny"),
            ("both/closed", "device", "explicit_deny"),
        ):
            refused = connection.publish(topic, "")
            assert refused.value == NOT_AUTHORIZED
            explained = why(server, refused.decision)
            assert (explained.leg, explained.outcome) == (leg, outcome), explained


def test_the_device_policy_may_use_the_client_id(server, world, sign_in):
    alice = sign_in()
    world.attach(world.iot_policy(policies.document(
        allow("iot:Connect"), allow("iot:Publish", iot("topic/${iot:ClientId}/*")))), alice)
    name = unique("alice")
    with connect(server, alice.keys, name) as connection:
        assert not connection.publish(f"{name}/x", "").refused
        assert connection.publish("other/x", "").value == NOT_AUTHORIZED


@VERSIONS
def test_detaching_cuts_this_user_and_nobody_else(server, world, sign_in, version):
    alice, bob = sign_in(), sign_in()
    name = world.iot_policy(ALL_IOT)
    world.attach(name, alice)
    world.attach(name, bob)
    with connect(server, alice.keys, unique("alice"), version=version) as cut, \
            connect(server, bob.keys, unique("bob"), version=version) as control:
        cut.subscribe("news", 1)
        control.subscribe("news", 1)
        control.publish("news", "before")
        assert cut.message().payload == control.message().payload == "before"

        world.detach(name, alice)
        closed = cut.closed(CUT_SECONDS_MAX)
        if version == V5:
            assert closed.value == NOT_AUTHORIZED
            assert why(server, closed.decision).leg == "device"

        control.publish("news", "after")
        assert control.message().payload == "after"
        assert control.is_open()
        with pytest.raises(Refused):
            connect(server, alice.keys, unique("alice"), version=version)
        world.attach(name, alice)
        with connect(server, alice.keys, unique("alice"), version=version) as again:
            assert not again.publish("news", "again").refused


def test_an_idle_subscriber_loses_what_it_may_no_longer_hear(server, world, sign_in):
    alice = sign_in()
    name = unique("policy")
    both = policies.document(allow(["iot:Connect", "iot:Publish"]), allow(
        ["iot:Subscribe", "iot:Receive"],
        [iot(f"{kind}/{topic}") for kind in ("topic", "topicfilter") for topic in ("stays", "goes")]))
    one = both.replace(iot("topic/goes"), iot("topic/x")).replace(iot("topicfilter/goes"), iot("topicfilter/x"))
    world.iot_policy(both, name)
    world.attach(name, alice)
    with connect(server, alice.keys, unique("alice")) as idle, connect(server, alice.keys, unique("alice")) as speaker:
        idle.subscribe("stays")
        idle.subscribe("goes")
        speaker.publish("goes", "heard")
        assert idle.message().payload == "heard"
        world.iot.create_policy_version(policyName=name, policyDocument=one, setAsDefault=True)
        speaker.publish("goes", "not heard")
        speaker.publish("stays", "sentinel")
        assert idle.message().payload == "sentinel"
        assert idle.is_open()


def test_a_new_default_version_counts_at_once_and_an_old_one_comes_back(server, world, sign_in):
    alice = sign_in()
    name = world.iot_policy(ALL_IOT)
    world.attach(name, alice)
    with connect(server, alice.keys, unique("alice")) as connection:
        no_publish = policies.document(allow("iot:*"), deny("iot:Publish"))
        world.iot.create_policy_version(policyName=name, policyDocument=no_publish, setAsDefault=False)
        assert not connection.publish("a", "").refused
        world.iot.set_default_policy_version(policyName=name, policyVersionId="2")
        assert connection.publish("a", "").value == NOT_AUTHORIZED
        world.iot.set_default_policy_version(policyName=name, policyVersionId="1")
        assert not connection.publish("a", "").refused


def test_a_guest_that_signs_in_falls_under_the_other_rule(server, world, pool, openid):
    guest = pool.guest()
    with connect(server, guest.keys, unique("guest")):
        pass
    signed_in = pool.identity({openid.login_key: openid.forge(openid.claims(unique("user")))}, guest.id)
    assert signed_in.id == guest.id
    with pytest.raises(Refused):
        connect(server, signed_in.keys, unique("user"))
    world.attach(world.iot_policy(ALL_IOT), signed_in)
    with connect(server, signed_in.keys, unique("user")):
        pass


def test_publishing_over_https_needs_both_too(server, world, sign_in, pool):
    alice = sign_in()
    publish = {"topic": "over/https", "qos": 1, "payload": b"hello"}
    for https in (False, True):
        refused = refusal(client(server, "iot-data", alice.keys, https=https).publish, **publish)
        assert (refused.code, refused.status) == ("ForbiddenException", 403)
        assert why(server, refused.decision).leg == "device"
    name = world.iot_policy(policies.document(allow("iot:Publish", iot("topic/over/https")), allow(
        ["iot:Connect", "iot:Subscribe", "iot:Receive"])))
    world.attach(name, alice)
    with connect(server, alice.keys, unique("alice")) as listener:
        listener.subscribe("over/#")
        for https in (False, True):
            client(server, "iot-data", alice.keys, https=https).publish(**publish)
            assert listener.message().payload == "hello"
        assert refusal(client(server, "iot-data", alice.keys).publish, topic="over/other").status == 403
        # A guest publishes with its role alone.
        client(server, "iot-data", pool.guest().keys).publish(topic="over/other", payload=b"guest")
        assert listener.message().topic == "over/other"


def test_the_javascript_sdk_publishes_over_https(server, world, sign_in, node):
    alice = sign_in()
    world.attach(world.iot_policy(ALL_IOT), alice)
    credentials = {
        "accessKeyId": alice.keys.access_key_id, "secretAccessKey": alice.keys.secret_access_key,
        "sessionToken": alice.keys.session_token,
    }
    with connect(server, alice.keys, unique("alice")) as listener:
        listener.subscribe("from/node")
        node.call("call", endpoint=server.endpoint, service="iot-data", command="Publish", credentials=credentials,
                  input={"topic": "from/node", "payload": "hi", "qos": 1})
        assert listener.message().payload == "hi"


def test_why_tells_a_person_about_both_sides(server, world, sign_in):
    alice = sign_in()
    name = world.iot_policy(policies.document(allow("iot:Connect"), allow("iot:Publish", iot("topic/lamp/off"))))
    world.attach(name, alice)
    with connect(server, alice.keys, unique("alice")) as connection:
        refused = connection.publish("lamp/on", "")
    told = daypass(server, "why", refused.decision).stdout
    # Who, what, the near miss of the attached policy, and what is missing; no credential anywhere.
    for part in (alice.id, "iot:Publish", iot("topic/lamp/on"), name, iot("topic/lamp/off"), "device"):
        assert part in told, told
    assert alice.keys.session_token[:20] not in told


def test_can_shows_both_legs(server, world, sign_in):
    alice = sign_in()
    allowed, answer = can(server, alice.id, "iot:Publish", "topic/x")
    assert not allowed and answer.leg == "device"
    world.attach(world.iot_policy(ALL_IOT), alice)
    assert can(server, alice.id, "iot:Publish", "topic/x")[0]


def test_attachments_are_listed_from_both_sides(world, sign_in):
    alice, bob = sign_in(), sign_in()
    name, other = world.iot_policy(ALL_IOT), world.iot_policy(ALL_IOT)
    for identity in (alice, bob):
        world.attach(name, identity)
        world.attach(name, identity)
    world.attach(other, alice)
    listed = world.iot.list_attached_policies(target=alice.id)["policies"]
    assert sorted(policy["policyName"] for policy in listed) == sorted([name, other])
    assert sorted(world.iot.list_targets_for_policy(policyName=name)["targets"]) == sorted([alice.id, bob.id])
    in_use = refusal(world.iot.delete_policy, policyName=name)
    assert (in_use.code, in_use.status) == ("DeleteConflictException", 409)
    world.detach(name, alice)
    world.detach(name, bob)
    assert world.iot.list_targets_for_policy(policyName=name)["targets"] == []
    world.iot.delete_policy(policyName=name)
    assert refusal(world.iot.get_policy, policyName=name).code == "ResourceNotFoundException"
