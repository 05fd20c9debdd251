"""`daypass import`: the plan of what would be brought over, read and compared as anybody may."""

import pytest

from support import policies
from support.command import daypass
from support.migration import ROOT_ENVIRONMENT, exported, furnish, iam_arn, imported, step, written
from support.policies import allow
from support.server import Server
from support.source import Source
from support.world import World

STATE = ["memory"]


@pytest.fixture(scope="module")
def household(server):
    return furnish(server)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """The server that things are brought to; no test of this module writes to it."""
    other = Server(tmp_path_factory.mktemp("empty"))
    yield other
    assert other.stop() == 0


def test_a_plan_names_everything_and_writes_nothing(server, empty, household):
    before = exported(empty)
    plan = imported(empty, server.endpoint).json()
    assert (plan["from"]["endpoint"], plan["to"]["endpoint"]) == (server.endpoint, empty.endpoint)
    for what, name in (
        ("policy", iam_arn("policy/home/shared")), ("role", "household-guest"),
        ("role policy", "household-guest permissions"), ("role attachment", f"household-member {iam_arn('policy/home/shared')}"),
        ("identity pool", household.pool), ("roles of pool", household.pool), ("identity", household.guest),
        ("IoT policy", "household"), ("certificate", household.certificate), ("thing", "oven"),
        ("thing principal", f"oven {household.certificate_arn}"), ("IoT attachment", f"household {household.guest}"),
    ):
        assert step(plan, what, name)["action"] == "create", (what, name)
    assert plan["counts"] == {"create": len(plan["steps"]), "update": 0, "same": 0, "stays": 0, "conflict": 0, "skip": 0}
    assert exported(empty) == before and before["roles"] == []
    told = imported(empty, server.endpoint, output="table").stdout
    assert f"create    role policy      household-guest permissions\n" in told
    assert f"create    identities       1 of pool {household.pool}\n" in told


def test_a_server_has_nothing_to_bring_to_itself(server, household):
    plan = imported(server, server.endpoint).json()
    assert {entry["action"] for entry in plan["steps"]} == {"same"}


def test_differences_are_named_member_by_member(tmp_path, server, empty, household):
    changed = exported(server)
    guest = next(role for role in changed["roles"] if role["RoleName"] == "household-guest")
    guest["Description"], guest["Tags"] = "whoever", {}
    guest["RolePolicies"] = {}
    next(role for role in changed["roles"] if role["RoleName"] == "household-member")["Path"] = "/elsewhere/"
    changed["iot_policies"][0]["policyDocument"]["Statement"] = [allow("iot:Publish")]
    ended = daypass(server, "import", "--from-file", written(tmp_path, "changed.json", changed), "-o", "json")
    assert ended.code == 1
    plan = ended.json()
    assert step(plan, "role", "household-guest") | {"changes": "Description, Tags"} == step(plan, "role", "household-guest")
    assert step(plan, "role policy", "household-guest permissions")["action"] == "stays"
    assert step(plan, "IoT policy", "household")["changes"] == "policyDocument"
    conflict = step(plan, "role", "household-member")
    assert (conflict["action"], conflict["why"]) == ("conflict", "Path differs, and cannot be changed")
    assert step(plan, "thing", "oven")["action"] == "same"


def test_only_what_reads_is_called_and_no_secret(server, empty, household):
    with Source(server.authority) as source:
        assert imported(empty, source.endpoint).code == 0
        assert {call.service for call in source.heard} == {"sts", "iam", "cognito-identity", "iot"}
        assert [call for call in source.heard if not call.reads] == []
        secret = ("AccessKey", "Credentials", "OpenIdToken", "SessionToken")
        assert not any(word in call.operation for call in source.heard for word in secret)


def test_a_busy_source_is_asked_again_and_not_for_ever(server, empty, household):
    with Source(server.authority, busy=1) as source:
        plan = imported(empty, source.endpoint).json()
        assert plan["counts"]["skip"] == 0 and step(plan, "thing", "oven")
        assert {call.service for call in source.heard if call.busy} == {"sts", "iam", "cognito-identity", "iot"}
    with Source(server.authority, busy=100) as source:
        ended = imported(empty, source.endpoint)
        assert (ended.code, ended.stdout) == (1, "") and "GetCallerIdentity" in ended.stderr
        assert len(source.heard) == 6


