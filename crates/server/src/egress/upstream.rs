//! Connections to a service that the operator named, kept and used again.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use daypass_services::ports::FetchError;
use http::{Request, Response, Uri};
use hyper::body::{Body, Incoming};
use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::{Connected, Connection};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::OnceCell;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tower_service::Service;
use url::Url;

use super::target::Target;
use super::tls::{self, Roots};
use super::{EgressSettings, connect};

/// Connections to one service that wait for their next request.
const IDLE_CONNECTIONS_MAX: usize = 64;

/// Whether a URL names a service and nothing within it: a scheme, a host, and a port.
pub fn is_origin(url: &str) -> bool {
    let bare = |url: &Url| {
        matches!(url.scheme(), "http" | "https")
            && url.host().is_some()
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none()
    };
    Url::parse(url).is_ok_and(|url| bare(&url))
}

/// A service that requests are passed on to. No redirect is followed.
pub struct Upstream<B> {
    client: legacy::Client<Connector, B>,
    origin: String,
    authority: String,
}

impl<B> Upstream<B>
where
    B: Body<Data = Bytes, Error: Into<Box<dyn std::error::Error + Send + Sync>>>
        + Send
        + Unpin
        + 'static,
{
    /// The service at this origin; `settings` say which addresses it may have.
    pub fn new(origin: &str, settings: EgressSettings) -> Result<Self, FetchError> {
        let target = Target::parse(origin, &settings)?;
        let authority = target.authority().to_owned();
        let way = Way { target, settings, roots: Roots::native(), tls: OnceCell::new() };
        let client = legacy::Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(Duration::from_secs(IDLE_SECONDS_MAX))
            .pool_max_idle_per_host(IDLE_CONNECTIONS_MAX)
            .http1_max_buf_size(BUFFER_BYTES_MAX)
            .build(Connector(Arc::new(way)));
        Ok(Self { client, origin: origin.trim_end_matches('/').to_owned(), authority })
    }

    /// Its `Host`.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The URI of a path, with its query, of the service.
    pub fn uri(&self, path_and_query: &str) -> Result<Uri, http::Error> {
        Ok(Uri::try_from(format!("{}{path_and_query}", self.origin))?)
    }

    /// Passes a request on. A connection that was closed before the request went out is replaced.
    pub async fn send(&self, request: Request<B>) -> Result<Response<Incoming>, legacy::Error> {
        self.client.request(request).await
    }
}

impl<B> fmt::Debug for Upstream<B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Upstream").field("origin", &self.origin).finish_non_exhaustive()
    }
}

/// How the service is reached.
struct Way {
    target: Target,
    settings: EgressSettings,
    roots: Roots,
    tls: OnceCell<TlsConnector>,
}

impl Way {
    async fn open(&self) -> Result<Box<dyn Io>, FetchError> {
        let addresses = self.target.resolve(&self.settings).await?;
        let socket = connect(&self.target, &addresses).await?;
        let quick = socket.set_nodelay(true);
        quick.map_err(|error| self.target.broken(&error.to_string()))?;
        let Some(server_name) = self.target.server_name() else { return Ok(Box::new(socket)) };
        let made = async || tls::connector(Arc::clone(self.roots.public().await), &[]);
        let connector = self.tls.get_or_try_init(made).await;
        let connector = connector.map_err(|error| self.target.untrusted(&error))?;
        let stream = connector.connect(server_name.clone(), socket).await;
        let stream = stream.map_err(|error| tls::handshake_error(&self.target, &error))?;
        Ok(Box::new(stream))
    }
}

/// Opens connections, always to the one service.
#[derive(Clone)]
struct Connector(Arc<Way>);

impl Service<Uri> for Connector {
    type Response = TokioIo<Box<dyn Io>>;
    type Error = FetchError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, FetchError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), FetchError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Uri) -> Self::Future {
        let way = Arc::clone(&self.0);
        Box::pin(async move {
            let opened = timeout(Duration::from_millis(OPEN_MS_MAX), way.open()).await;
            let silent = |_| way.target.broken("it did not answer in time");
            opened.map_err(silent)?.map(TokioIo::new)
        })
    }
}

/// A connection, encrypted or not.
trait Io: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Io for S {}

impl Connection for Box<dyn Io> {
    fn connected(&self) -> Connected {
        Connected::new()
    }
}

/// How long a connection may wait for its next request, in seconds.
const IDLE_SECONDS_MAX: u64 = 20;
/// How long opening a connection may take, its handshake included, in milliseconds.
const OPEN_MS_MAX: u64 = 5_000;
/// Bytes of an answer's head, and of what is read at once.
const BUFFER_BYTES_MAX: usize = 256 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_a_service_and_nothing_within_it() {
        for url in ["http://127.0.0.1:9000", "https://s3.example.com/", "http://[::1]:9000"] {
            assert!(is_origin(url), "{url}");
        }
        for url in [
            "s3.example.com",
            "ftp://s3.example.com",
            "https://s3.example.com/path",
            "https://s3.example.com/?a",
            "https://user@s3.example.com",
        ] {
            assert!(!is_origin(url), "{url}");
        }
    }
}
