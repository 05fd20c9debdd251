"""STS through boto3: whose a key is, and what a refusal says to those who may know."""

import json
from datetime import datetime, timezone

import pytest

from support import policies
from support.aws import ROOT, Keys, client, refusal
from support.explanation import why
from support.mqtt import connect
from support.policies import allow, deny, iot
from support.server import ACCOUNT, REGION
from support.world import unique

TRUST = policies.account_trust()


def test_a_key_tells_its_account(server, world):
    guest = world.pool(guest=policies.document(allow("iot:Publish"))).guest()
    session = world.session_of(world.role(TRUST, policies.document(allow("sts:GetAccessKeyInfo"))))
    for keys in (ROOT, guest.keys, session):
        told = client(server, "sts", session).get_access_key_info(AccessKeyId=keys.access_key_id)
        assert told["Account"] == ACCOUNT


@pytest.mark.parametrize("key_id", ["AKIANOBODYHASTHISKEY", "ASIA0000000000000000", "AROAEXAMPLE000000001"])
def test_a_key_that_nobody_has_tells_nothing(world, key_id):
    refused = refusal(world.sts.get_access_key_info, AccessKeyId=key_id)
    assert (refused.code, refused.message) == ("ValidationError", f"The access key ID {key_id} does not exist.")
    assert world.sts.get_access_key_info(AccessKeyId=ROOT.access_key_id)["Account"] == ACCOUNT


def encoded(refused) -> str:
    return refused.headers["x-daypass-authorization-message"]


def decoded(world, message: str) -> dict:
    return json.loads(world.sts.decode_authorization_message(EncodedMessage=message)["DecodedMessage"])


def keys_of(conditions: dict) -> dict:
    return {item["key"]: [value["value"] for value in item["values"]["items"]] for item in conditions["items"]}


def test_a_refusal_hands_out_what_decodes_to_its_reasons(server, world):
    role = world.role(TRUST, policies.document(allow("iot:ListPolicies")))
    session = world.session_of(role)
    refused = refusal(client(server, "iam", session).get_role, RoleName=role.rsplit("/", 1)[1])
    assert refused.code == "AccessDenied" and "Encoded" not in refused.message
    told = decoded(world, encoded(refused))
    assert list(told) == ["allowed", "explicitDeny", "matchedStatements", "failures", "context"]
    assert (told["allowed"], told["explicitDeny"]) == (False, False)
    assert told["matchedStatements"] == {"items": []}
    context = told["context"]
    who = client(server, "sts", session).get_caller_identity()
    assert context["principal"] == {"id": who["UserId"], "arn": who["Arn"]}
    assert (context["action"], context["resource"]) == ("iam:GetRole", role)
    keys = keys_of(context["conditions"])
    assert keys["aws:sourceip"] == ["127.0.0.1"] and keys["aws:requestedregion"] == [REGION]
    # What is allowed hands out nothing.
    allowed = client(server, "iot", session).list_policies()["ResponseMetadata"]["HTTPHeaders"]
    assert "x-daypass-authorization-message" not in allowed


def test_an_explicit_deny_names_its_statements(server, world):
    mine = {"Sid": "NotFromHere", "Condition": {"IpAddress": {"aws:SourceIp": ["127.0.0.0/8", "::1/128"]}}}
    keys = world.role_session(policies.document(
        allow("iot:*"), deny(["iot:ListThings", "iot:ListPolicies"], **mine), deny("iot:ListThings")))
    told = decoded(world, encoded(refusal(client(server, "iot", keys).list_policies)))
    assert told["explicitDeny"] is True
    (statement,) = told["matchedStatements"]["items"]
    assert (statement["statementId"], statement["effect"]) == ("NotFromHere", "DENY")
    assert statement["principals"]["items"] == [{"value": told["context"]["principal"]["id"]}]
    assert statement["actions"]["items"] == [{"value": "iot:ListThings"}, {"value": "iot:ListPolicies"}]
    assert statement["resources"]["items"] == [{"value": "*"}]
    assert keys_of(statement["conditions"]) == {"aws:SourceIp": ["127.0.0.0/8", "::1/128"]}


