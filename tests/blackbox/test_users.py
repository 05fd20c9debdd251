"""IAM users and their access keys: what they may do is what their policies say, and no key outlives its leave."""

import json
import time

import pytest
from paho.mqtt.client import WebsocketConnectionError

from support import policies
from support.aws import Keys, client, refusal
from support.explanation import can, why
from support.mqtt import V5, connect
from support.policies import allow, deny, iot
from support.server import ACCOUNT, REGION
from support.world import unique

CUT_SECONDS_MAX = 1.0
LAST_USE_SECONDS_MAX = 15
LIST = policies.document(allow("iot:ListPolicies"))
ALL_IOT = policies.document(allow("iot:*"))


@pytest.fixture
def user(world):
    """Makes users, each with a key and, where one is given, an inline policy."""
    def made(policy: str | None = None, **more) -> tuple[str, Keys]:
        name = unique("user")
        world.iam.create_user(UserName=name, **more)
        if policy:
            world.iam.put_user_policy(UserName=name, PolicyName="permissions", PolicyDocument=policy)
        return name, new_key(world, name)
    return made


def new_key(world, name: str) -> Keys:
    key = world.iam.create_access_key(UserName=name)["AccessKey"]
    return Keys(key["AccessKeyId"], key["SecretAccessKey"])


def arn(name: str, path: str = "/") -> str:
    return f"arn:aws:iam::{ACCOUNT}:user{path}{name}"


def managed(world, document: str) -> str:
    return world.iam.create_policy(PolicyName=unique("managed"), PolicyDocument=document)["Policy"]["Arn"]


def test_a_user_reads_back_as_it_was_made(world):
    name = unique("user")
    boundary = managed(world, LIST)
    made = world.iam.create_user(
        UserName=name, Path="/team/", PermissionsBoundary=boundary, Tags=[{"Key": "team", "Value": "red"}])["User"]
    read = world.iam.get_user(UserName=name.upper())["User"]
    assert made == read
    assert read["Arn"] == arn(name, "/team/") and read["UserName"] == name
    assert read["UserId"].startswith("AIDA") and len(read["UserId"]) == 21
    assert read["PermissionsBoundary"]["PermissionsBoundaryArn"] == boundary
    listed = world.iam.list_users(PathPrefix="/team/")["Users"]
    assert [(one["UserName"], "Tags" in one, "PermissionsBoundary" in one) for one in listed
            if one["UserName"] == name] == [(name, False, False)]
    again = refusal(world.iam.create_user, UserName=name.upper())
    assert (again.code, again.status) == ("EntityAlreadyExists", 409)
    assert again.message == f"User with name {name.upper()} already exists."
    missing = refusal(world.iam.get_user, UserName="nobody")
    assert (missing.code, missing.message) == ("NoSuchEntity", "The user with name nobody cannot be found.")


def test_users_are_listed_page_by_page(world):
    path = f"/{unique('page')}/"
    names = sorted(unique("user") for _ in range(5))
    for name in names:
        world.iam.create_user(UserName=name, Path=path)
    pages = world.iam.get_paginator("list_users").paginate(PathPrefix=path, PaginationConfig={"PageSize": 2})
    listed = [[user["UserName"] for user in page["Users"]] for page in pages]
    assert max(map(len, listed)) <= 2 and sorted(sum(listed, [])) == names


def test_tags_of_a_user(world, user):
    name, _ = user()
    world.iam.tag_user(UserName=name, Tags=[{"Key": "Team", "Value": "red"}, {"Key": "site", "Value": "one"}])
    world.iam.tag_user(UserName=name, Tags=[{"Key": "team", "Value": "blue"}])
    tags = world.iam.list_user_tags(UserName=name)["Tags"]
    assert {tag["Key"]: tag["Value"] for tag in tags} == {"team": "blue", "site": "one"}
    world.iam.untag_user(UserName=name, TagKeys=["SITE"])
    assert world.iam.list_user_tags(UserName=name)["Tags"] == [{"Key": "team", "Value": "blue"}]


