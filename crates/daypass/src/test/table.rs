//! The report as a person reads it.

use std::fmt::{self, Write as _};

use daypass_server::decisions::text;

use super::outcome::{CaseOutcome, Outcome};

/// The whole report.
pub(super) fn report(outcome: &Outcome) -> String {
    let mut report = String::new();
    // Writing into a String cannot fail.
    let _ = write(&mut report, outcome);
    report
}

fn write(report: &mut String, outcome: &Outcome) -> fmt::Result {
    for file in &outcome.files {
        writeln!(report, "{}", file.file)?;
        for case in &file.cases {
            write_case(report, case)?;
        }
    }
    writeln!(report)?;
    for found in outcome.files.iter().flat_map(|file| &file.findings) {
        let finding = &found.finding;
        writeln!(
            report,
            "{}:{}:{}: {}: {}: {}",
            found.file,
            finding.line,
            finding.column,
            finding.severity,
            finding.code,
            finding.message
        )?;
    }
    let severity = if outcome.deny_unused { "error" } else { "warning" };
    for unused in &outcome.unused {
        let place = format!("{}:{}:{}", unused.file, unused.line, unused.column);
        writeln!(report, "{place}: {severity}: unused: no case ever used {}", unused.label())?;
    }
    writeln!(
        report,
        "{} passed, {} failed, {} unused",
        outcome.passed(),
        outcome.failed(),
        outcome.unused.len()
    )
}

fn write_case(report: &mut String, case: &CaseOutcome) -> fmt::Result {
    if case.passed {
        return writeln!(report, "  ok    {}", case.name);
    }
    writeln!(report, "  FAIL  {} (line {})", case.name, case.line)?;
    for difference in &case.differences {
        writeln!(report, "        {difference}")?;
    }
    writeln!(report)?;
    for line in text(&case.decision).lines() {
        writeln!(report, "{}", format!("        {line}").trim_end())?;
    }
    writeln!(report)
}
