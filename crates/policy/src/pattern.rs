//! Matching text against the tokens of a policy string, in time that grows with the sum of both
//! lengths and never with their product.
//!
//! Most patterns are literal text with a star or two and take the way of *chunks*: the pieces
//! between stars are found one after the other, leftmost first, by a linear substring search.
//! Patterns in which a piece must be searched for that itself holds a `?`, and those with a
//! wildcard bound to one segment of an ARN, are run as an [`automaton`] on bit sets.

mod automaton;

use crate::template::{Keys, Signs, TemplateError, Token, Values, tokens};
use memchr::memmem::Finder;
use smallvec::SmallVec;

/// A compiled policy string.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    tokens: Box<[Token]>,
    way: Way,
    variables: bool,
    /// For each piece between two stars, its search made ready, where it is literal text.
    searches: Box<[Option<Finder<'static>>]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Chunks,
    Automaton,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        // All else follows from the tokens.
        self.tokens == other.tokens
    }
}

impl Eq for Pattern {}

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
        let searches = match way {
            Way::Chunks => middle_chunks(&tokens).map(ready_search).collect(),
            Way::Automaton => Box::default(),
        };
        Self { tokens: tokens.into(), way, variables, searches }
    }

    /// The text with which every match begins.
    pub(crate) fn literal_prefix(&self) -> &str {
        match self.tokens.first() {
            Some(Token::Literal(text)) => text,
            _ => "",
        }
    }

    /// The text with which every match ends, apart from the one with which it begins.
    pub(crate) fn literal_suffix(&self) -> &str {
        match &*self.tokens {
            [_, .., Token::Literal(text)] => text,
            _ => "",
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

    /// Whether the pattern matches a text that begins with [`Self::literal_prefix`]; `rest` is
    /// what follows it there.
    pub(crate) fn matches_after_prefix(&self, rest: &str, values: &impl Values) -> Match {
        if !self.is_resolved(values) {
            return Match::Unresolved;
        }
        let begins = matches!(self.tokens.first(), Some(Token::Literal(_)));
        let tokens = self.tokens.get(usize::from(begins)..).unwrap_or_default();
        self.match_tokens(tokens, rest, values, &mut NoMeter).into()
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
        self.match_tokens(&self.tokens, text, values, meter).into()
    }

    fn match_tokens(
        &self,
        tokens: &[Token],
        text: &str,
        values: &impl Values,
        meter: &mut impl Meter,
    ) -> bool {
        match self.way {
            Way::Chunks => match_chunks(tokens, &self.searches, text, values, meter),
            Way::Automaton => match_automaton(tokens, text, values, meter),
        }
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
    middle_chunks(tokens).any(|chunk| chunk.contains(&Token::Question))
}

/// The pieces between two stars.
fn middle_chunks(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    let mut chunks = tokens.split(|token| *token == Token::Star);
    chunks.next();
    chunks.next_back();
    chunks
}

fn ready_search(chunk: &[Token]) -> Option<Finder<'static>> {
    match chunk {
        [Token::Literal(literal)] => Some(Finder::new(literal.as_bytes()).into_owned()),
        _ => None,
    }
}

fn match_chunks(
    tokens: &[Token],
    searches: &[Option<Finder<'static>>],
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
    chunks.zip(searches).all(|(chunk, search)| {
        let found = find_chunk(chunk, search.as_ref(), rest, values, meter);
        found.and_then(|end| rest.get(end..)).map(|remaining| rest = remaining).is_some()
    })
}

/// The end of the leftmost place of a chunk without wildcards.
fn find_chunk(
    chunk: &[Token],
    search: Option<&Finder<'static>>,
    text: &[u8],
    values: &impl Values,
    meter: &mut impl Meter,
) -> Option<usize> {
    let (found, needle_len) = if let Some(search) = search {
        (search.find(text), search.needle().len())
    } else {
        let needle = assemble(chunk, values);
        (memchr::memmem::find(text, &needle), needle.len())
    };
    let end = found.map(|at| at + needle_len);
    meter.add(end.unwrap_or(text.len()) + needle_len);
    end
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
