//! The policy's side of a comparison, checked and compiled when the document is read.

use super::Base;
use super::scalar::{Decimal, Network, address, instant_ms};
use crate::arn::{ArnPattern, is_arn};
use crate::pattern::{Match, Pattern};
use crate::template::{Keys, Signs, Token, Values, Variable};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

/// The values of one key, in the form of their operator.
#[derive(Clone, Debug)]
pub(super) enum Operands {
    /// Compared letter by letter, or with wildcards.
    Text(Vec<Pattern>),
    /// Compared without case.
    Folded(Vec<Pattern>),
    Arn(Vec<ArnPattern>),
    Number(Vec<Decimal<Box<str>>>),
    /// Milliseconds since 1970.
    Instant(Vec<i64>),
    Bool(Vec<bool>),
    Binary(Vec<Vec<u8>>),
    Network(Vec<Network>),
    /// Whether the key must be absent.
    Absent(Vec<bool>),
}

/// A value that its operator cannot compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OperandError {
    /// Not a date; IAM has a message of its own for it.
    Date,
    /// Anything else.
    Other,
}

/// What one value of the request is to the operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compared {
    Matches,
    Differs,
    /// The value is not of the operator's type.
    Incomparable,
}

impl Operands {
    pub(super) fn parse(
        base: Base,
        values: &[Box<str>],
        variables: bool,
        keys: &mut Keys,
    ) -> Result<Self, OperandError> {
        let signs = Signs { wildcards: base == Base::StringLike, variables };
        match base {
            Base::StringEquals | Base::StringLike => {
                each(values, |text| Pattern::parse(text, signs, keys).ok()).map(Self::Text)
            }
            Base::StringEqualsIgnoreCase => {
                each(values, |text| Pattern::parse(text, signs, keys).ok()).map(Self::Folded)
            }
            Base::Arn => {
                let signs = Signs { wildcards: true, variables };
                each(values, |text| ArnPattern::parse(text, signs, keys).ok()).map(Self::Arn)
            }
            Base::Numeric(_) => {
                each(values, |text| Decimal::parse(text).map(Decimal::into_owned)).map(Self::Number)
            }
            Base::Date(_) => {
                let instants = each(values, instant_ms).map_err(|_| OperandError::Date);
                instants.map(Self::Instant)
            }
            Base::Bool => each(values, truth).map(Self::Bool),
            Base::BinaryEquals => each(values, |text| BASE64.decode(text).ok()).map(Self::Binary),
            Base::IpAddress => each(values, Network::parse).map(Self::Network),
            Base::Null => each(values, truth).map(Self::Absent),
        }
    }

    /// Compares one value of the request with all of the policy's.
    pub(super) fn compare(&self, base: Base, value: &str, values: &impl Values) -> Compared {
        match (self, base) {
            (Self::Text(patterns), _) => {
                any(patterns, |pattern| pattern.matches(value, values) == Match::Yes)
            }
            (Self::Folded(patterns), _) => {
                any(patterns, |pattern| pattern.matches_folded(value, values) == Match::Yes)
            }
            // What is no ARN has no parts to compare.
            (Self::Arn(_), _) if !is_arn(value) => Compared::Incomparable,
            (Self::Arn(patterns), _) => {
                any(patterns, |pattern| pattern.matches(value, values) == Match::Yes)
            }
            (Self::Number(numbers), Base::Numeric(comparison)) => {
                let Some(value) = Decimal::parse(value) else { return Compared::Incomparable };
                any(numbers, |number| comparison.accepts(value.cmp(number)))
            }
            (Self::Instant(instants), Base::Date(comparison)) => {
                let Some(value) = instant_ms(value) else { return Compared::Incomparable };
                any(instants, |instant| comparison.accepts(value.cmp(instant)))
            }
            (Self::Bool(truths), _) => {
                let Some(value) = truth(value) else { return Compared::Incomparable };
                any(truths, |truth| *truth == value)
            }
            (Self::Binary(wanted), _) => {
                let Ok(value) = BASE64.decode(value) else { return Compared::Incomparable };
                any(wanted, |bytes| *bytes == value)
            }
            (Self::Network(networks), _) => {
                let Some(value) = address(value) else { return Compared::Incomparable };
                any(networks, |network| network.contains(value))
            }
            _ => Compared::Incomparable,
        }
    }

    /// Whether every variable among the values has one itself.
    pub(super) fn is_resolved(&self, values: &impl Values) -> bool {
        match self {
            Self::Text(patterns) | Self::Folded(patterns) => {
                patterns.iter().all(|pattern| pattern.is_resolved(values))
            }
            Self::Arn(patterns) => patterns.iter().all(|pattern| pattern.is_resolved(values)),
            _ => true,
        }
    }

    pub(super) fn any_is_star(&self) -> bool {
        match self {
            Self::Text(patterns) => patterns.iter().any(Pattern::is_star),
            _ => false,
        }
    }

    /// The variables among the values.
    pub(super) fn variables(&self) -> Vec<&Variable> {
        let tokens: Vec<&Token> = match self {
            Self::Text(patterns) | Self::Folded(patterns) => {
                patterns.iter().flat_map(Pattern::tokens).collect()
            }
            Self::Arn(patterns) => patterns.iter().flat_map(ArnPattern::tokens).collect(),
            _ => Vec::new(),
        };
        let variables = tokens.into_iter().filter_map(|token| match token {
            Token::Variable(variable) => Some(variable),
            _ => None,
        });
        variables.collect()
    }
}

fn each<T>(
    values: &[Box<str>],
    parse: impl FnMut(&str) -> Option<T>,
) -> Result<Vec<T>, OperandError> {
    let parsed: Option<Vec<T>> = values.iter().map(|value| &**value).map(parse).collect();
    parsed.ok_or(OperandError::Other)
}

fn any<T>(operands: &[T], matches: impl FnMut(&T) -> bool) -> Compared {
    if operands.iter().any(matches) { Compared::Matches } else { Compared::Differs }
}

pub(super) fn truth(text: &str) -> Option<bool> {
    if text.eq_ignore_ascii_case("true") {
        Some(true)
    } else if text.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}
