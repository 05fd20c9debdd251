"""`daypass import --apply`: what another server holds, brought here."""

import json
from urllib.parse import quote

import pytest

from support import devices, policies, wire
from support.aws import ROOT, Keys, client, refusal
from support.command import daypass
from support.deadline import until
from support.migration import exported, furnish, iam_arn, imported, step, written
from support.mqtt import Refused, connect
from support.policies import allow
from support.saml import any_metadata
from support.server import Server
from support.signing import sign_headers
from support.world import World, unique

STATE = ["memory"]
NEVER = "us-east-1:00000000-0000-4000-8000-00000000dead"


@pytest.fixture(scope="module")
def household(server):
    return furnish(server)


@pytest.fixture
def target(tmp_path):
    """A fresh server with its state on disk, to bring things to."""
    other = Server(tmp_path, data=tmp_path / "data")
    yield other
    assert other.stop() == 0


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A server for tests that bring things of their own."""
    other = Server(tmp_path_factory.mktemp("shared"))
    yield other
    assert other.stop() == 0


def test_two_servers_hold_the_same_afterwards_and_the_next_import_has_nothing_to_do(server, target, household):
    done = imported(target, server.endpoint, "--apply")
    assert done.code == 0, done.stdout
    assert done.json()["applied"] is True and not any("failed" in entry for entry in done.json()["steps"])
    assert exported(target) == exported(server)
    again = imported(target, server.endpoint, "--apply").json()
    assert {entry["action"] for entry in again["steps"]} == {"same"}
    told = imported(target, server.endpoint, output="table")
    assert told.stdout.endswith("there is nothing to do\n")
    target.stop()
    target.start()
    assert exported(target) == exported(server)


def test_devices_and_guests_find_what_they_know(server, target, household, tmp_path):
    device = devices.written(
        tmp_path, household.certificate_pem, household.private_key, household.certificate, household.certificate_arn)
    with pytest.raises((Refused, OSError, AssertionError)):
        connect(target, None, unique("oven"), device=device)
    public = World(target).public
    assert refusal(public.get_id, IdentityPoolId=household.pool).code == "ResourceNotFoundException"
    assert imported(target, server.endpoint, "--apply").code == 0
    connect(target, None, unique("oven"), device=device).end()
    guest = public.get_id(IdentityPoolId=household.pool)["IdentityId"]
    keys = Keys.of(public.get_credentials_for_identity(IdentityId=guest)["Credentials"])
    arn = client(target, "sts", keys).get_caller_identity()["Arn"]
    assert arn.startswith("arn:aws:sts::000000000000:assumed-role/household-guest/")


def test_a_changed_source_changes_what_is_here_and_takes_nothing_off(tmp_path, server, target, household):
    assert imported(target, server.endpoint, "--apply").code == 0
    world = World(target)
    world.iam.put_role_policy(
        RoleName="household-guest", PolicyName="own", PolicyDocument=policies.document(allow("iot:Connect")))
    changed = exported(server)
    guest = next(role for role in changed["roles"] if role["RoleName"] == "household-guest")
    guest |= {"Description": "whoever", "MaxSessionDuration": 3600, "Tags": {"floor": "1"}}
    del guest["PermissionsBoundary"]
    guest["AssumeRolePolicyDocument"]["Statement"][0]["Sid"] = "changed"
    guest["RolePolicies"]["permissions"]["Statement"] = [allow("iot:Publish")]
    changed["iot_policies"][0]["policyDocument"]["Statement"] = [allow("iot:Publish")]
    changed["policies"][0]["PolicyDocument"]["Statement"] = [allow("iot:Subscribe")]
    changed["certificates"][0]["status"] = "INACTIVE"
    (pool,) = changed["identity_pools"]
    pool["PrincipalTags"]["accounts.google.com"] = {"UseDefaults": False, "PrincipalTags": {"room": "custom:room"}}
    changed["openid_connect_providers"][0] |= {"ClientIDList": ["app", "third"], "ThumbprintList": ["b" * 40]}
    changed["saml_providers"][0]["SAMLMetadataDocument"] = any_metadata()
    pool |= {"AllowClassicFlow": False, "IdentityPoolName": "renamed", "RoleMappings": {}}
    path = written(tmp_path, "changed.json", changed)
    done = daypass(target, "import", "--from-file", path, "--apply", "-o", "json")
    assert done.code == 0, done.stdout
    plan = done.json()
    assert step(plan, "role policy", "household-guest own")["action"] == "stays"
    assert step(plan, "role", "household-guest")["changes"] == (
        "AssumeRolePolicyDocument, Description, MaxSessionDuration, PermissionsBoundary, Tags")
    here = exported(target)
    role = next(role for role in here["roles"] if role["RoleName"] == "household-guest")
    assert role["RolePolicies"].pop("own")["Statement"] == [allow("iot:Connect")]
    assert here == changed


def test_no_secret_is_carried_and_the_one_that_is_here_stays(server, target, tmp_path):
    world, secret = World(server), "consumer-secret-that-nobody-reads"
    pool = world.cognito.create_identity_pool(
        IdentityPoolName="birds", AllowUnauthenticatedIdentities=False,
        SupportedLoginProviders={"api.twitter.com": f"consumer-key;{secret}"})["IdentityPoolId"]
    told = daypass(server, "export"), daypass(server, "export", "--format", "terraform")
    for ended in told:
        assert ended.code == 0 and secret not in ended.stdout and "consumer-key" in ended.stdout
    left_out = f"secret of api.twitter.com in identity pool {pool}"
    plan = imported(target, server.endpoint, "--apply").json()
    assert [entry["why"] for entry in plan["steps"] if entry["name"] == left_out] == ["secrets are not carried"]
    here = World(target).cognito
    settings = {"IdentityPoolId": pool, "IdentityPoolName": "birds", "AllowUnauthenticatedIdentities": False}
    assert here.describe_identity_pool(IdentityPoolId=pool)["SupportedLoginProviders"] == {"api.twitter.com": "consumer-key"}
    given = {"api.twitter.com": "consumer-key;given-here"}
    here.update_identity_pool(**settings, SupportedLoginProviders=given)
    assert step(imported(target, server.endpoint).json(), "identity pool", pool)["action"] == "same"
    world.cognito.update_identity_pool(
        **(settings | {"IdentityPoolName": "all birds"}), SupportedLoginProviders={"api.twitter.com": f"consumer-key;{secret}"})
    assert imported(target, server.endpoint, "--apply").code == 0
    after = here.describe_identity_pool(IdentityPoolId=pool)
    assert (after["IdentityPoolName"], after["SupportedLoginProviders"]) == ("all birds", given)
    world.cognito.delete_identity_pool(IdentityPoolId=pool)


def test_a_refusal_is_of_its_own_step(tmp_path, shared):
    snapshot = {
        "daypass_snapshot": 1, "account": "000000000000", "region": "us-east-1",
        "iot_policies": [
            {"policyName": "good", "policyDocument": {"Version": "2012-10-17", "Statement": [allow("iot:Connect")]}},
            {"policyName": "not good", "policyDocument": {"Version": "2012-10-17", "Statement": [allow("iot:Connect")]}},
        ],
        "things": [{"thingName": "fine"}]}
    path = written(tmp_path, "snapshot.json", snapshot)
    done = daypass(shared, "import", "--from-file", path, "--apply", "-o", "json")
    assert done.code == 1
    plan = done.json()
    assert step(plan, "IoT policy", "not good")["failed"].startswith("CreatePolicy: InvalidRequestException: ")
    assert "failed" not in step(plan, "IoT policy", "good") and "failed" not in step(plan, "thing", "fine")
    names = [policy["policyName"] for policy in exported(shared)["iot_policies"]]
    assert "good" in names and "not good" not in names
    table = daypass(shared, "import", "--from-file", path, "--apply")
    assert table.code == 1 and "failed    IoT policy       not good: CreatePolicy: " in table.stdout
    assert table.stdout.endswith("1 failed\n")


def trusting(name: str, *principals: str) -> dict:
    """A role of a snapshot that trusts these."""
    return {
        "RoleName": name, "Path": "/", "MaxSessionDuration": 3600,
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"AWS": list(principals)}, "Action": "sts:AssumeRole"}]}}


def of_roles(*roles: dict) -> dict:
    return {"daypass_snapshot": 1, "account": "000000000000", "region": "us-east-1", "roles": list(roles)}


def trusted(server) -> dict:
    """Whom each role trusts."""
    return {
        role["RoleName"]: role["AssumeRolePolicyDocument"]["Statement"][0].get("Principal", {})
        for role in exported(server)["roles"]}


def test_roles_that_trust_later_ones_each_other_and_themselves_come_too(tmp_path, shared):
    names = ["a", "b", "c", "d", "e", "f"]
    chain = [trusting(one, iam_arn(f"role/{next}")) for one, next in zip(names, names[1:])]
    snapshot = of_roles(
        *chain, trusting("f", "000000000000", iam_arn("root")),
        trusting("left", iam_arn("role/right"), iam_arn("role/own")), trusting("right", iam_arn("role/left")),
        trusting("own", iam_arn("role/own")))
    snapshot["roles"][0]["RolePolicies"] = {"permissions": {"Version": "2012-10-17", "Statement": [allow("iot:*")]}}
    path = written(tmp_path, "snapshot.json", snapshot)
    done = daypass(shared, "import", "--from-file", path, "--apply", "-o", "json")
    assert done.code == 0, done
    assert {step(done.json(), "role", name)["action"] for name in [*names, "left", "own"]} == {"create"}
    roles = trusted(shared)
    assert [roles[name] for name in names[:-1]] == [{"AWS": [iam_arn(f"role/{name}")]} for name in names[1:]]
    assert roles["f"] == {"AWS": [iam_arn("root"), iam_arn("root")]}
    assert roles["left"] == {"AWS": [iam_arn("role/right"), iam_arn("role/own")]}
    assert roles["own"] == {"AWS": [iam_arn("role/own")]}
    assert daypass(shared, "import", "--from-file", path, "-o", "json").json()["counts"].get("update", 0) == 0


def test_a_role_that_trusts_a_stranger_comes_closed_until_the_stranger_is_there(tmp_path, shared):
    path = written(tmp_path, "snapshot.json", of_roles(
        trusting("to-stranger", "444455556666", iam_arn("root")), trusting("to-closed", iam_arn("role/to-stranger"))))
    done = daypass(shared, "import", "--from-file", path, "--apply", "-o", "json")
    assert done.code == 1
    failed = step(done.json(), "role", "to-stranger")["failed"]
    assert failed == (
        'UpdateAssumeRolePolicy: MalformedPolicyDocument: '
        'Invalid principal in policy: "AWS":"arn:aws:iam::444455556666:root"')
    assert "failed" not in step(done.json(), "role", "to-closed")
    assert (trusted(shared)["to-stranger"], trusted(shared)["to-closed"]) == ({"AWS": "*"}, {"AWS": [iam_arn("role/to-stranger")]})
    role = client(shared, "iam").get_role(RoleName="to-stranger")["Role"]
    assert [one["Effect"] for one in role["AssumeRolePolicyDocument"]["Statement"]] == ["Deny"]
    assert daypass(shared, "account", "create", "444455556666").code == 0
    assert daypass(shared, "import", "--from-file", path, "--apply").code == 0
    assert trusted(shared)["to-stranger"] == {"AWS": ["arn:aws:iam::444455556666:root", iam_arn("root")]}


def test_another_account_gets_arns_of_its_own(server, household, tmp_path):
    other = Server(tmp_path, arguments=("--empty", "--account", "111122223333"))
    try:
        assert imported(other, server.endpoint, "--apply").code == 0
        there, here = exported(server), exported(other)
        assert here["account"] == "111122223333"
        assert json.dumps(here) == json.dumps(there).replace("000000000000", "111122223333")
        policy = here["iot_policies"][0]["policyDocument"]["Statement"][1]["Resource"]
        assert policy == "arn:aws:iot:us-east-1:111122223333:topic/${iot:ClientId}/*"
        assert imported(other, server.endpoint).json()["counts"]["create"] == 0
    finally:
        assert other.stop() == 0


def test_things_come_to_the_region_that_they_were_read_in(server, target):
    client(server, "iot", region="eu-central-1").create_thing(thingName="abroad")
    assert imported(target, server.endpoint, "--apply", AWS_REGION="eu-central-1").code == 0
    there = client(target, "iot", region="eu-central-1").list_things()["things"]
    assert [thing["thingName"] for thing in there] == ["abroad"]
    assert client(target, "iot").list_things()["things"] == []


def test_a_pool_that_was_deleted_comes_back_closed_to_what_was_before(server, target, household):
    assert imported(target, server.endpoint, "--apply").code == 0
    world = World(target)
    guest = world.public.get_id(IdentityPoolId=household.pool)["IdentityId"]
    keys = Keys.of(world.public.get_credentials_for_identity(IdentityId=guest)["Credentials"])
    sts = client(target, "sts", keys)
    assert sts.get_caller_identity()["Account"] == "000000000000"
    world.cognito.delete_identity_pool(IdentityPoolId=household.pool)

    def back() -> bool:
        # What the pool left behind is removed first; until then the import is refused by name.
        done = imported(target, server.endpoint, "--apply")
        if done.code == 0:
            return True
        assert "still being cleared" in step(done.json(), "identity pool", household.pool)["failed"]
        return False
    until(back, 30, "the sweep of the deleted pool")
    assert exported(target) == exported(server)
    assert refusal(sts.get_caller_identity).code == "InvalidClientTokenId"


def test_what_cannot_be_read_here_is_not_guessed(server, shared, household):
    world = World(shared)
    world.iot.create_thing_group(thingGroupName="rooms")
    group = world.iot.describe_thing_group(thingGroupName="rooms")["thingGroupArn"]
    world.iot.attach_policy(policyName=world.iot_policy(policies.document(allow("iot:Connect"))), target=group)
    # What an import does not carry stands in nobody's way, on either side.
    assert imported(shared, server.endpoint).code == 0
    (skipped,) = exported(shared)["skipped"]
    assert group in skipped["what"] and skipped["why"] == "thing groups are not carried"
    reader = world.role_session(policies.document(allow(["iot:*", "cognito-identity:*"])))
    own = {
        "DAYPASS_ACCESS_KEY_ID": reader.access_key_id, "DAYPASS_SECRET_ACCESS_KEY": reader.secret_access_key,
        "DAYPASS_SESSION_TOKEN": reader.session_token}
    blind = imported(shared, server.endpoint, "--apply", **own)
    assert (blind.code, blind.stdout) == (1, "") and "cannot be compared" in blind.stderr


def test_whoever_may_not_write_writes_nothing(server, target, household):
    reader = World(target).role_session(policies.document(allow(["*:Get*", "*:List*", "*:Describe*"])))
    before = exported(target)
    own = {
        "DAYPASS_ACCESS_KEY_ID": reader.access_key_id, "DAYPASS_SECRET_ACCESS_KEY": reader.secret_access_key,
        "DAYPASS_SESSION_TOKEN": reader.session_token}
    done = imported(target, server.endpoint, "--apply", **own)
    assert done.code == 1
    assert "AccessDenied" in step(done.json(), "role", "household-guest")["failed"]
    after = exported(target)
    # On this machine the doors of our own stand open in `dev`: a pool without settings, closed identities.
    assert {member: after[member] for member in before if member not in ("identity_pools", "identities")} == {
        member: before[member] for member in before if member not in ("identity_pools", "identities")}
    assert [pool["IdentityPoolName"] for pool in after["identity_pools"]] == ["imported"]


def test_the_doors_of_an_import_want_a_signature_and_leave(tmp_path):
    server = Server(tmp_path, arguments=("--empty", "--allow-insecure-listen"))
    try:
        world = World(server)
        never = quote(NEVER)
        pool = f"/-/api/imported-identity-pools?id={never}"
        identities = f"/-/api/imported-identities?pool={never}&ids={never.replace('dead', 'beef')}"
        may = world.role_session(policies.document(allow("daypass:ImportIdentityPool")))
        other = world.role_session(policies.document(allow("daypass:GetServer")))
        for path, keys, status in (
            (pool, None, 403), (pool, other, 403), (pool, may, 200), (identities, may, 403), (identities, ROOT, 200),
        ):
            headers = sign_headers(keys, "daypass", "POST", f"{server.endpoint}{path}", {}) if keys else {}
            assert wire.send(server, "POST", path, headers).status == status, (path, keys)
        assert wire.send(server, "GET", pool).status == 405
    finally:
        assert server.stop() == 0
