"""Every signed operation with one of everything that it may be about: the resource that it is authorized
on, and arguments that go through."""

from functools import cached_property

from . import devices, policies
from .aws import ROOT, client, refusal
from .explanation import why
from .mqtt import V311, connect
from .policies import allow, iot
from .saml import any_metadata as saml_metadata
from .server import ACCOUNT
from .world import World, unique

NOTHING = policies.document(allow("s3:GetObject"))
TRUST = policies.account_trust()
SHADOW = b'{"state": {"reported": {"on": true}}}'
BACKEND = "login.mycompany"
#: The tag of everything that has tags.
RED = [{"Key": "team", "Value": "red"}]
#: What is tagged anew, with a tag that nothing has yet.
TAGS = [{"Key": "a", "Value": "b"}]
#: What is said of things that others use, once the caller may.
CONFLICTS = ("DeleteConflict", "DeleteConflictException")
#: What is said once the caller may, of calls that nobody ever succeeds with here, by the action: the code, and words
#: of its explanation where it has one.
NEVER = {
    "iam:GetLoginProfile": ("NoSuchEntity", None),
    "iam:DeleteLoginProfile": ("NoSuchEntity", None),
    "iam:GetAccountPasswordPolicy": ("NoSuchEntity", None),
    "iam:DeleteAccountPasswordPolicy": ("NoSuchEntity", None),
    "sts:AssumeRoot": ("AccessDenied", "there are no organizations here"),
    "sts:GetDelegatedAccessToken": ("ExpiredTradeInTokenException", "no request for temporary delegation"),
}


def action_of(service: str, operation: str) -> str:
    return f"{'iot' if service == 'iot-data' else service}:{operation}"


def all_of(resource) -> list[str]:
    """The resources of a row as a list."""
    return resource if isinstance(resource, list) else [resource]


def bound(made, operation: str):
    """The method of a boto3 client that calls an operation."""
    return getattr(made, next(name for name, called in made.meta.method_to_api_mapping.items() if called == operation))


def past_authorization(server, action: str, refused) -> bool:
    """Whether a refusal is about the thing itself, and not about who asks."""
    code, hint = NEVER.get(action, (None, None))
    if refused.code in CONFLICTS:
        return True
    return refused.code == code and (hint is None or hint in why(server, refused.decision))


