//! What the broker tells about a client to whoever administers it.

use crate::connection_id::ConnectionId;
use crate::lifecycle::DisconnectReason;
use daypass_mqtt::QoS;
use std::net::IpAddr;
use std::sync::Arc;

/// A client as `GetConnection` shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionReport {
    /// Its connection, while there is one.
    pub connection: Option<ConnectionId>,
    /// Whether its session ends with the connection.
    pub clean_session: bool,
    /// The keep alive that was agreed on.
    pub keep_alive_seconds: Option<u16>,
    /// The address of the peer.
    pub source_ip: Option<IpAddr>,
    /// When the last connection began, in milliseconds since 1970.
    pub connected_at_ms: Option<i64>,
    /// When it ended, and why.
    pub disconnected: Option<(i64, DisconnectReason)>,
    /// How long the session outlives its connection.
    pub session_expiry_seconds: Option<u64>,
}

/// The subscriptions of a session: whole filters in their order, and what was granted.
pub type SubscriptionReport = Vec<(Arc<str>, QoS)>;

/// How `DeleteConnection` ends a connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EndClient {
    /// The session ends, too.
    pub clean_session: bool,
    /// The will is not sent.
    pub prevent_will: bool,
}
