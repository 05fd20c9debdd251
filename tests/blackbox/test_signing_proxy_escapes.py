"""Ways out of one's folder that the signing proxy closes: keys that can be read in two ways, sources of
copies, bulk deletes, listings, headers that write more than the object, and what is not known."""

import json

import pytest

from support import s3 as by_hand
from support.aws import ROOT
from support.object_store import BUCKET
from support.policies import allow, document
from support.signing_proxy import Guarded, own, people, person, port, refused, s3, server, store, told, world  # noqa: F401

STATE = ["memory"]
OTHER = "other-data"
OBJECTS = f"arn:aws:s3:::{BUCKET}/*"


@pytest.fixture(scope="module")
def alice(people, store):
    """The other one, whose folder holds a diary."""
    store.put(f"home/{people[1].id}/diary", b"dear diary")
    return people[1]


def passes(store, call) -> None:
    """It comes to the store, whatever that makes of it."""
    before = len(store.relay.heard)
    answer = call()
    assert store.relay.requests(before), answer


@pytest.mark.parametrize("way", [
    "../{theirs}/diary", "%2e%2e/{theirs}/diary", "%2E%2E%2F{theirs}%2Fdiary", "x/../../{theirs}/diary",
    "./diary", "x/%2e/diary", "/diary", "x//diary", "x%2F%2Fdiary", "..", "x/..", "..%5C{theirs}%5Cdiary", "x%00",
    "x%0d%0aX-Amz-Acl:%20public-read", "%ff",
])
def test_keys_that_can_be_read_in_two_ways_are_refused(server, store, people, alice, way):
    guest, _ = people
    for keys in (guest.keys, ROOT):
        for method, body in (("GET", b""), ("PUT", b"planted"), ("DELETE", b""), ("HEAD", b"")):
            with Guarded(store):
                path = own(guest, way.format(theirs=alice.id))
                answer = by_hand.request(keys, port(server), method, path, body)
                assert answer.status == 400, (method, answer)
                assert method == "HEAD" or answer.code == "InvalidURI", answer
    assert store.holds(f"home/{alice.id}/diary") == b"dear diary"


@pytest.mark.parametrize("name", ["a..b", "...", "x/.y", "a%2eb", "a%252e%252e", "a%25", "a+b", "a%20b", "%C3%BC", "d/"])
def test_keys_that_only_look_so_pass(server, store, people, name):
    guest, _ = people
    passes(store, lambda: by_hand.request(guest.keys, port(server), "HEAD", own(guest, name)))


def test_the_path_of_a_bucket_is_one_bucket(server, store, people, alice):
    guest, _ = people
    for path in (f"//{BUCKET}/x", f"/{BUCKET}//x", f"/{BUCKET}/../{OTHER}/x", f"/{BUCKET}%2F..%2F{OTHER}/x", "/..",
                 f"/{OTHER}%2f../{BUCKET}/x", "/App-Data/x"):
        with Guarded(store):
            answer = by_hand.request(ROOT, port(server), "GET", path)
            assert answer.status == 400, (path, answer)
    for path in ("/", "//", f"/{OTHER}", f"/{OTHER}/x"):
        with Guarded(store):
            answer = by_hand.request(ROOT, port(server), "GET", path)
            assert told(answer) == (403, "AccessDenied"), (path, answer)
    passes(store, lambda: by_hand.request(ROOT, port(server), "GET", f"/{BUCKET}"))


def test_a_copy_needs_its_source(server, store, people, alice):
    guest, _ = people
    client, mine = s3(server, guest.keys), {"Bucket": BUCKET, "Key": f"home/{guest.id}/copy"}
    store.put(f"home/{guest.id}/source", b"mine")
    client.copy_object(**mine, CopySource={"Bucket": BUCKET, "Key": f"home/{guest.id}/source"})
    assert store.holds(mine["Key"]) == b"mine"
    theirs = f"home/{alice.id}/diary"
    upload = client.create_multipart_upload(**mine)["UploadId"]
    part = dict(UploadId=upload, PartNumber=1)
    for source in ({"Bucket": BUCKET, "Key": theirs}, {"Bucket": BUCKET, "Key": theirs, "VersionId": "1"}):
        for call in (lambda: client.copy_object(**mine, CopySource=source),
                     lambda: client.upload_part_copy(**mine, **part, CopySource=source)):
            with Guarded(store):
                explained = refused(server, call)
                assert explained.whole["resource"] == f"arn:aws:s3:::{BUCKET}/{theirs}"
                assert explained.whole["action"].startswith("s3:GetObject")
    with Guarded(store):
        refused(server, lambda: client.copy_object(
            Bucket=BUCKET, Key=f"home/{alice.id}/planted", CopySource=f"{BUCKET}/home/{guest.id}/source"))
        refused(server, lambda: client.copy_object(**mine, CopySource=f"{OTHER}/x"))
    client.upload_part_copy(**mine, **part, CopySource=f"{BUCKET}/home/{guest.id}/source")


