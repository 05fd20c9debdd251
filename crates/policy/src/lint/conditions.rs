//! Conditions that hold when they should not, or never.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>

use super::code::Code;
use super::finding::Findings;
use super::keys::{CONNECT_ATTRIBUTES, is_list, may_be_absent};
use super::view::{View, Viewed};
use crate::condition::{Base, Condition, SetOperator};

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    for statement in &view.statements {
        for condition in &statement.parsed.conditions {
            check_list(view, statement, condition, findings);
            check_wildcard(statement, condition, findings);
            check_if_exists(statement, condition, findings);
            if statement.allows() {
                check_absent(view, statement, condition, findings);
            }
        }
    }
}

fn check_list(
    view: &View<'_>,
    statement: &Viewed<'_>,
    condition: &Condition,
    findings: &mut Findings<'_>,
) {
    let operator = condition.operator;
    let plain = operator.set.is_none() && operator.base != Base::Null;
    if plain && is_list(view.key_name(condition.key)) {
        let message = format!(
            "{}: `{}` has several values, and `{}` compares one: nothing matches",
            statement.label(),
            condition.written_key,
            condition.written_operator
        );
        findings.add(Code::PlainOperatorOnList, condition.at, message);
    }
}

/// `ForAnyValue` wants one value that matches; that there is none is no match, suffix or not.
fn check_if_exists(statement: &Viewed<'_>, condition: &Condition, findings: &mut Findings<'_>) {
    let operator = condition.operator;
    if operator.if_exists && operator.set == Some(SetOperator::ForAnyValue) {
        let message = format!(
            "{}: `{}` fails for a request without `{}`, for all its IfExists",
            statement.label(),
            condition.written_operator,
            condition.written_key
        );
        findings.add(Code::IfExistsWithoutEffect, condition.at, message);
    }
}

fn check_wildcard(statement: &Viewed<'_>, condition: &Condition, findings: &mut Findings<'_>) {
    let literal =
        matches!(condition.operator.base, Base::StringEquals | Base::StringEqualsIgnoreCase);
    if !literal {
        return;
    }
    let value = condition.written_values.iter().find(|value| has_wildcard(value));
    if let Some(value) = value {
        let message = format!(
            "{}: `{}` takes the wildcard in `{value}` letter by letter",
            statement.label(),
            condition.written_operator
        );
        findings.add(Code::StringEqualsWildcard, condition.at, message);
    }
}

fn has_wildcard(value: &str) -> bool {
    value.replace("${*}", "").replace("${?}", "").contains(['*', '?'])
}

/// Conditions of an Allow that hold because the key is not there.
fn check_absent(
    view: &View<'_>,
    statement: &Viewed<'_>,
    condition: &Condition,
    findings: &mut Findings<'_>,
) {
    let key = view.key_name(condition.key);
    let operator = condition.operator;
    // No connect attributes is a case that policies are written for.
    let open = key != CONNECT_ATTRIBUTES
        && operator.base != Base::Null
        && !operator.if_exists
        && may_be_absent(view, statement, key)
        && !is_demanded(statement, condition);
    if !open {
        return;
    }
    let (label, written) = (statement.label(), &condition.written_key);
    if operator.set == Some(SetOperator::ForAllValues) {
        let message = format!("{label}: ForAllValues holds for a request without any `{written}`");
        findings.add(Code::ForAllValuesAbsentKey, condition.at, message);
    } else if operator.negated && operator.set.is_none() && !is_list(key) {
        let message = format!(
            "{label}: `{}` holds for a request without `{written}`",
            condition.written_operator
        );
        findings.add(Code::NegatedAbsentKey, condition.at, message);
    }
}

/// Whether another condition of the statement fails without the key.
fn is_demanded(statement: &Viewed<'_>, condition: &Condition) -> bool {
    let mut others = statement.parsed.conditions.iter().filter(|other| other.key == condition.key);
    others.any(|other| match other.operator.base {
        Base::Null => other.written_values.iter().all(|value| value.eq_ignore_ascii_case("false")),
        _ => {
            !other.operator.if_exists
                && (other.operator.set == Some(SetOperator::ForAnyValue)
                    || (other.operator.set.is_none() && !other.operator.negated))
        }
    })
}
