//! The two ways in which wildcards meet the colons of an ARN: resources, and the Arn operators.

use crate::pattern::{Match, Pattern};
use crate::template::{Keys, Signs, TemplateError, Token, Values, tokens};

/// The number of colons before the last part of an ARN, which keeps its own.
const ARN_COLONS: usize = 5;

/// Gives the wildcards of an IAM resource their reach. A `*` at the end of a segment may expand
/// past the colon; elsewhere before the fifth colon it stays within its segment. From the fifth
/// colon on nothing limits it.
pub(crate) fn resource_tokens(tokens: Vec<Token>) -> Vec<Token> {
    let mut colons = 0;
    let ends_segment: Vec<bool> = (1..=tokens.len())
        .map(|next| match tokens.get(next) {
            Some(Token::Literal(text)) => text.starts_with(':'),
            Some(_) => false,
            None => true,
        })
        .collect();
    tokens
        .into_iter()
        .zip(ends_segment)
        .map(|(token, ends_segment)| {
            if let Token::Literal(text) = &token {
                colons += count_colons(text);
            }
            match token {
                Token::Star if colons < ARN_COLONS && !ends_segment => Token::SegmentStar,
                Token::Question if colons < ARN_COLONS => Token::SegmentQuestion,
                token => token,
            }
        })
        .collect()
}

/// Whether a variable stands before the fifth colon, where IAM does not read variables.
pub(crate) fn has_early_variable(tokens: &[Token]) -> bool {
    let mut colons = 0;
    tokens.iter().any(|token| {
        match token {
            Token::Literal(text) => colons += count_colons(text),
            Token::Variable(_) => return colons < ARN_COLONS,
            _ => {}
        }
        false
    })
}

fn count_colons(text: &str) -> usize {
    memchr::memchr_iter(b':', text.as_bytes()).count()
}

/// A pattern of `ArnEquals` and `ArnLike`: six parts, each matched by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ArnPattern {
    /// A lone `*`.
    Any,
    /// The six parts.
    Parts(Box<[Pattern; 6]>),
    /// Fewer than six parts as written, the others within the values of variables.
    Late(Box<[Token]>),
    /// Fewer than six parts: no ARN matches.
    Nothing,
}

impl ArnPattern {
    pub(crate) fn parse(text: &str, signs: Signs, keys: &mut Keys) -> Result<Self, TemplateError> {
        if text == "*" {
            return Ok(Self::Any);
        }
        let tokens = tokens(text, signs, keys)?;
        if let Some(parts) = parts(&tokens) {
            return Ok(Self::Parts(parts));
        }
        let variables = tokens.iter().any(|token| matches!(token, Token::Variable(_)));
        Ok(if variables { Self::Late(tokens.into()) } else { Self::Nothing })
    }

    pub(crate) fn is_resolved(&self, values: &impl Values) -> bool {
        match self {
            Self::Any | Self::Nothing => true,
            Self::Parts(parts) => parts.iter().all(|part| part.is_resolved(values)),
            Self::Late(tokens) => tokens.iter().all(|token| match token {
                Token::Variable(variable) => values.text(variable).is_some(),
                _ => true,
            }),
        }
    }

    pub(crate) fn tokens(&self) -> impl Iterator<Item = &Token> {
        let (parts, late): (&[Pattern], &[Token]) = match self {
            Self::Any | Self::Nothing => (&[], &[]),
            Self::Parts(parts) => (&**parts, &[]),
            Self::Late(tokens) => (&[], tokens),
        };
        parts.iter().flat_map(Pattern::tokens).chain(late)
    }

    pub(crate) fn matches(&self, arn: &str, values: &impl Values) -> Match {
        if !self.is_resolved(values) {
            return Match::Unresolved;
        }
        match self {
            Self::Nothing => Match::No,
            Self::Any => is_arn(arn).into(),
            Self::Parts(parts) => match_parts(parts, arn, values),
            Self::Late(tokens) => match parts(&substituted(tokens, values)) {
                Some(parts) => match_parts(&parts, arn, values),
                None => Match::No,
            },
        }
    }
}

