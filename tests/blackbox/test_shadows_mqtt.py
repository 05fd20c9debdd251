"""Device shadows over MQTT: one operation with HTTPS, authorized by topics alone, answered in every case."""

import json
import threading
from collections import Counter
from concurrent.futures import Future

import pytest
from awscrt import mqtt, mqtt_request_response
from awsiot import ServiceStreamOptions, V2ServiceException, iotshadow, mqtt5_client_builder, mqtt_connection_builder

from support import devices, policies
from support.aws import client, refusal
from support.explanation import why
from support.mqtt import V5, V311, connect
from support.policies import allow, deny, iot
from support.server import Server
from support.world import World, unique
from test_shadows import REFUSALS, Shadow

TOPIC_NAME_INVALID, NOT_AUTHORIZED = 0x90, 0x87
ANSWER_SECONDS_MAX = 10
ALL_IOT = policies.document(allow("iot:*"))
ANSWERS = ("update/accepted", "update/rejected", "update/delta", "update/documents", "get/accepted", "get/rejected",
           "delete/accepted", "delete/rejected")
VERSIONS = pytest.mark.parametrize("version", [V311, V5], ids=["mqtt311", "mqtt5"])


@pytest.fixture(scope="module")
def data(server):
    return client(server, "iot-data")


@pytest.fixture(scope="module")
def lamp(world, tmp_path_factory):
    """A device that may do everything."""
    return lamp_of(world, tmp_path_factory.mktemp("devices"))


def lamp_of(world, folder):
    lamp = devices.issued(world, folder)
    world.iot.attach_policy(policyName=world.iot_policy(ALL_IOT), target=lamp.arn)
    return lamp


@pytest.fixture
def thing():
    return unique("lamp")


class Requests:
    """One shadow as a client of MQTT sees it: requests by topic, and what is heard in answer."""

    def __init__(self, connection, thing: str, name: str | None = None, answers=ANSWERS):
        self.connection = connection
        self.base = f"$aws/things/{thing}/shadow" + (f"/name/{name}" if name else "")
        for answer in answers:
            assert not connection.subscribe(f"{self.base}/{answer}", 1).refused

    def send(self, operation: str, request="", qos: int = 1):
        payload = request if isinstance(request, (str, bytes)) else json.dumps(request)
        return self.connection.publish(f"{self.base}/{operation}", payload, qos)

    def heard(self) -> tuple[str, dict]:
        message = self.connection.message()
        return message.topic.removeprefix(f"{self.base}/"), json.loads(message.payload)

    def ask(self, operation: str, request="", count: int = 1) -> dict[str, dict]:
        """Sends a request; the next messages by what their topics say."""
        answer = self.send(operation, request)
        assert not answer.refused
        return dict(self.heard() for _ in range(count))


@VERSIONS
@pytest.mark.parametrize("name", [None, "night"], ids=["classic", "named"])
def test_a_device_and_boto3_have_one_shadow(server, data, lamp, thing, version, name):
    shadow = Shadow(data, thing, name)
    with connect(server, None, unique("lamp"), device=lamp, version=version) as connection:
        mine = Requests(connection, thing, name)
        heard = mine.ask("update", {"state": {"desired": {"led": "on"}}, "clientToken": "one"}, 3)
        made = heard["update/accepted"]
        now = made["timestamp"]
        assert made == {"state": {"desired": {"led": "on"}}, "metadata": {"desired": {"led": {"timestamp": now}}},
                        "version": 1, "timestamp": now, "clientToken": "one"}
        assert heard["update/delta"] == {"state": {"led": "on"}, "metadata": {"led": {"timestamp": now}}, "version": 1,
                                         "timestamp": now, "clientToken": "one"}
        assert heard["update/documents"]["current"]["version"] == 1
        assert shadow.get()["state"] == {"desired": {"led": "on"}, "delta": {"led": "on"}}

        # The other door's update is the next version, and is heard here.
        answer = shadow.update({"desired": {"led": "off"}})
        heard = dict(mine.heard() for _ in range(3))
        assert answer["version"] == 2 and heard["update/accepted"] == answer
        heard = mine.ask("update", {"state": {"reported": {"led": "off"}}, "version": 2}, 2)
        assert heard["update/accepted"]["version"] == 3 and "update/delta" not in heard

        read = mine.ask("get", {"clientToken": "two"})["get/accepted"]
        assert read.pop("clientToken") == "two"
        over_https = shadow.get()
        for answer in (read, over_https):
            assert abs(answer.pop("timestamp") - now) < 60
        assert read == over_https and read["state"] == {"desired": {"led": "off"}, "reported": {"led": "off"}}

        deleted = mine.ask("delete", {"clientToken": "three"})["delete/accepted"]
        assert (deleted["version"], deleted["clientToken"]) == (3, "three")
        assert shadow.missing().status == 404
        for operation in ("get", "delete"):
            rejected = mine.ask(operation)[f"{operation}/rejected"]
            missing = f"No shadow exists with name: '{'~'.join(shadow.named.values())}'"
            assert (rejected["code"], rejected["message"]) == (404, missing)
        # A shadow that came, went and comes again goes on counting, through either door.
        assert shadow.update({})["version"] == 5
        assert dict(mine.heard() for _ in range(2))["update/accepted"]["version"] == 5


