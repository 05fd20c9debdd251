"""Which policies open a service, and when it was last used: by a user, a role, the members of a group, and whoever
carries a policy."""

import time

import pytest

from support import policies
from support.aws import Keys, client, refusal
from support.policies import allow, deny
from support.server import ACCOUNT, REGION
from support.world import unique

#: How long it may take until a use is written.
LAST_USE_SECONDS_MAX = 30


def test_the_policies_that_open_a_service_are_listed(world):
    """Those of a user's groups too; what denies opens nothing."""
    user, group = unique("user"), unique("group")
    arn = world.iam.create_user(UserName=user)["User"]["Arn"]
    group_arn = world.iam.create_group(GroupName=group)["Group"]["Arn"]
    world.iam.add_user_to_group(GroupName=group, UserName=user)
    name = unique("managed")
    managed = world.iam.create_policy(
        PolicyName=name, PolicyDocument=policies.document(allow("iot:*")))["Policy"]["Arn"]
    world.iam.attach_group_policy(GroupName=group, PolicyArn=managed)
    world.iam.put_user_policy(UserName=user, PolicyName="own", PolicyDocument=policies.document(
        allow("s3:GetObject"), deny("iot:*")))
    inline = {"PolicyName": "own", "PolicyType": "INLINE", "EntityType": "USER", "EntityName": user}
    attached = {"PolicyName": name, "PolicyType": "MANAGED", "PolicyArn": managed}

    def told(arn: str, *services: str) -> list:
        answer = world.iam.list_policies_granting_service_access(Arn=arn, ServiceNamespaces=list(services))
        assert answer["IsTruncated"] is False
        return [(entry["ServiceNamespace"], entry["Policies"]) for entry in answer["PoliciesGrantingServiceAccess"]]

    assert told(arn, "s3", "iot", "ec2") == [("s3", [inline]), ("iot", [attached]), ("ec2", [])]
    assert told(group_arn, "s3", "iot") == [("s3", []), ("iot", [attached])]
    many = [f"service-{number}" for number in range(150)]
    first = world.iam.list_policies_granting_service_access(Arn=arn, ServiceNamespaces=many)
    rest = world.iam.list_policies_granting_service_access(Arn=arn, ServiceNamespaces=many, Marker=first["Marker"])
    entries = first["PoliciesGrantingServiceAccess"] + rest["PoliciesGrantingServiceAccess"]
    assert (first["IsTruncated"], rest["IsTruncated"]) == (True, False)
    assert [entry["ServiceNamespace"] for entry in entries] == many
    nobody = refusal(world.iam.list_policies_granting_service_access, Arn=arn + "x", ServiceNamespaces=["s3"])
    assert (nobody.code, nobody.status) == ("NoSuchEntity", 404)
    bad = refusal(world.iam.list_policies_granting_service_access, Arn="arn:aws:iam::000000000000:x", ServiceNamespaces=["s3"])
    assert (bad.code, bad.status) == ("InvalidInput", 400)


@pytest.fixture
def person(world):
    """A user in a group that carries a policy, and its keys."""
    user, group = unique("user"), unique("group")
    arn = world.iam.create_user(UserName=user, Path="/staff/")["User"]["Arn"]
    group_arn = world.iam.create_group(GroupName=group)["Group"]["Arn"]
    world.iam.add_user_to_group(GroupName=group, UserName=user)
    policy = world.iam.create_policy(
        PolicyName=unique("managed"), PolicyDocument=policies.document(allow(["iot:*", "iam:Get*"])))["Policy"]["Arn"]
    world.iam.attach_group_policy(GroupName=group, PolicyArn=policy)
    made = world.iam.create_access_key(UserName=user)["AccessKey"]
    keys = Keys(made["AccessKeyId"], made["SecretAccessKey"])
    return {"name": user, "arn": arn, "group": group_arn, "policy": policy, "keys": keys}


def accessed(world, arn: str, **more) -> dict:
    """The last uses by namespace."""
    job = world.iam.generate_service_last_accessed_details(Arn=arn, **more)["JobId"]
    answer = world.iam.get_service_last_accessed_details(JobId=job)
    assert (answer["JobStatus"], answer["IsTruncated"]) == ("COMPLETED", False)
    assert answer["JobType"] == more.get("Granularity", "SERVICE_LEVEL")
    assert answer["JobCompletionDate"] == answer["JobCreationDate"]
    services = answer["ServicesLastAccessed"]
    assert [one["ServiceNamespace"] for one in services] == sorted(one["ServiceNamespace"] for one in services)
    return {one["ServiceNamespace"]: one for one in services}


