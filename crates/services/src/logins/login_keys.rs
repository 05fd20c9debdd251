//! Keys of other issuers: fetched when they are needed, remembered as `federation` says, and used
//! to verify tokens.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use daypass_federation::{
    Discovery, Jwks, KeySetBounds, KeySetSource, KeySets, Lookup, OpaqueCache, Thumbprint,
    TokenCache, VerifiedToken,
};

use super::error::LoginError;
use super::saml::Redeemed;
use crate::iam::records::OpenIdConnectProviderRecord;
use crate::ports::{Fetch, FetchError, FetchRequest, Now};

/// Bytes of claims that are remembered.
const TOKEN_CACHE_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Keys of other issuers, and tokens that they are known to have signed.
pub struct LoginKeys {
    sets: Mutex<KeySets>,
    tokens: TokenCache,
    /// Opaque tokens that their providers vouched for a moment ago.
    pub(super) opaque: OpaqueCache,
    /// SAML assertions that were redeemed.
    pub(super) redeemed: Redeemed,
}

impl LoginKeys {
    /// No keys yet.
    pub fn new(bounds: KeySetBounds) -> Self {
        Self {
            sets: Mutex::new(KeySets::new(bounds)),
            tokens: TokenCache::new(TOKEN_CACHE_BYTES_MAX),
            opaque: OpaqueCache::default(),
            redeemed: Redeemed::default(),
        }
    }

    /// The claims of a token that one of the issuer's keys signed.
    pub(super) async fn verify(
        &self,
        fetch: &dyn Fetch,
        issuer: &Issuer,
        token: &str,
        key_id: Option<&str>,
        now: Now,
    ) -> Result<Arc<VerifiedToken>, LoginError> {
        let keys = self.keys(fetch, issuer, key_id, now).await?;
        Ok(self.tokens.verify(token, &keys)?)
    }

    async fn keys(
        &self,
        fetch: &dyn Fetch,
        issuer: &Issuer,
        key_id: Option<&str>,
        now: Now,
    ) -> Result<Arc<Jwks>, LoginError> {
        // Equal fetches of several calls are joined by the port.
        let lookup = self.sets().lookup(&issuer.source, key_id, now.wall_ms);
        match lookup {
            Lookup::Use(keys) => Ok(keys),
            Lookup::Fetch => self.fetched(fetch, issuer, key_id, now).await,
            Lookup::Unavailable => {
                Err(issuer.unreachable("its keys could not be fetched a moment ago".to_owned()))
            }
        }
    }

    /// Fetches the keys and remembers how it went.
    async fn fetched(
        &self,
        fetch: &dyn Fetch,
        issuer: &Issuer,
        key_id: Option<&str>,
        now: Now,
    ) -> Result<Arc<Jwks>, LoginError> {
        match issuer.fetch_keys(fetch).await {
            Ok(keys) => Ok(self.sets().fetched(&issuer.source, key_id, keys, now.wall_ms)),
            Err(error) => {
                tracing::warn!(%error, "the keys of an issuer could not be fetched");
                self.sets().failed(&issuer.source, now.wall_ms).ok_or(error)
            }
        }
    }

    fn sets(&self) -> MutexGuard<'_, KeySets> {
        self.sets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for LoginKeys {
    fn default() -> Self {
        Self::new(KeySetBounds::default())
    }
}

impl fmt::Debug for LoginKeys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("LoginKeys").finish_non_exhaustive()
    }
}

/// Whose keys are asked for, and where they are.
#[derive(Debug)]
pub(super) struct Issuer {
    source: KeySetSource,
    /// Where the keys are, when no discovery document has to say so.
    keys_url: Option<String>,
}

impl Issuer {
    /// A provider registered in IAM: discovery, over its pinned certificates if it has any.
    pub(super) fn registered(provider: &OpenIdConnectProviderRecord) -> Self {
        // They were checked when they were written, so none is left out here.
        let thumbprints = provider.thumbprints.iter().filter_map(|text| text.parse().ok());
        Self {
            source: KeySetSource { url: provider.url.clone(), thumbprints: thumbprints.collect() },
            keys_url: None,
        }
    }

    /// A public provider: discovery, over publicly trusted certificates.
    pub(super) fn discovered(url: &str) -> Self {
        let source = KeySetSource { url: url.to_owned(), thumbprints: Vec::new() };
        Self { source, keys_url: None }
    }

    /// A Cognito user pool, whose keys are always at the same place.
    pub(super) fn user_pool(url: &str) -> Self {
        Self::with_keys(url, &format!("{url}/.well-known/jwks.json"))
    }

    /// An issuer whose keys are at a place that is known beforehand.
    pub(super) fn with_keys(url: &str, keys_url: &str) -> Self {
        let source = KeySetSource { url: url.to_owned(), thumbprints: Vec::new() };
        Self { source, keys_url: Some(keys_url.to_owned()) }
    }

    async fn fetch_keys(&self, fetch: &dyn Fetch) -> Result<Jwks, LoginError> {
        let keys_url = if let Some(url) = &self.keys_url {
            url.clone()
        } else {
            let url = &self.source.url;
            let document = self.fetch(fetch, &Discovery::url(url)).await?;
            let discovery = Discovery::parse(&document, url);
            discovery.map_err(|error| self.unreachable(error.to_string()))?.jwks_uri
        };
        let document = self.fetch(fetch, &keys_url).await?;
        Jwks::parse(&document).map_err(|error| self.unreachable(error.to_string()))
    }

    async fn fetch(&self, fetch: &dyn Fetch, url: &str) -> Result<bytes::Bytes, LoginError> {
        let thumbprints: &[Thumbprint] = &self.source.thumbprints;
        let fetched = fetch.fetch(FetchRequest::document(url, thumbprints)).await;
        fetched.map(|document| document.body).map_err(|error| match error {
            FetchError::Untrusted { reason, .. } => {
                LoginError::Untrusted { provider: self.source.url.clone(), reason }
            }
            error => self.unreachable(error.to_string()),
        })
    }

    fn unreachable(&self, reason: String) -> LoginError {
        LoginError::Unreachable { provider: self.source.url.clone(), reason }
    }
}
