"""Daypass's own command line, and the AWS CLI, as processes."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .paths import binary
from .server import ROOT_KEY, ROOT_SECRET, Server, clean_environment

COMMAND_SECONDS_MAX = 60


@dataclass
class Finished:
    """How a command ended and what it wrote."""

    code: int
    stdout: str
    stderr: str

    def json(self):
        return json.loads(self.stdout)


def _run(command: list[str], environment: dict[str, str]) -> Finished:
    ended = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=COMMAND_SECONDS_MAX, check=False,
    )
    return Finished(ended.returncode, ended.stdout, ended.stderr)


def daypass(server: Server | None, *arguments: str, endpoint: str | None = None, **environment: str) -> Finished:
    """Runs `daypass ARGUMENTS` against a server."""
    where = endpoint or (server.endpoint if server else "")
    more = {"DAYPASS_ENDPOINT": where} if where else {}
    return _run([str(binary()), *arguments], clean_environment(**more, **environment))


def aws(server: Server, *arguments: str, **environment: str) -> Finished:
    """Runs `aws ARGUMENTS`; unless told otherwise as root and led by `AWS_ENDPOINT_URL`."""
    settings = {
        "AWS_ACCESS_KEY_ID": ROOT_KEY,
        "AWS_SECRET_ACCESS_KEY": ROOT_SECRET,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": server.endpoint,
        "AWS_MAX_ATTEMPTS": "1",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_PAGER": "",
    } | environment
    settings = {name: value for name, value in settings.items() if value is not None}
    program = Path(sys.executable).parent / "aws"
    return _run([sys.executable, str(program), *arguments], clean_environment(**settings))
