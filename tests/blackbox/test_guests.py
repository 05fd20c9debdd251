"""Guests: an identity and keys without any login, and the cut that the enhanced flow puts on them."""

import re
from datetime import datetime, timedelta, timezone

import pytest

from support import policies
from support.aws import Keys, client, refusal
from support.explanation import why
from support.server import ACCOUNT

IDENTITY_ID = re.compile(r"us-east-1:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
EVERYTHING = policies.document(policies.allow("*"))
NOBODY = "us-east-1:00000000-0000-4000-8000-00000000dead"


@pytest.fixture(scope="module")
def pool(world):
    return world.pool(guest=EVERYTHING, classic=True)


def test_every_guest_is_a_new_identity(world, pool):
    guests = {world.public.get_id(IdentityPoolId=pool.id)["IdentityId"] for _ in range(3)}
    assert len(guests) == 3
    assert all(IDENTITY_ID.fullmatch(guest) for guest in guests)


def test_a_guest_is_described_without_logins(world, pool):
    before = datetime.now(timezone.utc) - timedelta(seconds=1)
    guest = pool.guest()
    described = world.cognito.describe_identity(IdentityId=guest.id)
    assert described["IdentityId"] == guest.id
    assert "Logins" not in described
    assert before <= described["CreationDate"] <= described["LastModifiedDate"] <= datetime.now(timezone.utc)


def test_identities_are_listed_page_by_page(world):
    pool = world.pool(guest=EVERYTHING)
    made = {world.public.get_id(IdentityPoolId=pool.id)["IdentityId"] for _ in range(5)}
    listed, token = [], {}
    while True:
        page = world.cognito.list_identities(IdentityPoolId=pool.id, MaxResults=2, **token)
        assert page["IdentityPoolId"] == pool.id and len(page["Identities"]) <= 2
        listed += [identity["IdentityId"] for identity in page["Identities"]]
        if "NextToken" not in page:
            break
        token = {"NextToken": page["NextToken"]}
    assert sorted(listed) == sorted(made)


def test_a_guests_keys_are_whose_they_say(server, world, pool):
    guest = pool.guest()
    answer = world.public.get_credentials_for_identity(IdentityId=guest.id)
    keys = Keys.of(answer["Credentials"])
    lifetime = answer["Credentials"]["Expiration"] - datetime.now(timezone.utc)
    assert timedelta(minutes=59) < lifetime <= timedelta(minutes=60)
    assert keys.access_key_id.startswith("ASIA") and len(keys.access_key_id) == 20
    assert len(keys.secret_access_key) == 40 and len(keys.session_token) <= 4096

    role = pool.roles["unauthenticated"]
    role_id = world.iam.get_role(RoleName=role.rsplit("/", 1)[1])["Role"]["RoleId"]
    identity = client(server, "sts", keys).get_caller_identity()
    assert identity["Account"] == ACCOUNT
    assert identity["Arn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/{role.rsplit('/', 1)[1]}/CognitoIdentityCredentials"
    assert identity["UserId"] == f"{role_id}:CognitoIdentityCredentials"
    assert keys.access_key_id not in {guest.keys.access_key_id}


def test_a_pool_without_guests_refuses_them(world):
    closed = world.pool(guest=EVERYTHING, guests=False)
    refused = refusal(world.public.get_id, IdentityPoolId=closed.id)
    assert (refused.code, refused.status) == ("NotAuthorizedException", 400)
    assert refused.message == "Unauthenticated access is not supported for this identity pool."
    assert refused.decision


def test_closing_a_pool_to_guests_closes_it_to_those_it_has(world):
    pool = world.pool(guest=EVERYTHING)
    guest = pool.guest()
    name = world.cognito.describe_identity_pool(IdentityPoolId=pool.id)["IdentityPoolName"]
    world.cognito.update_identity_pool(
        IdentityPoolId=pool.id, IdentityPoolName=name, AllowUnauthenticatedIdentities=False)
    refused = refusal(world.public.get_credentials_for_identity, IdentityId=guest.id)
    assert refused.message == "Unauthenticated access is not supported for this identity pool."


def test_a_pool_without_a_guest_role_gives_no_keys(world):
    pool = world.pool()
    guest = world.public.get_id(IdentityPoolId=pool.id)["IdentityId"]
    refused = refusal(world.public.get_credentials_for_identity, IdentityId=guest)
    assert (refused.code, refused.status) == ("InvalidIdentityPoolConfigurationException", 400)
    assert refused.message == "Invalid identity pool configuration. Check assigned IAM roles for this pool."


def test_a_role_that_trusts_another_pool_gives_no_keys(world, pool):
    stranger = world.pool()
    trusting_another = world.role(policies.cognito_trust(pool.id, "unauthenticated"), EVERYTHING)
    world.cognito.set_identity_pool_roles(
        IdentityPoolId=stranger.id, Roles={"unauthenticated": trusting_another})
    guest = world.public.get_id(IdentityPoolId=stranger.id)["IdentityId"]
    refused = refusal(world.public.get_credentials_for_identity, IdentityId=guest)
    assert refused.code == "InvalidIdentityPoolConfigurationException"


def test_unknown_pools_and_identities_are_not_found(world):
    pool = refusal(world.public.get_id, IdentityPoolId=NOBODY)
    assert (pool.code, pool.message) == ("ResourceNotFoundException", f"IdentityPool '{NOBODY}' not found.")
    for call in (world.public.get_credentials_for_identity, world.cognito.describe_identity):
        identity = refusal(call, IdentityId=NOBODY)
        assert (identity.code, identity.message) == ("ResourceNotFoundException", f"Identity '{NOBODY}' not found.")


def test_the_cut_takes_from_a_guest_what_its_role_would_allow(server, world, pool):
    guest = pool.guest()
    target = world.role(policies.account_trust(), EVERYTHING)

    for refused, action in (
        (refusal(client(server, "iam", guest.keys).list_roles), "iam:ListRoles"),
        (refusal(client(server, "sts", guest.keys).assume_role, RoleArn=target, RoleSessionName="guest"), "sts:AssumeRole"),
    ):
        assert (refused.code, refused.status) == ("AccessDenied", 403)
        assert f"is not authorized to perform: {action} on resource" in refused.message
        assert "because no session policy allows" in refused.message
        explained = why(server, refused.decision)
        assert explained.leg == "session", explained

    # What the cut leaves in is there: the role allows it, and so does the session policy.
    client(server, "cognito-identity", guest.keys).list_identity_pools(MaxResults=1)


def test_the_basic_flow_has_no_cut(server, world, pool):
    guest = world.public.get_id(IdentityPoolId=pool.id)["IdentityId"]
    keys = pool.basic(guest, pool.roles["unauthenticated"])
    target = world.role(policies.account_trust(), EVERYTHING)
    assert client(server, "iam", keys).list_roles(MaxItems=1)["Roles"]
    assert client(server, "sts", keys).assume_role(RoleArn=target, RoleSessionName="guest")["Credentials"]


def test_the_basic_flow_is_closed_unless_the_pool_opens_it(world):
    enhanced_only = world.pool(guest=EVERYTHING)
    guest = world.public.get_id(IdentityPoolId=enhanced_only.id)["IdentityId"]
    refused = refusal(world.public.get_open_id_token, IdentityId=guest)
    assert (refused.code, refused.status) == ("InvalidParameterException", 400)
    assert refused.message == "Basic (classic) flow is not enabled, please use enhanced flow."


def test_a_guest_cannot_trade_its_token_for_the_signed_in_role(world):
    pool = world.pool(guest=EVERYTHING, signed_in=EVERYTHING, classic=True)
    guest = world.public.get_id(IdentityPoolId=pool.id)["IdentityId"]
    token = world.public.get_open_id_token(IdentityId=guest)["Token"]
    trade = {"RoleSessionName": "basic", "WebIdentityToken": token}
    refused = refusal(world.public_sts.assume_role_with_web_identity, RoleArn=pool.roles["authenticated"], **trade)
    assert (refused.code, refused.status) == ("AccessDenied", 403)
    assert refused.message == "Not authorized to perform sts:AssumeRoleWithWebIdentity"
    answer = world.public_sts.assume_role_with_web_identity(RoleArn=pool.roles["unauthenticated"], **trade)
    assert answer["SubjectFromWebIdentityToken"] == guest
    assert (answer["Provider"], answer["Audience"]) == ("cognito-identity.amazonaws.com", pool.id)


def test_a_guest_may_do_what_exactly_its_role_says(server, world):
    pool, sibling = world.pool(), world.pool()
    role = world.role(
        policies.cognito_trust(pool.id, "unauthenticated"),
        policies.document(policies.allow("cognito-identity:DescribeIdentityPool", pool.arn)))
    world.cognito.set_identity_pool_roles(IdentityPoolId=pool.id, Roles={"unauthenticated": role})
    cognito = client(server, "cognito-identity", pool.guest().keys)
    assert cognito.describe_identity_pool(IdentityPoolId=pool.id)["IdentityPoolId"] == pool.id
    refused = refusal(cognito.describe_identity_pool, IdentityPoolId=sibling.id)
    assert (refused.code, refused.status) == ("AccessDeniedException", 400)
    assert refused.message.startswith(f"User: arn:aws:sts::{ACCOUNT}:assumed-role/")
    assert f"perform: cognito-identity:DescribeIdentityPool on resource: {sibling.arn}" in refused.message
    explained = why(server, refused.decision)
    assert explained.leg == "identity", explained
    assert sibling.arn in explained
