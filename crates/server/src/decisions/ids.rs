//! Ids of decisions: 128 bits that nobody can foresee without the seed.

use std::sync::atomic::{AtomicU64, Ordering};

use aws_lc_rs::digest::{SHA256, digest};
use daypass_broker::DecisionId;

/// Ids drawn from a seed and a counter, without a lock.
pub(super) struct Ids {
    seed: [u8; 32],
    drawn: AtomicU64,
}

impl Ids {
    pub(super) fn new(seed: [u8; 32]) -> Self {
        Self { seed, drawn: AtomicU64::new(0) }
    }

    pub(super) fn next(&self) -> DecisionId {
        let number = self.drawn.fetch_add(1, Ordering::Relaxed);
        let mut input = [0; 40];
        let (seed, counter) = input.split_at_mut(32);
        seed.copy_from_slice(&self.seed);
        counter.copy_from_slice(&number.to_be_bytes());
        let hash = digest(&SHA256, &input);
        let half = hash.as_ref().first_chunk().copied().unwrap_or_default();
        DecisionId(u128::from_be_bytes(half))
    }
}

impl std::fmt::Debug for Ids {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Ids").finish_non_exhaustive()
    }
}
