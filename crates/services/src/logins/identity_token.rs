//! Our own identity tokens, as they come back in exchange for credentials.

use daypass_aws_types::error::{ServiceError, common};
use daypass_credentials::identity_token::{Expected, SigningKey, verify};
use daypass_credentials::{IdentityTokenClaims, IdentityTokenError};
use daypass_store::{Reads, Scope, StoreError};

use crate::cognito_identity::records::{
    IDENTITIES, IDENTITY_POOLS, IdentityPoolRecord, IdentityRecord, IdentityState,
};
use crate::environment::Environment;
use crate::ports::Now;

/// Why an identity token is not accepted.
#[derive(Debug, thiserror::Error)]
pub enum IdentityTokenRefused {
    /// The token itself does not hold.
    #[error(transparent)]
    Token(#[from] IdentityTokenError),
    /// Its identity or pool is gone or closed.
    #[error("identity `{0}` may not use its token any more")]
    Closed(String),
    /// The identity's or the pool's sessions were revoked after it was issued.
    #[error("the token was revoked with its {0}")]
    Revoked(&'static str),
    /// Our keys are not available.
    #[error("the keys are not available: {0}")]
    Keys(String),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl IdentityTokenRefused {
    /// The service's internal error where the server is to blame, or the refusal itself to be put
    /// into the words of the service.
    pub fn or_internal(self) -> Result<Self, ServiceError> {
        match self {
            Self::Store(error) => Err(crate::store_error::unavailable(error)),
            Self::Keys(reason) => {
                tracing::error!(reason, "the identity token keys are not available");
                Err(ServiceError::new(
                    &common::INTERNAL_FAILURE,
                    "The service is not available; try again later.",
                ))
            }
            refused => Ok(refused),
        }
    }
}

/// The claims of a token that we issued and that has not expired, on our own clock. Whether its
/// identity and pool still stand is [`standing_identity`]'s question.
pub async fn verify_identity_token(
    environment: &Environment,
    token: &str,
    identity_id: Option<&str>,
    now: Now,
) -> Result<IdentityTokenClaims, IdentityTokenRefused> {
    let keys = environment.keys.identity_token_keys().await;
    let keys = keys.map_err(|error| IdentityTokenRefused::Keys(error.to_string()))?;
    let public = std::iter::once(&keys.current).chain(&keys.earlier).map(SigningKey::public_key);
    let expected = Expected {
        issuer: &environment.settings.identity_token_issuer,
        identity_id,
        pool_id: None,
        now_ms: now.ours_ms,
    };
    Ok(verify(token, public, &expected)?)
}

/// The identity that a token is about, and its pool, as they stand now.
#[derive(Debug, Clone)]
pub struct StandingIdentity {
    /// The identity.
    pub identity: IdentityRecord,
    /// Its pool.
    pub pool: IdentityPoolRecord,
}

/// The identity and pool of a verified token, if both are there, open, and not revoked since.
pub async fn standing_identity(
    reads: &Reads<'_>,
    claims: &IdentityTokenClaims,
) -> Result<StandingIdentity, IdentityTokenRefused> {
    let closed = || IdentityTokenRefused::Closed(claims.identity_id.clone());
    let pool = reads.peek(&IDENTITY_POOLS.key(&Scope::GLOBAL, [&claims.pool_id])).await?;
    let pool = pool.ok_or_else(closed)?;
    let identity = reads.peek(&IDENTITIES.key(&Scope::GLOBAL, [&claims.identity_id])).await?;
    let identity = identity.filter(|identity| identity.pool_id == pool.id).ok_or_else(closed)?;
    if pool.epoch != claims.pool_epoch {
        return Err(IdentityTokenRefused::Revoked("identity pool"));
    }
    if identity.epoch != claims.identity_epoch {
        return Err(IdentityTokenRefused::Revoked("identity"));
    }
    match identity.state() {
        IdentityState::Guest | IdentityState::Authenticated => {
            Ok(StandingIdentity { identity, pool })
        }
        IdentityState::Disabled | IdentityState::Inaccessible => Err(closed()),
    }
}
