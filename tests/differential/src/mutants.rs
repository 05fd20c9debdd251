//! Evaluators that are wrong on purpose: ours, asked about a case that was changed behind its
//! back. A run that does not notice each of them proves nothing.

use crate::case::{ACCOUNT, Case, Condition, Effect, Fact, Statement, Values, Version};
use crate::ours;
use crate::verdict::Verdict;
use crate::view::{Operator, variables};

/// A way of being wrong.
pub(crate) struct Mutant {
    /// What the evaluator does.
    pub(crate) wrong: &'static str,
    /// Rewrites a case into one that a right evaluator decides as the wrong one would decide the
    /// first.
    rewrite: fn(&mut Case),
}

impl Mutant {
    /// What the wrong evaluator says, where it could say anything else.
    pub(crate) fn decide(&self, case: &Case) -> Option<Verdict> {
        let mut changed = case.clone();
        (self.rewrite)(&mut changed);
        if changed == *case {
            return None;
        }
        ours::decide(&changed).ok()
    }
}

/// The mutants.
pub(crate) const MUTANTS: [Mutant; 24] = [
    Mutant {
        wrong: "ForAllValues fails on a missing key",
        rewrite: |case| replace_missing(case, |written, _| written.starts_with("forall"), false),
    },
    Mutant {
        wrong: "ForAnyValue holds on a missing key",
        rewrite: |case| replace_missing(case, |written, _| written.starts_with("forany"), true),
    },
    Mutant {
        wrong: "a negated operator fails on a missing key",
        rewrite: |case| {
            replace_missing(case, |_, operator| operator.negated && !operator.set, false);
        },
    },
    Mutant {
        wrong: "IfExists means nothing",
        rewrite: |case| rename_operators(case, |name| without_suffix(name, "ifexists")),
    },
    Mutant {
        wrong: "a plain operator takes any of several values",
        rewrite: |case| {
            each_condition(case, |condition, fact| {
                if matches!(fact, Some(Fact::Many(_))) && !condition.operator.contains(':') {
                    condition.operator = format!("ForAnyValue:{}", condition.operator);
                }
            });
        },
    },
    Mutant {
        wrong: "NotResource is read as Resource",
        rewrite: |case| each_statement(case, |statement| statement.not_resource = false),
    },
    Mutant {
        wrong: "NotAction is read as Action",
        rewrite: |case| each_statement(case, |statement| statement.not_action = false),
    },
    Mutant { wrong: "the boundary is forgotten", rewrite: |case| case.boundary = None },
    Mutant { wrong: "the session policy is forgotten", rewrite: |case| case.session = None },
    Mutant {
        wrong: "the policy of the resource is forgotten",
        rewrite: |case| case.resource_policy = None,
    },
    Mutant {
        wrong: "the account of the resource does not matter",
        rewrite: |case| case.owner = ACCOUNT,
    },
    Mutant {
        wrong: "an account stands for its callers",
        rewrite: |case| {
            let caller = case.caller.arn();
            each_principal(case, |named| {
                if named.contains(ACCOUNT) && named.ends_with("root") || named == ACCOUNT {
                    caller
                } else {
                    named
                }
            });
        },
    },
    Mutant {
        wrong: "a role stands for its sessions",
        rewrite: |case| {
            let (caller, entity) = (case.caller.arn(), case.caller.entity());
            each_principal(case, |named| if named == entity { caller } else { named });
        },
    },
    Mutant {
        wrong: "only the first identity policy is read",
        rewrite: |case| case.identity.truncate(1),
    },
    Mutant {
        wrong: "an explicit deny is forgotten",
        rewrite: |case| {
            each_statement(case, |statement| {
                if statement.effect == Effect::Deny {
                    statement.not_action = false;
                    statement.actions = Values::one("none:Nothing");
                }
            });
        },
    },
    Mutant {
        wrong: "the value of a variable is read as a pattern",
        rewrite: |case| {
            let before = case.clone();
            each_template(case, |text| interpolated(&before, text));
        },
    },
    Mutant {
        wrong: "an escaped wildcard is a wildcard",
        rewrite: |case| each_template(case, |text| text.replace("${*}", "*").replace("${?}", "?")),
    },
    Mutant {
        wrong: "the default of a variable is ignored",
        rewrite: |case| each_template(case, without_defaults),
    },
    Mutant {
        wrong: "StringLike reads no wildcards",
        rewrite: |case| rename_operators(case, |name| name.replace("like", "equals")),
    },
    Mutant {
        wrong: "StringEquals ignores case",
        rewrite: |case| {
            rename_operators(case, |name| {
                let equals = name.replace("stringequals", "stringequalsignorecase");
                equals.replace("ignorecaseignorecase", "ignorecase")
            });
        },
    },
    Mutant {
        wrong: "an Arn operator matches the whole string",
        rewrite: |case| {
            rename_operators(case, |name| {
                let like = ["arnequals", "arnlike"]
                    .iter()
                    .fold(name.to_owned(), |name, arn| name.replace(arn, "stringlike"));
                ["arnnotequals", "arnnotlike"]
                    .iter()
                    .fold(like, |name, arn| name.replace(arn, "stringnotlike"))
            });
        },
    },
    Mutant {
        wrong: "an order does not hold for equals",
        rewrite: |case| rename_operators(case, |name| name.replace("thanequals", "than")),
    },
    Mutant {
        wrong: "only the first value of a condition is read",
        rewrite: |case| each_condition(case, |condition, _| condition.values.list.truncate(1)),
    },
    Mutant {
        wrong: "only the first condition is read",
        rewrite: |case| each_statement(case, |statement| statement.conditions.truncate(1)),
    },
];

