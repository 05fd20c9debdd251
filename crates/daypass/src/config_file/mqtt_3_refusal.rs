//! `mqtt_3_refusal`: what MQTT 3.1.1 clients meet when policies refuse a subscription.

use daypass_server::{RefusedMqtt3, ServerConfig};
use serde::{Deserialize, Serialize};

/// The words of the setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Mqtt3Refusal {
    Suback,
    Close,
}

impl Mqtt3Refusal {
    pub(super) fn setting(self) -> RefusedMqtt3 {
        match self {
            Self::Suback => RefusedMqtt3::Suback,
            Self::Close => RefusedMqtt3::Close,
        }
    }

    /// What holds where nothing was said, too.
    pub(super) fn filled(server: &ServerConfig) -> Self {
        let unasked = if server.strict_aws { RefusedMqtt3::Close } else { RefusedMqtt3::Suback };
        match server.refused_mqtt_3.unwrap_or(unasked) {
            RefusedMqtt3::Suback => Self::Suback,
            RefusedMqtt3::Close => Self::Close,
        }
    }
}
