//! Pools and identities that come from elsewhere under the ids that apps know them by: AWS has no
//! call that makes either with a given id.
//!
//! An imported identity is nobody's. It opens up when the pool's owner says whose it is.

use daypass_aws_types::{AccountId, Region};
use daypass_store::{CommitError, Reads, Scope, Store, StoreError, Writes};

use super::linking::check_union;
use super::pool::{ID_CHARACTERS_MAX, pool_key};
use super::principal_tags::has_provider;
use super::records::{
    DELETED_POOLS, IDENTITY_POOL_LISTING, IdentityIndexRecord, IdentityPoolListingRecord,
    IdentityPoolRecord, IdentityRecord, IdentityState, LoginRecord,
};
use super::sign_in::{identity_key, login_key, pool_identity_key};
use crate::changes::Dependency;
use crate::commit::{Decision, Unsettled, settle};

/// Identities of one batch: each is asserted and written twice.
pub const IMPORTED_IDENTITIES_MAX: usize = 50;
/// Characters of a provider's name and of a user's id at it.
const LOGIN_CHARACTERS_MAX: usize = 2_048;
/// What a pool is called until it gets its settings.
const UNNAMED: &str = "imported";

/// Why something was not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The text is not what AWS's ids look like.
    #[error("`{0}` is no id of the form REGION:UUID")]
    Id(String),
    /// The id is another account's, another pool's, or in another region than its pool.
    #[error("the id `{0}` is taken, or of another region than its pool")]
    Taken(String),
    /// A pool of this id was deleted, and its identities are still being removed.
    #[error("the pool `{0}` was deleted here and is still being cleared; try again")]
    Unswept(String),
    /// There is no such pool in the account.
    #[error("there is no identity pool `{0}` in this account")]
    NoPool(String),
    /// There is no such identity in the account, or it was not imported.
    #[error("there is no imported identity `{0}` in this account")]
    NotImported(String),
    /// The pool does not know the provider.
    #[error("the pool has no provider `{0}`, as logins name it")]
    NoProvider(String),
    /// The user has another identity in the pool.
    #[error("the user has the identity `{0}` here already")]
    OtherIdentity(String),
    /// The identity has another user of the provider, or too many logins.
    #[error("the identity has another user of this provider, or as many logins as it may have")]
    Logins,
    /// More at once than are taken.
    #[error("no more than {IMPORTED_IDENTITIES_MAX} identities at once")]
    TooMany,
    /// Others change the same things all the time.
    #[error("the pool is being changed; try again")]
    Contested,
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The store did not take the batch.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

/// Something that is imported into an account.
#[derive(Debug, Clone, Copy)]
pub struct Import<'a> {
    /// The account.
    pub account: &'a AccountId,
    /// What is imported.
    pub imported: Imported<'a>,
    /// When, in milliseconds since 1970.
    pub now_ms: i64,
}

/// What is imported.
#[derive(Debug, Clone, Copy)]
pub enum Imported<'a> {
    /// A pool of this id, without settings: it takes nobody yet.
    Pool(&'a str),
    /// Identities of a pool, which are closed.
    Identities {
        /// The pool's id.
        pool: &'a str,
        /// The identities' ids.
        ids: &'a [&'a str],
    },
    /// Whose an imported identity is.
    User {
        /// The identity's id.
        identity: &'a str,
        /// The provider, as logins name it.
        provider: &'a str,
        /// The user's id at the provider.
        user: &'a str,
    },
}

/// Imports, and tells how much was not there before.
///
/// # Errors
/// An id is taken, something that is named is not there, or the store did not answer.
pub async fn import(store: &dyn Store, import: Import<'_>) -> Result<usize, ImportError> {
    match settle(store, &import).await {
        Ok((made, _)) => Ok(made),
        Err(Unsettled::Refused(error)) => Err(error),
        Err(Unsettled::Contested) => Err(ImportError::Contested),
        Err(Unsettled::Uncommitted(error)) => Err(error.into()),
    }
}

impl Decision for Import<'_> {
    type Output = usize;
    type Refusal = ImportError;

    async fn decide(
        &self,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<usize, ImportError> {
        match self.imported {
            Imported::Pool(id) => self.pool(id, reads, writes).await,
            Imported::Identities { pool, ids } => self.identities(pool, ids, reads, writes).await,
            Imported::User { identity, provider, user } => {
                self.user(identity, (provider, user), reads, writes).await
            }
        }
    }
}

