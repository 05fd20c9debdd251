//! What a shadow's clients read: the answers, and the messages on the shadow's reserved topics.
//!
//! <https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-document.html>

use bytes::Bytes;
use daypass_aws_types::{AccountId, Region};

use super::document::{Delta, Document, Section};
use super::json::{Node, Object, Ordered};
use super::name::ShadowName;
use super::request::UpdateRequest;
use super::stamps;
use crate::ports::{Publication, PublicationProperties};

/// A message on one of the shadow's topics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    /// What follows the shadow's own part of the topic: `update/accepted`.
    pub(crate) topic: &'static str,
    /// The document.
    pub(crate) payload: Bytes,
}

impl Message {
    /// The message on its way to whoever subscribed.
    pub(super) fn published(
        self,
        name: &ShadowName<'_>,
        (account, region): (&AccountId, &Region),
    ) -> Publication {
        Publication {
            account: account.clone(),
            region: region.clone(),
            topic: name.topic(self.topic),
            payload: self.payload,
            qos: 1,
            retain: false,
            properties: PublicationProperties::default(),
        }
    }
}

/// The answer to a read: everything, with the delta if there is one.
pub(crate) fn got(document: &Document, token: Option<&str>, seconds: i64) -> Bytes {
    let mut state = sections(document, |section| &section.state);
    state.extend(document.delta().map(|delta| ("delta".to_owned(), Node::Object(delta.state))));
    let metadata = stamps::metadata_of(&sections(document, |section| &section.stamps));
    let version = Node::whole(document.version);
    written(
        vec![
            ("state", Node::Object(state)),
            ("metadata", Node::Object(metadata)),
            ("version", version),
        ],
        token,
        seconds,
    )
}

/// The answer to an update, and `update/accepted`: what the request said, and when.
pub(crate) fn accepted(updated: &Document, request: &UpdateRequest, seconds: i64) -> Bytes {
    let stamps = stamps::stamped_request(&request.state, seconds);
    written(
        vec![
            ("state", request.state.clone()),
            ("metadata", stamps::metadata(&stamps)),
            ("version", Node::whole(updated.version)),
        ],
        request.client_token.as_deref(),
        seconds,
    )
}

/// Everything that subscribers hear of an update: the delta if one is left, both documents, and
/// that it was accepted.
pub(crate) fn of_update(
    previous: Option<&Document>,
    updated: &Document,
    request: &UpdateRequest,
    seconds: i64,
) -> Vec<Message> {
    let token = request.client_token.as_deref();
    let delta = updated.delta().map(|delta| Message {
        topic: "update/delta",
        payload: differing(delta, updated.version, token, seconds),
    });
    let documents = Message {
        topic: "update/documents",
        payload: documents(previous, updated, token, seconds),
    };
    let accepted =
        Message { topic: "update/accepted", payload: accepted(updated, request, seconds) };
    delta.into_iter().chain([documents, accepted]).collect()
}

/// The answer to a deletion, and `delete/accepted`: the version that was deleted.
pub(crate) fn deleted(version: u64, token: Option<&str>, seconds: i64) -> Bytes {
    written(vec![("version", Node::whole(version))], token, seconds)
}

/// `…/rejected`: why a request over MQTT came to nothing.
///
/// <https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-document.html#device-shadow-example-error-json>
pub(crate) fn rejected(code: u16, text: &str, token: Option<&str>, seconds: i64) -> Bytes {
    written(vec![("code", Node::whole(code)), ("message", Node::text(text))], token, seconds)
}

fn differing(delta: Delta, version: u64, token: Option<&str>, seconds: i64) -> Bytes {
    let metadata = Node::Object(stamps::metadata_of(&delta.stamps));
    written(
        vec![
            ("state", Node::Object(delta.state)),
            ("metadata", metadata),
            ("version", Node::whole(version)),
        ],
        token,
        seconds,
    )
}

fn documents(
    previous: Option<&Document>,
    updated: &Document,
    token: Option<&str>,
    seconds: i64,
) -> Bytes {
    let previous = previous.map_or(Node::Null, snapshot);
    written(vec![("previous", previous), ("current", snapshot(updated))], token, seconds)
}

/// One side of `update/documents`.
fn snapshot(document: &Document) -> Node {
    let metadata = stamps::metadata_of(&sections(document, |section| &section.stamps));
    Node::Object(Object::from([
        ("state".to_owned(), Node::Object(sections(document, |section| &section.state))),
        ("metadata".to_owned(), Node::Object(metadata)),
        ("version".to_owned(), Node::whole(document.version)),
    ]))
}

/// The sections that are not empty, by name.
fn sections(document: &Document, part: fn(&Section) -> &Object) -> Object {
    [("desired", &document.desired), ("reported", &document.reported)]
        .into_iter()
        .map(|(name, section)| (name, part(section)))
        .filter(|(_, object)| !object.is_empty())
        .map(|(name, object)| (name.to_owned(), Node::Object(object.clone())))
        .collect()
}

/// The members, then the moment, then the client token if the request had one.
fn written(mut members: Vec<(&'static str, Node)>, token: Option<&str>, seconds: i64) -> Bytes {
    members.push(("timestamp", Node::whole(seconds)));
    members.extend(token.map(|token| ("clientToken", Node::text(token))));
    Ordered(&members).to_string().into()
}
