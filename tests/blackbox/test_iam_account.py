"""The account as a whole: its alias and its summary, tags of roles, policies and providers, and boundaries."""

import pytest

from support import policies
from support.aws import Keys, client, refusal
from support.explanation import why
from support.policies import allow
from support.world import unique

TRUST = policies.account_trust()
READ = policies.document(allow("s3:GetObject"))


@pytest.fixture(scope="module")
def iam(server):
    return client(server, "iam")


def tags(**of: str) -> list[dict]:
    return [{"Key": key, "Value": value} for key, value in of.items()]


def test_an_account_has_one_alias(iam):
    first, second = unique("alias"), unique("alias")
    iam.create_account_alias(AccountAlias=first)
    iam.create_account_alias(AccountAlias=second)
    assert iam.list_account_aliases()["AccountAliases"] == [second]
    taken = refusal(iam.create_account_alias, AccountAlias=second)
    assert (taken.code, taken.message) == ("EntityAlreadyExists", f"The account alias {second} already exists.")
    assert refusal(iam.delete_account_alias, AccountAlias=first).code == "NoSuchEntity"
    iam.delete_account_alias(AccountAlias=second)
    assert iam.list_account_aliases()["AccountAliases"] == []
    iam.create_account_alias(AccountAlias=first)
    iam.delete_account_alias(AccountAlias=first)


@pytest.mark.parametrize("alias", ["Upper", "two--hyphens", "-first", "last-", "a b"])
def test_what_is_no_alias_is_refused(iam, alias):
    assert refusal(iam.create_account_alias, AccountAlias=alias).code == "ValidationError"


def test_the_summary_counts_what_is_there(iam, world):
    before = iam.get_account_summary()["SummaryMap"]
    world.role(TRUST)
    arn = iam.create_policy(PolicyName=unique("counted"), PolicyDocument=READ)["Policy"]["Arn"]
    iam.create_policy_version(PolicyArn=arn, PolicyDocument=READ)
    iam.create_open_id_connect_provider(Url=f"https://issuer.example/{unique('counted')}", ClientIDList=["app"])
    after = iam.get_account_summary()["SummaryMap"]
    grown = {key: after[key] - before[key] for key in after if after[key] != before[key]}
    assert grown == {"Roles": 1, "Policies": 1, "PolicyVersionsInUse": 2, "Providers": 1}
    assert (after["AccountAccessKeysPresent"], after["VersionsPerPolicyQuota"], after["UsersQuota"]) == (1, 5, 5000)


def tagged(iam, kind: str):
    """One resource of a kind, with its three tag operations."""
    if kind == "role":
        name = {"RoleName": unique("tagged")}
        iam.create_role(AssumeRolePolicyDocument=TRUST, Tags=tags(team="red"), **name)
        return name, iam.tag_role, iam.untag_role, iam.list_role_tags
    if kind == "policy":
        made = iam.create_policy(PolicyName=unique("tagged"), PolicyDocument=READ, Tags=tags(team="red"))
        return {"PolicyArn": made["Policy"]["Arn"]}, iam.tag_policy, iam.untag_policy, iam.list_policy_tags
    made = iam.create_open_id_connect_provider(
        Url=f"https://issuer.example/{unique('tagged')}", ClientIDList=["app"], Tags=tags(team="red"))
    return ({"OpenIDConnectProviderArn": made["OpenIDConnectProviderArn"]}, iam.tag_open_id_connect_provider,
            iam.untag_open_id_connect_provider, iam.list_open_id_connect_provider_tags)


@pytest.mark.parametrize("kind", ["role", "policy", "provider"])
def test_tags_come_and_go(iam, kind):
    about, tag, untag, listed = tagged(iam, kind)
    tag(Tags=tags(site="one", team="blue"), **about)
    assert listed(**about)["Tags"] == tags(site="one", team="blue")
    page = listed(MaxItems=1, **about)
    assert page["IsTruncated"] and page["Tags"] == tags(site="one")
    assert listed(Marker=page["Marker"], **about)["Tags"] == tags(team="blue")
    untag(TagKeys=["site", "unknown"], **about)
    assert listed(**about)["Tags"] == tags(team="blue")
    # The keys of a role's tags know no case; those of everything else do.
    tag(Tags=tags(TEAM="green"), **about)
    expected = tags(TEAM="green") if kind == "role" else tags(TEAM="green", team="blue")
    assert listed(**about)["Tags"] == expected
    over = refusal(tag, Tags=[{"Key": f"k{number}", "Value": ""} for number in range(50)], **about)
    assert (over.code, over.status) == ("LimitExceeded", 409)
    assert refusal(tag, Tags=[{"Key": "aws:own", "Value": ""}], **about).code == "ValidationError"
    assert listed(**about)["Tags"] == expected


