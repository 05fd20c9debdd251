"""One audit event per call, whether it was served or refused."""

import pytest

from support import policies, wire
from support.aws import client, refusal
from support.deadline import until
from support.policies import allow

STATE = ["memory"]
WRITTEN_SECONDS_MAX = 5


def audit_lines(server, request_id: str) -> list[str]:
    return [line for line in server.log().splitlines() if request_id in line and "audit" in line]


def the_one_event(server, request_id: str) -> str:
    until(lambda: audit_lines(server, request_id), WRITTEN_SECONDS_MAX, "the audit event")
    # The next call's event follows this one's, so that a second one would stand here by now.
    marker = wire.cognito(server, "GetId", {"IdentityPoolId": "us-east-1:0"}).headers["x-amzn-requestid"]
    until(lambda: audit_lines(server, marker), WRITTEN_SECONDS_MAX, "the marker's audit event")
    lines = audit_lines(server, request_id)
    assert len(lines) == 1, lines
    return lines[0]


@pytest.fixture(scope="module")
def guest(world):
    return world.pool(guest=policies.document(allow("iot:Publish"))).guest()


def test_a_served_call_is_recorded_with_its_caller(server, world, guest):
    answer = world.cognito.describe_identity(IdentityId=guest.id)
    event = the_one_event(server, answer["ResponseMetadata"]["RequestId"])
    assert "DescribeIdentity" in event and "cognito-identity" in event and ":root" in event

    published = client(server, "iot-data", guest.keys).publish(topic="a", payload=b"secret payload")
    event = the_one_event(server, published["ResponseMetadata"]["HTTPHeaders"]["x-amzn-requestid"])
    assert "Publish" in event and guest.id in event and guest.keys.access_key_id in event
    assert "secret payload" not in event


def test_an_unsigned_call_is_recorded_without_one(server, world, guest):
    answer = world.public.get_credentials_for_identity(IdentityId=guest.id)
    event = the_one_event(server, answer["ResponseMetadata"]["RequestId"])
    assert "GetCredentialsForIdentity" in event
    assert answer["Credentials"]["SecretKey"] not in server.log()


@pytest.mark.parametrize("service", ["iam", "cognito-identity"])
def test_a_refused_call_is_recorded_with_its_error(server, guest, service):
    refused = {
        "iam": lambda: refusal(client(server, "iam", guest.keys).list_roles),
        "cognito-identity": lambda: refusal(client(server, "cognito-identity", guest.keys).list_identity_pools, MaxResults=1),
    }[service]()
    event = the_one_event(server, refused.headers["x-amzn-requestid"])
    assert refused.code in event and guest.id in event


def test_a_call_that_nobody_signed_right_is_recorded(server):
    answer = wire.send(server, headers={
        "Content-Type": wire.JSON_11, "X-Amz-Target": "AWSCognitoIdentityService.ListIdentityPools"}, body="{}")
    event = the_one_event(server, answer.headers["x-amzn-requestid"])
    assert "MissingAuthenticationToken" in event
