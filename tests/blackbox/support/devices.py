"""Devices: a certificate with its key in files, as device SDKs take them."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PEM = serialization.Encoding.PEM
MONTH = timedelta(days=30)


@dataclass
class Device:
    """What a device brings to the TLS door."""

    id: str
    arn: str
    certificate_file: str
    key_file: str


def issued(world, folder: Path, *, active: bool = True) -> Device:
    """A device whose keys and certificate the server made."""
    made = world.iot.create_keys_and_certificate(setAsActive=active)
    return written(folder, made["certificatePem"], made["keyPair"]["PrivateKey"], made["certificateId"], made["certificateArn"])


def registered(world, folder: Path, subject: dict[str, str | list[str]], *, lasts: timedelta = MONTH) -> Device:
    """A device with a certificate of its own making, registered as it is and active."""
    certificate, key = self_signed(subject, lasts=lasts)
    made = world.iot.register_certificate_without_ca(certificatePem=certificate, status="ACTIVE")
    return written(folder, certificate, key, made["certificateId"], made["certificateArn"])


def stranger(folder: Path) -> Device:
    """A device that nobody registered."""
    certificate, key = self_signed({"COMMON_NAME": "stranger"})
    return written(folder, certificate, key, "", "")


def written(folder: Path, certificate: str, key: str, certificate_id: str, arn: str) -> Device:
    number = len(list(folder.glob("*.pem")))
    certificate_file, key_file = folder / f"device-{number}.pem", folder / f"device-{number}.key"
    certificate_file.write_text(certificate)
    key_file.write_text(key)
    return Device(certificate_id, arn, str(certificate_file), str(key_file))


def signing_request(common_name: str) -> str:
    """A request for a certificate, of a key that is kept nowhere."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    request = x509.CertificateSigningRequestBuilder().subject_name(name)
    return request.sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256()).public_bytes(PEM).decode()


def self_signed(subject: dict[str, str | list[str]], *, lasts: timedelta = MONTH) -> tuple[str, str]:
    """A certificate and its key, PEM. It may have ended already."""
    key = ec.generate_private_key(ec.SECP256R1())
    attributes = [
        x509.NameAttribute(getattr(NameOID, name), value)
        for name, values in subject.items() for value in ([values] if isinstance(values, str) else values)
    ]
    now = datetime.now(timezone.utc)
    certificate = (
        x509.CertificateBuilder().subject_name(x509.Name(attributes)).issuer_name(x509.Name(attributes))
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=60)).not_valid_after(now + lasts)
        .sign(key, hashes.SHA256()))
    private = key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return certificate.public_bytes(PEM).decode(), private.decode()
