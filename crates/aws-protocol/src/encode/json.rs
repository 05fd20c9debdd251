//! JSON out: members in the schema's order, absent ones left out, no spaces.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::{Location, Shape, Structure};
use daypass_aws_types::value::{Members, Value};

/// A structure as an object.
pub(super) fn structure(structure: &Structure, members: &Members) -> String {
    let mut out = String::with_capacity(256);
    write_structure(&mut out, structure, members);
    out
}

/// `{"__type":"Name","message":"…"}`. A refusal by policy spells `Message`, as AWS's front end does.
pub(super) fn error_with_type(error: &ServiceError) -> String {
    let mut out = String::from("{\"__type\":");
    write_string(&mut out, error.shape.name);
    let refused_by_policy = error.shape.name == "AccessDeniedException";
    write_message(&mut out, if refused_by_policy { "Message" } else { "message" }, error);
    out.push('}');
    out
}

/// `{"message":"…"}` with the error's own members.
pub(super) fn error(error: &ServiceError, trace_id: Option<&str>) -> String {
    let mut out = String::from("{\"message\":");
    write_string(&mut out, &error.message);
    let trace = trace_id.map(|id| ("traceId", id));
    let members = error.members.iter().map(|(name, value)| (*name, value.as_str()));
    for (name, value) in members.chain(trace) {
        out.push(',');
        write_string(&mut out, name);
        out.push(':');
        write_string(&mut out, value);
    }
    out.push('}');
    out
}

fn write_message(out: &mut String, name: &str, error: &ServiceError) {
    out.push(',');
    write_string(out, name);
    out.push(':');
    write_string(out, &error.message);
}

fn write_structure(out: &mut String, structure: &Structure, members: &Members) {
    out.push('{');
    let mut first = true;
    for (member, value) in structure.members.iter().zip(&members.0) {
        let Some(value) = value else { continue };
        if member.location != Location::Body {
            continue;
        }
        if !std::mem::take(&mut first) {
            out.push(',');
        }
        write_string(out, member.name);
        out.push(':');
        write_value(out, member.shape, value);
    }
    out.push('}');
}

fn write_value(out: &mut String, shape: &Shape, value: &Value) {
    match value {
        Value::String(text) => write_string(out, text),
        Value::Secret(secret) => write_string(out, secret.expose()),
        Value::Integer(number) => out.push_str(&number.to_string()),
        Value::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Timestamp(moment) => out.push_str(&moment.to_epoch_seconds()),
        Value::Blob(bytes) => write_string(out, &STANDARD.encode(bytes)),
        Value::List(values) => {
            let Shape::List { member, .. } = shape else { return };
            out.push('[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_value(out, member, value);
            }
            out.push(']');
        }
        Value::Map(entries) => {
            let Shape::Map { value: shape, .. } = shape else { return };
            out.push('{');
            for (index, (name, value)) in entries.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_string(out, name);
                out.push(':');
                write_value(out, shape, value);
            }
            out.push('}');
        }
        Value::Structure(members) => {
            let Shape::Structure(structure) = shape else { return };
            write_structure(out, structure, members);
        }
    }
}

/// A JSON string (RFC 8259, section 7).
fn write_string(out: &mut String, text: &str) {
    out.push('"');
    // Most texts have nothing to escape. Looking at every byte, whatever was found, is what the
    // compiler does for many bytes at once.
    if text.bytes().fold(false, |found, byte| found | is_escaped(byte)) {
        push_escaped(out, text);
    } else {
        out.push_str(text);
    }
    out.push('"');
}

fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_escaped) {
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        let mut letters = from.chars();
        match letters.next() {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(control) => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                out.push_str("\\u00");
                for nibble in [control as usize >> 4, control as usize & 15] {
                    out.extend(HEX.get(nibble).map(|digit| char::from(*digit)));
                }
            }
            None => {}
        }
        rest = letters.as_str();
    }
    out.push_str(rest);
}

fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || matches!(byte, b'"' | b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_read_back() {
        for text in
            ["", "plain", "a\"b\\c", "\"", "é\"é\u{7f}", "\n\r\t\u{1}\u{1f}end", "é\u{10348}"]
        {
            let mut out = String::new();
            write_string(&mut out, text);
            assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
        }
    }
}
