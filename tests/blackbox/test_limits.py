"""Limits on callers who prove nothing: unsigned calls and new guests."""

import pytest

from support import policies
from support.aws import client, refusal
from support.deadline import until
from support.policies import allow
from support.server import Server
from support.world import World

ALL_IOT = policies.document(allow("iot:*"))


def limited(tmp_path, **numbers: int) -> Server:
    (tmp_path / "daypass.toml").write_text(
        "[limits]\n" + "".join(f"{name} = {number}\n" for name, number in numbers.items()))
    return Server(tmp_path, arguments=("--empty", "--config", str(tmp_path / "daypass.toml")))


def guests_until_refused(world, pool) -> int:
    for made in range(20):
        try:
            world.public.get_id(IdentityPoolId=pool.id)
        except world.public.exceptions.TooManyRequestsException as error:
            assert error.response["Error"]["Message"] == "Rate exceeded"
            return made
    raise AssertionError("nobody was refused")


def test_new_guests_of_a_pool_are_bounded_and_old_ones_go_on(tmp_path):
    server = limited(tmp_path, guests_per_source_and_pool=3)
    world = World(server)
    pool, other = world.pool(guest=ALL_IOT), world.pool(guest=ALL_IOT)
    guest = pool.guest()
    assert guests_until_refused(world, pool) == 2
    answer = world.public.get_credentials_for_identity(IdentityId=guest.id)
    assert answer["Credentials"]
    assert world.public.get_id(IdentityPoolId=other.id)["IdentityId"]
    assert server.stop() == 0


def test_unsigned_calls_are_bounded_and_signed_ones_are_not(tmp_path):
    server = limited(tmp_path, unsigned_calls_per_source=3)
    world = World(server)
    pool = world.pool(guest=ALL_IOT)
    assert guests_until_refused(world, pool) == 3
    throttled = refusal(
        client(server, "sts", None).assume_role_with_web_identity,
        RoleArn=pool.roles["unauthenticated"], RoleSessionName="late", WebIdentityToken="a.b.c")
    assert throttled.code == "Throttling"
    for _ in range(10):
        assert world.sts.get_caller_identity()["Account"]
    assert server.stop() == 0


@pytest.mark.parametrize(("line", "reason"), [
    ("guests_per_pool = -1", "invalid value"), ("guest_per_pool = 1", "unknown field")])
def test_a_limit_that_cannot_be_meant_is_refused(tmp_path, line, reason):
    (tmp_path / "daypass.toml").write_text(f"[limits]\n{line}\n")
    with pytest.raises(AssertionError, match=reason):
        Server(tmp_path, arguments=("--empty", "--config", str(tmp_path / "daypass.toml")))


def test_idle_guests_are_deleted_and_users_stay(tmp_path, openid):
    (tmp_path / "daypass.toml").write_text("guest_idle_days = 0\n")
    server = Server(tmp_path, data=tmp_path / "data")
    world = World(server)
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    pool = world.pool(guest=ALL_IOT, signed_in=ALL_IOT, providers=[provider])
    guest, alice = pool.guest(), pool.identity({openid.login_key: openid.forge(openid.claims("alice"))})
    assert server.stop() == 0

    # Nobody has been the guest for the days that this configuration allows: none.
    server.arguments = ("--empty", "--config", str(tmp_path / "daypass.toml"))
    server.start()
    world = World(server)
    gone = world.cognito.exceptions.ResourceNotFoundException

    def is_gone() -> bool:
        try:
            world.cognito.describe_identity(IdentityId=guest.id)
        except gone:
            return True
        return False

    until(is_gone, 10, "the idle guest to be deleted")
    assert world.cognito.describe_identity(IdentityId=alice.id)["Logins"] == [openid.login_key]
    assert server.stop() == 0
