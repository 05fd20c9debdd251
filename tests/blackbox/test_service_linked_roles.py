"""Roles of services: made and deleted by the account, and changed by nobody."""

import pytest

from support import policies
from support.aws import client, refusal
from support.policies import allow
from support.server import ACCOUNT
from support.world import unique

SERVICE = "email.cognito-idp.amazonaws.com"
NAME = "AWSServiceRoleForAmazonCognitoIdpEmailService"
PATH = f"/aws-service-role/{SERVICE}/"
POLICY = "arn:aws:iam::aws:policy/aws-service-role/AmazonCognitoIdpEmailServiceRolePolicy"
READ = policies.document(allow("s3:GetObject"))
TRUST = policies.account_trust()


@pytest.fixture(scope="module")
def iam(server):
    return client(server, "iam")


@pytest.fixture
def role(iam):
    made = iam.create_service_linked_role(AWSServiceName=SERVICE, Description="sends mail")["Role"]
    yield made
    iam.delete_service_linked_role(RoleName=NAME)


def test_a_role_of_a_service_reads_back(iam, role):
    assert role["Arn"] == f"arn:aws:iam::{ACCOUNT}:role{PATH}{NAME}"
    assert (role["RoleName"], role["Path"], role["RoleId"][:4]) == (NAME, PATH, "AROA")
    read = iam.get_role(RoleName=NAME)["Role"]
    assert (read["MaxSessionDuration"], read["Description"], read["RoleLastUsed"]) == (3600, "sends mail", {})
    assert read["AssumeRolePolicyDocument"] == {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": SERVICE}, "Action": "sts:AssumeRole"}]}
    assert iam.list_attached_role_policies(RoleName=NAME)["AttachedPolicies"] == [
        {"PolicyName": POLICY.rsplit("/", 1)[1], "PolicyArn": POLICY}]
    assert iam.list_role_policies(RoleName=NAME)["PolicyNames"] == []
    assert [one["RoleName"] for one in iam.list_entities_for_policy(PolicyArn=POLICY)["PolicyRoles"]] == [NAME]
    assert [one["RoleName"] for one in iam.list_roles(PathPrefix="/aws-service-role/")["Roles"]] == [NAME]
    taken = refusal(iam.create_service_linked_role, AWSServiceName=SERVICE)
    assert (taken.code, taken.status, taken.message) == (
        "InvalidInput", 400,
        f"Service role name {NAME} has been taken in this account, please try a different suffix.")


CHANGES = [
    ("update_assume_role_policy", {"PolicyDocument": TRUST}),
    ("put_role_policy", {"PolicyName": "own", "PolicyDocument": READ}),
    ("delete_role_policy", {"PolicyName": "own"}),
    ("attach_role_policy", {"PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess"}),
    ("detach_role_policy", {"PolicyArn": POLICY}),
    ("put_role_permissions_boundary", {"PermissionsBoundary": "arn:aws:iam::aws:policy/AdministratorAccess"}),
    ("delete_role_permissions_boundary", {}),
    ("update_role", {"MaxSessionDuration": 7200}),
    ("delete_role", {}),
]


@pytest.mark.parametrize(("change", "given"), CHANGES, ids=[change for change, _ in CHANGES])
def test_nobody_changes_a_role_of_a_service(iam, world, role, change, given):
    if change.startswith("put_role_perm") or change.startswith("attach"):
        own = world.role(TRUST)  # The same call goes through for a role of the account's own.
        getattr(iam, change)(RoleName=own.rsplit("/", 1)[1], **given)
    before = iam.get_role(RoleName=NAME)["Role"]
    refused = refusal(getattr(iam, change), RoleName=NAME, **given)
    assert (refused.code, refused.status, refused.message) == (
        "UnmodifiableEntity", 400,
        f"Cannot perform the operation on the protected role '{NAME}' - this role is only modifiable by AWS")
    assert iam.get_role(RoleName=NAME)["Role"] == before


def test_its_description_and_tags_are_the_accounts(iam, role):
    iam.update_role(RoleName=NAME, Description="new")
    iam.tag_role(RoleName=NAME, Tags=[{"Key": "team", "Value": "red"}])
    read = iam.get_role(RoleName=NAME)["Role"]
    assert (read["Description"], read["Tags"]) == ("new", [{"Key": "team", "Value": "red"}])
    iam.update_role_description(RoleName=NAME, Description="newer")


def test_a_deletion_is_done_at_once_and_told(iam):
    iam.create_service_linked_role(AWSServiceName=SERVICE)
    task = iam.delete_service_linked_role(RoleName=NAME)["DeletionTaskId"]
    assert task.startswith(f"task{PATH}{NAME}/") and len(task.rsplit("/", 1)[1]) == 36
    assert iam.get_service_linked_role_deletion_status(DeletionTaskId=task)["Status"] == "SUCCEEDED"
    assert refusal(iam.get_role, RoleName=NAME).code == "NoSuchEntity"
    assert refusal(iam.delete_service_linked_role, RoleName=NAME).code == "NoSuchEntity"
    assert iam.list_entities_for_policy(PolicyArn=POLICY)["PolicyRoles"] == []
    unknown = refusal(iam.get_service_linked_role_deletion_status, DeletionTaskId=task[:-1] + "x")
    assert unknown.code == "NoSuchEntity"
    assert refusal(iam.get_service_linked_role_deletion_status, DeletionTaskId="task").code == "InvalidInput"


def test_what_is_no_role_of_a_service_is_refused(iam, world):
    own = world.role(TRUST).rsplit("/", 1)[1]
    assert refusal(iam.delete_service_linked_role, RoleName=own).code == "NoSuchEntity"
    suffix = refusal(iam.create_service_linked_role, AWSServiceName=SERVICE, CustomSuffix="own")
    assert (suffix.code, suffix.message) == ("InvalidInput", f"Custom suffix is not allowed for {SERVICE}")
    assert refusal(iam.create_service_linked_role, AWSServiceName="iot.amazonaws.com").code == "InvalidInput"
    reserved = refusal(iam.create_role, RoleName=unique("role"), Path=PATH, AssumeRolePolicyDocument=TRUST)
    assert reserved.code == "InvalidInput"
    service_policy = refusal(iam.attach_role_policy, RoleName=own, PolicyArn=POLICY)
    assert (service_policy.code, service_policy.status, service_policy.message) == (
        "PolicyNotAttachable", 400, "Cannot attach a Service Role Policy to a Customer Role.")
