"""What AWS documents and users report of Cognito Identity, sentence by sentence, where no other module holds
it: bounds of the model, defaults, the full replacement by UpdateIdentityPool, and the texts of refusals."""

import pytest

from support import policies
from support.aws import ROOT, client, refusal
from support.policies import allow
from support.server import ACCOUNT, REGION
from support.world import World, unique

STATE = ["memory"]
NOBODY = "us-east-1:00000000-0000-4000-8000-00000000dead"
USER_POOL = "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"
BACKEND = "login.facts"
ALL = policies.document(allow("*"))
POOL = {"IdentityPoolName": "facts", "AllowUnauthenticatedIdentities": True}


@pytest.fixture(scope="module")
def loose(server):
    """A client that sends what botocore would refuse by itself."""
    return client(server, "cognito-identity", ROOT, parameter_validation=False)


@pytest.fixture(scope="module")
def pool(world):
    return world.pool(guest=ALL, signed_in=ALL, developer=BACKEND, classic=True)


@pytest.fixture(scope="module")
def openid_pool(world, openid):
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    return world.pool(guest=ALL, signed_in=ALL, providers=[provider]), provider


def many(count: int) -> dict[str, str]:
    return {f"key-{number}": "value" for number in range(count)}


LONGER = "length less than or equal to {}"
SHORTER = "length greater than or equal to {}"
#: operation, arguments beside the pool's own, what AWS's validation says.
BOUNDS = [
    ("create_identity_pool", {**POOL, "IdentityPoolName": "a" * 129}, LONGER.format(128)),
    ("create_identity_pool", {**POOL, "IdentityPoolName": "no/slash"}, "regular expression pattern"),
    ("create_identity_pool", {**POOL, "DeveloperProviderName": "a" * 129}, LONGER.format(128)),
    ("create_identity_pool", {**POOL, "DeveloperProviderName": "a b"}, "regular expression pattern"),
    ("create_identity_pool", {**POOL, "SupportedLoginProviders": many(11)}, LONGER.format(10)),
    ("create_identity_pool", {**POOL, "SupportedLoginProviders": {"accounts.google.com": "a b"}}, "pattern"),
    ("create_identity_pool", {**POOL, "OpenIdConnectProviderARNs": ["a" * 19]}, SHORTER.format(20)),
    ("create_identity_pool", {**POOL, "OpenIdConnectProviderARNs": ["a" * 2_049]}, LONGER.format(2_048)),
    ("create_identity_pool", {**POOL, "CognitoIdentityProviders": [{"ProviderName": "a b"}]}, "pattern"),
    ("create_identity_pool", {**POOL, "IdentityPoolTags": {"k": "v" * 257}}, LONGER.format(256)),
    ("create_identity_pool", {"IdentityPoolName": "facts"}, "must not be null"),
    ("update_identity_pool", {"IdentityPoolId": NOBODY, "IdentityPoolName": "facts"}, "must not be null"),
    ("list_identity_pools", {}, "must not be null"),
    ("list_identity_pools", {"MaxResults": 0}, "greater than or equal to 1"),
    ("list_identity_pools", {"MaxResults": 61}, "less than or equal to 60"),
    ("list_identities", {"IdentityPoolId": NOBODY, "MaxResults": 61}, "less than or equal to 60"),
    ("list_identities", {"IdentityPoolId": NOBODY, "MaxResults": 1, "NextToken": "a b"}, "pattern"),
    ("delete_identities", {"IdentityIdsToDelete": []}, SHORTER.format(1)),
    ("delete_identities", {"IdentityIdsToDelete": [NOBODY] * 61}, LONGER.format(60)),
    ("get_id", {"IdentityPoolId": NOBODY, "AccountId": "1" * 16}, LONGER.format(15)),
    ("get_id", {"IdentityPoolId": NOBODY, "Logins": many(11)}, LONGER.format(10)),
    ("get_id", {"IdentityPoolId": NOBODY, "Logins": {"a": "t" * 50_001}}, LONGER.format(50_000)),
    ("get_credentials_for_identity", {"IdentityId": NOBODY, "CustomRoleArn": "a" * 19}, SHORTER.format(20)),
    ("unlink_identity", {"IdentityId": NOBODY, "Logins": {}}, "must not be null"),
    ("get_open_id_token_for_developer_identity",
     {"IdentityPoolId": NOBODY, "Logins": {BACKEND: "a"}, "TokenDuration": 0}, "greater than or equal to 1"),
    ("get_open_id_token_for_developer_identity",
     {"IdentityPoolId": NOBODY, "Logins": {BACKEND: "a"}, "TokenDuration": 86_401}, "less than or equal to 86400"),
    ("get_open_id_token_for_developer_identity",
     {"IdentityPoolId": NOBODY, "Logins": {BACKEND: "a"}, "PrincipalTags": many(51)}, LONGER.format(50)),
    ("get_open_id_token_for_developer_identity",
     {"IdentityPoolId": NOBODY, "Logins": {BACKEND: "a"}, "PrincipalTags": {"k": ""}}, SHORTER.format(1)),
    ("lookup_developer_identity",
     {"IdentityPoolId": NOBODY, "DeveloperUserIdentifier": "a" * 1_025}, LONGER.format(1_024)),
    ("set_identity_pool_roles", {"IdentityPoolId": NOBODY, "Roles": {"guest": "a" * 20}}, "pattern"),
    ("set_identity_pool_roles", {"IdentityPoolId": NOBODY}, "must not be null"),
    ("set_principal_tag_attribute_map",
     {"IdentityPoolId": NOBODY, "IdentityProviderName": "a", "PrincipalTags": many(51)}, LONGER.format(50)),
    ("set_principal_tag_attribute_map",
     {"IdentityPoolId": NOBODY, "IdentityProviderName": "a" * 129}, LONGER.format(128)),
]


