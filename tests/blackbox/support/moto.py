"""moto's server: AWS's APIs as others emulate them, a part of them at least."""

import subprocess
import sys
import urllib.request
from pathlib import Path

from .deadline import until
from .nginx import free_port
from .server import clean_environment

ACCOUNT = "123456789012"
READY_WITHIN_SECONDS = 30


class Moto:
    """The server as a process; what it writes is kept for the moment a test fails."""

    def __init__(self, folder: Path):
        self.port = free_port()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self.log = folder / "moto.txt"
        program = Path(sys.executable).parent / "moto_server"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, str(program), "-H", "127.0.0.1", "-p", str(self.port)],
                env=clean_environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)

    def __enter__(self):
        try:
            until(self._answers, READY_WITHIN_SECONDS, "moto")
        except AssertionError:
            self.__exit__()
            raise AssertionError(f"moto did not answer\n{self.log.read_text()[-4000:]}") from None
        return self

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()[-4000:]
        try:
            with urllib.request.urlopen(f"{self.endpoint}/moto-api/", timeout=5):
                return True
        except OSError:
            return False

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
