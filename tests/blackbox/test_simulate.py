"""The policy simulator: what it says of policies, where their statements stand, and what is missing."""

import base64
import json

import pytest

from support import policies
from support.aws import client, refusal
from support.command import aws
from support.policies import allow, deny, iot, statement
from support.server import ACCOUNT
from support.world import unique

STATE = ["memory"]
TRUST = policies.account_trust()
BUCKET = "arn:aws:s3:::lamps"
OTHER_ACCOUNT = "111122223333"


def user(name: str, account: str = ACCOUNT) -> str:
    return f"arn:aws:iam::{account}:user/{name}"


def given(document: str | dict, *actions: str, **more) -> dict:
    """What `SimulateCustomPolicy` is given: one policy, some actions."""
    text = document if isinstance(document, str) else json.dumps(document)
    return {"PolicyInputList": [text], "ActionNames": list(actions or ["s3:GetObject"])} | more


def simulated(world, document, *actions: str, **more) -> list[dict]:
    return world.iam.simulate_custom_policy(**given(document, *actions, **more))["EvaluationResults"]


def decision(world, document, action: str = "s3:GetObject", **more) -> str:
    [result] = simulated(world, document, action, **more)
    assert result["EvalActionName"] == action
    return result["EvalDecision"]


def entry(name: str, kind: str | None, *values: str) -> dict:
    typed = {"ContextKeyType": kind} if kind else {}
    return {"ContextKeyName": name, "ContextKeyValues": list(values)} | typed


def shown(matched: dict, text: str) -> str:
    """The part of a policy's text that a matched statement stands for."""
    lines = text.split("\n")

    def offset(position: dict) -> int:
        before = lines[:position["Line"] - 1]
        return sum(len(line) + 1 for line in before) + position["Column"] - 1
    return text[offset(matched["StartPosition"]):offset(matched["EndPosition"])]


PRETTY = json.dumps({"Version": "2012-10-17", "Statement": [
    allow("s3:GetObject", f"{BUCKET}/*", Sid="Read"),
    allow(["s3:GetObject", "s3:PutObject"], f"{BUCKET}/mine/*", Sid="Write"),
    deny("s3:*", f"{BUCKET}/closed/*", Sid="Closed"),
]}, indent=2)


@pytest.mark.parametrize(("action", "key", "expected", "sids"), [
    ("s3:GetObject", "a", "allowed", ["Read"]),
    ("s3:GetObject", "mine/a", "allowed", ["Read", "Write"]),
    ("s3:PutObject", "mine/a", "allowed", ["Write"]),
    ("s3:PutObject", "a", "implicitDeny", []),
    ("s3:GetObject", "closed/a", "explicitDeny", ["Closed"]),
    ("s3:ListBucket", "", "implicitDeny", []),
    ("S3:getobject", "a", "allowed", ["Read"]),
])
@pytest.mark.parametrize("text", [PRETTY, json.dumps(json.loads(PRETTY))], ids=["lines", "one line"])
def test_a_decision_names_the_statements_that_made_it(world, text, action, key, expected, sids):
    [result] = simulated(world, text, action, ResourceArns=[f"{BUCKET}/{key}"])
    assert (result["EvalActionName"], result["EvalDecision"]) == (action, expected)
    assert result["EvalResourceName"] == f"{BUCKET}/{key}"
    assert result["EvalDecisionDetails"] == {}
    assert len(result["MatchedStatements"]) == len(sids)
    for sid, matched in zip(sids, result["MatchedStatements"], strict=True):
        assert (matched["SourcePolicyId"], matched["SourcePolicyType"]) == ("PolicyInputList.1", "IAM Policy")
        found = shown(matched, text)
        assert json.loads(found.lstrip(" \n,"))["Sid"] == sid
    [specific] = result["ResourceSpecificResults"]
    assert (specific["EvalResourceName"], specific["EvalResourceDecision"]) == (f"{BUCKET}/{key}", expected)
    assert specific["MatchedStatements"] == result["MatchedStatements"]
    assert "EvalDecisionDetails" not in specific


