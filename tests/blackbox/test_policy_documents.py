"""What a policy document must be to be saved: AWS's words for what is wrong, and its count of characters."""

import json

import pytest

from support import policies
from support.aws import client, refusal
from support.world import unique

STATE = ["memory"]
ARN = "arn:aws:iot:us-east-1:000000000000:"
SYNTAX = "Syntax errors in policy."
LEGACY = "The policy failed legacy parsing"
VENDOR = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."

# What is wrong with the statement of an identity policy, and how IAM says it.
IDENTITY = [
    ({"Effect": "allow"}, SYNTAX),
    ({"Extra": 1}, SYNTAX),
    ({"Sid": "not-a-sid"}, SYNTAX),
    ({"Condition": {"StringIs": {"aws:username": "x"}}}, SYNTAX),
    ({"Condition": {"NumericEquals": {"s3:max-keys": "ten"}}}, SYNTAX),
    ({"Condition": {"DateLessThan": {"aws:CurrentTime": "tomorrow"}}}, LEGACY),
    ({"Resource": "arn:aws:sqs::queue"}, LEGACY),
    ({"Action": []}, "Policy statement must contain actions."),
    ({"Action": "GetObject"}, VENDOR),
    ({"Condition": {"StringEquals": {"username": "x"}}}, VENDOR),
    ({"Action": "s3:Get:Object"}, "Actions/Condition can contain only one colon."),
    ({"Action": "a a:GetObject"}, "Vendor a a is not valid"),
    ({"Resource": "bucket"}, 'Resource bucket must be in ARN format or "*".'),
    ({"Resource": []}, "Policy statement must contain resources."),
    ({"Resource": "arn:b:s3:::x"}, 'Partition "b" is not valid for resource "arn:b:s3:::x".'),
    ({"Resource": "arn:aws:s*:::x"}, "Resource vendor must be fully qualified and cannot contain regexes."),
    ({"Resource": "arn:aws:iam::000000000000:thing/x"}, 'IAM resource path must either be "*" or start with user/, '),
    ({"Resource": "arn:aws:iam:us-east-1:000000000000:role/x"}, "IAM resource arn:aws:iam:us-east-1:000000000000:role/x "
        "cannot contain region information."),
    ({"Principal": "*"}, "Policy document should not specify a principal."),
]


@pytest.fixture(scope="module")
def iam(server):
    return client(server, "iam")


@pytest.fixture(scope="module")
def role(iam):
    name = unique("role")
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=policies.account_trust())
    return name


def put(iam, role, text: str):
    return refusal(iam.put_role_policy, RoleName=role, PolicyName="refused", PolicyDocument=text)


@pytest.mark.parametrize("wrong, message", IDENTITY, ids=lambda value: str(value)[:48])
def test_iam_says_what_is_wrong_with_an_identity_policy(iam, role, wrong, message):
    good = policies.allow("s3:GetObject")
    iam.put_role_policy(RoleName=role, PolicyName="taken", PolicyDocument=policies.document(good))
    text = policies.document(good | wrong)
    managed = refusal(iam.create_policy, PolicyName=unique("policy"), PolicyDocument=text)
    for refused in (put(iam, role, text), managed):
        assert (refused.code, refused.status) == ("MalformedPolicyDocument", 400)
        assert refused.message.startswith(message)
    assert iam.list_role_policies(RoleName=role)["PolicyNames"] == ["taken"]


def test_iam_says_what_is_wrong_with_a_whole_document(iam, role):
    one = policies.allow("s3:GetObject")
    twice = policies.document(one | {"Sid": "A"}, one | {"Sid": "A"})
    for text, message in (
        ("{", SYNTAX), ("[]", SYNTAX), ('{"Statement": []}', SYNTAX),
        (json.dumps({"Version": "2012-10-18", "Statement": [one]}), SYNTAX),
        ('{"Statement": {"Effect": "Allow", "Effect": "Deny", "Action": "*", "Resource": "*"}}', SYNTAX),
        (twice, "Statement IDs (SID) in a single policy must be unique."),
    ):
        refused = put(iam, role, text)
        assert (refused.code, refused.message) == ("MalformedPolicyDocument", message), text


