//! Permissions boundaries of users.

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    DELETE_USER_PERMISSIONS_BOUNDARY, DeleteUserPermissionsBoundaryInput,
    DeleteUserPermissionsBoundaryOutput, PUT_USER_PERMISSIONS_BOUNDARY,
    PutUserPermissionsBoundaryInput, PutUserPermissionsBoundaryOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::record::user;
use super::{existing_user, on_user, save_user};
use crate::iam::attachment::Carrier;
use crate::iam::boundary::{check_boundary, no_boundary};
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;
use crate::store_error::unavailable;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<PutUserPermissionsBoundary>();
    visitor.operation::<DeleteUserPermissionsBoundary>();
}

/// The permission on a user, with the boundary that it has now as `iam:PermissionsBoundary`.
pub(super) async fn on_bounded_user(
    action: &'static str,
    account: &AccountId,
    name: &str,
    reads: &Reads<'_>,
) -> Result<Permission, ServiceError> {
    let permission = on_user(action, account, name, reads).await?;
    let user = user(reads, account, name).await.map_err(unavailable)?;
    Ok(match user.and_then(|user| user.permissions_boundary) {
        Some(boundary) => permission.with("iam:PermissionsBoundary", boundary),
        None => permission,
    })
}

/// `PutUserPermissionsBoundary`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPermissionsBoundary.html>
#[derive(Debug)]
pub(super) struct PutUserPermissionsBoundary;

impl Operation for PutUserPermissionsBoundary {
    type Input = PutUserPermissionsBoundaryInput;
    type Output = PutUserPermissionsBoundaryOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &PUT_USER_PERMISSIONS_BOUNDARY;

    async fn permissions(
        call: &Call<'_, PutUserPermissionsBoundaryInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let input = call.input;
        let action = "iam:PutUserPermissionsBoundary";
        let permission = on_user(action, call.account, &input.user_name, reads).await?;
        let boundary = input.permissions_boundary.as_str();
        Ok(vec![permission.with("iam:PermissionsBoundary", boundary)])
    }

    async fn decide(
        call: &Call<'_, PutUserPermissionsBoundaryInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<PutUserPermissionsBoundaryOutput, ServiceError> {
        let arn = &call.input.permissions_boundary;
        let mut user = existing_user(reads, call.account, &call.input.user_name).await?;
        check_boundary(reads, call.account, arn).await?;
        let change = (user.permissions_boundary.as_deref(), Some(arn.as_str()));
        Carrier::user(&user).change_boundary(writes, call.account, change);
        user.permissions_boundary = Some(arn.clone());
        save_user(writes, call.account, &user);
        Ok(PutUserPermissionsBoundaryOutput {})
    }
}

/// `DeleteUserPermissionsBoundary`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPermissionsBoundary.html>
#[derive(Debug)]
pub(super) struct DeleteUserPermissionsBoundary;

impl Operation for DeleteUserPermissionsBoundary {
    type Input = DeleteUserPermissionsBoundaryInput;
    type Output = DeleteUserPermissionsBoundaryOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_USER_PERMISSIONS_BOUNDARY;

    async fn permissions(
        call: &Call<'_, DeleteUserPermissionsBoundaryInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let action = "iam:DeleteUserPermissionsBoundary";
        let name = &call.input.user_name;
        Ok(vec![on_bounded_user(action, call.account, name, reads).await?])
    }

    async fn decide(
        call: &Call<'_, DeleteUserPermissionsBoundaryInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeleteUserPermissionsBoundaryOutput, ServiceError> {
        let name = &call.input.user_name;
        let mut user = existing_user(reads, call.account, name).await?;
        let Some(arn) = user.permissions_boundary.take() else {
            return Err(no_boundary("User", name));
        };
        Carrier::user(&user).remove_boundary(writes, call.account, &arn);
        save_user(writes, call.account, &user);
        Ok(DeleteUserPermissionsBoundaryOutput {})
    }
}
