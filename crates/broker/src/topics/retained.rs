//! Retained messages of a realm (section 3.3.1.3). Every reactor holds all of them.

use super::filter::matches;
use crate::message::{Message, Stamp};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Bound;
use std::sync::Arc;

/// The last retained message of each topic. Reactors hear of publications in different orders;
/// the stamp of the later one wins on each of them, so that all end up with the same.
#[derive(Debug, Default)]
pub(crate) struct Retained {
    topics: BTreeMap<Arc<str>, Entry>,
    /// Topics that were cleared, oldest first, with the instant until when it is remembered.
    cleared: VecDeque<(u64, Arc<str>)>,
    /// When messages expire that do.
    expiries: BTreeSet<(u64, Arc<str>)>,
    messages: usize,
    bytes: usize,
}

#[derive(Debug)]
struct Entry {
    stamp: Stamp,
    /// Nothing after the topic was cleared.
    message: Option<Arc<Message>>,
}

/// The most that a realm retains.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RetainedBounds {
    pub(crate) messages_max: usize,
    pub(crate) bytes_max: usize,
}

/// How long an earlier message of another reactor may still be on its way.
const CLEARED_MS_MAX: u64 = 60_000;

impl Retained {
    /// Whether `message` can be retained within the bounds.
    pub(crate) fn has_room(
        &mut self,
        message: &Message,
        bounds: RetainedBounds,
        monotonic_ms: u64,
    ) -> bool {
        self.forget_expired(monotonic_ms);
        if message.payload().is_empty() {
            return true;
        }
        let replaced = self.topics.get(message.topic()).and_then(|entry| entry.message.as_ref());
        let (messages, bytes) = replaced.map_or((0, 0), |replaced| (1, replaced.bytes()));
        self.messages + 1 - messages <= bounds.messages_max
            && self.bytes + message.bytes() - bytes <= bounds.bytes_max
    }

    /// Retains a message, or clears its topic when its payload is empty. Whether there was room.
    pub(crate) fn retain(
        &mut self,
        message: &Arc<Message>,
        bounds: RetainedBounds,
        monotonic_ms: u64,
    ) -> bool {
        self.forget_cleared(monotonic_ms, bounds.messages_max);
        if !self.has_room(message, bounds, monotonic_ms) {
            return false;
        }
        let kept = (!message.payload().is_empty()).then(|| Arc::clone(message));
        let before = self.topics.get(message.topic());
        if before.is_some_and(|entry| entry.stamp >= message.stamp) {
            return true;
        }
        if kept.is_none() {
            self.cleared.push_back((monotonic_ms + CLEARED_MS_MAX, Arc::clone(message.topic())));
        }
        let entry = Entry { stamp: message.stamp, message: kept.clone() };
        let before = self.topics.insert(Arc::clone(message.topic()), entry);
        self.count(before.and_then(|entry| entry.message).as_deref(), false);
        self.count(kept.as_deref(), true);
        true
    }

    /// The messages that a new subscription to `filter` gets.
    pub(crate) fn find(&self, filter: &str, parent: bool, monotonic_ms: u64) -> Vec<Arc<Message>> {
        let prefix = filter.split(['+', '#']).next().unwrap_or_default();
        // `a/#` may match `a`.
        let prefix = prefix.strip_suffix('/').unwrap_or(prefix);
        let from_prefix = self.topics.range::<str, _>((Bound::Included(prefix), Bound::Unbounded));
        from_prefix
            .take_while(|(topic, _)| topic.starts_with(prefix))
            .filter(|(topic, _)| matches(filter, topic, parent))
            .filter_map(|(_, entry)| entry.message.as_ref())
            .filter(|message| !message.has_expired(monotonic_ms))
            .map(Arc::clone)
            .collect()
    }

    fn count(&mut self, message: Option<&Message>, more: bool) {
        let Some(message) = message else { return };
        let expiry = message.expires_at_ms.map(|at_ms| (at_ms, Arc::clone(message.topic())));
        if more {
            self.messages += 1;
            self.bytes += message.bytes();
            self.expiries.extend(expiry);
        } else {
            self.messages -= 1;
            self.bytes -= message.bytes();
            if let Some(expiry) = expiry {
                self.expiries.remove(&expiry);
            }
        }
    }

    fn forget_expired(&mut self, monotonic_ms: u64) {
        while let Some((at_ms, topic)) = self.expiries.first() {
            if *at_ms > monotonic_ms {
                return;
            }
            let expired = self.topics.remove(topic).and_then(|entry| entry.message);
            self.expiries.pop_first();
            self.count(expired.as_deref(), false);
        }
    }

    fn forget_cleared(&mut self, monotonic_ms: u64, max: usize) {
        while let Some((until_ms, topic)) = self.cleared.front() {
            if *until_ms > monotonic_ms && self.cleared.len() <= max {
                return;
            }
            if self.topics.get(topic).is_some_and(|entry| entry.message.is_none()) {
                self.topics.remove(topic);
            }
            self.cleared.pop_front();
        }
    }
}
