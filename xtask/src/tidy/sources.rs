//! The Rust sources as the rules see them: their text with comments and literals blanked out, so that
//! a rule never stumbles over a brace in a string.

use std::path::Path;

use super::{Finding, has_extension};
use crate::commands::{Failure, read};

/// One Rust source file of the workspace.
pub(super) struct Source {
    /// Its path from the project's root.
    pub(super) path: String,
    /// Its text as committed.
    pub(super) text: String,
    /// The same lines with every comment and every string and character literal turned into spaces.
    pub(super) code: String,
}

impl Source {
    /// Whether people keep this file readable: neither generated nor a test.
    pub(super) fn is_production(&self) -> bool {
        let parts = ["/generated/", "/tests/"];
        !parts.iter().any(|part| self.path.contains(part)) && !self.path.ends_with("/tests.rs")
    }

    /// The lines of `code` before the test module that ends the file.
    pub(super) fn production_lines(&self) -> impl Iterator<Item = &str> {
        let until_tests = self.code.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
        until_tests.lines()
    }
}

/// Reads every Rust source that git knows.
pub(super) fn read_all(root: &Path, files: &[String]) -> Result<Vec<Source>, Failure> {
    let rust = files.iter().filter(|file| has_extension(file, "rs"));
    rust.map(|path| {
        let text = read(&root.join(path))?;
        let code = blanked(&text);
        Ok(Source { path: path.clone(), text, code })
    })
    .collect()
}

/// Each module that does not begin by saying what it owns.
pub(super) fn check_first_lines(sources: &[Source]) -> impl Iterator<Item = Finding> {
    let silent = sources.iter().filter(|source| !source.text.starts_with("//! "));
    silent.map(|source| {
        format!("{}: the first line is no `//! ` that says what it owns", source.path)
    })
}

/// What the scanner is inside of.
enum Inside {
    Code,
    LineComment,
    BlockComment { depth: u32 },
    Text { hashes: Option<usize> },
}

/// The text with comments and literals turned into spaces, line by line as long as before.
fn blanked(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    let mut inside = Inside::Code;
    let mut rest = text;
    let mut previous = ' ';
    while let Some(next) = rest.chars().next() {
        let (length, visible) = match &mut inside {
            Inside::Code => {
                let (length, entered) = enter(rest, previous);
                inside = entered;
                (length, matches!(inside, Inside::Code) && length == next.len_utf8())
            }
            Inside::LineComment => {
                if next == '\n' {
                    inside = Inside::Code;
                }
                (next.len_utf8(), false)
            }
            Inside::BlockComment { depth } => {
                let length = block_comment(rest, depth);
                if *depth == 0 {
                    inside = Inside::Code;
                }
                (length, false)
            }
            Inside::Text { hashes } => {
                let (length, ended) = literal(rest, *hashes);
                if ended {
                    inside = Inside::Code;
                }
                (length, false)
            }
        };
        let (taken, remaining) = rest.split_at(length);
        output.extend(taken.chars().map(|c| if visible || c == '\n' { c } else { ' ' }));
        previous = next;
        rest = remaining;
    }
    output
}

/// From code: how many bytes the next token takes, and what it leads into. A character literal is
/// taken whole; a lifetime is code.
fn enter(rest: &str, previous: char) -> (usize, Inside) {
    if rest.starts_with("//") {
        return (2, Inside::LineComment);
    }
    if rest.starts_with("/*") {
        return (2, Inside::BlockComment { depth: 1 });
    }
    if rest.starts_with('"') {
        return (1, Inside::Text { hashes: None });
    }
    let raw = rest.strip_prefix('r').filter(|_| !previous.is_alphanumeric() && previous != '_');
    let raw = raw.or_else(|| rest.strip_prefix("br"));
    if let Some(after) = raw {
        let hashes = after.len() - after.trim_start_matches('#').len();
        if after.get(hashes..).is_some_and(|quoted| quoted.starts_with('"')) {
            return (rest.len() - after.len() + hashes + 1, Inside::Text { hashes: Some(hashes) });
        }
    }
    if let Some(after) = rest.strip_prefix('\'') {
        return (character_literal(after).map_or(1, |length| length + 1), Inside::Code);
    }
    (rest.chars().next().map_or(1, char::len_utf8), Inside::Code)
}

/// The length of a character literal after its opening quote, or nothing for a lifetime.
fn character_literal(after: &str) -> Option<usize> {
    if let Some(escaped) = after.strip_prefix('\\') {
        let first = escaped.chars().next()?.len_utf8();
        return escaped.get(first..)?.find('\'').map(|end| 1 + first + end + 1);
    }
    let length = after.chars().next()?.len_utf8();
    after.get(length..)?.starts_with('\'').then_some(length + 1)
}

fn block_comment(rest: &str, depth: &mut u32) -> usize {
    if rest.starts_with("*/") {
        *depth -= 1;
        return 2;
    }
    if rest.starts_with("/*") {
        *depth += 1;
        return 2;
    }
    rest.chars().next().map_or(1, char::len_utf8)
}

/// Inside a string: how many bytes to take, and whether it ended. `hashes` is set for raw strings.
fn literal(rest: &str, hashes: Option<usize>) -> (usize, bool) {
    let length = rest.chars().next().map_or(1, char::len_utf8);
    match hashes {
        None if rest.starts_with('\\') => {
            (1 + rest.chars().nth(1).map_or(0, char::len_utf8), false)
        }
        None => (length, rest.starts_with('"')),
        Some(hashes) => {
            let end = rest
                .strip_prefix('"')
                .map(|after| after.bytes().take_while(|b| *b == b'#').count());
            match end {
                Some(found) if found >= hashes => (1 + hashes, true),
                _ => (length, false),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_leave_no_brace_behind() {
        let text = "a('{', \"}\\\"{\", r#\"{\"#) /* { /* } */ */ // {\nb<'x>(b'\\'')";
        let code = blanked(text);
        assert_eq!(code.len(), text.len());
        assert!(!code.contains(['{', '}', '"', '/']));
        assert!(code.contains("b<'x>(b"));
    }
}
