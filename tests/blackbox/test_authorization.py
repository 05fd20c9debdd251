"""Every signed operation under IAM: its exact action and ARN succeed, a sibling ARN fails, and each
condition key flips the result."""

from datetime import datetime, timedelta, timezone
from functools import cached_property

import pytest

from support import policies
from support.aws import ROOT, Keys, client, refusal
from support.explanation import why
from support.mqtt import V5, V311, connect
from support.policies import allow, iot
from support.saml import any_metadata as saml_metadata
from support.server import ACCOUNT, REGION
from support.world import World, unique

STATE = ["memory"]
NOTHING = policies.document(allow("s3:GetObject"))
TRUST = policies.account_trust()
SHADOW = b'{"state": {"reported": {"on": true}}}'
BACKEND = "login.mycompany"
ACCESS_DENIED = ("AccessDenied", "AccessDeniedException", "ForbiddenException")


class Things:
    """One of everything that an operation may be about."""

    def __init__(self, world: World):
        self.iam = world.iam
        self.pool = world.pool(guest=NOTHING, developer=BACKEND)
        self.alice, _ = (world.cognito.get_open_id_token_for_developer_identity(
            IdentityPoolId=self.pool.id, Logins={BACKEND: user})["IdentityId"] for user in ("alice", "bob"))
        self.guest = world.public.get_id(IdentityPoolId=self.pool.id)["IdentityId"]
        boundary = world.iam.create_policy(PolicyName=unique("boundary"), PolicyDocument=NOTHING)["Policy"]["Arn"]
        self.role = world.role(TRUST, NOTHING, PermissionsBoundary=boundary)
        self.role_name = self.role.rsplit("/", 1)[1]
        self.policy = world.iam.create_policy(PolicyName=unique("managed"), PolicyDocument=NOTHING)["Policy"]["Arn"]
        world.iam.create_policy_version(PolicyArn=self.policy, PolicyDocument=NOTHING)
        world.iam.attach_role_policy(RoleName=self.role_name, PolicyArn=self.policy)
        self.iot_policy = world.iot_policy(NOTHING.replace("s3:GetObject", "iot:Connect"))
        self.thing, self.group = unique("thing"), unique("group")
        world.iot.create_thing(thingName=self.thing)
        world.iot.create_thing_group(thingGroupName=self.group)
        client(world.server, "iot-data").update_thing_shadow(thingName=self.thing, payload=SHADOW)
        self.user = unique("user")
        world.iam.create_user(UserName=self.user, Tags=[{"Key": "team", "Value": "red"}])
        world.iam.put_user_policy(UserName=self.user, PolicyName="permissions", PolicyDocument=NOTHING)
        world.iam.attach_user_policy(UserName=self.user, PolicyArn=self.policy)
        world.iam.generate_credential_report()
        self.user_group, self.member = unique("group"), unique("user")
        world.iam.create_group(GroupName=self.user_group)
        world.iam.put_group_policy(GroupName=self.user_group, PolicyName="permissions", PolicyDocument=NOTHING)
        world.iam.attach_group_policy(GroupName=self.user_group, PolicyArn=self.policy)
        world.iam.create_user(UserName=self.member)
        world.iam.add_user_to_group(GroupName=self.user_group, UserName=self.member)
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

    @cached_property
    def saml_provider(self) -> str:
        return self.iam.create_saml_provider(
            Name=unique("saml"), SAMLMetadataDocument=saml_metadata())["SAMLProviderArn"]

    @cached_property
    def provider(self) -> str:
        """Made for who asks for it: an account has a hundred at the most."""
        return self.iam.create_open_id_connect_provider(
            Url=f"http://127.0.0.1:1/{unique('issuer')}", ClientIDList=["app"])["OpenIDConnectProviderArn"]


def iam_arn(rest: str) -> str:
    return f"arn:aws:iam::{ACCOUNT}:{rest}"


def user_arn(things: Things) -> str:
    return iam_arn(f"user/{things.user}")


