"""Signing in to identity pools by SAML: the login key is the provider's ARN, the token a response
that a real provider (`samlp`) signed."""

import base64
import json
from datetime import datetime, timezone

import pytest

from support import policies
from support.aws import Keys, client, refusal
from support.explanation import why
from support.saml import ATTRIBUTES, AUDIENCE, ENTITY_ID, RECIPIENT, SamlProvider, encoded
from support.saml_attacks import ATTACKS
from support.server import ACCOUNT
from support.world import Pool, unique

EVERYTHING = policies.document(policies.allow("*"))
REFUSED = "NotAuthorizedException"
INVALID = "Invalid login token. Couldn't verify SAML assertion."
UNSUPPORTED = "Token is not from a supported provider of this identity pool."
USED = "Invalid login token. The SAML assertion was used before."
NO_MATCH = "Logins don't match. Please include at least one valid login for this identity or identity pool."
GRACE_SECONDS = 60
NAME = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name"


@pytest.fixture(scope="module")
def idp():
    with SamlProvider() as provider:
        yield provider


@pytest.fixture(scope="module")
def provider(world, idp):
    return world.iam.create_saml_provider(
        Name=unique("saml"), SAMLMetadataDocument=idp.metadata())["SAMLProviderArn"]


@pytest.fixture(scope="module")
def openid_provider(world, openid):
    return world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]


def saml_pool(world, provider, *, signed_in: str | None = EVERYTHING, **more) -> Pool:
    """A pool of the SAML provider whose authenticated role has `signed_in`."""
    return world.pool(guest=EVERYTHING, signed_in=signed_in, saml=[provider], **more)


@pytest.fixture(scope="module")
def pool(world, provider, openid_provider):
    return saml_pool(world, provider, providers=[openid_provider], classic=True)


@pytest.fixture
def login(idp, provider):
    """A new assertion about a user, as a login."""
    def of(user: str, attributes: dict | None = None, **changed) -> dict[str, str]:
        return {provider: encoded(idp.response(user, attributes, **changed))}
    return of


def claims(token: str) -> dict:
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def get_id(world, pool, logins) -> str:
    return world.public.get_id(IdentityPoolId=pool.id, Logins=logins)["IdentityId"]


def credentials(world, identity_id: str, logins: dict, **more) -> Keys:
    answer = world.public.get_credentials_for_identity(IdentityId=identity_id, Logins=logins, **more)
    return Keys.of(answer["Credentials"])


def caller(server, keys: Keys) -> str:
    return client(server, "sts", keys).get_caller_identity()["Arn"]


def role_of(pool, kind="authenticated") -> str:
    return f"assumed-role/{pool.roles[kind].rsplit('/', 1)[1]}/CognitoIdentityCredentials"


def pool_role(world, pool, amr: str = "authenticated") -> str:
    return world.role(policies.cognito_trust(pool.id, amr), EVERYTHING)


def role_attribute(provider: str, *roles: str) -> dict:
    pairs = [f"{role},{provider}" for role in roles]
    return {f"{ATTRIBUTES}Role": pairs if len(pairs) > 1 else pairs[0]}


@pytest.mark.parametrize("signed", [
    {"signAssertion": True, "signResponse": False}, {"signAssertion": False, "signResponse": True},
    {"signAssertion": True, "signResponse": True},
], ids=["assertion", "response", "both"])
def test_a_subject_signs_in_and_is_one_identity(server, world, pool, login, provider, signed):
    user = unique("alice")
    first = login(user, **signed)
    identity = get_id(world, pool, first)
    assert role_of(pool) in caller(server, credentials(world, identity, first))
    # Another assertion about the same subject, another subject.
    again = login(user, **signed)
    assert get_id(world, pool, again) == identity
    assert get_id(world, pool, login(unique("bob"), **signed)) != identity
    assert world.cognito.describe_identity(IdentityId=identity)["Logins"] == [provider]


def test_an_app_signs_in_by_the_javascript_sdk(server, world, pool, node, login):
    user = unique("alice")
    logins = login(user)
    keys = node.call("fromIdentityPool", endpoint=server.endpoint, identityPoolId=pool.id, logins=logins)
    assert get_id(world, pool, login(user)) == keys["identityId"]


