"""Hard requests, signed by three signers that others wrote, in headers and in the query: all accepted,
and none once something of it is changed."""

import json
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote

import pytest
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest

from support import policies, wire
from support.aws import ROOT
from support.mqtt import connect
from support.paths import PROJECT
from support.policies import allow
from support.server import REGION
from support.signing import botocore_credentials, crt_sign
from support.world import unique

STATE = ["memory"]
TABLE = PROJECT / "crates/aws-protocol/tests/it/hard_requests.json"
SIGNERS = ["botocore", "crt", "javascript"]
FORMS = ["header", "query"]
#: Error codes that say: this was not signed as it must be.
UNSIGNED = {
    "InvalidSignatureException", "SignatureDoesNotMatch", "IncompleteSignatureException", "IncompleteSignature",
    "MissingAuthenticationTokenException", "MissingAuthenticationToken", "UnrecognizedClientException", "InvalidClientTokenId",
}


@dataclass(frozen=True)
class Request:
    """A request as it goes over the wire: path and query are encoded, headers stand in their order."""

    service: str
    method: str = "GET"
    path: str = "/"
    query: str = ""
    headers: list = field(default_factory=list)
    body: str = ""

    @property
    def target(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path

    def send(self, server, target: str, headers: list) -> wire.Response:
        return wire.send(server, self.method, target, headers, self.body)


def row_request(row: dict) -> Request:
    """A row of the table as a call that is served: what is in its path becomes a topic's name."""
    headers = [(name, value) for name, value in row["headers"] if name.lower() != "host"]
    given = {"query": row["query"], "headers": headers, "body": row["body"]}
    if any(name.lower() == "x-amz-target" for name, _ in headers):
        return Request("cognito-identity", row["method"], row["path"], **given)
    return Request("iotdata", "POST", f"/topics/hard{row['path']}", **given)


ROWS = {row["name"]: row_request(row) for row in json.loads(TABLE.read_text())["requests"]}
TOPIC_HEADERS = [("Content-Type", "application/octet-stream")]
#: What a publication's path says, and the topic that it must arrive on: the path that was signed is
#: the path that is obeyed.
TOPICS = {
    "plain": "plain",
    "slashes%2Fare%2Fencoded": "slashes/are/encoded",
    "slashes/as/they/are": "slashes/as/they/are",
    "a.b%2F..c%2F...": "a.b/..c/...",
    "a%20b%20%20c": "a b  c",
    "100%25": "100%",
    "a%2520b%252Fc": "a%20b%2Fc",
    "gr%C3%BCn%20%E2%82%AC%F0%9D%84%9E": "grün €𝄞",
    "-_.~": "-_.~",
    "%3A%40%21%28%29%27%2A%2C%3B%3D%26": ":@!()'*,;=&",
    "other/../this/./one//here": "this/one/here",
}


def botocore_signed(request: Request, server, form: str) -> tuple[str, list]:
    made = AWSRequest(request.method, f"{server.endpoint}{request.target}", data=request.body.encode())
    for name, value in request.headers:
        made.headers[name] = value
    signer = SigV4QueryAuth if form == "query" else SigV4Auth
    signer(botocore_credentials(ROOT), request.service, REGION).add_auth(made)
    if form == "query":
        return made.url.removeprefix(server.endpoint), request.headers
    return request.target, request.headers + [(name, made.headers[name]) for name in ("X-Amz-Date", "Authorization")]


def crt_signed(request: Request, server, form: str) -> tuple[str, list]:
    headers = [("Host", server.authority), *request.headers]
    return crt_sign(
        ROOT, request.service, request.method, request.target, headers, request.body.encode(), in_query=form == "query")


def javascript_signed(request: Request, server, form: str, node) -> tuple[str, list]:
    query, headers = {}, {"host": server.authority}
    for pair in filter(None, request.query.split("&")):
        name, _, value = pair.partition("=")
        query.setdefault(unquote(name), []).append(unquote(value))
    for name, value in request.headers:
        # The signer keeps one value a name: lines repeated are joined by commas, which means the same.
        headers[name.lower()] = f"{headers[name.lower()].strip()},{value.strip()}" if name.lower() in headers else value
    host, port = server.authority.rsplit(":", 1)
    signed = node.call(
        "presign" if form == "query" else "sign", service=request.service,
        credentials={"accessKeyId": ROOT.access_key_id, "secretAccessKey": ROOT.secret_access_key},
        request={"method": request.method, "protocol": "http:", "hostname": host, "port": int(port),
                 "path": request.path, "query": query, "headers": headers, "body": request.body})
    if form == "query":
        more = [(name, value) for name, value in signed["query"].items() if name not in query]
        added = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in more)
        kept = [(name, value) for name, value in request.headers if name.lower() not in map(str.lower, dict(more))]
        return f"{request.target}{'&' if request.query else '?'}{added}", kept
    return request.target, request.headers + [
        (name, value) for name, value in signed["headers"].items() if name not in headers]


