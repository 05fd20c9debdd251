//! Where a URL leads: its host, the addresses that may be connected to, and what the request says.

use std::net::{IpAddr, SocketAddr};

use daypass_services::ports::FetchError;
use rustls::pki_types::ServerName;
use tokio::net::lookup_host;
use url::{Host, Url};

use super::EgressSettings;
use super::address::is_public;

/// A URL that may be fetched from, if its host's addresses allow it.
#[derive(Debug)]
pub(super) struct Target {
    url: String,
    host: Host<String>,
    port: u16,
    /// `Host` of the request: the port stands there unless it is the scheme's own.
    authority: String,
    path_and_query: String,
    /// The name that the server's certificate must be for; none for cleartext.
    server_name: Option<ServerName<'static>>,
}

impl Target {
    pub(super) fn parse(url: &str, settings: &EgressSettings) -> Result<Self, FetchError> {
        let malformed = || FetchError::Url { url: url.to_owned() };
        if url.len() > URL_BYTES_MAX {
            return Err(malformed());
        }
        let parsed = Url::parse(url).map_err(|_| malformed())?;
        let encrypted = match parsed.scheme() {
            "https" => true,
            "http" if settings.allow_http_loopback || settings.allow_http_networks => false,
            _ => return Err(FetchError::Scheme { url: url.to_owned() }),
        };
        let host = parsed.host().ok_or_else(malformed)?.to_owned();
        let port = parsed.port_or_known_default().ok_or_else(malformed)?;
        if !parsed.username().is_empty() || parsed.password().is_some() {
            return Err(malformed());
        }
        let server_name =
            if encrypted { Some(server_name(&host).ok_or_else(malformed)?) } else { None };
        let authority =
            parsed.port().map_or_else(|| host.to_string(), |port| format!("{host}:{port}"));
        let path_and_query = match parsed.query() {
            Some(query) => format!("{}?{query}", parsed.path()),
            None => parsed.path().to_owned(),
        };
        Ok(Self { url: url.to_owned(), host, port, authority, path_and_query, server_name })
    }

    /// The host's addresses that may be connected to, at least one.
    pub(super) async fn resolve(
        &self,
        settings: &EgressSettings,
    ) -> Result<Vec<SocketAddr>, FetchError> {
        let addresses = self.addresses().await?;
        let allowed = |address: &SocketAddr| self.is_allowed(address.ip(), settings);
        let checked: Vec<SocketAddr> =
            addresses.iter().copied().filter(allowed).take(ADDRESSES_MAX).collect();
        match addresses.first() {
            _ if !checked.is_empty() => Ok(checked),
            None => Err(FetchError::Unresolved { host: self.host.to_string() }),
            Some(_) if self.server_name.is_none() => {
                Err(FetchError::Scheme { url: self.url.clone() })
            }
            Some(refused) => Err(FetchError::AddressRefused {
                host: self.host.to_string(),
                address: refused.ip(),
            }),
        }
    }

    /// The name for the TLS handshake; none for cleartext.
    pub(super) fn server_name(&self) -> Option<&ServerName<'static>> {
        self.server_name.as_ref()
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    pub(super) fn authority(&self) -> &str {
        &self.authority
    }

    pub(super) fn path_and_query(&self) -> &str {
        &self.path_and_query
    }

    pub(super) fn broken(&self, reason: &str) -> FetchError {
        FetchError::Connection { host: self.host.to_string(), reason: reason.to_owned() }
    }

    pub(super) fn untrusted(&self, error: &rustls::Error) -> FetchError {
        FetchError::Untrusted { host: self.host.to_string(), reason: error.to_string() }
    }

    async fn addresses(&self) -> Result<Vec<SocketAddr>, FetchError> {
        let unresolved = || FetchError::Unresolved { host: self.host.to_string() };
        match &self.host {
            Host::Ipv4(address) => Ok(vec![SocketAddr::from((*address, self.port))]),
            Host::Ipv6(address) => Ok(vec![SocketAddr::from((*address, self.port))]),
            Host::Domain(name) => {
                let found =
                    lookup_host((name.as_str(), self.port)).await.map_err(|_| unresolved())?;
                Ok(found.take(ADDRESSES_CHECKED_MAX).collect())
            }
        }
    }

    fn is_allowed(&self, address: IpAddr, settings: &EgressSettings) -> bool {
        let named = || settings.allowed_networks.iter().any(|network| network.contains(address));
        if self.server_name.is_none() {
            let loopback = address.to_canonical().is_loopback() && settings.allow_http_loopback;
            return loopback || (settings.allow_http_networks && named());
        }
        is_public(address) || named()
    }
}

fn server_name(host: &Host<String>) -> Option<ServerName<'static>> {
    match host {
        Host::Domain(name) => ServerName::try_from(name.clone()).ok(),
        Host::Ipv4(address) => Some(ServerName::from(IpAddr::V4(*address))),
        Host::Ipv6(address) => Some(ServerName::from(IpAddr::V6(*address))),
    }
}

const URL_BYTES_MAX: usize = 2048;
/// How many addresses of a host are looked at.
const ADDRESSES_CHECKED_MAX: usize = 64;
/// How many addresses of a host are tried.
const ADDRESSES_MAX: usize = 4;
