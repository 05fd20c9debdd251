//! Acknowledgements that wait until what they speak of is stored, in the order of what they answer
//! [MQTT-4.6.0-2].

use daypass_mqtt::Packet;
use std::collections::VecDeque;
use std::num::NonZeroU64;

/// Names something that is being stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ticket(pub NonZeroU64);

/// What a connection owes. There are no more of them than packet identifiers.
#[derive(Debug, Default)]
pub(crate) struct Owed {
    waiting: VecDeque<(Option<Ticket>, Packet)>,
}

impl Owed {
    /// Whether an acknowledgement can go at once.
    pub(crate) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// An acknowledgement goes after those before it, and after what the ticket names is stored.
    pub(crate) fn push(&mut self, ticket: Option<Ticket>, packet: Packet) {
        self.waiting.push_back((ticket, packet));
    }

    /// What a ticket names was stored.
    pub(crate) fn stored(&mut self, ticket: Ticket) {
        if let Some((waits, _)) = self.waiting.iter_mut().find(|(waits, _)| *waits == Some(ticket))
        {
            *waits = None;
        }
    }

    /// The next acknowledgement that waits for nothing.
    pub(crate) fn next(&mut self) -> Option<Packet> {
        let (waits, _) = self.waiting.front()?;
        if waits.is_some() {
            return None;
        }
        self.waiting.pop_front().map(|(_, packet)| packet)
    }
}
