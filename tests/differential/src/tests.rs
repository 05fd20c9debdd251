//! What the comparison itself must keep to, asked without the other evaluator.

use crate::case::{Case, Effect};
use crate::deviations::{self, DEVIATIONS};
use crate::minimise::minimise;
use crate::mutants::MUTANTS;
use crate::run::{EXCLUDED_PERCENT_MAX, VERDICT_PERCENT_MIN};
use crate::verdict::Verdict;
use crate::view::{Family, Operator, Variable, View, variables};
use crate::{generate, ours};

fn cases(count: u64) -> impl Iterator<Item = Case> {
    (0..count).map(generate::case)
}

#[test]
fn a_case_follows_from_its_seed() {
    assert_eq!(generate::case(7), generate::case(7));
    assert_ne!(generate::case(7), generate::case(8));
}

#[test]
fn every_document_is_accepted_and_every_verdict_is_frequent() {
    let mut counts = [0; 3];
    for case in cases(4000) {
        counts[ours::decide(&case).unwrap() as usize] += 1;
    }
    let fewest = counts.iter().min().unwrap();
    assert!(fewest * 100 >= 4000 * VERDICT_PERCENT_MIN, "{counts:?}");
}

#[test]
fn few_cases_fall_under_a_deviation_and_each_deviation_has_one() {
    let mut counts = vec![0; DEVIATIONS.len()];
    for case in cases(40_000) {
        if let Some(place) = deviations::of(&View::of(&case)) {
            counts[place] += 1;
        }
    }
    assert!(counts.iter().sum::<u64>() * 100 <= 40_000 * EXCLUDED_PERCENT_MAX, "{counts:?}");
    let never = DEVIATIONS.iter().zip(&counts).find(|(_, count)| **count == 0);
    assert_eq!(never.map(|(deviation, _)| deviation.name), None);
}

#[test]
fn every_wrong_evaluator_is_told_from_the_right_one() {
    for mutant in &MUTANTS {
        let noticed = cases(6000).any(|case| {
            mutant.decide(&case).is_some_and(|wrong| wrong != ours::decide(&case).unwrap())
        });
        assert!(noticed, "{}", mutant.wrong);
    }
}

#[test]
fn a_case_is_made_as_small_as_what_it_shows() {
    let denied = |case: &Case| ours::decide(case) == Ok(Verdict::ExplicitlyDenied);
    let large = cases(1000).find(|case| denied(case) && case.identity.len() > 2).unwrap();
    let small = minimise(large, |cases| Ok(cases.iter().map(denied).collect())).unwrap();
    let statements: Vec<_> = small.documents().flat_map(|document| &document.statements).collect();
    assert_eq!(statements.len(), 1);
    assert_eq!(statements[0].effect, Effect::Deny);
    assert!(statements[0].conditions.is_empty() && small.context.is_empty());
}

#[test]
fn operators_and_variables_come_apart() {
    let operator = Operator::of("ForAnyValue:StringNotEqualsIgnoreCaseIfExists");
    let family = Family::Text { wildcards: false, folded: true };
    assert_eq!(operator, Operator { family, negated: true, set: true });
    assert_eq!(Operator::of("NULL").family, Family::Null);
    let found: Vec<_> = variables("a${*}${k:one}b${ k:two, 'x y'}$").collect();
    let one = Variable { key: "k:one", default: None };
    assert_eq!(found, [one, Variable { key: "k:two", default: Some("x y") }]);
}
