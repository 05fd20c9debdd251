"""Refusals and successes as they stand on the wire, byte for byte, for each protocol."""

import re
import xml.etree.ElementTree as ElementTree
from urllib.parse import urlencode

import pytest

from support import policies, wire
from support.aws import ROOT, client, refusal
from support.signing import sign_headers

STATE = ["memory"]
NOBODY = "us-east-1:00000000-0000-4000-8000-00000000dead"
UUID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
EXPOSED = {"x-amzn-requestid", "x-amzn-errortype", "x-amzn-errormessage", "date", "x-daypass-decision"}
PATTERN = r"[\w-]+:[0-9a-f-]+"
STS_XML = "{https://sts.amazonaws.com/doc/2011-06-15/}"


def signed(server, service: str, headers: dict, body: str, keys=ROOT) -> wire.Response:
    ready = sign_headers(keys, service, "POST", f"{server.endpoint}/", headers, body.encode())
    return wire.send(server, headers=ready, body=body)


def signed_cognito(server, operation: str, body: str, keys=ROOT) -> wire.Response:
    target = {"Content-Type": wire.JSON_11, "X-Amz-Target": f"AWSCognitoIdentityService.{operation}"}
    return signed(server, "cognito-identity", target, body, keys)


def test_a_json_error_has_its_exact_body_and_headers(server):
    answer = wire.cognito(server, "GetId", {"IdentityPoolId": NOBODY})
    message = f"IdentityPool '{NOBODY}' not found."
    assert answer.status == 400
    assert answer.text() == f'{{"__type":"ResourceNotFoundException","message":"{message}"}}'
    assert answer.headers["x-amzn-errortype"] == "ResourceNotFoundException:"
    assert answer.headers["x-amzn-errormessage"] == message
    assert answer.headers["content-type"] == wire.JSON_11
    assert UUID.fullmatch(answer.headers["x-amzn-requestid"])
    assert answer.headers["access-control-allow-origin"] == "*"
    exposed = {name.strip().lower() for name in answer.headers["access-control-expose-headers"].split(",")}
    assert EXPOSED <= exposed


def test_a_json_success_has_its_headers_and_an_empty_one_no_body(server, world):
    pool = world.pool()
    answer = signed_cognito(server, "SetIdentityPoolRoles", f'{{"IdentityPoolId":"{pool.id}","Roles":{{}}}}')
    assert (answer.status, answer.body, answer.headers["content-length"]) == (200, b"", "0")
    described = signed_cognito(server, "DescribeIdentityPool", f'{{"IdentityPoolId":"{pool.id}"}}')
    assert described.status == 200 and described.headers["content-type"] == wire.JSON_11
    assert UUID.fullmatch(described.headers["x-amzn-requestid"])
    assert "date" in described.headers
    # Keys in alphabetical order, unset members left out, the tags always there.
    assert list(described.json()) == [
        name for name in ("AllowClassicFlow", "AllowUnauthenticatedIdentities", "IdentityPoolId", "IdentityPoolName",
                          "IdentityPoolTags") if name in described.json()]


def test_timestamps_are_seconds_with_a_fraction_in_plain_decimals(server, world):
    pool = world.pool(guest=policies.document(policies.allow("iot:Connect")))
    body = f'{{"IdentityId":"{pool.guest().id}"}}'
    described = signed_cognito(server, "DescribeIdentity", body).text()
    assert re.search(r'"CreationDate":\d{10}(\.\d{1,3})?[,}]', described), described


@pytest.mark.parametrize(("operation", "arguments", "message"), [
    ("GetId", {"IdentityPoolId": "nonsense!"},
     "1 validation error detected: Value 'nonsense!' at 'identityPoolId' failed to satisfy constraint: "
     f"Member must satisfy regular expression pattern: {PATTERN}"),
    ("GetId", {},
     "1 validation error detected: Value null at 'identityPoolId' failed to satisfy constraint: Member must not be null"),
    ("GetCredentialsForIdentity", {"IdentityId": "us-east-1:" + "a" * 50},
     f"1 validation error detected: Value 'us-east-1:{'a' * 50}' at 'identityId' failed to satisfy constraint: "
     "Member must have length less than or equal to 55"),
    ("GetId", {"IdentityPoolId": NOBODY, "AccountId": "x"},
     "1 validation error detected: Value 'x' at 'accountId' failed to satisfy constraint: "
     r"Member must satisfy regular expression pattern: \d+"),
])
def test_validation_says_what_aws_says(server, operation, arguments, message):
    answer = wire.cognito(server, operation, arguments)
    assert answer.status == 400
    assert answer.json() == {"__type": "ValidationException", "message": message}


