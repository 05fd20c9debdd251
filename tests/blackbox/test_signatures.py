"""Hard requests, signed by three signers that others wrote, in headers and in the query: all accepted,
and none once a byte of it is changed."""

from dataclasses import dataclass, field
from urllib.parse import quote

import pytest
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest

from support import policies, wire
from support.aws import ROOT
from support.mqtt import connect
from support.policies import allow
from support.signing import botocore_credentials, crt_sign
from support.world import unique

STATE = ["memory"]
CALLER = [("Action", "GetCallerIdentity"), ("Version", "2011-06-15")]
TOPIC_HEADERS = [("Content-Type", "application/octet-stream")]
REGION = "us-east-1"


@dataclass(frozen=True)
class Request:
    """A request as it goes over the wire."""

    service: str
    method: str = "GET"
    path: str = "/"
    query: list = field(default_factory=list)  # Names and values, before they are encoded.
    headers: list = field(default_factory=list)
    body: str = ""

    @property
    def query_string(self) -> str:
        return "&".join(f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in self.query)

    @property
    def target(self) -> str:
        return f"{self.path}?{self.query_string}" if self.query else self.path

    def send(self, server, target: str | None = None, headers: list | None = None, body: str | None = None):
        given = self.headers if headers is None else headers
        return wire.send(server, self.method, target or self.target, given, self.body if body is None else body)


def caller(*more: tuple[str, str], headers=()) -> Request:
    return Request("sts", query=[*CALLER, *more], headers=list(headers))


def topic(path: str, *query: tuple[str, str], headers=()) -> Request:
    return Request("iotdata", "POST", f"/topics/{path}", list(query), [*TOPIC_HEADERS, *headers], "payload")


# What is sent, and for a publication the topic that it must arrive on.
HARD = {
    "a query in order": (caller(), None),
    "names out of order": (caller(("z", "1"), ("a", "2"), ("Z", "3"), ("A", "4")), None),
    "a name repeated": (caller(("b", "2"), ("b", "1"), ("b", "10"), ("b", "")), None),
    "empty values": (caller(("empty", ""), ("also", "")), None),
    "names that begin alike": (caller(("a", "1"), ("a-b", "2"), ("a.b", "3"), ("ab", "4"), ("a_b", "5")), None),
    "values to encode": (caller(("v", "a b+c/d=e&f?g#h%i~j*k'l(m)n!o:p@q")), None),
    "values that look encoded": (caller(("v", "%20%2F%zz%")), None),
    "values beyond ASCII": (caller(("v", "grün €𝄞"), ("ключ", "значение")), None),
    "a header to trim": (caller(headers=[("X-Test", "   spaced \t ")]), None),
    "a header with runs of spaces": (caller(headers=[("X-Test", "a   b     c")]), None),
    "a header repeated": (caller(headers=[("X-Test", "b"), ("X-Test", "a"), ("X-Test", "b")]), None),
    "an empty header": (caller(headers=[("X-Test", "")]), None),
    "header names in any case": (caller(headers=[("x-LOWER", "1"), ("X-Upper", "2"), ("X-A", "3"), ("x-a-b", "4")]), None),
    "a header with commas and equal signs": (caller(headers=[("X-Test", "a=b, c=\"d, e\"; f")]), None),
    "a topic of one level": (topic("hard"), "hard"),
    "slashes encoded": (topic("hard%2Fa%2Fb"), "hard/a/b"),
    "slashes as they are": (topic("hard/a/b"), "hard/a/b"),
    "dots in names": (topic("hard%2Fa.b%2F..c%2F..."), "hard/a.b/..c/..."),
    "spaces": (topic("hard%2Fa%20b%20%20c"), "hard/a b  c"),
    "a percent sign": (topic("hard%2F100%25"), "hard/100%"),
    "encoded twice": (topic("hard%2Fa%2520b%252Fc"), "hard/a%20b%2Fc"),
    "beyond ASCII": (topic("hard%2Fgr%C3%BCn%20%E2%82%AC%F0%9D%84%9E"), "hard/grün €𝄞"),
    "unreserved signs": (topic("hard%2F-_.~"), "hard/-_.~"),
    "reserved signs encoded": (topic("hard%2F%3A%40%21%28%29%27%2A%2C%3B%3D%26"), "hard/:@!()'*,;=&"),
    "a path with a query": (topic("hard%2Fq", ("qos", "0"), ("retain", "false")), "hard/q"),
}


