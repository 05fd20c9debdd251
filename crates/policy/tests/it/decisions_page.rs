//! The page of decisions names a test for each of its points; every one of them is there.

use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("../../../../docs/decisions/0003-policy-semantics.md");

/// Where the tests stand: this crate, and the service that makes the values of certificates.
const FOLDERS: [&str; 3] = ["src", "tests/it", "../services/src/authorization"];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else {
            out.push(path);
        }
    }
}

#[test]
fn every_point_has_its_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in FOLDERS {
        sources(&root.join(folder), &mut paths);
    }
    let code: String = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let joined = PAGE.split_whitespace().collect::<Vec<_>>().join(" ");
    let named: Vec<&str> = joined
        .split("*Tests: ")
        .skip(1)
        .flat_map(|rest| rest.split(".*").next().unwrap().split(", "))
        .map(|name| name.trim_matches('`'))
        .collect();
    let points = PAGE.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).count();
    assert_eq!(joined.matches("*Tests: ").count(), points);
    for name in named {
        assert!(code.contains(&format!("fn {name}(")), "{name}");
    }
}
