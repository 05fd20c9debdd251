//! `GetCredentialsForIdentity`: the enhanced flow, from an identity to temporary credentials.

use daypass_aws_types::cognito_identity::{
    Credentials, GET_CREDENTIALS_FOR_IDENTITY, GetCredentialsForIdentityInput,
    GetCredentialsForIdentityOutput,
};
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_credentials::SessionPolicy;
use daypass_store::{Reads, Writes};

use super::error::invalid_configuration;
use super::proof::Proof;
use super::records::{IdentityPoolRecord, IdentityRecord, IdentityState};
use super::role_choice;
use super::sign_in::existing_identity;
use crate::authorization::guest_cut::GUEST_CUT_CURRENT;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;
use crate::sessions::{IdentityAssumption, VendedCredentials, assume_for_identity};

/// The session name of the enhanced flow, whoever the identity is.
const SESSION_NAME: &str = "CognitoIdentityCredentials";
/// How long credentials of the enhanced flow last, whatever the role allows.
const SESSION_SECONDS: u32 = 3_600;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<GetCredentialsForIdentity>();
}

/// `GetCredentialsForIdentity`: writes nothing unless the logins link or merge identities.
/// <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html>
#[derive(Debug)]
pub(super) struct GetCredentialsForIdentity;

impl Operation for GetCredentialsForIdentity {
    type Input = GetCredentialsForIdentityInput;
    type Output = GetCredentialsForIdentityOutput;
    type Evidence = Proof;
    const DESCRIPTOR: &'static Descriptor = &GET_CREDENTIALS_FOR_IDENTITY;

    async fn permissions(
        _: &Call<'_, GetCredentialsForIdentityInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(Vec::new())
    }

    async fn prepare(
        call: &Call<'_, GetCredentialsForIdentityInput>,
    ) -> Result<Proof, ServiceError> {
        let input = call.input;
        Proof::of_logins_or_token(call, &input.identity_id, input.logins.as_ref()).await
    }

    async fn decide(
        call: &Call<'_, GetCredentialsForIdentityInput>,
        proof: &Proof,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<GetCredentialsForIdentityOutput, ServiceError> {
        let requested = existing_identity(reads, &call.input.identity_id).await?;
        let identity = proof.identity(call, &requested, reads, writes).await?;
        let credentials = vended(call, &requested.pool, &identity, proof, reads).await?;
        Ok(GetCredentialsForIdentityOutput {
            identity_id: Some(identity.id.clone()),
            credentials: Some(Credentials {
                access_key_id: Some(credentials.access_key_id),
                secret_key: Some(credentials.secret_access_key),
                session_token: Some(credentials.session_token),
                expiration: Some(credentials.expiration),
            }),
        })
    }
}

/// Credentials of the role that the identity gets, if the role's trust policy lets it in.
async fn vended(
    call: &Call<'_, GetCredentialsForIdentityInput>,
    pool: &IdentityPoolRecord,
    identity: &IdentityRecord,
    proof: &Proof,
    reads: &Reads<'_>,
) -> Result<VendedCredentials, ServiceError> {
    let state = identity.state();
    let custom_role = call.input.custom_role_arn.as_deref();
    let role_arn = role_choice::chosen(pool, state, proof.logins(), custom_role)?;
    let tags = proof.principal_tags(pool);
    let tags = tags.map_err(|refused| invalid_configuration(refused.to_string()))?;
    let session_policies = match state {
        IdentityState::Guest => vec![SessionPolicy::GuestCut(GUEST_CUT_CURRENT)],
        _ => Vec::new(),
    };
    let assumption = IdentityAssumption {
        identity,
        pool,
        amr: &proof.amr(state),
        principal_tags: &tags,
        role_arn: &role_arn,
        session_name: SESSION_NAME,
        seconds: SESSION_SECONDS,
        session_policies,
    };
    match assume_for_identity(call, reads, assumption).await {
        Ok(assumed) => Ok(assumed.credentials),
        Err(refused) => Err(invalid_configuration(refused.or_internal()?.to_string())),
    }
}
