"""Builders: a pool with its two roles, a guest, a signed-in user, each with its keys."""

import itertools
from dataclasses import dataclass, field

from . import policies
from .aws import Keys, client
from .server import ACCOUNT, Server

_numbers = itertools.count(1)


def unique(word: str) -> str:
    """A name that no other test uses."""
    return f"{word}-{next(_numbers)}"


@dataclass
class Identity:
    """An identity of a pool, with the keys of its last sign-in."""

    id: str
    keys: Keys
    logins: dict[str, str] = field(default_factory=dict)


class World:
    """One server as root sees it, with the calls that nearly every test begins with."""

    def __init__(self, server: Server):
        self.server = server
        self.iam = client(server, "iam")
        self.iot = client(server, "iot")
        self.cognito = client(server, "cognito-identity")
        self.public = client(server, "cognito-identity", None)
        self.sts = client(server, "sts")
        self.public_sts = client(server, "sts", None)

    def role(self, trust: str, policy: str | None = None, **more) -> str:
        """Makes a role, with `policy` as its only inline policy, and gives back its ARN."""
        name = unique("role")
        role = self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust, **more)["Role"]
        if policy:
            self.allow(role["Arn"], policy)
        return role["Arn"]

    def allow(self, role_arn: str, policy: str) -> None:
        """Replaces the inline policy of a role."""
        self.iam.put_role_policy(
            RoleName=role_arn.rsplit("/", 1)[1], PolicyName="permissions", PolicyDocument=policy)

    def pool(self, guest: str | None = None, signed_in: str | None = None, *, providers=(),
             classic: bool = False, guests: bool = True, developer: str | None = None, saml=()) -> "Pool":
        """Makes a pool whose roles have these permissions; `None` makes no role of that kind."""
        settings = {"OpenIdConnectProviderARNs": list(providers)} if providers else {}
        settings |= {"SamlProviderARNs": list(saml)} if saml else {}
        settings |= {"DeveloperProviderName": developer} if developer else {}
        made = self.cognito.create_identity_pool(
            IdentityPoolName=unique("pool"), AllowUnauthenticatedIdentities=guests,
            AllowClassicFlow=classic, **settings)
        pool_id = made["IdentityPoolId"]
        roles = {}
        if guest:
            roles["unauthenticated"] = self.role(policies.cognito_trust(pool_id, "unauthenticated"), guest)
        if signed_in:
            roles["authenticated"] = self.role(policies.cognito_trust(pool_id, "authenticated"), signed_in)
        self.cognito.set_identity_pool_roles(IdentityPoolId=pool_id, Roles=roles)
        return Pool(self, pool_id, roles)

    def iot_policy(self, document: str, name: str | None = None) -> str:
        """Makes an AWS IoT policy and gives back its name."""
        name = name or unique("policy")
        self.iot.create_policy(policyName=name, policyDocument=document)
        return name

    def attach(self, name: str, identity: Identity) -> None:
        self.iot.attach_policy(policyName=name, target=identity.id)

    def detach(self, name: str, identity: Identity) -> None:
        self.iot.detach_policy(policyName=name, target=identity.id)

    def role_session(self, policy: str) -> Keys:
        """The keys of an ordinary role session, which has nothing to do with Cognito."""
        return self.session_of(self.role(policies.account_trust(), policy))

    def session_of(self, role_arn: str) -> Keys:
        answer = self.sts.assume_role(RoleArn=role_arn, RoleSessionName="test")
        return Keys.of(answer["Credentials"])


@dataclass
class Pool:
    """An identity pool and the ARNs of its roles."""

    world: World
    id: str
    roles: dict[str, str]

    @property
    def arn(self) -> str:
        return f"arn:aws:cognito-identity:us-east-1:{ACCOUNT}:identitypool/{self.id}"

    def guest(self) -> Identity:
        """A new guest with keys of the enhanced flow."""
        return self.identity({})

    def identity(self, logins: dict[str, str], identity_id: str | None = None) -> Identity:
        """Signs in: an identity for these logins, with keys of the enhanced flow."""
        public = self.world.public
        more = {"Logins": logins} if logins else {}
        identity_id = identity_id or public.get_id(IdentityPoolId=self.id, **more)["IdentityId"]
        answer = public.get_credentials_for_identity(IdentityId=identity_id, **more)
        return Identity(answer["IdentityId"], Keys.of(answer["Credentials"]), logins)

    def basic(self, identity_id: str, role_arn: str, logins: dict[str, str] | None = None) -> Keys:
        """Keys of the basic flow: the identity's token, traded at STS for a session of any role."""
        more = {"Logins": logins} if logins else {}
        token = self.world.public.get_open_id_token(IdentityId=identity_id, **more)["Token"]
        answer = self.world.public_sts.assume_role_with_web_identity(
            RoleArn=role_arn, RoleSessionName="basic", WebIdentityToken=token)
        return Keys.of(answer["Credentials"])
