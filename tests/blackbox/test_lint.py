"""The linter: `daypass lint` on files, and the header on the answers to calls that write policies."""

import json

import pytest

from support import policies
from support.command import daypass
from support.policies import allow, iot
from support.world import unique

STATE = ["memory"]

TRAP = policies.document(allow("iot:Subscribe", iot("topic/lamp")), allow("iot:Receive", iot("topic/lamp")))
SOUND = policies.document(allow("iot:Subscribe", iot("topicfilter/lamp")), allow("iot:Receive", iot("topic/lamp")))


@pytest.fixture()
def file(tmp_path):
    def write(text: str, name: str = "policy.json") -> str:
        path = tmp_path / name
        path.write_text(text)
        return str(path)
    return write


def test_a_trap_is_named_with_its_place_and_a_sound_policy_is_not(file):
    text = json.dumps(json.loads(TRAP), indent=2)
    trap, sound = file(text, "trap.json"), file(SOUND, "sound.json")
    told = daypass(None, "lint", "--kind", "iot", trap, sound)
    line = next(at for at, line in enumerate(text.splitlines(), 1) if "topic/lamp" in line)
    assert told.code == 1, told
    assert told.stdout.startswith(f"{trap}:{line}:"), told.stdout
    assert "error: subscribe-on-topic" in told.stdout and "topicfilter/" in told.stdout and "sound.json" not in told.stdout
    clean = daypass(None, "lint", "--kind", "iot", sound)
    assert (clean.code, clean.stdout) == (0, "nothing found\n")


def test_findings_for_programs(file):
    told = daypass(None, "lint", "--kind", "iot", "-o", "json", file(TRAP)).json()
    (finding,) = told["files"][0]["findings"]
    assert finding["code"] == "subscribe-on-topic" and finding["severity"] == "error"
    assert (finding["line"], finding["column"]) == (1, TRAP.index('"arn') + 1) and finding["hint"] and finding["message"]


def test_what_a_policy_is_for_counts(file):
    wide = file(policies.document(allow("iot:*")))
    assert daypass(None, "lint", wide).code == 0
    assert "guest-wildcard" in daypass(None, "lint", "--guest", wide).stdout
    assert "app-attaches-policies" in daypass(None, "lint", "--signed-in", wide).stdout
    assert daypass(None, "lint", "--guest", "--device", wide).code == 2


def test_the_kind_is_seen_in_the_document(file):
    trust = file(json.dumps({"Version": "2012-10-17", "Statement": {
        "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}}))
    assert "trust-everyone" in daypass(None, "lint", trust).stdout
    assert "malformed-document" in daypass(None, "lint", "--kind", "iam", trust).stdout


def test_what_is_only_worth_knowing_does_not_count(file):
    old = file(json.dumps({"Statement": [allow("s3:GetObject")]}))
    told = daypass(None, "lint", old)
    assert told.code == 0 and "info: missing-version" in told.stdout


@pytest.mark.parametrize("text, place", [("{\n  nonsense\n}", ":2:3: "), ('{"Version": "2012-10-17"}', ":1:1: ")])
def test_what_is_no_policy_is_a_finding_with_its_place(file, text, place):
    told = daypass(None, "lint", file(text))
    assert told.code == 1 and f"{place}error: malformed-document" in told.stdout


def test_a_file_that_cannot_be_read_is_a_usage_error(file, tmp_path):
    for path in (str(tmp_path / "nowhere.json"), str(tmp_path), file("x" * ((1 << 20) + 1))):
        told = daypass(None, "lint", path)
        assert told.code == 2 and told.stdout == "" and len(told.stderr.splitlines()) == 1
    assert daypass(None, "lint").code == 2


def lint_header(answer: dict) -> str | None:
    return answer["ResponseMetadata"]["HTTPHeaders"].get("x-daypass-lint")


def iot_version(world, document):
    name = world.iot_policy(SOUND)
    return world.iot.create_policy_version(policyName=name, policyDocument=document)


def iam_version(world, document):
    arn = world.iam.create_policy(PolicyName=unique("managed"), PolicyDocument=SOUND)["Policy"]["Arn"]
    return world.iam.create_policy_version(PolicyArn=arn, PolicyDocument=document)


def inline(world, document):
    name = world.role(policies.account_trust()).rsplit("/", 1)[1]
    return world.iam.put_role_policy(RoleName=name, PolicyName="permissions", PolicyDocument=document)


@pytest.mark.parametrize("write", [
    lambda world, document: world.iot.create_policy(policyName=unique("policy"), policyDocument=document),
    lambda world, document: world.iam.create_policy(PolicyName=unique("managed"), PolicyDocument=document),
    iot_version, iam_version, inline,
], ids=["iot:CreatePolicy", "iam:CreatePolicy", "iot:CreatePolicyVersion", "iam:CreatePolicyVersion", "iam:PutRolePolicy"])
def test_a_written_policy_is_linted_in_a_header(server, world, write):
    assert lint_header(write(world, SOUND)) is None
    assert lint_header(write(world, TRAP)) == "subscribe-on-topic"
    assert "subscribe-on-topic" in server.output()


def test_trust_policies_are_linted_too(world):
    def create(trust):
        return world.iam.create_role(RoleName=unique("role"), AssumeRolePolicyDocument=trust)
    everyone = policies.account_trust().replace(json.dumps("arn:aws:iam::000000000000:root"), '"*"')
    assert lint_header(create(policies.account_trust())) is None
    assert lint_header(create(everyone)) == "trust-everyone"
    pool = "us-east-1:00000000-0000-4000-8000-000000000001"
    assert lint_header(create(policies.cognito_trust(pool, None))) == "trust-without-amr"


def test_a_refused_policy_is_not_linted(world):
    name = unique("policy")
    world.iot.create_policy(policyName=name, policyDocument=SOUND)
    with pytest.raises(world.iot.exceptions.ResourceAlreadyExistsException) as refused:
        world.iot.create_policy(policyName=name, policyDocument=TRAP)
    assert lint_header(refused.value.response) is None
