"""Thing groups: their policies reach the things in them, on open connections too."""

import pytest

from support import devices, policies
from support.aws import client, refusal
from support.explanation import can, why
from support.mqtt import Refused, connect
from support.policies import allow, deny, iot
from support.server import ACCOUNT, REGION
from support.world import unique

NOT_AUTHORIZED = 0x87
CUT_SECONDS_MAX = 1.0
ALL_IOT = policies.document(allow("iot:*"))
CONNECT_ALONE = policies.document(allow("iot:Connect"))
THING = "${iot:Connection.Thing.ThingName}"


def group(world, parent: str | None = None, policy: str | None = None) -> str:
    name = unique("group")
    made = world.iot.create_thing_group(thingGroupName=name, **({"parentGroupName": parent} if parent else {}))
    assert made["thingGroupArn"] == iot(f"thinggroup/{name}")
    if policy:
        world.iot.attach_policy(policyName=world.iot_policy(policy), target=made["thingGroupArn"])
    return name


@pytest.fixture
def lamp(world, tmp_path):
    """A device whose own policy lets it connect and nothing else, with its thing."""
    device, thing = devices.issued(world, tmp_path), unique("lamp")
    world.iot.attach_policy(policyName=world.iot_policy(CONNECT_ALONE), target=device.arn)
    world.iot.create_thing(thingName=thing)
    world.iot.attach_thing_principal(thingName=thing, principal=device.arn)
    return device, thing


def test_a_device_may_what_the_groups_of_its_thing_and_those_above_may(server, world, lamp):
    device, thing = lamp
    house = group(world, policy=policies.document(allow("iot:Publish", iot(f"topic/house/{THING}"))))
    kitchen = group(world, house, policies.document(allow("iot:Publish", iot("topic/kitchen"))))
    with connect(server, None, thing, device=device) as connection:
        for topic in (f"house/{thing}", "kitchen"):
            assert connection.publish(topic, "x").value == NOT_AUTHORIZED
        world.iot.add_thing_to_thing_group(thingGroupName=kitchen, thingName=thing)
        for topic in (f"house/{thing}", "kitchen"):
            assert not connection.publish(topic, "x").refused
        assert connection.publish("house/other", "x").value == NOT_AUTHORIZED
        world.iot.remove_thing_from_thing_group(thingGroupName=kitchen, thingName=thing)
        refused = connection.publish("kitchen", "x")
        assert refused.value == NOT_AUTHORIZED and why(server, refused.decision).leg == "device"
        assert connection.is_open()


def test_a_group_counts_for_the_client_id_of_its_thing_alone(server, world, lamp):
    device, thing = lamp
    name = group(world, policy=policies.document(allow("iot:Publish", iot("topic/open"))))
    world.iot.add_thing_to_thing_group(thingGroupName=name, thingName=thing)
    with connect(server, None, thing, device=device) as connection:
        assert not connection.publish("open", "x").refused
    with connect(server, None, unique("another"), device=device) as connection:
        assert connection.publish("open", "x").value == NOT_AUTHORIZED


def test_a_certificate_that_is_its_thing_alone_may_take_any_client_id(server, world, lamp):
    device, thing = lamp
    world.iot.detach_thing_principal(thingName=thing, principal=device.arn)
    name = group(world, policy=policies.document(allow("iot:Publish", iot(f"topic/{THING}"))))
    world.iot.add_thing_to_thing_group(thingGroupName=name, thingName=thing)
    with connect(server, None, unique("any"), device=device) as connection:
        assert connection.publish(thing, "x").value == NOT_AUTHORIZED
        world.iot.attach_thing_principal(
            thingName=thing, principal=device.arn, thingPrincipalType="EXCLUSIVE_THING")
        assert not connection.publish(thing, "x").refused
        other = unique("other")
        world.iot.create_thing(thingName=other)
        refused = refusal(world.iot.attach_thing_principal, thingName=other, principal=device.arn)
        assert refused.code == "InvalidRequestException"
        world.iot.detach_thing_principal(thingName=thing, principal=device.arn)
        assert connection.publish(thing, "x").value == NOT_AUTHORIZED


