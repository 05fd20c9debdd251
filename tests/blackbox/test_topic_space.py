"""Topics, client ids, retained messages, shadows and sessions live in one account and region: the same names elsewhere
are others, and what happens here is nothing there."""

import json
from dataclasses import dataclass

import pytest
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from support import policies
from support.aws import Keys, client, refusal
from support.command import daypass
from support.mqtt import V5, V311, connect
from support.policies import allow
from support.server import ACCOUNT, REGION
from support.signing import websocket_path
from support.world import Pool, World, unique

OTHER_ACCOUNT, OTHER_REGION = "111122223333", "eu-west-1"
ALL_IOT = policies.document(allow("iot:*"))
HOUR_SECONDS = 3600


@dataclass
class Side:
    """An account in a region, with somebody who may do everything there."""

    server: object
    keys: Keys
    account: str
    region: str

    def connect(self, client_id: str, **more):
        path = websocket_path(self.keys, self.server.authority, region=self.region)
        return connect(self.server, self.keys, client_id, path=path, **more)

    @property
    def data(self):
        return client(self.server, "iot-data", self.keys, region=self.region)


def guest_of(world: World) -> Keys:
    made = world.cognito.create_identity_pool(IdentityPoolName=unique("pool"), AllowUnauthenticatedIdentities=True)
    role = world.role(policies.cognito_trust(made["IdentityPoolId"], "unauthenticated"), ALL_IOT)
    world.cognito.set_identity_pool_roles(IdentityPoolId=made["IdentityPoolId"], Roles={"unauthenticated": role})
    return Pool(world, made["IdentityPoolId"], {}).guest().keys


@pytest.fixture(scope="module")
def guest(world):
    return guest_of(world)


@pytest.fixture(scope="module")
def stranger(server) -> Keys:
    ended = daypass(server, "account", "create", OTHER_ACCOUNT, "-o", "json")
    assert ended.code == 0, ended
    root = Keys(ended.json()["access_key_id"], ended.json()["secret_access_key"])
    other = World(server)
    other.iam, other.cognito = (client(server, service, root) for service in ("iam", "cognito-identity"))
    return guest_of(other)


@pytest.fixture
def here(server, guest):
    return Side(server, guest, ACCOUNT, REGION)


@pytest.fixture(params=["another region", "another account"])
def there(request, server, guest, stranger):
    if request.param == "another region":
        return Side(server, guest, ACCOUNT, OTHER_REGION)
    return Side(server, stranger, OTHER_ACCOUNT, REGION)


def hears_only(connection, *payloads: str) -> None:
    """These, and nothing before or between them."""
    for payload in payloads:
        assert connection.message().payload == payload


def both(here, there, client_id: str, **more):
    return here.connect(client_id, **more), there.connect(client_id, **more)


@pytest.mark.parametrize("version", [V311, V5], ids=["mqtt311", "mqtt5"])
def test_a_message_stays_where_it_was_published(here, there, version):
    mine, theirs = both(here, there, unique("same"), version=version)
    with mine, theirs:
        for connection in (mine, theirs):
            for topic_filter in ("news/#", "news/+", "news/today"):
                assert not connection.subscribe(topic_filter, 1).refused
        # One client id, and two clients.
        assert mine.is_open() and theirs.is_open()
        mine.publish("news/today", "of here")
        theirs.publish("news/today", "of there")
        here.data.publish(topic="news/today", qos=1, payload=b"by https")
        mine.publish("news/today", "sentinel")
        theirs.publish("news/today", "sentinel")
        hears_each(mine, "of here", "by https", "sentinel")
        hears_each(theirs, "of there", "sentinel")


def hears_each(connection, *payloads: str) -> None:
    """Each of these by every subscription or by one, and nothing else before the last."""
    heard = []
    while not heard or heard[-1] != payloads[-1]:
        heard.append(connection.message().payload)
    assert list(dict.fromkeys(heard)) == list(payloads), heard


def test_a_retained_message_is_retained_here_alone(here, there):
    topic = unique("retained")
    mine, theirs = both(here, there, unique("same"))
    with mine, theirs:
        assert not mine.publish(topic, "kept here", retain=True).refused
        assert refusal(there.data.get_retained_message, topic=topic).code == "ResourceNotFoundException"
        listed = {name: [one["topic"] for one in side.data.list_retained_messages()["retainedTopics"]]
                  for name, side in (("here", here), ("there", there))}
        assert topic in listed["here"] and topic not in listed["there"]
        # Clearing it there clears nothing here.
        assert not theirs.publish(topic, "", retain=True).refused
        assert not theirs.subscribe(topic, 1).refused
        assert not theirs.publish(topic, "sentinel").refused
        hears_only(theirs, "sentinel")
        assert not mine.subscribe(topic, 1).refused
        hears_only(mine, "kept here")
        assert here.data.get_retained_message(topic=topic)["payload"] == b"kept here"


