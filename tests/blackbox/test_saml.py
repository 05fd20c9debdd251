"""SAML: providers in IAM, and roles for whom a real provider (`samlp`) signed an assertion; every
way of bending a signed response is refused beside the same response left alone."""

import base64
import hashlib
import json
from datetime import datetime, timedelta, timezone

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from support import policies
from support.aws import Keys, client, refusal
from support.explanation import why
from support.saml import (
    ATTRIBUTES, ENTITY_ID, RECIPIENT, SamlProvider, SigningKey, any_metadata, encoded, metadata)
from support.saml_attacks import ATTACKS
from support.server import ACCOUNT
from support.world import unique

EVERYTHING = policies.document(policies.allow("*"))
INVALID = "InvalidIdentityToken"


@pytest.fixture(scope="module")
def idp():
    with SamlProvider() as provider:
        yield provider


@pytest.fixture(scope="module")
def provider(world, idp):
    return world.iam.create_saml_provider(
        Name=unique("saml"), SAMLMetadataDocument=idp.metadata())["SAMLProviderArn"]


def trust(provider: str, conditions: dict | None = None, actions=("sts:AssumeRoleWithSAML", "sts:TagSession")) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"Federated": provider}, "Action": list(actions),
        "Condition": conditions or {"StringEquals": {"SAML:aud": RECIPIENT}}}]})


@pytest.fixture(scope="module")
def role(world, provider):
    return world.role(trust(provider), EVERYTHING, MaxSessionDuration=7200)


def attributes(role: str, provider: str, **more) -> dict:
    given = {"Role": f"{role},{provider}", "RoleSessionName": "alice"} | more
    return {f"{ATTRIBUTES}{name.replace('_', ':')}": value for name, value in given.items()}


def assume(world, role, provider, response: str, **more):
    return world.public_sts.assume_role_with_saml(
        RoleArn=role, PrincipalArn=provider, SAMLAssertion=encoded(response), **more)


def refused(world, role, provider, response: str, **more):
    return refusal(
        world.public_sts.assume_role_with_saml,
        RoleArn=role, PrincipalArn=provider, SAMLAssertion=encoded(response), **more)


def test_a_provider_reads_back_as_it_was_registered(world):
    document, name = any_metadata(), unique("saml")
    arn = world.iam.create_saml_provider(
        Name=name, SAMLMetadataDocument=document, Tags=[{"Key": "team", "Value": "lamps"}])["SAMLProviderArn"]
    assert arn == f"arn:aws:iam::{ACCOUNT}:saml-provider/{name}"
    read = world.iam.get_saml_provider(SAMLProviderArn=arn)
    assert (read["SAMLMetadataDocument"], read["Tags"]) == (document, [{"Key": "team", "Value": "lamps"}])
    assert read["ValidUntil"].year > datetime.now(timezone.utc).year + 90
    assert arn in [entry["Arn"] for entry in world.iam.list_saml_providers()["SAMLProviderList"]]
    again = refusal(world.iam.create_saml_provider, Name=name, SAMLMetadataDocument=document)
    assert (again.code, again.status) == ("EntityAlreadyExists", 409)

    until = (datetime.now(timezone.utc) + timedelta(days=30)).replace(microsecond=0)
    changed = metadata(ENTITY_ID, SigningKey(), f' validUntil="{until.strftime("%Y-%m-%dT%H:%M:%SZ")}"')
    world.iam.update_saml_provider(SAMLProviderArn=arn, SAMLMetadataDocument=changed)
    read = world.iam.get_saml_provider(SAMLProviderArn=arn)
    assert (read["SAMLMetadataDocument"], read["ValidUntil"]) == (changed, until)

    world.iam.delete_saml_provider(SAMLProviderArn=arn)
    gone = refusal(world.iam.get_saml_provider, SAMLProviderArn=arn)
    assert (gone.code, gone.status) == ("NoSuchEntity", 404)


@pytest.mark.parametrize("bend", [
    lambda document: document.replace("IDPSSODescriptor", "SPSSODescriptor"),
    lambda document: document.replace('use="signing"', 'use="encryption"'),
    lambda document: document.replace("<X509Certificate>", "<X509Certificate>AAAA"),
    lambda document: document.replace(' entityID="', ' other="'),
    lambda document: document.replace("</EntityDescriptor>", ""),
    lambda document: f"<!DOCTYPE x []>{document}",
    lambda document: f'<!DOCTYPE x [<!ENTITY e "e">]>{document}',
], ids=["no-role", "no-key", "bad-key", "no-name", "cut", "doctype", "entity"])
def test_metadata_that_nothing_can_be_verified_by_is_refused(world, bend):
    document = any_metadata()
    world.iam.create_saml_provider(Name=unique("saml"), SAMLMetadataDocument=document)
    answer = refusal(world.iam.create_saml_provider, Name=unique("saml"), SAMLMetadataDocument=bend(document))
    assert (answer.code, answer.status) == ("InvalidInput", 400)


