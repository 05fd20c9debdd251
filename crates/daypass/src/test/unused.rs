//! Statements that no case ever used: what no test speaks of, nobody knows to work.

use std::collections::HashSet;
use std::path::PathBuf;

use daypass_server::policy_tests::{Used, statements_of};
use serde::Serialize;

use super::file::{CheckedPolicy, TestFile};
use super::outcome::place;

/// A statement of a policy. A policy that several test files name by its path is one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Statement {
    file: PathBuf,
    /// The policy's name, where it stands in the test file itself.
    policy: Option<String>,
    index: usize,
}

/// A statement that was not used, as it is told.
#[derive(Debug, Serialize)]
pub(super) struct Unused {
    pub(super) policy: String,
    pub(super) file: String,
    /// The statement's place in its document, from zero.
    pub(super) index: usize,
    pub(super) sid: Option<String>,
    pub(super) line: u32,
    pub(super) column: u32,
}

impl Statement {
    /// The statement that a decision used, if it is one of the file's policies.
    pub(super) fn of(file: &TestFile, used: &Used) -> Option<Self> {
        let policy = file.policies.get(&used.policy)?;
        Some(Self::at(&used.policy, policy, used.statement))
    }

    fn at(name: &str, policy: &CheckedPolicy, index: usize) -> Self {
        let source = &policy.source;
        let file = source.file.canonicalize().unwrap_or_else(|_| source.file.clone());
        Self { file, policy: source.inline.then(|| name.to_owned()), index }
    }
}

/// Every statement of every policy that is not among the used ones, each once.
pub(super) fn statements(files: &[TestFile], used: &HashSet<Statement>) -> Vec<Unused> {
    let mut told = HashSet::new();
    let mut unused = Vec::new();
    for file in files {
        for (name, policy) in &file.policies {
            for reference in statements_of(name, &policy.document) {
                let statement = Statement::at(name, policy, reference.index);
                if used.contains(&statement) || !told.insert(statement) {
                    continue;
                }
                let start = reference.span.start;
                let (line, column) = place(&policy.source, (start.line, start.column));
                unused.push(Unused {
                    policy: name.clone(),
                    file: policy.source.file.display().to_string(),
                    index: reference.index,
                    sid: reference.sid,
                    line,
                    column,
                });
            }
        }
    }
    unused
}

impl Unused {
    /// The statement in words.
    pub(super) fn label(&self) -> String {
        let sid = self.sid.as_ref().map(|sid| format!(" `{sid}`")).unwrap_or_default();
        format!("statement {}{sid} of policy `{}`", self.index + 1, self.policy)
    }
}
