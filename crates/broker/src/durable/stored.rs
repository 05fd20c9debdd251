//! A session in the parts that are stored.

use crate::kept::KeptMessage;
use crate::subject::Realm;
use bytes::Bytes;
use std::sync::Arc;

/// A session without what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRecord {
    /// Where the client lives.
    pub realm: Arc<Realm>,
    /// The client's id.
    pub client_id: Arc<str>,
    /// Names the session among all that ever were.
    pub identifier: u128,
    /// The principal that it belongs to.
    pub owner: Arc<str>,
    /// Whether it is one of MQTT 5, and not of 3.1.1.
    pub mqtt_5: bool,
    /// How long it outlives its connection, in milliseconds.
    pub expiry_ms: u64,
    /// When it ends, in milliseconds since 1970; nothing while the client is connected.
    pub ends_at_ms: Option<i64>,
}

/// A subscription of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSubscription {
    /// The filter, of a shared subscription with `$share/NAME/`.
    pub filter: Arc<str>,
    /// The highest quality of service, 0 to 2.
    pub qos: u8,
    /// Whether the client's own messages are left out.
    pub no_local: bool,
    /// Whether messages keep the flag that they were published with.
    pub retain_as_published: bool,
    /// The subscription identifier.
    pub identifier: Option<u32>,
}

/// A message that waits for a client, or is on its way there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDelivery {
    /// Its place among the messages of the session.
    pub sequence: u64,
    /// The message.
    pub message: KeptMessage,
    /// Whether the message was published to be retained.
    pub published_retained: bool,
    /// The quality of service, 1 or 2.
    pub qos: u8,
    /// Whether it is sent as a retained one.
    pub retain: bool,
    /// The subscription identifiers that it is sent with.
    pub identifiers: Vec<u32>,
    /// The filter of the shared subscription that it comes by.
    pub group: Option<Arc<str>>,
    /// The packet identifier of a message of QoS 2.
    pub packet_identifier: Option<u16>,
    /// Whether the client has received it (PUBREC); what is stored of it then has no payload.
    pub released: bool,
}

/// A will, from when its client connects until it is sent, or is not to be sent any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredWill {
    /// Names the will among all that ever were.
    pub identifier: u128,
    /// The session of its client: a will waits no longer than that.
    pub session: u128,
    /// Where it is published.
    pub realm: Arc<Realm>,
    /// The client that left it.
    pub client_id: Arc<str>,
    /// Whoever left it, as [`crate::Admission::holder`] has it.
    pub holder: Bytes,
    /// Its topic.
    pub topic: Arc<str>,
    /// Its payload.
    pub payload: Bytes,
    /// The MQTT 5 properties that all receivers share, encoded.
    pub properties: Bytes,
    /// How long the message may wait for its receivers once it is sent.
    pub message_expiry_seconds: Option<u32>,
    /// 0 to 2.
    pub qos: u8,
    /// Whether it is retained.
    pub retain: bool,
    /// How long it waits for its client to come back.
    pub delay_ms: u64,
    /// When that is over, in milliseconds since 1970; nothing while the client is connected.
    pub due_at_ms: Option<i64>,
}

/// A session as it comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSession {
    /// The session itself.
    pub record: SessionRecord,
    /// Its subscriptions.
    pub subscriptions: Vec<StoredSubscription>,
    /// The messages in it, in the order of their sequence.
    pub deliveries: Vec<StoredDelivery>,
    /// The packet identifiers under which the client has published messages of QoS 2.
    pub received: Vec<u16>,
}
