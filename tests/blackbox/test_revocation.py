"""`daypass revoke`: what was issued for an identity, a role or a pool ends on the next call, and on
connections that are open; whatever it does not name goes on."""

import time

from support import policies, wire
from support.aws import Keys, client, refusal
from support.command import daypass
from support.explanation import why
from support.mqtt import V5, connect
from support.policies import allow
from support.server import Server
from support.world import World, unique

ALL_IOT = policies.document(allow("iot:*"))
CHAINING = policies.document(allow("iot:*"), allow("sts:AssumeRole"))
TRUST = policies.account_trust()
#: How long an open connection may outlive the revocation.
CUT_WITHIN_SECONDS = 1


def revoke(server, *arguments: str) -> dict:
    ended = daypass(server, "revoke", *arguments, "-o", "json")
    assert ended.code == 0, ended
    return ended.json()


def works(server, keys: Keys) -> bool:
    """Whether keys are good for a call that everybody may make."""
    sts = client(server, "sts", keys)
    try:
        sts.get_caller_identity()
    except sts.exceptions.ClientError as error:
        assert error.response["Error"]["Code"] == "InvalidClientTokenId", error
        return False
    return True


class Watched:
    """Two open connections, of whom a revocation means and of whom it does not."""

    def __init__(self, server, meant: Keys, control: Keys):
        self.meant = connect(server, meant, unique("meant"), version=V5)
        self.control = connect(server, control, unique("control"), version=V5)

    def __enter__(self):
        for connection in (self.meant, self.control):
            assert not connection.subscribe("news").refused
        return self

    def __exit__(self, *_):
        for connection in (self.meant, self.control):
            connection.drop()

    def cut_alone(self, since: float) -> None:
        assert self.meant.closed(CUT_WITHIN_SECONDS).value == 0x87
        assert time.monotonic() - since < CUT_WITHIN_SECONDS
        assert not self.control.publish("news", "goes on").refused
        assert self.control.message().payload == "goes on"


def test_an_identity_loses_what_it_was_given_and_may_come_back(server, world):
    pool = world.pool(guest=ALL_IOT)
    guest, control = pool.guest(), pool.guest()
    with Watched(server, guest.keys, control.keys) as watched:
        started = time.monotonic()
        assert revoke(server, "--identity", guest.id) == {"revoked": "identity", "name": guest.id, "epoch": 1}
        assert not works(server, guest.keys)
        watched.cut_alone(started)
    assert works(server, control.keys)
    refused = refusal(client(server, "iot", guest.keys).list_policies)
    assert "revoked with its identity" in why(server, refused.decision)
    # It is still the same identity, and new keys of it are good.
    again = pool.identity({}, guest.id)
    assert works(server, again.keys)
    with connect(server, again.keys, unique("again")) as connection:
        assert not connection.publish("news", "back").refused


def test_tokens_that_were_not_yet_exchanged_end_with_their_identity(server, world):
    pool = world.pool(guest=ALL_IOT, classic=True)
    role = pool.roles["unauthenticated"]
    identity, control = (world.public.get_id(IdentityPoolId=pool.id)["IdentityId"] for _ in range(2))
    tokens = {who: world.public.get_open_id_token(IdentityId=who)["Token"] for who in (identity, control)}
    trade = lambda who: world.public_sts.assume_role_with_web_identity(
        RoleArn=role, RoleSessionName="basic", WebIdentityToken=tokens[who])
    assert works(server, Keys.of(trade(identity)["Credentials"]))
    revoke(server, "--identity", identity)
    refused = refusal(trade, who=identity)
    assert refused.code == "AccessDenied"
    assert works(server, Keys.of(trade(control)["Credentials"]))
    assert works(server, pool.basic(identity, role))