def test_why_hands_out_the_same_for_packets_too(server, world):
    guest = world.pool(guest=policies.document(allow("iot:Connect"))).guest()
    with connect(server, guest.keys, unique("guest")) as connection:
        refused = connection.publish("news", "x")
    told = decoded(world, why(server, refused.decision).whole["encoded_message"])
    assert (told["context"]["action"], told["context"]["resource"]) == ("iot:Publish", iot("topic/news"))
    assert "encoded_message" not in why(server, bad_login(world)).whole


def bad_login(world) -> str:
    return refusal(world.public.get_id, IdentityPoolId=world.pool(guest=policies.document(allow("s3:GetObject"))).id,
                   Logins={"accounts.google.com": "not a token"}).decision


def test_only_what_was_handed_out_decodes(server, world):
    refused = refusal(client(server, "iot", world.role_session(policies.document(allow("s3:GetObject")))).list_policies)
    message = encoded(refused)
    for wrong in ("x", message[:-1], "B" + message[1:], message + "\n", "A" * 10_240):
        answer = refusal(world.sts.decode_authorization_message, EncodedMessage=wrong)
        assert (answer.code, answer.status) == ("InvalidAuthorizationMessageException", 400), wrong
    assert refusal(world.sts.decode_authorization_message, EncodedMessage="A" * 10_241).code == "ValidationError"
    assert decoded(world, message)["context"]["action"] == "iot:ListPolicies"


def test_a_long_resource_leaves_room_for_the_message(server, world):
    """What does not fit is left out rather than the message."""
    many = {"StringNotEquals": {"aws:UserAgent": [f"agent-{number:04}" for number in range(300)]}}
    keys = world.role_session(policies.document(allow("iot:*"), deny("iot:ListPolicies", Condition=many)))
    told = decoded(world, encoded(refusal(client(server, "iot", keys).list_policies)))
    assert told["explicitDeny"] is True and told["matchedStatements"]["items"] == []
    assert told["context"]["action"] == "iot:ListPolicies" and told["context"]["conditions"]["items"]


class User:
    """An IAM user with a key and these permissions."""

    def __init__(self, world, *statements: dict):
        self.name = unique("user")
        self.arn = world.iam.create_user(UserName=self.name)["User"]["Arn"]
        world.iam.put_user_policy(
            UserName=self.name, PolicyName="permissions", PolicyDocument=policies.document(*statements))
        key = world.iam.create_access_key(UserName=self.name)["AccessKey"]
        self.keys = Keys(key["AccessKeyId"], key["SecretAccessKey"])


def session_token(server, keys: Keys, **arguments) -> tuple[Keys, float]:
    """The keys of a session, and for how many seconds they are good."""
    answer = client(server, "sts", keys).get_session_token(**arguments)["Credentials"]
    return Keys.of(answer), (answer["Expiration"] - datetime.now(timezone.utc)).total_seconds()


def federate(server, keys: Keys, *statements: dict, name: str = "fred", **arguments) -> dict:
    policy = {"Policy": policies.document(*statements)} if statements else {}
    return client(server, "sts", keys).get_federation_token(Name=name, **policy, **arguments)


def test_a_session_token_is_the_user_with_temporary_keys(server, world):
    user = User(world, allow("iot:ListPolicies"))
    keys, seconds = session_token(server, user.keys)
    assert 43_100 < seconds <= 43_200
    who = client(server, "sts", keys).get_caller_identity()
    assert who["Arn"] == user.arn and who["UserId"].startswith("AIDA") and who["Account"] == ACCOUNT
    client(server, "iot", keys).list_policies()
    refused = refusal(client(server, "iot", keys).list_things)
    assert refused.code == "AccessDeniedException" and user.arn in refused.message
    assert 800 < session_token(server, user.keys, DurationSeconds=900)[1] <= 900
    unchecked = client(server, "sts", user.keys, parameter_validation=False)
    for beyond in (899, 129_601):
        assert refusal(unchecked.get_session_token, DurationSeconds=beyond).code == "ValidationError"
    assert 129_500 < session_token(server, user.keys, DurationSeconds=129_600)[1] <= 129_600


