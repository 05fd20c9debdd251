"""How much of a token session policies and tags take, as each operation of STS tells it: a percentage
while it fits, and AWS's sentence with a percentage when it does not."""

import json
import re

import pytest

from support import policies
from support.aws import refusal
from support.policies import allow
from support.saml import ATTRIBUTES, SamlProvider, encoded
from support.world import unique

STATE = ["memory"]
ACTIONS = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML", "sts:TagSession"]
#: The most that the model lets a call bring as a policy, but for `AssumeRole`, whose policies know no bound.
POLICY_CHARACTERS_MAX = 2_048
ARNS_MAX = 10


def trust(principal: dict) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": principal, "Action": ACTIONS,
        **({"Condition": {"StringLike": {"SAML:aud": "*"}}} if "saml" in str(principal) else {})}]})


def policy(characters: int) -> str:
    """A session policy of exactly so many characters."""
    short = policies.document(allow("iot:*", Sid=""))
    return policies.document(allow("iot:*", Sid="s" * (characters - len(short))))


def tags(number: int) -> list[dict]:
    return [{"Key": f"key{index}", "Value": "v" * 250} for index in range(number)]


@pytest.fixture(scope="module")
def arns(world) -> list[dict]:
    """Managed policies with the longest names that there are."""
    return [{"arn": world.iam.create_policy(
        PolicyName=f"{unique('long')}-{'n' * 100}", PolicyDocument=policies.document(allow("iot:*")))["Policy"]["Arn"]}
        for _ in range(ARNS_MAX)]


@pytest.fixture(scope="module")
def saml():
    with SamlProvider() as provider:
        yield provider


def check(call, fits: dict, too_large: dict, text: str) -> None:
    """A size that grows with what is brought, and the refusal beyond it."""
    assert "PackedPolicySize" not in call()
    answer = call(**fits)
    assert 0 < answer["PackedPolicySize"] <= 100
    assert answer["SessionTokenSize"] == len(answer["Credentials"]["SessionToken"])
    refused = refusal(call, **too_large)
    assert (refused.code, refused.status) == ("PackedPolicyTooLarge", 400)
    told = re.fullmatch(text, refused.message)
    assert told and int(told[1]) > 100, refused.message


POLICIES = r"Packed policy consumes (\d+)% of allotted space, please use smaller policy\."
TAGS = r"Packed size of session tags consumes (\d+)% of allotted space\."


def test_a_role_by_a_signed_call(world):
    role = world.role(trust({"AWS": "000000000000"}))
    call = lambda **more: world.sts.assume_role(RoleArn=role, RoleSessionName="packed", **more)
    check(call, {"Policy": policy(POLICY_CHARACTERS_MAX)}, {"Policy": policy(4_000)}, POLICIES)
    check(call, {"Tags": tags(5)}, {"Tags": tags(12)}, TAGS)


def test_a_federated_user(world):
    call = lambda **more: world.sts.get_federation_token(Name="carol", **more)
    check(call, {"Policy": policy(500)}, {"Policy": policy(POLICY_CHARACTERS_MAX), "Tags": tags(5)}, POLICIES)
    check(call, {"Tags": tags(5)}, {"Tags": tags(12)}, TAGS)


def test_a_role_by_a_web_identity(world, openid, arns):
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    role = world.role(policies.provider_trust(provider, aud="app").replace(
        '"sts:AssumeRoleWithWebIdentity"', '["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]'))

    def call(tagged: int = 0, **more):
        principal_tags = {tag["Key"]: [tag["Value"]] for tag in tags(tagged)}
        claims = openid.claims("alice") | (
            {"https://aws.amazon.com/tags": {"principal_tags": principal_tags}} if tagged else {})
        return world.public_sts.assume_role_with_web_identity(
            RoleArn=role, RoleSessionName="packed", WebIdentityToken=openid.forge(claims), **more)

    both = {"Policy": policy(POLICY_CHARACTERS_MAX), "PolicyArns": arns}
    check(call, {"Policy": policy(500)}, both, POLICIES)
    check(call, {"tagged": 5}, {"tagged": 12}, TAGS)


def test_a_role_by_a_saml_assertion(world, saml, arns):
    provider = world.iam.create_saml_provider(
        Name=unique("saml"), SAMLMetadataDocument=saml.metadata())["SAMLProviderArn"]
    role = world.role(trust({"Federated": provider}))

    def call(tagged: int = 0, **more):
        asserted = {"Role": f"{role},{provider}", "RoleSessionName": "packed"}
        asserted |= {f"PrincipalTag:{tag['Key']}": tag["Value"] for tag in tags(tagged)}
        response = saml.response("alice", {f"{ATTRIBUTES}{name}": value for name, value in asserted.items()})
        return world.public_sts.assume_role_with_saml(
            RoleArn=role, PrincipalArn=provider, SAMLAssertion=encoded(response), **more)

    both = {"Policy": policy(POLICY_CHARACTERS_MAX), "PolicyArns": arns}
    check(call, {"Policy": policy(500)}, both, POLICIES)
    check(call, {"tagged": 5}, {"tagged": 12}, TAGS)
