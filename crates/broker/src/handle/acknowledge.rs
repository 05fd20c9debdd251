//! PUBACK, PUBREC, PUBREL and PUBCOMP of a client (sections 3.4 to 3.7).

use super::{deliver, durable, publish, reply, timeout};

use crate::connection_id::ConnectionId;
use crate::now::Now;
use crate::session::{SentState, Session};
use crate::state::{State, Turn};
use daypass_mqtt::{Acknowledgement, Packet, PacketIdentifier, QoS, ReasonCode, ReasonProperties};

/// A message of QoS 1 arrived.
pub(crate) fn puback(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    answer: &Acknowledgement,
) {
    finish(state, turn, connection, answer.packet_identifier);
}

/// A message of QoS 2 arrived, or was refused.
pub(crate) fn pubrec(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    answer: &Acknowledgement,
) {
    let identifier = answer.packet_identifier;
    if answer.reason_code.is_failure() {
        finish(state, turn, connection, identifier);
        return;
    }
    let Some(session) = state.session_mut(connection) else { return };
    let known =
        session.in_flight.get(identifier).is_some_and(|sent| sent.queued.qos == QoS::ExactlyOnce);
    if known {
        let waited = is_releasing(session, identifier);
        let waits = durable::release(state, turn, connection, identifier);
        if let Some(session) = state.session_mut(connection) {
            session.in_flight.release(identifier, !waits);
        }
        if waits {
            if !waited {
                hold(state, connection, 1, turn.now);
            }
            return;
        }
    }
    let packet = Packet::Pubrel(step(identifier, known));
    reply::send(state, connection, &packet, turn.now);
}

fn is_releasing(session: &Session, identifier: PacketIdentifier) -> bool {
    session.in_flight.get(identifier).is_some_and(|sent| sent.state == SentState::Releasing)
}

/// A client waits for so many PUBREL, which wait for the store.
pub(crate) fn hold(state: &mut State, connection: ConnectionId, releases: usize, now: Now) {
    if let Some(connected) = state.connected_mut(connection) {
        connected.owed.hold(releases, now);
        timeout::schedule(state, connection);
    }
}

/// The client releases a message of QoS 2.
pub(crate) fn pubrel(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    answer: &Acknowledgement,
) {
    let identifier = answer.packet_identifier;
    let (known, ticket) = durable::forget(state, turn, connection, identifier);
    let packet = Packet::Pubcomp(step(identifier, known));
    publish::owe(state, turn, connection, ticket.into_iter().collect(), packet);
}

/// A message of QoS 2 is done with.
pub(crate) fn pubcomp(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    answer: &Acknowledgement,
) {
    finish(state, turn, connection, answer.packet_identifier);
}

/// Frees the place of a message in the window.
fn finish(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    identifier: PacketIdentifier,
) {
    let session = state.connected(connection).map(|connected| connected.session);
    let sent =
        state.session_mut(connection).and_then(|session| session.in_flight.remove(identifier));
    if let Some((session, sent)) = session.zip(sent) {
        durable::finish(state, turn, session, &sent.queued);
    }
    deliver::pump(state, turn, connection);
}

fn step(packet_identifier: PacketIdentifier, known: bool) -> Acknowledgement {
    let reason_code =
        if known { ReasonCode::Success } else { ReasonCode::PacketIdentifierNotFound };
    Acknowledgement { packet_identifier, reason_code, properties: ReasonProperties::default() }
}
