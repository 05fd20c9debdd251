//! The body of an answer: the store's own as it comes, or a document of ours.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, Sleep, sleep};

/// How long a store may take for the next piece of an answer, in seconds.
const PIECE_SECONDS_MAX: u64 = 60;

/// The body of an answer.
#[derive(Debug)]
pub struct Download(Kind);

#[derive(Debug)]
enum Kind {
    Ours(Option<Bytes>),
    Store { incoming: Incoming, patience: Pin<Box<Sleep>>, _room: OwnedSemaphorePermit },
}

impl Download {
    /// A document of ours, or nothing.
    pub(super) fn ours(bytes: Bytes) -> Self {
        Self(Kind::Ours(Some(bytes).filter(|bytes| !bytes.is_empty())))
    }

    /// What the store sends; its request keeps its place until then.
    pub(super) fn store(incoming: Incoming, room: OwnedSemaphorePermit) -> Self {
        let patience = Box::pin(sleep(Duration::from_secs(PIECE_SECONDS_MAX)));
        Self(Kind::Store { incoming, patience, _room: room })
    }
}

impl Default for Download {
    fn default() -> Self {
        Self(Kind::Ours(None))
    }
}

impl Body for Download {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match &mut self.get_mut().0 {
            Kind::Ours(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Kind::Store { incoming, patience, .. } => {
                let Poll::Ready(frame) = Pin::new(incoming).poll_frame(context) else {
                    ready!(patience.as_mut().poll(context));
                    return Poll::Ready(Some(Err(io::ErrorKind::TimedOut.into())));
                };
                patience.as_mut().reset(Instant::now() + Duration::from_secs(PIECE_SECONDS_MAX));
                Poll::Ready(frame.map(|frame| frame.map_err(io::Error::other)))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Kind::Ours(bytes) => bytes.is_none(),
            Kind::Store { incoming, .. } => incoming.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Kind::Ours(None) => SizeHint::with_exact(0),
            Kind::Ours(Some(bytes)) => {
                SizeHint::with_exact(u64::try_from(bytes.len()).unwrap_or(u64::MAX))
            }
            Kind::Store { incoming, .. } => incoming.size_hint(),
        }
    }
}
