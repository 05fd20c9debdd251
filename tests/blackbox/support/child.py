"""A Node program that runs beside the tests: it speaks JSON lines and ends with its standard input."""

import json
import subprocess

from .paths import NODE
from .server import clean_environment

ENDS_WITHIN_SECONDS = 10


class NodeProgram:
    """A program of `tests/node`, from its first line of JSON until it is told to end."""

    program: str

    def __enter__(self):
        self.process = subprocess.Popen(
            ["node", self.program], cwd=NODE, env=clean_environment(),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        self.ready = self.read_line()
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(ENDS_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def read_line(self) -> dict:
        line = self.process.stdout.readline()
        assert line, f"{self.program} ended with {self.process.poll()}"
        return json.loads(line)
