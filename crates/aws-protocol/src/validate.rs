//! The model's constraints, in AWS's words.
//!
//! A call that breaks any is answered with all of them: `2 validation errors detected: Value 'x' at
//! 'poolId' failed to satisfy constraint: …; Value …`.

use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Write as _};
use std::sync::{LazyLock, RwLock};

use daypass_aws_types::error::{ErrorShape, ServiceError, common};
use daypass_aws_types::schema::{Protocol, Shape, Structure};
use daypass_aws_types::value::{Members, Value};
use regex::Regex;

/// How many broken constraints one answer names.
const ERRORS_MAX: usize = 32;
/// How much of an offending value an answer repeats, in characters.
const VALUE_CHARACTERS_MAX: usize = 1_024;

/// Checks a decoded structure.
pub(crate) fn validate(
    protocol: Protocol,
    structure: &Structure,
    members: &Members,
) -> Result<(), ServiceError> {
    let mut errors = Vec::new();
    check_structure(structure, members, &Path::ROOT, &mut errors);
    if errors.is_empty() {
        return Ok(());
    }
    let shape: &'static ErrorShape = match protocol {
        Protocol::Json11 => &common::VALIDATION_EXCEPTION,
        Protocol::RestJson => &common::INVALID_REQUEST_EXCEPTION,
        Protocol::Query => &common::VALIDATION_ERROR,
    };
    let noun = if errors.len() == 1 { "error" } else { "errors" };
    let count = errors.len();
    Err(ServiceError::new(
        shape,
        format!("{count} validation {noun} detected: {}", errors.join("; ")),
    ))
}

/// Where a value stands: `logins.0.name`, put into words only when something is wrong there.
#[derive(Clone, Copy)]
struct Path<'p> {
    above: Option<&'p Self>,
    step: Step<'p>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    /// The request itself.
    Root,
    /// A member of a structure.
    Member(&'p str),
    /// An item of a list, counted from one.
    Item(usize),
    /// The value of a map's key.
    Entry(&'p str),
}

impl<'p> Path<'p> {
    const ROOT: Self = Self { above: None, step: Step::Root };

    fn to(&'p self, step: Step<'p>) -> Self {
        Self { above: Some(self), step }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(above) = self.above {
            above.fmt(f)?;
            if !matches!(above.step, Step::Root) {
                f.write_char('.')?;
            }
        }
        match self.step {
            Step::Root => Ok(()),
            // The first letter of each member's name is in lower case.
            Step::Member(name) => {
                let mut letters = name.chars();
                let first = letters.next().map(|first| first.to_ascii_lowercase());
                first.into_iter().try_for_each(|first| f.write_char(first))?;
                f.write_str(letters.as_str())
            }
            Step::Item(number) => write!(f, "{number}.member"),
            Step::Entry(name) => write!(f, "{name}.member"),
        }
    }
}

/// A value as an answer repeats it, put into words only when something is wrong with it.
#[derive(Clone, Copy)]
enum Shown<'v> {
    Absent,
    Text(&'v str),
    Number(i64),
    Map(&'v BTreeMap<String, Value>),
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("null"),
            Self::Text(text) => write!(f, "'{}'", quoted(text)),
            Self::Number(number) => write!(f, "'{number}'"),
            Self::Map(entries) => write!(f, "'{}'", shown_map(entries)),
        }
    }
}

fn check_structure(
    structure: &Structure,
    members: &Members,
    path: &Path<'_>,
    errors: &mut Vec<String>,
) {
    for (member, value) in structure.members.iter().zip(&members.0) {
        let path = path.to(Step::Member(member.name));
        match value {
            Some(value) => check(member.shape, value, &path, errors),
            None if member.required => {
                failed(errors, Shown::Absent, &path, "Member must not be null");
            }
            None => {}
        }
    }
}

