"""Every condition key of every signed operation, as `models/authorization.json` lists them: a call is
allowed under conditions on all of its keys, and refused when any one of them is another."""

import json
from dataclasses import dataclass

import pytest

from support import policies
from support.aws import Keys, Refusal, client, refusal
from support.condition_keys import (
    GLOBAL, OF_OPERATIONS, REFERER, SERVED, SOURCE_IDENTITY, TABLE, TEAM, block, keys_of)
from support.operations import (
    BACKEND, NOTHING, OPERATIONS, TAGGED_TRUST, TAGS, Things, action_of, all_of, bound,
    past_authorization)
from support.policies import allow, deny, iot
from support.server import ACCOUNT
from support.world import World, unique

STATE = ["memory"]
#: The last one is said of a role that may not be handed to a pool.
ACCESS_DENIED = ("AccessDenied", "AccessDeniedException", "ForbiddenException", "NotAuthorizedException")

#: Arguments that bring the keys of a row.
MORE = {
    "iam:CreateRole": lambda t: {"Tags": TAGS, "PermissionsBoundary": t.policy},
    "iam:CreateUser": lambda t: {"Tags": TAGS, "PermissionsBoundary": t.policy},
    "iam:CreatePolicy": lambda t: {"Tags": TAGS},
    "iam:CreateOpenIDConnectProvider": lambda t: {"Tags": TAGS},
    "iam:CreateSAMLProvider": lambda t: {"Tags": TAGS},
    "sts:AssumeRole": lambda t: {
        "Tags": TAGS, "TransitiveTagKeys": ["a"], "ExternalId": "contract", "SourceIdentity": SOURCE_IDENTITY},
    "sts:GetWebIdentityToken": lambda t: {"Tags": TAGS},
    "cognito-identity:CreateIdentityPool": lambda t: {"IdentityPoolTags": {"a": "b"}},
    "iot:CreatePolicy": lambda t: {"tags": TAGS},
    "iot:CreateThingGroup": lambda t: {"tags": TAGS},
    "iot:GetConnection": lambda t: {"includeSocketInformation": True},
}
#: What the call needs beside its own action, which is judged in rows of its own.
ALSO = {
    "iam:CreateRole": ["iam:TagRole"],
    "iam:CreateUser": ["iam:TagUser"],
    "iam:CreatePolicy": ["iam:TagPolicy"],
    "iam:CreateOpenIDConnectProvider": ["iam:TagOpenIDConnectProvider"],
    "iam:CreateSAMLProvider": ["iam:TagSAMLProvider"],
    "sts:AssumeRole": ["sts:TagSession", "sts:SetSourceIdentity"],
    "sts:GetFederationToken": ["sts:TagSession"],
    "sts:GetWebIdentityToken": ["sts:TagGetWebIdentityToken"],
}
#: Operations that ask no policy.
FREE = {("sts", "GetCallerIdentity"), ("sts", "GetSessionToken")}
#: Operations without a signature. What trust policies see of them is in `test_trust_conditions.py`.
UNSIGNED = {
    ("sts", "AssumeRoleWithWebIdentity"), ("sts", "AssumeRoleWithSAML"), ("cognito-identity", "GetId"),
    ("cognito-identity", "GetCredentialsForIdentity"), ("cognito-identity", "GetOpenIdToken"),
    ("cognito-identity", "UnlinkIdentity"),
}
#: Permissions that stand beside an operation's own: the call, its arguments, and the resource.
BESIDE = [
    ("iam:PassRole", "cognito-identity", "SetIdentityPoolRoles", lambda t: t.role,
     lambda t: {"IdentityPoolId": t.pool.id, "Roles": {"unauthenticated": t.role}}),
    ("sts:TagSession", "sts", "AssumeRole", lambda t: t.role,
     lambda t: {"RoleArn": t.role, "RoleSessionName": "chained", "Tags": TAGS, "TransitiveTagKeys": ["a"]}),
    ("sts:SetSourceIdentity", "sts", "AssumeRole", lambda t: t.role,
     lambda t: {"RoleArn": t.role, "RoleSessionName": "chained"}),
    ("sts:TagGetWebIdentityToken", "sts", "GetWebIdentityToken", lambda t: f"arn:aws:sts::{ACCOUNT}:self",
     lambda t: t.federating(True) | {"Audience": ["app"], "SigningAlgorithm": "ES384", "Tags": TAGS}),
    ("iot:RetainPublish", "iot-data", "Publish", lambda t: iot(f"topic/{t.new}"),
     lambda t: {"topic": t.new, "payload": b"x", "retain": True}),
]


