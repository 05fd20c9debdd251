//! Issuing: for new keys, or for a request whose holder signed it.

use daypass_services::ports::{IssueError, IssuedKeys, Now};
use daypass_store::Scope;
use rcgen::{
    BasicConstraints, CertificateParams, CertificateSigningRequestParams, DistinguishedName,
    DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose, PublicKeyData,
    RsaKeySize, SignatureAlgorithm,
};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use time::{Duration, OffsetDateTime};
use zeroize::Zeroizing;

use super::records::{CURRENT, DEVICE_AUTHORITIES, DeviceAuthorityRecord};
use crate::keys::{SealedSecrets, SecretError};

/// The authority that signs devices' certificates.
pub(super) struct DeviceAuthority {
    issuer: Issuer<'static, KeyPair>,
}

/// A new authority, and what is kept of it.
struct Made {
    authority: DeviceAuthority,
    certificate: Vec<u8>,
    pkcs8: Zeroizing<Vec<u8>>,
}

impl DeviceAuthority {
    /// The authority of a store, or a new one that is put there.
    pub(super) async fn open_or_make(
        secrets: &SealedSecrets,
        now: Now,
    ) -> Result<Self, SecretError> {
        let record_key = DEVICE_AUTHORITIES.key(&Scope::GLOBAL, [CURRENT]);
        if let Some(record) = secrets.read(&record_key).await? {
            let pkcs8 = secrets.open(PURPOSE, &record_key, &record.sealed)?;
            return Self::read(&pkcs8, record.certificate).map_err(|error| unusable(&error));
        }
        let made = Self::make(now).map_err(|error| unusable(&error))?;
        let (certificate, pkcs8) = (made.certificate, made.pkcs8);
        let sealed = secrets.seal(PURPOSE, &record_key, &pkcs8)?;
        secrets.write(&record_key, &DeviceAuthorityRecord { sealed, certificate }).await?;
        Ok(made.authority)
    }

    /// A new RSA key pair and its certificate.
    pub(super) fn issue_with_new_keys(&self, now: Now) -> Result<IssuedKeys, IssueError> {
        let key = KeyPair::generate_rsa_for(&rcgen::PKCS_RSA_SHA256, RsaKeySize::_2048);
        self.issue_to(&key.map_err(|error| unavailable(&error))?, now)
    }

    /// A new key pair of the curve P-256 and its certificate.
    pub(super) fn issue_with_p256_keys(&self, now: Now) -> Result<IssuedKeys, IssueError> {
        self.issue_to(&KeyPair::generate().map_err(|error| unavailable(&error))?, now)
    }

    fn issue_to(&self, key: &KeyPair, now: Now) -> Result<IssuedKeys, IssueError> {
        let mut params = CertificateParams::default();
        params.distinguished_name = distinguished_name("AWS IoT Certificate");
        let params = for_device(params, now).map_err(|error| unavailable(&error))?;
        let certificate =
            params.signed_by(key, &self.issuer).map_err(|error| unavailable(&error))?;
        Ok(IssuedKeys {
            certificate_der: certificate.der().to_vec(),
            public_key_pem: key.public_key_pem(),
            private_key_pem: Zeroizing::new(key.serialize_pem()),
        })
    }

    /// The certificate for a request. Reading it verifies the signature by its own key; of what
    /// else it asks for only the subject is taken.
    pub(super) fn issue_for_request(&self, pem: &str, now: Now) -> Result<Vec<u8>, IssueError> {
        let refused = |error: rcgen::Error| IssueError::Request(error.to_string());
        let request = CertificateSigningRequestParams::from_pem(pem).map_err(refused)?;
        let mut params = CertificateParams::default();
        params.distinguished_name = request.params.distinguished_name.clone();
        let params = for_device(params, now).map_err(|error| unavailable(&error))?;
        let key = RequestedKey::of(&request)?;
        let certificate =
            params.signed_by(&key, &self.issuer).map_err(|error| unavailable(&error))?;
        Ok(certificate.der().to_vec())
    }

