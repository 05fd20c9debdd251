"""From an identity to its user and back: `daypass identity`."""

import pytest

from support import policies
from support.command import daypass
from support.policies import allow
from support.world import unique

ALL_IOT = policies.document(allow("iot:*"))
BACKEND = "login.mycompany"


@pytest.fixture(scope="module")
def pool(world, openid):
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    return world.pool(guest=ALL_IOT, signed_in=ALL_IOT, providers=[provider], developer=BACKEND)


def told(server, *arguments: str) -> dict:
    ended = daypass(server, "identity", *arguments, "-o", "json")
    assert ended.code == 0, ended
    return ended.json()


def test_an_identity_tells_its_users_and_a_user_its_identity(server, world, pool, openid):
    user, policy = unique("alice"), world.iot_policy(ALL_IOT)
    alice = pool.identity({openid.login_key: openid.forge(openid.claims(user))})
    world.attach(policy, alice)
    by_id = told(server, alice.id)
    assert (by_id["identity"], by_id["pool"], by_id["state"]) == (alice.id, pool.id, "authenticated")
    assert by_id["logins"] == [{"provider": openid.login_key, "user": user}]
    assert by_id["policies"] == [policy]
    by_user = told(server, "--pool", pool.id, "--provider", openid.login_key, "--user", user)
    assert by_user == by_id
    people = daypass(server, "identity", alice.id).stdout
    assert f"{openid.login_key} {user}" in people and policy in people


def test_users_of_the_back_end_and_guests_are_found_too(server, world, pool):
    user = unique("bob")
    bob = world.cognito.get_open_id_token_for_developer_identity(
        IdentityPoolId=pool.id, Logins={BACKEND: user})["IdentityId"]
    assert told(server, "--pool", pool.id, "--provider", BACKEND, "--user", user)["identity"] == bob
    guest = pool.guest()
    assert told(server, guest.id)["state"] == "guest" and told(server, guest.id)["logins"] == []


def test_who_is_not_there_is_not_found(server, pool, openid):
    for arguments in ((pool.id,), ("--pool", pool.id, "--provider", openid.login_key, "--user", "nobody")):
        ended = daypass(server, "identity", *arguments)
        assert ended.code == 1 and "there is no such" in ended.stderr, ended
    for arguments in ((), ("--user", "alice"), (pool.id, "--user", "alice")):
        assert daypass(server, "identity", *arguments).code == 2
