//! A body on its way to the store: checked while it goes by, its last piece kept back until the whole
//! was right, so that a store never has all of a body that is not.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use daypass_aws_protocol::s3::{BodyCheck, Checksum, S3Error, TrailedChunks};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep, sleep};

use super::rest::Rest;

/// How long a caller may take for the next piece of its body, in seconds.
const PIECE_SECONDS_MAX: u64 = 30;
/// Bytes that are read before the store is asked: a body of so many is right before it hears of it.
const FIRST_BYTES: u64 = 64 * 1024;

/// What is known of a body from beside it.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    passed_on: Arc<AtomicU64>,
    wrong: Arc<OnceLock<S3Error>>,
}

impl Told {
    /// How many bytes went on so far.
    pub(super) fn passed_on(&self) -> u64 {
        self.passed_on.load(Ordering::Relaxed)
    }

    /// What was wrong with it.
    pub(super) fn wrong(&self) -> Option<S3Error> {
        self.wrong.get().cloned()
    }
}

/// A body of a known length.
pub(super) struct Upload {
    /// None where there is nothing to read.
    source: Option<Source>,
    ready: VecDeque<Bytes>,
    /// How it goes on in chunks, where a checksum follows it.
    chunks: Option<TrailedChunks>,
    object_bytes: u64,
    bytes_left: u64,
    told: Told,
}

struct Source {
    incoming: Incoming,
    rest: Rest,
    check: BodyCheck,
    patience: Pin<Box<Sleep>>,
}

impl Upload {
    /// A body that holds `bytes`, and the checksum that follows it; none if somebody reads it.
    pub(super) fn new(
        rest: &Rest,
        check: BodyCheck,
        bytes: u64,
        trailer: Option<Checksum>,
    ) -> Option<Self> {
        let patience = Box::pin(sleep(Duration::from_secs(PIECE_SECONDS_MAX)));
        let source = Some(Source { incoming: rest.begin()?, rest: rest.clone(), check, patience });
        let bytes_left = trailer.map_or(bytes, |trailer| trailer.encoded_bytes(bytes));
        let chunks = trailer.map(TrailedChunks::new);
        let (ready, told) = (VecDeque::new(), Told::default());
        Some(Self { source, ready, chunks, object_bytes: bytes, bytes_left, told })
    }

    /// A body that is at hand.
    pub(super) fn of(bytes: Bytes) -> Self {
        let bytes_left = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let ready = if bytes.is_empty() { VecDeque::new() } else { VecDeque::from([bytes]) };
        let (object_bytes, told) = (bytes_left, Told::default());
        Self { source: None, ready, chunks: None, object_bytes, bytes_left, told }
    }

    pub(super) fn told(&self) -> Told {
        self.told.clone()
    }

    /// The checksum that follows it in chunks, and how long it is without those.
    pub(super) fn trailer(&self) -> Option<(Checksum, u64)> {
        self.chunks.as_ref().map(|chunks| (chunks.checksum(), self.object_bytes))
    }

    /// How many bytes are still to go on.
    pub(super) fn bytes_left(&self) -> u64 {
        self.bytes_left
    }

    /// Reads its beginning: all of a small one.
    pub(super) async fn begin(&mut self) -> Result<(), S3Error> {
        let enough = |ready: &VecDeque<Bytes>| {
            ready.iter().map(Bytes::len).sum::<usize>() as u64 >= FIRST_BYTES
        };
        while self.source.is_some() && !enough(&self.ready) {
            poll_fn(|context| self.poll_read(context)).await?;
        }
        Ok(())
    }

    /// All of it; whoever asks has looked at its length before.
    pub(super) async fn whole(mut self) -> Result<Bytes, S3Error> {
        self.chunks = None;
        while self.source.is_some() {
            poll_fn(|context| self.poll_read(context)).await?;
        }
        let mut bytes = BytesMut::new();
        self.ready.iter().for_each(|piece| bytes.extend_from_slice(piece));
        Ok(bytes.freeze())
    }

    /// Reads one piece, or finds that there is none left and that the whole was right.
    fn poll_read(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S3Error>> {
        let Some(source) = &mut self.source else { return Poll::Ready(Ok(())) };
        let frame = match Pin::new(&mut source.incoming).poll_frame(context) {
            Poll::Ready(frame) => frame,
            Poll::Pending => {
                ready!(source.patience.as_mut().poll(context));
                return Poll::Ready(Err(S3Error::timed_out()));
            }
        };
        source.patience.as_mut().reset(Instant::now() + Duration::from_secs(PIECE_SECONDS_MAX));
        Poll::Ready(match frame {
            Some(Ok(frame)) => match frame.into_data() {
                Ok(data) => source.check.feed(data).map(|pieces| self.take(pieces)),
                Err(_) => Ok(()),
            },
            Some(Err(_)) => Err(S3Error::incomplete_body()),
            None => {
                let whole = source.check.finish();
                self.source = None;
                whole.map(|trailer| self.end(trailer.as_deref()))
            }
        })
    }

    fn take(&mut self, pieces: Vec<Bytes>) {
        for piece in pieces {
            let piece = match &mut self.chunks {
                Some(chunks) => chunks.push(&piece),
                None => piece,
            };
            self.ready.extend(Some(piece).filter(|piece| !piece.is_empty()));
        }
    }

    fn end(&mut self, trailer: Option<&str>) {
        if let Some((chunks, trailer)) = self.chunks.as_mut().zip(trailer) {
            self.ready.push_back(chunks.end(trailer));
        }
    }
}

impl Upload {
    /// Reads no more of it.
    fn leave(&mut self) {
        if let Some(Source { incoming, rest, .. }) = self.source.take() {
            rest.put_back(incoming);
        }
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        self.leave();
    }
}

impl Body for Upload {
    type Data = Bytes;
    type Error = S3Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, S3Error>>> {
        let this = self.get_mut();
        // One piece stays here until it is known that the whole is right.
        while this.source.is_some() && this.ready.len() < 2 {
            if let Err(error) = ready!(this.poll_read(context)) {
                this.leave();
                this.ready.clear();
                // The first thing that is wrong is the one that is told.
                let _told_before = this.told.wrong.set(error.clone());
                return Poll::Ready(Some(Err(error)));
            }
        }
        Poll::Ready(this.ready.pop_front().map(|piece| {
            let count = u64::try_from(piece.len()).unwrap_or(u64::MAX);
            this.bytes_left = this.bytes_left.saturating_sub(count);
            this.told.passed_on.fetch_add(count, Ordering::Relaxed);
            Ok(Frame::data(piece))
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.source.is_none() && self.ready.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes_left)
    }
}
