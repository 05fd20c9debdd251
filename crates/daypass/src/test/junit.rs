//! The report in JUnit's XML, which most build servers read.

use std::fmt::{self, Write as _};

use daypass_server::decisions::text;

use super::outcome::{CaseOutcome, FileOutcome, Outcome};

/// The whole report.
pub(super) fn report(outcome: &Outcome) -> String {
    let mut xml = String::new();
    // Writing into a String cannot fail.
    let _ = write(&mut xml, outcome);
    xml
}

fn write(xml: &mut String, outcome: &Outcome) -> fmt::Result {
    let unused = usize::from(outcome.deny_unused);
    let tests = outcome.passed() + outcome.failed() + unused;
    let failures = outcome.failed() + usize::from(outcome.refuses_unused());
    writeln!(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(xml, "<testsuites name=\"daypass test\" tests=\"{tests}\" failures=\"{failures}\">")?;
    for file in &outcome.files {
        write_file(xml, file)?;
    }
    if outcome.deny_unused {
        write_unused(xml, outcome)?;
    }
    writeln!(xml, "</testsuites>")
}

fn write_file(xml: &mut String, file: &FileOutcome) -> fmt::Result {
    let failures = file.cases.iter().filter(|case| !case.passed).count();
    let (name, tests) = (escaped(&file.file), file.cases.len());
    writeln!(xml, "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\">")?;
    for case in &file.cases {
        write_case(xml, &name, case)?;
    }
    writeln!(xml, "  </testsuite>")
}

fn write_case(xml: &mut String, file: &str, case: &CaseOutcome) -> fmt::Result {
    let name = escaped(&case.name);
    let line = case.line;
    write!(
        xml,
        "    <testcase name=\"{name}\" classname=\"{file}\" file=\"{file}\" line=\"{line}\""
    )?;
    if case.passed {
        return writeln!(xml, "/>");
    }
    let message = escaped(&case.differences.join("; "));
    let story = escaped(&text(&case.decision));
    writeln!(xml, ">\n      <failure message=\"{message}\">{story}</failure>\n    </testcase>")
}

/// Where unused statements are a failure, they are a case of their own.
fn write_unused(xml: &mut String, outcome: &Outcome) -> fmt::Result {
    let failures = usize::from(outcome.refuses_unused());
    let name = "name=\"unused statements\"";
    writeln!(xml, "  <testsuite {name} tests=\"1\" failures=\"{failures}\">")?;
    write!(xml, "    <testcase {name} classname=\"unused statements\"")?;
    if failures == 0 {
        writeln!(xml, "/>")?;
    } else {
        let told = outcome
            .unused
            .iter()
            .map(|unused| format!("{}:{}: {}", unused.file, unused.line, unused.label()));
        let told: Vec<_> = told.collect();
        let message = format!("{} statements were never used", told.len());
        let story = escaped(&told.join("\n"));
        writeln!(
            xml,
            ">\n      <failure message=\"{message}\">{story}</failure>\n    </testcase>"
        )?;
    }
    writeln!(xml, "  </testsuite>")
}

/// Text between tags and in attributes. What XML 1.0 has no place for becomes a replacement.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            ' '..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}' => out.push(sign),
            _ => out.push('\u{FFFD}'),
        }
    }
    out
}
