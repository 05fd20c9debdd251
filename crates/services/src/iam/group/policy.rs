//! Inline policies of groups.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    DELETE_GROUP_POLICY, DeleteGroupPolicyInput, DeleteGroupPolicyOutput, GET_GROUP_POLICY,
    GetGroupPolicyInput, GetGroupPolicyOutput, LIST_GROUP_POLICIES, ListGroupPoliciesInput,
    ListGroupPoliciesOutput, PUT_GROUP_POLICY, PutGroupPolicyInput, PutGroupPolicyOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_policy::DocumentKind;
use daypass_store::{Reads, Writes};

use super::{existing_group, on_group, save_group};
use crate::iam::documents::GROUP_INLINE_CHARACTERS_MAX;
use crate::iam::inline::{InlineOwner, existing_inline, put_inline, remove_inline};
use crate::iam::listing::names_page;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<PutGroupPolicy>();
    visitor.operation::<GetGroupPolicy>();
    visitor.operation::<ListGroupPolicies>();
    visitor.operation::<DeleteGroupPolicy>();
}

/// `PutGroupPolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutGroupPolicy.html>
#[derive(Debug)]
pub(super) struct PutGroupPolicy;

impl Operation for PutGroupPolicy {
    type Input = PutGroupPolicyInput;
    type Output = PutGroupPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &PUT_GROUP_POLICY;

    async fn permissions(
        call: &Call<'_, PutGroupPolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let name = &call.input.group_name;
        Ok(vec![on_group("iam:PutGroupPolicy", call.account, name, reads).await?])
    }

    fn documents(input: &PutGroupPolicyInput) -> Vec<(DocumentKind, &str)> {
        vec![(DocumentKind::Identity, &input.policy_document)]
    }

    async fn decide(
        call: &Call<'_, PutGroupPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<PutGroupPolicyOutput, ServiceError> {
        let input = call.input;
        let mut group = existing_group(reads, call.account, &input.group_name).await?;
        let characters_max = GROUP_INLINE_CHARACTERS_MAX;
        let owner = InlineOwner { kind: "group", name: &group.name, characters_max };
        let policies = &mut group.inline_policies;
        put_inline(owner, policies, &input.policy_name, &input.policy_document)?;
        save_group(writes, call.account, &group);
        Ok(PutGroupPolicyOutput {})
    }
}

/// `GetGroupPolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroupPolicy.html>
#[derive(Debug)]
pub(super) struct GetGroupPolicy;

impl Operation for GetGroupPolicy {
    type Input = GetGroupPolicyInput;
    type Output = GetGroupPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_GROUP_POLICY;

    async fn permissions(
        call: &Call<'_, GetGroupPolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let name = &call.input.group_name;
        Ok(vec![on_group("iam:GetGroupPolicy", call.account, name, reads).await?])
    }

    async fn decide(
        call: &Call<'_, GetGroupPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetGroupPolicyOutput, ServiceError> {
        let group = existing_group(reads, call.account, &call.input.group_name).await?;
        let policy = existing_inline("group", group.inline_policies, &call.input.policy_name)?;
        Ok(GetGroupPolicyOutput {
            group_name: group.name,
            policy_name: policy.name,
            policy_document: policy.document,
        })
    }
}

/// `ListGroupPolicies`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroupPolicies.html>
#[derive(Debug)]
pub(super) struct ListGroupPolicies;

impl Operation for ListGroupPolicies {
    type Input = ListGroupPoliciesInput;
    type Output = ListGroupPoliciesOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_GROUP_POLICIES;

    async fn permissions(
        call: &Call<'_, ListGroupPoliciesInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let name = &call.input.group_name;
        Ok(vec![on_group("iam:ListGroupPolicies", call.account, name, reads).await?])
    }

    async fn decide(
        call: &Call<'_, ListGroupPoliciesInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListGroupPoliciesOutput, ServiceError> {
        let input = call.input;
        let group = existing_group(reads, call.account, &input.group_name).await?;
        let names = group.inline_policies.into_iter().map(|policy| policy.name).collect();
        let marker = input.marker.as_deref();
        let (policy_names, marker) =
            names_page(call, "ListGroupPolicies", names, marker, input.max_items)?;
        Ok(ListGroupPoliciesOutput { policy_names, is_truncated: Some(marker.is_some()), marker })
    }
}

/// `DeleteGroupPolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroupPolicy.html>
#[derive(Debug)]
pub(super) struct DeleteGroupPolicy;

impl Operation for DeleteGroupPolicy {
    type Input = DeleteGroupPolicyInput;
    type Output = DeleteGroupPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_GROUP_POLICY;

    async fn permissions(
        call: &Call<'_, DeleteGroupPolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let name = &call.input.group_name;
        Ok(vec![on_group("iam:DeleteGroupPolicy", call.account, name, reads).await?])
    }

    async fn decide(
        call: &Call<'_, DeleteGroupPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeleteGroupPolicyOutput, ServiceError> {
        let mut group = existing_group(reads, call.account, &call.input.group_name).await?;
        remove_inline("group", &mut group.inline_policies, &call.input.policy_name)?;
        save_group(writes, call.account, &group);
        Ok(DeleteGroupPolicyOutput {})
    }
}
