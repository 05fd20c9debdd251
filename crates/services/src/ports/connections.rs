//! What operations ask of the device gateway.

use bytes::Bytes;
use daypass_aws_types::{AccountId, Region};
use daypass_store::BoxFuture;

/// A message that an operation publishes, already authorized.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// The account whose topics it enters.
    pub account: AccountId,
    /// The region whose topics it enters.
    pub region: Region,
    /// The topic.
    pub topic: String,
    /// The payload.
    pub payload: Bytes,
    /// 0 or 1.
    pub qos: u8,
    /// Whether the message is kept for later subscribers.
    pub retain: bool,
    /// The MQTT 5 properties.
    pub properties: PublicationProperties,
}

/// MQTT 5 properties of a message published over HTTPS.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublicationProperties {
    /// `contentType`.
    pub content_type: Option<String>,
    /// `responseTopic`.
    pub response_topic: Option<String>,
    /// `x-amz-mqtt5-correlation-data`, decoded.
    pub correlation_data: Option<Bytes>,
    /// Whether the payload is UTF-8 (`x-amz-mqtt5-payload-format-indicator`).
    pub payload_is_utf8: Option<bool>,
    /// `messageExpiry` in seconds.
    pub message_expiry_seconds: Option<u32>,
    /// `x-amz-mqtt5-user-properties`, in their order.
    pub user_properties: Vec<(String, String)>,
}

/// The gateway did not take the message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublishError {
    /// The reactors' queues are full.
    #[error("the device gateway is busy")]
    Busy,
    /// MQTT cannot carry it: it is too long, or holds what MQTT forbids.
    #[error("{0} cannot be sent by MQTT")]
    Invalid(&'static str),
    /// The server is shutting down.
    #[error("the device gateway is closing")]
    Closing,
}

/// The device gateway's side towards operations.
pub trait Connections: Send + Sync {
    /// Hands a message to the gateway; resolves once every reactor has taken it.
    fn publish(&self, publication: Publication) -> BoxFuture<'_, Result<(), PublishError>>;
}
