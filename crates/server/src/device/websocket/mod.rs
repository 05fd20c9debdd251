//! WebSocket framing on the server's side (RFC 6455), between a socket and MQTT: bytes in, bytes
//! out. The opening handshake was hyper's.

mod frame;
mod inbound;
mod outbound;

#[cfg(test)]
mod tests;

pub(crate) use frame::Violation;
pub(crate) use inbound::Inbound;
pub(crate) use outbound::Outbound;

/// One WebSocket.
#[derive(Debug, Default)]
pub(crate) struct WebSocket {
    pub(crate) inbound: Inbound,
    pub(crate) outbound: Outbound,
}
