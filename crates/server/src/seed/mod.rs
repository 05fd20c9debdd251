//! What a development store holds from the start, under names that examples can rely on: a pool
//! with its two roles, AWS IoT policies, a thing with its certificate, and the sign-in provider as the
//! account knows it.

mod documents;
mod lamp;

use std::collections::BTreeMap;

use daypass_aws_types::{AccountId, Region};
use daypass_services::cognito_identity::records::{
    IDENTITY_POOL_LISTING, IDENTITY_POOLS, IdentityPoolListingRecord, IdentityPoolRecord,
};
use daypass_services::iam::arn::{openid_connect_provider_arn, role_arn};
use daypass_services::iam::records::{
    InlinePolicyRecord, OPENID_CONNECT_PROVIDERS, OpenIdConnectProviderRecord, PolicyVersionRecord,
    ROLES, RoleRecord,
};
use daypass_services::iot::records::{IOT_POLICIES, IotPolicyRecord, THINGS, ThingRecord};
use daypass_services::ports::Now;
use daypass_services::random::Random;
use daypass_store::{
    CommitError, Key, Reads, Record, Scope, Space, Store, StoreError, Table, Writes,
};

use crate::keys::SealedSecrets;
use crate::sign_in;

pub use self::lamp::{Lamp, LampError};

/// The pool's name.
pub const POOL_NAME: &str = "demo";
/// The role of the pool's guests.
pub const GUEST_ROLE: &str = "demo-guest";
/// The role of the pool's signed-in identities.
pub const SIGNED_IN_ROLE: &str = "demo-signed-in";
/// The AWS IoT policy for signed-in identities. It is attached to nobody yet.
pub const IOT_POLICY: &str = "demo-app";
/// The AWS IoT policy of the thing's certificate.
pub const LAMP_POLICY: &str = "demo-lamp";
/// The thing.
pub const THING: &str = "lamp";

/// The pool's id.
pub fn pool_id(region: &Region) -> String {
    format!("{region}:00000000-0000-4000-8000-000000000001")
}

/// Says that a store was seeded once: what its owner deleted since stays deleted.
#[derive(Clone, PartialEq, prost::Message)]
struct SeededRecord {
    /// When, in milliseconds since 1970.
    #[prost(int64, tag = "1")]
    at_ms: i64,
}

/// The one mark.
const SEEDED: Table<SeededRecord> = Table::global(6);
/// Its key.
const ONCE: &str = "once";
/// The characters of a role's id after `AROA`.
const UNIQUE_ID_LENGTH: usize = 17;
/// `MaxSessionDuration` of a role that names none, in seconds.
const SESSION_SECONDS: u32 = 3_600;

