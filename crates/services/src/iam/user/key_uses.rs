//! When and for what each long-term access key and each role was last used, and which services users
//! and roles used.
//!
//! A use is noted in memory and written later, once for each of them and quarter of an hour, as AWS
//! records them: signing costs no write. A use that was not written before the process ended is
//! forgotten.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use daypass_aws_types::Timestamp;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::RoleLastUsed;
use daypass_store::{CommitError, Key, Reads, Scope, Space, Store, StoreError, Table, Writes};

use crate::iam::access_key::access_key_key;
use crate::iam::trust_principals::has_unique_id;
use crate::store_error::unavailable;

/// Uses that one batch writes.
pub const WRITTEN_USES_MAX: usize = 100;
/// Keys and roles that are known to have been used a little while ago; beyond them a use may be written again.
const KEYS_MAX: usize = 100_000;
/// How long after a recorded use another one of the same key or role is not recorded.
const INTERVAL_MS: i64 = 15 * 60 * 1_000;

/// What unique ids of roles and users begin with, and no access key does.
const PRINCIPAL_ID_PREFIXES: [&str; 2] = ["AROA", "AIDA"];
/// Before every use.
const NEVER: i64 = i64::MIN;

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
    /// When a user or a role last used each service; access keys have none.
    #[prost(message, repeated, tag = "4")]
    pub services: Vec<ServiceUseRecord>,
}

/// The last use of a service by a user or a role that was recorded.
#[derive(Clone, PartialEq, prost::Message)]
pub struct ServiceUseRecord {
    /// The service, one of [`NAMESPACES`].
    #[prost(string, tag = "1")]
    pub namespace: String,
    /// When, in milliseconds since 1970.
    #[prost(int64, tag = "2")]
    pub used_ms: i64,
    /// The region that the request was signed for.
    #[prost(string, tag = "3")]
    pub region: String,
}

/// The services whose uses are told apart, as actions name them, in the order of their names.
pub const NAMESPACES: [&str; 6] = ["cognito-identity", "execute-api", "iam", "iot", "s3", "sts"];

/// The place among [`NAMESPACES`] of what a request was signed for.
fn namespace(signed_for: &str) -> Option<usize> {
    let name = match signed_for {
        "iotdata" | "iotdevicegateway" | "iot-jobs-data" => "iot",
        other => other,
    };
    NAMESPACES.iter().position(|known| *known == name)
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
    let used = used.filter(|used| used.used_ms != 0);
    Ok(used.map_or_else(RoleLastUsed::default, |used| RoleLastUsed {
        last_used_date: Some(Timestamp::from_millis(used.used_ms)),
        region: Some(used.region),
    }))
}

/// Uses of long-term keys, of users and of roles, noted and not yet written.
#[derive(Default)]
pub struct KeyUses(Mutex<Noted>);

#[derive(Default)]
struct Noted {
    recorded_ms: HashMap<Box<str>, i64>,
    services_ms: HashMap<Box<str>, [i64; NAMESPACES.len()]>,
    unwritten: Vec<(Box<str>, Use)>,
}

/// What is to be written.
enum Use {
    Last(KeyUseRecord),
    OfService(ServiceUseRecord),
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
            services: Vec::new(),
        };
        noted.unwritten.push((id.into(), Use::Last(used)));
    }

    /// Notes that the user or the role with this unique id used a service, told as requests are
    /// signed for it.
    pub fn note_service(&self, id: &str, service: &str, region: &str, now_ms: i64) {
        let Some(place) = namespace(service) else { return };
        let mut noted = self.lock();
        let last_ms = noted.services_ms.get(id).and_then(|services| services.get(place));
        if last_ms.is_some_and(|last_ms| now_ms.saturating_sub(*last_ms) < INTERVAL_MS) {
            return;
        }
        if noted.unwritten.len() >= KEYS_MAX {
            return;
        }
        if noted.services_ms.len() >= KEYS_MAX {
            noted.services_ms.clear();
        }
        let services = noted.services_ms.entry(id.into()).or_insert([NEVER; NAMESPACES.len()]);
        let (Some(slot), Some(namespace)) = (services.get_mut(place), NAMESPACES.get(place)) else {
            return;
        };
        *slot = now_ms;
        let used = ServiceUseRecord {
            namespace: (*namespace).to_owned(),
            used_ms: now_ms,
            region: region.to_owned(),
        };
        noted.unwritten.push((id.into(), Use::OfService(used)));
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

impl Use {
    /// Adds the use to what is kept, unless that is newer.
    fn add_to(&self, row: &mut KeyUseRecord) {
        match self {
            Self::Last(used) if used.used_ms >= row.used_ms => {
                let services = std::mem::take(&mut row.services);
                *row = KeyUseRecord { services, ..used.clone() };
            }
            Self::OfService(used) => {
                let kept = row.services.iter_mut().find(|kept| kept.namespace == used.namespace);
                match kept {
                    Some(kept) if kept.used_ms > used.used_ms => {}
                    Some(kept) => kept.clone_from(used),
                    None => row.services.push(used.clone()),
                }
            }
            Self::Last(_) => {}
        }
    }
}

async fn write(store: &dyn Store, uses: &[(Box<str>, Use)]) -> Result<(), CommitError> {
    let mut reads = Reads::new(store, Space::State);
    let mut rows: BTreeMap<&str, Option<KeyUseRecord>> = BTreeMap::new();
    for (id, used) in uses {
        if !rows.contains_key(&**id) {
            rows.insert(id, kept(&mut reads, id).await?);
        }
        if let Some(Some(row)) = rows.get_mut(&**id) {
            used.add_to(row);
        }
    }
    let mut writes = Writes::new();
    for (id, row) in rows {
        if let Some(row) = row {
            writes.put(&key_use_key(id), &row);
        }
    }
    if writes.is_empty() {
        return Ok(());
    }
    store.commit(Space::State, reads.into_batch(writes)).await.map(|_| ())
}

/// What is kept of a key, a user or a role; nothing if it has been deleted meanwhile.
async fn kept(reads: &mut Reads<'_>, id: &str) -> Result<Option<KeyUseRecord>, StoreError> {
    let there = if PRINCIPAL_ID_PREFIXES.iter().any(|prefix| id.starts_with(prefix)) {
        has_unique_id(reads, id).await?
    } else {
        reads.get(&access_key_key(id)).await?.is_some()
    };
    if !there {
        return Ok(None);
    }
    Ok(Some(reads.get(&key_use_key(id)).await?.unwrap_or_default()))
}

impl fmt::Debug for KeyUses {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("KeyUses").finish_non_exhaustive()
    }
}