def test_an_assertion_is_good_for_one_sign_in(server, world, pool, login, openid):
    user = unique("alice")
    logins = login(user)
    identity = get_id(world, pool, logins)
    again = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins=logins)
    assert (again.code, again.status, again.message) == (REFUSED, 400, USED)
    credentials(world, identity, logins)
    for operation, more in (
        (world.public.get_credentials_for_identity, {"IdentityId": identity}),
        (world.public.unlink_identity, {"IdentityId": identity, "LoginsToRemove": list(logins)}),
        (world.public.get_id, {"IdentityPoolId": pool.id}),
    ):
        assert refusal(operation, Logins=logins, **more).message == USED, operation
    # Credentials first, and somebody who found the assertion links a login of their own to nobody.
    logins = login(user)
    credentials(world, identity, logins)
    theirs = {openid.login_key: openid.token(unique("eve"))}
    stolen = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins=logins | theirs)
    assert stolen.message == USED
    assert world.cognito.describe_identity(IdentityId=identity)["Logins"] == list(logins)
    # The next sign-in of the user is fine, and so is a call that was refused for another reason.
    logins = login(user)
    other = get_id(world, pool, login(unique("bob")))
    assert refusal(world.public.get_credentials_for_identity, IdentityId=other, Logins=logins).message == NO_MATCH
    credentials(world, identity, logins)


def test_an_assertion_used_in_one_pool_is_not_good_in_another(world, pool, provider, login):
    other = saml_pool(world, provider)
    logins = login(unique("alice"))
    get_id(world, pool, logins)
    assert refusal(world.public.get_id, IdentityPoolId=other.id, Logins=logins).message == USED
    get_id(world, other, login(unique("alice")))


def test_a_guest_that_signs_in_keeps_its_identity(server, world, pool, login, provider):
    guest = pool.guest()
    user = unique("alice")
    keys = credentials(world, guest.id, login(user))
    assert role_of(pool) in caller(server, keys)
    assert get_id(world, pool, login(user)) == guest.id
    # A guest that turns out to be a known user is merged into it.
    other = pool.guest()
    logins = login(user)
    answer = world.public.get_credentials_for_identity(IdentityId=other.id, Logins=logins)
    assert answer["IdentityId"] == guest.id
    gone = refusal(world.public.get_credentials_for_identity, IdentityId=other.id)
    assert gone.message == f"Access to Identity '{other.id}' is forbidden."


def test_logins_of_two_kinds_are_linked_and_merged(world, pool, login, openid, provider):
    user, name = unique("alice"), unique("alice")
    by_saml = get_id(world, pool, login(user))
    token = {openid.login_key: openid.token(name)}
    assert get_id(world, pool, login(user) | token) == by_saml
    assert get_id(world, pool, token) == by_saml
    # Two that were there before become the older one, for one login of each.
    other_user, other_name = unique("bob"), unique("bob")
    older = get_id(world, pool, login(other_user))
    token = {openid.login_key: openid.token(other_name)}
    newer = get_id(world, pool, token)
    assert newer != older
    assert get_id(world, pool, login(other_user) | token) == older
    assert get_id(world, pool, token) == older
    # Somebody else's assertion takes nothing over.
    eve = login(unique("eve"))
    taken = refusal(world.public.get_credentials_for_identity, IdentityId=older, Logins=eve)
    assert (taken.code, taken.message) == (REFUSED, NO_MATCH)
    # One user of a provider for each identity.
    two = refusal(world.public.get_credentials_for_identity, IdentityId=older, Logins=login(user) | token)
    assert two.code == "ResourceConflictException"


def test_an_unlinked_subject_starts_anew(world, pool, login, openid):
    user, name = unique("alice"), unique("alice")
    token = {openid.login_key: openid.token(name)}
    logins = login(user)
    identity = get_id(world, pool, logins | token)
    world.public.unlink_identity(IdentityId=identity, Logins=logins, LoginsToRemove=list(logins))
    assert world.cognito.describe_identity(IdentityId=identity)["Logins"] == [openid.login_key]
    assert get_id(world, pool, login(user)) != identity
    assert get_id(world, pool, token) == identity


