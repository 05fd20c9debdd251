//! What AWS IoT tells about clients as they come and go.
//!
//! <https://docs.aws.amazon.com/iot/latest/developerguide/life-cycle-events.html>

use crate::subject::{Realm, Subject};
use std::sync::Arc;

/// Why a connection ended, as AWS names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisconnectReason {
    /// Policies no longer allow what the client does, or that it is there.
    AuthError,
    /// The client sent DISCONNECT.
    ClientInitiatedDisconnect,
    /// The client broke the protocol.
    ClientError,
    /// The transport broke, or stalled.
    ConnectionLost,
    /// The same client id connected anew.
    DuplicateClientId,
    /// The client was silent for one and a half keep alive times.
    MqttKeepAliveTimeout,
    /// The server did not do what the client waited for.
    ServerError,
    /// The server goes.
    ServerInitiatedDisconnect,
    /// `DeleteConnection`.
    ApiInitiatedDisconnect,
    /// The client passed a bound.
    Throttled,
    /// A WebSocket reached its longest life.
    WebSocketTtlExpiration,
}

impl DisconnectReason {
    /// AWS's word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AuthError => "AUTH_ERROR",
            Self::ClientInitiatedDisconnect => "CLIENT_INITIATED_DISCONNECT",
            Self::ClientError => "CLIENT_ERROR",
            Self::ConnectionLost => "CONNECTION_LOST",
            Self::DuplicateClientId => "DUPLICATE_CLIENTID",
            Self::MqttKeepAliveTimeout => "MQTT_KEEP_ALIVE_TIMEOUT",
            Self::ServerError => "SERVER_ERROR",
            Self::ServerInitiatedDisconnect => "SERVER_INITIATED_DISCONNECT",
            Self::ApiInitiatedDisconnect => "API_INITIATED_DISCONNECT",
            Self::Throttled => "THROTTLED",
            Self::WebSocketTtlExpiration => "WEBSOCKET_TTL_EXPIRATION",
        }
    }
}

/// Something that happened to a client.
#[derive(Clone, Debug)]
pub struct LifecycleEvent {
    /// What.
    pub kind: LifecycleKind,
    /// Where.
    pub realm: Arc<Realm>,
    /// Whose client.
    pub subject: Arc<Subject>,
    /// The client.
    pub client_id: Arc<str>,
    /// A number that its session has for as long as it lasts.
    pub session_identifier: u128,
    /// When, in milliseconds since 1970.
    pub timestamp_ms: i64,
}

/// The kinds of events, each with a topic of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LifecycleKind {
    /// A client connected; its connection has this number among those of its id.
    Connected {
        /// The connection's number.
        version: u64,
    },
    /// A connection ended.
    Disconnected {
        /// The connection's number.
        version: u64,
        /// Why.
        reason: DisconnectReason,
    },
    /// Policies refused a CONNECT.
    ConnectFailed,
    /// A client subscribed to these filters.
    Subscribed(Vec<Arc<str>>),
    /// A client ended its subscriptions to these filters.
    Unsubscribed(Vec<Arc<str>>),
}

impl LifecycleKind {
    /// `eventType`: the last word of the topic before the client id.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Connected { .. } => "connected",
            Self::Disconnected { .. } => "disconnected",
            Self::ConnectFailed => "connect_failed",
            Self::Subscribed(_) => "subscribed",
            Self::Unsubscribed(_) => "unsubscribed",
        }
    }
}

impl LifecycleEvent {
    /// The topic that the event is published on.
    pub(crate) fn topic(&self) -> String {
        let family = match self.kind {
            LifecycleKind::Subscribed(_) | LifecycleKind::Unsubscribed(_) => "subscriptions",
            _ => "presence",
        };
        format!("$aws/events/{family}/{}/{}", self.kind.as_str(), self.client_id)
    }
}

/// Whether a filter, without its share name, may match the topic of an event.
pub(crate) fn may_match(filter: &str) -> bool {
    let mut levels = filter.split('/');
    levels.next() == Some("$aws") && matches!(levels.next(), Some("events" | "+" | "#"))
}
