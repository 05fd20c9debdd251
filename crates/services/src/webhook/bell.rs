//! Waking the one task that delivers, whatever runtime it runs on.

use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

/// Rung by many, heard by one.
#[derive(Debug, Default)]
pub(super) struct Bell {
    rung: AtomicBool,
    listener: Mutex<Option<Waker>>,
}

impl Bell {
    pub(super) fn ring(&self) {
        self.rung.store(true, Ordering::Release);
        if let Some(listener) = self.listener().take() {
            listener.wake();
        }
    }

    /// Resolves once it was rung since the last time.
    pub(super) async fn rung(&self) {
        poll_fn(|context| {
            *self.listener() = Some(context.waker().clone());
            // Looked at after the listener is there, so that no ring comes between.
            if self.rung.swap(false, Ordering::AcqRel) { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }

    fn listener(&self) -> MutexGuard<'_, Option<Waker>> {
        self.listener.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