def test_positions_are_those_of_the_documented_answers(world):
    # The example of the AWS CLI's own manual.
    text = ('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*",'
            '"Condition":{"DateGreaterThan":{"aws:CurrentTime":"2018-08-16T12:00:00Z"}}}}')
    late = [entry("aws:CurrentTime", "date", "2019-04-25T11:00:00Z")]
    [result] = simulated(world, text, "dynamodb:CreateBackup", ContextEntries=late)
    assert result["EvalResourceName"] == "*" and result["MissingContextValues"] == []
    [matched] = result["MatchedStatements"]
    assert matched["StartPosition"] == {"Line": 1, "Column": 38}
    assert matched["EndPosition"] == {"Line": 1, "Column": 167}
    assert "ResourceSpecificResults" not in result and "EvalDecisionDetails" not in result
    early = [entry("aws:CurrentTime", "date", "2014-04-25T11:00:00Z")]
    [result] = simulated(world, text, "dynamodb:CreateBackup", ContextEntries=early)
    assert (result["EvalDecision"], result["MatchedStatements"]) == ("implicitDeny", [])


def test_an_action_has_one_result_for_all_its_resources(world):
    arns = [f"{BUCKET}/{key}" for key in ("a", "closed/a", "mine/a")]
    [reads, writes] = simulated(world, PRETTY, "s3:GetObject", "s3:PutObject", ResourceArns=arns)
    assert reads["EvalDecision"] == "explicitDeny"
    assert [one["EvalResourceDecision"] for one in reads["ResourceSpecificResults"]] == ["allowed", "explicitDeny", "allowed"]
    assert [json.loads(shown(one, PRETTY).lstrip(" \n,"))["Sid"] for one in reads["MatchedStatements"]] == ["Closed"]
    assert reads["EvalResourceName"] == "arn:${Partition}:s3:::${BucketName}/${ObjectName}"
    assert [one["EvalResourceDecision"] for one in writes["ResourceSpecificResults"]] == [
        "implicitDeny", "explicitDeny", "allowed"]
    [reads] = simulated(world, PRETTY, "s3:GetObject", ResourceArns=[arns[0], arns[2]])
    assert reads["EvalDecision"] == "allowed" and len(reads["MatchedStatements"]) == 2


def test_results_come_in_pages(world):
    actions = [f"iot:Action{number}" for number in range(7)]
    arguments = given(policies.document(allow("iot:Action3")), *actions)
    pages = list(world.iam.get_paginator("simulate_custom_policy").paginate(
        **arguments, PaginationConfig={"PageSize": 3}))
    assert [len(page["EvaluationResults"]) for page in pages] == [3, 3, 1]
    assert [page["IsTruncated"] for page in pages] == [True, True, False]
    results = [result for page in pages for result in page["EvaluationResults"]]
    assert [result["EvalActionName"] for result in results] == actions
    assert [result["EvalDecision"] for result in results].index("allowed") == 3
    marker = pages[0]["Marker"]
    assert refusal(world.iam.simulate_custom_policy, **arguments, Marker=f"{marker}x").code == "ValidationError"
    role = world.role(TRUST)
    assert refusal(
        world.iam.simulate_principal_policy, PolicySourceArn=role, ActionNames=actions, Marker=marker,
    ).code == "ValidationError"


def test_a_page_ends_where_it_would_cost_too_much(world):
    padded = policies.document(allow("iot:*")) + " " * 100_000
    actions = [f"iot:Action{number}" for number in range(6)]
    arguments = given(padded, *actions, ResourceArns=[iot(f"topic/{number}") for number in range(80)])
    first = world.iam.simulate_custom_policy(**arguments)
    assert first["IsTruncated"] and 0 < len(first["EvaluationResults"]) < 6
    whole = list(world.iam.get_paginator("simulate_custom_policy").paginate(**arguments))
    assert sum(len(page["EvaluationResults"]) for page in whole) == 6
    arguments["ResourceArns"] = [iot(f"topic/{number}") for number in range(400)]
    assert refusal(world.iam.simulate_custom_policy, **arguments).code == "InvalidInput"


