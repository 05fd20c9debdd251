"""The AWS SDK for JavaScript at the signing proxy: a guest and a signed-in user work in their folders,
and get out of them by none of its commands."""

from dataclasses import asdict

import pytest

from support import s3 as by_hand
from support.explanation import why
from support.node import NodeError
from support.object_store import BUCKET
from support.signing_proxy import Guarded, endpoint, own, people, person, port, server, store, told, world  # noqa: F401

STATE = ["memory"]


class Client:
    """The SDK with the keys of one person."""

    def __init__(self, node, server, store, person):
        self.node, self.server, self.store, self.person = node, server, store, person
        self.folder = f"home/{person.id}"

    def __call__(self, command: str, input: dict | None = None, **more) -> dict:
        return self.node.call(
            "object", endpoint=endpoint(self.server), credentials=asdict(self.person.keys), command=command,
            input={"Bucket": BUCKET} | (input or {}), **more)

    def refused(self, command: str, input: dict | None = None, name: str = "AccessDenied", status: int = 403, **more):
        """The explanation of a refusal that the store does not hear of."""
        with Guarded(self.store), pytest.raises(NodeError) as caught:
            self(command, input, **more)
        error = caught.value.error
        assert (error["name"], error["status"]) == (name, status), error
        return why(self.server, error["headers"]["x-daypass-decision"]).whole


@pytest.fixture
def client(node, server, store, person):
    return Client(node, server, store, person)


@pytest.fixture
def theirs(people, person, store) -> str:
    """The folder of the other one, with a diary."""
    other = next(each for each in people if each is not person)
    store.put(f"home/{other.id}/diary", b"dear diary")
    return f"home/{other.id}"


