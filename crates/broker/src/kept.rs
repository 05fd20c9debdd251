//! Retained messages on their way to a store, and back.

use crate::message::{Message, Stamp, TICKS_PER_MS};
use crate::now::Now;
use crate::subject::Realm;
use crate::topic::Topic;
use bytes::Bytes;
use daypass_mqtt::{QoS, SharedPublish, TopicName, UserProperty, Utf8String};
use std::sync::Arc;

/// A retained message in the parts that are stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptMessage {
    /// Where it is retained.
    pub realm: Arc<Realm>,
    /// Its topic.
    pub topic: Arc<str>,
    /// Its payload; empty when the topic was cleared.
    pub payload: Bytes,
    /// The MQTT 5 properties that all receivers share, encoded.
    pub properties: Bytes,
    /// 0 to 2.
    pub qos: u8,
    /// The client id of its publisher.
    pub publisher: Option<Arc<str>>,
    /// When it expires, in milliseconds since 1970.
    pub expires_at_ms: Option<i64>,
    /// Its place among the messages of all reactors: of two on one topic the greater is kept.
    pub stamp: (u64, u32),
}

impl KeptMessage {
    /// The message again; nothing if it is none that could be retained.
    pub fn into_message(self, now: Now) -> Option<Arc<Message>> {
        self.message(true, now)
    }

    /// The message again, published to be retained or not.
    pub(crate) fn message(self, retain: bool, now: Now) -> Option<Arc<Message>> {
        let name = TopicName::new(Utf8String::try_from(&*self.topic).ok()?).ok()?;
        let expires_at_ms = self.expires_at_ms.map(|at_ms| {
            let left_ms = u64::try_from(at_ms.saturating_sub(now.wall_ms)).unwrap_or(0);
            now.monotonic_ms.saturating_add(left_ms)
        });
        Some(Arc::new(Message {
            realm: self.realm,
            topic: Topic::new(&name),
            qos: QoS::from_bits(self.qos)?,
            retain,
            publisher: self.publisher,
            expires_at_ms,
            stamp: Stamp { ticks: self.stamp.0, reactor: self.stamp.1 },
            shared: SharedPublish::of_encoded(self.properties, self.payload),
        }))
    }
}

impl KeptMessage {
    /// When it was published, in milliseconds since 1970.
    pub fn published_at_ms(&self) -> i64 {
        i64::try_from(self.stamp.0 / TICKS_PER_MS).unwrap_or(i64::MAX)
    }

    /// Its MQTT 5 user properties, in their order; none if what was stored cannot be read.
    pub fn user_properties(&self) -> Vec<UserProperty> {
        let shared = SharedPublish::of_encoded(self.properties.clone(), Bytes::new());
        shared.user_properties().unwrap_or_default()
    }
}

impl Message {
    /// Whether it changes what its topic retains.
    pub fn is_retained(&self) -> bool {
        self.retain
    }

    /// The parts of it that are stored.
    pub fn to_kept(&self, now: Now) -> KeptMessage {
        let expires_at_ms = self.expires_at_ms.map(|at_ms| {
            let left_ms = at_ms.saturating_sub(now.monotonic_ms);
            now.wall_ms.saturating_add(i64::try_from(left_ms).unwrap_or(i64::MAX))
        });
        KeptMessage {
            realm: Arc::clone(&self.realm),
            topic: Arc::clone(&self.topic.text),
            payload: self.shared.payload().clone(),
            properties: self.shared.encoded_properties().clone(),
            qos: self.qos.bits(),
            publisher: self.publisher.clone(),
            expires_at_ms,
            stamp: (self.stamp.ticks, self.stamp.reactor),
        }
    }
}
