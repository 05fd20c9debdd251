//! The query form: `X-Amz-Algorithm`, `X-Amz-Credential`, `X-Amz-Date`, `X-Amz-SignedHeaders`,
//! `X-Amz-Signature`, and the optional `X-Amz-Expires` and `X-Amz-Security-Token`.

use super::canonical::CanonicalQuery;
use super::date::SigningDate;
use super::error::SigV4Error;
use super::request::{ALGORITHM, Claims};

/// The parameter that says that a query is signed.
pub(super) const ALGORITHM_PARAMETER: &str = "X-Amz-Algorithm";
/// The parameter that no signature covers.
pub(super) const SIGNATURE_PARAMETER: &str = "X-Amz-Signature";
/// The parameter that may stand outside the signature.
pub(super) const TOKEN_PARAMETER: &str = "X-Amz-Security-Token";
/// The longest time that a signer may let a query live.
const EXPIRES_SECONDS_MAX: u32 = 7 * 24 * 60 * 60;

/// Reads the parameters; the first of several of one name counts.
pub(super) fn read(algorithm: &str, query: &CanonicalQuery) -> Result<Claims, SigV4Error> {
    if algorithm != ALGORITHM {
        return Err(SigV4Error::incomplete(format!("Unsupported AWS 'algorithm': '{algorithm}'.")));
    }
    let mut missing = Vec::new();
    let mut required = |name: &'static str| {
        let value = query.first(name);
        if value.is_none() {
            missing.push(name);
        }
        value.unwrap_or_default()
    };
    let credential = required("X-Amz-Credential");
    let signature = required(SIGNATURE_PARAMETER);
    let signed_headers = required("X-Amz-SignedHeaders");
    let date = required("X-Amz-Date");
    if !missing.is_empty() {
        let sentence = |name| format!("AWS query-string parameters must include '{name}'. ");
        let words: String = missing.into_iter().map(sentence).collect();
        return Err(SigV4Error::incomplete(format!(
            "{words}Re-examine the query-string parameters."
        )));
    }
    let expires = query.first("X-Amz-Expires").and_then(|text| text.parse::<u32>().ok());
    Ok(Claims {
        credential,
        signature,
        signed_headers,
        date: SigningDate::parse(&date),
        valid_seconds: expires.unwrap_or_default().min(EXPIRES_SECONDS_MAX),
        session_token: query.first(TOKEN_PARAMETER).map(Into::into),
    })
}
