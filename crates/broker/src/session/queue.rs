//! Messages that wait to be sent to one client.

use crate::message::Message;
use crate::sharing::Group;
use daypass_mqtt::{PacketIdentifier, QoS, SubscriptionIdentifier};
use smallvec::SmallVec;
use std::collections::VecDeque;
use std::sync::Arc;

/// A message for one client, as it is going to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Queued {
    pub(crate) message: Arc<Message>,
    pub(crate) qos: QoS,
    pub(crate) retain: bool,
    pub(crate) identifiers: SmallVec<[SubscriptionIdentifier; 1]>,
    /// The group of the shared subscription that it comes by.
    pub(crate) group: Option<Arc<Group>>,
    /// Where it stands in the store.
    pub(crate) durable: Option<Durable>,
}

/// A message of a session that is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Durable {
    /// Its place among the messages of the session.
    pub(crate) sequence: u64,
    /// Whether it is stored by now.
    pub(crate) stored: bool,
    /// The packet identifier that it has, and keeps: of QoS 2.
    pub(crate) packet_identifier: Option<PacketIdentifier>,
}

impl Queued {
    /// Whether it may be sent: of QoS 2 only what is stored, because it is not to come twice.
    pub(crate) fn may_go(&self) -> bool {
        self.qos != QoS::ExactlyOnce || self.durable.is_none_or(|durable| durable.stored)
    }

    /// Where the message of a sequence stands, if this is it.
    pub(crate) fn durable_of(&mut self, sequence: u64) -> Option<&mut Durable> {
        self.durable.as_mut().filter(|durable| durable.sequence == sequence)
    }

    /// Whether it may go to another member of its group instead, by a rule for groups.
    pub(crate) fn is_movable(&self, movable: impl Fn(&Group) -> bool) -> bool {
        self.group.as_deref().is_some_and(movable)
    }
}

/// What waits, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Queue {
    waiting: VecDeque<Queued>,
    bytes: usize,
}

/// The most that may wait.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QueueBounds {
    pub(crate) messages_max: usize,
    pub(crate) bytes_max: usize,
}

impl Queue {
    /// Whether there is room for a message.
    pub(crate) fn has_room(&self, queued: &Queued, bounds: QueueBounds) -> bool {
        let bytes = self.bytes + queued.message.bytes();
        self.waiting.len() < bounds.messages_max && bytes <= bounds.bytes_max
    }

    /// Adds a message at the end; false if the queue is full.
    pub(crate) fn push(&mut self, queued: Queued, bounds: QueueBounds) -> bool {
        let room = self.has_room(&queued, bounds);
        if room {
            self.bytes += queued.message.bytes();
            self.waiting.push_back(queued);
        }
        room
    }

    /// Adds a message that was there before, whatever the bounds are now.
    pub(crate) fn restore(&mut self, queued: Queued) {
        self.bytes += queued.message.bytes();
        self.waiting.push_back(queued);
    }

    /// What [`Self::pop`] would take out.
    pub(crate) fn first(&self) -> Option<&Queued> {
        self.waiting.front()
    }

    /// The message of a sequence: the last ones are asked for most.
    pub(crate) fn durable_mut(&mut self, sequence: u64) -> Option<&mut Durable> {
        self.waiting.iter_mut().rev().find_map(|queued| queued.durable_of(sequence))
    }

    /// Takes out a message of QoS 2 that could not be stored; one of QoS 1 stays, and is stored no
    /// more.
    pub(crate) fn not_stored(&mut self, sequence: u64) -> Option<Queued> {
        let is_it =
            |queued: &Queued| queued.durable.is_some_and(|durable| durable.sequence == sequence);
        let place = self.waiting.iter().rposition(is_it)?;
        let queued = self.waiting.get_mut(place)?;
        if queued.qos != QoS::ExactlyOnce {
            queued.durable = None;
            return None;
        }
        let queued = self.waiting.remove(place)?;
        self.bytes -= queued.message.bytes();
        Some(queued)
    }

    /// How many wait.
    pub(crate) fn len(&self) -> usize {
        self.waiting.len()
    }

    pub(crate) fn pop(&mut self) -> Option<Queued> {
        let queued = self.waiting.pop_front()?;
        self.bytes -= queued.message.bytes();
        Some(queued)
    }

    /// Takes out the messages of shared subscriptions that may go to another member.
    pub(crate) fn take_movable(&mut self, movable: impl Fn(&Group) -> bool) -> Vec<Queued> {
        if self.waiting.iter().all(|queued| queued.group.is_none()) {
            return Vec::new();
        }
        let (taken, kept): (VecDeque<_>, VecDeque<_>) = std::mem::take(&mut self.waiting)
            .into_iter()
            .partition(|queued| queued.is_movable(&movable));
        self.waiting = kept;
        self.bytes = self.waiting.iter().map(|queued| queued.message.bytes()).sum();
        taken.into()
    }

    /// Forgets messages of QoS 0: they do not wait for another connection.
    pub(crate) fn drop_at_most_once(&mut self) {
        self.waiting.retain(|queued| queued.qos != QoS::AtMostOnce);
        self.bytes = self.waiting.iter().map(|queued| queued.message.bytes()).sum();
    }
}
