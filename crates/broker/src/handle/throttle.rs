//! Holding connections to the rates of the settings.

use crate::connection::Throttle;
use crate::connection_id::ConnectionId;
use crate::now::Now;
use crate::state::{State, Turn};
use crate::timers::Due;

/// What the rates leave of a connection that begins; nothing where there are none.
pub(crate) fn begin(state: &State, now: Now) -> Option<Box<Throttle>> {
    state.settings.rates.map(|rates| Box::new(Throttle::new(rates, now.monotonic_ms)))
}

/// A client came back: what waits for it comes at a rate of its own.
pub(crate) fn replay(state: &mut State, connection: ConnectionId) {
    let Some(session) = state.session_mut(connection) else { return };
    let waiting = session.in_flight.again() + session.queue.len();
    if let Some(throttle) = throttle(state, connection) {
        throttle.replay(waiting);
    }
}

/// Whether a PUBLISH of the client is taken.
pub(crate) fn may_publish(state: &mut State, now: Now, connection: ConnectionId) -> bool {
    throttle(state, connection).is_none_or(|throttle| throttle.takes_publish(now.monotonic_ms))
}

/// Whether a message may be sent that does not wait.
pub(crate) fn may_send_at_once(state: &mut State, now: Now, connection: ConnectionId) -> bool {
    throttle(state, connection).is_none_or(|throttle| throttle.sends_publish(now.monotonic_ms))
}

/// Whether the next message that waits may be sent; if not, the connection is looked at when it may.
pub(crate) fn may_send_waiting(
    state: &mut State,
    now: Now,
    connection: ConnectionId,
    shared: bool,
) -> bool {
    let Some(throttle) = throttle(state, connection) else { return true };
    let wait = throttle.wait_to_send(shared, now.monotonic_ms);
    if let Some(wait_ms) = wait {
        wake(state, now, connection, wait_ms);
    } else {
        throttle.sent_waiting(shared);
    }
    wait.is_none()
}

/// Whether the next packet of the client is read; if not, that goes on when it is.
pub(crate) fn may_read(state: &mut State, now: Now, connection: ConnectionId) -> bool {
    let wait = throttle(state, connection).and_then(|one| one.wait_to_read(now.monotonic_ms));
    if let Some(wait_ms) = wait {
        wake(state, now, connection, wait_ms);
    }
    wait.is_none()
}

/// So many bytes were read.
pub(crate) fn read(state: &mut State, connection: ConnectionId, bytes: usize) {
    if let Some(throttle) = throttle(state, connection) {
        throttle.moved(bytes);
    }
}

/// A connection that had to wait goes on, in both directions.
pub(crate) fn due(state: &mut State, turn: &mut Turn<'_>, connection: ConnectionId) {
    let Some(throttle) = throttle(state, connection) else { return };
    throttle.wakes_at_ms = None;
    super::deliver::pump(state, turn, connection);
    turn.shell.read_on(connection);
}

fn wake(state: &mut State, now: Now, connection: ConnectionId, wait_ms: u64) {
    let at_ms = now.monotonic_ms.saturating_add(wait_ms);
    let Some(throttle) = throttle(state, connection) else { return };
    if throttle.wakes_at_ms.is_none_or(|earlier_ms| at_ms < earlier_ms) {
        throttle.wakes_at_ms = Some(at_ms);
        state.timers.at(at_ms, Due::Throttled(connection));
    }
}

fn throttle(state: &mut State, connection: ConnectionId) -> Option<&mut Throttle> {
    state.connected_mut(connection)?.throttle.as_deref_mut()
}
