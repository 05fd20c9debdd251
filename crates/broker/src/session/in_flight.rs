//! Messages that were sent to one client and that it has not acknowledged (section 4.3).

use super::queue::Queued;
use crate::sharing::Group;
use daypass_mqtt::{PacketIdentifier, QoS};
use std::collections::VecDeque;

/// An unacknowledged message.
#[derive(Debug)]
pub(crate) struct Sent {
    pub(crate) id: PacketIdentifier,
    pub(crate) queued: Queued,
    pub(crate) state: SentState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SentState {
    /// Sent over an earlier connection: to be sent again over this one.
    Again,
    /// Sent; PUBACK or PUBREC is awaited.
    Published,
    /// PUBREL was sent; PUBCOMP is awaited.
    Released,
}

/// Unacknowledged messages, in the order in which they were first sent.
#[derive(Debug, Default)]
pub(crate) struct InFlight {
    sent: VecDeque<Sent>,
    last_id: u16,
    /// How many have to be sent again.
    again: usize,
}

impl InFlight {
    /// How many the client has before it on this connection.
    pub(crate) fn unacknowledged(&self) -> usize {
        self.sent.len() - self.again
    }

    /// How many have to be sent again.
    pub(crate) fn again(&self) -> usize {
        self.again
    }

    /// Adds a message under a packet identifier that is free.
    pub(crate) fn publish(&mut self, queued: Queued) -> PacketIdentifier {
        let id = self.free_id();
        self.sent.push_back(Sent { id, queued, state: SentState::Published });
        id
    }

    /// The window is far smaller than the number of identifiers, so that one is found soon.
    fn free_id(&mut self) -> PacketIdentifier {
        loop {
            self.last_id = self.last_id.checked_add(1).unwrap_or(1);
            if let Some(id) = PacketIdentifier::new(self.last_id)
                && !self.sent.iter().any(|sent| sent.id == id)
            {
                return id;
            }
        }
    }

    /// The next message that has to be sent again.
    pub(crate) fn next_again(&self) -> Option<&Sent> {
        if self.again == 0 {
            return None;
        }
        self.sent.iter().find(|sent| sent.state == SentState::Again)
    }

    /// The quality of service of an unacknowledged message.
    pub(crate) fn qos(&self, id: PacketIdentifier) -> Option<QoS> {
        self.sent.iter().find(|sent| sent.id == id).map(|sent| sent.queued.qos)
    }

    /// It was sent again.
    pub(crate) fn sent_again(&mut self, id: PacketIdentifier) {
        self.change(id, SentState::Published);
    }

    /// PUBREC came: PUBREL is next. Whether there is such a message.
    pub(crate) fn release(&mut self, id: PacketIdentifier) -> bool {
        self.change(id, SentState::Released)
    }

    /// The message is done with. What it was.
    pub(crate) fn remove(&mut self, id: PacketIdentifier) -> Option<Sent> {
        let place = self.sent.iter().position(|sent| sent.id == id)?;
        let sent = self.sent.remove(place)?;
        self.again -= usize::from(sent.state == SentState::Again);
        Some(sent)
    }

    /// Takes out the messages of shared subscriptions that may go to another member: those of QoS 1,
    /// because a message of QoS 2 stays with the client that it was sent to [MQTT-4.8.2-5].
    pub(crate) fn take_movable(&mut self, movable: impl Fn(&Group) -> bool) -> Vec<Queued> {
        let is_movable =
            |sent: &Sent| sent.queued.qos == QoS::AtLeastOnce && sent.queued.is_movable(&movable);
        let ids: Vec<PacketIdentifier> =
            self.sent.iter().filter(|sent| is_movable(sent)).map(|sent| sent.id).collect();
        ids.into_iter().filter_map(|id| self.remove(id)).map(|sent| sent.queued).collect()
    }

    /// A new connection: everything published before is to be sent again [MQTT-4.4.0-1]. The
    /// identifiers for which PUBREL is to be sent again.
    pub(crate) fn resume(&mut self) -> Vec<PacketIdentifier> {
        for sent in &mut self.sent {
            if sent.state == SentState::Published {
                sent.state = SentState::Again;
            }
        }
        self.again = self.sent.iter().filter(|sent| sent.state == SentState::Again).count();
        let released = self.sent.iter().filter(|sent| sent.state == SentState::Released);
        released.map(|sent| sent.id).collect()
    }

    fn change(&mut self, id: PacketIdentifier, to: SentState) -> bool {
        let Some(sent) = self.sent.iter_mut().find(|sent| sent.id == id) else { return false };
        self.again -= usize::from(sent.state == SentState::Again);
        sent.state = to;
        true
    }
}
