//! Decision records, one at a time or as they come.

use std::pin::pin;
use std::time::Duration;

use bytes::Bytes;
use http::{Response, StatusCode};
use serde::Serialize;
use tokio::time::sleep;

use super::answer::{Refusal, json, text, wants_text};
use super::{Asked, Doors};
use crate::decisions::{
    DECISIONS_PAGE_MAX, Door, Record, Told, Why, decision_id, encoded_message, text as told_text,
};
use crate::entropy::random;

/// The longest that a listing waits for the next record, in milliseconds.
const WAIT_MS_MAX: u64 = 20_000;

/// Records after a number.
#[derive(Debug, Serialize)]
struct Newer {
    /// The number to go on from.
    newest: u64,
    /// Oldest first.
    decisions: Vec<Told>,
}

impl Doors {
    /// The account's newest record.
    pub(super) fn last_decision(&self, asked: &Asked<'_>) -> Result<Response<Bytes>, Refusal> {
        let record = self.decisions.last(&asked.account);
        let record = record.ok_or_else(|| {
            Refusal::new(StatusCode::NOT_FOUND, "nothing was refused since the server started")
        })?;
        Ok(self.told(asked, &record))
    }

    /// The record with an id.
    pub(super) fn decision(&self, asked: &Asked<'_>, id: &str) -> Result<Response<Bytes>, Refusal> {
        let found = decision_id(id).ok_or_else(|| {
            let sentence = format!("`{id}` is not a decision id: 32 hexadecimal digits");
            Refusal::new(StatusCode::BAD_REQUEST, sentence)
        })?;
        let record = self.decisions.find(&asked.account, found).ok_or_else(|| {
            let sentence = format!("there is no decision record {id}, or it is kept no more");
            Refusal::new(StatusCode::NOT_FOUND, sentence)
        })?;
        Ok(self.told(asked, &record))
    }

    /// Records after the one numbered `after` that fit `identity`, `client` and `deny`; with
    /// `wait_ms` it waits that long for one. Without `after` it tells where now is.
    pub(super) async fn newer_decisions(
        &self,
        asked: &Asked<'_>,
    ) -> Result<Response<Bytes>, Refusal> {
        let query = &asked.query;
        let Some(after) = query.number("after") else {
            let newest = self.newest(asked);
            return Ok(json(&Newer { newest, decisions: Vec::new() }));
        };
        let wait_ms = query.number("wait_ms").unwrap_or(0).min(WAIT_MS_MAX);
        let newer = self.wait_for_newer(asked, after, Duration::from_millis(wait_ms)).await;
        Ok(json(&newer))
    }

    async fn wait_for_newer(&self, asked: &Asked<'_>, mut after: u64, patience: Duration) -> Newer {
        let mut patience = pin!(sleep(patience));
        loop {
            // It hears of records from here on, so that none comes between looking and waiting.
            let added = self.decisions.added();
            let newer = self.newer(asked, after);
            if !newer.decisions.is_empty() || self.decisions.is_closed() {
                return newer;
            }
            tokio::select! {
                () = added => after = newer.newest,
                () = &mut patience => return newer,
            }
        }
    }

    fn newest(&self, asked: &Asked<'_>) -> u64 {
        self.decisions.last(&asked.account).map_or(0, |record| record.number)
    }

    fn newer(&self, asked: &Asked<'_>, after: u64) -> Newer {
        let newest = self.newest(asked).max(after);
        let records = self.decisions.after(&asked.account, after, |record| fits(asked, record));
        let last = records.last().map_or(0, |record| record.number);
        let newest = if records.len() == DECISIONS_PAGE_MAX { last } else { newest.max(last) };
        let decisions =
            records.iter().map(|record| Told::record(record, self.config.soft)).collect();
        Newer { newest, decisions }
    }

    fn told(&self, asked: &Asked<'_>, record: &Record) -> Response<Bytes> {
        let mut told = Told::record(record, self.config.soft);
        told.encoded_message = record.refused_permission().and_then(|refused| {
            let nonce = random(&*self.entropy);
            encoded_message(&refused, &self.environment.keys.ring(), &nonce)
        });
        if wants_text(asked.parts) { text(told_text(&told)) } else { json(&told) }
    }
}

/// Whether a record is one that was asked for.
fn fits(asked: &Asked<'_>, record: &Record) -> bool {
    let refused = &record.refused;
    let client_id = match &refused.door {
        Door::Mqtt { client_id, .. } => Some(&**client_id),
        Door::Http { .. } => None,
    };
    let same = |wanted: Option<&str>, found: Option<&str>| wanted.is_none() || wanted == found;
    let by_policy =
        !matches!(refused.why, Why::Authentication(_) | Why::Login(..) | Why::Service(_));
    same(asked.query.value("identity"), refused.subject.identity_id.as_deref())
        && same(asked.query.value("client"), client_id)
        && (by_policy || !asked.query.has("deny"))
}