class Things:
    """One of everything that an operation may be about."""

    def __init__(self, world: World):
        self.iam = world.iam
        self.pool = world.pool(guest=NOTHING, developer=BACKEND)
        self.alice, _ = (world.cognito.get_open_id_token_for_developer_identity(
            IdentityPoolId=self.pool.id, Logins={BACKEND: user})["IdentityId"] for user in ("alice", "bob"))
        self.guest = world.public.get_id(IdentityPoolId=self.pool.id)["IdentityId"]
        world.cognito.tag_resource(ResourceArn=self.pool.arn, Tags={"team": "red"})
        self.boundary = world.iam.create_policy(PolicyName=unique("boundary"), PolicyDocument=NOTHING)["Policy"]["Arn"]
        self.role = world.role(TAGGED_TRUST, NOTHING, PermissionsBoundary=self.boundary, Tags=RED)
        self.role_name = self.role.rsplit("/", 1)[1]
        self.policy = world.iam.create_policy(PolicyName=unique("managed"), PolicyDocument=NOTHING, Tags=RED)["Policy"]["Arn"]
        world.iam.create_policy_version(PolicyArn=self.policy, PolicyDocument=NOTHING)
        world.iam.attach_role_policy(RoleName=self.role_name, PolicyArn=self.policy)
        self.iot = world.iot
        self.iot_policy = world.iot_policy(NOTHING.replace("s3:GetObject", "iot:Connect"))
        self.thing, self.group = unique("thing"), unique("group")
        world.iot.create_thing(thingName=self.thing)
        world.iot.create_thing_group(thingGroupName=self.group)
        world.iot.create_policy_version(policyName=self.iot_policy, policyDocument=IOT_DOCUMENT)
        client(world.server, "iot-data").update_thing_shadow(thingName=self.thing, payload=SHADOW)
        self.user = unique("user")
        world.iam.create_user(UserName=self.user, Tags=RED, PermissionsBoundary=self.boundary)
        world.iam.put_user_policy(UserName=self.user, PolicyName="permissions", PolicyDocument=NOTHING)
        world.iam.attach_user_policy(UserName=self.user, PolicyArn=self.policy)
        world.iam.generate_credential_report()
        self.access_key = world.iam.create_access_key(UserName=self.user)["AccessKey"]["AccessKeyId"]
        self.new, self.alias = unique("new"), unique("alias")
        world.iam.create_account_alias(AccountAlias=self.alias)
        self.encoded = refusal(client(world.server, "iot", world.session_of(self.role)).list_policies).headers[
            "x-daypass-authorization-message"]
        self.server = world.server

    def lasting_client(self) -> str:
        """An MQTT client that has gone and left its session."""
        root = (ROOT.access_key_id, ROOT.secret_access_key)
        connect(self.server, None, self.new, plain=root, version=V311, clean=False).end()
        return self.new

    def retaining_topic(self) -> str:
        client(self.server, "iot-data").publish(topic=self.new, payload=b"x", retain=True)
        return self.new

    def federating(self, enabled: bool) -> dict:
        """No arguments, for calls about the account's issuer, which is enabled or disabled first."""
        try:
            if enabled:
                self.iam.enable_outbound_web_identity_federation()
            else:
                self.iam.disable_outbound_web_identity_federation()
        except (self.iam.exceptions.FeatureEnabledException, self.iam.exceptions.FeatureDisabledException):
            pass
        return {}

    @cached_property
    def access_job(self) -> str:
        """A job about the last uses of services."""
        return self.iam.generate_service_last_accessed_details(Arn=self.role)["JobId"]

    @cached_property
    def user_group(self) -> str:
        """Made for who asks for it: an account has three hundred at the most."""
        name = unique("group")
        self.iam.create_group(GroupName=name)
        self.iam.put_group_policy(GroupName=name, PolicyName="permissions", PolicyDocument=NOTHING)
        self.iam.attach_group_policy(GroupName=name, PolicyArn=self.policy)
        return name

    @cached_property
    def member(self) -> str:
        """A user who is in the group."""
        name = unique("user")
        self.iam.create_user(UserName=name, Tags=RED)
        self.iam.add_user_to_group(GroupName=self.user_group, UserName=name)
        return name

    def service_role(self, service: str, name: str, there: bool) -> str:
        """The role of a service, made anew or not there: an account has one of each."""
        try:
            self.iam.delete_service_linked_role(RoleName=name)
        except self.iam.exceptions.NoSuchEntityException:
            pass
        if there:
            self.iam.create_service_linked_role(AWSServiceName=service)
            self.iam.tag_role(RoleName=name, Tags=RED)
        return name

    @cached_property
    def deletion_task(self) -> str:
        name = self.service_role(*FLEETWISE, there=True)
        return self.iam.delete_service_linked_role(RoleName=name)["DeletionTaskId"]

    @cached_property
    def saml_provider(self) -> str:
        return self.iam.create_saml_provider(
            Name=unique("saml"), SAMLMetadataDocument=saml_metadata(), Tags=RED)["SAMLProviderArn"]

    @cached_property
    def certificate(self) -> str:
        """The id of a certificate that nothing uses."""
        return self.iot.register_certificate_without_ca(
            certificatePem=devices.self_signed({"COMMON_NAME": self.new})[0])["certificateId"]

    @property
    def certificate_arn(self) -> str:
        return iot(f"cert/{self.certificate}")

    @cached_property
    def provider(self) -> str:
        """Made for who asks for it: an account has a hundred at the most."""
        return self.iam.create_open_id_connect_provider(
            Url=f"http://127.0.0.1:1/{unique('issuer')}", ClientIDList=["app"], Tags=RED)["OpenIDConnectProviderArn"]


def iam_arn(rest: str) -> str:
    return f"arn:aws:iam::{ACCOUNT}:{rest}"


def user_arn(things: Things) -> str:
    return iam_arn(f"user/{things.user}")


def group_arn(things: Things) -> str:
    return iam_arn(f"group/{things.user_group}")


def service_role_arn(service: str, name: str) -> str:
    return iam_arn(f"role/aws-service-role/{service}/{name}")


