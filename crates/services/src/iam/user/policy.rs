//! Inline policies of users.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    DELETE_USER_POLICY, DeleteUserPolicyInput, DeleteUserPolicyOutput, GET_USER_POLICY,
    GetUserPolicyInput, GetUserPolicyOutput, LIST_USER_POLICIES, ListUserPoliciesInput,
    ListUserPoliciesOutput, PUT_USER_POLICY, PutUserPolicyInput, PutUserPolicyOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_policy::DocumentKind;
use daypass_store::{Reads, Writes};

use super::boundary::on_bounded_user;
use super::{existing_user, on_user, save_user};
use crate::iam::documents::USER_INLINE_CHARACTERS_MAX;
use crate::iam::inline::{InlineOwner, existing_inline, put_inline, remove_inline};
use crate::iam::listing::names_page;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<PutUserPolicy>();
    visitor.operation::<GetUserPolicy>();
    visitor.operation::<ListUserPolicies>();
    visitor.operation::<DeleteUserPolicy>();
}

/// `PutUserPolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html>
#[derive(Debug)]
pub(super) struct PutUserPolicy;

impl Operation for PutUserPolicy {
    type Input = PutUserPolicyInput;
    type Output = PutUserPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &PUT_USER_POLICY;

    async fn permissions(
        call: &Call<'_, PutUserPolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let name = &call.input.user_name;
        Ok(vec![on_bounded_user("iam:PutUserPolicy", call.account, name, reads).await?])
    }

    fn documents(input: &PutUserPolicyInput) -> Vec<(DocumentKind, &str)> {
        vec![(DocumentKind::Identity, &input.policy_document)]
    }

    async fn decide(
        call: &Call<'_, PutUserPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<PutUserPolicyOutput, ServiceError> {
        let input = call.input;
        let mut user = existing_user(reads, call.account, &input.user_name).await?;
        let characters_max = USER_INLINE_CHARACTERS_MAX;
        let owner = InlineOwner { kind: "user", name: &user.name, characters_max };
        let policies = &mut user.inline_policies;
        put_inline(owner, policies, &input.policy_name, &input.policy_document)?;
        save_user(writes, call.account, &user);
        Ok(PutUserPolicyOutput {})
    }
}

/// `GetUserPolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUserPolicy.html>
#[derive(Debug)]
pub(super) struct GetUserPolicy;

impl Operation for GetUserPolicy {
    type Input = GetUserPolicyInput;
    type Output = GetUserPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_USER_POLICY;

    async fn permissions(
        call: &Call<'_, GetUserPolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![on_user("iam:GetUserPolicy", call.account, &call.input.user_name, reads).await?])
    }

    async fn decide(
        call: &Call<'_, GetUserPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetUserPolicyOutput, ServiceError> {
        let user = existing_user(reads, call.account, &call.input.user_name).await?;
        let policy = existing_inline("user", user.inline_policies, &call.input.policy_name)?;
        Ok(GetUserPolicyOutput {
            user_name: user.name,
            policy_name: policy.name,
            policy_document: policy.document,
        })
    }
}

/// `ListUserPolicies`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserPolicies.html>
#[derive(Debug)]
pub(super) struct ListUserPolicies;

impl Operation for ListUserPolicies {
    type Input = ListUserPoliciesInput;
    type Output = ListUserPoliciesOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_USER_POLICIES;

    async fn permissions(
        call: &Call<'_, ListUserPoliciesInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let name = &call.input.user_name;
        Ok(vec![on_user("iam:ListUserPolicies", call.account, name, reads).await?])
    }

    async fn decide(
        call: &Call<'_, ListUserPoliciesInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListUserPoliciesOutput, ServiceError> {
        let input = call.input;
        let user = existing_user(reads, call.account, &input.user_name).await?;
        let names = user.inline_policies.into_iter().map(|policy| policy.name).collect();
        let marker = input.marker.as_deref();
        let (policy_names, marker) =
            names_page(call, "ListUserPolicies", names, marker, input.max_items)?;
        Ok(ListUserPoliciesOutput { policy_names, is_truncated: Some(marker.is_some()), marker })
    }
}

/// `DeleteUserPolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPolicy.html>
#[derive(Debug)]
pub(super) struct DeleteUserPolicy;

impl Operation for DeleteUserPolicy {
    type Input = DeleteUserPolicyInput;
    type Output = DeleteUserPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_USER_POLICY;

    async fn permissions(
        call: &Call<'_, DeleteUserPolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let name = &call.input.user_name;
        Ok(vec![on_bounded_user("iam:DeleteUserPolicy", call.account, name, reads).await?])
    }

    async fn decide(
        call: &Call<'_, DeleteUserPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeleteUserPolicyOutput, ServiceError> {
        let mut user = existing_user(reads, call.account, &call.input.user_name).await?;
        remove_inline("user", &mut user.inline_policies, &call.input.policy_name)?;
        save_user(writes, call.account, &user);
        Ok(DeleteUserPolicyOutput {})
    }
}
