//! Reading an X.509 certificate: its id, its validity, and nothing that its issuer says of it.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use x509_parser::pem::Pem;
use x509_parser::prelude::{FromDer as _, X509Certificate};

/// What is read of a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedCertificate {
    /// SHA-256 of the DER, 64 lower-case hexadecimal digits: AWS's certificate id.
    pub id: String,
    /// The certificate, DER.
    pub der: Vec<u8>,
    /// The beginning of its validity, in seconds since 1970.
    pub not_before_s: i64,
    /// The end of its validity, in seconds since 1970.
    pub not_after_s: i64,
}

/// The text is not one certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an X.509 certificate")]
pub struct CertificateError;

impl ParsedCertificate {
    /// The one certificate of a PEM text.
    pub fn from_pem(pem: &str) -> Result<Self, CertificateError> {
        let mut blocks = Pem::iter_from_buffer(pem.as_bytes());
        let block = blocks.next().and_then(Result::ok).ok_or(CertificateError)?;
        if block.label != "CERTIFICATE" || blocks.next().is_some() {
            return Err(CertificateError);
        }
        Self::from_der(&block.contents)
    }

    /// A certificate and nothing after it.
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        let (rest, certificate) = X509Certificate::from_der(der).map_err(|_| CertificateError)?;
        if !rest.is_empty() {
            return Err(CertificateError);
        }
        let validity = certificate.validity();
        Ok(Self {
            id: certificate_id(der),
            der: der.to_vec(),
            not_before_s: validity.not_before.timestamp(),
            not_after_s: validity.not_after.timestamp(),
        })
    }
}

/// The id that AWS gives a certificate.
pub(crate) fn certificate_id(der: &[u8]) -> String {
    let digest = digest(&SHA256, der);
    let hexadecimal = digest.as_ref().iter().flat_map(|byte| [byte >> 4, byte & 15]);
    hexadecimal.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}

/// The PEM text of a certificate, 64 characters a line (RFC 7468).
pub fn to_pem(der: &[u8]) -> String {
    let mut pem = "-----BEGIN CERTIFICATE-----\n".to_owned();
    let encoded = STANDARD.encode(der);
    for (at, letter) in encoded.chars().enumerate() {
        if at > 0 && at % LINE_CHARACTERS == 0 {
            pem.push('\n');
        }
        pem.push(letter);
    }
    pem.push_str("\n-----END CERTIFICATE-----\n");
    pem
}

const LINE_CHARACTERS: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let key = rcgen::KeyPair::generate().unwrap();
        let parameters = rcgen::CertificateParams::new(vec!["lamp".to_owned()]).unwrap();
        parameters.self_signed(&key).unwrap().der().to_vec()
    }

    #[test]
    fn a_certificate_reads_back_from_the_text_that_is_written() {
        let der = sample();
        let parsed = ParsedCertificate::from_pem(&to_pem(&der)).unwrap();
        assert_eq!(parsed.der, der);
        assert_eq!(parsed.id.len(), 64);
        assert_eq!(ParsedCertificate::from_der(&der).unwrap(), parsed);
    }

    #[test]
    fn what_is_not_one_certificate_is_refused() {
        let pem = to_pem(&sample());
        assert!(ParsedCertificate::from_pem(&pem).is_ok());
        let twice = format!("{pem}{pem}");
        let renamed = pem.replace("CERTIFICATE", "PRIVATE KEY");
        for text in [
            "",
            "lamp",
            &twice,
            &renamed,
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        ] {
            assert_eq!(ParsedCertificate::from_pem(text), Err(CertificateError), "{text}");
        }
        let mut longer = sample();
        longer.push(0);
        assert_eq!(ParsedCertificate::from_der(&longer), Err(CertificateError));
    }
}
