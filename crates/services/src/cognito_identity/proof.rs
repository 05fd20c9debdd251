//! What a call for an identity proves: logins of its pool's providers, or the identity token that
//! we issued for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use daypass_aws_types::Secret;
use daypass_aws_types::error::ServiceError;
use daypass_credentials::{IdentityTokenClaims, IdentityTokenError};
use daypass_store::{Reads, Writes};

use super::error::{identity_forbidden, not_authorized};
use super::principal_tags::{self, TagsRefused};
use super::records::{IdentityPoolRecord, IdentityRecord, IdentityState};
use super::sign_in::{Proved, Resident, peek_identity, proved, settle_sign_in};
use crate::logins::{IdentityTokenRefused, VerifiedLogin, verify_identity_token};
use crate::operation::Call;
use crate::sessions::COGNITO_IDENTITY;

/// `amr` of a guest.
const UNAUTHENTICATED: &str = "unauthenticated";
/// The first of `amr` of the signed-in.
pub(super) const AUTHENTICATED: &str = "authenticated";

/// What the call proves.
#[derive(Debug)]
pub(super) enum Proof {
    /// Logins of the pool's providers; none for a guest.
    Logins(Vec<VerifiedLogin>),
    /// An identity token of ours for this very identity.
    IdentityToken(IdentityTokenClaims),
}

impl Default for Proof {
    fn default() -> Self {
        Self::Logins(Vec::new())
    }
}

impl Proof {
    /// Verifies the logins that came with a call for `identity_id`.
    pub(super) async fn of_logins<I>(
        call: &Call<'_, I>,
        identity_id: &str,
        logins: Option<&BTreeMap<String, Secret>>,
    ) -> Result<Self, ServiceError> {
        let Some(logins) = logins.filter(|logins| !logins.is_empty()) else {
            note_use(call, identity_id).await?;
            return Ok(Self::default());
        };
        let Resident { pool, .. } = peek_identity(call, identity_id).await?;
        Ok(Self::Logins(proved(call, &pool, logins).await?))
    }

    /// The same, where our own identity token counts too: alone, because it was issued for logins
    /// that were proved before.
    pub(super) async fn of_logins_or_token<I>(
        call: &Call<'_, I>,
        identity_id: &str,
        logins: Option<&BTreeMap<String, Secret>>,
    ) -> Result<Self, ServiceError> {
        let token = logins.filter(|logins| logins.len() == 1);
        let Some(token) = token.and_then(|logins| logins.get(COGNITO_IDENTITY)) else {
            return Self::of_logins(call, identity_id, logins).await;
        };
        peek_identity(call, identity_id).await?;
        let verified =
            verify_identity_token(call.environment, token.expose(), Some(identity_id), call.now);
        match verified.await {
            Ok(claims) => Ok(Self::IdentityToken(claims)),
            Err(refused) => Err(token_refused(&refused.or_internal()?, identity_id)),
        }
    }

    /// The logins that the identity's role may depend on.
    pub(super) fn logins(&self) -> &[VerifiedLogin] {
        match self {
            Self::Logins(logins) => logins,
            Self::IdentityToken(_) => &[],
        }
    }

    /// The tags of the session: those that the logins give by the pool's maps, or those of the token.
    pub(super) fn principal_tags(
        &self,
        pool: &IdentityPoolRecord,
    ) -> Result<BTreeMap<String, String>, TagsRefused> {
        match self {
            Self::Logins(logins) => principal_tags::of_logins(pool, logins),
            Self::IdentityToken(claims) => Ok(claims.principal_tags.clone()),
        }
    }

    /// The identity that the call ends with, linked and merged as the logins say.
    pub(super) async fn identity<I>(
        &self,
        call: &Call<'_, I>,
        requested: &Resident,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<Arc<IdentityRecord>, ServiceError> {
        let Resident { identity, pool } = requested;
        match self {
            Self::Logins(logins) => {
                let by = Proved::logins(logins);
                settle_sign_in(call, pool, Some(identity), by, reads, writes).await
            }
            Self::IdentityToken(claims) if still_holds(claims, requested) => {
                Ok(Arc::clone(identity))
            }
            Self::IdentityToken(_) => Err(identity_forbidden(&identity.id)
                .with_hint("the identity token was revoked, or its identity was closed")),
        }
    }

    /// `cognito-identity.amazonaws.com:amr` of an identity that stands as `state` says.
    pub(super) fn amr(&self, state: IdentityState) -> Vec<String> {
        match self {
            Self::IdentityToken(claims) => claims.amr.clone(),
            Self::Logins(_) if state == IdentityState::Guest => vec![UNAUTHENTICATED.to_owned()],
            Self::Logins(logins) => std::iter::once(AUTHENTICATED.to_owned())
                .chain(logins.iter().flat_map(VerifiedLogin::authentication_methods))
                .collect(),
        }
    }
}

/// Somebody came without a login: a guest, if there is one of this id, was used today.
async fn note_use<I>(call: &Call<'_, I>, identity_id: &str) -> Result<(), ServiceError> {
    let uses = &call.environment.guest_uses;
    if uses.count()
        && peek_identity(call, identity_id).await?.identity.state() == IdentityState::Guest
    {
        uses.note(identity_id, call.now.ours_ms);
    }
    Ok(())
}

/// Nothing was revoked since the token was issued, and the identity is open. That it is a guest as
/// it was then, or signed in as it was then, the epoch says.
fn still_holds(claims: &IdentityTokenClaims, Resident { identity, pool }: &Resident) -> bool {
    let open = match identity.state() {
        IdentityState::Guest => pool.allow_unauthenticated,
        IdentityState::Authenticated => true,
        IdentityState::Disabled | IdentityState::Inaccessible => false,
    };
    open && claims.pool_id == pool.id
        && claims.pool_epoch == pool.epoch
        && claims.identity_epoch == identity.epoch
}

fn token_refused(refused: &IdentityTokenRefused, identity_id: &str) -> ServiceError {
    let hint = refused.to_string();
    let error = match refused {
        IdentityTokenRefused::Token(IdentityTokenError::Identity) => {
            identity_forbidden(identity_id)
        }
        IdentityTokenRefused::Token(IdentityTokenError::Expired { now_s, expires_s }) => {
            not_authorized(format!("Invalid login token. Token expired: {now_s} >= {expires_s}"))
        }
        _ => not_authorized("Invalid login token. Not a Cognito token."),
    };
    error.with_hint(hint)
}
