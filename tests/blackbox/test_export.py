"""`daypass export`: what an account holds, in one form."""

import json

import pytest

from support import policies
from support.aws import client
from support.command import daypass
from support.migration import exported, furnish, iam_arn
from support.paths import PROJECT
from support.policies import allow
from support.world import World, unique

STATE = ["memory"]


@pytest.fixture(scope="module")
def household(server):
    return furnish(server)


def named(entries: list[dict], member: str, name: str) -> dict:
    found = [entry for entry in entries if entry[member] == name]
    assert len(found) == 1, (name, entries)
    return found[0]


def test_a_snapshot_holds_everything_in_awss_own_members(server, household):
    snapshot = exported(server)
    assert (snapshot["daypass_snapshot"], snapshot["account"], snapshot["region"]) == (1, "000000000000", "us-east-1")
    assert snapshot["skipped"] == []
    pool = named(snapshot["identity_pools"], "IdentityPoolId", household.pool)
    assert pool["IdentityPoolName"] == "household" and pool["AllowClassicFlow"] is True
    assert pool["Roles"] == {
        "authenticated": iam_arn("role/household-member"), "unauthenticated": iam_arn("role/home/household-guest")}
    mapping = pool["RoleMappings"]["accounts.google.com"]
    assert mapping["RulesConfiguration"]["Rules"][0]["RoleARN"] == iam_arn("role/household-member")
    assert pool["PrincipalTags"] == {
        "accounts.google.com": {"UseDefaults": True, "PrincipalTags": {}},
        iam_arn("oidc-provider/login.household.example/tenant"): {
            "UseDefaults": False, "PrincipalTags": {"floor": "custom:floor"}}}
    (provider,) = snapshot["openid_connect_providers"]
    assert provider == {
        "Arn": iam_arn("oidc-provider/login.household.example/tenant"), "Url": "login.household.example/tenant",
        "ClientIDList": ["app", "other"], "ThumbprintList": ["a" * 40]}
    (provider,) = snapshot["saml_providers"]
    assert provider["Arn"] == iam_arn("saml-provider/office") and "<EntityDescriptor" in provider["SAMLMetadataDocument"]
    role = named(snapshot["roles"], "RoleName", "household-guest")
    assert (role["Path"], role["Description"], role["MaxSessionDuration"]) == ("/home/", "who passes by", 7200)
    assert role["PermissionsBoundary"] == iam_arn("policy/boundary") and role["Tags"] == {"room": "hall"}
    assert role["RolePolicies"]["permissions"]["Statement"][0]["Action"] == "iot:Connect"
    member = named(snapshot["roles"], "RoleName", "household-member")
    assert member["AttachedPolicies"] == [iam_arn("policy/home/shared")]
    shared = named(snapshot["policies"], "Arn", iam_arn("policy/home/shared"))
    assert shared["Description"] == "for everybody" and shared["PolicyDocument"]["Version"] == "2012-10-17"
    identity = named(snapshot["identities"], "IdentityId", household.guest)
    assert identity == {"IdentityId": household.guest, "IdentityPoolId": household.pool, "Logins": []}
    assert named(snapshot["iot_policies"], "policyName", "household")["policyDocument"]["Statement"][0] == allow("iot:Connect")
    certificate = named(snapshot["certificates"], "certificateId", household.certificate)
    assert certificate["status"] == "ACTIVE" and certificate["certificatePem"].startswith("-----BEGIN CERTIFICATE-----")
    thing = named(snapshot["things"], "thingName", "oven")
    assert thing["attributes"] == {"room": "kitchen"} and thing["principals"] == [household.certificate_arn]
    assert snapshot["iot_policy_attachments"] == [
        {"policyName": "household", "target": household.certificate_arn},
        {"policyName": "household", "target": household.guest}]


def test_the_version_in_force_is_the_one_that_is_told(server, household):
    world = World(server)
    document = policies.document(allow("iot:Publish"))
    for call, arguments in (
        (world.iam.create_policy_version, {"PolicyArn": iam_arn("policy/boundary"), "PolicyDocument": document}),
        (world.iot.create_policy_version, {"policyName": "household", "policyDocument": document}),
    ):
        before = exported(server)
        default = {"SetAsDefault" if "PolicyArn" in arguments else "setAsDefault": True}
        call(**arguments)
        assert exported(server) == before
        call(**arguments, **default)
        assert exported(server) != before
    snapshot = exported(server)
    assert named(snapshot["policies"], "PolicyName", "boundary")["PolicyDocument"]["Statement"] == [allow("iot:Publish")]
    assert named(snapshot["iot_policies"], "policyName", "household")["policyDocument"]["Statement"] == [allow("iot:Publish")]