@pytest.mark.parametrize(("operation", "arguments", "said"), [
    pytest.param(*row, id=f"{row[0]}-{number}") for number, row in enumerate(BOUNDS)])
def test_what_the_model_bounds_is_a_validation_exception(loose, operation, arguments, said):
    refused = refusal(getattr(loose, operation), **arguments)
    assert (refused.code, refused.status) == ("ValidationException", 400), refused
    assert refused.message.startswith("1 validation error detected: Value ") and said in refused.message


def test_several_errors_are_told_together(loose):
    # An empty name is too short, and not what the pattern says.
    refused = refusal(loose.create_identity_pool, IdentityPoolName="", AllowUnauthenticatedIdentities=True,
                      DeveloperProviderName="a b")
    assert refused.code == "ValidationException"
    assert refused.message.startswith("3 validation errors detected: Value ")
    assert refused.message.count("failed to satisfy constraint") == 3 and refused.message.count("; Value ") == 2
    assert SHORTER.format(1) in refused.message


@pytest.fixture(scope="module")
def every(world):
    """Every optional member of a pool, with a value."""
    openid = world.iam.create_open_id_connect_provider(
        Url=f"https://{unique('issuer')}.example", ClientIDList=["app"])["OpenIDConnectProviderArn"]
    return {
        "AllowClassicFlow": True,
        "SupportedLoginProviders": {"accounts.google.com": "app.example.com"},
        "OpenIdConnectProviderARNs": [openid],
        "CognitoIdentityProviders": [{"ProviderName": USER_POOL, "ClientId": "one", "ServerSideTokenCheck": True}],
        "SamlProviderARNs": [f"arn:aws:iam::{ACCOUNT}:saml-provider/facts"],
        "IdentityPoolTags": {"team": "lamps"},
    }


@pytest.mark.parametrize("left_out", [
    "AllowClassicFlow", "SupportedLoginProviders", "OpenIdConnectProviderARNs", "CognitoIdentityProviders",
    "SamlProviderARNs", "IdentityPoolTags"])