def test_the_basic_flow_is_not_for_saml(world, pool, login, openid):
    logins = login(unique("alice"))
    identity = get_id(world, pool, logins)
    basic = refusal(world.public.get_open_id_token, IdentityId=identity, Logins=logins)
    assert (basic.code, basic.status) == ("InvalidParameterException", 400)
    credentials(world, identity, logins)
    # Of a login of another kind, the same identity gets a token.
    token = {openid.login_key: openid.token(unique("alice"))}
    identity = get_id(world, pool, login(unique("alice")) | token)
    assert world.public.get_open_id_token(IdentityId=identity, Logins=token)["Token"]


@pytest.mark.parametrize("amr", ["{provider}", "{provider}:SAML:{user}"], ids=["provider", "subject"])
def test_the_role_sees_provider_and_subject_in_amr(server, world, provider, login, amr):
    user = unique("alice")
    pool = saml_pool(world, provider, signed_in=None)
    role = pool_role(world, pool, amr.format(provider=provider, user=user))
    world.cognito.set_identity_pool_roles(IdentityPoolId=pool.id, Roles={"authenticated": role})
    logins = login(user)
    keys = credentials(world, get_id(world, pool, logins), logins)
    assert f"assumed-role/{role.rsplit('/', 1)[1]}/" in caller(server, keys)
    world.iam.update_assume_role_policy(
        RoleName=role.rsplit("/", 1)[1], PolicyDocument=policies.cognito_trust(pool.id, f"{provider}:SAML:other"))
    logins = login(user)
    refused = refusal(
        world.public.get_credentials_for_identity, IdentityId=get_id(world, pool, login(user)), Logins=logins)
    assert refused.code == "InvalidIdentityPoolConfigurationException"


def test_the_assertion_names_the_role(server, world, provider, login):
    pool = saml_pool(world, provider, signed_in=None)
    one, two, stranger = (pool_role(world, pool) for _ in range(3))
    user = unique("alice")

    def signed_in_as(*roles, **more):
        logins = login(user, role_attribute(provider, *roles))
        return credentials(world, get_id(world, pool, logins), logins, **more)

    def refused(*roles, pairs=provider, **more):
        logins = login(user, role_attribute(pairs, *roles))
        identity = get_id(world, pool, logins)
        return refusal(world.public.get_credentials_for_identity, IdentityId=identity, Logins=logins, **more)

    # No role of the pool's own is needed; of several the call chooses.
    assert one.rsplit("/", 1)[1] in caller(server, signed_in_as(one))
    assert two.rsplit("/", 1)[1] in caller(server, signed_in_as(one, two, CustomRoleArn=two))
    unclear = refused(one, two)
    assert unclear.message == f"The ambiguous role mapping rules for: {provider} denied this request."
    foreign = refused(one, two, CustomRoleArn=stranger)
    assert (foreign.code, foreign.message) == (REFUSED, f"Access to Role '{stranger}' is forbidden.")
    # Paired with another provider it is no role of this one.
    other = refused(one, pairs=provider.replace("saml-provider/", "saml-provider/x"))
    assert other.code == "InvalidIdentityPoolConfigurationException"
    # The role's own trust decides in the end.
    untrusting = world.role(policies.cognito_trust("us-east-1:00000000-0000-0000-0000-000000000000", None), EVERYTHING)
    assert refused(untrusting).code == "InvalidIdentityPoolConfigurationException"


