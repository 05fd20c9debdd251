//! Housekeeping: removing from the store what deletions left behind, a little at a time.

use std::sync::Arc;
use std::time::Duration;

use daypass_services::Environment;
use daypass_services::cognito_identity::sweep_deleted_pools;
use daypass_services::ports::Clock;
use daypass_store::{CommitError, SWEEP_RECORDS_MAX, Space, Store};
use tokio::task::JoinHandle;

/// How long the store is left alone once nothing is left to remove.
const PAUSE_SECONDS: u64 = 5;
/// How often every identity is looked at: guests expire by days.
const ROUND_MS: i64 = 3_600_000;

/// The task that cleans up, until this is dropped.
#[derive(Debug)]
pub(crate) struct Housekeeping(JoinHandle<()>);

impl Housekeeping {
    /// Cleans up a store from now on.
    pub(crate) fn start(environment: Arc<Environment>, clock: impl Clock + 'static) -> Self {
        Self(tokio::spawn(async move {
            let mut guests = GuestExpiry::default();
            loop {
                let now_ms = clock.now().ours_ms;
                let more = sweep(&*environment.store).await | write_key_uses(&environment).await;
                if guests.go_on(&environment, now_ms).await || more {
                    tokio::task::yield_now().await;
                } else {
                    tokio::time::sleep(Duration::from_secs(PAUSE_SECONDS)).await;
                }
            }
        }))
    }
}

/// How far looking for idle guests has come.
#[derive(Debug, Default)]
struct GuestExpiry {
    after: Option<Vec<u8>>,
    /// When every identity is looked at again.
    next_round_ms: i64,
}

impl GuestExpiry {
    /// Writes some uses of guests, and looks at some identities. Whether there is more to do.
    async fn go_on(&mut self, environment: &Environment, now_ms: i64) -> bool {
        let outcome = self.try_go_on(environment, now_ms).await;
        outcome.inspect_err(|error| tracing::warn!(%error, "idle guests stay")).unwrap_or(false)
    }

    async fn try_go_on(
        &mut self,
        environment: &Environment,
        now_ms: i64,
    ) -> Result<bool, CommitError> {
        let (uses, store) = (&environment.guest_uses, &*environment.store);
        let unwritten = uses.write_some(store, now_ms).await?;
        if now_ms < self.next_round_ms {
            return Ok(unwritten);
        }
        self.after = uses.expire_some(store, self.after.as_deref(), now_ms).await?;
        if self.after.is_none() {
            self.next_round_ms = now_ms.saturating_add(ROUND_MS);
        }
        Ok(unwritten || self.after.is_some())
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

/// Writes some uses of access keys. Whether there is more to write.
async fn write_key_uses(environment: &Environment) -> bool {
    let written = environment.key_uses.write_some(&*environment.store).await;
    written.inspect_err(|error| tracing::warn!(%error, "uses of keys wait")).unwrap_or(false)
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
