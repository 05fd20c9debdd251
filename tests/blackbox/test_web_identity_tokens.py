"""`GetWebIdentityToken`: an account's own issuer tells services elsewhere who a caller is. Generic verifiers
find its keys by discovery, and another Daypass takes it for an OpenID provider."""

import base64
import hashlib
import json
import ssl
from datetime import datetime, timedelta, timezone
from pathlib import Path

import httpx
import pytest

from support import policies
from support.aws import ROOT, Keys, client, refusal
from support.explanation import why
from support.node import NodeError
from support.object_store import Relay
from support.policies import allow, provider_trust
from support.server import ACCOUNT, REGION, Server
from support.world import World, unique

VERIFIERS = ["jose", "aws-jwt-verify"]
ALGORITHMS = ["RS256", "ES384"]
AUDIENCE = "https://api.example"
NAMESPACE = "https://sts.amazonaws.com/"
DISABLED = "Outbound web identity federation is disabled for your account"


@pytest.fixture(scope="module")
def relay():
    """Where the first server is reached: it has to know that before it has a port."""
    opened = Relay(0)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def server(relay, tmp_path_factory):
    folder = tmp_path_factory.mktemp("first")
    (folder / "daypass.toml").write_text(f'identity_token_issuer = "https://127.0.0.1:{relay.port}"\n')
    running = Server(folder, arguments=("--empty", "--config", str(folder / "daypass.toml")))
    relay.to_port = running.port
    yield running
    assert running.stop() == 0, running.output()


@pytest.fixture(scope="module")
def issuer(world) -> str:
    """The account's issuer, enabled for the first time."""
    assert refusal(world.iam.get_outbound_web_identity_federation_info).code == "FeatureDisabled"
    return world.iam.enable_outbound_web_identity_federation()["IssuerIdentifier"]


def token(sts, **asked) -> str:
    return sts.get_web_identity_token(**{"Audience": [AUDIENCE], "SigningAlgorithm": "RS256"} | asked)["WebIdentityToken"]


def part(text: str, index: int) -> dict:
    encoded = text.split(".")[index]
    return json.loads(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))


def verified(node, server, verifier: str, issuer: str, text: str, audience: str = AUDIENCE) -> dict:
    ca = Path(server.ca_file).read_text()
    return node.call("verifyToken", verifier=verifier, endpoint=issuer, ca=ca, token=text, audience=audience,
                     algorithms=ALGORITHMS)


def test_an_account_enables_its_issuer_once_and_keeps_it(world, issuer, relay):
    iam = world.iam
    base, _, uuid = issuer.rpartition("/")
    assert base == f"https://127.0.0.1:{relay.port}/tokens.sts" and len(uuid) == 36
    told = iam.get_outbound_web_identity_federation_info()
    assert (told["IssuerIdentifier"], told["JwtVendingEnabled"]) == (issuer, True)
    twice = refusal(iam.enable_outbound_web_identity_federation)
    assert (twice.code, twice.status) == ("FeatureEnabled", 409)
    before = token(world.sts)
    iam.disable_outbound_web_identity_federation()
    for call in (iam.disable_outbound_web_identity_federation, iam.get_outbound_web_identity_federation_info):
        refused = refusal(call)
        assert (refused.code, refused.status, refused.message) == ("FeatureDisabled", 404, DISABLED)
    refused = refusal(world.sts.get_web_identity_token, Audience=[AUDIENCE], SigningAlgorithm="RS256")
    assert (refused.code, refused.status) == ("OutboundWebIdentityFederationDisabledException", 403)
    assert refused.message == DISABLED
    # Tokens that are out stay good: their keys stay published, and the issuer its own.
    assert part(before, 0)["kid"] in published(world.server, issuer)
    assert iam.enable_outbound_web_identity_federation()["IssuerIdentifier"] == issuer
    renewed = part(token(world.sts), 0)["kid"]
    assert renewed != part(before, 0)["kid"]
    assert {renewed, part(before, 0)["kid"]} <= set(published(world.server, issuer))


