"""Signing in with a real OpenID provider: verified tokens, one identity per subject, no takeover."""

import base64
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone

import httpx
import pytest

from support import policies
from support.aws import Keys, client, refusal
from support.command import daypass
from support.explanation import why
from support.node import NodeError
from support.server import ACCOUNT
from support.world import Pool, World, unique

EVERYTHING = policies.document(policies.allow("*"))
SIGN_INS = 64
GRACE_SECONDS = 300
NO_MATCH = "Logins don't match. Please include at least one valid login for this identity or identity pool."


@pytest.fixture(scope="module")
def provider(world, openid):
    return world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app", "app-es256"])["OpenIDConnectProviderArn"]


@pytest.fixture(scope="module")
def pool(world, provider):
    return world.pool(guest=EVERYTHING, signed_in=EVERYTHING, providers=[provider], classic=True)


@pytest.fixture
def logins(openid):
    """The login of a user that no other test signs in."""
    def of(user: str) -> dict[str, str]:
        return {openid.login_key: openid.token(user)}
    return of


def get_id(world: World, pool: Pool, logins: dict[str, str]) -> str:
    return world.public.get_id(IdentityPoolId=pool.id, Logins=logins)["IdentityId"]


def test_a_provider_reads_back_as_it_was_registered(world, openid, provider):
    assert provider == f"arn:aws:iam::{ACCOUNT}:oidc-provider/{openid.login_key}"
    read = world.iam.get_open_id_connect_provider(OpenIDConnectProviderArn=provider)
    assert sorted(read["ClientIDList"]) == ["app", "app-es256"]
    assert provider in [entry["Arn"] for entry in world.iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]]
    again = refusal(world.iam.create_open_id_connect_provider, Url=openid.issuer, ClientIDList=["app"])
    assert (again.code, again.status) == ("EntityAlreadyExists", 409)


