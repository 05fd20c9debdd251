"""Roles, their policies, and managed policies with versions, by boto3 over HTTP and HTTPS."""

import json

import pytest

from support import policies
from support.aws import client, refusal
from support.server import ACCOUNT
from support.world import unique

TRUST = policies.account_trust()
READ = policies.document(policies.allow("s3:GetObject"))
WRITE = policies.document(policies.allow("s3:PutObject"))
VERSIONS_MAX = 5


@pytest.fixture(scope="module", params=["http", "https"])
def iam(server, request):
    return client(server, "iam", https=request.param == "https")


@pytest.fixture
def role(iam):
    name = unique("role")
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST)
    return name


@pytest.fixture
def policy(iam):
    return iam.create_policy(PolicyName=unique("policy"), PolicyDocument=READ)["Policy"]["Arn"]


def test_a_role_reads_back_as_it_was_made(iam):
    name = unique("role")
    made = iam.create_role(
        RoleName=name, Path="/app/", AssumeRolePolicyDocument=TRUST, Description="drives lamps", MaxSessionDuration=7200,
    )["Role"]
    read = iam.get_role(RoleName=name)["Role"]
    assert read["Arn"] == made["Arn"] == f"arn:aws:iam::{ACCOUNT}:role/app/{name}"
    assert read["RoleId"] == made["RoleId"] and read["RoleId"].startswith("AROA") and len(read["RoleId"]) == 21
    assert (read["Path"], read["Description"], read["MaxSessionDuration"]) == ("/app/", "drives lamps", 7200)
    assert read["AssumeRolePolicyDocument"] == json.loads(TRUST)
    assert read["CreateDate"] == made["CreateDate"]


def test_roles_are_listed_page_by_page(iam):
    path = f"/{unique('page')}/"
    names = sorted(unique("role") for _ in range(5))
    for name in names:
        iam.create_role(RoleName=name, Path=path, AssumeRolePolicyDocument=TRUST)
    pages = iam.get_paginator("list_roles").paginate(PathPrefix=path, PaginationConfig={"PageSize": 2})
    listed = [[role["RoleName"] for role in page["Roles"]] for page in pages]
    assert max(map(len, listed)) <= 2
    assert sorted(sum(listed, [])) == names


def test_names_are_taken_once_and_regardless_of_case(iam, role):
    again = refusal(iam.create_role, RoleName=role.upper(), AssumeRolePolicyDocument=TRUST)
    assert (again.code, again.status) == ("EntityAlreadyExists", 409)


def test_the_trust_policy_can_be_replaced(iam, role):
    replacement = policies.account_trust().replace("sts:AssumeRole", "sts:TagSession")
    iam.update_assume_role_policy(RoleName=role, PolicyDocument=replacement)
    assert iam.get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"] == json.loads(replacement)


def test_inline_policies_round_trip(iam, role):
    iam.put_role_policy(RoleName=role, PolicyName="one", PolicyDocument=READ)
    iam.put_role_policy(RoleName=role, PolicyName="two", PolicyDocument=READ)
    iam.put_role_policy(RoleName=role, PolicyName="two", PolicyDocument=WRITE)
    assert iam.list_role_policies(RoleName=role)["PolicyNames"] == ["one", "two"]
    assert iam.get_role_policy(RoleName=role, PolicyName="two")["PolicyDocument"] == json.loads(WRITE)
    iam.delete_role_policy(RoleName=role, PolicyName="one")
    assert iam.list_role_policies(RoleName=role)["PolicyNames"] == ["two"]
    gone = refusal(iam.get_role_policy, RoleName=role, PolicyName="one")
    assert (gone.code, gone.status) == ("NoSuchEntity", 404)


def test_a_role_with_policies_is_kept_until_they_are_gone(iam, role, policy):
    iam.put_role_policy(RoleName=role, PolicyName="inline", PolicyDocument=READ)
    iam.attach_role_policy(RoleName=role, PolicyArn=policy)
    assert refusal(iam.delete_role, RoleName=role).code == "DeleteConflict"
    iam.delete_role_policy(RoleName=role, PolicyName="inline")
    conflict = refusal(iam.delete_role, RoleName=role)
    assert (conflict.code, conflict.status) == ("DeleteConflict", 409)
    iam.detach_role_policy(RoleName=role, PolicyArn=policy)
    iam.delete_role(RoleName=role)
    assert refusal(iam.get_role, RoleName=role).code == "NoSuchEntity"


