//! Patterns as automata on bit sets: one bit per position in the pattern, one turn per byte of
//! the text, so that no pattern and no text can make a match slow.
//!
//! State `i` says that the first `i` elements (characters that must be consumed) are matched. A
//! star lets the state before it loop. A `?` consumes the first byte of a character in UTF-8,
//! and the state after it loops on the bytes that continue the character.

use super::Meter;
use crate::template::{Token, Values};
use smallvec::{SmallVec, smallvec};

/// Bits per word of a state set.
const WORD_BITS: usize = u64::BITS as usize;

/// One bit set, on the stack for patterns of up to 255 elements.
type States = SmallVec<[u64; 4]>;

/// A bit set for each value of a byte, on the stack for patterns of up to 63 elements.
type Table = SmallVec<[u64; 256]>;

/// Whether the whole text matches the tokens. Variables without a value match nothing.
pub(super) fn matches(
    tokens: &[Token],
    text: &[u8],
    values: &impl Values,
    meter: &mut impl Meter,
) -> bool {
    let elements = tokens.iter().map(|token| width(token, values)).sum::<usize>();
    let mut automaton = Automaton::new(elements);
    for token in tokens {
        automaton.append(token, values);
    }
    meter.add(automaton.words + elements);
    let mut states = automaton.none();
    set(&mut states, 0);
    for &byte in text {
        meter.add(automaton.words);
        if !automaton.turn(&mut states, byte) {
            return false;
        }
    }
    is_set(&states, elements)
}

fn width(token: &Token, values: &impl Values) -> usize {
    match token {
        Token::Literal(literal) => literal.len(),
        Token::Variable(variable) => values.text(variable).unwrap_or_default().len(),
        Token::Question | Token::SegmentQuestion => 1,
        Token::Star | Token::SegmentStar => 0,
    }
}

struct Automaton {
    words: usize,
    /// The number of elements appended so far.
    filled: usize,
    /// For each byte, the states whose next element is that byte.
    bytes: Table,
    /// States whose next element is `?`.
    any_character: States,
    /// States whose next element is a `?` that is not a colon.
    any_but_colon: States,
    /// States that a star keeps alive.
    loops: States,
    /// States that a star within a segment keeps alive.
    segment_loops: States,
    /// States just after a `?`, alive while its character lasts.
    character_loops: States,
}

impl Automaton {
    fn new(elements: usize) -> Self {
        let words = elements / WORD_BITS + 1;
        let none: States = smallvec![0; words];
        Self {
            words,
            filled: 0,
            bytes: smallvec![0; words * 256],
            any_character: none.clone(),
            any_but_colon: none.clone(),
            loops: none.clone(),
            segment_loops: none.clone(),
            character_loops: none,
        }
    }

    fn none(&self) -> States {
        smallvec![0; self.words]
    }

    fn append(&mut self, token: &Token, values: &impl Values) {
        match token {
            Token::Literal(literal) => self.append_text(literal),
            Token::Variable(variable) => {
                self.append_text(values.text(variable).unwrap_or_default());
            }
            Token::Star => set(&mut self.loops, self.filled),
            Token::SegmentStar => set(&mut self.segment_loops, self.filled),
            Token::Question | Token::SegmentQuestion => {
                let accepting = match token {
                    Token::Question => &mut self.any_character,
                    _ => &mut self.any_but_colon,
                };
                set(accepting, self.filled);
                self.filled += 1;
                set(&mut self.character_loops, self.filled);
            }
        }
    }

    fn append_text(&mut self, text: &str) {
        for byte in text.bytes() {
            let base = usize::from(byte) * self.words;
            if let Some(row) = self.bytes.get_mut(base..base + self.words) {
                set(row, self.filled);
            }
            self.filled += 1;
        }
    }

    /// Consumes one byte; tells whether any state is left.
    fn turn(&self, states: &mut States, byte: u8) -> bool {
        // Bytes 0x80 to 0xBF continue a character (RFC 3629, section 3).
        let continues = (0x80..0xC0).contains(&byte);
        let colon = byte == b':';
        let base = usize::from(byte) * self.words;
        let row = self.bytes.get(base..base + self.words).unwrap_or_default();
        let (mut carry, mut alive) = (0, 0);
        let sets = states
            .iter_mut()
            .zip(row)
            .zip(self.any_character.iter().zip(&self.any_but_colon))
            .zip(self.loops.iter().zip(&self.segment_loops).zip(&self.character_loops));
        for (((state, row), (any, any_but_colon)), ((loops, segment), character)) in sets {
            let accepting = row
                | if continues { 0 } else { *any }
                | if continues || colon { 0 } else { *any_but_colon };
            let looping =
                loops | if colon { 0 } else { *segment } | if continues { *character } else { 0 };
            let moved = *state & accepting;
            *state = (moved << 1) | carry | (*state & looping);
            carry = moved >> (WORD_BITS - 1);
            alive |= *state;
        }
        alive != 0
    }
}

fn set(states: &mut [u64], bit: usize) {
    if let Some(word) = states.get_mut(bit / WORD_BITS) {
        *word |= 1 << (bit % WORD_BITS);
    }
}

fn is_set(states: &[u64], bit: usize) -> bool {
    states.get(bit / WORD_BITS).is_some_and(|word| word & (1 << (bit % WORD_BITS)) != 0)
}
