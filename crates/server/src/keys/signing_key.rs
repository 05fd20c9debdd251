//! Keys that sign tokens. They are RSA keys, because AWS's are, and take a while to make: a thread
//! of its own makes each, once in the life of a store.

use daypass_credentials::SigningKey;
use daypass_credentials::identity_token::KeyError;
use daypass_store::Key;
use tokio::task::spawn_blocking;

use super::records::SigningKeyRecord;
use super::sealed::{SealedSecrets, SecretError};

/// The key of this `kid` that lies sealed at `record_key`, or a new one that is put there.
pub(crate) async fn signing_key(
    secrets: &SealedSecrets,
    record_key: &Key<SigningKeyRecord>,
    purpose: &str,
    key_id: &str,
) -> Result<SigningKey, SecretError> {
    let unusable = |error: KeyError| SecretError::Unusable(error.to_string());
    if let Some(record) = secrets.read(record_key).await? {
        let pkcs8 = secrets.open(purpose, record_key, &record.sealed)?;
        return SigningKey::from_pkcs8(key_id, &pkcs8).map_err(unusable);
    }
    let name = key_id.to_owned();
    let made = spawn_blocking(move || SigningKey::generate(name)).await;
    let made = made.map_err(|error| SecretError::Unusable(error.to_string()))?;
    let key = made.map_err(unusable)?;
    let pkcs8 = key.to_pkcs8().map_err(unusable)?;
    let sealed = secrets.seal(purpose, record_key, &pkcs8)?;
    secrets.write(record_key, &SigningKeyRecord { sealed, key_id: key_id.to_owned() }).await?;
    Ok(key)
}
