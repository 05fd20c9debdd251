"""Every condition key that trust policies see, and those that a federated session keeps, as
`models/authorization.json` lists them: a role is assumed under conditions on all of them, and not when any
one of them is another."""

import base64
import hashlib
import json

import pytest

from support import policies
from support.aws import Keys, client, refusal
from support.condition_keys import GLOBAL, OF_OPERATIONS, REFERER, SOURCE_IDENTITY, block, keys_of
from support.policies import allow
from support.saml import ATTRIBUTES, ENTITY_ID, RECIPIENT, SamlProvider, encoded
from support.server import ACCOUNT
from support.world import unique

STATE = ["memory"]
EVERYTHING = policies.document(allow("*"))
KEYS_AT_ONCE = 16
RED = [{"Key": "team", "Value": "red"}]
#: Keys of every request, signed or not.
OF_REQUESTS = [
    "aws:CurrentTime", "aws:EpochTime", "aws:Referer", "aws:RequestedRegion", "aws:ResourceAccount", "aws:SecureTransport",
    "aws:SourceIp", "aws:UserAgent", "aws:ViaAWSService",
]
COGNITO = "cognito-identity.amazonaws.com"
#: SAML's keys by the attributes that carry them.
SAML_ATTRIBUTES = {
    "saml:cn": "urn:oid:2.5.4.3", "saml:commonName": "2.5.4.3", "saml:givenName": "2.5.4.42",
    "saml:surname": "2.5.4.4", "saml:mail": "0.9.2342.19200300100.1.3", "saml:uid": "0.9.2342.19200300100.1.1",
    "saml:name": "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
    "saml:organizationStatus": "0.9.2342.19200300.100.1.45", "saml:x500UniqueIdentifier": "2.5.4.45",
    "saml:primaryGroupSID": "http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid",
} | {f"saml:eduperson{name}": f"urn:oid:1.3.6.1.4.1.5923.1.1.1.{number}" for number, name in enumerate((
    "affiliation", "nickname", "orgdn", "orgunitdn", "primaryaffiliation", "principalname", "entitlement",
    "primaryorgunitdn", "scopedaffiliation", "targetedid", "assurance"), start=1)
} | {f"saml:eduorg{name}": f"urn:oid:1.3.6.1.4.1.5923.1.2.1.{number}" for number, name in enumerate((
    "homepageuri", "identityauthnpolicyuri", "legalname", "superioruri", "whitepagesuri"), start=2)}
#: Those of them that are lists of texts.
SAML_LISTS = {
    "saml:cn", "saml:edupersonaffiliation", "saml:edupersonassurance", "saml:edupersonentitlement",
    "saml:edupersonnickname", "saml:edupersonorgunitdn", "saml:edupersonscopedaffiliation",
    "saml:edupersontargetedid", *(key for key in SAML_ATTRIBUTES if key.startswith("saml:eduorg")),
}


def value_of(key: str) -> str:
    # One attribute is read for both of these keys.
    return f"{key.replace('primaryGroupSID', 'uid')}-value"


def trust(principal: dict, action: str, condition: dict | None = None, beside: dict | None = None) -> str:
    """Who may assume a role, under conditions on the action itself; what it needs beside it has its own."""
    of = {"Effect": "Allow", "Principal": principal}
    return json.dumps({"Version": "2012-10-17", "Statement": [
        of | {"Action": action} | ({"Condition": condition} if condition else {}),
        of | {"Action": ["sts:TagSession", "sts:SetSourceIdentity"]} | ({"Condition": beside} if beside else {})]})


@pytest.fixture(scope="module")
def sts(server):
    """STS for callers who sign nothing."""
    made = client(server, "sts", None)
    made.meta.events.register("before-send", _refer)
    return made


def _refer(request, **_):
    request.headers["Referer"] = REFERER


@pytest.fixture(scope="module")
def saml_provider():
    with SamlProvider() as provider:
        yield provider


def of_requests() -> dict:
    return {key: GLOBAL[key](None) for key in OF_REQUESTS}


def named(conditions: dict, provider: str = "") -> dict:
    return {key.replace("${Provider}", provider): condition for key, condition in conditions.items()}


