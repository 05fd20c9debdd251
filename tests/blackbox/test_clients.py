"""Habits of real clients: transcripts of mobile SDKs, endpoint variables, HTTP/2, chunks, Expect."""

import http.client
import json
import socket
from datetime import datetime, timezone

import httpx
import pytest

from support import policies, wire
from support.aws import ROOT, Keys
from support.command import aws
from support.server import ACCOUNT, ROOT_KEY, ROOT_SECRET
from support.signing import sign_headers

STATE = ["memory"]
GUEST = policies.document(policies.allow("iot:*"))
STS_VERSION = "2011-06-15"
CALLER = f"Action=GetCallerIdentity&Version={STS_VERSION}"


@pytest.fixture(scope="module")
def pool(world):
    return world.pool(guest=GUEST)


def now() -> str:
    return datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%SZ")


# What phones send, header by header; `{pool}`, `{date}` and `{host}` are filled in.
TRANSCRIPTS = {
    "old iOS SDK: a date without a signature": {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": "AWSCognitoIdentityService.GetId",
        "X-Amz-Date": "{date}",
        "User-Agent": "aws-sdk-iOS/2.6.1 iOS/11.1 en_US",
        "Accept-Language": "en-us",
    },
    "Android SDK": {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": "AWSCognitoIdentityService.GetId",
        "User-Agent": "aws-sdk-android/2.16.13 Linux/4.14 Dalvik/2.1.0/0 en_US",
        "aws-sdk-invocation-id": "8a27a5b6-5f30-4a4c-9b6a-6a2c4f0d3a51",
        "aws-sdk-retry": "0/0",
        "Accept-Encoding": "identity",
    },
    "Amplify in a browser": {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AWSCognitoIdentityService.GetId",
        "x-amz-user-agent": "aws-amplify/6.19.2 auth/15 framework/1",
        "cache-control": "no-store",
        "origin": "http://localhost:3000",
    },
    "JavaScript SDK v3": {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AWSCognitoIdentityService.GetId",
        "x-amz-user-agent": "aws-sdk-js/3.1164.0",
        "amz-sdk-invocation-id": "0f9b4f6e-9a4d-4d2f-9f5d-0a1f8a5b9c3e",
        "amz-sdk-request": "attempt=1; max=3",
    },
}


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_what_phones_and_browsers_send_gets_an_identity(server, pool, name):
    headers = {key: value.format(date=now()) for key, value in TRANSCRIPTS[name].items()}
    answer = wire.send(server, headers=headers, body=json.dumps({"IdentityPoolId": pool.id, "Logins": {}}))
    assert answer.status == 200, answer
    assert answer.json()["IdentityId"].startswith("us-east-1:")


@pytest.mark.parametrize("keys", [ROOT, Keys("AKIAIOSFODNN7EXAMPLE", "unknown-here")])
def test_a_signed_get_id_is_served_whoever_signed_it(server, pool, keys):
    # The C++ SDK of 2020 signs even the calls that need no signature, its API version with it.
    body = json.dumps({"IdentityPoolId": pool.id})
    headers = sign_headers(keys, "cognito-identity", "POST", f"{server.endpoint}/", {
        "content-type": wire.JSON_11,
        "x-amz-api-version": "2014-06-30",
        "x-amz-target": "AWSCognitoIdentityService.GetId",
    }, body.encode())
    assert "x-amz-api-version" in headers["Authorization"]
    assert wire.send(server, headers=headers, body=body).status == 200


def sts_headers(url: str, body: str = CALLER, **more: str) -> dict[str, str]:
    return sign_headers(ROOT, "sts", "POST", url, {"Content-Type": wire.FORM} | more, body.encode())


def test_http2_signs_the_authority(server):
    context = httpx.create_ssl_context(verify=server.ca_file)
    with httpx.Client(http2=True, http1=False, verify=context, trust_env=False) as browser:
        url = f"{server.https_endpoint}/"
        headers = sts_headers(url)
        answer = browser.post(url, headers=headers, content=CALLER)
        assert answer.http_version == "HTTP/2"
        assert answer.status_code == 200 and ACCOUNT in answer.text
        moved = browser.post(url, headers=headers, content=CALLER.replace("Get", "get"))
        assert moved.status_code == 403


def test_http2_without_tls_is_served_by_prior_knowledge(server):
    with httpx.Client(http2=True, http1=False, trust_env=False) as client:
        url = f"{server.endpoint}/"
        answer = client.post(url, headers=sts_headers(url), content=CALLER)
        assert (answer.http_version, answer.status_code) == ("HTTP/2", 200)


def test_expect_is_answered_before_the_body_is_sent(server):
    headers = sts_headers(f"{server.endpoint}/") | {"Expect": "100-continue", "Content-Length": str(len(CALLER))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if name.lower() != "host")
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(f"POST / HTTP/1.1\r\nHost: {server.authority}\r\n{lines}\r\n".encode())
        assert connection.recv(4096).startswith(b"HTTP/1.1 100")
        connection.sendall(CALLER.encode())
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")


