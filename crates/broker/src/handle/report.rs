//! Telling about clients, and ending them, for whoever administers the broker.

use super::{disconnect, end, stored_will};
use crate::connection::Connected;
use crate::now::Now;
use crate::presence::Went;
use crate::realm::RealmState;
use crate::report::{ConnectionReport, EndClient, SubscriptionReport};
use crate::session::Session;
use crate::state::{State, Turn};
use crate::subject::Realm;
use daypass_mqtt::ReasonCode;

/// How long it is told when and why a client without a session went, as in AWS.
const WENT_TOLD_MS: i64 = 1_800_000;

/// What is known of a client; nothing if it has neither a connection nor a session, and none that
/// ended a short while ago.
pub(crate) fn connection(
    state: &State,
    now: Now,
    realm: &Realm,
    client_id: &str,
) -> Option<ConnectionReport> {
    let realm = state.realms.find(realm)?;
    let session = session(state, realm, client_id);
    let connected = session.and_then(|session| state.connected(session.connection?));
    let presence = realm.presences.get(client_id);
    let fresh = |went: &Went| now.wall_ms.saturating_sub(went.at_ms) < WENT_TOLD_MS;
    let went = presence.and_then(|presence| presence.went).filter(fresh);
    if session.is_none() && went.is_none() {
        return None;
    }
    let expiry_seconds = session.map_or(0, |session| session.expiry_ms / 1000);
    Some(ConnectionReport {
        connection: session.and_then(|session| session.connection),
        clean_session: expiry_seconds == 0,
        keep_alive_seconds: connected.map(Connected::keep_alive_seconds),
        source_ip: connected.map(|connected| connected.subject.source_ip),
        connected_at_ms: presence.map(|presence| presence.connected_at_ms),
        disconnected: went.map(|went| (went.at_ms, went.reason)),
        session_expiry_seconds: session.map(|_| expiry_seconds),
    })
}

/// The subscriptions of a client's session, connected or not.
pub(crate) fn subscriptions(
    state: &State,
    realm: &Realm,
    client_id: &str,
) -> Option<SubscriptionReport> {
    let session = session(state, state.realms.find(realm)?, client_id)?;
    let subscriptions = session.subscriptions.iter();
    Some(subscriptions.map(|(filter, granted)| (filter.clone(), granted.qos)).collect())
}

/// Ends a client's connection, and its session if that is asked. Whether there was either.
pub(crate) fn end_client(
    state: &mut State,
    turn: &mut Turn<'_>,
    realm: &Realm,
    client_id: &str,
    how: EndClient,
) -> bool {
    let found = state.realms.find(realm).and_then(|realm| realm.clients.get(client_id).copied());
    let Some(id) = found else { return false };
    let Some(session) = state.sessions.get_mut(id) else { return false };
    if how.clean_session {
        session.expiry_ms = 0;
    }
    let connection = session.connection;
    if how.prevent_will {
        let waiting = session.will.take().and_then(|delayed| delayed.will.stored);
        stored_will::forget(turn, waiting);
        if let Some(connected) = connection.and_then(|open| state.connected_mut(open)) {
            let left = connected.will.take().and_then(|will| will.stored);
            stored_will::forget(turn, left);
        }
    }
    match connection {
        Some(open) => disconnect::disconnect(state, turn, open, ReasonCode::AdministrativeAction),
        None if how.clean_session => end::remove_session(state, turn, id),
        None => {}
    }
    true
}

fn session<'s>(state: &'s State, realm: &RealmState, client_id: &str) -> Option<&'s Session> {
    state.sessions.get(*realm.clients.get(client_id)?)
}
