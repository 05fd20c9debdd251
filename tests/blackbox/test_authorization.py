"""Every signed operation under IAM: its exact action and ARN succeed and a sibling ARN fails. The condition
keys of each are in `test_condition_keys.py`."""

from datetime import datetime, timedelta, timezone

import pytest

from support import policies
from support.aws import Keys, Refusal, client, refusal
from support.explanation import why
from support.mqtt import V5, connect
from support.operations import OPERATIONS, TRUST, Things, action_of, all_of, bound, iam_arn, past_authorization
from support.policies import allow, iot
from support.server import ACCOUNT, REGION
from support.world import World, unique

STATE = ["memory"]
ACCESS_DENIED = ("AccessDenied", "AccessDeniedException", "ForbiddenException")


@pytest.fixture(scope="module")
def things(world):
    """What is only read may be shared; each test of an operation makes its own."""
    return lambda: Things(world)


@pytest.mark.parametrize(("service", "operation", "resource", "arguments"), [
    pytest.param(*entry, id=f"{entry[0]}:{entry[1]}") for entry in OPERATIONS])
def test_an_operation_needs_its_own_permission(server, world, things, service, operation, resource, arguments):
    about = things()
    action = action_of(service, operation)
    exact = all_of(resource(about))
    sibling = iot("topic/sibling") if exact == ["*"] else f"{exact[-1]}-sibling"
    if exact[-1].endswith(":root"):
        sibling = exact[-1].replace(ACCOUNT, "111122223333")
    role = world.role(TRUST, policies.document(allow(action, [*exact[:-1], sibling])))
    method, given = bound(client(server, service, world.session_of(role)), operation), arguments(about)

    refused = refusal(method, **given)
    assert refused.code in ACCESS_DENIED
    explained = why(server, refused.decision)
    assert explained.action == action
    if exact != ["*"]:
        assert explained.resource == exact[-1]

    world.allow(role, policies.document(allow(f"{action}X", exact)))
    assert refusal(method, **given).code in ACCESS_DENIED

    # Past authorization: the call is served, or AWS's rules about the thing itself speak.
    world.allow(role, policies.document(allow(action, exact)))
    try:
        method(**given)
    except world.iam.exceptions.ClientError as error:
        assert past_authorization(server, action, Refusal.of(error)), error


def test_a_condition_on_the_transport_tells_http_from_https(server, world):
    keys = world.role_session(policies.document(
        allow("iot:ListPolicies", Condition={"Bool": {"aws:SecureTransport": "true"}})))
    client(server, "iot", keys, https=True).list_policies()
    assert refusal(client(server, "iot", keys).list_policies).status == 403


def test_access_ends_at_the_instant_that_a_condition_names(server, world):
    ends = (datetime.now(timezone.utc) + timedelta(seconds=3)).strftime("%Y-%m-%dT%H:%M:%SZ")
    until = {"DateLessThan": {"aws:CurrentTime": ends}}
    limited = world.pool(guest=policies.document(allow("iot:*", Condition=until))).guest()
    control = world.pool(guest=policies.document(allow("iot:*"))).guest()
    with connect(server, limited.keys, unique("limited"), version=V5) as idle, \
            connect(server, control.keys, unique("control"), version=V5) as untouched:
        for connection in (idle, untouched):
            assert not connection.subscribe("news").refused
        # Nothing is sent: the instant alone ends it.
        closed = idle.closed(seconds=6)
        assert datetime.now(timezone.utc) >= datetime.strptime(ends, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
        assert closed.value == 0x87
        assert not untouched.publish("news", "goes on").refused
        assert untouched.message().payload == "goes on"


def test_a_deleted_role_ends_its_sessions(server, world):
    role = world.role(TRUST, policies.document(allow("iot:ListPolicies")))
    other = world.role(TRUST, policies.document(allow("iot:ListPolicies")))
    doomed, control = (client(server, "iot", world.session_of(arn)) for arn in (role, other))
    doomed.list_policies()
    name = role.rsplit("/", 1)[1]
    world.iam.delete_role_policy(RoleName=name, PolicyName="permissions")
    world.iam.delete_role(RoleName=name)
    assert refusal(doomed.list_policies).status == 403
    control.list_policies()
    # A new role of the same name is another role: its sessions are its own.
    world.iam.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST)
    world.allow(role, policies.document(allow("iot:ListPolicies")))
    assert refusal(doomed.list_policies).status == 403
    client(server, "iot", world.session_of(role)).list_policies()


def managed(world: World, *statements: dict) -> str:
    return world.iam.create_policy(
        PolicyName=unique("managed"), PolicyDocument=policies.document(*statements))["Policy"]["Arn"]


def test_attaching_may_be_bound_to_one_policy(server, world):
    one, other = managed(world, allow("s3:GetObject")), managed(world, allow("*"))
    target = world.role(TRUST).rsplit("/", 1)[1]
    keys = world.role_session(policies.document(
        allow("iam:AttachRolePolicy", Condition={"ArnEquals": {"iam:PolicyARN": one}})))
    iam = client(server, "iam", keys)
    refused = refusal(iam.attach_role_policy, RoleName=target, PolicyArn=other)
    assert refused.code == "AccessDenied" and "iam:PolicyARN" in why(server, refused.decision)
    iam.attach_role_policy(RoleName=target, PolicyArn=one)


def test_making_roles_may_be_bound_to_a_boundary(server, world):
    boundary = managed(world, allow("iot:ListPolicies"))
    keys = world.role_session(policies.document(
        allow("iam:CreateRole", Condition={"StringEquals": {"iam:PermissionsBoundary": boundary}})))
    iam = client(server, "iam", keys)
    role = {"RoleName": unique("bounded"), "AssumeRolePolicyDocument": TRUST}
    assert refusal(iam.create_role, **role).code == "AccessDenied"
    iam.create_role(PermissionsBoundary=boundary, **role)


def test_a_boundary_bounds_what_its_role_allows(server, world):
    role = world.role(TRUST, policies.document(allow("iot:*")), PermissionsBoundary=managed(world, allow("iot:ListPolicies")))
    iot_client = client(server, "iot", world.session_of(role))
    iot_client.list_policies()
    refused = refusal(iot_client.describe_endpoint, endpointType="iot:Data-ATS")
    assert "because no permissions boundary allows the iot:DescribeEndpoint action" in refused.message
    assert why(server, refused.decision).leg == "boundary"


def test_a_session_policy_cuts_the_session_that_brought_it(server, world):
    role = world.role(TRUST, policies.document(allow("iot:*")))
    cut = world.sts.assume_role(
        RoleArn=role, RoleSessionName="cut", Policy=policies.document(allow("iot:ListPolicies")))["Credentials"]
    whole = world.sts.assume_role(RoleArn=role, RoleSessionName="whole")["Credentials"]
    for credentials in (cut, whole):
        client(server, "iot", Keys.of(credentials)).list_policies()
    client(server, "iot", Keys.of(whole)).describe_endpoint(endpointType="iot:Data-ATS")
    refused = refusal(client(server, "iot", Keys.of(cut)).describe_endpoint, endpointType="iot:Data-ATS")
    assert why(server, refused.decision).leg == "session"
