"""Device shadows over HTTPS: boto3 reads, changes, deletes and lists them, each under its own permission,
and MQTT subscribers hear of it."""

import json
import threading

import pytest

from support import policies
from support.aws import client, refusal
from support.explanation import why
from support.mqtt import V5, V311, connect
from support.policies import allow, deny, iot
from support.server import Server
from support.world import unique

SHADOW_ACTIONS = ["iot:GetThingShadow", "iot:UpdateThingShadow", "iot:DeleteThingShadow"]
TOPIC = "$aws/things/{thing}/shadow"


class Shadow:
    """One shadow as one caller sees it."""

    def __init__(self, data, thing: str, name: str | None = None):
        self.data = data
        self.named = {"thingName": thing} | ({"shadowName": name} if name else {})

    def update(self, state, **more) -> dict:
        payload = json.dumps({"state": state} | more)
        return json.loads(self.data.update_thing_shadow(**self.named, payload=payload)["payload"].read())

    def get(self) -> dict:
        return json.loads(self.data.get_thing_shadow(**self.named)["payload"].read())

    def delete(self) -> dict:
        return json.loads(self.data.delete_thing_shadow(**self.named)["payload"].read())

    def refused(self, payload: str | bytes):
        return refusal(self.data.update_thing_shadow, **self.named, payload=payload)

    def missing(self):
        return refusal(self.data.get_thing_shadow, **self.named)


@pytest.fixture(scope="module")
def data(server):
    return client(server, "iot-data")


@pytest.fixture
def thing():
    return unique("lamp")


@pytest.fixture(params=[None, "night"], ids=["classic", "named"])
def shadow(request, data, thing):
    return Shadow(data, thing, request.param)


@pytest.fixture(scope="module")
def provider(world, openid):
    return world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]


def test_a_shadow_is_made_changed_and_read(shadow):
    made = shadow.update({"desired": {"led": "on", "colour": {"r": 1, "g": 2}}}, clientToken="one")
    now = made["timestamp"]
    assert made == {
        "state": {"desired": {"led": "on", "colour": {"r": 1, "g": 2}}},
        "metadata": {"desired": {"led": {"timestamp": now}, "colour": {"r": {"timestamp": now}, "g": {"timestamp": now}}}},
        "version": 1, "timestamp": now, "clientToken": "one",
    }
    shadow.update({"reported": {"led": "on", "colour": {"r": 1, "g": 0}}})
    read = shadow.get()
    assert read["state"] == {
        "desired": {"led": "on", "colour": {"r": 1, "g": 2}}, "reported": {"led": "on", "colour": {"r": 1, "g": 0}},
        "delta": {"colour": {"g": 2}},
    }
    assert (read["version"], read["metadata"]["desired"]["led"]) == (2, {"timestamp": now})
    assert "clientToken" not in read

    shadow.update({"desired": {"colour": {"g": None}}})
    assert shadow.get()["state"]["desired"] == {"led": "on", "colour": {"r": 1}}
    shadow.update({"desired": None})
    assert shadow.get()["state"] == {"reported": {"led": "on", "colour": {"r": 1, "g": 0}}}
    cleared = shadow.update(None)
    assert (cleared["state"], cleared["version"]) == (None, 5)
    assert cleared["metadata"] == {"timestamp": cleared["timestamp"]}
    empty = shadow.get()
    assert (empty["state"], empty["metadata"], empty["version"]) == ({}, {}, 5)


def test_a_deleted_shadow_is_gone_and_its_version_goes_on(shadow, thing):
    shadow.update({"desired": {"a": 1}})
    shadow.update({"desired": {"a": 2}})
    deleted = shadow.delete()
    assert (set(deleted), deleted["version"]) == ({"version", "timestamp"}, 2)
    name = "~".join(shadow.named.values())
    for refused in (shadow.missing(), refusal(shadow.data.delete_thing_shadow, **shadow.named)):
        assert (refused.code, refused.status) == ("ResourceNotFoundException", 404)
        assert refused.message == f"No shadow exists with name: '{name}'"
        assert refused.decision is None
    assert shadow.update({"desired": {"a": 3}})["version"] > 3
    assert shadow.get()["state"]["desired"] == {"a": 3}


def test_numbers_come_back_as_they_were_sent(shadow):
    number = "123456789012345678901234567890.10"
    shadow.data.update_thing_shadow(**shadow.named, payload=f'{{"state": {{"desired": {{"n": {number}}}}}}}')
    text = shadow.data.get_thing_shadow(**shadow.named)["payload"].read().decode()
    assert f'"n":{number}' in text


LEVELS_MAX = 8


