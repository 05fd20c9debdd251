"""Groups of users, and what the account says of itself: authorization details and the credential report."""

import csv
import io
import json
import time

import pytest

from support import policies
from support.aws import Keys, client, refusal
from support.explanation import why
from support.mqtt import V5, connect
from support.policies import allow, deny, iot
from support.server import ACCOUNT, REGION
from support.world import unique

LIST = policies.document(allow("iot:ListPolicies"))
ALL_IOT = policies.document(allow("iot:*"))
LAST_USE_SECONDS_MAX = 15
COLUMNS_OF_A_KEY = ("active", "last_rotated", "last_used_date", "last_used_region", "last_used_service")


@pytest.fixture
def user(world):
    """Makes users, each with a key and without policies."""
    def made() -> tuple[str, Keys]:
        name = unique("user")
        world.iam.create_user(UserName=name)
        key = world.iam.create_access_key(UserName=name)["AccessKey"]
        return name, Keys(key["AccessKeyId"], key["SecretAccessKey"])
    return made


@pytest.fixture
def group(world):
    """Makes groups, each with an inline policy where one is given."""
    def made(policy: str | None = None) -> str:
        name = unique("group")
        world.iam.create_group(GroupName=name)
        if policy:
            world.iam.put_group_policy(GroupName=name, PolicyName="permissions", PolicyDocument=policy)
        return name
    return made


def managed(world, document: str) -> str:
    return world.iam.create_policy(PolicyName=unique("managed"), PolicyDocument=document)["Policy"]["Arn"]


def test_a_group_reads_back_as_it_was_made(world):
    name, path = unique("group"), f"/{unique('team')}/"
    made = world.iam.create_group(GroupName=name, Path=path)["Group"]
    read = world.iam.get_group(GroupName=name.upper())
    assert read["Group"] == made and read["Users"] == []
    assert made["Arn"] == f"arn:aws:iam::{ACCOUNT}:group{path}{name}"
    assert made["GroupId"].startswith("AGPA") and len(made["GroupId"]) == 21
    assert world.iam.list_groups(PathPrefix=path)["Groups"] == [made]
    again = refusal(world.iam.create_group, GroupName=name.upper())
    assert (again.code, again.status, again.message) == (
        "EntityAlreadyExists", 409, f"Group with name {name.upper()} already exists.")
    missing = refusal(world.iam.get_group, GroupName="nowhere")
    assert (missing.code, missing.message) == ("NoSuchEntity", "The group with name nowhere cannot be found.")


def test_members_are_listed_page_by_page(world, group, user):
    name = group()
    names = sorted(user()[0] for _ in range(5))
    for one in names:
        world.iam.add_user_to_group(GroupName=name, UserName=one)
        world.iam.add_user_to_group(GroupName=name, UserName=one)
    pages = world.iam.get_paginator("get_group").paginate(GroupName=name, PaginationConfig={"PageSize": 2})
    listed = [[one["UserName"] for one in page["Users"]] for page in pages]
    assert max(map(len, listed)) <= 2 and sorted(sum(listed, [])) == names


def test_a_member_may_what_its_groups_may(server, world, group, user):
    (name, keys), (_, other_keys) = user(), user()
    readers, writers = group(LIST), group()
    policy = managed(world, policies.document(allow("iot:DescribeEndpoint")))
    world.iam.attach_group_policy(GroupName=writers, PolicyArn=policy)
    for one in (readers, writers):
        world.iam.add_user_to_group(GroupName=one, UserName=name)
    caller, other = client(server, "iot", keys), client(server, "iot", other_keys)
    caller.list_policies()
    caller.describe_endpoint(endpointType="iot:Data-ATS")
    assert refusal(other.list_policies).code == "AccessDeniedException"
    assert [one["GroupName"] for one in world.iam.list_groups_for_user(UserName=name)["Groups"]] == [readers, writers]
    entities = world.iam.list_entities_for_policy(PolicyArn=policy)
    assert [one["GroupName"] for one in entities["PolicyGroups"]] == [writers]
    attached = world.iam.list_attached_group_policies(GroupName=writers)["AttachedPolicies"]
    assert [one["PolicyArn"] for one in attached] == [policy]

    # A Deny of any group holds; the explanation names the leg.
    world.iam.put_group_policy(GroupName=writers, PolicyName="no", PolicyDocument=policies.document(
        deny("iot:ListPolicies")))
    assert why(server, refusal(caller.list_policies).decision).outcome == "explicit_deny"
    world.iam.remove_user_from_group(GroupName=writers, UserName=name)
    world.iam.remove_user_from_group(GroupName=writers, UserName=name)
    caller.list_policies()
    assert refusal(caller.describe_endpoint, endpointType="iot:Data-ATS").code == "AccessDeniedException"