@dataclass
class Caller:
    """Somebody whose policies are rewritten until a call goes through."""

    world: World
    arn: str
    name: str
    user_id: str
    type: str
    keys: Keys

    def client(self, service: str):
        made = client(self.world.server, service, self.keys)
        made.meta.events.register("before-sign", _refer)
        return made

    def allow(self, *statements: dict) -> None:
        document = policies.document(*statements)
        if self.type == "User":
            self.world.iam.put_user_policy(UserName=self.name, PolicyName="permissions", PolicyDocument=document)
        else:
            self.world.allow(self.arn, document)


def _refer(request, **_):
    request.headers["Referer"] = REFERER


def session(world: World) -> Caller:
    """A session with a tag and a source identity."""
    role = world.role(TAGGED_TRUST)
    made = world.sts.assume_role(
        RoleArn=role, RoleSessionName="test", SourceIdentity=SOURCE_IDENTITY, Tags=[{"Key": "team", "Value": TEAM}])
    return Caller(
        world, role, role.rsplit("/", 1)[1], made["AssumedRoleUser"]["AssumedRoleId"], "AssumedRole",
        Keys.of(made["Credentials"]))


@pytest.fixture(scope="module")
def user(world) -> Caller:
    name = unique("user")
    made = world.iam.create_user(UserName=name, Tags=[{"Key": "team", "Value": TEAM}])["User"]
    key = world.iam.create_access_key(UserName=name)["AccessKey"]
    return Caller(world, made["Arn"], name, made["UserId"], "User", Keys(key["AccessKeyId"], key["SecretAccessKey"]))


@pytest.fixture(scope="module")
def web_identity(world) -> Caller:
    """A guest of the basic flow, whom no guest's cut holds back."""
    pool = world.pool(guest=NOTHING, classic=True)
    role = pool.roles["unauthenticated"]
    keys = pool.basic(world.public.get_id(IdentityPoolId=pool.id)["IdentityId"], role)
    return Caller(world, role, role.rsplit("/", 1)[1], "", "AssumedRole", keys)


def denied_outright(caller: Caller, call, given: dict) -> bool:
    """Whether a statement denied the call, by what its refusal says to who may read it."""
    refused = refusal(call, **given)
    assert refused.code in ACCESS_DENIED, refused
    message = caller.world.sts.decode_authorization_message(
        EncodedMessage=refused.headers["x-daypass-authorization-message"])["DecodedMessage"]
    return json.loads(message)["explicitDeny"]


def check_one(caller: Caller, key: str, service: str, row: tuple, given: dict) -> None:
    """A key that flips the result without a call that goes through."""
    operation, action, also, exact = row
    call = bound(caller.client(service), operation)
    operator, holds, fails = GLOBAL[key](caller)
    caller.allow(allow(also or "s3:GetObject"), allow(action, exact, Condition={operator: {key: fails}}))
    assert not denied_outright(caller, call, given)
    caller.allow(allow(also or "s3:GetObject"), allow(action, exact),
                 deny(action, "*", Condition={operator: {key: holds}}))
    assert denied_outright(caller, call, given)


def check_all(caller: Caller, conditions: dict, service: str, row: tuple, given: dict) -> None:
    """Each key flips the result, and in the end the call goes through."""
    operation, action, also, exact = row
    call = bound(caller.client(service), operation)
    for failing in conditions:
        caller.allow(allow(also or "s3:GetObject"), allow(action, exact, Condition=block(conditions, failing)))
        refused = refusal(call, **given)
        assert refused.code in ACCESS_DENIED, (failing, refused)
    caller.allow(allow(also or "s3:GetObject"), allow(action, exact, Condition=block(conditions)))
    try:
        call(**given)
    except caller.world.iam.exceptions.ClientError as error:
        assert past_authorization(caller.world.server, action, Refusal.of(error)), error


