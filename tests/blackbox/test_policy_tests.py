"""Policy tests: `daypass test`, its reports, and that it decides as a server does."""

import json
import re
import subprocess
import xml.etree.ElementTree as xml
from pathlib import Path

import pytest

from support import policies
from support.command import COMMAND_SECONDS_MAX, daypass
from support.paths import binary
from support.policies import allow, deny, iot
from support.server import ACCOUNT, REGION, clean_environment
from support.world import unique

STATE = ["memory"]

PAGE = Path(__file__).parents[2] / "docs" / "policy-tests.md"

FILE = """
policies:
  mine:
    Version: "2012-10-17"
    Statement:
      - { Sid: Used, Effect: Allow, Action: "iot:Publish", Resource: "arn:aws:iot:us-east-1:000000000000:topic/a" }
      - { Sid: Idle, Effect: Allow, Action: "iot:Publish", Resource: "arn:aws:iot:us-east-1:000000000000:topic/b" }
callers:
  worker: { role: { policies: mine } }
cases:
  - { name: "right & <proper>", caller: worker, action: "iot:Publish", resource: topic/a, expect: allow }
"""
WRONG = """  - name: "wrong: 100%, \\"quoted\\" \\u0007"
    caller: worker
    action: iot:Publish
    resource: topic/c
    expect: { decision: allow, statement: Used }
"""


@pytest.fixture()
def file(tmp_path):
    def write(text: str, name: str = "tests.yaml") -> str:
        path = tmp_path / name
        path.write_text(text)
        return str(path)
    return write


def blocks(language: str) -> dict[str, str]:
    return dict(re.findall(rf"```{language} (\S+)\n(.*?)```", PAGE.read_text(), re.DOTALL))


def test_the_page_holds(tmp_path):
    for name, text in (blocks("json") | blocks("yaml")).items():
        (tmp_path / name).write_text(text)
    (shown,) = re.findall(r"```console\n\$ daypass test app.yaml\n(.*?)```", PAGE.read_text(), re.DOTALL)
    ended = daypass(None, "test", str(tmp_path / "app.yaml"))
    assert ended.code == 0, ended
    assert ended.stdout.replace(f"{tmp_path}/", "") == shown


def test_a_failed_case_is_explained(file):
    ended = daypass(None, "test", file(FILE + WRONG))
    assert ended.code == 1
    assert "  ok    right & <proper>" in ended.stdout
    assert "expected allow, got implicit-deny by the identity leg" in ended.stdout
    assert "refused     iot:Publish on arn:aws:iot:us-east-1:000000000000:topic/c" in ended.stdout
    assert "1 passed, 1 failed, 1 unused" in ended.stdout


def test_everything_for_programs(file):
    ended = daypass(None, "test", "-o", "json", file(FILE + WRONG))
    told = ended.json()
    assert (ended.code, told["passed"], told["failed"]) == (1, 1, 1)
    right, wrong = told["files"][0]["cases"]
    assert right["passed"] and right["decision"]["outcome"] == "allow" and right["line"] == 11
    assert not wrong["passed"] and wrong["decision"]["legs"][0]["near_misses"] and len(wrong["differences"]) == 1
    (unused,) = told["unused"]
    assert (unused["policy"], unused["sid"], unused["index"]) == ("mine", "Idle", 1)


def test_statements_that_no_case_used_are_named(file):
    ended = daypass(None, "test", file(FILE))
    assert ended.code == 0
    assert re.search(r"tests.yaml:3:3: warning: unused: no case ever used statement 2 `Idle` of policy `mine`", ended.stdout)
    refused = daypass(None, "test", "--deny-unused", file(FILE))
    assert refused.code == 1 and "error: unused" in refused.stdout
    both = FILE + FILE.split("cases:\n")[1].replace("topic/a", "topic/b")
    assert daypass(None, "test", "--deny-unused", file(both)).code == 0


def test_a_policy_of_several_files_is_used_by_any(file):
    document = policies.document(allow("iot:Publish", iot("topic/a")), allow("iot:Publish", iot("topic/b")))
    file(json.dumps(json.loads(document), indent=1), "mine.json")
    text = """
policies: { NAME: mine.json }
cases:
  - { caller: { role: { policies: NAME } }, action: "iot:Publish", resource: topic/TOPIC, expect: allow }
"""
    one = file(text.replace("NAME", "one").replace("TOPIC", "a"), "one.yaml")
    two = file(text.replace("NAME", "two").replace("TOPIC", "b"), "two.yaml")
    alone = daypass(None, "test", "--deny-unused", one)
    assert alone.code == 1 and "mine.json:9:3:" in alone.stdout
    assert daypass(None, "test", "--deny-unused", one, two).code == 0