def botocore_signed(request: Request, server, in_query: bool) -> tuple[str, list]:
    made = AWSRequest(request.method, f"{server.endpoint}{request.target}", data=request.body.encode())
    for name, value in request.headers:
        made.headers[name] = value
    signer = SigV4QueryAuth if in_query else SigV4Auth
    signer(botocore_credentials(ROOT), request.service, REGION).add_auth(made)
    if in_query:
        return made.url.removeprefix(server.endpoint), request.headers
    return request.target, request.headers + [
        (name, made.headers[name]) for name in ("X-Amz-Date", "Authorization")]


def crt_signed(request: Request, server, in_query: bool) -> tuple[str, list]:
    headers = [("Host", server.authority), *request.headers]
    return crt_sign(ROOT, request.service, request.method, request.target, headers, request.body.encode(), in_query=in_query)


def javascript_signed(request: Request, server, in_query: bool, node) -> tuple[str, list]:
    query, headers = {}, {"host": server.authority}
    for name, value in request.query:
        query.setdefault(name, []).append(value)
    for name, value in request.headers:
        # The signer keeps one value a name: lines repeated are joined by commas, which means the same.
        headers[name.lower()] = f"{headers[name.lower()]},{value}" if name.lower() in headers else value
    host, port = server.authority.rsplit(":", 1)
    signed = node.call(
        "presign" if in_query else "sign", service=request.service,
        credentials={"accessKeyId": ROOT.access_key_id, "secretAccessKey": ROOT.secret_access_key},
        request={"method": request.method, "protocol": "http:", "hostname": host, "port": int(port),
                 "path": request.path, "query": query, "headers": headers, "body": request.body})
    if in_query:
        more = [(name, value) for name, value in signed["query"].items() if name not in query]
        separator = "&" if request.query else "?"
        added = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in more)
        return f"{request.target}{separator}{added}", request.headers
    return request.target, request.headers + [
        (name, value) for name, value in signed["headers"].items() if name not in headers]


@pytest.fixture(params=["botocore", "crt", "javascript"])
def signer(request, node):
    def javascript(hard, server, in_query):
        return javascript_signed(hard, server, in_query, node)
    return {"botocore": botocore_signed, "crt": crt_signed, "javascript": javascript}[request.param]


@pytest.fixture(scope="module")
def listener(server, world):
    keys = world.role_session(policies.document(allow("iot:*")))
    with connect(server, keys, unique("listener")) as connection:
        connection.subscribe("hard/#")
        yield connection


FORMS = [
    pytest.param(name, in_query, id=f"{name} ({'query' if in_query else 'header'})")
    for name, (request, _) in HARD.items()
    for in_query in (False, True) if request.method == "GET" or not in_query
]


@pytest.mark.parametrize(("name", "in_query"), FORMS)
def test_a_hard_request_is_accepted_and_no_other(server, listener, signer, name, in_query):
    request, arrives_on = HARD[name]
    target, headers = signer(request, server, in_query)
    answer = request.send(server, target, headers)
    assert answer.status == 200, answer
    if arrives_on:
        assert listener.message().topic == arrives_on

    for changed_target, changed_headers in changes(request, target, headers):
        refused = request.send(server, changed_target, changed_headers)
        assert refused.status in (400, 403), (changed_target, changed_headers)
        assert "x-daypass-decision" in refused.headers


def changes(request: Request, target: str, headers: list):
    """The same signature on requests that mean something else."""
    path, _, query = target.partition("?")
    yield (f"{path}?{query}&extra=1" if query else f"{path}?extra=1"), headers
    if request.path != "/":
        yield target.replace(request.path, f"{request.path}x"), headers
    own = [name for name, _ in request.headers if name.lower().startswith("x-")]
    if own:
        yield target, [(name, f"{value}x" if name == own[0] else value) for name, value in headers]
