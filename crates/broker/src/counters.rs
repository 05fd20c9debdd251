//! What a broker has done so far, in numbers.

/// Numbers for metrics. They only rise, but for the gauges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Connections now (gauge).
    pub connections: u64,
    /// Sessions now, connected or not (gauge).
    pub sessions: u64,
    /// Subscriptions of these sessions (gauge).
    pub subscriptions: u64,
    /// Permission classes of the connections (gauge).
    pub permission_classes: u64,
    /// Clients that were let go because nothing was stored of what they waited for.
    pub storing_overdue: u64,
    /// Messages that clients published and that were allowed.
    pub published: u64,
    /// Those of them that asked something of a shadow.
    pub shadow_requests: u64,
    /// Those of these for which there was no room.
    pub shadow_requests_refused: u64,
    /// Messages that were sent to clients.
    pub delivered: u64,
    /// Deliveries that policies refused.
    pub denied: u64,
    /// Denied deliveries beyond the bound of those that are counted one by one.
    pub denied_unrecorded: u64,
    /// Messages of QoS 0 that a connection had no room for.
    pub dropped_output_full: u64,
    /// Messages that a session had no room for.
    pub dropped_queue_full: u64,
    /// Messages that are longer than the client takes.
    pub dropped_too_large: u64,
    /// Messages that expired before they could be sent.
    pub dropped_expired: u64,
    /// Messages beyond the rate of a connection.
    pub dropped_throttled: u64,
    /// Messages that no member of a shared subscription took.
    pub dropped_unshared: u64,
    /// Retained messages that the realm had no room for.
    pub retained_refused: u64,
    /// Messages of clients that there was no room to store.
    pub storing_refused: u64,
    /// Connections that were cut because they may no longer be.
    pub cut: u64,
    /// Subscriptions that were ended because they may no longer be.
    pub unsubscribed: u64,
}
