//! The keys that sign identity tokens: one that signs, and earlier ones that are published until the
//! last token that they signed has expired.

mod list;
mod tending;

use std::sync::{Arc, PoisonError, RwLock};

use daypass_aws_types::Region;
use daypass_credentials::SigningKey;
use daypass_credentials::identity_token::key_id;
use daypass_services::ports::{IdentityTokenKeys, KeysError};
use daypass_store::{Key, Scope};
use tokio::sync::Mutex;

use super::records::{IDENTITY_TOKEN_KEY_LISTS, IDENTITY_TOKEN_KEYS, SigningKeyRecord};
use super::sealed::{SealedSecrets, SecretError};
use super::signing_key::signing_key;

pub(super) use self::list::KeyListRecord;
pub(crate) use self::tending::Tending;

/// The keys of one region.
#[derive(Debug)]
pub(super) struct IdentityTokenKeyList {
    secrets: SealedSecrets,
    region: Region,
    loaded: RwLock<Option<Arc<IdentityTokenKeys>>>,
    /// Whoever makes a key or forgets one goes alone.
    changing: Mutex<()>,
}

/// Why there is no new key.
#[derive(Debug, thiserror::Error)]
pub enum RotationError {
    /// Each of the earlier keys may still have signed a valid token.
    #[error("{0} earlier keys are kept for tokens that are still valid; no more are taken")]
    TooMany(usize),
    /// The keys are not available.
    #[error(transparent)]
    Secret(#[from] SecretError),
}

impl IdentityTokenKeyList {
    pub(super) fn new(secrets: SealedSecrets, region: Region) -> Self {
        Self { secrets, region, loaded: RwLock::default(), changing: Mutex::default() }
    }

    /// The keys as they are now. The first caller waits until there is one.
    pub(super) async fn keys(&self) -> Result<Arc<IdentityTokenKeys>, KeysError> {
        if let Some(keys) = self.loaded() {
            return Ok(keys);
        }
        let _alone = self.changing.lock().await;
        if let Some(keys) = self.loaded() {
            return Ok(keys);
        }
        let keys = async { self.read(&self.stored().await?.unwrap_or_default()).await };
        let keys = keys.await.map_err(|error: SecretError| KeysError(error.to_string()))?;
        Ok(self.hold(keys))
    }

    /// Has a new key sign from now on; gives back its `kid`.
    pub(super) async fn rotate(&self, now_s: i64) -> Result<String, RotationError> {
        let _alone = self.changing.lock().await;
        let list = self.stored().await?.unwrap_or_default();
        self.rotate_alone(&list, now_s).await
    }

    /// What is due by the clock: the first key, a new one after a while, and forgetting those whose
    /// tokens have all expired.
    pub(super) async fn tend(&self, now_s: i64) -> Result<(), RotationError> {
        let _alone = self.changing.lock().await;
        let Some(list) = self.stored().await? else {
            let first = KeyListRecord { made_s: now_s, ..KeyListRecord::default() };
            return Ok(self.replace(&first, &first).await?);
        };
        if list.is_due(now_s) {
            self.rotate_alone(&list, now_s).await?;
        } else {
            let kept = list.without_expired(now_s);
            if kept != list || self.loaded().is_none() {
                self.replace(&list, &kept).await?;
            }
        }
        Ok(())
    }

    async fn rotate_alone(
        &self,
        list: &KeyListRecord,
        now_s: i64,
    ) -> Result<String, RotationError> {
        let next = list.without_expired(now_s).rotated(now_s)?;
        self.replace(list, &next).await?;
        let key_id = self.key_id(next.current);
        tracing::info!(key_id, "a new key signs identity tokens");
        Ok(key_id)
    }

    /// Writes a list in the place of another, and then forgets the keys that it has no more.
    async fn replace(&self, old: &KeyListRecord, new: &KeyListRecord) -> Result<(), SecretError> {
        let keys = self.read(new).await?;
        self.secrets.write(&self.list_key(), new).await?;
        self.hold(keys);
        for number in old.numbers().filter(|number| !new.numbers().any(|kept| kept == *number)) {
            self.secrets.delete(&self.record_key(number)).await?;
        }
        Ok(())
    }

    /// The keys of a list; those that are not there are made.
    async fn read(&self, list: &KeyListRecord) -> Result<Arc<IdentityTokenKeys>, SecretError> {
        let current = self.key(list.current).await?;
        let mut earlier = Vec::with_capacity(list.earlier.len());
        for key in &list.earlier {
            earlier.push(self.key(key.number).await?);
        }
        Ok(Arc::new(IdentityTokenKeys { current, earlier }))
    }

    fn hold(&self, keys: Arc<IdentityTokenKeys>) -> Arc<IdentityTokenKeys> {
        let mut loaded = self.loaded.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(loaded.insert(keys))
    }

    fn loaded(&self) -> Option<Arc<IdentityTokenKeys>> {
        self.loaded.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn stored(&self) -> Result<Option<KeyListRecord>, SecretError> {
        self.secrets.read(&self.list_key()).await
    }

    /// The key of a number, which is made where there is none.
    async fn key(&self, number: u32) -> Result<SigningKey, SecretError> {
        let record_key = self.record_key(number);
        signing_key(&self.secrets, &record_key, PURPOSE, &self.key_id(number)).await
    }

    fn key_id(&self, number: u32) -> String {
        key_id(self.region.as_str(), number)
    }

    fn record_key(&self, number: u32) -> Key<SigningKeyRecord> {
        IDENTITY_TOKEN_KEYS.key(&Scope::GLOBAL, [self.key_id(number)])
    }

    fn list_key(&self) -> Key<KeyListRecord> {
        IDENTITY_TOKEN_KEY_LISTS.key(&Scope::GLOBAL, [self.region.as_str()])
    }
}

const PURPOSE: &str = "identity token key";

#[cfg(test)]
mod tests;