def test_an_app_signs_in_by_the_javascript_sdk(server, world, pool, node, logins, openid):
    user = unique("alice")
    keys = node.call("fromIdentityPool", endpoint=server.endpoint, identityPoolId=pool.id, logins=logins(user))
    caller = node.call(
        "call", endpoint=server.endpoint, service="sts", command="GetCallerIdentity", input={}, credentials=keys)
    role = pool.roles["authenticated"].rsplit("/", 1)[1]
    assert caller["Arn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/{role}/CognitoIdentityCredentials"
    assert get_id(world, pool, logins(user)) == keys["identityId"]
    described = world.cognito.describe_identity(IdentityId=keys["identityId"])
    assert described["Logins"] == [openid.login_key]


def test_an_app_may_stay_a_guest_by_the_javascript_sdk(server, pool, node):
    keys = node.call("fromIdentityPool", endpoint=server.endpoint, identityPoolId=pool.id)
    assert keys["accessKeyId"].startswith("ASIA") and keys["identityId"].startswith("us-east-1:")
    with pytest.raises(NodeError) as refused:
        node.call("call", endpoint=server.endpoint, service="sts", command="AssumeRole",
                  input={"RoleArn": pool.roles["authenticated"], "RoleSessionName": "guest"}, credentials=keys)
    assert refused.value.error["name"] == "AccessDenied"


def test_a_subject_is_one_identity_whatever_its_token(world, pool, logins):
    alice, bob = unique("alice"), unique("bob")
    one = get_id(world, pool, logins(alice))
    assert get_id(world, pool, logins(alice)) == one
    assert get_id(world, pool, logins(bob)) != one


def test_many_first_sign_ins_at_once_are_one_identity(server, pool, logins, world):
    user = logins(unique("carol"))
    start = threading.Barrier(SIGN_INS)

    def sign_in(_):
        start.wait()
        return get_id(world, pool, user)

    with ThreadPoolExecutor(SIGN_INS) as threads:
        identities = set(threads.map(sign_in, range(SIGN_INS)))
    assert len(identities) == 1
    listed = [
        identity["IdentityId"]
        for page in pages(world, pool)
        for identity in page["Identities"]
    ]
    assert listed.count(identities.pop()) == 1


def pages(world, pool):
    token = {}
    while True:
        page = world.cognito.list_identities(IdentityPoolId=pool.id, MaxResults=60, **token)
        yield page
        if "NextToken" not in page:
            return
        token = {"NextToken": page["NextToken"]}


# Tokens that are genuine in every respect but one, and AWS's words for that one.
def altered(openid):
    now = int(datetime.now(timezone.utc).timestamp())
    claims = openid.claims
    host = openid.login_key
    return {
        "another audience": (
            openid.forge(claims("eve", aud="other-app")),
            "Token is not from a supported provider of this identity pool."),
        "azp counts before aud": (
            openid.forge(claims("eve", azp="other-app")),
            "Token is not from a supported provider of this identity pool."),
        "another issuer": (
            openid.forge(claims("eve", iss=f"http://{host}/other")),
            "Invalid login token. Issuer doesn't match providerName"),
        "expired": (
            openid.forge(claims("eve", iat=now - 7200, exp=now - GRACE_SECONDS - 60)),
            "Invalid login token. Token expired: "),
        "no audience": (
            openid.forge(claims("eve", aud=None)),
            "Invalid login token. Missing a required claim: aud"),
        "a stranger's key": (
            openid.forge(claims("eve"), key="stranger"), "Invalid login token. Couldn't verify signed token."),
        "no signature": (
            openid.forge(claims("eve"), header={"alg": "none"}, key="none"), "Invalid login token. "),
        "the public key as a secret": (
            openid.forge(claims("eve"), header={"alg": "HS256"}, key="hmac"), "Invalid login token. "),
        "an unknown key id": (
            openid.forge(claims("eve"), header={"kid": "unknown"}), "Invalid login token. Couldn't verify signed token."),
        "no token at all": ("opaque", "Invalid login token. Not a valid OpenId Connect identity token."),
    }


def test_a_token_that_is_not_right_signs_nobody_in(server, world, pool, openid):
    fine = {openid.login_key: openid.forge(openid.claims(unique("eve")))}
    assert get_id(world, pool, fine)
    for name, (token, message) in altered(openid).items():
        refused = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins={openid.login_key: token})
        assert (refused.code, refused.status) == ("NotAuthorizedException", 400), name
        assert refused.message.startswith(message), name
        assert refused.decision, name


def test_a_refused_login_is_explained_with_what_was_expected_and_seen(server, world, pool, openid):
    now = int(datetime.now(timezone.utc).timestamp())
    ended, begins = now - GRACE_SECONDS - 60, now + GRACE_SECONDS + 60
    other = f"http://{openid.login_key}/other"
    audience = {"audience": {"expected": ["app", "app-es256"], "seen": ["other-app"]}}
    issuer = {"issuer": {"expected": openid.login_key, "seen": other}}
    clock = {"now_s": now, "forgiven_seconds": GRACE_SECONDS}
    for claims, words, login in (
        ({"aud": "other-app"}, ["the token is for `other-app`", "takes `app`"], audience),
        ({"azp": "other-app"}, ["the token is for `other-app`", "takes `app`"], audience),
        ({"iss": other}, [f"the issuer `{other}`", f"the provider `{openid.login_key}`"], issuer),
        ({"iat": now - 7200, "exp": ended}, [f"ended at {ended}", "the clock here says 1", f"{GRACE_SECONDS} are forgiven"],
         {"clock": {**clock, "expires_s": ended}}),
        ({"iat": begins}, [f"valid from {begins}", "the clock here says 1", f"{GRACE_SECONDS} are forgiven"],
         {"clock": {**clock, "valid_from_s": begins}}),
    ):
        token = openid.forge(openid.claims("eve", **claims))
        refused = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins={openid.login_key: token})
        told = daypass(server, "why", refused.decision)
        for word in words:
            assert word in told.stdout, (claims, told.stdout)
            assert word not in refused.message, "what the decision record tells is not for the wire"
        assert token not in told.stdout
        # The same for programs: what was expected and seen are members of their own.
        measured = why(server, refused.decision).whole["login"]
        if "clock" in measured:
            assert now <= measured["clock"]["now_s"] < now + 60
            measured["clock"]["now_s"] = now
        for names in measured.get("audience", {}).values():
            names.sort()
        assert measured == login
    # STS leaves the same, and what fails by no measure has none.
    arn = pool.roles["authenticated"]
    token = openid.forge(openid.claims("eve", aud="other-app"))
    refused = refusal(
        world.public_sts.assume_role_with_web_identity, RoleArn=arn, RoleSessionName="eve", WebIdentityToken=token)
    assert why(server, refused.decision).whole["login"]["audience"]["seen"] == ["other-app"]
    token = openid.forge(openid.claims("eve"), key="stranger")
    refused = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins={openid.login_key: token})
    assert "login" not in why(server, refused.decision).whole


