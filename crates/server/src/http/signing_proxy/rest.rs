//! What is left of a body when its request was refused: read away, so that a caller who is still
//! sending hears why. A connection that ends with bytes unread takes the answer along.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::header::EXPECT;
use http::request::Parts;
use http_body_util::BodyExt as _;
use hyper::body::{Body, Incoming};
use tokio::time::timeout;

/// Bytes that are read away: a part of an upload, as SDKs cut them.
const REST_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// How long that may take, in seconds.
const REST_SECONDS_MAX: u64 = 10;

/// The place where a body waits until it is read, and comes back to when the reading ends early.
#[derive(Debug, Clone, Default)]
pub(super) struct Rest(Arc<Mutex<Waiting>>);

#[derive(Debug, Default)]
struct Waiting {
    body: Option<Incoming>,
    begun: bool,
}

impl Rest {
    /// The place of a body that nothing was read of.
    pub(super) fn of(body: Incoming) -> Self {
        Self(Arc::new(Mutex::new(Waiting { body: Some(body), begun: false })))
    }

    /// Hands the body out to be read.
    pub(super) fn begin(&self) -> Option<Incoming> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.begun = true;
        waiting.body.take()
    }

    /// Takes it back.
    pub(super) fn put_back(&self, body: Incoming) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).body = Some(body);
    }

    /// Reads it away. Who waits to be told to go on sends nothing after a refusal.
    pub(super) async fn read_away(&self, asked: &Parts) {
        let (body, begun) = {
            let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            (waiting.body.take(), waiting.begun)
        };
        let Some(mut body) = body else { return };
        if !begun && asked.headers.contains_key(EXPECT) {
            return;
        }
        let mut left = REST_BYTES_MAX.checked_sub(body.size_hint().lower());
        let reading = async {
            while let (Some(bytes), Some(Ok(frame))) = (left, body.frame().await) {
                let count = frame.data_ref().map_or(0, bytes::Bytes::len);
                left = bytes.checked_sub(u64::try_from(count).unwrap_or(u64::MAX));
            }
        };
        // Whoever sends for longer than that has had its chance to listen.
        let _late = timeout(Duration::from_secs(REST_SECONDS_MAX), reading).await;
    }
}
