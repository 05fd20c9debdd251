"""The sign-in provider of `dev`: users alice and bob, an issuer that no port changes, nothing in an empty store."""

import json
from urllib.parse import urlencode

import pytest

from support import policies, wire
from support.aws import refusal
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


def test_an_empty_store_has_no_users(tmp_path):
    server = Server(tmp_path)
    try:
        assert asked(server).status in (404, 405)
    finally:
        assert server.stop() == 0
