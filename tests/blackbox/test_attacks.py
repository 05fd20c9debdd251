"""Attacks on identities and logins, each beside the same thing done rightly."""

import contextlib
import json
import socket
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
import pytest
from paho.mqtt.client import WebsocketConnectionError

from support import policies
from support.aws import Keys, client, refusal
from support.mqtt import Refused, connect
from support.server import Server
from support.tls_issuer import HOST, TlsIssuer, authority, leaf
from support.world import Identity, World, unique

EVERYTHING = policies.document(policies.allow("*"))
BACKEND = "login.lamps"


@pytest.fixture(scope="module")
def provider(world, openid):
    return world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]


@pytest.fixture(scope="module")
def pool(world, provider):
    return world.pool(
        guest=EVERYTHING, signed_in=EVERYTHING, providers=[provider], classic=True, developer=BACKEND)


@pytest.fixture
def logins(openid):
    def of(user: str) -> dict[str, str]:
        return {openid.login_key: openid.forge(openid.claims(user))}
    return of


def vouched(world, pool, logins: dict[str, str], **more) -> Identity:
    """The identity of a user of the developer's own, with its keys."""
    answer = world.cognito.get_open_id_token_for_developer_identity(
        IdentityPoolId=pool.id, Logins=logins, **more)
    token = {"cognito-identity.amazonaws.com": answer["Token"]}
    keys = world.public.get_credentials_for_identity(IdentityId=answer["IdentityId"], Logins=token)
    return Identity(answer["IdentityId"], Keys.of(keys["Credentials"]), token)


def may_connect(server, keys: Keys) -> bool:
    try:
        with connect(server, keys, unique("client")) as connection:
            return not connection.publish("news", "x").refused
    except (Refused, WebsocketConnectionError):
        # Keys that are worth nothing any more do not get past the upgrade.
        return False


def attached(world, identity_id: str) -> list[str]:
    return [policy["policyName"] for policy in world.iot.list_attached_policies(target=identity_id)["policies"]]


def test_a_merge_carries_no_attached_policy_to_whoever_absorbs(server, world, pool, logins):
    policy = world.iot_policy(policies.document(policies.allow("iot:*")))
    user, login = unique("dave"), logins(unique("alice"))
    absorbing = vouched(world, pool, {BACKEND: user})
    absorbed = pool.identity(login)
    world.attach(policy, absorbed)
    assert may_connect(server, pool.identity(login).keys) and not may_connect(server, absorbing.keys)

    # Both logins in one call prove that the two are one.
    merged = vouched(world, pool, {BACKEND: user} | login)
    assert merged.id == absorbing.id
    assert attached(world, absorbed.id) == [policy] and attached(world, absorbing.id) == []
    assert not may_connect(server, merged.keys) and not may_connect(server, absorbed.keys)
    world.attach(policy, merged)
    assert may_connect(server, merged.keys)


def test_a_thing_group_alone_lets_no_signed_in_user_in(server, world, pool, logins):
    everything = world.iot_policy(policies.document(policies.allow("iot:*")))
    group, thing = unique("group"), unique("thing")
    arn = world.iot.create_thing_group(thingGroupName=group)["thingGroupArn"]
    world.iot.create_thing(thingName=thing)
    world.iot.add_thing_to_thing_group(thingName=thing, thingGroupName=group)
    world.iot.attach_policy(policyName=everything, target=arn)
    alice = pool.identity(logins(unique("alice")))
    world.iot.attach_thing_principal(thingName=thing, principal=alice.id)
    assert not may_connect(server, alice.keys)
    with pytest.raises((Refused, WebsocketConnectionError)):
        connect(server, alice.keys, thing)
    world.attach(everything, alice)
    assert may_connect(server, alice.keys)
    world.detach(everything, alice)
    assert not may_connect(server, alice.keys)


def test_keys_of_a_guest_end_when_it_signs_in_or_is_merged(server, pool, logins):
    alice = logins(unique("alice"))
    known = pool.identity(alice)
    upgraded, absorbed, control = pool.guest(), pool.guest(), pool.guest()
    # A guest's own session may call no list: what tells them apart is that they are somebody at all.
    callers = {guest.id: client(server, "sts", guest.keys) for guest in (upgraded, absorbed, control)}
    for caller in callers.values():
        caller.get_caller_identity()
    signed_in = pool.identity(logins(unique("bob")), upgraded.id)
    assert signed_in.id == upgraded.id and pool.identity(alice, absorbed.id).id == known.id
    for guest in (upgraded, absorbed):
        assert refusal(callers[guest.id].get_caller_identity).status == 403
        assert not may_connect(server, guest.keys)
    callers[control.id].get_caller_identity()
    client(server, "sts", signed_in.keys).get_caller_identity()