def test_an_update_sets_what_it_leaves_out_to_its_default_and_nothing_else(world, every, left_out):
    made = world.cognito.create_identity_pool(**POOL, **every)
    same = {"IdentityPoolId": made["IdentityPoolId"], **POOL}
    given = {name: value for name, value in every.items() if name != left_out}
    answer = world.cognito.update_identity_pool(**same, **given)
    read = world.cognito.describe_identity_pool(IdentityPoolId=made["IdentityPoolId"])
    for told in (answer, read):
        assert not told.get(left_out)
        assert {name: told[name] for name in given} == given
    assert world.cognito.list_tags_for_resource(
        ResourceArn=f"arn:aws:cognito-identity:{REGION}:{ACCOUNT}:identitypool/{made['IdentityPoolId']}",
    )["Tags"] == given.get("IdentityPoolTags", {})


def test_an_update_leaves_roles_and_their_mappings_where_they_are(world):
    pool = world.pool(guest=ALL, signed_in=ALL)
    google = {"SupportedLoginProviders": {"accounts.google.com": "app.example.com"}}
    world.cognito.update_identity_pool(IdentityPoolId=pool.id, **POOL, **google)
    mappings = {"accounts.google.com": {"Type": "Token", "AmbiguousRoleResolution": "Deny"}}
    world.cognito.set_identity_pool_roles(IdentityPoolId=pool.id, Roles=pool.roles, RoleMappings=mappings)
    world.cognito.update_identity_pool(IdentityPoolId=pool.id, **POOL | {"IdentityPoolName": "renamed"}, **google)
    told = world.cognito.get_identity_pool_roles(IdentityPoolId=pool.id)
    assert (told["Roles"], told["RoleMappings"]) == (pool.roles, mappings)
    # The roles replace each other whole, and both maps are left out once they are empty.
    world.cognito.set_identity_pool_roles(IdentityPoolId=pool.id, Roles={})
    told = world.cognito.get_identity_pool_roles(IdentityPoolId=pool.id)
    assert "Roles" not in told and "RoleMappings" not in told


@pytest.mark.parametrize(("members", "text"), [
    ({"CognitoIdentityProviders": [{"ProviderName": "accounts.google.com", "ClientId": "one"}]},
     "Invalid Cognito Identity Provider"),
    ({"CognitoIdentityProviders": [{"ProviderName": USER_POOL}]}, "Invalid Cognito Identity Provider"),
    ({"SupportedLoginProviders": {"login.example": "app"}}, "login.example is not a supported login provider"),
    ({"OpenIdConnectProviderARNs": [f"arn:aws:iam::111122223333:oidc-provider/login.example"]},
     "Invalid OpenIdConnect Provider ARN"),
    ({"SamlProviderARNs": ["arn:aws:iam::111122223333:saml-provider/x"]}, "Invalid SAML Provider ARN"),
    ({"CognitoIdentityProviders": [{"ProviderName": USER_POOL, "ClientId": f"c{n}"} for n in range(51)]},
     "CognitoIdentityProviders cannot have more than 50 entries"),
    ({"IdentityPoolTags": {f"k{n}": "v" for n in range(51)}}, "IdentityPoolTags cannot have more than 50 entries"),
])
def test_what_a_pool_cannot_have_is_an_invalid_parameter(world, members, text):
    for refused in (refusal(world.cognito.create_identity_pool, **POOL, **members), refusal(
            world.cognito.update_identity_pool,
            IdentityPoolId=world.cognito.create_identity_pool(**POOL)["IdentityPoolId"], **POOL, **members)):
        assert (refused.code, refused.status) == ("InvalidParameterException", 400) and text in refused.message


@pytest.mark.parametrize("key", [
    "https://accounts.google.com", "graph.facebook.com", USER_POOL, f"{USER_POOL}:other", "nobody"])