def test_chunked_bodies_are_hashed_whole(server):
    headers = sts_headers(f"{server.endpoint}/")
    answers = []
    for body in (CALLER, CALLER.replace("Identity", "Identitx")):
        connection = http.client.HTTPConnection(server.authority, timeout=10)
        chunks = [body[:7].encode(), body[7:8].encode(), body[8:].encode()]
        connection.request("POST", "/", iter(chunks), headers | {"Transfer-Encoding": "chunked"}, encode_chunked=True)
        answers.append(wire.received(connection.getresponse()).status)
        connection.close()
    assert answers == [200, 403]


def test_one_connection_carries_many_requests(server):
    connection = http.client.HTTPConnection(server.authority, timeout=10)
    for _ in range(3):
        connection.request("POST", "/", CALLER, sts_headers(f"{server.endpoint}/"))
        assert wire.received(connection.getresponse()).status == 200
    connection.close()


def test_the_cli_is_led_by_the_variable_for_all_services(server):
    assert aws(server, "sts", "get-caller-identity").json()["Account"] == ACCOUNT
    assert "Roles" in aws(server, "iam", "list-roles").json()
    assert "policies" in aws(server, "iot", "list-policies").json()


def test_the_cli_is_led_by_the_variable_of_each_service(server):
    elsewhere = "http://127.0.0.1:1"
    led = {"AWS_ENDPOINT_URL": elsewhere, "AWS_ENDPOINT_URL_COGNITO_IDENTITY": server.endpoint}
    made = aws(
        server, "cognito-identity", "create-identity-pool", "--identity-pool-name", "by-cli",
        "--allow-unauthenticated-identities", **led)
    pool_id = made.json()["IdentityPoolId"]
    unsigned = {"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None} | led
    identity = aws(server, "cognito-identity", "get-id", "--identity-pool-id", pool_id, "--no-sign-request", **unsigned)
    assert identity.json()["IdentityId"].startswith("us-east-1:")
    assert aws(server, "sts", "get-caller-identity", **led).code != 0


def test_the_cli_works_over_https_with_the_ca(server):
    led = {"AWS_ENDPOINT_URL": server.https_endpoint, "AWS_CA_BUNDLE": server.ca_file}
    assert aws(server, "sts", "get-caller-identity", **led).json()["Account"] == ACCOUNT
    assert aws(server, "sts", "get-caller-identity", AWS_ENDPOINT_URL=server.https_endpoint).code != 0


def test_the_cli_reports_a_refusal_in_awss_words(server):
    wrong = aws(server, "sts", "get-caller-identity", AWS_SECRET_ACCESS_KEY="x" * len(ROOT_SECRET))
    assert wrong.code == 254 or wrong.code == 255
    assert "SignatureDoesNotMatch" in wrong.stderr and ROOT_KEY not in wrong.stderr


def test_describe_endpoint_names_the_tls_door(server, world):
    for kind in ("iot:Data-ATS", "iot:Data"):
        address = world.iot.describe_endpoint(endpointType=kind)["endpointAddress"]
        assert address == server.https_endpoint.removeprefix("https://")


def test_the_whole_story_by_the_cli_over_https(server):
    led = {"AWS_ENDPOINT_URL": server.https_endpoint, "AWS_CA_BUNDLE": server.ca_file}

    def told(*arguments: str, **environment: str):
        ended = aws(server, *arguments, **led, **environment)
        assert ended.code == 0, ended
        return json.loads(ended.stdout) if ended.stdout.strip() else {}

    pool = told("cognito-identity", "create-identity-pool", "--identity-pool-name", "story",
                "--allow-unauthenticated-identities")["IdentityPoolId"]
    role = told("iam", "create-role", "--role-name", "story-guest", "--assume-role-policy-document",
                policies.cognito_trust(pool, "unauthenticated"))["Role"]["Arn"]
    told("iam", "put-role-policy", "--role-name", "story-guest", "--policy-name", "lamp", "--policy-document",
         policies.document(policies.allow("iot:Publish", policies.iot("topic/lamp"))))
    told("cognito-identity", "set-identity-pool-roles", "--identity-pool-id", pool, "--roles", f"unauthenticated={role}")
    identity = told("cognito-identity", "get-id", "--identity-pool-id", pool)["IdentityId"]
    keys = told("cognito-identity", "get-credentials-for-identity", "--identity-id", identity)["Credentials"]
    guest = {
        "AWS_ACCESS_KEY_ID": keys["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": keys["SecretKey"],
        "AWS_SESSION_TOKEN": keys["SessionToken"],
    }
    assert told("sts", "get-caller-identity", **guest)["Arn"].endswith("/CognitoIdentityCredentials")
    publish = ("iot-data", "publish", "--payload", "on", "--topic")
    told(*publish, "lamp", **guest)
    refused = aws(server, *publish, "door", **led, **guest)
    assert refused.code != 0 and "ForbiddenException" in refused.stderr
