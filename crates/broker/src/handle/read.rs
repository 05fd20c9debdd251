//! From bytes to what is done with them.

use super::unsubscribe;
use super::{
    acknowledge, connect, disconnect, end, plain, publish, reply, run, standing, subscribe,
    throttle, timeout,
};
use crate::connection::Phase;
use crate::connection_id::ConnectionId;
use crate::handle::end::WillFate;
use crate::handle::reply::Peer;
use crate::lifecycle::DisconnectReason;
use crate::shell::Close;
use crate::state::{State, Turn};
use bytes::{Buf as _, BytesMut};
use daypass_mqtt::{
    Bounds, Connack, DecodeError, PACKET_BYTES_MAX, Packet, ProtocolVersion, ReasonCode, decode,
};

/// What a client may send before it knows whether it is let in.
const PREMATURE_BYTES_MAX: usize = 64 << 10;

/// What is expected of a connection.
enum Expected {
    Connect,
    Packets(ProtocolVersion),
    /// Nothing, until it is authenticated.
    Patience,
    /// Nothing any more.
    Nothing,
}

/// Reads whole packets from the front of `bytes`.
pub(crate) fn receive(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    bytes: &mut BytesMut,
) {
    let mut packets = 0_usize;
    loop {
        let version = match expected(state, connection) {
            Expected::Connect => None,
            Expected::Packets(version) => Some(version),
            Expected::Patience => {
                // AWS serves nothing that a client sends before it has read CONNACK.
                let strict = state.settings.strict_aws && !bytes.is_empty();
                if strict || bytes.len() > PREMATURE_BYTES_MAX {
                    let reason = DisconnectReason::ClientError;
                    end::end(state, turn, connection, WillFate::Send, Close::AtOnce, reason);
                }
                return;
            }
            Expected::Nothing => return,
        };
        if !throttle::may_read(state, turn.now, connection) {
            return;
        }
        if let Some(version) = version
            && let Some(taken) = plain(state, turn, connection, version, bytes)
        {
            packets += 1;
            bytes.advance(taken);
            continue;
        }
        let before = bytes.len();
        match decode(bytes, version, &bounds(state)) {
            Ok(Some(Packet::Connect(_))) if is_premature(state, bytes) => {
                let reason = DisconnectReason::ClientError;
                end::end(state, turn, connection, WillFate::Forget, Close::AtOnce, reason);
                return;
            }
            Ok(Some(packet)) => {
                packets += 1;
                throttle::read(state, connection, before - bytes.len());
                heard(state, turn, connection);
                handle(state, turn, connection, packet);
            }
            Ok(None) => break,
            Err(error) => {
                malformed(state, turn, connection, error);
                return;
            }
        }
    }
    note_rest(state, turn, connection, packets > 0, bytes.is_empty());
}

/// Takes from the front of `bytes` what needs no packet to be made of it: most of what busy clients
/// send. How many bytes that were.
fn plain(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    version: ProtocolVersion,
    bytes: &[u8],
) -> Option<usize> {
    let run = run::read(state, turn, connection, version, bytes);
    let taken = run.or_else(|| plain::read(state, turn, connection, version, bytes));
    if taken.is_some() {
        heard(state, turn, connection);
        bound_output(state, turn, connection);
    }
    taken
}

/// Whether what follows CONNECT at once is too early for AWS. It is looked at here because another
/// reactor may see to the rest.
fn is_premature(state: &State, bytes: &BytesMut) -> bool {
    state.settings.strict_aws && !bytes.is_empty()
}

fn expected(state: &State, connection: ConnectionId) -> Expected {
    match state.connections.get(connection).map(|open| &open.phase) {
        Some(Phase::Opened) => Expected::Connect,
        Some(Phase::Authenticating(_)) => Expected::Patience,
        Some(Phase::Connected(connected)) => Expected::Packets(connected.peer.version),
        Some(Phase::Closing) | None => Expected::Nothing,
    }
}

