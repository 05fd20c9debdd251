//! Matching text against the tokens of a policy string, in time that grows with the sum of both
//! lengths and never with their product.
//!
//! Most patterns are literal text with a star or two and take the way of *chunks*: the pieces
//! between stars are found one after the other, leftmost first, by a linear substring search.
//! Patterns in which a piece must be searched for that itself holds a `?`, and those with a
//! wildcard bound to one segment of an ARN, are run as an [`automaton`] on bit sets.

mod automaton;

use crate::bytes::{
    SHORT_NEEDLE_BYTES_MAX, after, after_character, before, before_character, find_short,
};
use crate::template::{Keys, Signs, TemplateError, Token, Values, tokens};
use memchr::memmem::Finder;
use smallvec::SmallVec;

/// A compiled policy string.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    tokens: Box<[Token]>,
    way: Way,
    variables: bool,
    /// The pattern begins with literal text.
    begins: bool,
    /// Where the first piece ends: at the first star, or with the pattern.
    first_end: u32,
    /// Where the last piece begins: behind the last star.
    last_start: u32,
    /// The pieces between two stars.
    middles: Box<[Middle]>,
}

/// A piece between two stars, by its place among the tokens.
#[derive(Clone, Debug)]
struct Middle {
    start: u32,
    end: u32,
    /// The search for long literal text, made ready.
    search: Option<Box<Finder<'static>>>,
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
        let stars = tokens.iter().enumerate().filter(|(_, token)| **token == Token::Star);
        let stars: SmallVec<[usize; 8]> = stars.map(|(at, _)| at).collect();
        let pairs = stars.iter().zip(stars.iter().skip(1));
        let middles: Box<[Middle]> =
            pairs.map(|(star, next)| Middle::new(&tokens, star + 1, *next)).collect();
        let way = if needs_automaton(&tokens, &middles) { Way::Automaton } else { Way::Chunks };
        let first_end = number(stars.first().copied().unwrap_or(tokens.len()));
        let last_start = number(stars.last().map_or(tokens.len(), |star| star + 1));
        let begins = matches!(tokens.first(), Some(Token::Literal(_)));
        Self { tokens: tokens.into(), way, variables, begins, first_end, last_start, middles }
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

    /// Whether the pattern has variables.
    #[inline]
    pub(crate) fn has_variables(&self) -> bool {
        self.variables
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
    /// what follows it there. Without a value for every variable, it does not.
    #[inline]
    pub(crate) fn matches_after_prefix(&self, rest: &[u8], values: &impl Values) -> bool {
        self.match_from(usize::from(self.begins), rest, values, &mut NoMeter)
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
        self.match_from(0, text.as_bytes(), values, meter).into()
    }

    /// Whether the tokens from this one on match the text.
    fn match_from(
        &self,
        from: usize,
        text: &[u8],
        values: &impl Values,
        meter: &mut impl Meter,
    ) -> bool {
        match self.way {
            Way::Chunks => self.match_chunks(from, text, values, meter).unwrap_or(false),
            Way::Automaton => {
                let tokens = self.tokens.get(from..).unwrap_or_default();
                self.is_resolved(values) && match_automaton(tokens, text, values, meter)
            }
        }
    }

    fn match_chunks(
        &self,
        from: usize,
        text: &[u8],
        values: &impl Values,
        meter: &mut impl Meter,
    ) -> Option<bool> {
        let first_end = self.first_end as usize;
        let mut rest = strip_prefix(self.tokens.get(from..first_end)?, text, values, meter)?;
        if first_end == self.tokens.len() {
            return Some(rest.is_empty());
        }
        let last = self.tokens.get(self.last_start as usize..)?;
        rest = strip_suffix(last, rest, values, meter)?;
        // Taking each piece at its leftmost place leaves the most room for those that follow.
        for middle in &self.middles {
            let chunk = self.tokens.get(middle.start as usize..middle.end as usize)?;
            let end = find_chunk(chunk, middle.search.as_deref(), rest, values, meter)?;
            rest = rest.get(end..)?;
        }
        Some(true)
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

impl Middle {
    fn new(tokens: &[Token], start: usize, end: usize) -> Self {
        let search = match tokens.get(start..end) {
            Some([Token::Literal(literal)]) if literal.len() > SHORT_NEEDLE_BYTES_MAX => {
                Some(Box::new(Finder::new(literal.as_bytes()).into_owned()))
            }
            _ => None,
        };
        Self { start: number(start), end: number(end), search }
    }
}

fn needs_automaton(tokens: &[Token], middles: &[Middle]) -> bool {
    if tokens.iter().any(|token| matches!(token, Token::SegmentStar | Token::SegmentQuestion)) {
        return true;
    }
    middles.iter().any(|middle| {
        let chunk = tokens.get(middle.start as usize..middle.end as usize);
        chunk.is_some_and(|chunk| chunk.contains(&Token::Question))
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
    let (found, needle_len) = match (search, chunk) {
        (Some(search), _) => (search.find(text), search.needle().len()),
        (None, [Token::Literal(literal)]) => (find(text, literal.as_bytes()), literal.len()),
        (None, _) => {
            let needle = assemble(chunk, values)?;
            (find(text, &needle), needle.len())
        }
    };
    let end = found.map(|at| at + needle_len);
    meter.add(end.unwrap_or(text.len()) + needle_len);
    end
}

fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    if needle.len() <= SHORT_NEEDLE_BYTES_MAX {
        return find_short(text, needle);
    }
    memchr::memmem::find(text, needle)
}

fn assemble(chunk: &[Token], values: &impl Values) -> Option<ChunkText> {
    let mut out = ChunkText::new();
    for token in chunk {
        match token {
            Token::Literal(literal) => out.extend_from_slice(literal.as_bytes()),
            Token::Variable(variable) => out.extend_from_slice(values.text(variable)?.as_bytes()),
            _ => {}
        }
    }
    Some(out)
}

#[inline]
fn strip_prefix<'t>(
    chunk: &[Token],
    text: &'t [u8],
    values: &impl Values,
    meter: &mut impl Meter,
) -> Option<&'t [u8]> {
    let mut rest = text;
    for token in chunk {
        let before = rest.len();
        rest = match token {
            Token::Literal(literal) => after(rest, literal.as_bytes())?,
            Token::Variable(variable) => after(rest, values.text(variable)?.as_bytes())?,
            _ => after_character(rest)?,
        };
        meter.add(before - rest.len() + 1);
    }
    Some(rest)
}

#[inline]
fn strip_suffix<'t>(
    chunk: &[Token],
    text: &'t [u8],
    values: &impl Values,
    meter: &mut impl Meter,
) -> Option<&'t [u8]> {
    let mut rest = text;
    for token in chunk.iter().rev() {
        let length = rest.len();
        rest = match token {
            Token::Literal(literal) => before(rest, literal.as_bytes())?,
            Token::Variable(variable) => before(rest, values.text(variable)?.as_bytes())?,
            _ => before_character(rest)?,
        };
        meter.add(length - rest.len() + 1);
    }
    Some(rest)
}

fn match_automaton(
    tokens: &[Token],
    text: &[u8],
    values: &impl Values,
    meter: &mut impl Meter,
) -> bool {
    let anchored = tokens
        .iter()
        .take_while(|token| matches!(token, Token::Literal(_) | Token::Variable(_)))
        .count();
    let (prefix, rest) = tokens.split_at_checked(anchored).unwrap_or((tokens, &[]));
    strip_prefix(prefix, text, values, meter)
        .is_some_and(|text| automaton::matches(rest, text, values, meter))
}

/// A document is bounded far below the range of u32.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
