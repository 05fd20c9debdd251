//! What happens when time has passed.

use super::{authorize, disconnect, end, recall, standing, throttle};
use crate::connection::Overdue;
use crate::connection_id::ConnectionId;
use crate::handle::end::WillFate;
use crate::lifecycle::DisconnectReason;
use crate::session::SessionId;
use crate::shell::Close;
use crate::state::{State, Turn};
use crate::timers::Due;
use daypass_mqtt::ReasonCode;

/// The most timers that one call serves; what is left is due at once.
const TIMERS_PER_CALL_MAX: usize = 1024;

/// Sees to it that a connection is looked at by its next deadline.
pub(crate) fn schedule(state: &mut State, connection: ConnectionId) {
    let Some(open) = state.connections.get_mut(connection) else { return };
    let (at_ms, _) = open.deadline(&state.settings);
    if at_ms < u64::MAX && open.timer_ms.is_none_or(|timer_ms| at_ms < timer_ms) {
        open.timer_ms = Some(at_ms);
        state.timers.at(at_ms, Due::Connection(connection));
    }
}

/// Does what is due.
pub(crate) fn handle(state: &mut State, turn: &mut Turn<'_>) {
    for _ in 0..TIMERS_PER_CALL_MAX {
        match state.timers.next_due(turn.now) {
            Some((at_ms, Due::Connection(connection))) => {
                connection_due(state, turn, connection, at_ms);
            }
            Some((_, Due::Throttled(connection))) => throttle::due(state, turn, connection),
            Some((_, Due::Session(session))) => session_due(state, turn, session),
            Some((_, Due::Denials)) => authorize::record_counted_denials(state, turn),
            Some((_, Due::Recalls)) => recall::go_on(state, turn),
            None => break,
        }
    }
    for _ in 0..TIMERS_PER_CALL_MAX {
        let Some(connection) = state.timers.next_wall_due(turn.now) else { return };
        standing::refresh(state, turn, connection);
    }
}

fn connection_due(state: &mut State, turn: &mut Turn<'_>, connection: ConnectionId, at_ms: u64) {
    let Some(open) = state.connections.get_mut(connection) else { return };
    if open.timer_ms != Some(at_ms) {
        return;
    }
    open.timer_ms = None;
    let (deadline_ms, overdue) = open.deadline(&state.settings);
    if deadline_ms > turn.now.monotonic_ms {
        schedule(state, connection);
        return;
    }
    match overdue {
        Overdue::Handshake | Overdue::Stalled => {
            let reason = DisconnectReason::ConnectionLost;
            end::end(state, turn, connection, WillFate::Send, Close::AtOnce, reason);
        }
        Overdue::KeepAlive => {
            disconnect::disconnect(state, turn, connection, ReasonCode::KeepAliveTimeout);
        }
        Overdue::Storing => {
            state.counters.storing_overdue += 1;
            disconnect::disconnect(state, turn, connection, ReasonCode::ServerBusy);
        }
        Overdue::Packet => {
            disconnect::disconnect(state, turn, connection, ReasonCode::UnspecifiedError);
        }
        Overdue::Closing => {
            // Asked for once: the shell answers by telling that the transport is gone.
            open.phase_until_ms = u64::MAX;
            turn.shell.close(connection, Close::AtOnce);
        }
    }
}

fn session_due(state: &mut State, turn: &mut Turn<'_>, id: SessionId) {
    let Some(session) = state.sessions.get_mut(id) else { return };
    let now_ms = turn.now.monotonic_ms;
    if session.connection.is_some() {
        return;
    }
    if session.ends_at_ms.is_some_and(|at_ms| at_ms <= now_ms) {
        end::remove_session(state, turn, id);
    } else if session.will.as_ref().is_some_and(|will| will.due_at_ms <= now_ms) {
        let due = session.will.take().map(|delayed| delayed.will);
        state.wills.extend(due);
    }
}
