//! The query form: `X-Amz-Algorithm`, `X-Amz-Credential`, `X-Amz-Date`, `X-Amz-SignedHeaders`,
//! `X-Amz-Signature`, and the optional `X-Amz-Expires` and `X-Amz-Security-Token`.

use super::canonical::CanonicalQuery;
use super::date::SigningDate;
use super::error::SigV4Error;
use super::request::{ALGORITHM, Claims, Door};

/// The parameter that says that a query is signed.
pub(super) const ALGORITHM_PARAMETER: &str = "X-Amz-Algorithm";
/// The parameter that no signature covers.
pub(super) const SIGNATURE_PARAMETER: &str = "X-Amz-Signature";
/// The parameter that may stand outside the signature.
pub(super) const TOKEN_PARAMETER: &str = "X-Amz-Security-Token";
/// The longest time that a signer may let a query live.
const EXPIRES_SECONDS_MAX: u32 = 7 * 24 * 60 * 60;

/// Reads the parameters; the first of several of one name counts.
pub(super) fn read(
    algorithm: &str,
    query: &CanonicalQuery,
    door: Door,
) -> Result<Claims, SigV4Error> {
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
    let expires = query.first("X-Amz-Expires");
    let valid_seconds = if door == Door::ObjectStore {
        lifetime(expires.as_deref())?
    } else {
        let told = expires.and_then(|text| text.parse::<u32>().ok());
        told.unwrap_or_default().min(EXPIRES_SECONDS_MAX)
    };
    Ok(Claims {
        credential,
        signature,
        signed_headers,
        date: SigningDate::parse(&date),
        valid_seconds,
        session_token: query.first(TOKEN_PARAMETER).map(Into::into),
    })
}

/// How long a query lives. S3 lets none live that does not say so, or says more than a week.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html>
fn lifetime(expires: Option<&str>) -> Result<u32, SigV4Error> {
    let words = match expires.map(str::parse::<i64>) {
        None => {
            "Query-string authentication version 4 requires the X-Amz-Algorithm, \
             X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and \
             X-Amz-Expires parameters."
        }
        Some(Err(_)) => "X-Amz-Expires should be a number",
        Some(Ok(..0)) => "X-Amz-Expires must be non-negative",
        Some(Ok(seconds)) => match u32::try_from(seconds) {
            Ok(seconds @ ..=EXPIRES_SECONDS_MAX) => return Ok(seconds),
            _ => {
                "X-Amz-Expires must be less than a week (in seconds); that is, the given \
                 X-Amz-Expires must be less than 604800 seconds"
            }
        },
    };
    Err(SigV4Error::incomplete(words.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_for_an_object_store_lives_for_a_week_at_most() {
        for (told, seconds) in [("0", 0), ("60", 60), ("604800", EXPIRES_SECONDS_MAX)] {
            assert_eq!(lifetime(Some(told)), Ok(seconds));
        }
        for told in [None, Some(""), Some("x"), Some("-1"), Some("604801"), Some("4294967297")] {
            assert!(lifetime(told).is_err(), "{told:?}");
        }
    }
}