    fn read(pkcs8: &[u8], certificate: Vec<u8>) -> Result<Self, rcgen::Error> {
        let key = KeyPair::from_pkcs8_der_and_sign_algo(
            &PrivatePkcs8KeyDer::from(pkcs8),
            &rcgen::PKCS_ECDSA_P256_SHA256,
        )?;
        Ok(Self { issuer: Issuer::from_ca_cert_der(&CertificateDer::from(certificate), key)? })
    }

    fn make(now: Now) -> Result<Made, rcgen::Error> {
        let mut params = CertificateParams::default();
        params.distinguished_name = distinguished_name("Daypass device authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.not_before = not_before(now)?;
        params.not_after = not_after()?;
        let key = KeyPair::generate()?;
        let pkcs8 = Zeroizing::new(key.serialize_der());
        let certificate = params.self_signed(&key)?.der().to_vec();
        Ok(Made { authority: Self { issuer: Issuer::new(params, key) }, certificate, pkcs8 })
    }
}

/// What every device's certificate has in common.
fn for_device(mut params: CertificateParams, now: Now) -> Result<CertificateParams, rcgen::Error> {
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    params.use_authority_key_identifier_extension = true;
    params.not_before = not_before(now)?;
    params.not_after = not_after()?;
    Ok(params)
}

/// The key of a signing request, of the kind that it is: the request's signature may use another
/// hash than the one that keys of its kind usually sign with.
struct RequestedKey {
    bytes: Vec<u8>,
    algorithm: &'static SignatureAlgorithm,
}

impl RequestedKey {
    fn of(request: &CertificateSigningRequestParams) -> Result<Self, IssueError> {
        let bytes = request.public_key.der_bytes().to_vec();
        let rsa = [&rcgen::PKCS_RSA_SHA256, &rcgen::PKCS_RSA_SHA384, &rcgen::PKCS_RSA_SHA512];
        let algorithm = if rsa.contains(&request.public_key.algorithm()) {
            if bytes.len() < RSA_KEY_BYTES_MIN {
                let weak = "the RSA key is shorter than 2,048 bits";
                return Err(IssueError::Request(weak.to_owned()));
            }
            &rcgen::PKCS_RSA_SHA256
        } else {
            // Points are uncompressed (SEC 1): their length tells the curve.
            match bytes.len() {
                P256_POINT_BYTES => &rcgen::PKCS_ECDSA_P256_SHA256,
                P384_POINT_BYTES => &rcgen::PKCS_ECDSA_P384_SHA384,
                P521_POINT_BYTES => &rcgen::PKCS_ECDSA_P521_SHA512,
                _ => {
                    return Err(IssueError::Request("the kind of the key is not taken".to_owned()));
                }
            }
        };
        Ok(Self { bytes, algorithm })
    }
}

impl PublicKeyData for RequestedKey {
    fn der_bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        self.algorithm
    }
}

fn not_before(now: Now) -> Result<OffsetDateTime, rcgen::Error> {
    let now = OffsetDateTime::from_unix_timestamp(now.wall_ms / 1_000);
    now.map(|now| now - Duration::days(DAYS_BEFORE)).map_err(|_| rcgen::Error::Time)
}

fn not_after() -> Result<OffsetDateTime, rcgen::Error> {
    OffsetDateTime::from_unix_timestamp(NOT_AFTER_S).map_err(|_| rcgen::Error::Time)
}

fn distinguished_name(common_name: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, common_name);
    name
}

fn unavailable(error: &rcgen::Error) -> IssueError {
    IssueError::Unavailable(error.to_string())
}

fn unusable(error: &rcgen::Error) -> SecretError {
    SecretError::Unusable(format!("the device authority: {error}"))
}

const PURPOSE: &str = "device authority key";
/// A device's clock may be behind.
const DAYS_BEFORE: i64 = 1;
/// 2049-12-31T23:59:59Z, when the certificates that AWS IoT issues end.
const NOT_AFTER_S: i64 = 2_524_607_999;
/// A byte for the form, and two coordinates.
const P256_POINT_BYTES: usize = 1 + 2 * 32;
const P384_POINT_BYTES: usize = 1 + 2 * 48;
const P521_POINT_BYTES: usize = 1 + 2 * 66;
/// The bytes of a public RSA key of 2,048 bits: its modulus alone takes 256.
const RSA_KEY_BYTES_MIN: usize = 256;
