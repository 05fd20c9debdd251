"""Certificates of devices: issued by our own authority, signed for a request, registered as they are."""

import hashlib
import ssl
from datetime import datetime, timedelta, timezone

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from support import policies
from support.aws import client, refusal
from support.policies import allow
from support.server import ACCOUNT, REGION
from support.world import unique

ALL_IOT = policies.document(allow("iot:*"))


def arn(certificate_id: str) -> str:
    return f"arn:aws:iot:{REGION}:{ACCOUNT}:cert/{certificate_id}"


def named(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def signing_request(key, common_name: str = "lamp") -> str:
    request = x509.CertificateSigningRequestBuilder().subject_name(named(common_name)).sign(key, hashes.SHA256())
    return request.public_bytes(serialization.Encoding.PEM).decode()


def self_signed(key, common_name: str = "lamp") -> str:
    now = datetime.now(timezone.utc)
    certificate = (
        x509.CertificateBuilder().subject_name(named(common_name)).issuer_name(named(common_name))
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=30))
        .sign(key, hashes.SHA256()))
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def public_bytes(key) -> bytes:
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def test_new_keys_come_with_their_certificate_and_are_kept_nowhere(world):
    made = world.iot.create_keys_and_certificate(setAsActive=True)
    certificate = x509.load_pem_x509_certificate(made["certificatePem"].encode())
    private = serialization.load_pem_private_key(made["keyPair"]["PrivateKey"].encode(), None)
    public = serialization.load_pem_public_key(made["keyPair"]["PublicKey"].encode())
    assert isinstance(private, rsa.RSAPrivateKey) and private.key_size == 2048
    assert public_bytes(private.public_key()) == public_bytes(public) == public_bytes(certificate.public_key())
    der = ssl.PEM_cert_to_DER_cert(made["certificatePem"])
    assert made["certificateId"] == hashlib.sha256(der).hexdigest()
    assert made["certificateArn"] == arn(made["certificateId"])
    assert certificate.not_valid_after_utc == datetime(2049, 12, 31, 23, 59, 59, tzinfo=timezone.utc)
    described = world.iot.describe_certificate(certificateId=made["certificateId"])["certificateDescription"]
    assert (described["status"], described["ownedBy"]) == ("ACTIVE", ACCOUNT)
    assert ssl.PEM_cert_to_DER_cert(described["certificatePem"]) == der
    assert "PRIVATE KEY" not in str(described)


@pytest.mark.parametrize("key", [
    ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP384R1()),
    rsa.generate_private_key(public_exponent=65537, key_size=2048),
], ids=["P-256", "P-384", "RSA"])
def test_a_request_gets_a_certificate_for_its_own_key(world, key):
    made = world.iot.create_certificate_from_csr(certificateSigningRequest=signing_request(key, "door"))
    certificate = x509.load_pem_x509_certificate(made["certificatePem"].encode())
    assert public_bytes(certificate.public_key()) == public_bytes(key.public_key())
    assert certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == "door"
    described = world.iot.describe_certificate(certificateId=made["certificateId"])["certificateDescription"]
    assert described["status"] == "INACTIVE"


def test_a_request_that_its_key_did_not_sign_is_refused(world):
    fine = signing_request(ec.generate_private_key(ec.SECP256R1()))
    assert world.iot.create_certificate_from_csr(certificateSigningRequest=fine)["certificateId"]
    request = x509.load_pem_x509_csr(fine.encode())
    der = bytearray(request.public_bytes(serialization.Encoding.DER))
    der[-1] ^= 1
    import base64
    broken = f"-----BEGIN CERTIFICATE REQUEST-----\n{base64.b64encode(bytes(der)).decode()}\n-----END CERTIFICATE REQUEST-----\n"
    weak = signing_request(rsa.generate_private_key(public_exponent=65537, key_size=1024))
    for text in (broken, weak, "no request", self_signed(ec.generate_private_key(ec.SECP256R1()))):
        refused = refusal(world.iot.create_certificate_from_csr, certificateSigningRequest=text)
        assert (refused.code, refused.status) == ("InvalidRequestException", 400), text