def test_several_violations_are_told_together(server):
    answer = wire.cognito(server, "GetId", {"IdentityPoolId": "!", "AccountId": "x"}).json()
    assert answer["__type"] == "ValidationException"
    assert answer["message"].startswith("2 validation errors detected: ")
    assert answer["message"].count("; ") == 1


def test_an_unknown_operation_is_named_so(server):
    answer = wire.cognito(server, "NoSuchOperation", {})
    assert (answer.status, answer.json()["__type"]) == (400, "UnknownOperationException")


def query(server, service: str, version: str, arguments: dict, keys=ROOT) -> wire.Response:
    body = urlencode(arguments | {"Version": version})
    return signed(server, service, {"Content-Type": wire.FORM}, body, keys)


def test_a_query_success_is_xml_in_its_namespace(server):
    answer = query(server, "sts", "2011-06-15", {"Action": "GetCallerIdentity"})
    assert answer.status == 200 and answer.headers["content-type"].startswith("text/xml")
    root = ElementTree.fromstring(answer.body)
    assert root.tag == f"{STS_XML}GetCallerIdentityResponse"
    assert [child.tag for child in root] == [f"{STS_XML}GetCallerIdentityResult", f"{STS_XML}ResponseMetadata"]
    request_id = root.findtext(f"{STS_XML}ResponseMetadata/{STS_XML}RequestId")
    assert request_id == answer.headers["x-amzn-requestid"]


def test_a_query_error_is_xml_in_its_namespace(server):
    answer = query(server, "iam", "2010-05-08", {"Action": "GetRole", "RoleName": "nobody"})
    assert answer.status == 404
    root = ElementTree.fromstring(answer.body)
    space = "{https://iam.amazonaws.com/doc/2010-05-08/}"
    assert root.tag == f"{space}ErrorResponse"
    error = root.find(f"{space}Error")
    assert [child.tag for child in error][:2] == [f"{space}Type", f"{space}Code"]
    assert error.findtext(f"{space}Type") == "Sender"
    assert error.findtext(f"{space}Code") == "NoSuchEntity"
    assert "nobody" in error.findtext(f"{space}Message")
    assert root.findtext(f"{space}RequestId") == answer.headers["x-amzn-requestid"]


def test_a_refused_action_is_worded_by_each_service(server, world):
    nothing = world.role_session(policies.document(policies.allow("s3:GetObject")))
    iam = refusal(client(server, "iam", nothing).list_roles)
    cognito = refusal(client(server, "cognito-identity", nothing).list_identity_pools, MaxResults=1)
    iot = refusal(client(server, "iot", nothing).list_policies)
    data = refusal(client(server, "iot-data", nothing).publish, topic="a", payload=b"")
    assert (iam.code, iam.status) == ("AccessDenied", 403)
    assert (cognito.code, cognito.status) == ("AccessDeniedException", 400)
    assert (iot.code, iot.status) == ("AccessDeniedException", 403)
    assert (data.code, data.status) == ("ForbiddenException", 403)
    for refused in (iam, cognito, iot, data):
        assert re.fullmatch(r"[0-9a-f]{32}", refused.decision)
    # Each has its allowed twin.
    everything = world.role_session(policies.document(policies.allow("*")))
    client(server, "iam", everything).list_roles()
    client(server, "cognito-identity", everything).list_identity_pools(MaxResults=1)
    client(server, "iot", everything).list_policies()
    client(server, "iot-data", everything).publish(topic="a", payload=b"")


def test_get_caller_identity_needs_no_permission(server, world):
    denied = world.role_session(policies.document(policies.deny("*")))
    assert client(server, "sts", denied).get_caller_identity()["Arn"].endswith("/test")


def test_a_rest_error_carries_its_message(server):
    refused = refusal(client(server, "iot").get_policy, policyName="nobody")
    assert (refused.code, refused.status) == ("ResourceNotFoundException", 404)
    assert refused.headers["x-amzn-errortype"].startswith("ResourceNotFoundException")
    assert refused.message
