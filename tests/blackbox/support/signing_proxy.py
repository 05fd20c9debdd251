"""The signing proxy before a real object store, with a guest and a signed-in user who each have a
folder. A module of tests imports the fixtures by their names."""

import json

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from . import s3 as by_hand
from .aws import Keys
from .deadline import until
from .explanation import Explanation, why
from .object_store import BUCKET, ObjectStore
from .server import REGION, Server
from .world import Identity, World

SUB = "${cognito-identity.amazonaws.com:sub}"


def confined(*more: dict) -> str:
    """Everything within the caller's own folder, and nothing else."""
    objects = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload",
               "s3:ListMultipartUploadParts"]
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": objects, "Resource": f"arn:aws:s3:::{BUCKET}/home/{SUB}/*"},
        {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": f"arn:aws:s3:::{BUCKET}",
         "Condition": {"StringLike": {"s3:prefix": f"home/{SUB}/*"}}},
        *more]})


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    running = ObjectStore(tmp_path_factory.mktemp("store"))
    yield running
    running.close()


@pytest.fixture(scope="module")
def server(store, tmp_path_factory):
    folder = tmp_path_factory.mktemp("signing_proxy")
    (folder / "daypass.toml").write_text(store.settings(folder))
    running = Server(folder, arguments=("--empty", "--config", str(folder / "daypass.toml")))
    yield running
    assert running.stop() == 0, running.output()


@pytest.fixture(scope="module")
def world(server):
    return World(server)


@pytest.fixture(scope="module")
def people(world, openid):
    """A guest and a signed-in user."""
    provider = world.iam.create_open_id_connect_provider(
        Url=openid.issuer, ClientIDList=["app"])["OpenIDConnectProviderArn"]
    pool = world.pool(confined(), confined(), providers=[provider])
    return pool.guest(), pool.identity({openid.login_key: openid.token("alice")})


@pytest.fixture(scope="module", params=["guest", "signed-in"])
def person(request, people):
    return people[request.param == "signed-in"]


def endpoint(server: Server, *, https: bool = False) -> str:
    url = server.ready["signing_proxies"][0]
    return url.replace("http:", "https:") if https else url


def port(server: Server) -> int:
    return int(endpoint(server).rsplit(":", 1)[1])


def s3(server: Server, keys: Keys, *, https: bool = False, **config):
    """A boto3 client of the proxy."""
    settings = {"retries": {"total_max_attempts": 1}, "s3": {"addressing_style": "path"}, "signature_version": "s3v4"} | config
    return boto3.client(
        "s3", region_name=REGION, endpoint_url=endpoint(server, https=https),
        verify=server.ca_file if https else None, aws_access_key_id=keys.access_key_id,
        aws_secret_access_key=keys.secret_access_key, aws_session_token=keys.session_token,
        config=Config(**settings))


def refused(server: Server, call, code: str = "AccessDenied", status: int = 403) -> Explanation:
    """The explanation of a refusal; the answer is S3's XML, or botocore would not know its code."""
    with pytest.raises(ClientError) as caught:
        call()
    answer = caught.value.response
    assert (answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"]) == (code, status), answer
    return why(server, answer["ResponseMetadata"]["HTTPHeaders"]["x-daypass-decision"])


class Guarded:
    """The store, of which a test says that it hears nothing of a call."""

    def __init__(self, store: ObjectStore):
        self.store = store

    def __enter__(self):
        # What an upload that was cut short has sent may still be on its way.
        until(self.store.relay.is_quiet, 10, "a relay that heard everything")
        self.before = len(self.store.relay.heard)

    def __exit__(self, kind, *_):
        if kind is None:
            heard = self.store.relay.requests(self.before)
            assert not heard, f"the store heard {heard}"


def own(person: Identity, name: str, bucket: str = BUCKET) -> str:
    """The path of an object in one's folder."""
    return f"/{bucket}/home/{person.id.replace(':', '%3A')}/{name}"


def told(answer: by_hand.Answer) -> tuple[int, str | None]:
    return answer.status, answer.code
