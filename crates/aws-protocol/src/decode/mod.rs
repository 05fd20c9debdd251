//! From a request to its operation's input, constraints checked.

mod json;
mod query;
mod scalar;

use daypass_aws_types::Decode;
use daypass_aws_types::error::{ServiceError, common};
use daypass_aws_types::schema::{Location, Member, Protocol, Shape, Structure};
use daypass_aws_types::value::{Members, Value};
use http::request::Parts;

use crate::path;
use crate::route::Route;
use crate::unreadable;
use crate::validate::validate;

/// Query parameters of one REST request.
const QUERY_PARAMETERS_MAX: usize = 256;

/// Reads the input of the routed operation.
///
/// # Errors
/// What AWS answers to a body that cannot be read, or whose members break the model's constraints.
pub fn decode<Input: Decode>(
    route: &Route,
    parts: &Parts,
    body: &[u8],
) -> Result<Input, ServiceError> {
    let structure = Input::STRUCTURE;
    let protocol = route.operation.service.protocol();
    if body.len() > route.operation.body_bytes_max() {
        return Err(ServiceError::new(
            &common::REQUEST_ENTITY_TOO_LARGE_EXCEPTION,
            "Request is too large.",
        ));
    }
    let members = match protocol {
        Protocol::Json11 => json::members(protocol, structure, body)?,
        Protocol::RestJson => rest(structure, route, parts, body)?,
        Protocol::Query => query::members(structure, &route.parameters)?,
    };
    validate(protocol, structure, &members)?;
    Input::decode(members).map_err(|error| unreadable(protocol, error.to_string()))
}

fn rest(
    structure: &'static Structure,
    route: &Route,
    parts: &Parts,
    body: &[u8],
) -> Result<Members, ServiceError> {
    let carries_json = structure.members.iter().any(|member| member.location == Location::Body);
    let mut members = if carries_json {
        json::members(Protocol::RestJson, structure, body)?
    } else {
        Members::of(structure)
    };
    let query = query_pairs(parts.uri.query().unwrap_or_default())?;
    for (member, slot) in structure.members.iter().zip(&mut members.0) {
        match member.location {
            Location::Body => {}
            Location::Payload => {
                *slot = (!body.is_empty()).then(|| Value::Blob(body.to_vec()));
            }
            Location::Uri => {
                *slot = label(route, member)
                    .map(|text| scalar::from_text(member.shape, text))
                    .transpose()?;
            }
            Location::Query => {
                let text = query
                    .iter()
                    .find(|(name, _)| name == member.wire_name)
                    .map(|(_, value)| value.as_str());
                *slot = text.map(|text| scalar::from_text(member.shape, text)).transpose()?;
            }
            Location::Header => {
                let text =
                    parts.headers.get(member.wire_name).map(http::HeaderValue::to_str).transpose();
                let text =
                    text.map_err(|_| unreadable(Protocol::RestJson, "a header is not ASCII"))?;
                *slot = text.map(|text| header(member, text)).transpose()?;
            }
        }
    }
    Ok(members)
}

fn label<'a>(route: &'a Route, member: &Member) -> Option<&'a str> {
    route.labels.iter().find(|(name, _)| *name == member.wire_name).map(|(_, value)| value.as_str())
}

fn header(member: &Member, text: &str) -> Result<Value, ServiceError> {
    match member.shape {
        Shape::String { json_header: true, .. } => scalar::json_header(text),
        shape => scalar::from_text(shape, text),
    }
}

fn query_pairs(query: &str) -> Result<Vec<(String, String)>, ServiceError> {
    let refused = |message: &str| unreadable(Protocol::RestJson, message);
    let mut pairs = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        if pairs.len() >= QUERY_PARAMETERS_MAX {
            return Err(refused("too many query parameters"));
        }
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let decoded =
            |text: &str| path::decoded(text).map_err(|_| refused("a query parameter is not UTF-8"));
        pairs.push((decoded(name)?, decoded(value)?));
    }
    Ok(pairs)
}
