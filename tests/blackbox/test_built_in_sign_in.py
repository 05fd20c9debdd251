"""The sign-in provider of `dev`: users alice and bob, an issuer that no port changes, nothing in an empty store."""

import base64
import json
from urllib.parse import parse_qsl, urlencode

import pytest

from support import policies, wire
from support.aws import refusal
from support.browser import Browser
from support.server import ACCOUNT, Server
from support.world import World

ISSUER = "https://sign-in.daypass.localhost"
LOGIN_KEY = "sign-in.daypass.localhost"
ALL_IOT = policies.document(policies.allow("iot:*"))


@pytest.fixture
def seeded(tmp_path):
    """A server as `daypass dev` starts it, its data on disk."""
    server = Server(tmp_path, data=tmp_path / "data", arguments=())
    yield server
    assert server.stop() == 0


def asked(server: Server, headers: dict | None = None, **form: str) -> wire.Response:
    given = {"grant_type": "password", "username": "alice", "password": "alice"} | form
    return wire.send(
        server, path="/-/sign-in/token", headers={"Content-Type": wire.FORM} | (headers or {}), body=urlencode(given))


def signed_in_pool(world: World):
    # The account knows the provider from the start.
    provider = f"arn:aws:iam::{ACCOUNT}:oidc-provider/{ISSUER.removeprefix('https://')}"
    return world.pool(guest=ALL_IOT, signed_in=ALL_IOT, providers=[provider])


def test_its_users_sign_in_and_a_restart_changes_nothing(seeded):
    pool = signed_in_pool(World(seeded))
    token = asked(seeded).json()["id_token"]
    alice = pool.identity({LOGIN_KEY: token})
    bob = pool.identity({LOGIN_KEY: asked(seeded, username="bob", password="bob").json()["id_token"]})
    assert alice.id != bob.id

    port = seeded.port
    assert seeded.stop() == 0
    seeded.start()
    assert seeded.port != port
    public = World(seeded).public
    for again in (token, asked(seeded).json()["id_token"]):
        assert public.get_id(IdentityPoolId=pool.id, Logins={LOGIN_KEY: again})["IdentityId"] == alice.id
    forged = refusal(public.get_id, IdentityPoolId=pool.id, Logins={LOGIN_KEY: f"{token[:-4]}AAAA"})
    assert forged.message == "Invalid login token. Couldn't verify signed token."


def test_whoever_has_no_right_password_gets_no_token(seeded):
    assert asked(seeded).status == 200
    for form, error in (
        ({"password": "bob"}, "invalid_grant"), ({"username": "eve", "password": "eve"}, "invalid_grant"),
        ({"grant_type": "implicit"}, "unsupported_grant_type"), ({"client_id": "other"}, "invalid_client"),
    ):
        answer = asked(seeded, **form)
        assert answer.status in (400, 401) and answer.json()["error"] == error, form


def test_pages_of_other_sites_get_no_token(seeded):
    assert asked(seeded, {"Origin": seeded.endpoint}).status == 200
    assert asked(seeded, {"Origin": "http://evil.example"}).status == 403
    assert asked(seeded, {"Host": "evil.example"}).status == 403


def test_its_documents_say_where_it_is_and_who_it_is(seeded):
    found = wire.send(seeded, "GET", "/-/sign-in/.well-known/openid-configuration")
    document = json.loads(found.body)
    assert document["issuer"] == ISSUER
    assert document["token_endpoint"] == f"{seeded.endpoint}/-/sign-in/token"
    keys = wire.send(seeded, "GET", document["jwks_uri"].removeprefix(seeded.endpoint)).json()["keys"]
    assert [key["kty"] for key in keys] == ["RSA"]


PROVIDERS = {
    "google": "accounts.google.com", "apple": "appleid.apple.com", "facebook": "graph.facebook.com",
    "amazon": "www.amazon.com",
}
DEMO_POOL = "us-east-1:00000000-0000-4000-8000-000000000001"