def test_rules_choose_a_role_by_attributes(server, world, provider, login):
    pool = saml_pool(world, provider)
    lamps, doors = pool_role(world, pool), pool_role(world, pool)
    rules = [
        {"Claim": "groups", "MatchType": "Contains", "Value": "lamps", "RoleARN": lamps},
        {"Claim": "department", "MatchType": "StartsWith", "Value": "door", "RoleARN": doors},
    ]

    def mapped(resolution: str, kind: str = "Rules"):
        configuration = {"RulesConfiguration": {"Rules": rules}} if kind == "Rules" else {}
        world.cognito.set_identity_pool_roles(
            IdentityPoolId=pool.id, Roles=pool.roles,
            RoleMappings={provider: {"Type": kind, "AmbiguousRoleResolution": resolution, **configuration}})

    def signed_in(attributes, **more):
        logins = login(unique("alice"), attributes)
        return caller(server, credentials(world, get_id(world, pool, logins), logins, **more))

    def refused(attributes, **more):
        logins = login(unique("alice"), attributes)
        identity = get_id(world, pool, logins)
        return refusal(world.public.get_credentials_for_identity, IdentityId=identity, Logins=logins, **more)

    mapped("Deny")
    assert lamps.rsplit("/", 1)[1] in signed_in({"groups": ["users", "lamps"]})
    assert doors.rsplit("/", 1)[1] in signed_in({"groups": ["users", "lamp"], "department": "doorbells"})
    both = {"groups": ["users", "lamps"], "department": "doors"}
    assert lamps.rsplit("/", 1)[1] in signed_in(both)
    assert doors.rsplit("/", 1)[1] in signed_in(both, CustomRoleArn=doors)
    assert refused({"department": "doors"}, CustomRoleArn=lamps).code == REFUSED
    # What the assertion says of roles does not matter beside rules.
    denied = refused({"department": "windows"} | role_attribute(provider, lamps))
    assert denied.message == f"The ambiguous role mapping rules for: {provider} denied this request."
    mapped("AuthenticatedRole")
    assert role_of(pool) in signed_in({"department": "windows"})
    # By `Token` it is the assertion that says.
    mapped("Deny", "Token")
    assert lamps.rsplit("/", 1)[1] in signed_in(role_attribute(provider, lamps))
    assert refused({"department": "doors"}).code == REFUSED
    read = world.cognito.get_identity_pool_roles(IdentityPoolId=pool.id)
    assert read["RoleMappings"][provider]["Type"] == "Token"


def test_attributes_become_tags_of_the_session(server, world, provider, login):
    tagged = policies.document(policies.allow(
        "iot:ListPolicies", Condition={"StringEquals": {"aws:PrincipalTag/team": "lamps"}}))
    pool = saml_pool(world, provider, signed_in=tagged)
    trust = json.loads(policies.cognito_trust(pool.id, "authenticated"))
    trust["Statement"][0]["Action"] = ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]
    world.iam.update_assume_role_policy(
        RoleName=pool.roles["authenticated"].rsplit("/", 1)[1], PolicyDocument=json.dumps(trust))

    def lists(attributes):
        logins = login("alice@example.com", attributes)
        keys = credentials(world, get_id(world, pool, logins), logins)
        return client(server, "iot", keys).list_policies

    def mapped(**more):
        world.cognito.set_principal_tag_attribute_map(
            IdentityPoolId=pool.id, IdentityProviderName=provider, **more)

    assert refusal(lists({"team": "lamps"})).status == 403
    mapped(PrincipalTags={"team": "team"})
    lists({"team": "lamps"})()
    assert refusal(lists({"team": "doors"})).status == 403
    assert refusal(lists({"team": ["lamps", "doors"]})).status == 403
    # By default the name identifier and the name are the tags.
    mapped(UseDefaults=True)
    world.allow(pool.roles["authenticated"], policies.document(policies.allow("iot:ListPolicies", Condition={
        "StringEquals": {"aws:PrincipalTag/client": "alice@example.com", "aws:PrincipalTag/username": "Alice"}})))
    lists({NAME: "Alice"})()
    assert refusal(lists({NAME: "Bob"})).status == 403