def test_a_role_mapping_is_for_a_provider_that_the_pool_has(world, key):
    pool = world.cognito.create_identity_pool(
        **POOL, SupportedLoginProviders={"accounts.google.com": "app"},
        CognitoIdentityProviders=[{"ProviderName": USER_POOL, "ClientId": "one"}])["IdentityPoolId"]
    mapping = {"Type": "Token", "AmbiguousRoleResolution": "AuthenticatedRole"}
    refused = refusal(
        world.cognito.set_identity_pool_roles, IdentityPoolId=pool, Roles={}, RoleMappings={key: mapping})
    assert refused.code == "InvalidParameterException"
    assert refused.message == f"({key}) is not a valid RoleMapping ProviderName or is not a configured provider."
    fine = {"accounts.google.com": mapping, f"{USER_POOL}:one": mapping}
    world.cognito.set_identity_pool_roles(IdentityPoolId=pool, Roles={}, RoleMappings=fine)
    assert world.cognito.get_identity_pool_roles(IdentityPoolId=pool)["RoleMappings"] == fine


def test_a_mapping_says_how_it_resolves_and_has_25_rules_at_most(world):
    pool = world.cognito.create_identity_pool(**POOL, SupportedLoginProviders={"accounts.google.com": "app"})
    role = world.role(policies.cognito_trust(pool["IdentityPoolId"], "authenticated"))

    def given(**mapping) -> dict:
        return {"IdentityPoolId": pool["IdentityPoolId"], "Roles": {}, "RoleMappings": {"accounts.google.com": mapping}}

    def rules(count: int) -> dict:
        rule = {"Claim": "team", "MatchType": "Equals", "Value": "lamps", "RoleARN": role}
        return {"Rules": [rule] * count}

    set_roles = world.cognito.set_identity_pool_roles
    for wrong in (given(Type="Token"), given(Type="Rules", AmbiguousRoleResolution="Deny"),
                  given(Type="Rules", AmbiguousRoleResolution="Deny", RulesConfiguration=rules(26))):
        assert refusal(set_roles, **wrong).code == "InvalidParameterException", wrong
    set_roles(**given(Type="Rules", AmbiguousRoleResolution="Deny", RulesConfiguration=rules(25)))


def test_a_rule_that_denies_names_the_provider_as_it_is_mapped(world, openid, openid_pool):
    pool, provider = openid_pool
    mapping = {provider: {"Type": "Rules", "AmbiguousRoleResolution": "Deny", "RulesConfiguration": {"Rules": [
        {"Claim": "team", "MatchType": "Equals", "Value": "lamps", "RoleARN": pool.roles["authenticated"]}]}}}
    world.cognito.set_identity_pool_roles(IdentityPoolId=pool.id, Roles=pool.roles, RoleMappings=mapping)

    def sign_in(team: str):
        logins = {openid.login_key: openid.forge(openid.claims(unique("user"), team=team))}
        identity = world.public.get_id(IdentityPoolId=pool.id, Logins=logins)["IdentityId"]
        return {"IdentityId": identity, "Logins": logins}

    refused = refusal(world.public.get_credentials_for_identity, **sign_in("doors"))
    assert refused.code == "NotAuthorizedException"
    assert refused.message == f"The ambiguous role mapping rules for: {provider} denied this request."
    world.public.get_credentials_for_identity(**sign_in("lamps"))
    # The rule's role may be asked for by name, and no other.
    given = sign_in("lamps")
    world.public.get_credentials_for_identity(**given, CustomRoleArn=pool.roles["authenticated"])
    other = pool.roles["unauthenticated"]
    refused = refusal(world.public.get_credentials_for_identity, **given, CustomRoleArn=other)
    assert (refused.code, refused.message) == ("NotAuthorizedException", f"Access to Role '{other}' is forbidden.")


def test_a_guest_chooses_no_role(world, pool):
    guest = world.public.get_id(IdentityPoolId=pool.id)["IdentityId"]
    refused = refusal(
        world.public.get_credentials_for_identity, IdentityId=guest, CustomRoleArn=pool.roles["authenticated"])
    assert refused.code == "NotAuthorizedException"
    world.public.get_credentials_for_identity(IdentityId=guest)


