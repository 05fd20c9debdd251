//! `UnlinkDeveloperIdentity`: a developer's user is taken away from its identity.

use daypass_aws_types::cognito_identity::{
    UNLINK_DEVELOPER_IDENTITY, UnlinkDeveloperIdentityInput, UnlinkDeveloperIdentityOutput,
};
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::lookup::owner;
use super::{check_provider, user};
use crate::cognito_identity::error::conflict;
use crate::cognito_identity::pool::{on_pool, own_pool};
use crate::cognito_identity::unlink::take_away;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<UnlinkDeveloperIdentity>();
}

/// `UnlinkDeveloperIdentity`: the user is a new one when it comes again. Without its last login an
/// identity is inaccessible.
/// <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UnlinkDeveloperIdentity.html>
#[derive(Debug)]
pub(in crate::cognito_identity) struct UnlinkDeveloperIdentity;

type Input = UnlinkDeveloperIdentityInput;

impl Operation for UnlinkDeveloperIdentity {
    type Input = Input;
    type Output = UnlinkDeveloperIdentityOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UNLINK_DEVELOPER_IDENTITY;

    async fn permissions(
        call: &Call<'_, Input>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let action = "cognito-identity:UnlinkDeveloperIdentity";
        Ok(vec![on_pool(action, call, reads, &call.input.identity_pool_id).await?])
    }

    async fn decide(
        call: &Call<'_, Input>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UnlinkDeveloperIdentityOutput, ServiceError> {
        let pool = own_pool(call, reads, &call.input.identity_pool_id).await?;
        check_provider(&pool, &call.input.developer_provider_name)?;
        let identity = owner(&pool, &call.input.developer_user_identifier, reads).await?;
        if identity.id != call.input.identity_id {
            return Err(conflict("The developer user does not belong to the specified identity."));
        }
        let gone = user(&pool, &call.input.developer_user_identifier);
        take_away(&identity, |login| *login == gone, call.now.wall_ms, writes);
        Ok(UnlinkDeveloperIdentityOutput {})
    }
}