def test_a_change_of_a_group_reaches_open_connections(server, world, group, user):
    (name, keys), (control_name, control_keys) = user(), user()
    changed, control_group = group(ALL_IOT), group(ALL_IOT)
    world.iam.add_user_to_group(GroupName=changed, UserName=name)
    world.iam.add_user_to_group(GroupName=control_group, UserName=control_name)
    with connect(server, keys, unique("member"), version=V5) as member, \
            connect(server, control_keys, unique("control"), version=V5) as control:
        for each in (member, control):
            assert not each.subscribe("news").refused
        world.iam.put_group_policy(GroupName=changed, PolicyName="no", PolicyDocument=policies.document(
            deny("iot:Publish", iot("topic/lamp"))))
        assert member.publish("lamp", "on").refused
        assert not member.publish("fan", "on").refused
        world.iam.remove_user_from_group(GroupName=changed, UserName=name)
        assert member.closed(seconds=1).value == 0x87
        assert not control.publish("news", "goes on").refused
        assert control.message().payload == "goes on"


def test_a_renamed_group_keeps_its_members_and_policies(server, world, group, user):
    name, keys = user()
    old, new = group(LIST), unique("group")
    policy = managed(world, ALL_IOT)
    world.iam.attach_group_policy(GroupName=old, PolicyArn=policy)
    world.iam.add_user_to_group(GroupName=old, UserName=name)
    taken = group()
    assert refusal(world.iam.update_group, GroupName=old, NewGroupName=taken).code == "EntityAlreadyExists"
    world.iam.update_group(GroupName=old, NewGroupName=new, NewPath="/moved/")
    client(server, "iot", keys).list_policies()
    assert [one["UserName"] for one in world.iam.get_group(GroupName=new)["Users"]] == [name]
    assert refusal(world.iam.get_group, GroupName=old).code == "NoSuchEntity"
    groups = world.iam.list_entities_for_policy(PolicyArn=policy, EntityFilter="Group")["PolicyGroups"]
    assert [one["GroupName"] for one in groups] == [new]
    # A renamed user stays in it.
    renamed = unique("user")
    world.iam.update_user(UserName=name, NewUserName=renamed)
    assert [one["UserName"] for one in world.iam.get_group(GroupName=new)["Users"]] == [renamed]
    world.iam.remove_user_from_group(GroupName=new, UserName=renamed)
    assert world.iam.get_group(GroupName=new)["Users"] == []


def test_inline_policies_round_trip(world, group):
    name = group(LIST)
    world.iam.put_group_policy(GroupName=name, PolicyName="another", PolicyDocument=ALL_IOT)
    assert world.iam.list_group_policies(GroupName=name)["PolicyNames"] == ["another", "permissions"]
    read = world.iam.get_group_policy(GroupName=name, PolicyName="permissions")
    assert read["PolicyDocument"] == json.loads(LIST)
    world.iam.delete_group_policy(GroupName=name, PolicyName="another")
    gone = refusal(world.iam.delete_group_policy, GroupName=name, PolicyName="another")
    assert (gone.code, gone.message) == ("NoSuchEntity", "The group policy with name another cannot be found.")
    broken = refusal(world.iam.put_group_policy, GroupName=name, PolicyName="broken", PolicyDocument="{}")
    assert broken.code == "MalformedPolicyDocument"


def test_a_group_is_deleted_when_nothing_is_left_of_it(world, group, user):
    name, (member, keys) = group(LIST), user()
    policy = managed(world, LIST)
    world.iam.attach_group_policy(GroupName=name, PolicyArn=policy)
    world.iam.add_user_to_group(GroupName=name, UserName=member)
    world.iam.delete_access_key(UserName=member, AccessKeyId=keys.access_key_id)
    for call, about in ((world.iam.delete_group, {"GroupName": name}), (world.iam.delete_user, {"UserName": member})):
        conflict = refusal(call, **about)
        assert (conflict.code, conflict.message) == (
            "DeleteConflict", "Cannot delete entity, must remove users from group first.")
    for message, clear in (
        ("must remove users from group first", lambda: world.iam.remove_user_from_group(
            GroupName=name, UserName=member)),
        ("must detach all policies first", lambda: world.iam.detach_group_policy(GroupName=name, PolicyArn=policy)),
        ("must delete policies first", lambda: world.iam.delete_group_policy(
            GroupName=name, PolicyName="permissions")),
    ):
        assert refusal(world.iam.delete_group, GroupName=name).message == f"Cannot delete entity, {message}."
        clear()
    world.iam.delete_group(GroupName=name)
    world.iam.delete_user(UserName=member)
    assert refusal(world.iam.get_group, GroupName=name).code == "NoSuchEntity"