def test_nobody_is_unlinked_looked_up_or_vouched_for_by_others(server, world, pool, logins):
    alice, mallory = logins(unique("alice")), logins(unique("mallory"))
    identity = pool.identity(alice)
    pool.identity(mallory)
    [key] = alice
    refused = refusal(
        world.public.unlink_identity, IdentityId=identity.id, Logins=mallory, LoginsToRemove=[key])
    assert refused.code == "NotAuthorizedException"
    # A user of the developer's own is linked to nobody who did not sign in.
    refused = refusal(
        world.cognito.get_open_id_token_for_developer_identity, IdentityPoolId=pool.id,
        IdentityId=identity.id, Logins={BACKEND: unique("mallory")})
    assert refused.message == f"Access to Identity '{identity.id}' is forbidden."
    linked = world.cognito.get_open_id_token_for_developer_identity(
        IdentityPoolId=pool.id, IdentityId=identity.id, Logins={BACKEND: unique("dave")} | alice)
    assert linked["IdentityId"] == identity.id
    world.public.unlink_identity(IdentityId=identity.id, Logins=alice, LoginsToRemove=[key])


def test_a_token_of_the_developers_opens_its_own_identity_alone(world, pool):
    one, other = (vouched(world, pool, {BACKEND: unique("dave")}) for _ in range(2))
    refused = refusal(world.public.get_credentials_for_identity, IdentityId=other.id, Logins=one.logins)
    assert refused.message == f"Access to Identity '{other.id}' is forbidden."
    assert world.public.get_credentials_for_identity(IdentityId=one.id, Logins=one.logins)["IdentityId"] == one.id
    # Once its last user is unlinked, the token that was given out before is worth nothing.
    user = unique("erin")
    closing = vouched(world, pool, {BACKEND: user})
    world.cognito.unlink_developer_identity(
        IdentityPoolId=pool.id, IdentityId=closing.id, DeveloperProviderName=BACKEND, DeveloperUserIdentifier=user)
    assert refusal(
        world.public.get_credentials_for_identity, IdentityId=closing.id, Logins=closing.logins
    ).code == "NotAuthorizedException"


def test_our_own_issuers_cannot_be_registered(world):
    for host in ("cognito-identity.amazonaws.com", "Cognito-Identity.amazonaws.com", "sts.amazonaws.com"):
        refused = refusal(
            world.iam.create_open_id_connect_provider, Url=f"https://{host}", ClientIDList=["app"])
        assert refused.code == "InvalidInput", host
    world.iam.create_open_id_connect_provider(Url="https://login.lamps.example", ClientIDList=["app"])


@pytest.mark.parametrize("name", ["accounts.google.com", "Graph.Facebook.com", "cognito-identity.amazonaws.com"])
def test_a_developer_provider_takes_nobody_elses_name(world, name):
    make = {"IdentityPoolName": unique("pool"), "AllowUnauthenticatedIdentities": False}
    refused = refusal(world.cognito.create_identity_pool, DeveloperProviderName=name, **make)
    assert refused.code == "InvalidParameterException"
    assert world.cognito.create_identity_pool(DeveloperProviderName="login.others", **make)


class Issuers:
    """Issuers on loopback: one that is right, and some whose documents lead astray."""

    def __init__(self, keys: bytes, private_port: int):
        self.keys_served = 0
        issuers = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                name, _, document = self.path.lstrip("/").partition("/")
                here = f"{issuers.origin}/{name}"
                if document == ".well-known/openid-configuration":
                    known = {"issuer": here, "jwks_uri": f"{here}/keys"} | {
                        "other-issuer": {"issuer": f"{issuers.origin}/fine"},
                        "private-keys": {"jwks_uri": f"https://127.0.0.1:{private_port}/keys"},
                        "metadata-keys": {"jwks_uri": "http://169.254.169.254/latest/meta-data/keys"},
                    }.get(name, {})
                    return self.answer(200, json.dumps(known).encode())
                if name == "redirected-keys":
                    return self.answer(302, b"{}", Location=f"{issuers.origin}/fine/keys")
                if name == "endless-keys":
                    return self.answer(200, b'{"keys":[' + b" " * 2_000_000 + b"]}")
                issuers.keys_served += 1
                return self.answer(200, keys)

            def answer(self, status: int, body: bytes, **headers: str):
                self.send_response(status)
                for header, value in {"Content-Type": "application/json", "Content-Length": str(len(body))}.items():
                    self.send_header(header, value)
                for header, value in headers.items():
                    self.send_header(header, value)
                self.end_headers()
                # Whoever reads no further may have gone.
                with contextlib.suppress(OSError):
                    self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


ASTRAY = ["other-issuer", "private-keys", "metadata-keys", "redirected-keys", "endless-keys"]


