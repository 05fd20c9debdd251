//! Patterns made out of the texts that they are to match, or nearly: wildcards, escapes, variables.

use super::Scene;
use super::facts::spelled;
use crate::case::{Fact, Version};
use crate::random::Random;

/// What may stand in a pattern, and how much of it.
#[derive(Clone, Copy)]
pub(super) struct Signs {
    /// The document's version: without variables there are no escapes either.
    pub(super) version: Version,
    /// Whether wildcards are drawn.
    pub(super) wildcards: bool,
    /// Whether wildcards would be read as such, and need an escape to be text.
    pub(super) escapes: bool,
    /// How often, in a hundred, a value of the context becomes its variable.
    pub(super) variables: usize,
    /// How often, in a thousand, a variable may be one without a value.
    pub(super) unresolved: usize,
}

/// One piece of a pattern: a character that stands for itself, or signs.
enum Piece {
    Char(char),
    Signs(String),
}

/// A pattern made from a text. It often matches the text and often just fails to.
pub(super) fn pattern(random: &mut Random, scene: &Scene, text: &str, signs: Signs) -> String {
    let mut pieces: Vec<Piece> = text.chars().map(Piece::Char).collect();
    let variables = signs.version == Version::V2012 || random.permille(20);
    if variables && random.percent(signs.variables) {
        substitute(random, scene, &mut pieces, signs.unresolved);
    }
    if random.percent(6) {
        misspell(random, &mut pieces);
    }
    let rounds = if signs.wildcards { random.weighted(&[45, 40, 15]) } else { 0 };
    for _ in 0..rounds {
        wildcard(random, &mut pieces);
    }
    render(&pieces, signs)
}

/// Puts a variable in the place of its value, or of its default; else at the end, where it seldom
/// fits.
fn substitute(random: &mut Random, scene: &Scene, pieces: &mut Vec<Piece>, unresolved: usize) {
    let text: Vec<char> = pieces.iter().map(Piece::char).collect();
    if random.permille(unresolved) {
        let start = random.below(text.len() + 1);
        let end = (start + random.below(4)).min(text.len());
        // A default that looks like two must be the whole text to matter.
        let whole = text.windows(2).any(|pair| pair == [',', ' ']);
        let (start, end) = if whole { (0, text.len()) } else { (start, end) };
        let meant: String = text.get(start..end).unwrap_or_default().iter().collect();
        let variable = unresolved_variable(random, scene, &meant);
        pieces.splice(start..end, [Piece::Signs(variable)]);
        return;
    }
    let places: Vec<(usize, usize, &str)> = scene
        .singles()
        .into_iter()
        .filter_map(|(key, value)| {
            let value: Vec<char> = value.chars().collect();
            let at = text.windows(value.len()).position(|window| window == value)?;
            Some((at, at + value.len(), key))
        })
        .collect();
    if let Some((start, end, key)) = random.item(&places) {
        let variable = variable(random, key);
        pieces.splice(*start..*end, [Piece::Signs(variable)]);
    } else if random.percent(15)
        && let Some((key, _)) = random.item(&scene.singles())
    {
        pieces.push(Piece::Signs(variable(random, key)));
    }
}

fn variable(random: &mut Random, key: &str) -> String {
    let key = spelled(random, key);
    let blank = if random.percent(3) { " " } else { "" };
    let default =
        if random.percent(20) { format!(", '{}'", default(random)) } else { String::new() };
    format!("${{{blank}{key}{default}}}")
}

fn default(random: &mut Random) -> &'static str {
    if random.permille(10) {
        return random.word(&["", "a, b"]);
    }
    random.word(&["a", "b", "*", "a?", "team-a"])
}

/// A variable whose key is absent or has several values, often with a default, which often is the
/// text that is meant.
fn unresolved_variable(random: &mut Random, scene: &Scene, meant: &str) -> String {
    let many = scene.facts.iter().filter(|(_, fact)| matches!(fact, Fact::Many(_)));
    let many: Vec<&str> = many.map(|(key, _)| key.as_str()).collect();
    let key = if random.percent(70) { random.word(&scene.absent) } else { random.word(&many) };
    let key = if key.is_empty() { "app:Nothing" } else { key };
    let writable = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic());
    let fits = (writable(meant) && !meant.contains(['\'', '}', ','])) || meant == "a, b";
    if meant.is_empty() && random.percent(4) {
        return format!("${{{}, ''}}", spelled(random, key));
    }
    let default = match random.below(5) {
        0 | 1 => return format!("${{{}}}", spelled(random, key)),
        2 if !fits || random.percent(30) => default(random),
        _ if fits => meant,
        _ => default(random),
    };
    format!("${{{}, '{default}'}}", spelled(random, key))
}

fn misspell(random: &mut Random, pieces: &mut Vec<Piece>) {
    let at = random.below(pieces.len() + 1);
    match random.below(3) {
        0 if at < pieces.len() => drop(pieces.remove(at)),
        1 => pieces.insert(at, Piece::Char('a')),
        _ => {
            if let Some(Piece::Char(c)) = pieces.get_mut(at) {
                let lower = c.is_lowercase();
                *c = if lower { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
            }
        }
    }
}

fn wildcard(random: &mut Random, pieces: &mut Vec<Piece>) {
    let start = random.below(pieces.len() + 1);
    let star = || Piece::Signs("*".to_owned());
    match random.below(8) {
        0 | 1 => {
            pieces.truncate(start);
            pieces.push(star());
        }
        2 => drop(pieces.splice(..start, [star()])),
        3 | 4 => {
            let end = (start + random.below(4)).min(pieces.len());
            pieces.splice(start..end, [star()]);
        }
        5 => pieces.push(star()),
        _ => {
            if let Some(piece) = pieces.get_mut(start) {
                *piece = Piece::Signs("?".to_owned());
            }
        }
    }
}

impl Piece {
    /// The character, or one that no text holds.
    fn char(&self) -> char {
        match self {
            Self::Char(c) => *c,
            Self::Signs(_) => '\0',
        }
    }
}

/// Writes the pieces, with escapes for characters that would be read as signs.
fn render(pieces: &[Piece], signs: Signs) -> String {
    let escapes = signs.version == Version::V2012;
    let mut text = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Signs(signs) => text.push_str(signs),
            Piece::Char(c @ ('*' | '?')) if escapes && signs.escapes => {
                text.extend(['$', '{', *c, '}']);
            }
            Piece::Char('$')
                if escapes
                    && signs.escapes
                    && pieces.get(at + 1).is_some_and(|p| p.char() == '{') =>
            {
                text.push_str("${$}");
            }
            // What only looks like a variable is made to look like something else.
            Piece::Char('$') if pieces.get(at + 1).is_some_and(|p| p.char() == '{') => {
                text.push('S');
            }
            // A document holds no other characters.
            Piece::Char(c) if *c > '\u{FF}' => text.push(if signs.wildcards { '?' } else { 'k' }),
            Piece::Char(c) => text.push(*c),
        }
    }
    text
}
