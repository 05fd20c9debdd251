"""AWS Amplify v6 in a browser: a guest and a signed-in user, by HTTP and by PubSub over WebSocket."""

import pytest

from support import policies
from support.browser import Browser
from support.explanation import why_last
from support.mqtt import connect
from support.policies import allow, iot
from support.world import Identity, unique

STATE = ["memory"]
AMPLIFY_SENDS = {
    "amz-sdk-invocation-id", "amz-sdk-request", "cache-control", "content-type", "x-amz-target", "x-amz-user-agent",
}
SDK_SENDS = {
    "amz-sdk-invocation-id", "amz-sdk-request", "authorization", "content-type", "x-amz-content-sha256", "x-amz-date",
    "x-amz-security-token", "x-amz-user-agent",
}
CONNACK, SUBACK = 0x20, 0x90
ACCEPTED, NOT_AUTHORIZED = 0x00, 0x05
GRANTED, REFUSED = 0x00, 0x80
ROLE = policies.document(
    allow("iot:Connect"), allow(["iot:Publish", "iot:Receive"], iot("topic/open/*")),
    allow("iot:Subscribe", iot("topicfilter/open/*")))


@pytest.fixture(scope="module")
def browser(server):
    with Browser(server) as browser:
        yield browser


@pytest.fixture
def page(browser):
    with browser.open("amplify.mjs") as page:
        yield page


@pytest.fixture(scope="module")
def pool(world, openid):
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    return world.pool(guest=ROLE, signed_in=ROLE, providers=[provider])


@pytest.fixture
def websocket(server):
    return f"{server.https_endpoint.replace('https', 'wss')}/mqtt"


@pytest.mark.parametrize("scheme", ["wss", "ws"])
def test_a_guest_does_what_its_role_allows_and_nothing_else(server, world, pool, page, websocket, scheme):
    websocket = websocket.replace("wss", scheme)
    page.call("configure", endpoint=server.endpoint, identityPoolId=pool.id)
    session = page.call("session")
    assert world.cognito.describe_identity(IdentityId=session["identityId"]).get("Logins") is None
    assert page.call("session") == session, "kept until it is about to expire"
    assert AMPLIFY_SENDS in page.preflights()

    name = unique("guest")
    page.call("subscribe", name=name, endpoint=websocket, topic="open/a")
    page.call("state", name=name, wanted="Connected")
    page.frame(CONNACK, ACCEPTED)
    page.frame(SUBACK, GRANTED)
    page.call("publish", name=name, topic="open/a", message={"said": "round"})
    assert page.call("message", name=name) == {"said": "round"}

    page.call("subscribe", name=name, endpoint=websocket, topic="closed/a")
    page.frame(SUBACK, REFUSED)
    with connect(server, world.role_session(policies.document(allow("iot:*"))), unique("listener")) as listener:
        listener.subscribe("closed/a")
        page.call("publish", name=name, topic="closed/a", message={"said": "nothing"})
        page.call("state", name=name, wanted="ConnectionDisrupted")
        listener.publish("closed/a", "the first")
        assert listener.message().payload == "the first"


def test_the_sdk_in_the_page_publishes_where_the_guest_may(server, pool, page):
    page.call("configure", endpoint=server.endpoint, identityPoolId=pool.id)
    page.call("session")
    assert page.call("publishByHttp", endpoint=server.endpoint, topic="open/a", payload="x") == {"refused": None}
    refused = page.call("publishByHttp", endpoint=server.endpoint, topic="closed/a", payload="x")
    assert refused["refused"] == "ForbiddenException"
    assert any(SDK_SENDS <= asked for asked in page.preflights()), page.preflights()


def test_a_user_is_refused_let_in_with_a_policy_and_cut_without(server, world, pool, page, websocket, openid):
    page.call("configure", endpoint=server.endpoint, identityPoolId=pool.id)
    guest = page.call("session")
    token = openid.token(unique("alice"))
    page.call("configure", endpoint=server.endpoint, identityPoolId=pool.id, idToken=token)
    alice = page.call("session", forceRefresh=True)
    assert alice["identityId"] == guest["identityId"], "the guest became the user"
    assert alice["keyId"] != guest["keyId"]
    described = world.cognito.describe_identity(IdentityId=alice["identityId"])
    assert described["Logins"] == [openid.login_key]

    refused, name = unique("alice"), unique("alice")
    page.call("subscribe", name=refused, endpoint=websocket, topic="open/b")
    page.frame(CONNACK, NOT_AUTHORIZED)
    page.call("state", name=refused, wanted="ConnectionDisrupted")
    assert why_last(server).leg == "device"
    page.call("end", name=refused)

    policy = world.iot_policy(policies.document(allow("iot:*")))
    identity = Identity(alice["identityId"], None)
    world.attach(policy, identity)
    page.call("subscribe", name=name, endpoint=websocket, topic="open/b")
    page.call("state", name=name, wanted="Connected")
    page.frame(CONNACK, ACCEPTED)
    page.frame(SUBACK, GRANTED)
    page.call("publish", name=name, topic="open/b", message={"said": "round"})
    assert page.call("message", name=name) == {"said": "round"}

    world.detach(policy, identity)
    page.call("state", name=name, wanted="ConnectionDisrupted")
    page.call("end", name=name)


def test_a_refusal_reaches_the_app_in_amplifys_words(server, world, page, pool):
    gone = "us-east-1:00000000-0000-4000-8000-00000000dead"
    page.call("configure", endpoint=server.endpoint, identityPoolId=gone)
    assert page.call("session") == {
        "refused": "ResourceNotFoundException", "message": f"IdentityPool '{gone}' not found."}
    closed = world.pool(guest=ROLE, guests=False)
    page.call("configure", endpoint=server.endpoint, identityPoolId=closed.id)
    assert page.call("session") == {
        "refused": "NotAuthorizedException",
        "message": "Unauthenticated access is not supported for this identity pool."}


def test_what_a_page_may_read_of_an_answer(server, pool, page):
    fine = page.call("call", endpoint=server.endpoint, operation="GetId", input={"IdentityPoolId": pool.id})
    assert fine["status"] == 200 and fine["body"].keys() == {"IdentityId"}
    assert {"x-amzn-requestid", "date", "content-type"} <= fine["headers"].keys()

    refused = page.call("call", endpoint=server.endpoint, operation="GetCredentialsForIdentity", input={
        "IdentityId": "us-east-1:00000000-0000-4000-8000-00000000dead"})
    assert refused["status"] == 400
    message = refused["body"]["message"]
    assert refused["headers"]["x-amzn-errortype"] == "ResourceNotFoundException:"
    assert refused["headers"]["x-amzn-errormessage"] == message
    assert {"x-amzn-requestid", "date"} <= refused["headers"].keys()

    unsigned = page.call("call", endpoint=server.endpoint, operation="ListIdentityPools", input={"MaxResults": 1})
    assert unsigned["status"] == 400 and unsigned["headers"]["x-daypass-decision"]
