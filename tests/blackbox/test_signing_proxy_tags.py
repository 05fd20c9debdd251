"""Tags that objects have, at the signing proxy: policies are judged by them, and a copy takes none along
without leave. s3s-fs knows of no tags, so that moto stands in for a store that does."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from support import policies
from support.moto import Moto
from support.object_store import BUCKET, KEY, SECRET, Relay
from support.policies import allow, deny
from support.server import Server
from support.signing_proxy import refused, s3
from support.signing_proxy import store as plain_store  # noqa: F401
from support.world import World, unique

STATE = ["memory"]
OBJECTS = f"arn:aws:s3:::{BUCKET}/*"
SECRET_TAG = {"StringEquals": {"s3:ExistingObjectTag/Secret": "yes"}}


class Store:
    """moto's S3 behind a relay, and the key that only the proxy has."""

    def __init__(self, moto: Moto):
        self.relay = Relay(moto.port)
        self.direct = boto3.client(
            "s3", region_name="us-east-1", endpoint_url=moto.endpoint, aws_access_key_id=KEY,
            aws_secret_access_key=SECRET, config=Config(s3={"addressing_style": "path"}))
        self.direct.create_bucket(Bucket=BUCKET)

    def put(self, key: str, body: bytes = b"hello", **tags: str) -> str:
        self.direct.put_object(Bucket=BUCKET, Key=key, Body=body)
        if tags:
            self.tag(key, **tags)
        return key

    def tag(self, key: str, **tags: str) -> None:
        pairs = [{"Key": name, "Value": value} for name, value in tags.items()]
        self.direct.put_object_tagging(Bucket=BUCKET, Key=key, Tagging={"TagSet": pairs})

    def tags(self, key: str) -> dict[str, str]:
        told = self.direct.get_object_tagging(Bucket=BUCKET, Key=key)["TagSet"]
        return {tag["Key"]: tag["Value"] for tag in told}

    def asked_about(self, key: str) -> int:
        return sum(line.startswith(f"GET /{BUCKET}/{key}?tagging") for line in self.relay.requests())


def before(folder, port: int) -> Server:
    """A server whose proxy stands before the store at a port."""
    secret = folder / "store-secret"
    secret.write_text(SECRET + "\n")
    (folder / "daypass.toml").write_text(
        f'[[signing_proxy]]\nlisten = "127.0.0.1:0"\nupstream = "http://127.0.0.1:{port}"\n'
        f'buckets = ["{BUCKET}"]\naccess_key_id = "{KEY}"\nsecret_access_key_file = "{secret}"\n')
    return Server(folder, arguments=("--empty", "--config", str(folder / "daypass.toml")))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Moto(tmp_path_factory.mktemp("moto")) as moto:
        made = Store(moto)
        yield made
        made.relay.close()


@pytest.fixture(scope="module")
def server(store, tmp_path_factory):
    running = before(tmp_path_factory.mktemp("proxy"), store.relay.port)
    yield running
    assert running.stop() == 0, running.output()


@pytest.fixture
def caller(server, world):
    """A client of the proxy with these permissions."""
    return lambda *statements: s3(server, world.role_session(policies.document(*statements)))


def read(client, key: str, **more) -> bytes:
    return client.get_object(Bucket=BUCKET, Key=key, **more)["Body"].read()


def test_a_deny_by_the_tags_of_an_object_holds(server, store, caller):
    client = caller(allow("s3:GetObject", OBJECTS), deny("s3:*", OBJECTS, Condition=SECRET_TAG))
    plain, secret = store.put(unique("plain"), team="blue"), store.put(unique("secret"), Secret="yes")
    assert read(client, plain) == b"hello"
    explained = refused(server, lambda: read(client, secret))
    assert (explained.action, explained.outcome) == ("s3:GetObject", "explicit_deny")
    with pytest.raises(ClientError) as caught:
        client.head_object(Bucket=BUCKET, Key=secret)
    assert caught.value.response["Error"]["Code"] == "403"
    # The store is asked each time: what is tagged anew, is judged anew.
    store.tag(secret, Secret="no")
    store.tag(plain, Secret="yes")
    assert read(client, secret) == b"hello"
    refused(server, lambda: read(client, plain))


def test_an_allow_by_the_tags_of_an_object_opens_it_alone(server, store, caller):
    mine = {"StringEquals": {"s3:ExistingObjectTag/team": "blue"}}
    client = caller(allow("s3:GetObject", OBJECTS, Condition=mine))
    blue, red, none = store.put(unique("b"), team="blue"), store.put(unique("r"), team="red"), store.put(unique("n"))
    assert read(client, blue) == b"hello"
    for other in (red, none, unique("nothing")):
        refused(server, lambda: read(client, other))


def test_a_version_is_judged_by_its_own_tags(server, store, caller):
    store.direct.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    try:
        key = unique("versioned")
        old = store.direct.put_object(Bucket=BUCKET, Key=key, Body=b"old", Tagging="Secret=yes")["VersionId"]
        new = store.direct.put_object(Bucket=BUCKET, Key=key, Body=b"new")["VersionId"]
        client = caller(
            allow(["s3:GetObject", "s3:GetObjectVersion"], OBJECTS), deny("s3:*", OBJECTS, Condition=SECRET_TAG))
        assert (read(client, key), read(client, key, VersionId=new)) == (b"new", b"new")
        assert refused(server, lambda: read(client, key, VersionId=old)).action == "s3:GetObjectVersion"
    finally:
        store.direct.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Suspended"})


