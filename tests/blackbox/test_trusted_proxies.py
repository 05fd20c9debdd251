"""Who is believed about the clients behind proxies: `X-Forwarded-` headers of requests, and nobody else's."""

import http.client

import pytest
from botocore.exceptions import ClientError

from support import policies, wire
from support.aws import ROOT, client
from support.command import daypass
from support.deadline import until
from support.haproxy import PROXY, HaProxy
from support.nginx import Nginx
from support.policies import allow, iot
from support.server import ROOT_KEY, ROOT_SECRET, Server
from support.signing import sign_headers, websocket_path
from support.explanation import Explanation
from support.mqtt import Refused, connect
from support.world import World, unique

STATE = ["memory"]
#: The client that proxies tell of in these tests, and one that is somebody else.
CLIENT, OTHER = "192.0.2.7", "198.51.100.1"
#: A second proxy, in front of the first.
FARTHER = "127.0.0.3"
SETTINGS = f'trusted_proxies = ["{PROXY}", "{FARTHER}/32", "fd00::/8"]\nallow_insecure_listen = true\n'


def started(folder, settings: str = SETTINGS) -> Server:
    (folder / "daypass.toml").write_text(settings)
    return Server(folder, arguments=("--empty", "--config", str(folder / "daypass.toml")))


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = started(tmp_path_factory.mktemp("trusted_proxies"))
    yield running
    assert running.stop() == 0, running.output()


def from_address(*cidr: str) -> dict:
    return {"IpAddress": {"aws:SourceIp": list(cidr)}}


@pytest.fixture(scope="module")
def keys(world):
    """Somebody who may publish from the client's address alone."""
    return world.role_session(policies.document(
        allow("iot:Publish", iot("topic/mine"), Condition=from_address(CLIENT, "2001:db8::7"))))


def publish(server, keys, source: str, headers: list, host: str | None = None, topic: str = "mine"):
    """Publishes over HTTPS's API from an address of this machine, with headers that no client signs."""
    host = host or server.authority
    signed = sign_headers(keys, "iotdata", "POST", f"http://{host}/topics/{topic}", {"Host": host}, b"x")
    return asked(server, source, "POST", f"/topics/{topic}", [*signed.items(), *headers], b"x")


def asked(server, source: str, method: str, path: str, headers: list, body: bytes = b"") -> wire.Response:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20, source_address=(source, 0))
    try:
        connection.putrequest(method, path, skip_host=True)
        for name, value in [*headers, ("Content-Length", str(len(body)))]:
            connection.putheader(name, value)
        connection.endheaders(body)
        return wire.received(connection.getresponse())
    finally:
        connection.close()


def explained(server, answer: wire.Response) -> Explanation:
    """What root hears of a refusal: behind proxies nobody is let in without a signature."""
    ended = daypass(server, "why", answer.headers["x-daypass-decision"], "-o", "json",
                    AWS_ACCESS_KEY_ID=ROOT_KEY, AWS_SECRET_ACCESS_KEY=ROOT_SECRET, AWS_REGION="us-east-1")
    assert ended.code == 0, ended
    return Explanation(ended.json())


def forwarded(*values: str) -> list:
    return [("X-Forwarded-For", value) for value in values]


@pytest.mark.parametrize("headers", [
    forwarded(CLIENT),
    forwarded(f"{OTHER}, {CLIENT}"),
    forwarded(OTHER, CLIENT),
    forwarded(f"{CLIENT}, {FARTHER}"),
    forwarded(f"nonsense, {OTHER}, {CLIENT}, fd00::1, {FARTHER}"),
    forwarded("2001:db8::7"),
    forwarded("[2001:db8::7]:443"),
    forwarded(f"{CLIENT}:4321"),
    forwarded(f"::ffff:{CLIENT}"),
], ids=str)
def test_a_trusted_proxy_is_believed_and_nobody_else_is(server, keys, headers):
    assert publish(server, keys, PROXY, headers).status == 200
    refused = publish(server, keys, "127.0.0.1", headers)
    assert refused.status == 403
    assert explained(server, refused).whole["source_ip"] == "127.0.0.1"


@pytest.mark.parametrize("headers", [
    forwarded(OTHER),
    # What the client sent itself stands to the left of what the proxy saw.
    forwarded(f"{CLIENT}, {OTHER}"),
    forwarded(CLIENT, OTHER),
    forwarded(f"{CLIENT}, {OTHER}, {FARTHER}"),
    [("Forwarded", f"for={CLIENT}"), ("X-Real-IP", CLIENT), *forwarded(OTHER)],
], ids=str)
def test_what_a_client_writes_itself_is_not_believed(server, keys, headers):
    refused = publish(server, keys, PROXY, headers)
    assert refused.status == 403
    assert explained(server, refused).whole["source_ip"] == OTHER
    assert publish(server, keys, PROXY, forwarded(CLIENT)).status == 200


