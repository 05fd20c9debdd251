"""Users of an app's own back end: developer-authenticated identities, from the signed call to the broker."""

import pytest

from support import policies
from support.aws import Keys, refusal
from support.mqtt import Refused, connect
from support.policies import allow, iot
from support.world import Identity, unique

BACKEND = "login.mycompany"
OWN = "cognito-identity.amazonaws.com"
ALL_IOT = policies.document(allow("iot:*"))
NOT_AUTHORIZED = 0x87


@pytest.fixture(scope="module")
def pool(world):
    """A pool with a developer provider, whose authenticated role lets each team to its own topics."""
    pool = world.pool(developer=BACKEND, signed_in=policies.document(
        allow(["iot:Connect", "iot:Subscribe", "iot:Receive"]),
        allow("iot:Publish", iot("topic/team/${aws:PrincipalTag/team}/*"))))
    role = pool.roles["authenticated"].rsplit("/", 1)[1]
    trust = policies.cognito_trust(pool.id, "authenticated").replace(
        '"sts:AssumeRoleWithWebIdentity"', '["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]')
    world.iam.update_assume_role_policy(RoleName=role, PolicyDocument=trust)
    return pool


@pytest.fixture(scope="module")
def provider(world, openid):
    return world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]


def token(world, pool, user: str, **more) -> tuple[str, str]:
    answer = world.cognito.get_open_id_token_for_developer_identity(
        IdentityPoolId=pool.id, Logins={BACKEND: user, **more.pop("Logins", {})}, **more)
    return answer["IdentityId"], answer["Token"]


def signed_in(world, pool, user: str, **more) -> Identity:
    """A user with the keys that its device gets for the back end's token."""
    identity, issued = token(world, pool, user, **more)
    answer = world.public.get_credentials_for_identity(IdentityId=identity, Logins={OWN: issued})
    return Identity(answer["IdentityId"], Keys.of(answer["Credentials"]))


def test_a_user_of_the_back_end_reaches_its_team_s_topics_alone(server, world, pool):
    alice = signed_in(world, pool, unique("alice"), PrincipalTags={"team": "lamps"})
    with pytest.raises(Refused):
        connect(server, alice.keys, unique("alice"))
    world.attach(world.iot_policy(ALL_IOT), alice)
    with connect(server, alice.keys, unique("alice")) as connection:
        assert not connection.publish("team/lamps/on", "x").refused
        assert connection.publish("team/doors/on", "x").value == NOT_AUTHORIZED
    untagged = signed_in(world, pool, unique("bob"))
    world.attach(world.iot_policy(ALL_IOT), untagged)
    with connect(server, untagged.keys, unique("bob")) as connection:
        assert connection.publish("team/lamps/on", "x").value == NOT_AUTHORIZED


def test_a_token_opens_its_own_identity_and_no_public_door(world, pool):
    alice, issued = token(world, pool, unique("alice"))
    bob, _ = token(world, pool, unique("bob"))
    wrong = refusal(world.public.get_credentials_for_identity, IdentityId=bob, Logins={OWN: issued})
    assert wrong.message == f"Access to Identity '{bob}' is forbidden."
    into_get_id = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins={OWN: issued})
    assert into_get_id.message == "Invalid login token. Can't pass in a Cognito token."
    by_name = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins={BACKEND: "alice"})
    assert by_name.message == "Please provide a valid public provider"


def test_users_are_looked_up_merged_and_unlinked(world, pool):
    users = [unique("user") for _ in range(3)]
    one, two, _ = (token(world, pool, user)[0] for user in users)
    found = world.cognito.lookup_developer_identity(IdentityPoolId=pool.id, DeveloperUserIdentifier=users[0])
    assert (found["IdentityId"], found["DeveloperUserIdentifierList"]) == (one, users[:1])
    merged = world.cognito.merge_developer_identities(
        IdentityPoolId=pool.id, DeveloperProviderName=BACKEND,
        SourceUserIdentifier=users[0], DestinationUserIdentifier=users[1])
    assert merged["IdentityId"] == two
    both = world.cognito.lookup_developer_identity(IdentityPoolId=pool.id, IdentityId=two)
    assert both["DeveloperUserIdentifierList"] == sorted(users[:2])
    assert world.cognito.describe_identity(IdentityId=two)["Logins"] == [BACKEND]
    taken = refusal(
        world.cognito.get_open_id_token_for_developer_identity,
        IdentityPoolId=pool.id, IdentityId=two, Logins={BACKEND: users[2]})
    assert taken.code == "DeveloperUserAlreadyRegisteredException"
    world.cognito.unlink_developer_identity(
        IdentityPoolId=pool.id, IdentityId=two, DeveloperProviderName=BACKEND, DeveloperUserIdentifier=users[0])
    assert token(world, pool, users[0])[0] not in (one, two)