def test_the_developers_words(world, pool):
    developer = world.cognito.get_open_id_token_for_developer_identity
    refused = refusal(developer, IdentityPoolId=pool.id, Logins={"login.other": "alice"})
    assert refused.code == "InvalidParameterException"
    assert refused.message == "This identity pool does not support the specified developer provider"
    user = unique("alice")
    answer = developer(IdentityPoolId=pool.id, Logins={BACKEND: user})
    public = world.public
    for call, arguments in [
        (public.get_id, {"IdentityPoolId": pool.id}), (public.get_open_id_token, {"IdentityId": answer["IdentityId"]}),
        (public.get_credentials_for_identity, {"IdentityId": answer["IdentityId"]}),
    ]:
        refused = refusal(call, **arguments, Logins={BACKEND: user})
        assert (refused.code, refused.message) == ("NotAuthorizedException", "Please provide a valid public provider")
    # The token opens its identity at one door alone.
    logins = {"cognito-identity.amazonaws.com": answer["Token"]}
    assert refusal(public.get_id, IdentityPoolId=pool.id, Logins=logins).message == (
        "Invalid login token. Can't pass in a Cognito token.")
    refused = refusal(public.get_credentials_for_identity, IdentityId=answer["IdentityId"],
                      Logins={"cognito-identity.amazonaws.com": "a.b.c"})
    assert (refused.code, refused.message) == (
        "NotAuthorizedException", "Invalid login token. Not a Cognito token.")
    public.get_credentials_for_identity(IdentityId=answer["IdentityId"], Logins=logins)


def test_a_lookup_wants_one_of_two_and_pages_through_users(world, pool):
    look = world.cognito.lookup_developer_identity
    assert refusal(look, IdentityPoolId=pool.id).code == "InvalidParameterException"
    users = sorted(unique("user") for _ in range(5))
    developer = world.cognito.get_open_id_token_for_developer_identity
    identity = developer(IdentityPoolId=pool.id, Logins={BACKEND: users[0]})["IdentityId"]
    for user in users[1:]:
        developer(IdentityPoolId=pool.id, Logins={BACKEND: user})
        world.cognito.merge_developer_identities(
            IdentityPoolId=pool.id, DeveloperProviderName=BACKEND, SourceUserIdentifier=user,
            DestinationUserIdentifier=users[0])
    assert look(IdentityPoolId=pool.id, DeveloperUserIdentifier=users[3])["IdentityId"] == identity
    found, token = [], {}
    while True:
        page = look(IdentityPoolId=pool.id, IdentityId=identity, MaxResults=2, **token)
        assert len(page["DeveloperUserIdentifierList"]) <= 2
        found += page["DeveloperUserIdentifierList"]
        if "NextToken" not in page:
            break
        token = {"NextToken": page["NextToken"]}
    assert sorted(found) == users
    assert refusal(look, IdentityPoolId=pool.id, IdentityId=identity, NextToken="x").code == "InvalidParameterException"
    stranger = unique("stranger")
    developer(IdentityPoolId=pool.id, Logins={BACKEND: stranger})
    both = refusal(look, IdentityPoolId=pool.id, IdentityId=identity, DeveloperUserIdentifier=stranger)
    assert both.code == "ResourceConflictException"


def test_disabled_identities_are_listed_unless_they_are_hidden(world, pool):
    developer = world.cognito.get_open_id_token_for_developer_identity
    source, kept = unique("source"), unique("kept")
    gone = developer(IdentityPoolId=pool.id, Logins={BACKEND: source})["IdentityId"]
    stays = developer(IdentityPoolId=pool.id, Logins={BACKEND: kept})["IdentityId"]
    merged = world.cognito.merge_developer_identities(
        IdentityPoolId=pool.id, DeveloperProviderName=BACKEND, SourceUserIdentifier=source,
        DestinationUserIdentifier=kept)
    assert merged["IdentityId"] == stays

    def listed(**more) -> set[str]:
        page = world.cognito.list_identities(IdentityPoolId=pool.id, MaxResults=60, **more)
        return {identity["IdentityId"] for identity in page["Identities"]}

    assert {gone, stays} <= listed() and {gone, stays} <= listed(HideDisabled=False)
    assert stays in listed(HideDisabled=True) and gone not in listed(HideDisabled=True)
    assert "Logins" not in world.cognito.describe_identity(IdentityId=gone)


