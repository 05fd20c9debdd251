//! Fetching a document of somebody else's: discovery documents, key sets, providers' answers.

use std::net::IpAddr;

use bytes::Bytes;
use daypass_federation::Thumbprint;
use daypass_store::BoxFuture;

/// The only way out of the process. The implementation takes `https` (and `http` to loopback where
/// it is configured so), follows no redirect, connects to the very address that it checked, and
/// bounds time and size.
pub trait Fetch: Send + Sync {
    /// The document at a URL.
    fn fetch<'a>(
        &'a self,
        request: FetchRequest<'a>,
    ) -> BoxFuture<'a, Result<FetchedDocument, FetchError>>;
}

/// What to fetch, and whom to trust for it.
#[derive(Clone, Copy, Debug)]
pub struct FetchRequest<'a> {
    /// The absolute URL.
    pub url: &'a str,
    /// Certificates to accept, beside the publicly trusted ones, as the root of the server's
    /// chain. They come from the OpenID provider; empty means the public ones alone.
    pub thumbprints: &'a [Thumbprint],
}

/// A document that was answered with status 200 and a JSON content type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchedDocument {
    /// The body as it came.
    pub body: Bytes,
}

/// Why a document was not fetched. The texts are for decision records and logs; the wire says
/// less.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The URL is not an absolute one with a host, or carries credentials.
    #[error("`{url}` is not a URL to fetch from")]
    Url {
        /// The URL as requested.
        url: String,
    },
    /// The scheme is not `https`, nor `http` to a loopback address where that is allowed.
    #[error("the scheme of `{url}` is not allowed")]
    Scheme {
        /// The URL as requested.
        url: String,
    },
    /// The host has no address.
    #[error("the host `{host}` does not resolve")]
    Unresolved {
        /// The URL's host.
        host: String,
    },
    /// Every address of the host is in a range that is refused.
    #[error("the address {address} of `{host}` is not allowed")]
    AddressRefused {
        /// The URL's host.
        host: String,
        /// The first address that was refused.
        address: IpAddr,
    },
    /// No connection came about, or it broke.
    #[error("the connection to `{host}` failed: {reason}")]
    Connection {
        /// The URL's host.
        host: String,
        /// What the socket or the protocol said.
        reason: String,
    },
    /// The server's certificate is neither publicly trusted nor pinned, or not for this host.
    #[error("the certificate of `{host}` is not trusted: {reason}")]
    Untrusted {
        /// The URL's host.
        host: String,
        /// Which check failed.
        reason: String,
    },
    /// The server answered with a status other than 200. Redirects are not followed.
    #[error("`{url}` answered with status {status}")]
    Status {
        /// The URL as requested.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// The body is not declared as JSON.
    #[error("`{url}` did not answer with JSON")]
    ContentType {
        /// The URL as requested.
        url: String,
    },
    /// The body is larger than the bound.
    #[error("the body of `{url}` is larger than {body_bytes_max} bytes")]
    TooLarge {
        /// The URL as requested.
        url: String,
        /// The bound.
        body_bytes_max: usize,
    },
    /// The whole took longer than the bound.
    #[error("`{url}` did not answer within {timeout_ms} ms")]
    Timeout {
        /// The URL as requested.
        url: String,
        /// The bound.
        timeout_ms: u64,
    },
    /// Too many fetches are under way.
    #[error("too many documents are being fetched")]
    Busy,
}
