//! `[forward_auth]`: the proxies that may ask whether a request may pass.

use daypass_server::ForwardAuthSettings;
use serde::{Deserialize, Serialize};

use super::network::address_or_network;
use crate::failure::Failure;

/// Without peers nobody may ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ForwardAuthSection {
    peers: Vec<String>,
    require_body: bool,
}

impl ForwardAuthSection {
    pub(super) fn settings(self) -> Result<ForwardAuthSettings, Failure> {
        let network = |text: &String| address_or_network("forward_auth.peers", text);
        let peers = self.peers.iter().map(network).collect::<Result<_, _>>()?;
        Ok(ForwardAuthSettings { peers, require_body: self.require_body })
    }

    pub(super) fn filled(settings: &ForwardAuthSettings) -> Self {
        Self {
            peers: settings.peers.iter().map(ToString::to_string).collect(),
            require_body: settings.require_body,
        }
    }
}
