"""`daypass dev` without arguments: what it holds from the start, and the whole story on it."""

import json
import urllib.parse

import pytest

from support import wire
from support.aws import Keys
from support.explanation import can, why
from support.mqtt import Refused, connect
from support.policies import iot
from support.server import Server
from support.world import World

POOL = "us-east-1:00000000-0000-4000-8000-000000000001"
LOGIN_KEY = "sign-in.daypass.localhost"
BANNER_LINES_MAX = 14


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("demo"), arguments=())
    yield server
    assert server.stop() == 0


@pytest.fixture(scope="module")
def world(demo):
    return World(demo)


def token(server: Server, user: str) -> str:
    form = urllib.parse.urlencode(
        {"grant_type": "password", "username": user, "password": user, "client_id": "demo-app"})
    answer = wire.send(server, "POST", "/-/sign-in/token", {"Content-Type": wire.FORM}, form)
    assert answer.status == 200, answer
    return answer.json()["id_token"]


def signed_in(world: World, server: Server, user: str) -> tuple[str, Keys]:
    logins = {LOGIN_KEY: token(server, user)}
    identity = world.public.get_id(IdentityPoolId=POOL, Logins=logins)["IdentityId"]
    got = world.public.get_credentials_for_identity(IdentityId=identity, Logins=logins)
    return identity, Keys.of(got["Credentials"])


def test_the_seed_is_what_the_documentation_names(demo, world):
    pool = world.cognito.describe_identity_pool(IdentityPoolId=POOL)
    assert (pool["IdentityPoolName"], pool["AllowUnauthenticatedIdentities"]) == ("demo", True)
    assert POOL in [pool["IdentityPoolId"] for pool in world.cognito.list_identity_pools(MaxResults=10)["IdentityPools"]]
    roles = world.cognito.get_identity_pool_roles(IdentityPoolId=POOL)["Roles"]
    assert {kind: arn.rsplit("/", 1)[1] for kind, arn in roles.items()} == {
        "unauthenticated": "demo-guest", "authenticated": "demo-signed-in"}
    assert json.loads(world.iot.get_policy(policyName="demo-app")["policyDocument"])["Version"] == "2012-10-17"
    assert world.iot.describe_thing(thingName="lamp")["thingName"] == "lamp"
    banner = [line for line in demo.stdout_path.read_text().splitlines() if line.strip()]
    assert len(banner) <= BANNER_LINES_MAX and any(POOL in line for line in banner)


def test_a_guest_listens_and_a_user_with_a_policy_switches(demo, world):
    guest = world.public.get_id(IdentityPoolId=POOL)["IdentityId"]
    guest_keys = Keys.of(world.public.get_credentials_for_identity(IdentityId=guest)["Credentials"])
    alice, alice_keys = signed_in(world, demo, "alice")
    with pytest.raises(Refused) as refused:
        connect(demo, alice_keys, alice)
    assert why(demo, refused.value.answer.decision).leg == "device"

    world.iot.attach_policy(policyName="demo-app", target=alice)
    with connect(demo, guest_keys, guest) as listener, connect(demo, alice_keys, alice) as app:
        assert not listener.subscribe("lamp/state").refused
        assert listener.publish("lamp/on", "x").refused
        assert not app.publish("lamp/on", "").refused
        assert not app.publish("lamp/state", "on").refused
        assert listener.message().payload == "on"
    bob, _ = signed_in(world, demo, "bob")
    assert bob != alice and not can(demo, bob, "iot:Publish", iot("topic/lamp/on"))[0]


def test_what_was_deleted_is_not_seeded_again(tmp_path):
    server = Server(tmp_path, data=tmp_path / "data", arguments=())
    World(server).iot.delete_thing(thingName="lamp")
    assert server.stop() == 0
    server.start()
    try:
        world = World(server)
        with pytest.raises(world.iot.exceptions.ResourceNotFoundException):
            world.iot.describe_thing(thingName="lamp")
        assert world.cognito.describe_identity_pool(IdentityPoolId=POOL)["IdentityPoolName"] == "demo"
    finally:
        assert server.stop() == 0
