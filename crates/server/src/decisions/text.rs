//! A decision as a person reads it: short, aligned, without colour.

use std::fmt::{self, Write as _};

use super::told::{Told, ToldDoor, ToldLeg, ToldNearMiss, ToldStatement};

/// Where the second column begins.
const COLUMN: usize = 12;

/// The whole story, some lines.
pub fn text(told: &Told) -> String {
    let mut text = String::new();
    // Writing into a String cannot fail.
    let _ = write(&mut text, told);
    text
}

fn write(text: &mut String, told: &Told) -> fmt::Result {
    row(text, verdict(told), &question(told))?;
    if let (Some(code), Some(message)) = (&told.code, &told.message) {
        row(text, "code", code)?;
        row(text, "message", message)?;
    }
    if let Some(identity) = &told.identity {
        row(text, "who", identity)?;
    }
    row(text, if told.identity.is_some() { "as" } else { "who" }, &credentials(told))?;
    if let Some(door) = &told.door {
        row(text, "where", &place(door, told.source_ip.as_deref()))?;
    }
    if let Some(at) = &told.at {
        row(text, "when", &when(at, told.times))?;
    }
    if let Some(id) = &told.id {
        row(text, "decision", id)?;
    }
    if !told.legs.is_empty() {
        text.push('\n');
    }
    for leg in &told.legs {
        write_leg(text, leg)?;
    }
    if let Some(hint) = &told.hint {
        writeln!(text, "\n{hint}")?;
    }
    Ok(())
}

fn row(text: &mut String, name: &str, value: &str) -> fmt::Result {
    writeln!(text, "{name:COLUMN$}{value}")
}

fn verdict(told: &Told) -> &'static str {
    match told.outcome {
        Some("allow") => "allowed",
        _ if told.let_through => "let through",
        _ => "refused",
    }
}

fn question(told: &Told) -> String {
    if told.resource.is_empty() {
        return told.action.clone();
    }
    format!("{} on {}", told.action, told.resource)
}

fn credentials(told: &Told) -> String {
    let key = told.access_key_id.as_ref().map(|key| format!(", key {key}"));
    format!("{}{}", told.principal, key.unwrap_or_default())
}

fn place(door: &ToldDoor, source_ip: Option<&str>) -> String {
    let from = source_ip.map(|address| format!(", from {address}")).unwrap_or_default();
    match door {
        ToldDoor::Http { operation, request_id } => {
            format!("HTTP {operation}, request {request_id}{from}")
        }
        ToldDoor::Mqtt { client_id, packet } => format!("MQTT {packet}, client {client_id}{from}"),
    }
}

fn when(at: &str, times: u64) -> String {
    if times > 1 { format!("{at}, {times} times in this second") } else { at.to_owned() }
}

fn write_leg(text: &mut String, leg: &ToldLeg) -> fmt::Result {
    row(text, leg.leg, &leg.says)?;
    for miss in &leg.near_misses {
        write_near_miss(text, miss)?;
    }
    if leg.outcome != "allow" && !leg.unresolved.is_empty() {
        let variables: Vec<_> = leg.unresolved.iter().map(|name| format!("${{{name}}}")).collect();
        row(text, "  no value", &variables.join(", "))?;
    }
    if let Some(missing) = &leg.missing_text {
        row(text, "  missing", missing)?;
    }
    Ok(())
}

/// What a leg says: its deciding statement, or that it has none.
pub(super) fn judgement(
    deciding: Option<&ToldStatement>,
    outcome: &str,
    policies: usize,
) -> String {
    match (deciding, outcome, policies) {
        (Some(statement), "allow", _) => format!("allows: {}", place_of(statement)),
        (Some(statement), _, _) => format!("denies: {}", place_of(statement)),
        (None, "allow", _) => "allows: the root of the account may do everything".to_owned(),
        (None, _, 0) => "does not allow: it has no policy".to_owned(),
        (None, _, 1) => "does not allow: no statement of its policy does".to_owned(),
        (None, _, policies) => {
            format!("does not allow: no statement of its {policies} policies does")
        }
    }
}

/// `policy `lamp` version 2, statement 1 `Own`, line 4`.
fn place_of(statement: &ToldStatement) -> String {
    let version = statement.version.as_ref().map(|version| format!(" version {version}"));
    let sid = statement.sid.as_ref().map(|sid| format!(" `{sid}`"));
    format!(
        "policy `{}`{}, statement {}{}, line {}",
        statement.policy,
        version.unwrap_or_default(),
        statement.index + 1,
        sid.unwrap_or_default(),
        statement.line,
    )
}

fn write_near_miss(text: &mut String, miss: &ToldNearMiss) -> fmt::Result {
    let ToldNearMiss { statement, element, line, .. } = miss;
    let near = format!("{}, but for its {element} on line {line}", place_of(statement));
    row(text, "  near", &near)?;
    let not = if element.starts_with("Not") { "anything but " } else { "" };
    row(text, "    asks", &format!("{not}{}", values(&miss.expected)))?;
    row(text, "    saw", &values(&miss.seen))
}

fn values(values: &[String]) -> String {
    if values.is_empty() { "nothing".to_owned() } else { values.join(", ") }
}
