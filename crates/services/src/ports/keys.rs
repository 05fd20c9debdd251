//! The keys that operations seal and sign with.

use std::sync::Arc;

use daypass_credentials::identity_token::SigningKey;
use daypass_credentials::web_identity_token::WebTokenKey;
use daypass_credentials::{KeyIdNumber, KeyRing};
use daypass_store::BoxFuture;

/// The server's own keys. They are loaded or made away from the start path: the first caller waits.
pub trait Keys: Send + Sync {
    /// The ring that seals session tokens and derives their secret keys.
    fn ring(&self) -> Arc<KeyRing>;

    /// The number of the next temporary access key.
    fn next_key_id(&self) -> KeyIdNumber;

    /// The key that signs identity tokens (`GetOpenIdToken`), and those that older tokens were signed with.
    fn identity_token_keys(&self) -> BoxFuture<'_, Result<Arc<IdentityTokenKeys>, KeysError>>;

    /// New keys for the issuer of an account (`GetWebIdentityToken`), one for each algorithm. They
    /// take a moment to make.
    fn new_web_token_keys(&self) -> BoxFuture<'_, Result<Vec<WebTokenKey>, KeysError>>;
}

/// The current signing key first, then those that are kept for verifying.
#[derive(Debug)]
pub struct IdentityTokenKeys {
    /// The key that signs.
    pub current: SigningKey,
    /// Keys that signed tokens which may still be valid.
    pub earlier: Vec<SigningKey>,
}

/// The keys could not be made or read.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the signing keys are not available: {0}")]
pub struct KeysError(pub String);
