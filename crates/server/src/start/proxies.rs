//! The signing proxies: a port each.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;

use super::{Shared, StartError};
use crate::authenticate::Authenticator;
use crate::config::{ProxiedDoor, SigningProxySettings};
use crate::egress::EgressSettings;
use crate::http::{SigningProxy, SigningProxyParts};
use crate::listen::{self, HttpPort};
use crate::tls::ServerTls;

/// A proxy's settings, and where it is going to answer.
pub(super) type Bound = (SigningProxySettings, Vec<TcpListener>);

/// Takes the proxies' ports.
pub(super) async fn bind(proxies: &[SigningProxySettings]) -> Result<Vec<Bound>, StartError> {
    let mut bound = Vec::new();
    for settings in proxies {
        bound.push((settings.clone(), listen::bind(settings.listen).await?));
    }
    Ok(bound)
}

impl Shared {
    /// Opens the proxies' ports, and gives back where each answers.
    pub(super) fn proxies(
        &self,
        bound: Vec<Bound>,
        authenticator: &Arc<Authenticator>,
        tls: &Arc<ServerTls>,
        ports: &mut Vec<HttpPort>,
    ) -> Result<Vec<SocketAddr>, StartError> {
        let mut addresses = Vec::new();
        for (settings, listeners) in bound {
            let listen = settings.listen;
            addresses.push(listen::address(&listeners)?);
            let proxy = SigningProxy::new(SigningProxyParts {
                settings,
                // The operator named the store: it may stand on this machine, or in a named network.
                egress: EgressSettings {
                    allow_http_loopback: true,
                    allow_http_networks: true,
                    allowed_networks: self.config.allowed_networks.clone(),
                },
                authenticator: Arc::clone(authenticator),
                records: self.records(),
                clock: self.clock(),
                entropy: Arc::clone(&self.entropy),
                soft: self.config.soft,
                behind: self.behind(),
            });
            let proxy = proxy.map_err(|source| StartError::SigningProxy { listen, source })?;
            let before = self.config.trusted_proxies.before(ProxiedDoor::SigningProxies);
            let (cleartext, tls) = (self.config.cleartext(), Arc::clone(tls));
            ports.push(HttpPort::open(listeners, cleartext, Arc::new(proxy), tls, None, before));
        }
        Ok(addresses)
    }
}
