"""Browsers: preflights echo what was asked for, and every answer may be read, errors too."""

import pytest

from support import wire

STATE = ["memory"]
ORIGIN = "https://app.example.com"
ASKED = [
    "authorization,content-type,x-amz-date,x-amz-target,x-amz-user-agent",
    "amz-sdk-invocation-id,amz-sdk-request,content-type,x-amz-security-token,x-amz-target,x-amz-user-agent",
    "cache-control,x-amz-content-sha256,x-header-of-tomorrow",
]


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(("path", "method"), [("/", "POST"), ("/topics/a%2Fb?qos=1", "POST"), ("/policies", "GET")])
def test_a_preflight_allows_what_it_was_asked_for(server, path, method, asked):
    answer = wire.send(server, "OPTIONS", path, {
        "Origin": ORIGIN, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": asked})
    assert answer.status in (200, 204) and answer.body == b""
    assert answer.headers["access-control-allow-origin"] in ("*", ORIGIN)
    assert method in answer.headers["access-control-allow-methods"].replace(" ", "").split(",")
    allowed = {name.strip().lower() for name in answer.headers["access-control-allow-headers"].split(",")}
    assert set(asked.split(",")) <= allowed
    assert int(answer.headers["access-control-max-age"]) > 0
    assert "access-control-allow-credentials" not in answer.headers


def test_answers_may_be_read_whether_they_succeed_or_fail(server, world):
    pool = world.pool()
    browser = {"Origin": ORIGIN}
    refused = wire.cognito(server, "GetCredentialsForIdentity", {"IdentityId": "us-east-1:dead"}, browser)
    unsigned = wire.cognito(server, "ListIdentityPools", {"MaxResults": 1}, browser)
    fine = wire.cognito(server, "GetId", {"IdentityPoolId": pool.id}, browser)
    assert (refused.status, unsigned.status, fine.status) == (400, 400, 200)
    for answer in (refused, unsigned, fine):
        assert answer.headers["access-control-allow-origin"] in ("*", ORIGIN)
        assert "x-amzn-errortype" in answer.headers["access-control-expose-headers"].lower()


def test_doors_of_our_own_have_no_cors(server):
    answer = wire.send(server, "OPTIONS", "/-/api/decisions/last", {
        "Origin": ORIGIN, "Access-Control-Request-Method": "GET"})
    assert not any(name.startswith("access-control-") for name in answer.headers)
