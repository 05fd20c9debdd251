//! From the logins of a call to the identity that it is about: gathers what the decision on linking
//! needs, and writes down what it says.

use std::collections::BTreeMap;
use std::sync::Arc;

use daypass_aws_types::Secret;
use daypass_aws_types::error::ServiceError;
use daypass_store::{Key, Reads, Scope, Space, StoreError, Writes};

use super::auto_attach;
use super::error::{
    conflict, guests_not_supported, identity_forbidden, no_such_identity, no_such_pool,
    not_authorized,
};
use super::linking::{self, Decision, LOGINS_MAX, Refused, Situation};
use super::pool::pool_key;
use super::records::{
    IDENTITIES, IdentityIndexRecord, IdentityPoolRecord, IdentityRecord, IdentityState, LOGINS,
    LoginRecord, POOL_IDENTITIES,
};
use super::spent_assertion::{self, Use};
use crate::changes::Dependency;
use crate::logins::{LOGINS_DO_NOT_MATCH, LoginMeasure, VerifiedLogin, verify_logins};
use crate::operation::Call;
use crate::store_error::unavailable;
use crate::webhook;

/// The kind of login that a token proves, in [`LOGINS`].
const PUBLIC: &str = "public";
/// The kind of login that the pool's owner vouches for.
const DEVELOPER: &str = "developer";

/// The key that an identity is kept under.
pub(super) fn identity_key(identity_id: &str) -> Key<IdentityRecord> {
    IDENTITIES.key(&Scope::GLOBAL, [identity_id])
}

/// The row that leads from a login to its identity.
pub(super) fn login_key(pool_id: &str, login: &LoginRecord) -> Key<IdentityIndexRecord> {
    let kind = if login.developer { DEVELOPER } else { PUBLIC };
    LOGINS.key(&Scope::GLOBAL, [pool_id, kind, &login.provider, &login.subject])
}

/// The identity that a user of a provider has in a pool, whoever vouches for the user.
pub async fn identity_of_login(
    reads: &Reads<'_>,
    pool_id: &str,
    provider: &str,
    subject: &str,
) -> Result<Option<String>, StoreError> {
    for developer in [false, true] {
        let login = LoginRecord { developer, ..LoginRecord::public(provider, subject) };
        if let Some(row) = reads.peek(&login_key(pool_id, &login)).await? {
            return Ok(Some(row.identity_id));
        }
    }
    Ok(None)
}

/// The row that lists an identity in its pool.
pub(super) fn pool_identity_key(pool_id: &str, identity_id: &str) -> Key<IdentityIndexRecord> {
    POOL_IDENTITIES.key(&Scope::GLOBAL, [pool_id, identity_id])
}

/// An identity and its pool.
#[derive(Debug)]
pub(super) struct Resident {
    pub(super) identity: Arc<IdentityRecord>,
    pub(super) pool: Arc<IdentityPoolRecord>,
}

/// The identity, if its pool is still there, and asserts both.
pub(super) async fn existing_identity(
    reads: &mut Reads<'_>,
    identity_id: &str,
) -> Result<Resident, ServiceError> {
    let missing = || no_such_identity(identity_id);
    let identity = reads.get_shared(&identity_key(identity_id)).await.map_err(unavailable)?;
    let identity = identity.ok_or_else(missing)?;
    let pool = reads.get_shared(&pool_key(&identity.pool_id)).await.map_err(unavailable)?;
    Ok(Resident { identity, pool: pool.ok_or_else(missing)? })
}

/// The identity, if it is one of this pool.
pub(super) async fn existing_identity_of(
    pool: &IdentityPoolRecord,
    reads: &mut Reads<'_>,
    identity_id: &str,
) -> Result<Arc<IdentityRecord>, ServiceError> {
    let identity = existing_identity(reads, identity_id).await?.identity;
    if identity.pool_id == pool.id { Ok(identity) } else { Err(no_such_identity(identity_id)) }
}