def test_a_key_is_its_user(server, world, user):
    name, keys = user(LIST)
    assert keys.access_key_id.startswith("AKIA") and len(keys.access_key_id) == 20
    assert len(keys.secret_access_key) == 40
    who = client(server, "sts", keys).get_caller_identity()
    user_id = world.iam.get_user(UserName=name)["User"]["UserId"]
    assert (who["Account"], who["Arn"], who["UserId"]) == (ACCOUNT, arn(name), user_id)
    assert client(server, "iot", keys).list_policies()["policies"] is not None
    refused = refusal(client(server, "iot", keys).describe_endpoint, endpointType="iot:Data-ATS")
    assert refused.message.startswith(f"User: {arn(name)} is not authorized to perform: iot:DescribeEndpoint")
    assert why(server, refused.decision).leg == "identity"
    wrong = Keys(keys.access_key_id, "x" * 40)
    assert refusal(client(server, "sts", wrong).get_caller_identity).code == "SignatureDoesNotMatch"


def test_a_user_without_policies_may_do_nothing(server, user):
    _, keys = user()
    assert refusal(client(server, "iot", keys).list_policies).code == "AccessDeniedException"
    assert refusal(client(server, "iam", keys).get_user).code == "AccessDenied"


def test_attached_policies_and_the_boundary_count(server, world, user):
    name, keys = user()
    caller = client(server, "iot", keys)
    policy = managed(world, ALL_IOT)
    world.iam.attach_user_policy(UserName=name, PolicyArn=policy)
    world.iam.attach_user_policy(UserName=name, PolicyArn=policy)
    attached = world.iam.list_attached_user_policies(UserName=name)["AttachedPolicies"]
    assert [one["PolicyArn"] for one in attached] == [policy]
    entities = world.iam.list_entities_for_policy(PolicyArn=policy)
    assert [one["UserName"] for one in entities["PolicyUsers"]] == [name] and entities["PolicyRoles"] == []
    caller.describe_endpoint(endpointType="iot:Data-ATS")
    world.iam.put_user_permissions_boundary(UserName=name, PermissionsBoundary=managed(world, LIST))
    caller.list_policies()
    refused = refusal(caller.describe_endpoint, endpointType="iot:Data-ATS")
    assert "because no permissions boundary allows the iot:DescribeEndpoint action" in refused.message
    world.iam.delete_user_permissions_boundary(UserName=name)
    caller.describe_endpoint(endpointType="iot:Data-ATS")
    assert refusal(world.iam.delete_policy, PolicyArn=policy).code == "DeleteConflict"
    world.iam.detach_user_policy(UserName=name, PolicyArn=policy)
    assert refusal(caller.list_policies).code == "AccessDeniedException"
    assert refusal(world.iam.detach_user_policy, UserName=name, PolicyArn=policy).code == "NoSuchEntity"


def test_inline_policies_round_trip(world, user):
    name, _ = user(LIST)
    world.iam.put_user_policy(UserName=name, PolicyName="another", PolicyDocument=ALL_IOT)
    assert world.iam.list_user_policies(UserName=name)["PolicyNames"] == ["another", "permissions"]
    read = world.iam.get_user_policy(UserName=name, PolicyName="permissions")
    assert read["PolicyDocument"] == json.loads(LIST)
    world.iam.delete_user_policy(UserName=name, PolicyName="another")
    gone = refusal(world.iam.get_user_policy, UserName=name, PolicyName="another")
    assert (gone.code, gone.message) == ("NoSuchEntity", "The user policy with name another cannot be found.")
    large = policies.document(allow([f"iot:Get{number:04}Something" for number in range(150)]))
    full = refusal(world.iam.put_user_policy, UserName=name, PolicyName="large", PolicyDocument=large)
    assert full.code == "LimitExceeded"
    assert full.message == f"Maximum policy size of 2048 bytes exceeded for user {name}"


