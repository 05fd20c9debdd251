"""STS through boto3: whose a key is, and what a refusal says to those who may know."""

import json

import pytest

from support import policies
from support.aws import ROOT, client, refusal
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
