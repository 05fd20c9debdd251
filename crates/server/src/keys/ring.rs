//! The key ring in the store.

use daypass_credentials::{KeyRing, KeyRingError, RootKey};
use daypass_services::ports::Entropy;
use daypass_store::{CommitError, Reads, Scope, Space, Store, Writes};
use zeroize::Zeroizing;

use super::records::{CURRENT, KEY_RINGS, KeyRingRecord};
use crate::entropy::random;

/// Why the key ring is not available.
#[derive(Debug, thiserror::Error)]
pub enum RingError {
    /// The root key does not fit, or the ring is damaged.
    #[error(transparent)]
    Ring(#[from] KeyRingError),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] CommitError),
}

/// The ring of the store. A store without one gets a new one: nothing in it was sealed yet.
pub(super) async fn open_or_make(
    store: &dyn Store,
    entropy: &dyn Entropy,
    root: &RootKey,
) -> Result<KeyRing, RingError> {
    let key = KEY_RINGS.key(&Scope::GLOBAL, [CURRENT]);
    let mut reads = Reads::new(store, Space::State);
    if let Some(record) = reads.get(&key).await.map_err(CommitError::from)? {
        return Ok(KeyRing::unwrap(&record.wrapped, root)?);
    }
    let ring = KeyRing::new(Zeroizing::new(random(entropy)))?;
    let mut writes = Writes::new();
    writes.put(&key, &KeyRingRecord { wrapped: ring.wrap(root, &random(entropy))? });
    store.commit(Space::State, reads.into_batch(writes)).await?;
    Ok(ring)
}
