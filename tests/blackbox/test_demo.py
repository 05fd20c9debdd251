"""`daypass dev` without arguments: what it holds from the start, and the whole story on it."""

import json
import stat
import urllib.parse
from pathlib import Path

import pytest

from support import wire
from support.aws import Keys
from support.command import daypass
from support.devices import Device
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


def variables(server: Server) -> dict[str, str]:
    return daypass(server, "env", "--all", "--format", "json").json()


def lamp(world: World, server: Server) -> Device:
    """The lamp's certificate and key, where `env` says that they are."""
    told = variables(server)
    principals = world.iot.list_thing_principals(thingName="lamp")["principals"]
    assert len(principals) == 1, principals
    arn = principals[0]
    return Device(arn.rsplit("/", 1)[1], arn, told["DAYPASS_LAMP_CERTIFICATE"], told["DAYPASS_LAMP_KEY"])


def test_the_seed_is_what_the_documentation_names(demo, world):
    pool = world.cognito.describe_identity_pool(IdentityPoolId=POOL)
    assert (pool["IdentityPoolName"], pool["AllowUnauthenticatedIdentities"]) == ("demo", True)
    assert POOL in [pool["IdentityPoolId"] for pool in world.cognito.list_identity_pools(MaxResults=10)["IdentityPools"]]
    roles = world.cognito.get_identity_pool_roles(IdentityPoolId=POOL)["Roles"]
    assert {kind: arn.rsplit("/", 1)[1] for kind, arn in roles.items()} == {
        "unauthenticated": "demo-guest", "authenticated": "demo-signed-in"}
    assert json.loads(world.iot.get_policy(policyName="demo-app")["policyDocument"])["Version"] == "2012-10-17"
    assert world.iot.describe_thing(thingName="lamp")["thingName"] == "lamp"
    certificate = world.iot.list_thing_principals(thingName="lamp")["principals"]
    attached = world.iot.list_attached_policies(target=certificate[0])["policies"]
    assert [policy["policyName"] for policy in attached] == ["demo-lamp"]
    banner = [line for line in demo.stdout_path.read_text().splitlines() if line.strip()]
    assert len(banner) <= BANNER_LINES_MAX and any(POOL in line for line in banner)


def test_the_lamp_connects_by_its_files_under_its_own_name_alone(demo, world):
    told, device = variables(demo), lamp(world, demo)
    assert (told["DAYPASS_MQTTS"], told["DAYPASS_CA_FILE"]) == (demo.ready["mqtts"], demo.ca_file)
    assert stat.S_IMODE(Path(device.key_file).stat().st_mode) == 0o600
    described = world.iot.describe_certificate(certificateId=device.id)["certificateDescription"]
    assert described["status"] == "ACTIVE"
    assert described["certificatePem"] == Path(device.certificate_file).read_text()
    assert device.certificate_file in demo.stdout_path.read_text()
    with pytest.raises(Refused) as refused:
        connect(demo, None, "another", device=device)
    assert why(demo, refused.value.answer.decision).leg == "device"
    for principal in (f"cert:{device.id}", device.arn):
        for client, expected in (("lamp", 0), ("another", 1)):
            asked = ("can", principal, "iot:Connect", f"client/{client}", "--client", client)
            assert daypass(demo, *asked).code == expected
    assert "there is no certificate" in daypass(demo, "can", device.arn[:-1] + "x", "iot:Connect", "*").stderr
    with connect(demo, None, "lamp", device=device) as connection:
        assert not connection.subscribe("$aws/things/lamp/shadow/update/delta").refused
        assert connection.publish("$aws/things/other/shadow/update", "{}").refused
        assert not connection.publish("lamp/state", "off").refused


def test_the_lamps_files_go_with_the_process_and_stay_with_the_data(tmp_path):
    server = Server(tmp_path, arguments=())
    files = [variables(server)[name] for name in ("DAYPASS_LAMP_CERTIFICATE", "DAYPASS_LAMP_KEY", "DAYPASS_CA_FILE")]
    assert all(Path(file).exists() for file in files)
    assert server.stop() == 0
    assert not any(Path(file).exists() for file in files)

    # The server is given a relative path, and names absolute ones.
    kept = tmp_path / "kept"
    kept.mkdir()
    server = Server(kept, data=Path("data"), arguments=())
    device = lamp(World(server), server)
    first = Path(device.key_file).read_text()
    assert Path(device.key_file).parent == kept / "data"
    assert server.stop() == 0
    Path(device.key_file).unlink()
    server.start()
    try:
        assert Path(device.key_file).read_text() == first
        with connect(server, None, "lamp", device=lamp(World(server), server)):
            pass
        World(server).iot.update_certificate(certificateId=device.id, newStatus="INACTIVE")
        with pytest.raises(Refused):
            connect(server, None, "lamp", device=device)
    finally:
        assert server.stop() == 0


def test_an_empty_store_has_no_lamp(tmp_path):
    server = Server(tmp_path)
    try:
        assert not any(name.startswith("DAYPASS_LAMP") for name in variables(server))
        assert not World(server).iot.list_certificates()["certificates"]
    finally:
        assert server.stop() == 0


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
        assert listener.publish(f"lamp/guests/{alice}", "x").refused
        assert not listener.publish(f"lamp/guests/{guest}", "x").refused
        assert not app.publish("lamp/on", "").refused
        assert not app.publish("lamp/state", "on").refused
        assert listener.message().payload == "on"
    bob, _ = signed_in(world, demo, "bob")
    assert bob != alice and not can(demo, bob, "iot:Publish", iot("topic/lamp/on"))[0]


def test_what_was_deleted_is_not_seeded_again(tmp_path):
    server = Server(tmp_path, data=tmp_path / "data", arguments=())
    world = World(server)
    for principal in world.iot.list_thing_principals(thingName="lamp")["principals"]:
        world.iot.detach_thing_principal(thingName="lamp", principal=principal)
    world.iot.delete_thing(thingName="lamp")
    assert server.stop() == 0
    server.start()
    try:
        world = World(server)
        with pytest.raises(world.iot.exceptions.ResourceNotFoundException):
            world.iot.describe_thing(thingName="lamp")
        assert world.cognito.describe_identity_pool(IdentityPoolId=POOL)["IdentityPoolName"] == "demo"
    finally:
        assert server.stop() == 0
