//! Pages whose tables name the tests that prove each row: every test that they name is there, and no
//! row goes without one or a reason.

use std::collections::BTreeSet;
use std::path::Path;

use super::Finding;
use crate::commands::{Failure, read};

/// The pages, where they are there.
const PAGES: [&str; 2] = ["docs/strict-aws.md", "docs/mqtt-conformance.md"];

/// The numbered statements of the versions of MQTT, under whose headings each has a row: those of
/// appendix B of the OASIS standards "MQTT Version 5.0" (7 March 2019) and "MQTT Version 3.1.1"
/// (29 October 2014).
const STATEMENTS: [(&str, usize); 2] = [("## MQTT 5\n", 251), ("## MQTT 3.1.1\n", 141)];

/// A source that may hold tests: its name without folder and extension, and its text.
type Source = (String, String);

/// Each test that is named and missing, and each row without proof.
pub(super) fn check(root: &Path, files: &[String]) -> Result<Vec<Finding>, Failure> {
    let sources = sources(root, files)?;
    let mut findings = Vec::new();
    for page in PAGES.iter().filter(|page| files.iter().any(|file| file == **page)) {
        let text = read(&root.join(page))?;
        let of_page = findings_of(&text, &sources).chain(uncounted(&text));
        findings.extend(of_page.map(|finding| format!("{page}: {finding}")));
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

/// Each version of MQTT that has a table here which has not a row for each of its statements.
fn uncounted(page: &str) -> impl Iterator<Item = Finding> {
    STATEMENTS.into_iter().filter_map(move |(heading, expected)| {
        let (_, table) = page.split_once(heading)?;
        let rows = table.lines().take_while(|line| !line.starts_with("## "));
        let names = rows.filter_map(|row| row.strip_prefix("| MQTT-")?.split(' ').next());
        let found = names.collect::<BTreeSet<_>>().len();
        let title = heading.trim();
        (found != expected)
            .then(|| format!("{found} statements have a row under `{title}`, not {expected}"))
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

    #[test]
    fn each_statement_has_a_row_under_its_version() {
        let rows = |count| (0..count).map(|at| format!("| MQTT-1.0.0-{at} | a | b |\n"));
        let page = |five, three| {
            let tables = [rows(five).collect::<String>(), rows(three).collect()];
            format!("## MQTT 5\n{}## MQTT 3.1.1\n{}", tables[0], tables[1])
        };
        assert_eq!(uncounted(&page(251, 141)).count(), 0);
        assert_eq!(uncounted(&page(250, 141)).count(), 1);
        assert_eq!(uncounted(&page(251, 142)).count(), 1);
        // The same statement twice is one.
        assert_eq!(uncounted(&page(250, 141).replace("-9 |", "-8 |")).count(), 2);
        assert_eq!(uncounted("another page").count(), 0);
    }
}