FLEETWISE = ("iotfleetwise.amazonaws.com", "AWSServiceRoleForIoTFleetWise")
SITEWISE = ("iotsitewise.amazonaws.com", "AWSServiceRoleForIoTSiteWise")
TWINMAKER = ("iottwinmaker.amazonaws.com", "AWSServiceRoleForIoTTwinMaker")
TAGGED_TRUST = TRUST.replace('"sts:AssumeRole"', '["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]')
TASK_POLICY = "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials"
IOT_DOCUMENT = policies.document(allow("iot:Connect"))
#: service, operation, the resource it is authorized on, or all of them, its arguments. The action is the operation's
#: own name.
OPERATIONS = [
    ("iam", "CreateRole", lambda t: iam_arn(f"role/{t.new}"),
     lambda t: {"RoleName": t.new, "AssumeRolePolicyDocument": TRUST}),
    ("iam", "GetRole", lambda t: t.role, lambda t: {"RoleName": t.role_name}),
    ("iam", "ListRoles", lambda t: iam_arn("role/"), lambda t: {}),
    ("iam", "UpdateRole", lambda t: t.role, lambda t: {"RoleName": t.role_name, "Description": "new"}),
    ("iam", "UpdateAssumeRolePolicy", lambda t: t.role, lambda t: {"RoleName": t.role_name, "PolicyDocument": TRUST}),
    ("iam", "PutRolePolicy", lambda t: t.role,
     lambda t: {"RoleName": t.role_name, "PolicyName": "two", "PolicyDocument": NOTHING}),
    ("iam", "GetRolePolicy", lambda t: t.role, lambda t: {"RoleName": t.role_name, "PolicyName": "permissions"}),
    ("iam", "ListRolePolicies", lambda t: t.role, lambda t: {"RoleName": t.role_name}),
    ("iam", "DeleteRolePolicy", lambda t: t.role, lambda t: {"RoleName": t.role_name, "PolicyName": "permissions"}),
    ("iam", "ListAttachedRolePolicies", lambda t: t.role, lambda t: {"RoleName": t.role_name}),
    ("iam", "AttachRolePolicy", lambda t: t.role, lambda t: {"RoleName": t.role_name, "PolicyArn": t.policy}),
    ("iam", "DetachRolePolicy", lambda t: t.role, lambda t: {"RoleName": t.role_name, "PolicyArn": t.policy}),
    ("iam", "UpdateRoleDescription", lambda t: t.role, lambda t: {"RoleName": t.role_name, "Description": "new"}),
    ("iam", "PutRolePermissionsBoundary", lambda t: t.role,
     lambda t: {"RoleName": t.role_name, "PermissionsBoundary": t.policy}),
    ("iam", "DeleteRolePermissionsBoundary", lambda t: t.role, lambda t: {"RoleName": t.role_name}),
    ("iam", "TagRole", lambda t: t.role, lambda t: {"RoleName": t.role_name, "Tags": TAGS}),
    ("iam", "UntagRole", lambda t: t.role, lambda t: {"RoleName": t.role_name, "TagKeys": ["a"]}),
    ("iam", "ListRoleTags", lambda t: t.role, lambda t: {"RoleName": t.role_name}),
    ("iam", "TagPolicy", lambda t: t.policy, lambda t: {"PolicyArn": t.policy, "Tags": TAGS}),
    ("iam", "UntagPolicy", lambda t: t.policy, lambda t: {"PolicyArn": t.policy, "TagKeys": ["a"]}),
    ("iam", "ListPolicyTags", lambda t: t.policy, lambda t: {"PolicyArn": t.policy}),
    ("iam", "TagOpenIDConnectProvider", lambda t: t.provider,
     lambda t: {"OpenIDConnectProviderArn": t.provider, "Tags": TAGS}),
    ("iam", "UntagOpenIDConnectProvider", lambda t: t.provider,
     lambda t: {"OpenIDConnectProviderArn": t.provider, "TagKeys": ["a"]}),
    ("iam", "ListOpenIDConnectProviderTags", lambda t: t.provider,
     lambda t: {"OpenIDConnectProviderArn": t.provider}),
    ("iam", "CreateAccountAlias", lambda t: "*", lambda t: {"AccountAlias": t.new}),
    ("iam", "ListAccountAliases", lambda t: "*", lambda t: {}),
    ("iam", "DeleteAccountAlias", lambda t: "*", lambda t: {"AccountAlias": t.alias}),
    ("iam", "GetAccountSummary", lambda t: "*", lambda t: {}),
    ("iam", "EnableOutboundWebIdentityFederation", lambda t: "*", lambda t: t.federating(False)),
    ("iam", "GetOutboundWebIdentityFederationInfo", lambda t: "*", lambda t: t.federating(True)),
    ("iam", "DisableOutboundWebIdentityFederation", lambda t: "*", lambda t: t.federating(True)),
    ("iam", "SimulateCustomPolicy", lambda t: "*",
     lambda t: {"PolicyInputList": [NOTHING], "ActionNames": ["s3:GetObject"]}),
    ("iam", "GetContextKeysForCustomPolicy", lambda t: "*", lambda t: {"PolicyInputList": [NOTHING]}),
    ("iam", "SimulatePrincipalPolicy", lambda t: t.role,
     lambda t: {"PolicySourceArn": t.role, "ActionNames": ["s3:GetObject"]}),
    ("iam", "GetContextKeysForPrincipalPolicy", lambda t: t.role, lambda t: {"PolicySourceArn": t.role}),
    ("iam", "GenerateServiceLastAccessedDetails", lambda t: t.role, lambda t: {"Arn": t.role}),
    ("iam", "GetServiceLastAccessedDetails", lambda t: "*", lambda t: {"JobId": t.access_job}),
    ("iam", "GetServiceLastAccessedDetailsWithEntities", lambda t: "*",
     lambda t: {"JobId": t.access_job, "ServiceNamespace": "iot"}),
    ("iam", "ListPoliciesGrantingServiceAccess", lambda t: t.role, lambda t: {"Arn": t.role, "ServiceNamespaces": ["s3"]}),
    ("iam", "CreateServiceLinkedRole", lambda t: service_role_arn(*SITEWISE),
     lambda t: t.service_role(*SITEWISE, there=False) and {"AWSServiceName": SITEWISE[0]}),
    ("iam", "DeleteServiceLinkedRole", lambda t: service_role_arn(*TWINMAKER),
     lambda t: {"RoleName": t.service_role(*TWINMAKER, there=True)}),
    ("iam", "GetServiceLinkedRoleDeletionStatus", lambda t: service_role_arn(*FLEETWISE),
     lambda t: {"DeletionTaskId": t.deletion_task}),
    ("iam", "ListInstanceProfiles", lambda t: iam_arn("instance-profile/"), lambda t: {}),
    ("iam", "ListInstanceProfilesForRole", lambda t: t.role, lambda t: {"RoleName": t.role_name}),
    ("iam", "ListServerCertificates", lambda t: iam_arn("server-certificate/"), lambda t: {}),
    ("iam", "ListVirtualMFADevices", lambda t: iam_arn("mfa/"), lambda t: {}),
    ("iam", "ListMFADevices", user_arn, lambda t: {"UserName": t.user}),
    ("iam", "ListSSHPublicKeys", user_arn, lambda t: {"UserName": t.user}),
    ("iam", "ListServiceSpecificCredentials", user_arn, lambda t: {"UserName": t.user}),
    ("iam", "ListSigningCertificates", user_arn, lambda t: {"UserName": t.user}),
    ("iam", "GetLoginProfile", user_arn, lambda t: {"UserName": t.user}),
    ("iam", "DeleteLoginProfile", user_arn, lambda t: {"UserName": t.user}),
    ("iam", "GetAccountPasswordPolicy", lambda t: "*", lambda t: {}),
    ("iam", "DeleteAccountPasswordPolicy", lambda t: "*", lambda t: {}),
    ("iam", "DeleteRole", lambda t: t.role, lambda t: {"RoleName": t.role_name}),
    ("iam", "CreateUser", lambda t: iam_arn(f"user/{t.new}"), lambda t: {"UserName": t.new}),
    ("iam", "GetUser", user_arn, lambda t: {"UserName": t.user}),
    ("iam", "ListUsers", lambda t: iam_arn("user/"), lambda t: {}),
    ("iam", "UpdateUser", user_arn, lambda t: {"UserName": t.user}),
    ("iam", "DeleteUser", user_arn, lambda t: {"UserName": t.user}),
    ("iam", "TagUser", user_arn, lambda t: {"UserName": t.user, "Tags": [{"Key": "a", "Value": "b"}]}),
    ("iam", "UntagUser", user_arn, lambda t: {"UserName": t.user, "TagKeys": ["team"]}),
    ("iam", "ListUserTags", user_arn, lambda t: {"UserName": t.user}),
    ("iam", "PutUserPermissionsBoundary", user_arn,
     lambda t: {"UserName": t.user, "PermissionsBoundary": t.policy}),
    ("iam", "DeleteUserPermissionsBoundary", user_arn, lambda t: {"UserName": t.user}),
    ("iam", "PutUserPolicy", user_arn,
     lambda t: {"UserName": t.user, "PolicyName": "two", "PolicyDocument": NOTHING}),
    ("iam", "GetUserPolicy", user_arn, lambda t: {"UserName": t.user, "PolicyName": "permissions"}),
    ("iam", "ListUserPolicies", user_arn, lambda t: {"UserName": t.user}),
    ("iam", "DeleteUserPolicy", user_arn, lambda t: {"UserName": t.user, "PolicyName": "permissions"}),
    ("iam", "AttachUserPolicy", user_arn, lambda t: {"UserName": t.user, "PolicyArn": t.policy}),
    ("iam", "DetachUserPolicy", user_arn, lambda t: {"UserName": t.user, "PolicyArn": t.policy}),
    ("iam", "ListAttachedUserPolicies", user_arn, lambda t: {"UserName": t.user}),
    ("iam", "CreateAccessKey", user_arn, lambda t: {"UserName": t.user}),
    ("iam", "ListAccessKeys", user_arn, lambda t: {"UserName": t.user}),
    ("iam", "UpdateAccessKey", user_arn,
     lambda t: {"UserName": t.user, "AccessKeyId": t.access_key, "Status": "Inactive"}),
    ("iam", "GetAccessKeyLastUsed", user_arn, lambda t: {"AccessKeyId": t.access_key}),
    ("iam", "DeleteAccessKey", user_arn, lambda t: {"UserName": t.user, "AccessKeyId": t.access_key}),
    ("iam", "CreateGroup", lambda t: iam_arn(f"group/{t.new}"), lambda t: {"GroupName": t.new}),
    ("iam", "GetGroup", group_arn, lambda t: {"GroupName": t.user_group}),
    ("iam", "ListGroups", lambda t: iam_arn("group/"), lambda t: {}),
    ("iam", "UpdateGroup", group_arn, lambda t: {"GroupName": t.user_group}),
    ("iam", "DeleteGroup", group_arn, lambda t: {"GroupName": t.user_group}),
    ("iam", "AddUserToGroup", group_arn, lambda t: {"GroupName": t.user_group, "UserName": t.user}),
    ("iam", "RemoveUserFromGroup", group_arn, lambda t: {"GroupName": t.user_group, "UserName": t.member}),
    ("iam", "ListGroupsForUser", lambda t: iam_arn(f"user/{t.member}"), lambda t: {"UserName": t.member}),
    ("iam", "PutGroupPolicy", group_arn,
     lambda t: {"GroupName": t.user_group, "PolicyName": "two", "PolicyDocument": NOTHING}),
    ("iam", "GetGroupPolicy", group_arn, lambda t: {"GroupName": t.user_group, "PolicyName": "permissions"}),
    ("iam", "ListGroupPolicies", group_arn, lambda t: {"GroupName": t.user_group}),
    ("iam", "DeleteGroupPolicy", group_arn, lambda t: {"GroupName": t.user_group, "PolicyName": "permissions"}),
    ("iam", "AttachGroupPolicy", group_arn, lambda t: {"GroupName": t.user_group, "PolicyArn": t.policy}),
    ("iam", "DetachGroupPolicy", group_arn, lambda t: {"GroupName": t.user_group, "PolicyArn": t.policy}),
    ("iam", "ListAttachedGroupPolicies", group_arn, lambda t: {"GroupName": t.user_group}),
    ("iam", "GetAccountAuthorizationDetails", lambda t: "*", lambda t: {"MaxItems": 1}),
    ("iam", "GenerateCredentialReport", lambda t: "*", lambda t: {}),
    ("iam", "GetCredentialReport", lambda t: "*", lambda t: {}),
    ("iam", "CreatePolicy", lambda t: iam_arn(f"policy/{t.new}"),
     lambda t: {"PolicyName": t.new, "PolicyDocument": NOTHING}),
    ("iam", "GetPolicy", lambda t: t.policy, lambda t: {"PolicyArn": t.policy}),
    ("iam", "ListEntitiesForPolicy", lambda t: t.policy, lambda t: {"PolicyArn": t.policy}),
    ("iam", "CreatePolicyVersion", lambda t: t.policy, lambda t: {"PolicyArn": t.policy, "PolicyDocument": NOTHING}),
    ("iam", "GetPolicyVersion", lambda t: t.policy, lambda t: {"PolicyArn": t.policy, "VersionId": "v1"}),
    ("iam", "ListPolicyVersions", lambda t: t.policy, lambda t: {"PolicyArn": t.policy}),
    ("iam", "SetDefaultPolicyVersion", lambda t: t.policy, lambda t: {"PolicyArn": t.policy, "VersionId": "v2"}),
    ("iam", "DeletePolicyVersion", lambda t: t.policy, lambda t: {"PolicyArn": t.policy, "VersionId": "v2"}),
    ("iam", "DeletePolicy", lambda t: t.policy, lambda t: {"PolicyArn": t.policy}),
    ("iam", "CreateOpenIDConnectProvider", lambda t: iam_arn(f"oidc-provider/127.0.0.1:1/{t.new}"),
     lambda t: {"Url": f"http://127.0.0.1:1/{t.new}", "ClientIDList": ["app"]}),
    ("iam", "GetOpenIDConnectProvider", lambda t: t.provider, lambda t: {"OpenIDConnectProviderArn": t.provider}),
    ("iam", "AddClientIDToOpenIDConnectProvider", lambda t: t.provider,
     lambda t: {"OpenIDConnectProviderArn": t.provider, "ClientID": "two"}),
    ("iam", "RemoveClientIDFromOpenIDConnectProvider", lambda t: t.provider,
     lambda t: {"OpenIDConnectProviderArn": t.provider, "ClientID": "app"}),
    ("iam", "DeleteOpenIDConnectProvider", lambda t: t.provider, lambda t: {"OpenIDConnectProviderArn": t.provider}),
    ("iam", "CreateSAMLProvider", lambda t: iam_arn(f"saml-provider/{t.new}"),
     lambda t: {"Name": t.new, "SAMLMetadataDocument": saml_metadata()}),
    ("iam", "GetSAMLProvider", lambda t: t.saml_provider, lambda t: {"SAMLProviderArn": t.saml_provider}),
    ("iam", "UpdateSAMLProvider", lambda t: t.saml_provider,
     lambda t: {"SAMLProviderArn": t.saml_provider, "SAMLMetadataDocument": saml_metadata()}),
    ("iam", "TagSAMLProvider", lambda t: t.saml_provider,
     lambda t: {"SAMLProviderArn": t.saml_provider, "Tags": TAGS}),
    ("iam", "UntagSAMLProvider", lambda t: t.saml_provider,
     lambda t: {"SAMLProviderArn": t.saml_provider, "TagKeys": ["a"]}),
    ("iam", "ListSAMLProviderTags", lambda t: t.saml_provider, lambda t: {"SAMLProviderArn": t.saml_provider}),
    ("iam", "ListSAMLProviders", lambda t: iam_arn("saml-provider/"), lambda t: {}),
    ("iam", "DeleteSAMLProvider", lambda t: t.saml_provider, lambda t: {"SAMLProviderArn": t.saml_provider}),
    ("iam", "ListPolicies", lambda t: iam_arn("policy/"), lambda t: {}),
    ("iam", "ListOpenIDConnectProviders", lambda t: iam_arn("oidc-provider/"), lambda t: {}),
    ("iam", "UpdateOpenIDConnectProviderThumbprint", lambda t: t.provider,
     lambda t: {"OpenIDConnectProviderArn": t.provider, "ThumbprintList": ["a" * 40]}),
    ("sts", "GetAccessKeyInfo", lambda t: "*", lambda t: {"AccessKeyId": ROOT.access_key_id}),
    ("sts", "DecodeAuthorizationMessage", lambda t: "*", lambda t: {"EncodedMessage": t.encoded}),
    ("sts", "AssumeRole", lambda t: t.role, lambda t: {"RoleArn": t.role, "RoleSessionName": "chained"}),
    ("sts", "GetWebIdentityToken", lambda t: f"arn:aws:sts::{ACCOUNT}:self",
     lambda t: t.federating(True) | {"Audience": ["app"], "SigningAlgorithm": "ES384"}),
    ("sts", "AssumeRoot", lambda t: iam_arn("root"),
     lambda t: {"TargetPrincipal": ACCOUNT, "TaskPolicyArn": {"arn": TASK_POLICY}}),
    ("sts", "GetDelegatedAccessToken", lambda t: "*", lambda t: {"TradeInToken": "token"}),
    ("cognito-identity", "CreateIdentityPool", lambda t: "*",
     lambda t: {"IdentityPoolName": t.new, "AllowUnauthenticatedIdentities": False}),
    ("cognito-identity", "ListIdentityPools", lambda t: "*", lambda t: {"MaxResults": 1}),
    ("cognito-identity", "DescribeIdentityPool", lambda t: t.pool.arn, lambda t: {"IdentityPoolId": t.pool.id}),
    ("cognito-identity", "UpdateIdentityPool", lambda t: t.pool.arn,
     lambda t: {"IdentityPoolId": t.pool.id, "IdentityPoolName": t.new, "AllowUnauthenticatedIdentities": False}),
    ("cognito-identity", "GetIdentityPoolRoles", lambda t: t.pool.arn, lambda t: {"IdentityPoolId": t.pool.id}),
    ("cognito-identity", "SetIdentityPoolRoles", lambda t: t.pool.arn,
     lambda t: {"IdentityPoolId": t.pool.id, "Roles": {}}),
    ("cognito-identity", "ListIdentities", lambda t: t.pool.arn, lambda t: {"IdentityPoolId": t.pool.id, "MaxResults": 1}),
    ("cognito-identity", "DescribeIdentity", lambda t: t.pool.arn, lambda t: {"IdentityId": t.guest}),
    ("cognito-identity", "DeleteIdentities", lambda t: t.pool.arn, lambda t: {"IdentityIdsToDelete": [t.guest]}),
    ("cognito-identity", "TagResource", lambda t: t.pool.arn, lambda t: {"ResourceArn": t.pool.arn, "Tags": {"a": "b"}}),
    ("cognito-identity", "UntagResource", lambda t: t.pool.arn, lambda t: {"ResourceArn": t.pool.arn, "TagKeys": ["a"]}),
    ("cognito-identity", "ListTagsForResource", lambda t: t.pool.arn, lambda t: {"ResourceArn": t.pool.arn}),
    ("cognito-identity", "SetPrincipalTagAttributeMap", lambda t: t.pool.arn,
     lambda t: {"IdentityPoolId": t.pool.id, "IdentityProviderName": BACKEND, "UseDefaults": True}),
    ("cognito-identity", "GetPrincipalTagAttributeMap", lambda t: t.pool.arn,
     lambda t: {"IdentityPoolId": t.pool.id, "IdentityProviderName": BACKEND}),
    ("cognito-identity", "GetOpenIdTokenForDeveloperIdentity", lambda t: t.pool.arn,
     lambda t: {"IdentityPoolId": t.pool.id, "Logins": {BACKEND: "alice"}}),
    ("cognito-identity", "LookupDeveloperIdentity", lambda t: t.pool.arn,
     lambda t: {"IdentityPoolId": t.pool.id, "DeveloperUserIdentifier": "alice"}),
    ("cognito-identity", "MergeDeveloperIdentities", lambda t: t.pool.arn,
     lambda t: {"IdentityPoolId": t.pool.id, "DeveloperProviderName": BACKEND,
                "SourceUserIdentifier": "alice", "DestinationUserIdentifier": "bob"}),
    ("cognito-identity", "UnlinkDeveloperIdentity", lambda t: t.pool.arn,
     lambda t: {"IdentityPoolId": t.pool.id, "DeveloperProviderName": BACKEND,
                "IdentityId": t.alice, "DeveloperUserIdentifier": "alice"}),
    ("cognito-identity", "DeleteIdentityPool", lambda t: t.pool.arn, lambda t: {"IdentityPoolId": t.pool.id}),
    ("iot", "CreatePolicy", lambda t: iot(f"policy/{t.new}"), lambda t: {"policyName": t.new, "policyDocument": IOT_DOCUMENT}),
    ("iot", "GetPolicy", lambda t: iot(f"policy/{t.iot_policy}"), lambda t: {"policyName": t.iot_policy}),
    ("iot", "ListPolicies", lambda t: "*", lambda t: {}),
    ("iot", "CreatePolicyVersion", lambda t: iot(f"policy/{t.iot_policy}"),
     lambda t: {"policyName": t.iot_policy, "policyDocument": IOT_DOCUMENT}),
    ("iot", "GetPolicyVersion", lambda t: iot(f"policy/{t.iot_policy}"),
     lambda t: {"policyName": t.iot_policy, "policyVersionId": "1"}),
    ("iot", "ListPolicyVersions", lambda t: iot(f"policy/{t.iot_policy}"), lambda t: {"policyName": t.iot_policy}),
    ("iot", "ListTargetsForPolicy", lambda t: iot(f"policy/{t.iot_policy}"), lambda t: {"policyName": t.iot_policy}),
    ("iot", "SetDefaultPolicyVersion", lambda t: iot(f"policy/{t.iot_policy}"),
     lambda t: {"policyName": t.iot_policy, "policyVersionId": "1"}),
    ("iot", "DeletePolicyVersion", lambda t: iot(f"policy/{t.iot_policy}"),
     lambda t: {"policyName": t.iot_policy, "policyVersionId": "2"}),
    ("iot", "AttachPolicy", lambda t: "*", lambda t: {"policyName": t.iot_policy, "target": t.guest}),
    ("iot", "ListAttachedPolicies", lambda t: "*", lambda t: {"target": t.guest}),
    ("iot", "TestAuthorization", lambda t: "*",
     lambda t: {"principal": t.guest, "authInfos": [{"actionType": "CONNECT", "resources": [iot("client/c")]}]}),
    ("iot", "DetachPolicy", lambda t: "*", lambda t: {"policyName": t.iot_policy, "target": t.guest}),
    ("iot", "DeletePolicy", lambda t: iot(f"policy/{t.iot_policy}"), lambda t: {"policyName": t.iot_policy}),
    ("iot", "DescribeEndpoint", lambda t: "*", lambda t: {"endpointType": "iot:Data-ATS"}),
    ("iot", "DescribeThing", lambda t: iot(f"thing/{t.thing}"), lambda t: {"thingName": t.thing}),
    ("iot", "CreateThing", lambda t: iot(f"thing/{t.new}"), lambda t: {"thingName": t.new}),
    ("iot", "DeleteThing", lambda t: iot(f"thing/{t.thing}"), lambda t: {"thingName": t.thing}),
    ("iot", "ListThings", lambda t: "*", lambda t: {}),
    ("iot", "AttachThingPrincipal", lambda t: t.certificate_arn,
     lambda t: {"thingName": t.thing, "principal": t.certificate_arn}),
    ("iot", "DetachThingPrincipal", lambda t: t.certificate_arn,
     lambda t: {"thingName": t.thing, "principal": t.certificate_arn}),
    ("iot", "ListThingPrincipals", lambda t: iot(f"thing/{t.thing}"), lambda t: {"thingName": t.thing}),
    ("iot", "ListPrincipalThings", lambda t: t.certificate_arn, lambda t: {"principal": t.certificate_arn}),
    ("iot", "AddThingToThingGroup", lambda t: [iot(f"thing/{t.thing}"), iot(f"thinggroup/{t.group}")],
     lambda t: {"thingName": t.thing, "thingGroupName": t.group}),
    ("iot", "RemoveThingFromThingGroup", lambda t: [iot(f"thing/{t.thing}"), iot(f"thinggroup/{t.group}")],
     lambda t: {"thingName": t.thing, "thingGroupName": t.group}),
    ("iot", "UpdateThingGroupsForThing", lambda t: [iot(f"thing/{t.thing}"), iot(f"thinggroup/{t.group}")],
     lambda t: {"thingName": t.thing, "thingGroupsToAdd": [t.group]}),
    ("iot", "CreateKeysAndCertificate", lambda t: "*", lambda t: {}),
    ("iot", "CreateCertificateFromCsr", lambda t: "*",
     lambda t: {"certificateSigningRequest": devices.signing_request(t.new)}),
    ("iot", "RegisterCertificateWithoutCA", lambda t: "*",
     lambda t: {"certificatePem": devices.self_signed({"COMMON_NAME": t.new})[0]}),
    ("iot", "DescribeCertificate", lambda t: t.certificate_arn, lambda t: {"certificateId": t.certificate}),
    ("iot", "ListCertificates", lambda t: "*", lambda t: {}),
    ("iot", "UpdateCertificate", lambda t: t.certificate_arn,
     lambda t: {"certificateId": t.certificate, "newStatus": "INACTIVE"}),
    ("iot", "DeleteCertificate", lambda t: t.certificate_arn, lambda t: {"certificateId": t.certificate}),
    ("iot", "CreateThingGroup", lambda t: iot(f"thinggroup/{t.new}"), lambda t: {"thingGroupName": t.new}),
    ("iot", "DescribeThingGroup", lambda t: iot(f"thinggroup/{t.group}"), lambda t: {"thingGroupName": t.group}),
    ("iot", "UpdateThingGroup", lambda t: iot(f"thinggroup/{t.group}"),
     lambda t: {"thingGroupName": t.group, "thingGroupProperties": {}}),
    ("iot", "DeleteThingGroup", lambda t: iot(f"thinggroup/{t.group}"), lambda t: {"thingGroupName": t.group}),
    ("iot", "ListThingGroups", lambda t: "*", lambda t: {}),
    ("iot", "ListThingGroupsForThing", lambda t: iot(f"thing/{t.thing}"), lambda t: {"thingName": t.thing}),
    ("iot", "ListThingsInThingGroup", lambda t: iot(f"thinggroup/{t.group}"), lambda t: {"thingGroupName": t.group}),
    ("iot-data", "Publish", lambda t: iot(f"topic/{t.new}"), lambda t: {"topic": t.new, "payload": b"x"}),
    ("iot-data", "GetThingShadow", lambda t: iot(f"thing/{t.thing}"), lambda t: {"thingName": t.thing}),
    ("iot-data", "UpdateThingShadow", lambda t: iot(f"thing/{t.new}/named"),
     lambda t: {"thingName": t.new, "shadowName": "named", "payload": SHADOW}),
    ("iot-data", "DeleteThingShadow", lambda t: iot(f"thing/{t.thing}"), lambda t: {"thingName": t.thing}),
    ("iot-data", "GetConnection", lambda t: iot(f"client/{t.new}"), lambda t: {"clientId": t.lasting_client()}),
    ("iot-data", "ListSubscriptions", lambda t: iot(f"client/{t.new}"), lambda t: {"clientId": t.lasting_client()}),
    ("iot-data", "DeleteConnection", lambda t: iot(f"client/{t.new}"), lambda t: {"clientId": t.lasting_client()}),
    ("iot-data", "GetRetainedMessage", lambda t: iot(f"topic/{t.new}"), lambda t: {"topic": t.retaining_topic()}),
    ("iot-data", "ListRetainedMessages", lambda t: "*", lambda t: {}),
    ("iot-data", "ListNamedShadowsForThing", lambda t: iot(f"thing/{t.new}"), lambda t: {"thingName": t.new}),
]