def until_used(world, arn: str, namespace: str) -> dict:
    deadline = time.monotonic() + LAST_USE_SECONDS_MAX
    while "LastAuthenticated" not in accessed(world, arn)[namespace] and time.monotonic() < deadline:
        time.sleep(0.2)
    return accessed(world, arn)


def test_the_last_use_of_each_service_is_told(server, world, person):
    unused = {"ServiceName": "AWS IoT", "ServiceNamespace": "iot", "TotalAuthenticatedEntities": 0}
    assert accessed(world, person["arn"])["iot"] == unused
    client(server, "iot", person["keys"]).list_policies()
    client(server, "sts", person["keys"]).get_caller_identity()
    told = until_used(world, person["arn"], "iot")
    assert sorted(told) == ["iam", "iot"]
    iot = told["iot"]
    assert (iot["LastAuthenticatedEntity"], iot["LastAuthenticatedRegion"]) == (person["arn"], REGION)
    assert (iot["TotalAuthenticatedEntities"], told["iam"]["TotalAuthenticatedEntities"]) == (1, 0)
    # Both were used at once: the later one did not take the place of the earlier.
    world.iam.put_user_policy(
        UserName=person["name"], PolicyName="sts", PolicyDocument=policies.document(allow("sts:*")))
    assert "LastAuthenticated" in accessed(world, person["arn"], Granularity="ACTION_LEVEL")["sts"]
    for arn in (person["group"], person["policy"]):
        assert accessed(world, arn)["iot"] == iot


def test_who_could_use_a_service_by_a_policy_is_listed(server, world, person):
    role = world.role(policies.account_trust())
    world.iam.attach_role_policy(RoleName=role.rsplit("/", 1)[1], PolicyArn=person["policy"])
    client(server, "iot", world.session_of(role)).list_policies()
    until_used(world, role, "iot")
    job = world.iam.generate_service_last_accessed_details(Arn=person["policy"])["JobId"]

    def entities(namespace: str, **more) -> list:
        answer = world.iam.get_service_last_accessed_details_with_entities(
            JobId=job, ServiceNamespace=namespace, **more)
        assert answer["JobStatus"] == "COMPLETED"
        return answer["EntityDetailsList"]

    told = {one["EntityInfo"]["Arn"]: one for one in entities("iot")}
    assert sorted(told) == sorted([role, person["arn"]])
    assert "LastAuthenticated" in told[role] and "LastAuthenticated" not in told[person["arn"]]
    user = world.iam.get_user(UserName=person["name"])["User"]
    assert told[person["arn"]]["EntityInfo"] == {
        "Arn": person["arn"], "Name": person["name"], "Type": "USER", "Id": user["UserId"], "Path": "/staff/"}
    assert len(entities("iot", MaxItems=1)) == 1
    assert entities("s3") == []


def test_a_user_made_anew_has_used_nothing(server, world, person):
    client(server, "iot", person["keys"]).list_policies()
    until_used(world, person["arn"], "iot")
    name, group = person["name"], person["group"].rsplit("/", 1)[1]
    world.iam.delete_access_key(UserName=name, AccessKeyId=person["keys"].access_key_id)
    world.iam.remove_user_from_group(GroupName=group, UserName=name)
    world.iam.delete_user(UserName=name)
    gone = refusal(world.iam.generate_service_last_accessed_details, Arn=person["arn"])
    assert (gone.code, gone.status) == ("NoSuchEntity", 404)
    world.iam.create_user(UserName=name, Path="/staff/")
    world.iam.add_user_to_group(GroupName=group, UserName=name)
    assert accessed(world, person["arn"])["iot"]["TotalAuthenticatedEntities"] == 0


def test_what_is_no_job_is_refused(world, person):
    job = world.iam.generate_service_last_accessed_details(Arn=person["arn"])["JobId"]
    assert world.iam.generate_service_last_accessed_details(Arn=person["arn"])["JobId"] == job
    other = world.iam.generate_service_last_accessed_details(Arn=person["group"])["JobId"]
    assert other != job and len(job) == 36
    missing = refusal(world.iam.get_service_last_accessed_details, JobId="0" * 36)
    assert (missing.code, missing.status) == ("NoSuchEntity", 404)
    for arn, code in ((f"arn:aws:iam::{ACCOUNT}:root", "InvalidInput"), (person["policy"] + "x", "NoSuchEntity")):
        assert refusal(world.iam.generate_service_last_accessed_details, Arn=arn).code == code
