"""Imported identities: nobody's until a mapping says whose they are."""

from dataclasses import dataclass

import pytest

from support import policies
from support.aws import Keys, client, refusal
from support.command import daypass
from support.explanation import why
from support.migration import exported, imported, step, written
from support.policies import allow
from support.server import Server
from support.world import Pool, World, unique

STATE = ["memory"]
BACKEND = "login.household"
ALL_IOT = policies.document(allow("iot:*"))
CLOSED = "the identity was imported, and no mapping has named its user"


@dataclass
class Neighbours:
    """A server with a pool and its users, and one that the pool was brought to."""

    source: Server
    target: Server
    pool: Pool
    there: World

    def signed_in(self, openid) -> tuple[str, str, dict[str, str]]:
        """A new user of the source: the name, the identity, and a login for it."""
        user = unique("user")
        logins = {openid.login_key: openid.forge(openid.claims(user))}
        return user, self.pool.identity(logins).id, logins

    def bring(self, *arguments: str) -> dict:
        done = imported(self.target, self.source.endpoint, "--apply", *arguments)
        assert done.code == 0, done.stdout
        return done.json()

    def map(self, path: str, *more: str):
        return daypass(self.target, "import", "--identity-map", path, "-o", "json", *more)


@pytest.fixture(scope="module")
def neighbours(server, world, openid, tmp_path_factory):
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    pool = world.pool(guest=ALL_IOT, signed_in=ALL_IOT, providers=[provider], developer=BACKEND, classic=True)
    target = Server(tmp_path_factory.mktemp("target"), data=tmp_path_factory.mktemp("data"))
    yield Neighbours(server, target, pool, World(target))
    assert target.stop() == 0


def line(identity: str, provider: str, user: str) -> dict:
    return {"identity": identity, "provider": provider, "user": user}


def test_an_identity_opens_for_its_user_when_the_mapping_is_written(neighbours, openid, tmp_path):
    user, alice, logins = neighbours.signed_in(openid)
    policy = World(neighbours.source).iot_policy(ALL_IOT)
    World(neighbours.source).iot.attach_policy(policyName=policy, target=alice)
    plan = neighbours.bring()
    assert step(plan, "identity", alice)["action"] == "create"
    public = neighbours.there.public
    for call in (public.get_credentials_for_identity, public.get_open_id_token):
        for more in ({"Logins": logins}, {}):
            refused = refusal(call, IdentityId=alice, **more)
            assert (refused.code, refused.message) == (
                "NotAuthorizedException", f"Access to Identity '{alice}' is forbidden.")
            assert CLOSED in why(neighbours.target, refused.decision)
    path = written(tmp_path, "map.json", [line(alice, openid.login_key, user)])
    planned = neighbours.map(path)
    assert planned.code == 0 and step(planned.json(), "login", f"{alice} {openid.login_key} {user}")["action"] == "create"
    assert refusal(public.get_credentials_for_identity, IdentityId=alice, Logins=logins).status == 400
    assert neighbours.map(path, "--apply").code == 0
    assert public.get_id(IdentityPoolId=neighbours.pool.id, Logins=logins)["IdentityId"] == alice
    keys = Keys.of(public.get_credentials_for_identity(IdentityId=alice, Logins=logins)["Credentials"])
    attached = client(neighbours.target, "iot", keys).list_attached_policies(target=alice)["policies"]
    assert [entry["policyName"] for entry in attached] == [policy]
    other = {openid.login_key: openid.forge(openid.claims(unique("mallory")))}
    for more in ({"Logins": other}, {}):
        assert refusal(public.get_credentials_for_identity, IdentityId=alice, **more).code == "NotAuthorizedException"
    again = neighbours.map(path, "--apply").json()
    assert step(again, "login", f"{alice} {openid.login_key} {user}")["action"] == "same"


def test_with_the_mapping_two_servers_hold_the_same(neighbours, openid, tmp_path):
    users = [neighbours.signed_in(openid) for _ in range(60)]
    path = written(tmp_path, "map.json", [line(identity, openid.login_key, user) for user, identity, _ in users])
    neighbours.bring("--identity-map", path)
    there = {entry["IdentityId"]: entry for entry in exported(neighbours.target)["identities"]}
    here = {entry["IdentityId"]: entry for entry in exported(neighbours.source)["identities"]}
    assert all(there[identity] == here[identity] for _, identity, _ in users)
    assert there[users[0][1]]["Logins"] == [openid.login_key]