def test_an_issuer_that_ends_in_a_slash_is_the_same_provider(world, pool, openid):
    user = unique("alice")
    plain, slash = ({openid.login_key: openid.forge(openid.claims(user, iss=openid.issuer + end))} for end in ("", "/"))
    assert get_id(world, pool, plain) == get_id(world, pool, slash)
    twice = {openid.login_key: openid.forge(openid.claims(user, iss=openid.issuer + "//"))}
    refused = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins=twice)
    assert refused.message == "Invalid login token. Issuer doesn't match providerName"


def test_the_clocks_grace_is_five_minutes(world, pool, openid):
    now = int(datetime.now(timezone.utc).timestamp())
    inside = openid.forge(openid.claims(unique("eve"), iat=now - 7200, exp=now - GRACE_SECONDS + 60))
    assert get_id(world, pool, {openid.login_key: inside})


def test_a_login_of_a_provider_that_the_pool_does_not_have_is_refused(world, openid, logins):
    without = world.pool(guest=EVERYTHING)
    refused = refusal(world.public.get_id, IdentityPoolId=without.id, Logins=logins(unique("alice")))
    assert refused.code == "NotAuthorizedException"
    assert refused.message == NO_MATCH


def test_linking_keeps_the_guests_identity(server, world, pool, logins, openid):
    user = logins(unique("dave"))
    guest = pool.guest()
    linked = pool.identity(user, guest.id)
    assert linked.id == guest.id
    assert get_id(world, pool, user) == guest.id
    assert world.cognito.describe_identity(IdentityId=guest.id)["Logins"] == [openid.login_key]
    # It is no guest any more: without its login nobody gets its keys.
    refused = refusal(world.public.get_credentials_for_identity, IdentityId=guest.id)
    assert (refused.code, refused.status) == ("NotAuthorizedException", 400)
    assert refused.message == f"Access to Identity '{guest.id}' is forbidden."


def test_another_users_login_takes_nothing_over(server, world, pool, logins):
    alice = pool.identity(logins(unique("alice")))
    mallory = logins(unique("mallory"))
    mallorys = get_id(world, pool, mallory)
    for call in (world.public.get_credentials_for_identity, world.public.get_open_id_token):
        refused = refusal(call, IdentityId=alice.id, Logins=mallory)
        assert (refused.code, refused.message) == ("NotAuthorizedException", NO_MATCH)
        assert refused.decision
    # Nothing moved: each login still leads to its own identity.
    assert get_id(world, pool, mallory) == mallorys != alice.id
    assert pool.identity(alice.logins, alice.id).id == alice.id


def test_a_login_that_was_never_seen_takes_nothing_over(world, pool, logins):
    alice = pool.identity(logins(unique("alice")))
    refused = refusal(
        world.public.get_credentials_for_identity, IdentityId=alice.id, Logins=logins(unique("new-mallory")))
    assert refused.message == NO_MATCH
    assert pool.identity(alice.logins, alice.id).id == alice.id


def test_a_guest_that_signs_in_as_a_known_user_becomes_that_user(world, pool, logins):
    alice = pool.identity(logins(unique("alice")))
    guest = pool.guest()
    merged = pool.identity(alice.logins, guest.id)
    assert merged.id == alice.id
    refused = refusal(world.public.get_credentials_for_identity, IdentityId=guest.id)
    assert refused.message == f"Access to Identity '{guest.id}' is forbidden."


