"""Signatures by botocore and by the AWS Common Runtime, in headers and in the query."""

from datetime import datetime, timezone
from urllib.parse import quote, urlsplit

import awscrt.auth
import awscrt.http
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from .aws import Keys
from .server import REGION

PRESIGNED_SECONDS = 300


def botocore_credentials(keys: Keys, *, with_token: bool = True) -> Credentials:
    token = keys.session_token if with_token else None
    return Credentials(keys.access_key_id, keys.secret_access_key, token)


def sign_headers(keys: Keys, service: str, method: str, url: str, headers: dict[str, str],
                 body: bytes = b"", *, region: str = REGION, with_token: bool = True) -> dict[str, str]:
    """The headers of a request, signed by botocore."""
    request = AWSRequest(method=method, url=url, data=body, headers=headers)
    SigV4Auth(botocore_credentials(keys, with_token=with_token), service, region).add_auth(request)
    return dict(request.headers.items())


def presign(keys: Keys, service: str, url: str, *, with_token: bool = True, region: str = REGION,
            seconds: int = PRESIGNED_SECONDS) -> str:
    """The path and query of a GET, signed by botocore in its query; the token is signed with it."""
    request = AWSRequest(method="GET", url=url)
    SigV4QueryAuth(botocore_credentials(keys, with_token=with_token), service, region, expires=seconds).add_auth(request)
    parts = urlsplit(request.prepare().url)
    return f"{parts.path}?{parts.query}"


def websocket_path(keys: Keys, host: str, *, token: str = "after", service: str = "iotdevicegateway",
                   region: str = REGION) -> str:
    """The path of a WebSocket upgrade, signed for `host`.

    The session token stands `after` the signature and is not signed, as the JavaScript family does;
    `before` it and not signed, as the native SDKs do; or it is `signed`, as a generic presigner does.
    """
    path = presign(keys, service, f"http://{host}/mqtt", with_token=token == "signed", region=region)
    if token == "signed" or not keys.session_token:
        return path
    unsigned = f"X-Amz-Security-Token={quote(keys.session_token, safe='')}"
    if token == "after":
        return f"{path}&{unsigned}"
    return path.replace("&X-Amz-Signature=", f"&{unsigned}&X-Amz-Signature=")


def crt_sign(keys: Keys, service: str, method: str, path: str, headers: list[tuple[str, str]], body: bytes = b"", *,
             in_query: bool = False, omit_token: bool = False, region: str = REGION,
             at: datetime | None = None) -> tuple[str, list[tuple[str, str]]]:
    """A request's path and headers, signed by the AWS Common Runtime."""
    from io import BytesIO

    kind = awscrt.auth.AwsSignatureType
    config = awscrt.auth.AwsSigningConfig(
        algorithm=awscrt.auth.AwsSigningAlgorithm.V4,
        signature_type=kind.HTTP_REQUEST_QUERY_PARAMS if in_query else kind.HTTP_REQUEST_HEADERS,
        credentials_provider=awscrt.auth.AwsCredentialsProvider.new_static(
            keys.access_key_id, keys.secret_access_key, keys.session_token),
        region=region, service=service, date=at or datetime.now(timezone.utc), omit_session_token=omit_token,
    )
    request = awscrt.http.HttpRequest(
        method, path, awscrt.http.HttpHeaders(headers), BytesIO(body) if body else None)
    awscrt.auth.aws_sign_request(request, config).result(10)
    return request.path, list(request.headers)