def test_a_junit_report(file, tmp_path):
    report = tmp_path / "report.xml"
    tests = file(FILE + WRONG)
    assert daypass(None, "test", "--junit", str(report), tests).code == 1
    suites = xml.parse(report).getroot()
    assert suites.tag == "testsuites" and suites.attrib["tests"] == "2" and suites.attrib["failures"] == "1"
    (suite,) = suites.findall("testsuite")
    right, wrong = suite.findall("testcase")
    assert suite.attrib["name"] == tests and right.attrib["name"] == "right & <proper>" and right.find("failure") is None
    # XML has no place for a bell.
    assert wrong.attrib["name"] == 'wrong: 100%, "quoted" \ufffd'
    failure = wrong.find("failure")
    assert failure.attrib["message"].startswith("expected allow, got implicit-deny") and "topic/c" in failure.text
    assert daypass(None, "test", "--deny-unused", "--junit", str(report), file(FILE)).code == 1
    assert xml.parse(report).getroot().attrib["failures"] == "1"
    assert daypass(None, "test", "--junit", str(tmp_path / "no" / "where.xml"), tests).code == 2


ANNOTATION = re.compile(r"^::(error|warning|notice) file=([^,:]+),line=(\d+),col=(\d+),title=([^,:]*)::(.*)$", re.MULTILINE)


def test_annotations_for_github(file):
    tests = file(FILE + WRONG)
    assert not ANNOTATION.findall(daypass(None, "test", tests).stdout)
    found = ANNOTATION.findall(daypass(None, "test", "--github", tests).stdout)
    assert ("error", tests, "12", "5", 'wrong%3A 100%25%2C "quoted" \x07') in [one[:5] for one in found]
    assert [one for one in found if one[0] == "warning" and "no case ever used" in one[5]]
    environment = clean_environment(GITHUB_ACTIONS="true")
    command = [str(binary()), "test", "-o", "json", tests]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=COMMAND_SECONDS_MAX, check=False)
    assert json.loads(ended.stdout)["failed"] == 1
    assert ANNOTATION.findall(ended.stderr) == found


def test_policies_are_linted_by_the_way(file):
    text = FILE.replace("Action: \"iot:Publish\", Resource: \"arn:aws:iot:us-east-1:000000000000:topic/b\"",
                        "Action: \"iot:Subscribe\", Resource: \"arn:aws:iot:us-east-1:000000000000:topic/b\"")
    ended = daypass(None, "test", file(text))
    assert ended.code == 0 and "subscribe-on-topic" in ended.stdout
    told = daypass(None, "test", "-o", "json", file(text)).json()
    assert "subscribe-on-topic" in [one["code"] for one in told["files"][0]["findings"]]


@pytest.mark.parametrize("text, place", [
    ("cases: [\n", ":2:1: "), ("a: 1\na: 2\n", ":2:1: "), ("", ":1:1: "),
    (FILE.replace("caller: worker", "caler: worker"), ":11:33: `caler` is not known here"),
    (FILE.replace("mine }", "yours }"), ":9:31: there is no policy `yours`"),
    (FILE.replace("Effect: Allow", "Effect: Perhaps", 1), ":3:3: policy `mine`: Syntax errors in policy."),
])
def test_a_malformed_file_is_a_usage_error_with_its_place(file, text, place):
    tests = file(text)
    ended = daypass(None, "test", tests)
    assert (ended.code, ended.stdout) == (2, ""), ended
    assert ended.stderr.startswith(f"daypass: {tests}{place}") and len(ended.stderr.splitlines()) == 1, ended.stderr
    annotated = daypass(None, "test", "--github", tests)
    assert annotated.code == 2 and ANNOTATION.findall(annotated.stderr)[0][0] == "error"


def test_files_are_bounded(file, tmp_path):
    assert daypass(None, "test", file("#" * ((1 << 20) + 1))).code == 2
    assert daypass(None, "test", str(tmp_path / "nowhere.yaml")).code == 2
    assert daypass(None, "test").code == 2
    deep = daypass(None, "test", file("[" * 10_000))
    assert deep.code == 2 and len(deep.stderr.splitlines()) == 1


