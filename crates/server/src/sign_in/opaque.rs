//! Access tokens of Facebook's and Amazon's form: who got them, and what the two would answer when
//! they are asked about one.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use daypass_services::ports::Entropy;
use serde_json::{Value, json};
use subtle::ConstantTimeEq as _;

use super::provider::Provider;
use crate::entropy::random;

/// Tokens that are remembered; beyond them the oldest is forgotten, as all are when the process ends.
const OPAQUE_TOKENS_MAX: usize = 1_000;
/// Random bytes of a token.
const TOKEN_BYTES: usize = 32;

/// The tokens that were given out.
#[derive(Default)]
pub(super) struct OpaqueTokens(Mutex<VecDeque<Given>>);

/// A token, and what is known of it.
#[derive(Clone)]
struct Given {
    token: String,
    provider: Provider,
    user: &'static str,
    client_id: String,
    issued_s: i64,
    expires_s: i64,
}

impl OpaqueTokens {
    /// A new token for a user at an app.
    pub(super) fn give(
        &self,
        (provider, user, client_id): (Provider, &'static str, &str),
        (issued_s, expires_s): (i64, i64),
        entropy: &dyn Entropy,
    ) -> String {
        let bytes = URL_SAFE_NO_PAD.encode(random::<TOKEN_BYTES>(entropy));
        let token = match provider {
            Provider::Amazon => format!("Atza|{bytes}"),
            _ => format!("EAA{}", bytes.replace(['-', '_'], "Z")),
        };
        let client_id = client_id.to_owned();
        let given = Given { token: token.clone(), provider, user, client_id, issued_s, expires_s };
        let mut all = self.lock();
        if all.len() >= OPAQUE_TOKENS_MAX {
            all.pop_front();
        }
        all.push_back(given);
        token
    }

    /// Facebook's answer to `debug_token`; nothing about a token that is not ours.
    pub(super) fn debug_token(&self, token: &str) -> Option<Value> {
        let given = self.known(Provider::Facebook, token)?;
        Some(json!({ "data": {
            "app_id": given.client_id,
            "type": "USER",
            "application": "daypass dev",
            "is_valid": true,
            "issued_at": given.issued_s,
            "expires_at": given.expires_s,
            "scopes": ["public_profile", "email"],
            "user_id": given.provider.subject(given.user),
        }}))
    }

    /// Amazon's answer to `tokeninfo`; nothing about a token that is not ours.
    pub(super) fn token_info(&self, token: &str, now_s: i64) -> Option<Value> {
        let given = self.known(Provider::Amazon, token)?;
        Some(json!({
            "iss": "https://www.amazon.com",
            "user_id": given.provider.subject(given.user),
            "aud": given.client_id,
            "iat": given.issued_s,
            "exp": given.expires_s.saturating_sub(now_s).max(0),
        }))
    }

    fn known(&self, provider: Provider, token: &str) -> Option<Given> {
        let all = self.lock();
        let is_it = |given: &&Given| {
            given.provider == provider && bool::from(given.token.as_bytes().ct_eq(token.as_bytes()))
        };
        all.iter().find(is_it).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Given>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for OpaqueTokens {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("OpaqueTokens").finish_non_exhaustive()
    }
}

/// The value of a parameter of a query.
pub(super) fn parameter(query: &str, name: &str) -> Option<String> {
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    pairs.find(|(found, _)| found == name).map(|(_, value)| value.into_owned())
}