def own_conditions(things: Things, service: str, operation: str, keys: list[str]) -> dict:
    """Conditions on the keys of a row, but those that only sessions of web identities bring."""
    kept = [key for key in keys if not key.startswith(("cognito-identity.amazonaws.com", "saml:", "${Provider}"))]
    return {key: OF_OPERATIONS[key](things, operation) for key in kept}


@pytest.mark.parametrize(("service", "operation", "resource", "arguments"), [
    pytest.param(*entry, id=f"{entry[0]}:{entry[1]}") for entry in OPERATIONS])
def test_each_condition_key_of_an_operation_flips_the_result(
        world, user, web_identity, service, operation, resource, arguments):
    things, caller, action = Things(world), session(world), action_of(service, operation)
    given = arguments(things) | MORE.get(action, lambda _: {})(things)
    row = (operation, action, ALSO.get(action, []), all_of(resource(things)))
    check_one(user, "aws:username", service, row, given)
    check_one(web_identity, "aws:FederatedProvider", service, row, given)
    conditions = {key: GLOBAL[key](caller) for key in TABLE["global"]["role session"]}
    conditions |= own_conditions(things, service, operation, keys_of(service, operation))
    check_all(caller, conditions, service, row, given)


@pytest.mark.parametrize(("action", "service", "operation", "resource", "arguments"), [
    pytest.param(*entry, id=entry[0]) for entry in BESIDE])
def test_each_condition_key_of_what_a_call_needs_beside_flips_the_result(
        world, action, service, operation, resource, arguments):
    things, caller = Things(world), session(world)
    others = [action_of(service, operation), *ALSO.get(action_of(service, operation), [])]
    row = (operation, action, [other for other in others if other != action], all_of(resource(things)))
    conditions = {key: GLOBAL[key](caller) for key in TABLE["global"]["role session"]}
    conditions |= own_conditions(things, service, operation, TABLE["beside"][action]["keys"])
    check_all(caller, conditions, service, row, arguments(things))


def test_each_condition_key_of_a_federation_token_flips_the_result(world, user):
    resource = f"arn:aws:sts::{ACCOUNT}:federated-user/carol"
    row = ("GetFederationToken", "sts:GetFederationToken", ["sts:TagSession"], [resource])
    of_sessions = {"aws:MultiFactorAuthPresent", "aws:SourceIdentity", "aws:TokenIssueTime"}
    every = [*TABLE["global"]["role session"], *TABLE["global"]["user"]]
    conditions = {key: GLOBAL[key](user) for key in every if key not in of_sessions}
    conditions |= own_conditions(None, "sts", "GetFederationToken", keys_of("sts", "GetFederationToken"))
    check_all(user, conditions, "sts", row, {"Name": "carol", "Tags": TAGS})
    # A long-term key brings none of what sessions bring.
    for key in of_sessions:
        user.allow(allow("sts:*", Condition={"Null": {key: "false"}}))
        assert refusal(user.client("sts").get_federation_token, Name="carol").code == "AccessDenied"


def test_the_table_has_a_row_for_each_operation_that_is_served():
    rows = {(service, operation) for service, row in TABLE["services"].items() for operation in row}
    served = {(service, operation) for service, row in SERVED.items() for operation in row["operations"]}
    assert rows == served
    tested = {(service, operation) for service, operation, *_ in OPERATIONS}
    tested |= FREE | UNSIGNED | {("sts", "GetFederationToken")}
    assert {(service.replace("-", "_"), operation) for service, operation in tested} == served
    assert {action for action, *_ in BESIDE} == set(TABLE["beside"])
    rows = [row for table in (*TABLE["services"].values(), TABLE["beside"]) for row in table.values()]
    assert {reason for row in rows for reason in row.get("absent", {})} == set(TABLE["reasons"])