def check_trust(world, principal: dict, action: str, conditions: dict, assume, beside: dict | None = None) -> Keys:
    """Each key of a trust policy flips the result. Gives back the keys of the session that came of it."""
    role = world.role(trust(principal, action, block(conditions), beside), EVERYTHING, Tags=RED)

    def trusts(failing: str | None) -> None:
        document = trust(principal, action, block(conditions, failing), beside)
        world.iam.update_assume_role_policy(RoleName=role.rsplit("/", 1)[1], PolicyDocument=document)

    for failing in conditions:
        trusts(failing)
        call, given = assume(role)
        refused = refusal(call, **given)
        assert refused.code == "AccessDenied", (failing, refused)
    trusts(None)
    call, given = assume(role)
    return Keys.of(call(**given)["Credentials"])


def check_session(world, keys: Keys, role: str, conditions: dict) -> None:
    """Each key that a federated session keeps flips whether the session may assume another role."""
    target = world.role(policies.account_trust())
    chained = client(world.server, "sts", keys)
    given = {"RoleArn": target, "RoleSessionName": "chained"}
    for failing in conditions:
        world.allow(role, policies.document(allow("sts:AssumeRole", target, Condition=block(conditions, failing))))
        assert refusal(chained.assume_role, **given).code == "AccessDenied", failing
    world.allow(role, policies.document(allow("sts:AssumeRole", target, Condition=block(conditions))))
    assert chained.assume_role(**given)["Credentials"]


def role_of(world, keys: Keys) -> str:
    arn = client(world.server, "sts", keys).get_caller_identity()["Arn"]
    return f"arn:aws:iam::{ACCOUNT}:role/{arn.split('/')[1]}"


def test_of_a_caller_that_signs(world):
    made = client(world.server, "sts")
    keys = [key for key in keys_of("sts", "AssumeRole") if key in OF_OPERATIONS]
    conditions = {key: OF_OPERATIONS[key](None, "AssumeRole") for key in keys}
    check_trust(world, {"AWS": ACCOUNT}, "sts:AssumeRole", conditions, lambda role: (made.assume_role, {
        "RoleArn": role, "RoleSessionName": "chained", "ExternalId": "contract", "SourceIdentity": SOURCE_IDENTITY,
        "Tags": [{"Key": "a", "Value": "b"}], "TransitiveTagKeys": ["a"]}))


def test_of_a_token_of_an_openid_provider(world, openid, sts):
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    claims = openid.claims("alice", amr=["pwd"]) | {
        "https://aws.amazon.com/tags": {"principal_tags": {"a": ["b"]}, "transitive_tag_keys": ["a"]},
        "https://aws.amazon.com/source_identity": SOURCE_IDENTITY}
    of_provider = {
        "${Provider}:aud": ("StringEquals", "app", "other"), "${Provider}:sub": ("StringEquals", "alice", "bob"),
        "${Provider}:oaud": ("StringEquals", "app", "other"),
        "${Provider}:amr": ("ForAnyValue:StringEquals", "pwd", "otp")}
    keys = [key for key in keys_of("sts", "AssumeRoleWithWebIdentity") if not key.startswith(COGNITO)]
    conditions = {key: of_provider.get(key) or OF_OPERATIONS[key](None, "") for key in keys} | of_requests()
    conditions["aws:FederatedProvider"] = ("StringEquals", provider, f"{provider}-other")
    session = check_trust(
        world, {"Federated": provider}, "sts:AssumeRoleWithWebIdentity", named(conditions, openid.login_key),
        lambda role: (sts.assume_role_with_web_identity, {
            "RoleArn": role, "RoleSessionName": "chained", "WebIdentityToken": openid.forge(claims)}))
    untagged = openid.forge(openid.claims("alice"))
    role = role_of(world, session)
    world.iam.update_assume_role_policy(
        RoleName=role.rsplit("/", 1)[1],
        PolicyDocument=trust({"Federated": provider}, "sts:AssumeRoleWithWebIdentity",
                             {"StringEquals": {f"{openid.login_key}:aud": "app"}}))
    session = Keys.of(sts.assume_role_with_web_identity(
        RoleArn=role, RoleSessionName="plain", WebIdentityToken=untagged)["Credentials"])
    kept = {key: of_provider[key] for key in keys_of("sts", "AssumeRole") if key.startswith("${Provider}")}
    check_session(world, session, role, named(kept, openid.login_key))


