"""A real object store (s3s-fs) that keeps files, and a relay before it that hears what it is sent."""

import re
import select
import socket
import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path

from .deadline import until
from .nginx import free_port
from .paths import object_store
from .server import clean_environment

KEY, SECRET = "STOREKEYOFITSOWN", "the-secret-of-the-store-that-no-caller-has"
BUCKET = "app-data"


class Relay:
    """Passes connections on, and keeps the bytes that went to the store."""

    def __init__(self, port: int):
        self.to_port = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.heard = bytearray()
        self.hears = True
        self.near: set[socket.socket] = set()
        self.busy = 0
        self.lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    @contextmanager
    def _working(self):
        """What is about to be read counts until it was heard."""
        with self.lock:
            self.busy += 1
        try:
            yield
        finally:
            with self.lock:
                self.busy -= 1

    def _accept(self):
        while True:
            try:
                select.select([self.listener], [], [])
                with self._working():
                    near, _ = self.listener.accept()
                    self.near.add(near)
            except (OSError, ValueError):
                return
            threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket):
        try:
            with near, socket.create_connection(("127.0.0.1", self.to_port)) as far:
                while self._pass(near, far):
                    pass
        except OSError:
            pass
        finally:
            self.near.discard(near)

    def _pass(self, near: socket.socket, far: socket.socket) -> bool:
        for ready in select.select([near, far], [], [])[0]:
            with self._working():
                data = ready.recv(65536)
                if not data:
                    self.near.discard(near)
                    return False
                if ready is near and self.hears:
                    self.heard += data
                (far if ready is near else near).sendall(data)
        return True

    def is_quiet(self) -> bool:
        """Whether all that was sent so far was heard."""
        try:
            return not select.select([self.listener, *self.near], [], [], 0)[0] and self.busy == 0
        except (OSError, ValueError, RuntimeError):
            return False  # One of them ended meanwhile.

    def requests(self, since: int = 0) -> list[str]:
        """The request lines that went to the store since so many bytes, methods and paths."""
        lines = re.findall(rb"(?:^|[^\r\n])?((?:GET|PUT|POST|HEAD|DELETE) [^ \r\n]+) HTTP/1\.1\r\n", bytes(self.heard[since:]))
        return [line.decode() for line in lines]

    @contextmanager
    def deaf(self):
        """Keeps nothing of what passes meanwhile."""
        self.hears = False
        try:
            yield
        finally:
            self.hears = True

    def close(self):
        self.listener.close()


class ObjectStore:
    """s3s-fs over a folder with two buckets, behind a relay."""

    def __init__(self, folder: Path):
        self.folder = folder / "objects"
        for bucket in (BUCKET, "other-data"):
            (self.folder / bucket).mkdir(parents=True)
        self.own_port = free_port()
        self.log = folder / "s3s-fs.txt"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [str(object_store()), "--host", "127.0.0.1", "--port", str(self.own_port),
                 "--access-key", KEY, "--secret-key", SECRET, str(self.folder)],
                env=clean_environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        until(self._answers, 15, "s3s-fs")
        self.relay = Relay(self.own_port)

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.own_port)) == 0

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.relay.port}"

    def settings(self, folder: Path, more: str = "") -> str:
        """The section of the configuration that stands before this store."""
        secret = folder / "store-secret"
        secret.write_text(SECRET + "\n")
        return (f'[[signing_proxy]]\nlisten = "127.0.0.1:0"\nupstream = "{self.endpoint}"\n'
                f'buckets = ["{BUCKET}"]\naccess_key_id = "{KEY}"\nsecret_access_key_file = "{secret}"\n{more}')

    def holds(self, key: str) -> bytes | None:
        """The object as it lies in the folder."""
        path = self.folder / BUCKET / key
        return path.read_bytes() if path.is_file() else None

    def put(self, key: str, body: bytes) -> None:
        path = self.folder / BUCKET / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)

    def close(self):
        self.relay.close()
        self.process.terminate()
        self.process.wait(10)
