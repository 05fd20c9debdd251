//! Statements that change nothing, because another one covers them.

use super::code::Code;
use super::finding::Findings;
use super::view::{NoValues, View, Viewed};
use crate::statement::{Entries, Entry};
use crate::template::Token;

/// How many statements are compared with each other.
const STATEMENTS_COMPARED_MAX: usize = 100;
/// How many entries of a list are compared.
const ENTRIES_COMPARED_MAX: usize = 50;

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    if view.is_trust() {
        return;
    }
    let compared = || view.statements.iter().take(STATEMENTS_COMPARED_MAX).enumerate();
    for (at, narrow) in compared() {
        let wider = compared().find(|(other, wide)| {
            // Of two that cover each other, the later one is the repetition.
            *other != at && covers(wide, narrow) && (*other < at || !covers(narrow, wide))
        });
        let Some((_, wide)) = wider else { continue };
        let (narrow_label, wide_label) = (narrow.label(), wide.label());
        let extent = narrow.parsed.at;
        if narrow.parsed.effect == wide.parsed.effect {
            let message = format!("{narrow_label} adds nothing to {wide_label}");
            findings.add(Code::RedundantStatement, extent, message);
        } else if narrow.allows() {
            let message = format!("{narrow_label} allows what {wide_label} denies altogether");
            findings.add(Code::AllowUnderDeny, extent, message);
        }
    }
}

/// Whether whatever matches `narrow` is sure to match `wide`. Sound, not complete.
fn covers(wide: &Viewed<'_>, narrow: &Viewed<'_>) -> bool {
    let conditions = wide.parsed.conditions.is_empty() || same_conditions(wide, narrow);
    let effects = wide.parsed.effect == narrow.parsed.effect || !wide.allows();
    let (Some(wide_resources), Some(narrow_resources)) =
        (&wide.parsed.resources, &narrow.parsed.resources)
    else {
        return false;
    };
    effects
        && conditions
        && list_covers(&wide.parsed.actions, &narrow.parsed.actions)
        && list_covers(wide_resources, narrow_resources)
}

fn same_conditions(wide: &Viewed<'_>, narrow: &Viewed<'_>) -> bool {
    let written = |one: &Viewed<'_>| {
        let mut all: Vec<String> = one
            .parsed
            .conditions
            .iter()
            .map(|c| format!("{} {} {:?}", c.written_operator, c.written_key, c.written_values))
            .collect();
        all.sort();
        all
    };
    written(wide) == written(narrow)
}

fn list_covers(wide: &Entries, narrow: &Entries) -> bool {
    if wide.list.len() > ENTRIES_COMPARED_MAX || narrow.list.len() > ENTRIES_COMPARED_MAX {
        return false;
    }
    if wide.negated || narrow.negated {
        let same = wide.list.iter().map(|entry| &entry.written);
        return wide.negated == narrow.negated
            && same.eq(narrow.list.iter().map(|entry| &entry.written));
    }
    narrow.list.iter().all(|one| wide.list.iter().any(|other| entry_covers(other, one)))
}

/// A star covers a star; a `?` and a variable cover only themselves, as text.
fn entry_covers(wide: &Entry, narrow: &Entry) -> bool {
    if wide.written == narrow.written {
        return true;
    }
    let simple = wide.pattern.tokens().iter().all(|token| match token {
        Token::Literal(text) => !text.contains('*'),
        Token::Star => true,
        _ => false,
    });
    let action = !narrow.written.starts_with("arn:");
    let text =
        if action { narrow.written.to_ascii_lowercase() } else { narrow.written.to_string() };
    simple && wide.pattern.matches(&text, &NoValues).is_yes()
}
