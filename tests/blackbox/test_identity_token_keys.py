"""Identity tokens before generic verifiers, which find the keys by discovery; and keys that change."""

import base64
import json
from pathlib import Path

import pytest

from support import policies, wire
from support.aws import refusal
from support.node import NodeError
from support.policies import allow
from support.server import Server
from support.signing import sign_headers
from support.world import World, unique

VERIFIERS = ["jose", "aws-jwt-verify"]
ISSUER = "https://cognito-identity.amazonaws.com"
ROTATION = "/-/api/identity-token-keys/rotate"
ALL_IOT = policies.document(allow("iot:*"))
DAY_SECONDS = 86_400


@pytest.fixture(scope="module")
def pool(world):
    return world.pool(guest=ALL_IOT, signed_in=ALL_IOT, classic=True, developer="login.example")


def guest_token(world, pool) -> tuple[str, str]:
    identity_id = world.public.get_id(IdentityPoolId=pool.id)["IdentityId"]
    return identity_id, world.public.get_open_id_token(IdentityId=identity_id)["Token"]


def developer_token(world, pool) -> tuple[str, str]:
    """The longest-lived token that there is."""
    answer = world.cognito.get_open_id_token_for_developer_identity(
        IdentityPoolId=pool.id, Logins={"login.example": unique("user")}, TokenDuration=DAY_SECONDS)
    return answer["IdentityId"], answer["Token"]


def verified(node, verifier: str, server: Server, token: str, audience: str) -> dict:
    ca = Path(server.ca_file).read_text()
    return node.call(
        "verifyToken", verifier=verifier, endpoint=server.https_endpoint, ca=ca, token=token, audience=audience)


def rotate(server: Server) -> str:
    answer = wire.send(server, "POST", ROTATION)
    assert answer.status == 200, answer
    return answer.json()["key_id"]


def key_id(token: str) -> str:
    header = token.split(".")[0]
    return json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))["kid"]


def published(server: Server) -> list[str]:
    return [key["kid"] for key in wire.send(server, "GET", "/.well-known/jwks_uri").json()["keys"]]


@pytest.mark.parametrize("verifier", VERIFIERS)
def test_a_generic_verifier_accepts_our_tokens_and_no_others(server, world, pool, node, verifier):
    for made, amr in ((guest_token, ["unauthenticated"]), (developer_token, ["authenticated", "login.example"])):
        identity_id, token = made(world, pool)
        claims = verified(node, verifier, server, token, pool.id)
        assert (claims["iss"], claims["sub"], claims["aud"]) == (ISSUER, identity_id, pool.id)
        assert claims["amr"][:2] == amr
        head, body, signature = token.split(".")
        changed = body[:-2] + ("A" if body[-2] != "A" else "B") + body[-1]
        for refused, audience in (((head, changed, signature), pool.id), ((head, body, signature), "us-east-1:other")):
            with pytest.raises(NodeError):
                verified(node, verifier, server, ".".join(refused), audience)


def test_what_an_earlier_key_signed_stays_valid(server, world, pool, node):
    guest, old = guest_token(world, pool)
    developer, long = developer_token(world, pool)
    new_key = rotate(server)
    assert new_key != key_id(old) == key_id(long)
    assert published(server)[:2] == [new_key, key_id(old)]
    _, new = guest_token(world, pool)
    assert key_id(new) == new_key
    for token in (old, long, new):
        for verifier in VERIFIERS:
            assert verified(node, verifier, server, token, pool.id)["aud"] == pool.id
    session = world.public_sts.assume_role_with_web_identity(
        RoleArn=pool.roles["unauthenticated"], RoleSessionName="old", WebIdentityToken=old)
    assert session["SubjectFromWebIdentityToken"] == guest
    answer = world.public.get_credentials_for_identity(
        IdentityId=developer, Logins={"cognito-identity.amazonaws.com": long})
    assert answer["IdentityId"] == developer
    # It is good for its own identity alone.
    refused = refusal(
        world.public.get_credentials_for_identity, IdentityId=guest, Logins={"cognito-identity.amazonaws.com": long})
    assert refused.code == "NotAuthorizedException"


def test_rotated_keys_outlive_the_server(tmp_path, node):
    server = Server(tmp_path, data=tmp_path / "data")
    try:
        world = World(server)
        pool = world.pool(guest=ALL_IOT, classic=True)
        _, old = guest_token(world, pool)
        new_key = rotate(server)
        assert server.stop() == 0
        server.start()
        assert published(server) == [new_key, key_id(old)]
        _, new = guest_token(World(server), pool)
        assert key_id(new) == new_key
        for token in (old, new):
            assert verified(node, "jose", server, token, pool.id)["aud"] == pool.id
    finally:
        if server.is_running():
            assert server.stop() == 0


def test_the_door_of_rotation_is_no_page_and_no_link(server):
    before = published(server)
    assert wire.send(server, "GET", ROTATION).status == 405
    assert wire.send(server, "POST", ROTATION, {"Origin": "https://app.example.com"}).status == 403
    assert wire.send(server, "POST", ROTATION, host="rebound.example.com").status == 403
    assert published(server) == before


def test_where_strangers_reach_the_door_it_wants_a_signature_and_a_permission(tmp_path):
    server = Server(tmp_path, arguments=("--empty", "--allow-insecure-listen"))
    try:
        world = World(server)
        before = published(server)
        may = world.role_session(policies.document(allow("daypass:RotateIdentityTokenKey")))
        may_not = world.role_session(policies.document(allow("daypass:Get*")))
        for keys, status in ((None, 403), (may_not, 403), (may, 200)):
            url = f"{server.endpoint}{ROTATION}"
            headers = sign_headers(keys, "daypass", "POST", url, {}) if keys else {}
            assert wire.send(server, "POST", ROTATION, headers).status == status, keys
            assert (published(server) == before) == (status == 403)
    finally:
        assert server.stop() == 0