def test_listings_are_read_to_their_end(server, household):
    world = World(server)
    pools = {world.pool().id for _ in range(65)}
    roles = {world.role(policies.account_trust()) for _ in range(105)}
    things = {unique("thing") for _ in range(255)}
    for thing in things:
        world.iot.create_thing(thingName=thing)
    snapshot = exported(server)
    assert pools < {pool["IdentityPoolId"] for pool in snapshot["identity_pools"]}
    assert roles < {iam_arn(f"role{role['Path']}{role['RoleName']}") for role in snapshot["roles"]}
    assert things < {thing["thingName"] for thing in snapshot["things"]}


def test_what_the_caller_may_not_see_is_named(server, household):
    world = World(server)
    keys = world.role_session(policies.document(allow(["iot:*", "cognito-identity:*", "sts:GetCallerIdentity"])))
    environment = {
        "AWS_ACCESS_KEY_ID": keys.access_key_id, "AWS_SECRET_ACCESS_KEY": keys.secret_access_key,
        "AWS_SESSION_TOKEN": keys.session_token}
    snapshot = exported(server, **environment)
    assert snapshot["roles"] == [] and snapshot["policies"] == []
    assert named(snapshot["things"], "thingName", "oven")
    left_out = {entry["what"]: entry["why"] for entry in snapshot["skipped"]}
    assert left_out["roles and policies"].startswith("ListRoles: AccessDenied: User: arn:aws:sts::")
    told = daypass(server, "export", **environment).stderr
    assert "left out: roles and policies: ListRoles: AccessDenied" in told


def test_the_documented_policy_lets_read_everything_and_nothing_else(server, household):
    page = (PROJECT / "docs" / "import-and-export.md").read_text()
    documented = next(block for block in page.split("```json\n")[1:] if "iam:ListRoles" in block).split("```", 1)[0]
    world = World(server)
    whole = exported(server)
    role = world.role(policies.account_trust(), documented)
    def told_to(document: str) -> dict:
        world.allow(role, document)
        keys = world.session_of(role)
        snapshot = exported(
            server, AWS_ACCESS_KEY_ID=keys.access_key_id, AWS_SECRET_ACCESS_KEY=keys.secret_access_key,
            AWS_SESSION_TOKEN=keys.session_token)
        snapshot["roles"] = [entry for entry in snapshot["roles"] if entry["RoleName"] != role.rsplit("/", 1)[1]]
        return snapshot
    assert told_to(documented) == whole
    for action in json.loads(documented)["Statement"][0]["Action"]:
        less = documented.replace(f'"{action}",', "").replace(f', "{action}"', "")
        assert told_to(less)["skipped"], action
    world.iam.delete_role_policy(RoleName=role.rsplit("/", 1)[1], PolicyName="permissions")
    world.iam.delete_role(RoleName=role.rsplit("/", 1)[1])


def test_other_regions_are_snapshots_of_their_own(server, household):
    client(server, "iot", region="eu-central-1").create_thing(thingName="abroad")
    there = exported(server, AWS_REGION="eu-central-1")
    assert [thing["thingName"] for thing in there["things"]] == ["abroad"]
    assert there["identity_pools"] == [] and there["region"] == "eu-central-1"
    assert "abroad" not in [thing["thingName"] for thing in exported(server)["things"]]


def test_wrong_credentials_end_it_with_awss_words(server):
    for environment, sentence in (
        ({"AWS_ACCESS_KEY_ID": "AKIANOBODY0000000000", "AWS_SECRET_ACCESS_KEY": "x"}, "InvalidClientTokenId"),
        ({"AWS_ACCESS_KEY_ID": "AKIADAYPASSDEVELOPER", "AWS_SECRET_ACCESS_KEY": "x"}, "SignatureDoesNotMatch"),
    ):
        ended = daypass(server, "export", **environment)
        assert (ended.code, ended.stdout) == (1, "")
        assert ended.stderr.startswith(f"daypass: GetCallerIdentity: {sentence}: "), ended.stderr
    assert daypass(server, "export").code == 0
    assert daypass(None, "export", endpoint="http://127.0.0.1:1").code == 3