/// Whether a value has the six parts of an ARN.
pub(crate) fn is_arn(text: &str) -> bool {
    text.splitn(ARN_COLONS + 1, ':').count() > ARN_COLONS
}

fn match_parts(parts: &[Pattern; 6], arn: &str, values: &impl Values) -> Match {
    let mut segments = arn.splitn(ARN_COLONS + 1, ':');
    let matched = parts
        .iter()
        .all(|part| segments.next().is_some_and(|segment| part.matches(segment, values).is_yes()));
    (matched && segments.next().is_none()).into()
}

/// The tokens with the values of variables as literal text in their places.
fn substituted(tokens: &[Token], values: &impl Values) -> Vec<Token> {
    let literal = |token: &Token| match token {
        Token::Variable(variable) => {
            Token::Literal(values.text(variable).unwrap_or_default().into())
        }
        token => token.clone(),
    };
    tokens.iter().map(literal).collect()
}

/// The six parts of a pattern; nothing if it has fewer.
fn parts(tokens: &[Token]) -> Option<Box<[Pattern; 6]>> {
    let mut parts: Vec<Vec<Token>> = vec![Vec::new()];
    for token in tokens {
        match token {
            Token::Literal(literal) => split_literal(literal, &mut parts),
            token => parts.last_mut().into_iter().for_each(|part| part.push(token.clone())),
        }
    }
    let parts: Vec<Pattern> = parts.into_iter().map(Pattern::new).collect();
    <[Pattern; 6]>::try_from(parts).ok().map(Box::new)
}

fn split_literal(literal: &str, parts: &mut Vec<Vec<Token>>) {
    let mut rest = literal;
    loop {
        let splits = parts.len() <= ARN_COLONS;
        let (piece, later) = match rest.split_once(':') {
            Some((piece, later)) if splits => (piece, Some(later)),
            _ => (rest, None),
        };
        if !piece.is_empty() {
            parts.last_mut().into_iter().for_each(|part| part.push(Token::Literal(piece.into())));
        }
        let Some(later) = later else { return };
        parts.push(Vec::new());
        rest = later;
    }
}

#[cfg(test)]
mod tests {
    use super::ArnPattern;
    use crate::pattern::Match;
    use crate::template::{Keys, Signs, Values, Variable};

    struct Here;

    impl Values for Here {
        fn text<'v>(&'v self, _variable: &'v Variable) -> Option<&'v str> {
            Some("a:*")
        }
    }

    #[test]
    fn every_part_is_matched_by_itself() {
        let signs = Signs { wildcards: true, variables: true };
        for (pattern, arn, expected) in [
            (
                "arn:aws:s:*:111122223333:finance/*",
                "arn:aws:s:us-east-2:999999999999:store/abc:111122223333:finance/d.txt",
                false,
            ),
            (
                "arn:aws:s:*:111122223333:finance/*",
                "arn:aws:s:us-east-2:111122223333:finance/a:b",
                true,
            ),
            ("arn:*:*:*:*:*", "arn:aws:s:::x:y", true),
            ("arn:aws:*", "arn:aws:s:::x", false),
            ("*", "arn:aws:s:::x", true),
            ("*", "topic", false),
            ("arn:aws:s:::x", "arn:aws:s::x", false),
            ("arn:aws:s:::${v}", "arn:aws:s:::a:*", true),
            ("arn:aws:s:::${v}", "arn:aws:s:::a:b", false),
            ("arn:aws:s:::x:?", "arn:aws:s:::x:y", true),
            // The variable's value, `a:*`, is literal and brings its own colons.
            ("${v}:s:::x", "a:*:s:::x", true),
            ("${v}:s:::x", "a:b:s:::x", false),
            ("${v}:s::", "a:*:s:::x", false),
            ("${v}", "arn:aws:s:::x", false),
        ] {
            let pattern = ArnPattern::parse(pattern, signs, &mut Keys::default()).unwrap();
            assert_eq!(pattern.matches(arn, &Here), Match::from(expected), "{pattern:?} {arn}");
        }
    }
}
