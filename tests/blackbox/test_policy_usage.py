"""Who carries a managed policy and whom it bounds: users, groups and roles alike."""

import pytest

from support import policies
from support.aws import client, refusal
from support.policies import allow
from support.world import unique

TRUST = policies.account_trust()
READ = policies.document(allow("s3:GetObject"))
KINDS = {"PolicyUsers": "UserName", "PolicyGroups": "GroupName", "PolicyRoles": "RoleName"}


@pytest.fixture(scope="module")
def iam(server):
    return client(server, "iam")


def managed(iam, **more) -> str:
    return iam.create_policy(PolicyName=unique("used"), PolicyDocument=READ, **more)["Policy"]["Arn"]


def entities(iam, arn: str, **asked) -> set[str]:
    """The names of all whom a listing tells, which are told once each."""
    names = []
    pages = iam.get_paginator("list_entities_for_policy").paginate(
        PolicyArn=arn, PaginationConfig={"PageSize": 2}, **asked)
    for page in pages:
        assert sum(len(page[kind]) for kind in KINDS) <= 2
        names += [entity[name] for kind, name in KINDS.items() for entity in page[kind]]
    assert len(names) == len(set(names))
    return set(names)


def usage(iam, arn: str) -> tuple[int, int]:
    policy = iam.get_policy(PolicyArn=arn)["Policy"]
    return policy["AttachmentCount"], policy["PermissionsBoundaryUsageCount"]


@pytest.fixture
def used(iam):
    """A policy that a user, a group and a role carry, and that bounds the same user, another one, and a role."""
    arn = managed(iam)
    user, bounded, group, role, bounded_role = (unique(word) for word in ("user", "user", "group", "role", "role"))
    iam.create_user(UserName=user, Path="/team/a/")
    iam.create_user(UserName=bounded, Path="/team/b/", PermissionsBoundary=arn)
    iam.create_group(GroupName=group, Path="/team/a/")
    iam.create_role(RoleName=role, Path="/team/b/", AssumeRolePolicyDocument=TRUST)
    iam.create_role(RoleName=bounded_role, AssumeRolePolicyDocument=TRUST, PermissionsBoundary=arn)
    iam.attach_user_policy(UserName=user, PolicyArn=arn)
    iam.put_user_permissions_boundary(UserName=user, PermissionsBoundary=arn)
    iam.attach_group_policy(GroupName=group, PolicyArn=arn)
    iam.attach_role_policy(RoleName=role, PolicyArn=arn)
    return arn, user, bounded, group, role, bounded_role


def test_every_kind_counts_for_what_it_is(iam, used):
    arn, user, bounded, group, role, bounded_role = used
    assert usage(iam, arn) == (3, 3)
    everybody = {user, bounded, group, role, bounded_role}
    assert entities(iam, arn) == everybody
    assert entities(iam, arn, PolicyUsageFilter="PermissionsPolicy") == {user, group, role}
    assert entities(iam, arn, PolicyUsageFilter="PermissionsBoundary") == {user, bounded, bounded_role}


@pytest.mark.parametrize(("asked", "expected"), [
    ({"EntityFilter": "User"}, ("user", "bounded")),
    ({"EntityFilter": "Group"}, ("group",)),
    ({"EntityFilter": "Role"}, ("role", "bounded_role")),
    ({"EntityFilter": "LocalManagedPolicy"}, ()),
    ({"EntityFilter": "User", "PolicyUsageFilter": "PermissionsPolicy"}, ("user",)),
    ({"EntityFilter": "Group", "PolicyUsageFilter": "PermissionsBoundary"}, ()),
    ({"PathPrefix": "/"}, ("user", "bounded", "group", "role", "bounded_role")),
    ({"PathPrefix": "/team/"}, ("user", "bounded", "group", "role")),
    ({"PathPrefix": "/team/a/"}, ("user", "group")),
    ({"PathPrefix": "/team/b/", "PolicyUsageFilter": "PermissionsBoundary"}, ("bounded",)),
    ({"PathPrefix": "/team/b/", "EntityFilter": "Role"}, ("role",)),
], ids=str)
def test_listings_of_entities_are_filtered(iam, used, asked, expected):
    arn, *names = used
    known = dict(zip(("user", "bounded", "group", "role", "bounded_role"), names, strict=True))
    assert entities(iam, arn, **asked) == {known[word] for word in expected}


def test_a_policy_that_bounds_a_user_is_not_deleted(iam):
    arn, other = managed(iam), managed(iam)
    user = unique("user")
    iam.create_user(UserName=user, PermissionsBoundary=arn)
    held = refusal(iam.delete_policy, PolicyArn=arn)
    assert (held.code, held.status, held.message) == (
        "DeleteConflict", 409, "Cannot delete a policy attached to entities.")
    # A renamed user is still bounded, and is told under its new name.
    renamed = unique("user")
    iam.update_user(UserName=user, NewUserName=renamed)
    assert entities(iam, arn) == {renamed} and usage(iam, arn) == (0, 1)
    iam.put_user_permissions_boundary(UserName=renamed, PermissionsBoundary=other)
    assert (usage(iam, arn), usage(iam, other)) == ((0, 0), (0, 1))
    iam.delete_policy(PolicyArn=arn)
    assert refusal(iam.delete_policy, PolicyArn=other).code == "DeleteConflict"
    iam.delete_user_permissions_boundary(UserName=renamed)
    again = refusal(iam.delete_user_permissions_boundary, UserName=renamed)
    assert (again.code, again.message) == ("NoSuchEntity", f"User {renamed} does not have a permissions boundary.")
    iam.delete_policy(PolicyArn=other)


def test_a_user_takes_its_boundary_with_it(iam):
    arn = managed(iam)
    user = unique("user")
    iam.create_user(UserName=user, PermissionsBoundary=arn)
    iam.delete_user(UserName=user)
    assert usage(iam, arn) == (0, 0)
    iam.delete_policy(PolicyArn=arn)


def test_policies_are_listed_by_their_use(iam, used):
    arn, *_ = used
    path = f"/{unique('path')}/"
    unused, attached, bounding = (managed(iam, Path=path) for _ in range(3))
    iam.create_user(UserName=(user := unique("user")), PermissionsBoundary=bounding)
    iam.attach_user_policy(UserName=user, PolicyArn=attached)

    def listed(**asked) -> set[str]:
        pages = iam.get_paginator("list_policies").paginate(PathPrefix=path, **asked)
        return {policy["Arn"] for page in pages for policy in page["Policies"]}

    assert listed() == {unused, attached, bounding}
    assert listed(OnlyAttached=True) == {attached, bounding}
    assert listed(PolicyUsageFilter="PermissionsPolicy") == {attached}
    assert listed(PolicyUsageFilter="PermissionsBoundary") == {bounding}
    assert listed(PolicyUsageFilter="PermissionsBoundary", OnlyAttached=True) == {bounding}
    assert listed(Scope="AWS") == set()
