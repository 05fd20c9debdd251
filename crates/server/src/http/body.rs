//! Reading a request's body: bounded before it is read where its length is told, and while it is
//! read where it is not.

use std::time::Duration;

use bytes::Bytes;
use daypass_aws_types::OPERATIONS;
use daypass_aws_types::schema::Operation;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming};
use tokio::time::timeout;

/// How long a body may take from its first byte to its last.
pub const BODY_SECONDS_MAX: u64 = 20;

/// Why a body was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyError {
    /// It is larger than any operation takes.
    TooLarge,
    /// It did not come in time.
    Slow,
    /// It broke off, or its chunks are malformed.
    Broken,
}

/// The whole body. Which operation it is for may be known from the body only, so that the bound
/// here is the largest one; decoding applies the operation's own.
pub(super) async fn read(body: Incoming) -> Result<Bytes, BodyError> {
    let bytes_max = OPERATIONS.iter().copied().map(Operation::body_bytes_max).max().unwrap_or(0);
    let told = body.size_hint().lower();
    if usize::try_from(told).map_or(true, |told| told > bytes_max) {
        return Err(BodyError::TooLarge);
    }
    let whole = Limited::new(body, bytes_max).collect();
    match timeout(Duration::from_secs(BODY_SECONDS_MAX), whole).await {
        Ok(Ok(whole)) => Ok(whole.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(BodyError::TooLarge),
        Ok(Err(_)) => Err(BodyError::Broken),
        Err(_) => Err(BodyError::Slow),
    }
}
