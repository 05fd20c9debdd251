"""An issuer over TLS, with a certificate that a test makes."""

import ipaddress
import json
import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

HOST = "127.0.0.1"


@dataclass
class Certified:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def thumbprint(self) -> str:
        return self.certificate.fingerprint(hashes.SHA1()).hex()


def authority(name: str) -> Certified:
    return _certified(name, None, None, timedelta(days=1))


def leaf(issuer: Certified, host: str = HOST, ends_in: timedelta = timedelta(days=1),
         begins_in: timedelta = -timedelta(days=2)) -> Certified:
    return _certified("issuer", issuer, host, ends_in, begins_in)


def _certified(name: str, issuer: Certified | None, host: str | None, ends_in: timedelta,
               begins_in: timedelta = -timedelta(days=2)) -> Certified:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(timezone.utc)
    builder = (x509.CertificateBuilder().subject_name(subject)
               .issuer_name(issuer.certificate.subject if issuer else subject)
               .public_key(key.public_key()).serial_number(x509.random_serial_number())
               .not_valid_before(now + begins_in).not_valid_after(now + ends_in)
               .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True))
    if host:
        names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))])
        builder = builder.add_extension(names, critical=False)
    return Certified(builder.sign(issuer.key if issuer else key, hashes.SHA256()), key)


class TlsIssuer:
    """Discovery and keys on loopback, behind `shown` and whatever is sent along."""

    def __init__(self, folder, keys: bytes, shown: Certified, along: list[Certified]):
        chain, key = folder / f"chain-{id(self)}.pem", folder / f"key-{id(self)}.pem"
        chain.write_bytes(b"".join(one.pem for one in [shown, *along]))
        key.write_bytes(shown.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        self.asked = 0
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                issuer.asked += 1
                discovery = {"issuer": issuer.url, "jwks_uri": f"{issuer.url}/keys"}
                body = keys if self.path == "/keys" else json.dumps(discovery).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        class Listener(ThreadingHTTPServer):
            def handle_error(self, *_):
                """Whoever does not trust the certificate hangs up."""

        self.server = Listener((HOST, 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain, key)
        self.server.socket = context.wrap_socket(
            self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.url = f"https://{HOST}:{self.server.server_address[1]}"
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
