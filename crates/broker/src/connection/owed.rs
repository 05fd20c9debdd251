//! Acknowledgements that wait until what they speak of is stored, in the order of what they answer
//! [MQTT-4.6.0-2].

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
}

impl Owed {
    /// Whether an acknowledgement can go at once.
    pub(crate) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// An acknowledgement goes after those before it, and after what the tickets name is stored.
    pub(crate) fn push(&mut self, tickets: Tickets, packet: Packet) {
        self.waiting.push_back((tickets, packet));
    }

    /// Whether an acknowledgement waits for what a ticket names.
    pub(crate) fn waits_for(&self, ticket: Ticket) -> bool {
        self.waiting.iter().any(|(waits, _)| waits.contains(&ticket))
    }

    /// What a ticket names was stored.
    pub(crate) fn stored(&mut self, ticket: Ticket) {
        for (waits, _) in &mut self.waiting {
            waits.retain(|waiting| *waiting != ticket);
        }
    }

    /// The next acknowledgement that waits for nothing.
    pub(crate) fn next(&mut self) -> Option<Packet> {
        let (waits, _) = self.waiting.front()?;
        if !waits.is_empty() {
            return None;
        }
        self.waiting.pop_front().map(|(_, packet)| packet)
    }
}
