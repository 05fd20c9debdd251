"""The server under test, as a process that its tests start and end."""

import json
import os
import signal
import subprocess
import time
import uuid
from pathlib import Path

from .deadline import until
from .paths import binary

ROOT_KEY = "AKIADAYPASSDEVELOPER"
ROOT_SECRET = "daypass-development-secret-access-key-00"
ACCOUNT = "000000000000"
REGION = "us-east-1"

READY_WITHIN_SECONDS = 15
ENDS_WITHIN_SECONDS = 10

#: Every process that a test run starts inherits this, so that none can be left behind unseen.
RUN_MARK = "DAYPASS_TEST_RUN"
RUN_ID = os.environ.setdefault(RUN_MARK, uuid.uuid4().hex)


def clean_environment(**more: str) -> dict[str, str]:
    """The environment without anything that would lead a client or the server elsewhere."""
    kept = {
        name: value for name, value in os.environ.items()
        if not name.upper().startswith(("AWS_", "DAYPASS_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"))
    }
    return kept | {RUN_MARK: RUN_ID, "NO_PROXY": "*", "NO_COLOR": "1"} | more


class Server:
    """`daypass dev --empty` on free ports, with its output kept for the moment a test fails."""

    def __init__(self, folder: Path, data: Path | None = None, arguments: tuple[str, ...] = ("--empty",),
                 under: tuple[str, ...] = ()):
        self.folder = folder
        self.data = data
        self.arguments = arguments
        self.under = under
        self.starts = 0
        self.start()

    def start(self) -> None:
        """Starts the process and comes back when its ready file is there."""
        self.starts += 1
        ready_file = self.folder / f"ready-{self.starts}.json"
        self.stdout_path = self.folder / f"stdout-{self.starts}.txt"
        self.stderr_path = self.folder / f"stderr-{self.starts}.txt"
        command = [*self.under, str(binary()), *self.words(), "--ready-file", str(ready_file)]
        with open(self.stdout_path, "wb") as stdout, open(self.stderr_path, "wb") as stderr:
            self.started_at = time.monotonic()
            self.process = subprocess.Popen(
                command, cwd=self.folder, env=clean_environment(),
                stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr,
            )
        try:
            until(lambda: self._ready_or_dead(ready_file), READY_WITHIN_SECONDS, "the ready file")
        except AssertionError:
            self.kill()
            raise AssertionError(f"the server did not become ready\n{self.output()}") from None
        self.ready_after = time.monotonic() - self.started_at
        self.ready = json.loads(ready_file.read_text())

    def words(self) -> list[str]:
        """What is typed after `daypass`."""
        return [
            "dev", *self.arguments,
            "--listen", "127.0.0.1:0", "--mqtt-listen", "127.0.0.1:0", "--mqtts-listen", "127.0.0.1:0",
            *(["--data", str(self.data)] if self.data else []),
        ]

    def _ready_or_dead(self, ready_file: Path) -> bool:
        if self.process.poll() is not None:
            raise AssertionError(f"the server ended with {self.process.returncode}")
        return ready_file.exists()

    @property
    def endpoint(self) -> str:
        return self.ready["endpoint"].rstrip("/")

    @property
    def https_endpoint(self) -> str:
        return self.ready["https_endpoint"].rstrip("/")

    @property
    def authority(self) -> str:
        """`host:port` of the API."""
        return self.endpoint.removeprefix("http://")

    @property
    def port(self) -> int:
        return int(self.authority.rsplit(":", 1)[1])

    @property
    def ca_file(self) -> str:
        return self.ready["ca_file"]

    def is_running(self) -> bool:
        return self.process.poll() is None

    def log(self) -> str:
        """What the server wrote to its standard error since it started."""
        return self.stderr_path.read_text(errors="replace")

    def output(self) -> str:
        banner = self.stdout_path.read_text(errors="replace")
        return f"--- standard output\n{banner}\n--- standard error (end)\n{self.log()[-8000:]}"

    def stop(self) -> int:
        """Asks the process to end, as Ctrl-C does, and gives back its exit code."""
        if self.is_running():
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(ENDS_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the server did not end on SIGINT\n{self.output()}") from None

    def kill(self) -> None:
        """Ends the process without giving it a chance: `kill -9`."""
        self.process.kill()
        self.process.wait()


class Production(Server):
    """`daypass serve`, with a configuration file and nothing else."""

    def __init__(self, folder: Path, config: Path):
        self.config = config
        super().__init__(folder)

    def words(self) -> list[str]:
        return ["serve", "--config", str(self.config)]


def left_behind() -> list[str]:
    """Processes of this test run that still live, this one aside."""
    mark = f"{RUN_MARK}={RUN_ID}".encode()
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit() or int(folder.name) == os.getpid():
            continue
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue  # It ended, or is not ours to read.
    return [command for command in found if command]