def test_the_details_of_the_account_hold_everything_once(world, group, user):
    name, (member, _) = group(LIST), user()
    boundary = managed(world, ALL_IOT)
    world.iam.add_user_to_group(GroupName=name, UserName=member)
    world.iam.put_user_policy(UserName=member, PolicyName="own", PolicyDocument=ALL_IOT)
    world.iam.put_user_permissions_boundary(UserName=member, PermissionsBoundary=boundary)
    world.iam.tag_user(UserName=member, Tags=[{"Key": "team", "Value": "red"}])
    policy = managed(world, LIST)
    world.iam.attach_group_policy(GroupName=name, PolicyArn=policy)
    role = world.role(policies.account_trust(), LIST)

    kinds = ("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies")
    whole = {kind: [] for kind in kinds}
    pages = world.iam.get_paginator("get_account_authorization_details").paginate(PaginationConfig={"PageSize": 3})
    for page in pages:
        assert sum(len(page[kind]) for kind in kinds) <= 3
        for kind in kinds:
            whole[kind] += page[kind]
    for kind in kinds:
        arns = [one["Arn"] for one in whole[kind]]
        assert len(arns) == len(set(arns))

    one = next(one for one in whole["UserDetailList"] if one["UserName"] == member)
    assert one["GroupList"] == [name] and one["Tags"] == [{"Key": "team", "Value": "red"}]
    assert one["UserPolicyList"] == [{"PolicyName": "own", "PolicyDocument": json.loads(ALL_IOT)}]
    assert one["PermissionsBoundary"]["PermissionsBoundaryArn"] == boundary
    one = next(one for one in whole["GroupDetailList"] if one["GroupName"] == name)
    assert one["GroupPolicyList"] == [{"PolicyName": "permissions", "PolicyDocument": json.loads(LIST)}]
    assert [attached["PolicyArn"] for attached in one["AttachedManagedPolicies"]] == [policy]
    one = next(one for one in whole["RoleDetailList"] if one["Arn"] == role)
    assert one["AssumeRolePolicyDocument"] == json.loads(policies.account_trust())
    one = next(one for one in whole["Policies"] if one["Arn"] == policy)
    version, = one["PolicyVersionList"]
    assert (one["AttachmentCount"], version["VersionId"], version["Document"]) == (1, "v1", json.loads(LIST))

    groups = world.iam.get_account_authorization_details(Filter=["Group"])
    assert groups["GroupDetailList"] and not any(groups[kind] for kind in kinds if kind != "GroupDetailList")


def test_the_credential_report_tells_of_every_key(server, world, user):
    name, keys = user()
    second = world.iam.create_access_key(UserName=name)["AccessKey"]["AccessKeyId"]
    world.iam.update_access_key(UserName=name, AccessKeyId=second, Status="Inactive")
    client(server, "sts", keys).get_caller_identity()
    deadline = time.monotonic() + LAST_USE_SECONDS_MAX
    used = {}
    while "LastUsedDate" not in used and time.monotonic() < deadline:
        time.sleep(0.2)
        used = world.iam.get_access_key_last_used(AccessKeyId=keys.access_key_id)["AccessKeyLastUsed"]

    assert refusal(world.iam.get_credential_report).code == "ReportNotPresent"
    assert world.iam.generate_credential_report()["State"] == "COMPLETE"
    report = world.iam.get_credential_report()
    assert report["ReportFormat"] == "text/csv"
    rows = {row["user"]: row for row in csv.DictReader(io.StringIO(report["Content"].decode()))}
    assert {"<root_account>", name} <= rows.keys()
    row = rows[name]
    assert len(row) == 22 and row["arn"] == f"arn:aws:iam::{ACCOUNT}:user/{name}"
    assert (row["password_enabled"], row["mfa_active"]) == ("false", "false")
    first, other = ([row[f"access_key_{number}_{column}"] for column in COLUMNS_OF_A_KEY] for number in (1, 2))
    assert first[0] == "true" and first[3:] == [REGION, "sts"] and first[2].endswith("+00:00")
    assert other[0] == "false" and other[2:] == ["N/A"] * 3
    assert rows["<root_account>"]["access_key_1_active"] == "true"