def test_the_root_gets_an_hour_at_most(server, world):
    keys, seconds = session_token(server, ROOT, DurationSeconds=43_200)
    assert 3_500 < seconds <= 3_600
    who = client(server, "sts", keys).get_caller_identity()
    assert (who["Arn"], who["UserId"]) == (f"arn:aws:iam::{ACCOUNT}:root", ACCOUNT)
    client(server, "iot", keys).list_policies()
    federated = federate(server, ROOT, allow("iot:ListPolicies"), DurationSeconds=129_600)["Credentials"]
    assert (federated["Expiration"] - datetime.now(timezone.utc)).total_seconds() <= 3_600


def test_a_second_factor_is_refused_rather_than_ignored(server, world):
    refused = refusal(world.sts.get_session_token, SerialNumber="arn:aws:iam::000000000000:mfa/me", TokenCode="123456")
    assert refused.code == "AccessDenied" and refused.message.startswith("MultiFactorAuthentication failed")
    world.sts.get_session_token()


def test_sessions_of_users_reach_neither_iam_nor_most_of_sts(server, world):
    user = User(world, allow("*"))
    role = world.role(TRUST, policies.document(allow("iot:ListPolicies")))
    session, _ = session_token(server, user.keys)
    federated = Keys.of(federate(server, user.keys, allow("*"))["Credentials"])
    client(server, "iam", user.keys).list_roles()
    for keys in (session, federated):
        refused = refusal(client(server, "iam", keys).list_roles)
        assert (refused.code, refused.status) == ("InvalidClientTokenId", 403)
        assert refused.message == "The security token included in the request is invalid"
        assert "cannot call IAM" in why(server, refused.decision)
        sts = client(server, "sts", keys)
        for operation, arguments in (
                (sts.get_session_token, {}), (sts.get_federation_token, {"Name": "other"}),
                (sts.get_access_key_info, {"AccessKeyId": ROOT.access_key_id})):
            refused = refusal(operation, **arguments)
            assert refused.code == "AccessDenied" and refused.message.endswith("with session credentials")
        sts.get_caller_identity()
        client(server, "iot", keys).list_policies()
    client(server, "iot", assumed(server, session, role)).list_policies()
    assert refusal(client(server, "sts", federated).assume_role, RoleArn=role, RoleSessionName="no").code == "AccessDenied"
    # A role's session gets none either.
    for name in ("get_session_token", "get_federation_token"):
        arguments = {"Name": "fred"} if "federation" in name else {}
        refused = refusal(getattr(client(server, "sts", world.role_session(policies.document(allow("*")))), name), **arguments)
        operation = "GetSessionToken" if name == "get_session_token" else "GetFederationToken"
        assert (refused.code, refused.message) == ("AccessDenied", f"Cannot call {operation} with session credentials")


def assumed(server, keys: Keys, role: str, **arguments) -> Keys:
    answer = client(server, "sts", keys).assume_role(RoleArn=role, RoleSessionName="assumed", **arguments)
    return Keys.of(answer["Credentials"])


