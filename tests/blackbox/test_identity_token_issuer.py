"""One Daypass accepts the identity tokens of another: it registers the issuer that the other one is
configured with, and finds the keys by discovery over HTTPS, under the other one's certificate."""

import hashlib
import ssl
from pathlib import Path

import httpx
import pytest

from support import policies
from support.aws import Keys, client, refusal
from support.object_store import Relay
from support.policies import allow, provider_trust
from support.server import Server
from support.world import World

ALL_IOT = policies.document(allow("iot:*"))


def started(folder: Path, settings: str) -> Server:
    (folder / "daypass.toml").write_text(settings)
    return Server(folder, arguments=("--empty", "--config", str(folder / "daypass.toml")))


@pytest.fixture(scope="module")
def issuer():
    """Where the first server is reached: it has to know that before it has a port."""
    relay = Relay(0)
    yield relay
    relay.close()


@pytest.fixture(scope="module")
def url(issuer) -> str:
    return f"https://127.0.0.1:{issuer.port}"


@pytest.fixture(scope="module")
def first(issuer, url, tmp_path_factory):
    running = started(tmp_path_factory.mktemp("first"), f'identity_token_issuer = "{url}"\n')
    issuer.to_port = running.port
    yield running
    assert running.stop() == 0, running.output()


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    running = started(tmp_path_factory.mktemp("second"), 'allowed_networks = ["127.0.0.1/32"]\n')
    yield running
    assert running.stop() == 0, running.output()


@pytest.fixture(scope="module")
def pool(first):
    return World(first).pool(guest=ALL_IOT, signed_in=ALL_IOT, classic=True, developer="login.example")


@pytest.fixture(scope="module")
def provider(first, second, url, pool) -> str:
    """The first server as the second knows it."""
    ca = ssl.PEM_cert_to_DER_cert(Path(first.ca_file).read_text())
    return World(second).iam.create_open_id_connect_provider(
        Url=url, ClientIDList=[pool.id], ThumbprintList=[hashlib.sha1(ca).hexdigest()])["OpenIDConnectProviderArn"]


def guest_token(pool) -> tuple[str, str]:
    public = pool.world.public
    identity_id = public.get_id(IdentityPoolId=pool.id)["IdentityId"]
    return identity_id, public.get_open_id_token(IdentityId=identity_id)["Token"]


def user_token(pool, user: str) -> tuple[str, str]:
    answer = pool.world.cognito.get_open_id_token_for_developer_identity(
        IdentityPoolId=pool.id, Logins={"login.example": user})
    return answer["IdentityId"], answer["Token"]


def test_the_documents_stand_under_the_configured_issuer(first, url):
    trust = ssl.create_default_context(cafile=first.ca_file)
    document = httpx.get(f"{url}/.well-known/openid-configuration", verify=trust, trust_env=False).json()
    assert document["issuer"] == url
    # Whoever asks under another name is told the same keys.
    other = httpx.get(f"{first.endpoint}/.well-known/openid-configuration", trust_env=False).json()
    assert other == document
    assert httpx.get(document["jwks_uri"], verify=trust, trust_env=False).json()["keys"]


@pytest.mark.parametrize("kind", ["guest", "signed-in"])
def test_the_second_opens_a_role_for_an_identity_of_the_first(second, pool, provider, url, kind):
    world = World(second)
    identity_id, token = guest_token(pool) if kind == "guest" else user_token(pool, "alice")
    role = world.role(provider_trust(provider, aud=pool.id, sub=identity_id), ALL_IOT)

    def assume(token: str):
        return world.public_sts.assume_role_with_web_identity(
            RoleArn=role, RoleSessionName="first", WebIdentityToken=token)

    answer = assume(token)
    assert (answer["SubjectFromWebIdentityToken"], answer["Audience"]) == (identity_id, pool.id)
    assert answer["Provider"] == url
    keys = Keys.of(answer["Credentials"])
    assert client(second, "sts", keys).get_caller_identity()["Arn"] == answer["AssumedRoleUser"]["Arn"]
    client(second, "iot", keys).list_things()
    # Another identity of the same pool, one of another pool, and a changed token.
    assert refusal(assume, token=guest_token(pool)[1]).code == "AccessDenied"
    stranger = pool.world.pool(guest=ALL_IOT, classic=True)
    assert refusal(assume, token=guest_token(stranger)[1]).code == "InvalidIdentityToken"
    head, body, signature = token.split(".")
    assert refusal(assume, token=f"{head}.{body}.{signature[::-1]}").code == "InvalidIdentityToken"


def test_a_pool_of_the_second_signs_an_identity_of_the_first_in(second, pool, provider, url):
    there = World(second).pool(guest=ALL_IOT, signed_in=ALL_IOT, providers=[provider])
    key = url.removeprefix("https://")
    alice = there.identity({key: user_token(pool, "alice")[1]})
    assert there.identity({key: user_token(pool, "alice")[1]}).id == alice.id
    assert there.identity({key: user_token(pool, "bob")[1]}).id != alice.id


def test_the_first_takes_its_own_tokens_as_ever(first, pool, url):
    identity_id, _ = guest_token(pool)
    keys = pool.basic(identity_id, pool.roles["unauthenticated"])
    assert "assumed-role" in client(first, "sts", keys).get_caller_identity()["Arn"]
    iam = World(first).iam
    iam.create_open_id_connect_provider(Url=f"{url}/other", ClientIDList=[pool.id])
    assert refusal(iam.create_open_id_connect_provider, Url=url, ClientIDList=[pool.id]).code == "InvalidInput"
