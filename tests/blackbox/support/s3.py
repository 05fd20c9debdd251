"""Requests of an object store that are signed by hand, since no SDK would send most of them."""

import base64
import hashlib
import hmac
import http.client
import zlib
from dataclasses import dataclass
from datetime import datetime, timezone
from urllib.parse import quote, unquote
from xml.etree import ElementTree

from .aws import Keys
from .server import REGION

UNSIGNED = "UNSIGNED-PAYLOAD"
CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"
CHUNKS_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
CRC32 = "x-amz-checksum-crc32"


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def code(self) -> str | None:
        """The code of an error, which S3 tells in XML."""
        return ElementTree.fromstring(self.body).findtext("Code") if self.status >= 300 and self.body else None


def send(port: int, method: str, target: str, headers: dict[str, str], body: bytes = b"") -> Answer:
    """Sends exactly this."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders(body or None)
    answer = connection.getresponse()
    told = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    connection.close()
    return told


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def crc32(body: bytes) -> str:
    return base64.b64encode(zlib.crc32(body).to_bytes(4, "big")).decode()


class Signature:
    """The signature of one request, and those of the chunks that continue it."""

    def __init__(self, keys: Keys, at: datetime | None = None, region: str = REGION):
        at = at or datetime.now(timezone.utc)
        self.keys, self.date = keys, at.strftime("%Y%m%dT%H%M%SZ")
        self.scope = f"{self.date[:8]}/{region}/s3/aws4_request"
        self.key = f"AWS4{keys.secret_access_key}".encode()
        for part in self.scope.split("/"):
            self.key = self._mac(part)
        self.last = ""

    def _mac(self, text: str) -> bytes:
        return hmac.new(self.key, text.encode(), hashlib.sha256).digest()

    def of(self, method: str, path: str, query: str, headers: dict[str, str], payload: str) -> str:
        """Signs the head of a request. S3 encodes the path once, and signs no other than the sent one."""
        pairs = sorted(tuple(quote(unquote(part), safe="-_.~") for part in (name, value)) for name, _, value in (
            pair.partition("=") for pair in query.split("&") if pair))
        signed = sorted((name.lower(), value) for name, value in headers.items())
        canonical = "\n".join([
            method, quote(unquote(path), safe="/-_.~"), "&".join(map("=".join, pairs)),
            *[f"{name}:{value}" for name, value in signed], "", names(headers), payload])
        return self._continue("AWS4-HMAC-SHA256", sha256(canonical.encode()))

    def chunk(self, piece: bytes) -> str:
        return self._continue("AWS4-HMAC-SHA256-PAYLOAD", self.last, sha256(b""), sha256(piece))

    def trailer(self, text: str) -> str:
        return self._continue("AWS4-HMAC-SHA256-TRAILER", self.last, sha256(text.encode()))

    def _continue(self, kind: str, *rest: str) -> str:
        self.last = self._mac("\n".join([kind, self.date, self.scope, *rest])).hex()
        return self.last


def names(headers: dict[str, str]) -> str:
    return ";".join(sorted(name.lower() for name in headers))


def signed(keys: Keys, port: int, method: str, target: str, payload: str | None = None,
           headers: dict[str, str] | None = None, body: bytes = b"", **more) -> tuple[dict, Signature]:
    """The headers of a request that is signed in them, and the signature that chunks continue."""
    path, _, query = target.partition("?")
    payload = payload or sha256(body)
    signature = Signature(keys, **more)
    sent = {"Host": f"127.0.0.1:{port}", "X-Amz-Date": signature.date, "X-Amz-Content-SHA256": payload} | (headers or {})
    if keys.session_token:
        sent["X-Amz-Security-Token"] = keys.session_token
    if body:
        sent["Content-Length"] = str(len(body))
    made = signature.of(method, path, query, sent, payload)
    sent["Authorization"] = (f"AWS4-HMAC-SHA256 Credential={keys.access_key_id}/{signature.scope}, "
                             f"SignedHeaders={names(sent)}, Signature={made}")
    return sent, signature


def request(keys: Keys, port: int, method: str, target: str, body: bytes = b"", **more) -> Answer:
    """Signs in the headers, and sends."""
    headers, _ = signed(keys, port, method, target, body=body, **more)
    return send(port, method, target, headers, body)


def presigned(keys: Keys, port: int, method: str, target: str, seconds: int = 300, **more) -> str:
    """The same place signed in the query."""
    path, _, query = target.partition("?")
    signature = Signature(keys, **more)
    pairs = {"X-Amz-Algorithm": "AWS4-HMAC-SHA256", "X-Amz-Credential": f"{keys.access_key_id}/{signature.scope}",
             "X-Amz-Date": signature.date, "X-Amz-Expires": str(seconds), "X-Amz-SignedHeaders": "host"}
    if keys.session_token:
        pairs["X-Amz-Security-Token"] = keys.session_token
    query = "&".join([*filter(None, [query]), *[f"{name}={quote(value, safe='')}" for name, value in pairs.items()]])
    made = signature.of(method, path, query, {"Host": f"127.0.0.1:{port}"}, UNSIGNED)
    return f"{path}?{query}&X-Amz-Signature={made}"


@dataclass
class Upload:
    """A body in chunks, and what is bent of it."""

    pieces: list[bytes]
    payload: str = CHUNKS
    checksum: str | None = None
    #: What the chunk of this number holds in place of what was signed.
    forged: tuple[int, bytes] | None = None
    #: The number of the chunk, or `trailer`, whose signature is another one.
    missigned: int | str | None = None
    #: The checksum that is sent in place of the signed one.
    told: str | None = None
    more_trailer: str = ""

    def put(self, keys: Keys, port: int, target: str, headers: dict[str, str] | None = None) -> Answer:
        length = sum(map(len, self.pieces))
        trailer = self.payload != CHUNKS
        headers = {"Content-Encoding": "aws-chunked", "X-Amz-Decoded-Content-Length": str(length)} | (headers or {})
        if trailer:
            headers |= {"X-Amz-Trailer": CRC32}
        sent, signature = signed(keys, port, "PUT", target, self.payload, headers)
        body = b"".join(self._chunk(signature, *chunk) for chunk in enumerate([*self.pieces, b""]))
        body += self._trailer(signature) if trailer else b"\r\n"
        return send(port, "PUT", target, sent | {"Content-Length": str(len(body))}, body)

    def _chunk(self, signature: Signature, number: int, piece: bytes) -> bytes:
        line = f"{len(piece):x}"
        if self.payload != UNSIGNED_TRAILER:
            line += f";chunk-signature={self._bent(signature.chunk(piece), number)}"
        if self.forged and self.forged[0] == number:
            piece = self.forged[1]
        return f"{line}\r\n".encode() + (piece + b"\r\n" if piece else b"")

    def _trailer(self, signature: Signature) -> bytes:
        checksum = self.checksum or crc32(b"".join(self.pieces))
        made = self._bent(signature.trailer(f"{CRC32}:{checksum}\n"), "trailer")
        lines = f"{CRC32}:{self.told or checksum}\r\n{self.more_trailer}"
        if self.payload == CHUNKS_TRAILER:
            lines += f"x-amz-trailer-signature:{made}\r\n"
        return f"{lines}\r\n".encode()

    def _bent(self, signature: str, place: int | str) -> str:
        if self.missigned != place:
            return signature
        return ("0" if signature[0] != "0" else "1") + signature[1:]
