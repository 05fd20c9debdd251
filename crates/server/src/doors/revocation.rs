//! Revoking what was issued for an identity, a role or a pool: `daypass revoke`.

use bytes::Bytes;
use daypass_services::revocation::{RevocationError, Revoked, revoke};
use http::{Response, StatusCode};
use serde::Serialize;

use super::answer::{Refusal, json, text, wants_text};
use super::{Asked, Doors};

/// What is told of a revocation.
#[derive(Debug, Serialize)]
struct Told<'a> {
    /// `identity`, `role` or `identity pool`.
    revoked: &'static str,
    /// How it was named.
    name: &'a str,
    /// Sessions and identity tokens count that carry this epoch, and no older one.
    epoch: u64,
}

impl Doors {
    /// Ends everything that was issued for `identity`, `role` or `pool`. When it answers, open
    /// connections are cut and calls are refused.
    pub(super) async fn revoke(&self, asked: &Asked<'_>) -> Result<Response<Bytes>, Refusal> {
        let named = |name| asked.query.value(name);
        let revoked = match (named("identity"), named("role"), named("pool")) {
            (Some(id), None, None) => Revoked::Identity(id),
            (None, Some(name), None) => Revoked::Role(name),
            (None, None, Some(id)) => Revoked::Pool(id),
            _ => {
                let sentence = "the question needs one of `identity`, `role` and `pool`";
                return Err(Refusal::new(StatusCode::BAD_REQUEST, sentence));
            }
        };
        let store = &*self.environment.store;
        let epoch =
            revoke(store, &asked.account, revoked).await.map_err(|error| refusal(&error))?;
        self.live.catch_up().await;
        let (kind, name) = (revoked.kind(), revoked.name());
        tracing::info!(target: "daypass::audit", account = %asked.account, kind, name, epoch, "revoked");
        if wants_text(asked.parts) {
            let sentence = format!("everything that was issued for {kind} {name} has ended\n");
            return Ok(text(sentence));
        }
        Ok(json(&Told { revoked: kind, name, epoch }))
    }
}

fn refusal(error: &RevocationError) -> Refusal {
    let status = match error {
        RevocationError::Missing { .. } => StatusCode::NOT_FOUND,
        RevocationError::Contested(_) => StatusCode::CONFLICT,
        RevocationError::Store(_) | RevocationError::Commit(_) => {
            tracing::error!(%error, "a revocation was not committed");
            return Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "the store does not answer");
        }
    };
    Refusal::new(status, error.to_string())
}
