//! Managed policies that users carry.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    ATTACH_USER_POLICY, AttachUserPolicyInput, AttachUserPolicyOutput, DETACH_USER_POLICY,
    DetachUserPolicyInput, DetachUserPolicyOutput, LIST_ATTACHED_USER_POLICIES,
    ListAttachedUserPoliciesInput, ListAttachedUserPoliciesOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::boundary::on_bounded_user;
use super::record::UserRecord;
use super::{existing_user, on_user, save_user};
use crate::iam::attachment::{AttachedAsked, Carrier, attach, attached_page, detach};
use crate::iam::quota::POLICIES_OF_USER;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<AttachUserPolicy>();
    visitor.operation::<DetachUserPolicy>();
    visitor.operation::<ListAttachedUserPolicies>();
}

impl<'a> Carrier<'a> {
    pub(in crate::iam) fn user(user: &'a UserRecord) -> Self {
        Self { kind: "user", id: &user.id, name: &user.name, quota: POLICIES_OF_USER }
    }
}

/// `AttachUserPolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html>
#[derive(Debug)]
pub(in crate::iam) struct AttachUserPolicy;

impl Operation for AttachUserPolicy {
    type Input = AttachUserPolicyInput;
    type Output = AttachUserPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &ATTACH_USER_POLICY;

    async fn permissions(
        call: &Call<'_, AttachUserPolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let input = call.input;
        let action = "iam:AttachUserPolicy";
        let permission = on_bounded_user(action, call.account, &input.user_name, reads).await?;
        Ok(vec![permission.with("iam:PolicyARN", input.policy_arn.as_str())])
    }

    async fn decide(
        call: &Call<'_, AttachUserPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<AttachUserPolicyOutput, ServiceError> {
        let arn = &call.input.policy_arn;
        let mut user = existing_user(reads, call.account, &call.input.user_name).await?;
        let carrier = Carrier::user(&user);
        let policy = (call.account, arn.as_str());
        if attach(reads, writes, policy, carrier, &user.attached_policies).await? {
            user.attached_policies.push(arn.clone());
            save_user(writes, call.account, &user);
        }
        Ok(AttachUserPolicyOutput {})
    }
}

/// `DetachUserPolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachUserPolicy.html>
#[derive(Debug)]
pub(super) struct DetachUserPolicy;

impl Operation for DetachUserPolicy {
    type Input = DetachUserPolicyInput;
    type Output = DetachUserPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DETACH_USER_POLICY;

    async fn permissions(
        call: &Call<'_, DetachUserPolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let input = call.input;
        let action = "iam:DetachUserPolicy";
        let permission = on_bounded_user(action, call.account, &input.user_name, reads).await?;
        Ok(vec![permission.with("iam:PolicyARN", input.policy_arn.as_str())])
    }

    async fn decide(
        call: &Call<'_, DetachUserPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DetachUserPolicyOutput, ServiceError> {
        let policy = (call.account, call.input.policy_arn.as_str());
        let mut user = existing_user(reads, call.account, &call.input.user_name).await?;
        let carrier = Carrier::user(&user);
        user.attached_policies = detach(writes, policy, carrier, &user.attached_policies)?;
        save_user(writes, call.account, &user);
        Ok(DetachUserPolicyOutput {})
    }
}

/// `ListAttachedUserPolicies`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedUserPolicies.html>
#[derive(Debug)]
pub(super) struct ListAttachedUserPolicies;

impl Operation for ListAttachedUserPolicies {
    type Input = ListAttachedUserPoliciesInput;
    type Output = ListAttachedUserPoliciesOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_ATTACHED_USER_POLICIES;

    async fn permissions(
        call: &Call<'_, ListAttachedUserPoliciesInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let name = &call.input.user_name;
        Ok(vec![on_user("iam:ListAttachedUserPolicies", call.account, name, reads).await?])
    }

    async fn decide(
        call: &Call<'_, ListAttachedUserPoliciesInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListAttachedUserPoliciesOutput, ServiceError> {
        let input = call.input;
        let user = existing_user(reads, call.account, &input.user_name).await?;
        let asked = AttachedAsked {
            operation: "ListAttachedUserPolicies",
            path_prefix: input.path_prefix.as_deref(),
            marker: input.marker.as_deref(),
            max_items: input.max_items,
        };
        let (attached, marker) = attached_page(call, user.attached_policies, asked)?;
        Ok(ListAttachedUserPoliciesOutput {
            attached_policies: Some(attached),
            is_truncated: Some(marker.is_some()),
            marker,
        })
    }
}
