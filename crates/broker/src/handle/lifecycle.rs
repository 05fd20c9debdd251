//! Publishing what happens to clients, on the topics that AWS reserves for it.

use super::fan_out;
use crate::connection_id::ConnectionId;
use crate::lifecycle::{LifecycleEvent, LifecycleKind};
use crate::message::Publication;
use crate::state::{State, Turn};
use daypass_mqtt::{MessageProperties, QoS, TopicName, Utf8String};
use std::sync::Arc;

/// Notes an event of a connected client; it is published before the call ends.
pub(crate) fn note(
    state: &mut State,
    turn: &Turn<'_>,
    connection: ConnectionId,
    kind: LifecycleKind,
) {
    if !state.sharing.hears_events() {
        return;
    }
    let Some(connected) = state.connected(connection) else { return };
    let Some(realm) = state.realms.get(connected.realm) else { return };
    let Some(session) = state.sessions.get(connected.session) else { return };
    let event = LifecycleEvent {
        kind,
        realm: Arc::clone(&realm.realm),
        subject: Arc::clone(&connected.subject),
        client_id: Arc::clone(&connected.client_id),
        session_identifier: session.identifier,
        timestamp_ms: turn.now.wall_ms,
    };
    push(state, event);
}

/// Queues an event, if anybody listens. AWS has none for client ids that look like filters.
pub(crate) fn push(state: &mut State, event: LifecycleEvent) {
    if state.sharing.hears_events() && !event.client_id.contains(['+', '#']) {
        state.events.push_back(event);
    }
}

/// Publishes the events of this call. Delivering one may cut a connection, and so make another; each
/// connection ends once, so that this comes to an end.
pub(crate) fn publish(state: &mut State, turn: &mut Turn<'_>) {
    while let Some(event) = state.events.pop_front() {
        let topic = Utf8String::try_from(&*event.topic());
        let Some(topic) = topic.ok().and_then(|topic| TopicName::new(topic).ok()) else { continue };
        let publication = Publication {
            realm: Arc::clone(&event.realm),
            topic,
            payload: turn.shell.lifecycle_payload(&event),
            qos: QoS::AtLeastOnce,
            retain: false,
            properties: MessageProperties::default(),
            publisher: None,
        };
        let message = state.publisher.message(publication, turn.now);
        fan_out::publish(state, turn, &message, None);
    }
}