@pytest.mark.parametrize("prefix", ["aws", "iam"])
def test_a_permission_may_depend_on_the_tags_of_its_resource(server, world, iam, prefix):
    condition = {"StringEquals": {f"{prefix}:ResourceTag/team": "blue"}}
    own = client(server, "iam", world.role_session(policies.document(allow("iam:*", Condition=condition))))
    for kind in ("role", "policy", "provider"):
        about, tag, _, listed = tagged(iam, kind)
        same = getattr(own, {"role": "list_role_tags", "policy": "list_policy_tags",
                             "provider": "list_open_id_connect_provider_tags"}[kind])
        refused = refusal(same, **about)
        assert refused.code == "AccessDenied" and f"{prefix}:ResourceTag/team" in why(server, refused.decision)
        tag(Tags=tags(team="blue"), **about)
        assert same(**about)["Tags"] == listed(**about)["Tags"]


def test_a_permission_may_depend_on_the_tags_of_the_request(server, world, iam):
    own = client(server, "iam", world.role_session(policies.document(
        allow(["iam:CreateRole", "iam:TagRole"], Condition={"StringEquals": {"aws:RequestTag/team": "blue"}}),
        allow("iam:UntagRole", Condition={"ForAllValues:StringEquals": {"aws:TagKeys": ["team"]}}))))
    role = {"RoleName": unique("tagged")}
    new = role | {"AssumeRolePolicyDocument": TRUST}
    assert refusal(own.create_role, **new).code == "AccessDenied"
    assert refusal(own.create_role, Tags=tags(team="red"), **new).code == "AccessDenied"
    own.create_role(Tags=tags(team="blue", site="one"), **new)
    assert refusal(own.untag_role, TagKeys=["team", "site"], **role).code == "AccessDenied"
    own.untag_role(TagKeys=["team"], **role)
    assert iam.list_role_tags(**role)["Tags"] == tags(site="one")


def test_making_a_tagged_role_needs_tagging_too(server, world):
    keys = world.role_session(policies.document(allow("iam:CreateRole")))
    own = client(server, "iam", keys)
    refused = refusal(own.create_role, RoleName=unique("tagged"), AssumeRolePolicyDocument=TRUST, Tags=tags(a="b"))
    assert refused.code == "AccessDenied" and why(server, refused.decision).action == "iam:TagRole"
    own.create_role(RoleName=unique("tagged"), AssumeRolePolicyDocument=TRUST)


def test_the_tags_of_a_role_are_its_sessions(server, world, iam):
    role = world.role(TRUST, policies.document(
        allow("iot:ListPolicies", Condition={"StringEquals": {"aws:PrincipalTag/team": "blue"}})))
    own = client(server, "iot", world.session_of(role))
    assert refusal(own.list_policies).code == "AccessDeniedException"
    iam.tag_role(RoleName=role.rsplit("/", 1)[1], Tags=tags(team="blue"))
    own.list_policies()


def test_boundaries_come_and_go_and_hold_their_policy(server, world, iam):
    role = world.role(TRUST, policies.document(allow("iot:*")))
    name = role.rsplit("/", 1)[1]
    own = client(server, "iot", world.session_of(role))
    own.list_things()
    boundary = iam.create_policy(PolicyName=unique("boundary"), PolicyDocument=policies.document(
        allow("iot:ListPolicies")))["Policy"]["Arn"]
    iam.put_role_permissions_boundary(RoleName=name, PermissionsBoundary=boundary)
    own.list_policies()
    assert why(server, refusal(own.list_things).decision).leg == "boundary"
    assert iam.get_role(RoleName=name)["Role"]["PermissionsBoundary"]["PermissionsBoundaryArn"] == boundary
    assert iam.get_policy(PolicyArn=boundary)["Policy"]["PermissionsBoundaryUsageCount"] == 1
    bounded = iam.list_entities_for_policy(PolicyArn=boundary, PolicyUsageFilter="PermissionsBoundary")
    assert [entity["RoleName"] for entity in bounded["PolicyRoles"]] == [name]
    assert refusal(iam.delete_policy, PolicyArn=boundary).code == "DeleteConflict"
    missing = refusal(iam.put_role_permissions_boundary, RoleName=name, PermissionsBoundary=boundary + "X")
    assert (missing.code, missing.message) == (
        "NoSuchEntity", f"Scope ARN: {boundary}X does not exist or is not attachable.")
    iam.delete_role_permissions_boundary(RoleName=name)
    own.list_things()
    assert refusal(iam.delete_role_permissions_boundary, RoleName=name).code == "NoSuchEntity"
    iam.delete_policy(PolicyArn=boundary)


