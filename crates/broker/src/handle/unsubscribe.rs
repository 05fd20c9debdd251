//! UNSUBSCRIBE (section 3.10). It takes no permission.

use super::{durable, lifecycle, publish, shared};
use crate::connection_id::ConnectionId;
use crate::lifecycle::LifecycleKind;
use crate::state::{State, Turn};
use crate::topics::is_shared;
use daypass_mqtt::{Packet, ReasonCode, ReasonProperties, Unsuback, Unsubscribe};
use std::sync::Arc;

/// An UNSUBSCRIBE was read.
pub(crate) fn read(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    unsubscribe: &Unsubscribe,
) {
    let filters = unsubscribe.topic_filters.iter();
    let codes: Vec<ReasonCode> =
        filters.map(|filter| remove(state, turn, connection, filter.as_str())).collect();
    let ended = unsubscribe.topic_filters.iter().zip(&codes);
    let ended: Vec<Arc<str>> = ended
        .filter(|(_, code)| **code == ReasonCode::Success)
        .map(|(filter, _)| filter.as_str().into())
        .collect();
    if !ended.is_empty() {
        lifecycle::note(state, turn, connection, LifecycleKind::Unsubscribed(ended));
    }
    let unsuback = Unsuback {
        packet_identifier: unsubscribe.packet_identifier,
        reason_codes: codes,
        properties: ReasonProperties::default(),
    };
    let stored = durable::after_all(state, turn, connection);
    let stored = stored.into_iter().collect();
    publish::owe(state, turn, connection, stored, Packet::Unsuback(unsuback));
}

/// Ends the subscription of a connection to a filter.
pub(crate) fn remove(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    filter: &str,
) -> ReasonCode {
    let gone = ReasonCode::NoSubscriptionExisted;
    let Some(id) = state.connected(connection).map(|connected| connected.session) else {
        return gone;
    };
    let Some(session) = state.sessions.get_mut(id) else { return gone };
    if session.subscriptions.remove(filter).is_none() {
        return gone;
    }
    let realm = session.realm;
    durable::unsubscribe(state, turn, id, filter);
    state.sharing.unlisten(filter);
    if is_shared(filter) {
        shared::leave(state, realm, id, filter);
    } else if let Some(realm) = state.realms.get_mut(realm) {
        realm.tree.unsubscribe(filter, id);
    }
    ReasonCode::Success
}