/// An identity and its pool for a first look that asserts nothing, before the call is decided.
pub(super) async fn peek_identity<I>(
    call: &Call<'_, I>,
    identity_id: &str,
) -> Result<Resident, ServiceError> {
    existing_identity(&mut Reads::new(&*call.environment.store, Space::State), identity_id).await
}

/// Verifies the logins of a call against the pool as it is configured now.
pub(super) async fn proved<I>(
    call: &Call<'_, I>,
    pool: &IdentityPoolRecord,
    logins: &BTreeMap<String, Secret>,
) -> Result<Vec<VerifiedLogin>, ServiceError> {
    let verified = verify_logins(call.environment, pool, logins, &call.random, call.now).await;
    verified.map_err(|error| {
        call.note.leave_login(LoginMeasure::of_login(&error));
        error.into_cognito_error()
    })
}

/// The same for a pool that is named by its id.
pub(super) async fn proved_for_pool<I>(
    call: &Call<'_, I>,
    pool_id: &str,
    logins: Option<&BTreeMap<String, Secret>>,
) -> Result<Vec<VerifiedLogin>, ServiceError> {
    let Some(logins) = logins.filter(|logins| !logins.is_empty()) else { return Ok(Vec::new()) };
    let reads = Reads::new(&*call.environment.store, Space::State);
    let pool = reads.peek(&pool_key(pool_id)).await.map_err(unavailable)?;
    proved(call, &pool.ok_or_else(|| no_such_pool(pool_id))?, logins).await
}

/// The login as an identity remembers it.
pub(super) fn login_record(login: &VerifiedLogin) -> LoginRecord {
    LoginRecord::public(login.provider(), login.subject())
}

/// Who signs in: by logins that were verified, and as a user whom the pool's owner vouches for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Proved<'a> {
    pub(super) logins: &'a [VerifiedLogin],
    pub(super) developer: Option<&'a LoginRecord>,
}

impl<'a> Proved<'a> {
    pub(super) fn logins(logins: &'a [VerifiedLogin]) -> Self {
        Self { logins, developer: None }
    }

    fn records(&self) -> Vec<LoginRecord> {
        self.developer.cloned().into_iter().chain(self.logins.iter().map(login_record)).collect()
    }
}

/// The identity that the call is about, as it stands once the writes are committed.
pub(super) async fn settle<I>(
    call: &Call<'_, I>,
    pool: &IdentityPoolRecord,
    by: Proved<'_>,
    reads: &mut Reads<'_>,
    writes: &mut Writes,
) -> Result<Arc<IdentityRecord>, ServiceError> {
    spent_assertion::spend(by.logins, Use::Identity, call.now, reads, writes).await?;
    settled(call, pool, None, by, reads, writes).await
}

async fn settled<I>(
    call: &Call<'_, I>,
    pool: &IdentityPoolRecord,
    requested: Option<&Arc<IdentityRecord>>,
    by: Proved<'_>,
    reads: &mut Reads<'_>,
    writes: &mut Writes,
) -> Result<Arc<IdentityRecord>, ServiceError> {
    let proved = by.records();
    let owners = owners(&pool.id, &proved, reads).await?;
    let situation = Situation {
        guests_allowed: pool.allow_unauthenticated,
        requested: requested.map(|identity| &**identity),
        proved: &proved,
        owners: &owners,
    };
    let decision = linking::decide(&situation);
    let decision = decision.map_err(|refused| refusal(refused, situation.requested))?;
    let (identity, first) = match decision {
        Decision::Guest(guest) => {
            (requested.map_or_else(|| Arc::new(guest.clone()), Arc::clone), false)
        }
        Decision::NewGuest => {
            (Arc::new(made(call, pool, IdentityState::Guest, &[], writes)?), false)
        }
        Decision::NewIdentity => {
            (Arc::new(made(call, pool, IdentityState::Authenticated, &proved, writes)?), true)
        }
        Decision::SignedIn { identity, linked, absorbed } => {
            let first = identity.state() == IdentityState::Guest;
            let change = Change { now_ms: call.now.wall_ms, identity, linked, absorbed };
            (Arc::new(change.told(call, pool, writes)?), first)
        }
    };
    let attached = if first {
        let by = (by.logins, by.developer);
        auto_attach::apply(call, pool, &identity, by, reads, writes).await?
    } else {
        Vec::new()
    };
    // An earlier run whose batch was not committed has left what it would have attached.
    call.note.leave_attached(attached);
    Ok(identity)
}

