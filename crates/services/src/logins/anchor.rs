//! What a pool trusts under a login key.

use daypass_aws_types::AccountId;
use daypass_federation::{TokenError, VerifiedToken};
use daypass_store::{Reads, StoreError};
use serde_json::Value;

use super::error::LoginError;
use super::login_keys::Issuer;
use super::verified_login::LoginSource;
use crate::cognito_identity::records::IdentityPoolRecord;
use crate::environment::Settings;
use crate::iam::arn::openid_connect_provider_arn;
use crate::iam::records::{OPENID_CONNECT_PROVIDERS, OpenIdConnectProviderRecord};
use crate::scope::of_account;

/// Google's and Apple's login keys: public providers whose tokens are OpenID Connect's.
const GOOGLE: &str = "accounts.google.com";
const APPLE: &str = "appleid.apple.com";

/// A provider that the pool is configured with.
pub(super) enum Anchor {
    /// A user pool, with the clients of it that the pool knows.
    UserPool { client_ids: Vec<String>, checks_tokens_at_the_pool: bool },
    /// A provider registered in IAM.
    Registered { arn: String, provider: OpenIdConnectProviderRecord },
    /// A public provider and the app's id there.
    Public { client_id: [String; 1] },
}

impl Anchor {
    /// What the pool trusts under this key; nothing if it has no such provider.
    pub(super) async fn of(
        pool: &IdentityPoolRecord,
        key: &str,
        reads: &Reads<'_>,
    ) -> Result<Option<Self>, StoreError> {
        if let Some(user_pool) = user_pool(pool, key) {
            return Ok(Some(user_pool));
        }
        if let Some(registered) = registered(pool, key, reads).await? {
            return Ok(Some(registered));
        }
        let client_id = pool.supported_login_providers.get(key);
        Ok(client_id.map(|client_id| Self::Public { client_id: [client_id.clone()] }))
    }

    /// Whose keys verify a token that names this issuer.
    pub(super) fn issuer(
        &self,
        key: &str,
        issuer: &str,
        settings: &Settings,
    ) -> Result<Issuer, LoginError> {
        match self {
            Self::Registered { provider, .. } => Ok(Issuer::registered(provider)),
            Self::UserPool { .. } if issuer.starts_with("http://") => {
                if settings.allow_http_loopback_issuers {
                    Ok(Issuer::user_pool(issuer))
                } else {
                    let (issuer, provider) = (issuer.to_owned(), key.to_owned());
                    Err(TokenError::Issuer { issuer, provider }.into())
                }
            }
            Self::UserPool { .. } => Ok(Issuer::user_pool(&format!("https://{key}"))),
            Self::Public { .. } => {
                let url = format!("https://{key}");
                let keys = match key {
                    GOOGLE => settings.providers.google_keys.as_deref(),
                    APPLE => settings.providers.apple_keys.as_deref(),
                    _ => None,
                };
                Ok(match keys {
                    Some(keys) => Issuer::with_keys(&url, keys),
                    None => Issuer::discovered(&url),
                })
            }
        }
    }

    /// What a token of this provider must say beyond issuer, audience and times.
    pub(super) fn check_use(&self, token: &VerifiedToken) -> Result<(), LoginError> {
        match self {
            // An access token of a user pool is signed by the same keys.
            Self::UserPool { .. }
                if token.claims().get("token_use") != Some(&Value::from("id")) =>
            {
                Err(LoginError::NotAnIdToken)
            }
            _ => Ok(()),
        }
    }

    /// The apps that tokens may be for.
    pub(super) fn client_ids(&self) -> &[String] {
        match self {
            Self::UserPool { client_ids, .. } => client_ids,
            Self::Registered { provider, .. } => &provider.client_ids,
            Self::Public { client_id } => client_id,
        }
    }

    /// The anchor as the verified login remembers it.
    pub(super) fn into_source(self) -> LoginSource {
        match self {
            Self::UserPool { .. } => LoginSource::UserPool,
            Self::Registered { arn, .. } => LoginSource::OpenIdConnectProvider { arn },
            Self::Public { .. } => LoginSource::Public,
        }
    }
}

fn user_pool(pool: &IdentityPoolRecord, key: &str) -> Option<Anchor> {
    let clients =
        || pool.cognito_identity_providers.iter().filter(|provider| provider.provider_name == key);
    clients().next()?;
    Some(Anchor::UserPool {
        client_ids: clients().map(|provider| provider.client_id.clone()).collect(),
        checks_tokens_at_the_pool: clients()
            .any(|provider| provider.server_side_token_check == Some(true)),
    })
}

async fn registered(
    pool: &IdentityPoolRecord,
    key: &str,
    reads: &Reads<'_>,
) -> Result<Option<Anchor>, StoreError> {
    let Ok(account) = AccountId::parse(&pool.account) else { return Ok(None) };
    let arn = openid_connect_provider_arn(&account, key);
    if !pool.openid_connect_provider_arns.contains(&arn) {
        return Ok(None);
    }
    let record = reads.peek(&OPENID_CONNECT_PROVIDERS.key(&of_account(&account), [key])).await?;
    Ok(record.map(|provider| Anchor::Registered { arn, provider }))
}