def test_a_public_login_is_linked_by_the_back_end(world, openid, provider):
    made = world.cognito.create_identity_pool(
        IdentityPoolName=unique("pool"), AllowUnauthenticatedIdentities=False,
        DeveloperProviderName=BACKEND, OpenIdConnectProviderARNs=[provider])
    pool_id, user = made["IdentityPoolId"], unique("alice")
    login = {openid.login_key: openid.forge(openid.claims(user))}
    answer = world.cognito.get_open_id_token_for_developer_identity(
        IdentityPoolId=pool_id, Logins={BACKEND: user, **login})
    assert world.public.get_id(IdentityPoolId=pool_id, Logins=login)["IdentityId"] == answer["IdentityId"]
    logins = world.cognito.describe_identity(IdentityId=answer["IdentityId"])["Logins"]
    assert sorted(logins) == sorted([BACKEND, openid.login_key])


def test_claims_of_a_login_become_tags(server, world, openid, provider):
    pool = world.pool(providers=[provider], signed_in=policies.document(
        allow("iot:Connect"), allow("iot:Publish", iot("topic/${aws:PrincipalTag/department}"))))
    login = {openid.login_key: openid.forge({**openid.claims(unique("alice")), "dept": "lamps"})}
    role = pool.roles["authenticated"].rsplit("/", 1)[1]
    world.cognito.set_principal_tag_attribute_map(
        IdentityPoolId=pool.id, IdentityProviderName=openid.login_key, PrincipalTags={"department": "dept"})
    read = world.cognito.get_principal_tag_attribute_map(
        IdentityPoolId=pool.id, IdentityProviderName=openid.login_key)
    assert (read["UseDefaults"], read["PrincipalTags"]) == (False, {"department": "dept"})

    # Tags are given to sessions of roles that let them be given.
    identity = world.public.get_id(IdentityPoolId=pool.id, Logins=login)["IdentityId"]
    untrusted = refusal(world.public.get_credentials_for_identity, IdentityId=identity, Logins=login)
    assert untrusted.code == "InvalidIdentityPoolConfigurationException"
    trust = policies.cognito_trust(pool.id, "authenticated").replace(
        '"sts:AssumeRoleWithWebIdentity"', '["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]')
    world.iam.update_assume_role_policy(RoleName=role, PolicyDocument=trust)
    alice = pool.identity(login)
    world.attach(world.iot_policy(ALL_IOT), alice)
    with connect(server, alice.keys, unique("alice")) as connection:
        assert not connection.publish("lamps", "x").refused
        assert connection.publish("doors", "x").value == NOT_AUTHORIZED


def test_tags_of_a_pool_are_set_listed_and_removed(world):
    pool = world.pool(guest=ALL_IOT)
    world.cognito.tag_resource(ResourceArn=pool.arn, Tags={"team": "lamps", "floor": "1"})
    world.cognito.tag_resource(ResourceArn=pool.arn, Tags={"floor": "2"})
    assert world.cognito.list_tags_for_resource(ResourceArn=pool.arn)["Tags"] == {"team": "lamps", "floor": "2"}
    world.cognito.untag_resource(ResourceArn=pool.arn, TagKeys=["floor", "never"])
    assert world.cognito.describe_identity_pool(IdentityPoolId=pool.id)["IdentityPoolTags"] == {"team": "lamps"}
    nowhere = pool.arn[:-1] + ("0" if pool.arn[-1] != "0" else "1")
    assert refusal(world.cognito.list_tags_for_resource, ResourceArn=nowhere).code == "ResourceNotFoundException"
    too_many = {f"key-{number}": "" for number in range(50)}
    assert refusal(world.cognito.tag_resource, ResourceArn=pool.arn, Tags=too_many).code == "InvalidParameterException"