@pytest.mark.parametrize(("holds", "fails"), [
    ({"StringEquals": {"aws:PrincipalType": "User"}}, {"StringEquals": {"aws:PrincipalType": "AssumedRole"}}),
    ({"StringEquals": {"aws:PrincipalTag/team": "red"}}, {"StringEquals": {"aws:PrincipalTag/team": "blue"}}),
    ({"StringLike": {"aws:username": "user-*"}}, {"StringLike": {"aws:username": "other-*"}}),
    ({"StringLike": {"aws:userid": "AIDA*"}}, {"StringLike": {"aws:userid": "AROA*"}}),
    ({"ArnLike": {"aws:PrincipalArn": arn("*")}}, {"ArnLike": {"aws:PrincipalArn": arn("other/*")}}),
], ids=lambda condition: next(iter(next(iter(condition.values())))))
def test_condition_keys_of_a_user(server, world, user, holds, fails):
    name, keys = user(policies.document(allow("iot:ListPolicies", Condition=holds)),
                      Tags=[{"Key": "team", "Value": "red"}])
    caller = client(server, "iot", keys)
    caller.list_policies()
    world.iam.put_user_policy(UserName=name, PolicyName="permissions", PolicyDocument=policies.document(
        allow("iot:ListPolicies", Condition=fails)))
    assert refusal(caller.list_policies).code == "AccessDeniedException"


def test_the_name_is_a_variable_of_policies(server, user):
    own = policies.document(allow(["iam:GetUser", "iam:*AccessKey*"], arn("${aws:username}")))
    name, keys = user(own)
    other, _ = user()
    iam = client(server, "iam", keys)
    assert iam.get_user()["User"]["UserName"] == name
    assert iam.get_user(UserName=name)["User"]["Arn"] == arn(name)
    assert refusal(iam.get_user, UserName=other).code == "AccessDenied"
    # Rotation by the user itself, without naming anybody.
    second = iam.create_access_key()["AccessKey"]
    assert second["UserName"] == name
    assert {key["AccessKeyId"] for key in iam.list_access_keys()["AccessKeyMetadata"]} == {
        keys.access_key_id, second["AccessKeyId"]}
    full = refusal(iam.create_access_key)
    assert (full.code, full.message) == ("LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2")
    rotated = client(server, "iam", Keys(second["AccessKeyId"], second["SecretAccessKey"]))
    rotated.update_access_key(AccessKeyId=keys.access_key_id, Status="Inactive")
    assert refusal(iam.get_user).code == "InvalidClientTokenId"
    rotated.update_access_key(AccessKeyId=keys.access_key_id, Status="Active")
    iam.get_user()
    rotated.delete_access_key(AccessKeyId=keys.access_key_id)
    assert refusal(iam.get_user).code == "InvalidClientTokenId"
    gone = refusal(rotated.delete_access_key, AccessKeyId=keys.access_key_id)
    assert gone.message == f"The Access Key with id {keys.access_key_id} cannot be found."
    assert rotated.get_user()["User"]["UserName"] == name


def test_keys_of_others_are_not_found(world, user):
    name, _ = user()
    _, keys = user()
    theirs = {"UserName": name, "AccessKeyId": keys.access_key_id}
    assert refusal(world.iam.delete_access_key, **theirs).code == "NoSuchEntity"
    assert refusal(world.iam.update_access_key, Status="Inactive", **theirs).code == "NoSuchEntity"


def test_a_session_that_names_nobody_means_nobody(server, world):
    keys = world.role_session(policies.document(allow("iam:*")))
    refused = refusal(client(server, "iam", keys).get_user)
    assert (refused.code, refused.message) == (
        "ValidationError", "Must specify userName when calling with non-User credentials")