TYPES = [
    ("string", {"StringEquals": {"lamp:Room": "kitchen"}}, ["kitchen"], ["hall"], None),
    ("stringList", {"ForAllValues:StringEquals": {"lamp:Room": ["kitchen", "hall"]}}, ["hall", "kitchen"], ["hall", "attic"], None),
    ("numeric", {"NumericLessThan": {"lamp:Room": "10"}}, ["9.5"], ["10"], ["nine"]),
    ("numericList", {"ForAnyValue:NumericEquals": {"lamp:Room": ["1"]}}, ["3", "1"], ["2", "3"], ["1", "x"]),
    ("boolean", {"Bool": {"lamp:Room": "true"}}, ["true"], ["false"], ["yes"]),
    ("booleanList", {"ForAnyValue:Bool": {"lamp:Room": "true"}}, ["false", "true"], ["false"], ["1"]),
    ("ip", {"IpAddress": {"lamp:Room": "10.0.0.0/8"}}, ["10.1.2.3"], ["192.0.2.1"], ["10.0.0.0.0"]),
    ("ipList", {"ForAnyValue:IpAddress": {"lamp:Room": "2001:db8::/32"}}, ["10.0.0.1", "2001:db8::1"], ["10.0.0.1"], ["host"]),
    ("binary", {"BinaryEquals": {"lamp:Room": base64.b64encode(b"key").decode()}},
     [base64.b64encode(b"key").decode()], [base64.b64encode(b"other").decode()], ["*"]),
    ("binaryList", {"ForAnyValue:BinaryEquals": {"lamp:Room": base64.b64encode(b"key").decode()}},
     [base64.b64encode(b"other").decode(), base64.b64encode(b"key").decode()], [base64.b64encode(b"other").decode()], ["*"]),
    ("date", {"DateLessThan": {"lamp:Room": "2026-01-01T00:00:00Z"}}, ["2025-12-31T23:59:59Z"], ["2026-01-01T00:00:00Z"], ["today"]),
    ("dateList", {"ForAllValues:DateLessThan": {"lamp:Room": "2026-01-01T00:00:00Z"}},
     ["2025-01-01", "1600000000"], ["2025-01-01", "2027-01-01"], ["2025-01-01", "later"]),
]


@pytest.mark.parametrize(("kind", "condition", "holds", "fails", "wrong"), TYPES, ids=[row[0] for row in TYPES])
def test_every_type_of_context_key(world, kind, condition, holds, fails, wrong):
    text = policies.document(allow("s3:GetObject", Condition=condition))
    assert decision(world, text, ContextEntries=[entry("lamp:Room", kind, *holds)]) == "allowed"
    assert decision(world, text, ContextEntries=[entry("LAMP:room", kind, *fails)]) == "implicitDeny"
    if wrong:
        refused = refusal(world.iam.simulate_custom_policy, **given(text, ContextEntries=[entry("lamp:Room", kind, *wrong)]))
        assert (refused.code, refused.status) == ("InvalidInput", 400)
    if not kind.endswith("List"):
        two = given(text, ContextEntries=[entry("lamp:Room", kind, *holds, *holds)])
        assert refusal(world.iam.simulate_custom_policy, **two).code == "InvalidInput"


def test_entries_that_contradict_each_other_are_refused(world):
    text = policies.document(allow("s3:GetObject"))
    for entries in (
        [entry("lamp:Room", "string", "a"), entry("Lamp:room", "string", "b")],
        [entry("lamp:Room", "colour", "red")],
        [{"ContextKeyValues": ["a"], "ContextKeyType": "string"}],
        [entry("aws:CurrentTime", "date", "2026-01-01"), entry("aws:EpochTime", "numeric", "1")],
        [entry("aws:CurrentTime", "string", "tomorrow")],
    ):
        assert refusal(world.iam.simulate_custom_policy, **given(text, ContextEntries=entries)).status == 400
    both = [entry("aws:CurrentTime", "date", "1970-01-01T00:00:01Z"), entry("aws:EpochTime", "numeric", "1")]
    assert decision(world, text, ContextEntries=both) == "allowed"


