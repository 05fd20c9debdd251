//! A document as the linter looks at it: its statements, with the place of every list entry.
//!
//! The compiled document keeps the place of an element, not of each entry in it; the linter reads
//! those again from the text, so that the engine need not carry them.

use super::DocumentUse;
use super::resource::Resource;
use crate::document::{Document, DocumentKind, Effect};
use crate::json::{Extent, Kind, Value, read};
use crate::statement::{Entries, Entry, Statement};
use crate::template::{Values, Variable};

/// A document and its use.
pub(super) struct View<'d> {
    pub(super) document: &'d Document,
    pub(super) usage: Option<DocumentUse>,
    pub(super) statements: Vec<Viewed<'d>>,
}

/// One statement.
pub(super) struct Viewed<'d> {
    pub(super) parsed: &'d Statement,
    index: usize,
    places: Places,
}

/// The places of the entries of one statement, in their order.
#[derive(Default)]
struct Places {
    actions: Vec<Extent>,
    resources: Vec<Extent>,
}

/// No variable has a value. Actions hold none.
pub(super) struct NoValues;

impl Values for NoValues {
    fn text<'v>(&'v self, variable: &'v Variable) -> Option<&'v str> {
        variable.default.as_deref()
    }
}

impl<'d> View<'d> {
    pub(super) fn new(document: &'d Document, usage: Option<DocumentUse>) -> Self {
        let mut places = places(document.text()).into_iter();
        let statements = document.statements().iter().enumerate();
        let statements = statements
            .map(|(index, parsed)| {
                let places = places.next().unwrap_or_default();
                Viewed { parsed, index, places }
            })
            .collect();
        Self { document, usage, statements }
    }

    pub(super) fn is_iot(&self) -> bool {
        self.document.kind() == DocumentKind::Iot
    }

    pub(super) fn is_trust(&self) -> bool {
        self.document.kind() == DocumentKind::Trust
    }

    pub(super) fn allows(&self) -> impl Iterator<Item = &Viewed<'d>> {
        self.statements.iter().filter(|statement| statement.allows())
    }

    pub(super) fn denies(&self) -> impl Iterator<Item = &Viewed<'d>> {
        self.statements.iter().filter(|statement| !statement.allows())
    }

    /// The name of a key in lower case.
    pub(super) fn key_name(&self, key: crate::template::KeyId) -> &'d str {
        self.document.keys().key(key).map_or("", |key| &key.name)
    }
}

impl<'d> Viewed<'d> {
    pub(super) fn allows(&self) -> bool {
        self.parsed.effect == Effect::Allow
    }

    /// How a sentence begins that speaks of the statement.
    pub(super) fn label(&self) -> String {
        match &self.parsed.sid {
            Some(sid) if !sid.is_empty() => format!("statement `{sid}`"),
            _ => format!("statement {}", self.index + 1),
        }
    }

    /// The entries of `Action` or `NotAction` with their places.
    pub(super) fn actions(&self) -> impl Iterator<Item = (&'d Entry, Extent)> + '_ {
        placed(&self.parsed.actions, &self.places.actions)
    }

    /// The entries of `Resource` or `NotResource` with their places.
    pub(super) fn resources(&self) -> impl Iterator<Item = (Resource<'d>, Extent)> + '_ {
        let entries = self.parsed.resources.iter();
        let entries = entries.flat_map(|entries| placed(entries, &self.places.resources));
        entries.map(|(entry, at)| (Resource::new(entry), at))
    }

    pub(super) fn has_not_resource(&self) -> bool {
        self.parsed.resources.as_ref().is_some_and(|resources| resources.negated)
    }

    pub(super) fn has_not_action(&self) -> bool {
        self.parsed.actions.negated
    }

    /// Whether `Action` covers an action, given in lower case.
    pub(super) fn covers(&self, action: &str) -> bool {
        let mut entries = self.parsed.actions.list.iter();
        let listed = entries.any(|entry| entry.pattern.matches(action, &NoValues).is_yes());
        listed != self.parsed.actions.negated
    }

    /// Where `Action` names an action by its whole name, given in lower case.
    pub(super) fn names(&self, action: &str) -> Option<Extent> {
        if self.parsed.actions.negated {
            return None;
        }
        let mut named =
            self.actions().filter(|(entry, _)| entry.written.eq_ignore_ascii_case(action));
        named.next().map(|(_, at)| at)
    }

    /// Whether every action is named whole and is one of these, given in lower case.
    pub(super) fn names_only(&self, actions: &[&str]) -> bool {
        let is_one =
            |entry: &Entry| actions.iter().any(|one| entry.written.eq_ignore_ascii_case(one));
        !self.parsed.actions.negated && self.parsed.actions.list.iter().all(is_one)
    }
}

fn placed<'d, 's>(
    entries: &'d Entries,
    places: &'s [Extent],
) -> impl Iterator<Item = (&'d Entry, Extent)> + 's
where
    'd: 's,
{
    let at = entries.at;
    entries
        .list
        .iter()
        .enumerate()
        .map(move |(index, entry)| (entry, places.get(index).copied().unwrap_or(at)))
}

/// The places of all statements' entries. The text was parsed before, so that what is odd here
/// cannot be.
fn places(text: &str) -> Vec<Places> {
    let Ok(Value { kind: Kind::Object(members), .. }) = read(text) else { return Vec::new() };
    let Some(statements) = members.iter().find(|member| member.key == "Statement") else {
        return Vec::new();
    };
    listed(&statements.value).iter().map(of_statement).collect()
}

fn of_statement(statement: &Value<'_>) -> Places {
    let mut places = Places::default();
    let Kind::Object(members) = &statement.kind else { return places };
    for member in members {
        let entries = listed(&member.value).iter().map(|entry| entry.at);
        match &*member.key {
            "Action" | "NotAction" => places.actions = entries.collect(),
            "Resource" | "NotResource" => places.resources = entries.collect(),
            _ => {}
        }
    }
    places
}

fn listed<'v, 't>(value: &'v Value<'t>) -> &'v [Value<'t>] {
    match &value.kind {
        Kind::Array(values) => values,
        _ => std::slice::from_ref(value),
    }
}
