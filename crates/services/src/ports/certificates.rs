//! Our own certificate authority for devices.

use daypass_store::BoxFuture;
use zeroize::Zeroizing;

use super::Now;

/// Issues certificates to devices. Its key never leaves it, and it is not the authority that the
/// server's own certificates come from.
pub trait DeviceCertificates: Send + Sync {
    /// Makes an RSA key pair of 2,048 bits and a certificate for it.
    fn issue_with_new_keys(&self, now: Now) -> BoxFuture<'_, Result<IssuedKeys, IssueError>>;

    /// The certificate, DER, for a signing request in PEM, whose signature is verified first. The
    /// certificate is for the request's own key; of the subject nothing is changed.
    fn issue_for_request<'a>(
        &'a self,
        request_pem: &'a str,
        now: Now,
    ) -> BoxFuture<'a, Result<Vec<u8>, IssueError>>;
}

/// A new key pair and its certificate.
pub struct IssuedKeys {
    /// The certificate, DER.
    pub certificate_der: Vec<u8>,
    /// The public key, PEM.
    pub public_key_pem: String,
    /// The private key, PEM. It is handed out once and kept nowhere.
    pub private_key_pem: Zeroizing<String>,
}

impl std::fmt::Debug for IssuedKeys {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("IssuedKeys")
            .field("public_key_pem", &self.public_key_pem)
            .finish_non_exhaustive()
    }
}

/// Why no certificate was issued.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IssueError {
    /// The request is malformed, not signed by its own key, or for a key that is too weak.
    #[error("the signing request is refused: {0}")]
    Request(String),
    /// The authority could not be read or could not sign.
    #[error("the device certificate authority is not available: {0}")]
    Unavailable(String),
}