def test_missing_values_are_named_until_they_are_given(world):
    text = policies.document(
        allow("s3:GetObject", f"{BUCKET}/${{aws:PrincipalTag/Team}}/*", Condition={
            "StringLike": {"s3:prefix": "${aws:username}/*"}, "DateLessThan": {"aws:CurrentTime": "2040-01-01"}}))
    [result] = simulated(world, text)
    assert sorted(result["MissingContextValues"]) == ["aws:PrincipalTag/Team", "aws:username", "s3:prefix"]
    arns, more = [f"{BUCKET}/lamps/a"], [entry("AWS:principaltag/team", "string", "lamps")]
    [result] = simulated(world, text, ContextEntries=more, ResourceArns=arns)
    assert result["EvalDecision"] == "implicitDeny"
    [specific] = result["ResourceSpecificResults"]
    assert sorted(specific["MissingContextValues"]) == ["aws:username", "s3:prefix"]
    more += [entry("aws:username", "string", "alice"), entry("s3:prefix", "string", "alice/x")]
    [result] = simulated(world, text, ContextEntries=more, ResourceArns=arns)
    assert (result["EvalDecision"], result["MissingContextValues"]) == ("allowed", [])


def test_a_boundary_is_told_apart(world):
    text, arns = policies.document(allow("s3:*")), [f"{BUCKET}/a"]
    for boundary, allowed, expected in (
        (policies.document(allow("s3:Get*")), True, "allowed"),
        (policies.document(allow("iot:*")), False, "implicitDeny"),
        (policies.document(allow("*"), deny("s3:GetObject")), False, "explicitDeny"),
    ):
        [result] = simulated(world, text, ResourceArns=arns, PermissionsBoundaryPolicyInputList=[boundary])
        assert result["EvalDecision"] == expected
        for part in (result, result["ResourceSpecificResults"][0]):
            assert part["PermissionsBoundaryDecisionDetail"] == {"AllowedByPermissionsBoundary": allowed}
        sources = [(one["SourcePolicyId"], one["SourcePolicyType"]) for one in result["MatchedStatements"]]
        assert sources == {
            "allowed": [("PolicyInputList.1", "IAM Policy")], "implicitDeny": [],
            "explicitDeny": [("PermissionsBoundaryPolicyInputList.1", "Permissions Boundary Policy")],
        }[expected]
    [result] = simulated(world, text, ResourceArns=arns)
    assert "PermissionsBoundaryDecisionDetail" not in result
    two = given(text, PermissionsBoundaryPolicyInputList=[text, text])
    assert refusal(world.iam.simulate_custom_policy, **two).message == (
        "The list of Permissions Boundary policies cannot exceed 1 items.")


def test_every_level_of_an_organization_must_allow(world):
    text, anything = policies.document(allow("s3:*")), policies.document(allow("*"))
    for levels, allowed, expected in (
        ([[anything], [anything, policies.document(deny("iot:*"))]], True, "allowed"),
        ([[anything], [policies.document(allow("iot:*"))]], False, "implicitDeny"),
        ([[policies.document(deny("s3:*"))], [anything]], False, "explicitDeny"),
    ):
        organization = [{"ServiceControlPolicyInputList": documents} for documents in levels]
        [result] = simulated(world, text, OrderedOrganizationPolicyInputList=organization)
        assert result["EvalDecision"] == expected
        assert result["OrganizationsDecisionDetail"] == {"AllowedByOrganizations": allowed}
        assert len(result["MatchedStatements"]) == (1 if allowed else 0)
    assert "OrganizationsDecisionDetail" not in simulated(world, text)[0]
    empty = given(text, OrderedOrganizationPolicyInputList=[{"ServiceControlPolicyInputList": []}])
    assert refusal(world.iam.simulate_custom_policy, **empty).code == "InvalidInput"


def bucket_policy(effect: str, who, action: str = "s3:GetObject") -> str:
    return policies.document(statement(effect, action, f"{BUCKET}/*", Principal=who))


def test_a_policy_of_the_resource_speaks_beside_those_of_the_caller(world):
    nothing, everything = policies.document(allow("iot:*")), policies.document(allow("s3:*"))
    alice, arns = user("alice"), [f"{BUCKET}/a"]
    shared = {"ResourceArns": arns, "CallerArn": alice}
    [result] = simulated(world, nothing, **shared, ResourcePolicy=bucket_policy("Allow", {"AWS": alice}))
    assert (result["EvalDecision"], result["EvalDecisionDetails"]) == ("allowed", {})
    [matched] = result["MatchedStatements"]
    assert (matched["SourcePolicyId"], matched["SourcePolicyType"]) == ("ResourcePolicy", "Resource Policy")
    assert decision(world, nothing, **shared, ResourcePolicy=bucket_policy("Allow", {"AWS": user("bob")})) == "implicitDeny"
    assert decision(world, everything, **shared, ResourcePolicy=bucket_policy("Allow", {"AWS": user("bob")})) == "allowed"
    assert decision(world, everything, **shared, ResourcePolicy=bucket_policy("Deny", "*")) == "explicitDeny"


