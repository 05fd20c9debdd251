//! Annotations as GitHub reads them from a job's output.
//!
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>

use super::outcome::Outcome;
use super::yaml::Malformed;

/// One line for each failed case, unused statement and finding.
pub(super) fn annotations(outcome: &Outcome) -> Vec<String> {
    let mut lines = Vec::new();
    for (file, case) in outcome.cases().filter(|(_, case)| !case.passed) {
        let at = (file.file.as_str(), case.line.to_string(), case.column.to_string());
        lines.push(line("error", at, &case.name, &case.differences.join("\n")));
    }
    let severity = if outcome.deny_unused { "error" } else { "warning" };
    for unused in &outcome.unused {
        let at = (unused.file.as_str(), unused.line.to_string(), unused.column.to_string());
        let message = format!("no case ever used {}", unused.label());
        lines.push(line(severity, at, "unused statement", &message));
    }
    for found in outcome.files.iter().flat_map(|file| &file.findings) {
        let finding = &found.finding;
        let at = (found.file.as_str(), finding.line.to_string(), finding.column.to_string());
        // A finding fails no test, whatever its severity is to `daypass lint`.
        let severity = if finding.severity == "info" { "notice" } else { "warning" };
        let message = format!("{}\ninstead: {}", finding.message, finding.hint);
        lines.push(line(severity, at, finding.code, &message));
    }
    lines
}

/// A file that cannot be run.
pub(super) fn malformed(file: &str, error: &Malformed) -> String {
    let at = (file, error.at.line.to_string(), error.at.column.to_string());
    line("error", at, "malformed policy test", &error.message)
}

fn line(
    severity: &str,
    (file, line, column): (&str, String, String),
    title: &str,
    message: &str,
) -> String {
    format!(
        "::{severity} file={},line={line},col={column},title={}::{}",
        property(file),
        property(title),
        data(message),
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_command_are_escaped() {
        let annotation =
            line("error", ("a,b.yaml", "1".into(), "2".into()), "50%: x\n", "a:b,\r\n%");
        assert_eq!(
            annotation,
            "::error file=a%2Cb.yaml,line=1,col=2,title=50%25%3A x%0A::a:b,%0D%0A%25"
        );
    }
}
