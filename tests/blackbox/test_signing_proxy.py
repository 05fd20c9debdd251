"""Guests and signed-in users reach a real object store with boto3 through the signing proxy, each
confined to a folder of its own."""

import pytest
from botocore.exceptions import ClientError

from support.object_store import BUCKET
from support.signing_proxy import people, person, refused, s3, server, store, world  # noqa: F401

STATE = ["memory"]


def test_everyone_works_in_a_folder_of_its_own(server, store, person):
    mine, client = f"home/{person.id}", s3(server, person.keys)
    client.put_object(Bucket=BUCKET, Key=f"{mine}/a b&ü.txt", Body=b"hello", ContentType="text/plain")
    assert store.holds(f"{mine}/a b&ü.txt") == b"hello"
    read = client.get_object(Bucket=BUCKET, Key=f"{mine}/a b&ü.txt")
    assert read["Body"].read() == b"hello"
    assert client.get_object(Bucket=BUCKET, Key=f"{mine}/a b&ü.txt", Range="bytes=1-2")["Body"].read() == b"el"
    assert client.head_object(Bucket=BUCKET, Key=f"{mine}/a b&ü.txt")["ContentLength"] == 5
    listed = client.list_objects_v2(Bucket=BUCKET, Prefix=f"{mine}/")
    assert [found["Key"] for found in listed["Contents"]] == [f"{mine}/a b&ü.txt"]
    client.delete_object(Bucket=BUCKET, Key=f"{mine}/a b&ü.txt")
    assert store.holds(f"{mine}/a b&ü.txt") is None
    with pytest.raises(ClientError) as caught:
        client.get_object(Bucket=BUCKET, Key=f"{mine}/a b&ü.txt")
    assert caught.value.response["Error"]["Code"] == "NoSuchKey", "the store's own answer comes through"


def test_nobody_reaches_the_folder_of_another(server, store, people):
    guest, alice = people
    store.put(f"home/{alice.id}/diary", b"dear diary")
    assert s3(server, alice.keys).get_object(
        Bucket=BUCKET, Key=f"home/{alice.id}/diary")["Body"].read() == b"dear diary"
    client, theirs = s3(server, guest.keys), {"Bucket": BUCKET, "Key": f"home/{alice.id}/diary"}
    before = len(store.relay.requests())
    explained = refused(server, lambda: client.get_object(**theirs))
    assert explained.whole["action"] == "s3:GetObject"
    assert explained.whole["resource"] == f"arn:aws:s3:::{BUCKET}/home/{alice.id}/diary"
    refused(server, lambda: client.put_object(**theirs, Body=b"x"))
    refused(server, lambda: client.delete_object(**theirs))
    refused(server, lambda: client.list_objects_v2(Bucket=BUCKET, Prefix=f"home/{alice.id}/"))
    refused(server, lambda: client.list_objects_v2(Bucket=BUCKET, Prefix="home/"))
    refused(server, lambda: client.list_objects_v2(Bucket=BUCKET))
    with pytest.raises(ClientError) as caught:
        client.head_object(**theirs)
    assert caught.value.response["Error"]["Code"] == "403"
    assert len(store.relay.requests()) == before, "the store heard of it"


def test_large_bodies_stream_both_ways(server, store, people):
    _, alice = people
    body = bytes(range(256)) * 40_960
    client, place = s3(server, alice.keys), {"Bucket": BUCKET, "Key": f"home/{alice.id}/large"}
    client.put_object(**place, Body=body)
    assert store.holds(place["Key"]) == body
    assert client.get_object(**place)["Body"].read() == body


def test_nothing_of_the_caller_reaches_the_store(server, store, people):
    guest, _ = people
    client = s3(server, guest.keys)
    client.put_object(Bucket=BUCKET, Key=f"home/{guest.id}/seen", Body=b"hello")
    heard = bytes(store.relay.heard)
    assert f"PUT /{BUCKET}/home/{guest.id.replace(':', '%3A')}/seen HTTP/1.1".encode() in heard
    for secret in (guest.keys.session_token, guest.keys.access_key_id, guest.keys.session_token[:40]):
        assert secret.encode() not in heard
    assert b"x-amz-security-token" not in heard.lower()