def test_across_accounts_both_sides_must_allow(world):
    alice, arns = user("alice", OTHER_ACCOUNT), [f"{BUCKET}/a"]
    shared = {"ResourceArns": arns, "CallerArn": alice, "ResourceOwner": f"arn:aws:iam::{ACCOUNT}:root"}
    lets_in = bucket_policy("Allow", {"AWS": alice})
    for text, resource_policy, own, theirs in (
        (policies.document(allow("s3:*")), lets_in, "allowed", "allowed"),
        (policies.document(allow("iot:*")), lets_in, "implicitDeny", "allowed"),
        (policies.document(allow("s3:*")), bucket_policy("Allow", {"AWS": user("bob")}), "allowed", "implicitDeny"),
        (policies.document(allow("s3:*")), bucket_policy("Deny", "*"), "allowed", "explicitDeny"),
    ):
        [result] = simulated(world, text, **shared, ResourcePolicy=resource_policy)
        details = {"IAM Policy": own, "Resource Policy": theirs}
        assert result["EvalDecisionDetails"] == details
        assert result["ResourceSpecificResults"][0]["EvalDecisionDetails"] == details
        both = {own, theirs}
        assert result["EvalDecision"] == ("allowed" if both == {"allowed"} else max(both - {"allowed"}))


@pytest.mark.parametrize(("more", "said"), [
    ({"ResourcePolicy": bucket_policy("Allow", "*"), "ResourceArns": [f"{BUCKET}/a"]}, "Caller cannot be null or empty"),
    ({"ResourcePolicy": bucket_policy("Allow", "*"), "CallerArn": user("alice")}, "does not clearly define"),
    ({"ResourcePolicy": bucket_policy("Allow", "*"), "CallerArn": user("alice"),
      "ResourceArns": [f"arn:aws:iam::{ACCOUNT}:role/r"]}, "isn't supported for IAM roles"),
    ({"ResourcePolicy": policies.document(allow("s3:*")), "CallerArn": user("alice"), "ResourceArns": [f"{BUCKET}/a"]}, ""),
    ({"CallerArn": f"arn:aws:sts::{ACCOUNT}:assumed-role/r/s"}, "Invalid caller"),
    ({"CallerArn": f"arn:aws:iam::{ACCOUNT}:root"}, "Invalid caller"),
    ({"ResourceOwner": "nobody"}, "Invalid Resource Owner"),
    ({"ResourceArns": ["lamp"]}, "ResourceNames are not in a valid ARN format: lamp."),
    ({"ResourceArns": ["*", f"{BUCKET}/a"]}, "ResourceNames are not in a valid ARN format: *."),
    ({"ActionNames": ["GetObject"]}, "missing names"),
    ({"ActionNames": ["s3:Get*"]}, "wildcards"),
    ({"ResourceHandlingOption": "EC2-VPC-EBS", "ResourceArns": [f"{BUCKET}/a"]}, "resource handling options"),
    ({"PolicyInputList": ["{"]}, "Syntax errors in policy."),
    ({"PolicyInputList": [bucket_policy("Allow", "*")]}, "should not specify a principal"),
    ({"PolicyInputList": ['{"Statement":{"Effect":"Allow","Action":"GetObject","Resource":"*"}}']}, "prefaced by a vendor"),
])
def test_what_cannot_be_simulated_is_refused(world, more, said):
    refused = refusal(world.iam.simulate_custom_policy, **given(policies.document(allow("s3:*"))) | more)
    assert (refused.code, refused.status) == ("InvalidInput", 400)
    assert said in refused.message


