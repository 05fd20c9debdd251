//! Attaching managed policies, and what of it is shared by roles, users and groups.

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    ATTACH_ROLE_POLICY, AttachRolePolicyInput, AttachRolePolicyOutput, AttachedPolicy,
    DETACH_ROLE_POLICY, DetachRolePolicyInput, DetachRolePolicyOutput, LIST_ATTACHED_ROLE_POLICIES,
    ListAttachedRolePoliciesInput, ListAttachedRolePoliciesOutput, errors,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Key, Reads, Writes};

use super::arn::ManagedPolicyName;
use super::error::{no_such_entity, no_such_policy};
use super::listing::names_page;
use super::managed_policy::{existing_policy, policy_name};
use super::quota::{POLICIES_OF_ROLE, Quota};
use super::records::{POLICY_ATTACHMENTS, PolicyAttachmentRecord, RoleRecord};
use super::role::{existing_role, modifiable_role, on_bounded_role, on_role, save_role};
use super::service_linked_role::is_service_path;
use crate::operation::{Call, Operation, Permission};
use crate::scope::of_account;
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<AttachRolePolicy>();
    visitor.operation::<DetachRolePolicy>();
    visitor.operation::<ListAttachedRolePolicies>();
}

/// Who carries managed policies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Carrier<'a> {
    /// `role`, `user` or `group`.
    pub(super) kind: &'static str,
    /// The unique id.
    pub(super) id: &'a str,
    /// The name.
    pub(super) name: &'a str,
    /// How many managed policies it may carry.
    pub(super) quota: Quota,
}

impl<'a> Carrier<'a> {
    pub(super) fn role(role: &'a RoleRecord) -> Self {
        Self { kind: "role", id: &role.id, name: &role.name, quota: POLICIES_OF_ROLE }
    }

    fn key(&self, account: &AccountId, policy: &str) -> Key<PolicyAttachmentRecord> {
        let parts = [&policy.to_lowercase(), self.kind, &self.name.to_lowercase()];
        POLICY_ATTACHMENTS.key(&of_account(account), parts)
    }

    /// What a policy keeps of those who carry it and of those whom it bounds.
    pub(super) fn row(&self) -> PolicyAttachmentRecord {
        PolicyAttachmentRecord { entity_id: self.id.to_owned(), entity_name: self.name.to_owned() }
    }

    /// Writes the row that says that the policy is carried.
    pub(super) fn put(&self, writes: &mut Writes, account: &AccountId, policy: &str) {
        writes.put(&self.key(account, policy), &self.row());
    }

    /// Removes the row that says that the policy of this ARN is carried.
    pub(super) fn remove(&self, writes: &mut Writes, account: &AccountId, arn: &str) {
        if let Some(name) = ManagedPolicyName::from_arn(account, arn) {
            writes.delete(&self.key(account, &name.carried()));
        }
    }
}

/// Attaches a managed policy. Whether it was not attached before.
pub(super) async fn attach(
    reads: &mut Reads<'_>,
    writes: &mut Writes,
    (account, arn): (&AccountId, &str),
    carrier: Carrier<'_>,
    attached: &[String],
) -> Result<bool, ServiceError> {
    let name = policy_name(account, arn)?;
    existing_policy(reads, account, arn).await.map_err(|error| {
        if error.is_server_fault() {
            error
        } else {
            no_such_entity(format!("Policy {arn} does not exist or is not attachable."))
        }
    })?;
    if name.is_aws() && is_service_path(name.path()) {
        let text = "Cannot attach a Service Role Policy to a Customer Role.";
        return Err(ServiceError::new(&errors::POLICY_NOT_ATTACHABLE_EXCEPTION, text));
    }
    if attached.iter().any(|attached| attached == arn) {
        return Ok(false);
    }
    carrier.quota.allow(attached.len() + 1)?;
    carrier.put(writes, account, &name.carried());
    Ok(true)
}

/// Detaches a managed policy.
pub(super) fn detach(
    writes: &mut Writes,
    (account, arn): (&AccountId, &str),
    carrier: Carrier<'_>,
    attached: &[String],
) -> Result<Vec<String>, ServiceError> {
    if !attached.iter().any(|attached| attached == arn) {
        return Err(no_such_policy(arn));
    }
    carrier.remove(writes, account, arn);
    Ok(attached.iter().filter(|attached| *attached != arn).cloned().collect())
}

/// What a caller wants of the attached policies.
#[derive(Debug, Clone, Copy)]
pub(super) struct AttachedAsked<'a> {
    pub(super) operation: &'static str,
    pub(super) path_prefix: Option<&'a str>,
    pub(super) marker: Option<&'a str>,
    pub(super) max_items: Option<i32>,
}

