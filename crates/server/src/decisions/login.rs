//! What a login failed by, as it is told.

use daypass_services::logins::LoginMeasure;
use serde::Serialize;

/// What a login failed by: one of the three members is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ToldLogin {
    /// Who had to issue the token, and who did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<ToldIssuer>,
    /// To whom the token may be issued, and to whom it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<ToldAudience>,
    /// The token's times beside the clock here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock: Option<ToldClock>,
}

/// Two issuers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldIssuer {
    /// The provider, without a scheme; null where no provider has the issuer.
    pub expected: Option<String>,
    /// The token's `iss`.
    pub seen: String,
}

/// Two lists of audiences, the first ten of each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldAudience {
    /// The registered clients.
    pub expected: Vec<String>,
    /// The token's `azp`, or without one its `aud`.
    pub seen: Vec<String>,
}

/// The token's times beside the clock here, in seconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldClock {
    /// The clock here.
    pub now_s: i64,
    /// The token's end, where it was past.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_s: Option<i64>,
    /// The token's beginning, where it was to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from_s: Option<i64>,
    /// How many seconds the clocks may differ.
    pub forgiven_seconds: i64,
}

impl ToldLogin {
    pub(super) fn of(measure: &LoginMeasure) -> Self {
        let none = Self::default();
        match measure.clone() {
            LoginMeasure::Issuer { expected, seen } => {
                Self { issuer: Some(ToldIssuer { expected, seen }), ..none }
            }
            LoginMeasure::Audience { expected, seen } => {
                Self { audience: Some(ToldAudience { expected, seen }), ..none }
            }
            LoginMeasure::Clock { now_s, expires_s, valid_from_s, forgiven_seconds } => {
                let clock = ToldClock { now_s, expires_s, valid_from_s, forgiven_seconds };
                Self { clock: Some(clock), ..none }
            }
        }
    }
}