impl Import<'_> {
    async fn pool(
        &self,
        id: &str,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<usize, ImportError> {
        let region = region_of(id)?;
        if let Some(pool) = reads.get(&pool_key(id)).await? {
            let own = pool.account == self.account.as_str();
            return if own { Ok(0) } else { Err(ImportError::Taken(id.to_owned())) };
        }
        // The identities of the pool that was would be this one's.
        if reads.get(&DELETED_POOLS.key(&Scope::GLOBAL, [id])).await?.is_some() {
            return Err(ImportError::Unswept(id.to_owned()));
        }
        let pool = IdentityPoolRecord {
            id: id.to_owned(),
            account: self.account.to_string(),
            region: region.to_string(),
            name: UNNAMED.to_owned(),
            created_ms: self.now_ms,
            epoch: self.epoch(),
            ..IdentityPoolRecord::default()
        };
        writes.put(&pool_key(id), &pool);
        let scope = Scope { account: self.account.as_str(), region: region.as_str() };
        let row = IdentityPoolListingRecord { name: pool.name.clone() };
        writes.put(&IDENTITY_POOL_LISTING.key(&scope, [id]), &row);
        Dependency::identity_pool(id).changed(writes);
        Ok(1)
    }

    async fn identities(
        &self,
        pool_id: &str,
        ids: &[&str],
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<usize, ImportError> {
        if ids.len() > IMPORTED_IDENTITIES_MAX {
            return Err(ImportError::TooMany);
        }
        let pool = self.own_pool(pool_id, reads).await?;
        let mut made = 0;
        for &id in ids {
            let taken = || ImportError::Taken(id.to_owned());
            if region_of(id)?.as_str() != pool.region {
                return Err(taken());
            }
            match reads.get(&identity_key(id)).await? {
                Some(known) if known.pool_id == pool.id => {}
                Some(_) => return Err(taken()),
                None => {
                    self.put_identity(&pool, id, writes);
                    made += 1;
                }
            }
        }
        Ok(made)
    }

    fn put_identity(&self, pool: &IdentityPoolRecord, id: &str, writes: &mut Writes) {
        let identity = IdentityRecord {
            id: id.to_owned(),
            pool_id: pool.id.clone(),
            state: IdentityState::Inaccessible.into(),
            created_ms: self.now_ms,
            modified_ms: self.now_ms,
            epoch: self.epoch(),
            imported: true,
            ..IdentityRecord::default()
        };
        writes.put(&identity_key(id), &identity);
        let row = IdentityIndexRecord { identity_id: id.to_owned() };
        writes.put(&pool_identity_key(&pool.id, id), &row);
        Dependency::identity(id).changed(writes);
    }

    async fn user(
        &self,
        id: &str,
        (provider, user): (&str, &str),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<usize, ImportError> {
        let not_imported = || ImportError::NotImported(id.to_owned());
        let identity = reads.get(&identity_key(id)).await?.filter(|identity| identity.imported);
        let mut identity = identity.ok_or_else(not_imported)?;
        let pool = self.own_pool(&identity.pool_id, reads).await.map_err(|error| match error {
            ImportError::NoPool(_) => not_imported(),
            error => error,
        })?;
        let login = login_of(&pool, provider, user)?;
        if identity.logins.contains(&login) {
            return Ok(0);
        }
        let row_key = login_key(&pool.id, &login);
        if let Some(row) = reads.get(&row_key).await? {
            return Err(ImportError::OtherIdentity(row.identity_id));
        }
        identity.logins.push(login);
        check_union(identity.logins.iter()).map_err(|_| ImportError::Logins)?;
        identity.set_state(IdentityState::Authenticated);
        identity.modified_ms = self.now_ms;
        writes.put(&identity_key(id), &identity);
        writes.put(&row_key, &IdentityIndexRecord { identity_id: id.to_owned() });
        Dependency::identity(id).changed(writes);
        Ok(1)
    }

    async fn own_pool(
        &self,
        id: &str,
        reads: &mut Reads<'_>,
    ) -> Result<IdentityPoolRecord, ImportError> {
        let pool = reads.get(&pool_key(id)).await?;
        let own = pool.filter(|pool| pool.account == self.account.as_str());
        own.ok_or_else(|| ImportError::NoPool(id.to_owned()))
    }

    /// What was issued for an id that was here before, and was deleted, carries an older epoch.
    fn epoch(&self) -> u64 {
        u64::try_from(self.now_ms).unwrap_or_default()
    }
}

/// The login that a provider's user signs in by.
fn login_of(
    pool: &IdentityPoolRecord,
    provider: &str,
    user: &str,
) -> Result<LoginRecord, ImportError> {
    // Logins name an OpenID provider by its address, SAML providers alone by their ARN.
    let by_arn = pool.openid_connect_provider_arns.iter().any(|arn| arn == provider);
    let is_bounded = [provider, user].iter().all(|text| text.len() <= LOGIN_CHARACTERS_MAX);
    if by_arn || user.is_empty() || !is_bounded || !has_provider(pool, provider) {
        return Err(ImportError::NoProvider(provider.to_owned()));
    }
    let developer = provider == pool.developer_provider_name;
    Ok(LoginRecord { developer, ..LoginRecord::public(provider, user) })
}

/// The region in an id.
fn region_of(id: &str) -> Result<Region, ImportError> {
    let malformed = || ImportError::Id(id.to_owned());
    let (region, uuid) = id.split_once(':').ok_or_else(malformed)?;
    let lengths = uuid.split('-').map(str::len);
    let is_uuid = lengths.eq(UUID_LENGTHS)
        && uuid.bytes().all(|byte| matches!(byte, b'-' | b'0'..=b'9' | b'a'..=b'f'));
    if !is_uuid || id.len() > ID_CHARACTERS_MAX {
        return Err(malformed());
    }
    Region::parse(region).map_err(|_| malformed())
}

/// Digits between the dashes of a UUID.
const UUID_LENGTHS: [usize; 5] = [8, 4, 4, 4, 12];
