//! `daypass lint`: what is known to go wrong with policies in files.

use std::path::Path;
use std::process::ExitCode;

use daypass_server::lint::{DocumentUse, Finding, Severity, lint};
use serde::Serialize;

use crate::arguments::{LintArguments, Output};
use crate::failure::{DENIED_OR_FAILED, Failure};
use crate::{files, out};

/// Prints the findings of every file; the exit code says whether there are any that count.
pub(crate) fn run(wanted: &LintArguments) -> Result<ExitCode, Failure> {
    let mut told = Vec::with_capacity(wanted.files.len());
    for path in &wanted.files {
        told.push(file(path, wanted)?);
    }
    match wanted.output.output {
        Output::Table => out::print(&table(&told)),
        Output::Json => out::print(&format!("{}\n", serde_json::json!({ "files": told }))),
    }
    let counts = told.iter().flat_map(|file| &file.findings).any(|finding| finding.counts);
    Ok(if counts { DENIED_OR_FAILED } else { ExitCode::SUCCESS })
}

/// One file with its findings.
#[derive(Debug, Serialize)]
struct ToldFile {
    file: String,
    findings: Vec<ToldFinding>,
}

/// A finding in the names of the JSON that is printed.
#[derive(Debug, Serialize)]
pub(crate) struct ToldFinding {
    pub(crate) code: &'static str,
    pub(crate) severity: &'static str,
    pub(crate) message: String,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) hint: &'static str,
    #[serde(skip)]
    counts: bool,
}

impl From<Finding> for ToldFinding {
    fn from(finding: Finding) -> Self {
        Self {
            code: finding.code.as_str(),
            severity: finding.severity().as_str(),
            line: finding.span.start.line,
            column: finding.span.start.column,
            hint: finding.hint(),
            counts: finding.severity() != Severity::Info,
            message: finding.message,
        }
    }
}

fn file(path: &Path, wanted: &LintArguments) -> Result<ToldFile, Failure> {
    let text = files::read(path)?;
    let findings = lint(wanted.kind.map(Into::into), usage(wanted), &text);
    let findings = findings.into_iter().map(Into::into).collect();
    Ok(ToldFile { file: path.display().to_string(), findings })
}

fn usage(wanted: &LintArguments) -> Option<DocumentUse> {
    let uses = [
        (wanted.guest, DocumentUse::GuestRole),
        (wanted.signed_in, DocumentUse::SignedInRole),
        (wanted.device, DocumentUse::DevicePolicy),
    ];
    uses.into_iter().find(|(named, _)| *named).map(|(_, usage)| usage)
}

fn table(told: &[ToldFile]) -> String {
    let mut lines = Vec::new();
    for file in told {
        for finding in &file.findings {
            let ToldFinding { code, severity, message, line, column, hint, .. } = finding;
            lines.push(format!("{}:{line}:{column}: {severity}: {code}", file.file));
            lines.push(format!("  {message}"));
            lines.push(format!("  instead: {hint}"));
        }
    }
    let found: usize = told.iter().map(|file| file.findings.len()).sum();
    lines.push(match (found, told.len()) {
        (0, 1) => "nothing found".to_owned(),
        (0, files) => format!("nothing found in {files} files"),
        (1, _) => "1 finding; docs/lint.md explains its code".to_owned(),
        (found, _) => format!("{found} findings; docs/lint.md explains their codes"),
    });
    lines.join("\n") + "\n"
}
