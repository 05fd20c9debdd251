//! Telling whoever stores sessions what changed, and what follows once that is stored.

use super::{deliver, publish, reply};
use crate::connection::Ticket;
use crate::connection_id::ConnectionId;
use crate::durable::{
    Change, Claim, Claimed, SessionName, SessionRecord, StoredDelivery, StoredSubscription, Unit,
};
use crate::message::Message;
use crate::now::Now;
use crate::session::{Durable, Queued, Reception, SentState, Session, SessionId};
use crate::state::{State, Turn};
use crate::topics::Granted;
use bytes::Bytes;
use daypass_mqtt::{
    Acknowledgement, Delivery, Packet, PacketIdentifier, ProtocolVersion, QoS,
    SubscriptionIdentifier,
};
use std::sync::Arc;

/// There is no room to store a message.
pub(crate) struct NoRoom;

/// Whether a session of some reactor is stored, so that its messages are.
fn stores_any(state: &State) -> bool {
    state.settings.durable && state.sharing.durable_sessions() > 0
}

/// What names a session in the store; nothing if it is not stored.
pub(crate) fn name(state: &State, id: SessionId) -> Option<SessionName> {
    let session = state.sessions.get(id).filter(|session| session.durable)?;
    Some(named(state.reactor, id, session))
}

fn named(reactor: usize, id: SessionId, session: &Session) -> SessionName {
    SessionName { reactor, session: id, identifier: session.identifier }
}

/// Opens the unit of a message that a client published, if something of it may have to be stored. Its
/// acknowledgement waits for the ticket.
pub(crate) fn open(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    message: &Message,
    delivery: Delivery,
) -> Result<Option<(Arc<Unit>, Ticket)>, NoRoom> {
    if delivery.qos() == QoS::AtMostOnce || !stores_any(state) {
        return Ok(None);
    }
    let ticket = state.ticket();
    let reservation =
        turn.shell.reserve(message.bytes(), Some((connection, ticket))).ok_or(NoRoom)?;
    Ok(Some((Unit::new(reservation), ticket)))
}

/// The packet identifier of a message of QoS 2 is stored along with the message.
pub(crate) fn received(
    state: &mut State,
    connection: ConnectionId,
    delivery: Delivery,
    unit: Option<&(Arc<Unit>, Ticket)>,
) {
    let Delivery::ExactlyOnce { packet_identifier, .. } = delivery else { return };
    let Some((unit, ticket)) = unit else { return };
    let Some(id) = state.connected(connection).map(|connected| connected.session) else { return };
    let Some(name) = name(state, id) else { return };
    if let Some(session) = state.sessions.get_mut(id) {
        session.received.insert(packet_identifier, Reception::Storing(*ticket));
        unit.add(Change::Receive(name, packet_identifier));
    }
}

/// A client released a message of QoS 2: the ticket that PUBCOMP waits for, where the session is
/// stored; and whether there was such a message.
pub(crate) fn forget(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    packet_identifier: PacketIdentifier,
) -> (bool, Option<Ticket>) {
    let Some(id) = state.connected(connection).map(|connected| connected.session) else {
        return (false, None);
    };
    let stored = name(state, id);
    let ticket = state.ticket();
    let Some(session) = state.sessions.get_mut(id) else { return (false, None) };
    let Some(name) = stored else {
        return (session.received.remove(&packet_identifier).is_some(), None);
    };
    match session.received.get_mut(&packet_identifier) {
        None => (false, None),
        Some(Reception::Forgetting(ticket)) => (true, Some(*ticket)),
        Some(reception) => {
            *reception = Reception::Forgetting(ticket);
            let change = Change::Forget(name, packet_identifier);
            turn.shell.journal(change, Some((connection, ticket)));
            (true, Some(ticket))
        }
    }
}

/// The change by which a message for a session is stored. It gets its place in the session, and its
/// packet identifier if that must not change any more.
pub(crate) fn claim(
    reactor: usize,
    id: SessionId,
    session: &mut Session,
    queued: &mut Queued,
    now: Now,
) -> Change {
    session.last_sequence += 1;
    let sequence = session.last_sequence;
    let packet_identifier = (queued.qos == QoS::ExactlyOnce).then(|| session.in_flight.reserve());
    queued.durable = Some(Durable { sequence, stored: false, packet_identifier });
    Change::Queue(named(reactor, id, session), stored(queued, sequence, packet_identifier, now))
}

