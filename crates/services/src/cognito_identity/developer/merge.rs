//! `MergeDeveloperIdentities`: two users of the developer provider prove to be one.

use daypass_aws_types::cognito_identity::{
    MERGE_DEVELOPER_IDENTITIES, MergeDeveloperIdentitiesInput, MergeDeveloperIdentitiesOutput,
};
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::check_provider;
use super::lookup::owner;
use crate::cognito_identity::pool::{on_pool, own_pool};
use crate::cognito_identity::sign_in::merge;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<MergeDeveloperIdentities>();
}

/// `MergeDeveloperIdentities`: the source's logins go to the destination's identity, and the
/// source's identity is disabled.
/// <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MergeDeveloperIdentities.html>
#[derive(Debug)]
pub(in crate::cognito_identity) struct MergeDeveloperIdentities;

type Input = MergeDeveloperIdentitiesInput;

impl Operation for MergeDeveloperIdentities {
    type Input = Input;
    type Output = MergeDeveloperIdentitiesOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &MERGE_DEVELOPER_IDENTITIES;

    async fn permissions(
        call: &Call<'_, Input>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let action = "cognito-identity:MergeDeveloperIdentities";
        Ok(vec![on_pool(action, call, reads, &call.input.identity_pool_id).await?])
    }

    async fn decide(
        call: &Call<'_, Input>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<MergeDeveloperIdentitiesOutput, ServiceError> {
        let pool = own_pool(call, reads, &call.input.identity_pool_id).await?;
        check_provider(&pool, &call.input.developer_provider_name)?;
        let source = owner(&pool, &call.input.source_user_identifier, reads).await?;
        let destination = owner(&pool, &call.input.destination_user_identifier, reads).await?;
        let identity = merge(call, &pool, (&source, &destination), writes)?;
        Ok(MergeDeveloperIdentitiesOutput { identity_id: Some(identity.id) })
    }
}