fn handle(state: &mut State, turn: &mut Turn<'_>, connection: ConnectionId, packet: Packet) {
    let packet = match packet {
        Packet::Connect(connect) => return connect::read(state, turn, connection, connect),
        packet => packet,
    };
    if !standing::refresh(state, turn, connection) {
        return;
    }
    match packet {
        Packet::Publish(publish) => publish::read(state, turn, connection, publish),
        // AWS has no QoS 2.
        Packet::Pubrec(_) | Packet::Pubrel(_) | Packet::Pubcomp(_) if state.settings.strict_aws => {
            disconnect::disconnect(state, turn, connection, ReasonCode::ProtocolError);
        }
        Packet::Puback(answer) => acknowledge::puback(state, turn, connection, &answer),
        Packet::Pubrec(answer) => acknowledge::pubrec(state, turn, connection, &answer),
        Packet::Pubrel(answer) => acknowledge::pubrel(state, turn, connection, &answer),
        Packet::Pubcomp(answer) => acknowledge::pubcomp(state, turn, connection, &answer),
        Packet::Subscribe(subscribe) => subscribe::read(state, turn, connection, &subscribe),
        Packet::Unsubscribe(packet) => unsubscribe::read(state, turn, connection, &packet),
        Packet::Pingreq => reply::send(state, connection, &Packet::Pingresp, turn.now),
        Packet::Disconnect(packet) => disconnect::read(state, turn, connection, &packet),
        // What only a server sends the decoder refuses; no authentication method was agreed on.
        _ => disconnect::disconnect(state, turn, connection, ReasonCode::ProtocolError),
    }
    bound_output(state, turn, connection);
}

/// A client that asks for answers and does not read them is let go: answers alone have no other
/// bound.
fn bound_output(state: &mut State, turn: &mut Turn<'_>, connection: ConnectionId) {
    let max = 2 * state.settings.output_bytes_max + state.settings.packet_bytes_max as usize;
    if state.connections.get(connection).is_some_and(|open| open.output.len() > max) {
        let reason = DisconnectReason::Throttled;
        end::end(state, turn, connection, WillFate::Send, Close::AtOnce, reason);
    }
}

fn bounds(state: &State) -> Bounds {
    Bounds {
        packet_bytes_max: state.settings.packet_bytes_max,
        user_properties_max: state.settings.user_properties_max,
        topic_filters_max: state.settings.filters_per_packet_max,
    }
}

fn heard(state: &mut State, turn: &Turn<'_>, connection: ConnectionId) {
    if let Some(connected) = state.connected_mut(connection) {
        connected.heard_at_ms = turn.now.monotonic_ms;
    }
}

/// Takes note of whether a packet was begun.
fn note_rest(
    state: &mut State,
    turn: &Turn<'_>,
    connection: ConnectionId,
    progressed: bool,
    empty: bool,
) {
    let Some(open) = state.connections.get_mut(connection) else { return };
    if empty {
        open.partial_since_ms = None;
    } else if progressed || open.partial_since_ms.is_none() {
        open.partial_since_ms = Some(turn.now.monotonic_ms);
        timeout::schedule(state, connection);
    }
}

/// Bytes that are no packet end the connection; who has said which version it speaks is told why.
fn malformed(state: &mut State, turn: &mut Turn<'_>, connection: ConnectionId, error: DecodeError) {
    if state.connected(connection).is_some() {
        disconnect::disconnect(state, turn, connection, error.reason_code());
        return;
    }
    if let Some(version) = error.version {
        let peer = Peer { version, packet_bytes_max: PACKET_BYTES_MAX, problem_information: true };
        let refusal = Packet::Connack(Box::new(Connack::refusal(error.reason_code())));
        reply::send_to(state, connection, peer, &refusal, turn.now);
    }
    let reason = DisconnectReason::ClientError;
    end::end(state, turn, connection, WillFate::Send, Close::AfterOutput, reason);
}
