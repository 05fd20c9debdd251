"""`daypass demo`: the whole story in memory and on disk, twice in a row, and every way in which it must fail."""

import json
import signal
import socket
import subprocess

import pytest

from support import policies
from support.aws import client
from support.command import daypass
from support.deadline import until
from support.explanation import why
from support.paths import binary
from support.policies import allow, deny, iot
from support.server import Server, clean_environment
from support.world import World

POOL = "us-east-1:00000000-0000-4000-8000-000000000001"
STEPS = [
    ("lamp-connects", "allowed"), ("guest-publishes", "allowed"), ("guest-refused", "refused"),
    ("alice-refused", "refused"), ("alice-connects", "allowed"), ("alice-switches", "allowed"), ("lamp-switches", "allowed"),
    ("alice-sees", "allowed"), ("alice-cut-off", "refused"), ("alice-stays-out", "refused"),
]
#: Which leg refuses where.
REFUSED_BY = {"guest-refused": "identity", "alice-refused": "device", "alice-cut-off": "device", "alice-stays-out": "device"}
CUT_MS_MAX = 1000


@pytest.fixture
def seeded(tmp_path):
    server = Server(tmp_path, arguments=())
    yield server
    assert server.stop() == 0


def played(server: Server) -> dict:
    """The story as a program reads it."""
    ended = daypass(server, "demo", "-o", "json")
    assert (ended.code, ended.stderr) == (0, ""), ended
    told = ended.json()
    assert (told["outcome"], told["failed"], told["left"]) == ("played", None, [])
    assert [(step["step"], step["outcome"]) for step in told["steps"]] == STEPS
    return told


def failed(server: Server) -> dict:
    ended = daypass(server, "demo", "-o", "json")
    told = ended.json()
    assert ended.code == 1 and told["outcome"] == "failed" and told["left"] == [], ended
    assert told["failed"]["step"] in ended.stderr and told["failed"]["expected"] in ended.stderr
    return told


def nothing_is_left(server: Server) -> None:
    """The policy is attached to nobody, no guest is there, and the lamp has no shadow."""
    world = World(server)
    assert world.iot.list_targets_for_policy(policyName="demo-app")["targets"] == []
    identities = world.cognito.list_identities(IdentityPoolId=POOL, MaxResults=60)["Identities"]
    assert all(identity.get("Logins") for identity in identities), identities
    data = client(server, "iot-data")
    with pytest.raises(data.exceptions.ResourceNotFoundException):
        data.get_thing_shadow(thingName="lamp")


def replaced(server: Server, policy: str, *statements: dict) -> None:
    World(server).iot.create_policy_version(
        policyName=policy, policyDocument=policies.document(*statements), setAsDefault=True)


@pytest.mark.parametrize("kept", ["memory", "data"])
def test_the_whole_story_twice_in_a_row_and_after_a_restart(tmp_path, kept):
    server = Server(tmp_path, data=tmp_path / "data" if kept == "data" else None, arguments=())
    try:
        for _ in range(2):
            told = played(server)
            for step in told["steps"]:
                assert step["outcome"] == "done" or step["reasons"], step
                assert (step["decision"] is not None) == (step["step"] in REFUSED_BY)
                if step["decision"]:
                    assert why(server, step["decision"]).leg == REFUSED_BY[step["step"]]
            cut = next(step for step in told["steps"] if step["step"] == "alice-cut-off")
            assert cut["took_ms"] <= CUT_MS_MAX
            nothing_is_left(server)
        assert server.stop() == 0
        server.start()
        played(server)
    finally:
        assert server.stop() == 0


def test_people_read_each_step_with_its_reason_and_the_command_to_run(seeded):
    ended = daypass(seeded, "demo")
    assert (ended.code, ended.stderr) == (0, "")
    assert "\x1b" not in ended.stdout and f"export DAYPASS_ENDPOINT={seeded.endpoint}" in ended.stdout
    lines = ended.stdout.splitlines()
    assert [line.split()[0] for line in lines if line[:4].strip().isdigit()] == [str(n + 1) for n in range(len(STEPS))]
    commands = [line.split()[-1] for line in lines if line.strip().startswith("why ")]
    assert len(commands) == len(REFUSED_BY)
    assert all(daypass(seeded, "why", decision).code == 0 for decision in commands)
    assert any("does not allow: it has no policy" in line for line in lines)
    assert any("allows: policy `demo-app`" in line for line in lines)


