//! The authority: made once in the life of a store, with its key sealed there.

use daypass_store::Scope;
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use time::{Duration, OffsetDateTime};
use zeroize::Zeroizing;

use super::names::ServerNames;
use crate::keys::{SERVER_AUTHORITIES, SealedSecrets, SecretError, ServerAuthorityRecord};

/// The authority that signs the server's certificates.
pub(super) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
}

impl Authority {
    /// The authority of a store, if it may vouch for these very names; otherwise a new one.
    pub(super) async fn open_or_make(
        secrets: &SealedSecrets,
        names: &ServerNames,
        now: OffsetDateTime,
    ) -> Result<Self, SecretError> {
        let record_key = SERVER_AUTHORITIES.key(&Scope::GLOBAL, [CURRENT]);
        let record = secrets.read(&record_key).await?;
        if let Some(record) = record.filter(|record| record.names == names.to_texts()) {
            let pkcs8 = secrets.open(PURPOSE, &record_key, &record.sealed)?;
            return Self::read(&pkcs8, record.certificate).map_err(|error| unusable(&error));
        }
        let (made, pkcs8) = Self::make(names, now).map_err(|error| unusable(&error))?;
        let record = ServerAuthorityRecord {
            sealed: secrets.seal(PURPOSE, &record_key, &pkcs8)?,
            certificate: made.certificate.to_vec(),
            names: names.to_texts(),
        };
        secrets.write(&record_key, &record).await?;
        Ok(made)
    }

    /// The authority's certificate, which clients trust.
    pub(super) fn certificate(&self) -> &CertificateDer<'static> {
        &self.certificate
    }

    /// A certificate for the server, with its key.
    pub(super) fn certify(
        &self,
        names: &ServerNames,
        now: OffsetDateTime,
    ) -> Result<(Certificate, KeyPair), rcgen::Error> {
        let mut params = CertificateParams::new(names.subjects())?;
        params.distinguished_name = distinguished_name("Daypass server");
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        params.not_before = now - Duration::days(DAYS_BEFORE);
        params.not_after = now + Duration::days(SERVER_DAYS);
        let key = KeyPair::generate()?;
        Ok((params.signed_by(&key, &self.issuer)?, key))
    }

    fn read(pkcs8: &[u8], certificate: Vec<u8>) -> Result<Self, rcgen::Error> {
        let key = KeyPair::from_pkcs8_der_and_sign_algo(
            &PrivatePkcs8KeyDer::from(pkcs8),
            &rcgen::PKCS_ECDSA_P256_SHA256,
        )?;
        let certificate = CertificateDer::from(certificate);
        Ok(Self { issuer: Issuer::from_ca_cert_der(&certificate, key)?, certificate })
    }

    fn make(
        names: &ServerNames,
        now: OffsetDateTime,
    ) -> Result<(Self, Zeroizing<Vec<u8>>), rcgen::Error> {
        let mut params = CertificateParams::default();
        params.distinguished_name = distinguished_name("Daypass development authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.name_constraints = Some(names.constraints());
        params.not_before = now - Duration::days(DAYS_BEFORE);
        params.not_after = now + Duration::days(AUTHORITY_DAYS);
        let key = KeyPair::generate()?;
        let pkcs8 = Zeroizing::new(key.serialize_der());
        let certificate = params.self_signed(&key)?.der().clone();
        Ok((Self { issuer: Issuer::new(params, key), certificate }, pkcs8))
    }
}

fn distinguished_name(common_name: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::OrganizationName, "Daypass");
    name.push(DnType::CommonName, common_name);
    name
}

fn unusable(error: &rcgen::Error) -> SecretError {
    SecretError::Unusable(format!("the server's authority: {error}"))
}

const CURRENT: &str = "current";
const PURPOSE: &str = "server authority key";
/// A client's clock may be behind.
const DAYS_BEFORE: i64 = 1;
/// Clients trust no server certificate that lives longer than this many days (Apple's bound of
/// 2020 is 398); a new one is made at each start.
const SERVER_DAYS: i64 = 397;
const AUTHORITY_DAYS: i64 = 3_650;
