//! What an operation leaves for the decision record when a trust policy refused.

use std::sync::{Mutex, PoisonError};

use daypass_policy::Explanation;

/// A place for one explanation. The wire says no more than AWS does; the gateway takes the note
/// into the decision record.
#[derive(Debug, Default)]
pub struct RefusalNote {
    explanation: Mutex<Option<Explanation>>,
}

impl RefusalNote {
    /// A note with nothing on it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Leaves an explanation; the last one counts, for the last refusal is the one answered.
    pub fn leave(&self, explanation: Explanation) {
        *self.explanation.lock().unwrap_or_else(PoisonError::into_inner) = Some(explanation);
    }

    /// Takes the explanation, if an operation left one.
    pub fn take(&self) -> Option<Explanation> {
        self.explanation.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
