"""nginx asks whether a request may pass to a plain web service behind it."""

import http.client
import json

import pytest
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from support.explanation import why
from support.nginx import Nginx
from support.server import ACCOUNT, Server
from support.world import World

STATE = ["memory"]


def allow(path: str, method: str = "GET") -> str:
    resource = f"arn:aws:execute-api:us-east-1:{ACCOUNT}:app.example/$default/{method}{path}"
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": resource}]})


def started(folder, settings: str) -> Server:
    (folder / "daypass.toml").write_text(f"[forward_auth]\n{settings}\n")
    return Server(folder, arguments=("--empty", "--config", str(folder / "daypass.toml")))


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = started(tmp_path_factory.mktemp("forward_auth"), 'peers = ["127.0.0.1"]')
    yield running
    assert running.stop() == 0, running.output()


@pytest.fixture(scope="module")
def nginx(server, tmp_path_factory):
    with Nginx(server, tmp_path_factory.mktemp("nginx")) as running:
        yield running


@pytest.fixture(scope="module")
def people(world, openid):
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    mine = "/home/${cognito-identity.amazonaws.com:sub}/*"
    pool = world.pool(allow("/public/*"), allow(mine, "*"), providers=[provider])
    return pool.guest(), pool.identity({openid.login_key: openid.token("alice")})


def request(port, method, path, keys=None, headers=None, body=None, *, host="app.example", service="execute-api",
            query=False, sent_path=None, sent_body=None):
    """Signs as AWS's SDKs do for an API of one's own, and sends."""
    signed = AWSRequest(method=method, url=f"http://{host}{path}", data=body, headers={"Host": host})
    if keys:
        credentials = Credentials(keys.access_key_id, keys.secret_access_key, keys.session_token)
        auth = SigV4QueryAuth if query else SigV4Auth
        auth(credentials, service, "us-east-1").add_auth(signed)
    sent = {**dict(signed.headers), **(headers or {})}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    target = sent_path or signed.url.removeprefix(f"http://{host}")
    connection.request(method, target, body=sent_body or body, headers=sent)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer.status, dict((name.lower(), value) for name, value in answer.getheaders()), text


def refused(server, nginx, status, *arguments, **more):
    before = len(nginx.service.seen)
    answered, headers, text = request(nginx.port, *arguments, **more)
    assert answered == status, text
    assert len(nginx.service.seen) == before, "the service was reached"
    return why(server, headers["x-daypass-decision"])


def test_a_guest_reaches_what_its_role_allows(server, nginx, people):
    guest, _ = people
    status, _, text = request(nginx.port, "GET", "/public/a%20b?x=1", guest.keys)
    assert status == 200, text
    told = json.loads(text)
    assert told["path"] == "/public/a%20b?x=1"
    assert told["headers"]["x-daypass-identity-id"] == guest.id
    assert told["headers"]["x-daypass-authentication"] == "unauthenticated"
    assert told["headers"]["x-daypass-body"] == "not-verified"
    assert "authorization" not in told["headers"] and "x-amz-security-token" not in told["headers"]
    refused(server, nginx, 403, "GET", "/private/a", guest.keys)
    refused(server, nginx, 403, "POST", "/public/a", guest.keys)


def test_a_signed_in_user_is_confined_to_its_own_folder(server, nginx, people):
    guest, alice = people
    for method in ("GET", "PUT"):
        status, _, text = request(nginx.port, method, f"/home/{alice.id}/diary", alice.keys)
        assert status == 200, text
        assert json.loads(text)["headers"]["x-daypass-authentication"] == "authenticated"
    refused(server, nginx, 403, "GET", f"/home/{guest.id}/diary", alice.keys)
    refused(server, nginx, 403, "GET", f"/home/{alice.id}/diary", guest.keys)


def test_the_query_form_passes(nginx, people):
    guest, _ = people
    status, _, text = request(nginx.port, "GET", "/public/a", guest.keys, query=True)
    assert status == 200, text