def group_arn(things: Things) -> str:
    return iam_arn(f"group/{things.user_group}")


TAGS = [{"Key": "a", "Value": "b"}]
IOT_DOCUMENT = policies.document(allow("iot:Connect"))
#: service, operation, the resource it is authorized on, its arguments. The action is the operation's own name.
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
    ("iam", "SimulateCustomPolicy", lambda t: "*",
     lambda t: {"PolicyInputList": [NOTHING], "ActionNames": ["s3:GetObject"]}),
    ("iam", "GetContextKeysForCustomPolicy", lambda t: "*", lambda t: {"PolicyInputList": [NOTHING]}),
    ("iam", "SimulatePrincipalPolicy", lambda t: t.role,
     lambda t: {"PolicySourceArn": t.role, "ActionNames": ["s3:GetObject"]}),
    ("iam", "GetContextKeysForPrincipalPolicy", lambda t: t.role, lambda t: {"PolicySourceArn": t.role}),
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
    ("sts", "GetAccessKeyInfo", lambda t: "*", lambda t: {"AccessKeyId": ROOT.access_key_id}),
    ("sts", "DecodeAuthorizationMessage", lambda t: "*", lambda t: {"EncodedMessage": t.encoded}),
    ("sts", "AssumeRole", lambda t: t.role, lambda t: {"RoleArn": t.role, "RoleSessionName": "chained"}),
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
    ("iot", "AttachPolicy", lambda t: "*", lambda t: {"policyName": t.iot_policy, "target": t.guest}),
    ("iot", "ListAttachedPolicies", lambda t: "*", lambda t: {"target": t.guest}),
    ("iot", "TestAuthorization", lambda t: "*",
     lambda t: {"principal": t.guest, "authInfos": [{"actionType": "CONNECT", "resources": [iot("client/c")]}]}),
    ("iot", "DetachPolicy", lambda t: "*", lambda t: {"policyName": t.iot_policy, "target": t.guest}),
    ("iot", "DeletePolicy", lambda t: iot(f"policy/{t.iot_policy}"), lambda t: {"policyName": t.iot_policy}),
    ("iot", "DescribeEndpoint", lambda t: "*", lambda t: {"endpointType": "iot:Data-ATS"}),
    ("iot", "DescribeThing", lambda t: iot(f"thing/{t.thing}"), lambda t: {"thingName": t.thing}),
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


@pytest.fixture(scope="module")
def things(world):
    """What is only read may be shared; each test of an operation makes its own."""
    return lambda: Things(world)


def call(server, service: str, operation: str, keys, arguments: dict):
    made = client(server, service, keys)
    python_name = {name: method for method, name in made.meta.method_to_api_mapping.items()}[operation]
    return getattr(made, python_name), arguments


@pytest.mark.parametrize(("service", "operation", "resource", "arguments"), [
    pytest.param(*entry, id=f"{entry[0]}:{entry[1]}") for entry in OPERATIONS])
def test_an_operation_needs_its_own_permission(server, world, things, service, operation, resource, arguments):
    about = things()
    action = f"{'iot' if service == 'iot-data' else service}:{operation}"
    exact = resource(about)
    sibling = f"{exact}-sibling" if exact != "*" else iot("topic/sibling")
    role = world.role(TRUST, policies.document(allow(action, sibling)))
    method, given = call(server, service, operation, world.session_of(role), arguments(about))

    refused = refusal(method, **given)
    assert refused.code in ACCESS_DENIED
    explained = why(server, refused.decision)
    assert explained.action == action
    if exact != "*":
        assert explained.resource == exact

    world.allow(role, policies.document(allow(f"{action}X", exact)))
    assert refusal(method, **given).code in ACCESS_DENIED

    # Past authorization: the call is served, or AWS's rules about the thing itself speak.
    world.allow(role, policies.document(allow(action, exact)))
    try:
        method(**given)
    except world.iam.exceptions.ClientError as error:
        assert error.response["Error"]["Code"] in ("DeleteConflict", "DeleteConflictException"), error


