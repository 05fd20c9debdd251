//! What it takes to have here what the source has: the difference of two snapshots.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::carried::Carried;
use super::items::{Item, Kind, items};
use crate::snapshot::Snapshot;

/// What is done about an item.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Action {
    /// It is not there yet.
    Create,
    /// It is there and differs in these members.
    Update(Vec<String>),
    /// It is there, and equal.
    Same,
    /// It hangs here on something that the source has without it; nothing is ever taken off.
    Stays,
    /// It cannot be what the source has.
    Conflict(String),
    /// It is not brought over.
    Skip(String),
}

/// One line of the plan.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    pub(super) action: Action,
    /// What the item is, in words.
    pub(super) what: String,
    pub(super) name: String,
    /// What is written.
    pub(super) item: Option<Item>,
    /// What came of it, once it was tried.
    pub(super) outcome: Option<Outcome>,
}

/// What came of writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    Done,
    /// The server said no.
    Failed(String),
}

impl Step {
    pub(super) fn of(action: Action, item: Item) -> Self {
        let (what, name) = (item.kind.word().to_owned(), item.name());
        Self { action, what, name, item: Some(item), outcome: None }
    }

    /// Whether it is to be written and is not.
    pub(super) fn is_due(&self) -> bool {
        matches!(self.action, Action::Create | Action::Update(_))
            && self.outcome != Some(Outcome::Done)
    }
}

/// The steps, in the order of writing; what is left out comes last.
pub(super) fn steps(carried: &Carried, target: &Snapshot) -> Vec<Step> {
    let (wanted, here) = (items(&carried.snapshot), items(target));
    let found: HashMap<_, _> = here.iter().map(|item| ((item.kind, &item.key), item)).collect();
    let known: HashSet<_> = wanted.iter().map(|item| (item.kind, &item.key)).collect();
    let holders: HashSet<(Kind, &str)> =
        wanted.iter().map(|item| (item.kind, item.key.0.as_str())).collect();
    let stays = |item: &&Item| {
        !known.contains(&(item.kind, &item.key))
            && item.holder().is_some_and(|holder| holders.contains(&holder))
    };
    let mut steps: Vec<Step> = wanted
        .iter()
        .map(|item| {
            let here = found.get(&(item.kind, &item.key)).copied();
            Step::of(compared(item, here), item.clone())
        })
        .collect();
    hold_back(&mut steps);
    steps.extend(here.iter().filter(stays).map(|item| Step::of(Action::Stays, item.clone())));
    steps.extend(carried.skipped.iter().map(|skipped| Step {
        action: Action::Skip(skipped.why.clone()),
        what: String::new(),
        name: skipped.what.clone(),
        item: None,
        outcome: None,
    }));
    steps
}

/// A role of the same name that is another one must not get permissions that were not meant for it.
fn hold_back(steps: &mut [Step]) {
    let strangers: HashSet<String> = steps
        .iter()
        .filter(|step| matches!(step.action, Action::Conflict(_)))
        .filter_map(|step| step.item.as_ref().filter(|item| item.kind == Kind::Role))
        .map(|item| item.key.0.clone())
        .collect();
    for step in steps {
        let holder = step.item.as_ref().and_then(Item::holder);
        if holder.is_some_and(|(kind, key)| kind == Kind::Role && strangers.contains(key)) {
            step.action = Action::Conflict("its role is in conflict".to_owned());
        }
    }
}

fn compared(wanted: &Item, here: Option<&Item>) -> Action {
    let Some(here) = here else { return Action::Create };
    let mut changed = changed(&wanted.value, &here.value);
    // Nobody can change these once a thing is made, and they grant nothing.
    if wanted.kind == Kind::Policy {
        changed.retain(|member| member == "PolicyDocument");
    }
    let fixed = FIXED.iter().find(|(kind, member)| {
        *kind == wanted.kind && changed.iter().any(|changed| changed == member)
    });
    match fixed {
        Some((_, member)) => Action::Conflict(format!("{member} differs, and cannot be changed")),
        None if changed.is_empty() => Action::Same,
        None => Action::Update(changed),
    }
}

/// The members in which two values differ.
fn changed(wanted: &Value, here: &Value) -> Vec<String> {
    let members = |value: &Value| {
        let names = value.as_object().into_iter().flat_map(|members| members.keys().cloned());
        names.collect::<Vec<_>>()
    };
    let mut names = members(wanted);
    names.extend(members(here));
    names.sort();
    names.dedup();
    names.retain(|name| wanted.get(name) != here.get(name));
    names
}

const FIXED: [(Kind, &str); 4] = [
    (Kind::Role, "Path"),
    (Kind::Identity, "IdentityPoolId"),
    (Kind::OpenIdConnectProvider, "Url"),
    (Kind::Thing, "attributes"),
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::snapshot::{IotPolicy, Role, Skipped};

    fn role(name: &str, path: &str, policies: &[&str]) -> Role {
        let policies = policies.iter().map(|policy| ((*policy).to_owned(), json!({})));
        Role {
            name: name.to_owned(),
            path: path.to_owned(),
            inline_policies: policies.collect(),
            ..Role::default()
        }
    }

    fn told(wanted: Vec<Role>, here: Vec<Role>) -> Vec<(Action, String)> {
        let snapshot = Snapshot { roles: wanted, ..Snapshot::default() };
        let carried = Carried { snapshot, skipped: Vec::new() };
        let target = Snapshot { roles: here, ..Snapshot::default() };
        let steps = steps(&carried, &target);
        steps
            .into_iter()
            .map(|step| (step.action, format!("{} {}", step.what, step.name)))
            .collect()
    }

    #[test]
    fn what_is_there_is_compared_and_nothing_is_taken_off() {
        let changed = Role { max_session_duration: 7_200, ..role("b", "/", &["p", "q"]) };
        let steps = told(
            vec![role("a", "/", &["p"]), changed],
            vec![role("b", "/", &["q", "r"]), role("c", "/", &["s"])],
        );
        let expected = [
            (Action::Create, "role a"),
            (Action::Update(vec!["MaxSessionDuration".to_owned()]), "role b"),
            (Action::Create, "role policy a p"),
            (Action::Create, "role policy b p"),
            (Action::Same, "role policy b q"),
            (Action::Stays, "role policy b r"),
        ];
        let expected = expected.map(|(action, name)| (action, name.to_owned()));
        assert_eq!(steps, expected);
    }

    #[test]
    fn what_cannot_be_changed_is_a_conflict() {
        let steps = told(
            vec![role("a", "/x/", &["p"]), role("b", "/", &["p"])],
            vec![role("a", "/", &[]), role("b", "/", &[])],
        );
        let conflict = |why: &str| Action::Conflict(why.to_owned());
        let expected = [
            (conflict("Path differs, and cannot be changed"), "role a"),
            (Action::Same, "role b"),
            (conflict("its role is in conflict"), "role policy a p"),
            (Action::Create, "role policy b p"),
        ];
        assert_eq!(steps, expected.map(|(action, name)| (action, name.to_owned())));
    }

    #[test]
    fn what_is_left_out_is_named_at_the_end() {
        let policy = IotPolicy { name: "a".to_owned(), document: json!({}) };
        let snapshot = Snapshot { iot_policies: vec![policy], ..Snapshot::default() };
        let skipped = vec![Skipped { what: "roles".to_owned(), why: "no".to_owned() }];
        let steps = steps(&Carried { snapshot, skipped }, &Snapshot::default());
        assert_eq!(steps.last().unwrap().action, Action::Skip("no".to_owned()));
        assert_eq!(steps.len(), 2);
    }
}
