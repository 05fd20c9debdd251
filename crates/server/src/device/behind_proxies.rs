//! Doors for MQTT without HTTP that stand behind proxies of connections: each connection of a trusted
//! proxy begins with a header that tells of the client. It is read here, and the reactor never sees it.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::sleep;

use super::command::Arrival;
use super::gateway::{DeviceGateway, Door};
use super::handover::out_of_tokio;
use super::peer::Peer;
use crate::trusted_proxies::{TrustedProxies, read_header};

/// Connections of one door whose header is still to come; a further one waits to be accepted.
const HEADERS_MAX: usize = 4 * 1024;
/// How long after a failed accept the next one is tried, in milliseconds.
const ACCEPT_AGAIN_MS: u64 = 50;

impl DeviceGateway {
    /// Opens a door behind proxies, and says where: port 0 picks a free one. Must be called within tokio.
    pub async fn listen_behind(
        self: &Arc<Self>,
        proxies: Arc<TrustedProxies>,
        door: Door,
        address: SocketAddr,
    ) -> io::Result<SocketAddr> {
        let listener = TcpListener::bind(address).await?;
        let bound = listener.local_addr()?;
        let behind = Behind { gateway: Arc::downgrade(self), proxies, door };
        self.doors_behind.lock().await.spawn(accept(listener, Arc::new(behind)));
        Ok(bound)
    }
}

/// A door, and who stands before it.
struct Behind {
    gateway: Weak<DeviceGateway>,
    proxies: Arc<TrustedProxies>,
    door: Door,
}

async fn accept(listener: TcpListener, behind: Arc<Behind>) {
    let slots = Arc::new(Semaphore::new(HEADERS_MAX));
    loop {
        let slot = Arc::clone(&slots).acquire_owned().await;
        match listener.accept().await {
            Ok((stream, address)) if behind.proxies.contains(address.ip()) => {
                let behind = Arc::clone(&behind);
                tokio::spawn(async move {
                    behind.let_in_client(stream, address).await;
                    drop(slot);
                });
            }
            Ok((stream, address)) => {
                behind.let_in(stream, address.ip(), behind.door.is_secure());
            }
            Err(error) => {
                tracing::warn!(%error, "a connection was not accepted");
                sleep(Duration::from_millis(ACCEPT_AGAIN_MS)).await;
            }
        }
    }
}

impl Behind {
    async fn let_in_client(&self, mut stream: TcpStream, address: SocketAddr) {
        match read_header(&mut stream).await {
            Ok(told) => {
                let secure = told.and_then(|told| told.secure);
                let source = told.map_or(address, |told| told.address);
                self.let_in(stream, source.ip(), secure.unwrap_or(self.door.is_secure()));
            }
            Err(error) => tracing::debug!(%error, %address, "a connection did not open"),
        }
    }

    fn let_in(&self, stream: TcpStream, source_ip: IpAddr, secure: bool) {
        let Some(gateway) = self.gateway.upgrade() else { return };
        let arrival = out_of_tokio(stream).and_then(|stream| {
            let transport = self.door.transport(stream).ok_or(io::ErrorKind::InvalidData)?;
            Ok(Arrival::fresh(transport, Peer::unsigned(source_ip, secure)))
        });
        gateway.adopt(arrival);
    }
}
