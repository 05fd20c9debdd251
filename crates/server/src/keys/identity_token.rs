//! The key that signs identity tokens. It is an RSA key, because AWS's is, and takes a while to
//! make: a thread of its own makes it, once in the life of a store.

use std::sync::Arc;

use daypass_aws_types::Region;
use daypass_credentials::SigningKey;
use daypass_credentials::identity_token::key_id;
use daypass_services::ports::{IdentityTokenKeys, KeysError};
use daypass_store::Scope;
use tokio::task::spawn_blocking;

use super::records::{IDENTITY_TOKEN_KEYS, IdentityTokenKeyRecord};
use super::sealed::{SealedSecrets, SecretError};

pub(super) async fn open_or_make(
    secrets: &SealedSecrets,
    region: &Region,
) -> Result<Arc<IdentityTokenKeys>, KeysError> {
    let key_id = key_id(region.as_str(), FIRST);
    let current = signing_key(secrets, &key_id).await;
    let current = current.map_err(|error| KeysError(error.to_string()))?;
    Ok(Arc::new(IdentityTokenKeys { current, earlier: Vec::new() }))
}

async fn signing_key(secrets: &SealedSecrets, key_id: &str) -> Result<SigningKey, SecretError> {
    let record_key = IDENTITY_TOKEN_KEYS.key(&Scope::GLOBAL, [key_id]);
    let unusable = |error: daypass_credentials::identity_token::KeyError| {
        SecretError::Unusable(error.to_string())
    };
    if let Some(record) = secrets.read(&record_key).await? {
        let pkcs8 = secrets.open(PURPOSE, &record_key, &record.sealed)?;
        return SigningKey::from_pkcs8(record.key_id, &pkcs8).map_err(unusable);
    }
    let name = key_id.to_owned();
    let made = spawn_blocking(move || SigningKey::generate(name)).await;
    let made = made.map_err(|error| SecretError::Unusable(error.to_string()))?;
    let key = made.map_err(unusable)?;
    let pkcs8 = key.to_pkcs8().map_err(unusable)?;
    let sealed = secrets.seal(PURPOSE, &record_key, &pkcs8)?;
    let record = IdentityTokenKeyRecord { sealed, key_id: key_id.to_owned() };
    secrets.write(&record_key, &record).await?;
    Ok(key)
}

const PURPOSE: &str = "identity token key";
const FIRST: u32 = 1;