def test_documents_of_an_issuer_lead_nowhere_else(world, openid):
    document = httpx.get(f"{openid.issuer}/.well-known/openid-configuration", trust_env=False).json()
    keys = httpx.get(document["jwks_uri"], trust_env=False).content
    with socket.create_server(("127.0.0.1", 0)) as private:
        issuers = Issuers(keys, private.getsockname()[1])
        try:
            urls = {name: f"{issuers.origin}/{name}" for name in [*ASTRAY, "fine"]}
            arns = [
                world.iam.create_open_id_connect_provider(Url=url, ClientIDList=["app"])["OpenIDConnectProviderArn"]
                for url in urls.values()]
            pool = world.pool(signed_in=EVERYTHING, guest=EVERYTHING, providers=arns)

            def sign_in(name: str) -> dict:
                token = openid.forge(openid.claims(unique("alice"), iss=urls[name]))
                return {"IdentityPoolId": pool.id, "Logins": {urls[name].removeprefix("http://"): token}}

            for name in ASTRAY:
                refused = refusal(world.public.get_id, **sign_in(name))
                assert refused.code == "ExternalServiceException", (name, refused)
            assert issuers.keys_served == 0, "no keys were taken from anywhere"
            assert world.public.get_id(**sign_in("fine"))["IdentityId"]
            assert issuers.keys_served == 1
            private.setblocking(False)
            with pytest.raises(BlockingIOError):
                private.accept()
        finally:
            issuers.close()


def test_a_pinned_certificate_that_is_merely_sent_along_proves_nothing(tmp_path, openid):
    (tmp_path / "daypass.toml").write_text(f'allowed_networks = ["{HOST}/32"]\n')
    running = Server(tmp_path, arguments=("--empty", "--config", str(tmp_path / "daypass.toml")))
    world = World(running)
    document = httpx.get(f"{openid.issuer}/.well-known/openid-configuration", trust_env=False).json()
    keys = httpx.get(document["jwks_uri"], trust_env=False).content
    pinned, stranger = authority("pinned"), authority("stranger")
    # A stranger's authority of the very same name, a leaf that plays the authority, and one that is pinned itself.
    imitation, between, itself = authority("pinned"), leaf(pinned), leaf(stranger)
    shown = {
        "fine": (leaf(pinned), [pinned]),
        "authority-not-sent": (leaf(pinned), []),
        "fine-itself": (itself, []),
        "fine-among-others": (leaf(pinned), [stranger, pinned]),
        "imitated": (leaf(imitation), [pinned]),
        "imitated-behind-its-own": (leaf(imitation), [imitation, pinned]),
        "leaf-as-authority": (leaf(between), [between, pinned]),
        "not-yet": (leaf(pinned, begins_in=timedelta(hours=1)), [pinned]),
        "sent-along": (leaf(stranger), [pinned]),
        "behind-its-own": (leaf(stranger), [stranger, pinned]),
        "other-host": (leaf(pinned, host="127.0.0.2"), [pinned]),
        "ended": (leaf(pinned, ends_in=-timedelta(hours=1)), [pinned]),
    }
    issuers = {name: TlsIssuer(tmp_path, keys, of, along) for name, (of, along) in shown.items()}
    try:
        arns = [world.iam.create_open_id_connect_provider(
            Url=issuer.url, ClientIDList=["app"], ThumbprintList=[pinned.thumbprint, itself.thumbprint],
        )["OpenIDConnectProviderArn"] for issuer in issuers.values()]
        pool = world.pool(guest=EVERYTHING, signed_in=EVERYTHING, providers=arns)
        for name, issuer in issuers.items():
            token = openid.forge(openid.claims(unique("alice"), iss=issuer.url))
            call = {"IdentityPoolId": pool.id, "Logins": {issuer.url.removeprefix("https://"): token}}
            if name.startswith("fine"):
                assert world.public.get_id(**call)["IdentityId"]
                assert issuer.asked == 2
            else:
                refused = refusal(world.public.get_id, **call)
                assert refused.code == "ExternalServiceException", (name, refused)
                assert issuer.asked == 0, f"{name}: nothing is asked of a server that is not trusted"
                role = world.role(policies.provider_trust(arns[list(issuers).index(name)], aud="app"), EVERYTHING)
                traded = refusal(world.public_sts.assume_role_with_web_identity, RoleArn=role, RoleSessionName="attack",
                                 WebIdentityToken=token)
                # What was found out a moment ago is not found out again, and only that it failed is remembered.
                assert traded.code in ("InvalidIdentityToken", "IDPCommunicationError"), (name, traded)
    finally:
        for issuer in issuers.values():
            issuer.close()
    assert running.stop() == 0


def test_invented_key_ids_cost_an_issuer_one_fetch(world, openid):
    document = httpx.get(f"{openid.issuer}/.well-known/openid-configuration", trust_env=False).json()
    issuers = Issuers(httpx.get(document["jwks_uri"], trust_env=False).content, 1)
    try:
        url = f"{issuers.origin}/fine"
        arn = world.iam.create_open_id_connect_provider(Url=url, ClientIDList=["app"])["OpenIDConnectProviderArn"]
        pool = world.pool(signed_in=EVERYTHING, guest=EVERYTHING, providers=[arn])
        key = url.removeprefix("http://")
        for number in range(20):
            token = openid.forge(openid.claims("eve", iss=url), header={"kid": f"invented-{number}"})
            refused = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins={key: token})
            assert refused.message == "Invalid login token. Couldn't verify signed token."
        assert issuers.keys_served <= 2
        fine = openid.forge(openid.claims(unique("alice"), iss=url))
        assert world.public.get_id(IdentityPoolId=pool.id, Logins={key: fine})["IdentityId"]
    finally:
        issuers.close()
