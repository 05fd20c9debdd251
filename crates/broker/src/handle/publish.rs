//! PUBLISH of a client (section 3.3).

use super::authorize::{self, NotAllowed};
use super::durable::{self, NoRoom};
use super::{disconnect, fan_out, reply, shadow, throttle, timeout};
use crate::connection::{Ticket, Tickets};
use crate::connection_id::ConnectionId;
use crate::decide::Action;
use crate::durable::{Change, Unit};
use crate::message::{Message, Publication};
use crate::session::Reception;
use crate::shell::PacketKind;
use crate::state::{State, Turn};
use crate::topic::Topic;
use crate::topics::{self, Purpose};
use bytes::Bytes;
use daypass_mqtt::{
    Acknowledgement, Delivery, MessageProperties, Packet, PacketIdentifier, ProtocolVersion,
    Publish, PublishTopic, ReasonCode, ReasonProperties,
};
use std::sync::Arc;

/// Why a PUBLISH was not taken.
enum NotTaken {
    /// It ends the connection.
    Fatal(ReasonCode),
    /// It is answered by this code; without an acknowledgement it ends the connection.
    Answered(ReasonCode),
    /// The connection has published too much this second: without an acknowledgement it is dropped.
    Throttled,
    /// Policies refuse it.
    NotAllowed(NotAllowed),
}

/// A PUBLISH was read.
pub(crate) fn read(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    publish: Publish,
) {
    let delivery = publish.delivery;
    if is_repeated(state, connection, delivery) {
        let storing = storing(state, connection, delivery);
        acknowledge_when(state, turn, connection, delivery, None, storing);
        return;
    }
    match take(state, turn, connection, publish) {
        Ok(tickets) => acknowledge_when(state, turn, connection, delivery, None, tickets),
        Err(NotTaken::Fatal(code)) => disconnect::disconnect(state, turn, connection, code),
        Err(not_taken) => answer(state, turn, connection, delivery, not_taken),
    }
}

/// Checks, authorizes and publishes. What the acknowledgement waits for, where it does: that the message
/// is stored, or that what it asks of a shadow is done.
fn take(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    mut publish: Publish,
) -> Result<Tickets, NotTaken> {
    if publish.delivery.qos() > state.settings.qos_max() {
        return Err(NotTaken::Fatal(ReasonCode::QosNotSupported));
    }
    let topic = topic(state, connection, &publish.topic).map_err(NotTaken::Fatal)?;
    if !throttle::may_publish(state, turn.now, connection) {
        state.counters.dropped_throttled += 1;
        return Err(NotTaken::Throttled);
    }
    if !state.settings.accepts_topic(&topic.text) {
        return Err(NotTaken::Answered(ReasonCode::TopicNameInvalid));
    }
    let purpose = purpose(state, &topic, publish.retain)?;
    receive(state, connection, publish.delivery)?;
    let allowed = authorize(state, turn, connection, &topic, publish.retain);
    if allowed.is_err() {
        forget(state, connection, publish.delivery);
    }
    allowed.map_err(NotTaken::NotAllowed)?;
    state.settings.bound_expiry(&mut publish.properties);
    publish.payload = Bytes::copy_from_slice(&publish.payload);
    accept(state, turn, connection, topic, publish, purpose)
}

/// A PUBLISH without anything beside its payload, which is nobody else's, was read; the connection may
/// publish to its topic, which is an ordinary one.
pub(crate) fn plain(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    topic: Topic,
    delivery: Delivery,
    payload: Bytes,
) {
    let publish = Publish {
        delivery,
        retain: false,
        topic: PublishTopic::Name(topic.name.clone()),
        subscription_identifiers: Vec::new(),
        properties: MessageProperties::default(),
        payload,
    };
    match accept(state, turn, connection, topic, publish, Purpose::Ordinary) {
        Ok(tickets) => acknowledge_when(state, turn, connection, delivery, None, tickets),
        Err(not_taken) => answer(state, turn, connection, delivery, not_taken),
    }
}