def test_a_user_at_the_broker_is_cut_with_its_key(server, world, user):
    name, keys = user(ALL_IOT)
    _, control_keys = user(ALL_IOT)
    second = new_key(world, name)
    with connect(server, keys, unique("user"), version=V5) as connection, \
            connect(server, second, unique("user"), version=V5) as sibling, \
            connect(server, control_keys, unique("control"), version=V5) as control:
        for each in (connection, sibling, control):
            assert not each.subscribe("news").refused
        world.iam.update_access_key(UserName=name, AccessKeyId=keys.access_key_id, Status="Inactive")
        assert connection.closed(seconds=CUT_SECONDS_MAX).value == 0x87
        for each in (sibling, control):
            assert not each.publish("news", "goes on").refused
            assert each.message().payload == "goes on"
        with pytest.raises(WebsocketConnectionError):
            connect(server, keys, unique("user"), version=V5)
        world.iam.delete_access_key(UserName=name, AccessKeyId=second.access_key_id)
        assert sibling.closed(seconds=CUT_SECONDS_MAX).value == 0x87
        assert not control.publish("other", "still").refused
    world.iam.update_access_key(UserName=name, AccessKeyId=keys.access_key_id, Status="Active")
    with connect(server, keys, unique("user"), version=V5):
        pass


def test_a_change_of_policy_reaches_an_open_connection(server, world, user):
    name, keys = user(ALL_IOT)
    with connect(server, keys, unique("user"), version=V5) as connection:
        assert not connection.publish("lamp", "on").refused
        world.iam.put_user_policy(UserName=name, PolicyName="permissions", PolicyDocument=policies.document(
            allow("iot:*"), deny("iot:Publish", iot("topic/lamp"))))
        assert connection.publish("lamp", "on").refused
        assert not connection.publish("fan", "on").refused


def test_a_user_becomes_a_role_that_trusts_it_and_falls_with_its_key(server, world, user):
    name, keys = user(policies.document(allow("sts:AssumeRole")))
    _, other_keys = user(policies.document(allow("sts:AssumeRole")))
    trust = json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"AWS": arn(name)}, "Action": "sts:AssumeRole"}]})
    role = world.role(trust, ALL_IOT)
    session = client(server, "sts", keys).assume_role(RoleArn=role, RoleSessionName="as-user")["Credentials"]
    refused = refusal(client(server, "sts", other_keys).assume_role, RoleArn=role, RoleSessionName="no")
    assert refused.code == "AccessDenied"
    caller = client(server, "iot", Keys.of(session))
    caller.list_policies()
    with connect(server, Keys.of(session), unique("chained"), version=V5) as chained:
        world.iam.update_access_key(UserName=name, AccessKeyId=keys.access_key_id, Status="Inactive")
        assert chained.closed(seconds=CUT_SECONDS_MAX).value == 0x87
    assert refusal(caller.list_policies).status == 403
    # Without leave of its own a user is not let in, however much the role trusts it.
    stranger, stranger_keys = user()
    world.iam.update_assume_role_policy(RoleName=role.rsplit("/", 1)[1], PolicyDocument=trust.replace(name, stranger))
    assert refusal(client(server, "sts", stranger_keys).assume_role, RoleArn=role, RoleSessionName="no").status == 403


def test_a_user_is_deleted_when_nothing_is_left_of_it(server, world, user):
    name, keys = user(LIST)
    policy = managed(world, LIST)
    world.iam.attach_user_policy(UserName=name, PolicyArn=policy)
    for message, clear in (
        ("must delete access keys first", lambda: world.iam.delete_access_key(
            UserName=name, AccessKeyId=keys.access_key_id)),
        ("must detach all policies first", lambda: world.iam.detach_user_policy(UserName=name, PolicyArn=policy)),
        ("must delete policies first", lambda: world.iam.delete_user_policy(UserName=name, PolicyName="permissions")),
    ):
        conflict = refusal(world.iam.delete_user, UserName=name)
        assert (conflict.code, conflict.message) == ("DeleteConflict", f"Cannot delete entity, {message}.")
        clear()
    world.iam.delete_user(UserName=name)
    assert refusal(client(server, "iot", keys).list_policies).status == 403
    # A new user of the same name is another one.
    made = world.iam.create_user(UserName=name)["User"]
    assert world.iam.list_user_policies(UserName=name)["PolicyNames"] == []
    assert world.iam.list_access_keys(UserName=name)["AccessKeyMetadata"] == [] and made["UserName"] == name


