//! The end of connections and of sessions.

use super::{durable, lifecycle, shared, stored_will, timeout};
use crate::connection::{Connected, Phase};
use crate::connection_id::ConnectionId;
use crate::lifecycle::{DisconnectReason, LifecycleEvent, LifecycleKind};
use crate::session::{DelayedWill, DueWill, LeftBy, Recalled, SessionId};
use crate::shell::Close;
use crate::state::{State, Turn};
use crate::timers::Due;
use crate::topics::is_shared;
use std::sync::Arc;

/// What becomes of the will when a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WillFate {
    /// It is sent, after its delay.
    Send,
    /// The client took leave: it is forgotten [MQTT-3.14.4-3].
    Forget,
}

/// Ends a connection from this side. What is queued is still written if `close` says so; the slot
/// stays until the shell tells that the transport is gone.
pub(crate) fn end(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    will: WillFate,
    close: Close,
    reason: DisconnectReason,
) {
    let Some(open) = state.connections.get_mut(connection) else { return };
    let phase = std::mem::replace(&mut open.phase, Phase::Closing);
    if matches!(phase, Phase::Closing) {
        return;
    }
    open.phase_until_ms = match close {
        Close::AfterOutput | Close::AfterLeave => {
            turn.now.monotonic_ms.saturating_add(state.settings.closing_ms_max)
        }
        Close::AtOnce => u64::MAX,
    };
    timeout::schedule(state, connection);
    turn.shell.close(connection, close);
    if let Phase::Connected(connected) = phase {
        leave(state, turn, *connected, will, reason);
    }
}

/// The longest life of a connection is over. The shell closes its transport next.
pub(crate) fn expired(state: &mut State, turn: &mut Turn<'_>, connection: ConnectionId) {
    let Some(open) = state.connections.get_mut(connection) else { return };
    let phase = std::mem::replace(&mut open.phase, Phase::Closing);
    open.phase_until_ms = u64::MAX;
    if let Phase::Connected(connected) = phase {
        leave(state, turn, *connected, WillFate::Send, DisconnectReason::WebSocketTtlExpiration);
    }
}

/// The client closed its WebSocket as that protocol has it. By MQTT that is no leave; AWS takes it for
/// one.
pub(crate) fn left(state: &mut State, turn: &mut Turn<'_>, connection: ConnectionId) {
    if !state.settings.strict_aws {
        return;
    }
    let Some(open) = state.connections.get_mut(connection) else { return };
    let phase = std::mem::replace(&mut open.phase, Phase::Closing);
    open.phase_until_ms = u64::MAX;
    if let Phase::Connected(connected) = phase {
        let reason = DisconnectReason::ClientInitiatedDisconnect;
        leave(state, turn, *connected, WillFate::Forget, reason);
    }
}

/// The transport is gone.
pub(crate) fn closed(state: &mut State, turn: &mut Turn<'_>, connection: ConnectionId) {
    let Some(open) = state.connections.remove(connection) else { return };
    if let Phase::Connected(connected) = open.phase {
        leave(state, turn, *connected, WillFate::Send, DisconnectReason::ConnectionLost);
    }
}

/// A client left its session.
fn leave(
    state: &mut State,
    turn: &mut Turn<'_>,
    connected: Connected,
    fate: WillFate,
    reason: DisconnectReason,
) {
    tell(state, turn, &connected, reason);
    state.classes.leave(connected.realm, &connected.seen.permissions);
    let now_ms = turn.now.monotonic_ms;
    let delay_ms = connected.will.as_ref().map_or(0, |will| will.delay_ms);
    let will = connected.will.map(|will| DueWill {
        publication: will.publication,
        client_id: connected.client_id,
        left_by: LeftBy::Known(Recalled {
            subject: connected.subject,
            permissions: connected.permissions,
        }),
        stored: will.stored,
    });
    let will = match fate {
        WillFate::Send => will,
        WillFate::Forget => {
            stored_will::forget(turn, will.and_then(|will| will.stored));
            None
        }
    };
    let id = connected.session;
    if let Some(session) = state.sessions.get_mut(id) {
        session.connection = None;
        session.queue.drop_at_most_once();
        shared::went(state, turn, id);
    }
    let Some(session) = state.sessions.get_mut(id) else {
        state.wills.extend(will);
        return;
    };
    if session.expiry_ms == 0 {
        state.wills.extend(will);
        remove_session(state, turn, connected.session);
        return;
    }
    let ends_at_ms = now_ms.saturating_add(session.expiry_ms);
    session.ends_at_ms = Some(ends_at_ms);
    state.timers.at(ends_at_ms, Due::Session(connected.session));
    durable::keep(state, turn, id);
    let Some(session) = state.sessions.get_mut(id) else { return };
    match will {
        Some(will) if delay_ms > 0 => {
            let due_at_ms = now_ms.saturating_add(delay_ms);
            stored_will::delay(turn, will.stored, delay_ms);
            session.will = Some(Box::new(DelayedWill { due_at_ms, will }));
            state.timers.at(due_at_ms, Due::Session(connected.session));
        }
        will => state.wills.extend(will),
    }
}

/// Takes note that a client went, and tells whoever listens.
fn tell(state: &mut State, turn: &Turn<'_>, connected: &Connected, reason: DisconnectReason) {
    let Some(realm) = state.realms.get_mut(connected.realm) else { return };
    let version = realm.presences.went(&connected.client_id, reason, turn.now);
    let session = state.sessions.get(connected.session);
    let event = LifecycleEvent {
        kind: LifecycleKind::Disconnected { version, reason },
        realm: Arc::clone(&realm.realm),
        subject: Arc::clone(&connected.subject),
        client_id: Arc::clone(&connected.client_id),
        session_identifier: session.map_or(0, |session| session.identifier),
        timestamp_ms: turn.now.wall_ms,
    };
    lifecycle::push(state, event);
}

/// Ends a session that has no connection. A will that still waited is sent now, because it waits no
/// longer than its session [MQTT-3.1.3-9].
pub(crate) fn remove_session(state: &mut State, turn: &mut Turn<'_>, id: SessionId) {
    durable::discard(state, turn, id);
    let Some(mut session) = state.sessions.remove(id) else { return };
    for filter in session.subscriptions.keys() {
        state.sharing.unlisten(filter);
    }
    for filter in session.shared_filters() {
        shared::leave(state, session.realm, id, filter);
    }
    for queued in session.take_movable(|_| true) {
        shared::put_back(state, turn, id, &queued);
    }
    state.wills.extend(session.will.map(|delayed| delayed.will));
    let Some(realm) = state.realms.get_mut(session.realm) else { return };
    for filter in session.subscriptions.keys().filter(|filter| !is_shared(filter)) {
        realm.tree.unsubscribe(filter, id);
    }
    if realm.clients.get(&session.client_id) == Some(&id) {
        realm.clients.remove(&session.client_id);
    }
}
