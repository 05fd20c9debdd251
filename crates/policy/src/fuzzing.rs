//! What fuzzing sees of the matcher: the work that a match takes. Compiled for fuzzing alone.

use crate::arn::{has_early_variable, resource_tokens};
use crate::pattern::{Match, Meter, Pattern};
use crate::template::{Keys, Signs, Token, Values, Variable, tokens};

/// A match, and how much work it took.
#[derive(Clone, Copy, Debug)]
pub struct Matched {
    /// Whether the text matches.
    pub matched: bool,
    /// Bytes looked at, and words of bit sets turned over.
    pub steps: usize,
    /// What the lengths of pattern and text allow.
    pub steps_max: usize,
}

/// Matches a text against a pattern in which every variable has the value. `segments` keeps the
/// wildcards of an IAM resource within their segments. Nothing if no document takes the pattern.
pub fn matched(pattern: &str, text: &str, value: &str, segments: bool) -> Option<Matched> {
    let signs = Signs { wildcards: true, variables: true };
    let tokens = tokens(pattern, signs, &mut Keys::default()).ok()?;
    if segments && has_early_variable(&tokens) {
        return None;
    }
    let variables = tokens.iter().filter(|token| matches!(token, Token::Variable(_))).count();
    let expanded = pattern.len() + variables * value.len();
    let pattern = Pattern::new(if segments { resource_tokens(tokens) } else { tokens });
    let mut steps = Steps(0);
    let matched = pattern.matches_metered(text, &Everywhere(value), &mut steps) == Match::Yes;
    // One turn of the automaton costs a word for each 64 positions of the pattern.
    let steps_max = (text.len() + 1) * (expanded / 64 + 2) + 2 * expanded;
    Some(Matched { matched, steps: steps.0, steps_max })
}

struct Steps(usize);

impl Meter for Steps {
    fn add(&mut self, steps: usize) {
        self.0 += steps;
    }
}

/// The same value for every variable.
struct Everywhere<'a>(&'a str);

impl Values for Everywhere<'_> {
    fn text<'v>(&'v self, _variable: &'v Variable) -> Option<&'v str> {
        Some(self.0)
    }
}