def nested(levels: int) -> str:
    """A state with this many objects within `desired`, the innermost holding a value."""
    return '{"state":{"desired":{"l":' + '{"l":' * levels + "1" + "}" * levels + "}}}"


REFUSALS = [
    pytest.param('{"state":', '{"state":{}}', 400, "InvalidRequestException", "Invalid JSON", id="broken"),
    pytest.param('{"state":{"desired":{"a":1,"a":2}}}', '{"state":{"desired":{"a":1}}}', 400,
                 "InvalidRequestException", "Invalid JSON", id="repeated key"),
    pytest.param("{}", '{"state":null}', 400, "InvalidRequestException", "Missing required node: state", id="no state"),
    pytest.param('{"state":1}', '{"state":{}}', 400, "InvalidRequestException", "State node must be an object",
                 id="state"),
    pytest.param('{"state":{"desired":[]}}', '{"state":{"desired":{}}}', 400, "InvalidRequestException",
                 "Desired node must be an object", id="desired"),
    pytest.param('{"state":{"reported":""}}', '{"state":{"reported":null}}', 400, "InvalidRequestException",
                 "Reported node must be an object", id="reported"),
    pytest.param('{"state":{},"version":"1"}', '{"state":{},"version":0}', 400, "InvalidRequestException",
                 "Invalid version", id="version"),
    pytest.param('{"state":{},"version":7}', '{"state":{},"version":0}', 409, "ConflictException", "Version conflict",
                 id="conflict"),
    pytest.param(json.dumps({"state": {}, "clientToken": "x" * 65}), json.dumps({"state": {}, "clientToken": "x" * 64}),
                 400, "InvalidRequestException", "Invalid clientToken", id="token"),
    pytest.param(nested(LEVELS_MAX + 1), nested(LEVELS_MAX), 400, "InvalidRequestException",
                 f"JSON contains too many levels of nesting; maximum is {LEVELS_MAX}", id="levels"),
    pytest.param('{"state":{"delta":{}}}', '{"state":{},"delta":{}}', 400, "InvalidRequestException",
                 "State contains an invalid node", id="node"),
    pytest.param('{"state":{"desired":{"a":[null]}}}', '{"state":{"desired":{"a":[0]}}}', 400,
                 "InvalidRequestException", "State contains an invalid node", id="null in a list"),
    pytest.param(b'{"state":{"desired":{"a":"\xe9"}}}', '{"state":{"desired":{"a":"é"}}}'.encode(), 415,
                 "UnsupportedDocumentEncodingException",
                 "Unsupported documented encoding; supported encoding is UTF-8", id="encoding"),
    pytest.param(json.dumps({"state": {"desired": {"a": "x" * 8_185}}}), json.dumps({"state": {"desired": {"a": "x" * 8_184}}}),
                 413, "RequestEntityTooLargeException", "The payload exceeds the maximum size allowed", id="size"),
]


@pytest.mark.parametrize(("wrong", "right", "status", "code", "message"), REFUSALS)
def test_a_refusal_has_its_text_and_changes_nothing(data, thing, wrong, right, status, code, message):
    shadow = Shadow(data, thing)
    refused = shadow.refused(wrong)
    assert (refused.status, refused.code, refused.message) == (status, code, message)
    assert refused.headers["x-amzn-errortype"] == code
    assert shadow.missing().status == 404
    data.update_thing_shadow(thingName=thing, payload=right)
    assert shadow.get()["version"] == 1


@pytest.mark.parametrize("named", [
    {"thingName": "a b"}, {"thingName": "x" * 129}, {"thingName": "lamp", "shadowName": "x" * 65},
    {"thingName": "lamp", "shadowName": "a/b"}], ids=["thing", "long thing", "long shadow", "shadow"])
def test_names_are_checked(data, named):
    refused = refusal(data.get_thing_shadow, **named)
    assert (refused.code, refused.status) == ("InvalidRequestException", 400)
    assert refusal(data.get_thing_shadow, thingName="x" * 128, shadowName="$:_-" * 16).status == 404


