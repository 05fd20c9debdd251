//! A look at every connection after permissions have changed.

use super::standing;
use crate::state::{State, Sweep, Turn};

/// The most connections that one call looks at. Clients are served between calls: a call takes about
/// as long as it takes to serve one of them, which is some ten microseconds.
const CONNECTIONS_PER_CALL_MAX: usize = 128;
/// The most of them that are decided anew, with all of their subscriptions.
const DECIDED_PER_CALL_MAX: usize = 8;

/// Begins a round over all connections. A round under way goes on for as long again, so that it
/// meets those that it had passed.
pub(crate) fn begin(state: &mut State) {
    state.sweep.places_left = state.connections.places();
}

/// Goes on with the round. Whether it is not over.
pub(crate) fn go_on(state: &mut State, turn: &mut Turn<'_>) -> bool {
    let mut decided = 0;
    for _ in 0..CONNECTIONS_PER_CALL_MAX {
        let Sweep { next_place, places_left } = state.sweep;
        if places_left == 0 || decided >= DECIDED_PER_CALL_MAX {
            break;
        }
        let place = if next_place < state.connections.places() { next_place } else { 0 };
        state.sweep = Sweep { next_place: place + 1, places_left: places_left - 1 };
        if let Some(connection) = state.connections.key_at(place)
            && let Some(connected) = state.connected(connection)
            && !standing::is_current(connected, turn.now)
        {
            decided += 1;
            standing::refresh(state, turn, connection);
        }
    }
    state.sweep.places_left > 0
}
