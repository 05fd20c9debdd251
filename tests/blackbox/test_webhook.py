"""The webhook: an app's own server hears of identities, at least once, signed, and of no token."""

import json
import socket
import time

import pytest

from support import policies, wire
from support.command import daypass
from support.deadline import until
from support.receiver import SECRET, Receiver
from support.server import ACCOUNT, REGION, Server
from support.world import World, unique

ALL = policies.document(policies.allow("*"))


def configuration(folder, port: int, more: str = "") -> str:
    """The path of a configuration file with a webhook to this port of loopback."""
    secret, file = folder / "webhook-secret", folder / "daypass.toml"
    secret.write_text(SECRET + "\n")
    file.write_text(
        f'[webhook]\nurl = "http://127.0.0.1:{port}/daypass?app=lamps"\nsecret_file = "{secret}"\n{more}')
    return str(file)


@pytest.fixture(scope="module", params=["memory", "data"])
def telling(request, tmp_path_factory):
    """A server with a webhook, and what takes its messages."""
    folder = tmp_path_factory.mktemp("webhook")
    data = folder / "data" if request.param == "data" else None
    with Receiver() as receiver:
        config = configuration(folder, receiver.port)
        running = Server(folder, data=data, arguments=("--empty", "--config", config))
        yield running, receiver
        assert running.stop() == 0


@pytest.fixture(scope="module")
def world(telling):
    return World(telling[0])


@pytest.fixture(scope="module")
def receiver(telling):
    return telling[1]


@pytest.fixture(scope="module")
def pool(world, openid):
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    return world.pool(guest=ALL, signed_in=ALL, providers=[provider], classic=True, developer="login.lamps")


def test_a_guest_that_signs_in_is_told_of_in_order(receiver, pool, openid):
    guest = pool.guest()
    made = receiver.message()
    assert (made.type, made.id[:4]) == ("identity.created", "msg_")
    assert made.data == {
        "identity_id": guest.id, "identity_pool_id": pool.id, "account": ACCOUNT, "region": REGION,
        "state": "guest", "logins": []}

    user = unique("alice")
    login = {"provider": openid.login_key, "subject": user}
    pool.identity({openid.login_key: openid.token(user)}, guest.id)
    linked, signed_in = receiver.message(), receiver.message()
    assert (linked.type, linked.data["identity_id"], linked.data["state"]) == (
        "identity.linked", guest.id, "authenticated")
    assert linked.data["linked"] == linked.data["logins"] == [login] and linked.data["merged"] == []
    assert (signed_in.type, signed_in.data["identity_id"], signed_in.data["logins"]) == (
        "identity.signed_in", guest.id, [login])
    assert made.body["timestamp"] <= linked.body["timestamp"] <= signed_in.body["timestamp"]
    assert len({made.id, linked.id, signed_in.id}) == 3


def test_a_renewal_is_no_sign_in(receiver, world, pool, openid):
    logins = {openid.login_key: openid.token(unique("bob"))}
    bob = pool.identity(logins)
    assert [receiver.message().type for _ in range(2)] == ["identity.created", "identity.signed_in"]
    for _ in range(3):
        pool.identity(logins, bob.id)
        world.public.get_open_id_token(IdentityId=bob.id, Logins=logins)
    guest = pool.guest()
    assert receiver.message().data["identity_id"] == guest.id, "nothing was told in between"


def test_a_merge_names_who_went(receiver, pool, openid):
    user = unique("carol")
    logins = {openid.login_key: openid.token(user)}
    carol, guest = pool.identity(logins), pool.guest()
    assert [receiver.message().type for _ in range(3)] == [
        "identity.created", "identity.signed_in", "identity.created"]
    pool.identity(logins, guest.id)
    merged = receiver.message()
    assert (merged.type, merged.data["identity_id"]) == ("identity.linked", carol.id)
    assert (merged.data["merged"], merged.data["linked"]) == ([guest.id], [])


def test_a_user_of_the_developers_own_is_told_of(receiver, world, pool):
    user = unique("dave")
    answer = world.cognito.get_open_id_token_for_developer_identity(
        IdentityPoolId=pool.id, Logins={"login.lamps": user})
    made, signed_in = receiver.message(), receiver.message()
    assert (made.type, signed_in.type) == ("identity.created", "identity.signed_in")
    assert made.data["identity_id"] == signed_in.data["identity_id"] == answer["IdentityId"]
    assert made.data["logins"] == [{"provider": "login.lamps", "subject": user}]


def test_what_was_refused_comes_again_as_the_same_message(receiver, pool):
    receiver.statuses = [500, 302]
    first, second = pool.guest(), pool.guest()
    messages = receiver.until(lambda message: message.status == 204 and message.data["identity_id"] == second.id)
    while sum(message.status == 204 for message in messages) < 2:
        messages.append(receiver.message())
    of = lambda guest: [m for m in messages if m.data["identity_id"] == guest.id]
    for guest in (first, second):
        assert len({message.id for message in of(guest)}) == len({message.text for message in of(guest)}) == 1
        assert of(guest)[-1].status == 204
    assert sorted(message.status for message in messages) == [204, 204, 302, 500]


