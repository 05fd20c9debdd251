"""What nothing here has, and what Terraform and others ask about all the same before they delete something."""

import pytest

from support import policies
from support.aws import Keys, client, refusal
from support.policies import allow
from support.server import ACCOUNT
from support.world import unique

STATE = ["memory"]
LISTS_OF_USER = [
    ("list_mfa_devices", "MFADevices"),
    ("list_ssh_public_keys", "SSHPublicKeys"),
    ("list_service_specific_credentials", "ServiceSpecificCredentials"),
    ("list_signing_certificates", "Certificates"),
]


@pytest.fixture(scope="module")
def iam(server):
    return client(server, "iam")


@pytest.fixture(scope="module")
def user(server, iam) -> tuple:
    """A user, and IAM as the user itself calls it."""
    name = unique("user")
    iam.create_user(UserName=name)
    iam.put_user_policy(UserName=name, PolicyName="all", PolicyDocument=policies.document(allow("iam:*")))
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return name, client(server, "iam", Keys(key["AccessKeyId"], key["SecretAccessKey"]))


@pytest.mark.parametrize(("call", "member"), LISTS_OF_USER)
def test_a_user_has_keys_and_nothing_else(iam, user, call, member):
    name, own = user
    for answer in (getattr(iam, call)(UserName=name), getattr(own, call)(), getattr(iam, call)()):
        assert (answer[member], answer["IsTruncated"]) == ([], False)
    missing = refusal(getattr(iam, call), UserName="nobody")
    assert (missing.code, missing.status, missing.message) == (
        "NoSuchEntity", 404, "The user with name nobody cannot be found.")


@pytest.mark.parametrize("call", ["get_login_profile", "delete_login_profile"])
def test_a_user_has_no_password(iam, user, call):
    name, own = user
    for by, given, told in ((iam, {"UserName": name}, name), (own, {}, name), (iam, {}, "null")):
        none = refusal(getattr(by, call), **given)
        assert (none.code, none.status, none.message) == (
            "NoSuchEntity", 404, f"Login Profile for User {told} cannot be found.")
    assert refusal(getattr(iam, call), UserName="nobody").message == "The user with name nobody cannot be found."


def test_an_account_has_no_rules_for_passwords(iam):
    none = refusal(iam.get_account_password_policy)
    assert (none.code, none.status, none.message) == (
        "NoSuchEntity", 404, f"The Password Policy with domain name {ACCOUNT} cannot be found.")
    none = refusal(iam.delete_account_password_policy)
    assert (none.code, none.message) == (
        "NoSuchEntity", "The account policy with name PasswordPolicy cannot be found.")


def test_an_account_has_no_devices_certificates_and_instance_profiles(iam):
    assert iam.list_virtual_mfa_devices(AssignmentStatus="Assigned")["VirtualMFADevices"] == []
    assert iam.list_server_certificates()["ServerCertificateMetadataList"] == []
    assert iam.list_instance_profiles(PathPrefix="/team/")["InstanceProfiles"] == []


def test_a_role_is_in_no_instance_profile(iam, world):
    role = world.role(policies.account_trust()).rsplit("/", 1)[1]
    answer = iam.list_instance_profiles_for_role(RoleName=role)
    assert (answer["InstanceProfiles"], answer["IsTruncated"]) == ([], False)
    missing = refusal(iam.list_instance_profiles_for_role, RoleName="nobody")
    assert (missing.code, missing.message) == ("NoSuchEntity", "The role with name nobody cannot be found.")


def test_a_policy_tells_that_it_has_no_tags(iam):
    arn = iam.create_policy(PolicyName=unique("bare"), PolicyDocument=policies.document(allow("s3:Get*")))["Policy"]
    assert "Tags" not in arn
    assert iam.get_policy(PolicyArn=arn["Arn"])["Policy"]["Tags"] == []


def test_what_is_no_arn_is_refused(iam, world):
    role = world.role(policies.account_trust()).rsplit("/", 1)[1]
    for call, more in ((iam.attach_role_policy, {"RoleName": role}), (iam.get_policy, {}), (iam.delete_policy, {})):
        broken = refusal(call, PolicyArn="longpolicynamebutnoarn", **more)
        assert (broken.code, broken.status, broken.message) == (
            "ValidationError", 400, "Invalid ARN:  Could not be parsed!")