def test_a_managed_policy_is_of_the_newer_version(iam, role):
    for version in ({}, {"Version": "2008-10-17"}):
        old = json.dumps(version | {"Statement": [policies.allow("s3:GetObject")]})
        iam.put_role_policy(RoleName=role, PolicyName="old", PolicyDocument=old)
        refused = refusal(iam.create_policy, PolicyName=unique("old"), PolicyDocument=old)
        assert refused.code == "MalformedPolicyDocument"
        assert refused.message == "Policy document must be version 2012-10-17 or greater."
    iam.delete_role_policy(RoleName=role, PolicyName="old")


@pytest.mark.parametrize("wrong, message", [
    ({"Resource": "*"}, "Has prohibited field Resource"),
    ({"NotResource": "*"}, "AssumeRole policy must not contain resources."),
    ({"Principal": {"AWS": "arn:aws:iam::000000000000:role/*"}}, 'Invalid principal in policy: '
        '"AWS":"arn:aws:iam::000000000000:role/*"'),
    ({"Principal": {"Service": "*"}}, 'Invalid principal in policy: "SERVICE":"*"'),
    ({"Principal": {"Federated": "arn:aws:iam//000000000000:oidc-provider/x"}},
         "Federated principals must be valid domain names or SAML metadata ARNs"),
    ({"Principal": "*"}, 'AssumeRolepolicy contained an invalid principal: "STAR":"*".'),
    ({"Principal": {}}, "Missing required field Principal cannot be empty!"),
    ({"Principal": {"AWS": []}}, "Invalid principal in policy: com.amazon.balsa.error.InvalidPolicyException: "
        "The passed in policy has a statement with no principals!"),
    ({"Effect": "allow"}, "Invalid effect: allow"),
    ({"_comment": "why"}, "Unknown field _comment"),
    ({"Action": "s3:GetObject"}, "AssumeRole policy may only specify STS AssumeRole actions."),
    ({"Action": "*"}, "AssumeRole policy may only specify STS AssumeRole actions."),
    ({"Principal": {"Federated": "cognito-identity.amazonaws.com"}, "Action": "sts:AssumeRoleWithWebIdentity"},
        "A condition block must be present for the Cognito provider"),
], ids=str)
def test_iam_says_what_is_wrong_with_a_trust_policy(iam, role, wrong, message):
    trust = json.loads(policies.account_trust())
    trust["Statement"][0] |= wrong
    refused_trust(iam, role, json.dumps(trust), message)


def test_iam_says_what_is_wrong_with_a_whole_trust_policy(iam, role):
    one = json.loads(policies.account_trust())["Statement"][0] | {"Sid": "A"}
    for text, message in (
        ("trust.json", "This policy contains invalid Json"),
        ("{}", "Syntax error at position (1,3)"),
        ('{"Statement": []}', "Could not parse the policy: Statement is empty!"),
        (json.dumps({"Version": "2012-10-18", "Statement": one}), "The policy must contain a valid version string"),
        (json.dumps({"statement": one}), "Unknown field statement"),
        (json.dumps({"Statement": [one, one]}), "The Statement Ids in the policy are not unique"),
        *((json.dumps({"Statement": {key: value for key, value in one.items() if key != missing}}),
            f"Missing required field {missing}") for missing in ("Effect", "Principal", "Action")),
    ):
        refused_trust(iam, role, text, message)


def refused_trust(iam, role, text: str, message: str) -> None:
    """Refused for a new role and for one that is there, whose trust policy stays."""
    made = refusal(iam.create_role, RoleName=unique("role"), AssumeRolePolicyDocument=text)
    for refused in (made, refusal(iam.update_assume_role_policy, RoleName=role, PolicyDocument=text)):
        assert (refused.code, refused.status, refused.message) == ("MalformedPolicyDocument", 400, message), text
    kept = iam.get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"]
    assert kept == json.loads(policies.account_trust())


