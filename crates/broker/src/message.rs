//! A published message on its way to whoever subscribed.

use crate::now::Now;
use crate::subject::Realm;
use crate::topic::Topic;
use bytes::Bytes;
use daypass_mqtt::{MessageProperties, ProtocolVersion, QoS, SharedPublish, TopicName};
use std::sync::Arc;

/// A published message, shared by all of its deliveries.
#[derive(Debug)]
pub struct Message {
    pub(crate) realm: Arc<Realm>,
    pub(crate) topic: Topic,
    pub(crate) qos: QoS,
    pub(crate) retain: bool,
    /// The client that published it, for subscriptions that want nothing of their own.
    pub(crate) publisher: Option<Arc<str>>,
    /// When it expires, on the monotonic clock.
    pub(crate) expires_at_ms: Option<u64>,
    pub(crate) stamp: Stamp,
    /// Payload and properties, encoded once.
    pub(crate) shared: SharedPublish,
}

/// A message that is to be published, before it has its place among the others.
#[derive(Clone, Debug)]
pub struct Publication {
    /// Where it is published.
    pub realm: Arc<Realm>,
    /// The topic.
    pub topic: TopicName,
    /// What is published.
    pub payload: Bytes,
    /// The quality of service that the publisher asked for.
    pub qos: QoS,
    /// Whether it is retained; with an empty payload, whether the topic is cleared.
    pub retain: bool,
    /// What MQTT 5 says beside the payload, the interval until it expires among it.
    pub properties: MessageProperties,
    /// The client id of the publisher, where it is a client.
    pub publisher: Option<Arc<str>>,
}

/// The order of retained messages over all reactors: a hybrid of wall time and a count, and the
/// reactor where it was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stamp {
    pub(crate) ticks: u64,
    pub(crate) reactor: u32,
}

/// Gives each message of one source a later place than the one before. Every reactor has one, and
/// so has whoever publishes over HTTPS.
#[derive(Debug)]
pub struct Publisher {
    reactor: u32,
    last: u64,
}

/// How many messages have room within one millisecond before stamps run ahead of the clock.
pub(crate) const TICKS_PER_MS: u64 = 1 << 16;
/// What a message without any content takes.
const MESSAGE_BYTES: usize = 256;

impl Publisher {
    /// The one publisher that stands beside the reactors: HTTPS.
    pub fn beside_reactors() -> Self {
        Self { reactor: u32::MAX, last: 0 }
    }

    pub(crate) fn of_reactor(reactor: usize) -> Self {
        Self { reactor: u32::try_from(reactor).unwrap_or(u32::MAX - 1), last: 0 }
    }

    /// Makes a message, for [`crate::Broker::deliver`] of every reactor. What it holds is its own:
    /// it does not keep the buffer alive that the publication was read from.
    pub fn message(&mut self, publication: Publication, now: Now) -> Arc<Message> {
        let topic = Topic::new(&publication.topic);
        let payload = Bytes::copy_from_slice(&publication.payload);
        Arc::new(self.stamp(Publication { payload, ..publication }, topic, now))
    }

    /// The same of a payload that is nobody else's.
    pub(crate) fn stamp(&mut self, publication: Publication, topic: Topic, now: Now) -> Message {
        let stamp = self.stamps(1, now);
        Message::new(publication, topic, stamp, now)
    }

    /// The first of so many places that follow each other.
    pub(crate) fn stamps(&mut self, messages: usize, now: Now) -> Stamp {
        let wall = u64::try_from(now.wall_ms).unwrap_or(0).saturating_mul(TICKS_PER_MS);
        let first = wall.max(self.last.saturating_add(1));
        let others = u64::try_from(messages.saturating_sub(1)).unwrap_or(u64::MAX);
        self.last = first.saturating_add(others);
        Stamp { ticks: first, reactor: self.reactor }
    }

    /// Takes note of the place of another source's message: what comes next is later than it.
    pub(crate) fn seen(&mut self, ticks: u64) {
        self.last = self.last.max(ticks);
    }
}

impl Message {
    /// The payload is the message's own: no part of the buffer that it was read from.
    pub(crate) fn new(publication: Publication, topic: Topic, stamp: Stamp, now: Now) -> Self {
        let expiry_seconds = publication.properties.message_expiry_interval_seconds;
        Self {
            realm: publication.realm,
            topic,
            qos: publication.qos,
            retain: publication.retain,
            publisher: publication.publisher,
            expires_at_ms: expiry_seconds
                .map(|seconds| now.monotonic_ms.saturating_add(u64::from(seconds) * 1000)),
            stamp,
            shared: SharedPublish::new(&publication.properties, publication.payload),
        }
    }

    /// The realm it belongs to.
    pub fn realm(&self) -> &Arc<Realm> {
        &self.realm
    }

    /// Whether it is to be acknowledged: of QoS 1 or 2.
    pub fn is_acknowledged(&self) -> bool {
        self.qos > QoS::AtMostOnce
    }

    /// The topic it was published to.
    pub fn topic(&self) -> &Arc<str> {
        &self.topic.text
    }

    /// What was published.
    pub fn payload(&self) -> &Bytes {
        self.shared.payload()
    }

    /// The reactor that chooses its receivers among those of shared subscriptions: the one where it
    /// was published; for a message from outside any, the same one for all.
    pub(crate) fn chooser(&self, reactors: usize) -> usize {
        if self.stamp.reactor == u32::MAX {
            let reactors = u64::try_from(reactors).unwrap_or(1).max(1);
            return usize::try_from(self.stamp.ticks % reactors).unwrap_or(0);
        }
        self.stamp.reactor as usize
    }

    pub(crate) fn has_expired(&self, monotonic_ms: u64) -> bool {
        self.expires_at_ms.is_some_and(|at_ms| at_ms <= monotonic_ms)
    }

    /// The seconds until it expires, rounded down.
    pub(crate) fn expiry_seconds(&self, monotonic_ms: u64) -> Option<u32> {
        let left_ms = self.expires_at_ms?.saturating_sub(monotonic_ms);
        Some(u32::try_from(left_ms / 1000).unwrap_or(u32::MAX))
    }

    /// About how many bytes of memory it takes.
    pub fn bytes(&self) -> usize {
        let properties = self.shared.properties(ProtocolVersion::V5).len();
        MESSAGE_BYTES + self.topic.text.len() + self.payload().len() + properties
    }
}