def test_the_table_covers_what_is_served():
    served = {(service, name) for service, name, *_ in OPERATIONS}
    assert len(served) == len(OPERATIONS) >= 50


def hours(number: int) -> str:
    return (datetime.now(timezone.utc) + timedelta(hours=number)).strftime("%Y-%m-%dT%H:%M:%SZ")


CONDITIONS = [
    ({"Bool": {"aws:SecureTransport": "false"}}, {"Bool": {"aws:SecureTransport": "true"}}),
    ({"IpAddress": {"aws:SourceIp": "127.0.0.0/8"}}, {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}),
    ({"DateLessThan": {"aws:CurrentTime": hours(1)}}, {"DateLessThan": {"aws:CurrentTime": hours(-1)}}),
    ({"DateGreaterThan": {"aws:TokenIssueTime": hours(-1)}}, {"DateGreaterThan": {"aws:TokenIssueTime": hours(1)}}),
    ({"StringEquals": {"aws:RequestedRegion": REGION}}, {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}),
    ({"StringEquals": {"aws:PrincipalAccount": ACCOUNT}}, {"StringEquals": {"aws:PrincipalAccount": "111122223333"}}),
    ({"StringEquals": {"aws:PrincipalType": "AssumedRole"}}, {"StringEquals": {"aws:PrincipalType": "User"}}),
    ({"StringLike": {"aws:userid": "AROA*:test"}}, {"StringLike": {"aws:userid": "AROA*:other"}}),
    ({"ArnLike": {"aws:PrincipalArn": iam_arn("role/*")}}, {"ArnLike": {"aws:PrincipalArn": iam_arn("user/*")}}),
    ({"StringLike": {"aws:UserAgent": "*Botocore*"}}, {"StringLike": {"aws:UserAgent": "*curl*"}}),
    ({"Null": {"cognito-identity.amazonaws.com:sub": "true"}}, {"Null": {"cognito-identity.amazonaws.com:sub": "false"}}),
]


@pytest.mark.parametrize(("holds", "fails"), CONDITIONS, ids=lambda condition: next(iter(next(iter(condition.values())))))
def test_each_condition_key_flips_the_result(server, world, holds, fails):
    role = world.role(TRUST, policies.document(allow("iot:ListPolicies", Condition=holds)))
    caller = client(server, "iot", world.session_of(role))
    caller.list_policies()
    world.allow(role, policies.document(allow("iot:ListPolicies", Condition=fails)))
    refused = refusal(caller.list_policies)
    assert refused.code == "AccessDeniedException"
    key = next(iter(next(iter(fails.values()))))
    assert key in why(server, refused.decision)
    world.allow(role, policies.document(allow("iot:*"), policies.deny("iot:ListPolicies", Condition=holds)))
    assert why(server, refusal(caller.list_policies).decision).outcome == "explicit_deny"


def test_a_condition_on_the_transport_tells_http_from_https(server, world):
    keys = world.role_session(policies.document(
        allow("iot:ListPolicies", Condition={"Bool": {"aws:SecureTransport": "true"}})))
    client(server, "iot", keys, https=True).list_policies()
    assert refusal(client(server, "iot", keys).list_policies).status == 403


