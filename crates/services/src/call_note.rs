//! What an operation leaves beside its answer: for the decision record when a trust policy refused,
//! and for the audit event when it did more than it was asked for.

use std::sync::{Mutex, MutexGuard, PoisonError};

use daypass_policy::Explanation;

use crate::logins::LoginMeasure;

/// What one call left. The wire says no more than AWS does; the gateway takes the notes into the
/// decision record and the audit event.
#[derive(Debug, Default)]
pub struct CallNote {
    explanation: Mutex<Option<Explanation>>,
    login: Mutex<Option<LoginMeasure>>,
    attached: Mutex<Vec<String>>,
}

impl CallNote {
    /// A note with nothing on it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Leaves an explanation; the last one counts, for the last refusal is the one answered.
    pub fn leave(&self, explanation: Explanation) {
        *unpoisoned(&self.explanation) = Some(explanation);
    }

    /// Takes the explanation, if an operation left one.
    pub fn take(&self) -> Option<Explanation> {
        unpoisoned(&self.explanation).take()
    }

    /// Leaves what a refused login was measured by.
    pub fn leave_login(&self, measure: Option<LoginMeasure>) {
        *unpoisoned(&self.login) = measure;
    }

    /// Takes what a refused login was measured by, if one was.
    pub fn take_login(&self) -> Option<LoginMeasure> {
        unpoisoned(&self.login).take()
    }

    /// Says which AWS IoT policies were attached to an identity on the way; the last run counts.
    pub fn leave_attached(&self, policies: Vec<String>) {
        *unpoisoned(&self.attached) = policies;
    }

    /// Takes the names of the policies that were attached.
    pub fn take_attached(&self) -> Vec<String> {
        std::mem::take(&mut *unpoisoned(&self.attached))
    }
}

fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