def test_the_store_is_asked_only_where_a_policy_names_tags(store, caller):
    key = store.put(unique("quiet"), Secret="yes")
    assert read(caller(allow("s3:GetObject", OBJECTS)), key) == b"hello"
    assert store.asked_about(key) == 0
    client = caller(allow("s3:*", OBJECTS), deny("s3:GetObject", OBJECTS, Condition=SECRET_TAG))
    # Writing and deleting are not judged by the tags that are there, as in AWS.
    client.put_object(Bucket=BUCKET, Key=key, Body=b"x")
    client.delete_object(Bucket=BUCKET, Key=key)
    assert store.asked_about(key) == 0


def copy(client, source: str, target: str, **more) -> None:
    client.copy_object(Bucket=BUCKET, Key=target, CopySource={"Bucket": BUCKET, "Key": source}, **more)


def test_a_copy_takes_no_tags_along_without_leave(server, store, caller):
    tagged, plain = store.put(unique("tagged"), team="blue"), store.put(unique("plain"))
    may = allow(["s3:GetObject", "s3:PutObject"], OBJECTS)
    client = caller(may)
    copied = unique("copied")
    copy(client, plain, copied)
    assert store.tags(copied) == {}
    target = unique("target")
    explained = refused(server, lambda: copy(client, tagged, target))
    assert (explained.action, explained.resource) == ("s3:GetObjectTagging", f"arn:aws:s3:::{BUCKET}/{tagged}")
    explained = refused(server, lambda: copy(client, tagged, target, TaggingDirective="COPY"))
    reading = allow("s3:GetObjectTagging", f"arn:aws:s3:::{BUCKET}/{tagged}")
    explained = refused(server, lambda: copy(caller(may, reading), tagged, target))
    assert (explained.action, explained.resource) == ("s3:PutObjectTagging", f"arn:aws:s3:::{BUCKET}/{target}")
    assert "Contents" not in store.direct.list_objects_v2(Bucket=BUCKET, Prefix=target)
    # Who replaces the tags takes none along; and who may read and write them both, does.
    copy(client, tagged, target, TaggingDirective="REPLACE")
    assert store.tags(target) == {}
    both = caller(may, reading, allow("s3:PutObjectTagging", f"arn:aws:s3:::{BUCKET}/{target}"))
    copy(both, tagged, target)
    assert store.tags(target) == {"team": "blue"}
    # What it would be replaced by is a permission of its own, as it was.
    explained = refused(
        server, lambda: copy(client, plain, target, TaggingDirective="REPLACE", Tagging="team=red"))
    assert explained.action == "s3:PutObjectTagging"


def test_a_copy_is_judged_by_the_tags_of_its_source(server, store, caller):
    client = caller(allow("s3:*", OBJECTS), deny("s3:GetObject", OBJECTS, Condition=SECRET_TAG))
    secret, fine = store.put(unique("secret"), Secret="yes"), store.put(unique("fine"), Secret="no")
    target = unique("target")
    assert refused(server, lambda: copy(client, secret, target)).action == "s3:GetObject"
    copy(client, fine, target)
    assert store.tags(target) == {"Secret": "no"}


class Unwilling:
    """A store that answers a question about tags with a status, and anything else with an object."""

    def __init__(self):
        self.answer = (200, b"")
        unwilling = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                status, body = unwilling.answer if "tagging" in self.path else (200, b"hello")
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def test_a_store_that_does_not_tell_the_tags_opens_nothing(tmp_path):
    unwilling = Unwilling()
    try:
        server = before(tmp_path, unwilling.server.server_address[1])
        world = World(server)
        keys = world.role_session(policies.document(
            allow("s3:GetObject", OBJECTS), deny("s3:*", OBJECTS, Condition=SECRET_TAG)))
        client = s3(server, keys)
        for status, body in [(500, b""), (400, b""), (200, b"<Tagging>"), (200, b"<Error/>"), (200, b"a" * 100_000)]:
            unwilling.answer = (status, body)
            with pytest.raises(ClientError) as caught:
                read(client, "object")
            assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 503, (status, body[:20])
        unwilling.answer = (403, b"")
        assert "the store answered 403" in refused(server, lambda: read(client, "object"))
        # An object without tags, one that is not there, and a store that knows of none.
        for status, body in [(200, b"<Tagging><TagSet/></Tagging>"), (404, b""), (501, b"")]:
            unwilling.answer = (status, body)
            assert read(client, "object") == b"hello"
        unwilling.answer = (200, b"<Tagging><TagSet><Tag><Key>Secret</Key><Value>yes</Value></Tag></TagSet></Tagging>")
        refused(server, lambda: read(client, "object"))
        assert server.stop() == 0, server.output()
    finally:
        unwilling.close()


def test_a_store_that_knows_of_no_tags_copies_as_ever(plain_store, tmp_path):
    (tmp_path / "daypass.toml").write_text(plain_store.settings(tmp_path))
    server = Server(tmp_path, arguments=("--empty", "--config", str(tmp_path / "daypass.toml")))
    keys = World(server).role_session(policies.document(allow(["s3:GetObject", "s3:PutObject"], OBJECTS)))
    plain_store.put("source", b"hello")
    copy(s3(server, keys), "source", "target")
    assert plain_store.holds("target") == b"hello"
    assert server.stop() == 0, server.output()
