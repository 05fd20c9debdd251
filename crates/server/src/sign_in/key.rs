//! The key that the provider signs with: made when it is first needed, kept sealed.

use std::sync::Arc;

use daypass_credentials::SigningKey;
use daypass_store::{Scope, Table};

use crate::keys::{SealedSecrets, SecretError, SigningKeyRecord, signing_key};

/// The one key of the sign-in provider, by its `kid`.
const SIGN_IN_KEYS: Table<SigningKeyRecord> = Table::global(5);

pub(super) async fn open_or_make(secrets: &SealedSecrets) -> Result<Arc<SigningKey>, SecretError> {
    let record_key = SIGN_IN_KEYS.key(&Scope::GLOBAL, [KEY_ID]);
    signing_key(secrets, &record_key, PURPOSE, KEY_ID).await.map(Arc::new)
}

const PURPOSE: &str = "sign-in provider key";
const KEY_ID: &str = "sign-in-1";
