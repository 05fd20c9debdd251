//! Making accounts: `daypass account create`. Only the account that the server was started with may.

use bytes::Bytes;
use daypass_aws_types::AccountId;
use daypass_services::account::{AccountError, create_account};
use daypass_services::random::Random;
use http::{Response, StatusCode};
use serde::Serialize;

use super::answer::{Refusal, json, text, wants_text};
use super::{Asked, Doors};
use crate::entropy::random;

/// What is told of a new account; the secret is not told again.
#[derive(Serialize)]
struct Told<'a> {
    account: &'a str,
    access_key_id: &'a str,
    secret_access_key: &'a str,
}

impl Doors {
    /// Makes the account `id`, with a key of its root user.
    pub(super) async fn create_account(
        &self,
        asked: &Asked<'_>,
    ) -> Result<Response<Bytes>, Refusal> {
        if asked.account != self.config.account {
            let sentence = "only the server's own account makes others";
            return Err(Refusal::new(StatusCode::FORBIDDEN, sentence));
        }
        let account = asked.query.value("id").and_then(|id| AccountId::parse(id).ok());
        let account = account.ok_or_else(|| {
            Refusal::new(StatusCode::BAD_REQUEST, "the question needs `id`, twelve digits")
        })?;
        let (store, ring) = (&*self.environment.store, self.environment.keys.ring());
        let random = Random::new(random(&*self.entropy));
        let now_ms = self.clock.now().ours_ms;
        let made = create_account(store, &ring, &account, &random, now_ms).await;
        let key = made.map_err(|error| refusal(&error))?;
        tracing::info!(target: "daypass::audit", %account, by = %asked.account, "account made");
        let secret_access_key = key.secret_access_key.expose();
        if wants_text(asked.parts) {
            let id = &key.access_key_id;
            return Ok(text(format!(
                "account            {account}\naccess key id      {id}\nsecret access key  {secret_access_key}\n"
            )));
        }
        let (account, access_key_id) = (account.as_str(), key.access_key_id.as_str());
        Ok(json(&Told { account, access_key_id, secret_access_key }))
    }
}

fn refusal(error: &AccountError) -> Refusal {
    match error {
        AccountError::Exists(_) | AccountError::Contested(_) => {
            Refusal::new(StatusCode::CONFLICT, error.to_string())
        }
        AccountError::Secret(_) | AccountError::Store(_) | AccountError::Commit(_) => {
            tracing::error!(%error, "an account was not made");
            Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "the store does not answer")
        }
    }
}
