//! A new key for identity tokens, before its time has come.

use bytes::Bytes;
use http::{Response, StatusCode};
use serde::Serialize;

use super::Doors;
use super::answer::{Refusal, json};
use crate::keys::RotationError;

/// What is told of the new key.
#[derive(Debug, Serialize)]
struct Rotated {
    key_id: String,
}

impl Doors {
    /// Has a new key sign identity tokens. What was signed before is valid as long as it would have
    /// been.
    pub(super) async fn rotate_key(&self) -> Result<Response<Bytes>, Refusal> {
        let now_s = self.clock.now().ours_ms.div_euclid(1_000);
        let rotated = self.keys.rotate_identity_token_key(now_s).await;
        let key_id = rotated.map_err(|error| {
            let status = match error {
                RotationError::TooMany(_) => StatusCode::CONFLICT,
                RotationError::Secret(_) => StatusCode::SERVICE_UNAVAILABLE,
            };
            Refusal::new(status, error.to_string())
        })?;
        Ok(json(&Rotated { key_id }))
    }
}