def test_whoever_the_source_does_not_know_gets_awss_words(server, empty, household):
    for keys, code in (
        ({"AWS_ACCESS_KEY_ID": "AKIANOBODY0000000000", "AWS_SECRET_ACCESS_KEY": "x"}, "InvalidClientTokenId"),
        (ROOT_ENVIRONMENT | {"AWS_SECRET_ACCESS_KEY": "x"}, "SignatureDoesNotMatch"),
    ):
        ended = daypass(empty, "import", "--from-endpoint", server.endpoint, **keys)
        assert (ended.code, ended.stdout) == (1, "")
        assert ended.stderr.startswith(f"daypass: GetCallerIdentity: {code}: "), ended.stderr
    assert daypass(empty, "import", "--from-endpoint", server.endpoint, **ROOT_ENVIRONMENT).code == 0
    nobody = daypass(empty, "import", "--from-endpoint", server.endpoint)
    assert nobody.code == 2 and "AWS_ACCESS_KEY_ID" in nobody.stderr
    assert imported(empty, "http://127.0.0.1:1").code == 3
    assert daypass(empty, "import", "--from-endpoint", "http://192.0.2.1:80", **ROOT_ENVIRONMENT).code == 3
    for wrong in ("ftp://127.0.0.1", "http://127.0.0.1/path", "elsewhere"):
        assert daypass(empty, "import", "--from-endpoint", wrong, **ROOT_ENVIRONMENT).code == 2, wrong


def test_an_encrypted_source_must_be_one_that_is_trusted(server, empty, household):
    # Of Daypass's own authority nobody hears but who is told.
    endpoint = server.https_endpoint
    refused = imported(empty, endpoint)
    assert (refused.code, refused.stdout) == (3, "") and "certificate" in refused.stderr, refused.stderr
    trusted = imported(empty, endpoint, SSL_CERT_FILE=server.ca_file)
    assert trusted.code == 0 and step(trusted.json(), "thing", "oven"), trusted.stderr


def test_whoever_this_server_does_not_know_writes_nothing(server, empty, household):
    nobody = {"DAYPASS_ACCESS_KEY_ID": "AKIANOBODY0000000000", "DAYPASS_SECRET_ACCESS_KEY": "x"}
    ended = daypass(empty, "import", "--from-endpoint", server.endpoint, **ROOT_ENVIRONMENT, **nobody)
    assert ended.code == 1 and "InvalidClientTokenId" in ended.stderr
    # Who reads the source is nobody here: each endpoint has a caller of its own.
    keys = World(server).role_session(policies.document(allow("*")))
    reader = {
        "AWS_ACCESS_KEY_ID": keys.access_key_id, "AWS_SECRET_ACCESS_KEY": keys.secret_access_key,
        "AWS_SESSION_TOKEN": keys.session_token}
    assert daypass(empty, "import", "--from-endpoint", server.endpoint, **reader).code == 0


def test_what_the_source_does_not_let_its_reader_see_is_left_out(server, empty, household):
    keys = World(server).role_session(policies.document(allow(["iot:*", "sts:GetCallerIdentity"])))
    plan = imported(
        empty, server.endpoint, AWS_ACCESS_KEY_ID=keys.access_key_id,
        AWS_SECRET_ACCESS_KEY=keys.secret_access_key, AWS_SESSION_TOKEN=keys.session_token).json()
    left_out = [entry for entry in plan["steps"] if entry["action"] == "skip"]
    assert any(entry["name"] == "roles and policies" and "AccessDenied" in entry["why"] for entry in left_out)
    assert any(entry["name"] == f"attachment of IoT policy household to {household.guest}" for entry in left_out)
    assert step(plan, "IoT attachment", f"household {household.certificate_arn}")["action"] == "create"


def test_what_is_no_snapshot_is_not_read(tmp_path, empty):
    for content in ([], {"daypass_snapshot": 1}, {"daypass_snapshot": 2, "account": "000000000000", "region": "us-east-1"}):
        ended = daypass(empty, "import", "--from-file", written(tmp_path, "snapshot.json", content))
        assert (ended.code, ended.stdout) == (2, ""), content
    good = {"daypass_snapshot": 1, "account": "000000000000", "region": "us-east-1"}
    assert daypass(empty, "import", "--from-file", written(tmp_path, "snapshot.json", good)).code == 0
    assert daypass(empty, "import").code == 2
