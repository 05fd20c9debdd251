"""What the flags of `daypass dev` change: plain MQTT, `--soft`, `--strict-aws`."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from support import policies, wire
from support.aws import ROOT, Keys, client
from support.explanation import why_last
from support.mqtt import V5, V311, Refused, connect
from support.policies import allow, iot
from support.server import Server
from support.signing import sign_headers
from support.world import World, unique

NOT_AUTHORIZED = 0x87
BAD_CREDENTIALS = (0x86, NOT_AUTHORIZED)


def started(folder, *arguments: str) -> Server:
    return Server(folder, arguments=("--empty", *arguments))


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory):
    server = started(tmp_path_factory.mktemp("ordinary"))
    yield server
    assert server.stop() == 0


@pytest.fixture(scope="module")
def soft(tmp_path_factory):
    server = started(tmp_path_factory.mktemp("soft"), "--soft")
    yield server
    assert server.stop() == 0


@pytest.fixture(scope="module")
def strict(tmp_path_factory):
    server = started(tmp_path_factory.mktemp("strict"), "--strict-aws")
    yield server
    assert server.stop() == 0


def guest_of(server: Server):
    return World(server).pool(guest=policies.document(
        allow("iot:Connect", iot("client/ok*")), allow(["iot:Publish", "iot:Subscribe", "iot:Receive"], [
            iot("topic/ok"), iot("topicfilter/ok")]))).guest()


@pytest.mark.parametrize("version", [V311, V5])
def test_plain_mqtt_signs_in_with_key_and_token(ordinary, version):
    keys = guest_of(ordinary).keys
    with connect(ordinary, None, unique("ok"), version=version, plain=(keys.access_key_id, keys.session_token)) as plain:
        assert not plain.subscribe("ok").refused
        plain.publish("ok", "round")
        assert plain.message().payload == "round"
    for wrong in (None, (keys.access_key_id, "x"), (keys.access_key_id, keys.secret_access_key), ("AKIAUNKNOWN", "x")):
        with pytest.raises(Refused) as refused:
            connect(ordinary, None, unique("ok"), version=version, plain=wrong)
        assert refused.value.answer.value in BAD_CREDENTIALS


def test_plain_mqtt_takes_the_secret_of_a_long_term_key(ordinary):
    with connect(ordinary, None, unique("root"), plain=(ROOT.access_key_id, ROOT.secret_access_key)) as root:
        assert not root.publish("anything", "").refused
    with pytest.raises(Refused):
        connect(ordinary, None, unique("root"), plain=(ROOT.access_key_id, ROOT.secret_access_key[:-1]))


def test_clients_without_credentials_act_under_the_named_policy(tmp_path):
    document = tmp_path / "plain.json"
    document.write_text(policies.document(
        allow("iot:Connect"), allow("iot:Publish", iot("topic/${iot:ClientId}/*"))))
    server = started(tmp_path, "--mqtt-plain-policy", str(document))
    try:
        with connect(server, None, "lamp", plain=None) as anonymous:
            assert not anonymous.publish("lamp/on", "").refused
            assert anonymous.publish("door/on", "").value == NOT_AUTHORIZED
    finally:
        assert server.stop() == 0


def test_soft_lets_through_what_it_would_refuse_and_remembers_it(soft):
    guest = guest_of(soft)
    with connect(soft, guest.keys, "not-allowed") as connection:
        assert not connection.subscribe("elsewhere").refused
        connection.publish("elsewhere", "let through")
        assert connection.message().payload == "let through"
    explained = why_last(soft)
    assert explained.outcome == "implicit_deny" and explained.resource.endswith("/elsewhere")
    client(soft, "iam", guest.keys).list_roles()


def test_soft_never_skips_authentication(soft):
    body = json.dumps({"MaxResults": 1})
    headers = {"Content-Type": wire.JSON_11, "X-Amz-Target": "AWSCognitoIdentityService.ListIdentityPools"}
    wrong = Keys(ROOT.access_key_id, "x" * 40)
    for keys, status in ((ROOT, 200), (wrong, 400)):
        signed = sign_headers(keys, "cognito-identity", "POST", f"{soft.endpoint}/", headers, body.encode())
        assert wire.send(soft, headers=signed, body=body).status == status
    with pytest.raises(Refused):
        connect(soft, None, "nobody", plain=None)


def test_strict_closes_where_aws_closes(strict):
    guest = guest_of(strict)
    with connect(strict, guest.keys, unique("ok"), version=V311) as allowed:
        assert not allowed.subscribe("ok").refused
        allowed.client.subscribe("elsewhere")
        allowed.closed()
    # A refused CONNECT of MQTT 3.1.1 is closed without a CONNACK, one of MQTT 5 still gets its code.
    with pytest.raises(Refused) as refused:
        connect(strict, guest.keys, "not-allowed", version=V5)
    assert (refused.value.answer.value, refused.value.answer.reason) == (NOT_AUTHORIZED, None)
    with pytest.raises(AssertionError, match="closed"):
        connect(strict, guest.keys, "not-allowed", version=V311)


def test_strict_refuses_quality_2(strict, ordinary):
    with connect(ordinary, guest_of(ordinary).keys, unique("ok")) as connection:
        assert not connection.subscribe("ok", 2).refused
    with connect(strict, guest_of(strict).keys, unique("ok")) as connection:
        connection.client.subscribe("ok", 2)
        assert connection.closed().value == 0x9B


def test_strict_takes_a_closed_websocket_for_a_leave(strict, ordinary):
    for server, expected in ((strict, "sentinel"), (ordinary, "gone")):
        keys = guest_of(server).keys
        with connect(server, keys, unique("ok")) as listener:
            assert not listener.subscribe("ok").refused
            leaving = connect(server, keys, unique("ok"), will=("ok", "gone"))
            leaving.close_websocket()
            leaving.closed()
            assert not listener.publish("ok", "sentinel").refused
            assert listener.message().payload == expected


def test_strict_holds_accounts_to_the_rates_of_cognito_identity(strict, ordinary):
    def tagged(server: Server) -> list[str]:
        cognito = client(server, "cognito-identity")
        pool = cognito.create_identity_pool(IdentityPoolName="rates", AllowUnauthenticatedIdentities=True)
        arn = f"arn:aws:cognito-identity:us-east-1:000000000000:identitypool/{pool['IdentityPoolId']}"
        refused = []
        with ThreadPoolExecutor(16) as callers:
            for call in [callers.submit(cognito.tag_resource, ResourceArn=arn, Tags={"a": str(n)}) for n in range(100)]:
                try:
                    call.result()
                except cognito.exceptions.TooManyRequestsException as error:
                    refused.append(error.response["Error"]["Message"])
        return refused

    # Five a second: a hundred at once are not served within as many seconds.
    refused = tagged(strict)
    assert refused and set(refused) == {"Rate exceeded"} and len(refused) <= 95
    assert not tagged(ordinary)
