"""What the SDKs of phones send, replayed byte for byte, and answered as AWS answers.

The SDKs' own headers and bodies are as users logged them or as the SDKs' sources put them together;
each transcript says from where. What the HTTP client of the platform adds, and the versions in
`User-Agent`, are in their usual form.
"""

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from support import policies, transcripts
from support.aws import ROOT
from support.policies import allow
from support.server import ACCOUNT
from support.world import unique

FOLDER = Path(__file__).parent / "transcripts"
TRANSCRIPTS = sorted(path.stem for path in FOLDER.glob("*.txt"))
ALL_IOT = policies.document(allow("iot:*"))
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def pool(world, openid):
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    return world.pool(guest=ALL_IOT, signed_in=ALL_IOT, providers=[provider], classic=True)


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_a_phone_is_answered_as_by_aws(server, world, pool, openid, name):
    values = {
        "account": ACCOUNT, "pool": pool.id, "closed_pool": world.pool(guests=False).id, "guest": pool.guest().id,
        "role_arn_encoded": quote(pool.roles["unauthenticated"], safe=""), "login_key": openid.login_key,
        "id_token": openid.forge(openid.claims(unique("user"))),
        "somebody_else": pool.identity({openid.login_key: openid.forge(openid.claims(unique("user")))}).id,
    }
    seen = transcripts.replay(server, FOLDER / f"{name}.txt", values, ROOT)
    assert UUID.fullmatch(seen["uuid"])
    if "identity" in seen:
        assert re.fullmatch(rf"us-east-1:{UUID.pattern}", seen["identity"])
        assert world.cognito.describe_identity(IdentityId=seen["identity"])["IdentityId"] == seen["identity"]


def test_an_answer_that_differs_is_seen():
    known = {"guest": "us-east-1:1"}
    transcripts.taken('{"Id":"{guest}","Other":"{other}"}', '{"Id":"us-east-1:1","Other":"x"}', known)
    assert known["other"] == "x"
    for text in ('{"Id":"us-east-1:2","Other":"x"}', '{"Id":"us-east-1:1", "Other":"x"}', '{"Id":"us-east-1:1"}'):
        with pytest.raises(AssertionError):
            transcripts.taken('{"Id":"{guest}","Other":"{other}"}', text, dict(known))