/// The same for a call that gives the identity credentials or a token: where logins were verified,
/// it signs in.
pub(super) async fn settle_sign_in<I>(
    call: &Call<'_, I>,
    pool: &IdentityPoolRecord,
    requested: Option<&Arc<IdentityRecord>>,
    by: Proved<'_>,
    reads: &mut Reads<'_>,
    writes: &mut Writes,
) -> Result<Arc<IdentityRecord>, ServiceError> {
    spent_assertion::spend(by.logins, Use::Everything, call.now, reads, writes).await?;
    let identity = settled(call, pool, requested, by, reads, writes).await?;
    let told = webhook::signed_in(call, pool, &identity, &by.records(), writes)?;
    Ok(told.map_or(identity, |told| {
        writes.put(&identity_key(&told.id), &told);
        Arc::new(told)
    }))
}

/// Moves everything of `source` to `destination` and disables it; the destination after that.
pub(super) fn merge<I>(
    call: &Call<'_, I>,
    pool: &IdentityPoolRecord,
    (source, destination): (&IdentityRecord, &IdentityRecord),
    writes: &mut Writes,
) -> Result<IdentityRecord, ServiceError> {
    let absorbed = linking::merged(source, destination);
    let absorbed = absorbed.map_err(|refused| refusal(refused, Some(destination)))?;
    let (now_ms, linked) = (call.now.wall_ms, Vec::new());
    Change { now_ms, identity: destination, linked, absorbed }.told(call, pool, writes)
}

/// The identities that the logins lead to, each once.
async fn owners(
    pool_id: &str,
    proved: &[LoginRecord],
    reads: &mut Reads<'_>,
) -> Result<Vec<IdentityRecord>, ServiceError> {
    let mut owners: Vec<IdentityRecord> = Vec::new();
    for login in proved {
        let row = reads.get(&login_key(pool_id, login)).await.map_err(unavailable)?;
        let Some(IdentityIndexRecord { identity_id }) = row else { continue };
        if owners.iter().any(|owner| owner.id == identity_id) {
            continue;
        }
        owners.extend(reads.get(&identity_key(&identity_id)).await.map_err(unavailable)?);
    }
    Ok(owners)
}

fn made<I>(
    call: &Call<'_, I>,
    pool: &IdentityPoolRecord,
    state: IdentityState,
    logins: &[LoginRecord],
    writes: &mut Writes,
) -> Result<IdentityRecord, ServiceError> {
    let identity = IdentityRecord {
        id: format!("{}:{}", pool.region, call.random.uuid()),
        pool_id: pool.id.clone(),
        state: state.into(),
        logins: logins.to_vec(),
        created_ms: call.now.wall_ms,
        modified_ms: call.now.wall_ms,
        epoch: 0,
        merged_into: String::new(),
        signed_in_ms: 0,
        imported: false,
    };
    let row = IdentityIndexRecord { identity_id: identity.id.clone() };
    writes.put(&identity_key(&identity.id), &identity);
    writes.put(&pool_identity_key(&pool.id, &identity.id), &row);
    for login in logins {
        writes.put(&login_key(&pool.id, login), &row);
    }
    webhook::created(call, pool, &identity, writes)?;
    Ok(identity)
}