fn stored(
    queued: &Queued,
    sequence: u64,
    packet_identifier: Option<PacketIdentifier>,
    now: Now,
) -> StoredDelivery {
    StoredDelivery {
        sequence,
        message: queued.message.to_kept(now),
        published_retained: queued.message.retain,
        qos: queued.qos.bits(),
        retain: queued.retain,
        identifiers: queued.identifiers.iter().map(|identifier| identifier.value()).collect(),
        group: queued.group.as_ref().map(|group| Arc::clone(group.filter())),
        packet_identifier: packet_identifier.map(PacketIdentifier::get),
        released: false,
    }
}

/// The client has received a message of QoS 2 (PUBREC). Whether PUBREL waits until that is stored.
pub(crate) fn release(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    identifier: PacketIdentifier,
) -> bool {
    let Some(id) = state.connected(connection).map(|connected| connected.session) else {
        return false;
    };
    let name = name(state, id);
    let sent = state.sessions.get(id).and_then(|session| session.in_flight.get(identifier));
    let durable = sent.and_then(|sent| Some((name?, sent, sent.queued.durable?)));
    let Some((name, sent, durable)) = durable else { return false };
    match sent.state {
        SentState::Releasing => true,
        SentState::Released => false,
        SentState::Again | SentState::Published => {
            let mut delivery =
                stored(&sent.queued, durable.sequence, durable.packet_identifier, turn.now);
            delivery.message.payload = Bytes::new();
            delivery.released = true;
            turn.shell.journal(Change::Release(name, delivery), None);
            true
        }
    }
}

/// Stores a change along with a message, or by itself.
pub(crate) fn write(turn: &mut Turn<'_>, unit: Option<&Arc<Unit>>, change: Change) {
    match unit {
        Some(unit) => unit.add(change),
        None => turn.shell.journal(change, None),
    }
}

/// A message has left its session for good. What is not stored yet is taken back once it is.
pub(crate) fn finish(state: &mut State, turn: &mut Turn<'_>, id: SessionId, queued: &Queued) {
    if let Some(change) = finished(state, id, queued) {
        turn.shell.journal(change, None);
    }
}

/// A message left its session for another one: both are stored together.
pub(crate) fn moved(
    state: &mut State,
    turn: &mut Turn<'_>,
    id: SessionId,
    queued: &Queued,
) -> Option<Arc<Unit>> {
    let change = finished(state, id, queued)?;
    let unit = turn.shell.reserve(queued.message.bytes(), None).map(Unit::new);
    write(turn, unit.as_ref(), change);
    unit
}

fn finished(state: &mut State, id: SessionId, queued: &Queued) -> Option<Change> {
    let durable = queued.durable?;
    let reactor = state.reactor;
    let session = state.sessions.get_mut(id)?;
    if let Some(identifier) = durable.packet_identifier {
        session.in_flight.unreserve(identifier);
    }
    let stored = durable.stored && session.durable;
    stored.then(|| Change::Finish(named(reactor, id, session), durable.sequence))
}

/// Stores that a session is there, connected or until when.
pub(crate) fn keep(state: &mut State, turn: &mut Turn<'_>, id: SessionId) {
    let is_durable = state.settings.durable;
    let Some(session) = state.sessions.get_mut(id) else { return };
    if session.expiry_ms == 0 || !is_durable {
        discard(state, turn, id);
        return;
    }
    if !std::mem::replace(&mut session.durable, true) {
        state.sharing.durable_began();
    }
    let Some(realm) = state.realms.get(session.realm) else { return };
    let ends_at_ms = session.ends_at_ms.map(|at_ms| {
        let left_ms = at_ms.saturating_sub(turn.now.monotonic_ms);
        turn.now.wall_ms.saturating_add(i64::try_from(left_ms).unwrap_or(i64::MAX))
    });
    let record = SessionRecord {
        realm: Arc::clone(&realm.realm),
        client_id: Arc::clone(&session.client_id),
        identifier: session.identifier,
        owner: Arc::clone(&session.owner),
        mqtt_5: session.version == ProtocolVersion::V5,
        expiry_ms: session.expiry_ms,
        ends_at_ms,
    };
    turn.shell.journal(Change::Keep(record), None);
}

