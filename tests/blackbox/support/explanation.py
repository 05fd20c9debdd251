"""`daypass why` and `daypass can`, as tests compare them."""

import json
from dataclasses import dataclass

from .command import Finished, daypass
from .server import Server


@dataclass
class Explanation:
    """What `why` and `can` tell, in the words of the policy engine's own tables."""

    whole: dict

    @property
    def action(self) -> str:
        return self.whole["action"]

    @property
    def resource(self) -> str:
        return self.whole["resource"]

    @property
    def outcome(self) -> str:
        """`allow`, `explicit_deny` or `implicit_deny`."""
        return self.whole["outcome"]

    @property
    def leg(self) -> str | None:
        """The leg that refused: `identity`, `boundary`, `session`, `device`, `trust`."""
        return self.whole.get("leg")

    @property
    def missing(self) -> dict:
        """The smallest statement that would have made the refusing leg allow."""
        statements = [leg["missing"] for leg in self.whole["legs"] if leg.get("missing")]
        assert len(statements) == 1, self.whole
        return statements[0]

    def __contains__(self, text: str) -> bool:
        return text in json.dumps(self.whole)


def why(server: Server, decision: str | None) -> Explanation:
    """The explanation of a refusal, by the id that the refusal carried."""
    assert decision, "the refusal carries no decision id"
    return _explained(daypass(server, "why", decision, "-o", "json"))


def why_last(server: Server) -> Explanation:
    """The explanation of the newest refusal: MQTT 3.1.1 has no place for an id."""
    return _explained(daypass(server, "why", "--last", "-o", "json"))


def _explained(ended: Finished) -> Explanation:
    assert ended.code == 0, ended
    return Explanation(ended.json())


def can(server: Server, principal: str, action: str, resource: str, *more: str) -> tuple[bool, Explanation]:
    """Whether `daypass can` says yes, by its exit code and by its answer, which must agree."""
    ended = daypass(server, "can", principal, action, resource, *more, "-o", "json")
    assert ended.code in (0, 1), ended
    answer = Explanation(ended.json())
    assert (answer.outcome == "allow") == (ended.code == 0), ended
    return ended.code == 0, answer
