//! Twitter (X): an OAuth 1.0a token with its secret, tried by `verify_credentials`.
//!
//! <https://developer.x.com/en/docs/x-api/v1/accounts-and-users/manage-account-settings/api-reference/get-account-verify_credentials>

use serde::Deserialize;

use super::oauth1::{Credentials, Signed, authorization};
use super::{SocialError, SocialUser};

/// The login key.
pub const PROVIDER: &str = "api.twitter.com";

/// A request that only the token's holder can make.
#[derive(Debug)]
pub struct Verification {
    /// Where it goes.
    pub url: String,
    /// Its `Authorization` header.
    pub authorization: String,
}

/// The consumer's key of a pool's `consumerKey;consumerSecret`: the part that is no secret.
pub fn consumer_key(configured: &str) -> &str {
    configured.split_once(';').map_or(configured, |(key, _)| key)
}

/// The request for a login's `token;secret` and a pool's `consumerKey;consumerSecret`; nothing if
/// either is of another form. `nonce` is drawn anew for each request.
pub fn verification(
    api: &str,
    configured: &str,
    login: &str,
    nonce: &str,
    now_s: i64,
) -> Option<Verification> {
    let (consumer_key, consumer_secret) = configured.split_once(';')?;
    let (token, token_secret) = login.split_once(';')?;
    if [consumer_key, consumer_secret, token, token_secret].iter().any(|part| part.is_empty()) {
        return None;
    }
    let url = format!("{}/1.1/account/verify_credentials.json", api.trim_end_matches('/'));
    let credentials = Credentials { consumer_key, consumer_secret, token, token_secret };
    let signed = Signed { method: "GET", url: &url, nonce, timestamp_s: now_s };
    let authorization = authorization(&credentials, &signed);
    Some(Verification { url, authorization })
}

/// Whom the answer vouches for. The token itself does not end.
pub fn user(answer: &[u8], configured: &str) -> Result<SocialUser, SocialError> {
    let answer: Answer =
        serde_json::from_slice(answer).map_err(|_| SocialError::Malformed("it has no `id_str`"))?;
    SocialUser::new(PROVIDER, &answer.id_str, consumer_key(configured), None)
}

#[derive(Deserialize)]
struct Answer {
    id_str: String,
}