def test_a_role_assumed_from_a_users_session_is_no_chain(server, world):
    """The hour of chained roles does not bind it, and it falls with the user's key."""
    user = User(world, allow("sts:AssumeRole"))
    role = world.role(TRUST, policies.document(allow("iot:ListPolicies")), MaxSessionDuration=7_200)
    session, _ = session_token(server, user.keys)
    keys = assumed(server, session, role, DurationSeconds=7_200)
    other = client(server, "iot", world.session_of(role))
    caller = client(server, "iot", keys)
    caller.list_policies()
    world.iam.update_access_key(UserName=user.name, AccessKeyId=user.keys.access_key_id, Status="Inactive")
    for ended in (caller, client(server, "iot", session)):
        assert refusal(ended.list_policies).status == 403
    other.list_policies()


def test_a_federated_user_may_what_both_the_user_and_the_call_allow(server, world):
    user = User(world, allow(["sts:GetFederationToken", "sts:TagSession", "iot:ListPolicies", "iot:ListThings"]))
    answer = federate(server, user.keys, allow(["iot:ListPolicies", "iot:ListThingGroups"]))
    arn = f"arn:aws:sts::{ACCOUNT}:federated-user/fred"
    assert answer["FederatedUser"] == {"FederatedUserId": f"{ACCOUNT}:fred", "Arn": arn}
    assert 0 < answer["PackedPolicySize"] <= 100
    keys = Keys.of(answer["Credentials"])
    who = client(server, "sts", keys).get_caller_identity()
    assert (who["Arn"], who["UserId"]) == (arn, f"{ACCOUNT}:fred")
    caller = client(server, "iot", keys)
    caller.list_policies()
    by_session = refusal(caller.list_things)
    assert "because no session policy allows" in by_session.message and why(server, by_session.decision).leg == "session"
    assert why(server, refusal(caller.list_thing_groups).decision).leg == "identity"
    # Without a policy of the call it may do nothing.
    bare = Keys.of(federate(server, user.keys)["Credentials"])
    assert why(server, refusal(client(server, "iot", bare).list_policies).decision).leg == "session"


def test_federating_takes_a_permission_for_the_name(server, world):
    carol = f"arn:aws:sts::{ACCOUNT}:federated-user/carol"
    user = User(world, allow("sts:GetFederationToken", carol))
    federate(server, user.keys, name="carol")
    refused = refusal(client(server, "sts", user.keys).get_federation_token, Name="dave")
    assert refused.code == "AccessDenied" and why(server, refused.decision).resource == carol.replace("carol", "dave")
    tags = [{"Key": "team", "Value": "blue"}]
    tagged = refusal(client(server, "sts", user.keys).get_federation_token, Name="carol", Tags=tags)
    assert why(server, tagged.decision).action == "sts:TagSession"
    unchecked = client(server, "sts", user.keys, parameter_validation=False)
    assert refusal(unchecked.get_federation_token, Name="c").code == "ValidationError"


def test_tags_of_a_federated_user_count(server, world):
    user = User(world, allow("*"))
    of_blue = allow("iot:ListPolicies", Condition={"StringEquals": {"aws:PrincipalTag/team": "blue"}})
    for value, allowed in (("blue", True), ("red", False)):
        answer = federate(server, user.keys, of_blue, Tags=[{"Key": "team", "Value": value}])
        caller = client(server, "iot", Keys.of(answer["Credentials"]))
        if allowed:
            caller.list_policies()
        else:
            assert "aws:PrincipalTag/team" in why(server, refusal(caller.list_policies).decision)


def test_an_open_connection_of_a_federated_user_ends_with_the_users_key(server, world):
    user, control = User(world, allow("*")), User(world, allow("*"))
    keys = [Keys.of(federate(server, one.keys, allow("iot:*"))["Credentials"]) for one in (user, control)]
    with connect(server, keys[0], unique("doomed")) as doomed, connect(server, keys[1], unique("control")) as other:
        for connection in (doomed, other):
            assert not connection.subscribe("news").refused
        world.iam.delete_access_key(UserName=user.name, AccessKeyId=user.keys.access_key_id)
        assert doomed.closed(1).value == 0x87
        assert not other.publish("news", "goes on").refused
        assert other.message().payload == "goes on"
