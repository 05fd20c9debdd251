//! Messages on their way to one client, each authorized when it is sent.

use super::{authorize, durable, reply, shared, standing, throttle};
use crate::connection_id::ConnectionId;
use crate::durable::Unit;
use crate::now::Now;
use crate::session::{Queued, SessionId};
use crate::state::{State, Turn};
use daypass_mqtt::{Delivery, PacketIdentifier, PublishHeader, QoS};
use std::sync::Arc;

/// A message for a session: sent if it can be, else kept if it has to be. False if the session has no
/// room for it.
pub(crate) fn offer(
    state: &mut State,
    turn: &mut Turn<'_>,
    id: SessionId,
    mut queued: Queued,
    unit: Option<&Arc<Unit>>,
) -> bool {
    let reactor = state.reactor;
    let bounds = state.queue_bounds();
    let Some(session) = state.sessions.get_mut(id) else { return false };
    let connection = session.connection;
    if queued.qos == QoS::AtMostOnce {
        return connection.is_some_and(|connection| at_most_once(state, turn, connection, &queued));
    }
    let taken = session.queue.has_room(&queued, bounds);
    let change = (taken && session.durable)
        .then(|| durable::claim(reactor, id, session, &mut queued, turn.now));
    session.queue.push(queued, bounds);
    if let Some(change) = change {
        durable::write(turn, unit, change);
    }
    if !taken {
        state.counters.dropped_queue_full += 1;
    }
    if let Some(connection) = connection {
        pump(state, turn, connection);
    }
    taken
}

/// A retained message for a new subscription: it waits for its turn whatever its quality of
/// service, because there may be many of them at once. Call [`pump`] afterwards.
pub(crate) fn offer_retained(state: &mut State, connection: ConnectionId, queued: Queued) {
    let bounds = state.queue_bounds();
    let Some(session) = state.session_mut(connection) else { return };
    if !session.queue.push(queued, bounds) {
        state.counters.dropped_queue_full += 1;
    }
}

/// Sends what waits in the session of a connection, as far as the client's window and the bound of
/// the output allow.
pub(crate) fn pump(state: &mut State, turn: &mut Turn<'_>, connection: ConnectionId) {
    while let Some(next) = next(state, turn, connection) {
        match next {
            Next::Again(identifier, queued) => {
                again(state, turn, connection, identifier, &queued);
            }
            Next::Waiting(queued) => first(state, turn, connection, &queued),
        }
    }
}

/// What is to be sent next.
enum Next {
    /// A message that was sent over an earlier connection.
    Again(PacketIdentifier, Queued),
    /// A message that was not sent yet; it has left the queue.
    Waiting(Queued),
}

fn next(state: &mut State, turn: &Turn<'_>, connection: ConnectionId) -> Option<Next> {
    let open = state.connections.get(connection)?;
    let connected = open.connected()?;
    if open.output.len() >= state.settings.output_bytes_max {
        return None;
    }
    let session = state.sessions.get_mut(connected.session)?;
    let window_full = session.in_flight.unacknowledged() >= connected.receive_max;
    if window_full {
        return None;
    }
    let again = session.in_flight.next_again().map(|sent| (sent.id, sent.queued.clone()));
    if connected.throttle.is_some() {
        let next = again.as_ref().map(|(_, queued)| queued).or_else(|| session.queue.first())?;
        let shared = next.group.is_some();
        if !throttle::may_send_waiting(state, turn.now, connection, shared) {
            return None;
        }
    }
    if let Some((identifier, queued)) = again {
        return Some(Next::Again(identifier, queued));
    }
    let session = state.session_mut(connection)?;
    if !session.queue.first()?.may_go() {
        return None;
    }
    session.queue.pop().map(Next::Waiting)
}

/// Sends a message of QoS 1 or 2 again [MQTT-4.4.0-1], unless it may no longer be received.
fn again(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    packet_identifier: PacketIdentifier,
    queued: &Queued,
) {
    let duplicate = true;
    let delivery = match queued.qos {
        QoS::ExactlyOnce => Delivery::ExactlyOnce { packet_identifier, duplicate },
        _ => Delivery::AtLeastOnce { packet_identifier, duplicate },
    };
    let receivable = is_receivable(state, turn, connection, queued);
    let sent = receivable && transmit(state, connection, queued, delivery, turn.now);
    let Some(session) = state.session_mut(connection) else { return };
    if sent {
        session.in_flight.sent_again(packet_identifier);
        return;
    }
    session.in_flight.remove(packet_identifier);
    if !receivable && queued.qos == QoS::AtLeastOnce {
        put_back(state, turn, connection, queued);
    } else {
        finish(state, turn, connection, queued);
    }
}