def test_a_caller_brings_what_is_known_of_it(world):
    text = policies.document(
        allow("s3:GetObject", f"{BUCKET}/${{aws:username}}/*", Condition={"ArnLike": {"aws:PrincipalArn": user("*")}}))
    arns = [f"{BUCKET}/alice/a"]
    assert decision(world, text, ResourceArns=arns, CallerArn=user("alice")) == "allowed"
    assert decision(world, text, ResourceArns=arns, CallerArn=user("bob")) == "implicitDeny"
    overruled = [entry("aws:username", "string", "alice")]
    assert decision(world, text, ResourceArns=arns, CallerArn=user("bob"), ContextEntries=overruled) == "allowed"


@pytest.fixture(scope="module")
def managed(world):
    return world.iam.create_policy(
        PolicyName=unique("managed"), PolicyDocument=policies.document(allow("s3:GetObject", f"{BUCKET}/*")))["Policy"]


def test_a_role_is_simulated_as_it_stands(world, managed):
    boundary = world.iam.create_policy(
        PolicyName=unique("boundary"), PolicyDocument=policies.document(allow("s3:*"), allow("iot:*")))["Policy"]
    role = world.role(TRUST, policies.document(allow(["iot:Publish", "sqs:*"])), PermissionsBoundary=boundary["Arn"],
                      Tags=[{"Key": "Team", "Value": "lamps"}])
    name = role.rsplit("/", 1)[1]
    world.iam.attach_role_policy(RoleName=name, PolicyArn=managed["Arn"])
    actions = ["iot:Publish", "s3:GetObject", "sqs:SendMessage", "iot:Connect"]

    def results(**more):
        found = world.iam.simulate_principal_policy(
            PolicySourceArn=role, ActionNames=actions, ResourceArns=[f"{BUCKET}/a"], **more)["EvaluationResults"]
        assert [one["EvalActionName"] for one in found] == actions
        return [(one["EvalDecision"], [each["SourcePolicyId"] for each in one["MatchedStatements"]],
                 one.get("PermissionsBoundaryDecisionDetail", {}).get("AllowedByPermissionsBoundary")) for one in found]
    inline = f"role_{name}_permissions"
    assert results() == [
        ("allowed", [inline], True), ("allowed", [managed["PolicyName"]], True),
        ("implicitDeny", [], False), ("implicitDeny", [], True)]
    # A boundary that is given stands in for the role's own.
    anything = policies.document(allow("*"))
    assert results(PermissionsBoundaryPolicyInputList=[anything])[2] == ("allowed", [inline], True)
    assert results(PolicyInputList=[policies.document(allow("iot:Connect"), deny("s3:*"))]) == [
        ("allowed", [inline], True), ("explicitDeny", ["PolicyInputList.1"], True),
        ("implicitDeny", [], False), ("allowed", ["PolicyInputList.1"], True)]
    for excluded, expected in (
        ({"PolicyType": "inline"}, ["implicitDeny", "allowed", "implicitDeny", "implicitDeny"]),
        ({"PolicyType": "user-managed"}, ["allowed", "implicitDeny", "implicitDeny", "implicitDeny"]),
        ({"PolicyType": "permission-boundary"}, ["allowed", "allowed", "allowed", "implicitDeny"]),
        ({"PolicyType": "scp"}, ["allowed", "allowed", "implicitDeny", "implicitDeny"]),
        ({"PolicyArn": managed["Arn"]}, ["allowed", "implicitDeny", "implicitDeny", "implicitDeny"]),
        ({"PolicyArn": f"arn:aws:iam::{ACCOUNT}:policy/managed*"}, ["allowed", "implicitDeny", "implicitDeny", "implicitDeny"]),
        ({"PolicyArn": f"arn:aws:iam::{ACCOUNT}:policy/other*"}, ["allowed", "allowed", "implicitDeny", "implicitDeny"]),
        ({"InlinePolicyIdentifier": {"PolicyName": "permissions", "AttachmentType": "role", "AttachmentName": "role-*"}},
         ["implicitDeny", "allowed", "implicitDeny", "implicitDeny"]),
        ({"InlinePolicyIdentifier": {"PolicyName": "permissions", "AttachmentType": "user", "AttachmentName": "role-*"}},
         ["allowed", "allowed", "implicitDeny", "implicitDeny"]),
    ):
        assert [one[0] for one in results(PolicyExclusionList=[excluded])] == expected, excluded
    for unfit in ({"PolicyArn": f"arn:aws:iam::*:policy/{managed['PolicyName']}"}, {"PolicyArn": f"arn:aws:iam::{ACCOUNT}:policy/*x*"}):
        refused = refusal(world.iam.simulate_principal_policy, PolicySourceArn=role, ActionNames=actions, PolicyExclusionList=[unfit])
        assert refused.code == "InvalidInput"


