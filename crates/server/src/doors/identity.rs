//! Who an identity is, and which identity somebody has: AWS tells the names of an identity's
//! providers alone, and nobody which identity a user got.

use bytes::Bytes;
use daypass_aws_types::Timestamp;
use daypass_services::cognito_identity::identity_of_login;
use daypass_services::cognito_identity::records::{
    IDENTITIES, IDENTITY_POOLS, IdentityRecord, IdentityState, LoginRecord,
};
use daypass_services::iot::records::IOT_TARGETS;
use daypass_store::{Reads, Scope, Space, StoreError};
use http::{Response, StatusCode};
use serde::Serialize;

use super::answer::{Refusal, json, text, wants_text};
use super::{Asked, Doors};

/// An identity as its owner sees it.
#[derive(Debug, Serialize)]
struct Told {
    identity: String,
    pool: String,
    state: &'static str,
    logins: Vec<Login>,
    /// The AWS IoT policies that are attached to it.
    policies: Vec<String>,
    created: String,
    last_modified: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    merged_into: Option<String>,
}

/// Who vouches, and for whom.
#[derive(Debug, Serialize)]
struct Login {
    provider: String,
    user: String,
}

impl Doors {
    /// The identity of `id`, or the one that `user` of `provider` has in `pool`.
    pub(super) async fn identity(&self, asked: &Asked<'_>) -> Result<Response<Bytes>, Refusal> {
        let reads = Reads::new(&*self.environment.store, Space::State);
        let found = self.find_identity(asked, &reads).await.map_err(|error| {
            tracing::error!(%error, "an identity could not be looked up");
            Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "the store does not answer")
        })??;
        Ok(if wants_text(asked.parts) { text(found.text()) } else { json(&found) })
    }

    async fn find_identity(
        &self,
        asked: &Asked<'_>,
        reads: &Reads<'_>,
    ) -> Result<Result<Told, Refusal>, StoreError> {
        let missing = |what: &str| {
            Ok(Err(Refusal::new(StatusCode::NOT_FOUND, format!("there is no {what} here"))))
        };
        let named = |name| asked.query.value(name);
        let id = match (named("id"), named("pool"), named("provider"), named("user")) {
            (Some(id), None, None, None) => Some(id.to_owned()),
            (None, Some(pool), Some(provider), Some(user)) => {
                identity_of_login(reads, pool, provider, user).await?
            }
            _ => {
                let sentence = "the question needs `id`, or `pool`, `provider` and `user`";
                return Ok(Err(Refusal::new(StatusCode::BAD_REQUEST, sentence)));
            }
        };
        let Some(id) = id else { return missing("such user") };
        let record = reads.peek(&IDENTITIES.key(&Scope::GLOBAL, [&id])).await?;
        let Some(record) = record else { return missing("such identity") };
        let pool = reads.peek(&IDENTITY_POOLS.key(&Scope::GLOBAL, [&record.pool_id])).await?;
        let pool = pool.filter(|pool| pool.account == asked.account.as_str());
        let Some(pool) = pool else { return missing("such identity") };
        let scope = Scope { account: &pool.account, region: &pool.region };
        let attached = reads.peek(&IOT_TARGETS.key(&scope, [&id])).await?;
        Ok(Ok(Told::of(record, attached.unwrap_or_default().policies)))
    }
}

impl Told {
    fn of(record: IdentityRecord, policies: Vec<String>) -> Self {
        let state = match record.state() {
            IdentityState::Guest => "guest",
            IdentityState::Authenticated => "authenticated",
            IdentityState::Disabled => "disabled",
            IdentityState::Inaccessible => "inaccessible",
        };
        let login = |login: LoginRecord| Login { provider: login.provider, user: login.subject };
        let time = |ms| Timestamp::from_millis(ms).to_iso8601();
        Self {
            identity: record.id,
            pool: record.pool_id,
            state,
            logins: record.logins.into_iter().map(login).collect(),
            policies,
            created: time(record.created_ms),
            last_modified: time(record.modified_ms),
            merged_into: Some(record.merged_into).filter(|id| !id.is_empty()),
        }
    }

    fn text(&self) -> String {
        let mut rows = vec![
            ("identity", self.identity.clone()),
            ("pool", self.pool.clone()),
            ("state", self.state.to_owned()),
        ];
        rows.extend(self.merged_into.clone().map(|id| ("merged into", id)));
        rows.extend(
            self.logins.iter().map(|login| ("login", format!("{} {}", login.provider, login.user))),
        );
        rows.extend(self.policies.iter().map(|policy| ("policy", policy.clone())));
        rows.push(("created", self.created.clone()));
        rows.push(("modified", self.last_modified.clone()));
        let lines: Vec<String> =
            rows.into_iter().map(|(name, value)| format!("{name:<12} {value}")).collect();
        lines.join("\n") + "\n"
    }
}
