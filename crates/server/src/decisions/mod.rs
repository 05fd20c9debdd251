//! Decision records: every refusal, kept for a while, so that somebody can ask why.
//!
//! A record keeps the request and references to the immutable policies that were asked. Explaining
//! and formatting happen when a record is read: a flood of refusals costs a lock and a few copies
//! each. Nothing here holds a token or a secret key.

mod advice;
mod dropped;
mod encoded;
mod ids;
mod login;
mod record;
mod ring;
mod text;
mod told;
mod weight;

#[cfg(test)]
mod tests;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use daypass_aws_types::AccountId;
use daypass_broker::{DecisionId, Refusal};
use tokio::sync::Notify;

pub use self::encoded::{RefusedPermission, encoded_message};
pub use self::login::ToldLogin;
pub use self::record::{Answer, Door, Record, Refused, Why, decision_id};
pub use self::ring::{DECISIONS_BYTES_MAX, DECISIONS_MAX};
pub use self::text::text;
pub use self::told::{Kind, Told, ToldDoor, ToldLeg, ToldNearMiss, ToldStatement};

use self::dropped::Delivery;
use self::ids::Ids;
use self::ring::Ring;

/// The most records that one question is answered with.
pub const DECISIONS_PAGE_MAX: usize = 200;

/// The decision records of this process. Reactors and HTTP calls share it.
#[derive(Debug)]
pub struct Decisions {
    ids: Ids,
    ring: Mutex<Ring>,
    added: Notify,
    recorded: AtomicU64,
    closed: AtomicBool,
}

impl Decisions {
    /// Records within the usual bounds. `seed` comes from the machine's entropy: whoever knows it
    /// knows the ids to come.
    pub fn new(seed: [u8; 32]) -> Self {
        Self::within(seed, DECISIONS_MAX, DECISIONS_BYTES_MAX)
    }

    fn within(seed: [u8; 32], records_max: usize, bytes_max: usize) -> Self {
        Self {
            ids: Ids::new(seed),
            ring: Mutex::new(Ring::new(records_max, bytes_max)),
            added: Notify::new(),
            recorded: AtomicU64::new(0),
            closed: AtomicBool::new(false),
        }
    }

    /// Remembers a refused HTTP call and gives the refusal its id.
    pub fn record(&self, refused: Refused) -> DecisionId {
        self.push(refused, 1)
    }

    /// Remembers a refused MQTT packet and gives the refusal its id. A refused delivery joins the
    /// record of its permission class, topic and second, if there is one.
    pub fn record_packet(&self, refusal: &Refusal<'_>) -> DecisionId {
        if let Some(delivery) = Delivery::refused(refusal)
            && let Some(record) = self.ring().joinable(delivery)
        {
            self.recorded.fetch_add(refusal.count, Ordering::Relaxed);
            record.count(refusal.count);
            return record.id;
        }
        self.push(Refused::packet(refusal), refusal.count)
    }

    fn push(&self, refused: Refused, times: u64) -> DecisionId {
        self.recorded.fetch_add(times, Ordering::Relaxed);
        let id = self.ids.next();
        self.ring().push(id, refused, times);
        self.added.notify_waiters();
        id
    }

    /// The record with this id, if it is still kept and is the account's.
    pub fn find(&self, account: &AccountId, id: DecisionId) -> Option<Arc<Record>> {
        self.ring().newest_first().find(|record| record.id == id && record.is_of(account)).cloned()
    }

    /// The account's newest record.
    pub fn last(&self, account: &AccountId) -> Option<Arc<Record>> {
        self.ring().newest_first().find(|record| record.is_of(account)).cloned()
    }

    /// The account's records after the one numbered `after`, oldest first, at most
    /// [`DECISIONS_PAGE_MAX`] of those that `wanted` picks.
    pub fn after(
        &self,
        account: &AccountId,
        after: u64,
        wanted: impl Fn(&Record) -> bool,
    ) -> Vec<Arc<Record>> {
        let ring = self.ring();
        let newer = ring.oldest_first_after(after);
        newer
            .filter(|record| record.is_of(account) && wanted(record))
            .take(DECISIONS_PAGE_MAX)
            .cloned()
            .collect()
    }

    /// The number of the newest record; zero before the first.
    pub fn newest(&self) -> u64 {
        self.ring().newest()
    }

    /// Resolves when a record is added after this call.
    pub fn added(&self) -> tokio::sync::futures::Notified<'_> {
        self.added.notified()
    }

    /// Ends waiting for more records: the server closes.
    pub fn close(&self) {
        self.closed.store(true, Ordering::Release);
        self.added.notify_waiters();
    }

    /// Whether waiting for more is in vain.
    pub fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    /// How many records are kept.
    pub fn kept(&self) -> usize {
        self.ring().len()
    }

    /// How many refusals were recorded since the process began, merged ones included.
    pub fn recorded(&self) -> u64 {
        self.recorded.load(Ordering::Relaxed)
    }

    fn ring(&self) -> MutexGuard<'_, Ring> {
        // The ring holds only whole records, so a panic elsewhere leaves it usable.
        self.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
