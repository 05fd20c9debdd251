//! `ContextEntries`: values of context keys with their types, and the present where they name it.

use std::collections::HashSet;

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::ContextEntry;
use daypass_policy::{ContextMap, ValueType, instant_ms};

use crate::iam::error::invalid_input;

/// What a call says about the context of the requests it simulates.
pub(super) struct Entries {
    pub(super) context: ContextMap,
    /// The present that `aws:CurrentTime` or `aws:EpochTime` names.
    pub(super) now_ms: Option<i64>,
}

impl Entries {
    /// Reads the entries. Each key may come once, in whatever case, and its values must be of the
    /// type that is said. <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ContextEntry.html>
    pub(super) fn read(entries: &[ContextEntry]) -> Result<Self, ServiceError> {
        let mut read = Self { context: ContextMap::new(), now_ms: None };
        let mut seen = HashSet::new();
        for entry in entries {
            let name = entry.context_key_name.as_deref().filter(|name| !name.is_empty());
            let name = name.ok_or_else(|| invalid("a context entry has no ContextKeyName"))?;
            if !seen.insert(name.to_ascii_lowercase()) {
                return Err(invalid(&format!("the context key {name} is given twice")));
            }
            read.add(name, entry)?;
        }
        Ok(read)
    }

    fn add(&mut self, name: &str, entry: &ContextEntry) -> Result<(), ServiceError> {
        let values = entry.context_key_values.as_deref().unwrap_or_default();
        let (kind, list) = match entry.context_key_type.as_deref() {
            Some(written) => value_type(written)
                .ok_or_else(|| invalid(&format!("{written} is not a ContextKeyType")))?,
            None => (ValueType::String, values.len() != 1),
        };
        if let Some(value) = values.iter().find(|value| !kind.accepts(value)) {
            let written = entry.context_key_type.as_deref().unwrap_or_default();
            return Err(invalid(&format!("the value {value} of {name} is not of type {written}")));
        }
        match (values, list, clock(name)) {
            ([value], _, Some(read)) => self.set_now(name, read(value)),
            ([value], false, None) => {
                self.context.insert(name.to_owned(), value.as_str());
                Ok(())
            }
            (values, true, None) => {
                self.context.insert_many(name.to_owned(), values.iter().cloned());
                Ok(())
            }
            _ => Err(invalid(&format!("{name} takes one value"))),
        }
    }

    /// Both clocks count the seconds of one present.
    fn set_now(&mut self, name: &str, instant_ms: Option<i64>) -> Result<(), ServiceError> {
        let instant_ms =
            instant_ms.ok_or_else(|| invalid(&format!("the value of {name} is not a date")))?;
        let seconds = |instant_ms: i64| instant_ms.div_euclid(1_000);
        if self.now_ms.is_some_and(|now_ms| seconds(now_ms) != seconds(instant_ms)) {
            return Err(invalid("aws:CurrentTime and aws:EpochTime name two instants"));
        }
        self.now_ms = Some(instant_ms);
        Ok(())
    }
}

type ReadInstant = fn(&str) -> Option<i64>;

/// How the value of a key that stands for the present is read; nothing for any other key.
fn clock(name: &str) -> Option<ReadInstant> {
    if name.eq_ignore_ascii_case("aws:CurrentTime") {
        return Some(instant_ms);
    }
    let epoch: ReadInstant = |text| match text.parse::<i64>() {
        Ok(seconds) => seconds.checked_mul(1_000),
        Err(_) => instant_ms(text),
    };
    name.eq_ignore_ascii_case("aws:EpochTime").then_some(epoch)
}

/// A `ContextKeyType`: what its values are, and whether the key takes several.
fn value_type(written: &str) -> Option<(ValueType, bool)> {
    let (one, list) = match written.strip_suffix("List") {
        Some(one) => (one, true),
        None => (written, false),
    };
    let kind = match one {
        "string" => ValueType::String,
        "numeric" => ValueType::Numeric,
        "boolean" => ValueType::Boolean,
        "ip" => ValueType::Ip,
        "binary" => ValueType::Binary,
        "date" => ValueType::Date,
        _ => return None,
    };
    Some((kind, list))
}

fn invalid(what: &str) -> ServiceError {
    invalid_input(format!("Invalid context entry: {what}."))
}
