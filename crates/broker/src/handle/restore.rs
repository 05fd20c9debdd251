//! Sessions that were stored before the server started.

use super::{connect, shared};
use crate::durable::{StoredDelivery, StoredSession, StoredSubscription};
use crate::now::Now;
use crate::realm::RealmId;
use crate::session::{Durable, Queued, Reception, Session, SessionId};
use crate::state::State;
use crate::subject::Realm;
use crate::timers::Due;
use crate::topics::{Granted, is_shared};
use daypass_mqtt::{PacketIdentifier, ProtocolVersion, QoS, SubscriptionIdentifier};
use std::sync::Arc;

/// Takes in a session; false if it belongs to another reactor, or if there is no room.
pub(crate) fn session(state: &mut State, stored: StoredSession, now: Now) -> bool {
    let StoredSession { record, subscriptions, deliveries, received } = stored;
    if !connect::is_owner(state, &record.client_id) {
        return false;
    }
    let settings = Arc::clone(&state.settings);
    let Some(realm) = state.realms.id(&record.realm, &settings) else { return false };
    let version = if record.mqtt_5 { ProtocolVersion::V5 } else { ProtocolVersion::V311 };
    let (client_id, owner) = (Arc::clone(&record.client_id), record.owner);
    let mut session = Session::new(realm, record.identifier, client_id, owner, version);
    // A client that was connected until the server failed left at that time: now, as far as is known.
    let left_ms = record.ends_at_ms.map_or(record.expiry_ms, |at_ms| {
        u64::try_from(at_ms.saturating_sub(now.wall_ms)).unwrap_or(0).min(record.expiry_ms)
    });
    let ends_at_ms = now.monotonic_ms.saturating_add(left_ms);
    session.expiry_ms = record.expiry_ms;
    session.ends_at_ms = Some(ends_at_ms);
    session.durable = true;
    let identifiers = received.into_iter().filter_map(PacketIdentifier::new);
    session.received = identifiers.map(|identifier| (identifier, Reception::Stored)).collect();
    let Some(id) = state.sessions.insert(session, settings.sessions_max) else { return false };
    state.sharing.durable_began();
    if let Some(realm) = state.realms.get_mut(realm) {
        realm.clients.insert(record.client_id, id);
    }
    state.timers.at(ends_at_ms, Due::Session(id));
    for subscription in subscriptions {
        subscribe(state, realm, id, &subscription);
    }
    for delivery in deliveries {
        queue(state, id, &record.realm, delivery, now);
    }
    true
}

fn subscribe(state: &mut State, realm: RealmId, id: SessionId, stored: &StoredSubscription) {
    let Some(qos) = QoS::from_bits(stored.qos) else { return };
    let granted = Granted {
        qos,
        no_local: stored.no_local,
        retain_as_published: stored.retain_as_published,
        identifier: stored.identifier.and_then(SubscriptionIdentifier::new),
    };
    let Some(session) = state.sessions.get_mut(id) else { return };
    session.subscriptions.insert(Arc::clone(&stored.filter), granted);
    state.sharing.listen(&stored.filter);
    if is_shared(&stored.filter) {
        shared::join(state, realm, id, &stored.filter);
        shared::went_before(state, id);
    } else if let Some(realm) = state.realms.get_mut(realm) {
        realm.tree.subscribe(&stored.filter, id, granted);
    }
}

/// What may have been sent is sent again first, and the rest after it.
fn queue(state: &mut State, id: SessionId, realm: &Realm, stored: StoredDelivery, now: Now) {
    let group = stored.group.as_ref().and_then(|filter| state.sharing.group(realm, filter));
    let Some(session) = state.sessions.get_mut(id) else { return };
    session.last_sequence = session.last_sequence.max(stored.sequence);
    let packet_identifier = stored.packet_identifier.and_then(PacketIdentifier::new);
    let Some(qos) = QoS::from_bits(stored.qos) else { return };
    let durable = Durable { sequence: stored.sequence, stored: true, packet_identifier };
    let Some(message) = stored.message.message(stored.published_retained, now) else { return };
    let identifiers = stored.identifiers.into_iter().filter_map(SubscriptionIdentifier::new);
    let queued = Queued {
        message,
        qos,
        retain: stored.retain,
        identifiers: identifiers.collect(),
        group,
        durable: Some(durable),
    };
    match packet_identifier {
        Some(identifier) => session.in_flight.restore(identifier, queued, stored.released),
        None => session.queue.restore(queued),
    }
}
