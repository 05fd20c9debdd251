//! Accepting at the doors for MQTT without HTTP. The first reactor does it for all of them.

use std::io;
use std::sync::Arc;

use mio::net::{TcpListener, TcpStream};
use mio::{Interest, Registry};
use rustls::ServerConnection;

use crate::device::gateway::Door;
use crate::device::peer::Peer;
use crate::device::token;
use crate::device::transport::{Socket, Transport};

/// How many clients one door lets in per turn.
const ACCEPTS_PER_TURN_MAX: usize = 64;
/// How long nobody is let in after the process ran out of descriptors or memory.
const BACKOFF_MS: u64 = 100;

/// The open doors.
#[derive(Debug, Default)]
pub(super) struct Doors {
    doors: Vec<OpenDoor>,
    /// Until when nobody is let in.
    paused_until_ms: Option<u64>,
}

#[derive(Debug)]
struct OpenDoor {
    listener: TcpListener,
    door: Door,
    /// Somebody may stand before it; edges are seen once.
    knocked: bool,
}

impl Doors {
    pub(super) fn open(&mut self, mut listener: TcpListener, door: Door, registry: &Registry) {
        let token = token::of_door(self.doors.len());
        if let Err(error) = registry.register(&mut listener, token, Interest::READABLE) {
            tracing::error!(%error, "a door cannot be watched");
            return;
        }
        self.doors.push(OpenDoor { listener, door, knocked: true });
    }

    pub(super) fn close(&mut self) {
        self.doors.clear();
    }

    pub(super) fn knocked(&mut self, door: usize) {
        if let Some(door) = self.doors.get_mut(door) {
            door.knocked = true;
        }
    }

    /// Whether somebody may be let in at once.
    pub(super) fn is_due(&self) -> bool {
        self.paused_until_ms.is_none() && self.doors.iter().any(|door| door.knocked)
    }

    pub(super) fn next_timeout_ms(&self) -> Option<u64> {
        self.paused_until_ms
    }

    /// Lets clients in, a bounded number.
    pub(super) fn accept(&mut self, now_ms: u64, mut arrived: impl FnMut(Transport, Arc<Peer>)) {
        if self.paused_until_ms.is_some_and(|until| now_ms < until) {
            return;
        }
        self.paused_until_ms = None;
        for door in self.doors.iter_mut().filter(|door| door.knocked) {
            for _ in 0..ACCEPTS_PER_TURN_MAX {
                match door.listener.accept() {
                    Ok((stream, address)) => {
                        if let Some(transport) = door.door.transport(stream) {
                            arrived(transport, Peer::unsigned(address.ip(), door.door.is_secure()));
                        }
                    }
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                        door.knocked = false;
                        break;
                    }
                    // The client is gone already; the next one may not be.
                    Err(error) if is_the_clients(&error) => {}
                    Err(error) => {
                        tracing::warn!(%error, "nobody is let in for a while");
                        self.paused_until_ms = Some(now_ms + BACKOFF_MS);
                        return;
                    }
                }
            }
        }
    }
}

impl Door {
    pub(in crate::device) fn transport(&self, stream: TcpStream) -> Option<Transport> {
        // Only speed is lost where the system refuses it.
        let _ = stream.set_nodelay(true);
        let socket = match self {
            Self::Tcp => Socket::Tcp(stream),
            Self::Tls(config) => {
                let session = ServerConnection::new(config.clone());
                let failed = |error: &rustls::Error| tracing::error!(%error, "no TLS session");
                Socket::tls(stream, session.inspect_err(failed).ok()?)
            }
        };
        Some(Transport::bare(socket))
    }

    /// Whether what comes in is encrypted.
    pub(in crate::device) fn is_secure(&self) -> bool {
        matches!(self, Self::Tls(_))
    }
}

fn is_the_clients(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionReset | Interrupted)
}
