"""What strace saw of a server: requests, completed syncs and answers, in the order they happened."""

import re
from dataclasses import dataclass
from pathlib import Path

CALLS = "recvfrom,recvmsg,read,readv,sendto,sendmsg,write,writev,fsync,fdatasync"

_LINE = re.compile(r"^(?P<thread>\d+) +(?P<rest>.*)$")
_RECEIVED = re.compile(r"^(<\.\.\. )?(recvfrom|recvmsg|read|readv)\b.*POST / HTTP")
_ANSWERED = re.compile(r"^(sendto|sendmsg|write|writev)\(.*HTTP/1\.1 \d\d\d")
_SYNC_BEGUN = re.compile(r"^(fsync|fdatasync)\(\d+<(?P<file>[^>]*)>(?P<ended>\) += 0)?")
_SYNC_RESUMED = re.compile(r"^<\.\.\. (fsync|fdatasync) resumed>\) += 0")


@dataclass
class Event:
    kind: str  # "request", "sync" (begun after everything before it, and completed) or "answer"
    file: str = ""
    begun: int = 0


def events(trace: Path) -> list[Event]:
    """The events of a trace. A sync stands where it completed, and says how many events it began after."""
    found: list[Event] = []
    running: dict[str, tuple[str, int]] = {}
    for line in trace.read_text(errors="replace").splitlines():
        match = _LINE.match(line)
        if not match:
            continue
        thread, rest = match["thread"], match["rest"]
        if _RECEIVED.match(rest):
            found.append(Event("request"))
        elif _ANSWERED.match(rest):
            found.append(Event("answer"))
        elif begun := _SYNC_BEGUN.match(rest):
            if begun["ended"]:
                found.append(Event("sync", begun["file"], len(found)))
            else:
                running[thread] = (begun["file"], len(found))
        elif _SYNC_RESUMED.match(rest) and thread in running:
            file, count = running.pop(thread)
            found.append(Event("sync", file, count))
    return found


def exchanges(found: list[Event]) -> list[list[str]]:
    """For requests that were sent one after the other: the files whose sync began after the request
    had arrived and completed before its answer was sent."""
    per_request, arrived = [], None
    for position, event in enumerate(found):
        if event.kind == "request":
            arrived, synced = position, []
        elif event.kind == "sync" and arrived is not None and event.begun > arrived:
            synced.append(event.file)
        elif event.kind == "answer" and arrived is not None:
            per_request.append(synced)
            arrived = None
    return per_request
