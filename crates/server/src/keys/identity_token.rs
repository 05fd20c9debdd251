//! The key that signs identity tokens.

use std::sync::Arc;

use daypass_aws_types::Region;
use daypass_credentials::identity_token::key_id;
use daypass_services::ports::{IdentityTokenKeys, KeysError};
use daypass_store::Scope;

use super::records::IDENTITY_TOKEN_KEYS;
use super::sealed::SealedSecrets;
use super::signing_key::signing_key;

pub(super) async fn open_or_make(
    secrets: &SealedSecrets,
    region: &Region,
) -> Result<Arc<IdentityTokenKeys>, KeysError> {
    let key_id = key_id(region.as_str(), FIRST);
    let record_key = IDENTITY_TOKEN_KEYS.key(&Scope::GLOBAL, [&key_id]);
    let current = signing_key(secrets, &record_key, PURPOSE, &key_id).await;
    let current = current.map_err(|error| KeysError(error.to_string()))?;
    Ok(Arc::new(IdentityTokenKeys { current, earlier: Vec::new() }))
}

const PURPOSE: &str = "identity token key";
const FIRST: u32 = 1;
