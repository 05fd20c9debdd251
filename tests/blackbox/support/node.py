"""Calls into the Node process that holds the JavaScript clients."""

import itertools
import json
import threading

from .child import NodeProgram

_numbers = itertools.count(1)


class NodeError(Exception):
    """What a JavaScript client threw: its name, message and whatever else it told."""

    def __init__(self, error: dict):
        super().__init__(f"{error.get('name')}: {error.get('message')}")
        self.error = error


class NodeWorker(NodeProgram):
    """`worker.mjs`: one request line, one answer line, in order."""

    program = "worker.mjs"

    def __enter__(self):
        self.lock = threading.Lock()
        return super().__enter__()

    def call(self, operation: str, **arguments):
        """Runs one operation of the worker and gives back its result."""
        with self.lock:
            number = next(_numbers)
            request = {"number": number, "operation": operation, "arguments": arguments}
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
            answer = self.read_line()
        assert answer["number"] == number, answer
        if "error" in answer:
            raise NodeError(answer["error"])
        return answer.get("result")