@pytest.mark.parametrize("source", [
    "{bucket}/home/{mine}/../{theirs}/diary", "{bucket}/home/{mine}/%2e%2e/{theirs}/diary",
    "/{bucket}/home/{mine}/%2E%2E%2F{theirs}/diary", "{bucket}//home/{theirs}/diary", "//{bucket}/home/{theirs}/diary",
    "{bucket}/home/{mine}/x?versionId=1&x=2", "{bucket}/home/{mine}/x%3FversionId=1", "{bucket}/home/{mine}/x?other=1",
    "arn:aws:s3:us-east-1:000000000000:accesspoint/a/object/x", "{bucket}", "",
])
def test_sources_that_can_be_read_in_two_ways_are_refused(server, store, people, alice, source):
    guest, _ = people
    header = source.format(bucket=BUCKET, mine=guest.id, theirs=alice.id)
    with Guarded(store):
        answer = by_hand.request(guest.keys, port(server), "PUT", own(guest, "copy"),
                                 headers={"X-Amz-Copy-Source": header, "Content-Length": "0"})
        assert told(answer) == (400, "InvalidArgument"), answer
    store.put(f"home/{guest.id}/x", b"x")
    header = f"/{BUCKET}/home/{guest.id}/x".replace(":", "%3A")
    answer = by_hand.request(guest.keys, port(server), "PUT", own(guest, "copy"),
                             headers={"X-Amz-Copy-Source": header, "Content-Length": "0"})
    assert told(answer) == (200, None), answer


def test_a_bulk_delete_needs_every_key(server, store, people, alice):
    guest, _ = people
    client = s3(server, guest.keys)
    names = [f"home/{guest.id}/delete-{number}" for number in range(3)]
    for name in names:
        store.put(name, b"x")

    def delete(*keys):
        return client.delete_objects(Bucket=BUCKET, Delete={"Objects": [{"Key": key} for key in keys]})

    for foreign in (f"home/{alice.id}/diary", f"home/{alice.id}/not-there", "shared"):
        for keys in ((foreign,), (*names, foreign), (foreign, *names)):
            with Guarded(store):
                explained = refused(server, lambda: delete(*keys))
                assert explained.whole["action"] == "s3:DeleteObject"
                assert explained.whole["resource"] == f"arn:aws:s3:::{BUCKET}/{foreign}"
    with Guarded(store):
        refused(server, lambda: delete(names[0], f"home/{guest.id}/../{alice.id}/diary"), "InvalidURI", 400)
        refused(server, lambda: client.delete_objects(Bucket=BUCKET, Delete={"Objects": [
            {"Key": names[0], "VersionId": "1"}]}))
    deleted = delete(*names)["Deleted"]
    assert {each["Key"] for each in deleted} == set(names)
    assert [store.holds(name) for name in names] == [None] * 3
    assert store.holds(f"home/{alice.id}/diary") == b"dear diary"


def test_listings_stay_below_ones_prefix(server, store, people, alice):
    guest, _ = people
    client, mine = s3(server, guest.keys), f"home/{guest.id}/"
    store.put(f"{mine}listed/a", b"x")
    for call in (client.list_objects_v2, client.list_objects):
        for prefix in (None, "", "home", "home/", f"home/{guest.id}", f"home/{alice.id}/", f"HOME/{guest.id}/"):
            with Guarded(store):
                refused(server, lambda: call(Bucket=BUCKET, **({} if prefix is None else {"Prefix": prefix})))
        assert [each["Key"] for each in call(Bucket=BUCKET, Prefix=f"{mine}listed/")["Contents"]] == [f"{mine}listed/a"]
    target = f"/{BUCKET}?list-type=2&prefix={mine}".replace(":", "%3A")
    for beside in (f"&prefix=home%2F{alice.id}%2F".replace(":", "%3A"), "&Prefix=home%2F", "&start-after=..%2Fx"):
        with Guarded(store):
            answer = by_hand.request(guest.keys, port(server), "GET", target + beside)
            assert answer.status in (400, 403), (beside, answer)
    with Guarded(store):
        answer = by_hand.request(guest.keys, port(server), "GET", f"{target}..%2F{alice.id}%2F".replace(":", "%3A"))
        assert told(answer) == (400, "InvalidArgument")
        refused(server, lambda: client.list_object_versions(Bucket=BUCKET, Prefix=mine))
        refused(server, lambda: client.list_multipart_uploads(Bucket=BUCKET, Prefix=mine))
    assert by_hand.request(guest.keys, port(server), "GET", target).status == 200


