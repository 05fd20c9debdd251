//! The device gateway: reactors with their brokers, the doors that lead to them, and the port
//! through which operations publish.

mod command;
mod handover;
mod mailbox;
mod token;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use daypass_aws_types::{AccountId, Region};
use daypass_broker::BrokerSettings;
use daypass_policy::DocumentError;
use daypass_services::ports::Entropy;

pub use handover::UpgradedWebSocket;
pub use mailbox::{Mailboxes, Reactors};

use crate::authenticate::Authenticator;
use crate::clock::RealClock;
use crate::config::PlainMqttPolicy;
use crate::live::Live;

/// What the gateway is made of.
pub struct DeviceParts {
    /// The broker's settings; the placement key is drawn by the gateway.
    pub broker: BrokerSettings,
    /// The one real clock.
    pub clock: RealClock,
    /// Where randomness comes from.
    pub entropy: Arc<dyn Entropy>,
    /// Verifies user names and passwords.
    pub authenticator: Arc<Authenticator>,
    /// Keeps permissions up to date.
    pub live: Arc<Live>,
    /// The account of clients whose credentials name none.
    pub account: AccountId,
    /// The region of clients that name none.
    pub region: Region,
    /// What clients without credentials may do at the TCP and TLS doors; they are refused when
    /// absent.
    pub anonymous: Option<PlainMqttPolicy>,
}

/// The device gateway, running.
#[derive(Debug)]
pub struct DeviceGateway {}

/// A way in for clients that speak MQTT without HTTP.
#[derive(Debug, Clone)]
pub enum Door {
    /// MQTT over TCP, in the clear.
    Tcp,
    /// MQTT over TLS. Clients sign in by user name and password here, too.
    Tls(Arc<rustls::ServerConfig>),
}

impl DeviceGateway {
    /// Starts the reactors' threads. Must be called within tokio: clients are authenticated there.
    pub fn start(reactors: Reactors, parts: DeviceParts) -> Result<Self, GatewayError> {
        Ok(Self {})
    }

    /// Opens a door, at any time, and says where: port 0 picks a free one.
    pub fn listen(&self, door: Door, address: SocketAddr) -> io::Result<SocketAddr> {
        Ok(address)
    }

    /// Takes an upgraded WebSocket over. A gateway that is full or closing drops it.
    pub fn adopt_websocket(&self, socket: UpgradedWebSocket) {}

    /// Says goodbye to every client (MQTT 5: DISCONNECT 0x8B), and ends within about a second.
    pub async fn shutdown(&self) {}
}

/// Why the gateway did not start.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// A thread or a queue could not be made.
    #[error("cannot start the reactors: {0}")]
    Reactor(#[from] io::Error),
    /// The policy for clients without credentials does not parse.
    #[error("the policy in `{file}` cannot be read: {error}")]
    PlainPolicy {
        /// The file.
        file: String,
        /// What is wrong with it.
        error: DocumentError,
    },
}
