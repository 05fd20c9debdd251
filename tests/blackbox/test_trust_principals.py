"""Whom a trust policy names: tied to the very user or role, shown by its ARN while it is there."""

import json

import pytest

from support import policies
from support.aws import Keys, client, refusal
from support.command import daypass
from support.policies import allow
from support.server import ACCOUNT
from support.world import unique

OTHER = "777788889999"
ASSUME = policies.document(allow("sts:AssumeRole"))


def iam(resource: str, account: str = ACCOUNT) -> str:
    return f"arn:aws:iam::{account}:{resource}"


def trust(*principals: str) -> dict:
    return {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": list(principals)}, "Action": "sts:AssumeRole"}]}


def shown(world, name: str) -> list:
    """The principals of a role's trust policy, as every operation shows them."""
    got = world.iam.get_role(RoleName=name)["Role"]["AssumeRolePolicyDocument"]
    listed = [
        role for page in world.iam.get_paginator("list_roles").paginate() for role in page["Roles"]
        if role["RoleName"] == name]
    detailed = [
        role for page in world.iam.get_paginator("get_account_authorization_details").paginate(Filter=["Role"])
        for role in page["RoleDetailList"] if role["RoleName"] == name]
    assert [role["AssumeRolePolicyDocument"] for role in (*listed, *detailed)] == [got, got]
    return got["Statement"][0]["Principal"]["AWS"]


@pytest.fixture
def user(server, world):
    """A user of this name that may assume roles: its unique id, and its keys."""
    def make(name: str) -> tuple[str, Keys]:
        made = world.iam.create_user(UserName=name)["User"]
        world.iam.put_user_policy(UserName=name, PolicyName="assume", PolicyDocument=ASSUME)
        key = world.iam.create_access_key(UserName=name)["AccessKey"]
        return made["UserId"], Keys(key["AccessKeyId"], key["SecretAccessKey"])
    return make


def remove(world, name: str, keys: Keys) -> None:
    world.iam.delete_access_key(UserName=name, AccessKeyId=keys.access_key_id)
    world.iam.delete_user_policy(UserName=name, PolicyName="assume")
    world.iam.delete_user(UserName=name)


def test_a_new_user_of_an_old_name_is_not_trusted(server, world, user):
    name, target = unique("user"), unique("role")
    user_id, keys = user(name)
    made = world.iam.create_role(RoleName=target, AssumeRolePolicyDocument=json.dumps(trust(iam(f"user/{name}"))))["Role"]
    assert made["AssumeRolePolicyDocument"] == trust(iam(f"user/{name}"))
    assert shown(world, target) == [iam(f"user/{name}")]

    def assume(keys: Keys):
        return client(server, "sts", keys).assume_role(RoleArn=made["Arn"], RoleSessionName="one")

    assume(keys)
    renamed = unique("renamed")
    world.iam.update_user(UserName=name, NewUserName=renamed, NewPath="/moved/")
    assert shown(world, target) == [iam(f"user/moved/{renamed}")]
    assume(keys)
    remove(world, renamed, keys)
    assert shown(world, target) == [user_id]
    _, new_keys = user(renamed)
    assert shown(world, target) == [user_id]
    assert refusal(assume, keys=new_keys).code == "AccessDenied"
    # The id is nobody's any more, and the policy cannot be saved with it again.
    refused = refusal(
        world.iam.update_assume_role_policy, RoleName=target, PolicyDocument=json.dumps(trust(user_id)))
    assert (refused.code, refused.status, refused.message) == (
        "MalformedPolicyDocument", 400, f'Invalid principal in policy: "AWS":"{user_id}"')
    world.iam.update_assume_role_policy(
        RoleName=target, PolicyDocument=json.dumps(trust(iam(f"user/{renamed}"))))
    assume(new_keys)


@pytest.mark.parametrize("of_session", [False, True])
def test_a_new_role_of_an_old_name_is_not_trusted_nor_are_its_sessions(server, world, of_session):
    name = unique("caller")

    def caller():
        role = world.iam.create_role(RoleName=name, AssumeRolePolicyDocument=policies.account_trust())["Role"]
        world.iam.put_role_policy(RoleName=name, PolicyName="assume", PolicyDocument=ASSUME)
        session = world.sts.assume_role(RoleArn=role["Arn"], RoleSessionName="build")["Credentials"]
        return role, client(server, "sts", Keys.of(session))

    role, sts = caller()
    principal, bare = role["Arn"], role["RoleId"]
    if of_session:
        principal, bare = f"arn:aws:sts::{ACCOUNT}:assumed-role/{name}/build", f"{bare}:build"
    target = world.role(json.dumps(trust(principal)))
    target_name = target.rsplit("/", 1)[1]
    sts.assume_role(RoleArn=target, RoleSessionName="one")
    assert shown(world, target_name) == [principal]
    world.iam.delete_role_policy(RoleName=name, PolicyName="assume")
    world.iam.delete_role(RoleName=name)
    assert shown(world, target_name) == [bare]
    _, again = caller()
    assert shown(world, target_name) == [bare]
    assert refusal(again.assume_role, RoleArn=target, RoleSessionName="one").code == "AccessDenied"


def test_whoever_is_not_there_cannot_be_trusted(server, world):
    for principal in (
        iam("user/nobody"), iam("role/path/nobody"), iam("group/nobody"), iam("root", "121212121212"), "121212121212",
        f"arn:aws:sts::{ACCOUNT}:assumed-role/nobody/one", "AROAAAAAAAAAAAAAAAAAA",
    ):
        refused = refusal(
            world.iam.create_role, RoleName=unique("role"), AssumeRolePolicyDocument=json.dumps(trust(principal)))
        assert (refused.code, refused.status, refused.message) == (
            "MalformedPolicyDocument", 400, f'Invalid principal in policy: "AWS":"{principal}"')


def test_principals_of_another_account_of_the_server(server, world):
    ended = daypass(server, "account", "create", OTHER, "-o", "json")
    assert ended.code == 0, ended
    root = Keys(ended.json()["access_key_id"], ended.json()["secret_access_key"])
    there = client(server, "iam", root)
    name, target = unique("user"), unique("role")
    there.create_user(UserName=name)
    there.put_user_policy(UserName=name, PolicyName="assume", PolicyDocument=ASSUME)
    key = there.create_access_key(UserName=name)["AccessKey"]
    made = world.iam.create_role(RoleName=target, AssumeRolePolicyDocument=json.dumps(
        trust(iam(f"user/{name}", OTHER), "*", OTHER)))["Role"]
    assert shown(world, target) == [iam(f"user/{name}", OTHER), "*", iam("root", OTHER)]
    world.iam.update_assume_role_policy(
        RoleName=target, PolicyDocument=json.dumps(trust(iam(f"user/{name}", OTHER))))
    caller = client(server, "sts", Keys(key["AccessKeyId"], key["SecretAccessKey"]))
    caller.assume_role(RoleArn=made["Arn"], RoleSessionName="one")
    there.delete_access_key(UserName=name, AccessKeyId=key["AccessKeyId"])
    there.delete_user_policy(UserName=name, PolicyName="assume")
    there.delete_user(UserName=name)
    assert shown(world, target)[0].startswith("AIDA")


def test_a_refusal_is_explained_with_the_names_that_were_written(server, world, user):
    one, other = unique("one"), unique("other")
    one_id, _ = user(one)
    _, keys = user(other)
    made = world.iam.create_role(
        RoleName=unique("role"), AssumeRolePolicyDocument=json.dumps(trust(iam(f"user/{one}"))))["Role"]
    refused = refusal(client(server, "sts", keys).assume_role, RoleArn=made["Arn"], RoleSessionName="one")
    assert refused.code == "AccessDenied"
    told = daypass(server, "why", refused.decision, "-o", "json")
    assert iam(f"user/{one}") in told.stdout and one_id not in told.stdout
