"""Sessions of roles: what a chain hands down, how long it may last, and what a call may bring."""

import json

import pytest

from support import policies
from support.aws import Keys, client, refusal
from support.policies import allow
from support.world import unique

STATE = ["memory"]
ALL = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]


def trust(*actions: str, **condition) -> str:
    trust = json.loads(policies.account_trust())
    trust["Statement"][0] |= {"Action": list(actions)} | ({"Condition": condition} if condition else {})
    return json.dumps(trust)


@pytest.fixture(scope="module")
def role(world) -> str:
    """Trusts everybody of the account, and may assume roles and list policies if its tag says so."""
    blue = {"StringEquals": {"aws:PrincipalTag/team": "blue"}}
    return world.role(trust(*ALL), policies.document(allow(ALL), allow("iot:ListPolicies", Condition=blue)))


def assumed(sts, role: str, **more) -> dict:
    return sts.assume_role(RoleArn=role, RoleSessionName="session", **more)


def tags(**values: str) -> list[dict]:
    return [{"Key": key, "Value": value} for key, value in values.items()]


def test_a_chain_hands_transitive_tags_and_the_source_identity_down(server, world, role):
    first = assumed(world.sts, role, Tags=tags(team="blue", desk="7"), TransitiveTagKeys=["team"], SourceIdentity="alice")
    second = assumed(client(server, "sts", Keys.of(first["Credentials"])), role, Tags=tags(desk="8"))
    sts = client(server, "sts", Keys.of(second["Credentials"]))
    third = assumed(sts, role)
    assert [answer["SourceIdentity"] for answer in (first, second, third)] == ["alice"] * 3
    client(server, "iot", Keys.of(third["Credentials"])).list_policies()
    plain = assumed(client(server, "sts", Keys.of(assumed(world.sts, role, Tags=tags(team="blue"))["Credentials"])), role)
    assert refusal(client(server, "iot", Keys.of(plain["Credentials"])).list_policies).status == 403
    for more, code, message in (
        ({"Tags": tags(TEAM="red")}, "InvalidParameterValue", "One of the specified transitive tag keys can't be set "
            "because it conflicts with a transitive tag key from the calling session."),
        ({"SourceIdentity": "bob"}, "ValidationError", "The source identity is already set for this assume role session"),
    ):
        refused = refusal(assumed, sts=sts, role=role, **more)
        assert (refused.code, refused.status, refused.message) == (code, 400, message)
    assumed(sts, role, SourceIdentity="alice")


def test_what_is_handed_down_needs_the_trust_policys_word_at_each_step(server, world, role):
    """As people have seen AWS refuse chains without new tags."""
    with_tag = assumed(world.sts, role, Tags=tags(team="blue"), TransitiveTagKeys=["team"])
    with_identity = assumed(world.sts, role, SourceIdentity="alice")
    for answer, missing in ((with_tag, "sts:TagSession"), (with_identity, "sts:SetSourceIdentity")):
        sts = client(server, "sts", Keys.of(answer["Credentials"]))
        closed = world.role(trust(*(action for action in ALL if action != missing)))
        assert refusal(assumed, sts=sts, role=closed).code == "AccessDenied"
        assumed(sts, world.role(trust(*ALL)))


def test_tags_of_a_call_are_held_to_their_rules(server, world, role):
    assumed(world.sts, role, Tags=tags(**{"k" * 128: "v" * 256}))
    unchecked = client(server, "sts", parameter_validation=False)
    for more, code, message in (
        ({"Tags": tags(k="v", K="w")}, "InvalidParameterValue",
            "Duplicate tag keys found. Please note that Tag keys are case insensitive."),
        ({"Tags": tags(k="v"), "TransitiveTagKeys": ["other"]}, "InvalidParameterValue",
            "The specified transitive tag key must be included in the requested tags."),
        ({"Tags": tags(**{"k" * 129: "v"})}, "ValidationError", at("tags.1.member.key", "k" * 129, 128)),
        ({"Tags": tags(k="v" * 257)}, "ValidationError", at("tags.1.member.value", "v" * 257, 256)),
    ):
        refused = refusal(assumed, sts=unchecked, role=role, **more)
        assert (refused.code, refused.status, refused.message) == (code, 400, message)
    many = refusal(assumed, sts=unchecked, role=role, Tags=tags(**{f"k{number}": "v" for number in range(51)}))
    assert many.code == "ValidationError" and many.message.endswith("Member must have length less than or equal to 50")


def at(member: str, value: str, most: int) -> str:
    return (f"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: "
            f"Member must have length less than or equal to {most}")


def test_a_session_lasts_no_longer_than_its_role_lets_it(server, world):
    role = world.role(trust(*ALL), policies.document(allow(ALL)), MaxSessionDuration=7_200)
    unchecked = client(server, "sts", parameter_validation=False)
    own = assumed(world.sts, role, DurationSeconds=7_200)
    chained = client(server, "sts", Keys.of(own["Credentials"]))
    assumed(chained, role, DurationSeconds=3_600)
    for sts, seconds, message in (
        (world.sts, 7_201, "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."),
        (chained, 3_601,
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining"),
        (unchecked, 899, "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: "
            "Member must have value greater than or equal to 900"),
        (unchecked, 43_201, "1 validation error detected: Value '43201' at 'durationSeconds' failed to satisfy "
            "constraint: Member must have value less than or equal to 43200"),
    ):
        refused = refusal(assumed, sts=sts, role=role, DurationSeconds=seconds)
        assert (refused.code, refused.status, refused.message) == ("ValidationError", 400, message)


def test_a_third_party_shows_its_external_id(world):
    role = world.role(trust("sts:AssumeRole", StringEquals={"sts:ExternalId": "contract/7"}))
    assumed(world.sts, role, ExternalId="contract/7")
    for more in ({}, {"ExternalId": "contract/8"}):
        assert refusal(assumed, sts=world.sts, role=role, **more).code == "AccessDenied"


def test_session_policies_cut_a_session_and_add_up_among_themselves(server, world):
    role = world.role(trust("sts:AssumeRole"), policies.document(allow(["iot:ListPolicies", "iot:ListThings"])))
    things = world.iam.create_policy(
        PolicyName=unique("things"), PolicyDocument=policies.document(allow("iot:ListThings")))["Policy"]["Arn"]
    listed, more = policies.document(allow("iot:ListPolicies")), policies.document(allow("iot:ListCertificates"))
    for given, may in (
        ({}, {"list_policies", "list_things"}),
        ({"Policy": listed}, {"list_policies"}),
        ({"PolicyArns": [{"arn": things}]}, {"list_things"}),
        ({"Policy": listed, "PolicyArns": [{"arn": things}]}, {"list_policies", "list_things"}),
        ({"Policy": more}, set()),
    ):
        iot = client(server, "iot", Keys.of(assumed(world.sts, role, **given)["Credentials"]))
        for call in ("list_policies", "list_things", "list_certificates"):
            if call in may:
                getattr(iot, call)()
            else:
                assert refusal(getattr(iot, call)).status == 403, (given, call)