@pytest.mark.parametrize("signed", [
    {"signAssertion": True, "signResponse": False}, {"signAssertion": False, "signResponse": True},
    {"signAssertion": True, "signResponse": True}, {"signatureNamespacePrefix": "ds"},
], ids=["assertion", "response", "both", "prefixed"])
def test_the_subject_of_an_assertion_becomes_a_role(server, world, idp, provider, role, signed):
    response = idp.response("alice@example.com", attributes(role, provider), **signed)
    answer = assume(world, role, provider, response)
    name = provider.rsplit("/", 1)[1]
    qualifier = hashlib.sha1(f"{ENTITY_ID}{ACCOUNT}/{name}".encode()).digest()
    assert answer["Subject"] == "alice@example.com"
    assert answer["SubjectType"] == "persistent"
    assert (answer["Issuer"], answer["Audience"]) == (ENTITY_ID, RECIPIENT)
    assert answer["NameQualifier"] == base64.b64encode(qualifier).decode()
    caller = client(server, "sts", Keys.of(answer["Credentials"])).get_caller_identity()
    assert caller["Arn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/{role.rsplit('/', 1)[1]}/alice"


def test_an_assertion_is_redeemed_once_for_each_role(world, idp, provider, role):
    other = world.role(trust(provider), EVERYTHING)
    both = attributes(role, provider) | {f"{ATTRIBUTES}Role": [f"{role},{provider}", f"{provider},{other}"]}
    response = idp.response("alice", both)
    assume(world, role, provider, response)
    again = refused(world, role, provider, response)
    assert (again.code, again.status) == (INVALID, 400)
    assume(world, other, provider, response)
    assume(world, role, provider, idp.response("alice", both))


@pytest.mark.parametrize(("holds", "fails"), [
    ({"SAML:aud": RECIPIENT}, {"SAML:aud": "https://other.example/saml"}),
    ({"SAML:iss": ENTITY_ID}, {"SAML:iss": "https://other.example"}),
    ({"SAML:sub": "alice"}, {"SAML:sub": "bob"}),
    ({"SAML:sub_type": "persistent"}, {"SAML:sub_type": "transient"}),
    ({"SAML:doc": "{doc}"}, {"SAML:doc": f"{ACCOUNT}/other"}),
    ({"SAML:namequalifier": "{qualifier}"}, {"SAML:namequalifier": "other"}),
    ({"sts:RoleSessionName": "alice"}, {"sts:RoleSessionName": "bob"}),
    ({"aws:RequestTag/team": "lamps"}, {"aws:RequestTag/team": "doors"}),
], ids=lambda condition: next(iter(condition)))
def test_each_condition_of_a_trust_policy_flips_the_result(server, world, idp, provider, holds, fails):
    doc = f"{ACCOUNT}/{provider.rsplit('/', 1)[1]}"
    qualifier = base64.b64encode(hashlib.sha1(f"{ENTITY_ID}{doc}".encode()).digest()).decode()
    filled = {key: value.format(doc=doc, qualifier=qualifier) for key, value in holds.items()}
    role = world.role(trust(provider, {"StringEquals": filled}))
    given = attributes(role, provider, PrincipalTag_team="lamps")
    assume(world, role, provider, idp.response("alice", given))
    world.iam.update_assume_role_policy(
        RoleName=role.rsplit("/", 1)[1], PolicyDocument=trust(provider, {"StringEquals": fails}))
    answer = refused(world, role, provider, idp.response("alice", given))
    assert (answer.code, answer.status) == ("AccessDenied", 403)
    assert answer.message == "Not authorized to perform sts:AssumeRoleWithSAML"
    assert next(iter(fails)) in why(server, answer.decision)


@pytest.mark.parametrize(("attribute", "key", "many"), [
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.1", "saml:eduPersonAffiliation", True),
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.11", "SAML:eduPersonAssurance", True),
    ("urn:oid:1.3.6.1.4.1.5923.1.2.1.4", "saml:eduOrgLegalName", True),
    ("urn:oid:2.5.4.3", "saml:cn", True),
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.6", "saml:eduPersonPrincipalName", False),
    ("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "saml:mail", False),
    ("2.5.4.4", "saml:surname", False),
    ("0.9.2342.19200300100.1.1", "saml:uid", False),
], ids=lambda value: value if "saml" in str(value).lower() else "")
def test_a_trust_policy_asks_for_attributes(server, world, idp, provider, attribute, key, many):
    operator = "ForAnyValue:StringEquals" if many else "StringEquals"
    role = world.role(trust(provider, {operator: {key: "staff"}}))
    fits, other = (["student", "staff"], ["student", "guest"]) if many else ("staff", "student")
    assume(world, role, provider, idp.response("alice", attributes(role, provider) | {attribute: fits}))
    answer = refused(world, role, provider, idp.response("alice", attributes(role, provider) | {attribute: other}))
    assert (answer.code, answer.status) == ("AccessDenied", 403)
    assert key in why(server, answer.decision)
    without = refused(world, role, provider, idp.response("alice", attributes(role, provider)))
    assert without.code == "AccessDenied"


def test_tags_of_a_provider_come_and_go(server, world):
    document = any_metadata()
    arn = world.iam.create_saml_provider(
        Name=unique("saml"), SAMLMetadataDocument=document, Tags=[{"Key": "team", "Value": "lamps"}])["SAMLProviderArn"]
    world.iam.tag_saml_provider(SAMLProviderArn=arn, Tags=[
        {"Key": "site", "Value": "one"}, {"Key": "team", "Value": "doors"}])
    page = world.iam.list_saml_provider_tags(SAMLProviderArn=arn, MaxItems=1)
    assert (page["Tags"], page["IsTruncated"]) == ([{"Key": "site", "Value": "one"}], True)
    page = world.iam.list_saml_provider_tags(SAMLProviderArn=arn, Marker=page["Marker"])
    assert (page["Tags"], page["IsTruncated"]) == ([{"Key": "team", "Value": "doors"}], False)
    # A permission may ask for them, and making a tagged provider is tagging as well.
    own = client(server, "iam", world.role_session(policies.document(
        policies.allow("iam:CreateSAMLProvider"),
        policies.allow("iam:GetSAMLProvider", Condition={"StringEquals": {"aws:ResourceTag/team": "doors"}}))))
    own.get_saml_provider(SAMLProviderArn=arn)
    world.iam.untag_saml_provider(SAMLProviderArn=arn, TagKeys=["team", "unknown"])
    assert refusal(own.get_saml_provider, SAMLProviderArn=arn).code == "AccessDenied"
    assert world.iam.get_saml_provider(SAMLProviderArn=arn)["Tags"] == [{"Key": "site", "Value": "one"}]
    made = {"Name": unique("saml"), "SAMLMetadataDocument": document}
    tagged = refusal(own.create_saml_provider, Tags=[{"Key": "a", "Value": "b"}], **made)
    assert tagged.code == "AccessDenied"
    own.create_saml_provider(**made)
    nowhere = arn + "x"
    assert refusal(world.iam.list_saml_provider_tags, SAMLProviderArn=nowhere).code == "NoSuchEntity"


def test_attributes_shape_the_session(server, world, idp, provider):
    own = policies.document(policies.allow("iot:ListPolicies", Condition={"StringEquals": {
        "aws:PrincipalTag/team": "lamps", "SAML:sub": "alice", "aws:FederatedProvider": provider}}))
    role = world.role(trust(provider), own, MaxSessionDuration=7200)
    given = attributes(role, provider, PrincipalTag_team="lamps", SessionDuration="7200")
    answer = assume(world, role, provider, idp.response("alice", given))
    left = answer["Credentials"]["Expiration"] - datetime.now(timezone.utc)
    assert timedelta(seconds=7000) < left <= timedelta(seconds=7200)
    client(server, "iot", Keys.of(answer["Credentials"])).list_policies()
    other = attributes(role, provider, PrincipalTag_team="doors")
    answer = assume(world, role, provider, idp.response("alice", other), DurationSeconds=900)
    assert answer["Credentials"]["Expiration"] - datetime.now(timezone.utc) <= timedelta(seconds=900)
    keys = Keys.of(answer["Credentials"])
    assert refusal(client(server, "iot", keys).list_policies).status == 403
    long = refused(world, role, provider, idp.response("alice", given), DurationSeconds=7201)
    assert long.code == "ValidationError"


def test_a_role_that_is_not_paired_with_the_provider_is_refused(world, idp, provider, role):
    pairs = attributes(role, provider.replace("saml-provider/", "saml-provider/x"))
    assert refused(world, role, provider, idp.response("alice", pairs)).code == "AccessDenied"
    unnamed = attributes(role, provider)
    del unnamed[f"{ATTRIBUTES}RoleSessionName"]
    answer = refused(world, role, provider, idp.response("alice", unnamed))
    assert (answer.code, answer.message) == (INVALID, "RoleSessionName is required in AuthnResponse")


@pytest.mark.parametrize(("changed", "code", "text"), [
    ({"audience": "urn:other"}, INVALID, "Response does not contain the required audience."),
    ({"recipient": "https://other.example/saml"}, INVALID, "Invalid SAML response"),
    ({"issuer": "https://other.example"}, INVALID, "Issuer not present in specified provider"),
    ({"lifetimeInSeconds": -90}, "ExpiredTokenException", "Token must be redeemed within 5 minutes of issuance"),
    ({"signAssertion": False}, INVALID, "Response signature invalid"),
    ({"signatureAlgorithm": "rsa-sha1"}, INVALID, "Response signature invalid"),
    ({"digestAlgorithm": "sha1"}, INVALID, "Response signature invalid"),
    ({"samlStatusCode": "urn:oasis:names:tc:SAML:2.0:status:Responder"}, "IDPRejectedClaim", None),
], ids=["audience", "recipient", "issuer", "expired", "unsigned", "sha1", "digest-sha1", "status"])
def test_an_assertion_that_is_not_for_us_and_now_is_refused(world, idp, provider, role, changed, code, text):
    assume(world, role, provider, idp.response("alice", attributes(role, provider)))
    answer = refused(world, role, provider, idp.response("alice", attributes(role, provider), **changed))
    assert answer.code == code
    assert text in (None, answer.message)


def test_a_stranger_s_signature_is_refused(world, idp, provider, role):
    given = attributes(role, provider)
    assume(world, role, provider, idp.response("alice", given))
    assert refused(world, role, provider, idp.response("alice", given, **idp.stranger.pem)).code == INVALID


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_a_bent_response_is_refused(world, idp, provider, role, attack):
    response = idp.response("alice", attributes(role, provider))
    bent = attack(response)
    assert bent != response
    answer = refused(world, role, provider, bent)
    assert (answer.code, answer.status) == (INVALID, 400), answer.message
    assert assume(world, role, provider, response)["Subject"] == "alice"


@pytest.mark.parametrize(("curve", "by"), [
    (ec.SECP256R1(), "sha256"), (ec.SECP384R1(), "sha384"), (ec.SECP521R1(), "sha512"),
], ids=["p256", "p384", "p521"])
def test_a_provider_may_sign_by_ecdsa(world, idp, curve, by):
    key, stranger = SigningKey(curve), SigningKey(curve)
    arn = world.iam.create_saml_provider(
        Name=unique("saml"), SAMLMetadataDocument=metadata(ENTITY_ID, key))["SAMLProviderArn"]
    role, pool = world.role(trust(arn)), world.pool(guest=EVERYTHING, signed_in=EVERYTHING, saml=[arn])

    def signed(key: SigningKey, by: str = by) -> str:
        return idp.response("alice", attributes(role, arn), **key.pem, ecdsa=by)

    assert assume(world, role, arn, signed(key))["Subject"] == "alice"
    in_pool = {"IdentityPoolId": pool.id}
    world.public.get_id(Logins={arn: encoded(signed(key))}, **in_pool)
    bent = signed(key).replace("alice</saml:NameID>", "admin</saml:NameID>")
    other = "sha512" if by == "sha256" else "sha256"
    for response in (signed(stranger), bent, signed(key, other), idp.response("alice", attributes(role, arn))):
        answer = refused(world, role, arn, response)
        assert (answer.code, answer.message) == (INVALID, "Response signature invalid")
        assert refusal(
            world.public.get_id, Logins={arn: encoded(response)}, **in_pool).code == "NotAuthorizedException"


def test_a_comment_cuts_nothing_off_a_name(world, idp, provider, role):
    response = idp.response("admin@example.com.evil.example", attributes(role, provider))
    commented = response.replace("admin@example.com.evil", "admin@example.com<!-- -->.evil")
    assert commented != response
    answer = assume(world, role, provider, commented)
    assert answer["Subject"] == "admin@example.com.evil.example"


def test_a_provider_ends_with_its_metadata_and_its_deletion(world, idp):
    arn = world.iam.create_saml_provider(
        Name=unique("saml"), SAMLMetadataDocument=idp.metadata())["SAMLProviderArn"]
    role = world.role(trust(arn))
    assume(world, role, arn, idp.response("alice", attributes(role, arn)))
    world.iam.update_saml_provider(
        SAMLProviderArn=arn, SAMLMetadataDocument=metadata(ENTITY_ID, idp.stranger))
    assert refused(world, role, arn, idp.response("alice", attributes(role, arn))).code == INVALID
    assume(world, role, arn, idp.response("alice", attributes(role, arn), **idp.stranger.pem))
    world.iam.update_saml_provider(SAMLProviderArn=arn, SAMLMetadataDocument=metadata(
        ENTITY_ID, idp.signing, ' validUntil="2020-01-01T00:00:00Z"'))
    assert refused(world, role, arn, idp.response("alice", attributes(role, arn))).code == INVALID
    world.iam.delete_saml_provider(SAMLProviderArn=arn)
    gone = refused(world, role, arn, idp.response("alice", attributes(role, arn)))
    assert (gone.code, gone.message) == (INVALID, "Specified provider doesn't exist")
