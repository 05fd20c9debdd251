//! The OpenID token of an identity (`GetOpenIdToken`): its claims, its key, and its verification
//! when it comes back in exchange for credentials.

mod claims;
mod key;
mod verify;

pub use claims::IdentityTokenClaims;
pub use key::{KeyError, PublicKey, SigningKey, jwks, key_id};
pub use verify::{Expected, IdentityTokenError, TOKEN_BYTES_MAX, verify};

/// The issuer of every identity token, whatever the region: the provider name of IAM's condition
/// keys is taken from it.
pub const ISSUER: &str = "https://cognito-identity.amazonaws.com";
