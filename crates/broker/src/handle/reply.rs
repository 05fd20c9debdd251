//! Queueing packets for a connection.

use super::timeout;
use crate::connection_id::ConnectionId;
use crate::now::Now;
use crate::shell::DecisionId;
use crate::state::State;
use daypass_mqtt::{
    EncodeError, Packet, ProtocolVersion, ReasonProperties, UserProperty, Utf8String, encode,
};

/// What has to be known of a client to write to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer {
    pub(crate) version: ProtocolVersion,
    /// The longest packet that it takes.
    pub(crate) packet_bytes_max: u32,
    /// Whether it wants to know more than reason codes.
    pub(crate) problem_information: bool,
}

/// The user property that names the record of a refusal.
const DECISION_PROPERTY: &str = "daypass-decision";

/// Queues a packet for a connected client.
pub(crate) fn send(state: &mut State, connection: ConnectionId, packet: &Packet, now: Now) {
    if let Some(connected) = state.connected(connection) {
        let peer = connected.peer;
        send_to(state, connection, peer, packet, now);
    }
}

/// Queues a packet for a client, without its reasons where they make it longer than the client
/// takes, or where it does not want them.
pub(crate) fn send_to(
    state: &mut State,
    connection: ConnectionId,
    peer: Peer,
    packet: &Packet,
    now: Now,
) {
    let Some(open) = state.connections.get_mut(connection) else { return };
    let max = peer.packet_bytes_max;
    let terminal = matches!(packet, Packet::Connack(_) | Packet::Disconnect(_));
    let bare = if peer.problem_information || terminal { None } else { without_reason(packet) };
    let first = bare.as_ref().unwrap_or(packet);
    let written = open.output.append(|tail| encode(first, peer.version, max, tail));
    if let Err(EncodeError::PacketTooLarge { .. }) = written
        && let Some(bare) = without_reason(packet)
    {
        // Too long even without: the client refuses what it needs, and goes without an answer.
        let _ = open.output.append(|tail| encode(&bare, peer.version, max, tail));
    }
    wrote(state, connection, now);
}

/// Takes note that a connection has output.
pub(crate) fn wrote(state: &mut State, connection: ConnectionId, now: Now) {
    let Some(open) = state.connections.get_mut(connection) else { return };
    if open.output.is_empty() {
        return;
    }
    if !open.listed {
        open.listed = true;
        state.ready.push_back(connection);
    }
    if open.stalled_since_ms.is_none() {
        open.stalled_since_ms = Some(now.monotonic_ms);
        timeout::schedule(state, connection);
    }
}

/// The shell has written `bytes` of the output.
pub(crate) fn written(state: &mut State, connection: ConnectionId, bytes: usize, now: Now) {
    let Some(open) = state.connections.get_mut(connection) else { return };
    open.output.advance(bytes);
    if open.output.is_empty() {
        open.stalled_since_ms = None;
    } else if bytes > 0 {
        open.stalled_since_ms = Some(now.monotonic_ms);
    }
}

/// The properties that name the records of refusals, with a reason for people.
pub(crate) fn refusal_properties(
    reason: Option<&str>,
    decisions: impl IntoIterator<Item = DecisionId>,
) -> ReasonProperties {
    let property = |decision: DecisionId| {
        let name = Utf8String::try_from(DECISION_PROPERTY).ok()?;
        let value = Utf8String::try_from(&*decision.to_string()).ok()?;
        Some(UserProperty { name, value })
    };
    ReasonProperties {
        reason_string: reason.and_then(|text| Utf8String::try_from(text).ok()),
        user_properties: decisions.into_iter().filter_map(property).collect(),
    }
}

fn without_reason(packet: &Packet) -> Option<Packet> {
    let mut bare = packet.clone();
    let properties = match &mut bare {
        Packet::Connack(connack) => &mut connack.properties.reason,
        Packet::Puback(acknowledgement)
        | Packet::Pubrec(acknowledgement)
        | Packet::Pubrel(acknowledgement)
        | Packet::Pubcomp(acknowledgement) => &mut acknowledgement.properties,
        Packet::Suback(suback) => &mut suback.properties,
        Packet::Unsuback(unsuback) => &mut unsuback.properties,
        Packet::Disconnect(disconnect) => &mut disconnect.properties,
        _ => return None,
    };
    if *properties == ReasonProperties::default() {
        return None;
    }
    *properties = ReasonProperties::default();
    Some(bare)
}
