"""One engine: for the same policies and requests, the simulator, `TestAuthorization`, `daypass can`,
a real call and a real packet say the same."""

import pytest

from support import devices, policies
from support.aws import client
from support.explanation import can
from support.mqtt import Refused, connect
from support.policies import allow, deny, iot
from support.world import unique

STATE = ["memory"]
TRUST = policies.account_trust()
HERE = {"IpAddress": {"aws:SourceIp": "127.0.0.0/8"}}

#: Topics, and what the policy says to publishing on them.
POLICIES = {
    "exact": ([allow("iot:Publish", iot("topic/a"))], {"a": True, "b": False, "a/b": False}),
    "star": ([allow("iot:Publish", iot("topic/a/*"))], {"a": False, "a/b": True, "a/b/c": True, "b": False}),
    "question mark": ([allow("iot:Publish", iot("topic/a?"))], {"a": False, "ab": True, "abc": False}),
    "deny": ([allow("iot:*"), deny("iot:Publish", iot("topic/a/*"))], {"a": True, "a/b": False, "b": True}),
    "not resource": ([allow("iot:Publish", "*"), deny("iot:Publish", iot("topic/b"))], {"a": True, "b": False}),
    "condition that holds": ([allow("iot:Publish", Condition=HERE)], {"a": True}),
    "condition that fails": ([allow("iot:Publish", Condition={"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}})], {"a": False}),
    "other action": ([allow("iot:Receive")], {"a": False}),
    "case": ([allow("IOT:publish", iot("topic/A"))], {"a": False, "A": True}),
    "escape": ([allow("iot:Publish", iot("topic/${*}"))], {"a": False}),
    "default": ([allow("iot:Publish", iot("topic/${lamp:Room, 'hall'}"))], {"hall": True, "a": False}),
    "unresolved": ([allow("iot:Publish", iot("topic/${lamp:Room}"))], {"a": False}),
}
ROWS = pytest.mark.parametrize(("statements", "topics"), POLICIES.values(), ids=POLICIES.keys())
ENTRIES = [
    {"ContextKeyName": "aws:SourceIp", "ContextKeyType": "ip", "ContextKeyValues": ["127.0.0.1"]},
    {"ContextKeyName": "aws:SecureTransport", "ContextKeyType": "boolean", "ContextKeyValues": ["false"]},
]


def said(results: list[dict]) -> dict[str, bool]:
    [result] = results
    return {one["EvalResourceName"].split(":topic/", 1)[1]: one["EvalResourceDecision"] == "allowed"
            for one in result["ResourceSpecificResults"]}


def published_over_http(server, keys, topics) -> dict[str, bool]:
    data = client(server, "iot-data", keys)
    answers = {}
    for topic in topics:
        try:
            data.publish(topic=topic, payload=b"x")
            answers[topic] = True
        except data.exceptions.ClientError as error:
            assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 403
            answers[topic] = False
    return answers


def published_over_mqtt(server, keys, client_id: str, topics, device=None) -> dict[str, bool]:
    with connect(server, keys, client_id, device=device) as connection:
        return {topic: not connection.publish(topic, "x").refused for topic in topics}


def judged(world, principal: str, topics, client_id: str) -> dict[str, bool]:
    infos = [{"actionType": "PUBLISH", "resources": [iot(f"topic/{topic}")]} for topic in topics]
    results = world.iot.test_authorization(principal=principal, authInfos=infos, clientId=client_id)["authResults"]
    return {topic: one["authDecision"] == "ALLOWED" for topic, one in zip(topics, results, strict=True)}


def asked(server, principal: str, topics) -> dict[str, bool]:
    return {topic: can(server, principal, "iot:Publish", f"topic/{topic}")[0] for topic in topics}


@ROWS
def test_a_role(server, world, statements, topics):
    document = policies.document(*statements)
    role = world.role(TRUST, document)
    request = {"ActionNames": ["iot:Publish"], "ResourceArns": [iot(f"topic/{topic}") for topic in topics],
               "ContextEntries": ENTRIES}
    custom = world.iam.simulate_custom_policy(PolicyInputList=[document], **request)
    principal = world.iam.simulate_principal_policy(PolicySourceArn=role, **request)
    assert said(custom["EvaluationResults"]) == topics
    assert said(principal["EvaluationResults"]) == topics
    assert asked(server, role, topics) == topics
    assert published_over_http(server, world.session_of(role), topics) == topics


@ROWS
def test_a_device(server, world, tmp_path, statements, topics):
    lamp, name = devices.issued(world, tmp_path), unique("lamp")
    connects = policies.document(allow("iot:Connect", iot("client/${iot:ClientId}")))
    for document in (policies.document(*statements), connects):
        world.iot.attach_policy(policyName=world.iot_policy(document), target=lamp.arn)
    assert judged(world, lamp.arn, topics, name) == topics
    assert asked(server, f"cert:{lamp.id}", topics) == topics
    assert published_over_mqtt(server, None, name, topics, lamp) == topics


@pytest.fixture(scope="module")
def provider(world, openid):
    return world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]


@ROWS
@pytest.mark.parametrize("bound", ["role", "device"])
def test_a_signed_in_identity(server, world, openid, provider, bound, statements, topics):
    limited, everything = policies.document(*statements, allow("iot:Connect")), policies.document(allow("iot:*"))
    role, own = (limited, everything) if bound == "role" else (everything, limited)
    pool = world.pool(signed_in=role, providers=[provider])
    identity = pool.identity({openid.login_key: openid.forge(openid.claims(unique("user")))})
    # Without a policy of its own it may do nothing, whoever is asked.
    nothing = dict.fromkeys(topics, False)
    assert judged(world, identity.id, topics, identity.id) == asked(server, identity.id, topics) == nothing
    with pytest.raises(Refused):
        connect(server, identity.keys, identity.id)
    world.attach(world.iot_policy(own), identity)
    assert judged(world, identity.id, topics, identity.id) == topics
    assert asked(server, identity.id, topics) == topics
    assert published_over_mqtt(server, identity.keys, identity.id, topics) == topics
