//! How a command fails: one sentence, and the exit code that scripts rely on.

use std::process::ExitCode;

/// Why a command did not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The server said no, or the command could not be done: 1.
    #[error("{0}")]
    Failed(String),
    /// What was typed or configured cannot be meant: 2.
    #[error("{0}")]
    Usage(String),
    /// No server answered: 3.
    #[error("no server answers at {endpoint}: {reason}")]
    Unreachable {
        /// Where it should have been.
        endpoint: String,
        /// What the socket said.
        reason: String,
    },
}

impl Failure {
    /// The exit code.
    pub(crate) fn code(&self) -> ExitCode {
        match self {
            Self::Failed(_) => DENIED_OR_FAILED,
            Self::Usage(_) => ExitCode::from(2),
            Self::Unreachable { .. } => ExitCode::from(3),
        }
    }
}

/// The answer is no.
pub(crate) const DENIED_OR_FAILED: ExitCode = ExitCode::FAILURE;
