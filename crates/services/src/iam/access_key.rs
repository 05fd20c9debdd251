//! Long-term access keys: whose they are, and the secret that their signatures are made with.

use std::sync::Arc;

use daypass_aws_types::AccountId;
use daypass_credentials::{KeyRing, Nonce, SecretString, StoredSecretError};
use daypass_store::{Key, Reads, Scope, StoreError, Table, Writes};

use super::user::record::user;
use crate::principal::{Principal, UserIdentity};

/// A long-term access key, keyed by its id: a request names nothing else.
#[derive(Clone, PartialEq, prost::Message)]
pub struct AccessKeyRecord {
    /// The account that the key belongs to.
    #[prost(string, tag = "1")]
    pub account: String,
    /// The secret, sealed under the key ring for this very key.
    #[prost(bytes = "vec", tag = "2")]
    pub sealed_secret: Vec<u8>,
    /// Whether it may be used.
    #[prost(enumeration = "AccessKeyStatus", tag = "3")]
    pub status: i32,
    /// Whether it is the key that everybody knows, which only development has.
    #[prost(bool, tag = "4")]
    pub development: bool,
    /// When it was made, in milliseconds since 1970.
    #[prost(int64, tag = "5")]
    pub created_ms: i64,
    /// The name of the user whose key it is; empty for the root user's.
    #[prost(string, tag = "6")]
    pub user_name: String,
    /// The unique id of the user whose key it is; empty for the root user's.
    #[prost(string, tag = "7")]
    pub user_id: String,
}

/// Whether a key may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration)]
#[repr(i32)]
pub enum AccessKeyStatus {
    /// It may.
    Active = 0,
    /// It may not, and neither may sessions that were made with it.
    Inactive = 1,
}

/// Long-term access keys by id.
pub const ACCESS_KEYS: Table<AccessKeyRecord> = Table::global(14);

/// An access key with its secret opened.
#[derive(Debug, Clone)]
pub struct AccessKey {
    /// The account that the key belongs to.
    pub account: AccountId,
    /// The secret access key.
    pub secret_access_key: SecretString,
    /// Whether it may be used.
    pub status: AccessKeyStatus,
    /// Whether it is the key that everybody knows, which only development has.
    pub development: bool,
    /// Whose it is.
    pub owner: KeyOwner,
}

/// Whose an access key is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyOwner {
    /// The root user of the key's account.
    Root,
    /// A user of the key's account.
    User {
        /// Its unique id.
        id: String,
        /// Its name.
        name: String,
    },
}

/// Why a stored access key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AccessKeyError {
    /// The secret does not open under the ring.
    #[error("the secret of access key `{access_key_id}` cannot be opened: {error}")]
    Sealed {
        /// The key.
        access_key_id: String,
        /// Why not.
        error: StoredSecretError,
    },
    /// The record is not one that was ever written.
    #[error("the record of access key `{0}` is malformed")]
    Malformed(String),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Where an access key is kept.
pub fn access_key_key(access_key_id: &str) -> Key<AccessKeyRecord> {
    ACCESS_KEYS.key(&Scope::GLOBAL, [access_key_id])
}

/// Writes an access key, over an earlier one of the same id. `nonce` is random.
pub fn put_access_key(
    writes: &mut Writes,
    ring: &KeyRing,
    access_key_id: &str,
    key: &AccessKey,
    created_ms: i64,
    nonce: &Nonce,
) -> Result<(), StoredSecretError> {
    let secret = key.secret_access_key.expose().as_bytes();
    let (user_id, user_name) = match &key.owner {
        KeyOwner::Root => Default::default(),
        KeyOwner::User { id, name } => (id.clone(), name.clone()),
    };
    let record = AccessKeyRecord {
        account: key.account.to_string(),
        sealed_secret: ring.seal_secret(PURPOSE, access_key_id.as_bytes(), secret, nonce)?,
        status: key.status.into(),
        development: key.development,
        created_ms,
        user_name,
        user_id,
    };
    writes.put(&access_key_key(access_key_id), &record);
    Ok(())
}

