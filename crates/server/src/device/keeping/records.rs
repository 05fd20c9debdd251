//! How retained messages are stored. Field numbers and table numbers never change.

use std::sync::Arc;

use bytes::Bytes;
use daypass_broker::{KeptMessage, Realm};
use daypass_store::{Key, KeyPrefix, Scope, Table};

/// A retained message; its topic stands in the key.
#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct RetainedRecord {
    /// The payload.
    #[prost(bytes = "vec", tag = "1")]
    pub(super) payload: Vec<u8>,
    /// The properties that all receivers share, as MQTT 5 encodes them.
    #[prost(bytes = "vec", tag = "2")]
    pub(super) properties: Vec<u8>,
    /// 0 to 2.
    #[prost(uint32, tag = "3")]
    pub(super) qos: u32,
    /// The client id of the publisher, where it was a client.
    #[prost(string, optional, tag = "4")]
    pub(super) publisher: Option<String>,
    /// When it expires, in milliseconds since 1970.
    #[prost(int64, optional, tag = "5")]
    pub(super) expires_at_ms: Option<i64>,
    /// Its place among all messages.
    #[prost(uint64, tag = "6")]
    pub(super) stamp: u64,
    /// The reactor that gave it its place, which decides where two are equal.
    #[prost(uint32, tag = "7")]
    pub(super) stamp_reactor: u32,
}

/// Retained messages: account, region, topic. In the space of sessions.
pub(super) const RETAINED: Table<RetainedRecord, 3> = Table::global(87).split();

/// The key of a topic of a realm.
pub(super) fn key(realm: &Realm, topic: &str) -> Key<RetainedRecord> {
    RETAINED.key(&Scope::GLOBAL, [realm.account(), realm.region(), topic])
}

/// The topics of a realm.
pub(super) fn realm(realm: &Realm) -> KeyPrefix<RetainedRecord> {
    RETAINED.under(&Scope::GLOBAL, [realm.account(), realm.region()])
}

/// A message as it is stored.
pub(super) fn record(kept: &KeptMessage) -> RetainedRecord {
    RetainedRecord {
        payload: kept.payload.to_vec(),
        properties: kept.properties.to_vec(),
        qos: u32::from(kept.qos),
        publisher: kept.publisher.as_deref().map(str::to_owned),
        expires_at_ms: kept.expires_at_ms,
        stamp: kept.stamp.0,
        stamp_reactor: kept.stamp.1,
    }
}

/// A stored message; nothing if its key is none.
pub(super) fn kept(key: &Key<RetainedRecord>, record: RetainedRecord) -> Option<KeptMessage> {
    let text = |part: &[u8]| std::str::from_utf8(part).ok().map(str::to_owned);
    let [account, region, topic] = RETAINED.parts(key)?.map(text);
    Some(KeptMessage {
        realm: Arc::new(Realm::new(&account?, &region?)),
        topic: topic?.into(),
        payload: Bytes::from(record.payload),
        properties: Bytes::from(record.properties),
        qos: u8::try_from(record.qos).ok()?,
        publisher: record.publisher.map(Into::into),
        expires_at_ms: record.expires_at_ms,
        stamp: (record.stamp, record.stamp_reactor),
    })
}
