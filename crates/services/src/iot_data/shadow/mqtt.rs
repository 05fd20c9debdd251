//! Shadows over MQTT: what a message on a request topic does, and what is published in answer.
//!
//! The message is authorized by its topic alone, before it comes here; the actions on shadows are
//! of HTTPS. <https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-mqtt.html>

use bytes::Bytes;
use daypass_aws_types::{AccountId, Region};
use daypass_store::{CommitError, Reads, Scope, Writes};

use super::error::Failure;
use super::exchange::{Exchange, Place, delete, get, update};
use super::message::{Message, rejected};
use super::name::ShadowName;
use super::request::client_token_of;
use crate::commit::{Decision, Unsettled, settle};
use crate::environment::Environment;
use crate::ports::Now;

/// What a message asks of a shadow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShadowOperation {
    /// `…/get`: the whole document.
    Get,
    /// `…/update`: to become what the message says.
    Update,
    /// `…/delete`: to be no more.
    Delete,
}

/// A message on one of a shadow's request topics.
#[derive(Debug, Clone, Copy)]
pub struct ShadowMessage<'m> {
    /// The account of the client's realm.
    pub account: &'m AccountId,
    /// The region of the client's realm.
    pub region: &'m Region,
    /// The thing: 1 to 128 of `a-zA-Z0-9:_-`, which whoever reads topics has checked.
    pub thing: &'m str,
    /// The shadow's name, 1 to 64 of the same and `$`; `None` for the classic shadow.
    pub shadow: Option<&'m str>,
    /// What is asked.
    pub operation: ShadowOperation,
    /// What was published: the request, of which `get` and `delete` need nothing.
    pub payload: &'m [u8],
    /// Both clocks.
    pub now: Now,
}

impl ShadowMessage<'_> {
    /// Does what the message asks, and publishes what came of it: the answer on `…/accepted` or
    /// `…/rejected`, and of an update what else subscribers hear. Ends when every reactor has it.
    pub async fn serve(&self, environment: &Environment) {
        let _turn = self.place().turn(environment).await;
        let messages = match settle(&*environment.store, self).await {
            Ok((exchange, _)) => self.answered(exchange),
            Err(unsettled) => vec![self.refused(&unsettled)],
        };
        for message in messages {
            let publication = message.published(&self.name(), (self.account, self.region));
            let topic = publication.topic.clone();
            if let Err(error) = environment.connections.publish(publication).await {
                tracing::warn!(%error, topic, "an answer about a shadow was not published");
            }
        }
    }

    /// What is to be published on `…/rejected` when there is no room for the request.
    pub fn too_many_requests(&self) -> Bytes {
        self.rejected(TOO_MANY_REQUESTS)
    }

    fn name(&self) -> ShadowName<'_> {
        ShadowName { thing: self.thing, shadow: self.shadow }
    }

    fn place(&self) -> Place<'_> {
        let scope = Scope { account: self.account.as_str(), region: self.region.as_str() };
        Place { scope, name: self.name(), now: self.now }
    }

    /// Reading is answered to the caller alone; over MQTT that is whoever subscribed.
    fn answered(&self, exchange: Exchange) -> Vec<Message> {
        match self.operation {
            ShadowOperation::Get => {
                vec![Message { topic: "get/accepted", payload: exchange.answer }]
            }
            ShadowOperation::Update | ShadowOperation::Delete => exchange.messages,
        }
    }

    fn refused(&self, unsettled: &Unsettled<Failure>) -> Message {
        let topic = match self.operation {
            ShadowOperation::Get => "get/rejected",
            ShadowOperation::Update => "update/rejected",
            ShadowOperation::Delete => "delete/rejected",
        };
        let payload = match unsettled {
            Unsettled::Refused(Failure::Refused(error)) => {
                self.rejected((error.shape().status, &error.to_string()))
            }
            Unsettled::Contested | Unsettled::Uncommitted(CommitError::Overloaded(_)) => {
                self.rejected(TOO_MANY_REQUESTS)
            }
            Unsettled::Refused(Failure::Store(error)) => {
                tracing::error!(%error, "the store did not answer");
                self.rejected(INTERNAL_FAILURE)
            }
            Unsettled::Uncommitted(error) => {
                tracing::error!(%error, "a batch was not committed");
                self.rejected(INTERNAL_FAILURE)
            }
        };
        Message { topic, payload }
    }

    fn rejected(&self, (code, text): (u16, &str)) -> Bytes {
        let token = client_token_of(self.payload);
        rejected(code, text, token.as_deref(), self.place().seconds())
    }
}

impl Decision for ShadowMessage<'_> {
    type Output = Exchange;
    type Refusal = Failure;

    async fn decide(
        &self,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<Exchange, Failure> {
        let place = self.place();
        match self.operation {
            ShadowOperation::Get => get(&place, self.payload, reads).await,
            ShadowOperation::Update => update(&place, self.payload, reads, writes).await,
            ShadowOperation::Delete => delete(&place, self.payload, reads, writes).await,
        }
    }
}

/// The codes are AWS's; for the first one its page has no text.
/// <https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-error-messages.html>
const TOO_MANY_REQUESTS: (u16, &str) = (429, "Too many requests");
const INTERNAL_FAILURE: (u16, &str) = (500, "Internal service failure");
