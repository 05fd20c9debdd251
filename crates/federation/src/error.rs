//! Why a token is not accepted: enough for AWS's texts, which differ by API.

use crate::checks::{CLOCK_GRACE_S, named};

/// Why a web identity token is not accepted. Each variant names the text that Cognito answers
/// with, after `Invalid login token. ` unless it says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// It is not a JWS of three parts with a readable header and claims.
    /// `Not a valid OpenId Connect identity token.`
    #[error("the token is not an OpenID Connect identity token")]
    NotAToken,
    /// A claim that must be there is not. `Missing a required claim: aud`
    #[error("the token has no claim `{claim}`")]
    MissingClaim {
        /// The claim's name.
        claim: &'static str,
    },
    /// A claim is of another type or length than OpenID Connect allows.
    /// `Not a valid OpenId Connect identity token.`
    #[error("the claim `{claim}` of the token is malformed")]
    MalformedClaim {
        /// The claim's name.
        claim: &'static str,
    },
    /// The issuer has no key of this id: fetching its keys anew may help.
    /// `Couldn't verify signed token.`
    #[error("the issuer has no key `{}`", key_id.as_deref().unwrap_or("without an id"))]
    UnknownKey {
        /// The token's `kid`, if it has one.
        key_id: Option<String>,
    },
    /// The token's header names an algorithm that is not one of its key.
    /// `Couldn't verify signed token.`
    #[error("the algorithm of the token's header is not one of its key")]
    Algorithm,
    /// The key did not sign the token. `Couldn't verify signed token.`
    #[error("the signature of the token is invalid")]
    Signature,
    /// Another issuer than the login's. `Issuer doesn't match providerName`
    #[error("the issuer `{issuer}` is not the provider `{provider}`")]
    Issuer {
        /// The token's `iss`.
        issuer: String,
        /// The provider's name, without a scheme.
        provider: String,
    },
    /// The token is for a client that is not registered. Cognito, without a prefix:
    /// `Token is not from a supported provider of this identity pool.`
    #[error("the token is for {}, and the provider takes {}", named(seen), named(registered))]
    Audience {
        /// The token's `azp`, or without one its `aud`.
        seen: Vec<String>,
        /// The registered clients.
        registered: Vec<String>,
    },
    /// It has expired. `Token expired: NOW_S >= EXPIRES_S`
    #[error(
        "the token ended at {expires_s}, and the clock here says {now_s}: {} s later, of which {CLOCK_GRACE_S} are forgiven",
        now_s.saturating_sub(*expires_s)
    )]
    Expired {
        /// Now, in seconds since 1970.
        now_s: i64,
        /// The token's `exp`.
        expires_s: i64,
    },
    /// It was issued, or is valid from, later than now. `Couldn't verify signed token.`
    #[error(
        "the token is valid from {valid_from_s}, and the clock here says {now_s}: {} s earlier, of which {CLOCK_GRACE_S} are forgiven",
        valid_from_s.saturating_sub(*now_s)
    )]
    NotYetValid {
        /// Now, in seconds since 1970.
        now_s: i64,
        /// The token's `iat` or `nbf`.
        valid_from_s: i64,
    },
}