fn each_statement(case: &mut Case, change: impl Fn(&mut Statement)) {
    for document in case.documents_mut() {
        document.statements.iter_mut().for_each(&change);
    }
}

fn each_principal(case: &mut Case, change: impl for<'n> Fn(&'n str) -> &'n str) {
    each_statement(case, |statement| {
        for named in statement.principals.iter_mut().flat_map(|principals| &mut principals.aws) {
            *named = change(named).to_owned();
        }
    });
}

fn each_condition(case: &mut Case, change: impl Fn(&mut Condition, Option<&Fact>)) {
    let before = case.clone();
    each_statement(case, |statement| {
        for condition in &mut statement.conditions {
            let fact = before.fact(&condition.key);
            change(condition, fact);
        }
    });
}

fn each_template(case: &mut Case, change: impl Fn(&str) -> String) {
    let new = case.documents_mut().filter(|document| document.version == Version::V2012);
    for statement in new.flat_map(|document| &mut document.statements) {
        let conditions = statement.conditions.iter_mut();
        let values = conditions.map(|condition| &mut condition.values);
        for text in values.chain([&mut statement.resources]).flat_map(|values| &mut values.list) {
            *text = change(text);
        }
    }
}

fn rename_operators(case: &mut Case, change: impl Fn(&str) -> String) {
    each_condition(case, |condition, _| {
        let before = condition.operator.to_ascii_lowercase();
        let after = change(&before);
        if after != before {
            condition.operator = after;
        }
    });
}

/// Puts something in the place of the conditions whose key is missing: one that holds, or one
/// that fails.
fn replace_missing(case: &mut Case, meant: impl Fn(&str, Operator) -> bool, holds: bool) {
    each_condition(case, |condition, fact| {
        let written = condition.operator.to_ascii_lowercase();
        if fact.is_none() && meant(&written, Operator::of(&written)) {
            // Spelled so that it meets no other block of the statement.
            "nULL".clone_into(&mut condition.operator);
            condition.values = Values::one(holds.to_string());
        }
    });
}

fn without_suffix(name: &str, suffix: &str) -> String {
    name.strip_suffix(suffix).unwrap_or(name).to_owned()
}

/// The text with its variables' values written into it.
fn interpolated(case: &Case, text: &str) -> String {
    let mut out = text.to_owned();
    for variable in variables(text) {
        if let Some(Fact::One(value)) = case.fact(variable.key) {
            out = out.replace(&format!("${{{}}}", variable.key), value);
        }
    }
    out
}

fn without_defaults(text: &str) -> String {
    let mut out = text.to_owned();
    for variable in variables(text) {
        if let Some(default) = variable.default {
            out = out.replace(&format!(", '{default}'"), "");
        }
    }
    out
}