def test_access_ends_at_the_instant_that_a_condition_names(server, world):
    ends = (datetime.now(timezone.utc) + timedelta(seconds=3)).strftime("%Y-%m-%dT%H:%M:%SZ")
    until = {"DateLessThan": {"aws:CurrentTime": ends}}
    limited = world.pool(guest=policies.document(allow("iot:*", Condition=until))).guest()
    control = world.pool(guest=policies.document(allow("iot:*"))).guest()
    with connect(server, limited.keys, unique("limited"), version=V5) as idle, \
            connect(server, control.keys, unique("control"), version=V5) as untouched:
        for connection in (idle, untouched):
            assert not connection.subscribe("news").refused
        # Nothing is sent: the instant alone ends it.
        closed = idle.closed(seconds=6)
        assert datetime.now(timezone.utc) >= datetime.strptime(ends, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
        assert closed.value == 0x87
        assert not untouched.publish("news", "goes on").refused
        assert untouched.message().payload == "goes on"


def test_a_deleted_role_ends_its_sessions(server, world):
    role = world.role(TRUST, policies.document(allow("iot:ListPolicies")))
    other = world.role(TRUST, policies.document(allow("iot:ListPolicies")))
    doomed, control = (client(server, "iot", world.session_of(arn)) for arn in (role, other))
    doomed.list_policies()
    name = role.rsplit("/", 1)[1]
    world.iam.delete_role_policy(RoleName=name, PolicyName="permissions")
    world.iam.delete_role(RoleName=name)
    assert refusal(doomed.list_policies).status == 403
    control.list_policies()
    # A new role of the same name is another role: its sessions are its own.
    world.iam.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST)
    world.allow(role, policies.document(allow("iot:ListPolicies")))
    assert refusal(doomed.list_policies).status == 403
    client(server, "iot", world.session_of(role)).list_policies()


def managed(world: World, *statements: dict) -> str:
    return world.iam.create_policy(
        PolicyName=unique("managed"), PolicyDocument=policies.document(*statements))["Policy"]["Arn"]


def test_attaching_may_be_bound_to_one_policy(server, world):
    one, other = managed(world, allow("s3:GetObject")), managed(world, allow("*"))
    target = world.role(TRUST).rsplit("/", 1)[1]
    keys = world.role_session(policies.document(
        allow("iam:AttachRolePolicy", Condition={"ArnEquals": {"iam:PolicyARN": one}})))
    iam = client(server, "iam", keys)
    refused = refusal(iam.attach_role_policy, RoleName=target, PolicyArn=other)
    assert refused.code == "AccessDenied" and "iam:PolicyARN" in why(server, refused.decision)
    iam.attach_role_policy(RoleName=target, PolicyArn=one)


def test_making_roles_may_be_bound_to_a_boundary(server, world):
    boundary = managed(world, allow("iot:ListPolicies"))
    keys = world.role_session(policies.document(
        allow("iam:CreateRole", Condition={"StringEquals": {"iam:PermissionsBoundary": boundary}})))
    iam = client(server, "iam", keys)
    role = {"RoleName": unique("bounded"), "AssumeRolePolicyDocument": TRUST}
    assert refusal(iam.create_role, **role).code == "AccessDenied"
    iam.create_role(PermissionsBoundary=boundary, **role)


def test_a_boundary_bounds_what_its_role_allows(server, world):
    role = world.role(TRUST, policies.document(allow("iot:*")), PermissionsBoundary=managed(world, allow("iot:ListPolicies")))
    iot_client = client(server, "iot", world.session_of(role))
    iot_client.list_policies()
    refused = refusal(iot_client.describe_endpoint, endpointType="iot:Data-ATS")
    assert "because no permissions boundary allows the iot:DescribeEndpoint action" in refused.message
    assert why(server, refused.decision).leg == "boundary"


def test_a_session_policy_cuts_the_session_that_brought_it(server, world):
    role = world.role(TRUST, policies.document(allow("iot:*")))
    cut = world.sts.assume_role(
        RoleArn=role, RoleSessionName="cut", Policy=policies.document(allow("iot:ListPolicies")))["Credentials"]
    whole = world.sts.assume_role(RoleArn=role, RoleSessionName="whole")["Credentials"]
    for credentials in (cut, whole):
        client(server, "iot", Keys.of(credentials)).list_policies()
    client(server, "iot", Keys.of(whole)).describe_endpoint(endpointType="iot:Data-ATS")
    refused = refusal(client(server, "iot", Keys.of(cut)).describe_endpoint, endpointType="iot:Data-ATS")
    assert why(server, refused.decision).leg == "session"
