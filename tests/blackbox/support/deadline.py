"""Waiting for something that has no event of its own: ask again until a deadline."""

import threading
import time

ASK_EVERY_SECONDS = 0.01
_never = threading.Event()


def until(condition, seconds: float, what: str):
    """Gives back the first true answer of `condition`; fails naming `what` when the time is over."""
    ends = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > ends:
            raise AssertionError(f"{what}: not within {seconds} s")
        _never.wait(ASK_EVERY_SECONDS)
