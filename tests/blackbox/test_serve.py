"""A server for production: its keys, the settings and stores that it refuses, and what it limits unasked."""

import http.client
import re
import ssl
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from support.aws import ROOT, Keys, client, refusal
from support.command import daypass
from support.paths import PROJECT
from support.server import Production, Server

LISTEN = 'listen = "127.0.0.1:0"\nmqtts_listen = "127.0.0.1:0"\n'
PER_MINUTE = 60


def written(folder: Path, more: str = "", listen: str = LISTEN) -> Path:
    """A configuration whose state is in the folder `data` beside it."""
    config = folder / "daypass.toml"
    config.write_text(f'data = "{folder / "data"}"\n{listen}{more}')
    return config


def initialized(config: Path) -> Keys:
    """The root user's key of a new folder."""
    done = daypass(None, "init", "--config", str(config), "-o", "json")
    assert done.code == 0, done.stderr
    told = done.json()
    return Keys(told["access_key_id"], told["secret_access_key"])


def refused(config: Path) -> str:
    """Why a server does not start."""
    done = daypass(None, "serve", "--config", str(config))
    assert done.code in (1, 2) and not done.stdout, done
    return done.stderr


def status(server: Server, path: str) -> int:
    connection = http.client.HTTPConnection(server.authority, timeout=10)
    connection.request("GET", path)
    return connection.getresponse().status


def test_its_root_is_the_one_of_init_and_nobody_elses(tmp_path):
    config = written(tmp_path)
    root = initialized(config)
    server = Production(tmp_path, config)
    assert client(server, "sts", root).get_caller_identity()["Arn"] == "arn:aws:iam::000000000000:root"
    known = refusal(client(server, "sts", ROOT).get_caller_identity)
    assert (known.code, known.status) == ("InvalidClientTokenId", 403)
    # There is no demo and no page to sign in at; our own doors want a signature.
    assert client(server, "cognito-identity", root).list_identity_pools(MaxResults=1)["IdentityPools"] == []
    assert server.ready["mqtt"] is None and server.ready["mqtts"]
    assert [status(server, path) for path in ("/-/sign-in/", "/-/metrics", "/-/healthz")] == [404, 403, 200]
    plain = refusal(client(server, "iam", root).create_open_id_connect_provider,
                    Url="http://127.0.0.1:9/issuer", ClientIDList=["app"])
    assert plain.code == "InvalidInput", plain
    assert server.stop() == 0
    server.start()
    assert client(server, "sts", root).get_caller_identity()["Account"] == "000000000000"
    assert server.stop() == 0


@pytest.mark.parametrize(("more", "least", "most"), [
    ("", PER_MINUTE, 2 * PER_MINUTE),
    ("[limits]\nguests_per_source_and_pool = 5\n", 5, 30),
    ('[limits]\nguests_per_source_and_pool = "off"\n', 3 * PER_MINUTE, 3 * PER_MINUTE),
])
def test_new_guests_are_limited_unless_it_is_told_otherwise(tmp_path, more, least, most):
    config = written(tmp_path, more)
    root = initialized(config)
    server = Production(tmp_path, config)
    pool = client(server, "cognito-identity", root).create_identity_pool(
        IdentityPoolName="p", AllowUnauthenticatedIdentities=True)["IdentityPoolId"]
    public, made = client(server, "cognito-identity", None), 0
    while made < 3 * PER_MINUTE:
        try:
            public.get_id(IdentityPoolId=pool)
        except public.exceptions.TooManyRequestsException as error:
            assert error.response["Error"]["Message"] == "Rate exceeded"
            break
        made += 1
    assert least <= made <= most
    assert server.stop() == 0


@pytest.mark.parametrize("line", [
    "soft = true", "allow_insecure_listen = true", 'mqtt_plain_policy = "p"', 'mqtt_listen = "0.0.0.0:0"',
    '[providers]\nfacebook_graph = "http://127.0.0.1:1"',
])
def test_what_lets_others_in_is_refused_by_its_name(tmp_path, line):
    initialized(written(tmp_path))
    name = line.split("\n")[-1].split(" ")[0]
    assert re.search(rf"`(providers\.)?{name}` is not safe", refused(written(tmp_path, line + "\n")))
    server = Production(tmp_path, written(tmp_path))
    assert server.stop() == 0


def test_it_starts_where_init_was_and_nowhere_else(tmp_path):
    config = written(tmp_path)
    assert "`daypass init`" in refused(config) and not (tmp_path / "data").exists()
    initialized(config)
    again = daypass(None, "init", "--config", str(config))
    assert again.code == 1 and "exists already" in again.stderr and not again.stdout
    # Another account of the same store has no root yet.
    other = written(tmp_path, 'account = "111122223333"\n')
    assert "`daypass init`" in refused(other)
    (tmp_path / "nowhere.toml").write_text(LISTEN)
    assert "`data`" in refused(tmp_path / "nowhere.toml")
    (tmp_path / "memory.toml").write_text('data = "memory"\n' + LISTEN)
    assert "`data` is not safe" in refused(tmp_path / "memory.toml")


@pytest.mark.parametrize("kind", ["empty", "demo"])
def test_a_store_of_development_is_refused(tmp_path, kind):
    development = Server(
        tmp_path, data=tmp_path / "data", arguments=("--empty",) if kind == "empty" else ())
    assert development.stop() == 0
    config = written(tmp_path)
    assert "`data` is not safe" in refused(config) and "everybody knows" in refused(config)
    assert daypass(None, "init", "--config", str(config)).code == 1


def test_the_page_s_configuration_can_be_used(tmp_path):
    config = tmp_path / "daypass.toml"
    config.write_text(re.search(r"```toml\n(.*?)```", (PROJECT / "docs" / "serve.md").read_text(), re.S)[1])
    assert daypass(None, "config", "check", "--config", str(config)).code == 0


def addresses_of_this_machine() -> list[str]:
    """The addresses of IPv4 by which other machines reach this one."""
    found, last = set(), ""
    for line in Path("/proc/net/fib_trie").read_text().splitlines():
        word = line.split()
        if "/32 host LOCAL" in line:
            found.add(last)
        elif word and word[0] == "|--":
            last = word[1]
    return sorted(address for address in found if not address.startswith("127."))


def test_other_machines_are_answered_under_tls_alone(tmp_path):
    reached = addresses_of_this_machine()
    assert reached, "this machine has no address beside loopback"
    listen = f'listen = "{reached[0]}:0"\nmqtts_listen = "{reached[0]}:0"\n'
    config = written(tmp_path, listen=listen)
    initialized(config)
    server = Production(tmp_path, config)
    assert server.endpoint == server.https_endpoint and server.endpoint.startswith(f"https://{reached[0]}:")
    address = urlsplit(server.endpoint)
    trusting = ssl.create_default_context(cafile=server.ca_file)
    secure = http.client.HTTPSConnection(address.hostname, address.port, timeout=10, context=trusting)
    secure.request("GET", "/-/healthz")
    assert secure.getresponse().status == 200
    plain = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
    with pytest.raises((ConnectionError, http.client.BadStatusLine)):
        plain.request("GET", "/-/healthz")
        plain.getresponse()
    assert server.stop() == 0