/// Publishes what was checked and authorized.
fn accept(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    topic: Topic,
    publish: Publish,
    purpose: Purpose,
) -> Result<Tickets, NotTaken> {
    let Some(connected) = state.connected(connection) else { return Ok(Tickets::new()) };
    let Some(realm) = state.realms.get(connected.realm) else { return Ok(Tickets::new()) };
    let publication = Publication {
        realm: Arc::clone(&realm.realm),
        topic: topic.name.clone(),
        payload: publish.payload,
        qos: publish.delivery.qos(),
        retain: publish.retain,
        properties: publish.properties,
        publisher: Some(Arc::clone(&connected.client_id)),
    };
    let message = Arc::new(state.publisher.stamp(publication, topic, turn.now));
    let unit = durable::open(state, turn, connection, &message, publish.delivery);
    let kept = unit.and_then(|unit| {
        let storing = (publish.delivery, unit.as_ref().map(|(unit, _)| unit));
        let ticket = keep(state, turn, connection, &message, storing)?;
        Ok((unit, ticket))
    });
    let Ok((unit, ticket)) = kept else {
        state.counters.storing_refused += 1;
        forget(state, connection, publish.delivery);
        return Err(NotTaken::Answered(ReasonCode::QuotaExceeded));
    };
    let mut tickets: Tickets = ticket.into_iter().collect();
    state.counters.published += 1;
    durable::received(state, connection, publish.delivery, unit.as_ref());
    fan_out::publish(state, turn, &message, unit.as_ref().map(|(unit, _)| unit));
    if let Some((unit, ticket)) = unit
        && Unit::close(unit)
    {
        tickets.push(ticket);
    }
    if let Purpose::Shadow(topic) = purpose {
        tickets.extend(shadow::ask(state, turn, connection, topic, &message, publish.delivery));
    }
    Ok(tickets)
}

/// Sees to it that a message that is retained is stored, as one with whatever else is stored of it; what is
/// acknowledged waits for that. An error if there is no room for it.
fn keep(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    message: &Arc<Message>,
    (delivery, unit): (Delivery, Option<&Arc<Unit>>),
) -> Result<Option<Ticket>, NoRoom> {
    if !message.retain {
        return Ok(None);
    }
    if !fan_out::has_room(state, message, turn.now) {
        return Err(NoRoom);
    }
    if let Some(unit) = unit {
        unit.add(Change::Retain(Box::new(message.to_kept(turn.now))));
        return Ok(None);
    }
    let ticket = delivery.packet_identifier().map(|_| state.ticket());
    let waiting = ticket.map(|ticket| (connection, ticket));
    if turn.shell.keep(message, waiting, turn.now) { Ok(ticket) } else { Err(NoRoom) }
}

/// What publishing to a topic means; reserved topics take requests alone, and retain nothing.
fn purpose(state: &State, topic: &Topic, retain: bool) -> Result<Purpose, NotTaken> {
    match topics::purpose(&topic.text, state.settings.strict_aws) {
        Purpose::Closed => Err(NotTaken::Answered(ReasonCode::TopicNameInvalid)),
        Purpose::Shadow(_) if retain => Err(NotTaken::Answered(ReasonCode::TopicNameInvalid)),
        purpose => Ok(purpose),
    }
}

fn authorize(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    topic: &Topic,
    retain: bool,
) -> Result<(), NotAllowed> {
    let retain = retain.then_some(Action::RetainPublish);
    for action in [Action::Publish].into_iter().chain(retain) {
        let packet = PacketKind::Publish;
        if let Some(Err(refused)) =
            authorize::ask(state, turn, connection, packet, action, &topic.text)
        {
            return Err(refused);
        }
    }
    Ok(())
}

/// The topic that a PUBLISH names or stands for by its alias.
fn topic(
    state: &mut State,
    connection: ConnectionId,
    topic: &PublishTopic,
) -> Result<Topic, ReasonCode> {
    let max = state.settings.topic_alias_max;
    let invalid = ReasonCode::TopicAliasInvalid;
    let connected = state.connected_mut(connection).ok_or(ReasonCode::UnspecifiedError)?;
    match topic {
        PublishTopic::Name(name) => {
            Ok(connected.routes.topic(name).cloned().unwrap_or_else(|| Topic::new(name)))
        }
        PublishTopic::NameAndAlias(name, alias) => {
            let topic = Topic::new(name);
            let set = connected.aliases.set(*alias, &topic, max);
            if set { Ok(topic) } else { Err(invalid) }
        }
        PublishTopic::Alias(alias) => connected.aliases.topic(*alias).cloned().ok_or(invalid),
    }
}

/// Whether a message of QoS 2 was taken before and not released (section 4.3.3).
fn is_repeated(state: &mut State, connection: ConnectionId, delivery: Delivery) -> bool {
    let Delivery::ExactlyOnce { packet_identifier, .. } = delivery else { return false };
    let session = state.session_mut(connection);
    session.is_some_and(|session| session.received.contains_key(&packet_identifier))
}

/// What the acknowledgement of a message of QoS 2 that was taken before waits for.
fn storing(state: &mut State, connection: ConnectionId, delivery: Delivery) -> Tickets {
    let session = state.session_mut(connection);
    let reception = session.zip(delivery.packet_identifier());
    let reception = reception.and_then(|(session, identifier)| session.received.get(&identifier));
    match reception {
        Some(Reception::Storing(ticket)) => Tickets::from_elem(*ticket, 1),
        _ => Tickets::new(),
    }
}

