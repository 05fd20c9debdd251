//! Fetching a document of somebody else's: discovery documents, key sets, providers' answers.

use std::fmt;
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
#[derive(Clone, Copy)]
pub struct FetchRequest<'a> {
    /// The absolute URL.
    pub url: &'a str,
    /// Certificates to accept, beside the publicly trusted ones, as the root of the server's
    /// chain. They come from the OpenID provider; empty means the public ones alone.
    pub thumbprints: &'a [Thumbprint],
    /// What the request carries beside its URL.
    pub carries: Carries<'a>,
}

impl<'a> FetchRequest<'a> {
    /// A document that everybody may read.
    pub fn document(url: &'a str, thumbprints: &'a [Thumbprint]) -> Self {
        Self { url, thumbprints, carries: Carries::Nothing }
    }

    /// An answer that is for whoever asks alone: it is never shared with another call.
    pub fn answer(url: &'a str, carries: Carries<'a>) -> Self {
        Self { url, thumbprints: &[], carries }
    }
}

impl fmt::Debug for FetchRequest<'_> {
    /// A URL that holds a credential is not printed.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = if self.carries == Carries::Credential { "…" } else { self.url };
        let mut shown = formatter.debug_struct("FetchRequest");
        shown.field("url", &url).field("carries", &self.carries).finish_non_exhaustive()
    }
}

/// What a request carries beside its URL.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Carries<'a> {
    /// Nothing: a document that is the same for everybody.
    Nothing,
    /// A credential in the URL itself: the answer is one token's alone.
    Credential,
    /// An `Authorization` header.
    Authorization(&'a str),
    /// A form, which makes the request a POST.
    Form(&'a str),
    /// A signed message, which makes the request a POST. Any status of success will do, and the
    /// answer is not read.
    Message(SignedMessage<'a>),
}

/// A message by the Standard Webhooks specification.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SignedMessage<'a> {
    /// `webhook-id`.
    pub id: &'a str,
    /// `webhook-timestamp`, in seconds since 1970.
    pub timestamp_s: i64,
    /// `webhook-signature`.
    pub signature: &'a str,
    /// The JSON body.
    pub body: &'a str,
}

impl fmt::Debug for Carries<'_> {
    /// Credentials are not printed.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Nothing => "Nothing",
            Self::Credential => "Credential",
            Self::Authorization(_) => "Authorization(…)",
            Self::Form(_) => "Form(…)",
            Self::Message(_) => "Message(…)",
        })
    }
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

impl FetchError {
    /// The same without the URL, which may hold somebody's token.
    pub fn without_url(&self) -> String {
        match self {
            Self::Url { .. } => "the URL is not one to fetch from".to_owned(),
            Self::Scheme { .. } => "the scheme of the URL is not allowed".to_owned(),
            Self::Status { status, .. } => format!("it answered with status {status}"),
            Self::ContentType { .. } => "it did not answer with JSON".to_owned(),
            Self::TooLarge { body_bytes_max, .. } => {
                format!("its answer is larger than {body_bytes_max} bytes")
            }
            Self::Timeout { timeout_ms, .. } => format!("it did not answer within {timeout_ms} ms"),
            Self::Unresolved { .. }
            | Self::AddressRefused { .. }
            | Self::Connection { .. }
            | Self::Untrusted { .. }
            | Self::Busy => self.to_string(),
        }
    }
}
