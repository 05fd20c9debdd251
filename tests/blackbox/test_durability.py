"""What was acknowledged is there after a restart, after `kill -9`, and was synced before it was said."""

import threading
from concurrent.futures import ThreadPoolExecutor

import botocore.exceptions

from support import policies, tracing
from support.aws import ROOT, client, refusal
from support.deadline import until
from support.mqtt import connect
from support.policies import allow
from support.server import ACCOUNT, Server
from support.world import World, unique

ROUNDS = 20
WRITERS = 8
ACKNOWLEDGED_PER_ROUND = 40
TRACED_WRITES = 5
TRACED_READS = 5
# The server's own housekeeping comes round every five seconds.
USE_WRITTEN_SECONDS = 20
ALL_IOT = policies.document(allow("iot:*"))


def test_everything_is_there_after_a_restart(kept, openid):
    world = World(kept)
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    pool = world.pool(guest=ALL_IOT, signed_in=ALL_IOT, providers=[provider])
    login = {openid.login_key: openid.forge(openid.claims("alice"))}
    alice, guest = pool.identity(login), pool.guest()
    name = world.iot_policy(ALL_IOT)
    world.attach(name, alice)

    assert kept.stop() == 0
    kept.start()

    after = World(kept)
    assert after.cognito.get_identity_pool_roles(IdentityPoolId=pool.id)["Roles"] == pool.roles
    assert after.public.get_id(IdentityPoolId=pool.id, Logins=login)["IdentityId"] == alice.id
    assert after.iot.list_targets_for_policy(policyName=name)["targets"] == [alice.id]
    # Keys that were vended before still open what they opened, and a guest is still a guest.
    for keys, who in ((alice.keys, "alice"), (guest.keys, "guest")):
        assert client(kept, "sts", keys).get_caller_identity()["Account"] == ACCOUNT
        with connect(kept, keys, unique(who)) as connection:
            assert not connection.publish("a", "").refused


def test_a_revocation_outlives_a_restart(kept, openid):
    world = World(kept)
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    pool = world.pool(guest=ALL_IOT, signed_in=ALL_IOT, providers=[provider])
    deleted = world.pool(guest=ALL_IOT)
    alice, guest = pool.identity({openid.login_key: openid.forge(openid.claims("alice"))}), deleted.guest()
    world.cognito.delete_identity_pool(IdentityPoolId=deleted.id)
    kept.kill()
    kept.start()
    refused = refusal(client(kept, "iot-data", guest.keys).publish, topic="a", payload=b"")
    assert refused.status == 403
    # The other pool's user is untouched, once it has its policy.
    after = World(kept)
    after.attach(after.iot_policy(ALL_IOT), alice)
    client(kept, "iot-data", alice.keys).publish(topic="a", payload=b"")


def test_the_key_file_beside_the_data_is_its_owners_alone(kept):
    files = [file for file in kept.data.rglob("*") if file.is_file()]
    secret = [file for file in files if "key" in file.name]
    assert secret and all(file.stat().st_mode & 0o777 == 0o600 for file in secret)
    for file in files:
        assert file.stat().st_mode & 0o007 == 0, file


class Writers:
    """Threads that make pools and roles until the server dies, and remember what was acknowledged."""

    def __init__(self, server: Server):
        self.pools: list[str] = []
        self.roles: list[str] = []
        self.enough = threading.Event()
        self.lost = 0
        self.cognito = client(server, "cognito-identity")
        self.iam = client(server, "iam")

    def run(self, number: int) -> None:
        make = self.make_pool if number % 2 else self.make_role
        while True:
            try:
                make()
            except (botocore.exceptions.HTTPClientError, botocore.exceptions.ConnectionError):
                self.lost += 1
                return
            if len(self.pools) + len(self.roles) >= ACKNOWLEDGED_PER_ROUND:
                self.enough.set()

    def make_pool(self) -> None:
        made = self.cognito.create_identity_pool(
            IdentityPoolName=unique("pool"), AllowUnauthenticatedIdentities=True)
        self.pools.append(made["IdentityPoolId"])

    def make_role(self) -> None:
        name = unique("role")
        self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=policies.account_trust())
        self.roles.append(name)


def listed_pools(server: Server) -> set[str]:
    pages = client(server, "cognito-identity").get_paginator("list_identity_pools").paginate(MaxResults=60)
    return {pool["IdentityPoolId"] for page in pages for pool in page["IdentityPools"]}


def listed_roles(server: Server) -> set[str]:
    pages = client(server, "iam").get_paginator("list_roles").paginate(PaginationConfig={"PageSize": 1000})
    return {role["RoleName"] for page in pages for role in page["Roles"]}


def test_nothing_acknowledged_is_lost_by_kill_9(kept):
    pools, roles = set(), set()
    for _ in range(ROUNDS):
        writers = Writers(kept)
        with ThreadPoolExecutor(WRITERS) as threads:
            running = [threads.submit(writers.run, number) for number in range(WRITERS)]
            assert writers.enough.wait(30), "the writers came to nothing"
            kept.kill()
            for ended in running:
                ended.result(30)
        assert writers.lost == WRITERS
        pools.update(writers.pools)
        roles.update(writers.roles)
        kept.start()
        assert pools <= listed_pools(kept)
        assert roles <= listed_roles(kept)
    assert len(pools) + len(roles) >= ROUNDS * ACKNOWLEDGED_PER_ROUND


def key_was_used(iam) -> bool:
    return "LastUsedDate" in iam.get_access_key_last_used(AccessKeyId=ROOT.access_key_id)["AccessKeyLastUsed"]


def test_a_write_is_synced_before_it_is_acknowledged(tmp_path):
    trace = tmp_path / "strace.txt"
    # The tracer is a process aside (-D), so that the server keeps its place as the child of the test.
    tracer = ("strace", "-D", "-f", "-y", "-s", "40", "-e", f"trace={tracing.CALLS}", "-o", str(trace))
    server = Server(tmp_path, data=tmp_path / "data", under=tracer)
    try:
        cognito = client(server, "cognito-identity")
        for _ in range(TRACED_WRITES):
            made = cognito.create_identity_pool(IdentityPoolName=unique("pool"), AllowUnauthenticatedIdentities=True)
        # The server writes down a little later that the key was used, whatever is asked meanwhile.
        iam = client(server, "iam")
        until(lambda: key_was_used(iam), USE_WRITTEN_SECONDS, "the use of the key")
        for _ in range(TRACED_READS):
            cognito.describe_identity_pool(IdentityPoolId=made["IdentityPoolId"])
    finally:
        server.stop()
    until(lambda: b"exited" in trace.read_bytes()[-200:], 5, "the trace's end")
    synced = tracing.exchanges(tracing.events(trace))
    for files in synced[:TRACED_WRITES]:
        assert any(file.startswith(str(server.data)) for file in files), synced
    # What only reads waits for no disk: so the syncs above belong to the writes.
    assert synced[-TRACED_READS:] == [[]] * TRACED_READS
