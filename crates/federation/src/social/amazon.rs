//! Login with Amazon: an access token, inspected by `tokeninfo`.
//!
//! <https://developer.amazon.com/docs/login-with-amazon/obtain-customer-profile.html>

use serde::Deserialize;

use super::{SocialError, SocialUser, check_app, check_expiry, url};

/// The login key.
pub const PROVIDER: &str = "www.amazon.com";

/// Where the token is inspected.
pub fn inspection_url(api: &str, token: &str) -> String {
    url(api, "/auth/o2/tokeninfo", &[("access_token", token)])
}

/// Whom the answer vouches for, to this client and now.
pub fn user(answer: &[u8], client_id: &str, now_s: i64) -> Result<SocialUser, SocialError> {
    let answer: Answer = serde_json::from_slice(answer)
        .map_err(|_| SocialError::Malformed("it is not of the form of `tokeninfo`"))?;
    if answer.iss != ISSUER {
        return Err(SocialError::Malformed("it names another issuer than Amazon"));
    }
    check_app(&answer.aud, client_id)?;
    let expires_s = now_s.saturating_add(answer.exp);
    check_expiry(now_s, expires_s)?;
    SocialUser::new(PROVIDER, &answer.user_id, client_id, Some(expires_s))
}

#[derive(Deserialize)]
struct Answer {
    iss: String,
    aud: String,
    user_id: String,
    /// How many seconds the token lasts on.
    exp: i64,
}

const ISSUER: &str = "https://www.amazon.com";
