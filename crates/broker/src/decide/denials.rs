//! Denied deliveries: one record per class, topic and second.

use super::classes::ClassId;
use crate::subject::Subject;
use daypass_policy::{Decision, Permissions};
use hashbrown::HashMap;
use std::collections::VecDeque;
use std::sync::Arc;

/// A delivery that policies refused.
#[derive(Clone, Debug)]
pub(crate) struct Denied {
    pub(crate) subject: Arc<Subject>,
    pub(crate) client_id: Arc<str>,
    pub(crate) permissions: Arc<Permissions>,
    pub(crate) decision: Decision,
    /// The ARN of the topic.
    pub(crate) resource: Arc<str>,
}

/// Denials of the running second, by class and topic.
#[derive(Debug, Default)]
pub(crate) struct Denials {
    running: HashMap<(ClassId, Arc<str>), Running>,
    /// The same, in the order in which their seconds end.
    ends: VecDeque<(u64, (ClassId, Arc<str>))>,
}

#[derive(Debug)]
struct Running {
    more: u64,
    last: Option<Denied>,
}

/// What is to be done about a denial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Denial {
    /// The first of its second: record it now.
    First,
    /// Counted, to be recorded when its second ends.
    Counted,
    /// Too many different ones at once: not recorded.
    Untold,
}

/// The most classes and topics that are counted at once; beyond, a flood of refusals is not to
/// cost more than the messages that it consists of.
const DENIALS_MAX: usize = 1024;
const SECOND_MS: u64 = 1000;

impl Denials {
    /// Takes note of a denial; what it was is asked for only where it is kept.
    pub(crate) fn note(
        &mut self,
        class: ClassId,
        topic: &Arc<str>,
        monotonic_ms: u64,
        denied: impl FnOnce() -> Denied,
    ) -> Denial {
        let key = (class, Arc::clone(topic));
        if let Some(running) = self.running.get_mut(&key) {
            running.more += 1;
            running.last.get_or_insert_with(denied);
            return Denial::Counted;
        }
        if self.running.len() >= DENIALS_MAX {
            return Denial::Untold;
        }
        self.ends.push_back((monotonic_ms + SECOND_MS, key.clone()));
        self.running.insert(key, Running { more: 0, last: None });
        Denial::First
    }

    /// When the next second ends.
    pub(crate) fn next_end_ms(&self) -> Option<u64> {
        self.ends.front().map(|(end_ms, _)| *end_ms)
    }

    /// What was counted in a second that ended: the denial and how many more there were of it.
    pub(crate) fn ended(&mut self, monotonic_ms: u64) -> Option<(Denied, u64)> {
        while let Some((end_ms, _)) = self.ends.front() {
            if *end_ms > monotonic_ms {
                return None;
            }
            let (_, key) = self.ends.pop_front()?;
            if let Some(Running { more, last: Some(denied) }) = self.running.remove(&key) {
                return Some((denied, more));
            }
        }
        None
    }
}