def test_a_case_passes_if_and_only_if_the_server_decides_so(server, world, file):
    """The same policies on a live server: `daypass can` and `daypass test` give the same outcome,
    the same leg and the same deciding statements."""
    guest = policies.document(allow("*"), deny("iot:Publish", iot("topic/no")))
    signed_in = policies.document(allow(["iot:*", "s3:*"]))
    device = policies.document(
        allow("iot:Connect", iot("client/${cognito-identity.amazonaws.com:sub}")),
        allow("iot:Publish", iot("topic/${cognito-identity.amazonaws.com:sub}/*")))
    worker = policies.document(allow("iot:Publish", iot("topic/${aws:PrincipalType}")))
    pool = world.pool(guest=guest, signed_in=signed_in)
    role = world.role(policies.account_trust(), worker)
    world.cognito.update_identity_pool(
        IdentityPoolId=pool.id, IdentityPoolName=unique("pool"), AllowUnauthenticatedIdentities=True,
        DeveloperProviderName="back.end")
    alice, bob = (world.cognito.get_open_id_token_for_developer_identity(
        IdentityPoolId=pool.id, Logins={"back.end": unique(user)})["IdentityId"] for user in ("alice", "bob"))
    world.iot.attach_policy(policyName=world.iot_policy(device), target=alice)
    visitor = pool.guest()
    certificate = world.iot.create_keys_and_certificate(setAsActive=True)
    thing = unique("thing")
    lamp = world.iot_policy(policies.document(allow("iot:Publish", iot("topic/${iot:Connection.Thing.ThingName}"))))
    world.iot.create_thing(thingName=thing)
    world.iot.attach_thing_principal(thingName=thing, principal=certificate["certificateArn"])
    world.iot.attach_policy(policyName=lamp, target=certificate["certificateArn"])
    document = world.iot.get_policy(policyName=lamp)["policyDocument"]

    tests = {
        "account": ACCOUNT, "region": REGION,
        "policies": {"guest": guest, "signed-in": signed_in, "device": device, "worker": worker, "lamp": document},
        "callers": {
            "visitor": {"guest": {"policies": "guest", "identity": visitor.id, "pool": pool.id}},
            "alice": {"signed-in": {
                "policies": "signed-in", "device-policies": "device", "identity": alice, "pool": pool.id}},
            "bob": {"signed-in": {"policies": "signed-in", "identity": bob, "pool": pool.id}},
            "worker": {"role": {"policies": "worker"}},
            "lamp": {"device": {"policies": "lamp", "things": thing}},
        },
    }
    subjects = {"visitor": visitor.id, "alice": alice, "bob": bob, "worker": role, "lamp": f"cert:{certificate['certificateId']}"}
    asked = [
        ("visitor", "iot:Publish", "topic/x", None), ("visitor", "iot:Publish", "topic/no", None),
        ("visitor", "iam:ListRoles", "*", None), ("visitor", "s3:GetObject", "arn:aws:s3:::a/b", None),
        ("visitor", "sts:AssumeRole", "*", None), ("visitor", "sts:GetCallerIdentity", "*", None),
        ("alice", "iot:Connect", f"client/{alice}", None), ("alice", "iot:Connect", "client/other", None),
        ("alice", "iot:Publish", f"topic/{alice}/x", None), ("alice", "iot:Publish", f"topic/{bob}/x", None),
        ("alice", "iot:ListThings", "*", None), ("alice", "iam:ListRoles", "*", None),
        ("bob", "iot:Publish", f"topic/{bob}/x", None), ("bob", "s3:GetObject", "arn:aws:s3:::a/b", None),
        ("worker", "iot:Publish", "topic/AssumedRole", None), ("worker", "iot:Publish", "topic/x", None),
        ("lamp", "iot:Publish", f"topic/{thing}", thing), ("lamp", "iot:Publish", f"topic/{thing}", "other"),
        ("lamp", "iot:Publish", f"topic/{thing}", None), ("lamp", "iam:ListRoles", "*", None),
    ]
    outcomes = set()
    tests["cases"] = []
    for caller, action, resource, client in asked:
        more = ["--client", client] if client else []
        told = daypass(server, "can", subjects[caller], action, resource, *more, "-o", "json").json()
        outcome = told["outcome"].replace("_", "-")
        expected = {"decision": outcome} | ({"leg": told["leg"]} if told["leg"] else {})
        outcomes.add((outcome, told["leg"]))
        case = {"caller": caller, "action": action, "resource": resource, "expect": expected}
        tests["cases"].append(case | ({"client": client} if client else {}))
    # JSON is YAML.
    ended = daypass(None, "test", "-o", "json", file(json.dumps(tests, indent=1)))
    assert ended.code == 0, ended.stdout
    assert outcomes == {("allow", None), ("explicit-deny", "identity"), ("implicit-deny", "session"),
                        ("implicit-deny", "identity"), ("implicit-deny", "device")}
