//! Turns: of those who change the same thing within this server, one works at a time.
//!
//! The store's assertions alone keep changes right; turns keep them from failing each other's
//! again and again, and what is published about a thing in the order of its versions.

use std::hash::{BuildHasher as _, Hash, RandomState};
use std::sync::Arc;

use async_lock::{Mutex, MutexGuardArc};

/// Locks among which things are shared out, by one byte of their hash. Two things of one lock wait for
/// each other, no more.
const LOCKS: usize = 256;

/// One's turn, which lasts until it is dropped.
pub(crate) type Turn = Option<MutexGuardArc<()>>;

/// Where turns are taken.
#[derive(Debug)]
pub struct Turns {
    locks: Box<[Arc<Mutex<()>>]>,
    hasher: RandomState,
}

impl Default for Turns {
    fn default() -> Self {
        let locks = (0..LOCKS).map(|_| Arc::default()).collect();
        Self { locks, hasher: RandomState::new() }
    }
}

impl Turns {
    /// Waits until nobody else is at this thing. Waiters come roughly in their order.
    pub(crate) async fn take(&self, thing: &impl Hash) -> Turn {
        let place = self.hasher.hash_one(thing).to_be_bytes()[0];
        Some(self.locks.get(usize::from(place))?.lock_arc().await)
    }
}