/// The access key of this id; nothing if there is none. Whether it may be used is the caller's
/// question.
pub async fn access_key(
    reads: &Reads<'_>,
    ring: &KeyRing,
    access_key_id: &str,
) -> Result<Option<AccessKey>, AccessKeyError> {
    let Some(record) = reads.peek(&access_key_key(access_key_id)).await? else { return Ok(None) };
    let malformed = || AccessKeyError::Malformed(access_key_id.to_owned());
    let secret = ring.open_secret(PURPOSE, access_key_id.as_bytes(), &record.sealed_secret);
    let secret = secret.map_err(|error| AccessKeyError::Sealed {
        access_key_id: access_key_id.to_owned(),
        error,
    })?;
    let secret = str::from_utf8(&secret).map_err(|_| malformed())?;
    let status = AccessKeyStatus::try_from(record.status).map_err(|_| malformed())?;
    let owner = if record.user_id.is_empty() {
        KeyOwner::Root
    } else {
        KeyOwner::User { id: record.user_id, name: record.user_name }
    };
    Ok(Some(AccessKey {
        account: AccountId::parse(&record.account).map_err(|_| malformed())?,
        secret_access_key: SecretString::new(secret.to_owned()),
        status,
        development: record.development,
        owner,
    }))
}

/// Who signs with a key; nobody if the user whose key it was is gone.
///
/// # Errors
/// The store did not answer.
pub async fn signer(
    reads: &Reads<'_>,
    access_key_id: &str,
    key: &AccessKey,
) -> Result<Option<Principal>, StoreError> {
    let account = key.account.clone();
    let access_key_id = access_key_id.into();
    let KeyOwner::User { id, name } = &key.owner else {
        return Ok(Some(Principal::Root { account, access_key_id }));
    };
    let user = user(reads, &account, name).await?.filter(|user| user.id == *id);
    Ok(user.map(|user| {
        let user = UserIdentity { account, id: user.id, path: user.path, name: user.name };
        Principal::User { access_key_id, user: Arc::new(user) }
    }))
}

/// What the secret is sealed for.
const PURPOSE: &str = "iam-access-key";

#[cfg(test)]
mod tests {
    use daypass_store::conformance::block_on;

    use super::*;
    use crate::testing::{ACCOUNT, Stage};

    const ID: &str = "AKIAEXAMPLE000000001";

    fn put(stage: &Stage, id: &str, secret: &str) {
        let key = AccessKey {
            account: Stage::account(),
            secret_access_key: SecretString::new(secret.to_owned()),
            status: AccessKeyStatus::Inactive,
            development: true,
            owner: KeyOwner::User { id: "AIDAEXAMPLE".to_owned(), name: "alice".to_owned() },
        };
        let mut writes = Writes::new();
        let ring = stage.environment.keys.ring();
        put_access_key(&mut writes, &ring, id, &key, 7, &[1; 16]).unwrap();
        stage.write(writes);
    }

    fn read(stage: &Stage, id: &str) -> Result<Option<AccessKey>, AccessKeyError> {
        block_on(access_key(&stage.reads(), &stage.environment.keys.ring(), id))
    }

    #[test]
    fn a_key_reads_back_as_it_was_put() {
        let stage = Stage::new();
        assert!(read(&stage, ID).unwrap().is_none());
        put(&stage, ID, "hunter2");
        let key = read(&stage, ID).unwrap().unwrap();
        assert_eq!((key.account.as_str(), key.status), (ACCOUNT, AccessKeyStatus::Inactive));
        let owner = KeyOwner::User { id: "AIDAEXAMPLE".to_owned(), name: "alice".to_owned() };
        assert_eq!(key.owner, owner);
        assert!(key.development && key.secret_access_key.matches("hunter2"));
        assert!(!format!("{key:?}").contains("hunter2"));
    }

    #[test]
    fn the_secret_is_sealed_for_its_own_key() {
        let stage = Stage::new();
        put(&stage, ID, "hunter2");
        let record = block_on(stage.reads().peek(&access_key_key(ID))).unwrap().unwrap();
        let plain = record.sealed_secret.windows(7).any(|bytes| bytes == b"hunter2");
        assert!(!plain, "the store holds the secret in the clear");
        stage.put(&access_key_key("AKIAEXAMPLE000000002"), &record);
        let moved = read(&stage, "AKIAEXAMPLE000000002");
        assert!(matches!(moved, Err(AccessKeyError::Sealed { .. })));
    }
}
