"""Auto-attach: an AWS IoT policy for whoever signs in first, by pool, provider and claim."""

import pytest

from support import policies
from support.aws import Keys
from support.deadline import until
from support.mqtt import Refused, connect
from support.policies import allow
from support.server import Server
from support.world import Pool, World, unique

ALL_IOT = policies.document(allow("iot:*"))
POOL = "us-east-1:00000000-0000-4000-8000-000000000001"
BACKEND = "login.mycompany"


def rule(provider: str, policy: str, claim: str | None = None, equals: str | None = None) -> str:
    lines = ["[[auto_attach]]", f'pool = "{POOL}"', f'provider = "{provider}"', f'policy = "{policy}"']
    if claim:
        lines += [f'claim = "{claim}"', f'equals = "{equals}"']
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module", params=["memory", "data"])
def attaching(request, openid, tmp_path_factory):
    """A server with the demo pool, and with rules for it."""
    folder = tmp_path_factory.mktemp("auto-attach")
    (folder / "daypass.toml").write_text(
        rule(openid.login_key, "for-everybody")
        + rule(openid.login_key, "for-admins", "groups", "admin")
        + rule(openid.login_key, "for-alice", "email", "alice@example.com")
        + rule(openid.login_key, "not-there") + rule(BACKEND, "for-users-of-the-back-end"))
    running = Server(
        folder, data=folder / "data" if request.param == "data" else None,
        arguments=("--config", str(folder / "daypass.toml")))
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def world(attaching):
    return World(attaching)


@pytest.fixture(scope="module")
def pool(world, openid):
    """The demo pool, which has a fixed id, with the provider and roles of this test."""
    for name in ("for-everybody", "for-admins", "for-alice", "for-users-of-the-back-end"):
        world.iot_policy(ALL_IOT, name)
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    world.cognito.update_identity_pool(
        IdentityPoolId=POOL, IdentityPoolName="demo", AllowUnauthenticatedIdentities=True,
        OpenIdConnectProviderARNs=[provider], DeveloperProviderName=BACKEND)
    roles = {"authenticated": world.role(policies.cognito_trust(POOL, "authenticated"), ALL_IOT),
             "unauthenticated": world.role(policies.cognito_trust(POOL, "unauthenticated"), ALL_IOT)}
    world.cognito.set_identity_pool_roles(IdentityPoolId=POOL, Roles=roles)
    return Pool(world, POOL, roles)


def attached(world, identity_id: str) -> list[str]:
    return [policy["policyName"] for policy in world.iot.list_attached_policies(target=identity_id)["policies"]]


def logins(openid, user: str, **claims) -> dict[str, str]:
    return {openid.login_key: openid.forge(openid.claims(user, **claims))}


def test_a_first_sign_in_is_enough_to_reach_the_broker(attaching, world, pool, openid):
    alice = pool.identity(logins(openid, unique("alice")))
    assert attached(world, alice.id) == ["for-everybody"]
    with connect(attaching, alice.keys, unique("alice")) as connection:
        assert not connection.publish("news", "x").refused
    until(lambda: 'auto_attached="for-everybody"' in attaching.log(), 5, "the audit event")


def test_what_is_detached_stays_detached(attaching, world, pool, openid):
    user = unique("alice")
    alice = pool.identity(logins(openid, user))
    world.detach("for-everybody", alice)
    again = pool.identity(logins(openid, user))
    assert again.id == alice.id and attached(world, alice.id) == []
    with pytest.raises(Refused):
        connect(attaching, again.keys, unique("alice"))
    bob = pool.identity(logins(openid, unique("bob")))
    with connect(attaching, bob.keys, unique("bob")) as connection:
        assert not connection.publish("news", "x").refused


def test_a_guest_gets_nothing_until_it_signs_in(attaching, world, pool, openid):
    guest = pool.guest()
    assert attached(world, guest.id) == []
    alice = pool.identity(logins(openid, unique("alice")), guest.id)
    assert alice.id == guest.id and attached(world, guest.id) == ["for-everybody"]


def test_claims_decide_and_an_address_must_be_verified(world, pool, openid):
    def policies_of(**claims):
        identity = world.public.get_id(IdentityPoolId=POOL, Logins=logins(openid, unique("user"), **claims))
        return attached(world, identity["IdentityId"])

    assert policies_of(groups=["user", "admin"]) == ["for-everybody", "for-admins"]
    assert policies_of(groups=["user"]) == ["for-everybody"]
    assert policies_of(groups="admin") == ["for-everybody", "for-admins"]
    assert policies_of(email="alice@example.com", email_verified=True) == ["for-everybody", "for-alice"]
    assert policies_of(email="alice@example.com", email_verified=False) == ["for-everybody"]
    assert policies_of(email="alice@example.com") == ["for-everybody"]


def test_a_user_of_the_back_end_has_rules_of_its_own(world, pool):
    made = world.cognito.get_open_id_token_for_developer_identity(IdentityPoolId=POOL, Logins={BACKEND: unique("user")})
    assert attached(world, made["IdentityId"]) == ["for-users-of-the-back-end"]
    answer = world.public.get_credentials_for_identity(
        IdentityId=made["IdentityId"], Logins={"cognito-identity.amazonaws.com": made["Token"]})
    assert Keys.of(answer["Credentials"])


def test_a_rule_is_for_its_pool_alone(world, pool, openid):
    other = world.pool(signed_in=ALL_IOT, providers=[
        f"arn:aws:iam::000000000000:oidc-provider/{openid.login_key}"])
    bob = other.identity(logins(openid, unique("bob")))
    assert attached(world, bob.id) == []


def test_an_identity_with_ten_policies_gets_no_eleventh_and_signs_in(attaching, world, pool, openid):
    guest = pool.guest()
    ten = [world.iot_policy(ALL_IOT) for _ in range(10)]
    for policy in ten:
        world.attach(policy, guest)
    alice = pool.identity(logins(openid, unique("alice")), guest.id)
    assert alice.id == guest.id and sorted(attached(world, guest.id)) == sorted(ten)
    # It happens at the first sign-in: room that is made later is not filled.
    world.detach(ten[0], alice)
    pool.identity(logins(openid, unique("bob")))
    assert sorted(attached(world, guest.id)) == sorted(ten[1:])