def test_an_unlinked_login_starts_anew_and_leaves_nothing_behind(world, pool, logins, openid):
    alice = pool.identity(logins(unique("alice")))
    mallory = logins(unique("mallory"))
    unlink = {"IdentityId": alice.id, "LoginsToRemove": [openid.login_key]}
    refused = refusal(world.public.unlink_identity, Logins=mallory, **unlink)
    assert refused.code == "NotAuthorizedException"
    assert pool.identity(alice.logins, alice.id).id == alice.id

    world.public.unlink_identity(Logins=alice.logins, **unlink)
    closed = refusal(world.public.get_credentials_for_identity, IdentityId=alice.id)
    assert closed.message == f"Access to Identity '{alice.id}' is forbidden."
    assert get_id(world, pool, alice.logins) != alice.id


def test_a_deleted_identity_starts_anew_and_its_keys_end(server, world, pool, logins):
    alice, control = pool.identity(logins(unique("alice"))), pool.identity(logins(unique("bob")))
    cognito = {user.id: client(server, "cognito-identity", user.keys) for user in (alice, control)}
    for user in cognito.values():
        user.list_identity_pools(MaxResults=1)
    deleted = world.cognito.delete_identities(IdentityIdsToDelete=[alice.id])
    assert deleted.get("UnprocessedIdentityIds", []) == []
    assert refusal(cognito[alice.id].list_identity_pools, MaxResults=1).status == 400
    cognito[control.id].list_identity_pools(MaxResults=1)
    gone = refusal(world.cognito.describe_identity, IdentityId=alice.id)
    assert (gone.code, gone.message) == ("ResourceNotFoundException", f"Identity '{alice.id}' not found.")
    assert get_id(world, pool, alice.logins) != alice.id


def test_an_app_counts_while_it_is_registered(world, pool, openid, provider):
    user = {openid.login_key: openid.token(unique("alice"), "other-app")}
    app = {"OpenIDConnectProviderArn": provider, "ClientID": "other-app"}
    words = "Token is not from a supported provider of this identity pool."
    assert refusal(world.public.get_id, IdentityPoolId=pool.id, Logins=user).message == words
    world.iam.add_client_id_to_open_id_connect_provider(**app)
    assert get_id(world, pool, user)
    world.iam.remove_client_id_from_open_id_connect_provider(**app)
    assert refusal(world.public.get_id, IdentityPoolId=pool.id, Logins=user).message == words


def test_a_forbidden_role_says_which_trust_failed(server, world, pool, logins):
    user = logins(unique("frank"))
    identity = get_id(world, pool, user)
    token = world.public.get_open_id_token(IdentityId=identity, Logins=user)["Token"]
    trade = {"RoleSessionName": "basic", "WebIdentityToken": token}
    refused = refusal(world.public_sts.assume_role_with_web_identity, RoleArn=pool.roles["unauthenticated"], **trade)
    assert (refused.code, refused.status) == ("AccessDenied", 403)
    assert why(server, refused.decision).leg == "trust"
    answer = world.public_sts.assume_role_with_web_identity(RoleArn=pool.roles["authenticated"], **trade)
    assert answer["SubjectFromWebIdentityToken"] == identity


def decoded(token: str) -> tuple[dict, dict]:
    header, claims, _ = (part + "=" * (-len(part) % 4) for part in token.split("."))
    return tuple(json.loads(base64.urlsafe_b64decode(part)) for part in (header, claims))


def test_the_identity_token_is_as_aws_makes_it(server, world, pool, logins, openid):
    subject = unique("grace")
    user = logins(subject)
    identity = get_id(world, pool, user)
    token = world.public.get_open_id_token(IdentityId=identity, Logins=user)["Token"]
    header, claims = decoded(token)
    assert (header["alg"], header["typ"]) == ("RS512", "JWS")
    assert claims["iss"] == "https://cognito-identity.amazonaws.com"
    assert (claims["sub"], claims["aud"]) == (identity, pool.id)
    assert claims["exp"] - claims["iat"] == 600
    provider = f"arn:aws:iam::{ACCOUNT}:oidc-provider/{openid.login_key}"
    assert claims["amr"] == ["authenticated", openid.login_key, f"{provider}:OIDC:{subject}"]
    keys = httpx.get(f"{server.endpoint}/.well-known/jwks_uri", trust_env=False).json()["keys"]
    assert header["kid"] in [key["kid"] for key in keys]
    discovery = httpx.get(f"{server.endpoint}/.well-known/openid-configuration", trust_env=False).json()
    assert discovery["issuer"] == claims["iss"]


