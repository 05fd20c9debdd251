//! The end of the whole broker.

use super::disconnect;
use super::end::{self, WillFate};
use crate::lifecycle::DisconnectReason;
use crate::shell::Close;
use crate::state::{State, Turn};
use daypass_mqtt::ReasonCode;

/// Tells every client that the server goes; those that are not connected yet are told nothing.
pub(crate) fn all(state: &mut State, turn: &mut Turn<'_>) {
    state.going = true;
    for place in 0..state.connections.places() {
        let Some(connection) = state.connections.key_at(place) else { continue };
        if state.connected(connection).is_some() {
            disconnect::disconnect(state, turn, connection, ReasonCode::ServerShuttingDown);
        } else {
            let reason = DisconnectReason::ServerInitiatedDisconnect;
            end::end(state, turn, connection, WillFate::Forget, Close::AtOnce, reason);
        }
    }
}