def test_its_users_come_by_other_providers_too(seeded):
    """The tokens pass the checks that those of the real providers pass."""
    world = World(seeded)
    pool = world.pool(guest=ALL_IOT, signed_in=ALL_IOT)
    world.cognito.update_identity_pool(
        IdentityPoolId=pool.id, IdentityPoolName="social", AllowUnauthenticatedIdentities=False,
        SupportedLoginProviders={key: f"app-at-{name}" for name, key in PROVIDERS.items()})
    identities = set()
    for name, key in PROVIDERS.items():
        answers = {
            user: asked(seeded, username=user, password=user, provider=name, client_id=f"app-at-{name}").json()
            for user in ("alice", "bob")}
        for user, answer in answers.items():
            assert list(answer["logins"]) == [key]
            signed_in = pool.identity(answer["logins"])
            again = asked(seeded, username=user, password=user, provider=name, client_id=f"app-at-{name}").json()
            assert pool.identity(again["logins"]).id == signed_in.id
            identities.add(signed_in.id)
        # Another app's token, and one that was tampered with, sign nobody in.
        other = asked(seeded, provider=name, client_id="other-app").json()["logins"]
        refused = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins=other)
        assert refused.message == "Token is not from a supported provider of this identity pool."
    assert len(identities) == 2 * len(PROVIDERS)
    forged = asked(seeded, provider="google", client_id="app-at-google").json()["id_token"][:-4] + "AAAA"
    refused = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins={PROVIDERS["google"]: forged})
    assert refused.message == "Invalid login token. Couldn't verify signed token."


def test_the_documents_of_its_stand_ins_are_for_other_servers_too(seeded):
    token = asked(seeded, provider="facebook", client_id="app").json()["access_token"]
    debug = wire.send(seeded, "GET", f"/-/sign-in/facebook/debug_token?{urlencode({'input_token': token})}").json()
    assert (debug["data"]["app_id"], debug["data"]["is_valid"]) == ("app", True)
    unknown = wire.send(seeded, "GET", "/-/sign-in/facebook/debug_token?input_token=EAAunknown").json()
    assert unknown["data"]["is_valid"] is False
    token = asked(seeded, provider="amazon", client_id="app").json()["access_token"]
    info = wire.send(seeded, "GET", f"/-/sign-in/amazon/auth/o2/tokeninfo?{urlencode({'access_token': token})}")
    assert info.json()["aud"] == "app"
    assert wire.send(seeded, "GET", "/-/sign-in/amazon/auth/o2/tokeninfo?access_token=Atza%7Cunknown").status == 400


def test_one_click_signs_a_user_in(seeded):
    world = World(seeded)
    with Browser(seeded) as browser:
        for name, key in ({"daypass": LOGIN_KEY} | PROVIDERS).items():
            with browser.visit(f"{seeded.endpoint}/-/sign-in/") as page:
                assert page.read("document.querySelectorAll('button').length") == 10
                page.click(f"#alice-{name}")
                logins = json.loads(page.read("document.querySelector('#logins').textContent"))
                assert list(logins) == [key]
                identity = world.public.get_id(IdentityPoolId=DEMO_POOL, Logins=logins)["IdentityId"]
                answer = world.public.get_credentials_for_identity(IdentityId=identity, Logins=logins)
                assert answer["Credentials"]["AccessKeyId"].startswith("ASIA")


def test_an_app_of_this_machine_gets_the_token_of_a_click(seeded):
    onward = f"{seeded.endpoint}/-/healthz"
    asks = urlencode({"client_id": "demo-app", "redirect_uri": onward, "state": "a&b", "nonce": "n-1"})
    with Browser(seeded) as browser, browser.visit(f"{seeded.endpoint}/-/sign-in/authorize?{asks}") as page:
        page.click("#bob-google")
        assert page.read("location.href.split('#')[0]") == onward
        given = dict(parse_qsl(page.read("location.hash.slice(1)")))
    assert given["state"] == "a&b"
    claims = json.loads(base64.urlsafe_b64decode(given["id_token"].split(".")[1] + "=="))
    assert (claims["iss"], claims["aud"], claims["nonce"]) == ("https://accounts.google.com", "demo-app", "n-1")
    elsewhere = urlencode({"redirect_uri": "https://evil.example/"})
    assert wire.send(seeded, "GET", f"/-/sign-in/authorize?{elsewhere}").status == 400


def test_no_other_page_frames_or_clicks_for_the_user(seeded):
    page = wire.send(seeded, "GET", "/-/sign-in/")
    assert page.status == 200 and "frame-ancestors 'none'" in page.headers["content-security-policy"]
    click = {"path": "/-/sign-in/click", "body": urlencode({"user": "alice", "provider": "google"})}
    form = {"Content-Type": wire.FORM}
    assert wire.send(seeded, **click, headers=form | {"Origin": seeded.endpoint}).status == 200
    assert wire.send(seeded, **click, headers=form | {"Origin": "http://evil.example"}).status == 403
    assert wire.send(seeded, **click, headers=form | {"Origin": "null"}).status == 403


def test_an_empty_store_has_no_users(tmp_path):
    server = Server(tmp_path)
    try:
        assert asked(server).status in (404, 405)
    finally:
        assert server.stop() == 0
