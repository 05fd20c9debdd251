//! What a request on a shadow does, whichever door it comes through: the answer, and what
//! subscribers hear of it.
//!
//! Over HTTPS the body is the request; over MQTT it is the message on `…/update`, `…/get` or
//! `…/delete`. The two last need no body; only its client token counts.

use bytes::Bytes;
use daypass_store::{Reads, Scope, Writes};

use super::document::Document;
use super::error::{Failure, ShadowError};
use super::message::{self, Message};
use super::name::ShadowName;
use super::request::{UpdateRequest, client_token_of};
use super::row;
use crate::environment::Environment;
use crate::ports::Now;
use crate::turns::Turn;

/// Which shadow a request is about, and when it came.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// Whose shadow.
    pub(crate) scope: Scope<'a>,
    /// Which shadow.
    pub(crate) name: ShadowName<'a>,
    /// Wall time goes into documents, our own clock says when a deletion is forgotten.
    pub(crate) now: Now,
}

/// What a request came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Exchange {
    /// What the caller hears.
    pub(crate) answer: Bytes,
    /// What subscribers hear once the writes are committed.
    pub(crate) messages: Vec<Message>,
}

impl Place<'_> {
    pub(super) fn seconds(&self) -> i64 {
        self.now.wall_ms.div_euclid(1_000)
    }

    /// Waits until nobody else of this server changes the shadow.
    pub(super) async fn turn(&self, environment: &Environment) -> Turn {
        let Scope { account, region } = self.scope;
        environment.shadow_turns.take(&(account, region, self.name)).await
    }

    async fn existing(&self, reads: &mut Reads<'_>) -> Result<Document, Failure> {
        let found = row::existing(&self.scope, &self.name, reads).await?;
        Ok(found.ok_or_else(|| ShadowError::NoShadow(self.name.to_string()))?)
    }
}

/// Reads a shadow.
pub(crate) async fn get(
    place: &Place<'_>,
    request: &[u8],
    reads: &mut Reads<'_>,
) -> Result<Exchange, Failure> {
    let document = place.existing(reads).await?;
    let token = client_token_of(request);
    let answer = message::got(&document, token.as_deref(), place.seconds());
    Ok(Exchange { answer, messages: Vec::new() })
}

/// Makes or changes a shadow.
pub(crate) async fn update(
    place: &Place<'_>,
    request: &[u8],
    reads: &mut Reads<'_>,
    writes: &mut Writes,
) -> Result<Exchange, Failure> {
    let request = UpdateRequest::read(request)?;
    let previous = row::existing(&place.scope, &place.name, reads).await?;
    let base = if let Some(document) = &previous {
        document.clone()
    } else {
        let now_ms = place.now.ours_ms;
        let version =
            row::version_before(&place.scope, &place.name, now_ms, (reads, writes)).await?;
        Document { version, ..Document::default() }
    };
    let updated = base.updated(&request, place.seconds())?;
    row::put(&place.scope, &place.name, &updated, writes);
    Ok(Exchange {
        answer: message::accepted(&updated, &request, place.seconds()),
        messages: message::of_update(previous.as_ref(), &updated, &request, place.seconds()),
    })
}

/// Deletes a shadow.
pub(crate) async fn delete(
    place: &Place<'_>,
    request: &[u8],
    reads: &mut Reads<'_>,
    writes: &mut Writes,
) -> Result<Exchange, Failure> {
    let document = place.existing(reads).await?;
    let deletion = (document.version, place.now.ours_ms);
    row::delete(&place.scope, &place.name, deletion, (reads, writes)).await?;
    let token = client_token_of(request);
    let answer = message::deleted(document.version, token.as_deref(), place.seconds());
    let message = Message { topic: "delete/accepted", payload: answer.clone() };
    Ok(Exchange { answer, messages: vec![message] })
}
