"""`TestAuthorization`: what the device gateway would say, told policy by policy."""

from datetime import timedelta

import pytest

from support import devices, policies
from support.aws import client, refusal
from support.command import aws
from support.policies import allow, deny, iot
from support.server import REGION
from support.world import unique

STATE = ["memory"]
THING = "${iot:Connection.Thing.ThingName}"
SUB = "${cognito-identity.amazonaws.com:sub}"


@pytest.fixture
def lamp(world, tmp_path):
    return devices.issued(world, tmp_path)


@pytest.fixture(scope="module")
def pool(world, openid):
    provider = world.iam.create_open_id_connect_provider(Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    everything = policies.document(allow("iot:Connect", iot(f"client/{SUB}")), allow(["iot:Publish", "iot:Receive", "iot:Subscribe"]))
    return world.pool(guest=everything, signed_in=everything, providers=[provider])


@pytest.fixture
def alice(pool, openid):
    return pool.identity({openid.login_key: openid.forge(openid.claims(unique("alice")))})


def ask(kind: str, *resources: str) -> dict:
    return {"actionType": kind, "resources": [iot(resource) for resource in resources]}


def results(world, principal: str | None, *asked: dict, **more) -> list[dict]:
    who = {"principal": principal} if principal else {}
    return world.iot.test_authorization(**who, authInfos=list(asked), **more)["authResults"]


def decision(world, principal: str | None, kind: str, *resources: str, **more) -> str:
    [result] = results(world, principal, ask(kind, *resources), **more)
    assert result["authInfo"] == ask(kind, *resources)
    return result["authDecision"]


def names(part: dict) -> list[str]:
    return [policy["policyName"] for policy in part["policies"]]


def test_policies_are_told_by_what_they_say(world, lamp):
    opens = world.iot_policy(policies.document(allow("iot:Publish", iot("topic/open/*"))))
    closes = world.iot_policy(policies.document(deny("iot:*", iot("topic/open/closed/*"))))
    other = world.iot_policy(policies.document(allow("iot:Connect")))
    for name in (opens, closes, other):
        world.iot.attach_policy(policyName=name, target=lamp.arn)
    for topic, expected, allowing, denying, silent in (
        ("topic/open/a", "ALLOWED", [opens], [], [closes, other]),
        ("topic/open/closed/a", "EXPLICIT_DENY", [opens], [closes], [other]),
        ("topic/elsewhere", "IMPLICIT_DENY", [], [], [opens, closes, other]),
    ):
        [result] = results(world, lamp.arn, ask("PUBLISH", topic))
        assert result["authDecision"] == expected
        assert names(result["allowed"]) == allowing
        assert names(result["denied"]["explicitDeny"]) == denying
        assert names(result["denied"]["implicitDeny"]) == silent
        assert result["missingContextValues"] == []
    [result] = results(world, lamp.arn, ask("PUBLISH", "topic/open/a"))
    assert result["allowed"]["policies"][0]["policyArn"] == iot(f"policy/{opens}")


def test_every_question_has_its_answer_and_every_resource_counts(world, lamp):
    world.iot.attach_policy(target=lamp.arn, policyName=world.iot_policy(policies.document(
        allow("iot:Publish", [iot("topic/a"), iot("topic/b")]), allow("iot:Subscribe", iot("topicfilter/a/+")),
        allow("iot:Receive", iot("topic/a")), deny("iot:Publish", iot("topic/c")))))
    found = results(
        world, lamp.arn, ask("PUBLISH", "topic/a", "topic/b"), ask("PUBLISH", "topic/a", "topic/d"),
        ask("PUBLISH", "topic/d", "topic/c", "topic/a"), ask("SUBSCRIBE", "topicfilter/a/+"), ask("SUBSCRIBE", "topic/a/+"),
        ask("RECEIVE", "topic/a"), ask("CONNECT", "client/lamp"))
    assert [one["authDecision"] for one in found] == [
        "ALLOWED", "IMPLICIT_DENY", "EXPLICIT_DENY", "ALLOWED", "IMPLICIT_DENY", "ALLOWED", "IMPLICIT_DENY"]


def test_the_client_id_says_which_thing_connects(world, lamp):
    thing = unique("lamp")
    world.iot.create_thing(thingName=thing, attributePayload={"attributes": {"room": "hall"}})
    world.iot.attach_policy(target=lamp.arn, policyName=world.iot_policy(policies.document(
        allow("iot:Connect", iot(f"client/{THING}")),
        allow("iot:Publish", iot("topic/${iot:Connection.Thing.Attributes[room]}/*")),
        allow("iot:Subscribe", iot("topicfilter/${iot:ClientId}/#")))))
    connects, publishes = ("CONNECT", f"client/{thing}"), ("PUBLISH", "topic/hall/state")
    assert decision(world, lamp.arn, *connects) == "IMPLICIT_DENY"
    world.iot.attach_thing_principal(thingName=thing, principal=lamp.arn)
    assert decision(world, lamp.arn, *connects) == "ALLOWED"
    assert decision(world, lamp.arn, *publishes, clientId=thing) == "ALLOWED"
    assert decision(world, lamp.arn, *publishes, clientId="other") == "IMPLICIT_DENY"
    assert decision(world, lamp.arn, "SUBSCRIBE", "topicfilter/other/#", clientId="other") == "ALLOWED"
    # Over HTTPS there is no client id, and its variables have no value.
    [result] = results(world, lamp.arn, ask(*publishes))
    assert result["authDecision"] == "IMPLICIT_DENY"
    assert result["missingContextValues"] == ["iot:Connection.Thing.Attributes[room]"]


def test_policies_of_the_things_groups_count_with_the_client_id(world, lamp):
    thing, group = unique("lamp"), unique("lamps")
    world.iot.create_thing(thingName=thing)
    world.iot.create_thing_group(thingGroupName=group)
    world.iot.add_thing_to_thing_group(thingName=thing, thingGroupName=group)
    world.iot.attach_thing_principal(thingName=thing, principal=lamp.arn)
    policy = world.iot_policy(policies.document(allow("iot:Publish", iot("topic/group"))))
    publishes = ("PUBLISH", "topic/group")
    assert decision(world, lamp.arn, *publishes, clientId=thing) == "IMPLICIT_DENY"
    world.iot.attach_policy(policyName=policy, target=iot(f"thinggroup/{group}"))
    [result] = results(world, lamp.arn, ask(*publishes), clientId=thing)
    assert (result["authDecision"], names(result["allowed"])) == ("ALLOWED", [policy])
    # The group comes with the thing, not with the certificate.
    assert decision(world, lamp.arn, *publishes, clientId="other") == "IMPLICIT_DENY"
    assert decision(world, lamp.arn, *publishes, clientId=thing, policyNamesToSkip=[policy]) == "ALLOWED"


def test_a_key_that_a_condition_looks_for_in_vain_is_missing(world, lamp):
    world.iot.attach_policy(target=lamp.arn, policyName=world.iot_policy(policies.document(
        allow("iot:Connect", Condition={"ArnEquals": {"iot:LastWillTopic": iot("topic/will")}}))))
    [result] = results(world, lamp.arn, ask("CONNECT", "client/c"))
    assert (result["authDecision"], result["missingContextValues"]) == ("IMPLICIT_DENY", ["iot:LastWillTopic"])


def test_policies_may_be_thought_of_and_away(world, lamp):
    attached = world.iot_policy(policies.document(allow("iot:Publish", iot("topic/a"))))
    another = world.iot_policy(policies.document(allow("iot:Publish", iot("topic/b")), deny("iot:Publish", iot("topic/a"))))
    world.iot.attach_policy(policyName=attached, target=lamp.arn)
    for topic, more, expected in (
        ("a", {}, "ALLOWED"), ("b", {}, "IMPLICIT_DENY"),
        ("a", {"policyNamesToAdd": [another]}, "EXPLICIT_DENY"), ("b", {"policyNamesToAdd": [another]}, "ALLOWED"),
        ("a", {"policyNamesToSkip": [attached]}, "IMPLICIT_DENY"),
        ("b", {"policyNamesToAdd": [another], "policyNamesToSkip": [attached]}, "ALLOWED"),
    ):
        assert decision(world, lamp.arn, "PUBLISH", f"topic/{topic}", **more) == expected, (topic, more)
    # Nobody in particular: the policies alone are tested.
    assert decision(world, None, "PUBLISH", "topic/b", policyNamesToAdd=[another]) == "ALLOWED"
    assert decision(world, None, "PUBLISH", "topic/c", policyNamesToAdd=[another]) == "IMPLICIT_DENY"
    unknown = refusal(world.iot.test_authorization, principal=lamp.arn, authInfos=[ask("PUBLISH", "topic/a")],
                      policyNamesToAdd=["nowhere"])
    assert (unknown.code, unknown.status) == ("ResourceNotFoundException", 404)
    assert decision(world, lamp.arn, "PUBLISH", "topic/a") == "ALLOWED"


def test_a_signed_in_identity_needs_both_legs(world, pool, alice):
    connects = ("CONNECT", f"client/{alice.id}")
    [result] = results(world, alice.id, ask(*connects), cognitoIdentityPoolId=pool.id)
    assert result["authDecision"] == "IMPLICIT_DENY" and names(result["allowed"]) == ["permissions"]
    policy = world.iot_policy(policies.document(allow("iot:*", [iot(f"client/{SUB}"), iot("client/other"), iot("topic/mine")])))
    world.attach(policy, alice)
    [result] = results(world, alice.id, ask(*connects), cognitoIdentityPoolId=pool.id)
    assert result["authDecision"] == "ALLOWED" and names(result["allowed"]) == ["permissions", policy]
    assert "policyArn" not in result["allowed"]["policies"][0]
    assert result["allowed"]["policies"][1]["policyArn"] == iot(f"policy/{policy}")
    # The pool is known by the identity, and the role alone does not suffice.
    assert decision(world, alice.id, "PUBLISH", "topic/mine") == "ALLOWED"
    assert decision(world, alice.id, "PUBLISH", "topic/other") == "IMPLICIT_DENY"
    assert decision(world, alice.id, "CONNECT", "client/other") == "IMPLICIT_DENY"
    assert decision(world, alice.id, "PUBLISH", "topic/mine", policyNamesToSkip=[policy]) == "IMPLICIT_DENY"


def test_a_guest_is_bound_by_its_role_alone(world, pool):
    guest = pool.guest()
    closed = world.iot_policy(policies.document(deny("iot:*")))
    world.attach(closed, guest)
    assert decision(world, guest.id, "CONNECT", f"client/{guest.id}", cognitoIdentityPoolId=pool.id) == "ALLOWED"
    assert decision(world, guest.id, "CONNECT", "client/other") == "IMPLICIT_DENY"
    # Guests in general: what is every guest's is allowed, what is its own cannot be known.
    assert decision(world, None, "PUBLISH", "topic/x", cognitoIdentityPoolId=pool.id) == "ALLOWED"
    [result] = results(world, None, ask("CONNECT", f"client/{guest.id}"), cognitoIdentityPoolId=pool.id)
    assert result["authDecision"] == "IMPLICIT_DENY"
    assert result["missingContextValues"] == ["cognito-identity.amazonaws.com:sub"]


def test_who_would_not_be_let_in_may_do_nothing(world, tmp_path):
    everything = world.iot_policy(policies.document(allow("iot:*")))
    active, inactive = devices.issued(world, tmp_path), devices.issued(world, tmp_path, active=False)
    expired = devices.registered(world, tmp_path, {"COMMON_NAME": "old"}, lasts=timedelta(days=-1))
    for device in (active, inactive, expired):
        world.iot.attach_policy(policyName=everything, target=device.arn)
    found = [decision(world, device.arn, "CONNECT", "client/c") for device in (active, inactive, expired)]
    assert found == ["ALLOWED", "IMPLICIT_DENY", "IMPLICIT_DENY"]
    world.iot.update_certificate(certificateId=active.id, newStatus="REVOKED")
    assert decision(world, active.arn, "CONNECT", "client/c") == "IMPLICIT_DENY"


def test_what_is_nobody_is_refused(world, pool, lamp):
    asked = [ask("CONNECT", "client/c")]
    stranger = iot(f"cert/{'0' * 64}")
    other_pool = world.pool(guest=policies.document(allow("iot:*")))
    guest = pool.guest().id
    for who, code in (
        ({"principal": stranger}, "ResourceNotFoundException"),
        ({"principal": lamp.arn.replace(REGION, "eu-west-1")}, "InvalidRequestException"),
        ({"principal": f"{REGION}:00000000-0000-4000-8000-00000000dead"}, "ResourceNotFoundException"),
        ({"principal": guest, "cognitoIdentityPoolId": other_pool.id}, "ResourceNotFoundException"),
        ({"cognitoIdentityPoolId": f"{REGION}:00000000-0000-4000-8000-00000000dead"}, "ResourceNotFoundException"),
        ({"principal": "anonymous"}, "InvalidRequestException"),
        ({"principal": f"cert:{lamp.id}"}, "InvalidRequestException"),
        ({}, "InvalidRequestException"),
    ):
        assert refusal(world.iot.test_authorization, authInfos=asked, **who).code == code, who
    for infos in ([{"actionType": "CONNECT", "resources": []}], [{"resources": [iot("client/c")]}],
                  [ask("PUBLISH", *[f"topic/{number}" for number in range(201)])]):
        assert refusal(world.iot.test_authorization, principal=lamp.arn, authInfos=infos).code == "InvalidRequestException"
    assert decision(world, lamp.arn, "CONNECT", "client/c") == "IMPLICIT_DENY"


def test_testing_may_be_bound_to_one_certificate(server, world, tmp_path):
    exact, sibling = devices.issued(world, tmp_path), devices.issued(world, tmp_path)
    caller = client(server, "iot", world.role_session(policies.document(allow("iot:TestAuthorization", exact.arn))))
    asked = [ask("CONNECT", "client/c")]
    caller.test_authorization(principal=exact.arn, authInfos=asked)
    for who in ({"principal": sibling.arn}, {"principal": exact.arn.replace(exact.id, exact.id.upper())}, {}):
        refused = refusal(caller.test_authorization, authInfos=asked, **who)
        assert (refused.code, refused.status) == ("AccessDeniedException", 403)


def test_the_command_line_of_aws_tests(server, world, lamp):
    world.iot.attach_policy(target=lamp.arn, policyName=world.iot_policy(policies.document(allow("iot:Connect", iot("client/lamp")))))
    asked = f"actionType=CONNECT,resources={iot('client/lamp')}"
    [result] = aws(server, "iot", "test-authorization", "--principal", lamp.arn, "--auth-infos", asked).json()["authResults"]
    assert result["authDecision"] == "ALLOWED"
    asked = f"actionType=CONNECT,resources={iot('client/door')}"
    [result] = aws(server, "iot", "test-authorization", "--principal", lamp.arn, "--auth-infos", asked).json()["authResults"]
    assert result["authDecision"] == "IMPLICIT_DENY"
