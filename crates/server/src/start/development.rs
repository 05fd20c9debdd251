//! The root access key of `dev`, which everybody knows.

use daypass_credentials::{KeyRing, SecretString};
use daypass_services::iam::access_key::{
    AccessKey, AccessKeyStatus, KeyOwner, access_key_key, put_access_key,
};
use daypass_services::iam::user::record::root_user_key;
use daypass_services::ports::{Clock, Entropy};
use daypass_store::{CommitError, Reads, Space, Store, Writes};

use super::StartError;
use crate::clock::RealClock;
use crate::config::ServerConfig;
use crate::entropy::random;

/// The id of the root access key of `dev`.
pub const ACCESS_KEY_ID: &str = "AKIADAYPASSDEVELOPER";
/// The secret of the root access key of `dev`.
pub const SECRET_ACCESS_KEY: &str = "daypass-development-secret-access-key-00";

/// Puts the key into a store that does not have it. One that is there stays as it is.
pub(super) async fn put_root_key(
    config: &ServerConfig,
    store: &dyn Store,
    ring: &KeyRing,
    clock: &RealClock,
    entropy: &dyn Entropy,
) -> Result<(), StartError> {
    let mut reads = Reads::new(store, Space::State);
    let there = reads.get(&access_key_key(ACCESS_KEY_ID)).await.map_err(CommitError::from)?;
    if there.is_some() {
        return Ok(());
    }
    let key = AccessKey {
        account: config.account.clone(),
        secret_access_key: SecretString::new(SECRET_ACCESS_KEY.to_owned()),
        status: AccessKeyStatus::Active,
        development: true,
        owner: KeyOwner::Root,
    };
    let root_key = root_user_key(&config.account);
    let mut root = reads.get(&root_key).await.map_err(CommitError::from)?.unwrap_or_default();
    root.access_key_ids.push(ACCESS_KEY_ID.to_owned());
    let mut writes = Writes::new();
    writes.put(&root_key, &root);
    let created_ms = clock.now().ours_ms;
    put_access_key(&mut writes, ring, ACCESS_KEY_ID, &key, created_ms, &random(entropy))?;
    store.commit(Space::State, reads.into_batch(writes)).await?;
    Ok(())
}
