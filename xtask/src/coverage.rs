//! `docs/coverage.md`: every operation that is served, with the black-box tests that exercise it.
//! The page is written by `cargo xtask coverage`, and `tidy` holds it to what is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use crate::commands::{Failure, read};

const OPERATIONS: &str = "models/operations.json";
const PAGE: &str = "docs/coverage.md";
const TESTS: &str = "tests/blackbox/";
/// Tests that one row names.
const TESTS_NAMED_MAX: usize = 3;

/// Writes the page.
pub(crate) fn write(root: &Path, files: &[String]) -> Result<(), Failure> {
    let (page, _) = page(root, files)?;
    std::fs::write(root.join(PAGE), page).map_err(|error| format!("{PAGE}: {error}"))
}

/// A finding if the page is not what it would be now, and one for each operation without a test.
pub(crate) fn check(root: &Path, files: &[String]) -> Result<Vec<String>, Failure> {
    let (page, untested) = page(root, files)?;
    let mut findings: Vec<String> = untested
        .iter()
        .map(|name| format!("{name} is served, and no black-box test calls it"))
        .collect();
    if read(&root.join(PAGE)).unwrap_or_default() != page {
        findings.push(format!("{PAGE} is stale: run `cargo xtask coverage`"));
    }
    Ok(findings)
}

/// The page, and the operations that no test calls.
fn page(root: &Path, files: &[String]) -> Result<(String, Vec<String>), Failure> {
    let list: Value = serde_json::from_str(&read(&root.join(OPERATIONS))?)
        .map_err(|error| format!("{OPERATIONS}: {error}"))?;
    let services = list.get("services").and_then(Value::as_object);
    let services = services.ok_or_else(|| format!("{OPERATIONS}: no `services`"))?;
    let calls = calls(root, files)?;
    let mut text = INTRODUCTION.to_owned();
    let mut untested = Vec::new();
    for (module, service) in services {
        let names: BTreeSet<&str> = service
            .get("operations")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let all = service.get("of").and_then(Value::as_u64).unwrap_or_default();
        let model = service.get("model").and_then(Value::as_str).unwrap_or(module);
        let title = model.split('/').next().unwrap_or(module);
        let _ = write!(
            text,
            "\n## {title}: {} of {all}\n\n| operation | tests |\n|---|---|\n",
            names.len()
        );
        for name in names {
            let tests = calls.get(&python_name(name)).or_else(|| calls.get(name));
            let Some(tests) = tests else {
                untested.push(format!("{title}:{name}"));
                continue;
            };
            let named: Vec<&str> = tests.iter().take(TESTS_NAMED_MAX).map(String::as_str).collect();
            // Their number would make the page stale with each new test.
            let more = if tests.len() > TESTS_NAMED_MAX { " and more" } else { "" };
            let _ = writeln!(text, "| {name} | {}{more} |", named.join(", "));
        }
    }
    Ok((text, untested))
}

/// Test functions (or files, for what fixtures and helpers call) by the methods that they call and
/// the operations that they name.
fn calls(root: &Path, files: &[String]) -> Result<BTreeMap<String, BTreeSet<String>>, Failure> {
    let mut calls: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files
        .iter()
        .filter(|file| file.starts_with(TESTS) && super::tidy::has_extension(file, "py"))
    {
        let short = file.trim_start_matches(TESTS).trim_end_matches(".py");
        let mut place = format!("`{short}`");
        for line in read(&root.join(file))?.lines() {
            if let Some(name) =
                line.strip_prefix("def test_").and_then(|rest| rest.split('(').next())
            {
                place = format!("`{short}::test_{name}`");
            } else if line.starts_with("def ") || line.starts_with("class ") {
                place = format!("`{short}`");
            }
            for word in line.split(|sign: char| !sign.is_alphanumeric() && sign != '_') {
                if word.contains('_') || word.starts_with(char::is_uppercase) {
                    calls.entry(word.to_owned()).or_default().insert(place.clone());
                }
            }
        }
    }
    Ok(calls)
}

/// `ListOpenIDConnectProviders` as boto3 names its method: `list_open_id_connect_providers`.
fn python_name(operation: &str) -> String {
    let signs: Vec<char> = operation.chars().collect();
    let mut name = String::new();
    for (at, sign) in signs.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| signs.get(at));
        let after = signs.get(at + 1);
        let begins = sign.is_uppercase()
            && before.is_some_and(|before| {
                !before.is_uppercase() || after.is_some_and(|after| after.is_lowercase())
            });
        if begins {
            name.push('_');
        }
        name.extend(sign.to_lowercase());
    }
    name
}

const INTRODUCTION: &str = "\
# What is served

Each operation that answers, beside the number that AWS's model of the service has, with the
black-box tests that call it through a client that others wrote. `cargo xtask coverage` writes this
page, and `cargo xtask tidy` fails while it is not what it would write.
";

#[cfg(test)]
mod tests {
    use super::python_name;

    #[test]
    fn operations_are_named_as_boto3_names_its_methods() {
        for (operation, method) in [
            ("GetId", "get_id"),
            ("ListOpenIDConnectProviders", "list_open_id_connect_providers"),
            ("RegisterCertificateWithoutCA", "register_certificate_without_ca"),
            ("GetContextKeysForCustomPolicy", "get_context_keys_for_custom_policy"),
            ("AssumeRoleWithWebIdentity", "assume_role_with_web_identity"),
        ] {
            assert_eq!(python_name(operation), method);
        }
    }
}
