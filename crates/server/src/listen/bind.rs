//! Listening: a loopback address of IPv4 brings IPv6's along, because `localhost` is either.

use std::io;
use std::net::{Ipv6Addr, SocketAddr};

use tokio::net::TcpListener;

/// An address cannot be listened on.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address}: {source}")]
pub struct BindError {
    /// The address.
    pub address: SocketAddr,
    /// What the operating system said.
    pub source: io::Error,
}

/// Listens on an address, and on `[::1]` under the same port where it is `127.0.0.1`.
pub async fn bind(address: SocketAddr) -> Result<Vec<TcpListener>, BindError> {
    let first = listener(address).await?;
    let bound = first.local_addr().map_err(|source| BindError { address, source })?;
    let twin = SocketAddr::from((Ipv6Addr::LOCALHOST, bound.port()));
    let mut listeners = vec![first];
    if address.is_ipv4() && address.ip().is_loopback() {
        match listener(twin).await {
            Ok(second) => listeners.push(second),
            // Another program answers there, and would be sent what is meant for this one.
            Err(error)
                if error.source.kind() == io::ErrorKind::AddrInUse && address.port() != 0 =>
            {
                return Err(error);
            }
            // A machine without IPv6.
            Err(error) => tracing::debug!(%error, "only IPv4 is listened on"),
        }
    }
    Ok(listeners)
}

/// Where the first of some listeners answers; all have its port.
pub fn address(listeners: &[TcpListener]) -> io::Result<SocketAddr> {
    let first = listeners.first().ok_or(io::ErrorKind::AddrNotAvailable)?;
    first.local_addr()
}

async fn listener(address: SocketAddr) -> Result<TcpListener, BindError> {
    TcpListener::bind(address).await.map_err(|source| BindError { address, source })
}
