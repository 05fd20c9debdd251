//! A case seen as the comparisons that it consists of: what the deviations are told by.

use crate::case::{Case, Effect, Fact, Version};

/// Everything of a case that is compared.
pub(crate) struct View<'c> {
    pub(crate) case: &'c Case,
    pub(crate) actions: Vec<&'c str>,
    pub(crate) entries: Vec<Entry<'c>>,
    pub(crate) comparisons: Vec<Comparison<'c>>,
}

/// One entry of `Resource` or `NotResource`.
pub(crate) struct Entry<'c> {
    pub(crate) version: Version,
    /// It stands in a `NotResource`.
    pub(crate) negated: bool,
    pub(crate) text: &'c str,
}

/// One key under one operator.
pub(crate) struct Comparison<'c> {
    pub(crate) version: Version,
    pub(crate) effect: Effect,
    pub(crate) operator: Operator,
    /// The values of the policy.
    pub(crate) wanted: &'c [String],
    /// The value of the request.
    pub(crate) fact: Option<&'c Fact>,
}

/// An operator taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Operator {
    pub(crate) family: Family,
    /// It holds when nothing matches.
    pub(crate) negated: bool,
    /// It asks for all values or for any of them.
    pub(crate) set: bool,
}

/// What an operator compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Text { wildcards: bool, folded: bool },
    Number,
    Date,
    Truth,
    Binary,
    Address,
    Arn,
    Null,
}

/// A variable within a policy's string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Variable<'c> {
    pub(crate) key: &'c str,
    pub(crate) default: Option<&'c str>,
}

impl<'c> View<'c> {
    /// Takes a case apart.
    pub(crate) fn of(case: &'c Case) -> Self {
        let mut view = Self { case, actions: vec![], entries: vec![], comparisons: vec![] };
        for document in case.documents() {
            let version = document.version;
            for statement in &document.statements {
                view.actions.extend(statement.actions.list.iter().map(String::as_str));
                let negated = statement.not_resource;
                let entries = statement.resources.list.iter();
                view.entries.extend(entries.map(|text| Entry { version, negated, text }));
                let comparisons = statement.conditions.iter().map(|condition| Comparison {
                    version,
                    effect: statement.effect,
                    operator: Operator::of(&condition.operator),
                    wanted: &condition.values.list,
                    fact: case.fact(&condition.key),
                });
                view.comparisons.extend(comparisons);
            }
        }
        view
    }

    /// What stands for a variable: the value of its key, else its default.
    pub(crate) fn value(&self, variable: Variable<'c>) -> Option<&'c str> {
        match self.case.fact(variable.key) {
            Some(Fact::One(value)) => Some(value),
            _ => variable.default,
        }
    }

    /// Whether some variable of the string has neither a value nor a default.
    pub(crate) fn is_unresolved(&self, text: &'c str) -> bool {
        variables(text).any(|variable| self.value(variable).is_none())
    }

    /// The strings in which variables are read, with the version of their document.
    pub(crate) fn templates(&self) -> impl Iterator<Item = (Version, &'c str)> {
        let entries = self.entries.iter().map(|entry| (entry.version, entry.text));
        let textual = self.comparisons.iter().filter(|comparison| comparison.reads_variables());
        let wanted = textual.flat_map(|comparison| {
            comparison.wanted.iter().map(|text| (comparison.version, text.as_str()))
        });
        entries.chain(wanted)
    }
}

impl Entry<'_> {
    /// The part after the fifth colon, with the service; nothing if the ARN ends before.
    pub(crate) fn resource_part(&self) -> Option<(&str, &str)> {
        let mut parts = self.text.splitn(6, ':');
        let service = parts.nth(2)?;
        parts.nth(2).map(|part| (service, part))
    }
}

impl Comparison<'_> {
    /// The values of the request.
    pub(crate) fn values(&self) -> &[String] {
        self.fact.map(Fact::values).unwrap_or_default()
    }

    /// Whether the values of the policy may hold variables.
    pub(crate) fn reads_variables(&self) -> bool {
        matches!(self.operator.family, Family::Text { .. } | Family::Arn)
    }
}

impl Operator {
    /// Reads an operator written in any case.
    pub(crate) fn of(written: &str) -> Self {
        let name = written.to_ascii_lowercase();
        let (set, name) = match name.split_once(':') {
            Some((_, name)) => (true, name),
            None => (false, &*name),
        };
        let name = name.strip_suffix("ifexists").unwrap_or(name);
        let family = if let Some(rest) = name.strip_prefix("string") {
            Family::Text { wildcards: rest.ends_with("like"), folded: rest.ends_with("ignorecase") }
        } else if name.starts_with("numeric") {
            Family::Number
        } else if name.starts_with("date") {
            Family::Date
        } else if name.starts_with("arn") {
            Family::Arn
        } else if name.ends_with("ipaddress") {
            Family::Address
        } else if name == "bool" {
            Family::Truth
        } else if name == "null" {
            Family::Null
        } else {
            Family::Binary
        };
        Self { family, negated: name.contains("not"), set }
    }
}

/// The variables of a string, without its escapes.
pub(crate) fn variables(text: &str) -> impl Iterator<Item = Variable<'_>> {
    let insides = text.split("${").skip(1).filter_map(|rest| rest.split_once('}'));
    let variables = insides.map(|(inside, _)| match inside.split_once(", '") {
        Some((key, default)) => {
            Variable { key: key.trim(), default: Some(default.trim_end_matches('\'')) }
        }
        None => Variable { key: inside.trim(), default: None },
    });
    variables.filter(|variable| !matches!(variable.key, "*" | "?" | "$"))
}

/// Whether a string holds a wildcard that is not an escape.
pub(crate) fn has_wildcard(text: &str) -> bool {
    unescaped(text).contains(['*', '?'])
}

/// A string with its escapes and variables taken out.
pub(crate) fn unescaped(text: &str) -> String {
    let mut pieces = text.split("${");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |out, piece| out + piece.split_once('}').map_or(piece, |(_, rest)| rest))
}