def test_paths_that_can_be_read_in_two_ways_are_refused(server, nginx, people):
    _, alice = people
    for path in ("/home/{0}/../x", "/home/{0}/%2e%2e/x", "/home/{0}/%2Fx", "/home/{0}//x", "/home/{0}/%5cx"):
        refused(server, nginx, 403, "GET", path.format(alice.id), alice.keys)


def test_what_a_client_says_of_itself_is_stripped(nginx, world, people):
    claims = {"X-Daypass-Identity-Id": "someone-else", "X-Daypass-Authentication": "authenticated",
              "X-Daypass-Body": "verified", "X-Daypass-Principal": "root"}
    plain = world.role_session(allow("/public/*"))
    status, _, text = request(nginx.port, "GET", "/public/a", plain, claims)
    told = json.loads(text)["headers"]
    assert status == 200 and told["x-daypass-principal"].startswith("arn:aws:sts::")
    assert "x-daypass-identity-id" not in told and "x-daypass-authentication" not in told
    assert told["x-daypass-body"] == "not-verified"


def test_a_client_cannot_speak_for_nginx(server, nginx, people):
    guest, _ = people
    lies = {"X-Original-URI": "/public/a", "X-Original-Method": "GET"}
    refused(server, nginx, 403, "GET", "/private/a", guest.keys, lies)
    assert request(nginx.port, "GET", "/public/a", guest.keys, {"X-Original-URI": "/private/a"})[0] == 200


def test_signatures_that_are_missing_or_wrong_are_refused(server, nginx, people):
    guest, _ = people
    assert refused(server, nginx, 401, "GET", "/public/a").whole["kind"] == "authentication"
    refused(server, nginx, 403, "GET", "/public/a", guest.keys, service="s3")
    refused(server, nginx, 403, "GET", "/public/a", guest.keys, sent_path="/public/b")
    refused(server, nginx, 403, "GET", "/public/a", guest.keys, {"Host": "other.example"})


def test_a_location_that_needs_the_body_verified_refuses(server, people, tmp_path):
    guest, _ = people
    change = lambda text: text.replace("/-/api/authorize;", "/-/api/authorize?require_body;")
    with Nginx(server, tmp_path, change) as strict:
        assert refused(server, strict, 403, "GET", "/public/a", guest.keys).whole["code"] == "BodyNotVerified"


def test_envoys_form_verifies_the_body_that_comes_along(server, world):
    keys = world.role_session(allow("/public/*", "POST"))

    def asked(headers, sent=b"hello"):
        signed = AWSRequest(method="POST", url="http://app.example/public/a", data=b"hello",
                            headers={"Host": "app.example"})
        credentials = Credentials(keys.access_key_id, keys.secret_access_key, keys.session_token)
        SigV4Auth(credentials, "execute-api", "us-east-1").add_auth(signed)
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        connection.request("POST", "/-/api/authorize/public/a", body=sent, headers={**dict(signed.headers), **headers})
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers

    status, headers = asked({"X-Envoy-Auth-Partial-Body": "false"})
    assert (status, headers["x-daypass-body"]) == (200, "verified")
    assert "x-daypass-identity-id" in headers["x-envoy-auth-headers-to-remove"].split(",")
    assert asked({"X-Envoy-Auth-Partial-Body": "false"}, b"other")[0] == 403
    assert asked({"X-Original-URI": "/public/b", "X-Envoy-Auth-Partial-Body": "false"})[0] == 403


def test_nobody_is_believed_who_is_not_named(tmp_path):
    stranger = started(tmp_path, "peers = []")
    try:
        world = World(stranger)
        keys = world.role_session(allow("/*"))
        (tmp_path / "nginx").mkdir()
        with Nginx(stranger, tmp_path / "nginx") as nginx:
            assert refused(stranger, nginx, 403, "GET", "/public/a", keys).whole["code"] == "UnknownProxy"
    finally:
        assert stranger.stop() == 0
