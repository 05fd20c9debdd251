//! Permissions boundaries of roles: the managed policy that bounds what a role's own policies allow.

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    DELETE_ROLE_PERMISSIONS_BOUNDARY, DeleteRolePermissionsBoundaryInput,
    DeleteRolePermissionsBoundaryOutput, PUT_ROLE_PERMISSIONS_BOUNDARY,
    PutRolePermissionsBoundaryInput, PutRolePermissionsBoundaryOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Key, Reads, Writes};

use super::error::no_such_entity;
use super::records::{POLICY_BOUNDARIES, PolicyAttachmentRecord, RoleRecord};
use super::role::{existing_role, on_bounded_role, on_role, save_role};
use super::user::boundary::check_boundary;
use crate::operation::{Call, Operation, Permission};
use crate::scope::of_account;
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<PutRolePermissionsBoundary>();
    visitor.operation::<DeleteRolePermissionsBoundary>();
}

fn boundary_key(account: &AccountId, arn: &str, role: &RoleRecord) -> Key<PolicyAttachmentRecord> {
    POLICY_BOUNDARIES.key(&of_account(account), [arn, "role", &role.name.to_lowercase()])
}

/// Gives the role another boundary, or none, and keeps what the policy knows of it.
pub(super) fn bound(
    writes: &mut Writes,
    account: &AccountId,
    role: &mut RoleRecord,
    arn: Option<&str>,
) {
    if let Some(old) = &role.permissions_boundary {
        writes.delete(&boundary_key(account, old, role));
    }
    role.permissions_boundary = arn.map(str::to_owned);
    if let Some(arn) = arn {
        let row =
            PolicyAttachmentRecord { entity_id: role.id.clone(), entity_name: role.name.clone() };
        writes.put(&boundary_key(account, arn, role), &row);
    }
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
        let mut role = existing_role(reads, call.account, &input.role_name).await?;
        check_boundary(reads, call.account, &input.permissions_boundary).await?;
        bound(writes, call.account, &mut role, Some(&input.permissions_boundary));
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
        let mut role = existing_role(reads, call.account, name).await?;
        if role.permissions_boundary.is_none() {
            return Err(no_such_entity(format!(
                "Role {name} does not have a permissions boundary."
            )));
        }
        bound(writes, call.account, &mut role, None);
        save_role(writes, call.account, &role);
        Ok(DeleteRolePermissionsBoundaryOutput {})
    }
}