def test_a_certificate_of_another_issuer_is_registered_once(world):
    pem = self_signed(ec.generate_private_key(ec.SECP256R1()))
    made = world.iot.register_certificate_without_ca(certificatePem=pem, status="ACTIVE")
    assert made["certificateId"] == hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()
    again = refusal(world.iot.register_certificate_without_ca, certificatePem=pem)
    assert (again.code, again.status) == ("ResourceAlreadyExistsException", 409)
    broken = refusal(world.iot.register_certificate_without_ca, certificatePem="no certificate")
    assert (broken.code, broken.status) == ("CertificateValidationException", 400)


def test_certificates_are_listed_in_the_order_they_came(world):
    made = [world.iot.create_certificate_from_csr(
        certificateSigningRequest=signing_request(ec.generate_private_key(ec.SECP256R1())))["certificateId"]
        for _ in range(3)]
    for ascending, expected in ((True, made), (False, made[::-1])):
        listed, marker = [], {}
        while True:
            page = world.iot.list_certificates(ascendingOrder=ascending, pageSize=2, **marker)
            listed += [certificate["certificateId"] for certificate in page["certificates"]]
            if not page.get("nextMarker"):
                break
            marker = {"marker": page["nextMarker"]}
        assert [one for one in listed if one in made] == expected


def test_a_certificate_is_deleted_once_nothing_hangs_on_it(world):
    made = world.iot.create_keys_and_certificate(setAsActive=True)
    certificate = {"certificateId": made["certificateId"]}
    thing, policy = unique("thing"), world.iot_policy(ALL_IOT)
    world.iot.create_thing(thingName=thing)
    world.iot.attach_thing_principal(thingName=thing, principal=made["certificateArn"])
    world.iot.attach_policy(policyName=policy, target=made["certificateArn"])
    assert world.iot.list_thing_principals(thingName=thing)["principals"] == [made["certificateArn"]]
    assert world.iot.list_principal_things(principal=made["certificateArn"])["things"] == [thing]

    active = refusal(world.iot.delete_certificate, **certificate)
    assert (active.code, active.status) == ("CertificateStateException", 406)
    world.iot.update_certificate(newStatus="INACTIVE", **certificate)
    for more in ({}, {"forceDelete": True}):
        attached = refusal(world.iot.delete_certificate, **certificate, **more)
        assert (attached.code, attached.status) == ("DeleteConflictException", 409)
    world.iot.detach_thing_principal(thingName=thing, principal=made["certificateArn"])
    assert refusal(world.iot.delete_certificate, **certificate).code == "DeleteConflictException"
    world.iot.delete_certificate(forceDelete=True, **certificate)
    assert refusal(world.iot.describe_certificate, **certificate).code == "ResourceNotFoundException"
    assert world.iot.list_targets_for_policy(policyName=policy)["targets"] == []


def test_a_status_that_nobody_gives_is_refused(world):
    made = world.iot.create_keys_and_certificate()
    for status in ("REVOKED", "ACTIVE", "INACTIVE"):
        world.iot.update_certificate(certificateId=made["certificateId"], newStatus=status)
    for status in ("PENDING_TRANSFER", "PENDING_ACTIVATION", "REGISTER_INACTIVE"):
        refused = refusal(world.iot.update_certificate, certificateId=made["certificateId"], newStatus=status)
        assert (refused.code, refused.status) == ("InvalidRequestException", 400), status


def test_a_certificate_that_is_not_there_is_nobodys_target(world):
    nobody = arn("0" * 64)
    refused = refusal(world.iot.attach_policy, policyName=world.iot_policy(ALL_IOT), target=nobody)
    assert (refused.code, refused.status) == ("ResourceNotFoundException", 404)


def test_certificates_are_under_iam(server, world):
    made = world.iot.create_keys_and_certificate()
    other = world.iot.create_keys_and_certificate()
    keys = world.role_session(policies.document(allow("iot:DescribeCertificate", made["certificateArn"])))
    iot = client(server, "iot", keys)
    assert iot.describe_certificate(certificateId=made["certificateId"])
    for call, arguments in (
        (iot.describe_certificate, {"certificateId": other["certificateId"]}), (iot.list_certificates, {}),
        (iot.create_keys_and_certificate, {}), (iot.delete_certificate, {"certificateId": made["certificateId"]}),
    ):
        refused = refusal(call, **arguments)
        assert (refused.code, refused.status) == ("AccessDeniedException", 403)