def test_a_role_loses_its_sessions_and_all_that_was_chained_from_them(server, world):
    first, second = world.role(TRUST, CHAINING), world.role(TRUST, CHAINING)
    by_first, by_second = world.session_of(first), world.session_of(second)
    chained = Keys.of(client(server, "sts", by_first).assume_role(
        RoleArn=second, RoleSessionName="chained")["Credentials"])
    twice = Keys.of(client(server, "sts", chained).assume_role(
        RoleArn=second, RoleSessionName="twice")["Credentials"])
    with Watched(server, twice, by_second) as watched:
        started = time.monotonic()
        assert revoke(server, "--role", first)["revoked"] == "role"
        for keys in (by_first, chained, twice):
            assert not works(server, keys)
        watched.cut_alone(started)
    assert works(server, by_second) and works(server, world.session_of(first))


def test_a_role_is_named_by_its_name_too_and_covers_identities_of_pools(server, world):
    pool, other = world.pool(guest=ALL_IOT), world.pool(guest=ALL_IOT)
    guest, control = pool.guest(), other.guest()
    with Watched(server, guest.keys, control.keys) as watched:
        started = time.monotonic()
        revoke(server, "--role", pool.roles["unauthenticated"].rsplit("/", 1)[1])
        assert not works(server, guest.keys)
        watched.cut_alone(started)
    assert works(server, pool.identity({}, guest.id).keys)


def test_a_pool_loses_what_its_identities_were_given(server, world):
    pool, other = world.pool(guest=ALL_IOT, classic=True), world.pool(guest=ALL_IOT)
    one, two, control = pool.guest(), pool.guest(), other.guest()
    token = world.public.get_open_id_token(IdentityId=one.id)["Token"]
    with Watched(server, one.keys, control.keys) as watched:
        started = time.monotonic()
        assert revoke(server, "--pool", pool.id)["revoked"] == "identity pool"
        assert not works(server, one.keys) and not works(server, two.keys)
        watched.cut_alone(started)
    assert refusal(
        world.public_sts.assume_role_with_web_identity, RoleArn=pool.roles["unauthenticated"],
        RoleSessionName="late", WebIdentityToken=token).code == "AccessDenied"
    assert works(server, control.keys) and works(server, pool.identity({}, two.id).keys)


def test_what_is_not_there_is_not_revoked(server, world):
    pool = world.pool(guest=ALL_IOT)
    guest = pool.guest()
    foreign = f"arn:aws:iam::111122223333:role/{pool.roles['unauthenticated'].rsplit('/', 1)[1]}"
    for arguments in (("--identity", pool.id), ("--pool", guest.id), ("--role", unique("nobody")), ("--role", foreign)):
        ended = daypass(server, "revoke", *arguments)
        assert ended.code == 1 and "there is no" in ended.stderr, ended
    for arguments in ((), ("--identity", guest.id, "--pool", pool.id)):
        assert daypass(server, "revoke", *arguments).code == 2
    assert works(server, guest.keys)


def test_people_read_what_has_ended(server, world):
    guest = world.pool(guest=ALL_IOT).guest()
    ended = daypass(server, "revoke", "--identity", guest.id)
    assert ended.stdout == f"everything that was issued for identity {guest.id} has ended\n"
    assert not works(server, guest.keys)


def test_only_a_post_revokes(server, world):
    guest = world.pool(guest=ALL_IOT).guest()
    door = f"/-/api/revocations?identity={guest.id.replace(':', '%3A')}"
    assert wire.send(server, "GET", door).status == 405
    assert wire.send(server, "POST", door, {"Origin": "https://evil.example"}).status == 403
    assert works(server, guest.keys)
    assert wire.send(server, "POST", door).status == 200
    assert not works(server, guest.keys)


def test_a_revocation_is_still_there_after_the_server_was_killed(tmp_path):
    server = Server(tmp_path, data=tmp_path / "data")
    try:
        world = World(server)
        pool = world.pool(guest=ALL_IOT)
        guest, control = pool.guest(), pool.guest()
        revoke(server, "--identity", guest.id)
        server.kill()
        server.start()
        assert not works(server, guest.keys)
        assert works(server, control.keys)
    finally:
        if server.is_running():
            server.stop()
