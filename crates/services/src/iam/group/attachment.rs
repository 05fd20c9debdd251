//! Managed policies that groups carry.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    ATTACH_GROUP_POLICY, AttachGroupPolicyInput, AttachGroupPolicyOutput, DETACH_GROUP_POLICY,
    DetachGroupPolicyInput, DetachGroupPolicyOutput, LIST_ATTACHED_GROUP_POLICIES,
    ListAttachedGroupPoliciesInput, ListAttachedGroupPoliciesOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::record::GroupRecord;
use super::{existing_group, on_group, save_group};
use crate::iam::attachment::{AttachedAsked, Carrier, attach, attached_page, detach};
use crate::iam::quota::POLICIES_OF_GROUP;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<AttachGroupPolicy>();
    visitor.operation::<DetachGroupPolicy>();
    visitor.operation::<ListAttachedGroupPolicies>();
}

impl<'a> Carrier<'a> {
    pub(super) fn group(group: &'a GroupRecord) -> Self {
        Self { kind: "group", id: &group.id, name: &group.name, quota: POLICIES_OF_GROUP }
    }
}

/// `AttachGroupPolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachGroupPolicy.html>
#[derive(Debug)]
pub(in crate::iam) struct AttachGroupPolicy;

impl Operation for AttachGroupPolicy {
    type Input = AttachGroupPolicyInput;
    type Output = AttachGroupPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &ATTACH_GROUP_POLICY;

    async fn permissions(
        call: &Call<'_, AttachGroupPolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let input = call.input;
        let action = "iam:AttachGroupPolicy";
        let permission = on_group(action, call.account, &input.group_name, reads).await?;
        Ok(vec![permission.with("iam:PolicyARN", input.policy_arn.as_str())])
    }

    async fn decide(
        call: &Call<'_, AttachGroupPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<AttachGroupPolicyOutput, ServiceError> {
        let arn = &call.input.policy_arn;
        let mut group = existing_group(reads, call.account, &call.input.group_name).await?;
        let carrier = Carrier::group(&group);
        let policy = (call.account, arn.as_str());
        if attach(reads, writes, policy, carrier, &group.attached_policies).await? {
            group.attached_policies.push(arn.clone());
            save_group(writes, call.account, &group);
        }
        Ok(AttachGroupPolicyOutput {})
    }
}

/// `DetachGroupPolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachGroupPolicy.html>
#[derive(Debug)]
pub(super) struct DetachGroupPolicy;

impl Operation for DetachGroupPolicy {
    type Input = DetachGroupPolicyInput;
    type Output = DetachGroupPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DETACH_GROUP_POLICY;

    async fn permissions(
        call: &Call<'_, DetachGroupPolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let input = call.input;
        let action = "iam:DetachGroupPolicy";
        let permission = on_group(action, call.account, &input.group_name, reads).await?;
        Ok(vec![permission.with("iam:PolicyARN", input.policy_arn.as_str())])
    }

    async fn decide(
        call: &Call<'_, DetachGroupPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DetachGroupPolicyOutput, ServiceError> {
        let policy = (call.account, call.input.policy_arn.as_str());
        let mut group = existing_group(reads, call.account, &call.input.group_name).await?;
        let carrier = Carrier::group(&group);
        group.attached_policies = detach(writes, policy, carrier, &group.attached_policies)?;
        save_group(writes, call.account, &group);
        Ok(DetachGroupPolicyOutput {})
    }
}

/// `ListAttachedGroupPolicies`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedGroupPolicies.html>
#[derive(Debug)]
pub(super) struct ListAttachedGroupPolicies;

impl Operation for ListAttachedGroupPolicies {
    type Input = ListAttachedGroupPoliciesInput;
    type Output = ListAttachedGroupPoliciesOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_ATTACHED_GROUP_POLICIES;

    async fn permissions(
        call: &Call<'_, ListAttachedGroupPoliciesInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let name = &call.input.group_name;
        Ok(vec![on_group("iam:ListAttachedGroupPolicies", call.account, name, reads).await?])
    }

    async fn decide(
        call: &Call<'_, ListAttachedGroupPoliciesInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListAttachedGroupPoliciesOutput, ServiceError> {
        let input = call.input;
        let group = existing_group(reads, call.account, &input.group_name).await?;
        let asked = AttachedAsked {
            operation: "ListAttachedGroupPolicies",
            path_prefix: input.path_prefix.as_deref(),
            marker: input.marker.as_deref(),
            max_items: input.max_items,
        };
        let (attached, marker) = attached_page(call, group.attached_policies, asked)?;
        Ok(ListAttachedGroupPoliciesOutput {
            attached_policies: Some(attached),
            is_truncated: Some(marker.is_some()),
            marker,
        })
    }
}
