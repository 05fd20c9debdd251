"""AWS's quotas of IAM, in AWS's words: the last that is allowed, and the next that is not."""

import pytest

from support import policies
from support.aws import client, refusal
from support.policies import allow
from support.world import unique

STATE = ["memory"]
TRUST = policies.account_trust()
READ = policies.document(allow("s3:GetObject"))
GROUPS_MAX = 300


@pytest.fixture(scope="module")
def iam(server):
    return client(server, "iam")


def exceeded(call, quota: str, **arguments) -> None:
    over = refusal(call, **arguments)
    assert (over.code, over.status, over.message) == ("LimitExceeded", 409, f"Cannot exceed quota for {quota}")


def sized(characters: int) -> str:
    """A policy of so many characters, white space not counted."""
    bare = len(policies.document(allow("s3:GetObject", "arn:aws:s3:::")).replace(" ", ""))
    return policies.document(allow("s3:GetObject", "arn:aws:s3:::" + "x" * (characters - bare)))


def made(iam, kind: str) -> tuple:
    """One that carries managed policies: how it is named, and the call that attaches one."""
    if kind == "User":
        name = {"UserName": unique("user")}
        iam.create_user(**name)
        return name, iam.attach_user_policy, iam.detach_user_policy
    if kind == "Group":
        name = {"GroupName": unique("group")}
        iam.create_group(**name)
        return name, iam.attach_group_policy, iam.detach_group_policy
    name = {"RoleName": unique("role")}
    iam.create_role(AssumeRolePolicyDocument=TRUST, **name)
    return name, iam.attach_role_policy, iam.detach_role_policy


@pytest.mark.parametrize("kind", ["User", "Group", "Role"])
def test_ten_managed_policies_are_carried(iam, kind):
    name, attach, detach = made(iam, kind)
    arns = [iam.create_policy(PolicyName=unique("managed"), PolicyDocument=READ)["Policy"]["Arn"] for _ in range(11)]
    for arn in arns[:10]:
        attach(PolicyArn=arn, **name)
    exceeded(attach, f"PoliciesPer{kind}: 10", PolicyArn=arns[10], **name)
    attach(PolicyArn=arns[0], **name)
    detach(PolicyArn=arns[0], **name)
    attach(PolicyArn=arns[10], **name)


def test_a_user_is_in_ten_groups(iam):
    user = unique("user")
    iam.create_user(UserName=user)
    groups = [unique("group") for _ in range(11)]
    for group in groups:
        iam.create_group(GroupName=group)
    for group in groups[:10]:
        iam.add_user_to_group(GroupName=group, UserName=user)
    over = {"GroupName": groups[10], "UserName": user}
    exceeded(iam.add_user_to_group, "GroupsPerUser: 10", **over)
    iam.remove_user_from_group(GroupName=groups[0], UserName=user)
    iam.add_user_to_group(**over)


@pytest.mark.parametrize(("kind", "characters"), [("user", 2048), ("group", 5120), ("role", 10240)])
def test_inline_policies_fit_together(iam, kind, characters):
    name, *_ = made(iam, kind.capitalize())
    put = getattr(iam, f"put_{kind}_policy")
    first, second = characters // 2, characters - characters // 2
    put(PolicyName="one", PolicyDocument=sized(first).replace(":", ":\n\t  ", 1), **name)
    put(PolicyName="two", PolicyDocument=sized(second), **name)
    over = refusal(put, PolicyName="two", PolicyDocument=sized(second + 1), **name)
    owner = next(iter(name.values()))
    assert (over.code, over.status) == ("LimitExceeded", 409)
    assert over.message == f"Maximum policy size of {characters} bytes exceeded for {kind} {owner}"


def test_a_managed_policy_and_a_trust_policy_have_their_size(iam):
    fits, over = sized(6144), sized(6145)
    arn = iam.create_policy(PolicyName=unique("large"), PolicyDocument=fits)["Policy"]["Arn"]
    exceeded(iam.create_policy, "PolicySize: 6144", PolicyName=unique("large"), PolicyDocument=over)
    exceeded(iam.create_policy_version, "PolicySize: 6144", PolicyArn=arn, PolicyDocument=over)
    bare = len(TRUST.replace(" ", "")) + len('"Id":"",')
    fits, over = (TRUST.replace('"Version"', f'"Id":"{"x" * (size - bare)}","Version"') for size in (2048, 2049))
    iam.create_role(RoleName=unique("role"), AssumeRolePolicyDocument=fits)
    exceeded(iam.create_role, "ACLSizePerRole: 2048", RoleName=unique("role"), AssumeRolePolicyDocument=over)


def test_a_policy_has_five_versions(iam):
    arn = iam.create_policy(PolicyName=unique("versions"), PolicyDocument=READ)["Policy"]["Arn"]
    for _ in range(4):
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=READ)
    over = refusal(iam.create_policy_version, PolicyArn=arn, PolicyDocument=READ)
    assert (over.code, over.status, over.message) == (
        "LimitExceeded", 409, "A managed policy can have up to 5 versions. Before you create a new version, you must "
        "delete an existing version.")


def test_a_provider_has_a_hundred_apps_and_an_account_a_hundred_providers(iam):
    apps = [f"app{number}" for number in range(100)]
    url = f"https://issuer.example/{unique('full')}"
    arn = iam.create_open_id_connect_provider(Url=url, ClientIDList=apps)["OpenIDConnectProviderArn"]
    exceeded(iam.add_client_id_to_open_id_connect_provider, "ClientIdsPerOpenIdConnectProvider: 100",
             OpenIDConnectProviderArn=arn, ClientID="one-more")
    iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID="app0")
    held = len(iam.list_open_id_connect_providers()["OpenIDConnectProviderList"])
    for _ in range(100 - held):
        iam.create_open_id_connect_provider(Url=f"https://issuer.example/{unique('p')}", ClientIDList=["app"])
    exceeded(iam.create_open_id_connect_provider, "OpenIdConnectProvidersPerAccount: 100",
             Url=f"https://issuer.example/{unique('p')}", ClientIDList=["app"])
    iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    iam.create_open_id_connect_provider(Url=url, ClientIDList=["app"])


def test_an_account_has_three_hundred_groups(iam):
    held = [group["GroupName"] for page in iam.get_paginator("list_groups").paginate() for group in page["Groups"]]
    names = [unique("full") for _ in range(GROUPS_MAX - len(held))]
    for name in names:
        iam.create_group(GroupName=name)
    exceeded(iam.create_group, "GroupsPerAccount: 300", GroupName=unique("full"))
    assert refusal(iam.create_group, GroupName=names[0]).code == "EntityAlreadyExists"
    iam.delete_group(GroupName=names[0])
    iam.create_group(GroupName=unique("full"))
    summary = iam.get_account_summary()["SummaryMap"]
    assert summary["Groups"] == summary["GroupsQuota"] == GROUPS_MAX