def test_a_deny_of_a_group_cuts_its_things_and_nobody_else(server, world, tmp_path):
    things, members = [], []
    policy = world.iot_policy(ALL_IOT)
    for _ in range(2):
        device, thing = devices.issued(world, tmp_path), unique("lamp")
        world.iot.attach_policy(policyName=policy, target=device.arn)
        world.iot.create_thing(thingName=thing)
        world.iot.attach_thing_principal(thingName=thing, principal=device.arn)
        things.append(thing)
        members.append(device)
    name = group(world)
    world.iot.add_thing_to_thing_group(thingGroupArn=iot(f"thinggroup/{name}"), thingArn=iot(f"thing/{things[0]}"))
    with connect(server, None, things[0], device=members[0]) as cut, \
            connect(server, None, things[1], device=members[1]) as control:
        denied = world.iot_policy(policies.document(deny("iot:Connect")))
        world.iot.attach_policy(policyName=denied, target=iot(f"thinggroup/{name}"))
        closed = cut.closed(CUT_SECONDS_MAX)
        assert closed.value == NOT_AUTHORIZED and why(server, closed.decision).outcome == "explicit_deny"
        assert not control.publish("news", "x").refused
        with pytest.raises(Refused):
            connect(server, None, things[0], device=members[0])
        world.iot.delete_thing_group(thingGroupName=name)
        with connect(server, None, things[0], device=members[0]) as again:
            assert not again.publish("news", "x").refused


def test_a_group_alone_never_opens_the_door_to_a_signed_in_user(server, world, openid):
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    pool = world.pool(signed_in=ALL_IOT, providers=[provider])
    alice = pool.identity({openid.login_key: openid.forge(openid.claims(unique("alice")))})
    thing = unique("phone")
    world.iot.create_thing(thingName=thing)
    world.iot.attach_thing_principal(thingName=thing, principal=alice.id)
    name = group(world, policy=ALL_IOT)
    world.iot.add_thing_to_thing_group(thingGroupName=name, thingName=thing)
    with pytest.raises(Refused) as refused:
        connect(server, alice.keys, thing)
    assert why(server, refused.value.answer.decision).leg == "device"
    world.attach(world.iot_policy(CONNECT_ALONE), alice)
    with connect(server, alice.keys, thing) as connection:
        assert not connection.publish("news", "x").refused
    with connect(server, alice.keys, unique("elsewhere")) as connection:
        assert connection.publish("news", "x").value == NOT_AUTHORIZED


def test_groups_are_described_and_listed(world):
    house = group(world)
    kitchen = group(world, house)
    thing = unique("lamp")
    world.iot.create_thing(thingName=thing)
    world.iot.update_thing_groups_for_thing(thingName=thing, thingGroupsToAdd=[kitchen])
    described = world.iot.describe_thing_group(thingGroupName=kitchen)
    assert described["version"] == 1
    metadata = described["thingGroupMetadata"]
    assert metadata["parentGroupName"] == house
    assert metadata["rootToParentThingGroups"] == [{"groupName": house, "groupArn": iot(f"thinggroup/{house}")}]
    assert world.iot.list_thing_groups_for_thing(thingName=thing)["thingGroups"] == [
        {"groupName": kitchen, "groupArn": iot(f"thinggroup/{kitchen}")}]
    assert world.iot.list_things_in_thing_group(thingGroupName=house, recursive=True)["things"] == [thing]
    assert world.iot.list_things_in_thing_group(thingGroupName=house)["things"] == []
    pages = world.iot.get_paginator("list_thing_groups").paginate(PaginationConfig={"PageSize": 1})
    names = [one["groupName"] for page in pages for one in page["thingGroups"]]
    assert house in names and kitchen in names
    under = world.iot.list_thing_groups(parentGroup=house)["thingGroups"]
    assert [one["groupName"] for one in under] == [kitchen]


def test_moving_a_thing_needs_leave_for_the_thing_and_for_the_group(server, world):
    thing, name = unique("lamp"), group(world)
    world.iot.create_thing(thingName=thing)
    both = [f"arn:aws:iot:{REGION}:{ACCOUNT}:thing/{thing}", iot(f"thinggroup/{name}")]
    for resources, allowed in ((both, True), (both[:1], False), (both[1:], False)):
        keys = world.role_session(policies.document(allow("iot:AddThingToThingGroup", resources)))
        mover = client(server, "iot", keys)
        if allowed:
            mover.add_thing_to_thing_group(thingGroupName=name, thingName=thing)
            continue
        refused = refusal(mover.add_thing_to_thing_group, thingGroupName=name, thingName=thing)
        assert refused.code == "AccessDeniedException"


def test_can_counts_the_groups_of_the_thing(server, world, lamp):
    device, thing = lamp
    name = group(world, policy=policies.document(allow("iot:Publish", iot("topic/open"))))
    world.iot.add_thing_to_thing_group(thingGroupName=name, thingName=thing)
    principal = f"cert:{device.id}"
    assert can(server, principal, "iot:Publish", "topic/open", "--client", thing)[0]
    assert not can(server, principal, "iot:Publish", "topic/open")[0]
    assert not can(server, principal, "iot:Publish", "topic/open", "--client", "another")[0]