def test_no_token_and_no_key_is_told(receiver, world, pool, openid):
    token = openid.token(unique("eve"))
    eve = pool.identity({openid.login_key: token})
    identity_token = world.public.get_open_id_token(IdentityId=eve.id, Logins={openid.login_key: token})["Token"]
    guest = pool.guest()
    messages = receiver.until(lambda message: message.data["identity_id"] == guest.id)
    told = json.dumps([message.text for message in messages])
    for secret in (*token.split("."), *identity_token.split("."), eve.keys.access_key_id, eve.keys.secret_access_key,
                   eve.keys.session_token):
        assert secret not in told
    assert eve.id in told


def test_what_was_acknowledged_is_told_after_kill_9(tmp_path, openid):
    with Receiver() as gone:
        port = gone.port
    server = Server(
        tmp_path, data=tmp_path / "data", arguments=("--empty", "--config", configuration(tmp_path, port)))
    world = World(server)
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    pool = world.pool(guest=ALL, signed_in=ALL, providers=[provider])
    acknowledged = [pool.guest().id for _ in range(20)]
    alice = pool.identity({openid.login_key: openid.token(unique("alice"))})
    server.kill()
    with Receiver(port) as receiver:
        server.start()
        told = set()
        wanted = {("identity.created", id) for id in [*acknowledged, alice.id]} | {("identity.signed_in", alice.id)}
        while told != wanted:
            message = receiver.message()
            told.add((message.type, message.data["identity_id"]))
        assert server.stop() == 0


def test_only_what_was_asked_for_is_told(tmp_path, openid):
    with Receiver() as receiver:
        config = configuration(
            tmp_path, receiver.port, 'events = ["identity.linked", "identity.signed_in"]\nsign_in_quiet_seconds = 0\n')
        server = Server(tmp_path, arguments=("--empty", "--config", config))
        world = World(server)
        provider = world.iam.create_open_id_connect_provider(
            Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
        pool = world.pool(guest=ALL, signed_in=ALL, providers=[provider])
        logins = {openid.login_key: openid.token(unique("alice"))}
        alice = pool.identity(logins)
        pool.identity(logins, alice.id)
        assert [receiver.message().type for _ in range(2)] == ["identity.signed_in"] * 2
        assert server.stop() == 0


def test_a_webhook_that_cannot_be_meant_is_refused(tmp_path):
    def refused(more: str, **changed) -> str:
        file = tmp_path / "changed.toml"
        text = (tmp_path / "daypass.toml").read_text()
        for old, new in changed.items():
            text = text.replace(old, new)
        file.write_text(text + more)
        ended = daypass(None, "config", "check", "--config", str(file))
        return ended.stderr if ended.code == 2 else f"{ended.code}: {ended.stdout}"

    file = configuration(tmp_path, 1)
    assert daypass(None, "config", "check", "--config", file).code == 0
    assert "identity.renamed" in refused('events = ["identity.renamed"]\n')
    assert "when_full" in refused('when_full = "sometimes"\n') or "sometimes" in refused('when_full = "sometimes"\n')
    assert "no URL" in refused("", **{"http://127.0.0.1": "mailto:nobody"})
    (tmp_path / "webhook-secret").write_text("too short")
    assert "whsec_" in refused("")
    assert "too short" not in refused("")


def test_a_receiver_that_never_answers_holds_no_sign_in_up(tmp_path, openid):
    with socket.create_server(("127.0.0.1", 0), backlog=64) as silent:
        config = configuration(tmp_path, silent.getsockname()[1])
        server = Server(tmp_path, arguments=("--empty", "--config", config))
        world = World(server)
        provider = world.iam.create_open_id_connect_provider(
            Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
        pool = world.pool(guest=ALL, signed_in=ALL, providers=[provider])
        began = time.monotonic()
        for _ in range(20):
            pool.identity({openid.login_key: openid.forge(openid.claims(unique("alice")))})
            pool.guest()
        # Forty calls and more went by while the first message waited for its five seconds to end.
        assert time.monotonic() - began < 5 or "a message of the webhook was not taken" in server.log()
        metrics = wire.send(server, "GET", "/-/metrics").text()
        assert "daypass_webhook_messages_waiting 60\n" in metrics
        assert "daypass_webhook_messages_dropped_total 0\n" in metrics
        assert server.stop() == 0


@pytest.mark.parametrize("url", [
    "https://10.1.2.3/hook", "https://169.254.169.254/latest", "https://127.0.0.1:1/hook", "http://10.1.2.3/hook"])
def test_a_message_goes_to_no_private_address(tmp_path, url):
    config = configuration(tmp_path, 1)
    text = (tmp_path / "daypass.toml").read_text()
    (tmp_path / "daypass.toml").write_text(text.replace("http://127.0.0.1:1/daypass?app=lamps", url))
    server = Server(tmp_path, arguments=("--empty", "--config", config))
    pool = World(server).pool(guest=ALL)
    pool.guest()
    until(lambda: "a message of the webhook was not taken" in server.log(), 15, "the first attempt")
    assert "is not allowed" in server.log()
    assert SECRET not in server.log()
    assert server.stop() == 0
