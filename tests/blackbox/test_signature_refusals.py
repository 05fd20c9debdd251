"""What is not signed as it must be is refused with each protocol's own code and words."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

import pytest

from support import policies, wire
from support.aws import ROOT, Keys
from support.deadline import until
from support.server import ROOT_KEY
from support.signing import crt_sign, presign, sign_headers

STATE = ["memory"]
MISMATCH = (
    "The request signature we calculated does not match the signature you provided. "
    "Check your AWS Secret Access Key and signing method. Consult the service documentation for details.")


@dataclass(frozen=True)
class Protocol:
    """One protocol by a call that root may make, and how it words what is wrong with a signature."""

    service: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: str
    mismatch: tuple[str, int]
    unknown: tuple[str, int]
    missing: tuple[str, int]
    skew: timedelta

    def send(self, server, headers, body=None) -> wire.Response:
        return wire.send(server, headers=headers, path=self.path, body=self.body if body is None else body)

    def signed(self, server, keys: Keys, *, headers: dict | None = None, **how) -> dict[str, str]:
        given = dict(self.headers) if headers is None else headers
        return sign_headers(
            keys, how.pop("service", self.service), "POST", f"{server.endpoint}{self.path}", given,
            self.body.encode(), **how)

    def signed_at(self, server, when: datetime) -> dict[str, str]:
        headers = [("Host", server.authority), *self.headers]
        return dict(crt_sign(ROOT, self.service, "POST", self.path, headers, self.body.encode(), at=when)[1])


QUERY = Protocol(
    "sts", "/", (("Content-Type", wire.FORM),), "Action=GetCallerIdentity&Version=2011-06-15",
    ("SignatureDoesNotMatch", 403), ("InvalidClientTokenId", 403), ("MissingAuthenticationToken", 403),
    timedelta(minutes=15))
JSON = Protocol(
    "cognito-identity", "/",
    (("Content-Type", wire.JSON_11), ("X-Amz-Target", "AWSCognitoIdentityService.ListIdentityPools")),
    '{"MaxResults":1}',
    ("InvalidSignatureException", 400), ("UnrecognizedClientException", 400), ("MissingAuthenticationTokenException", 400),
    timedelta(minutes=5))
REST = Protocol(
    "iotdata", "/topics/a%2Fb?qos=0", (("Content-Type", "application/octet-stream"),), "payload",
    ("InvalidSignatureException", 403), ("UnrecognizedClientException", 403), ("MissingAuthenticationTokenException", 403),
    timedelta(minutes=5))
PROTOCOLS = pytest.mark.parametrize("protocol", [QUERY, JSON, REST], ids=["query", "json", "rest"])


def refused(answer: wire.Response) -> tuple[str, int]:
    """The error code and status of an answer, whatever its protocol."""
    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers.get("x-daypass-decision", "")), answer
    xml = re.search(r"<Code>(\w+)</Code>", answer.text())
    code = xml[1] if xml else answer.headers.get("x-amzn-errortype", "").split(":")[0]
    return code, answer.status


def message(answer: wire.Response) -> str:
    xml = re.search(r"<Message>(.*?)</Message>", answer.text(), re.S)
    return xml[1].replace("&apos;", "'").replace("&quot;", '"') if xml else answer.json()["message"]


@PROTOCOLS
def test_what_is_signed_right_is_served(server, protocol):
    assert protocol.send(server, protocol.signed(server, ROOT)).status == 200


@PROTOCOLS
def test_a_body_that_was_changed_is_refused(server, protocol):
    answer = protocol.send(server, protocol.signed(server, ROOT), protocol.body + " ")
    assert refused(answer) == protocol.mismatch
    assert message(answer) == MISMATCH


@PROTOCOLS
def test_a_wrong_secret_is_refused(server, protocol):
    answer = protocol.send(server, protocol.signed(server, replace(ROOT, secret_access_key="x" * 40)))
    assert refused(answer) == protocol.mismatch


@PROTOCOLS
def test_a_changed_path_query_or_header_is_refused(server, protocol):
    headers = protocol.signed(server, ROOT)
    moved = replace(protocol, path=protocol.path + ("&retain=true" if "?" in protocol.path else "?x=1"))
    assert refused(moved.send(server, headers)) == protocol.mismatch
    assert refused(protocol.send(server, headers | {"Content-Type": "text/plain"}))[0] == protocol.mismatch[0]


@PROTOCOLS
def test_an_unknown_key_is_refused(server, protocol):
    answer = protocol.send(server, protocol.signed(server, Keys("AKIAIOSFODNN7EXAMPLE", "x" * 40)))
    assert refused(answer) == protocol.unknown
    assert message(answer) == "The security token included in the request is invalid."


@PROTOCOLS
def test_an_unsigned_call_is_refused(server, protocol):
    assert refused(protocol.send(server, dict(protocol.headers))) == protocol.missing


@PROTOCOLS
def test_the_clock_may_be_wrong_by_so_much_and_no_more(server, protocol):
    now, margin = datetime.now(timezone.utc), timedelta(seconds=20)
    for direction, words in ((-1, "Signature expired: "), (1, "Signature not yet current: ")):
        inside = protocol.signed_at(server, now + direction * (protocol.skew - margin))
        assert protocol.send(server, inside).status == 200
        answer = protocol.send(server, protocol.signed_at(server, now + direction * (protocol.skew + margin)))
        assert refused(answer) == protocol.mismatch
        assert message(answer).startswith(words)


@PROTOCOLS
def test_a_token_counts_with_its_own_key_alone(server, world, protocol):
    pool = world.pool(guest=policies.document(policies.allow("*")))
    one, two = pool.guest().keys, pool.guest().keys
    for keys in (one, two):
        assert protocol.send(server, protocol.signed(server, keys)).status == 200
    moved = replace(one, session_token=two.session_token)
    without = replace(one, session_token=None)
    long_term = replace(ROOT, session_token=one.session_token)
    for keys in (moved, without):
        assert refused(protocol.send(server, protocol.signed(server, keys))) == protocol.unknown
    assert protocol.send(server, protocol.signed(server, long_term)).status in (400, 403)


@PROTOCOLS
def test_a_token_may_be_added_after_signing(server, world, protocol):
    keys = world.pool(guest=policies.document(policies.allow("*"))).guest().keys
    headers = protocol.signed(server, keys, with_token=False)
    assert refused(protocol.send(server, headers)) == protocol.unknown
    added = headers | {"X-Amz-Security-Token": keys.session_token}
    assert "x-amz-security-token" not in added["Authorization"].lower()
    assert protocol.send(server, added).status == 200


@PROTOCOLS
def test_a_token_that_was_tampered_with_is_refused(server, world, protocol):
    keys = world.pool(guest=policies.document(policies.allow("*"))).guest().keys
    token = keys.session_token
    middle = len(token) // 2
    flipped = token[:middle] + ("A" if token[middle] != "A" else "B") + token[middle + 1:]
    answer = protocol.send(server, protocol.signed(server, replace(keys, session_token=flipped)))
    assert refused(answer) == protocol.unknown


@PROTOCOLS
def test_the_scope_names_this_service(server, protocol):
    answer = protocol.send(server, protocol.signed(server, ROOT, service="s3"))
    assert refused(answer)[0] in (protocol.mismatch[0], "SignatureDoesNotMatch")
    assert "Credential should be scoped to" in message(answer)


def test_iam_is_signed_for_us_east_1_alone(server):
    body = "Action=ListRoles&Version=2010-05-08"
    here, elsewhere = (
        wire.send(server, headers=sign_headers(
            ROOT, "iam", "POST", f"{server.endpoint}/", {"Content-Type": wire.FORM}, body.encode(), region=region), body=body)
        for region in ("us-east-1", "eu-west-1"))
    assert here.status == 200
    assert refused(elsewhere) == ("SignatureDoesNotMatch", 403)
    assert message(elsewhere) == "Credential should be scoped to a valid region, not 'eu-west-1'."


def test_a_target_that_was_not_signed_is_refused(server):
    # The header chooses the operation: whoever can change it must not turn one call into another.
    target = {"X-Amz-Target": "AWSCognitoIdentityService.ListIdentityPools"}
    headers = JSON.signed(server, ROOT, headers={"Content-Type": wire.JSON_11})
    assert refused(JSON.send(server, headers | target))[1] == 400
    assert JSON.send(server, JSON.signed(server, ROOT)).status == 200


@PROTOCOLS
@pytest.mark.parametrize("hash_sent", ["UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "0" * 64])
def test_a_body_hash_is_compared_with_the_body(server, protocol, hash_sent):
    # botocore takes the header for the hash, so that the signature itself is right.
    signed = protocol.signed(server, ROOT, headers=dict(protocol.headers) | {"X-Amz-Content-SHA256": hash_sent})
    assert protocol.send(server, signed).status in (400, 403)


def test_the_query_form_is_refused_likewise(server):
    # The body of a GET is empty, so the call itself stands in the query.
    query = "Action=GetCallerIdentity&Version=2011-06-15"
    path = presign(ROOT, "sts", f"{server.endpoint}/?{query}")
    assert wire.send(server, "GET", path).status == 200
    tampered = re.sub(r"(X-Amz-Signature=)(.)", lambda found: found[1] + ("0" if found[2] != "0" else "1"), path)
    assert refused(wire.send(server, "GET", tampered)) == ("SignatureDoesNotMatch", 403)
    incomplete = path.replace("X-Amz-Date", "X-Amz-Dat")
    assert refused(wire.send(server, "GET", incomplete)) == ("IncompleteSignature", 400)
    both = wire.send(server, "GET", path, {"Authorization": "AWS4-HMAC-SHA256 Credential=x"})
    assert both.status in (400, 403)


@pytest.mark.parametrize(("authorization", "code"), [
    ("AWS4-HMAC-SHA512 Credential=a/b/c/d/e, SignedHeaders=host, Signature=0", "IncompleteSignature"),
    ("AWS4-HMAC-SHA256 Credential", "IncompleteSignature"),
    ("AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=0", "IncompleteSignature"),
    ("AWS4-HMAC-SHA256 SignedHeaders=host", "IncompleteSignature"),
    (f"AWS4-HMAC-SHA256 Credential={ROOT_KEY}/20240101/us-east-1/sts/aws4_request, SignedHeaders=x-amz-date, Signature=0",
     "SignatureDoesNotMatch"),
])
def test_malformed_signatures_are_told_apart(server, authorization, code):
    date = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    answer = QUERY.send(server, dict(QUERY.headers) | {"Authorization": authorization, "X-Amz-Date": date})
    assert refused(answer)[0] == code


def test_a_secret_never_shows_in_the_log(server, world):
    keys = world.pool(guest=policies.document(policies.allow("*"))).guest().keys
    JSON.send(server, JSON.signed(server, keys))
    refused = JSON.send(server, JSON.signed(server, replace(keys, secret_access_key="x" * 40)))
    request_id = refused.headers["x-amzn-requestid"]
    until(lambda: request_id in server.log(), 5, "the audit event of the last call")
    log = server.log() + server.stdout_path.read_text()
    for secret in (keys.session_token, keys.secret_access_key, keys.session_token[:60]):
        assert secret not in log