def test_of_an_identity_of_a_pool(world, sts):
    pool = world.pool(guest=EVERYTHING, classic=True, developer="login.example")
    world.cognito.set_principal_tag_attribute_map(
        IdentityPoolId=pool.id, IdentityProviderName="login.example", UseDefaults=False, PrincipalTags={"a": "a"})
    made = world.cognito.get_open_id_token_for_developer_identity(
        IdentityPoolId=pool.id, Logins={"login.example": "alice"}, PrincipalTags={"a": "b"})
    of_pool = {
        f"{COGNITO}:aud": ("StringEquals", pool.id, "us-east-1:other"),
        f"{COGNITO}:sub": ("StringEquals", made["IdentityId"], "us-east-1:other"),
        f"{COGNITO}:amr": ("ForAnyValue:StringEquals", "authenticated", "unauthenticated")}
    # A pool's tokens assert neither transitive tags nor a source identity.
    keys = [key for key in keys_of("sts", "AssumeRoleWithWebIdentity")
            if not key.startswith("${Provider}") and key not in ("sts:SourceIdentity", "sts:TransitiveTagKeys")]
    conditions = {key: of_pool.get(key) or OF_OPERATIONS[key](None, "") for key in keys} | of_requests()
    conditions["aws:FederatedProvider"] = ("StringEquals", COGNITO, "www.amazon.com")
    session = check_trust(
        world, {"Federated": COGNITO}, "sts:AssumeRoleWithWebIdentity", conditions,
        lambda role: (sts.assume_role_with_web_identity, {
            "RoleArn": role, "RoleSessionName": "chained", "WebIdentityToken": made["Token"]}),
        beside={"StringEquals": {f"{COGNITO}:aud": pool.id}})
    kept = {key: of_pool[key] for key in keys_of("sts", "AssumeRole") if key.startswith(COGNITO)}
    check_session(world, session, role_of(world, session), kept)


def test_of_a_saml_assertion(world, saml_provider, sts):
    name = unique("saml")
    provider = world.iam.create_saml_provider(
        Name=name, SAMLMetadataDocument=saml_provider.metadata())["SAMLProviderArn"]
    qualifier = base64.b64encode(hashlib.sha1(f"{ENTITY_ID}{ACCOUNT}/{name}".encode()).digest()).decode()
    of_subject = {
        "saml:aud": ("StringEquals", RECIPIENT, "https://other.example/saml"),
        "saml:doc": ("StringEquals", f"{ACCOUNT}/{name}", f"{ACCOUNT}/other"),
        "saml:iss": ("StringEquals", ENTITY_ID, "https://other.example"),
        "saml:namequalifier": ("StringEquals", qualifier, "other"),
        "saml:sub": ("StringEquals", "alice", "bob"), "saml:sub_type": ("StringEquals", "persistent", "transient")}
    of_attributes = {
        key: ("ForAnyValue:StringEquals" if key in SAML_LISTS else "StringEquals", value_of(key), "other")
        for key in SAML_ATTRIBUTES}
    keys = keys_of("sts", "AssumeRoleWithSAML")
    conditions = of_requests() | {"aws:FederatedProvider": ("StringEquals", provider, f"{provider}-other")}
    for key in keys:
        conditions[key] = of_subject.get(key) or of_attributes.get(key) or OF_OPERATIONS[key](None, "")

    def assume(role: str, **more):
        given = {"Role": f"{role},{provider}", "RoleSessionName": "chained"} | more
        asserted = {f"{ATTRIBUTES}{attribute.replace('_', ':')}": value for attribute, value in given.items()}
        asserted |= {attribute: value_of(key) for key, attribute in SAML_ATTRIBUTES.items()}
        return sts.assume_role_with_saml, {
            "RoleArn": role, "PrincipalArn": provider,
            "SAMLAssertion": encoded(saml_provider.response("alice", asserted))}

    # All keys together would be more than a trust policy may hold.
    every = list(conditions.items())
    for start in range(0, len(every), KEYS_AT_ONCE):
        session = check_trust(
            world, {"Federated": provider}, "sts:AssumeRoleWithSAML", dict(every[start:start + KEYS_AT_ONCE]),
            lambda role: assume(role, PrincipalTag_a="b", TransitiveTagKeys="a", SourceIdentity=SOURCE_IDENTITY))
    role = role_of(world, session)
    world.iam.update_assume_role_policy(
        RoleName=role.rsplit("/", 1)[1], PolicyDocument=trust({"Federated": provider}, "sts:AssumeRoleWithSAML"))
    call, given = assume(role)
    kept = {key: of_subject[key] for key in keys_of("sts", "AssumeRole") if key.startswith("saml:")}
    check_session(world, Keys.of(call(**given)["Credentials"]), role, kept)
