//! Numbers that may fall and never rise: the longest file, the longest function, and the exceptions
//! to lints. They stand in `xtask/ratchets.txt`.

use std::path::{Path, PathBuf};

use super::Finding;
use super::sources::Source;
use crate::commands::{Failure, read};

/// What one ratchet measures now, and where.
struct Measure {
    name: &'static str,
    value: usize,
    place: String,
}

/// Each measure above the number that is committed for it.
pub(super) fn check(root: &Path, sources: &[Source]) -> Result<Vec<Finding>, Failure> {
    let text = read(&path(root))?;
    let mut findings = Vec::new();
    for measure in measures(sources) {
        let allowed = committed(&text, measure.name)?;
        if measure.value > allowed {
            let Measure { name, value, place } = measure;
            findings.push(format!("{name} is {value} ({place}), but never above {allowed}"));
        }
    }
    Ok(findings)
}

/// Writes the measures that fell below their committed numbers.
pub(super) fn lower(root: &Path, sources: &[Source]) -> Result<(), Failure> {
    let mut text = read(&path(root))?;
    for Measure { name, value, .. } in measures(sources) {
        let allowed = committed(&text, name)?;
        if value < allowed {
            text = text.replace(&format!("{name} {allowed}\n"), &format!("{name} {value}\n"));
        }
    }
    std::fs::write(path(root), text).map_err(|error| format!("cannot write the ratchets: {error}"))
}

fn path(root: &Path) -> PathBuf {
    root.join("xtask/ratchets.txt")
}

fn committed(text: &str, name: &str) -> Result<usize, Failure> {
    let value = text.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok());
    value.ok_or_else(|| format!("xtask/ratchets.txt has no number for `{name}`"))
}

fn measures(sources: &[Source]) -> [Measure; 3] {
    let production = || sources.iter().filter(|source| source.is_production());
    let files = production().map(|source| (source.production_lines().count(), source.path.clone()));
    let functions = production().flat_map(|source| {
        let longest = function_lengths(source);
        longest.map(|(line, length)| (length, format!("{}:{line}", source.path)))
    });
    let (file, file_place) = files.max().unwrap_or_default();
    let (function, function_place) = functions.max().unwrap_or_default();
    let exceptions = sources.iter().map(|source| {
        source.code.matches("#[expect(").count() + source.code.matches("#![expect(").count()
    });
    [
        Measure { name: "file_lines_max", value: file, place: file_place },
        Measure { name: "function_lines_max", value: function, place: function_place },
        Measure {
            name: "lint_exceptions",
            value: exceptions.sum(),
            place: "all crates".to_owned(),
        },
    ]
}

/// The line each function with a body begins on, and how many lines it spans.
fn function_lengths(source: &Source) -> impl Iterator<Item = (usize, usize)> {
    let lines: Vec<&str> = source.production_lines().collect();
    let starts: Vec<usize> = (0..lines.len())
        .filter(|&at| lines.get(at).is_some_and(|line| begins_function(line)))
        .collect();
    starts.into_iter().filter_map(move |start| {
        let body = lines.get(start..)?;
        function_length(body).map(|length| (start + 1, length))
    })
}

fn begins_function(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let before = words.iter().take_while(|word| **word != "fn");
    let modifiers = ["pub", "const", "async", "unsafe", "extern", "default", "in"];
    let only_modifiers = before
        .clone()
        .all(|word| modifiers.contains(word) || word.starts_with("pub(") || word.ends_with(')'));
    only_modifiers && before.count() < words.len()
}

/// How many lines until the braces that the signature opens are closed again; nothing for a
/// signature without a body.
fn function_length(lines: &[&str]) -> Option<usize> {
    let (mut depth, mut braces) = (0_i32, 0_i32);
    for (at, line) in lines.iter().enumerate() {
        for character in line.chars() {
            match character {
                '(' | '[' => depth += 1,
                ')' | ']' => depth -= 1,
                '{' => braces += 1,
                '}' => braces -= 1,
                ';' if depth == 0 && braces == 0 => return None,
                _ => continue,
            }
            if character == '}' && braces == 0 {
                return Some(at + 1);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(code: &str) -> Vec<(usize, usize)> {
        let source = Source { path: String::new(), text: String::new(), code: code.to_owned() };
        function_lengths(&source).collect()
    }

    #[test]
    fn a_function_spans_from_its_first_line_to_its_last_brace() {
        let code = "trait T {\n    fn a(x: [u8; 4]);\n    pub(crate) async fn b() {\n        c();\n    }\n}\n";
        assert_eq!(lengths(code), [(3, 3)]);
    }

    #[test]
    fn what_follows_the_test_module_mark_does_not_count() {
        assert_eq!(lengths("fn a() {\n}\n\n#[cfg(test)]\nmod tests {\nfn b() {\n}\n}\n"), [(1, 2)]);
    }
}
