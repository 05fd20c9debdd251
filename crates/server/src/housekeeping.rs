//! Housekeeping: removing from the store what deletions left behind, a little at a time.

use std::sync::Arc;
use std::time::Duration;

use daypass_services::cognito_identity::sweep_deleted_pools;
use daypass_store::{CommitError, SWEEP_RECORDS_MAX, Space, Store};
use tokio::task::JoinHandle;

/// How long the store is left alone once nothing is left to remove.
const PAUSE_SECONDS: u64 = 5;

/// The task that cleans up, until this is dropped.
#[derive(Debug)]
pub(crate) struct Housekeeping(JoinHandle<()>);

impl Housekeeping {
    /// Cleans up a store from now on.
    pub(crate) fn start(store: Arc<dyn Store>) -> Self {
        Self(tokio::spawn(async move {
            loop {
                if sweep(&*store).await {
                    tokio::task::yield_now().await;
                } else {
                    tokio::time::sleep(Duration::from_secs(PAUSE_SECONDS)).await;
                }
            }
        }))
    }
}

impl Drop for Housekeeping {
    fn drop(&mut self) {
        // What was under way is committed whole or not at all, and the next start goes on from it.
        self.0.abort();
    }
}

/// Removes some of everything that may go. Whether there is more. A store that refuses is left
/// alone for the pause: its health says what ails it.
async fn sweep(store: &dyn Store) -> bool {
    let swept = try_sweep(store).await;
    swept.inspect_err(|error| tracing::warn!(%error, "the store was not swept")).unwrap_or(false)
}

async fn try_sweep(store: &dyn Store) -> Result<bool, CommitError> {
    let mut more = sweep_deleted_pools(store).await?;
    for space in Space::ALL {
        more |= store.sweep(space, SWEEP_RECORDS_MAX).await?.tombstones > 0;
    }
    Ok(more)
}

#[cfg(test)]
mod tests {
    use daypass_services::cognito_identity::SWEPT_IDENTITIES_MAX;
    use daypass_services::cognito_identity::records::{
        DELETED_POOLS, DeletedPoolRecord, IDENTITIES, IdentityIndexRecord, IdentityRecord,
        POOL_IDENTITIES,
    };
    use daypass_store::{KeyRange, MemoryStore, PageLimit, Reads, Scope, Writes};

    use super::*;

    async fn records(store: &dyn Store) -> usize {
        store.page(Space::State, KeyRange::all(), PageLimit::MAX).await.unwrap().entries.len()
    }

    #[tokio::test]
    async fn a_deleted_pool_and_a_deleted_range_leave_nothing_behind() {
        let store = MemoryStore::new();
        for number in 0..=SWEPT_IDENTITIES_MAX {
            let id = format!("us-east-1:{number}");
            let mut writes = Writes::new();
            let identity = IdentityRecord { id: id.clone(), ..IdentityRecord::default() };
            writes.put(&IDENTITIES.key(&Scope::GLOBAL, [&id]), &identity);
            let row = IdentityIndexRecord { identity_id: id.clone() };
            writes.put(&POOL_IDENTITIES.key(&Scope::GLOBAL, ["pool", &id]), &row);
            store
                .commit(Space::State, Reads::new(&store, Space::State).into_batch(writes))
                .await
                .unwrap();
        }
        assert!(!sweep(&store).await, "a pool that is there is left alone");
        let mut writes = Writes::new();
        writes.put(&DELETED_POOLS.key(&Scope::GLOBAL, ["pool"]), &DeletedPoolRecord {});
        store
            .commit(Space::State, Reads::new(&store, Space::State).into_batch(writes))
            .await
            .unwrap();
        let mut sweeps = 0;
        while sweep(&store).await {
            sweeps += 1;
        }
        assert!((2..5).contains(&sweeps), "{sweeps}");
        assert_eq!(records(&store).await, 0);
    }
}
