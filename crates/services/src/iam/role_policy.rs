//! Inline policies of roles.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    DELETE_ROLE_POLICY, DeleteRolePolicyInput, DeleteRolePolicyOutput, GET_ROLE_POLICY,
    GetRolePolicyInput, GetRolePolicyOutput, LIST_ROLE_POLICIES, ListRolePoliciesInput,
    ListRolePoliciesOutput, PUT_ROLE_POLICY, PutRolePolicyInput, PutRolePolicyOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_policy::DocumentKind;
use daypass_store::{Reads, Writes};

use super::documents::ROLE_INLINE_CHARACTERS_MAX;
use super::inline::{InlineOwner, existing_inline, put_inline, remove_inline};
use super::listing::names_page;
use super::role::{existing_role, modifiable_role, on_bounded_role, on_role, save_role};
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<PutRolePolicy>();
    visitor.operation::<GetRolePolicy>();
    visitor.operation::<ListRolePolicies>();
    visitor.operation::<DeleteRolePolicy>();
}

/// `PutRolePolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html>
#[derive(Debug)]
pub(super) struct PutRolePolicy;

impl Operation for PutRolePolicy {
    type Input = PutRolePolicyInput;
    type Output = PutRolePolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &PUT_ROLE_POLICY;

    async fn permissions(
        call: &Call<'_, PutRolePolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_bounded_role("iam:PutRolePolicy", call.account, &call.input.role_name, reads).await
    }

    fn documents(input: &PutRolePolicyInput) -> Vec<(DocumentKind, &str)> {
        vec![(DocumentKind::Identity, &input.policy_document)]
    }

    async fn decide(
        call: &Call<'_, PutRolePolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<PutRolePolicyOutput, ServiceError> {
        let input = call.input;
        let mut role = modifiable_role(reads, call.account, &input.role_name).await?;
        let owner = InlineOwner {
            kind: "role",
            name: &role.name,
            characters_max: ROLE_INLINE_CHARACTERS_MAX,
        };
        let policies = &mut role.inline_policies;
        put_inline(owner, policies, &input.policy_name, &input.policy_document)?;
        save_role(writes, call.account, &role);
        Ok(PutRolePolicyOutput {})
    }
}

/// `GetRolePolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html>
#[derive(Debug)]
pub(super) struct GetRolePolicy;

impl Operation for GetRolePolicy {
    type Input = GetRolePolicyInput;
    type Output = GetRolePolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_ROLE_POLICY;

    async fn permissions(
        call: &Call<'_, GetRolePolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_role("iam:GetRolePolicy", call.account, &call.input.role_name, reads).await
    }

    async fn decide(
        call: &Call<'_, GetRolePolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetRolePolicyOutput, ServiceError> {
        let name = &call.input.policy_name;
        let role = existing_role(reads, call.account, &call.input.role_name).await?;
        let policy = existing_inline("role", role.inline_policies, name)?;
        Ok(GetRolePolicyOutput {
            role_name: role.name,
            policy_name: policy.name,
            policy_document: policy.document,
        })
    }
}

/// `ListRolePolicies`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html>
#[derive(Debug)]
pub(super) struct ListRolePolicies;

impl Operation for ListRolePolicies {
    type Input = ListRolePoliciesInput;
    type Output = ListRolePoliciesOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_ROLE_POLICIES;

    async fn permissions(
        call: &Call<'_, ListRolePoliciesInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_role("iam:ListRolePolicies", call.account, &call.input.role_name, reads).await
    }

    async fn decide(
        call: &Call<'_, ListRolePoliciesInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListRolePoliciesOutput, ServiceError> {
        let role = existing_role(reads, call.account, &call.input.role_name).await?;
        let names = role.inline_policies.into_iter().map(|policy| policy.name).collect();
        let (policy_names, marker) = names_page(
            call,
            "ListRolePolicies",
            names,
            call.input.marker.as_deref(),
            call.input.max_items,
        )?;
        Ok(ListRolePoliciesOutput { policy_names, is_truncated: Some(marker.is_some()), marker })
    }
}

/// `DeleteRolePolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html>
#[derive(Debug)]
pub(super) struct DeleteRolePolicy;

impl Operation for DeleteRolePolicy {
    type Input = DeleteRolePolicyInput;
    type Output = DeleteRolePolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_ROLE_POLICY;

    async fn permissions(
        call: &Call<'_, DeleteRolePolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_bounded_role("iam:DeleteRolePolicy", call.account, &call.input.role_name, reads).await
    }

    async fn decide(
        call: &Call<'_, DeleteRolePolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeleteRolePolicyOutput, ServiceError> {
        let name = &call.input.policy_name;
        let mut role = modifiable_role(reads, call.account, &call.input.role_name).await?;
        remove_inline("role", &mut role.inline_policies, name)?;
        save_role(writes, call.account, &role);
        Ok(DeleteRolePolicyOutput {})
    }
}
