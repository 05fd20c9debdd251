//! CONNACK (section 3.2): the answer to CONNECT.

use super::authorize::NotAllowed;
use super::end::{self, WillFate};
use super::reply::{self, Peer};
use crate::connection::Opened;
use crate::connection_id::ConnectionId;
use crate::lifecycle::DisconnectReason;
use crate::settings::BrokerSettings;
use crate::shell::Close;
use crate::state::{State, Turn};
use daypass_mqtt::{
    Connack, ConnackProperties, Connect, PACKET_BYTES_MAX, Packet, ProtocolVersion, QoS,
    ReasonCode, ReasonProperties, Utf8String,
};
use std::num::{NonZeroU16, NonZeroU32};

/// What a CONNECT agreed on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Agreed {
    pub(crate) keep_alive_seconds: u16,
    pub(crate) session_expiry_seconds: u32,
    pub(crate) session_present: bool,
}

/// How to write to the sender of a CONNECT.
pub(crate) fn peer(connect: &Connect) -> Peer {
    let max =
        connect.properties.maximum_packet_size_bytes.map_or(PACKET_BYTES_MAX, NonZeroU32::get);
    Peer {
        version: connect.version,
        packet_bytes_max: max,
        problem_information: connect.properties.request_problem_information.unwrap_or(true),
    }
}

/// Refuses a CONNECT and ends the connection.
pub(crate) fn refuse(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    peer: Peer,
    reason_code: ReasonCode,
    refused: Option<&NotAllowed>,
) {
    let mut connack = Connack::refusal(reason_code);
    if let Some(refused) = refused {
        connack.properties.reason =
            reply::refusal_properties(refused.reason.as_deref(), [refused.decision]);
    }
    // AWS closes a refused connection of MQTT 3.1.1 without a word.
    let silent = state.settings.strict_aws && peer.version == ProtocolVersion::V311;
    if !(silent && refused.is_some()) {
        reply::send_to(state, connection, peer, &Packet::Connack(Box::new(connack)), turn.now);
    }
    let reason = DisconnectReason::AuthError;
    end::end(state, turn, connection, WillFate::Forget, Close::AfterOutput, reason);
}

/// Accepts a CONNECT.
pub(crate) fn accept(
    state: &mut State,
    turn: &Turn<'_>,
    connection: ConnectionId,
    opened: &Opened,
    agreed: Agreed,
) {
    let connack = Connack {
        session_present: agreed.session_present,
        reason_code: ReasonCode::Success,
        properties: properties(&state.settings, opened, agreed),
    };
    let packet = Packet::Connack(Box::new(connack));
    reply::send_to(state, connection, peer(&opened.connect), &packet, turn.now);
}

/// The keep alive that a client gets: its own, within the bounds.
pub(crate) fn keep_alive_seconds(settings: &BrokerSettings, asked: u16) -> u16 {
    match asked {
        0 if settings.keep_alive_off => 0,
        0 => settings.keep_alive_seconds_max,
        asked => asked.max(settings.keep_alive_seconds_min).min(settings.keep_alive_seconds_max),
    }
}

/// How long a client's session outlives its connection.
pub(crate) fn session_expiry_seconds(settings: &BrokerSettings, connect: &Connect) -> u32 {
    let asked = match connect.version {
        ProtocolVersion::V311 if connect.clean_start => 0,
        ProtocolVersion::V311 => settings.session_expiry_seconds_mqtt_3,
        ProtocolVersion::V5 => connect.properties.session_expiry_interval_seconds.unwrap_or(0),
    };
    asked.min(settings.session_expiry_seconds_max)
}

/// What is told to MQTT 5 is what differs from its defaults, or from what was asked; AWS tells it all.
fn properties(settings: &BrokerSettings, opened: &Opened, agreed: Agreed) -> ConnackProperties {
    let connect = &opened.connect;
    let asked_expiry = connect.properties.session_expiry_interval_seconds.unwrap_or(0);
    let expiry = agreed.session_expiry_seconds;
    let keep_alive = agreed.keep_alive_seconds;
    let told = settings.strict_aws;
    let qos_max = settings.qos_max();
    let assigned = if opened.assigned { Some(&*opened.client_id) } else { None };
    ConnackProperties {
        session_expiry_interval_seconds: (told || expiry != asked_expiry).then_some(expiry),
        receive_maximum: NonZeroU16::new(settings.in_flight_max),
        maximum_qos: (qos_max < QoS::ExactlyOnce).then_some(qos_max),
        retain_available: told.then_some(true),
        maximum_packet_size_bytes: NonZeroU32::new(settings.packet_bytes_max),
        assigned_client_identifier: assigned.and_then(|id| Utf8String::try_from(id).ok()),
        topic_alias_maximum: Some(settings.topic_alias_max),
        reason: ReasonProperties::default(),
        wildcard_subscription_available: told.then_some(true),
        subscription_identifier_available: settings.strict_aws.then_some(false),
        shared_subscription_available: Some(true),
        server_keep_alive_seconds: (told || keep_alive != connect.keep_alive_seconds)
            .then_some(keep_alive),
        response_information: None,
        server_reference: None,
        authentication_method: None,
        authentication_data: None,
    }
}
