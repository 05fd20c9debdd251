//! Attaching managed policies to roles.

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    ATTACH_ROLE_POLICY, AttachRolePolicyInput, AttachRolePolicyOutput, AttachedPolicy,
    DETACH_ROLE_POLICY, DetachRolePolicyInput, DetachRolePolicyOutput, LIST_ATTACHED_ROLE_POLICIES,
    LIST_ENTITIES_FOR_POLICY, ListAttachedRolePoliciesInput, ListAttachedRolePoliciesOutput,
    ListEntitiesForPolicyInput, ListEntitiesForPolicyOutput, PolicyRole,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Key, Reads, Writes};

use super::arn::ManagedPolicyName;
use super::error::{limit_exceeded, no_such_entity, no_such_policy};
use super::listing::{listing, names_page};
use super::managed_policy::{existing_policy, policy_key};
use super::records::{POLICY_ATTACHMENTS, PolicyAttachmentRecord, RoleRecord};
use super::role::{existing_role, on_role, save_role};
use crate::operation::{Call, Operation, Permission};
use crate::scope::of_account;
use crate::served::Visitor;
use crate::store_error::unavailable;

/// Managed policies that a role carries.
const ATTACHED_POLICIES_MAX: usize = 10;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<AttachRolePolicy>();
    visitor.operation::<DetachRolePolicy>();
    visitor.operation::<ListAttachedRolePolicies>();
    visitor.operation::<ListEntitiesForPolicy>();
}

fn attachment_key(
    account: &AccountId,
    policy: &str,
    role: &RoleRecord,
) -> Key<PolicyAttachmentRecord> {
    POLICY_ATTACHMENTS
        .key(&of_account(account), [&policy.to_lowercase(), "role", &role.name.to_lowercase()])
}

/// The permission for attaching or detaching: on the role, with the policy as a condition key.
async fn with_policy(
    action: &'static str,
    account: &AccountId,
    role: &str,
    policy_arn: &str,
    reads: &Reads<'_>,
) -> Result<Vec<Permission>, ServiceError> {
    let permissions = on_role(action, account, role, reads).await?;
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
        let mut role = existing_role(reads, call.account, &call.input.role_name).await?;
        policy_key(call.account, arn)?;
        let policy = existing_policy(reads, call.account, arn).await;
        let policy = policy.map_err(|error| {
            if error.is_server_fault() {
                error
            } else {
                no_such_entity(format!("Policy {arn} does not exist or is not attachable."))
            }
        })?;
        if role.attached_policies.contains(arn) {
            return Ok(AttachRolePolicyOutput {});
        }
        if role.attached_policies.len() >= ATTACHED_POLICIES_MAX {
            return Err(limit_exceeded(format!(
                "Cannot exceed quota for PoliciesPerRole: {ATTACHED_POLICIES_MAX}"
            )));
        }
        role.attached_policies.push(arn.clone());
        let row =
            PolicyAttachmentRecord { entity_id: role.id.clone(), entity_name: role.name.clone() };
        writes.put(&attachment_key(call.account, &policy.name, &role), &row);
        save_role(writes, call.account, &role);
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
        let arn = &call.input.policy_arn;
        let mut role = existing_role(reads, call.account, &call.input.role_name).await?;
        let attached = role.attached_policies.iter().position(|attached| attached == arn);
        let attached = attached.ok_or_else(|| no_such_policy(arn))?;
        role.attached_policies.remove(attached);
        if let Some(name) = ManagedPolicyName::from_arn(call.account, arn) {
            writes.delete(&attachment_key(call.account, name.name(), &role));
        }
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
        let (arns, marker) = names_page(
            call,
            "ListAttachedRolePolicies",
            role.attached_policies,
            input.marker.as_deref(),
            input.max_items,
        )?;
        let prefix = input.path_prefix.as_deref().unwrap_or("/");
        let attached = arns.into_iter().filter_map(|arn| {
            let name = ManagedPolicyName::from_arn(call.account, &arn)?;
            let policy_name = Some(name.name().to_owned());
            name.path()
                .starts_with(prefix)
                .then_some(AttachedPolicy { policy_name, policy_arn: Some(arn) })
        });
        Ok(ListAttachedRolePoliciesOutput {
            attached_policies: Some(attached.collect()),
            is_truncated: Some(marker.is_some()),
            marker,
        })
    }
}

/// `ListEntitiesForPolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html>
#[derive(Debug)]
pub(super) struct ListEntitiesForPolicy;

impl Operation for ListEntitiesForPolicy {
    type Input = ListEntitiesForPolicyInput;
    type Output = ListEntitiesForPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_ENTITIES_FOR_POLICY;

    async fn permissions(
        call: &Call<'_, ListEntitiesForPolicyInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iam:ListEntitiesForPolicy", call.input.policy_arn.as_str())])
    }

    async fn decide(
        call: &Call<'_, ListEntitiesForPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListEntitiesForPolicyOutput, ServiceError> {
        let input = call.input;
        let policy = existing_policy(reads, call.account, &input.policy_arn).await?;
        let listing =
            listing(call, "ListEntitiesForPolicy", input.marker.as_deref(), input.max_items)?;
        let prefix =
            POLICY_ATTACHMENTS.under(&of_account(call.account), [&policy.name.to_lowercase()]);
        let page = reads
            .peek_page(&prefix, listing.after.as_deref(), listing.page_limit())
            .await
            .map_err(unavailable)?;
        let wanted = input.entity_filter.as_ref().is_none_or(|filter| filter.as_str() == "Role");
        let roles = page.records.iter().filter(|_| wanted).map(|(_, row)| PolicyRole {
            role_name: Some(row.entity_name.clone()),
            role_id: Some(row.entity_id.clone()),
        });
        let roles = Some(roles.collect());
        let marker = listing.next(call, "ListEntitiesForPolicy", &page);
        Ok(ListEntitiesForPolicyOutput {
            policy_roles: roles,
            policy_users: Some(Vec::new()),
            policy_groups: Some(Vec::new()),
            is_truncated: Some(marker.is_some()),
            marker,
        })
    }
}