WRITES_MORE = [
    ("x-amz-acl", "public-read", "s3:PutObjectAcl"),
    ("x-amz-grant-read", 'id="1"', "s3:PutObjectAcl"),
    ("x-amz-grant-full-control", 'id="1"', "s3:PutObjectAcl"),
    ("x-amz-tagging", "class=public", "s3:PutObjectTagging"),
    ("x-amz-object-lock-legal-hold", "ON", "s3:PutObjectLegalHold"),
    ("x-amz-object-lock-mode", "GOVERNANCE", "s3:PutObjectRetention"),
]


@pytest.mark.parametrize("name,value,action", WRITES_MORE)
def test_headers_that_write_more_need_more(server, store, world, people, name, value, action):
    guest, _ = people
    headers, body = {name: value}, b"hello"
    with Guarded(store):
        answer = by_hand.request(guest.keys, port(server), "PUT", own(guest, "more"), body, headers=headers)
        assert told(answer) == (403, "AccessDenied") and action.encode() in answer.body, answer
        answer = by_hand.request(guest.keys, port(server), "POST", f"{own(guest, 'more')}?uploads", headers=headers)
        assert told(answer) == (403, "AccessDenied") and action.encode() in answer.body, answer
        query = "&".join([f"{name}={by_hand.quote(value, safe='')}"])
        url = by_hand.presigned(guest.keys, port(server), "PUT", f"{own(guest, 'more')}?{query}")
        host = {"Host": f"127.0.0.1:{port(server)}", "Content-Length": "5"}
        assert told(by_hand.send(port(server), "PUT", url, host, body)) == (403, "AccessDenied")
    may = world.role_session(document(allow(["s3:PutObject", action], OBJECTS)))
    passes(store, lambda: by_hand.request(may, port(server), "PUT", f"/{BUCKET}/more", body, headers=headers))
    only = world.role_session(document(allow(action, OBJECTS)))
    with Guarded(store):
        answer = by_hand.request(only, port(server), "PUT", f"/{BUCKET}/more", body, headers=headers)
        assert told(answer) == (403, "AccessDenied") and b"s3:PutObject " in answer.body


def test_the_tags_and_the_acl_of_a_request_are_condition_keys(server, store, world):
    keys = world.role_session(document(
        allow("s3:PutObject", OBJECTS),
        allow("s3:PutObjectTagging", OBJECTS, Condition={
            "StringEquals": {"s3:RequestObjectTag/class": "private"},
            "ForAllValues:StringEquals": {"s3:RequestObjectTagKeys": ["class"]}}),
        allow("s3:PutObjectAcl", OBJECTS, Condition={"StringEquals": {"s3:x-amz-acl": "private"}})))

    def put(**headers):
        named = {f"x-amz-{name}": value for name, value in headers.items()}
        return by_hand.request(keys, port(server), "PUT", f"/{BUCKET}/tagged", b"x", headers=named)

    for headers in ({"tagging": "class=private"}, {"acl": "private"}):
        passes(store, lambda: put(**headers))
    for headers in ({"tagging": "class=public"}, {"tagging": "class=private&other=1"}, {"acl": "public-read"},
                    {"tagging": "class=private", "acl": "public-read"}):
        with Guarded(store):
            assert told(put(**headers)) == (403, "AccessDenied"), headers
    with Guarded(store):
        assert told(put(tagging="class=private&class=public")) == (400, "InvalidArgument")


UNKNOWN = [
    *[(method, f"/{BUCKET}?{name}") for method in ("GET", "PUT", "DELETE") for name in (
        "acl", "policy", "website", "lifecycle", "cors", "replication", "notification", "logging", "encryption",
        "tagging", "versioning", "object-lock", "publicAccessBlock", "ownershipControls", "inventory", "nothing")],
    *[(method, f"/{BUCKET}/x?{name}") for method in ("GET", "PUT", "POST") for name in (
        "torrent", "restore", "select", "retention", "legal-hold", "nothing", "renameObject", "encryption")],
    ("PUT", f"/{BUCKET}/x?acl"), ("PUT", f"/{BUCKET}/x?tagging"), ("PUT", f"/{BUCKET}"), ("DELETE", f"/{BUCKET}"),
    ("POST", f"/{BUCKET}"), ("POST", f"/{BUCKET}/x"), ("POST", f"/{BUCKET}/x?select&select-type=2"),
    ("GET", f"/{BUCKET}?session"), ("GET", f"/{BUCKET}/x?uploads"), ("PATCH", f"/{BUCKET}/x"), ("TRACE", f"/{BUCKET}/x"),
    ("PUT", f"/{BUCKET}/x?partNumber=1"), ("PUT", f"/{BUCKET}/x?partNumber=1&uploadId=1&acl"), ("DELETE", f"/{BUCKET}/x?acl"),
    ("GET", f"/{BUCKET}/x?x-amz-nothing=1"), ("GET", f"/{BUCKET}/x?X-Amz-Credential=x"),
]


