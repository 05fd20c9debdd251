//! Whether a range delete may hide records, so that reads need not look where none does.

use std::sync::atomic::{AtomicBool, Ordering};

/// True from before the first tombstone is committed until after the last one was swept away.
#[derive(Debug)]
pub(crate) struct Hiding(AtomicBool);

impl Hiding {
    /// For a file that holds so many tombstones.
    pub(crate) fn new(tombstones: usize) -> Self {
        Self(AtomicBool::new(tombstones > 0))
    }

    /// Whether a tombstone may be there.
    pub(crate) fn is_possible(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// Before a commit that leaves tombstones.
    pub(crate) fn begin(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// After a commit that left none.
    pub(crate) fn end(&self) {
        self.0.store(false, Ordering::SeqCst);
    }
}