def published(server, issuer: str) -> list[str]:
    trust = ssl.create_default_context(cafile=server.ca_file)
    document = httpx.get(f"{issuer}/.well-known/openid-configuration", verify=trust, trust_env=False).json()
    assert document["issuer"] == issuer and document["jwks_uri"] == f"{issuer}/.well-known/jwks.json"
    keys = httpx.get(document["jwks_uri"], verify=trust, trust_env=False).json()["keys"]
    assert not any(member in key for key in keys for member in ("d", "p", "q"))
    return [key["kid"] for key in keys]


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize("verifier", VERIFIERS)
def test_generic_verifiers_find_the_keys_by_discovery(server, world, issuer, node, verifier, algorithm):
    text = token(world.sts, SigningAlgorithm=algorithm)
    assert part(text, 0) == {"kid": part(text, 0)["kid"], "typ": "JWT", "alg": algorithm}
    claims = verified(node, server, verifier, issuer, text)
    assert claims["iss"] == issuer and claims["aud"] == AUDIENCE
    # Another audience, a changed claim under the old signature, and the issuer of identity tokens.
    with pytest.raises(NodeError):
        verified(node, server, verifier, issuer, text, audience="https://other.example")
    head, body, signature = text.split(".")
    forged = part(text, 1) | {"sub": f"arn:aws:iam::{ACCOUNT}:role/other"}
    forged = base64.urlsafe_b64encode(json.dumps(forged).encode()).decode().rstrip("=")
    with pytest.raises(NodeError):
        verified(node, server, verifier, issuer, f"{head}.{forged}.{signature}")
    with pytest.raises(NodeError):
        verified(node, server, verifier, server.https_endpoint, text)


def test_the_claims_tell_who_calls(world, issuer):
    trust = policies.account_trust().replace(
        '"sts:AssumeRole"', '["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]')
    role = world.role(trust, policies.document(allow("sts:*")), Tags=[{"Key": "team", "Value": "blue"}])
    assumed = world.sts.assume_role(
        RoleArn=role, RoleSessionName="worker", SourceIdentity="alice", DurationSeconds=900,
        Tags=[{"Key": "stage", "Value": "test"}])["Credentials"]
    asked = client(world.server, "sts", Keys.of(assumed)).get_web_identity_token(
        Audience=["one", "two"], SigningAlgorithm="ES384", DurationSeconds=60, Tags=[{"Key": "job", "Value": "7"}])
    claims = part(asked["WebIdentityToken"], 1)
    assert (claims["aud"], claims["sub"], claims["iss"]) == (["one", "two"], role, issuer)
    assert claims["exp"] - claims["iat"] == 60 and claims["jti"]
    assert asked["Expiration"] == datetime.fromtimestamp(claims["exp"], timezone.utc)
    assert claims[NAMESPACE] == {
        "aws_account": ACCOUNT, "source_region": REGION, "principal_id": role, "source_identity": "alice",
        "original_session_exp": assumed["Expiration"].strftime("%Y-%m-%dT%H:%M:%SZ"),
        "principal_tags": {"team": "blue", "stage": "test"}, "request_tags": {"job": "7"}}
    # By default it is five minutes; and the root user is nothing but itself.
    claims = part(token(world.sts), 1)
    assert claims["exp"] - claims["iat"] == 300
    assert claims["sub"] == f"arn:aws:iam::{ACCOUNT}:root"
    assert set(claims[NAMESPACE]) == {"aws_account", "source_region", "principal_id"}


