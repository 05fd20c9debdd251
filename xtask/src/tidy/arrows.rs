//! The crates and their arrows: the table of ARCHITECTURE.md against what `cargo metadata` says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::Finding;
use crate::commands::{Failure, read};

/// The header line by which the table is found.
const TABLE_HEADER: &str = "| crate | kind | may use |";

/// Crates that bring sockets, threads of their own, a clock or randomness. Only a crate of the kind
/// `I/O` may use one.
const OUTSIDE_WORLD: [&str; 14] = [
    "async-std",
    "getrandom",
    "hyper",
    "hyper-util",
    "mio",
    "polling",
    "rand",
    "rcgen",
    "rustls",
    "smol",
    "socket2",
    "tokio",
    "tokio-rustls",
    "tungstenite",
];

/// One row of the table: what kind of crate it is, and which crates of the workspace it may use.
struct Row {
    kind: String,
    may_use: BTreeSet<String>,
}

/// Each arrow that the table does not allow, each crate it does not name, and each row without a crate.
pub(super) fn check(root: &Path, metadata: &Value) -> Result<Vec<Finding>, Failure> {
    let rows = table(&read(&root.join("ARCHITECTURE.md"))?)?;
    let packages = packages(metadata);
    let mut findings = Vec::new();
    for (name, dependencies) in &packages {
        match rows.get(name) {
            None => findings.push(format!("ARCHITECTURE.md: the table has no row for `{name}`")),
            Some(row) => findings.extend(refused(name, row, dependencies)),
        }
    }
    for name in rows.keys().filter(|name| !packages.contains_key(*name)) {
        findings.push(format!("ARCHITECTURE.md: the table names `{name}`, which is no crate"));
    }
    Ok(findings)
}

fn refused(name: &str, row: &Row, dependencies: &BTreeSet<String>) -> Vec<Finding> {
    let inner = dependencies.iter().filter_map(|dependency| dependency.strip_prefix("daypass-"));
    let arrows = inner
        .filter(|used| !row.may_use.contains(*used))
        .map(|used| format!("crates/{name}: the arrow {name} → {used} is not in ARCHITECTURE.md"));
    let outside = dependencies
        .iter()
        .filter(|used| row.kind != "I/O" && OUTSIDE_WORLD.contains(&used.as_str()))
        .map(|used| format!("crates/{name}: a crate of the kind `{}` uses `{used}`", row.kind));
    arrows.chain(outside).collect()
}

fn table(architecture: &str) -> Result<BTreeMap<String, Row>, Failure> {
    let lines = architecture.lines().skip_while(|line| line.trim() != TABLE_HEADER);
    let rows: BTreeMap<String, Row> =
        lines.skip(2).map_while(|line| line.strip_prefix("| `")).filter_map(row).collect();
    if rows.is_empty() {
        return Err(format!("ARCHITECTURE.md has no table that begins with `{TABLE_HEADER}`"));
    }
    Ok(rows)
}

fn row(line: &str) -> Option<(String, Row)> {
    let mut cells = line.split('|').map(str::trim);
    let name = cells.next()?.trim_matches('`').to_owned();
    let kind = cells.next()?.to_owned();
    let may_use = cells.next()?.split(',').map(|cell| cell.trim().trim_matches('`'));
    let may_use = may_use.filter(|cell| !cell.is_empty()).map(str::to_owned).collect();
    Some((name, Row { kind, may_use }))
}

/// The crates under `crates/` by the name of their folder, each with what it depends on outside tests.
fn packages(metadata: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let packages = metadata.get("packages").and_then(Value::as_array);
    let packages = packages.into_iter().flatten();
    packages.filter_map(|package| Some((folder(package)?, dependencies(package)))).collect()
}

fn folder(package: &Value) -> Option<String> {
    let manifest = Path::new(package.get("manifest_path")?.as_str()?);
    let folder = manifest.parent()?;
    let in_crates = folder.parent()?.file_name()? == "crates";
    in_crates.then(|| folder.file_name()?.to_str().map(str::to_owned))?
}

fn dependencies(package: &Value) -> BTreeSet<String> {
    let all = package.get("dependencies").and_then(Value::as_array).into_iter().flatten();
    all.filter(|dependency| dependency.get("kind").is_none_or(|kind| kind != "dev"))
        .filter_map(|dependency| dependency.get("name")?.as_str().map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARCHITECTURE: &str = "\
# Architecture
| crate | kind | may use |
|---|---|---|
| `policy` | pure | |
| `broker` | pure | `mqtt`, `policy` |

After it.
";

    fn findings(name: &str, dependencies: &[&str]) -> Vec<Finding> {
        let rows = table(ARCHITECTURE).unwrap();
        refused(name, &rows[name], &dependencies.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn an_arrow_of_the_table_is_allowed_and_its_reverse_is_not() {
        assert!(findings("broker", &["daypass-policy", "bytes"]).is_empty());
        assert_eq!(findings("policy", &["daypass-broker"]).len(), 1);
    }

    #[test]
    fn a_pure_crate_keeps_to_itself() {
        assert!(findings("policy", &["memchr"]).is_empty());
        assert_eq!(findings("policy", &["tokio"]).len(), 1);
    }
}
