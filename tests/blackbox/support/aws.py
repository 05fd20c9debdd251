"""boto3 clients for one server, and the refusals that they report."""

from dataclasses import dataclass
from functools import cache

import boto3
import botocore.exceptions
from botocore import UNSIGNED
from botocore.config import Config

from .server import REGION, ROOT_KEY, ROOT_SECRET, Server


@dataclass(frozen=True)
class Keys:
    """A key pair, with the session token that temporary ones come with."""

    access_key_id: str
    secret_access_key: str
    session_token: str | None = None

    @staticmethod
    def of(credentials: dict) -> "Keys":
        """From the `Credentials` member of an answer; Cognito says `SecretKey`, STS `SecretAccessKey`."""
        secret = credentials.get("SecretKey") or credentials["SecretAccessKey"]
        return Keys(credentials["AccessKeyId"], secret, credentials["SessionToken"])


ROOT = Keys(ROOT_KEY, ROOT_SECRET)


@cache
def _session() -> boto3.Session:
    # One session for all clients: reading the service models is most of a client's cost.
    return boto3.Session()


def client(server: Server, service: str, keys: Keys | None = ROOT, *, https: bool = False,
           region: str = REGION, **config):
    """A boto3 client that neither retries nor reads the environment; without keys it does not sign."""
    settings = {
        "retries": {"total_max_attempts": 1},
        "connect_timeout": 5,
        "read_timeout": 30,
        "max_pool_connections": 64,
    } | config
    if keys is None:
        settings["signature_version"] = UNSIGNED
    return _session().client(
        service,
        region_name=region,
        endpoint_url=server.https_endpoint if https else server.endpoint,
        verify=server.ca_file if https else None,
        aws_access_key_id=keys.access_key_id if keys else None,
        aws_secret_access_key=keys.secret_access_key if keys else None,
        aws_session_token=keys.session_token if keys else None,
        config=Config(**settings),
    )


@dataclass
class Refusal:
    """An error that a call was answered with."""

    code: str
    message: str
    status: int
    headers: dict[str, str]

    @staticmethod
    def of(error: botocore.exceptions.ClientError) -> "Refusal":
        told, metadata = error.response["Error"], error.response["ResponseMetadata"]
        return Refusal(
            told.get("Code", ""), told.get("Message", ""), metadata["HTTPStatusCode"], metadata["HTTPHeaders"])

    @property
    def decision(self) -> str | None:
        return self.headers.get("x-daypass-decision")


def refusal(call, **arguments) -> Refusal:
    """Makes a call that must be refused and gives back how."""
    try:
        answer = call(**arguments)
    except botocore.exceptions.ClientError as error:
        return Refusal.of(error)
    raise AssertionError(f"not refused: {answer}")