def test_of_updates_at_once_each_takes_a_version_of_its_own(data, thing):
    shadow, versions = Shadow(data, thing), []

    def report(number: int) -> None:
        versions.append(shadow.update({"reported": {f"k{number}": number}})["version"])

    threads = [threading.Thread(target=report, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(versions) == list(range(1, 9))
    assert shadow.get()["state"]["reported"] == {f"k{number}": number for number in range(8)}
    # Of two that name the same version one comes too late.
    assert shadow.update({}, version=8)["version"] == 9
    assert shadow.refused('{"state":{},"version":8}').message == "Version conflict"


def test_named_shadows_are_listed_in_pages(data, thing):
    assert data.list_named_shadows_for_thing(thingName=thing)["results"] == []
    Shadow(data, thing).update({})
    for name in ("a", "b", "c", "gone"):
        Shadow(data, thing, name).update({})
    Shadow(data, thing, "gone").delete()
    Shadow(data, f"{thing}a", "elsewhere").update({})
    whole = data.list_named_shadows_for_thing(thingName=thing)
    assert whole["results"] == ["a", "b", "c"] and "nextToken" not in whole
    assert isinstance(whole["timestamp"], int)
    first = data.list_named_shadows_for_thing(thingName=thing, pageSize=2)
    assert first["results"] == ["a", "b"]
    rest = data.list_named_shadows_for_thing(thingName=thing, pageSize=2, nextToken=first["nextToken"])
    assert rest["results"] == ["c"] and "nextToken" not in rest
    refused = refusal(data.list_named_shadows_for_thing, thingName=thing, nextToken="forged")
    assert (refused.code, refused.status) == ("InvalidRequestException", 400)


def test_a_shadow_survives_its_thing(world, data, thing):
    world.iot.create_thing(thingName=thing)
    Shadow(data, thing).update({"reported": {"a": 1}})
    world.iot.delete_thing(thingName=thing)
    assert Shadow(data, thing).get()["state"]["reported"] == {"a": 1}


@pytest.mark.parametrize("action", SHADOW_ACTIONS)
@pytest.mark.parametrize("name", [None, "night"], ids=["classic", "named"])
def test_an_action_on_one_shadow_is_no_action_on_another(server, world, data, thing, action, name):
    shadows = [(thing, None), (thing, "night"), (thing, "day"), (f"{thing}-2", None)]
    resource = iot("/".join(filter(None, (f"thing/{thing}", name))))
    guest = world.pool(guest=policies.document(allow(action, resource))).guest()
    mine = client(server, "iot-data", guest.keys)
    verb = action.removeprefix("iot:").removesuffix("ThingShadow").lower()
    method = {"get": mine.get_thing_shadow, "update": mine.update_thing_shadow, "delete": mine.delete_thing_shadow}
    for where in shadows:
        other = Shadow(data, *where)
        other.update({"reported": {"a": 1}})
        more = {"payload": '{"state":{"reported":{"a":2}}}'} if verb == "update" else {}
        if where == (thing, name):
            method[verb](**other.named, **more)
            continue
        refused = refusal(method[verb], **other.named, **more)
        assert (refused.code, refused.status, refused.message) == ("ForbiddenException", 403, "Forbidden")
        explained = why(server, refused.decision)
        assert (explained.action, explained.leg) == (action, "identity")
        assert explained.resource == iot("/".join(filter(None, (f"thing/{where[0]}", where[1]))))
        assert other.get()["state"]["reported"] == {"a": 1}
    # Nor is it another action on the same shadow.
    other_verb, more = ("update", {"payload": '{"state":{}}'}) if verb == "get" else ("get", {})
    assert refusal(method[other_verb], **Shadow(data, thing, name).named, **more).status == 403


def test_a_guest_that_may_not_ask_does_not_learn_what_exists(server, world, data, thing):
    guest = world.pool(guest=policies.document(allow("iot:GetThingShadow", iot("thing/mine")))).guest()
    mine = client(server, "iot-data", guest.keys)
    Shadow(data, thing).update({})
    there, missing = Shadow(mine, thing).missing(), Shadow(mine, unique("nothing")).missing()
    assert there.status == missing.status == 403
    assert there.message == missing.message
    assert Shadow(mine, "mine").missing().status == 404


def test_a_signed_in_user_needs_both_policies(server, world, data, provider, openid, thing):
    pool = world.pool(signed_in=policies.document(allow("iot:*")), providers=[provider])
    alice = pool.identity({openid.login_key: openid.forge(openid.claims(unique("alice")))})
    mine = Shadow(client(server, "iot-data", alice.keys), thing)
    Shadow(data, thing).update({"desired": {"a": 1}})
    refused = mine.missing()
    assert (refused.code, refused.status) == ("ForbiddenException", 403)
    assert why(server, refused.decision).leg == "device"
    assert mine.refused('{"state":{}}').status == 403
    # Listing is not one of the seven actions: the role alone decides.
    assert mine.data.list_named_shadows_for_thing(thingName=thing)["results"] == []

    name = world.iot_policy(policies.document(
        allow(SHADOW_ACTIONS, iot(f"thing/{thing}")), deny("iot:DeleteThingShadow")))
    world.attach(name, alice)
    assert mine.get()["state"]["desired"] == {"a": 1}
    mine.update({"reported": {"a": 1}})
    denied = refusal(mine.data.delete_thing_shadow, **mine.named)
    assert denied.status == 403
    explained = why(server, denied.decision)
    assert (explained.leg, explained.outcome) == ("device", "explicit_deny")
    world.detach(name, alice)
    assert mine.missing().status == 403


@pytest.mark.parametrize("version", [V311, V5], ids=["mqtt311", "mqtt5"])
@pytest.mark.parametrize("name", [None, "night"], ids=["classic", "named"])
def test_subscribers_hear_of_updates_and_deletions(server, world, data, thing, version, name):
    shadow = Shadow(data, thing, name)
    base = TOPIC.format(thing=thing) + (f"/name/{name}" if name else "")
    guest = world.pool(guest=policies.document(allow("iot:*"))).guest()
    with connect(server, guest.keys, unique("guest"), version=version) as listener:
        for topic in ("update/delta", "update/documents", "update/accepted", "delete/accepted", "get/accepted",
                      "update/rejected"):
            assert not listener.subscribe(f"{base}/{topic}", 1).refused
        answers = [shadow.update({"desired": {"a": 1, "b": 2}}, clientToken="one")]
        assert heard(listener, base, 3) == {
            "update/delta": {
                "state": {"a": 1, "b": 2}, "metadata": answers[0]["metadata"]["desired"], "version": 1,
                "timestamp": answers[0]["timestamp"], "clientToken": "one",
            },
            "update/documents": {
                "previous": None,
                "current": {key: answers[0][key] for key in ("state", "metadata", "version")},
                "timestamp": answers[0]["timestamp"], "clientToken": "one",
            },
            "update/accepted": answers[0],
        }

        answers.append(shadow.update({"reported": {"a": 1}}))
        messages = heard(listener, base, 3)
        assert messages["update/accepted"] == answers[1]
        assert messages["update/delta"]["state"] == {"b": 2}
        documents = messages["update/documents"]
        assert documents["previous"]["state"] == {"desired": {"a": 1, "b": 2}}
        assert documents["current"]["state"] == {"desired": {"a": 1, "b": 2}, "reported": {"a": 1}}
        assert (documents["previous"]["version"], documents["current"]["version"]) == (1, 2)

        # A refused update and a read are heard by nobody: what comes next is of the update after them.
        assert shadow.refused('{"state":{},"version":9}').status == 409
        shadow.get()
        shadow.update({"reported": {"b": 2}})
        messages = heard(listener, base, 2)
        assert set(messages) == {"update/documents", "update/accepted"}
        deleted = shadow.delete()
        assert heard(listener, base, 1) == {"delete/accepted": deleted}


def heard(listener, base: str, count: int) -> dict[str, dict]:
    """The next messages by what their topics say beyond the shadow's own part."""
    messages = [listener.message() for _ in range(count)]
    return {message.topic.removeprefix(f"{base}/"): json.loads(message.payload) for message in messages}


def test_whoever_may_not_receive_does_not_hear(server, world, data, thing):
    base = TOPIC.format(thing=thing)
    guest = world.pool(guest=policies.document(
        allow(["iot:Connect", "iot:Subscribe"]), allow("iot:Receive", iot(f"topic/{base}/update/accepted")))).guest()
    other = unique("other")
    with connect(server, guest.keys, unique("guest")) as listener:
        listener.subscribe(f"{base}/#", 1)
        listener.subscribe(f"{TOPIC.format(thing=other)}/#", 1)
        Shadow(data, other).update({"desired": {"a": 1}})
        Shadow(data, thing).update({"desired": {"a": 1}})
        # The acceptance comes last of the three, and it is all that came.
        message = listener.message()
        assert message.topic == f"{base}/update/accepted"
        Shadow(data, thing).update({"desired": {"a": 2}})
        assert json.loads(listener.message().payload)["version"] == 2


def test_shadows_are_there_after_a_restart(tmp_path, thing):
    server = Server(tmp_path, data=tmp_path / "data")
    try:
        data = client(server, "iot-data")
        Shadow(data, thing, "night").update({"desired": {"a": [1, {"b": 2.50}]}, "reported": {"c": "é"}})
        Shadow(data, thing, "gone").update({})
        Shadow(data, thing, "gone").delete()
        before = Shadow(data, thing, "night").get()
        server.stop()
        server.start()
        data = client(server, "iot-data")
        after = Shadow(data, thing, "night").get()
        assert {key: after[key] for key in ("state", "metadata", "version")} == {
            key: before[key] for key in ("state", "metadata", "version")}
        assert Shadow(data, thing, "gone").update({})["version"] == 3
    finally:
        server.stop()