def test_sts_says_what_is_wrong_with_a_session_policy(server, iam, role):
    sts = client(server, "sts")
    arn = iam.get_role(RoleName=role)["Role"]["Arn"]
    taken = {"RoleArn": arn, "RoleSessionName": "session", "Policy": policies.document(policies.allow("s3:*"))}
    sts.assume_role(**taken)
    for text, message in (
        (policies.document(policies.allow("s3")), VENDOR), ("{}", SYNTAX),
        ("policy.json", "The policy is not in the valid JSON format."),
    ):
        refused = refusal(sts.assume_role, **taken | {"Policy": text})
        assert (refused.code, refused.status, refused.message) == ("MalformedPolicyDocument", 400, message)


@pytest.mark.parametrize("wrong, message", [
    ({"Effect": "allow"}, "Invalid policy syntax."),
    ({"Action": "publish"}, "Invalid policy syntax."),
    ({"Principal": "*"}, "Invalid policy syntax."),
    ({"Resource": "topic/x"}, "The following resources are invalid : topic/x"),
], ids=str)
def test_iot_says_what_is_wrong_with_a_policy(world, wrong, message):
    good = policies.allow("iot:Publish", f"{ARN}topic/x")
    text = policies.document(good | wrong)
    name = world.iot_policy(policies.document(good))
    for refused in (
        refusal(world.iot.create_policy, policyName=unique("policy"), policyDocument=text),
        refusal(world.iot.create_policy_version, policyName=name, policyDocument=text),
    ):
        assert (refused.code, refused.status) == ("MalformedPolicyException", 400)
        assert refused.message == f"Policy document is Malformed: {message}"


def sized(characters: int, statement: dict) -> str:
    """A document of so many characters, and of twice as many with its white space."""
    compact = json.dumps({"Version": "2012-10-17", "Statement": [statement | {"Sid": ""}]}, separators=(",", ":"))
    text = compact.replace('"Sid":""', '"Sid":"%s"' % ("s" * (characters - len(compact))))
    return text.replace(",", "," + " \t\r\n" * (characters // 4), 1)


def test_white_space_does_not_count(world, iam):
    name = unique("role")
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=policies.account_trust())
    allow, topic = policies.allow("s3:*"), policies.allow("iot:Publish", f"{ARN}topic/x")
    trust = json.loads(policies.account_trust())["Statement"][0]
    put = {"RoleName": name, "PolicyName": "large"}
    cases = (
        (iam.create_policy, lambda: {"PolicyName": unique("large")}, "PolicyDocument", 6_144, allow, "LimitExceeded"),
        (iam.put_role_policy, lambda: put, "PolicyDocument", 10_240, allow, "LimitExceeded"),
        (iam.update_assume_role_policy, lambda: {"RoleName": name}, "PolicyDocument", 2_048, trust, "LimitExceeded"),
        (world.iot.create_policy, lambda: {"policyName": unique("large")}, "policyDocument", 2_048, topic,
            "MalformedPolicyException"),
    )
    for call, arguments, document, most, statement, code in cases:
        call(**arguments(), **{document: sized(most, statement)})
        assert refusal(call, **arguments(), **{document: sized(most + 1, statement)}).code == code


def test_the_inline_policies_of_a_role_are_counted_together(iam):
    name = unique("role")
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=policies.account_trust())
    half = sized(5_120, policies.allow("s3:*"))
    for policy in ("one", "two", "two"):
        iam.put_role_policy(RoleName=name, PolicyName=policy, PolicyDocument=half)
    third = policies.document(policies.allow("s3:*"))
    refused = refusal(iam.put_role_policy, RoleName=name, PolicyName="three", PolicyDocument=third)
    assert (refused.code, refused.status) == ("LimitExceeded", 409)
