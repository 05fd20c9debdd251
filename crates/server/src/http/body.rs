//! Reading a request's body: bounded before it is read where its length is told, and while it is
//! read where it is not.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use daypass_aws_types::OPERATIONS;
use daypass_aws_types::schema::Operation;
use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Incoming};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// How long a body may take from its first byte to its last.
pub const BODY_SECONDS_MAX: u64 = 20;
/// Bytes of all bodies that are being read or worked on at one moment. Nobody is known yet while
/// a body is read, so that whoever sends most would otherwise have the memory of all.
pub const BODIES_BYTES_MAX: usize = 128 * 1024 * 1024;

/// Why a body was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyError {
    /// It is larger than any operation takes.
    TooLarge,
    /// It did not come in time.
    Slow,
    /// It broke off, or its chunks are malformed.
    Broken,
    /// Other bodies take all the room.
    NoRoom,
}

/// A body that was read, and the room that it takes until it is dropped.
pub(super) struct Body<'b> {
    pub(super) bytes: Bytes,
    _room: Option<SemaphorePermit<'b>>,
}

/// The room for bodies.
#[derive(Debug)]
pub struct Bodies {
    room: Semaphore,
}

impl Bodies {
    /// Room for [`BODIES_BYTES_MAX`] bytes.
    pub fn new() -> Self {
        Self { room: Semaphore::new(BODIES_BYTES_MAX) }
    }

    /// The whole body. Which operation it is for may be known from the body only, so that the
    /// bound here is the largest one; decoding applies the operation's own.
    pub(super) async fn read(&self, body: Incoming) -> Result<Body<'_>, BodyError> {
        let bytes_max =
            OPERATIONS.iter().copied().map(Operation::body_bytes_max).max().unwrap_or(0);
        let told = body.size_hint().lower();
        if usize::try_from(told).map_or(true, |told| told > bytes_max) {
            return Err(BodyError::TooLarge);
        }
        let whole = timeout(Duration::from_secs(BODY_SECONDS_MAX), self.whole(body, bytes_max));
        whole.await.unwrap_or(Err(BodyError::Slow))
    }

    /// Room is taken as bytes come: to say how long a body will be costs its sender nothing.
    async fn whole(&self, mut body: Incoming, bytes_max: usize) -> Result<Body<'_>, BodyError> {
        let mut bytes = BytesMut::new();
        let mut room: Option<SemaphorePermit<'_>> = None;
        while let Some(frame) = body.frame().await {
            let Ok(piece) = frame.map_err(|_| BodyError::Broken)?.into_data() else { continue };
            if bytes.len().saturating_add(piece.len()) > bytes_max {
                return Err(BodyError::TooLarge);
            }
            let taken = u32::try_from(piece.len()).map_err(|_| BodyError::TooLarge)?;
            let taken = self.room.try_acquire_many(taken).map_err(|_| BodyError::NoRoom)?;
            match &mut room {
                Some(room) => room.merge(taken),
                None => room = Some(taken),
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(Body { bytes: bytes.freeze(), _room: room })
    }
}

impl Default for Bodies {
    fn default() -> Self {
        Self::new()
    }
}