/// A page of attached policies, and the marker of the next.
pub(super) fn attached_page<I>(
    call: &Call<'_, I>,
    attached: Vec<String>,
    asked: AttachedAsked<'_>,
) -> Result<(Vec<AttachedPolicy>, Option<String>), ServiceError> {
    let AttachedAsked { operation, path_prefix, marker, max_items } = asked;
    let (arns, marker) = names_page(call, operation, attached, marker, max_items)?;
    let prefix = path_prefix.unwrap_or("/");
    let page = arns.into_iter().filter_map(|arn| {
        let name = ManagedPolicyName::from_arn(call.account, &arn)?;
        let policy_name = Some(name.name().to_owned());
        name.path()
            .starts_with(prefix)
            .then_some(AttachedPolicy { policy_name, policy_arn: Some(arn) })
    });
    Ok((page.collect(), marker))
}

/// The permission for attaching or detaching: on the role, with the policy as a condition key.
async fn with_policy(
    action: &'static str,
    account: &AccountId,
    role: &str,
    policy_arn: &str,
    reads: &Reads<'_>,
) -> Result<Vec<Permission>, ServiceError> {
    let permissions = on_bounded_role(action, account, role, reads).await?;
    Ok(permissions
        .into_iter()
        .map(|permission| permission.with("iam:PolicyARN", policy_arn))
        .collect())
}

/// `AttachRolePolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html>
#[derive(Debug)]
pub(super) struct AttachRolePolicy;

impl Operation for AttachRolePolicy {
    type Input = AttachRolePolicyInput;
    type Output = AttachRolePolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &ATTACH_ROLE_POLICY;

    async fn permissions(
        call: &Call<'_, AttachRolePolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let input = call.input;
        with_policy(
            "iam:AttachRolePolicy",
            call.account,
            &input.role_name,
            &input.policy_arn,
            reads,
        )
        .await
    }

    async fn decide(
        call: &Call<'_, AttachRolePolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<AttachRolePolicyOutput, ServiceError> {
        let arn = &call.input.policy_arn;
        let mut role = modifiable_role(reads, call.account, &call.input.role_name).await?;
        let carrier = Carrier::role(&role);
        let policy = (call.account, arn.as_str());
        if attach(reads, writes, policy, carrier, &role.attached_policies).await? {
            role.attached_policies.push(arn.clone());
            save_role(writes, call.account, &role);
        }
        Ok(AttachRolePolicyOutput {})
    }
}

/// `DetachRolePolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html>
#[derive(Debug)]
pub(super) struct DetachRolePolicy;

impl Operation for DetachRolePolicy {
    type Input = DetachRolePolicyInput;
    type Output = DetachRolePolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DETACH_ROLE_POLICY;

    async fn permissions(
        call: &Call<'_, DetachRolePolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let input = call.input;
        with_policy(
            "iam:DetachRolePolicy",
            call.account,
            &input.role_name,
            &input.policy_arn,
            reads,
        )
        .await
    }

    async fn decide(
        call: &Call<'_, DetachRolePolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DetachRolePolicyOutput, ServiceError> {
        let policy = (call.account, call.input.policy_arn.as_str());
        let mut role = modifiable_role(reads, call.account, &call.input.role_name).await?;
        let carrier = Carrier::role(&role);
        role.attached_policies = detach(writes, policy, carrier, &role.attached_policies)?;
        save_role(writes, call.account, &role);
        Ok(DetachRolePolicyOutput {})
    }
}

/// `ListAttachedRolePolicies`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html>
#[derive(Debug)]
pub(super) struct ListAttachedRolePolicies;

impl Operation for ListAttachedRolePolicies {
    type Input = ListAttachedRolePoliciesInput;
    type Output = ListAttachedRolePoliciesOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_ATTACHED_ROLE_POLICIES;

    async fn permissions(
        call: &Call<'_, ListAttachedRolePoliciesInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_role("iam:ListAttachedRolePolicies", call.account, &call.input.role_name, reads).await
    }

    async fn decide(
        call: &Call<'_, ListAttachedRolePoliciesInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListAttachedRolePoliciesOutput, ServiceError> {
        let input = call.input;
        let role = existing_role(reads, call.account, &input.role_name).await?;
        let asked = AttachedAsked {
            operation: "ListAttachedRolePolicies",
            path_prefix: input.path_prefix.as_deref(),
            marker: input.marker.as_deref(),
            max_items: input.max_items,
        };
        let (attached, marker) = attached_page(call, role.attached_policies, asked)?;
        Ok(ListAttachedRolePoliciesOutput {
            attached_policies: Some(attached),
            is_truncated: Some(marker.is_some()),
            marker,
        })
    }
}