def test_a_role_brings_its_tags(world):
    role = world.role(TRUST, policies.document(allow("s3:GetObject", f"{BUCKET}/${{aws:PrincipalTag/Team}}/*")),
                      Tags=[{"Key": "Team", "Value": "lamps"}])

    def says(key: str, **more) -> str:
        [result] = world.iam.simulate_principal_policy(
            PolicySourceArn=role, ActionNames=["s3:GetObject"], ResourceArns=[f"{BUCKET}/{key}"], **more)["EvaluationResults"]
        return result["EvalDecision"]
    assert says("lamps/a") == "allowed" and says("doors/a") == "implicitDeny"
    # As if another entity had the role's policies: its tags are not the role's.
    assert says("lamps/a", CallerArn=user("alice")) == "implicitDeny"


@pytest.mark.parametrize("operation", ["simulate_principal_policy", "get_context_keys_for_principal_policy"])
def test_who_does_not_exist_is_said(world, operation):
    call = getattr(world.iam, operation)
    actions = {"ActionNames": ["s3:GetObject"]} if operation.startswith("simulate") else {}
    role = world.role(TRUST, policies.document(allow("s3:*")))
    call(PolicySourceArn=role, **actions)
    for arn in (user("alice"), f"arn:aws:iam::{ACCOUNT}:group/all", f"{role}x", role.replace(":role/", ":role/path/"),
                role.replace(ACCOUNT, OTHER_ACCOUNT)):
        refused = refusal(call, PolicySourceArn=arn, **actions)
        assert (refused.code, refused.status) == ("NoSuchEntity", 404), arn
        assert "cannot be found" in refused.message
    for arn in (f"arn:aws:iam::{ACCOUNT}:root", f"arn:aws:sts::{ACCOUNT}:assumed-role/r/session", f"{BUCKET}/aaaaaaaaaaaa"):
        refused = refusal(call, PolicySourceArn=arn, **actions)
        assert (refused.code, refused.status) == ("InvalidInput", 400)
        assert refused.message == f"Invalid Entity Arn: {arn} does not clearly define entity type and name."


def test_context_keys_are_listed_as_they_are_spelled(world, managed):
    one = policies.document(allow("s3:*", f"{BUCKET}/${{aws:UserName}}/*", Condition={
        "IpAddress": {"aws:SourceIp": "10.0.0.0/8"}, "DateLessThan": {"aws:CurrentTime": "2040-01-01"}}))
    two = policies.document(deny("s3:*", Condition={"Null": {"AWS:SOURCEIP": "true"}, "Bool": {"aws:MultiFactorAuthPresent": "false"}}))
    keys = world.iam.get_context_keys_for_custom_policy(PolicyInputList=[one, two])["ContextKeyNames"]
    assert sorted(keys) == ["aws:CurrentTime", "aws:MultiFactorAuthPresent", "aws:SourceIp", "aws:UserName"]
    role = world.role(TRUST, one, PermissionsBoundary=managed["Arn"])
    keys = world.iam.get_context_keys_for_principal_policy(PolicySourceArn=role)["ContextKeyNames"]
    assert sorted(keys) == ["aws:CurrentTime", "aws:SourceIp", "aws:UserName"]
    keys = world.iam.get_context_keys_for_principal_policy(PolicySourceArn=role, PolicyInputList=[two])["ContextKeyNames"]
    assert len(keys) == 4
    assert refusal(world.iam.get_context_keys_for_custom_policy, PolicyInputList=["{}"]).code == "InvalidInput"
    # What is listed is what a simulation misses.
    [result] = simulated(world, one)
    assert sorted(result["MissingContextValues"]) == ["aws:SourceIp", "aws:UserName"]


