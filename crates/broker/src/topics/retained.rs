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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Publication, Publisher};
    use crate::now::Now;
    use crate::subject::Realm;
    use daypass_mqtt::{MessageProperties, QoS, TopicName, Utf8String};

    const BOUNDS: RetainedBounds = RetainedBounds { messages_max: 10, bytes_max: 1 << 20 };

    fn message(publisher: &mut Publisher, payload: &'static str, wall_ms: i64) -> Arc<Message> {
        let publication = Publication {
            realm: Arc::new(Realm::new("000000000000", "us-east-1")),
            topic: TopicName::new(Utf8String::try_from("t").unwrap()).unwrap(),
            payload: payload.into(),
            qos: QoS::AtMostOnce,
            retain: true,
            properties: MessageProperties::default(),
            publisher: None,
        };
        publisher.message(publication, Now { monotonic_ms: 0, wall_ms })
    }

    /// What is kept after the messages came in this order.
    fn kept(messages: &[&Arc<Message>]) -> Vec<Arc<str>> {
        let mut retained = Retained::default();
        for message in messages {
            assert!(retained.retain(message, BOUNDS, 0));
        }
        let found = retained.find("t", true, 0);
        found.iter().map(|found| String::from_utf8_lossy(found.payload()).into()).collect()
    }

    #[test]
    fn in_whatever_order_they_come_the_latest_is_kept() {
        let (mut one, mut two) = (Publisher::of_reactor(0), Publisher::of_reactor(1));
        let first = message(&mut one, "first", 1000);
        let second = message(&mut two, "second", 1001);
        let clearing = message(&mut one, "", 1002);
        assert_eq!(kept(&[&first, &second]), ["second".into()]);
        assert_eq!(kept(&[&second, &first]), ["second".into()]);
        assert_eq!(kept(&[&second, &clearing, &first]), [] as [Arc<str>; 0]);
        assert_eq!(kept(&[&clearing, &second]), [] as [Arc<str>; 0]);
        // At the same instant the reactors' numbers decide, everywhere alike.
        let tie = message(&mut Publisher::of_reactor(3), "tie", 1001);
        assert_eq!(kept(&[&second, &tie]), kept(&[&tie, &second]));
    }

    #[test]
    fn what_is_published_after_a_message_was_seen_is_later_whatever_the_clock_says() {
        let (mut ahead, mut behind) = (Publisher::of_reactor(0), Publisher::of_reactor(1));
        let seen = message(&mut ahead, "seen", 5000);
        behind.seen(seen.stamp.ticks);
        let answer = message(&mut behind, "answer", 1000);
        assert_eq!(kept(&[&answer, &seen]), ["answer".into()]);
    }

    #[test]
    fn a_cleared_topic_is_forgotten_after_a_while() {
        let mut publisher = Publisher::of_reactor(0);
        let (set, clear) = (message(&mut publisher, "x", 0), message(&mut publisher, "", 0));
        let mut retained = Retained::default();
        retained.retain(&set, BOUNDS, 0);
        retained.retain(&clear, BOUNDS, 0);
        assert_eq!((retained.topics.len(), retained.messages, retained.bytes), (1, 0, 0));
        retained.forget_cleared(CLEARED_MS_MAX - 1, 10);
        assert_eq!(retained.topics.len(), 1);
        retained.forget_cleared(CLEARED_MS_MAX, 10);
        assert_eq!((retained.topics.len(), retained.cleared.len()), (0, 0));
    }
}
