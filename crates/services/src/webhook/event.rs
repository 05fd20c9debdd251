//! What is told: three kinds of events, each a row of the outbox in the batch of its change.

use std::fmt;
use std::str::FromStr;

use daypass_aws_types::Timestamp;
use daypass_aws_types::cognito_identity::errors;
use daypass_aws_types::error::ServiceError;
use daypass_store::Writes;
use serde::Serialize;

use super::records::{OutboxRecord, outbox_key};
use super::{Webhook, WhenFull};
use crate::cognito_identity::records::{
    IdentityPoolRecord, IdentityRecord, IdentityState, LoginRecord,
};
use crate::operation::Call;

/// A kind of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventKind {
    /// An identity was made.
    Created,
    /// Logins were linked to an identity, or other identities were merged into it.
    Linked,
    /// An identity got credentials or an identity token for a verified login.
    SignedIn,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Created, Self::Linked, Self::SignedIn];

    /// `type` of the message.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "identity.created",
            Self::Linked => "identity.linked",
            Self::SignedIn => "identity.signed_in",
        }
    }
}

impl fmt::Display for EventKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for EventKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| {
            let all = Self::ALL.map(|kind| format!("`{kind}`")).join(", ");
            format!("`{text}` is no event of the webhook: those are {all}")
        })
    }
}

/// The body of a message (Standard Webhooks: `type`, `timestamp`, `data`).
#[derive(Serialize)]
struct Body<'a> {
    r#type: &'static str,
    timestamp: String,
    data: Told<'a>,
}

/// The identity as it stands after the change, and what the event adds.
#[derive(Serialize)]
struct Told<'a> {
    identity_id: &'a str,
    identity_pool_id: &'a str,
    account: &'a str,
    region: &'a str,
    state: &'static str,
    /// Every login that the identity has; those of the call where it signed in.
    logins: Vec<Login<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    linked: Option<Vec<Login<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    merged: Option<&'a [String]>,
}

/// Who vouches, and for whom.
#[derive(Serialize)]
struct Login<'a> {
    provider: &'a str,
    subject: &'a str,
}

/// What came to an identity.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Linked {
    /// The logins of the call that nobody had.
    pub(crate) logins: Vec<LoginRecord>,
    /// The ids of identities that were merged into it.
    pub(crate) merged: Vec<String>,
}

/// Tells that an identity was made.
pub(crate) fn created<I>(
    call: &Call<'_, I>,
    pool: &IdentityPoolRecord,
    identity: &IdentityRecord,
    writes: &mut Writes,
) -> Result<(), ServiceError> {
    let Some(webhook) = wanted(call, EventKind::Created) else { return Ok(()) };
    let data = data(pool, identity, &identity.logins);
    webhook.tell(call, (EventKind::Created, data), writes)
}

/// Tells that something came to an identity, if something did.
pub(crate) fn linked<I>(
    call: &Call<'_, I>,
    pool: &IdentityPoolRecord,
    identity: &IdentityRecord,
    came: &Linked,
    writes: &mut Writes,
) -> Result<(), ServiceError> {
    let Some(webhook) = wanted(call, EventKind::Linked) else { return Ok(()) };
    if came.logins.is_empty() && came.merged.is_empty() {
        return Ok(());
    }
    let data = Told {
        linked: Some(logins(&came.logins)),
        merged: Some(&came.merged),
        ..data(pool, identity, &identity.logins)
    };
    webhook.tell(call, (EventKind::Linked, data), writes)
}

/// Tells that an identity signed in by these logins, unless that was told a moment ago. Gives the
/// identity as it has to be written, if it was told.
pub(crate) fn signed_in<I>(
    call: &Call<'_, I>,
    pool: &IdentityPoolRecord,
    identity: &IdentityRecord,
    by: &[LoginRecord],
    writes: &mut Writes,
) -> Result<Option<IdentityRecord>, ServiceError> {
    let Some(webhook) = wanted(call, EventKind::SignedIn) else { return Ok(None) };
    let since_ms = call.now.wall_ms.saturating_sub(identity.signed_in_ms);
    let lately = (0..webhook.settings.sign_in_quiet_ms).contains(&since_ms);
    if by.is_empty() || lately || identity.state() != IdentityState::Authenticated {
        return Ok(None);
    }
    let data = data(pool, identity, by);
    webhook.tell(call, (EventKind::SignedIn, data), writes)?;
    Ok(Some(IdentityRecord { signed_in_ms: call.now.wall_ms, ..identity.clone() }))
}

fn wanted<'a, I>(call: &Call<'a, I>, kind: EventKind) -> Option<&'a Webhook> {
    let webhook = call.environment.webhook.as_ref();
    webhook.filter(|webhook| webhook.settings.events.contains(&kind))
}

fn data<'a>(
    pool: &'a IdentityPoolRecord,
    identity: &'a IdentityRecord,
    by: &'a [LoginRecord],
) -> Told<'a> {
    Told {
        identity_id: &identity.id,
        identity_pool_id: &pool.id,
        account: &pool.account,
        region: &pool.region,
        state: match identity.state() {
            IdentityState::Guest => "guest",
            IdentityState::Authenticated => "authenticated",
            IdentityState::Disabled => "disabled",
            IdentityState::Inaccessible => "inaccessible",
        },
        logins: logins(by),
        linked: None,
        merged: None,
    }
}

fn logins(records: &[LoginRecord]) -> Vec<Login<'_>> {
    records
        .iter()
        .map(|login| Login { provider: &login.provider, subject: &login.subject })
        .collect()
}

impl Webhook {
    /// Puts a message into the outbox.
    fn tell<I>(
        &self,
        call: &Call<'_, I>,
        (kind, data): (EventKind, Told<'_>),
        writes: &mut Writes,
    ) -> Result<(), ServiceError> {
        if self.is_full() {
            return match self.settings.when_full {
                WhenFull::Drop => {
                    self.one_dropped();
                    Ok(())
                }
                WhenFull::Refuse => {
                    Err(ServiceError::new(&errors::TOO_MANY_REQUESTS_EXCEPTION, "Rate exceeded")
                        .with_hint("the outbox of the webhook is full"))
                }
            };
        }
        let now_ms = call.now.wall_ms;
        let body = Body {
            r#type: kind.as_str(),
            timestamp: Timestamp::from_millis(now_ms).to_iso8601_millis(),
            data,
        };
        let body = serde_json::to_string(&body)
            .map_err(|error| crate::store_error::internal(&error.to_string()))?;
        let id = format!("msg_{}", call.random.uuid().simple());
        let record = OutboxRecord { id, body, created_ms: now_ms, attempts: 0 };
        writes.put(&outbox_key(now_ms, kind as u8, &record.id), &record);
        self.one_more();
        Ok(())
    }
}
