//! The one way out of the process: documents of OpenID providers, and whatever else is fetched.
//!
//! A URL comes from a request or from a document that was fetched, so each fetch is one that an
//! attacker may have chosen. It goes to `https` alone (and to `http` on loopback where that is
//! allowed), follows no redirect, resolves the host once, checks the addresses and connects to a
//! checked one, and is bounded in time, size and number.

mod address;
mod exchange;
mod flights;
mod target;
mod tls;
mod upstream;

#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use daypass_services::ports::{Carries, Fetch, FetchError, FetchRequest, FetchedDocument};
use daypass_store::BoxFuture;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::timeout;

pub use address::{Network, NetworkError};
pub use upstream::{Upstream, is_origin};

use self::flights::Flights;
use self::target::Target;
use self::tls::Roots;

/// How long a fetch takes at most, from resolving the host to the last byte, in milliseconds.
pub const FETCH_MS_MAX: u64 = 5_000;
/// How many bytes a body has at most.
pub const BODY_BYTES_MAX: usize = 1024 * 1024;
/// How many documents are fetched at the same time at most.
pub const FETCHES_MAX: usize = 64;

/// Where the process may connect to, beside public addresses over `https`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EgressSettings {
    /// Whether cleartext `http` to a loopback address is allowed.
    pub allow_http_loopback: bool,
    /// Whether cleartext `http` to the allowed networks is allowed.
    pub allow_http_networks: bool,
    /// Networks that are allowed although they are not public: loopback, private and others.
    pub allowed_networks: Vec<Network>,
}

/// The egress of a process. It implements the operations' [`Fetch`] port.
#[derive(Debug)]
pub struct Egress {
    settings: EgressSettings,
    roots: Roots,
    fetch_ms_max: u64,
    slots: Semaphore,
    flights: Flights,
}

impl Egress {
    /// An egress that trusts the roots of the operating system; they are read at the first fetch.
    pub fn new(settings: EgressSettings) -> Self {
        Self::with_roots(settings, Roots::native())
    }

    fn with_roots(settings: EgressSettings, roots: Roots) -> Self {
        Self {
            settings,
            roots,
            fetch_ms_max: FETCH_MS_MAX,
            slots: Semaphore::new(FETCHES_MAX),
            flights: Flights::default(),
        }
    }

    async fn fetch_alone(&self, request: FetchRequest<'_>) -> Result<FetchedDocument, FetchError> {
        let target = Target::parse(request.url, &self.settings)?;
        let _slot = self.slots.try_acquire().map_err(|_| FetchError::Busy)?;
        let timeout_ms = self.fetch_ms_max;
        timeout(Duration::from_millis(timeout_ms), self.fetch_from(&target, request))
            .await
            .unwrap_or_else(|_| {
                Err(FetchError::Timeout { url: request.url.to_owned(), timeout_ms })
            })
    }

    async fn fetch_from(
        &self,
        target: &Target,
        request: FetchRequest<'_>,
    ) -> Result<FetchedDocument, FetchError> {
        let addresses = target.resolve(&self.settings).await?;
        let socket = connect(target, &addresses).await?;
        let body = match target.server_name() {
            None => exchange::exchange(target, request.carries, socket).await?,
            Some(server_name) => {
                let connector =
                    tls::connector(Arc::clone(self.roots.public().await), request.thumbprints)
                        .map_err(|error| target.untrusted(&error))?;
                let stream = connector
                    .connect(server_name.clone(), socket)
                    .await
                    .map_err(|error| tls::handshake_error(target, &error))?;
                exchange::exchange(target, request.carries, stream).await?
            }
        };
        Ok(FetchedDocument { body })
    }
}

impl Fetch for Egress {
    fn fetch<'a>(
        &'a self,
        request: FetchRequest<'a>,
    ) -> BoxFuture<'a, Result<FetchedDocument, FetchError>> {
        if request.carries != Carries::Nothing {
            return Box::pin(self.fetch_alone(request));
        }
        Box::pin(self.flights.join(request, move || self.fetch_alone(request)))
    }
}

/// A connection to the first checked address that answers. The host is not looked up again: the
/// answer could be another one.
async fn connect(target: &Target, addresses: &[SocketAddr]) -> Result<TcpStream, FetchError> {
    let mut reason = "no address".to_owned();
    for address in addresses {
        match timeout(Duration::from_millis(CONNECT_MS_MAX), TcpStream::connect(address)).await {
            Ok(Ok(socket)) => return Ok(socket),
            Ok(Err(error)) => reason = error.to_string(),
            Err(_) => reason = format!("{address} did not answer"),
        }
    }
    Err(target.broken(&reason))
}

/// How long one address is tried before the next, in milliseconds.
const CONNECT_MS_MAX: u64 = 2_000;
