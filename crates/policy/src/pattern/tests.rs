//! The matcher against an obviously correct one, and its work against a bound.

use super::{Match, Meter, Pattern};
use crate::arn::resource_tokens;
use crate::template::{Keys, Signs, Token, Values, Variable, tokens};
use proptest::prelude::*;

const ALL: Signs = Signs { wildcards: true, variables: true };

/// Every variable has this value.
struct Always(Option<&'static str>);

impl Values for Always {
    fn text<'v>(&'v self, variable: &'v Variable) -> Option<&'v str> {
        self.0.or(variable.default.as_deref())
    }
}

#[derive(Default)]
struct Steps(usize);

impl Meter for Steps {
    fn add(&mut self, steps: usize) {
        self.0 += steps;
    }
}

/// Backtracking over characters, straight from the definition.
fn naive(tokens: &[Token], text: &[char], value: &str) -> bool {
    let Some((token, later)) = tokens.split_first() else { return text.is_empty() };
    let literal = |literal: &str| {
        let literal: Vec<char> = literal.chars().collect();
        text.starts_with(&literal) && naive(later, &text[literal.len()..], value)
    };
    match token {
        Token::Literal(text) => literal(text),
        Token::Variable(_) => literal(value),
        Token::Question => !text.is_empty() && naive(later, &text[1..], value),
        Token::SegmentQuestion => {
            text.first().is_some_and(|c| *c != ':') && naive(later, &text[1..], value)
        }
        Token::Star => (0..=text.len()).any(|skip| naive(later, &text[skip..], value)),
        Token::SegmentStar => (0..=text.len())
            .take_while(|skip| !text[..*skip].contains(&':'))
            .any(|skip| naive(later, &text[skip..], value)),
    }
}

fn token() -> impl Strategy<Value = Token> {
    prop_oneof![
        4 => "[ab:é]{1,3}".prop_map(|text| Token::Literal(text.into())),
        1 => Just(Token::Variable(Variable { key: 0, default: None })),
        2 => Just(Token::Star),
        2 => Just(Token::Question),
        1 => Just(Token::SegmentStar),
        1 => Just(Token::SegmentQuestion),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn agrees_with_the_definition(
        tokens in prop::collection::vec(token(), 0..7),
        text in "[ab:é*]{0,10}",
        value in prop::sample::select(vec!["", "a", "*", "?", "ab", "é:"]),
    ) {
        let characters: Vec<char> = text.chars().collect();
        let expected = naive(&tokens, &characters, value);
        let got = Pattern::new(tokens).matches(&text, &Always(Some(value)));
        prop_assert_eq!(got, Match::from(expected));
    }
}

proptest! {
    #[test]
    fn work_is_bounded_by_the_sum_of_the_lengths(
        pieces in prop::collection::vec("a{1,3}|ab|\\?|\\*|\\$\\{v\\}", 1..200),
        text in "[ab]{0,2000}",
    ) {
        let pattern = pieces.concat();
        assert_bounded(&pattern, &text);
    }
}

fn assert_bounded(pattern: &str, text: &str) {
    let compiled = Pattern::parse(pattern, ALL, &mut Keys::default()).unwrap();
    let mut steps = Steps::default();
    compiled.matches_metered(text, &Always(Some("aaaaaaab")), &mut steps);
    // One turn of the automaton costs a word for each 64 positions of the pattern.
    let expanded = pattern.len() * 8;
    let bound = (text.len() + 1) * (expanded / 64 + 2) + 2 * expanded;
    assert!(steps.0 <= bound, "{} steps, at most {bound}: {pattern}", steps.0);
}

#[test]
fn hostile_patterns_stay_cheap() {
    let text = "a".repeat(4000);
    for pattern in [
        "*a".repeat(1000) + "b",
        "a*".repeat(1000) + "b",
        "*".to_owned() + &"a".repeat(1000) + "b*",
        "*".to_owned() + &"a?".repeat(500) + "b*",
        "*?".repeat(1000) + "b",
        "*a?".repeat(600) + "b*",
        "${v}*".repeat(300),
        "*${v}".repeat(300) + "*",
    ] {
        assert_bounded(&pattern, &text);
        assert_bounded(&pattern, &(text.clone() + "b"));
    }
}

#[test]
fn a_value_is_never_a_pattern() {
    let pattern = Pattern::parse("t/${v}/x", ALL, &mut Keys::default()).unwrap();
    assert_eq!(pattern.matches("t/any/x", &Always(Some("*"))), Match::No);
    assert_eq!(pattern.matches("t/*/x", &Always(Some("*"))), Match::Yes);
    assert_eq!(pattern.matches("t/*/x", &Always(None)), Match::Unresolved);
    let value = "${aws:username}";
    assert_eq!(pattern.matches("t/${aws:username}/x", &Always(Some(value))), Match::Yes);
}

#[test]
fn an_unresolved_variable_does_not_match_its_own_text() {
    let pattern = Pattern::parse("t/${v}", ALL, &mut Keys::default()).unwrap();
    assert_eq!(pattern.matches("t/${v}", &Always(None)), Match::Unresolved);
}

#[test]
fn stars_of_a_resource_cross_colons_only_at_the_end_of_a_segment() {
    let matches = |pattern: &str, text: &str| {
        let tokens = tokens(pattern, ALL, &mut Keys::default()).unwrap();
        Pattern::new(resource_tokens(tokens)).matches(text, &Always(None)).is_yes()
    };
    let arn = "arn:aws:iot:us-east-1:123456789012:topic/a:b";
    for pattern in [
        "*",
        "arn:aws:iot:*",
        "arn:aws:iot:*:topic/a:b",
        "arn:aws:iot:us-*-1:*",
        "arn:aws:iot:us-*-?:*:topic/a*b",
        "arn:aws:iot:us-east-1:*:*",
        "arn:aws:iot:*:*:*?b",
    ] {
        assert!(matches(pattern, arn), "{pattern}");
    }
    for pattern in [
        "arn:aws:iot:us-*2:topic/a:b",
        "arn:aws:i*2:topic/a:b",
        "arn:*/a:b",
        "arn:aws?iot:*",
        "arn:aws:iot:us-*1",
        "arn:aws:iot:us-east-1:123456789012:topic",
    ] {
        assert!(!matches(pattern, arn), "{pattern}");
    }
}

#[test]
fn folding_knows_letters_beyond_ascii() {
    let pattern = Pattern::parse("É${v}", ALL, &mut Keys::default()).unwrap();
    assert_eq!(pattern.matches_folded("éaB", &Always(Some("Ab"))), Match::Yes);
    assert_eq!(pattern.matches_folded("éac", &Always(Some("Ab"))), Match::No);
}