/// What linking and merging change.
struct Change<'a> {
    now_ms: i64,
    identity: &'a IdentityRecord,
    linked: Vec<&'a LoginRecord>,
    absorbed: Vec<&'a IdentityRecord>,
}

impl Change<'_> {
    /// The same, told to the webhook.
    fn told<I>(
        self,
        call: &Call<'_, I>,
        pool: &IdentityPoolRecord,
        writes: &mut Writes,
    ) -> Result<IdentityRecord, ServiceError> {
        let identity = self.applied(writes);
        let came = webhook::Linked {
            logins: self.linked.into_iter().cloned().collect(),
            merged: self.absorbed.iter().map(|absorbed| absorbed.id.clone()).collect(),
        };
        webhook::linked(call, pool, &identity, &came, writes)?;
        Ok(identity)
    }

    /// Writes the change, and gives the identity as it stands after it. Attachments of AWS IoT
    /// policies stay where they are: they are named by the identity that they were given to.
    fn applied(&self, writes: &mut Writes) -> IdentityRecord {
        let mut identity = self.identity.clone();
        let moved = self.absorbed.iter().flat_map(|absorbed| &absorbed.logins);
        let gained: Vec<&LoginRecord> = moved.chain(self.linked.iter().copied()).collect();
        for absorbed in &self.absorbed {
            close(absorbed, IdentityState::Disabled, &identity.id, self.now_ms, writes);
        }
        if gained.is_empty() {
            return identity;
        }
        let row = IdentityIndexRecord { identity_id: identity.id.clone() };
        for login in gained {
            writes.put(&login_key(&identity.pool_id, login), &row);
            identity.logins.push(login.clone());
        }
        if identity.state() == IdentityState::Guest {
            // What the guest was given ends with the guest (decision 0007).
            identity.set_state(IdentityState::Authenticated);
            identity.epoch += 1;
            Dependency::identity(&identity.id).changed(writes);
        }
        identity.modified_ms = self.now_ms;
        writes.put(&identity_key(&identity.id), &identity);
        identity
    }
}

/// Writes an identity that is closed from now on: it has no logins, and its sessions end.
pub(super) fn close(
    identity: &IdentityRecord,
    state: IdentityState,
    merged_into: &str,
    now_ms: i64,
    writes: &mut Writes,
) {
    let closed = IdentityRecord {
        state: state.into(),
        logins: Vec::new(),
        modified_ms: now_ms,
        epoch: identity.epoch + 1,
        merged_into: merged_into.to_owned(),
        imported: false,
        ..identity.clone()
    };
    writes.put(&identity_key(&identity.id), &closed);
    Dependency::identity(&identity.id).changed(writes);
}

fn refusal(refused: Refused, requested: Option<&IdentityRecord>) -> ServiceError {
    let identity_id = requested.map_or("", |identity| identity.id.as_str());
    match refused {
        Refused::GuestsNotAllowed => guests_not_supported(),
        Refused::Forbidden => identity_forbidden(identity_id).with_hint(match requested {
            Some(identity) if identity.state() == IdentityState::Disabled => {
                format!("the identity was merged into {}", identity.merged_into)
            }
            Some(identity) if identity.imported && identity.logins.is_empty() => {
                "the identity was imported, and no mapping has named its user".to_owned()
            }
            Some(identity) if identity.state() == IdentityState::Inaccessible => {
                "every login of the identity was unlinked".to_owned()
            }
            _ => "the call brought no login".to_owned(),
        }),
        Refused::NoMatch => not_authorized(LOGINS_DO_NOT_MATCH)
            .with_hint("the call brought no login that is linked to the identity"),
        Refused::TwoUsersOf(provider) => {
            conflict(format!("An identity can have only one login of the provider {provider}."))
        }
        Refused::TooManyLogins => {
            conflict(format!("An identity can have no more than {LOGINS_MAX} logins."))
        }
    }
}
