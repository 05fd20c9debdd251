//! Networks as settings name them.

use daypass_server::Network;

use crate::failure::Failure;

/// A network, or the one of a single address.
pub(super) fn address_or_network(setting: &str, text: &str) -> Result<Network, Failure> {
    let whole = if text.contains('/') {
        text.to_owned()
    } else {
        format!("{text}/{}", if text.contains(':') { 128 } else { 32 })
    };
    whole.parse().map_err(|error| Failure::Usage(format!("{setting}: `{text}`: {error}")))
}
