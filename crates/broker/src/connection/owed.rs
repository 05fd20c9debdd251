//! Acknowledgements that wait until what they speak of is stored, in the order of what they answer
//! [MQTT-4.6.0-2].

use crate::now::Now;
use daypass_mqtt::Packet;
use smallvec::SmallVec;
use std::collections::VecDeque;
use std::num::NonZeroU64;

/// Names something that is being stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ticket(pub NonZeroU64);

/// What an acknowledgement waits for.
pub(crate) type Tickets = SmallVec<[Ticket; 1]>;

/// What a connection owes. There are no more of them than packet identifiers.
#[derive(Debug, Default)]
pub(crate) struct Owed {
    waiting: VecDeque<(Tickets, Packet)>,
    /// How many PUBREL wait until PUBREC is stored. They answer for themselves.
    releases: usize,
    /// Since when nothing of what is waited for was stored.
    since_ms: Option<u64>,
}

impl Owed {
    /// Whether an acknowledgement can go at once.
    pub(crate) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// An acknowledgement goes after those before it, and after what the tickets name is stored.
    pub(crate) fn push(&mut self, tickets: Tickets, packet: Packet, now: Now) {
        self.waiting.push_back((tickets, packet));
        self.since_ms.get_or_insert(now.monotonic_ms);
    }

    /// So many PUBREL wait, too.
    pub(crate) fn hold(&mut self, releases: usize, now: Now) {
        self.releases += releases;
        if releases > 0 {
            self.since_ms.get_or_insert(now.monotonic_ms);
        }
    }

    /// One of them does not any more.
    pub(crate) fn released(&mut self, now: Now) {
        self.releases = self.releases.saturating_sub(1);
        self.advance(now);
    }

    /// Since when nothing of what is waited for was stored; nothing where nothing is.
    pub(crate) fn waiting_since_ms(&self) -> Option<u64> {
        self.since_ms
    }

    fn advance(&mut self, now: Now) {
        let waits = !self.waiting.is_empty() || self.releases > 0;
        self.since_ms = waits.then_some(now.monotonic_ms);
    }

    /// Whether an acknowledgement waits for what a ticket names.
    pub(crate) fn waits_for(&self, ticket: Ticket) -> bool {
        self.waiting.iter().any(|(waits, _)| waits.contains(&ticket))
    }

    /// What a ticket names was stored.
    pub(crate) fn stored(&mut self, ticket: Ticket, now: Now) {
        for (waits, _) in &mut self.waiting {
            waits.retain(|waiting| *waiting != ticket);
        }
        self.advance(now);
    }

    /// The next acknowledgement that waits for nothing.
    pub(crate) fn next(&mut self) -> Option<Packet> {
        let (waits, _) = self.waiting.front()?;
        if !waits.is_empty() {
            return None;
        }
        let next = self.waiting.pop_front().map(|(_, packet)| packet);
        if self.waiting.is_empty() && self.releases == 0 {
            self.since_ms = None;
        }
        next
    }
}
