"""`daypass import` from moto's server, which nobody here wrote and which serves a part of the APIs."""

import hashlib
import json

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from support import policies
from support.aws import client
from support.migration import exported, imported, step
from support.moto import ACCOUNT, Moto
from support.policies import allow
from support.server import Server
from support.world import World

STATE = ["memory"]


@pytest.fixture(scope="module")
def moto(tmp_path_factory):
    with Moto(tmp_path_factory.mktemp("moto")) as running:
        yield running


@pytest.fixture(scope="module")
def furnished(moto):
    """Something of everything; what moto gave back."""
    iam, iot, cognito = (client(moto, service) for service in ("iam", "iot", "cognito-identity"))
    permissions = policies.document(
        allow("iot:Publish", f"arn:aws:iot:us-east-1:{ACCOUNT}:topic/${{iot:ClientId}}"))
    pool = cognito.create_identity_pool(
        IdentityPoolName="moto-pool", AllowUnauthenticatedIdentities=True,
        SupportedLoginProviders={"accounts.google.com": "app"})["IdentityPoolId"]
    identity = cognito.get_id(IdentityPoolId=pool)["IdentityId"]
    iam.create_role(
        RoleName="moto-role", AssumeRolePolicyDocument=policies.cognito_trust(pool, "unauthenticated"),
        Description="a role", MaxSessionDuration=7200, Tags=[{"Key": "room", "Value": "hall"}])
    iam.put_role_policy(RoleName="moto-role", PolicyName="inline", PolicyDocument=permissions)
    managed = iam.create_policy(PolicyName="moto-managed", PolicyDocument=permissions)["Policy"]["Arn"]
    iam.attach_role_policy(RoleName="moto-role", PolicyArn=managed)
    for number in range(105):
        iam.create_role(RoleName=f"role-{number:03}", AssumeRolePolicyDocument=policies.account_trust(ACCOUNT))
    iam.create_open_id_connect_provider(
        Url="https://login.example.com", ClientIDList=["app"], ThumbprintList=["a" * 40])
    iot.create_policy(policyName="moto-policy", policyDocument=permissions)
    certificate = iot.create_keys_and_certificate(setAsActive=True)
    iot.create_thing_type(thingTypeName="light")
    iot.create_thing(thingName="moto-lamp", thingTypeName="light", attributePayload={"attributes": {"room": "hall"}})
    iot.attach_thing_principal(thingName="moto-lamp", principal=certificate["certificateArn"])
    for target in (certificate["certificateArn"], identity):
        iot.attach_policy(policyName="moto-policy", target=target)
    return {"pool": pool, "identity": identity, "certificate": certificate, "permissions": json.loads(permissions)}


@pytest.fixture(scope="module")
def brought(server: Server, moto, furnished):
    """The plan, written."""
    planned = imported(server, moto.endpoint)
    assert planned.code == 0, planned.stderr
    assert exported(server)["roles"] == []
    done = imported(server, moto.endpoint, "--apply")
    assert done.code == 0, done.stdout
    assert [entry["name"] for entry in done.json()["steps"]] == [entry["name"] for entry in planned.json()["steps"]]
    return done.json()


def test_what_moto_holds_is_here_in_this_account(server, furnished, brought):
    here = exported(server)
    moved = json.loads(json.dumps(furnished["permissions"]).replace(ACCOUNT, "000000000000"))
    role = next(role for role in here["roles"] if role["RoleName"] == "moto-role")
    assert (role["Description"], role["MaxSessionDuration"], role["Tags"]) == ("a role", 7200, {"room": "hall"})
    assert role["RolePolicies"] == {"inline": moved}
    assert role["AttachedPolicies"] == ["arn:aws:iam::000000000000:policy/moto-managed"]
    assert len(here["roles"]) == 106
    assert [(policy["PolicyName"], policy["PolicyDocument"]) for policy in here["policies"]] == [("moto-managed", moved)]
    assert [policy["policyDocument"] for policy in here["iot_policies"]] == [moved]
    (provider,) = here["openid_connect_providers"]
    assert (provider["Url"], provider["ClientIDList"]) == ("login.example.com", ["app"])
    (pool,) = here["identity_pools"]
    assert pool["IdentityPoolId"] == furnished["pool"] and pool["SupportedLoginProviders"] == {"accounts.google.com": "app"}
    assert [identity["IdentityId"] for identity in here["identities"]] == [furnished["identity"]]
    described = World(server).cognito.describe_identity(IdentityId=furnished["identity"])
    assert "Logins" not in described


def test_a_certificate_has_its_fingerprint_for_its_id(server, furnished, brought):
    pem = furnished["certificate"]["certificatePem"]
    der = x509.load_pem_x509_certificate(pem.encode()).public_bytes(Encoding.DER)
    fingerprint = hashlib.sha256(der).hexdigest()
    (certificate,) = exported(server)["certificates"]
    assert certificate["certificateId"] == fingerprint and certificate["status"] == "ACTIVE"
    (thing,) = exported(server)["things"]
    assert thing["principals"] == [certificate["certificateArn"]]
    targets = {attachment["target"] for attachment in exported(server)["iot_policy_attachments"]}
    assert targets == {certificate["certificateArn"], furnished["identity"]}


def test_what_moto_does_not_serve_and_what_is_not_served_here_is_named(furnished, brought):
    left_out = {entry["name"]: entry["why"] for entry in brought["steps"] if entry["action"] == "skip"}
    roles = f"the roles of identity pool {furnished['pool']}"
    assert left_out[roles] == "GetIdentityPoolRoles is not served there"
    assert left_out["type light of thing moto-lamp"] == "thing types are not served here"
    tags = f"attributes for access control of identity pool {furnished['pool']}"
    assert left_out[tags] == "GetPrincipalTagAttributeMap is not served there"
    assert len(left_out) == (3 if furnished["certificate"]["certificateId"] == certificate_id(brought) else 4), left_out


def certificate_id(plan: dict) -> str:
    (certificate,) = [entry for entry in plan["steps"] if entry["what"] == "certificate"]
    return certificate["name"]


def test_the_next_import_has_nothing_to_do(server, moto, furnished, brought):
    again = imported(server, moto.endpoint).json()
    assert {entry["action"] for entry in again["steps"]} == {"same", "skip"}
    client(moto, "iam").delete_role_policy(RoleName="moto-role", PolicyName="inline")
    client(moto, "iam").create_role(RoleName="later", AssumeRolePolicyDocument=policies.account_trust(ACCOUNT))
    changed = imported(server, moto.endpoint).json()
    assert step(changed, "role policy", "moto-role inline")["action"] == "stays"
    assert step(changed, "role", "later")["action"] == "create"
