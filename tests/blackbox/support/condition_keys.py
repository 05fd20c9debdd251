"""`models/authorization.json`, and for each key of it a condition that holds and one that fails."""

import json
from datetime import datetime, timedelta, timezone

from .operations import TASK_POLICY, iam_arn
from .paths import PROJECT
from .policies import iot
from .server import ACCOUNT, REGION

TABLE = json.loads((PROJECT / "models/authorization.json").read_text())
SERVED = json.loads((PROJECT / "models/operations.json").read_text())["services"]
SOURCE_IDENTITY = "alice"
TEAM = "blue"
REFERER = "https://app.example/"
USER_AGENT = "Botocore"

#: A key's condition: the operator, the value that holds, the value that fails.
Condition = tuple[str, str, str]


def keys_of(service: str, operation: str) -> list[str]:
    """The keys of an operation's row that are supplied. The last kind are keys of federated sessions."""
    return TABLE["services"][service.replace("-", "_")][operation]["keys"]


def hours(number: int) -> datetime:
    return datetime.now(timezone.utc) + timedelta(hours=number)


def iso(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def epoch(time: datetime) -> str:
    return str(int(time.timestamp()))


#: Keys of every signed request of the caller that the tests make.
GLOBAL = {
    "aws:CurrentTime": lambda caller: ("DateLessThan", iso(hours(1)), iso(hours(-1))),
    "aws:EpochTime": lambda caller: ("NumericLessThan", epoch(hours(1)), epoch(hours(-1))),
    "aws:MultiFactorAuthPresent": lambda caller: ("Bool", "false", "true"),
    "aws:PrincipalAccount": lambda caller: ("StringEquals", ACCOUNT, "111122223333"),
    "aws:PrincipalArn": lambda caller: ("ArnEquals", caller.arn, f"{caller.arn}-other"),
    "aws:PrincipalIsAWSService": lambda caller: ("Bool", "false", "true"),
    "aws:PrincipalTag/${TagKey}": lambda caller: ("StringEquals", TEAM, "green"),
    "aws:PrincipalType": lambda caller: ("StringEquals", caller.type, "Account"),
    "aws:Referer": lambda caller: ("StringLike", f"{REFERER}*", "https://other.example/*"),
    "aws:RequestedRegion": lambda caller: ("StringEquals", REGION, "eu-west-1"),
    "aws:ResourceAccount": lambda caller: ("StringEquals", ACCOUNT, "111122223333"),
    "aws:SecureTransport": lambda caller: ("Bool", "false", "true"),
    "aws:SourceIdentity": lambda caller: ("StringEquals", SOURCE_IDENTITY, "bob"),
    "aws:SourceIp": lambda caller: ("IpAddress", "127.0.0.0/8", "203.0.113.0/24"),
    "aws:TokenIssueTime": lambda caller: ("DateGreaterThan", iso(hours(-1)), iso(hours(1))),
    "aws:userid": lambda caller: ("StringEquals", caller.user_id, "AROAOTHER:other"),
    "aws:UserAgent": lambda caller: ("StringLike", f"*{USER_AGENT}*", "*curl*"),
    "aws:ViaAWSService": lambda caller: ("Bool", "false", "true"),
    "aws:username": lambda caller: ("StringEquals", caller.name, "other"),
    "aws:FederatedProvider": lambda caller: (
        "StringEquals", "cognito-identity.amazonaws.com", "www.amazon.com"),
}


def boundary(things, operation: str) -> str:
    """The boundary that a call is about: the one that it brings, or the one that is there."""
    brings = operation.startswith("Create") or operation.startswith("Put") and operation.endswith("Boundary")
    return things.policy if brings else things.boundary


#: Keys of single operations.
OF_OPERATIONS = {
    "aws:RequestTag/${TagKey}": lambda things, operation: ("StringEquals", "b", "c"),
    "aws:ResourceTag/${TagKey}": lambda things, operation: ("StringEquals", "red", "green"),
    "iam:ResourceTag/${TagKey}": lambda things, operation: ("StringEquals", "red", "green"),
    "aws:TagKeys": lambda things, operation: (
        "ForAnyValue:StringEquals", "team" if operation == "UntagUser" else "a", "other"),
    "cognito-identity:IdentityPoolArn": lambda things, operation: (
        "ArnEquals", things.pool.arn, f"{things.pool.arn}-other"),
    "iam:AWSServiceName": lambda things, operation: (
        "StringEquals", "iotsitewise.amazonaws.com", "iot.amazonaws.com"),
    "iam:PassedToService": lambda things, operation: (
        "StringEquals", "cognito-identity.amazonaws.com", "iot.amazonaws.com"),
    "iam:PermissionsBoundary": lambda things, operation: (
        "ArnEquals", boundary(things, operation), iam_arn("policy/other")),
    "iam:PolicyARN": lambda things, operation: ("ArnEquals", things.policy, iam_arn("policy/other")),
    "iot:IncludeSocketInformation": lambda things, operation: ("Bool", "true", "false"),
    "iot:thingArn": lambda things, operation: ("ArnEquals", iot(f"thing/{things.thing}"), iot("thing/other")),
    "sts:DurationSeconds": lambda things, operation: ("NumericEquals", "300", "301"),
    "sts:ExternalId": lambda things, operation: ("StringEquals", "contract", "other"),
    "sts:IdentityTokenAudience": lambda things, operation: ("ForAnyValue:StringEquals", "app", "other"),
    "sts:RoleSessionName": lambda things, operation: ("StringEquals", "chained", "other"),
    "sts:SigningAlgorithm": lambda things, operation: ("StringEquals", "ES384", "RS256"),
    "sts:SourceIdentity": lambda things, operation: ("StringEquals", SOURCE_IDENTITY, "bob"),
    "sts:TaskPolicyArn": lambda things, operation: ("ArnEquals", TASK_POLICY, f"{TASK_POLICY}Other"),
    "sts:TransitiveTagKeys": lambda things, operation: ("ForAnyValue:StringEquals", "a", "other"),
}


def in_full(key: str) -> str:
    """The key for the tag that is asked for."""
    tag = {"aws:RequestTag": "a", "aws:PrincipalTag": "team"}.get(key.split("/")[0], "team")
    return key.replace("${TagKey}", tag)


def block(conditions: dict[str, Condition], failing: str | None = None) -> dict:
    """A `Condition` element that holds but for the condition on one key."""
    made: dict[str, dict[str, str]] = {}
    for key, (operator, holds, fails) in conditions.items():
        made.setdefault(operator, {})[in_full(key)] = fails if key == failing else holds
    return made
