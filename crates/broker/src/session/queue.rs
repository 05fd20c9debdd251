//! Messages that wait to be sent to one client.

use crate::message::Message;
use crate::sharing::Group;
use daypass_mqtt::{QoS, SubscriptionIdentifier};
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
}

impl Queued {
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
    /// Adds a message at the end; false if the queue is full.
    pub(crate) fn push(&mut self, queued: Queued, bounds: QueueBounds) -> bool {
        let bytes = self.bytes + queued.message.bytes();
        if self.waiting.len() >= bounds.messages_max || bytes > bounds.bytes_max {
            return false;
        }
        self.bytes = bytes;
        self.waiting.push_back(queued);
        true
    }

    /// What [`Self::pop`] would take out.
    pub(crate) fn first(&self) -> Option<&Queued> {
        self.waiting.front()
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