fn check(shape: &Shape, value: &Value, path: &Path<'_>, errors: &mut Vec<String>) {
    match (shape, value) {
        (Shape::String { .. }, Value::String(text)) => {
            check_string(shape, text, Shown::Text(text), path, errors);
        }
        (Shape::String { .. }, Value::Secret(secret)) => {
            check_string(shape, secret.expose(), Shown::Text("***"), path, errors);
        }
        (Shape::Integer { min, max, .. }, Value::Integer(number)) => {
            if let Some(min) = min.filter(|min| number < min) {
                failed(
                    errors,
                    Shown::Number(*number),
                    path,
                    &format!("Member must have value greater than or equal to {min}"),
                );
            }
            if let Some(max) = max.filter(|max| number > max) {
                failed(
                    errors,
                    Shown::Number(*number),
                    path,
                    &format!("Member must have value less than or equal to {max}"),
                );
            }
        }
        (Shape::List { member, min, max, .. }, Value::List(values)) => {
            check_length(values.len(), (*min, *max), Shown::Text("[...]"), path, errors);
            for (index, value) in values.iter().enumerate() {
                check(member, value, &path.to(Step::Item(index + 1)), errors);
            }
        }
        (Shape::Map { key, value: shape, min, max }, Value::Map(entries)) => {
            check_length(entries.len(), (*min, *max), Shown::Text("{...}"), path, errors);
            check_entries((key, shape), entries, path, errors);
        }
        (Shape::Structure(structure), Value::Structure(members)) => {
            check_structure(structure, members, path, errors);
        }
        _ => {}
    }
}

/// The texts of a map, which are told of all together: which of them it was is not said.
fn check_entries(
    (key, value_shape): (&Shape, &Shape),
    entries: &BTreeMap<String, Value>,
    path: &Path<'_>,
    errors: &mut Vec<String>,
) {
    let breaks = |shape: &Shape, value: &Value| {
        let mut errors = Vec::new();
        check(shape, value, path, &mut errors);
        !errors.is_empty()
    };
    if entries.keys().any(|name| breaks(key, &Value::String(name.clone()))) {
        let constraint = format!("Map keys must satisfy constraint: [{}]", constraints(key));
        failed(errors, Shown::Map(entries), path, &constraint);
    }
    if !matches!(value_shape, Shape::String { .. }) {
        for (name, value) in entries {
            check(value_shape, value, &path.to(Step::Entry(name)), errors);
        }
    } else if entries.values().any(|value| breaks(value_shape, value)) {
        let constraint =
            format!("Map value must satisfy constraint: [{}]", constraints(value_shape));
        failed(errors, Shown::Map(entries), path, &constraint);
    }
}

