//! What came of all cases, before it is written down in one form or another.

use std::collections::HashSet;

use daypass_server::decisions::Told;
use daypass_server::policy_tests::{Now, judge};
use serde::Serialize;

use super::file::TestFile;
use super::policies::PolicySource;
use super::unused::{Statement, Unused};
use super::yaml::Place;
use crate::failure::Failure;
use crate::lint::ToldFinding;

/// Everything that is reported.
#[derive(Debug, Serialize)]
pub(super) struct Outcome {
    pub(super) files: Vec<FileOutcome>,
    /// Statements that no case ever used.
    pub(super) unused: Vec<Unused>,
    #[serde(skip)]
    pub(super) deny_unused: bool,
    #[serde(skip)]
    pub(super) used: HashSet<Statement>,
}

/// The cases of one file.
#[derive(Debug, Serialize)]
pub(super) struct FileOutcome {
    pub(super) file: String,
    pub(super) cases: Vec<CaseOutcome>,
    pub(super) findings: Vec<PolicyFinding>,
}

/// One case.
#[derive(Debug, Serialize)]
pub(super) struct CaseOutcome {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) passed: bool,
    /// Every way in which the decision is not the expected one.
    pub(super) differences: Vec<String>,
    pub(super) decision: Told,
}

/// What the linter says of a policy.
#[derive(Debug, Serialize)]
pub(super) struct PolicyFinding {
    pub(super) policy: String,
    /// The file to look at.
    pub(super) file: String,
    #[serde(flatten)]
    pub(super) finding: ToldFinding,
}

impl Outcome {
    pub(super) fn new(deny_unused: bool) -> Self {
        Self { files: Vec::new(), unused: Vec::new(), deny_unused, used: HashSet::new() }
    }

    /// Decides the cases of a file.
    pub(super) async fn add(&mut self, file: &TestFile, now: Now) -> Result<(), Failure> {
        let mut cases = Vec::with_capacity(file.suite.cases.len());
        for (case, at) in file.suite.cases.iter().zip(&file.places) {
            let place = format!("{}:{}:{}", file.path.display(), at.line, at.column);
            let verdict = judge(&file.suite, case, now).await;
            let verdict = verdict.map_err(|error| Failure::Usage(format!("{place}: {error}")))?;
            let used = verdict.used.iter();
            self.used.extend(used.filter_map(|used| Statement::of(file, used)));
            cases.push(CaseOutcome {
                name: case.name.clone(),
                line: at.line,
                column: at.column,
                passed: verdict.differences.is_empty(),
                differences: verdict.differences,
                decision: verdict.told,
            });
        }
        let file_name = file.path.display().to_string();
        self.files.push(FileOutcome { file: file_name, cases, findings: findings(file) });
        Ok(())
    }

    pub(super) fn cases(&self) -> impl Iterator<Item = (&FileOutcome, &CaseOutcome)> {
        self.files.iter().flat_map(|file| file.cases.iter().map(move |case| (file, case)))
    }

    pub(super) fn passed(&self) -> usize {
        self.cases().filter(|(_, case)| case.passed).count()
    }

    pub(super) fn failed(&self) -> usize {
        self.cases().filter(|(_, case)| !case.passed).count()
    }

    /// Whether unused statements are a failure, and there are some.
    pub(super) fn refuses_unused(&self) -> bool {
        self.deny_unused && !self.unused.is_empty()
    }

    pub(super) fn is_success(&self) -> bool {
        self.failed() == 0 && !self.refuses_unused()
    }

    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "passed": self.passed(),
            "failed": self.failed(),
            "files": self.files,
            "unused": self.unused,
        })
    }
}

fn findings(file: &TestFile) -> Vec<PolicyFinding> {
    let policies = file.policies.iter();
    let findings = policies.flat_map(|(name, policy)| {
        policy.findings.iter().map(move |finding| {
            let mut finding = ToldFinding::from(finding.clone());
            let place = place(&policy.source, (finding.line, finding.column));
            (finding.line, finding.column) = place;
            let file = policy.source.file.display().to_string();
            PolicyFinding { policy: name.clone(), file, finding }
        })
    });
    findings.collect()
}

/// Where something of a policy is to be looked for: in its file, or where the test file has it.
pub(super) fn place(source: &PolicySource, (line, column): (u32, u32)) -> (u32, u32) {
    let Place { line: inline_line, column: inline_column } = source.at;
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    if source.inline { (small(inline_line), small(inline_column)) } else { (line, column) }
}