def test_the_command_line_of_aws_simulates(server):
    text = policies.document(allow("iot:Publish", iot("topic/lamp"), Condition={"Bool": {"aws:SecureTransport": "true"}}))
    arguments = ["iam", "simulate-custom-policy", "--policy-input-list", text, "--action-names", "iot:Publish", "iot:Connect",
                 "--resource-arns", iot("topic/lamp")]
    results = aws(server, *arguments).json()["EvaluationResults"]
    assert [one["EvalDecision"] for one in results] == ["implicitDeny", "implicitDeny"]
    secure = "ContextKeyName=aws:SecureTransport,ContextKeyValues=true,ContextKeyType=boolean"
    results = aws(server, *arguments, "--context-entries", secure).json()["EvaluationResults"]
    assert [one["EvalDecision"] for one in results] == ["allowed", "implicitDeny"]
    keys = aws(server, "iam", "get-context-keys-for-custom-policy", "--policy-input-list", text).json()
    assert keys == {"ContextKeyNames": ["aws:SecureTransport"]}


def test_simulating_a_principal_may_be_bound_to_it(server, world):
    exact, sibling = (world.role(TRUST, policies.document(allow("s3:*"))) for _ in range(2))
    keys = world.role_session(policies.document(
        allow(["iam:SimulatePrincipalPolicy", "iam:GetContextKeysForPrincipalPolicy"], exact)))
    iam = client(server, "iam", keys)
    iam.simulate_principal_policy(PolicySourceArn=exact, ActionNames=["s3:GetObject"])
    iam.get_context_keys_for_principal_policy(PolicySourceArn=exact)
    refused = refusal(iam.simulate_principal_policy, PolicySourceArn=sibling, ActionNames=["s3:GetObject"])
    assert refused.code == "AccessDenied" and sibling in refused.message
    assert refusal(iam.get_context_keys_for_principal_policy, PolicySourceArn=sibling).code == "AccessDenied"
    assert refusal(iam.simulate_custom_policy, **given(policies.document(allow("s3:*")))).code == "AccessDenied"
    assert refusal(iam.get_context_keys_for_custom_policy, PolicyInputList=[TRUST]).code == "AccessDenied"


def test_a_user_is_simulated_with_its_groups(world):
    name, group = unique("user"), unique("group")
    world.iam.create_user(UserName=name, Tags=[{"Key": "team", "Value": "lamps"}])
    world.iam.create_group(GroupName=group)
    world.iam.add_user_to_group(GroupName=group, UserName=name)
    world.iam.put_user_policy(UserName=name, PolicyName="own", PolicyDocument=policies.document(
        allow("s3:GetObject", f"{BUCKET}/${{aws:PrincipalTag/team}}/${{aws:username}}")))
    world.iam.put_group_policy(GroupName=group, PolicyName="shared", PolicyDocument=policies.document(
        allow("s3:ListBucket")))

    def says(arn: str, action: str, resource: str = "*", **more) -> tuple[str, list[str]]:
        result, = world.iam.simulate_principal_policy(
            PolicySourceArn=arn, ActionNames=[action], ResourceArns=[resource], **more)["EvaluationResults"]
        return result["EvalDecision"], [one["SourcePolicyId"] for one in result["MatchedStatements"]]

    group_arn = f"arn:aws:iam::{ACCOUNT}:group/{group}"
    assert says(user(name), "s3:GetObject", f"{BUCKET}/lamps/{name}") == ("allowed", [f"user_{name}_own"])
    assert says(user(name), "s3:GetObject", f"{BUCKET}/doors/{name}")[0] == "implicitDeny"
    assert says(user(name), "s3:ListBucket") == ("allowed", [f"group_{group}_shared"])
    assert says(group_arn, "s3:ListBucket") == ("allowed", [f"group_{group}_shared"])
    assert says(group_arn, "s3:GetObject", f"{BUCKET}/lamps/{name}")[0] == "implicitDeny"
    excluded = [{"InlinePolicyIdentifier": {
        "PolicyName": "shared", "AttachmentName": group, "AttachmentType": "group"}}]
    assert says(user(name), "s3:ListBucket", PolicyExclusionList=excluded)[0] == "implicitDeny"
    keys = world.iam.get_context_keys_for_principal_policy(PolicySourceArn=user(name))["ContextKeyNames"]
    assert keys == ["aws:PrincipalTag/team", "aws:username"]
