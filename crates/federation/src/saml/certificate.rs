//! The public key of a certificate in a provider's metadata, and what it verifies.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ECDSA_P521_SHA512_FIXED, ParsedPublicKey,
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512,
    VerificationAlgorithm,
};
use x509_parser::prelude::{FromDer as _, X509Certificate};
use x509_parser::public_key::PublicKey;

/// Bits of an RSA key: larger ones only cost time.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=4096;
/// Bytes of a certificate.
pub(super) const CERTIFICATE_BYTES_MAX: usize = 16 * 1024;

/// Whether this is a certificate whose key can verify signatures.
pub(super) fn is_usable(certificate: &[u8]) -> bool {
    certificate.len() <= CERTIFICATE_BYTES_MAX && key(certificate).is_some()
}

enum Kind {
    Rsa,
    P256,
    P384,
    P521,
}

fn key(certificate: &[u8]) -> Option<(Kind, Vec<u8>)> {
    let (_, certificate) = X509Certificate::from_der(certificate).ok()?;
    let info = certificate.public_key();
    let kind = match info.parsed().ok()? {
        PublicKey::RSA(key) if RSA_BITS.contains(&key.key_size()) => Kind::Rsa,
        PublicKey::EC(point) => match point.key_size() {
            256 => Kind::P256,
            384 => Kind::P384,
            521 | 528 => Kind::P521,
            _ => return None,
        },
        _ => return None,
    };
    Some((kind, info.subject_public_key.data.to_vec()))
}

/// Whether the certificate's key made the signature. The key decides what kinds of algorithms are
/// its own. SHA-1 is none.
pub(super) fn verifies(certificate: &[u8], method: &str, message: &[u8], signature: &[u8]) -> bool {
    let Some((kind, material)) = key(certificate) else { return false };
    let algorithm: &'static dyn VerificationAlgorithm = match (kind, method) {
        (Kind::Rsa, RSA_SHA256) => &RSA_PKCS1_2048_8192_SHA256,
        (Kind::Rsa, RSA_SHA384) => &RSA_PKCS1_2048_8192_SHA384,
        (Kind::Rsa, RSA_SHA512) => &RSA_PKCS1_2048_8192_SHA512,
        (Kind::P256, ECDSA_SHA256) => &ECDSA_P256_SHA256_FIXED,
        (Kind::P384, ECDSA_SHA384) => &ECDSA_P384_SHA384_FIXED,
        (Kind::P521, ECDSA_SHA512) => &ECDSA_P521_SHA512_FIXED,
        _ => return false,
    };
    ParsedPublicKey::new(algorithm, &material)
        .is_ok_and(|key| key.verify_sig(message, signature).is_ok())
}

pub(super) const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const RSA_SHA384: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384";
const RSA_SHA512: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512";
const ECDSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
const ECDSA_SHA384: &str = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384";
const ECDSA_SHA512: &str = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512";