def test_a_user_and_an_app_user_are_told_apart(server, world, issuer):
    name = unique("user")
    arn = world.iam.create_user(UserName=name, Path="/app/", Tags=[{"Key": "team", "Value": "red"}])["User"]["Arn"]
    world.iam.put_user_policy(UserName=name, PolicyName="permissions", PolicyDocument=policies.document(allow("sts:*")))
    key = world.iam.create_access_key(UserName=name)["AccessKey"]
    claims = part(token(client(server, "sts", Keys(key["AccessKeyId"], key["SecretAccessKey"]))), 1)
    assert claims["sub"] == arn and claims[NAMESPACE]["principal_tags"] == {"team": "red"}
    pool = world.pool(signed_in=policies.document(allow("sts:GetWebIdentityToken")), developer="login.example")
    answer = world.cognito.get_open_id_token_for_developer_identity(
        IdentityPoolId=pool.id, Logins={"login.example": "alice"})
    alice = world.public.get_credentials_for_identity(
        IdentityId=answer["IdentityId"], Logins={"cognito-identity.amazonaws.com": answer["Token"]})
    claims = part(token(client(server, "sts", Keys.of(alice["Credentials"]))), 1)
    assert claims["sub"] == pool.roles["authenticated"]
    assert claims[NAMESPACE]["federated_provider"] == "cognito-identity.amazonaws.com"


@pytest.mark.parametrize(("wrong", "told"), [
    ({"SigningAlgorithm": "HS256"}, "'signingAlgorithm'"),
    ({"SigningAlgorithm": "RS2560"}, "length less than or equal to 5"),
    ({"DurationSeconds": 59}, "greater than or equal to 60"),
    ({"DurationSeconds": 3_601}, "less than or equal to 3600"),
    ({"Audience": []}, "'audience'"),
    ({"Audience": ["a"] * 11}, "less than or equal to 10"),
    ({"Audience": ["a" * 1_001]}, "less than or equal to 1000"),
])
def test_what_the_model_bounds_is_refused_in_its_words(world, issuer, wrong, told):
    made = client(world.server, "sts", ROOT, parameter_validation=False)
    refused = refusal(made.get_web_identity_token, **{"Audience": ["a"], "SigningAlgorithm": "RS256"} | wrong)
    assert (refused.code, refused.status) == ("ValidationError", 400) and told in refused.message
    token(made)


def test_a_key_of_a_tag_comes_once(world, issuer):
    twice = [{"Key": "a", "Value": "b"}, {"Key": "A", "Value": "c"}]
    asked = {"Audience": ["a"], "SigningAlgorithm": "RS256"}
    refused = refusal(world.sts.get_web_identity_token, **asked, Tags=twice)
    assert (refused.code, refused.status) == ("InvalidParameterValue", 400)
    assert refused.message == "Duplicate tag keys found. Please note that Tag keys are case insensitive."
    world.sts.get_web_identity_token(**asked, Tags=twice[:1])


def test_a_token_outlives_no_session_and_holds_no_more_than_fits(world, issuer):
    role = world.role(policies.account_trust(), policies.document(allow("sts:*")))
    short = world.sts.assume_role(RoleArn=role, RoleSessionName="short", DurationSeconds=900)["Credentials"]
    sts = client(world.server, "sts", Keys.of(short))
    refused = refusal(sts.get_web_identity_token, Audience=["a"], SigningAlgorithm="RS256", DurationSeconds=3_600)
    assert (refused.code, refused.status) == ("SessionDurationEscalationException", 403)
    assert part(token(sts, DurationSeconds=60), 1)["exp"] <= short["Expiration"].timestamp()
    assert short["Expiration"] > datetime.now(timezone.utc) + timedelta(seconds=60)
    large = {"Audience": ["a" * 1_000] * 10, "Tags": [{"Key": str(number), "Value": "v" * 256} for number in range(50)]}
    refused = refusal(world.sts.get_web_identity_token, SigningAlgorithm="RS256", **large)
    assert (refused.code, refused.status) == ("JWTPayloadSizeExceededException", 400)
    token(world.sts, Audience=large["Audience"])