def test_the_identity_token_is_no_login_of_its_own(world, pool, logins):
    user = logins(unique("heidi"))
    identity = get_id(world, pool, user)
    token = world.public.get_open_id_token(IdentityId=identity, Logins=user)["Token"]
    refused = refusal(
        world.public.get_id, IdentityPoolId=pool.id, Logins={"cognito-identity.amazonaws.com": token})
    assert refused.message == "Invalid login token. Can't pass in a Cognito token."


@pytest.mark.parametrize("client_id", ["app", "app-es256"])
def test_an_openid_token_is_traded_at_sts_under_the_roles_trust(server, world, openid, provider, client_id):
    user = unique("ivan")
    role = world.role(policies.provider_trust(provider, aud=client_id, sub=user), EVERYTHING)
    trade = {"RoleArn": role, "RoleSessionName": "web"}
    answer = world.public_sts.assume_role_with_web_identity(WebIdentityToken=openid.token(user, client_id), **trade)
    assert (answer["SubjectFromWebIdentityToken"], answer["Audience"]) == (user, client_id)
    assert answer["Provider"] in (openid.issuer, openid.login_key, provider)
    caller = client(server, "sts", Keys.of(answer["Credentials"])).get_caller_identity()
    assert caller["Arn"].endswith("/web")

    other = refusal(
        world.public_sts.assume_role_with_web_identity,
        WebIdentityToken=openid.token(unique("judy"), client_id), **trade)
    assert (other.code, other.status) == ("AccessDenied", 403)
    unregistered = refusal(
        world.public_sts.assume_role_with_web_identity, WebIdentityToken=openid.token(user, "other-app"), **trade)
    assert (unregistered.code, unregistered.status) == ("InvalidIdentityToken", 400)


def test_the_javascript_sdk_trades_a_token_at_sts(server, world, openid, provider, node):
    user = unique("kim")
    role = world.role(policies.provider_trust(provider, aud="app", sub=user), EVERYTHING)
    keys = node.call("webToken", endpoint=server.endpoint, roleArn=role, webIdentityToken=openid.token(user))
    assert keys["accessKeyId"].startswith("ASIA")


def test_sts_refuses_a_token_that_is_not_right(world, openid, provider):
    role = world.role(policies.provider_trust(provider, aud="app"), EVERYTHING)
    now = int(datetime.now(timezone.utc).timestamp())
    for token, code in (
        (openid.forge(openid.claims("eve"), key="stranger"), "InvalidIdentityToken"),
        (openid.forge(openid.claims("eve", iat=now - 7200, exp=now - 3600)), "ExpiredTokenException"),
        ("aaaa.bbb.ccc", "InvalidIdentityToken"),
    ):
        refused = refusal(
            world.public_sts.assume_role_with_web_identity, RoleArn=role, RoleSessionName="web", WebIdentityToken=token)
        assert (refused.code, refused.status) == (code, 400)


def test_a_deleted_provider_signs_nobody_in_any_more(world, openid, logins):
    # A provider of its own under the same issuer is not possible, so this one is taken away and put back.
    user = logins(unique("leo"))
    arn = f"arn:aws:iam::{ACCOUNT}:oidc-provider/{openid.login_key}"
    pool = world.pool(signed_in=EVERYTHING, providers=[arn])
    assert pool.identity(user)
    world.iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    try:
        assert refusal(world.public.get_id, IdentityPoolId=pool.id, Logins=user).code == "NotAuthorizedException"
    finally:
        world.iam.create_open_id_connect_provider(Url=openid.issuer, ClientIDList=["app", "app-es256"])
    assert pool.identity(user)