@pytest.mark.parametrize("headers", [
    forwarded(f"{CLIENT}, unknown"),
    forwarded(""),
    forwarded(f"{CLIENT},"),
    forwarded("192.0.2"),
    forwarded(", ".join([CLIENT, *[FARTHER] * 16])),
    [*forwarded(CLIENT), ("X-Forwarded-Host", "a.example, b.example")],
    [*forwarded(CLIENT), ("X-Forwarded-Host", "a.example/b")],
    [*forwarded(CLIENT), ("X-Forwarded-Port", "https")],
], ids=str)
def test_what_cannot_be_understood_is_refused_and_recorded(server, keys, headers):
    refused = publish(server, keys, PROXY, headers)
    assert refused.status == 400
    told = explained(server, refused)
    assert told.whole["code"] == "InvalidRequest" and "x-forwarded-" in told.whole["message"]
    assert publish(server, keys, "127.0.0.1", headers).status == 403
    assert publish(server, keys, PROXY, forwarded(CLIENT)).status == 200


def test_a_proxy_that_tells_of_nobody_is_itself_the_client(server, world):
    proxys = world.role_session(policies.document(allow("iot:Publish", Condition=from_address(PROXY))))
    assert publish(server, proxys, PROXY, []).status == 200
    assert publish(server, proxys, "127.0.0.1", []).status == 403
    assert publish(server, proxys, PROXY, forwarded(CLIENT)).status == 403


def test_a_connection_is_as_secure_as_its_worst_part(server, world):
    condition = {"Bool": {"aws:SecureTransport": "true"}}
    careful = world.role_session(policies.document(allow("iot:Publish", Condition=condition)))
    def proto(value):
        return [*forwarded(CLIENT), ("X-Forwarded-Proto", value)]

    assert publish(server, careful, PROXY, proto("https")).status == 200
    assert publish(server, careful, PROXY, proto("https, https")).status == 200
    for headers in (proto("http"), proto("http, https"), proto("https, http"), forwarded(CLIENT)):
        assert publish(server, careful, PROXY, headers).status == 403
    assert publish(server, careful, "127.0.0.1", proto("https")).status == 403


def test_the_host_that_was_signed_may_be_told(server, keys):
    host = [("X-Forwarded-Host", "app.example"), *forwarded(CLIENT)]

    def sent(source, headers):
        signed = sign_headers(keys, "iotdata", "POST", "http://app.example/topics/mine", {"Host": "app.example"}, b"x")
        signed["Host"] = server.authority
        return asked(server, source, "POST", "/topics/mine", [*signed.items(), *headers], b"x").status

    assert sent(PROXY, host) == 200
    assert sent(PROXY, forwarded(CLIENT)) == 403
    assert sent("127.0.0.1", host) == 403


def test_the_audit_tells_the_client(server, world):
    pool = world.pool(guest=policies.document(allow("iot:Connect")))
    for source, told in ((PROXY, OTHER), ("127.0.0.1", "127.0.0.1")):
        answer = get_id(server, source, pool, forwarded(OTHER))
        request_id = answer.headers["x-amzn-requestid"]
        found = until(lambda: [line for line in server.log().splitlines() if request_id in line], 5, "the audit event")
        assert len(found) == 1 and f"source_ip={told}" in found[0], found


def get_id(server, source, pool, headers):
    target = [("Host", server.authority), ("Content-Type", wire.JSON_11),
              ("X-Amz-Target", "AWSCognitoIdentityService.GetId")]
    return asked(server, source, "POST", "/", [*target, *headers], f'{{"IdentityPoolId": "{pool.id}"}}'.encode())


def test_limits_count_clients_and_not_their_proxy(tmp_path):
    server = started(tmp_path, SETTINGS + "[limits]\nguests_per_source_and_pool = 1\n")
    pool = World(server).pool(guest=policies.document(allow("iot:Connect")))
    assert get_id(server, PROXY, pool, forwarded(CLIENT)).status == 200
    assert get_id(server, PROXY, pool, forwarded(CLIENT)).status == 400
    assert get_id(server, PROXY, pool, forwarded(f"{OTHER}, {CLIENT}")).status == 400
    assert get_id(server, PROXY, pool, forwarded(OTHER)).status == 200
    # Whoever is not believed has one place, whatever it says.
    assert get_id(server, "127.0.0.1", pool, forwarded("203.0.113.1")).status == 200
    assert get_id(server, "127.0.0.1", pool, forwarded("203.0.113.2")).status == 400
    assert server.stop() == 0


