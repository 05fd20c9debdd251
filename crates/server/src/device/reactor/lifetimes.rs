//! Connections that end at a given time, whatever they do: WebSockets have a longest life.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use daypass_broker::ConnectionId;

/// The ends to come, soonest first. A connection that is gone before is found missing then.
#[derive(Debug, Default)]
pub(super) struct Lifetimes {
    ends: BinaryHeap<Reverse<(u64, ConnectionId)>>,
}

impl Lifetimes {
    pub(super) fn push(&mut self, ends_ms: u64, connection: ConnectionId) {
        self.ends.push(Reverse((ends_ms, connection)));
    }

    pub(super) fn next_timeout_ms(&self) -> Option<u64> {
        self.ends.peek().map(|Reverse((ends_ms, _))| *ends_ms)
    }

    /// A connection whose time is over.
    pub(super) fn ended(&mut self, now_ms: u64) -> Option<ConnectionId> {
        self.next_timeout_ms().filter(|ends_ms| *ends_ms <= now_ms)?;
        self.ends.pop().map(|Reverse((_, connection))| connection)
    }
}