def test_it_works_in_ones_folder(client, store):
    key = f"{client.folder}/a b&ü+.txt"
    client("PutObject", {"Key": key, "Body": "hello", "ContentType": "text/plain"})
    assert client("GetObject", {"Key": key})["Body"] == "hello"
    assert client("HeadObject", {"Key": key})["ContentLength"] == 5
    pieces = ["a" * 65536, "b" * 65536, "the end"]
    client("PutObject", {"Key": f"{client.folder}/streamed"}, pieces=pieces)
    assert store.holds(f"{client.folder}/streamed").decode() == "".join(pieces)
    client("CopyObject", {"Key": f"{client.folder}/copy", "CopySource": f"{BUCKET}/{client.folder}/streamed"})
    listed = client("ListObjectsV2", {"Prefix": f"{client.folder}/"})["Contents"]
    assert {each["Key"] for each in listed} >= {key, f"{client.folder}/copy", f"{client.folder}/streamed"}
    upload = {"Key": f"{client.folder}/parts"} | {
        "UploadId": client("CreateMultipartUpload", {"Key": f"{client.folder}/parts"})["UploadId"]}
    part = client("UploadPart", upload | {"PartNumber": 1, "Body": "part"})
    client("CompleteMultipartUpload", upload | {"MultipartUpload": {"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]}})
    assert store.holds(upload["Key"]) == b"part"
    keys = [{"Key": f"{client.folder}/{name}"} for name in ("copy", "parts", "streamed")]
    assert len(client("DeleteObjects", {"Delete": {"Objects": keys}})["Deleted"]) == 3
    client("DeleteObject", {"Key": key})
    assert store.holds(key) is None


def test_it_reaches_no_other_folder(client, store, theirs):
    diary = {"Key": f"{theirs}/diary"}
    mine = {"Key": f"{client.folder}/mine"}
    client("PutObject", mine | {"Body": "mine"})
    for command, input, action in (
        ("GetObject", diary, "s3:GetObject"),
        ("PutObject", diary | {"Body": "x"}, "s3:PutObject"),
        ("DeleteObject", diary, "s3:DeleteObject"),
        ("GetObjectTagging", diary, "s3:GetObjectTagging"),
        ("GetObjectAttributes", diary | {"ObjectAttributes": ["ETag"]}, "s3:GetObject"),
        ("CopyObject", mine | {"CopySource": f"{BUCKET}/{theirs}/diary"}, "s3:GetObject"),
        ("CopyObject", diary | {"CopySource": f"{BUCKET}/{client.folder}/mine"}, "s3:PutObject"),
        ("DeleteObjects", {"Delete": {"Objects": [mine, diary]}}, "s3:DeleteObject"),
        ("CreateMultipartUpload", diary, "s3:PutObject"),
        ("UploadPart", diary | {"UploadId": "1", "PartNumber": 1, "Body": "x"}, "s3:PutObject"),
        ("CompleteMultipartUpload", diary | {"UploadId": "1", "MultipartUpload": {"Parts": []}}, "s3:PutObject"),
        ("AbortMultipartUpload", diary | {"UploadId": "1"}, "s3:AbortMultipartUpload"),
        ("ListParts", diary | {"UploadId": "1"}, "s3:ListMultipartUploadParts"),
        ("ListObjectsV2", {"Prefix": f"{theirs}/"}, "s3:ListBucket"),
        ("ListObjectsV2", {}, "s3:ListBucket"),
        ("ListObjectVersions", {"Prefix": f"{client.folder}/"}, "s3:ListBucketVersions"),
        ("PutObject", mine | {"Body": "x", "ACL": "public-read"}, "s3:PutObjectAcl"),
        ("PutObject", mine | {"Body": "x", "Tagging": "a=b"}, "s3:PutObjectTagging"),
        ("GetObject", mine | {"VersionId": "1"}, "s3:GetObjectVersion"),
    ):
        assert client.refused(command, input)["action"] == action, (command, input)
    client.refused("PutObject", diary, pieces=["a" * 65536, "b" * 65536])
    assert client("GetObject", mine)["Body"] == "mine"
    assert store.holds(diary["Key"]) == b"dear diary"


def test_it_reaches_nothing_by_a_key_that_can_be_read_in_two_ways(client, theirs):
    other, folder = theirs.removeprefix("home/"), f"/{BUCKET}/{client.folder}".replace(":", "%3A")
    mine = {"Key": f"{client.folder}/mine"}
    client("PutObject", mine | {"Body": "mine"})
    client.refused("GetObject", mine, "InvalidURI", 400, path=f"{folder}/../{other}/diary".replace(":", "%3A"))
    for key in (f"{client.folder}/../{other}/diary", f"{client.folder}//mine", f"{client.folder}/./mine"):
        client.refused("GetObject", {"Key": key}, "InvalidURI", 400)
        client.refused("PutObject", {"Key": key, "Body": "x"}, "InvalidURI", 400)
        client.refused("DeleteObjects", {"Delete": {"Objects": [mine, {"Key": key}]}}, "InvalidURI", 400)
        client.refused("CopyObject", mine | {"CopySource": f"{BUCKET}/{key}"}, "InvalidArgument", 400)
    # The SDK signs a path as it is given; S3, as it would have been encoded, and that is not it.
    for path in ("/..%2F{0}%2Fdiary", "/%2E%2E/{0}/diary", "/%2e%2e%2f{0}%2fdiary", "%2F%2Fmine"):
        client.refused("GetObject", mine, "SignatureDoesNotMatch", path=folder + path.format(other.replace(":", "%3A")))
    assert client("GetObject", mine, path=f"{folder}/mine")["Body"] == "mine"


def test_it_is_passed_on_for_what_is_known_alone(client):
    for command, input in (
        ("ListBuckets", {}), ("CreateBucket", {}), ("DeleteBucket", {}), ("GetBucketPolicy", {}), ("GetBucketAcl", {}),
        ("PutBucketCors", {"CORSConfiguration": {"CORSRules": []}}),
        ("PutObjectAcl", {"Key": f"{client.folder}/mine", "ACL": "public-read"}),
        ("RestoreObject", {"Key": f"{client.folder}/mine"}), ("GetObjectTorrent", {"Key": f"{client.folder}/mine"}),
    ):
        client.refused(command, input)
    client("PutObject", {"Key": f"{client.folder}/mine", "Body": "x"})


def test_urls_that_it_signs_open_ones_own_alone(node, client, server, store, people, person, theirs):
    other = next(each for each in people if each is not person)
    store.put(f"{client.folder}/shared", b"shared")

    def get(path: str):
        url = node.call("presignedObject", endpoint=endpoint(server), credentials=asdict(person.keys), method="GET", path=path)
        return by_hand.send(port(server), "GET", url, {"Host": f"127.0.0.1:{port(server)}"})

    assert get(own(person, "shared")).body == b"shared"
    with Guarded(store):
        assert told(get(own(other, "diary"))) == (403, "AccessDenied")
