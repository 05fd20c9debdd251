//! Turns: of those who change the same thing within this server, one works at a time.
//!
//! The store's assertions alone keep changes right; turns keep them from failing each other's
//! again and again, and what is published about a thing in the order of its versions.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use async_lock::{Mutex, MutexGuardArc};

/// Locks among which things are shared out. Two things of one lock wait for each other, no more.
const LOCKS: usize = 256;

/// One's turn, which lasts until it is dropped.
pub(crate) type Turn = Option<MutexGuardArc<()>>;

/// Where turns are taken.
#[derive(Debug)]
pub struct Turns {
    locks: Box<[Arc<Mutex<()>>]>,
}

impl Default for Turns {
    fn default() -> Self {
        Self { locks: (0..LOCKS).map(|_| Arc::default()).collect() }
    }
}

impl Turns {
    /// Waits until nobody else is at this thing. Waiters come roughly in their order.
    pub(crate) async fn take(&self, thing: &impl Hash) -> Turn {
        let mut hasher = DefaultHasher::new();
        thing.hash(&mut hasher);
        let count = u64::try_from(self.locks.len()).unwrap_or(u64::MAX).max(1);
        let place = usize::try_from(hasher.finish() % count).unwrap_or_default();
        Some(self.locks.get(place)?.lock_arc().await)
    }
}