/// Sends a message for the first time.
fn first(state: &mut State, turn: &mut Turn<'_>, connection: ConnectionId, queued: &Queued) {
    if queued.message.has_expired(turn.now.monotonic_ms) {
        state.counters.dropped_expired += 1;
        finish(state, turn, connection, queued);
        return;
    }
    if !is_receivable(state, turn, connection, queued) {
        put_back(state, turn, connection, queued);
        return;
    }
    if queued.qos == QoS::AtMostOnce {
        transmit(state, connection, queued, Delivery::AtMostOnce, turn.now);
        return;
    }
    let Some(session) = state.session_mut(connection) else { return };
    let packet_identifier = session.in_flight.publish(queued.clone());
    let duplicate = false;
    let delivery = match queued.qos {
        QoS::ExactlyOnce => Delivery::ExactlyOnce { packet_identifier, duplicate },
        _ => Delivery::AtLeastOnce { packet_identifier, duplicate },
    };
    if !transmit(state, connection, queued, delivery, turn.now)
        && let Some(session) = state.session_mut(connection)
    {
        session.in_flight.remove(packet_identifier);
        finish(state, turn, connection, queued);
    }
}

/// What may not be received goes to another member where the subscription is shared.
fn put_back(state: &mut State, turn: &mut Turn<'_>, connection: ConnectionId, queued: &Queued) {
    let session = state.connected(connection).map(|connected| connected.session);
    match session {
        Some(session) if queued.group.is_some() => shared::put_back(state, turn, session, queued),
        _ => finish(state, turn, connection, queued),
    }
}

/// A message is not going to be sent.
fn finish(state: &mut State, turn: &mut Turn<'_>, connection: ConnectionId, queued: &Queued) {
    if let Some(session) = state.connected(connection).map(|connected| connected.session) {
        durable::finish(state, turn, session, queued);
    }
}

/// Sends a message of QoS 0, or drops it when the connection has no room for it; then false.
fn at_most_once(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    queued: &Queued,
) -> bool {
    let Some(open) = state.connections.get(connection) else { return false };
    let waiting = open.output.len();
    if waiting > 0 && waiting + queued.message.bytes() > state.settings.output_bytes_max {
        state.counters.dropped_output_full += 1;
        return false;
    }
    let throttled = open.connected().is_some_and(|connected| connected.throttle.is_some());
    if throttled && !throttle::may_send_at_once(state, turn.now, connection) {
        state.counters.dropped_throttled += 1;
        return false;
    }
    if is_receivable(state, turn, connection, queued) {
        transmit(state, connection, queued, Delivery::AtMostOnce, turn.now);
    }
    true
}

/// Whether the connection still stands, and may receive the message.
pub(crate) fn is_receivable(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    queued: &Queued,
) -> bool {
    standing::refresh(state, turn, connection)
        && authorize::may_receive(state, turn, connection, queued)
}

/// Queues a PUBLISH. Nothing is encoded or copied but its header, and the payload if that is small.
/// False if the packet is longer than the client takes: then it goes without [MQTT-3.1.2-25].
fn transmit(
    state: &mut State,
    connection: ConnectionId,
    queued: &Queued,
    delivery: Delivery,
    now: Now,
) -> bool {
    let Some(open) = state.connections.get_mut(connection) else { return false };
    let Some(connected) = open.connected() else { return false };
    let (peer, message) = (connected.peer, &queued.message);
    let topic = connected.given_aliases.name(&message.topic);
    let before = open.output.len();
    let header = PublishHeader {
        delivery,
        retain: queued.retain,
        topic,
        message_expiry_interval_seconds: message.expiry_seconds(now.monotonic_ms),
        subscription_identifiers: &queued.identifiers,
    };
    let shared = &message.shared;
    let written = open.output.append(|tail| {
        shared.write_header(peer.version, &header, peer.packet_bytes_max, tail)?;
        tail.extend_from_slice(shared.properties(peer.version));
        Ok::<(), daypass_mqtt::EncodeError>(())
    });
    if written.is_err() {
        state.counters.dropped_too_large += 1;
        return false;
    }
    open.output.push(shared.payload());
    let bytes = open.output.len() - before;
    if let Some(connected) = open.connected_mut() {
        connected.given_aliases.sent(&topic, &message.topic);
        if let Some(throttle) = &mut connected.throttle {
            throttle.moved(bytes);
        }
    }
    state.counters.delivered += 1;
    reply::wrote(state, connection, now);
    true
}
