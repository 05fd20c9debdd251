//! What a refused login was measured by: for the decision record, never for the wire.

use daypass_credentials::IdentityTokenError;
use daypass_federation::saml::{SAML_CLOCK_GRACE_S, SamlError};
use daypass_federation::social::SocialError;
use daypass_federation::{CLOCK_GRACE_S, TokenError};

use super::saml::{AUDIENCE, SIGN_IN};
use super::{IdentityTokenRefused, LoginError};

/// How many names of one list a record keeps.
pub const MEASURED_NAMES_MAX: usize = 10;

/// What a login was measured by when it failed: what it had to be, and what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoginMeasure {
    /// Who issued the token.
    Issuer {
        /// The provider of the login, without a scheme; none where no provider has this issuer.
        expected: Option<String>,
        /// The token's `iss`.
        seen: String,
    },
    /// Whom the token was issued to.
    Audience {
        /// The provider's registered clients, the first [`MEASURED_NAMES_MAX`].
        expected: Vec<String>,
        /// The token's `azp`, or without one its `aud`, the first [`MEASURED_NAMES_MAX`].
        seen: Vec<String>,
    },
    /// When the token holds, all in seconds since 1970.
    Clock {
        /// What the clock here said.
        now_s: i64,
        /// The end of the token, where it was past.
        expires_s: Option<i64>,
        /// The beginning of the token, where it was still to come.
        valid_from_s: Option<i64>,
        /// How far the other clock may be off, in seconds.
        forgiven_seconds: i64,
    },
}

impl LoginMeasure {
    /// The measure by which a login failed, if it failed by one.
    pub(crate) fn of_login(error: &LoginError) -> Option<Self> {
        match error {
            LoginError::NoProvider(issuer) => {
                Some(Self::Issuer { expected: None, seen: issuer.clone() })
            }
            LoginError::Token(error) => Self::of_token(error),
            LoginError::Saml(error) => Self::of_assertion(error),
            LoginError::Social(SocialError::Audience { expected, seen }) => {
                Some(Self::audience(std::slice::from_ref(expected), std::slice::from_ref(seen)))
            }
            LoginError::Social(SocialError::Expired { now_s, expires_s }) => {
                Some(Self::expired(*now_s, *expires_s, 0))
            }
            _ => None,
        }
    }

    /// The measure by which one of our own identity tokens failed.
    pub(crate) fn of_identity_token(error: &IdentityTokenRefused) -> Option<Self> {
        match error {
            IdentityTokenRefused::Token(IdentityTokenError::Expired { now_s, expires_s }) => {
                Some(Self::expired(*now_s, *expires_s, 0))
            }
            _ => None,
        }
    }

    fn of_token(error: &TokenError) -> Option<Self> {
        match error {
            TokenError::Issuer { issuer, provider } => {
                Some(Self::Issuer { expected: Some(provider.clone()), seen: issuer.clone() })
            }
            TokenError::Audience { seen, registered } => Some(Self::audience(registered, seen)),
            TokenError::Expired { now_s, expires_s } => {
                Some(Self::expired(*now_s, *expires_s, CLOCK_GRACE_S))
            }
            TokenError::NotYetValid { now_s, valid_from_s } => {
                Some(Self::not_yet_valid(*now_s, *valid_from_s, CLOCK_GRACE_S))
            }
            _ => None,
        }
    }

    fn of_assertion(error: &SamlError) -> Option<Self> {
        match error {
            SamlError::Issuer { issuer, registered } => {
                Some(Self::Issuer { expected: Some(registered.clone()), seen: issuer.clone() })
            }
            SamlError::Audience(seen) => {
                Some(Self::audience(&[AUDIENCE.to_owned(), SIGN_IN.to_owned()], seen))
            }
            // What AWS takes for the audience of an assertion is its recipient.
            SamlError::Recipient(seen) => Some(Self::audience(&[SIGN_IN.to_owned()], seen)),
            SamlError::Expired { now_s, expires_s } => {
                Some(Self::expired(*now_s, *expires_s, SAML_CLOCK_GRACE_S))
            }
            SamlError::NotYetValid { now_s, valid_from_s } => {
                Some(Self::not_yet_valid(*now_s, *valid_from_s, SAML_CLOCK_GRACE_S))
            }
            _ => None,
        }
    }

    fn audience(expected: &[String], seen: &[String]) -> Self {
        let first = |names: &[String]| names.iter().take(MEASURED_NAMES_MAX).cloned().collect();
        Self::Audience { expected: first(expected), seen: first(seen) }
    }

    fn expired(now_s: i64, expires_s: i64, forgiven_seconds: i64) -> Self {
        Self::Clock { now_s, expires_s: Some(expires_s), valid_from_s: None, forgiven_seconds }
    }

    fn not_yet_valid(now_s: i64, valid_from_s: i64, forgiven_seconds: i64) -> Self {
        Self::Clock { now_s, expires_s: None, valid_from_s: Some(valid_from_s), forgiven_seconds }
    }

    /// How many bytes its texts have.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Issuer { expected, seen } => expected.as_deref().map_or(0, str::len) + seen.len(),
            Self::Audience { expected, seen } => {
                expected.iter().chain(seen).map(|name| size_of::<String>() + name.len()).sum()
            }
            Self::Clock { .. } => 0,
        }
    }
}
