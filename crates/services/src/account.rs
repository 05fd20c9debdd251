//! Accounts of one server: twelve digits, a root user, and a key for it. Everything else that an
//! account has is kept under its number, and nothing of it is another account's.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daypass_aws_types::AccountId;
use daypass_credentials::{KeyRing, Nonce, SecretString, StoredSecretError};
use daypass_store::{CommitError, Reads, Store, StoreError, Writes};

use crate::commit::{Decision, Unsettled, settle};
use crate::iam::access_key::{AccessKey, AccessKeyStatus, KeyOwner, put_access_key};
use crate::iam::user::record::{RootUserRecord, root_user_key};
use crate::random::Random;

/// The key of a new account's root user. It is told once.
#[derive(Debug)]
pub struct RootKey {
    /// `AKIA…`, twenty characters.
    pub access_key_id: String,
    /// Forty characters.
    pub secret_access_key: SecretString,
}

/// Why there is no new account.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// It is there already.
    #[error("account {0} exists already")]
    Exists(AccountId),
    /// Others make the same account all the time.
    #[error("account {0} is being made; try again")]
    Contested(AccountId),
    /// The secret could not be sealed.
    #[error(transparent)]
    Secret(#[from] StoredSecretError),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The store did not take the batch.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

/// Makes an account with a root user and an access key of it.
///
/// # Errors
/// The account is there already, or the store did not answer.
pub async fn create_account(
    store: &dyn Store,
    ring: &KeyRing,
    account: &AccountId,
    random: &Random,
    now_ms: i64,
) -> Result<RootKey, AccountError> {
    let access_key_id = random.unique_id("AKIA", KEY_ID_LENGTH);
    let secret = SecretString::new(STANDARD.encode(random.bytes::<SECRET_BYTES>()));
    let key = AccessKey {
        account: account.clone(),
        secret_access_key: secret.clone(),
        status: AccessKeyStatus::Active,
        development: false,
        owner: KeyOwner::Root,
    };
    let nonce = random.bytes();
    let creation = Creation { ring, access_key_id: &access_key_id, key: &key, nonce, now_ms };
    match settle(store, &creation).await {
        Ok(_) => Ok(RootKey { access_key_id, secret_access_key: secret }),
        Err(Unsettled::Refused(error)) => Err(error),
        Err(Unsettled::Contested) => Err(AccountError::Contested(account.clone())),
        Err(Unsettled::Uncommitted(error)) => Err(error.into()),
    }
}

struct Creation<'a> {
    ring: &'a KeyRing,
    access_key_id: &'a str,
    key: &'a AccessKey,
    nonce: Nonce,
    now_ms: i64,
}

impl Decision for Creation<'_> {
    type Output = ();
    type Refusal = AccountError;

    async fn decide(&self, reads: &mut Reads<'_>, writes: &mut Writes) -> Result<(), AccountError> {
        let root_key = root_user_key(&self.key.account);
        if reads.get(&root_key).await?.is_some() {
            return Err(AccountError::Exists(self.key.account.clone()));
        }
        let mut root = RootUserRecord::default();
        root.access_key_ids.push(self.access_key_id.to_owned());
        writes.put(&root_key, &root);
        let Self { ring, access_key_id, key, nonce, now_ms } = self;
        Ok(put_access_key(writes, ring, access_key_id, key, *now_ms, nonce)?)
    }
}

/// Characters after `AKIA` in an access key's id.
const KEY_ID_LENGTH: usize = 16;
/// Random bytes of a secret: forty characters in base64, as AWS's are.
const SECRET_BYTES: usize = 30;

#[cfg(test)]
mod tests {
    use daypass_store::conformance::block_on;

    use super::*;
    use crate::iam::access_key::access_key;
    use crate::testing::{OTHER_ACCOUNT, Stage};

    #[test]
    fn an_account_is_made_once_and_its_key_is_its_roots() {
        let stage = Stage::new();
        let other = AccountId::parse(OTHER_ACCOUNT).unwrap();
        let ring = stage.environment.keys.ring();
        let make = |seed: u8| {
            let random = Random::new([seed; 32]);
            block_on(create_account(&*stage.environment.store, &ring, &other, &random, 7))
        };
        let made = make(1).unwrap();
        let read = block_on(access_key(&stage.reads(), &ring, &made.access_key_id));
        let read = read.unwrap().unwrap();
        assert_eq!((read.account.as_str(), &read.owner), (OTHER_ACCOUNT, &KeyOwner::Root));
        assert!(
            !read.development && read.secret_access_key.matches(made.secret_access_key.expose())
        );
        assert!(matches!(make(2), Err(AccountError::Exists(account)) if account == other));
    }
}
