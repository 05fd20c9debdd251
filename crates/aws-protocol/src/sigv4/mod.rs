//! Signature Version 4 as a server checks it: the header form and the query form, each check in the
//! order and in the words of AWS.
//!
//! The caller goes four steps, because what is right depends on where a request leads, and where it
//! leads is known only after the first one:
//!
//! 1. [`parse`] reads what the request says of its signature. No signature at all is no error here.
//! 2. The caller routes by [`SignedRequest::path`], the path exactly as it is canonicalized, and by
//!    [`SignedRequest::signing_name`]. Then [`SignedRequest::scope`] compares date and scope with
//!    what the service expects, and [`SignedRequest::require_signed`] asks that every header that the
//!    operation reads is signed.
//! 3. The caller finds the secret of [`Scope::access_key_id`]. What can be wrong with the key or its
//!    token has its words in [`SigV4Error`].
//! 4. [`SignedRequest::verify`] computes the signature and compares it.
//!
//! The other way round, [`Signer`] makes signatures for the command line and for requests that are passed on.
//!
//! Signatures are over wall time; the current moment is always a parameter.

mod authorization;
mod canonical;
mod chunked;
mod date;
mod error;
mod key;
mod presigned;
mod request;
mod scope;
mod sign;

pub use canonical::hex_sha256 as payload_hash;
pub(crate) use canonical::{RESERVED, RESERVED_IN_PATH, hex};
pub use chunked::{
    CHUNK_BYTES_MAX, CHUNK_LINE_BYTES_MAX, ChunkError, Chunked, Seed, TRAILER_BYTES_MAX,
};
pub use error::{ErrorKind, SigV4Error};
pub use key::{SigningKey, SigningKeyCache};
pub use request::{Door, Form, SignedRequest, parse};
pub use scope::{Expected, Scope, skew_seconds_max};
pub use sign::{PRESIGNED_SECONDS, SignError, Signer};

/// Bytes of an `Authorization` header: a scope and a hundred header names fit well.
pub const AUTHORIZATION_BYTES_MAX: usize = 8 * 1024;
/// Parameters in an `Authorization` header, repeated ones included.
pub const AUTHORIZATION_PARAMETERS_MAX: usize = 16;
/// Headers that one signature may cover.
pub const SIGNED_HEADERS_MAX: usize = 100;
/// Bytes of a query string: a session token of 4 KB, escaped, fits several times.
pub const QUERY_BYTES_MAX: usize = 32 * 1024;
/// Parameters in a query string.
pub const QUERY_PARAMETERS_MAX: usize = 1_024;
/// Bytes of the credential scope together with the access key id.
pub const CREDENTIAL_BYTES_MAX: usize = 512;
