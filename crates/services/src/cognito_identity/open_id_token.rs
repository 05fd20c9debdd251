//! `GetOpenIdToken`: the basic flow, from an identity to a token that STS takes.

use std::collections::BTreeMap;
use std::sync::Arc;

use daypass_aws_types::Secret;
use daypass_aws_types::cognito_identity::{
    GET_OPEN_ID_TOKEN, GetOpenIdTokenInput, GetOpenIdTokenOutput,
};
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_credentials::IdentityTokenClaims;
use daypass_store::{Reads, Writes};

use super::arn::arn_of;
use super::error::invalid_parameter;
use super::proof::Proof;
use super::records::{IdentityPoolRecord, IdentityRecord};
use super::sign_in::existing_identity;
use crate::operation::{Call, Operation, Permission};
use crate::ports::IdentityTokenKeys;
use crate::served::Visitor;
use crate::store_error::internal;

/// How long a token lasts.
const TOKEN_SECONDS: i64 = 600;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<GetOpenIdToken>();
}

/// What was verified, and the keys that sign.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    proof: Proof,
    keys: Option<Arc<IdentityTokenKeys>>,
}

/// `GetOpenIdToken`: only where the pool allows the basic flow.
/// <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdToken.html>
#[derive(Debug)]
pub(super) struct GetOpenIdToken;

impl Operation for GetOpenIdToken {
    type Input = GetOpenIdTokenInput;
    type Output = GetOpenIdTokenOutput;
    type Evidence = Evidence;
    const DESCRIPTOR: &'static Descriptor = &GET_OPEN_ID_TOKEN;

    async fn permissions(
        _: &Call<'_, GetOpenIdTokenInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(Vec::new())
    }

    async fn prepare(call: &Call<'_, GetOpenIdTokenInput>) -> Result<Evidence, ServiceError> {
        let input = call.input;
        let proof = Proof::of_logins(call, &input.identity_id, input.logins.as_ref()).await?;
        if proof.logins().iter().any(|login| login.saml_user().is_some()) {
            return Err(invalid_parameter("SAML providers support the enhanced flow only."));
        }
        Ok(Evidence { proof, keys: Some(signing_keys(call).await?) })
    }

    async fn decide(
        call: &Call<'_, GetOpenIdTokenInput>,
        Evidence { proof, keys }: &Evidence,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<GetOpenIdTokenOutput, ServiceError> {
        let requested = existing_identity(reads, &call.input.identity_id).await?;
        if requested.pool.allow_classic_flow != Some(true) {
            return Err(invalid_parameter(
                "Basic (classic) flow is not enabled, please use enhanced flow.",
            ));
        }
        let identity = proof.identity(call, &requested, reads, writes).await?;
        let tags = proof.principal_tags(&requested.pool).map_err(|refused| {
            invalid_parameter("The principal tags of the login cannot be used.")
                .with_hint(refused.to_string())
        })?;
        let content = TokenContent {
            amr: proof.amr(identity.state()),
            principal_tags: tags,
            seconds: TOKEN_SECONDS,
        };
        let token = signed(call, &requested.pool, &identity, content, keys.as_deref())?;
        Ok(GetOpenIdTokenOutput { identity_id: Some(identity.id.clone()), token: Some(token) })
    }
}

/// What a token says beside whose it is.
pub(super) struct TokenContent {
    pub(super) amr: Vec<String>,
    pub(super) principal_tags: BTreeMap<String, String>,
    /// How long it lasts.
    pub(super) seconds: i64,
}

/// The keys of identity tokens, of which the present one signs.
pub(super) async fn signing_keys<I>(
    call: &Call<'_, I>,
) -> Result<Arc<IdentityTokenKeys>, ServiceError> {
    let keys = call.environment.keys.identity_token_keys().await;
    keys.map_err(|error| internal(&error.to_string()))
}

/// A token for the identity, signed by the present key.
pub(super) fn signed<I>(
    call: &Call<'_, I>,
    pool: &IdentityPoolRecord,
    identity: &IdentityRecord,
    content: TokenContent,
    keys: Option<&IdentityTokenKeys>,
) -> Result<Secret, ServiceError> {
    let claims = claims(call, pool, identity, content);
    let keys = keys.ok_or_else(|| internal("prepare left no keys"))?;
    let token = keys.current.sign(&claims).map_err(|error| internal(&error.to_string()))?;
    Ok(Secret::new(token))
}

fn claims<I>(
    call: &Call<'_, I>,
    pool: &IdentityPoolRecord,
    identity: &IdentityRecord,
    content: TokenContent,
) -> IdentityTokenClaims {
    // Our own clock on both ends: STS judges `exp` by the same.
    let issued_s = call.now.ours_ms.div_euclid(1_000);
    IdentityTokenClaims {
        identity_id: identity.id.clone(),
        pool_id: pool.id.clone(),
        amr: content.amr,
        principal_tags: content.principal_tags,
        issuer: call.environment.settings.identity_token_issuer.clone(),
        pool_arn: arn_of(pool),
        expires_s: issued_s + content.seconds,
        issued_s,
        identity_epoch: identity.epoch,
        pool_epoch: pool.epoch,
    }
}
