//! Guests that nobody has been for a long time are deleted, where the configuration says after how
//! many days.
//!
//! A use is noted in memory and written later, once for each guest and day: serving a guest costs no
//! write. A use that was not written before the process ended may be forgotten, which is a day's.

use std::collections::HashSet;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use daypass_store::{CommitError, PageLimit, Reads, Scope, Space, Store, Writes};

use super::records::{GUEST_USES, GuestUseRecord, IDENTITIES, IdentityRecord, IdentityState};
use super::sign_in::{identity_key, pool_identity_key};
use crate::changes::Dependency;

/// Guests whose use one batch writes, or that one batch deletes.
pub const EXPIRED_GUESTS_MAX: usize = 100;
/// Guests that are known to have been used today; beyond them a use may be written again.
const USED_TODAY_MAX: usize = 1_000_000;
const DAY_MS: i64 = 86_400_000;

/// The uses of this day, and those that are still to be written.
#[derive(Default)]
pub struct GuestUses {
    /// After how many days without use a guest is deleted; never when absent.
    idle_days: Option<u32>,
    noted: Mutex<Noted>,
}

#[derive(Default)]
struct Noted {
    day: i64,
    today: HashSet<Box<str>>,
    unwritten: Vec<Box<str>>,
}

impl GuestUses {
    /// Nobody has been seen yet.
    pub fn new(idle_days: Option<u32>) -> Self {
        Self { idle_days, noted: Mutex::default() }
    }

    /// Whether uses count: they do where guests expire.
    pub(super) fn count(&self) -> bool {
        self.idle_days.is_some()
    }

    /// Notes that somebody came as this guest.
    pub(super) fn note(&self, identity_id: &str, now_ms: i64) {
        if self.idle_days.is_none() {
            return;
        }
        let mut noted = self.lock();
        let day = now_ms.div_euclid(DAY_MS);
        if noted.day != day || noted.today.len() >= USED_TODAY_MAX {
            noted.day = day;
            noted.today.clear();
        }
        if noted.unwritten.len() < USED_TODAY_MAX && noted.today.insert(identity_id.into()) {
            noted.unwritten.push(identity_id.into());
        }
    }

    /// Writes some of what was noted. Whether there is more.
    ///
    /// # Errors
    /// The store did not answer or did not commit: those uses are written another time.
    pub async fn write_some(&self, store: &dyn Store, now_ms: i64) -> Result<bool, CommitError> {
        let (some, more) = {
            let mut noted = self.lock();
            let from = noted.unwritten.len().saturating_sub(EXPIRED_GUESTS_MAX);
            (noted.unwritten.split_off(from), from > 0)
        };
        if some.is_empty() {
            return Ok(false);
        }
        let mut reads = Reads::new(store, Space::State);
        let mut writes = Writes::new();
        let used = GuestUseRecord { day: now_ms.div_euclid(DAY_MS) };
        for identity_id in &some {
            // It may have signed in meanwhile, or be gone.
            let identity = reads.get(&identity_key(identity_id)).await?;
            if identity.is_some_and(|identity| identity.state() == IdentityState::Guest) {
                writes.put(&GUEST_USES.key(&Scope::GLOBAL, [&**identity_id]), &used);
            }
        }
        if writes.is_empty() {
            return Ok(more);
        }
        match store.commit(Space::State, reads.into_batch(writes)).await {
            Ok(_) => Ok(more),
            Err(error) => {
                self.lock().unwritten.extend(some);
                Err(error)
            }
        }
    }

    /// Deletes guests among the next identities after `after` that nobody has been for too long;
    /// where to go on, or nothing at the end.
    ///
    /// # Errors
    /// The store did not answer or did not commit, as when one of them signed in meanwhile.
    pub async fn expire_some(
        &self,
        store: &dyn Store,
        after: Option<&[u8]>,
        now_ms: i64,
    ) -> Result<Option<Vec<u8>>, CommitError> {
        let Some(idle_days) = self.idle_days else { return Ok(None) };
        let mut reads = Reads::new(store, Space::State);
        let all = IDENTITIES.all(&Scope::GLOBAL);
        let page = reads.peek_page(&all, after, PageLimit::records(EXPIRED_GUESTS_MAX)).await?;
        let oldest_ms = now_ms.saturating_sub(i64::from(idle_days) * DAY_MS);
        let mut writes = Writes::new();
        for (key, identity) in &page.records {
            if identity.state() != IdentityState::Guest || identity.created_ms > oldest_ms {
                continue;
            }
            let use_key = GUEST_USES.key(&Scope::GLOBAL, [&identity.id]);
            let last = reads.get(&use_key).await?;
            // The whole day counts on which the guest was seen last.
            let used_ms = last.map_or(identity.created_ms, |last| (last.day + 1) * DAY_MS);
            let still = reads.get(key).await?;
            if used_ms > oldest_ms || still.as_ref() != Some(identity) {
                continue;
            }
            expire(identity, &mut writes);
            writes.delete(&use_key);
        }
        if !writes.is_empty() {
            store.commit(Space::State, reads.into_batch(writes)).await?;
        }
        Ok(page.next.map(|next| next.to_vec()))
    }

    fn lock(&self) -> MutexGuard<'_, Noted> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn expire(identity: &IdentityRecord, writes: &mut Writes) {
    writes.delete(&identity_key(&identity.id));
    writes.delete(&pool_identity_key(&identity.pool_id, &identity.id));
    Dependency::identity(&identity.id).changed(writes);
}

impl fmt::Debug for GuestUses {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let idle_days = self.idle_days;
        formatter.debug_struct("GuestUses").field("idle_days", &idle_days).finish_non_exhaustive()
    }
}
