//! Making a case smaller as long as it shows what it showed.

use crate::Failure;
use crate::case::{ACCOUNT, Case, Principals, Statement, Values};

/// How often a case is made smaller. Each time something is taken away for good.
const ROUNDS_MAX: usize = 200;

/// The smallest case that `shows` finds something in, starting from one in which it does.
pub(crate) fn minimise(
    mut case: Case,
    mut shows: impl FnMut(&[Case]) -> Result<Vec<bool>, Failure>,
) -> Result<Case, Failure> {
    for _ in 0..ROUNDS_MAX {
        let candidates = smaller(&case);
        let shown = shows(&candidates)?;
        match candidates.into_iter().zip(shown).find(|(_, shown)| *shown) {
            Some((candidate, _)) => case = candidate,
            None => break,
        }
    }
    Ok(case)
}

/// Every case that lacks one thing of this one, the largest things first.
fn smaller(case: &Case) -> Vec<Case> {
    let mut all = Vec::new();
    let mut with = |change: &dyn Fn(&mut Case)| {
        let mut candidate = case.clone();
        change(&mut candidate);
        if candidate != *case {
            all.push(candidate);
        }
    };
    with(&|case| case.boundary = None);
    with(&|case| case.session = None);
    with(&|case| (case.resource_policy, case.owner) = (None, ACCOUNT));
    for at in 0..case.identity.len() {
        with(&|case| drop(case.identity.remove(at)));
    }
    for (document, counted) in case.documents().enumerate() {
        for at in 0..counted.statements.len() {
            let lone = counted.statements.len() == 1;
            with(&|case| {
                if let Some(document) = case.documents_mut().nth(document).filter(|_| !lone) {
                    document.statements.remove(at);
                }
            });
            for change in statement_changes(counted.statements.get(at)) {
                with(&|case| {
                    let document = case.documents_mut().nth(document);
                    if let Some(found) = document.and_then(|d| d.statements.get_mut(at)) {
                        *found = change.clone();
                    }
                });
            }
        }
    }
    for at in 0..case.context.len() {
        with(&|case| drop(case.context.remove(at)));
    }
    all
}

fn statement_changes(statement: Option<&Statement>) -> Vec<Statement> {
    let Some(statement) = statement else { return Vec::new() };
    let mut all = Vec::new();
    let mut with = |change: &dyn Fn(&mut Statement)| {
        let mut candidate = statement.clone();
        change(&mut candidate);
        all.push(candidate);
    };
    for at in 0..statement.conditions.len() {
        with(&|statement| drop(statement.conditions.remove(at)));
        let values = statement.conditions.get(at).map_or(0, |found| found.values.list.len());
        for value in (0..values).filter(|_| values > 1) {
            with(&|statement| {
                if let Some(condition) = statement.conditions.get_mut(at) {
                    condition.values.list.remove(value);
                }
            });
        }
    }
    for at in (0..statement.actions.list.len()).filter(|_| statement.actions.list.len() > 1) {
        with(&|statement| drop(statement.actions.list.remove(at)));
    }
    for at in (0..statement.resources.list.len()).filter(|_| statement.resources.list.len() > 1) {
        with(&|statement| drop(statement.resources.list.remove(at)));
    }
    with(&|statement| {
        statement.not_action = false;
        statement.actions = Values::one("*");
    });
    with(&|statement| {
        if let Some(principals) = &mut statement.principals {
            *principals = Principals::everyone();
        }
    });
    with(&|statement| {
        statement.not_resource = false;
        statement.resources = Values::one("*");
    });
    all
}
