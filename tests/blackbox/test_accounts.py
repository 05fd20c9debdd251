"""Several accounts in one server: what one has is not there for another, by whatever door."""

import pytest

from support import policies
from support.aws import ROOT, Keys, client, refusal
from support.command import daypass
from support.mqtt import V5, connect
from support.policies import allow
from support.server import ACCOUNT
from support.world import Pool, World, unique

OTHER = "111122223333"
ALL_IOT = policies.document(allow("iot:*"))


def create(server, account: str) -> Keys:
    ended = daypass(server, "account", "create", account, "-o", "json")
    assert ended.code == 0, ended
    told = ended.json()
    assert told["account"] == account
    return Keys(told["access_key_id"], told["secret_access_key"])


@pytest.fixture(scope="module")
def root(server) -> Keys:
    return create(server, OTHER)


@pytest.fixture(scope="module")
def other(server, root) -> World:
    """The same server as the other account's root sees it."""
    world = World(server)
    world.iam, world.iot, world.cognito, world.sts = (
        client(server, service, root) for service in ("iam", "iot", "cognito-identity", "sts"))
    return world


def guest_of(world: World, account: str):
    made = world.cognito.create_identity_pool(IdentityPoolName=unique("pool"), AllowUnauthenticatedIdentities=True)
    role = world.role(policies.cognito_trust(made["IdentityPoolId"], "unauthenticated"), ALL_IOT)
    assert f"::{account}:role/" in role
    world.cognito.set_identity_pool_roles(IdentityPoolId=made["IdentityPoolId"], Roles={"unauthenticated": role})
    pool = Pool(world, made["IdentityPoolId"], {"unauthenticated": role})
    return pool, pool.guest()


def test_a_new_account_has_a_root_and_nothing_else(server, world, other, root):
    world.role(policies.account_trust())
    who = other.sts.get_caller_identity()
    assert (who["Account"], who["Arn"]) == (OTHER, f"arn:aws:iam::{OTHER}:root")
    assert world.sts.get_caller_identity()["Account"] == ACCOUNT
    assert world.sts.get_access_key_info(AccessKeyId=root.access_key_id)["Account"] == OTHER
    fresh = client(server, "iam", create(server, "222233334444"))
    assert fresh.list_roles()["Roles"] == [] and world.iam.list_roles()["Roles"]


def test_an_account_is_made_once(server, root):
    for account, words in ((OTHER, "exists already"), (ACCOUNT, "exists already"), ("12", "twelve digits")):
        ended = daypass(server, "account", "create", account)
        assert ended.code == 1 and words in ended.stderr, ended
    people = daypass(server, "account", "create", "333344445555").stdout
    assert "333344445555" in people and "AKIA" in people
    assert client(server, "sts", root).get_caller_identity()["Account"] == OTHER


def test_the_same_names_are_other_things_elsewhere(world, other):
    name = unique("same")
    for one, account in ((world, ACCOUNT), (other, OTHER)):
        role = one.iam.create_role(RoleName=name, AssumeRolePolicyDocument=policies.account_trust(account))["Role"]
        assert role["Arn"] == f"arn:aws:iam::{account}:role/{name}"
        one.iot_policy(ALL_IOT, name)
        one.iot.create_thing(thingName=name, attributePayload={"attributes": {"of": account}})
    assert other.iot.describe_thing(thingName=name)["attributes"] == {"of": OTHER}
    world.iam.delete_role(RoleName=name)
    world.iot.delete_policy(policyName=name)
    assert other.iam.get_role(RoleName=name) and other.iot.get_policy(policyName=name)
    assert refusal(world.iam.get_role, RoleName=name).code == "NoSuchEntity"


def test_another_accounts_pool_is_not_there(world, other):
    pool, guest = guest_of(other, OTHER)
    own, _ = guest_of(world, ACCOUNT)
    assert other.cognito.describe_identity_pool(IdentityPoolId=pool.id)["IdentityPoolId"] == pool.id
    for stranger, about in ((world, pool), (other, own)):
        assert refusal(
            stranger.cognito.describe_identity_pool, IdentityPoolId=about.id).code == "ResourceNotFoundException"
        assert refusal(stranger.cognito.delete_identity_pool, IdentityPoolId=about.id).status == 400
        listed = stranger.cognito.list_identity_pools(MaxResults=60)["IdentityPools"]
        assert about.id not in [one["IdentityPoolId"] for one in listed]
    assert client(world.server, "sts", guest.keys).get_caller_identity()["Account"] == OTHER
    assert daypass(world.server, "revoke", "--pool", pool.id).code == 1
    assert client(world.server, "sts", guest.keys).get_caller_identity()["Account"] == OTHER


def test_messages_stay_in_their_account(server, world, other):
    (_, ours), (_, theirs) = guest_of(world, ACCOUNT), guest_of(other, OTHER)
    same = unique("client")
    with connect(server, ours.keys, same, version=V5) as mine, connect(server, theirs.keys, same, version=V5) as yours:
        for connection in (mine, yours):
            assert not connection.subscribe("news").refused
        assert not mine.publish("news", "of ours", retain=True).refused
        assert mine.message().payload == "of ours"
        assert not yours.publish("news", "of theirs").refused
        assert yours.message().payload == "of theirs"
        # One client id, two clients: neither took the other's place.
        assert mine.is_open() and yours.is_open()
        assert not mine.publish("news", "again").refused and mine.message().payload == "again"


def test_a_role_of_another_account_takes_both_accounts_to_agree(server, world, other):
    trusting = other.role(policies.account_trust(ACCOUNT), policies.document(allow("iot:ListPolicies")))
    closed = other.role(policies.account_trust(OTHER), policies.document(allow("iot:ListPolicies")))
    may, may_not = (world.role_session(policies.document(allow(action, trusting)))
                    for action in ("sts:AssumeRole", "sts:TagSession"))
    keys = Keys.of(client(server, "sts", may).assume_role(
        RoleArn=trusting, RoleSessionName="visitor")["Credentials"])
    assert client(server, "sts", keys).get_caller_identity()["Account"] == OTHER
    client(server, "iot", keys).list_policies()
    for caller, role in ((may_not, trusting), (ROOT, closed)):
        refused = refusal(client(server, "sts", caller).assume_role, RoleArn=role, RoleSessionName="visitor")
        assert refused.code == "AccessDenied"


def test_a_policy_of_another_account_cannot_be_attached_nor_bound_a_session(server, world, other):
    foreign = other.iam.create_policy(PolicyName=unique("managed"), PolicyDocument=ALL_IOT)["Policy"]["Arn"]
    role = world.role(policies.account_trust())
    assert refusal(world.iam.attach_role_policy, RoleName=role.rsplit("/", 1)[1], PolicyArn=foreign).status in (400, 403, 404)
    refused = refusal(world.sts.assume_role, RoleArn=role, RoleSessionName="cut", PolicyArns=[{"arn": foreign}])
    assert refused.code == "MalformedPolicyDocument"


def test_a_message_of_a_refusal_decodes_in_its_own_account(server, world, other):
    role = other.role(policies.account_trust(OTHER), policies.document(allow("s3:GetObject")))
    keys = Keys.of(other.sts.assume_role(RoleArn=role, RoleSessionName="test")["Credentials"])
    message = refusal(client(server, "iot", keys).list_policies).headers["x-daypass-authorization-message"]
    assert "iot:ListPolicies" in other.sts.decode_authorization_message(EncodedMessage=message)["DecodedMessage"]
    assert refusal(
        world.sts.decode_authorization_message, EncodedMessage=message).code == "InvalidAuthorizationMessageException"
