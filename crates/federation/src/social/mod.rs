//! Logins by opaque tokens, which nobody but their provider can read: what is asked of Facebook,
//! Amazon and Twitter, and what their answers say.

pub mod amazon;
pub mod facebook;
mod oauth1;
pub mod twitter;

use std::fmt;

use serde_json::{Map, Value, json};

/// Somebody whom a provider knows by an opaque token.
#[derive(Clone, PartialEq, Eq)]
pub struct SocialUser {
    issuer: String,
    subject: String,
    audiences: [String; 1],
    expires_s: Option<i64>,
    claims: Map<String, Value>,
}

impl SocialUser {
    fn new(
        provider: &str,
        subject: &str,
        audience: &str,
        expires_s: Option<i64>,
    ) -> Result<Self, SocialError> {
        if subject.is_empty() || subject.len() > SUBJECT_BYTES_MAX {
            return Err(SocialError::Malformed("it names no user"));
        }
        let claims = json!({ "iss": provider, "aud": audience, "sub": subject });
        Ok(Self {
            issuer: provider.to_owned(),
            subject: subject.to_owned(),
            audiences: [audience.to_owned()],
            expires_s,
            claims: if let Value::Object(claims) = claims { claims } else { Map::new() },
        })
    }

    /// The provider's login key.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The provider's own id of the user, of one to 255 bytes.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The app that the token was given to.
    pub fn audience(&self) -> &str {
        let [audience] = &self.audiences;
        audience
    }

    /// The same as a list.
    pub fn audiences(&self) -> &[String] {
        &self.audiences
    }

    /// When the token ends, in seconds since 1970, where the provider says so.
    pub fn expires_s(&self) -> Option<i64> {
        self.expires_s
    }

    /// `iss`, `aud` and `sub`: all that role mappings and tags may go by.
    pub fn claims(&self) -> &Map<String, Value> {
        &self.claims
    }
}

impl fmt::Debug for SocialUser {
    /// Claims are about people: only where the token is from is printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SocialUser").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// Why a provider's answer does not vouch for anybody.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SocialError {
    /// The answer is not of the provider's form.
    #[error("the provider's answer cannot be read: {0}")]
    Malformed(&'static str),
    /// The provider says that the token is not valid.
    #[error("the provider says that the token is not valid")]
    Invalid,
    /// The token was given to another app.
    #[error("the token was given to the app `{seen}`, and the pool has `{expected}`")]
    Audience {
        /// The pool's app id.
        expected: String,
        /// The app that the provider names.
        seen: String,
    },
    /// The token has ended.
    #[error("the token has expired: {now_s} >= {expires_s}")]
    Expired {
        /// Now, in seconds since 1970.
        now_s: i64,
        /// When it ended.
        expires_s: i64,
    },
}

/// The app must be the pool's own: another app's user has nothing to say here.
fn check_app(seen: &str, expected: &str) -> Result<(), SocialError> {
    if seen == expected && !expected.is_empty() {
        return Ok(());
    }
    Err(SocialError::Audience { expected: expected.to_owned(), seen: seen.to_owned() })
}

fn check_expiry(now_s: i64, expires_s: i64) -> Result<(), SocialError> {
    if now_s >= expires_s { Err(SocialError::Expired { now_s, expires_s }) } else { Ok(()) }
}

/// `base` and `path` with a query, each value escaped.
fn url(base: &str, path: &str, query: &[(&str, &str)]) -> String {
    let mut encoded = url::form_urlencoded::Serializer::new(String::new());
    encoded.extend_pairs(query);
    format!("{}{path}?{}", base.trim_end_matches('/'), encoded.finish())
}

/// As long as the subject of an OpenID token.
const SUBJECT_BYTES_MAX: usize = 255;

#[cfg(test)]
mod tests;
