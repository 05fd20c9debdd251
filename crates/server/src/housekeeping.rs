//! Housekeeping: removing from the store what deletions left behind and what has expired, a little at
//! a time.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use daypass_services::Environment;
use daypass_services::cognito_identity::sweep_deleted_pools;
use daypass_services::ports::Clock;
use daypass_store::{CommitError, SWEEP_RECORDS_MAX, Space, Store};
use tokio::task::JoinHandle;

use crate::device::Keeping;

/// How long the store is left alone once nothing is left to remove.
const PAUSE_SECONDS: u64 = 5;
/// How often every identity is looked at: guests expire by days.
const ROUND_MS: i64 = 3_600_000;
/// How often everything that is retained is looked at.
const RETAINED_ROUND_MS: i64 = 60_000;

/// The task that cleans up, until this is dropped.
#[derive(Debug)]
pub(crate) struct Housekeeping(JoinHandle<()>);

impl Housekeeping {
    /// Cleans up a store from now on.
    pub(crate) fn start(
        environment: Arc<Environment>,
        keeping: Keeping,
        clock: impl Clock + 'static,
    ) -> Self {
        Self(tokio::spawn(async move {
            let mut guests = GuestExpiry::default();
            let mut retained = RetainedExpiry::default();
            loop {
                let now_ms = clock.now().ours_ms;
                let more = sweep(&*environment.store).await
                    | write_key_uses(&environment).await
                    | retained.go_on(&keeping, now_ms).await;
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

/// How far looking for retained messages that have expired has come.
#[derive(Debug, Default)]
struct RetainedExpiry {
    after: Option<Bytes>,
    /// When all of them are looked at again.
    next_round_ms: i64,
}

impl RetainedExpiry {
    /// Looks at some retained messages. Whether there is more to do.
    async fn go_on(&mut self, keeping: &Keeping, now_ms: i64) -> bool {
        if now_ms < self.next_round_ms {
            return false;
        }
        let swept = keeping.sweep(self.after.as_deref(), now_ms).await;
        let swept = swept.inspect_err(|error| tracing::warn!(%error, "expired messages stay"));
        self.after = swept.unwrap_or(None);
        if self.after.is_none() {
            self.next_round_ms = now_ms.saturating_add(RETAINED_ROUND_MS);
        }
        self.after.is_some()
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
    use daypass_broker::{KeptMessage, Realm};
    use daypass_services::cognito_identity::SWEPT_IDENTITIES_MAX;
    use daypass_services::cognito_identity::records::{
        DELETED_POOLS, DeletedPoolRecord, IDENTITIES, IdentityIndexRecord, IdentityRecord,
        POOL_IDENTITIES,
    };
    use daypass_store::{KeyRange, MemoryStore, PageLimit, Reads, Scope, Writes};

    use super::*;
    use crate::device::{Reactors, Told};

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

    #[tokio::test]
    async fn retained_messages_that_have_expired_are_looked_for_again_and_again() {
        let store = Arc::new(MemoryStore::new());
        let reactors = Reactors::open(1).unwrap();
        let (keeping, _) = Keeping::open(store, reactors.mailboxes().clone(), 0).await.unwrap();
        let realm = Arc::new(Realm::new("000000000000", "eu-west-1"));
        for (stamp, topic, expires_at_ms) in
            [(1, "brief", Some(1_000)), (2, "longer", Some(30_000)), (3, "lasting", None)]
        {
            let kept = KeptMessage {
                realm: Arc::clone(&realm),
                topic: topic.into(),
                payload: "x".into(),
                properties: Bytes::new(),
                qos: 1,
                publisher: None,
                expires_at_ms,
                stamp: (stamp, 0),
            };
            assert!(keeping.keep(kept, Told::Nobody));
        }
        keeping.finish().await;
        let mut expiry = RetainedExpiry::default();
        for (now_ms, expected) in [
            (500, vec!["brief", "longer", "lasting"]),
            (RETAINED_ROUND_MS / 2, vec!["brief", "longer", "lasting"]),
            (RETAINED_ROUND_MS + 500, vec!["lasting"]),
        ] {
            assert!(!expiry.go_on(&keeping, now_ms).await);
            keeping.finish().await;
            let mut found = Vec::new();
            for topic in ["brief", "longer", "lasting"] {
                // At an instant at which none of them had expired.
                if keeping.kept(&realm, topic, 0).await.unwrap().is_some() {
                    found.push(topic);
                }
            }
            assert_eq!(found, expected, "{now_ms}");
        }
    }
}
