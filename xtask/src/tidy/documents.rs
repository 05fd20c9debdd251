//! The Markdown pages: relative links lead somewhere, and every decision is linked from the index of
//! decisions.

use std::path::Path;

use super::{Finding, has_extension};
use crate::commands::{Failure, read};

const DECISIONS_INDEX: &str = "docs/decisions/README.md";

/// Each link that leads nowhere, and each decision page that the index does not name.
pub(super) fn check(root: &Path, files: &[String]) -> Result<Vec<Finding>, Failure> {
    let mut findings = Vec::new();
    for page in files.iter().filter(|file| has_extension(file, "md")) {
        let text = read(&root.join(page))?;
        let folder = root.join(page);
        let folder = folder.parent().unwrap_or(root);
        for link in relative_links(&text).filter(|link| !folder.join(link).exists()) {
            findings.push(format!("{page}: the link to `{link}` leads nowhere"));
        }
    }
    let index = read(&root.join(DECISIONS_INDEX))?;
    let decisions = files.iter().filter_map(|file| file.strip_prefix("docs/decisions/"));
    for page in decisions.filter(|page| *page != "README.md" && !index.contains(*page)) {
        findings.push(format!("{DECISIONS_INDEX}: links no `{page}`"));
    }
    Ok(findings)
}

/// The targets of `[text](target)` that are files of the project, without their fragments.
fn relative_links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let files = targets.filter(|target| !target.contains("://") && !target.contains(' '));
    files.filter_map(|target| target.split('#').next()).filter(|target| !target.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_to_files_of_the_project_are_followed() {
        let text = "[a](docs/a.md#part) [b](https://example.com/x) [c](#here) `x[0](y z)`";
        assert_eq!(relative_links(text).collect::<Vec<_>>(), ["docs/a.md"]);
    }
}