def test_a_shadow_that_was_there_is_as_it_was(seeded):
    data = client(seeded, "iot-data")
    state = {"desired": {"power": "on", "colour": "red"}, "reported": {"colour": "blue"}}
    data.update_thing_shadow(thingName="lamp", payload=json.dumps({"state": state}))
    played(seeded)
    after = json.loads(data.get_thing_shadow(thingName="lamp")["payload"].read())["state"]
    assert {section: after[section] for section in state} == state


def test_a_user_who_has_a_policy_already_keeps_it(seeded):
    played(seeded)
    world = World(seeded)
    identities = world.cognito.list_identities(IdentityPoolId=POOL, MaxResults=60)["Identities"]
    alice = identities[0]["IdentityId"]
    world.iot.attach_policy(policyName="demo-app", target=alice)
    told = failed(seeded)
    assert told["failed"]["step"] == "alice-refused" and "demo-app" in told["failed"]["seen"]
    assert world.iot.list_targets_for_policy(policyName="demo-app")["targets"] == [alice]
    world.iot.detach_policy(policyName="demo-app", target=alice)
    played(seeded)


@pytest.mark.parametrize("policy, statements, step", [
    ("demo-app", [allow("iot:Connect"), deny("iot:*")], "alice-connects"),
    ("demo-app", [allow(["iot:Connect", "iot:Subscribe", "iot:Receive"])], "alice-switches"),
    ("demo-lamp", [deny("iot:*")], "lamp-connects"),
])
def test_a_policy_that_tells_another_story_fails_the_step(seeded, policy, statements, step):
    replaced(seeded, policy, *statements)
    told = failed(seeded)
    assert told["failed"]["step"] == step
    assert why(seeded, told["failed"]["decision"]).leg == "device"
    assert "FAILED" in daypass(seeded, "demo").stdout
    nothing_is_left(seeded)


def test_a_role_that_lets_guests_do_more_fails_the_step(seeded):
    world = World(seeded)
    world.iam.put_role_policy(
        RoleName="demo-guest", PolicyName="permissions", PolicyDocument=policies.document(allow("iot:*")))
    told = failed(seeded)
    assert (told["failed"]["step"], told["failed"]["seen"]) == ("guest-refused", "allowed")
    nothing_is_left(seeded)


def test_whoever_interrupts_it_finds_everything_as_it_was(seeded, tmp_path):
    # The lamp does not hear of its delta: the story waits for it.
    replaced(
        seeded, "demo-lamp", allow("iot:*"), deny("iot:Receive", iot("topic/$aws/things/lamp/shadow/update/delta")))
    shown = tmp_path / "demo.txt"
    with open(shown, "wb") as out:
        process = subprocess.Popen(
            [str(binary()), "demo"], env=clean_environment(DAYPASS_ENDPOINT=seeded.endpoint),
            stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    try:
        until(lambda: "alice turns the lamp on" in shown.read_text(), 10, "the step before")
        assert World(seeded).iot.list_targets_for_policy(policyName="demo-app")["targets"]
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 1
    finally:
        process.kill()
        process.wait()
    assert "interrupted" in shown.read_text()
    nothing_is_left(seeded)


@pytest.mark.parametrize("arguments", [
    ("--strict-aws",), ("--allow-insecure-listen", "--region", "eu-central-1", "--account", "123456789012"),
])
def test_it_is_played_as_aws_would_have_it_elsewhere_and_where_strangers_get_no_answer(tmp_path, arguments):
    server = Server(tmp_path, arguments=arguments)
    try:
        told = played(server)
        assert (told["account"], told["region"]) == (server.ready["account"], server.ready["region"])
    finally:
        assert server.stop() == 0


@pytest.mark.parametrize("arguments", [("--empty",), ("--soft",)])
def test_a_server_that_cannot_play_it_says_so_and_what_to_do(tmp_path, arguments):
    server = Server(tmp_path, arguments=arguments)
    try:
        ended = daypass(server, "demo")
        assert (ended.code, ended.stdout) == (1, "")
        assert arguments[0] in ended.stderr and "play again" in ended.stderr and len(ended.stderr.splitlines()) == 1
    finally:
        assert server.stop() == 0


def test_nobody_there_is_another_failure_than_a_wrong_word():
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # Bound and not listening: connections are refused.
        unreachable = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        assert daypass(None, "demo", endpoint=unreachable).code == 3
    assert daypass(None, "demo", "--loud").code == 2
    assert daypass(None, "demo", endpoint="https://127.0.0.1").code == 2
