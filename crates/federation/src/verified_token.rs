//! A token whose signature holds, with the claims that OpenID Connect requires.

use std::fmt;

use serde_json::{Map, Value};

use crate::error::TokenError;
use crate::key::Fingerprint;

/// The claims of a token that its issuer signed. Only [`crate::verify`] makes one.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifiedToken {
    issuer: String,
    subject: String,
    audiences: Vec<String>,
    authorized_party: Option<String>,
    expires_s: i64,
    issued_s: i64,
    not_before_s: Option<i64>,
    claims: Map<String, Value>,
    key_id: Option<String>,
    key: Fingerprint,
}

impl VerifiedToken {
    pub(crate) fn new(
        claims: Map<String, Value>,
        key_id: Option<String>,
        key: Fingerprint,
    ) -> Result<Self, TokenError> {
        let subject = text(&claims, "sub")?.ok_or(TokenError::MissingClaim { claim: "sub" })?;
        if subject.is_empty() || subject.len() > SUBJECT_BYTES_MAX {
            return Err(TokenError::MalformedClaim { claim: "sub" });
        }
        Ok(Self {
            issuer: text(&claims, "iss")?.ok_or(TokenError::MissingClaim { claim: "iss" })?,
            subject,
            audiences: audiences(&claims)?,
            authorized_party: text(&claims, "azp")?,
            expires_s: seconds(&claims, "exp")?.ok_or(TokenError::MissingClaim { claim: "exp" })?,
            issued_s: seconds(&claims, "iat")?.ok_or(TokenError::MissingClaim { claim: "iat" })?,
            not_before_s: seconds(&claims, "nbf")?,
            claims,
            key_id,
            key,
        })
    }

    /// `iss`.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// `sub`, of one to 255 bytes.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// `aud`, at least one.
    pub fn audiences(&self) -> &[String] {
        &self.audiences
    }

    /// `azp`.
    pub fn authorized_party(&self) -> Option<&str> {
        self.authorized_party.as_deref()
    }

    /// `exp`, in seconds since 1970.
    pub fn expires_s(&self) -> i64 {
        self.expires_s
    }

    /// `iat`, in seconds since 1970.
    pub fn issued_s(&self) -> i64 {
        self.issued_s
    }

    /// `nbf`, in seconds since 1970.
    pub fn not_before_s(&self) -> Option<i64> {
        self.not_before_s
    }

    /// All claims, the ones above included.
    pub fn claims(&self) -> &Map<String, Value> {
        &self.claims
    }

    /// The key that signed it, by the id that the token names and by what it is.
    pub(crate) fn key(&self) -> (Option<&str>, &Fingerprint) {
        (self.key_id.as_deref(), &self.key)
    }
}

impl fmt::Debug for VerifiedToken {
    /// Claims are about people: only where the token is from is printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedToken")
            .field("issuer", &self.issuer)
            .field("expires_s", &self.expires_s)
            .finish_non_exhaustive()
    }
}

fn text(claims: &Map<String, Value>, claim: &'static str) -> Result<Option<String>, TokenError> {
    match claims.get(claim) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(TokenError::MalformedClaim { claim }),
    }
}

/// AWS takes integers alone, though RFC 7519 allows fractions.
fn seconds(claims: &Map<String, Value>, claim: &'static str) -> Result<Option<i64>, TokenError> {
    let Some(value) = claims.get(claim) else { return Ok(None) };
    value.as_i64().map(Some).ok_or(TokenError::MalformedClaim { claim })
}

fn audiences(claims: &Map<String, Value>) -> Result<Vec<String>, TokenError> {
    const MALFORMED: TokenError = TokenError::MalformedClaim { claim: "aud" };
    match claims.get("aud") {
        None => Err(TokenError::MissingClaim { claim: "aud" }),
        Some(Value::String(audience)) => Ok(vec![audience.clone()]),
        Some(Value::Array(list)) if !list.is_empty() => {
            list.iter().map(|one| one.as_str().map(str::to_owned).ok_or(MALFORMED)).collect()
        }
        Some(_) => Err(MALFORMED),
    }
}

/// OpenID Connect Core, 2: a subject has at most 255 characters.
const SUBJECT_BYTES_MAX: usize = 255;
