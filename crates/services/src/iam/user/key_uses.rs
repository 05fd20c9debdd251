//! When and for what each long-term access key and each role was last used.
//!
//! A use is noted in memory and written later, once for each of them and quarter of an hour, as AWS
//! records them: signing costs no write. A use that was not written before the process ended is
//! forgotten.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use daypass_aws_types::Timestamp;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::RoleLastUsed;
use daypass_store::{CommitError, Key, Reads, Scope, Space, Store, Table, Writes};

use crate::iam::access_key::access_key_key;
use crate::iam::trust_principals::has_unique_id;
use crate::store_error::unavailable;

/// Uses that one batch writes.
pub const WRITTEN_USES_MAX: usize = 100;
/// Keys and roles that are known to have been used a little while ago; beyond them a use may be written again.
const KEYS_MAX: usize = 100_000;
/// How long after a recorded use another one of the same key or role is not recorded.
const INTERVAL_MS: i64 = 15 * 60 * 1_000;

/// What unique ids of roles begin with, and no access key does.
const ROLE_ID_PREFIX: &str = "AROA";

/// The last use of a key or a role that was recorded.
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

/// Last uses by access key id, and by a role's unique id.
pub const KEY_USES: Table<KeyUseRecord> = Table::global(65);

/// Where the last use of a key or a role is kept.
pub fn key_use_key(id: &str) -> Key<KeyUseRecord> {
    KEY_USES.key(&Scope::GLOBAL, [id])
}

/// When a session of the role with this unique id last signed a request: nothing if none did.
pub(in crate::iam) async fn last_used(
    reads: &Reads<'_>,
    id: &str,
) -> Result<RoleLastUsed, ServiceError> {
    let used = reads.peek(&key_use_key(id)).await.map_err(unavailable)?;
    Ok(used.map_or_else(RoleLastUsed::default, |used| RoleLastUsed {
        last_used_date: Some(Timestamp::from_millis(used.used_ms)),
        region: Some(used.region),
    }))
}

/// Uses of long-term keys and of roles, noted and not yet written.
#[derive(Default)]
pub struct KeyUses(Mutex<Noted>);

#[derive(Default)]
struct Noted {
    recorded_ms: HashMap<Box<str>, i64>,
    unwritten: Vec<(Box<str>, KeyUseRecord)>,
}

impl KeyUses {
    /// Notes that a request was signed with this long-term key, or by a session of the role with
    /// this unique id.
    pub fn note(&self, id: &str, service: &str, region: &str, now_ms: i64) {
        let mut noted = self.lock();
        let last_ms = noted.recorded_ms.get(id);
        if last_ms.is_some_and(|last_ms| now_ms.saturating_sub(*last_ms) < INTERVAL_MS) {
            return;
        }
        if noted.unwritten.len() >= KEYS_MAX {
            return;
        }
        if noted.recorded_ms.len() >= KEYS_MAX {
            noted.recorded_ms.clear();
        }
        noted.recorded_ms.insert(id.into(), now_ms);
        let used = KeyUseRecord {
            used_ms: now_ms,
            service: service.to_owned(),
            region: region.to_owned(),
        };
        noted.unwritten.push((id.into(), used));
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
    for (id, used) in uses {
        // It may have been deleted meanwhile.
        let there = if id.starts_with(ROLE_ID_PREFIX) {
            has_unique_id(&mut reads, id).await?
        } else {
            reads.get(&access_key_key(id)).await?.is_some()
        };
        if there {
            writes.put(&key_use_key(id), used);
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