/// A session is not stored any more.
pub(crate) fn discard(state: &mut State, turn: &mut Turn<'_>, id: SessionId) {
    let reactor = state.reactor;
    let Some(session) = state.sessions.get_mut(id) else { return };
    if !std::mem::replace(&mut session.durable, false) {
        return;
    }
    state.sharing.durable_ended();
    let Some(realm) = state.realms.get(session.realm) else { return };
    let realm = Arc::clone(&realm.realm);
    let client_id = Arc::clone(&session.client_id);
    turn.shell.journal(Change::Discard(named(reactor, id, session), realm, client_id), None);
}

/// Stores a subscription.
pub(crate) fn subscribe(
    state: &State,
    turn: &mut Turn<'_>,
    id: SessionId,
    filter: &Arc<str>,
    granted: Granted,
) {
    let Some(name) = name(state, id) else { return };
    let subscription = StoredSubscription {
        filter: Arc::clone(filter),
        qos: granted.qos.bits(),
        no_local: granted.no_local,
        retain_as_published: granted.retain_as_published,
        identifier: granted.identifier.map(SubscriptionIdentifier::value),
    };
    turn.shell.journal(Change::Subscribe(name, subscription), None);
}

/// Stores that a subscription ended.
pub(crate) fn unsubscribe(state: &State, turn: &mut Turn<'_>, id: SessionId, filter: &str) {
    if let Some(name) = name(state, id) {
        turn.shell.journal(Change::Unsubscribe(name, filter.into()), None);
    }
}

/// What SUBACK and UNSUBACK wait for: that all before it is stored. Nothing if the session is not
/// stored.
pub(crate) fn after_all(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
) -> Option<Ticket> {
    let id = state.connected(connection)?.session;
    name(state, id)?;
    let ticket = state.ticket();
    turn.shell.after_journal(connection, ticket);
    Some(ticket)
}

/// Something that was claimed is stored, or could not be.
pub(crate) fn journaled(state: &mut State, turn: &mut Turn<'_>, claim: &Claim, done: bool) {
    let id = claim.session.session;
    match claim.claimed {
        Claimed::Queued(sequence) => queued(state, turn, claim.session, sequence, done),
        Claimed::Released(sequence) => {
            let Some(session) = state.sessions.get_mut(id) else { return };
            let connection = session.connection;
            let Some(identifier) = session.in_flight.released(sequence) else { return };
            if let Some(connection) = connection {
                if let Some(connected) = state.connected_mut(connection) {
                    connected.owed.released(turn.now);
                }
                let packet = Packet::Pubrel(Acknowledgement::success(identifier));
                reply::send(state, connection, &packet, turn.now);
            }
        }
        Claimed::Received(identifier) => {
            let Some(session) = state.sessions.get_mut(id) else { return };
            let Some(Reception::Storing(ticket)) = session.received.get(&identifier).copied()
            else {
                return;
            };
            if done {
                session.received.insert(identifier, Reception::Stored);
            } else {
                session.received.remove(&identifier);
            }
            acknowledge(state, turn, id, ticket, done);
        }
        Claimed::Forgotten(identifier) => {
            let Some(session) = state.sessions.get_mut(id) else { return };
            let Some(Reception::Forgetting(ticket)) = session.received.get(&identifier).copied()
            else {
                return;
            };
            session.received.remove(&identifier);
            acknowledge(state, turn, id, ticket, done);
        }
    }
}

/// A client that came back meanwhile may wait for the same as the connection that it had before.
fn acknowledge(state: &mut State, turn: &mut Turn<'_>, id: SessionId, ticket: Ticket, done: bool) {
    let connection = state.sessions.get(id).and_then(|session| session.connection);
    if let Some(connection) = connection
        && state.connected(connection).is_some_and(|connected| connected.owed.waits_for(ticket))
    {
        publish::stored(state, turn, connection, ticket, done);
    }
}

/// A message in a session is stored, or could not be: then one of QoS 2, which was not sent yet, is
/// published again by its publisher, who hears of it.
fn queued(state: &mut State, turn: &mut Turn<'_>, name: SessionName, sequence: u64, done: bool) {
    let id = name.session;
    let session = state.sessions.get_mut(id).filter(|session| session.durable);
    let waiting = session.and_then(|session| session.durable_mut(sequence));
    match waiting {
        Some(durable) if done => durable.stored = true,
        None if done => turn.shell.journal(Change::Finish(name, sequence), None),
        Some(_) => {
            if let Some(session) = state.sessions.get_mut(id) {
                session.not_stored(sequence);
            }
        }
        None => {}
    }
    let connection = state.sessions.get(id).and_then(|session| session.connection);
    if let Some(connection) = connection {
        deliver::pump(state, turn, connection);
    }
}
