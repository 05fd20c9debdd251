"""STS through boto3: whose a key is."""

import pytest

from support import policies
from support.aws import ROOT, client, refusal
from support.policies import allow
from support.server import ACCOUNT

TRUST = policies.account_trust()


def test_a_key_tells_its_account(server, world):
    guest = world.pool(guest=policies.document(allow("iot:Publish"))).guest()
    session = world.session_of(world.role(TRUST, policies.document(allow("sts:GetAccessKeyInfo"))))
    for keys in (ROOT, guest.keys, session):
        told = client(server, "sts", session).get_access_key_info(AccessKeyId=keys.access_key_id)
        assert told["Account"] == ACCOUNT


@pytest.mark.parametrize("key_id", ["AKIANOBODYHASTHISKEY", "ASIA0000000000000000", "AROAEXAMPLE000000001"])
def test_a_key_that_nobody_has_tells_nothing(world, key_id):
    refused = refusal(world.sts.get_access_key_info, AccessKeyId=key_id)
    assert (refused.code, refused.message) == ("ValidationError", f"The access key ID {key_id} does not exist.")
    assert world.sts.get_access_key_info(AccessKeyId=ROOT.access_key_id)["Account"] == ACCOUNT
