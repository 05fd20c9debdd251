//! Statements, and whether one bears on a request. Both `decide` and `explain` ask here.

use crate::action::{ActionSet, Known};
use crate::condition::{Condition, Held};
use crate::document::Effect;
use crate::json::Extent;
use crate::pattern::{Match, Pattern};
use crate::principal::Principals;
use crate::scope::Scope;
use crate::template::NoValues;
use std::sync::Arc;

/// One statement of a document.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub(crate) sid: Option<Box<str>>,
    pub(crate) effect: Effect,
    pub(crate) principals: Option<Principals>,
    pub(crate) actions: Entries,
    /// Absent in trust policies only.
    pub(crate) resources: Option<Entries>,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) at: Extent,
}

/// `Action` or `NotAction`, `Resource` or `NotResource`.
#[derive(Clone, Debug)]
pub(crate) struct Entries {
    pub(crate) negated: bool,
    pub(crate) list: Vec<Entry>,
    pub(crate) at: Extent,
}

/// One pattern of a list, with the text it came from.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) written: Box<str>,
    /// Shared with the indices of sets, which reach it without the way through its statement.
    pub(crate) pattern: Arc<Pattern>,
}

impl Statement {
    /// Whether `Action` covers the action, given in lower case.
    pub(crate) fn covers_action(&self, action: &str, scope: &Scope<'_>) -> bool {
        let listed =
            self.actions.list.iter().any(|entry| entry.pattern.matches(action, scope).is_yes());
        listed != self.actions.negated
    }

    /// The known actions that `Action` covers.
    pub(crate) fn known_actions(&self) -> ActionSet {
        let listed = self.actions.list.iter().map(|entry| known_actions(&entry.pattern));
        let listed = listed.fold(ActionSet::default(), ActionSet::union);
        if self.actions.negated { listed.complement() } else { listed }
    }

    /// Whether `Resource` covers the resource.
    pub(crate) fn covers_resource(&self, resource: &str, scope: &Scope<'_>) -> bool {
        let Some(resources) = &self.resources else { return true };
        if !resources.negated {
            return resources
                .list
                .iter()
                .any(|entry| entry.pattern.matches(resource, scope).is_yes());
        }
        resources.list.iter().all(|entry| match entry.pattern.matches(resource, scope) {
            Match::Yes => false,
            Match::No => true,
            // An entry without a value excludes nothing in IAM. AWS IoT's statement is void.
            Match::Unresolved => !scope.is_iot(),
        })
    }

    /// Whether every condition holds.
    pub(crate) fn conditions_hold(&self, scope: &Scope<'_>) -> bool {
        self.conditions.iter().all(|condition| condition.held(scope, self.effect) == Held::Holds)
    }

    /// Whether the statement matches every request of every caller.
    pub(crate) fn is_unconditional(&self) -> bool {
        let everything = |entries: &Entries| {
            !entries.negated && entries.list.iter().any(|entry| entry.pattern.is_star())
        };
        self.conditions.is_empty()
            && everything(&self.actions)
            && self.resources.as_ref().is_none_or(everything)
            && self.principals.is_none()
    }
}

/// The known actions that a pattern of an action matches.
fn known_actions(pattern: &Pattern) -> ActionSet {
    if pattern.is_star() {
        return ActionSet::ALL;
    }
    let start = pattern.literal_prefix();
    let known = Known::ALL.into_iter().filter(|known| {
        known.lower().starts_with(start) && pattern.matches(known.lower(), &NoValues).is_yes()
    });
    known.map(Known::alone).fold(ActionSet::default(), ActionSet::union)
}
