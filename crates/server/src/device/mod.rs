//! The device gateway: reactors with their brokers, the doors that lead to them, what is done away
//! from them, and the port through which operations publish.

mod admission;
mod behind_proxies;
mod clients;
mod command;
mod gateway;
mod handover;
mod keeping;
mod lifecycle;
mod mailbox;
mod peer;
mod publishing;
mod reactor;
mod shadows;
mod token;
mod transport;
mod websocket;

pub(crate) use admission::anonymous_policy;
pub use gateway::{DeviceGateway, DeviceParts, Door, GatewayError};
pub use handover::{MqttSocket, UpgradedWebSocket};
#[cfg(test)]
pub(crate) use keeping::Told;
pub use keeping::{Keeping, OpenKeepingError, Stored};
pub use mailbox::{Mailboxes, Reactors};
pub use publishing::Publishing;
