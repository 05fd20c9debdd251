//! Facebook's Limited Login: OpenID tokens under the login key of its access tokens. AWS refuses
//! them; the configuration may let them in by name.
//!
//! <https://developers.facebook.com/docs/facebook-login/limited-login/token/validating>

use daypass_federation::social::facebook;
use daypass_federation::{TokenError, check_audience, check_times, peek};

use super::error::LoginError;
use super::login_keys::Issuer;
use super::verified_login::{LoginSource, VerifiedLogin};
use crate::environment::Environment;
use crate::ports::Now;

/// Who issues the tokens, on either platform.
const ISSUERS: [&str; 2] = ["https://www.facebook.com", "https://limited.facebook.com"];

/// Verifies a token for the pool's app. Its subject is the user that an access token of the same
/// app would name.
pub(super) async fn verify(
    environment: &Environment,
    app_id: &str,
    token: &str,
    now: Now,
) -> Result<VerifiedLogin, LoginError> {
    let endpoints = &environment.settings.providers;
    if !endpoints.facebook_limited_login {
        return Err(LoginError::LimitedLogin);
    }
    let unverified = peek(token)?;
    if !ISSUERS.contains(&unverified.issuer.as_str()) {
        let (issuer, provider) = (unverified.issuer, facebook::PROVIDER.to_owned());
        return Err(TokenError::Issuer { issuer, provider }.into());
    }
    let [facebook, _] = ISSUERS;
    let issuer = Issuer::with_keys(facebook, &endpoints.facebook_limited_login_keys);
    let keys = &environment.login_keys;
    let key_id = unverified.key_id.as_deref();
    let verified = keys.verify(&*environment.fetch, &issuer, token, key_id, now).await?;
    let audience = check_audience(&verified, &[app_id])?.to_owned();
    check_times(&verified, now.wall_ms)?;
    Ok(VerifiedLogin::new(facebook::PROVIDER, LoginSource::Public, audience, verified))
}
