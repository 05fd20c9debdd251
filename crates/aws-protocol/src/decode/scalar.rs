//! Values that travel as text: labels, headers, query and form parameters.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daypass_aws_types::Secret;
use daypass_aws_types::Timestamp;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::{Protocol, Shape};
use daypass_aws_types::value::Value;

use crate::unreadable;

/// The value of a scalar shape that was written as text.
pub(super) fn from_text(shape: &Shape, text: &str) -> Result<Value, ServiceError> {
    let refused = |kind: &str| {
        unreadable(Protocol::RestJson, format!("'{}' can not be converted to {kind}", shown(text)))
    };
    Ok(match shape {
        Shape::String { secret: true, .. } => Value::Secret(Secret::new(text)),
        Shape::String { .. } => Value::String(text.to_owned()),
        Shape::Integer { long: false, .. } => {
            Value::Integer(text.parse::<i32>().map_err(|_| refused("an Integer"))?.into())
        }
        Shape::Integer { long: true, .. } => {
            Value::Integer(text.parse().map_err(|_| refused("a Long"))?)
        }
        Shape::Boolean => match text {
            _ if text.eq_ignore_ascii_case("true") => Value::Boolean(true),
            _ if text.eq_ignore_ascii_case("false") => Value::Boolean(false),
            _ => return Err(refused("a Boolean")),
        },
        Shape::Timestamp => {
            let seconds: i64 = text.parse().map_err(|_| refused("a Timestamp"))?;
            Value::Timestamp(Timestamp::from_millis(seconds.saturating_mul(1000)))
        }
        Shape::Blob => Value::Blob(STANDARD.decode(text).map_err(|_| refused("a Blob"))?),
        Shape::List { .. } | Shape::Map { .. } | Shape::Structure(_) => {
            return Err(refused("a structure"));
        }
    })
}

/// JSON in a header, which travels as base64; the JSON itself is the member's text.
pub(super) fn json_header(text: &str) -> Result<Value, ServiceError> {
    let refused = || unreadable(Protocol::RestJson, "a header is not base64 of UTF-8");
    let bytes = STANDARD.decode(text.trim()).map_err(|_| refused())?;
    String::from_utf8(bytes).map(Value::String).map_err(|_| refused())
}

fn shown(text: &str) -> String {
    text.chars().take(64).collect()
}
