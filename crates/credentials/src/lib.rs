//! What Daypass issues: sealed session tokens and the secret keys that go with them, the key ring
//! that both come from, and the OpenID token of an identity.
//!
//! The session token *is* the session. It is encrypted and authenticated under a key that is
//! derived for this one token, so any node that holds the key ring verifies any credential
//! without a look-up, and nothing is written when one is vended. The same ring seals what the
//! store keeps secret (private keys, long-term secret keys) and signs paging tokens.
//!
//! This crate is pure: time and randomness are parameters. The exceptions are named at
//! [`identity_token::SigningKey::generate`] and [`web_identity_token::WebTokenKey::generate`].

mod access_key_id;
mod account;
mod authorization_message;
mod envelope;
pub mod identity_token;
mod key_ring;
mod paging_token;
mod seal;
mod secret_string;
mod session;
mod session_record;
mod session_token;
mod stored_secret;
pub mod web_identity_token;

pub use access_key_id::{AccessKeyId, AccessKeyIdError, KeyIdNumber, KeyIdSequence};
pub use account::{AccountNumber, AccountNumberError};
pub use authorization_message::{AUTHORIZATION_MESSAGE_BYTES_MAX, AuthorizationMessageError};
pub use identity_token::{IdentityTokenClaims, IdentityTokenError, PublicKey, SigningKey};
pub use key_ring::{KeyRing, KeyRingError, RING_KEYS_MAX, RingNumber, RootKey, RootKeyError};
pub use paging_token::{PAGING_TOKEN_BYTES_MAX, PagingScope, PagingTokenError};
pub use seal::{KEY_BYTES, KeyBytes, NONCE_BYTES, Nonce};
pub use secret_string::SecretString;
pub use session::{
    CognitoSession, Epochs, Origin, Session, SessionPolicy, SessionPrincipal, UserSession,
    WebIdentity,
};
pub use session_token::{
    OpenError, OpenedSession, SESSION_TOKEN_BYTES_MAX, SealError, SessionCredentials,
    session_token_bytes,
};
pub use stored_secret::{STORED_SECRET_BYTES_MAX, StoredSecretError};
