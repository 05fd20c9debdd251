//! Holding a connection to what its principal may do now.

use super::authorize::{self, NotAllowed};
use super::{disconnect, unsubscribe};
use crate::connection::{ConnectAttributes, Connected, Seen};
use crate::connection_id::ConnectionId;
use crate::decide::{Action, CONNECT};
use crate::now::Now;
use crate::settings::BrokerSettings;
use crate::shell::{PacketKind, Refusal};
use crate::standing::Standing;
use crate::state::{State, Turn};
use crate::subject::{Realm, Subject};
use daypass_policy::{Permissions, Request};
use std::sync::Arc;

/// Who wants to connect, or is connected.
pub(crate) struct Connecting<'c> {
    pub(crate) realm: &'c Realm,
    pub(crate) subject: &'c Arc<Subject>,
    pub(crate) client_id: &'c str,
    pub(crate) attributes: &'c ConnectAttributes,
}

/// Looks whether the standing of a connection was replaced, or a time condition has turned since it
/// was last looked at; then the connection and each of its subscriptions are decided anew. Whether
/// it is still connected.
pub(crate) fn refresh(state: &mut State, turn: &mut Turn<'_>, connection: ConnectionId) -> bool {
    let Some(connected) = state.connected(connection) else { return false };
    if is_current(connected, turn.now) {
        return true;
    }
    let standing = connected.permissions.at(turn.now.wall_ms);
    match decide_again(state, turn, connection, standing) {
        None => false,
        Some(Ok(())) => true,
        Some(Err(refused)) => {
            state.counters.cut += 1;
            disconnect::refused(state, turn, connection, &refused);
            false
        }
    }
}

/// Whether a connection was looked at under its present standing, and no time condition has turned
/// since.
pub(crate) fn is_current(connected: &Connected, now: Now) -> bool {
    let seen = &connected.seen;
    Arc::ptr_eq(&connected.permissions.load(), &seen.standing)
        && seen.valid_until_ms.is_none_or(|until_ms| now.wall_ms < until_ms)
}

fn decide_again(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    standing: Arc<Standing>,
) -> Option<Result<(), NotAllowed>> {
    let State { connections, realms, settings, .. } = state;
    let connected = connections.get_mut(connection)?.connected_mut()?;
    let realm = &realms.get(connected.realm)?.realm;
    let connecting = connecting(connected, realm);
    let (permissions, valid_until_ms) = match may_connect(&standing, &connecting, settings, turn) {
        Ok(allowed) => allowed,
        Err(refused) => return Some(Err(refused)),
    };
    let class = state.classes.join(connected.realm, &permissions);
    let seen = Seen { standing, permissions, class, valid_until_ms: None };
    let before = std::mem::replace(&mut connected.seen, seen);
    let ends_at_ms = connected.permissions.ends_at_ms();
    state.classes.leave(connected.realm, &before.permissions);
    watch(state, turn, connection, valid_until_ms);
    watch(state, turn, connection, ends_at_ms);
    filters(state, turn, connection);
    Some(Ok(()))
}

/// Decides `iot:Connect` for a standing. If it is allowed: the permissions, and until when it holds.
pub(crate) fn may_connect(
    standing: &Standing,
    connecting: &Connecting<'_>,
    settings: &BrokerSettings,
    turn: &mut Turn<'_>,
) -> Result<(Arc<Permissions>, Option<i64>), NotAllowed> {
    let resource = connecting.realm.client_arn(connecting.client_id);
    let context = authorize::connect_context(connecting.realm, connecting.attributes);
    let refusal = Refusal {
        subject: connecting.subject,
        client_id: connecting.client_id,
        packet: PacketKind::Connect,
        action: CONNECT,
        resource: &resource,
        context: &context,
        permissions: None,
        decision: None,
        reason: None,
        count: 1,
        now: turn.now,
    };
    let permissions = match standing {
        Standing::Open(permissions) => permissions,
        // A principal that is gone is not let through in soft mode either.
        Standing::Closed(reason) => {
            let refusal = Refusal { reason: Some(reason), ..refusal };
            return Err(authorize::refuse_connect(settings, turn, &refusal));
        }
    };
    let decision = permissions.decide(&Request {
        action: CONNECT,
        resource: &resource,
        context: &context,
        now_ms: turn.now.wall_ms,
    });
    if !decision.outcome.is_allow() {
        let refusal =
            Refusal { permissions: Some(permissions), decision: Some(decision), ..refusal };
        let refused = authorize::refuse_connect(settings, turn, &refusal);
        if !settings.soft {
            return Err(refused);
        }
    }
    Ok((Arc::clone(permissions), decision.valid_until_ms))
}

/// Decides every subscription of a connection, and ends those that are no longer allowed.
pub(crate) fn filters(state: &mut State, turn: &mut Turn<'_>, connection: ConnectionId) {
    let Some(session) = state.session_mut(connection) else { return };
    let filters: Vec<Arc<str>> = session.subscriptions.keys().map(Arc::clone).collect();
    for filter in filters {
        let packet = PacketKind::Subscribe;
        match authorize::ask(state, turn, connection, packet, Action::Subscribe, &filter) {
            Some(Ok(valid_until_ms)) => watch(state, turn, connection, valid_until_ms),
            Some(Err(_)) => {
                unsubscribe::remove(state, turn, connection, &filter);
                state.counters.unsubscribed += 1;
            }
            None => return,
        }
    }
}

/// Sees to it that a connection is looked at again when a time condition turns.
pub(crate) fn watch(
    state: &mut State,
    turn: &Turn<'_>,
    connection: ConnectionId,
    valid_until_ms: Option<i64>,
) {
    let Some(until_ms) = valid_until_ms else { return };
    let Some(connected) = state.connected_mut(connection) else { return };
    if connected.seen.valid_until_ms.is_some_and(|earlier_ms| earlier_ms <= until_ms) {
        return;
    }
    connected.seen.valid_until_ms = Some(until_ms);
    state.timers.at_wall(until_ms, connection, turn.now);
}

fn connecting<'c>(connected: &'c Connected, realm: &'c Realm) -> Connecting<'c> {
    Connecting {
        realm,
        subject: &connected.subject,
        client_id: &connected.client_id,
        attributes: &connected.attributes,
    }
}
