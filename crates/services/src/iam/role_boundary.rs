//! Permissions boundaries of roles.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    DELETE_ROLE_PERMISSIONS_BOUNDARY, DeleteRolePermissionsBoundaryInput,
    DeleteRolePermissionsBoundaryOutput, PUT_ROLE_PERMISSIONS_BOUNDARY,
    PutRolePermissionsBoundaryInput, PutRolePermissionsBoundaryOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::attachment::Carrier;
use super::boundary::{check_boundary, no_boundary};
use super::role::{modifiable_role, on_bounded_role, on_role, save_role};
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<PutRolePermissionsBoundary>();
    visitor.operation::<DeleteRolePermissionsBoundary>();
}

/// `PutRolePermissionsBoundary`: takes the place of an earlier one.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html>
#[derive(Debug)]
pub(super) struct PutRolePermissionsBoundary;

impl Operation for PutRolePermissionsBoundary {
    type Input = PutRolePermissionsBoundaryInput;
    type Output = PutRolePermissionsBoundaryOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &PUT_ROLE_PERMISSIONS_BOUNDARY;

    async fn permissions(
        call: &Call<'_, PutRolePermissionsBoundaryInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let input = call.input;
        let action = "iam:PutRolePermissionsBoundary";
        let permissions = on_role(action, call.account, &input.role_name, reads).await?;
        let boundary = input.permissions_boundary.as_str();
        let with_boundary =
            |permission: Permission| permission.with("iam:PermissionsBoundary", boundary);
        Ok(permissions.into_iter().map(with_boundary).collect())
    }

    async fn decide(
        call: &Call<'_, PutRolePermissionsBoundaryInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<PutRolePermissionsBoundaryOutput, ServiceError> {
        let input = call.input;
        let mut role = modifiable_role(reads, call.account, &input.role_name).await?;
        check_boundary(reads, call.account, &input.permissions_boundary).await?;
        let change = (role.permissions_boundary.as_deref(), Some(&*input.permissions_boundary));
        Carrier::role(&role).change_boundary(writes, call.account, change);
        role.permissions_boundary = Some(input.permissions_boundary.clone());
        save_role(writes, call.account, &role);
        Ok(PutRolePermissionsBoundaryOutput {})
    }
}

/// `DeleteRolePermissionsBoundary`: a role without one is told so.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html>
#[derive(Debug)]
pub(super) struct DeleteRolePermissionsBoundary;

impl Operation for DeleteRolePermissionsBoundary {
    type Input = DeleteRolePermissionsBoundaryInput;
    type Output = DeleteRolePermissionsBoundaryOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_ROLE_PERMISSIONS_BOUNDARY;

    async fn permissions(
        call: &Call<'_, DeleteRolePermissionsBoundaryInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let action = "iam:DeleteRolePermissionsBoundary";
        on_bounded_role(action, call.account, &call.input.role_name, reads).await
    }

    async fn decide(
        call: &Call<'_, DeleteRolePermissionsBoundaryInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeleteRolePermissionsBoundaryOutput, ServiceError> {
        let name = &call.input.role_name;
        let mut role = modifiable_role(reads, call.account, name).await?;
        let Some(arn) = role.permissions_boundary.take() else {
            return Err(no_boundary("Role", name));
        };
        Carrier::role(&role).remove_boundary(writes, call.account, &arn);
        save_role(writes, call.account, &role);
        Ok(DeleteRolePermissionsBoundaryOutput {})
    }
}
