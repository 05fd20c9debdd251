//! DISCONNECT (section 3.14), in either direction.

use super::authorize::NotAllowed;
use super::end::{self, WillFate};
use super::reply;
use crate::connection_id::ConnectionId;
use crate::lifecycle::DisconnectReason;
use crate::shell::Close;
use crate::state::{State, Turn};
use daypass_mqtt::{Disconnect, Packet, ProtocolVersion, ReasonCode, ReasonProperties};

/// The client takes its leave.
pub(crate) fn read(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    disconnect: &Disconnect,
) {
    let expiry_ms_max = u64::from(state.settings.session_expiry_seconds_max) * 1000;
    let asked_ms =
        disconnect.session_expiry_interval_seconds.map(|seconds| u64::from(seconds) * 1000);
    if let (Some(session), Some(asked_ms)) = (state.session_mut(connection), asked_ms) {
        // A session that was to end with its connection cannot be made to last (3.14.2.2.2).
        if session.expiry_ms == 0 && asked_ms > 0 {
            self::disconnect(state, turn, connection, ReasonCode::ProtocolError);
            return;
        }
        session.expiry_ms = asked_ms.min(expiry_ms_max);
    }
    let fate = match disconnect.reason_code {
        ReasonCode::Success => WillFate::Forget,
        _ => WillFate::Send,
    };
    let reason = DisconnectReason::ClientInitiatedDisconnect;
    end::end(state, turn, connection, fate, Close::AfterLeave, reason);
}

/// Ends a connection for a reason; MQTT 5 is told.
pub(crate) fn disconnect(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    reason_code: ReasonCode,
) {
    with_properties(state, turn, connection, reason_code, ReasonProperties::default());
}

/// Ends a connection because of a refusal; MQTT 5 is told, with the record's name.
pub(crate) fn refused(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    refused: &NotAllowed,
) {
    let properties = reply::refusal_properties(refused.reason.as_deref(), [refused.decision]);
    with_properties(state, turn, connection, ReasonCode::NotAuthorized, properties);
}

fn with_properties(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    reason_code: ReasonCode,
    properties: ReasonProperties,
) {
    let version = state.connected(connection).map(|connected| connected.peer.version);
    if version == Some(ProtocolVersion::V5) {
        let packet = Packet::Disconnect(Disconnect { properties, ..Disconnect::new(reason_code) });
        reply::send(state, connection, &packet, turn.now);
    }
    let reason = reason(reason_code);
    end::end(state, turn, connection, WillFate::Send, Close::AfterOutput, reason);
}

/// What AWS calls the end that a client is told by a code.
fn reason(code: ReasonCode) -> DisconnectReason {
    match code {
        ReasonCode::NotAuthorized => DisconnectReason::AuthError,
        ReasonCode::SessionTakenOver => DisconnectReason::DuplicateClientId,
        ReasonCode::KeepAliveTimeout => DisconnectReason::MqttKeepAliveTimeout,
        ReasonCode::ServerBusy => DisconnectReason::ServerError,
        ReasonCode::ServerShuttingDown => DisconnectReason::ServerInitiatedDisconnect,
        ReasonCode::AdministrativeAction => DisconnectReason::ApiInitiatedDisconnect,
        ReasonCode::QuotaExceeded | ReasonCode::ReceiveMaximumExceeded => {
            DisconnectReason::Throttled
        }
        _ => DisconnectReason::ClientError,
    }
}
