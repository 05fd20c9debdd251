//! Matching text against the tokens of a policy string, in time that grows with the sum of both
//! lengths and never with their product.
//!
//! Most patterns are literal text with a star or two and take the way of *chunks*: the pieces
//! between stars are found one after the other, leftmost first, by a linear substring search.
//! Patterns in which a piece must be searched for that itself holds a `?`, and those with a
//! wildcard bound to one segment of an ARN, are run as an [`automaton`] on bit sets.

mod automaton;

use crate::template::{Keys, Signs, TemplateError, Token, Values, tokens};
use smallvec::SmallVec;

/// A compiled policy string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    tokens: Box<[Token]>,
    way: Way,
    variables: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Chunks,
    Automaton,
}

/// What came of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    Yes,
    No,
    /// A variable has no value, so the pattern stands for no text at all.
    Unresolved,
}

impl Match {
    pub(crate) fn is_yes(self) -> bool {
        self == Self::Yes
    }
}

impl From<bool> for Match {
    fn from(matched: bool) -> Self {
        if matched { Self::Yes } else { Self::No }
    }
}

/// How much work a match did: bytes looked at, and words of bit sets turned over. The product
/// passes [`NoMeter`], which costs nothing; the tests count.
pub(crate) trait Meter {
    fn add(&mut self, steps: usize);
}

/// Counts nothing.
pub(crate) struct NoMeter;

impl Meter for NoMeter {
    fn add(&mut self, _steps: usize) {}
}

/// The value of a variable put together with its neighbours, on the stack unless it is long.
type ChunkText = SmallVec<[u8; 256]>;

impl Pattern {
    pub(crate) fn parse(text: &str, signs: Signs, keys: &mut Keys) -> Result<Self, TemplateError> {
        Ok(Self::new(tokens(text, signs, keys)?))
    }

    pub(crate) fn new(tokens: Vec<Token>) -> Self {
        let variables = tokens.iter().any(|token| matches!(token, Token::Variable(_)));
        let way = if needs_automaton(&tokens) { Way::Automaton } else { Way::Chunks };
        Self { tokens: tokens.into(), way, variables }
    }

    /// The text with which every match begins.
    pub(crate) fn literal_prefix(&self) -> &str {
        match self.tokens.first() {
            Some(Token::Literal(text)) => text,
            _ => "",
        }
    }

