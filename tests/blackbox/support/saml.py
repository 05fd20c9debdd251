"""A real SAML provider, and what it signs."""

import base64
from datetime import datetime, timedelta, timezone

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from .child import NodeProgram

ENTITY_ID = "https://idp.example.com/saml"
AUDIENCE = "urn:amazon:webservices"
RECIPIENT = "https://signin.aws.amazon.com/saml"
ATTRIBUTES = "https://aws.amazon.com/SAML/Attributes/"
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"


class SigningKey:
    """A key with a certificate of its own, RSA unless a curve is given."""

    def __init__(self, curve: ec.EllipticCurve | None = None):
        key = ec.generate_private_key(curve) if curve else rsa.generate_private_key(65537, 2048)
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "idp.example.com")])
        now = datetime.now(timezone.utc)
        certificate = (x509.CertificateBuilder().subject_name(name).issuer_name(name)
                       .public_key(key.public_key()).serial_number(x509.random_serial_number())
                       .not_valid_before(now - timedelta(days=2)).not_valid_after(now - timedelta(days=1))
                       .sign(key, hashes.SHA256()))
        self.key = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()
        self.certificate = certificate.public_bytes(serialization.Encoding.PEM).decode()

    @property
    def pem(self) -> dict[str, str]:
        return {"key": self.key, "cert": self.certificate}


def any_metadata() -> str:
    """The metadata of a provider that nobody signs in at."""
    return metadata(ENTITY_ID, SigningKey())


def metadata(entity_id: str, key: SigningKey, more: str = "") -> str:
    certificate = "".join(key.certificate.splitlines()[1:-1])
    return (
        f'<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{entity_id}"{more}>'
        '<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="signing">'
        '<KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>'
        f"<X509Certificate>{certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>"
        '<NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</NameIDFormat><SingleSignOnService '
        'Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example.com/sso"/>'
        "</IDPSSODescriptor></EntityDescriptor>")


class SamlProvider(NodeProgram):
    """`samlp` on loopback."""

    program = "saml_provider.mjs"

    def __enter__(self):
        self.signing, self.stranger = SigningKey(), SigningKey()
        return super().__enter__()

    def _ask(self, path: str, asked: dict) -> str:
        answer = httpx.post(f"{self.ready['url']}/{path}", json=asked, trust_env=False)
        assert answer.status_code == 200, answer.text
        return answer.text

    def metadata(self) -> str:
        return self._ask("metadata", {"issuer": ENTITY_ID, "cert": self.signing.certificate})

    def response(self, user: str, attributes: dict | None = None, **changed) -> str:
        """A response about a user, as XML: signed around the assertion unless `changed` says otherwise."""
        options = {
            "user": user, "attributes": attributes or {}, "format": PERSISTENT, "issuer": ENTITY_ID,
            "audience": AUDIENCE, "recipient": RECIPIENT, "destination": RECIPIENT, "lifetimeInSeconds": 300,
            "signAssertion": True, "signResponse": False, **self.signing.pem}
        return self._ask("respond", options | changed)


def encoded(response: str) -> str:
    """A response as it is sent."""
    return base64.b64encode(response.encode()).decode()
