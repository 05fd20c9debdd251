"""Facebook, Amazon, Twitter, Google and Apple, each asked where the configuration says."""

import base64
import json

import httpx
import pytest

from support import policies
from support.aws import refusal
from support.mqtt import connect
from support.policies import allow
from support.server import Server
from support.social import (AMAZON, AMAZON_CLIENT, CONSUMER_KEY, CONSUMER_SECRET, FACEBOOK, FACEBOOK_APP, TWITTER,
                            SocialProviders)
from support.world import World, unique

UNSUPPORTED = "Token is not from a supported provider of this identity pool."
ALL_IOT = policies.document(allow("iot:*"))
GOOGLE, APPLE = "accounts.google.com", "appleid.apple.com"
USER_POOL = "cognito-idp.us-east-1.amazonaws.com/us-east-1_Users"


@pytest.fixture(scope="module")
def providers():
    with SocialProviders() as running:
        yield running


@pytest.fixture(scope="module")
def asking(providers, tmp_path_factory):
    """A server that asks the stand-ins."""
    folder = tmp_path_factory.mktemp("social")
    (folder / "daypass.toml").write_text(providers.configuration())
    running = Server(folder, arguments=("--empty", "--config", str(folder / "daypass.toml")))
    yield running
    assert running.stop() == 0
    log = running.log()
    for secret in ("secret", "fb-token", "amzn-token"):
        assert secret not in log


@pytest.fixture(scope="module")
def world(asking):
    return World(asking)


@pytest.fixture(scope="module")
def pool(world):
    pool = world.pool(signed_in=ALL_IOT)
    world.cognito.update_identity_pool(
        IdentityPoolId=pool.id, IdentityPoolName="social", AllowUnauthenticatedIdentities=False,
        SupportedLoginProviders={
            FACEBOOK: FACEBOOK_APP, AMAZON: AMAZON_CLIENT, TWITTER: f"{CONSUMER_KEY};{CONSUMER_SECRET}",
            GOOGLE: "google-client", APPLE: "com.example.lamps"},
        CognitoIdentityProviders=[
            {"ProviderName": USER_POOL, "ClientId": "app", "ServerSideTokenCheck": True}])
    return pool


def known(providers, provider: str, user: str) -> str:
    """A token that the provider knows as this user's."""
    match provider:
        case "graph.facebook.com":
            token = unique("fb-token")
            providers.facebook[token] = (FACEBOOK_APP, user)
        case "www.amazon.com":
            token = unique("Atza|amzn-token")
            providers.amazon[token] = (AMAZON_CLIENT, user)
        case _:
            key, secret = unique("twitter-token-0000000"), unique("twitter-secret")
            providers.twitter[key], providers.twitter_secrets[key] = user, secret
            token = f"{key};{secret}"
    return token


SOCIAL = pytest.mark.parametrize(("provider", "user", "app"), [
    (FACEBOOK, "1207059", FACEBOOK_APP),
    (AMAZON, "amzn1.account.K2LI23KL2LK2", AMAZON_CLIENT),
    (TWITTER, "38895958", CONSUMER_KEY),
], ids=["facebook", "amazon", "twitter"])


@SOCIAL
def test_a_user_has_one_identity_whatever_the_token(world, pool, providers, provider, user, app):
    tokens = [known(providers, provider, user) for _ in range(2)]
    first, second = (world.public.get_id(IdentityPoolId=pool.id, Logins={provider: token})["IdentityId"] for token in tokens)
    assert first == second
    other = known(providers, provider, f"{user}1")
    assert world.public.get_id(IdentityPoolId=pool.id, Logins={provider: other})["IdentityId"] != first


@SOCIAL
def test_a_social_user_reaches_the_broker(asking, world, pool, providers, provider, user, app):
    alice = pool.identity({provider: known(providers, provider, f"{user}2")})
    world.attach(world.iot_policy(ALL_IOT), alice)
    with connect(asking, alice.keys, unique("alice")) as connection:
        assert not connection.publish("news", "x").refused
    assert world.cognito.describe_identity(IdentityId=alice.id)["Logins"] == [provider]


@SOCIAL
def test_a_token_that_the_provider_does_not_know_is_refused(asking, world, pool, providers, provider, user, app):
    unknown = unique("no-such-token-0000000;no-such") if provider == TWITTER else unique("no-such")
    refused = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins={provider: unknown})
    assert (refused.code, refused.message) == ("NotAuthorizedException", "Invalid login token.")
    fine = known(providers, provider, user)
    assert world.public.get_id(IdentityPoolId=pool.id, Logins={provider: fine})["IdentityId"]


def test_a_token_of_another_app_is_refused_with_both_names_in_its_record(asking, world, pool, providers):
    providers.facebook["other-app"] = ("700999", "1207059")
    refused = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins={FACEBOOK: "other-app"})
    assert (refused.code, refused.message) == ("NotAuthorizedException", UNSUPPORTED)
    told = httpx.get(f"{asking.endpoint}/-/api/decisions/last", trust_env=False).text
    assert "700999" in told and FACEBOOK_APP in told and "other-app" not in told
    providers.amazon["other-client"] = ("amzn1.application-oa2-client.other", "x")
    refused = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins={AMAZON: "other-client"})
    assert refused.message == UNSUPPORTED


