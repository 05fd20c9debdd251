//! Keeping a certificate: its record, its rows, and what changes with it.

use daypass_aws_types::error::ServiceError;
use daypass_store::{Key, Reads, Scope, Writes};

use super::certificate_arn;
use super::parsed::ParsedCertificate;
use super::records::{
    CERTIFICATE_LISTING, CERTIFICATES, CertificateListingRecord, CertificateRecord,
    CertificateStatus,
};
use crate::changes::Dependency;
use crate::iot::error::{already_exists, no_such_certificate};
use crate::operation::{Call, Permission};
use crate::store_error::unavailable;

/// The directions in which certificates are listed.
pub(super) const ASCENDING: &str = "ascending";
/// The newest first.
pub(super) const DESCENDING: &str = "descending";

/// The key that a certificate is kept under.
pub(super) fn certificate_key(id: &str) -> Key<CertificateRecord> {
    CERTIFICATES.key(&Scope::GLOBAL, [&id.to_ascii_lowercase()])
}

/// The permission for `action` on the certificate.
pub(super) fn on_certificate<I>(
    action: &'static str,
    call: &Call<'_, I>,
    id: &str,
) -> Vec<Permission> {
    vec![Permission::new(action, certificate_arn(call.account, call.region, id))]
}

/// The certificate of this account and region, or AWS IoT's word that there is none.
pub(super) async fn existing_certificate<I>(
    call: &Call<'_, I>,
    reads: &mut Reads<'_>,
    id: &str,
) -> Result<CertificateRecord, ServiceError> {
    let record = reads.get(&certificate_key(id)).await.map_err(unavailable)?;
    let own = record.filter(|record| record.is_of(call.account, call.region));
    own.ok_or_else(|| no_such_certificate(id))
}

/// Writes a certificate that nobody has registered yet.
pub(super) async fn keep<I>(
    call: &Call<'_, I>,
    (reads, writes): (&mut Reads<'_>, &mut Writes),
    certificate: &ParsedCertificate,
    (status, issued_here): (CertificateStatus, bool),
) -> Result<String, ServiceError> {
    let id = &certificate.id;
    let arn = certificate_arn(call.account, call.region, id);
    let key = certificate_key(id);
    if reads.get(&key).await.map_err(unavailable)?.is_some() {
        let message = "The certificate is already provisioned or registered".to_owned();
        return Err(already_exists(message, id, &arn));
    }
    let record = CertificateRecord {
        id: id.clone(),
        account: call.account.to_string(),
        region: call.region.to_string(),
        der: certificate.der.clone(),
        status: status.into(),
        created_ms: call.now.wall_ms,
        modified_ms: call.now.wall_ms,
        not_before_s: certificate.not_before_s,
        not_after_s: certificate.not_after_s,
        issued_here,
        generation: 1,
    };
    put_certificate(writes, &call.scope(), &record);
    Dependency::certificate(id).changed(writes);
    Ok(arn)
}

/// Writes a certificate of an account and region, with the rows by which it is listed.
pub fn put_certificate(writes: &mut Writes, scope: &Scope<'_>, record: &CertificateRecord) {
    writes.put(&certificate_key(&record.id), record);
    for row in listing_keys(scope, record) {
        writes.put(&row, &CertificateListingRecord {});
    }
}

/// The rows by which a certificate is listed, one for each direction.
pub(super) fn listing_keys(
    scope: &Scope<'_>,
    record: &CertificateRecord,
) -> [Key<CertificateListingRecord>; 2] {
    let time = u64::try_from(record.created_ms).unwrap_or_default();
    [(ASCENDING, time), (DESCENDING, u64::MAX - time)].map(|(direction, time)| {
        CERTIFICATE_LISTING.key(scope, [direction, &format!("{time:020}"), &record.id])
    })
}