def nginx_before(server, folder, change=lambda text: text):
    """nginx as the page shows it, at the proxy's address."""
    bound = lambda text: change(text).replace("location / {", f"location / {{\n        proxy_bind {PROXY};")
    return Nginx(server, folder, bound, "docs/behind-a-proxy.md")


def through(port: int, keys, headers: dict | None = None):
    """boto3's client of the data plane, led through a proxy."""
    made = client(Led(port), "iot-data", keys)
    if headers:
        made.meta.events.register("before-send.iot-data.*", lambda request, **_: request.headers.update(headers))
    return made


class Led:
    """What the clients' builder needs to know of a server, behind a proxy."""

    def __init__(self, port: int):
        self.endpoint = f"http://127.0.0.1:{port}"


def test_nginx_tells_of_its_clients_and_not_their_lies(server, world, keys, tmp_path):
    local = world.role_session(policies.document(allow("iot:*", Condition=from_address("127.0.0.1"))))
    with nginx_before(server, tmp_path) as nginx:
        through(nginx.port, local).publish(topic="a", payload=b"x")
        lies = {"X-Forwarded-For": CLIENT, "X-Forwarded-Proto": "https", "X-Forwarded-Host": "other.example"}
        through(nginx.port, local, lies).publish(topic="a", payload=b"x")
        with pytest.raises(ClientError) as refused:
            through(nginx.port, keys, lies).publish(topic="mine", payload=b"x")
        assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
        secure = world.role_session(policies.document(
            allow("iot:*", Condition={"Bool": {"aws:SecureTransport": "true"}})))
        with pytest.raises(ClientError):
            through(nginx.port, secure, lies).publish(topic="a", payload=b"x")


def test_a_websocket_through_nginx_is_its_clients(server, world, tmp_path):
    local = world.pool(guest=policies.document(allow("iot:*", Condition=from_address("127.0.0.1")))).guest()
    with nginx_before(server, tmp_path) as nginx:
        path = websocket_path(local.keys, f"127.0.0.1:{nginx.port}")
        with connect(At(server, nginx.port), local.keys, unique("web"), path=path) as connection:
            assert not connection.subscribe("a", 1).refused
    # The same without a word about the client is the proxy's own connection.
    untold = lambda text: text.replace("X-Forwarded-For $remote_addr", 'X-Forwarded-For ""')
    with nginx_before(server, sub(tmp_path), untold) as silent:
        path = websocket_path(local.keys, f"127.0.0.1:{silent.port}")
        with pytest.raises(Refused):
            connect(At(server, silent.port), local.keys, unique("web"), path=path)


def sub(folder):
    made = folder / "more"
    made.mkdir()
    return made


class At:
    """A server, reached at another port."""

    def __init__(self, server, port: int):
        self.authority = f"127.0.0.1:{port}"
        self.ready, self.ca_file = server.ready, server.ca_file


def test_haproxy_tells_of_its_clients(server, world, tmp_path):
    secure = world.role_session(policies.document(
        allow("iot:*", Condition={"Bool": {"aws:SecureTransport": "true"}} | from_address("127.0.0.1"))))
    with HaProxy(server, tmp_path) as haproxy:
        made = client(Led(haproxy.ports["http"]), "iot-data", secure)
        with pytest.raises(ClientError):
            made.publish(topic="a", payload=b"x")
        at = Led(0)
        at.https_endpoint, at.ca_file = f"https://127.0.0.1:{haproxy.ports['https']}", False
        client(at, "iot-data", secure, https=True).publish(topic="a", payload=b"x")


def test_the_doors_of_our_own_want_a_signature_behind_proxies(server):
    for source in (PROXY, "127.0.0.1"):
        asking = lambda path: asked(server, source, "GET", path, [("Host", server.authority)]).status
        assert asking("/-/healthz") == 200 and asking("/-/metrics") == 403
    signed = sign_headers(ROOT, "daypass", "GET", f"http://{server.authority}/-/metrics", {"Host": server.authority})
    assert asked(server, PROXY, "GET", "/-/metrics", list(signed.items())).status == 200


@pytest.mark.parametrize(("settings", "words"), [
    (f'trusted_proxies = ["{PROXY}"]', "`trusted_proxies` is not safe"),
    ('trusted_proxies = ["0.0.0.0/0"]\nallow_insecure_listen = true', "is everybody"),
    ('trusted_proxies = ["proxy.example"]', "trusted_proxies: `proxy.example`"),
    ('proxy_protocol = ["listen"]', "no trusted_proxies"),
])
def test_settings_that_trust_too_many_are_refused(tmp_path, settings, words):
    with pytest.raises(AssertionError, match=words):
        started(tmp_path, settings)
