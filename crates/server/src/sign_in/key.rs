//! The key that the provider signs with: made when it is first needed, kept sealed.

use std::sync::Arc;

use daypass_credentials::SigningKey;
use daypass_store::{Scope, Table};
use tokio::task::spawn_blocking;

use crate::keys::{SealedSecrets, SecretError};

/// The key of the sign-in provider. Field numbers never change.
#[derive(Clone, PartialEq, prost::Message)]
struct SignInKeyRecord {
    /// The private key (PKCS#8), sealed.
    #[prost(bytes = "vec", tag = "1")]
    sealed: Vec<u8>,
}

const SIGN_IN_KEYS: Table<SignInKeyRecord> = Table::global(5);

pub(super) async fn open_or_make(secrets: &SealedSecrets) -> Result<Arc<SigningKey>, SecretError> {
    let unusable = |error: &dyn std::fmt::Display| SecretError::Unusable(error.to_string());
    let record_key = SIGN_IN_KEYS.key(&Scope::GLOBAL, [KEY_ID]);
    if let Some(record) = secrets.read(&record_key).await? {
        let pkcs8 = secrets.open(PURPOSE, &record_key, &record.sealed)?;
        let key = SigningKey::from_pkcs8(KEY_ID, &pkcs8).map_err(|error| unusable(&error))?;
        return Ok(Arc::new(key));
    }
    let made = spawn_blocking(|| SigningKey::generate(KEY_ID)).await;
    let key = made.map_err(|error| unusable(&error))?.map_err(|error| unusable(&error))?;
    let pkcs8 = key.to_pkcs8().map_err(|error| unusable(&error))?;
    let record = SignInKeyRecord { sealed: secrets.seal(PURPOSE, &record_key, &pkcs8)? };
    secrets.write(&record_key, &record).await?;
    Ok(Arc::new(key))
}

const PURPOSE: &str = "sign-in provider key";
const KEY_ID: &str = "sign-in-1";
