//! Verifying an identity token that we issued.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::claims::{ClaimsJson, IdentityTokenClaims};
use super::key::{ALGORITHM, PublicKey};

/// How many characters of an identity token are read at most (STS, `WebIdentityToken`).
pub const TOKEN_BYTES_MAX: usize = 20_000;

/// What a token must say to be accepted.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The issuer that we sign as.
    pub issuer: &'a str,
    /// The identity that the call is about, if the call names one.
    pub identity_id: Option<&'a str>,
    /// The pool that the call is about, if it is known.
    pub pool_id: Option<&'a str>,
    /// Now, on the clock that the token was issued by, in milliseconds since 1970.
    pub now_ms: i64,
}

/// The claims of a token that one of our keys signed, and that says what is expected.
///
/// Whether the epochs are still current, the identity enabled and in that pool, the caller looks
/// up.
pub fn verify<'k>(
    token: &str,
    keys: impl IntoIterator<Item = &'k PublicKey>,
    expected: &Expected<'_>,
) -> Result<IdentityTokenClaims, IdentityTokenError> {
    let claims = signed_claims(token, keys)?;
    check(&claims, expected)?;
    Ok(claims)
}

/// Why a token is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityTokenError {
    /// It is not a JWS of three parts with the header and claims that we write.
    #[error("the identity token is malformed")]
    Malformed,
    /// No key of ours has its `kid`.
    #[error("the identity token names a key that is not ours")]
    UnknownKey,
    /// The key that it names did not sign it.
    #[error("the signature of the identity token is invalid")]
    Signature,
    /// Another issuer signed it, or we did under another name.
    #[error("the identity token has another issuer")]
    Issuer,
    /// It is for another identity.
    #[error("the identity token is for another identity")]
    Identity,
    /// It is for another identity pool.
    #[error("the identity token is for another identity pool")]
    Pool,
    /// It has expired.
    #[error("the identity token has expired: {now_s} >= {expires_s}")]
    Expired {
        /// Now, in seconds since 1970.
        now_s: i64,
        /// The token's `exp`.
        expires_s: i64,
    },
}

fn signed_claims<'k>(
    token: &str,
    keys: impl IntoIterator<Item = &'k PublicKey>,
) -> Result<IdentityTokenClaims, IdentityTokenError> {
    if token.len() > TOKEN_BYTES_MAX {
        return Err(IdentityTokenError::Malformed);
    }
    let (message, signature) = token.rsplit_once('.').ok_or(IdentityTokenError::Malformed)?;
    let (header, payload) = message.split_once('.').ok_or(IdentityTokenError::Malformed)?;
    let header = decode(header)?;
    let header: HeaderJson<'_> =
        serde_json::from_slice(&header).map_err(|_| IdentityTokenError::Malformed)?;
    if header.alg != ALGORITHM {
        return Err(IdentityTokenError::Malformed);
    }
    let key = keys
        .into_iter()
        .find(|key| key.key_id() == header.kid)
        .ok_or(IdentityTokenError::UnknownKey)?;
    if !key.verifies(message.as_bytes(), &decode(signature)?) {
        return Err(IdentityTokenError::Signature);
    }
    let claims: ClaimsJson =
        serde_json::from_slice(&decode(payload)?).map_err(|_| IdentityTokenError::Malformed)?;
    Ok(claims.into())
}

fn check(claims: &IdentityTokenClaims, expected: &Expected<'_>) -> Result<(), IdentityTokenError> {
    let now_s = expected.now_ms.div_euclid(1000);
    if claims.issuer != expected.issuer {
        return Err(IdentityTokenError::Issuer);
    }
    if expected.identity_id.is_some_and(|identity_id| identity_id != claims.identity_id) {
        return Err(IdentityTokenError::Identity);
    }
    if expected.pool_id.is_some_and(|pool_id| pool_id != claims.pool_id) {
        return Err(IdentityTokenError::Pool);
    }
    // Our own clock on both sides: no grace.
    if now_s >= claims.expires_s {
        return Err(IdentityTokenError::Expired { now_s, expires_s: claims.expires_s });
    }
    Ok(())
}

#[derive(Deserialize)]
struct HeaderJson<'a> {
    #[serde(borrow)]
    kid: &'a str,
    #[serde(borrow)]
    alg: &'a str,
}

fn decode(part: &str) -> Result<Vec<u8>, IdentityTokenError> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| IdentityTokenError::Malformed)
}
