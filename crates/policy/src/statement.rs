//! Statements, and whether one bears on a request. Both `decide` and `explain` ask here.

use crate::condition::{Condition, Held};
use crate::document::Effect;
use crate::json::Extent;
use crate::pattern::{Match, Pattern};
use crate::principal::Principals;
use crate::scope::Scope;

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
    pub(crate) pattern: Pattern,
}

impl Statement {
    /// Whether `Action` covers the action, given in lower case.
    pub(crate) fn covers_action(&self, action: &str, scope: &Scope<'_>) -> bool {
        let listed =
            self.actions.list.iter().any(|entry| entry.pattern.matches(action, scope).is_yes());
        listed != self.actions.negated
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
