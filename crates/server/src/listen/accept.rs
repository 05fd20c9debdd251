//! Accepting: one task per listener, one per connection, a bound on the number of connections.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};

use super::answers::Answers;
use super::connection::{self, CONNECTIONS_MAX};
use crate::device::DeviceGateway;
use crate::tls::ServerTls;
use crate::trusted_proxies::TrustedProxies;

/// The end of a server, as everything that serves it hears of it: the value turns true.
pub type Closing = watch::Receiver<bool>;

/// A port of HTTP and HTTPS while it is open.
#[derive(Debug)]
pub struct HttpPort {
    closing: watch::Sender<bool>,
}

/// Who may speak without TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cleartext {
    /// Whoever reaches the port.
    FromAnywhere,
    /// Whoever is on this machine. Others are not read.
    FromThisMachine,
}

impl Cleartext {
    /// Whether a connection from this address may go on without TLS.
    pub(super) fn is_taken_from(self, address: IpAddr) -> bool {
        self == Self::FromAnywhere || address.to_canonical().is_loopback()
    }
}

/// What each connection needs.
pub(super) struct Served<A> {
    pub(super) cleartext: Cleartext,
    pub(super) answers: Arc<A>,
    pub(super) tls: Arc<ServerTls>,
    pub(super) devices: Option<Arc<DeviceGateway>>,
    /// Proxies that begin their connections with a header, where they do.
    pub(super) proxies: Option<Arc<TrustedProxies>>,
}

impl HttpPort {
    /// Serves what comes in at these listeners; MQTT, too, where there are `devices`. Where there are
    /// `proxies`, their connections begin with a header of the PROXY protocol.
    pub fn open<A: Answers>(
        listeners: Vec<TcpListener>,
        cleartext: Cleartext,
        answers: Arc<A>,
        tls: Arc<ServerTls>,
        devices: Option<Arc<DeviceGateway>>,
        proxies: Option<Arc<TrustedProxies>>,
    ) -> Self {
        let (closing, closed) = watch::channel(false);
        let slots = Arc::new(Semaphore::new(CONNECTIONS_MAX));
        let served = Arc::new(Served { cleartext, answers, tls, devices, proxies });
        for listener in listeners {
            let (served, slots) = (Arc::clone(&served), Arc::clone(&slots));
            tokio::spawn(accept(listener, served, slots, closed.clone()));
        }
        Self { closing }
    }

    /// Accepts nothing more, lets calls under way come to their answer, and waits for that.
    pub async fn close(self) {
        self.closing.send_replace(true);
        let patience = Duration::from_millis(CLOSING_MS_MAX);
        if timeout(patience, self.closing.closed()).await.is_err() {
            tracing::warn!("connections of a port were cut");
        }
    }
}

/// Resolves when the server closes.
pub(super) async fn closed(closing: &mut Closing) {
    // An error says that the sender is gone, and the server with it.
    let _closed = closing.wait_for(|closing| *closing).await;
}

async fn accept<A: Answers>(
    listener: TcpListener,
    served: Arc<Served<A>>,
    slots: Arc<Semaphore>,
    mut closing: Closing,
) {
    loop {
        let next = async {
            let slot = Arc::clone(&slots).acquire_owned().await;
            (slot, listener.accept().await)
        };
        let (slot, accepted) = tokio::select! {
            next = next => next,
            () = closed(&mut closing) => return,
        };
        match accepted {
            Ok((socket, peer)) => {
                let (served, closing) = (Arc::clone(&served), closing.clone());
                tokio::spawn(async move {
                    connection::serve(socket, peer, &served, closing).await;
                    drop(slot);
                });
            }
            Err(error) => {
                // Out of file descriptors, for one: it would come again at once.
                tracing::warn!(%error, "a connection was not accepted");
                sleep(Duration::from_millis(ACCEPT_AGAIN_MS)).await;
            }
        }
    }
}

/// How long a closing server waits for calls under way, in milliseconds.
const CLOSING_MS_MAX: u64 = 2_000;
/// How long after a failed accept the next one is tried, in milliseconds.
const ACCEPT_AGAIN_MS: u64 = 50;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_machines_need_tls_where_that_is_asked_for() {
        for (address, on_this_machine) in [
            ("127.0.0.1", true),
            ("127.9.9.9", true),
            ("::1", true),
            ("::ffff:127.0.0.1", true),
            ("192.0.2.2", false),
            ("10.0.0.1", false),
            ("::ffff:192.0.2.2", false),
            ("2001:db8::1", false),
        ] {
            let address: IpAddr = address.parse().unwrap();
            assert!(Cleartext::FromAnywhere.is_taken_from(address), "{address}");
            let taken = Cleartext::FromThisMachine.is_taken_from(address);
            assert_eq!(taken, on_this_machine, "{address}");
        }
    }
}
