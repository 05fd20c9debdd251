//! What is at hand: answers for a thread that must not wait for a disk.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, LazyLock};
use std::task::{Context, Poll, Wake, Waker};

/// Polls a future once, on a thread that must not wait. What is in memory is read; where a store would
/// have to wait for a disk, the future is pending and nobody is going to be woken. Polled by whoever
/// may wait it goes on from there.
pub fn poll_at_hand<F: Future + ?Sized>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(&NOBODY))
}

/// Comes before every read that may wait for a disk: ready at once but for [`poll_at_hand`].
pub(crate) fn may_wait() -> impl Future<Output = ()> + Send {
    poll_fn(|context| {
        let asked_at_hand = context.waker().data() == NOBODY.data();
        if asked_at_hand { Poll::Pending } else { Poll::Ready(()) }
    })
}

/// Wakes nobody, and is known by its address.
static NOBODY: LazyLock<Waker> = LazyLock::new(|| Waker::from(Arc::new(Nobody { _place: 0 })));

/// It takes room, so that nothing else has its address.
struct Nobody {
    _place: u8,
}

impl Wake for Nobody {
    fn wake(self: Arc<Self>) {}
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use super::*;
    use crate::conformance::block_on;

    #[test]
    fn only_whoever_asks_for_what_is_at_hand_does_not_wait() {
        let mut waits = pin!(may_wait());
        assert!(poll_at_hand(waits.as_mut()).is_pending());
        block_on(waits.as_mut());
        block_on(may_wait());
        let noop = &mut Context::from_waker(Waker::noop());
        assert!(pin!(may_wait()).poll(noop).is_ready());
    }
}
