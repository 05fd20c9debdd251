//! XML out, as the Query protocol answers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daypass_aws_types::error::{Fault, ServiceError};
use daypass_aws_types::schema::{Operation, Service, Shape, Structure};
use daypass_aws_types::value::{Members, Value};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Members that IAM answers percent-encoded (RFC 3986): policy documents.
const ENCODED_MEMBERS: &[&str] = &["AssumeRolePolicyDocument", "Document", "PolicyDocument"];
/// What RFC 3986 leaves as it is.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The answer of an operation that went well.
pub(super) fn answer(
    operation: &Operation,
    structure: &Structure,
    members: &Members,
    request_id: &str,
) -> String {
    let name = operation.name;
    let namespace = operation.service.query_version().map_or("", |(_, namespace)| namespace);
    let mut out = format!("<{name}Response xmlns=\"{namespace}\">");
    if let Some(wrapper) = operation.result_wrapper {
        element(&mut out, wrapper, |out| write_members(out, operation.service, structure, members));
    }
    element(&mut out, "ResponseMetadata", |out| text_element(out, "RequestId", request_id));
    out.push_str("</");
    out.push_str(name);
    out.push_str("Response>");
    out
}

/// The answer of an operation that failed.
pub(super) fn error(service: Service, error: &ServiceError, request_id: &str) -> String {
    let namespace = service.query_version().map_or("", |(_, namespace)| namespace);
    let mut out = format!("<ErrorResponse xmlns=\"{namespace}\">");
    element(&mut out, "Error", |out| {
        let fault = match error.shape.fault {
            Fault::Sender => "Sender",
            Fault::Receiver => "Receiver",
        };
        text_element(out, "Type", fault);
        text_element(out, "Code", error.shape.code);
        text_element(out, "Message", &error.message);
    });
    text_element(&mut out, "RequestId", request_id);
    out.push_str("</ErrorResponse>");
    out
}

fn write_members(out: &mut String, service: Service, structure: &Structure, members: &Members) {
    for (member, value) in structure.members.iter().zip(&members.0) {
        let Some(value) = value else { continue };
        match value {
            Value::String(text)
                if service == Service::Iam && ENCODED_MEMBERS.contains(&member.name) =>
            {
                text_element(
                    out,
                    member.wire_name,
                    &utf8_percent_encode(text, RESERVED).to_string(),
                );
            }
            value => {
                element(out, member.wire_name, |out| {
                    write_value(out, service, member.shape, value);
                });
            }
        }
    }
}

fn write_value(out: &mut String, service: Service, shape: &Shape, value: &Value) {
    match value {
        Value::String(text) => escaped(out, text),
        Value::Secret(secret) => escaped(out, secret.expose()),
        Value::Integer(number) => out.push_str(&number.to_string()),
        Value::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Timestamp(moment) => out.push_str(&moment.to_iso8601()),
        Value::Blob(bytes) => out.push_str(&STANDARD.encode(bytes)),
        Value::List(values) => {
            let Shape::List { member, member_name, .. } = shape else { return };
            for value in values {
                element(out, member_name, |out| write_value(out, service, member, value));
            }
        }
        Value::Map(entries) => {
            let Shape::Map { value: shape, .. } = shape else { return };
            for (name, value) in entries {
                element(out, "entry", |out| {
                    text_element(out, "key", name);
                    element(out, "value", |out| write_value(out, service, shape, value));
                });
            }
        }
        Value::Structure(members) => {
            let Shape::Structure(structure) = shape else { return };
            write_members(out, service, structure, members);
        }
    }
}

fn element(out: &mut String, name: &str, content: impl FnOnce(&mut String)) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    content(out);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn text_element(out: &mut String, name: &str, text: &str) {
    element(out, name, |out| escaped(out, text));
}

/// Text between tags. Characters that XML 1.0 cannot hold at all are replaced.
pub(crate) fn escaped(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#xD;"),
            '\n' | '\t' => out.push(letter),
            control if control < '\u{20}' || control == '\u{fffe}' || control == '\u{ffff}' => {
                out.push('\u{fffd}');
            }
            letter => out.push(letter),
        }
    }
}
