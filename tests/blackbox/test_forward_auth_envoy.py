"""Envoy asks whether a request may pass to a plain web service behind it, with the filter as the page
on services behind other proxies shows it."""

import json

import pytest

from support.envoy import Envoy
from test_forward_auth import allow, people, refused, request, server  # noqa: F401

STATE = ["memory"]


@pytest.fixture(scope="module")
def envoy(server, tmp_path_factory):
    with Envoy(server, tmp_path_factory.mktemp("envoy")) as running:
        yield running


def test_a_guest_and_a_user_reach_what_their_roles_allow(server, envoy, people):
    guest, alice = people
    for person, path, kind in ((guest, "/public/a%20b?x=1", "unauthenticated"), (alice, f"/home/{alice.id}/diary", "authenticated")):
        status, _, text = request(envoy.port, "GET", path, person.keys)
        assert status == 200, text
        told = json.loads(text)
        assert told["path"] == path
        assert told["headers"]["x-daypass-identity-id"] == person.id
        assert told["headers"]["x-daypass-authentication"] == kind
        assert "authorization" not in told["headers"] and "x-amz-security-token" not in told["headers"]
    refused(server, envoy, 403, "GET", "/private/a", guest.keys)
    refused(server, envoy, 403, "GET", f"/home/{alice.id}/diary", guest.keys)
    refused(server, envoy, 403, "GET", f"/home/{guest.id}/diary", alice.keys)
    refused(server, envoy, 401, "GET", "/public/a")


def test_the_body_is_verified(server, envoy, people):
    _, alice = people
    status, _, text = request(envoy.port, "PUT", f"/home/{alice.id}/diary", alice.keys, body=b"dear diary")
    assert status == 200, text
    told = json.loads(text)
    assert (told["body"], told["headers"]["x-daypass-body"]) == ("dear diary", "verified")
    refused(server, envoy, 403, "PUT", f"/home/{alice.id}/diary", alice.keys,
            body=b"dear diary", sent_body=b"dear DIARY")


def test_what_a_client_says_of_itself_is_stripped(server, envoy, world):
    plain = world.role_session(allow("/public/*"))
    claims = {"X-Daypass-Identity-Id": "someone-else", "X-Daypass-Authentication": "authenticated",
              "X-Daypass-Body": "verified", "X-Daypass-Principal": "root", "X-Original-URI": "/private/a"}
    status, _, text = request(envoy.port, "GET", "/public/a", plain, claims)
    told = json.loads(text)["headers"]
    assert status == 200 and told["x-daypass-principal"].startswith("arn:aws:sts::")
    assert "x-daypass-identity-id" not in told and "x-daypass-authentication" not in told
    refused(server, envoy, 403, "GET", "/private/a", plain, {"X-Original-URI": "/public/a"})


def test_paths_that_can_be_read_in_two_ways_are_refused(server, envoy, people):
    _, alice = people
    for path in ("/home/{0}/../x", "/home/{0}/%2e%2e/x", "/home/{0}/%2Fx", "/home/{0}//x", "/home/{0}/%5cx"):
        refused(server, envoy, 403, "GET", path.format(alice.id), alice.keys)
