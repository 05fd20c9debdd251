"""`daypass why` and `daypass can`, as tests compare them."""

from .command import Finished, daypass
from .server import Server


def why(server: Server, decision: str) -> dict:
    """The explanation of a refusal, by the id that the refusal carried."""
    assert decision, "the refusal carries no decision id"
    ended = daypass(server, "why", decision, "-o", "json")
    assert ended.code == 0, ended
    return ended.json()


def why_last(server: Server) -> dict:
    """The explanation of the newest refusal: MQTT 3.1.1 has no place for an id."""
    ended = daypass(server, "why", "--last", "-o", "json")
    assert ended.code == 0, ended
    return ended.json()


def can(server: Server, principal: str, action: str, resource: str) -> Finished:
    return daypass(server, "can", principal, action, resource, "-o", "json")
