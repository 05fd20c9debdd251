//! When and for what each long-term access key was last used.
//!
//! A use is noted in memory and written later, once for each key and quarter of an hour, as AWS
//! records them: signing costs no write. A use that was not written before the process ended is
//! forgotten.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use daypass_store::{CommitError, Key, Reads, Scope, Space, Store, Table, Writes};

use crate::iam::access_key::access_key_key;

/// Uses that one batch writes.
pub const WRITTEN_USES_MAX: usize = 100;
/// Keys that are known to have been used a little while ago; beyond them a use may be written again.
const KEYS_MAX: usize = 100_000;
/// How long after a recorded use another one of the same key is not recorded.
const INTERVAL_MS: i64 = 15 * 60 * 1_000;

/// The last use of a key that was recorded.
#[derive(Clone, PartialEq, prost::Message)]
pub struct KeyUseRecord {
    /// When, in milliseconds since 1970.
    #[prost(int64, tag = "1")]
    pub used_ms: i64,
    /// The service that the request was signed for.
    #[prost(string, tag = "2")]
    pub service: String,
    /// The region that it was signed for.
    #[prost(string, tag = "3")]
    pub region: String,
}

/// Last uses by access key id.
pub const KEY_USES: Table<KeyUseRecord> = Table::global(65);

/// Where the last use of a key is kept.
pub fn key_use_key(access_key_id: &str) -> Key<KeyUseRecord> {
    KEY_USES.key(&Scope::GLOBAL, [access_key_id])
}

/// Uses of long-term keys, noted and not yet written.
#[derive(Default)]
pub struct KeyUses(Mutex<Noted>);

#[derive(Default)]
struct Noted {
    recorded_ms: HashMap<Box<str>, i64>,
    unwritten: Vec<(Box<str>, KeyUseRecord)>,
}

impl KeyUses {
    /// Notes that a request was signed with this key.
    pub fn note(&self, access_key_id: &str, service: &str, region: &str, now_ms: i64) {
        let mut noted = self.lock();
        let last_ms = noted.recorded_ms.get(access_key_id);
        if last_ms.is_some_and(|last_ms| now_ms.saturating_sub(*last_ms) < INTERVAL_MS) {
            return;
        }
        if noted.unwritten.len() >= KEYS_MAX {
            return;
        }
        if noted.recorded_ms.len() >= KEYS_MAX {
            noted.recorded_ms.clear();
        }
        noted.recorded_ms.insert(access_key_id.into(), now_ms);
        let used = KeyUseRecord {
            used_ms: now_ms,
            service: service.to_owned(),
            region: region.to_owned(),
        };
        noted.unwritten.push((access_key_id.into(), used));
    }

    /// Writes some of what was noted. Whether there is more.
    ///
    /// # Errors
    /// The store did not answer or did not commit: those uses are written another time.
    pub async fn write_some(&self, store: &dyn Store) -> Result<bool, CommitError> {
        let (some, more) = {
            let mut noted = self.lock();
            let from = noted.unwritten.len().saturating_sub(WRITTEN_USES_MAX);
            (noted.unwritten.split_off(from), from > 0)
        };
        if some.is_empty() {
            return Ok(false);
        }
        match write(store, &some).await {
            Ok(()) => Ok(more),
            Err(error) => {
                self.lock().unwritten.extend(some);
                Err(error)
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn write(store: &dyn Store, uses: &[(Box<str>, KeyUseRecord)]) -> Result<(), CommitError> {
    let mut reads = Reads::new(store, Space::State);
    let mut writes = Writes::new();
    for (access_key_id, used) in uses {
        // It may have been deleted meanwhile.
        if reads.get(&access_key_key(access_key_id)).await?.is_some() {
            writes.put(&key_use_key(access_key_id), used);
        }
    }
    if writes.is_empty() {
        return Ok(());
    }
    store.commit(Space::State, reads.into_batch(writes)).await.map(|_| ())
}

impl fmt::Debug for KeyUses {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("KeyUses").finish_non_exhaustive()
    }
}