def test_a_wrong_secret_is_no_proof_of_a_twitter_token(world, pool, providers):
    fine = known(providers, TWITTER, "38895999")
    wrong = fine.split(";")[0] + ";guessed"
    refused = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins={TWITTER: wrong})
    assert refused.message == "Invalid login token."
    assert world.public.get_id(IdentityPoolId=pool.id, Logins={TWITTER: fine})["IdentityId"]


def test_the_consumer_secret_of_twitter_is_in_no_tag_and_no_token(world, providers):
    pool = world.cognito.create_identity_pool(
        IdentityPoolName="tags", AllowUnauthenticatedIdentities=False, AllowClassicFlow=True,
        SupportedLoginProviders={TWITTER: f"{CONSUMER_KEY};{CONSUMER_SECRET}"})["IdentityPoolId"]
    world.cognito.set_principal_tag_attribute_map(
        IdentityPoolId=pool, IdentityProviderName=TWITTER, UseDefaults=True)
    login = {TWITTER: known(providers, TWITTER, "38895959")}
    identity = world.public.get_id(IdentityPoolId=pool, Logins=login)["IdentityId"]
    token = world.public.get_open_id_token(IdentityId=identity, Logins=login)["Token"]
    payload = token.split(".")[1]
    claims = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode()
    assert json.loads(claims)["https://aws.amazon.com/tags"]["principal_tags"] == {
        "client": [CONSUMER_KEY], "username": ["38895959"]}
    assert CONSUMER_SECRET not in claims


def test_a_provider_is_not_asked_at_each_call(world, pool, providers):
    login = {FACEBOOK: known(providers, FACEBOOK, "1207061")}
    before = providers.asked.count("/debug_token")
    identity = world.public.get_id(IdentityPoolId=pool.id, Logins=login)["IdentityId"]
    for _ in range(3):
        world.public.get_credentials_for_identity(IdentityId=identity, Logins=login)
    assert providers.asked.count("/debug_token") == before + 1


@pytest.mark.parametrize(("provider", "issuer", "audience"), [
    (GOOGLE, "https://accounts.google.com", "google-client"),
    (GOOGLE, "accounts.google.com", "google-client"),
    (APPLE, "https://appleid.apple.com", "com.example.lamps"),
    (FACEBOOK, "https://www.facebook.com", FACEBOOK_APP),
], ids=["google", "google-without-scheme", "apple", "facebook-limited-login"])
def test_openid_tokens_of_public_providers_are_verified_by_their_keys(world, pool, providers, openid, provider, issuer, audience):
    providers.keys = httpx.get(f"{openid.issuer}/jwks", trust_env=False).json()
    user = unique("alice")
    claims = openid.claims(user, iss=issuer, aud=audience)
    get_id = world.public.get_id
    first = get_id(IdentityPoolId=pool.id, Logins={provider: openid.forge(claims)})["IdentityId"]
    later = openid.forge(claims | {"iat": claims["iat"] - 5})
    assert get_id(IdentityPoolId=pool.id, Logins={provider: later})["IdentityId"] == first
    for wrong, text in (
        (openid.forge(claims | {"aud": "another"}), UNSUPPORTED),
        (openid.forge(claims | {"iss": "https://evil.example"}), "Invalid login token. Issuer doesn't match providerName"),
        (openid.forge(claims, key="stranger"), "Invalid login token. Couldn't verify signed token."),
    ):
        assert refusal(get_id, IdentityPoolId=pool.id, Logins={provider: wrong}).message == text


def test_limited_login_and_access_tokens_name_one_user(world, pool, providers, openid):
    providers.keys = httpx.get(f"{openid.issuer}/jwks", trust_env=False).json()
    user = "1207077"
    limited = openid.forge(openid.claims(user, iss="https://www.facebook.com", aud=FACEBOOK_APP))
    ids = {world.public.get_id(IdentityPoolId=pool.id, Logins={FACEBOOK: token})["IdentityId"]
           for token in (limited, known(providers, FACEBOOK, user))}
    assert len(ids) == 1


def test_a_user_pool_that_checks_tokens_is_asked_each_time(asking, world, providers, openid):
    # A self-hosted user pool: its issuer is its name, and its keys are at the place all user pools have.
    pool = world.pool(signed_in=ALL_IOT)
    providers.keys = httpx.get(f"{openid.issuer}/jwks", trust_env=False).json()
    name = f"{providers.base.removeprefix('http://')}/us-east-1_Users"
    world.cognito.update_identity_pool(
        IdentityPoolId=pool.id, IdentityPoolName="checked", AllowUnauthenticatedIdentities=False,
        CognitoIdentityProviders=[{"ProviderName": name, "ClientId": "app", "ServerSideTokenCheck": True}])
    token = openid.forge(openid.claims(unique("alice"), iss=f"http://{name}", token_use="id"))
    providers.active_tokens.add(token)
    identity = world.public.get_id(IdentityPoolId=pool.id, Logins={name: token})["IdentityId"]
    assert world.public.get_credentials_for_identity(IdentityId=identity, Logins={name: token})["Credentials"]
    providers.active_tokens.discard(token)
    refused = refusal(world.public.get_credentials_for_identity, IdentityId=identity, Logins={name: token})
    assert (refused.code, refused.message) == ("NotAuthorizedException", "Invalid login token.")
