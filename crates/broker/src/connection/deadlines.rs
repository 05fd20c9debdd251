//! Until when a connection may go on as it does.

use super::{Connection, Phase};
use crate::settings::BrokerSettings;

/// What a connection ran out of time with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overdue {
    /// CONNECT did not come, or nobody told who it is.
    Handshake,
    /// A packet was begun and not completed.
    Packet,
    /// Nothing came for one and a half keep alive times [MQTT-3.1.2-22].
    KeepAlive,
    /// The client does not read what is sent to it.
    Stalled,
    /// What the client waits for is not stored.
    Storing,
    /// The last output was not written.
    Closing,
}

impl Connection {
    /// The next instant at which something is overdue, and what.
    pub(crate) fn deadline(&self, settings: &BrokerSettings) -> (u64, Overdue) {
        let connected = match &self.phase {
            Phase::Opened | Phase::Authenticating(_) => {
                return (self.phase_until_ms, Overdue::Handshake);
            }
            Phase::Closing => return (self.phase_until_ms, Overdue::Closing),
            Phase::Connected(connected) => connected,
        };
        let silence =
            connected.silence_ms_max().map(|max| connected.heard_at_ms.saturating_add(max));
        let packet =
            self.partial_since_ms.map(|since| since.saturating_add(settings.packet_ms_max));
        let stalled =
            self.stalled_since_ms.map(|since| since.saturating_add(settings.stalled_ms_max));
        let waiting = connected.owed.waiting_since_ms();
        let storing = waiting.map(|since| since.saturating_add(settings.storing_ms_max));
        let deadlines = [
            silence.map(|at| (at, Overdue::KeepAlive)),
            packet.map(|at| (at, Overdue::Packet)),
            stalled.map(|at| (at, Overdue::Stalled)),
            storing.map(|at| (at, Overdue::Storing)),
        ];
        let earliest = deadlines.into_iter().flatten().min_by_key(|(at, _)| *at);
        earliest.unwrap_or((u64::MAX, Overdue::KeepAlive))
    }
}