/// All that the model asks of a text.
fn constraints(shape: &Shape) -> String {
    let Shape::String { min, max, pattern, values, .. } = shape else { return String::new() };
    let values = (!values.is_empty())
        .then(|| format!("Member must satisfy enum value set: [{}]", values.join(", ")));
    let max = max.map(|max| format!("Member must have length less than or equal to {max}"));
    let min = min.map(|min| format!("Member must have length greater than or equal to {min}"));
    let pattern =
        pattern.map(|pattern| format!("Member must satisfy regular expression pattern: {pattern}"));
    [values, max, min, pattern].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// `{name=value, …}`, with nothing of a secret in it.
fn shown_map(entries: &BTreeMap<String, Value>) -> String {
    let entries = entries.iter().map(|(name, value)| match value {
        Value::String(text) => format!("{name}={text}"),
        Value::Secret(secret) if secret.expose().is_empty() => format!("{name}="),
        _ => format!("{name}=***"),
    });
    quoted(&format!("{{{}}}", entries.collect::<Vec<_>>().join(", ")))
}

fn check_string(
    shape: &Shape,
    text: &str,
    shown: Shown<'_>,
    path: &Path<'_>,
    errors: &mut Vec<String>,
) {
    let Shape::String { min, max, pattern, values, .. } = shape else { return };
    if !values.is_empty() && !values.contains(&text) {
        let allowed = values.join(", ");
        failed(errors, shown, path, &format!("Member must satisfy enum value set: [{allowed}]"));
    }
    let length = text.chars().count();
    if let Some(min) = min.filter(|min| length < *min) {
        failed(
            errors,
            shown,
            path,
            &format!("Member must have length greater than or equal to {min}"),
        );
    }
    if let Some(max) = max.filter(|max| length > *max) {
        failed(
            errors,
            shown,
            path,
            &format!("Member must have length less than or equal to {max}"),
        );
    }
    // An overlong text is told so and not also matched.
    if let Some(pattern) = *pattern
        && max.is_none_or(|max| length <= max)
        && !matches(pattern, text)
    {
        failed(
            errors,
            shown,
            path,
            &format!("Member must satisfy regular expression pattern: {pattern}"),
        );
    }
}

fn check_length(
    length: usize,
    (min, max): (Option<usize>, Option<usize>),
    shown: Shown<'_>,
    path: &Path<'_>,
    errors: &mut Vec<String>,
) {
    if let Some(min) = min.filter(|min| length < *min) {
        failed(
            errors,
            shown,
            path,
            &format!("Member must have length greater than or equal to {min}"),
        );
    }
    if let Some(max) = max.filter(|max| length > *max) {
        failed(
            errors,
            shown,
            path,
            &format!("Member must have length less than or equal to {max}"),
        );
    }
}

fn failed(errors: &mut Vec<String>, value: Shown<'_>, path: &Path<'_>, constraint: &str) {
    if errors.len() < ERRORS_MAX {
        errors
            .push(format!("Value {value} at '{path}' failed to satisfy constraint: {constraint}"));
    }
}

fn quoted(text: &str) -> String {
    text.chars().take(VALUE_CHARACTERS_MAX).collect()
}

/// Whether the whole text matches one of the model's patterns. There are a few dozen patterns, all
/// the models' own, so the table of compiled ones needs no other bound.
fn matches(pattern: &'static str, text: &str) -> bool {
    static COMPILED: LazyLock<RwLock<HashMap<&'static str, Option<Regex>>>> =
        LazyLock::new(RwLock::default);
    if let Ok(compiled) = COMPILED.read()
        && let Some(regex) = compiled.get(pattern)
    {
        return regex.as_ref().is_some_and(|regex| regex.is_match(text));
    }
    let regex = compiled(pattern);
    let matches = regex.as_ref().is_some_and(|regex| regex.is_match(text));
    if let Ok(mut compiled) = COMPILED.write() {
        compiled.insert(pattern, regex);
    }
    matches
}

/// The models write patterns for Java: `\u0009` there is `\u{0009}` here.
fn compiled(pattern: &str) -> Option<Regex> {
    let mut rust = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some(at) = rest.find("\\u") {
        let (before, from) = rest.split_at(at);
        let digits = from.get(2..6)?;
        rust.push_str(before);
        // Java's `\u10000` is U+1000 and a zero; what the models mean is U+10000.
        let (digits, used) = match from.get(2..8) {
            Some("10FFFF") => ("10FFFF", 8),
            _ if from.get(2..7) == Some("10000") => ("10000", 7),
            _ => (digits, 6),
        };
        // The surrogates' gap divides a range in Java only.
        rust.push_str("\\u{");
        rust.push_str(digits);
        rust.push('}');
        rest = from.get(used..)?;
    }
    rust.push_str(rest);
    // Java's class of what is printed in ASCII has another name here.
    let rust = rust.replace(r"\p{Graph}", "[!-~]");
    // The only look-ahead of the models forbids two hyphens in a row; the length is asked elsewhere.
    let rust = rust.replace("([a-z0-9]|-(?!-)){1,61}[a-z0-9]", "(-?[a-z0-9])+");
    Regex::new(&format!("^(?:{rust})$")).ok()
}

#[cfg(test)]
mod tests {
    use daypass_aws_types::OPERATIONS;

    use super::*;

    #[test]
    fn every_pattern_of_the_served_operations_compiles() {
        fn visit(shape: &Shape, seen: &mut Vec<&'static str>) {
            match shape {
                Shape::String { pattern: Some(pattern), .. } => seen.push(pattern),
                Shape::List { member, .. } => visit(member, seen),
                Shape::Map { key, value, .. } => {
                    visit(key, seen);
                    visit(value, seen);
                }
                Shape::Structure(structure) => {
                    structure.members.iter().for_each(|member| visit(member.shape, seen));
                }
                _ => {}
            }
        }
        let mut patterns = Vec::new();
        for operation in OPERATIONS {
            operation.input.members.iter().for_each(|member| visit(member.shape, &mut patterns));
        }
        assert!(patterns.len() > 20);
        for pattern in patterns {
            assert!(compiled(pattern).is_some(), "{pattern}");
        }
    }

    #[test]
    fn patterns_match_whole_texts() {
        assert!(matches(r"[\w-]+:[0-9a-f-]+", "us-east-1:00000000-0000-4000-8000-000000000001"));
        assert!(!matches(r"[\w-]+:[0-9a-f-]+", "us-east-1:xyz"));
        assert!(!matches(r"[\w-]+:[0-9a-f-]+", "a us-east-1:00"));
        assert!(matches(r"[\u0009\u000A\u000D\u0020-\u00FF]+", "{\"a\": \"é\"}\n"));
        assert!(!matches(r"[\u0009\u000A\u000D\u0020-\u00FF]+", "\u{100}"));
    }
}
