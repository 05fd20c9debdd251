//! A PUBLISH of QoS 1 with nothing but a topic and a payload, to a topic that is known.

use super::{authorize, publish, standing};
use crate::connection::Route;
use crate::connection_id::ConnectionId;
use crate::decide::Action;
use crate::run::Target;
use crate::state::{State, Turn};
use crate::topic::Topic;
use crate::topics::{self, Purpose};
use bytes::Bytes;
use daypass_mqtt::{PlainPublish, ProtocolVersion, UncheckedTopic};
use std::sync::Arc;

/// Takes such a packet from the front of `bytes`. How many bytes it took; nothing if what comes first is
/// to be read as any other packet.
pub(crate) fn read(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    version: ProtocolVersion,
    bytes: &[u8],
) -> Option<usize> {
    let packet = PlainPublish::read(bytes, version, state.settings.packet_bytes_max)?;
    if !standing::refresh(state, turn, connection) {
        return None;
    }
    let mut route = route(state, connection, packet.topic)?;
    let asked = (Action::Publish, &route.target.topic.text);
    let allowed = authorize::is_allowed(state, turn.now, connection, asked, &mut route.publish);
    let topic = route.target.topic.clone();
    state.connected_mut(connection)?.routes.put(route);
    if !allowed {
        return None;
    }
    let payload = Bytes::copy_from_slice(packet.payload);
    publish::plain(state, turn, connection, topic, packet.delivery(), payload);
    Some(packet.packet_bytes)
}

/// What is known of a topic that a client publishes to; nothing unless it is an ordinary one, within the
/// bounds, and the client's rates are not counted. Give it back to the connection afterwards.
pub(crate) fn route(
    state: &mut State,
    connection: ConnectionId,
    topic: UncheckedTopic<'_>,
) -> Option<Route> {
    let connected = state.connected_mut(connection).filter(|it| it.throttle.is_none())?;
    if let Some(route) = connected.routes.take(topic) {
        return Some(route);
    }
    let (realm, publisher) = (connected.realm, Arc::clone(&connected.client_id));
    let topic = Topic::new(&topic.to_name()?);
    let ordinary = state.settings.accepts_topic(&topic.text)
        && topics::purpose(&topic.text, state.settings.strict_aws) == Purpose::Ordinary;
    let realm = &state.realms.get(realm).filter(|_| ordinary)?.realm;
    Some(Route::new(Target { realm: Arc::clone(realm), topic, publisher }))
}
