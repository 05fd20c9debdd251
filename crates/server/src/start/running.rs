//! A server that answers: where, and how it ends.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use tokio::task::JoinSet;

use crate::decisions::Decisions;
use crate::device::DeviceGateway;
use crate::housekeeping::Housekeeping;
use crate::keys::Tending;
use crate::listen::HttpPort;
use crate::seed::Lamp;
use crate::tls::{CertificateWatch, ServerTls};
use crate::webhook::Delivery;

/// Where a running server answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    /// The API, HTTP and HTTPS on one port.
    pub api: SocketAddr,
    /// Plain MQTT.
    pub mqtt: Option<SocketAddr>,
    /// MQTT over TLS.
    pub mqtts: Option<SocketAddr>,
    /// The signing proxies, in the order of their settings.
    pub signing_proxies: Vec<SocketAddr>,
}

/// A server that answers.
#[derive(Debug)]
pub struct Running {
    addresses: Addresses,
    ports: Vec<HttpPort>,
    devices: Arc<DeviceGateway>,
    tls: (Arc<ServerTls>, Option<CertificateWatch>),
    background: (Housekeeping, Tending, Option<Delivery>),
    decisions: Arc<Decisions>,
    lamp: Option<Arc<Lamp>>,
}

impl Running {
    pub(super) fn new(
        addresses: Addresses,
        ports: Vec<HttpPort>,
        devices: Arc<DeviceGateway>,
        tls: (Arc<ServerTls>, Option<CertificateWatch>),
        background: (Housekeeping, Tending, Option<Delivery>),
        (decisions, lamp): (Arc<Decisions>, Option<Arc<Lamp>>),
    ) -> Self {
        Self { addresses, ports, devices, tls, background, decisions, lamp }
    }

    /// Where it answers.
    pub fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// The file with the certificate of the authority that signed the server's own.
    pub fn ca_file(&self) -> &Path {
        self.tls.0.ca_file()
    }

    /// Looks at the files of its certificate now; otherwise it does every few seconds.
    pub fn reload(&self) {
        if let Some(watch) = &self.tls.1 {
            watch.look();
        }
    }

    /// What the demo's lamp connects with, where there is a demo.
    pub fn lamp(&self) -> Option<&Lamp> {
        self.lamp.as_deref()
    }

    /// Ends it: nothing is accepted any more, calls under way are answered, connections are closed.
    pub async fn shutdown(self) {
        drop(self.background);
        // Who waits for decisions has its answer now.
        self.decisions.close();
        let mut closing: JoinSet<()> = self.ports.into_iter().map(HttpPort::close).collect();
        let ports = async { while closing.join_next().await.is_some() {} };
        tokio::join!(ports, self.devices.shutdown());
    }
}
