"""Starting and ending: the banner, the ready file, the first answer, both protocols on one port."""

import http.client
import socket
import ssl
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from support.aws import client
from support.command import daypass
from support.deadline import until
from support.paths import binary
from support.server import ACCOUNT, REGION, Server, clean_environment

STATE = ["memory"]
READY_MEMBERS = {
    "endpoint", "https_endpoint", "mqtt", "mqtts", "ws", "wss", "console", "ca_file", "account", "region", "pid",
}
BANNER_LINES_MAX = 14
FIRST_ANSWER_SECONDS_MAX = 0.1
STARTS = 5


def status(server: Server, path: str, method: str = "GET", **headers: str) -> int:
    connection = http.client.HTTPConnection(server.authority, timeout=10)
    try:
        connection.request(method, path, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def test_the_ready_file_says_where_everything_is(server):
    assert READY_MEMBERS <= server.ready.keys()
    assert server.ready["pid"] == server.process.pid
    assert (server.ready["account"], server.ready["region"]) == (ACCOUNT, REGION)
    assert server.endpoint.startswith("http://127.0.0.1:")
    assert server.https_endpoint == server.endpoint.replace("http://", "https://")
    assert server.ready["ws"] == server.endpoint.replace("http://", "ws://") + "/mqtt"
    assert server.ready["wss"] == server.https_endpoint.replace("https://", "wss://") + "/mqtt"


def test_the_banner_names_the_endpoint_and_ends_in_the_next_command(server):
    lines = [line for line in server.stdout_path.read_text().splitlines() if line.strip()]
    assert len(lines) <= BANNER_LINES_MAX
    assert any(server.authority in line for line in lines)
    assert "daypass " in lines[-1]


def test_health_and_readiness_answer(server):
    assert status(server, "/-/healthz") == 200
    assert status(server, "/-/readyz") == 200
    assert daypass(server, "health").code == 0
    assert daypass(server, "wait").code == 0


def test_http_and_https_share_one_port_under_the_development_ca(server):
    served = urllib.request.urlopen(f"{server.endpoint}/-/ca.pem", timeout=10).read()
    assert served == Path(server.ca_file).read_bytes()
    for https in (False, True):
        assert client(server, "sts", https=https).get_caller_identity()["Account"] == ACCOUNT
    with pytest.raises(ssl.SSLCertVerificationError):
        stranger = ssl.create_default_context()
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as plain:
            stranger.wrap_socket(plain, server_hostname="127.0.0.1")


def test_doors_of_our_own_are_closed_to_foreign_pages(server):
    # A page that rebinds its name to loopback sends its own Host, and a page of another site its Origin.
    path = "/-/api/decisions/last"
    local = status(server, path)
    assert local in (200, 404)
    assert status(server, path, Host="evil.example") == 403
    assert status(server, path, Origin="http://evil.example") == 403
    assert status(server, path, Origin=server.endpoint) == local


def test_exit_codes_are_as_documented(server):
    assert daypass(server, "why", "0" * 32).code == 1
    assert daypass(server, "can", "anonymous", "iot:Publish", "topic/x").code == 1
    assert daypass(server, "no-such-command").code == 2
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # Bound and not listening: connections are refused.
        unreachable = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        assert daypass(None, "health", endpoint=unreachable).code == 3


def test_env_prints_what_leads_a_client_here(server):
    variables = daypass(server, "env", "--format", "json").json()
    assert variables["AWS_ENDPOINT_URL_COGNITO_IDENTITY"] == server.endpoint
    assert "AWS_ENDPOINT_URL" not in variables
    assert "AWS_ENDPOINT_URL" in daypass(server, "env", "--format", "json", "--all").json()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def seconds_to_first_answer(folder: Path) -> float:
    port = free_port()
    command = [
        str(binary()), "dev", "--listen", f"127.0.0.1:{port}",
        "--mqtt-listen", "127.0.0.1:0", "--mqtts-listen", "127.0.0.1:0",
    ]
    with open(folder / "first-answer.txt", "ab") as output:
        started = time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, env=clean_environment(), stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    try:
        until(lambda: answers(port), 15, "the first answer")
        return time.monotonic() - started
    finally:
        process.terminate()
        process.wait(10)


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/-/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def test_the_first_answer_comes_at_once(tmp_path, capsys):
    best = min(seconds_to_first_answer(tmp_path) for _ in range(STARTS))
    with capsys.disabled():
        print(f" [first answer {best * 1000:.0f} ms after start, best of {STARTS}]", end="")
    assert best <= FIRST_ANSWER_SECONDS_MAX


def test_interrupting_ends_it_with_success(tmp_path):
    server = Server(tmp_path)
    assert server.stop() == 0


def test_an_address_in_use_is_said_so(server):
    process = subprocess.run(
        [str(binary()), "dev", "--listen", server.authority, "--mqtt-listen", "127.0.0.1:0",
         "--mqtts-listen", "127.0.0.1:0"],
        env=clean_environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, check=False)
    assert process.returncode == 1
    assert server.authority in process.stderr