def test_a_guest_of_the_source_is_no_guest_here(neighbours):
    guest = neighbours.pool.guest().id
    neighbours.bring()
    refused = refusal(neighbours.there.public.get_credentials_for_identity, IdentityId=guest)
    assert refused.code == "NotAuthorizedException" and CLOSED in why(neighbours.target, refused.decision)
    own = neighbours.there.public.get_id(IdentityPoolId=neighbours.pool.id)["IdentityId"]
    assert neighbours.there.public.get_credentials_for_identity(IdentityId=own)["IdentityId"] == own


def test_the_back_ends_users_come_by_its_own_name(neighbours, tmp_path):
    user = unique("bob")
    def identity(world: World) -> str:
        return world.cognito.get_open_id_token_for_developer_identity(
            IdentityPoolId=neighbours.pool.id, Logins={BACKEND: user})["IdentityId"]
    bob = identity(World(neighbours.source))
    path = written(tmp_path, "map.json", [line(bob, BACKEND, user)])
    neighbours.bring("--identity-map", path)
    assert identity(neighbours.there) == bob


def test_what_cannot_be_is_named_line_by_line(neighbours, openid, tmp_path):
    (alice_user, alice, _), (bob_user, bob, _) = neighbours.signed_in(openid), neighbours.signed_in(openid)
    carol_user, carol, carol_logins = neighbours.signed_in(openid)
    neighbours.bring()
    local = neighbours.there.public.get_id(IdentityPoolId=neighbours.pool.id, Logins=carol_logins)["IdentityId"]
    assert local != carol
    nobody = "us-east-1:00000000-0000-4000-8000-00000000dead"
    key = openid.login_key
    path = written(tmp_path, "map.json", [
        line(alice, key, alice_user), line(bob, key, alice_user), line(carol, key, carol_user), line(nobody, key, "x"),
        line(bob, "accounts.google.com", bob_user), line(local, BACKEND, "x"), line(bob, key, bob_user)])
    done = neighbours.map(path, "--apply")
    assert done.code == 1
    plan = done.json()
    assert "failed" not in step(plan, "login", f"{alice} {key} {alice_user}")
    assert "failed" not in step(plan, "login", f"{bob} {key} {bob_user}")
    for identity, provider, user, member, why_not in (
        (bob, key, alice_user, "why", f"the file gives the user to {alice}, too"),
        (carol, key, carol_user, "why", f"the user has the identity {local} here"),
        (nobody, key, "x", "why", "there is no such identity"),
        (bob, "accounts.google.com", bob_user, "failed", "the pool has no provider `accounts.google.com`"),
        (local, BACKEND, "x", "failed", f"there is no imported identity `{local}`"),
    ):
        assert step(plan, "login", f"{identity} {provider} {user}")[member].startswith(why_not), plan
    public = neighbours.there.public
    assert public.get_id(IdentityPoolId=neighbours.pool.id, Logins=carol_logins)["IdentityId"] == local


def test_what_is_no_mapping_is_not_read(neighbours, tmp_path):
    for content in ({}, [{}], [{"identity": "x", "provider": "y"}], [line("x", "y", "z") | {"sub": "z"}]):
        ended = neighbours.map(written(tmp_path, "map.json", content))
        assert (ended.code, ended.stdout) == (2, ""), content
    assert neighbours.map(written(tmp_path, "map.json", [])).code == 0
    nothing = daypass(neighbours.there.server, "import", "--identity-map", written(tmp_path, "map.json", [line("x", "y", "z")]), "--apply")
    assert nothing.code == 1 and nothing.stdout.endswith("1 conflict, 0 skip\nthere is nothing to do\n")
    for_what = daypass(neighbours.there.server, "import")
    assert for_what.code == 2 and "<--from-endpoint <URL|aws>|--from-file <FILE>|--identity-map <FILE>>" in for_what.stderr