def test_a_description_may_be_replaced_alone(iam):
    name = unique("described")
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST, MaxSessionDuration=7200)
    answer = iam.update_role_description(RoleName=name, Description="new")["Role"]
    assert (answer["Description"], answer["MaxSessionDuration"]) == ("new", 7200)
    assert iam.get_role(RoleName=name)["Role"]["Description"] == "new"


AWS_IOT = "arn:aws:iam::aws:policy/AWSIoTDataAccess"


def test_the_policies_of_aws_are_there_for_every_account(iam):
    listed = [page["Policies"] for page in iam.get_paginator("list_policies").paginate(
        Scope="AWS", PaginationConfig={"PageSize": 4})]
    assert max(map(len, listed)) == 4
    arns = [policy["Arn"] for policy in sum(listed, [])]
    assert len(arns) == len(set(arns)) and {AWS_IOT, "arn:aws:iam::aws:policy/AdministratorAccess"} <= set(arns)
    own = iam.create_policy(PolicyName="AWSIoTDataAccess", PolicyDocument=READ)["Policy"]["Arn"]
    every = [policy["Arn"] for page in iam.get_paginator("list_policies").paginate(PaginationConfig={"PageSize": 3})
             for policy in page["Policies"]]
    assert own in every and every[-len(arns):] == arns and len(every) == len(set(every))
    local = [policy["Arn"] for page in iam.get_paginator("list_policies").paginate(Scope="Local")
             for policy in page["Policies"]]
    assert local == every[:-len(arns)]
    for arn in arns:
        policy = iam.get_policy(PolicyArn=arn)["Policy"]
        version = iam.get_policy_version(PolicyArn=arn, VersionId=policy["DefaultVersionId"])["PolicyVersion"]
        assert version["Document"]["Version"] == "2012-10-17" and policy["PolicyName"] == arn.rsplit("/", 1)[1]
    iam.delete_policy(PolicyArn=own)


def test_a_policy_of_aws_may_be_carried_and_is_not_changed(server, world, iam):
    role = world.role(TRUST)
    name = role.rsplit("/", 1)[1]
    own = client(server, "iot-data", world.session_of(role))
    publish = {"topic": "news", "payload": b"x"}
    assert refusal(own.publish, **publish).status == 403
    iam.attach_role_policy(RoleName=name, PolicyArn=AWS_IOT)
    own.publish(**publish)
    attached = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    assert attached == [{"PolicyName": "AWSIoTDataAccess", "PolicyArn": AWS_IOT}]
    carried = iam.list_entities_for_policy(PolicyArn=AWS_IOT)["PolicyRoles"]
    assert [entity["RoleName"] for entity in carried] == [name]
    assert iam.get_policy(PolicyArn=AWS_IOT)["Policy"]["AttachmentCount"] == 1
    for change, more in ((iam.delete_policy, {}), (iam.create_policy_version, {"PolicyDocument": READ}),
                         (iam.delete_policy_version, {"VersionId": "v1"}),
                         (iam.set_default_policy_version, {"VersionId": "v1"}),
                         (iam.tag_policy, {"Tags": tags(a="b")}), (iam.untag_policy, {"TagKeys": ["a"]})):
        assert refusal(change, PolicyArn=AWS_IOT, **more).code == "InvalidInput"
    own.publish(**publish)
    iam.detach_role_policy(RoleName=name, PolicyArn=AWS_IOT)
    assert refusal(own.publish, **publish).status == 403
    missing = refusal(iam.attach_role_policy, RoleName=name, PolicyArn="arn:aws:iam::aws:policy/NoSuchPolicy")
    assert missing.code == "NoSuchEntity"


def test_a_policy_of_aws_may_cut_a_session(server, world):
    role = world.role(TRUST, policies.document(allow("iot:*")))
    credentials = world.sts.assume_role(
        RoleArn=role, RoleSessionName="cut", PolicyArns=[{"arn": AWS_IOT}])["Credentials"]
    client(server, "iot-data", Keys.of(credentials)).publish(topic="news", payload=b"x")
    refused = refusal(client(server, "iot", Keys.of(credentials)).list_policies)
    assert why(server, refused.decision).leg == "session"
