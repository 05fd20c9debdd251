//! Secrets of the server that lie in its store, sealed for the record that holds them.

use std::fmt;
use std::sync::Arc;

use daypass_credentials::{KeyRing, StoredSecretError};
use daypass_services::ports::Entropy;
use daypass_store::{CommitError, Key, Reads, Record, Space, Store, Writes};
use zeroize::Zeroizing;

use crate::entropy::random;

/// Why a secret of the server is not available.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// It does not open.
    #[error(transparent)]
    Sealed(#[from] StoredSecretError),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] CommitError),
    /// What was opened or made is not what it should be.
    #[error("{0}")]
    Unusable(String),
}

/// The store as the home of the server's own secrets.
#[derive(Clone)]
pub struct SealedSecrets {
    store: Arc<dyn Store>,
    entropy: Arc<dyn Entropy>,
    ring: Arc<KeyRing>,
}

impl SealedSecrets {
    pub(super) fn new(
        store: Arc<dyn Store>,
        entropy: Arc<dyn Entropy>,
        ring: Arc<KeyRing>,
    ) -> Self {
        Self { store, entropy, ring }
    }

    /// The record at `key`, if there is one.
    pub(crate) async fn read<R: Record>(&self, key: &Key<R>) -> Result<Option<R>, SecretError> {
        let reads = Reads::new(&*self.store, Space::State);
        Ok(reads.peek(key).await.map_err(CommitError::from)?)
    }

    /// Writes a record in the place of the one that was read before, or of none.
    pub(crate) async fn write<R: Record>(
        &self,
        key: &Key<R>,
        record: &R,
    ) -> Result<(), SecretError> {
        let mut writes = Writes::new();
        writes.put(key, record);
        let batch = Reads::new(&*self.store, Space::State).into_batch(writes);
        self.store.commit(Space::State, batch).await?;
        Ok(())
    }

    /// Removes a record.
    pub(crate) async fn delete<R: Record>(&self, key: &Key<R>) -> Result<(), SecretError> {
        let mut writes = Writes::new();
        writes.delete(key);
        let batch = Reads::new(&*self.store, Space::State).into_batch(writes);
        self.store.commit(Space::State, batch).await?;
        Ok(())
    }

    pub(crate) fn seal<R>(
        &self,
        purpose: &str,
        key: &Key<R>,
        secret: &[u8],
    ) -> Result<Vec<u8>, SecretError> {
        Ok(self.ring.seal_secret(purpose, key.bytes(), secret, &random(&*self.entropy))?)
    }

    pub(crate) fn open<R>(
        &self,
        purpose: &str,
        key: &Key<R>,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, SecretError> {
        Ok(self.ring.open_secret(purpose, key.bytes(), sealed)?)
    }
}

impl fmt::Debug for SealedSecrets {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SealedSecrets").finish_non_exhaustive()
    }
}