def test_a_renamed_user_keeps_its_keys_and_policies(server, world, user):
    name, keys = user(policies.document(allow("iot:*"), allow("iot:ListThings")))
    policy = managed(world, LIST)
    world.iam.attach_user_policy(UserName=name, PolicyArn=policy)
    taken, _ = user()
    with connect(server, keys, unique("renamed"), version=V5) as connection:
        new = unique("user")
        assert refusal(world.iam.update_user, UserName=name, NewUserName=taken).code == "EntityAlreadyExists"
        world.iam.update_user(UserName=name, NewUserName=new, NewPath="/moved/")
        assert not connection.publish("lamp", "on").refused
    assert client(server, "sts", keys).get_caller_identity()["Arn"] == arn(new, "/moved/")
    assert refusal(world.iam.get_user, UserName=name).code == "NoSuchEntity"
    key, = world.iam.list_access_keys(UserName=new)["AccessKeyMetadata"]
    assert (key["AccessKeyId"], key["UserName"], key["Status"]) == (keys.access_key_id, new, "Active")
    users = world.iam.list_entities_for_policy(PolicyArn=policy, EntityFilter="User")["PolicyUsers"]
    assert [one["UserName"] for one in users] == [new]
    world.iam.detach_user_policy(UserName=new, PolicyArn=policy)
    assert world.iam.list_entities_for_policy(PolicyArn=policy)["PolicyUsers"] == []


def test_the_last_use_of_a_key_is_told(server, world, user):
    name, keys = user(LIST)
    used = world.iam.get_access_key_last_used(AccessKeyId=keys.access_key_id)
    assert used["UserName"] == name
    assert used["AccessKeyLastUsed"] == {"Region": "N/A", "ServiceName": "N/A"}
    client(server, "iot", keys).list_policies()
    deadline = time.monotonic() + LAST_USE_SECONDS_MAX
    while "LastUsedDate" not in used["AccessKeyLastUsed"] and time.monotonic() < deadline:
        time.sleep(0.2)
        used = world.iam.get_access_key_last_used(AccessKeyId=keys.access_key_id)
    assert (used["AccessKeyLastUsed"]["Region"], used["AccessKeyLastUsed"]["ServiceName"]) == (REGION, "iot")
    unknown = refusal(world.iam.get_access_key_last_used, AccessKeyId="AKIAAAAAAAAAAAAAAAAA")
    assert unknown.code == "NoSuchEntity"


def test_the_root_user_has_keys_of_its_own(server, world):
    mine = world.iam.get_user()["User"]
    assert (mine["Arn"], mine["UserId"]) == (f"arn:aws:iam::{ACCOUNT}:root", ACCOUNT)
    made = world.iam.create_access_key()["AccessKey"]
    keys = Keys(made["AccessKeyId"], made["SecretAccessKey"])
    assert client(server, "sts", keys).get_caller_identity()["Arn"] == mine["Arn"]
    assert len(world.iam.list_access_keys()["AccessKeyMetadata"]) == 2
    with connect(server, keys, unique("root"), version=V5) as connection:
        world.iam.delete_access_key(AccessKeyId=keys.access_key_id)
        assert connection.closed(seconds=CUT_SECONDS_MAX).value == 0x87
    assert refusal(client(server, "sts", keys).get_caller_identity).code == "InvalidClientTokenId"


def test_can_speaks_of_users(server, user):
    name, _ = user(LIST)
    assert can(server, arn(name), "iot:ListPolicies", "*")[0]
    assert not can(server, arn(name), "iot:DescribeEndpoint", "*")[0]