/// Why a store was not seeded.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The store does not take it.
    #[error(transparent)]
    Store(#[from] CommitError),
    /// There is no certificate for the lamp.
    #[error(transparent)]
    Lamp(#[from] LampError),
}

impl From<StoreError> for SeedError {
    fn from(error: StoreError) -> Self {
        Self::Store(error.into())
    }
}

/// Whether the store was ever seeded.
pub(crate) async fn is_planted(reads: &Reads<'_>) -> Result<bool, StoreError> {
    Ok(reads.peek(&SEEDED.key(&Scope::GLOBAL, [ONCE])).await?.is_some())
}

/// Puts everything into a store that was never seeded, in one batch. What is there under one of the
/// names stays as it is.
pub(crate) async fn plant(
    store: &dyn Store,
    secrets: &SealedSecrets,
    (account, region): (&AccountId, &Region),
    now: Now,
    random: &Random,
) -> Result<(), SeedError> {
    let now_ms = now.wall_ms;
    let mut reads = Reads::new(store, Space::State);
    let once = SEEDED.key(&Scope::GLOBAL, [ONCE]);
    if reads.get(&once).await?.is_some() {
        return Ok(());
    }
    let mut writes = Writes::new();
    writes.put(&once, &SeededRecord { at_ms: now_ms });
    let demo = Demo { account, region, now_ms, random };
    let scope = Scope { account: account.as_str(), region: region.as_str() };
    let global = Scope { account: account.as_str(), region: "" };

    let guest = demo.role(GUEST_ROLE, "unauthenticated", documents::guest(account, region));
    let signed_in =
        demo.role(SIGNED_IN_ROLE, "authenticated", documents::signed_in(account, region));
    let provider = OPENID_CONNECT_PROVIDERS.key(&global, [sign_in::LOGIN_KEY]);
    put(&mut reads, &mut writes, &ROLES.key(&global, [GUEST_ROLE]), &guest).await?;
    put(&mut reads, &mut writes, &ROLES.key(&global, [SIGNED_IN_ROLE]), &signed_in).await?;
    put(&mut reads, &mut writes, &provider, &demo.provider()).await?;

    let pool = demo.pool(&guest, &signed_in);
    let row = IdentityPoolListingRecord { name: pool.name.clone() };
    let listed = IDENTITY_POOL_LISTING.key(&scope, [&pool.id]);
    put(&mut reads, &mut writes, &IDENTITY_POOLS.key(&Scope::GLOBAL, [&pool.id]), &pool).await?;
    put(&mut reads, &mut writes, &listed, &row).await?;

    for (name, document) in [
        (IOT_POLICY, documents::app(account, region)),
        (LAMP_POLICY, documents::lamp(account, region)),
    ] {
        let policy = demo.iot_policy(name, document);
        put(&mut reads, &mut writes, &IOT_POLICIES.key(&scope, [name]), &policy).await?;
    }
    put(&mut reads, &mut writes, &THINGS.key(&scope, [THING]), &demo.thing()).await?;
    lamp::put(&mut writes, secrets, (account, region), now).await?;
    store.commit(Space::State, reads.into_batch(writes)).await?;
    Ok(())
}

/// Puts a record where there is none.
async fn put<R: Record>(
    reads: &mut Reads<'_>,
    writes: &mut Writes,
    key: &Key<R>,
    record: &R,
) -> Result<(), CommitError> {
    if reads.get(key).await?.is_none() {
        writes.put(key, record);
    }
    Ok(())
}

/// Where and when the records are made.
struct Demo<'a> {
    account: &'a AccountId,
    region: &'a Region,
    now_ms: i64,
    random: &'a Random,
}

impl Demo<'_> {
    fn role(&self, name: &str, amr: &str, document: String) -> RoleRecord {
        RoleRecord {
            id: self.random.unique_id("AROA", UNIQUE_ID_LENGTH),
            name: name.to_owned(),
            path: "/".to_owned(),
            trust_document: documents::trust(&pool_id(self.region), amr),
            session_seconds_max: SESSION_SECONDS,
            created_ms: self.now_ms,
            inline_policies: vec![InlinePolicyRecord { name: "permissions".to_owned(), document }],
            ..RoleRecord::default()
        }
    }

    fn provider(&self) -> OpenIdConnectProviderRecord {
        OpenIdConnectProviderRecord {
            url: sign_in::ISSUER.to_owned(),
            client_ids: vec![sign_in::CLIENT_ID.to_owned()],
            created_ms: self.now_ms,
            ..OpenIdConnectProviderRecord::default()
        }
    }

    fn pool(&self, guest: &RoleRecord, signed_in: &RoleRecord) -> IdentityPoolRecord {
        let arn = |role| role_arn(self.account, role);
        let roles = [("unauthenticated", arn(guest)), ("authenticated", arn(signed_in))];
        let provider = openid_connect_provider_arn(self.account, sign_in::LOGIN_KEY);
        IdentityPoolRecord {
            id: pool_id(self.region),
            account: self.account.to_string(),
            region: self.region.to_string(),
            name: POOL_NAME.to_owned(),
            allow_unauthenticated: true,
            openid_connect_provider_arns: vec![provider],
            supported_login_providers: sign_in::PUBLIC_PROVIDERS
                .map(|public| (public.to_owned(), sign_in::CLIENT_ID.to_owned()))
                .into(),
            roles: roles.into_iter().map(|(kind, arn)| (kind.to_owned(), arn)).collect(),
            created_ms: self.now_ms,
            ..IdentityPoolRecord::default()
        }
    }

    fn iot_policy(&self, name: &str, document: String) -> IotPolicyRecord {
        let created_ms = self.now_ms;
        IotPolicyRecord {
            name: name.to_owned(),
            created_ms,
            modified_ms: created_ms,
            default_version: 1,
            next_version: 2,
            versions: vec![PolicyVersionRecord { number: 1, document, created_ms }],
            generation: 0,
        }
    }

    fn thing(&self) -> ThingRecord {
        ThingRecord {
            name: THING.to_owned(),
            id: self.random.uuid().to_string(),
            thing_type: String::new(),
            attributes: BTreeMap::new(),
            version: 1,
            created_ms: self.now_ms,
            groups: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
