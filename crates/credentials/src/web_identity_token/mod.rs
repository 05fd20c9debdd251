//! The token that tells others who a caller of AWS is (`GetWebIdentityToken`): its claims, and the
//! keys of an account's issuer.

mod claims;
mod key;

pub use claims::{AwsClaims, WebIdentityTokenClaims};
pub use key::{SignedPayload, WebTokenAlgorithm, WebTokenKey, key_set};
