"""Clients that come again with the same credentials: each change counts from the next CONNECT on, for those it concerns."""

import pytest

from support import devices, policies
from support.aws import client
from support.command import daypass
from support.mqtt import V5, Refused, connect
from support.policies import allow, deny
from support.world import unique

ALL_IOT = policies.document(allow("iot:*"))
NOTHING = policies.document(deny("iot:*"))


def by_token(identity) -> dict:
    return {"plain": (identity.keys.access_key_id, identity.keys.session_token)}


@pytest.fixture
def comes(server):
    """Whether a client is let in, at its first coming and at its second."""
    def twice(**how) -> bool:
        seen = set()
        for _ in range(2):
            try:
                with connect(server, None, unique("again"), version=V5, **how):
                    pass
                seen.add(True)
            except Refused as refused:
                assert refused.answer.decision
                seen.add(False)
        assert len(seen) == 1
        return seen.pop()
    return twice


def test_a_user_comes_again_as_its_policies_are_by_then(server, world, openid, comes):
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    pool = world.pool(signed_in=ALL_IOT, providers=[provider])
    alice, bob = (
        pool.identity({openid.login_key: openid.forge(openid.claims(unique(name)))}) for name in ("alice", "bob"))
    policy, other = world.iot_policy(ALL_IOT), world.iot_policy(ALL_IOT)
    world.attach(other, bob)
    for attached in (False, True, False, True):
        if attached:
            world.attach(policy, alice)
        assert comes(**by_token(alice)) is attached
        assert comes(**by_token(bob))
        if attached:
            world.detach(policy, alice)
    world.attach(policy, alice)
    for document, allowed in ((NOTHING, False), (ALL_IOT, True)):
        world.iot.create_policy_version(policyName=policy, policyDocument=document, setAsDefault=True)
        assert comes(**by_token(alice)) is allowed
        assert comes(**by_token(bob))
    assert daypass(server, "revoke", "--identity", alice.id).code == 0
    assert not comes(**by_token(alice))
    assert comes(**by_token(bob))


def test_a_guest_comes_again_as_its_role_and_pool_are_by_then(server, world, comes):
    pool, untouched = world.pool(guest=ALL_IOT), world.pool(guest=ALL_IOT)
    guest, control = pool.guest(), untouched.guest()
    role = world.cognito.get_identity_pool_roles(IdentityPoolId=pool.id)["Roles"]["unauthenticated"]
    for document, allowed in ((ALL_IOT, True), (NOTHING, False), (ALL_IOT, True)):
        world.allow(role, document)
        assert comes(**by_token(guest)) is allowed
        assert comes(**by_token(control))
    # A token of another key is nobody's, and leaves the first one as it was.
    assert not comes(plain=(guest.keys.access_key_id, control.keys.session_token))
    assert comes(**by_token(guest))
    world.cognito.delete_identities(IdentityIdsToDelete=[guest.id])
    assert not comes(**by_token(guest))
    assert comes(**by_token(control))


def test_a_device_comes_again_as_its_certificate_is_by_then(server, world, tmp_path, comes):
    lamp, control = (devices.issued(world, tmp_path) for _ in range(2))
    policy = world.iot_policy(ALL_IOT)
    for device in (lamp, control):
        world.iot.attach_policy(policyName=policy, target=device.arn)
    for status in ("ACTIVE", "INACTIVE", "ACTIVE", "REVOKED"):
        world.iot.update_certificate(certificateId=lamp.id, newStatus=status)
        assert comes(device=lamp) is (status == "ACTIVE")
        assert comes(device=control)
    world.iot.update_certificate(certificateId=lamp.id, newStatus="ACTIVE")
    assert comes(device=lamp)
    world.iot.detach_policy(policyName=policy, target=lamp.arn)
    assert not comes(device=lamp)
    world.iot.update_certificate(certificateId=lamp.id, newStatus="INACTIVE")
    client(server, "iot").delete_certificate(certificateId=lamp.id)
    assert not comes(device=lamp)
    assert comes(device=control)
