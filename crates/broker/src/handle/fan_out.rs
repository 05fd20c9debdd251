//! From one message to everyone who subscribed.

use super::{deliver, shared};
use crate::durable::Unit;
use crate::message::Message;
use crate::now::Now;
use crate::realm::RealmId;
use crate::session::{Queued, SessionId};
use crate::state::{State, Turn};
use crate::topics::Match;
use daypass_mqtt::QoS;
use smallvec::SmallVec;
use std::sync::Arc;

/// Whether the realm has room for a message that is to be retained.
pub(crate) fn has_room(state: &mut State, message: &Message, now: Now) -> bool {
    let bounds = state.retained_bounds();
    let settings = Arc::clone(&state.settings);
    let Some(realm) = state.realms.id(&message.realm, &settings) else { return false };
    let Some(realm) = state.realms.get_mut(realm) else { return false };
    !message.retain || realm.retained.has_room(message, bounds, now.monotonic_ms)
}

/// A message that was published here.
pub(crate) fn publish(
    state: &mut State,
    turn: &mut Turn<'_>,
    message: &Arc<Message>,
    unit: Option<&Arc<Unit>>,
) {
    deliver(state, turn, message, unit);
    shared::dispatch(state, turn, message, unit);
    if state.reactors > 1 {
        turn.shell.forward(message, unit);
    }
}

/// A message that was published elsewhere.
pub(crate) fn arrived(
    state: &mut State,
    turn: &mut Turn<'_>,
    message: &Arc<Message>,
    unit: Option<&Arc<Unit>>,
) {
    deliver(state, turn, message, unit);
    if message.chooser(state.reactors) == state.reactor {
        shared::dispatch(state, turn, message, unit);
    }
}

/// To everyone here who subscribed without sharing.
fn deliver(
    state: &mut State,
    turn: &mut Turn<'_>,
    message: &Arc<Message>,
    unit: Option<&Arc<Unit>>,
) {
    state.publisher.seen(message.stamp.ticks);
    let settings = Arc::clone(&state.settings);
    let Some(realm) = state.realms.id(&message.realm, &settings) else { return };
    if message.retain {
        retain(state, turn.now, realm, message);
    }
    let mut found = std::mem::take(&mut state.found);
    found.clear();
    if let Some(realm) = state.realms.get(realm)
        && realm.tree.find(message.topic(), &mut found)
    {
        // Stable, so that the order of subscription identifiers depends on filters alone.
        found.sort_by_key(|found| found.session);
    }
    let publisher = publisher(state, realm, message);
    for of_one in found.chunk_by(|one, other| one.session == other.session) {
        if let Some((session, queued)) = merge(of_one, message, publisher) {
            deliver::offer(state, turn, session, queued, unit);
        }
    }
    state.found = found;
}

/// Retains a message that was retained before, without sending it to anybody.
pub(crate) fn restore(state: &mut State, message: &Arc<Message>, now: Now) {
    state.publisher.seen(message.stamp.ticks);
    let settings = Arc::clone(&state.settings);
    if let Some(realm) = state.realms.id(&message.realm, &settings) {
        retain(state, now, realm, message);
    }
}

/// The session of the client that published a message, if it is here.
fn publisher(state: &State, realm: RealmId, message: &Message) -> Option<SessionId> {
    let realm = state.realms.get(realm)?;
    realm.clients.get(message.publisher.as_ref()?).copied()
}

fn retain(state: &mut State, now: Now, realm: RealmId, message: &Arc<Message>) {
    let bounds = state.retained_bounds();
    let Some(realm) = state.realms.get_mut(realm) else { return };
    if !realm.retained.retain(message, bounds, now.monotonic_ms) {
        state.counters.retained_refused += 1;
    }
}

/// One delivery for all subscriptions of a session that a message matches: with the highest of
/// their qualities of service [MQTT-3.3.4-2] and all of their identifiers [MQTT-3.3.4-3].
fn merge(
    of_one: &[Match],
    message: &Arc<Message>,
    publisher: Option<SessionId>,
) -> Option<(SessionId, Queued)> {
    let mut qos: Option<QoS> = None;
    let mut retain = false;
    let mut identifiers = SmallVec::new();
    for Match { session, granted } in of_one {
        if granted.no_local && publisher == Some(*session) {
            continue;
        }
        qos = Some(qos.map_or(granted.qos, |other| other.max(granted.qos)));
        retain |= granted.retain_as_published && message.retain;
        identifiers.extend(granted.identifier);
    }
    let session = of_one.first()?.session;
    let qos = qos?.min(message.qos);
    let message = Arc::clone(message);
    Some((session, Queued { message, qos, retain, identifiers, group: None, durable: None }))
}