    /// The only text that matches, if there is but one.
    pub(crate) fn literal(&self) -> Option<&str> {
        match &*self.tokens {
            [] => Some(""),
            [Token::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// Whether every text matches.
    pub(crate) fn is_star(&self) -> bool {
        !self.tokens.is_empty() && self.tokens.iter().all(|token| *token == Token::Star)
    }

    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Whether every variable has a value.
    pub(crate) fn is_resolved(&self, values: &impl Values) -> bool {
        !self.variables
            || self.tokens.iter().all(|token| match token {
                Token::Variable(variable) => values.text(variable).is_some(),
                _ => true,
            })
    }

    pub(crate) fn matches(&self, text: &str, values: &impl Values) -> Match {
        self.matches_metered(text, values, &mut NoMeter)
    }

    pub(crate) fn matches_metered(
        &self,
        text: &str,
        values: &impl Values,
        meter: &mut impl Meter,
    ) -> Match {
        if !self.is_resolved(values) {
            return Match::Unresolved;
        }
        match self.way {
            Way::Chunks => match_chunks(&self.tokens, text, values, meter),
            Way::Automaton => match_automaton(&self.tokens, text, values, meter),
        }
        .into()
    }

    /// Whether the text is the pattern's own but for case, letter by letter as Unicode lowers
    /// them. Wildcards have no meaning here and match nothing.
    pub(crate) fn matches_folded(&self, text: &str, values: &impl Values) -> Match {
        if !self.is_resolved(values) {
            return Match::Unresolved;
        }
        let ours = self.tokens.iter().flat_map(|token| match token {
            Token::Literal(literal) => literal.chars(),
            Token::Variable(variable) => values.text(variable).unwrap_or_default().chars(),
            _ => "\u{0}".chars(),
        });
        ours.flat_map(char::to_lowercase).eq(text.chars().flat_map(char::to_lowercase)).into()
    }
}

fn needs_automaton(tokens: &[Token]) -> bool {
    if tokens.iter().any(|token| matches!(token, Token::SegmentStar | Token::SegmentQuestion)) {
        return true;
    }
    let chunks: Vec<&[Token]> = tokens.split(|token| *token == Token::Star).collect();
    let middle = chunks.get(1..chunks.len().saturating_sub(1)).unwrap_or_default();
    middle.iter().any(|chunk| chunk.contains(&Token::Question))
}

fn match_chunks(
    tokens: &[Token],
    text: &str,
    values: &impl Values,
    meter: &mut impl Meter,
) -> bool {
    let mut chunks = tokens.split(|token| *token == Token::Star);
    let first = chunks.next().unwrap_or_default();
    let Some(rest) = strip_prefix(first, text, values, meter) else { return false };
    let Some(last) = chunks.next_back() else { return rest.is_empty() };
    let Some(rest) = strip_suffix(last, rest, values, meter) else { return false };
    // Taking each piece at its leftmost place leaves the most room for those that follow.
    let mut rest = rest.as_bytes();
    chunks.all(|chunk| {
        let found = find_chunk(chunk, rest, values, meter);
        found.and_then(|end| rest.get(end..)).map(|remaining| rest = remaining).is_some()
    })
}

/// The end of the leftmost place of a chunk without wildcards.
fn find_chunk(
    chunk: &[Token],
    text: &[u8],
    values: &impl Values,
    meter: &mut impl Meter,
) -> Option<usize> {
    let assembled;
    let needle = if let [Token::Literal(literal)] = chunk {
        literal.as_bytes()
    } else {
        assembled = assemble(chunk, values);
        &assembled
    };
    let found = memchr::memmem::find(text, needle).map(|at| at + needle.len());
    meter.add(found.unwrap_or(text.len()) + needle.len());
    found
}

fn assemble(chunk: &[Token], values: &impl Values) -> ChunkText {
    let mut out = ChunkText::new();
    for token in chunk {
        match token {
            Token::Literal(literal) => out.extend_from_slice(literal.as_bytes()),
            Token::Variable(variable) => {
                out.extend_from_slice(values.text(variable).unwrap_or_default().as_bytes());
            }
            _ => {}
        }
    }
    out
}

fn strip_prefix<'t>(
    chunk: &[Token],
    text: &'t str,
    values: &impl Values,
    meter: &mut impl Meter,
) -> Option<&'t str> {
    let mut rest = text;
    for token in chunk {
        let before = rest.len();
        rest = match token {
            Token::Literal(literal) => rest.strip_prefix(&**literal)?,
            Token::Variable(variable) => rest.strip_prefix(values.text(variable)?)?,
            _ => {
                let mut chars = rest.chars();
                chars.next()?;
                chars.as_str()
            }
        };
        meter.add(before - rest.len() + 1);
    }
    Some(rest)
}

fn strip_suffix<'t>(
    chunk: &[Token],
    text: &'t str,
    values: &impl Values,
    meter: &mut impl Meter,
) -> Option<&'t str> {
    let mut rest = text;
    for token in chunk.iter().rev() {
        let before = rest.len();
        rest = match token {
            Token::Literal(literal) => rest.strip_suffix(&**literal)?,
            Token::Variable(variable) => rest.strip_suffix(values.text(variable)?)?,
            _ => {
                let mut chars = rest.chars();
                chars.next_back()?;
                chars.as_str()
            }
        };
        meter.add(before - rest.len() + 1);
    }
    Some(rest)
}

fn match_automaton(
    tokens: &[Token],
    text: &str,
    values: &impl Values,
    meter: &mut impl Meter,
) -> bool {
    let anchored = tokens
        .iter()
        .take_while(|token| matches!(token, Token::Literal(_) | Token::Variable(_)))
        .count();
    let (prefix, rest) = tokens.split_at_checked(anchored).unwrap_or((tokens, &[]));
    strip_prefix(prefix, text, values, meter)
        .is_some_and(|text| automaton::matches(rest, text.as_bytes(), values, meter))
}

#[cfg(test)]
mod tests;
