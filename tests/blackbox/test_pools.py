"""Identity pools by boto3: made, described, replaced, listed, deleted, and given their roles."""

import re

import pytest

from support import policies
from support.aws import client, refusal
from support.explanation import why
from support.server import ACCOUNT
from support.world import unique

POOL_ID = re.compile(r"us-east-1:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
NOBODY = "us-east-1:00000000-0000-4000-8000-00000000dead"


@pytest.fixture(params=["http", "https"])
def cognito(server, request):
    return client(server, "cognito-identity", https=request.param == "https")


def without_metadata(answer: dict) -> dict:
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def test_a_pool_reads_back_as_it_was_made(cognito):
    given = {
        "IdentityPoolName": unique("pool"), "AllowUnauthenticatedIdentities": True, "AllowClassicFlow": True,
        "SupportedLoginProviders": {"accounts.google.com": "app.example.com"},
        "DeveloperProviderName": "login.example",
        "CognitoIdentityProviders": [{
            "ProviderName": "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI", "ClientId": "client1",
            "ServerSideTokenCheck": False,
        }],
        "IdentityPoolTags": {"team": "lamps"},
    }
    made = without_metadata(cognito.create_identity_pool(**given))
    assert POOL_ID.fullmatch(made["IdentityPoolId"])
    assert {name: made[name] for name in given} == given
    assert without_metadata(cognito.describe_identity_pool(IdentityPoolId=made["IdentityPoolId"])) == made


def test_names_are_not_unique(cognito):
    name = unique("twin")
    pools = {
        cognito.create_identity_pool(IdentityPoolName=name, AllowUnauthenticatedIdentities=False)["IdentityPoolId"]
        for _ in range(2)
    }
    assert len(pools) == 2


def test_updating_replaces_everything(cognito):
    pool = cognito.create_identity_pool(
        IdentityPoolName=unique("before"), AllowUnauthenticatedIdentities=True, AllowClassicFlow=True,
        SupportedLoginProviders={"www.amazon.com": "amzn1.application-oa2-client.1"})["IdentityPoolId"]
    name = unique("after")
    cognito.update_identity_pool(IdentityPoolId=pool, IdentityPoolName=name, AllowUnauthenticatedIdentities=False)
    read = cognito.describe_identity_pool(IdentityPoolId=pool)
    assert (read["IdentityPoolName"], read["AllowUnauthenticatedIdentities"]) == (name, False)
    assert not read.get("SupportedLoginProviders")
    assert not read.get("AllowClassicFlow")


def test_the_developer_provider_stays_once_set(cognito):
    name = unique("pool")
    pool = cognito.create_identity_pool(
        IdentityPoolName=name, AllowUnauthenticatedIdentities=False, DeveloperProviderName="login.one")["IdentityPoolId"]
    changed = refusal(
        cognito.update_identity_pool, IdentityPoolId=pool, IdentityPoolName=name,
        AllowUnauthenticatedIdentities=False, DeveloperProviderName="login.two")
    assert (changed.code, changed.status) == ("InvalidParameterException", 400)
    assert cognito.describe_identity_pool(IdentityPoolId=pool)["DeveloperProviderName"] == "login.one"


def test_pools_are_listed_page_by_page_with_nothing_but_names(cognito):
    made = {
        cognito.create_identity_pool(IdentityPoolName=unique("page"), AllowUnauthenticatedIdentities=False)["IdentityPoolId"]
        for _ in range(5)
    }
    listed, token, pages = [], {}, 0
    while True:
        page = cognito.list_identity_pools(MaxResults=2, **token)
        assert len(page["IdentityPools"]) <= 2
        assert all(pool.keys() == {"IdentityPoolId", "IdentityPoolName"} for pool in page["IdentityPools"])
        listed += [pool["IdentityPoolId"] for pool in page["IdentityPools"]]
        pages += 1
        if "NextToken" not in page:
            break
        token = {"NextToken": page["NextToken"]}
    assert len(listed) == len(set(listed)) and made <= set(listed) and pages > 2


def test_a_made_up_paging_token_is_refused(cognito):
    refused = refusal(cognito.list_identity_pools, MaxResults=2, NextToken="made-up")
    assert (refused.code, refused.status) == ("InvalidParameterException", 400)


def test_a_deleted_pool_is_gone_with_its_identities(cognito, world):
    pool = world.pool(guest=policies.document(policies.allow("iot:Connect")))
    guest = pool.guest()
    cognito.delete_identity_pool(IdentityPoolId=pool.id)
    message = f"IdentityPool '{pool.id}' not found."
    for gone in (
        refusal(cognito.describe_identity_pool, IdentityPoolId=pool.id),
        refusal(cognito.delete_identity_pool, IdentityPoolId=pool.id),
        refusal(world.public.get_id, IdentityPoolId=pool.id),
    ):
        assert (gone.code, gone.status, gone.message) == ("ResourceNotFoundException", 400, message)
    lost = refusal(world.public.get_credentials_for_identity, IdentityId=guest.id)
    assert lost.code == "ResourceNotFoundException"


def test_roles_are_given_and_replaced(cognito, world):
    pool = world.pool()
    guest = world.role(policies.cognito_trust(pool.id, "unauthenticated"))
    signed_in = world.role(policies.cognito_trust(pool.id, "authenticated"))
    roles = {"unauthenticated": guest, "authenticated": signed_in}
    cognito.set_identity_pool_roles(IdentityPoolId=pool.id, Roles=roles)
    assert cognito.get_identity_pool_roles(IdentityPoolId=pool.id)["Roles"] == roles
    cognito.set_identity_pool_roles(IdentityPoolId=pool.id, Roles={"authenticated": signed_in})
    assert cognito.get_identity_pool_roles(IdentityPoolId=pool.id)["Roles"] == {"authenticated": signed_in}
    nowhere = refusal(cognito.set_identity_pool_roles, IdentityPoolId=NOBODY, Roles=roles)
    assert nowhere.code == "ResourceNotFoundException"


def test_only_who_may_pass_a_role_gives_it_to_a_pool(server, world):
    pool = world.pool()
    role = world.role(policies.cognito_trust(pool.id, "unauthenticated"))
    set_roles = policies.allow("cognito-identity:SetIdentityPoolRoles", pool.arn)
    sibling = f"{role}-sibling"
    without, other, with_it = (
        client(server, "cognito-identity", world.role_session(policies.document(set_roles, *more)))
        for more in ([], [policies.allow("iam:PassRole", sibling)], [policies.allow("iam:PassRole", role)])
    )
    given = {"IdentityPoolId": pool.id, "Roles": {"unauthenticated": role}}
    for refused in (refusal(without.set_identity_pool_roles, **given), refusal(other.set_identity_pool_roles, **given)):
        assert refused.status == 400
        explained = why(server, refused.decision)
        assert "iam:PassRole" in explained and role in explained
    with_it.set_identity_pool_roles(**given)
    assert world.cognito.get_identity_pool_roles(IdentityPoolId=pool.id)["Roles"] == given["Roles"]


def test_a_role_of_another_account_is_not_given(cognito, world):
    pool = world.pool()
    foreign = "arn:aws:iam::111122223333:role/foreign"
    refused = refusal(cognito.set_identity_pool_roles, IdentityPoolId=pool.id, Roles={"unauthenticated": foreign})
    assert (refused.code, refused.message) == ("NotAuthorizedException", f"Access to Role '{foreign}' is forbidden.")
    assert ACCOUNT not in foreign
