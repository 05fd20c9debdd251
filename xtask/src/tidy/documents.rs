//! The Markdown pages: relative links lead to a file and to a heading in it, and every decision is
//! linked from the index of decisions.

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
        for link in relative_links(&text).filter(|link| !leads_somewhere(folder, &text, link)) {
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

/// The targets of `[text](target)` that are files of the project, or headings in them.
fn relative_links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.is_empty() && !target.contains("://") && !target.contains(' '))
}

/// Whether a link from a page of this text, in this folder, finds its file and its heading.
fn leads_somewhere(folder: &Path, page: &str, link: &str) -> bool {
    let (file, heading) = link.split_once('#').unwrap_or((link, ""));
    if file.is_empty() {
        return has_heading(page, heading);
    }
    let file = folder.join(file);
    let is_page = has_extension(link.split('#').next().unwrap_or_default(), "md");
    if heading.is_empty() || !is_page {
        return file.exists();
    }
    std::fs::read_to_string(file).is_ok_and(|text| has_heading(&text, heading))
}

fn has_heading(text: &str, name: &str) -> bool {
    text.lines().filter(|line| line.starts_with('#')).any(|line| anchor(line) == name)
}

/// The name under which a heading is linked to: small letters, digits and hyphens of its text.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text.chars().filter(|sign| sign.is_alphanumeric() || " -_".contains(*sign));
    kept.map(|sign| if sign == ' ' { '-' } else { sign }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_within_the_project_are_followed() {
        let text = "[a](docs/a.md#part) [b](https://example.com/x) [c](#here) `x[0](y z)`";
        assert_eq!(relative_links(text).collect::<Vec<_>>(), ["docs/a.md#part", "#here"]);
    }

    #[test]
    fn a_link_finds_its_file_and_its_heading_or_leads_nowhere() {
        let root = crate::commands::project_root();
        let page = "# A page\n## When it is `refused`\n";
        for link in ["README.md", "docs", "docs/README.md#daypass-the-pages", "#when-it-is-refused"]
        {
            assert!(leads_somewhere(&root, page, link), "{link}");
        }
        for link in ["NONE.md", "NONE.md#a-page", "docs/README.md#none", "#none"] {
            assert!(!leads_somewhere(&root, page, link), "{link}");
        }
    }
}