/// Remembers a message of QoS 2 until it is released. More of them than the server granted end the
/// connection [MQTT-3.3.4-9].
fn receive(
    state: &mut State,
    connection: ConnectionId,
    delivery: Delivery,
) -> Result<(), NotTaken> {
    let Delivery::ExactlyOnce { packet_identifier, .. } = delivery else { return Ok(()) };
    let max = usize::from(state.settings.in_flight_max);
    let Some(session) = state.session_mut(connection) else { return Ok(()) };
    if session.received.len() >= max {
        return Err(NotTaken::Fatal(ReasonCode::ReceiveMaximumExceeded));
    }
    session.received.insert(packet_identifier, Reception::Stored);
    Ok(())
}

fn forget(state: &mut State, connection: ConnectionId, delivery: Delivery) {
    if let Delivery::ExactlyOnce { packet_identifier, .. } = delivery
        && let Some(session) = state.session_mut(connection)
    {
        session.received.remove(&packet_identifier);
    }
}

/// Tells what was not taken: MQTT 5 by an acknowledgement where there is one; everything else by
/// the end of the connection.
fn answer(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    delivery: Delivery,
    not_taken: NotTaken,
) {
    let version = state.connected(connection).map(|connected| connected.peer.version);
    let acknowledged =
        version == Some(ProtocolVersion::V5) && delivery.packet_identifier().is_some();
    match not_taken {
        NotTaken::NotAllowed(refused) if acknowledged => {
            let properties =
                reply::refusal_properties(refused.reason.as_deref(), [refused.decision]);
            let failure = Some((ReasonCode::NotAuthorized, properties));
            acknowledge(state, turn, connection, delivery, failure);
        }
        NotTaken::NotAllowed(refused) => disconnect::refused(state, turn, connection, &refused),
        NotTaken::Throttled if acknowledged => {
            let failure = Some((ReasonCode::QuotaExceeded, ReasonProperties::default()));
            acknowledge(state, turn, connection, delivery, failure);
        }
        NotTaken::Throttled => {}
        NotTaken::Answered(code) if acknowledged => {
            let failure = Some((code, ReasonProperties::default()));
            acknowledge(state, turn, connection, delivery, failure);
        }
        NotTaken::Answered(code) | NotTaken::Fatal(code) => {
            disconnect::disconnect(state, turn, connection, code);
        }
    }
}

/// PUBACK or PUBREC.
fn acknowledge(
    state: &mut State,
    turn: &Turn<'_>,
    connection: ConnectionId,
    delivery: Delivery,
    failure: Option<(ReasonCode, ReasonProperties)>,
) {
    acknowledge_when(state, turn, connection, delivery, failure, Tickets::new());
}

/// The same, once what the tickets name is stored. Acknowledgements keep the order of what they answer.
fn acknowledge_when(
    state: &mut State,
    turn: &Turn<'_>,
    connection: ConnectionId,
    delivery: Delivery,
    failure: Option<(ReasonCode, ReasonProperties)>,
    tickets: Tickets,
) {
    let with = |packet_identifier: PacketIdentifier| match failure {
        None => Acknowledgement::success(packet_identifier),
        Some((reason_code, properties)) => {
            Acknowledgement { packet_identifier, reason_code, properties }
        }
    };
    let packet = match delivery {
        Delivery::AtMostOnce => return,
        Delivery::AtLeastOnce { packet_identifier, .. } => Packet::Puback(with(packet_identifier)),
        Delivery::ExactlyOnce { packet_identifier, .. } => Packet::Pubrec(with(packet_identifier)),
    };
    owe(state, turn, connection, tickets, packet);
}

/// Sends an acknowledgement, after those that wait, and after what the tickets name is stored.
pub(crate) fn owe(
    state: &mut State,
    turn: &Turn<'_>,
    connection: ConnectionId,
    tickets: Tickets,
    packet: Packet,
) {
    let Some(connected) = state.connected_mut(connection) else { return };
    if !tickets.is_empty() || !connected.owed.is_empty() {
        connected.owed.push(tickets, packet, turn.now);
        timeout::schedule(state, connection);
    } else {
        reply::send(state, connection, &packet, turn.now);
    }
}

/// What a ticket names is stored, or could not be: then the client is let go, and publishes it again.
pub(crate) fn stored(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    ticket: Ticket,
    done: bool,
) {
    if !done {
        disconnect::disconnect(state, turn, connection, ReasonCode::UnspecifiedError);
        return;
    }
    let Some(connected) = state.connected_mut(connection) else { return };
    connected.owed.stored(ticket, turn.now);
    while let Some(packet) =
        state.connected_mut(connection).and_then(|connected| connected.owed.next())
    {
        reply::send(state, connection, &packet, turn.now);
    }
}
