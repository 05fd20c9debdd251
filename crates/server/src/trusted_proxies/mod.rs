//! Proxies that are believed what they tell of the clients behind them: in the headers of a request, or
//! before the first byte of a connection.

mod forwarded;
mod header;
mod opening;

use std::net::{IpAddr, SocketAddr};

use crate::egress::Network;

pub(crate) use self::forwarded::Untold;
pub use self::opening::PROXY_HEADER_SECONDS_MAX;
pub(crate) use self::opening::read_header;

/// The proxies, by their addresses. Nobody else is believed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies {
    networks: Vec<Network>,
}

/// A client, as a proxy tells of it before the first byte of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Told {
    /// Where the client connected from.
    pub(crate) address: SocketAddr,
    /// Whether the client's connection is encrypted, where the proxy says so.
    pub(crate) secure: Option<bool>,
}

impl TrustedProxies {
    /// The proxies of these networks.
    pub fn new(networks: Vec<Network>) -> Self {
        Self { networks }
    }

    /// Whether this address is a trusted proxy's.
    pub fn contains(&self, address: IpAddr) -> bool {
        self.networks.iter().any(|network| network.contains(address))
    }
}
