//! Deviations on strings: wildcards, variables, case.

use crate::case::Version;
use crate::view::{Comparison, Family, View, has_wildcard, unescaped, variables};

const LINE_BREAKS: [char; 4] = ['\n', '\r', '\u{2028}', '\u{2029}'];

/// A variable or an escape where the version has none.
pub(super) fn variables_of_2008(view: &View<'_>) -> bool {
    view.templates().any(|(version, text)| version != Version::V2012 && text.contains("${"))
}

/// A wildcard compared with a text that holds a line break.
pub(super) fn line_break(view: &View<'_>) -> bool {
    wildcard_meets(view, &['*', '?'], |c| LINE_BREAKS.contains(&c))
}

/// A `?` compared with a text that holds a character outside the first plane.
pub(super) fn wide_character(view: &View<'_>) -> bool {
    wildcard_meets(view, &['?'], |c| c > '\u{FFFF}')
}

fn wildcard_meets(view: &View<'_>, signs: &[char], met: fn(char) -> bool) -> bool {
    let wild = |text: &str| unescaped(text).contains(signs);
    let resource = view.case.resource.contains(met);
    let entries = resource && view.entries.iter().any(|entry| wild(entry.text));
    entries
        || view.comparisons.iter().any(|comparison| {
            let family = comparison.operator.family;
            matches!(family, Family::Text { wildcards: true, .. } | Family::Arn)
                && comparison.wanted.iter().any(|text| has_wildcard(text) && wild(text))
                && comparison.values().iter().any(|value| value.contains(met))
        })
}

/// A variable whose key has the empty value, or whose default is empty.
pub(super) fn empty_value(view: &View<'_>) -> bool {
    view.templates().flat_map(|(_, text)| variables(text)).any(|variable| {
        let value = view.case.fact(variable.key).map(crate::case::Fact::values);
        variable.default == Some("") || value.is_some_and(|values| values == [""])
    })
}

/// A default that looks like two.
pub(super) fn comma_in_default(view: &View<'_>) -> bool {
    let mut variables = view.templates().flat_map(|(_, text)| variables(text));
    variables.any(|variable| variable.default.is_some_and(|default| default.contains(", ")))
}

/// A negated operator with a variable that has no value, on a key that has one.
pub(super) fn negated_unresolved(view: &View<'_>) -> bool {
    let asked = |comparison: &&Comparison<'_>| {
        comparison.operator.negated && comparison.reads_variables() && comparison.fact.is_some()
    };
    view.comparisons
        .iter()
        .filter(asked)
        .any(|comparison| comparison.wanted.iter().any(|text| view.is_unresolved(text)))
}

/// An escaped character under an operator that compares without wildcards.
pub(super) fn escape_without_wildcards(view: &View<'_>) -> bool {
    let escaped = |text: &String| ["${*}", "${?}", "${$}"].iter().any(|sign| text.contains(sign));
    view.comparisons.iter().any(|comparison| {
        matches!(comparison.operator.family, Family::Text { wildcards: false, .. })
            && comparison.fact.is_some()
            && comparison.wanted.iter().any(escaped)
    })
}

/// A comparison without case of letters that have more than one partner.
pub(super) fn folding(view: &View<'_>) -> bool {
    let odd = |text: &String| text.chars().any(|c| c > '\u{FF}' || c == '\u{B5}');
    view.comparisons.iter().any(|comparison| {
        matches!(comparison.operator.family, Family::Text { folded: true, .. })
            && comparison.values().iter().chain(comparison.wanted).any(odd)
    })
}