def test_a_refusal_has_its_code_and_text_and_changes_nothing(server, data, lamp):
    with connect(server, None, unique("lamp"), device=lamp) as connection:
        for case in REFUSALS:
            wrong, right, status, _, text = case.values
            thing = unique("lamp")
            mine = Requests(connection, thing, answers=("update/accepted", "update/rejected"))
            topic, rejected = (mine.send("update", wrong), mine.heard())[1]
            assert (topic, rejected["code"], rejected["message"]) == ("update/rejected", status, text), case.id
            assert set(rejected) == {"code", "message", "timestamp"}, case.id
            assert Shadow(data, thing).missing().status == 404
            assert mine.ask("update", right)["update/accepted"]["version"] == 1, case.id


def test_a_rejection_repeats_the_token_of_its_request(server, lamp, thing):
    with connect(server, None, unique("lamp"), device=lamp) as connection:
        mine = Requests(connection, thing)
        rejected = mine.ask("update", {"state": {}, "version": 7, "clientToken": "mine"})["update/rejected"]
        assert rejected == {"code": 409, "message": "Version conflict", "timestamp": rejected["timestamp"],
                            "clientToken": "mine"}
        accepted = mine.ask("update", {"state": {}, "version": 0, "clientToken": "mine"}, 2)["update/accepted"]
        assert accepted["clientToken"] == "mine"


@pytest.fixture(scope="module")
def pool(world, openid):
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    return world.pool(signed_in=ALL_IOT, guest=ALL_IOT, providers=[provider])


def test_topics_alone_are_asked_and_both_policies_of_a_signed_in_user(server, world, data, pool, openid, thing):
    alice = pool.identity({openid.login_key: openid.forge(openid.claims(unique("alice")))})
    base = f"$aws/things/{thing}/shadow"
    answers = [f"{base}/update/accepted", f"{base}/update/rejected"]
    name = world.iot_policy(policies.document(
        allow("iot:Connect"), allow("iot:Publish", iot(f"topic/{base}/update")),
        allow("iot:Subscribe", [iot(f"topicfilter/{answer}") for answer in answers]),
        allow("iot:Receive", iot(f"topic/{base}/update/accepted")), deny("iot:UpdateThingShadow")))
    world.attach(name, alice)
    with connect(server, alice.keys, unique("alice")) as connection:
        mine = Requests(connection, thing, answers=("update/accepted", "update/rejected"))
        assert mine.ask("update", {"state": {"desired": {"a": 1}}})["update/accepted"]["version"] == 1
        # Over HTTPS the same update wants the action on shadows, which her policy denies.
        refused = refusal(client(server, "iot-data", alice.keys).update_thing_shadow, thingName=thing, payload="{}")
        assert refused.status == 403 and why(server, refused.decision).action == "iot:UpdateThingShadow"
        # Other requests, other shadows and other things are other topics.
        for topic in (f"{base}/get", f"{base}/delete", f"{base}/name/night/update", f"$aws/things/x{thing}/shadow/update"):
            answer = connection.publish(topic, '{"state":{"desired":{"a":2}}}')
            assert answer.value == NOT_AUTHORIZED
            explained = why(server, answer.decision)
            assert (explained.action, explained.leg) == ("iot:Publish", "device")
            assert explained.resource == iot(f"topic/{topic}")
        assert connection.subscribe(f"{base}/update/delta").value == NOT_AUTHORIZED
        # What she may not receive she does not hear: not the rejection, but what comes after it.
        assert not mine.send("update", '{"state":7}').refused
        assert mine.ask("update", {"state": {"reported": {"a": 1}}})["update/accepted"]["version"] == 2
        world.detach(name, alice)
        assert connection.closed().value == NOT_AUTHORIZED
    assert Shadow(data, thing).get()["version"] == 2
    assert refusal(data.get_thing_shadow, thingName=thing, shadowName="night").status == 404


