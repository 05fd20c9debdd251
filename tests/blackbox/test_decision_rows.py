"""The rows of the decision table that are about Cognito identities, over a real WebSocket and HTTPS.

The table is the policy engine's own test data: here each row's principal really signs in, its
policies are really attached, and the operation really happens.
"""

import json

import pytest

from support.aws import client
from support.explanation import why
from support.mqtt import Refused, connect
from support.paths import PROJECT
from support.server import ACCOUNT, REGION
from support.world import Identity

STATE = ["memory"]
TABLE = PROJECT / "crates/policy/tests/it/decision_rows.json"
ARN = f"arn:aws:iot:{REGION}:{ACCOUNT}:"

CASES = [
    pytest.param(case, transport, id=f"{case['row']}: {case['name']} ({transport})")
    for case in json.loads(TABLE.read_text())["cases"] if case["cognito"]
    for transport in case["transports"]
]
ROWS = set(range(24, 40))


def test_every_row_on_cognito_identities_is_here():
    assert {parameters.values[0]["row"] for parameters in CASES} == ROWS


@pytest.fixture(scope="module")
def provider(world, openid):
    return world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]


@pytest.fixture
def principal(world, openid, provider, case) -> Identity:
    """Somebody as the row describes: signed in or not, with its role's and its own policies."""
    def filled(document, identity_id=""):
        return json.dumps(document).replace("{arn}", ARN).replace("{identity}", identity_id)

    role = filled(merged(case["role_policies"]))
    if case["principal"] == "cognito_unauthenticated":
        identity = world.pool(guest=role).guest()
    else:
        pool = world.pool(signed_in=role, providers=[provider])
        identity = pool.identity({openid.login_key: openid.forge(openid.claims("alice"))})
    for document in case["iot_policies"]:
        world.attach(world.iot_policy(filled(document, identity.id)), identity)
    thing = case.get("thing")
    if thing:
        world.iot.create_thing(thingName=thing["name"])
        if thing["attached"]:
            world.iot.attach_thing_principal(thingName=thing["name"], principal=identity.id)
    return identity


def merged(documents: list[dict]) -> dict:
    return {"Version": "2012-10-17", "Statement": [entry for document in documents for entry in document["Statement"]]}


def over_websocket(server, identity: Identity, operation: dict, client_id: str) -> tuple[bool, str | None]:
    """Whether the operation went through, and the decision that refused it."""
    try:
        connection = connect(server, identity.keys, client_id)
    except Refused as refused:
        assert operation["kind"] == "connect", f"the connection itself was refused: {refused.answer}"
        return False, refused.answer.decision
    with connection:
        if operation["kind"] == "connect":
            return True, None
        target = operation["target"]
        answer = {
            "publish": lambda: connection.publish(target, "row", retain=operation["retain"]),
            "subscribe": lambda: connection.subscribe(target),
        }[operation["kind"]]()
        return not answer.refused, answer.decision


def over_https(server, identity: Identity, operation: dict) -> tuple[bool, str | None]:
    data = client(server, "iot-data", identity.keys, https=True)
    target = operation["target"]
    call, arguments = {
        "publish": (data.publish, {"topic": target, "payload": b"row", "retain": operation["retain"]}),
        "get_shadow": (data.get_thing_shadow, {"thingName": target}),
        "list_named_shadows": (data.list_named_shadows_for_thing, {"thingName": target}),
        "attach_policy": (
            client(server, "iot", identity.keys, https=True).attach_policy, {"policyName": "row-37", "target": target}),
    }[operation["kind"]]
    try:
        call(**arguments)
    except data.exceptions.ClientError as error:
        metadata = error.response["ResponseMetadata"]
        # A shadow or a policy that does not exist is found missing only by whoever may ask for it.
        return metadata["HTTPStatusCode"] == 404, metadata["HTTPHeaders"].get("x-daypass-decision")
    return True, None


@pytest.mark.parametrize(("case", "transport"), CASES)
def test_row(server, principal, case, transport):
    def filled(text: str | None) -> str:
        return (text or "").replace("{arn}", ARN).replace("{identity}", principal.id)

    operation = case["operation"] | {"target": filled(case["operation"]["target"])}
    if transport == "websocket":
        allowed, decision = over_websocket(server, principal, operation, filled(case["client_id"]))
    else:
        allowed, decision = over_https(server, principal, operation)

    assert allowed is (case["expected"] == "allow")
    if not allowed:
        explained = why(server, decision)
        assert explained.outcome == case["expected"]
        assert explained.leg == case["refusing_leg"]
        assert (explained.action, explained.resource) in [
            (request["action"], filled(request["resource"])) for request in case["requests"]]
