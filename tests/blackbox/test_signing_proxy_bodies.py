"""Every way in which a body may come to the signing proxy, right and bent: signed whole, signed in
chunks, with a checksum behind it, signed in the query, in parts, and larger than what is kept."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from support import s3 as by_hand
from support.object_store import BUCKET
from support.s3 import CHUNKS, CHUNKS_TRAILER, UNSIGNED_TRAILER, Upload
from support.signing_proxy import Guarded, endpoint, own, people, person, port, refused, s3, server, store, told, world  # noqa: F401

STATE = ["memory"]
PIECES = [b"a" * 65536, b"b" * 65536, b"the end"]
WHOLE = b"".join(PIECES)
MIB = 1024 * 1024


@pytest.mark.parametrize("form", [CHUNKS, CHUNKS_TRAILER, UNSIGNED_TRAILER])
def test_bodies_in_chunks_arrive_whole(server, store, person, form):
    for name, pieces in (("large", PIECES), ("small", [b"small"]), ("empty", [])):
        answer = Upload(pieces, form).put(person.keys, port(server), own(person, f"{form}-{name}"))
        assert answer.status == 200, answer
        assert store.holds(f"home/{person.id}/{form}-{name}") == b"".join(pieces)
    assert b"chunk-signature" not in store.relay.heard and b"trailer-signature" not in store.relay.heard


BENT = {
    "the first chunk's signature": dict(missigned=0),
    "the second chunk's signature": dict(missigned=1),
    "the signature of the last chunk, which is empty": dict(missigned=3),
    "what the first chunk holds": dict(forged=(0, b"x" + PIECES[0][1:])),
    "what the third chunk holds": dict(forged=(2, b"the END")),
    "the length of a chunk": dict(forged=(1, PIECES[1] + b"x")),
}
BENT_TRAILER = {
    "the trailer's signature": dict(missigned="trailer"),
    "a trailer that is not the signed one": dict(told=by_hand.crc32(b"other")),
    "a header in the trailer": dict(more_trailer="x-amz-acl:public-read\r\n"),
}


@pytest.mark.parametrize("bent", [*BENT, *BENT_TRAILER])
def test_a_bent_body_in_signed_chunks_never_is_an_object(server, store, people, bent):
    _, alice = people
    forms = [CHUNKS, CHUNKS_TRAILER] if bent in BENT else [CHUNKS_TRAILER]
    for form in forms:
        name = f"bent-{form}-{[*BENT, *BENT_TRAILER].index(bent)}"
        answer = Upload(PIECES, form, **(BENT | BENT_TRAILER)[bent]).put(
            alice.keys, port(server), own(alice, name))
        assert answer.status in (400, 403), answer
        assert answer.code in ("SignatureDoesNotMatch", "IncompleteBody", "BadDigest", "InvalidRequest",
                               "XAmzContentSHA256Mismatch"), answer
        assert store.holds(f"home/{alice.id}/{name}") is None
        assert told(Upload(PIECES, form).put(alice.keys, port(server), own(alice, name))) == (200, None)
        assert store.holds(f"home/{alice.id}/{name}") == WHOLE


def test_a_small_bent_body_is_not_heard_of(server, store, people):
    _, alice = people
    for bent in (dict(missigned=0), dict(forged=(0, b"SMALL"))):
        with Guarded(store):
            answer = Upload([b"small"], CHUNKS, **bent).put(alice.keys, port(server), own(alice, "small-bent"))
            assert told(answer) == (403, "SignatureDoesNotMatch")
    assert Upload([b"small"]).put(alice.keys, port(server), own(alice, "small-bent")).status == 200


def test_a_checksum_that_is_not_signed_is_compared_by_the_store(server, store, people):
    _, alice = people
    upload = Upload(PIECES, UNSIGNED_TRAILER)
    wrong = Upload(PIECES, UNSIGNED_TRAILER, checksum=by_hand.crc32(b"other"))
    answer = wrong.put(alice.keys, port(server), own(alice, "checked"))
    assert told(answer) == (400, "BadDigest"), answer
    assert upload.put(alice.keys, port(server), own(alice, "checked")).status == 200
    with_more = Upload(PIECES, UNSIGNED_TRAILER, more_trailer="x-amz-acl:public-read\r\n")
    assert with_more.put(alice.keys, port(server), own(alice, "checked-2")).status == 400
    assert store.holds(f"home/{alice.id}/checked-2") is None


def test_a_body_is_the_one_whose_hash_was_signed(server, store, person):
    target, body = own(person, "hashed"), b"hello " * 20_000
    headers, _ = by_hand.signed(person.keys, port(server), "PUT", target, body=body)
    other = body[:-1] + b"!"
    answer = by_hand.send(port(server), "PUT", target, headers, other)
    assert told(answer) == (400, "XAmzContentSHA256Mismatch"), answer
    assert store.holds(f"home/{person.id}/hashed") is None
    with Guarded(store):
        short = by_hand.signed(person.keys, port(server), "PUT", target, body=b"hello")[0]
        assert told(by_hand.send(port(server), "PUT", target, short, b"hallo")) == (400, "XAmzContentSHA256Mismatch")
    assert by_hand.send(port(server), "PUT", target, headers, body).status == 200
    assert store.holds(f"home/{person.id}/hashed") == body


def test_chunks_reach_no_foreign_folder(server, store, people):
    guest, alice = people
    for form in (CHUNKS, CHUNKS_TRAILER, UNSIGNED_TRAILER):
        with Guarded(store):
            answer = Upload(PIECES, form).put(guest.keys, port(server), own(alice, "planted"))
            assert told(answer) == (403, "AccessDenied")
        assert Upload(PIECES, form).put(guest.keys, port(server), own(guest, "planted")).status == 200


def test_who_is_still_sending_hears_the_refusal(server, store, people):
    guest, alice = people
    body, nobody = b"x" * 8 * MIB, {"Host": f"127.0.0.1:{port(server)}", "Content-Length": str(8 * MIB)}
    for _ in range(3):
        with Guarded(store):
            assert told(by_hand.request(guest.keys, port(server), "PUT", own(alice, "x"), body)) == (403, "AccessDenied")
            assert told(by_hand.send(port(server), "PUT", own(alice, "x"), nobody, body)) == (403, "AccessDenied")
        bent = Upload([MIB * b"x"] * 8, missigned=1).put(guest.keys, port(server), own(guest, "x"))
        assert told(bent) == (403, "SignatureDoesNotMatch")
    assert told(by_hand.request(guest.keys, port(server), "PUT", own(guest, "x"), body)) == (200, None)


def test_https_sends_a_checksum_behind_the_body(server, store, person):
    client, key = s3(server, person.keys, https=True), f"home/{person.id}/https"
    before = len(store.relay.heard)
    client.put_object(Bucket=BUCKET, Key=key, Body=WHOLE)
    heard = bytes(store.relay.heard[before:]).lower()
    assert b"x-amz-trailer: x-amz-checksum-" in heard and b"streaming-unsigned-payload-trailer" in heard
    assert store.holds(key) == WHOLE
    assert client.get_object(Bucket=BUCKET, Key=key)["Body"].read() == WHOLE


def test_presigned_urls_open_what_was_signed(server, store, people):
    guest, alice = people
    client, place = s3(server, alice.keys), {"Bucket": BUCKET, "Key": f"home/{alice.id}/presigned"}

    def target(operation: str) -> str:
        return client.generate_presigned_url(operation, Params=place, ExpiresIn=60).removeprefix(endpoint(server))

    host = {"Host": f"127.0.0.1:{port(server)}"}
    put, got = target("put_object"), target("get_object")
    assert by_hand.send(port(server), "PUT", put, host | {"Content-Length": "5"}, b"hello").status == 200
    assert by_hand.send(port(server), "GET", got, host).body == b"hello"
    bent = {
        "another object": got.replace("/presigned?", "/presigned2?"),
        "another time": got.replace("X-Amz-Expires=60", "X-Amz-Expires=600"),
        "one parameter more": got + "&versionId=1",
        "another answer": got + "&response-content-type=text%2Fhtml",
        "the PUT's signature": put,
        "a token of another": got.replace("X-Amz-Security-Token=", "X-Amz-Security-Token=x"),
    }
    for what, url in bent.items():
        with Guarded(store):
            answer = by_hand.send(port(server), "GET", url, host)
            assert answer.status in (400, 403) and answer.code != "AccessDenied", (what, answer)
    for what, url in {"another object": put.replace("/presigned?", "/presigned2?"), "the GET's signature": got,
                      "an ACL more": put + "&x-amz-acl=public-read"}.items():
        with Guarded(store):
            answer = by_hand.send(port(server), "PUT", url, host | {"Content-Length": "5"}, b"other")
            assert told(answer) == (403, "SignatureDoesNotMatch"), (what, answer)
    assert store.holds(place["Key"]) == b"hello"
    with Guarded(store):
        theirs = s3(server, guest.keys).generate_presigned_url("get_object", Params=place)
        answer = by_hand.send(port(server), "GET", theirs.removeprefix(endpoint(server)), host)
        assert told(answer) == (403, "AccessDenied")
    heard = bytes(store.relay.heard)
    for secret in (b"X-Amz-Security-Token", b"X-Amz-Signature", b"X-Amz-Credential", alice.keys.session_token.encode(),
                   guest.keys.session_token.encode(), alice.keys.access_key_id.encode()):
        assert secret not in heard


def test_presigned_urls_end(server, store, people):
    _, alice = people
    host, now = {"Host": f"127.0.0.1:{port(server)}"}, datetime.now(timezone.utc)
    store.put(f"home/{alice.id}/old", b"old")

    def ask(seconds: int, ago: int, method: str = "GET", **sent):
        url = by_hand.presigned(alice.keys, port(server), method, own(alice, "old"), seconds,
                                at=now - timedelta(seconds=ago))
        return told(by_hand.send(port(server), method, url, host | sent))

    assert ask(300, 120) == (200, None)
    assert ask(60, 120) == (403, "AccessDenied")
    assert ask(60, 120, "PUT", **{"Content-Length": "0"}) == (403, "AccessDenied")
    assert store.holds(f"home/{alice.id}/old") == b"old"
    assert ask(300, 120, "PUT", **{"Content-Length": "0"}) == (200, None)
    assert store.holds(f"home/{alice.id}/old") == b""
    assert ask(300, -3600) == (403, "AccessDenied")
    assert ask(604_800, 0) == (200, None)
    assert ask(604_801, 0) == (400, "AuthorizationQueryParametersError")
    assert ask(-1, 0) == (400, "AuthorizationQueryParametersError")


def test_a_signature_in_both_places_is_none(server, people):
    _, alice = people
    url = by_hand.presigned(alice.keys, port(server), "PUT", own(alice, "both"))
    headers, _ = by_hand.signed(alice.keys, port(server), "PUT", own(alice, "both"), body=b"x")
    assert by_hand.send(port(server), "PUT", url, headers, b"x").code == "InvalidArgument"
    assert by_hand.send(port(server), "PUT", own(alice, "both"), headers, b"x").status == 200


def test_uploads_in_parts(server, store, person, people):
    client, place = s3(server, person.keys), {"Bucket": BUCKET, "Key": f"home/{person.id}/parts"}
    upload = client.create_multipart_upload(**place)["UploadId"]
    bodies = [b"1" * 5 * MIB, b"two"]
    parts = [{"PartNumber": number, "ETag": client.upload_part(
        **place, UploadId=upload, PartNumber=number, Body=body)["ETag"]} for number, body in enumerate(bodies, 1)]
    assert {part["Size"] for part in client.list_parts(**place, UploadId=upload)["Parts"]} == {5 * MIB, 3}
    client.complete_multipart_upload(**place, UploadId=upload, MultipartUpload={"Parts": parts})
    assert store.holds(place["Key"]) == b"".join(bodies)
    again = client.create_multipart_upload(**place)["UploadId"]
    client.upload_part(**place, UploadId=again, PartNumber=1, Body=b"x")
    client.abort_multipart_upload(**place, UploadId=again)
    before = len(store.relay.heard)
    with pytest.raises(ClientError):
        client.upload_part(**place, UploadId=again, PartNumber=2, Body=b"x")
    assert store.relay.requests(before), "it is the store that knows no such upload"


def test_uploads_in_parts_stay_in_ones_folder(server, store, people):
    guest, alice = people
    mine, theirs = s3(server, alice.keys), s3(server, guest.keys)
    place = {"Bucket": BUCKET, "Key": f"home/{alice.id}/parts-of-alice"}
    upload = mine.create_multipart_upload(**place)["UploadId"]
    part = {"PartNumber": 1, "ETag": mine.upload_part(**place, UploadId=upload, PartNumber=1, Body=b"x")["ETag"]}
    whole = {"MultipartUpload": {"Parts": [part]}}
    for call, action in (
        (lambda: theirs.create_multipart_upload(**place), "s3:PutObject"),
        (lambda: theirs.upload_part(**place, UploadId=upload, PartNumber=1, Body=b"y"), "s3:PutObject"),
        (lambda: theirs.complete_multipart_upload(**place, UploadId=upload, **whole), "s3:PutObject"),
        (lambda: theirs.list_parts(**place, UploadId=upload), "s3:ListMultipartUploadParts"),
        (lambda: theirs.abort_multipart_upload(**place, UploadId=upload), "s3:AbortMultipartUpload"),
        (lambda: theirs.list_multipart_uploads(Bucket=BUCKET), "s3:ListBucketMultipartUploads"),
    ):
        with Guarded(store):
            assert refused(server, call).whole["action"] == action
    mine.complete_multipart_upload(**place, UploadId=upload, **whole)
    assert store.holds(place["Key"]) == b"x"


def peak_bytes(server) -> int:
    """The most memory that the server ever had."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) * 1024


def test_memory_does_not_grow_with_a_body(server, store, people):
    _, alice = people
    keys, target = alice.keys, own(alice, "huge")
    pieces = [bytes([number]) * MIB for number in range(8)]
    client, key = s3(server, keys), f"home/{alice.id}/huge"
    Upload(pieces).put(keys, port(server), target)
    client.get_object(Bucket=BUCKET, Key=key)["Body"].read()
    before = peak_bytes(server)
    with store.relay.deaf():
        for form in (CHUNKS, UNSIGNED_TRAILER):
            assert Upload(pieces * 16, form).put(keys, port(server), target).status == 200
        read = client.get_object(Bucket=BUCKET, Key=key)["Body"]
        assert sum(len(piece) for piece in read.iter_chunks(MIB)) == 128 * MIB
    assert peak_bytes(server) - before < 32 * MIB