def test_nobody_gets_a_token_for_an_audience_that_their_policy_leaves_out(world, issuer):
    only = {"ForAllValues:StringEquals": {"sts:IdentityTokenAudience": [AUDIENCE]},
            "NumericLessThanEquals": {"sts:DurationSeconds": "300"}}
    document = policies.document(allow("sts:GetWebIdentityToken", Condition=only))
    sts = client(world.server, "sts", world.role_session(document))
    token(sts)
    for asked in ({"Audience": [AUDIENCE, "other"]}, {"DurationSeconds": 301}, {"Tags": [{"Key": "a", "Value": "b"}]}):
        refused = refusal(token, sts=sts, **asked)
        assert refused.code == "AccessDenied", asked
    assert why(world.server, refused.decision).action == "sts:TagGetWebIdentityToken"


def test_another_daypass_takes_the_issuer_for_a_provider_and_its_own_takes_it_for_none(
        server, world, issuer, tmp_path):
    (tmp_path / "daypass.toml").write_text('allowed_networks = ["127.0.0.1/32"]\n')
    second = Server(tmp_path, arguments=("--empty", "--config", str(tmp_path / "daypass.toml")))
    try:
        there = World(second)
        ca = ssl.PEM_cert_to_DER_cert(Path(server.ca_file).read_text())
        registered = {"Url": issuer, "ClientIDList": ["second"], "ThumbprintList": [hashlib.sha1(ca).hexdigest()]}
        provider = there.iam.create_open_id_connect_provider(**registered)["OpenIDConnectProviderArn"]
        caller = f"arn:aws:iam::{ACCOUNT}:root"
        role = there.role(provider_trust(provider, aud="second", sub=caller), policies.document(allow("iot:*")))

        def assume(text: str):
            return there.public_sts.assume_role_with_web_identity(
                RoleArn=role, RoleSessionName="there", WebIdentityToken=text)

        for algorithm in ALGORITHMS:
            answer = assume(token(world.sts, Audience=["second"], SigningAlgorithm=algorithm))
            assert (answer["SubjectFromWebIdentityToken"], answer["Provider"]) == (caller, issuer)
            client(second, "iot", Keys.of(answer["Credentials"])).list_things()
        assert refusal(assume, text=token(world.sts)).code == "InvalidIdentityToken"
        other = world.role_session(policies.document(allow("sts:*")))
        refused = refusal(assume, text=token(client(server, "sts", other), Audience=["second"]))
        assert refused.code == "AccessDenied"
    finally:
        assert second.stop() == 0, second.output()
    # AWS takes no tokens of its own back, and neither does the server that gave them out.
    at_home = refusal(world.iam.create_open_id_connect_provider, Url=issuer, ClientIDList=["second"])
    assert at_home.code == "InvalidInput" and at_home.message.startswith("Creating an OIDC provider with an STS issuer URL")


def test_nobody_assumes_a_root_or_trades_a_token_in(world):
    task = {"arn": "arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy"}
    for target in ("111122223333", "arn:aws:iam::111122223333:root"):
        refused = refusal(world.sts.assume_root, TargetPrincipal=target, TaskPolicyArn=task)
        assert (refused.code, refused.status) == ("AccessDenied", 403)
        assert refused.message == (f"User: arn:aws:iam::{ACCOUNT}:root is not authorized to perform: "
                                   "sts:AssumeRoot on resource: arn:aws:iam::111122223333:root")
        assert "there are no organizations here" in why(world.server, refused.decision)
    refused = refusal(world.sts.get_delegated_access_token, TradeInToken="token")
    assert (refused.code, refused.status) == ("ExpiredTradeInTokenException", 400)
    assert "no request for temporary delegation" in why(world.server, refused.decision)
    # Who may not ask hears that first.
    keys = world.role_session(policies.document(allow("sts:AssumeRoot")))
    refused = refusal(client(world.server, "sts", keys).get_delegated_access_token, TradeInToken="token")
    assert refused.code == "AccessDenied"
    assert why(world.server, refused.decision).action == "sts:GetDelegatedAccessToken"