@pytest.fixture
def signed(signer, server, node):
    """Signs a request with the signer and in the form that the test names."""
    signers = {
        "botocore": botocore_signed,
        "crt": crt_signed,
        "javascript": lambda request, server, form: javascript_signed(request, server, form, node),
    }
    return lambda request, form: signers[signer](request, server, form)


def code(answer: wire.Response) -> str:
    return answer.headers.get("x-amzn-errortype", "").split(":")[0]


CASES = [
    pytest.param(name, signer, form, id=f"{name} ({signer}, {form})")
    for name, request in ROWS.items() for signer in SIGNERS for form in FORMS
    # The Common Runtime declines to sign a request that has a parameter of its own kind already.
    if signer != "crt" or "x-amz-date=" not in request.query
    # The JavaScript signer moves the header that names the operation into the query, where nobody looks for it.
    if (signer, form) != ("javascript", "query") or request.service != "cognito-identity"
]


@pytest.mark.parametrize(("name", "signer", "form"), CASES)
def test_a_hard_request_is_accepted_and_no_other(server, signed, signer, form, name):
    # botocore moves a body into the query when it signs there.
    request = replace(ROWS[name], body="") if (signer, form) == ("botocore", "query") else ROWS[name]
    target, headers = signed(request, form)
    answer = request.send(server, target, headers)
    assert answer.status in (200, 400) and code(answer) not in UNSIGNED, answer
    for changed_target, changed_headers in changes(request, target, headers):
        refused = request.send(server, changed_target, changed_headers)
        assert code(refused) in UNSIGNED, (changed_target, changed_headers, refused)
        assert "x-daypass-decision" in refused.headers


def changes(request: Request, target: str, headers: list):
    """The same signature on requests that mean something else."""
    path, _, query = target.partition("?")
    yield (f"{path}?{query}&extra=1" if query else f"{path}?extra=1"), headers
    if request.path != "/":
        yield f"{path}x?{query}" if query else f"{path}x", headers
    own = [name for name, _ in request.headers if name.lower().startswith("x-test")]
    if own:
        yield target, [(name, f"{value}x" if name == own[0] else value) for name, value in headers]


@pytest.fixture(scope="module")
def listener(server, world):
    keys = world.role_session(policies.document(allow("iot:*")))
    with connect(server, keys, unique("listener")) as connection:
        connection.subscribe("path/#")
        yield connection


@pytest.mark.parametrize("signer", SIGNERS)
@pytest.mark.parametrize("path", TOPICS)
def test_the_path_that_was_signed_is_the_path_that_is_obeyed(server, signed, listener, path):
    request = Request("iotdata", "POST", f"/topics/path/{path}", "", TOPIC_HEADERS, "payload")
    answer = request.send(server, *signed(request, "header"))
    assert answer.status == 200, answer
    assert listener.message().topic == f"path/{TOPICS[path]}"


@pytest.mark.parametrize("signer", SIGNERS)
@pytest.mark.parametrize("form", FORMS)
def test_a_call_may_stand_in_the_query(server, signed, form):
    request = Request("sts", query="Version=2011-06-15&z=1&a=%E2%82%AC&Action=GetCallerIdentity&a=&b")
    answer = request.send(server, *signed(request, form))
    assert answer.status == 200 and "<Account>000000000000</Account>" in answer.text()
