//! Who is at the other end of a transport, before any CONNECT.

use std::net::IpAddr;
use std::sync::Arc;

use daypass_aws_types::{AccountId, Region};
use daypass_services::Principal;

/// The other end of a transport.
#[derive(Debug)]
pub(crate) struct Peer {
    pub(crate) source_ip: IpAddr,
    pub(crate) secure_transport: bool,
    pub(crate) user_agent: Option<Box<str>>,
    /// Whoever signed the upgrade; at the other doors the CONNECT tells.
    pub(crate) signed: Option<Box<Signed>>,
    /// When the connection ends at the latest, on the monotonic clock.
    pub(crate) ends_ms: Option<u64>,
}

impl Peer {
    /// Whoever comes to a door for MQTT without HTTP.
    pub(crate) fn unsigned(source_ip: IpAddr, secure_transport: bool) -> Arc<Self> {
        let source_ip = source_ip.to_canonical();
        Arc::new(Self {
            source_ip,
            secure_transport,
            user_agent: None,
            signed: None,
            ends_ms: None,
        })
    }
}

/// The verified signer of a WebSocket upgrade.
#[derive(Clone, Debug)]
pub(crate) struct Signed {
    pub(crate) principal: Principal,
    pub(crate) account: AccountId,
    pub(crate) region: Region,
}