@VERSIONS
def test_nobody_answers_in_the_servers_place(server, data, lamp, thing, version):
    with connect(server, None, unique("listener"), device=lamp) as listener:
        heard = Requests(listener, thing)
        for answer in ANSWERS:
            with connect(server, None, unique("forger"), device=lamp, version=version) as forger:
                topic = f"{heard.base}/{answer}"
                if version == V5:
                    assert forger.publish(topic, "{}").value == TOPIC_NAME_INVALID
                    assert forger.is_open()
                else:
                    forger.publish_unanswered(topic, "{}", 1)
                    forger.closed()
        Shadow(data, thing).update({"reported": {"a": 1}})
        assert {heard.heard()[0], heard.heard()[0]} == {"update/accepted", "update/documents"}


def test_reserved_topics_retain_nothing(server, data, lamp, thing):
    with connect(server, None, unique("lamp"), device=lamp) as connection:
        topic = f"$aws/things/{thing}/shadow/update"
        assert connection.publish(topic, '{"state":{}}', retain=True).value == TOPIC_NAME_INVALID
        assert Shadow(data, thing).missing().status == 404
        assert not connection.publish(topic, '{"state":{}}').refused
        assert Requests(connection, thing, answers=("get/accepted",)).ask("get")["get/accepted"]["version"] == 1


def test_a_will_on_a_request_topic_is_heard_and_asks_nothing(server, data, lamp, thing):
    topic = f"$aws/things/{thing}/shadow/update"
    with connect(server, None, unique("listener"), device=lamp) as listener:
        listener.subscribe(topic, 1)
        connect(server, None, unique("lamp"), device=lamp, will=(topic, '{"state":{}}')).drop()
        assert listener.message().topic == topic
        mine = Requests(listener, thing, answers=("get/rejected",))
        assert mine.ask("get")["get/rejected"]["code"] == 404