def test_what_is_not_known_is_denied_to_everybody(server, store):
    for method, target in UNKNOWN:
        with Guarded(store):
            answer = by_hand.request(ROOT, port(server), method, target, headers={"Content-Length": "0"})
            assert told(answer) == (403, "AccessDenied"), (method, target, answer)
    for name in ("x-amz-nothing", "x-amz-mfa", "x-amz-request-payer", "x-amz-expected-bucket-owner", "x-amz-rename-source",
                 "x-amz-meta-snowball-auto-extract", "x-amz-website-redirect-location", "x-amz-write-offset-bytes"):
        with Guarded(store):
            answer = by_hand.request(ROOT, port(server), "PUT", f"/{BUCKET}/x", b"x", headers={name: "1"})
            assert told(answer) == (403, "AccessDenied"), (name, answer)
    passes(store, lambda: by_hand.request(ROOT, port(server), "PUT", f"/{BUCKET}/x", b"x", headers={"x-amz-meta-a": "1"}))
    passes(store, lambda: by_hand.request(ROOT, port(server), "GET", f"/{BUCKET}/x"))
    passes(store, lambda: by_hand.request(ROOT, port(server), "GET", f"/{BUCKET}/x?tagging"))


def test_headers_that_speak_of_another_request_end_here(server, store, people):
    guest, _ = people
    before = len(store.relay.heard)
    answer = by_hand.request(guest.keys, port(server), "PUT", own(guest, "headers"), b"hello", headers={
        "X-HTTP-Method-Override": "DELETE", "X-Original-URL": f"/{BUCKET}/other", "X-Forwarded-For": "10.0.0.1",
        "Cookie": "secret=1", "Forwarded": "for=10.0.0.1", "Content-Type": "text/plain", "X-Amz-Meta-Name": "value"})
    assert answer.status == 200, answer
    heard = bytes(store.relay.heard[before:]).lower()
    for ended in (b"override", b"x-original", b"forwarded", b"cookie", b"10.0.0.1", guest.keys.session_token.lower().encode(),
                  guest.keys.access_key_id.lower().encode(), b"security-token"):
        assert ended not in heard
    assert b"content-type: text/plain" in heard and b"x-amz-meta-name: value" in heard
    assert heard.count(b"authorization:") == 1


def test_a_header_of_awss_that_is_not_signed_is_refused(server, store, people):
    guest, _ = people
    target, body = own(guest, "unsigned"), b"hello"
    headers, _ = by_hand.signed(guest.keys, port(server), "PUT", target, body=body)
    with Guarded(store):
        answer = by_hand.send(port(server), "PUT", target, headers | {"X-Amz-Acl": "public-read"}, body)
        assert answer.status == 403, answer
    assert by_hand.send(port(server), "PUT", target, headers, body).status == 200


def test_others_keys_and_nobody_are_refused(server, store, people):
    guest, _ = people
    target = own(guest, "keys")
    store.put(f"home/{guest.id}/keys", b"x")
    headers, _ = by_hand.signed(guest.keys, port(server), "GET", target)
    host = {"Host": headers["Host"]}
    bent = {
        "nobody": host,
        "no token": {name: value for name, value in headers.items() if name != "X-Amz-Security-Token"},
        "a token of another": headers | {"X-Amz-Security-Token": people[1].keys.session_token},
        "another signature": headers | {"Authorization": headers["Authorization"][:-4] + "0000"},
        "another host": headers | {"Host": "other.example"},
        "no payload": {name: value for name, value in headers.items() if name != "X-Amz-Content-SHA256"},
    }
    for what, sent in bent.items():
        with Guarded(store):
            answer = by_hand.send(port(server), "GET", target, sent)
            assert answer.status in (400, 403), (what, answer)
    assert by_hand.send(port(server), "GET", target, headers).body == b"x"
    other = by_hand.request(guest.keys, port(server), "GET", target, region="eu-west-1")
    assert told(other) == (400, "AuthorizationHeaderMalformed"), json.dumps(other.headers)
