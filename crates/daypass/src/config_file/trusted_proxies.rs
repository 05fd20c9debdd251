//! `trusted_proxies` and `proxy_protocol`: who is believed about clients, and how it is told.

use daypass_server::{Network, ProxiedDoor, TrustedProxySettings};
use serde::{Deserialize, Serialize};

use super::network::address_or_network;
use crate::failure::Failure;

/// A door, by the name of its setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum DoorName {
    Listen,
    MqttListen,
    MqttsListen,
    SigningProxy,
}

/// The settings, checked.
pub(super) fn settings(
    networks: &[String],
    doors: &[DoorName],
) -> Result<TrustedProxySettings, Failure> {
    let networks = networks.iter().map(|text| network(text)).collect::<Result<Vec<_>, _>>()?;
    if networks.is_empty() && !doors.is_empty() {
        let words = "proxy_protocol: there are no trusted_proxies that could speak it";
        return Err(Failure::Usage(words.to_owned()));
    }
    let proxy_protocol = doors.iter().map(|door| match door {
        DoorName::Listen => ProxiedDoor::Api,
        DoorName::MqttListen => ProxiedDoor::Mqtt,
        DoorName::MqttsListen => ProxiedDoor::Mqtts,
        DoorName::SigningProxy => ProxiedDoor::SigningProxies,
    });
    Ok(TrustedProxySettings { networks, proxy_protocol: proxy_protocol.collect() })
}

fn network(text: &str) -> Result<Network, Failure> {
    let network = address_or_network(SETTING, text)?;
    if network.is_everybody() {
        let words = format!("{SETTING}: `{text}` is everybody, and anybody may say anything");
        return Err(Failure::Usage(words));
    }
    Ok(network)
}

const SETTING: &str = "trusted_proxies";