def test_a_group_of_the_same_name_is_another_one(here, there):
    mine, theirs = both(here, there, unique("member"))
    with mine, theirs:
        for connection in (mine, theirs):
            assert not connection.subscribe("$share/crew/jobs/#", 1).refused
        count = 12
        for number in range(count):
            assert not mine.publish("jobs/a", f"here {number}").refused
            assert not theirs.publish("jobs/a", f"there {number}").refused
        hears_only(mine, *(f"here {number}" for number in range(count)))
        hears_only(theirs, *(f"there {number}" for number in range(count)))


def test_a_will_is_heard_here_alone(here, there):
    topic, mortal = unique("wills"), unique("mortal")
    mine, theirs = both(here, there, unique("listener"))
    with mine, theirs:
        for connection in (mine, theirs):
            assert not connection.subscribe(topic, 1).refused
        other = there.connect(mortal, will=(topic, "gone there"))
        here.connect(mortal, will=(topic, "gone here")).drop()
        hears_only(mine, "gone here")
        assert other.is_open()
        theirs.publish(topic, "sentinel")
        hears_only(theirs, "sentinel")
        other.drop()
        hears_only(theirs, "gone there")
        mine.publish(topic, "sentinel")
        hears_only(mine, "sentinel")


def test_a_shadow_of_the_same_name_is_another_one(here, there):
    thing = unique("thing")
    shadow = f"$aws/things/{thing}/shadow"
    mine, theirs = both(here, there, unique("device"))
    with mine, theirs:
        for connection in (mine, theirs):
            for told in ("update/accepted", "update/delta", "update/documents"):
                assert not connection.subscribe(f"{shadow}/{told}", 1).refused
        state = json.dumps({"state": {"desired": {"on": "home"}}})
        assert not mine.publish(f"{shadow}/update", state).refused
        assert {mine.message().topic for _ in range(3)} == {
            f"{shadow}/update/{told}" for told in ("accepted", "delta", "documents")}
        assert refusal(there.data.get_thing_shadow, thingName=thing).code == "ResourceNotFoundException"
        there.data.update_thing_shadow(thingName=thing, payload=json.dumps({"state": {"reported": {"of": "abroad"}}}))
        for _ in range(2):
            told = theirs.message()
            assert "abroad" in told.payload and "home" not in told.payload, told
        seen = json.loads(here.data.get_thing_shadow(thingName=thing)["payload"].read())
        assert seen["state"]["desired"] == {"on": "home"} and "reported" not in seen["state"]


def test_clients_that_come_and_go_are_told_of_here_alone(here, there):
    visitor = unique("visitor")
    mine, theirs = both(here, there, unique("watcher"))
    with mine, theirs:
        for connection in (mine, theirs):
            for told in ("presence/connected", "presence/disconnected", "subscriptions/subscribed"):
                assert not connection.subscribe(f"$aws/events/{told}/{visitor}", 1).refused
        with here.connect(visitor) as visiting:
            assert not visiting.subscribe("anything", 1).refused
            assert mine.message().topic.startswith("$aws/events/presence/connected/")
            assert mine.message().topic.startswith("$aws/events/subscriptions/subscribed/")
            assert here.data.get_connection(clientId=visitor)["connected"]
            for asked in (there.data.get_connection, there.data.delete_connection, there.data.list_subscriptions):
                assert refusal(asked, clientId=visitor).code == "ResourceNotFoundException"
            assert visiting.is_open()
        assert mine.message().topic.startswith("$aws/events/presence/disconnected/")
        with there.connect(visitor):
            # The first that is heard there is of there.
            told = json.loads(theirs.message().payload)
            assert (told["eventType"], told["versionNumber"]) == ("connected", 0)


@pytest.mark.parametrize("version", [V311, V5], ids=["mqtt311", "mqtt5"])
def test_a_session_of_the_same_name_is_another_one(here, there, version):
    client_id, topic = unique("lasting"), unique("waits")
    more = {"version": version, "clean": False}
    if version == V5:
        more["properties"] = Properties(PacketTypes.CONNECT)
        more["properties"].SessionExpiryInterval = HOUR_SECONDS
    with here.connect(client_id, **more) as lasting:
        assert not lasting.subscribe(topic, 1).refused
    with here.connect(unique("publisher")) as mine, there.connect(unique("publisher")) as theirs:
        mine.publish(topic, "waits here")
        with there.connect(client_id, **more) as other:
            # It has no subscription there, and nothing waits.
            theirs.publish(topic, "not subscribed")
            assert not other.subscribe("sentinel", 1).refused
            theirs.publish("sentinel", "sentinel")
            hears_only(other, "sentinel")
        # Nor did a clean start there end the session here.
        with there.connect(client_id, version=version):
            pass
        with here.connect(client_id, **more) as resumed:
            hears_only(resumed, "waits here")
            mine.publish(topic, "goes on")
            hears_only(resumed, "goes on")
