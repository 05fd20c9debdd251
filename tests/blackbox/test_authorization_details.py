"""GetAccountAuthorizationDetails: everybody with everything, by kind, and when each role was last used."""

import json
import time

import pytest

from support import policies
from support.aws import client, refusal
from support.policies import allow
from support.server import REGION
from support.world import unique

READ = policies.document(allow("s3:GetObject"))
KINDS = ("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies")
OF_AWS = "arn:aws:iam::aws:policy/"
LAST_USE_SECONDS_MAX = 15


@pytest.fixture(scope="module")
def carried(world) -> dict[str, str]:
    """One of each kind: a bounded role that carries a policy of its own and one of AWS."""
    iam = world.iam
    user, group, role = (unique(word) for word in ("user", "group", "role"))
    own = iam.create_policy(
        PolicyName=unique("own"), PolicyDocument=READ, Path="/team/", Description="reads")["Policy"]["Arn"]
    iam.create_policy_version(PolicyArn=own, PolicyDocument=policies.document(allow("s3:*")), SetAsDefault=True)
    iam.create_user(UserName=user, Path="/team/")
    iam.create_group(GroupName=group)
    iam.create_role(RoleName=role, AssumeRolePolicyDocument=policies.account_trust(), Tags=[
        {"Key": "team", "Value": "red"}], PermissionsBoundary=OF_AWS + "AWSIoTFullAccess")
    iam.put_role_policy(RoleName=role, PolicyName="inline", PolicyDocument=READ)
    iam.attach_role_policy(RoleName=role, PolicyArn=own)
    iam.attach_role_policy(RoleName=role, PolicyArn=OF_AWS + "AWSIoTDataAccess")
    return {"user": user, "group": group, "role": role, "own": own}


def details(iam, size: int = 100, **asked) -> dict[str, list]:
    whole = {kind: [] for kind in KINDS}
    pages = iam.get_paginator("get_account_authorization_details").paginate(
        PaginationConfig={"PageSize": size}, **asked)
    for page in pages:
        assert sum(len(page[kind]) for kind in KINDS) <= size
        for kind in KINDS:
            whole[kind] += page[kind]
    return whole


@pytest.mark.parametrize(("asked", "told"), [
    (["User"], {"UserDetailList"}),
    (["Group"], {"GroupDetailList"}),
    (["Role"], {"RoleDetailList"}),
    (["LocalManagedPolicy"], {"Policies"}),
    (["AWSManagedPolicy"], {"Policies"}),
    (["User", "AWSManagedPolicy"], {"UserDetailList", "Policies"}),
    (["Role", "Group"], {"RoleDetailList", "GroupDetailList"}),
], ids=str)
def test_each_filter_leaves_its_kind(world, carried, asked, told):
    whole = details(world.iam, Filter=asked)
    assert {kind for kind in KINDS if whole[kind]} == told
    of_aws = {policy["Arn"].startswith(OF_AWS) for policy in whole["Policies"]}
    assert of_aws == {kind == "AWSManagedPolicy" for kind in asked if kind.endswith("ManagedPolicy")}


def test_policies_of_aws_are_told_while_they_are_used(world, carried):
    iam = world.iam
    used = {policy["PolicyName"]: policy for policy in details(iam, Filter=["AWSManagedPolicy"], size=1)["Policies"]}
    assert set(used) == {"AWSIoTDataAccess", "AWSIoTFullAccess"}
    data, bounding = used["AWSIoTDataAccess"], used["AWSIoTFullAccess"]
    assert (data["AttachmentCount"], data["PermissionsBoundaryUsageCount"]) == (1, 0)
    assert (bounding["AttachmentCount"], bounding["PermissionsBoundaryUsageCount"]) == (0, 1)
    assert data["PolicyVersionList"][0]["Document"]["Version"] == "2012-10-17"
    whole = details(iam, size=2)
    assert {policy["Arn"] for policy in whole["Policies"]} == {
        carried["own"], OF_AWS + "AWSIoTDataAccess", OF_AWS + "AWSIoTFullAccess"}


def test_a_role_is_told_with_all_that_it_has(world, carried):
    role, = (one for one in details(world.iam)["RoleDetailList"] if one["RoleName"] == carried["role"])
    assert role["RolePolicyList"] == [{"PolicyName": "inline", "PolicyDocument": json.loads(READ)}]
    assert [one["PolicyArn"] for one in role["AttachedManagedPolicies"]] == [
        carried["own"], OF_AWS + "AWSIoTDataAccess"]
    assert role["PermissionsBoundary"] == {
        "PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": OF_AWS + "AWSIoTFullAccess"}
    assert role["Tags"] == [{"Key": "team", "Value": "red"}]
    assert (role["InstanceProfileList"], role["RoleLastUsed"]) == ([], {})
    assert role["AssumeRolePolicyDocument"] == json.loads(policies.account_trust())
    own, = (one for one in details(world.iam)["Policies"] if one["Arn"] == carried["own"])
    assert (own["Path"], own["Description"], own["DefaultVersionId"], own["IsAttachable"]) == (
        "/team/", "reads", "v2", True)
    assert [(one["VersionId"], one["IsDefaultVersion"]) for one in own["PolicyVersionList"]] == [
        ("v2", True), ("v1", False)]


def test_what_is_no_kind_is_refused(world):
    refused = refusal(world.iam.get_account_authorization_details, Filter=["Policy"])
    assert (refused.code, refused.status) == ("ValidationError", 400)
    assert "Member must satisfy enum value set" in refused.message
    broken = refusal(world.iam.get_account_authorization_details, Marker="no-marker")
    assert broken.code == "ValidationError"


def test_the_last_use_of_a_role_is_told(server, world):
    role = world.role(policies.account_trust(), policies.document(allow("iot:ListPolicies")))
    name = role.rsplit("/", 1)[1]
    idle = world.role(policies.account_trust()).rsplit("/", 1)[1]
    keys = world.session_of(role)
    assert world.iam.get_role(RoleName=name)["Role"]["RoleLastUsed"] == {}
    client(server, "iot", keys).list_policies()
    deadline = time.monotonic() + LAST_USE_SECONDS_MAX
    used = {}
    while not used and time.monotonic() < deadline:
        time.sleep(0.2)
        used = world.iam.get_role(RoleName=name)["Role"]["RoleLastUsed"]
    assert used["Region"] == REGION and used["LastUsedDate"]
    assert world.iam.get_role(RoleName=idle)["Role"]["RoleLastUsed"] == {}
    told, = (one for one in details(world.iam, Filter=["Role"])["RoleDetailList"] if one["RoleName"] == name)
    assert told["RoleLastUsed"] == used
    # A role made anew under the name was never used.
    world.iam.delete_role_policy(RoleName=name, PolicyName="permissions")
    world.iam.delete_role(RoleName=name)
    made = world.iam.create_role(RoleName=name, AssumeRolePolicyDocument=policies.account_trust())["Role"]
    assert "RoleLastUsed" not in made
    assert world.iam.get_role(RoleName=name)["Role"]["RoleLastUsed"] == {}