@pytest.mark.parametrize(("changed", "message", "measured"), [
    ({"audience": "urn:other"}, UNSUPPORTED,
     {"audience": {"expected": [AUDIENCE, RECIPIENT], "seen": ["urn:other"]}}),
    ({"recipient": "https://other.example/saml"}, UNSUPPORTED,
     {"audience": {"expected": [RECIPIENT], "seen": ["https://other.example/saml"]}}),
    ({"issuer": "https://other.example"}, "Invalid login token. Issuer doesn't match providerName",
     {"issuer": {"expected": ENTITY_ID, "seen": "https://other.example"}}),
    ({"lifetimeInSeconds": -90}, "Invalid login token. Token expired: ", {"clock": None}),
    ({"signAssertion": False}, INVALID, None),
    ({"signatureAlgorithm": "rsa-sha1"}, INVALID, None),
    ({"digestAlgorithm": "sha1"}, INVALID, None),
    ({"samlStatusCode": "urn:oasis:names:tc:SAML:2.0:status:Responder"}, INVALID, None),
], ids=["audience", "recipient", "issuer", "expired", "unsigned", "sha1", "digest-sha1", "status"])
def test_a_refused_assertion_is_explained(server, world, pool, login, changed, message, measured):
    get_id(world, pool, login(unique("alice")))
    now = int(datetime.now(timezone.utc).timestamp())
    logins = login(unique("alice"), **changed)
    refused = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins=logins)
    assert (refused.code, refused.status) == (REFUSED, 400)
    assert refused.message.startswith(message)
    told = why(server, refused.decision)
    assert next(iter(logins.values())) not in told
    seen = told.whole.get("login")
    if measured == {"clock": None}:
        clock = seen["clock"]
        assert clock["forgiven_seconds"] == GRACE_SECONDS
        assert now <= clock["now_s"] < now + 60
        assert clock["expires_s"] + GRACE_SECONDS <= clock["now_s"]
    else:
        assert seen == measured


def test_sts_tells_the_same_of_an_assertion(server, world, provider, login):
    response = next(iter(login("alice", audience="urn:other").values()))
    refused = refusal(
        world.public_sts.assume_role_with_saml, RoleArn=f"arn:aws:iam::{ACCOUNT}:role/any",
        PrincipalArn=provider, SAMLAssertion=response)
    assert why(server, refused.decision).whole["login"]["audience"]["seen"] == ["urn:other"]


def test_an_assertion_of_a_clock_ahead_is_refused(server, world, pool, login):
    get_id(world, pool, login(unique("alice"), aheadSeconds=GRACE_SECONDS / 2))
    ahead = login(unique("alice"), aheadSeconds=2 * GRACE_SECONDS)
    refused = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins=ahead)
    assert refused.message == INVALID
    clock = why(server, refused.decision).whole["login"]["clock"]
    assert clock["valid_from_s"] - clock["now_s"] > GRACE_SECONDS


def test_a_strangers_signature_signs_nobody_in(world, pool, idp, login):
    get_id(world, pool, login(unique("alice")))
    forged = login(unique("alice"), **idp.stranger.pem)
    assert refusal(world.public.get_id, IdentityPoolId=pool.id, Logins=forged).message == INVALID


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_a_bent_response_signs_nobody_in(world, pool, provider, idp, attack):
    response = idp.response("alice", {f"{ATTRIBUTES}RoleSessionName": "alice"})
    bent = attack(response)
    assert bent != response
    refused = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins={provider: encoded(bent)})
    assert (refused.code, refused.status) == (REFUSED, 400)
    get_id(world, pool, {provider: encoded(response)})


def test_only_providers_of_the_pool_sign_in(world, pool, idp, provider, login, openid_provider):
    arn = world.iam.create_saml_provider(
        Name=unique("saml"), SAMLMetadataDocument=idp.metadata())["SAMLProviderArn"]
    response = next(iter(login(unique("alice")).values()))
    refused = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins={arn: response})
    assert refused.message == UNSUPPORTED
    get_id(world, pool, {provider: response})
    # One that was deleted in IAM is none, though the pool still names it.
    other = saml_pool(world, arn)
    get_id(world, other, {arn: encoded(idp.response(unique("alice")))})
    world.iam.delete_saml_provider(SAMLProviderArn=arn)
    gone = refusal(
        world.public.get_id, IdentityPoolId=other.id, Logins={arn: encoded(idp.response(unique("alice")))})
    assert gone.message == UNSUPPORTED


def test_a_user_of_the_developers_own_brings_an_assertion(world, provider, login):
    pool = saml_pool(world, provider, developer="login.example")
    user, name = unique("alice"), unique("alice")
    answer = world.cognito.get_open_id_token_for_developer_identity(
        IdentityPoolId=pool.id, Logins={"login.example": user} | login(name))
    # The assertion linked its subject to the identity, which signs in by it from then on.
    assert get_id(world, pool, login(name)) == answer["IdentityId"]
    assert claims(answer["Token"])["amr"][-2:] == [provider, f"{provider}:SAML:{name}"]
