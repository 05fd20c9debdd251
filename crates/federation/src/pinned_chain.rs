//! Trusting a server by a pinned certificate.
//!
//! A thumbprint names a certificate, and certificates are public: whoever impersonates a server
//! can send a pinned one along. So the pinned certificate only counts as the root of a path that
//! holds cryptographically from the server's own certificate, while dates, host name and purpose
//! hold. That the server has the private key is for the TLS handshake to show.

use std::time::Duration;

use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use webpki::{ALL_VERIFICATION_ALGS, EndEntityCert, KeyUsage, anchor_from_trusted_cert};
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer as _;
use x509_parser::time::ASN1Time;

use crate::thumbprint::Thumbprint;

/// How many certificates a server may send.
pub const CHAIN_CERTIFICATES_MAX: usize = 10;

/// Whether the server's certificate is rooted in a pinned one. `chain` is what the server sent,
/// its own certificate first.
pub fn verify_pinned(
    chain: &[CertificateDer<'_>],
    host: &ServerName<'_>,
    thumbprints: &[Thumbprint],
    now_ms: i64,
) -> Result<(), PinError> {
    let Some((leaf, others)) = chain.split_first() else { return Err(PinError::Malformed) };
    if chain.len() > CHAIN_CERTIFICATES_MAX {
        return Err(PinError::TooLong);
    }
    let is_pinned =
        |certificate: &&CertificateDer<'_>| thumbprints.contains(&Thumbprint::of(certificate));
    if is_pinned(&leaf) {
        return verify_pinned_leaf(leaf, host, now_ms);
    }
    let mut error = PinError::NotPinned;
    for root in others.iter().filter(is_pinned) {
        match verify_path(leaf, others, root, host, now_ms) {
            Ok(()) => return Ok(()),
            Err(refused) => error = refused,
        }
    }
    Err(error)
}

/// Why a chain is not trusted by its pinned certificate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    /// A certificate cannot be read, or there is none.
    #[error("a certificate is malformed")]
    Malformed,
    /// The chain has more than [`CHAIN_CERTIFICATES_MAX`] certificates.
    #[error("the chain is too long")]
    TooLong,
    /// No certificate of the chain has a pinned thumbprint.
    #[error("no certificate of the chain is pinned")]
    NotPinned,
    /// A pinned certificate was sent, but the server's own does not lead to it.
    #[error("the chain does not lead to the pinned certificate: {reason}")]
    Path {
        /// What path validation said.
        reason: String,
    },
    /// The pinned certificate, or another of the path, is not valid now.
    #[error("the pinned certificate is not valid at this time")]
    Dates,
    /// The pinned certificate may not sign others, or not so many.
    #[error("the pinned certificate is not an authority for this path")]
    NotAnAuthority,
    /// The server's certificate is not for this host.
    #[error("the certificate is for another host")]
    HostName,
    /// The server's certificate is not for servers.
    #[error("the certificate is not for servers")]
    Purpose,
}

/// A pinned leaf is its own root: there is no path, and all else must hold.
fn verify_pinned_leaf(
    leaf: &CertificateDer<'_>,
    host: &ServerName<'_>,
    now_ms: i64,
) -> Result<(), PinError> {
    let certificate = parse(leaf)?;
    check_dates(&certificate, now_ms)?;
    let usage = certificate.extended_key_usage().map_err(|_| PinError::Malformed)?;
    if usage.is_some_and(|usage| !usage.value.server_auth && !usage.value.any) {
        return Err(PinError::Purpose);
    }
    check_host(&EndEntityCert::try_from(leaf).map_err(|_| PinError::Malformed)?, host)
}

fn verify_path(
    leaf: &CertificateDer<'_>,
    others: &[CertificateDer<'_>],
    root: &CertificateDer<'_>,
    host: &ServerName<'_>,
    now_ms: i64,
) -> Result<(), PinError> {
    let pinned = parse(root)?;
    check_dates(&pinned, now_ms)?;
    let below_max = authority_below_max(&pinned)?;
    let anchor = [anchor_from_trusted_cert(root).map_err(|_| PinError::Malformed)?];
    let leaf = EndEntityCert::try_from(leaf).map_err(|_| PinError::Malformed)?;
    let path = leaf
        .verify_for_usage(
            ALL_VERIFICATION_ALGS,
            &anchor,
            others,
            unix_time(now_ms),
            KeyUsage::server_auth(),
            None,
            None,
        )
        .map_err(path_error)?;
    // Path validation does not look at the constraints of its own anchor.
    if path.intermediate_certificates().count() > below_max {
        return Err(PinError::NotAnAuthority);
    }
    check_host(&leaf, host)
}

/// How many authorities may stand below this one.
fn authority_below_max(certificate: &X509Certificate<'_>) -> Result<usize, PinError> {
    let constraints = certificate.basic_constraints().map_err(|_| PinError::Malformed)?;
    let usage = certificate.key_usage().map_err(|_| PinError::Malformed)?;
    let signs = usage.is_none_or(|usage| usage.value.key_cert_sign());
    match constraints.map(|constraints| constraints.value) {
        Some(constraints) if constraints.ca && signs => {
            let below_max = constraints.path_len_constraint.map(usize::try_from);
            below_max.map_or(Ok(CHAIN_CERTIFICATES_MAX), |below_max| {
                below_max.map_err(|_| PinError::Malformed)
            })
        }
        _ => Err(PinError::NotAnAuthority),
    }
}

fn check_dates(certificate: &X509Certificate<'_>, now_ms: i64) -> Result<(), PinError> {
    let now = ASN1Time::from_timestamp(now_ms.div_euclid(1000)).map_err(|_| PinError::Dates)?;
    if certificate.validity().is_valid_at(now) { Ok(()) } else { Err(PinError::Dates) }
}

fn check_host(leaf: &EndEntityCert<'_>, host: &ServerName<'_>) -> Result<(), PinError> {
    leaf.verify_is_valid_for_subject_name(host).map_err(|_| PinError::HostName)
}

fn parse<'a>(certificate: &'a CertificateDer<'_>) -> Result<X509Certificate<'a>, PinError> {
    let (rest, parsed) = X509Certificate::from_der(certificate).map_err(|_| PinError::Malformed)?;
    if rest.is_empty() { Ok(parsed) } else { Err(PinError::Malformed) }
}

fn path_error(error: webpki::Error) -> PinError {
    match error {
        webpki::Error::CertExpired { .. } | webpki::Error::CertNotValidYet { .. } => {
            PinError::Dates
        }
        webpki::Error::RequiredEkuNotFoundContext(_) => PinError::Purpose,
        other => PinError::Path { reason: other.to_string() },
    }
}

fn unix_time(now_ms: i64) -> UnixTime {
    UnixTime::since_unix_epoch(Duration::from_millis(u64::try_from(now_ms).unwrap_or_default()))
}