def test_attachments_are_listed_and_hold_the_policy(iam, role, policy):
    iam.attach_role_policy(RoleName=role, PolicyArn=policy)
    iam.attach_role_policy(RoleName=role, PolicyArn=policy)
    attached = iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]
    assert [entry["PolicyArn"] for entry in attached] == [policy]
    assert iam.get_policy(PolicyArn=policy)["Policy"]["AttachmentCount"] == 1
    assert refusal(iam.delete_policy, PolicyArn=policy).code == "DeleteConflict"
    iam.detach_role_policy(RoleName=role, PolicyArn=policy)
    assert refusal(iam.detach_role_policy, RoleName=role, PolicyArn=policy).code == "NoSuchEntity"
    iam.delete_policy(PolicyArn=policy)
    assert refusal(iam.get_policy, PolicyArn=policy).code == "NoSuchEntity"
    assert refusal(iam.attach_role_policy, RoleName=role, PolicyArn=policy).code == "NoSuchEntity"


def test_policy_versions_are_five_at_most_and_never_numbered_twice(iam, policy):
    for number in range(2, VERSIONS_MAX + 1):
        version = iam.create_policy_version(PolicyArn=policy, PolicyDocument=WRITE)["PolicyVersion"]
        assert (version["VersionId"], version["IsDefaultVersion"]) == (f"v{number}", False)
    full = refusal(iam.create_policy_version, PolicyArn=policy, PolicyDocument=WRITE)
    assert (full.code, full.status) == ("LimitExceeded", 409)

    assert iam.get_policy(PolicyArn=policy)["Policy"]["DefaultVersionId"] == "v1"
    assert refusal(iam.delete_policy_version, PolicyArn=policy, VersionId="v1").code == "DeleteConflict"
    iam.set_default_policy_version(PolicyArn=policy, VersionId="v5")
    iam.delete_policy_version(PolicyArn=policy, VersionId="v1")
    made = iam.create_policy_version(PolicyArn=policy, PolicyDocument=READ, SetAsDefault=True)["PolicyVersion"]
    assert (made["VersionId"], made["IsDefaultVersion"]) == ("v6", True)
    versions = iam.list_policy_versions(PolicyArn=policy)["Versions"]
    assert {version["VersionId"] for version in versions} == {"v2", "v3", "v4", "v5", "v6"}
    read = iam.get_policy_version(PolicyArn=policy, VersionId="v6")["PolicyVersion"]
    assert read["Document"] == json.loads(READ)


@pytest.mark.parametrize("document", [
    "{", "[]", '{"Statement": []}', '{"Version": "2012-10-17", "Statement": [{"Effect": "Maybe"}]}',
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*"}]}',
])
def test_what_is_no_policy_is_refused_and_changes_nothing(iam, role, document):
    for refused in (
        refusal(iam.put_role_policy, RoleName=role, PolicyName="bad", PolicyDocument=document),
        refusal(iam.create_policy, PolicyName=unique("bad"), PolicyDocument=document),
        refusal(iam.update_assume_role_policy, RoleName=role, PolicyDocument=document),
    ):
        assert (refused.code, refused.status) == ("MalformedPolicyDocument", 400)
    assert iam.list_role_policies(RoleName=role)["PolicyNames"] == []
    assert iam.get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"] == json.loads(TRUST)


def test_a_cognito_trust_policy_names_its_pool(iam):
    open_to_all = json.loads(policies.cognito_trust("us-east-1:00000000-0000-4000-8000-000000000009", "authenticated"))
    del open_to_all["Statement"][0]["Condition"]["StringEquals"]
    refused = refusal(iam.create_role, RoleName=unique("role"), AssumeRolePolicyDocument=json.dumps(open_to_all))
    assert (refused.code, refused.status) == ("MalformedPolicyDocument", 400)


def test_the_thumbprints_of_a_provider_can_be_replaced(iam):
    url = f"https://{unique('issuer')}.example"
    old, new = "a" * 40, "B" * 40
    arn = iam.create_open_id_connect_provider(
        Url=url, ClientIDList=["app"], ThumbprintList=[old])["OpenIDConnectProviderArn"]
    iam.update_open_id_connect_provider_thumbprint(OpenIDConnectProviderArn=arn, ThumbprintList=[new])
    kept = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=arn)["ThumbprintList"]
    assert [thumbprint.lower() for thumbprint in kept] == [new.lower()]
    no_digits = refusal(
        iam.update_open_id_connect_provider_thumbprint, OpenIDConnectProviderArn=arn, ThumbprintList=["z" * 40])
    assert no_digits.status == 400
