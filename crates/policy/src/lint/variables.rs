//! Variables that stay text, have no value when it counts, or do not exist.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>

use super::code::Code;
use super::finding::Findings;
use super::keys::{is_list, is_unknown, may_be_absent, nearest, never_present};
use super::view::{View, Viewed};
use crate::condition::Condition;
use crate::document::Version;
use crate::json::Extent;
use crate::template::KeyId;

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    if view.document.version() == Version::V2008 {
        check_version(view, findings);
    }
    for statement in &view.statements {
        check_names(view, statement, findings);
        check_never(view, statement, findings);
        check_lists(view, statement, findings);
        if statement.has_not_resource() {
            check_not_resource(view, statement, findings);
        }
        if !statement.allows() {
            check_deny(view, statement, findings);
        }
    }
}

fn check_version(view: &View<'_>, findings: &mut Findings<'_>) {
    for statement in &view.statements {
        for (resource, at) in statement.resources().filter(|(one, _)| one.written().contains("${"))
        {
            let message = format!(
                "`{}` is taken letter by letter: documents without version 2012-10-17 have no variables",
                resource.written()
            );
            findings.add(Code::VariableInOldVersion, at, message);
        }
        let conditions = statement.parsed.conditions.iter();
        for condition in conditions
            .filter(|condition| condition.written_values.iter().any(|value| value.contains("${")))
        {
            let message = format!(
                "the value of `{}` is taken letter by letter: documents without version 2012-10-17 have no variables",
                condition.written_key
            );
            findings.add(Code::VariableInOldVersion, condition.at, message);
        }
    }
    if !findings.has(Code::VariableInOldVersion) {
        let message = "the document says no version, or 2008-10-17: it has no variables, and IAM takes no managed policy like it";
        findings.add(Code::MissingVersion, Extent { start: 0, end: 0 }, message);
    }
}

/// Every key that the statement mentions, with its place.
fn mentioned<'v>(statement: &'v Viewed<'_>) -> impl Iterator<Item = (KeyId, Extent)> + 'v {
    let resources = statement.resources();
    let resources = resources.flat_map(|(one, at)| one.variables().map(move |key| (key, at)));
    let conditions = statement.parsed.conditions.iter();
    let conditions = conditions.flat_map(|condition| {
        let keys = condition.variables().into_iter().map(|variable| variable.key);
        std::iter::once(condition.key).chain(keys).map(|key| (key, condition.at))
    });
    resources.chain(conditions)
}

fn check_names(view: &View<'_>, statement: &Viewed<'_>, findings: &mut Findings<'_>) {
    for (key, at) in mentioned(statement) {
        let name = view.key_name(key);
        if is_unknown(name, view.is_iot()) {
            let meant = nearest(name).map(|known| format!("; `{known}` does")).unwrap_or_default();
            let message = format!("{}: `{name}` does not exist{meant}", statement.label());
            findings.add(Code::UnknownKey, at, message);
        }
    }
}

fn check_never(view: &View<'_>, statement: &Viewed<'_>, findings: &mut Findings<'_>) {
    for (key, at) in mentioned(statement) {
        let name = view.key_name(key);
        if let Some(why) = never_present(view, statement, name) {
            let message = format!("{}: `{name}` never has a value here: {why}", statement.label());
            findings.add(Code::VariableNeverResolves, at, message);
        }
    }
}

/// A variable stands in one place for one value; a key with several has none to give.
fn check_lists(view: &View<'_>, statement: &Viewed<'_>, findings: &mut Findings<'_>) {
    let resources = statement.resources();
    let resources = resources.flat_map(|(one, at)| one.open_variables().map(move |key| (key, at)));
    let conditions = statement.parsed.conditions.iter().flat_map(|condition| {
        let variables = condition.variables().into_iter();
        let open = variables.filter(|variable| variable.default.is_none());
        open.map(|variable| (variable.key, condition.at))
    });
    for (key, at) in resources.chain(conditions) {
        let name = view.key_name(key);
        if is_list(name) {
            let message = format!(
                "{}: `${{{name}}}` never has a value: the key has several, and a variable stands for one",
                statement.label()
            );
            findings.add(Code::VariableNeverResolves, at, message);
        }
    }
}

/// Whether a key may have no value, and nothing else was said of it.
fn is_open(view: &View<'_>, statement: &Viewed<'_>, key: KeyId) -> bool {
    let name = view.key_name(key);
    !is_unknown(name, view.is_iot())
        && !is_list(name)
        && never_present(view, statement, name).is_none()
        && may_be_absent(view, statement, name)
}

fn check_not_resource(view: &View<'_>, statement: &Viewed<'_>, findings: &mut Findings<'_>) {
    if !statement.allows() {
        return;
    }
    for (resource, at) in statement.resources() {
        for key in resource.open_variables().filter(|key| is_open(view, statement, *key)) {
            let name = view.key_name(key);
            let becomes = if view.is_iot() { "allows nothing" } else { "excepts nothing" };
            let message = format!("{} {becomes} for a caller without `{name}`", statement.label());
            findings.add(Code::NotResourceWithVariable, at, message);
        }
    }
}

/// A Deny that speaks of a variable does not bind who lacks it.
fn check_deny(view: &View<'_>, statement: &Viewed<'_>, findings: &mut Findings<'_>) {
    let escapes = |key: KeyId| is_open(view, statement, key);
    // In IAM, NotResource without a value denies more, not less.
    if view.is_iot() || !statement.has_not_resource() {
        for (resource, at) in statement.resources() {
            for key in resource.open_variables().filter(|key| escapes(*key)) {
                findings.add(Code::DenyWithVariable, at, void(view, statement, key));
            }
        }
    }
    for condition in statement.parsed.conditions.iter().filter(|one| fails_open(view, one)) {
        let variables = condition.variables().into_iter();
        let open = variables.filter(|variable| variable.default.is_none());
        for key in open.map(|variable| variable.key).filter(|key| escapes(*key)) {
            findings.add(Code::DenyWithVariable, condition.at, void(view, statement, key));
        }
    }
}

/// Whether a variable without a value takes the Deny away: a positive comparison fails, and AWS
/// IoT voids a negated one.
fn fails_open(view: &View<'_>, condition: &Condition) -> bool {
    !condition.operator.negated || view.is_iot()
}

fn void(view: &View<'_>, statement: &Viewed<'_>, key: KeyId) -> String {
    let name = view.key_name(key);
    format!("{} denies nothing to a caller without `{name}`", statement.label())
}
