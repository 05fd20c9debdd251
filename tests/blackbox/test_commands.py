"""The commands beside the server: `why`, `can`, `tail`, `env`, `config`, for people and for programs."""

import json
import subprocess

import pytest

from support import policies, wire
from support.aws import ROOT, client, refusal
from support.command import daypass
from support.deadline import until
from support.explanation import why
from support.mqtt import connect
from support.paths import binary
from support.policies import allow, iot
from support.server import Server, clean_environment
from support.signing import sign_headers
from support.world import World, unique

STATE = ["memory"]


@pytest.fixture(scope="module")
def guest(world):
    return world.pool(guest=policies.document(allow("iot:Connect"), allow("iot:Publish", iot("topic/open")))).guest()


class Tail:
    """`daypass tail`, with what it has printed."""

    def __init__(self, server: Server, folder, *arguments: str):
        self.path = folder / f"{unique('tail')}.txt"
        with open(self.path, "wb") as out:
            self.process = subprocess.Popen(
                [str(binary()), "tail", *arguments], env=clean_environment(DAYPASS_ENDPOINT=server.endpoint),
                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def lines(self) -> list[str]:
        return self.path.read_text().splitlines()


def test_tail_shows_a_refusal_as_it_comes(server, world, guest, tmp_path):
    other = world.pool(guest=policies.document(allow("iot:Connect"))).guest()
    with Tail(server, tmp_path, "--identity", guest.id) as shown, Tail(server, tmp_path, "-o", "json") as all_of_them, \
            connect(server, guest.keys, unique("guest")) as connection, \
            connect(server, other.keys, unique("other")) as control:
        def refuse_until_told():
            # It may still be starting: what was refused before it asked is not shown.
            control.publish("elsewhere", "x")
            answer = connection.publish("elsewhere", "x")
            return any(answer.decision in line for line in all_of_them.lines()) and shown.lines()
        until(refuse_until_told, 10, "a line")
        line = shown.lines()[0]
        assert guest.id in line and "iot:Publish" in line and iot("topic/elsewhere") in line
        assert not any(other.id in line for line in shown.lines())
        told = [json.loads(line) for line in all_of_them.lines()]
        assert {guest.id, other.id} <= {decision["identity"] for decision in told}


def test_tail_ends_when_the_server_does(tmp_path):
    server = Server(tmp_path)
    with Tail(server, tmp_path) as shown:
        # Once it waits for news, the server's end is news.
        until(lambda: established(server), 10, "the connection of tail")
        assert server.stop() == 0
        assert shown.process.wait(10) == 3


def established(server: Server) -> bool:
    port = f":{server.port:04X}"
    with open("/proc/net/tcp", encoding="ascii") as table:
        return any(line.split()[1].endswith(port) and line.split()[3] == "01" for line in table.readlines()[1:])


def test_an_authentication_refusal_tells_code_message_and_hint(server):
    answer = wire.send(server, headers={
        "Content-Type": wire.JSON_11, "X-Amz-Target": "AWSCognitoIdentityService.ListIdentityPools"}, body="{}")
    told = daypass(server, "why", answer.headers["x-daypass-decision"])
    assert told.code == 0
    for part in ("ListIdentityPools", "MissingAuthenticationToken", answer.json()["message"], "127.0.0.1"):
        assert part in told.stdout, told.stdout


def test_why_says_what_to_do(server, guest):
    refused = refusal(client(server, "iot", guest.keys).list_policies)
    told = daypass(server, "why", refused.decision).stdout
    assert "aws iam put-role-policy" in told and '"Action":"iot:ListPolicies"' in told
    assert "\x1b[" not in told


def test_can_answers_people_too(server, guest):
    yes = daypass(server, "can", guest.id, "iot:Publish", "topic/open")
    no = daypass(server, "can", guest.id, "iot:Publish", "topic/elsewhere")
    assert (yes.code, no.code) == (0, 1)
    assert yes.stdout.startswith("allowed") and no.stdout.startswith("refused")
    assert iot("topic/open") in no.stdout


def test_can_takes_the_client_id_of_a_connect_from_its_resource(server, world):
    own = world.pool(guest=policies.document(allow("iot:Connect", iot("client/${iot:ClientId}")), allow(
        "iot:Publish", iot("topic/${iot:ClientId}")))).guest()
    assert daypass(server, "can", own.id, "iot:Connect", "client/lamp").code == 0
    assert daypass(server, "can", own.id, "iot:Publish", "topic/lamp").code == 1
    assert daypass(server, "can", own.id, "iot:Publish", "topic/lamp", "--client", "lamp").code == 0


@pytest.mark.parametrize("question", [
    ("can", "nobody", "iot:Publish", "topic/x"), ("can", "us-east-1:00000000-0000-4000-8000-00000000dead", "iot:Publish", "topic/x"),
    ("why", "not-an-id"), ("why", "0" * 32),
])
def test_what_is_not_there_is_said_in_one_sentence(server, question):
    ended = daypass(server, *question)
    assert (ended.code, ended.stdout) == (1, "")
    assert ended.stderr.startswith("daypass: ") and len(ended.stderr.splitlines()) == 1


def test_a_decision_is_told_in_the_account_that_it_belongs_to(server, guest):
    refused = refusal(client(server, "iot", guest.keys).list_policies)
    explained = why(server, refused.decision)
    assert explained.whole["account"] == "000000000000"
    assert explained.whole["access_key_id"] == guest.keys.access_key_id
    for secret in (guest.keys.secret_access_key, guest.keys.session_token):
        assert secret not in json.dumps(explained.whole)


def test_variables_come_in_each_shells_own_form(server):
    assert f"export AWS_ENDPOINT_URL_STS='{server.endpoint}'" in daypass(server, "env").stdout
    assert f"AWS_ENDPOINT_URL_STS={server.endpoint}" in daypass(server, "env", "--format", "dotenv").stdout.splitlines()
    assert f"$Env:AWS_ENDPOINT_URL_STS = '{server.endpoint}'" in daypass(server, "env", "--format", "powershell").stdout
    seen = subprocess.run(
        ["sh", "-c", f'eval "$({binary()} env)"; env'], env=clean_environment(DAYPASS_ENDPOINT=server.endpoint),
        capture_output=True, text=True, timeout=30, check=True).stdout.splitlines()
    assert f"AWS_ACCESS_KEY_ID={ROOT.access_key_id}" in seen and "AWS_REGION=us-east-1" in seen


def test_metrics_count_refusals(server, guest):
    def refusals() -> int:
        lines = wire.send(server, "GET", "/-/metrics").text().splitlines()
        return int(next(line for line in lines if line.startswith("daypass_refusals_total ")).split()[1])
    before = refusals()
    refusal(client(server, "iot", guest.keys).list_policies)
    assert refusals() == before + 1


def test_a_configuration_is_checked_before_it_counts(tmp_path):
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text('region = "eu-central-1"\nempty = true\n')
    bad.write_text("no_such_setting = 1\n")
    assert daypass(None, "config", "check", "--config", str(good)).code == 0
    assert 'region = "eu-central-1"' in daypass(None, "config", "show", "--config", str(good)).stdout
    for command in (("config", "check"), ("dev",)):
        refused = daypass(None, *command, "--config", str(bad))
        assert refused.code == 2 and "no_such_setting" in refused.stderr
    server = Server(tmp_path, arguments=("--config", str(good)))
    try:
        assert server.ready["region"] == "eu-central-1"
        assert daypass(server, "env", "--format", "json").json()["AWS_REGION"] == "eu-central-1"
    finally:
        assert server.stop() == 0


def test_doors_that_other_machines_reach_want_a_signature(tmp_path):
    refused = subprocess.run(
        [str(binary()), "dev", "--listen", "0.0.0.0:0"], env=clean_environment(), stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=30, check=False)
    assert refused.returncode == 1 and "--allow-insecure-listen" in refused.stderr

    server = Server(tmp_path, arguments=("--empty", "--allow-insecure-listen"))
    try:
        permitted = policies.document(allow("daypass:GetMetrics"))
        world = World(server)
        for path, keys, status in (
            ("/-/healthz", None, 200), ("/-/readyz", None, 200), ("/-/ca.pem", None, 200),
            ("/-/metrics", None, 403), ("/-/metrics", ROOT, 200), ("/-/metrics", world.role_session(permitted), 200),
            ("/-/api/decisions", world.role_session(permitted), 403), ("/-/api/decisions", ROOT, 200),
        ):
            headers = sign_headers(keys, "daypass", "GET", f"{server.endpoint}{path}", {}) if keys else {}
            assert wire.send(server, "GET", path, headers).status == status, (path, keys)
    finally:
        assert server.stop() == 0


def test_can_tells_what_clients_without_credentials_may_do(tmp_path):
    policy = tmp_path / "plain.json"
    policy.write_text(policies.document(allow("iot:Connect"), allow("iot:Publish", iot("topic/${iot:ClientId}"))))
    server = Server(tmp_path, arguments=("--empty", "--mqtt-plain-policy", str(policy)))
    try:
        asked = ("can", "anonymous", "iot:Publish")
        assert daypass(server, *asked, "topic/lamp", "--client", "lamp").code == 0
        assert daypass(server, *asked, "topic/lamp", "--client", "other").code == 1
        assert daypass(server, "can", "anonymous", "iot:ListThings", "*").code == 1
        with connect(server, None, "lamp", plain=None) as connection:
            assert not connection.publish("lamp", "x").refused
            assert connection.publish("other", "x").refused
    finally:
        assert server.stop() == 0


def test_commands_sign_where_strangers_get_no_answer(tmp_path):
    server = Server(tmp_path, arguments=("--empty", "--allow-insecure-listen"))
    try:
        refused = refusal(World(server).public.get_id, IdentityPoolId="us-east-1:00000000-0000-4000-8000-00000000dead")
        assert refused.code == "ResourceNotFoundException"
        # The development key, unless the environment names another one.
        assert daypass(server, "env").code == 0
        nobody = daypass(server, "env", AWS_ACCESS_KEY_ID="AKIANOBODY0000000000", AWS_SECRET_ACCESS_KEY="x")
        assert nobody.code == 1 and "security token" in nobody.stderr
        keys = World(server).role_session(policies.document(allow("daypass:GetServer")))
        variables = {
            "AWS_ACCESS_KEY_ID": keys.access_key_id, "AWS_SECRET_ACCESS_KEY": keys.secret_access_key,
            "AWS_SESSION_TOKEN": keys.session_token,
        }
        assert daypass(server, "env", **variables).code == 0
        denied = daypass(server, "why", "--last", **variables)
        assert denied.code == 1 and "daypass:GetDecision" in denied.stderr
    finally:
        assert server.stop() == 0