def test_what_one_client_asks_is_done_in_its_order(server, lamp, thing):
    """Updates of two shadows, sent without waiting for anything."""
    with connect(server, None, unique("lamp"), device=lamp) as connection:
        both = [Requests(connection, thing, name, ("update/accepted",)) for name in (None, "night")]
        for number in range(40):
            request = json.dumps({"state": {"desired": {"n": number}}})
            connection.publish_unanswered(f"{both[number % 2].base}/update", request, number % 3 % 2)
        messages = [json.loads(connection.message().payload) for _ in range(40)]
        assert [message["state"]["desired"]["n"] for message in messages] == list(range(40))
        assert [message["version"] for message in messages] == [1 + number // 2 for number in range(40)]


def test_of_two_doors_at_once_each_update_takes_a_version_of_its_own(server, data, lamp, thing):
    updates, shadow, by_https = 40, Shadow(data, thing), []

    def over_https() -> None:
        by_https.extend(shadow.update({"reported": {f"h{number}": number}})["version"] for number in range(updates))

    with connect(server, None, unique("lamp"), device=lamp) as connection:
        mine = Requests(connection, thing, answers=("update/accepted",))
        thread = threading.Thread(target=over_https)
        thread.start()
        for number in range(updates):
            connection.publish_unanswered(
                f"{mine.base}/update", json.dumps({"state": {"reported": {f"m{number}": number}}}), 1)
        thread.join()
        accepted = [mine.heard()[1] for _ in range(2 * updates)]
    expected = {f"{door}{number}": number for door in "hm" for number in range(updates)}
    assert sorted(answer["version"] for answer in accepted) == list(range(1, 2 * updates + 1))
    by_mqtt = [answer["version"] for answer in accepted if next(iter(answer["state"]["reported"])).startswith("m")]
    assert by_mqtt == sorted(by_mqtt) and by_https == sorted(by_https)
    assert sorted(by_mqtt + by_https) == list(range(1, 2 * updates + 1))
    final = shadow.get()
    assert (final["version"], final["state"]["reported"]) == (2 * updates, expected)


def test_each_request_of_a_flood_is_answered_once(server, data, lamp, thing):
    with connect(server, None, unique("lamp"), device=lamp) as connection:
        mine = Requests(connection, thing, answers=("update/accepted", "update/rejected"))
        requests = 400
        for number in range(requests):
            request = json.dumps({"state": {}, "clientToken": str(number)})
            connection.publish_unanswered(f"{mine.base}/update", request, 0)
        heard = [mine.heard() for _ in range(requests)]
        topics = Counter(topic for topic, _ in heard)
        assert sorted(int(answer["clientToken"]) for _, answer in heard) == list(range(requests))
        assert {answer["code"] for topic, answer in heard if topic == "update/rejected"} <= {429}
        assert Shadow(data, thing).get()["version"] == topics["update/accepted"]


def test_a_shadow_lives_in_its_region(server, world, lamp, thing, tmp_path):
    """The same thing name in another region is another shadow, for whoever is registered there."""
    abroad = World(server)
    abroad.iot = client(server, "iot", region="eu-west-1")
    other = devices.issued(abroad, tmp_path)
    abroad.iot.attach_policy(policyName=abroad.iot_policy(ALL_IOT), target=other.arn)
    there = client(server, "iot-data", region="eu-west-1")
    here = client(server, "iot-data")
    with connect(server, None, unique("lamp"), device=lamp) as near, \
            connect(server, None, unique("lamp"), device=other) as far:
        mine, theirs = Requests(near, thing), Requests(far, thing)
        assert theirs.ask("update", {"state": {"desired": {"a": "far"}}}, 3)["update/accepted"]["version"] == 1
        assert Shadow(here, thing).missing().status == 404
        # The first thing that is heard here is of here.
        assert mine.ask("get")["get/rejected"]["code"] == 404
        assert mine.ask("update", {"state": {"desired": {"a": "near"}}}, 3)["update/accepted"]["version"] == 1
        assert theirs.ask("get")["get/accepted"]["state"]["desired"] == {"a": "far"}
    assert Shadow(there, thing).get()["state"]["desired"] == {"a": "far"}
    assert Shadow(here, thing).get()["state"]["desired"] == {"a": "near"}


def test_what_was_acknowledged_is_done_though_the_server_is_killed(tmp_path, thing):
    server = Server(tmp_path, data=tmp_path / "data")
    try:
        lamp = lamp_of(World(server), tmp_path)
        with connect(server, None, unique("lamp"), device=lamp) as connection:
            for number in range(30):
                assert not connection.publish(f"$aws/things/{thing}/shadow/update", '{"state":{}}').refused
            server.kill()
        server.start()
        assert Shadow(client(server, "iot-data"), thing).get()["version"] == 30
    finally:
        server.stop()


class Sdk:
    """The shadow client of the AWS IoT Device SDK for Python v2, over either protocol."""

    def __init__(self, server, device, version):
        host, port = server.ready["mqtts"].rsplit(":", 1)
        settings = {
            "endpoint": host, "port": int(port), "cert_filepath": device.certificate_file,
            "pri_key_filepath": device.key_file, "ca_filepath": server.ca_file, "client_id": unique("sdk"),
        }
        if version == V311:
            connection = mqtt_connection_builder.mtls_from_path(**settings, clean_session=True)
            connection.connect().result(ANSWER_SECONDS_MAX)
            self.protocol_client, self.stop = connection, lambda: connection.disconnect().result(ANSWER_SECONDS_MAX)
        else:
            connected, stopped = Future(), Future()
            five = mqtt5_client_builder.mtls_from_path(
                **settings, on_lifecycle_connection_success=lambda _: connected.set_result(True),
                on_lifecycle_stopped=lambda _: stopped.set_result(True))
            five.start()
            assert connected.result(ANSWER_SECONDS_MAX)
            self.protocol_client, self.stop = five, lambda: (five.stop(), stopped.result(ANSWER_SECONDS_MAX))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


@VERSIONS
def test_the_shadow_client_of_the_device_sdk(server, data, lamp, thing, version):
    deltas, subscribed = [], Future()
    heard = threading.Semaphore(0)

    def on_delta(event) -> None:
        deltas.append(event)
        heard.release()

    def on_status(event) -> None:
        if not subscribed.done():
            subscribed.set_result(event.type)

    with Sdk(server, lamp, version) as sdk:
        shadows = iotshadow.IotShadowClientV2(sdk.protocol_client, mqtt_request_response.ClientOptions(
            max_request_response_subscriptions=4, max_streaming_subscriptions=2,
            operation_timeout_in_seconds=ANSWER_SECONDS_MAX))
        stream = shadows.create_shadow_delta_updated_stream(
            iotshadow.ShadowDeltaUpdatedSubscriptionRequest(thing_name=thing),
            ServiceStreamOptions(incoming_event_listener=on_delta, subscription_status_listener=on_status))
        stream.open()
        subscribed.result(ANSWER_SECONDS_MAX)

        with pytest.raises(V2ServiceException) as refused:
            shadows.get_shadow(iotshadow.GetShadowRequest(thing_name=thing)).result(ANSWER_SECONDS_MAX)
        error = refused.value.modeled_error
        assert (error.code, error.message) == (404, f"No shadow exists with name: '{thing}'")

        desired = iotshadow.ShadowState(desired={"led": "on"})
        made = shadows.update_shadow(iotshadow.UpdateShadowRequest(thing_name=thing, state=desired)).result(
            ANSWER_SECONDS_MAX)
        assert (made.version, made.state.desired) == (1, {"led": "on"})
        assert heard.acquire(timeout=ANSWER_SECONDS_MAX)
        assert (deltas[0].version, deltas[0].state) == (1, {"led": "on"})
        assert Shadow(data, thing).get()["version"] == 1

        Shadow(data, thing).update({"desired": {"led": "off"}})
        assert heard.acquire(timeout=ANSWER_SECONDS_MAX)
        assert (deltas[1].version, deltas[1].state) == (2, {"led": "off"})
        with pytest.raises(V2ServiceException) as refused:
            shadows.update_shadow(iotshadow.UpdateShadowRequest(
                thing_name=thing, state=desired, version=1)).result(ANSWER_SECONDS_MAX)
        assert (refused.value.modeled_error.code, refused.value.modeled_error.message) == (409, "Version conflict")

        reported = iotshadow.ShadowState(reported={"led": "off"})
        shadows.update_shadow(iotshadow.UpdateShadowRequest(thing_name=thing, state=reported)).result(ANSWER_SECONDS_MAX)
        read = shadows.get_shadow(iotshadow.GetShadowRequest(thing_name=thing)).result(ANSWER_SECONDS_MAX)
        assert (read.version, read.state.desired, read.state.reported) == (3, {"led": "off"}, {"led": "off"})
        assert not read.state.delta

        night = {"thing_name": thing, "shadow_name": "night"}
        shadows.update_named_shadow(iotshadow.UpdateNamedShadowRequest(**night, state=desired)).result(ANSWER_SECONDS_MAX)
        assert Shadow(data, thing, "night").get()["state"]["desired"] == {"led": "on"}
        deleted = shadows.delete_shadow(iotshadow.DeleteShadowRequest(thing_name=thing)).result(ANSWER_SECONDS_MAX)
        assert deleted.version == 3
        assert Shadow(data, thing).missing().status == 404
        assert shadows.get_named_shadow(iotshadow.GetNamedShadowRequest(**night)).result(ANSWER_SECONDS_MAX).version == 1
        # What was heard of the deltas is the two of this shadow.
        assert len(deltas) == 2


def test_the_older_shadow_client_of_the_device_sdk(server, data, lamp, thing):
    accepted, rejected = Future(), Future()
    with Sdk(server, lamp, V311) as sdk:
        shadows = iotshadow.IotShadowClient(sdk.protocol_client)
        for subscribe, request, future in (
            (shadows.subscribe_to_update_shadow_accepted, iotshadow.UpdateShadowSubscriptionRequest, accepted),
            (shadows.subscribe_to_update_shadow_rejected, iotshadow.UpdateShadowSubscriptionRequest, rejected),
        ):
            subscribed, _ = subscribe(request(thing_name=thing), mqtt.QoS.AT_LEAST_ONCE, future.set_result)
            subscribed.result(ANSWER_SECONDS_MAX)
        state = iotshadow.ShadowState(reported={"led": "on"})
        shadows.publish_update_shadow(iotshadow.UpdateShadowRequest(
            thing_name=thing, state=state, client_token="mine"), mqtt.QoS.AT_LEAST_ONCE).result(ANSWER_SECONDS_MAX)
        answer = accepted.result(ANSWER_SECONDS_MAX)
        assert (answer.version, answer.client_token, answer.state.reported) == (1, "mine", {"led": "on"})
        shadows.publish_update_shadow(iotshadow.UpdateShadowRequest(
            thing_name=thing, state=state, version=7), mqtt.QoS.AT_LEAST_ONCE).result(ANSWER_SECONDS_MAX)
        assert rejected.result(ANSWER_SECONDS_MAX).code == 409
    assert Shadow(data, thing).get()["version"] == 1
