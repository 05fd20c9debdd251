//! Messages that were sent to one client and that it has not acknowledged (section 4.3).

use super::queue::{Durable, Queued};
use crate::sharing::Group;
use daypass_mqtt::{PacketIdentifier, QoS};
use std::collections::{BTreeSet, VecDeque};

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
    /// PUBREC came, and is being stored; PUBREL follows.
    Releasing,
    /// PUBREL was sent; PUBCOMP is awaited.
    Released,
}

/// Unacknowledged messages, in the order in which they were first sent.
#[derive(Debug, Default)]
pub(crate) struct InFlight {
    sent: VecDeque<Sent>,
    last_id: u16,
    /// Packet identifiers of messages that are not sent yet.
    reserved: BTreeSet<PacketIdentifier>,
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
        let own = queued.durable.and_then(|durable| durable.packet_identifier);
        let id = own.unwrap_or_else(|| self.free_id());
        self.sent.push_back(Sent { id, queued, state: SentState::Published });
        id
    }

    /// What was sent before the server started, or may have been.
    pub(crate) fn restore(&mut self, id: PacketIdentifier, queued: Queued, released: bool) {
        let state = if released { SentState::Released } else { SentState::Again };
        self.again += usize::from(!released);
        self.reserved.insert(id);
        self.sent.push_back(Sent { id, queued, state });
    }

    /// A packet identifier for a message that is not sent yet.
    pub(crate) fn reserve(&mut self) -> PacketIdentifier {
        let id = self.free_id();
        self.reserved.insert(id);
        id
    }

    /// That message is never sent, or done with.
    pub(crate) fn unreserve(&mut self, id: PacketIdentifier) {
        self.reserved.remove(&id);
    }

    /// Where the message of a sequence stands.
    pub(crate) fn durable_mut(&mut self, sequence: u64) -> Option<&mut Durable> {
        self.sent.iter_mut().find_map(|sent| sent.queued.durable_of(sequence))
    }

    /// The message of a sequence could not be stored, and is not going to be.
    pub(crate) fn not_stored(&mut self, sequence: u64) {
        let of_it = |sent: &&mut Sent| {
            sent.queued.durable.is_some_and(|durable| durable.sequence == sequence)
        };
        if let Some(sent) = self.sent.iter_mut().find(of_it) {
            sent.queued.durable = None;
        }
    }

    /// PUBREC for the message of a sequence is stored: its packet identifier, for PUBREL.
    pub(crate) fn released(&mut self, sequence: u64) -> Option<PacketIdentifier> {
        let of_it = |sent: &&mut Sent| {
            let durable = sent.queued.durable;
            sent.state == SentState::Releasing
                && durable.is_some_and(|durable| durable.sequence == sequence)
        };
        let sent = self.sent.iter_mut().find(of_it)?;
        sent.state = SentState::Released;
        Some(sent.id)
    }

    /// The window is far smaller than the number of identifiers, so that one is found soon.
    fn free_id(&mut self) -> PacketIdentifier {
        loop {
            self.last_id = self.last_id.checked_add(1).unwrap_or(1);
            if let Some(id) = PacketIdentifier::new(self.last_id)
                && !self.reserved.contains(&id)
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

    /// An unacknowledged message.
    pub(crate) fn get(&self, id: PacketIdentifier) -> Option<&Sent> {
        self.sent.iter().find(|sent| sent.id == id)
    }

    /// It was sent again.
    pub(crate) fn sent_again(&mut self, id: PacketIdentifier) {
        self.change(id, SentState::Published);
    }

    /// PUBREC came: PUBREL is next, or waits until that is stored.
    pub(crate) fn release(&mut self, id: PacketIdentifier, stored: bool) {
        let next = if stored { SentState::Released } else { SentState::Releasing };
        self.change(id, next);
    }

    /// The message is done with. What it was.
    pub(crate) fn remove(&mut self, id: PacketIdentifier) -> Option<Sent> {
        let place = self.sent.iter().position(|sent| sent.id == id)?;
        let sent = self.sent.remove(place)?;
        self.reserved.remove(&id);
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

    /// How many PUBREL wait until PUBREC is stored.
    pub(crate) fn releasing(&self) -> usize {
        self.sent.iter().filter(|sent| sent.state == SentState::Releasing).count()
    }

    fn change(&mut self, id: PacketIdentifier, to: SentState) {
        let Some(sent) = self.sent.iter_mut().find(|sent| sent.id == id) else { return };
        self.again -= usize::from(sent.state == SentState::Again);
        sent.state = to;
    }
}
