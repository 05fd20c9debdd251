//! The update request: what a client wants a shadow to become, checked as AWS checks it.
//!
//! <https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-document.html>

use super::error::ShadowError;
use super::json::{Node, Object, ReadError};

/// Levels of objects and arrays within `desired` or `reported`.
pub(super) const STATE_LEVELS_MAX: usize = 8;
/// Bytes of a request. The document that results has a lower bound of its own.
const REQUEST_BYTES_MAX: usize = 128 * 1024;
/// Bytes of a client token.
const CLIENT_TOKEN_BYTES_MAX: usize = 64;

/// A checked update request.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct UpdateRequest {
    /// `state` as it was sent: null, or an object with nothing but `desired` and `reported`, each
    /// an object or null.
    pub(crate) state: Node,
    /// The version that the shadow must have.
    pub(crate) version: Option<u64>,
    /// What the answer and the messages repeat.
    pub(crate) client_token: Option<String>,
}

impl UpdateRequest {
    /// Reads a request. Members besides `state`, `version` and `clientToken` are ignored.
    pub(crate) fn read(payload: &[u8]) -> Result<Self, ShadowError> {
        let mut members = members(payload)?;
        let state = members.remove("state").ok_or(ShadowError::MissingState)?;
        check_kinds(&state)?;
        let version = members.get("version").map(version).transpose()?;
        let client_token = client_token(&members)?;
        check_sections(&state)?;
        Ok(Self { state, version, client_token })
    }

    /// What the request says about a section: nothing, or null, or an object.
    pub(super) fn section(&self, name: &str) -> Option<&Node> {
        match &self.state {
            Node::Object(sections) => sections.get(name),
            _ => Some(&self.state),
        }
    }
}

/// The client token of a request that needs no body: a body that is not JSON counts as none.
pub(crate) fn client_token_of(payload: &[u8]) -> Option<String> {
    client_token(&members(payload).ok()?).ok().flatten()
}

fn members(payload: &[u8]) -> Result<Object, ShadowError> {
    if payload.len() > REQUEST_BYTES_MAX {
        return Err(ShadowError::TooLarge);
    }
    let text = std::str::from_utf8(payload).map_err(|_| ShadowError::NotUtf8)?;
    match Node::read(text) {
        Ok(Node::Object(members)) => Ok(members),
        Ok(_) | Err(ReadError::Invalid) => Err(ShadowError::InvalidJson),
        Err(ReadError::TooDeep) => Err(ShadowError::TooManyLevels),
    }
}

fn check_kinds(state: &Node) -> Result<(), ShadowError> {
    let sections = match state {
        Node::Null => return Ok(()),
        Node::Object(sections) => sections,
        _ => return Err(ShadowError::StateNotObject),
    };
    for (name, error) in
        [("desired", ShadowError::DesiredNotObject), ("reported", ShadowError::ReportedNotObject)]
    {
        if !matches!(sections.get(name), None | Some(Node::Null | Node::Object(_))) {
            return Err(error);
        }
    }
    Ok(())
}

fn version(node: &Node) -> Result<u64, ShadowError> {
    match node {
        Node::Number(number) => number.as_u64().ok_or(ShadowError::InvalidVersion),
        _ => Err(ShadowError::InvalidVersion),
    }
}

fn client_token(members: &Object) -> Result<Option<String>, ShadowError> {
    match members.get("clientToken") {
        None => Ok(None),
        Some(Node::String(token)) if token.len() <= CLIENT_TOKEN_BYTES_MAX => {
            Ok(Some(token.clone()))
        }
        Some(_) => Err(ShadowError::InvalidClientToken),
    }
}

fn check_sections(state: &Node) -> Result<(), ShadowError> {
    let Node::Object(sections) = state else { return Ok(()) };
    for section in sections.values() {
        check_levels(section, STATE_LEVELS_MAX + 1)?;
    }
    if sections.keys().any(|name| name != "desired" && name != "reported") {
        return Err(ShadowError::InvalidNode);
    }
    sections.values().try_for_each(|section| check_nulls(section, false))
}

/// An empty object or array takes no level of its own, as in AWS's example of the deepest state.
fn check_levels(node: &Node, levels: usize) -> Result<(), ShadowError> {
    let inner: Vec<&Node> = match node {
        Node::Object(object) => object.values().collect(),
        Node::Array(items) => items.iter().collect(),
        _ => return Ok(()),
    };
    if inner.is_empty() {
        return Ok(());
    }
    let levels = levels.checked_sub(1).ok_or(ShadowError::TooManyLevels)?;
    inner.into_iter().try_for_each(|node| check_levels(node, levels))
}

/// A null deletes a key; within an array there is nothing that it could delete.
fn check_nulls(node: &Node, within_array: bool) -> Result<(), ShadowError> {
    match node {
        Node::Null if within_array => Err(ShadowError::InvalidNode),
        Node::Array(items) => items.iter().try_for_each(|item| check_nulls(item, true)),
        Node::Object(object) => {
            object.values().try_for_each(|value| check_nulls(value, within_array))
        }
        _ => Ok(()),
    }
}
