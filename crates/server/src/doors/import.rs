//! Pools and identities under ids from elsewhere, and whose the identities are: `daypass import`.

use bytes::Bytes;
use daypass_services::cognito_identity::{Import, ImportError, Imported, import};
use http::{Response, StatusCode};
use serde::Serialize;

use super::answer::{Refusal, json};
use super::{Asked, Doors};

/// What is told of an import.
#[derive(Debug, Serialize)]
struct Told {
    /// How much was not there before.
    made: usize,
}

impl Doors {
    /// Makes a pool of this `id`, without settings.
    pub(super) async fn import_pool(&self, asked: &Asked<'_>) -> Result<Response<Bytes>, Refusal> {
        let id = asked.query.value("id").ok_or_else(|| incomplete("`id`"))?;
        self.import(asked, Imported::Pool(id)).await
    }

    /// Makes identities of these `ids` in a `pool`, or says that an identity (`id`) is a `user` of a
    /// `provider`.
    pub(super) async fn import_identities(
        &self,
        asked: &Asked<'_>,
    ) -> Result<Response<Bytes>, Refusal> {
        let named = |name| asked.query.value(name);
        match (named("pool"), named("ids"), named("id"), named("provider"), named("user")) {
            (Some(pool), Some(ids), None, None, None) => {
                let ids: Vec<&str> = ids.split(',').collect();
                self.import(asked, Imported::Identities { pool, ids: &ids }).await
            }
            (None, None, Some(identity), Some(provider), Some(user)) => {
                self.import(asked, Imported::User { identity, provider, user }).await
            }
            _ => Err(incomplete("`pool` and `ids`, or `id`, `provider` and `user`")),
        }
    }

    async fn import(
        &self,
        asked: &Asked<'_>,
        imported: Imported<'_>,
    ) -> Result<Response<Bytes>, Refusal> {
        let account = &asked.account;
        let now_ms = self.clock.now().wall_ms;
        let import = import(&*self.environment.store, Import { account, imported, now_ms });
        let made = import.await.map_err(|error| refusal(&error))?;
        let (kind, name, count) = match imported {
            Imported::Pool(id) => ("identity pool", id, 1),
            Imported::Identities { pool, ids } => ("identities of pool", pool, ids.len()),
            Imported::User { identity, .. } => ("user of identity", identity, 1),
        };
        tracing::info!(target: "daypass::audit", %account, kind, name, count, made, "imported");
        Ok(json(&Told { made }))
    }
}

fn incomplete(what: &str) -> Refusal {
    Refusal::new(StatusCode::BAD_REQUEST, format!("the question needs {what}"))
}

fn refusal(error: &ImportError) -> Refusal {
    let status = match error {
        ImportError::NoPool(_) | ImportError::NotImported(_) => StatusCode::NOT_FOUND,
        ImportError::Id(_) | ImportError::TooMany | ImportError::NoProvider(_) => {
            StatusCode::BAD_REQUEST
        }
        ImportError::Taken(_)
        | ImportError::Unswept(_)
        | ImportError::OtherIdentity(_)
        | ImportError::Logins
        | ImportError::Contested => StatusCode::CONFLICT,
        ImportError::Store(_) | ImportError::Commit(_) => {
            tracing::error!(%error, "an import was not committed");
            return Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "the store does not answer");
        }
    };
    Refusal::new(status, error.to_string())
}
