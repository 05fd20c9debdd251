"""An account with something of everything that is exported and imported."""

import json
from dataclasses import dataclass

from . import policies
from .command import Finished, daypass
from .policies import allow, iot
from .saml import any_metadata
from .server import ACCOUNT, ROOT_KEY, ROOT_SECRET, Server
from .world import World

ROOT_ENVIRONMENT = {"AWS_ACCESS_KEY_ID": ROOT_KEY, "AWS_SECRET_ACCESS_KEY": ROOT_SECRET}
#: What Terraform would take for its own, beside what AWS means by it.
HARD = "${iot:ClientId} $${x} %{if} \"quoted\" back\\slash \u00fc"


@dataclass
class Household:
    """What was made."""

    pool: str
    guest: str
    certificate: str
    certificate_arn: str
    certificate_pem: str
    private_key: str


def furnish(server: Server, developer: str | None = "login.household") -> Household:
    """Makes a pool with its roles, a guest, policies of both kinds, a thing and its certificate."""
    world = World(server)
    permissions = policies.document(allow("iot:Connect", iot("client/${cognito-identity.amazonaws.com:sub}*")))
    shared = world.iam.create_policy(
        PolicyName="shared", Path="/home/", Description="for everybody", PolicyDocument=permissions)["Policy"]["Arn"]
    boundary = world.iam.create_policy(
        PolicyName="boundary", PolicyDocument=policies.document(allow("iot:*")))["Policy"]["Arn"]
    openid = world.iam.create_open_id_connect_provider(
        Url="https://login.household.example/tenant", ClientIDList=["app", "other"],
        ThumbprintList=["a" * 40])["OpenIDConnectProviderArn"]
    saml = world.iam.create_saml_provider(Name="office", SAMLMetadataDocument=any_metadata())["SAMLProviderArn"]
    pool = world.cognito.create_identity_pool(
        IdentityPoolName="household", AllowUnauthenticatedIdentities=True, AllowClassicFlow=True,
        SupportedLoginProviders={"accounts.google.com": "app.apps.googleusercontent.com"},
        OpenIdConnectProviderARNs=[openid], SamlProviderARNs=[saml],
        IdentityPoolTags={"room": "kitchen"}, **({"DeveloperProviderName": developer} if developer else {}))["IdentityPoolId"]
    guest = world.iam.create_role(
        RoleName="household-guest", Path="/home/", Description="who passes by", MaxSessionDuration=7200,
        AssumeRolePolicyDocument=policies.cognito_trust(pool, "unauthenticated"),
        PermissionsBoundary=boundary, Tags=[{"Key": "room", "Value": "hall"}])["Role"]["Arn"]
    member = world.iam.create_role(
        RoleName="household-member",
        AssumeRolePolicyDocument=policies.cognito_trust(pool, "authenticated"))["Role"]["Arn"]
    world.iam.put_role_policy(RoleName="household-guest", PolicyName="permissions", PolicyDocument=permissions)
    world.iam.attach_role_policy(RoleName="household-member", PolicyArn=shared)
    mapping = {"Type": "Rules", "AmbiguousRoleResolution": "Deny", "RulesConfiguration": {"Rules": [
        {"Claim": "email", "MatchType": "Equals", "Value": "a@example.com", "RoleARN": member}]}}
    world.cognito.set_identity_pool_roles(
        IdentityPoolId=pool, Roles={"authenticated": member, "unauthenticated": guest},
        RoleMappings={"accounts.google.com": mapping})
    for provider, tags in ((openid, {"floor": "custom:floor"}), ("accounts.google.com", {})):
        world.cognito.set_principal_tag_attribute_map(
            IdentityPoolId=pool, IdentityProviderName=provider, UseDefaults=not tags, PrincipalTags=tags)
    identity = world.public.get_id(IdentityPoolId=pool)["IdentityId"]
    hard = {"StringEquals": {"aws:UserAgent": HARD}}
    world.iot_policy(policies.document(
        allow("iot:Connect"), allow("iot:Publish", iot("topic/${iot:ClientId}/*"), Condition=hard)), "household")
    made = world.iot.create_keys_and_certificate(setAsActive=True)
    world.iot.create_thing(thingName="oven", attributePayload={"attributes": {"room": "kitchen"}})
    world.iot.attach_thing_principal(thingName="oven", principal=made["certificateArn"])
    for target in (made["certificateArn"], identity):
        world.iot.attach_policy(policyName="household", target=target)
    return Household(
        pool, identity, made["certificateId"], made["certificateArn"], made["certificatePem"],
        made["keyPair"]["PrivateKey"])


def exported(server: Server, *arguments: str, **environment: str) -> dict:
    """What `daypass export` says of a server."""
    ended = daypass(server, "export", *arguments, **environment)
    assert ended.code == 0, ended.stderr
    return ended.json()


def imported(server: Server, source: str, *arguments: str, output: str = "json", **environment: str) -> Finished:
    """Runs `daypass import` from an endpoint, as root of both unless the environment says otherwise."""
    return daypass(
        server, "import", "--from-endpoint", source, *arguments, "-o", output, **(ROOT_ENVIRONMENT | environment))


def step(plan: dict, what: str, name: str) -> dict:
    """The one step of a plan about something."""
    (found,) = [entry for entry in plan["steps"] if (entry["what"], entry["name"]) == (what, name)]
    return found


def iam_arn(kind: str) -> str:
    return f"arn:aws:iam::{ACCOUNT}:{kind}"


def written(folder, name: str, content) -> str:
    """A file with a JSON value."""
    path = folder / name
    path.write_text(json.dumps(content))
    return str(path)
