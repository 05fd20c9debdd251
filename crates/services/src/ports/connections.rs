//! What operations ask of the device gateway.

use std::net::{IpAddr, SocketAddr};

use bytes::Bytes;
use daypass_aws_types::{AccountId, Region};
use daypass_store::{BoxFuture, PageLimit, StoreError};

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

/// A client of the device gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientName {
    /// The account that it acts in.
    pub account: AccountId,
    /// The region that it acts in.
    pub region: Region,
    /// Its id.
    pub client_id: String,
}

/// What the gateway knows of a client.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConnectionState {
    /// Whether it is connected.
    pub connected: bool,
    /// Whether its session ends with its connection.
    pub clean_session: bool,
    /// The keep alive that was agreed on.
    pub keep_alive_seconds: Option<u16>,
    /// When its last connection began, in milliseconds since 1970.
    pub connected_at_ms: Option<i64>,
    /// When that ended.
    pub disconnected_at_ms: Option<i64>,
    /// Why, in AWS's word.
    pub disconnect_reason: Option<&'static str>,
    /// How long the session outlives its connection.
    pub session_expiry_seconds: Option<i64>,
    /// The address of the client, and its port unless a proxy stands between.
    pub source: Option<(IpAddr, Option<u16>)>,
    /// The address that it connected to.
    pub target: Option<SocketAddr>,
}

/// One subscription of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriptionState {
    /// The whole filter.
    pub filter: String,
    /// The quality of service that was granted.
    pub qos: u8,
}

/// How a connection is ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndConnection {
    /// The session ends, too.
    pub clean_session: bool,
    /// The will is not sent.
    pub prevent_will: bool,
}

/// The gateway did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// The reactors' queues are full.
    #[error("the device gateway is busy")]
    Busy,
    /// The server is shutting down.
    #[error("the device gateway is closing")]
    Closing,
}

/// A topic of the gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicPlace {
    /// The account that it belongs to.
    pub account: AccountId,
    /// The region that it belongs to.
    pub region: Region,
    /// Its name.
    pub topic: String,
}

/// What a topic retains.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RetainedMessage {
    /// The topic.
    pub topic: String,
    /// The payload.
    pub payload: Bytes,
    /// 0 to 2.
    pub qos: u8,
    /// When it was published, in milliseconds since 1970.
    pub modified_at_ms: i64,
    /// MQTT 5 user properties, in their order.
    pub user_properties: Vec<(String, String)>,
}

/// Some of what is retained.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RetainedPage {
    /// In the order of their topics; there may be fewer than asked for, even none, before the end.
    pub messages: Vec<RetainedMessage>,
    /// Where the next page begins; none after the last. Seal it before it leaves the process.
    pub next: Option<Bytes>,
}

/// The device gateway's side towards operations.
pub trait Connections: Send + Sync {
    /// Hands a message to the gateway; resolves once every reactor has taken it.
    fn publish(&self, publication: Publication) -> BoxFuture<'_, Result<(), PublishError>>;

    /// What is known of a client; nothing if it has neither a connection nor a session, and went
    /// some while ago.
    fn connection(
        &self,
        client: ClientName,
    ) -> BoxFuture<'_, Result<Option<ConnectionState>, GatewayError>>;

    /// The subscriptions of a client's session in the order of their filters; nothing if it has none.
    fn subscriptions(
        &self,
        client: ClientName,
    ) -> BoxFuture<'_, Result<Option<Vec<SubscriptionState>>, GatewayError>>;

    /// Ends the connection of a client. Whether it had one, or a session.
    fn end(
        &self,
        client: ClientName,
        how: EndConnection,
    ) -> BoxFuture<'_, Result<bool, GatewayError>>;

    /// What a topic retains, if that has not expired.
    fn retained(
        &self,
        place: TopicPlace,
    ) -> BoxFuture<'_, Result<Option<RetainedMessage>, StoreError>>;

    /// What the topics of an account and region retain, from `resume` on.
    fn all_retained<'a>(
        &'a self,
        account: &'a AccountId,
        region: &'a Region,
        resume: Option<&'a [u8]>,
        limit: PageLimit,
    ) -> BoxFuture<'a, Result<RetainedPage, StoreError>>;
}