def test_deleting_identities_never_says_not_found(world, pool):
    guest = world.public.get_id(IdentityPoolId=pool.id)["IdentityId"]
    answer = world.cognito.delete_identities(IdentityIdsToDelete=[guest, NOBODY])
    assert answer["UnprocessedIdentityIds"] == []
    assert refusal(world.cognito.describe_identity, IdentityId=guest).message == f"Identity '{guest}' not found."


def test_tags_are_of_pools_alone_and_add_up(world, pool):
    cognito = world.cognito
    for arn in (f"arn:aws:cognito-identity:{REGION}:111122223333:identitypool/{pool.id}", "arn:aws:s3:::a-bucket-name"):
        assert refusal(cognito.list_tags_for_resource, ResourceArn=arn).code == "InvalidParameterException"
    nowhere = f"arn:aws:cognito-identity:{REGION}:{ACCOUNT}:identitypool/{NOBODY}"
    for call, more in [(cognito.tag_resource, {"Tags": {"a": "b"}}), (cognito.untag_resource, {"TagKeys": ["a"]}),
                       (cognito.list_tags_for_resource, {})]:
        assert refusal(call, ResourceArn=nowhere, **more).code == "ResourceNotFoundException"
    cognito.tag_resource(ResourceArn=pool.arn, Tags={"a": "1", "b": "2"})
    cognito.tag_resource(ResourceArn=pool.arn, Tags={"b": "3", "c": ""})
    cognito.untag_resource(ResourceArn=pool.arn, TagKeys=["a", "never"])
    assert cognito.list_tags_for_resource(ResourceArn=pool.arn)["Tags"] == {"b": "3", "c": ""}


def test_a_map_of_principal_tags_is_echoed_and_replaced(world, openid, openid_pool):
    pool, _ = openid_pool
    named = {"IdentityPoolId": pool.id, "IdentityProviderName": openid.login_key}
    for given in ({"UseDefaults": True, "PrincipalTags": {"team": "team"}}, {"UseDefaults": False, "PrincipalTags": {}}):
        answer = world.cognito.set_principal_tag_attribute_map(**named, **given)
        told = world.cognito.get_principal_tag_attribute_map(**named)
        for found in (answer, told):
            assert {name: found[name] for name in named} == named
            assert (found["UseDefaults"], found.get("PrincipalTags", {})) == (
                given["UseDefaults"], given["PrincipalTags"])
    refused = refusal(
        world.cognito.get_principal_tag_attribute_map, IdentityPoolId=NOBODY, IdentityProviderName="a")
    assert refused.code == "ResourceNotFoundException"


def test_an_account_that_does_not_own_the_pool_finds_none(world, pool):
    refused = refusal(world.public.get_id, IdentityPoolId=pool.id, AccountId="111122223333")
    assert (refused.code, refused.message) == ("ResourceNotFoundException", f"IdentityPool '{pool.id}' not found.")
    world.public.get_id(IdentityPoolId=pool.id, AccountId=ACCOUNT)


def test_one_login_that_fails_fails_the_call(world, openid, openid_pool):
    pool, _ = openid_pool
    fine = openid.forge(openid.claims(unique("alice")))
    assert world.public.get_id(IdentityPoolId=pool.id, Logins={openid.login_key: fine})
    refused = refusal(world.public.get_id, IdentityPoolId=pool.id, Logins={
        openid.login_key: fine, "accounts.google.com": fine})
    assert refused.message == "Token is not from a supported provider of this identity pool."
