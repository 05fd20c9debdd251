//! Pages whose tables name the tests that prove each row: every test that they name is there, and no
//! row goes without one or a reason.

use std::path::Path;

use super::Finding;
use crate::commands::{Failure, read};

/// The pages, where they are there.
const PAGES: [&str; 2] = ["docs/strict-aws.md", "docs/mqtt-conformance.md"];

/// A source that may hold tests: its name without folder and extension, and its text.
type Source = (String, String);

/// Each test that is named and missing, and each row without proof.
pub(super) fn check(root: &Path, files: &[String]) -> Result<Vec<Finding>, Failure> {
    let sources = sources(root, files)?;
    let mut findings = Vec::new();
    for page in PAGES.iter().filter(|page| files.iter().any(|file| file == **page)) {
        let text = read(&root.join(page))?;
        findings.extend(findings_of(&text, &sources).map(|finding| format!("{page}: {finding}")));
    }
    Ok(findings)
}

fn sources(root: &Path, files: &[String]) -> Result<Vec<Source>, Failure> {
    let holds_tests = |file: &&String| {
        let path = Path::new(file.as_str());
        let is_source = path.extension().is_some_and(|found| found == "rs" || found == "py");
        is_source && (file.starts_with("crates/") || file.starts_with("tests/"))
    };
    let mut sources = Vec::new();
    for file in files.iter().filter(holds_tests) {
        let name = Path::new(file).file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        sources.push((name.to_owned(), read(&root.join(file))?));
    }
    Ok(sources)
}

fn findings_of(page: &str, sources: &[Source]) -> impl Iterator<Item = Finding> {
    let rows = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("|---"));
    let proofs = rows.filter_map(|row| Some((row, row.strip_suffix('|')?.rsplit('|').next()?)));
    proofs.flat_map(|(row, proof)| {
        let named: Vec<&str> = proof.split('`').skip(1).step_by(2).collect();
        let missing = named.into_iter().filter(|name| !is_there(name, sources));
        let mut findings: Vec<Finding> =
            missing.map(|name| format!("there is no test `{name}`")).collect();
        if proof.trim().is_empty() {
            findings.push(format!("no proof in the row `{row}`"));
        }
        findings
    })
}

/// Whether some source defines a test `name`, or the source `file` a test `file::name`.
fn is_there(name: &str, sources: &[Source]) -> bool {
    let (file, function) = name
        .rsplit_once("::")
        .map_or((None, name), |(file, function)| (file.rsplit("::").next(), function));
    let definitions = [format!("fn {function}("), format!("def {function}(")];
    let here = sources.iter().filter(|(stem, _)| file.is_none_or(|file| file == stem));
    here.into_iter().any(|(_, text)| definitions.iter().any(|one| text.contains(one)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_test_is_there_and_a_row_has_a_proof() {
        let sources = [("flow".to_owned(), "#[test]\nfn it_flows() {}\n".to_owned())];
        let findings = |page: &str| findings_of(page, &sources).collect::<Vec<_>>();
        let fine = "| what | test |\n|---|---|\n| a | `it_flows` |\n| b | `flow::it_flows` |\n| c | of clients |\n";
        assert_eq!(findings(fine), [] as [Finding; 0]);
        assert_eq!(findings("| a | `it_stops` |\n"), ["there is no test `it_stops`"]);
        assert_eq!(findings("| a | `dam::it_flows` |\n"), ["there is no test `dam::it_flows`"]);
        assert_eq!(findings("| a | |\n").len(), 1);
    }
}
