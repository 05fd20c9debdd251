//! Managed policies: made, described, listed, deleted.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    CREATE_POLICY, CreatePolicyInput, CreatePolicyOutput, DELETE_POLICY, DeletePolicyInput,
    DeletePolicyOutput, GET_POLICY, GetPolicyInput, GetPolicyOutput, LIST_POLICIES,
    ListPoliciesInput, ListPoliciesOutput, Policy,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::{AccountId, Timestamp};
use daypass_policy::DocumentKind;
use daypass_store::{Key, PageLimit, Reads, Writes};

use super::arn::{ManagedPolicyName, managed_policy_arn};
use super::documents::{MANAGED_POLICY_CHARACTERS_MAX, checked, malformed};
use super::error::{
    already_exists, delete_conflict, invalid_input, limit_exceeded, no_such_policy,
};
use super::listing::listing;
use super::records::{
    MANAGED_POLICIES, ManagedPolicyRecord, POLICY_ATTACHMENTS, POLICY_BOUNDARIES,
    PolicyVersionRecord,
};
use super::tag::{KeyCase, described_tags, making, new_tags, with_resource_tags};
use crate::authorization::managed_policy;
use crate::changes::Dependency;
use crate::operation::{Call, Operation, Permission};
use crate::scope::of_account;
use crate::served::Visitor;
use crate::store_error::unavailable;

/// Characters after `ANPA` in a policy's unique id.
const UNIQUE_ID_LENGTH: usize = 17;
/// Attachments counted for `AttachmentCount`; beyond it the count stands still.
const ATTACHMENTS_COUNTED_MAX: usize = 1_000;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<CreatePolicy>();
    visitor.operation::<GetPolicy>();
    visitor.operation::<ListPolicies>();
    visitor.operation::<DeletePolicy>();
}

/// The key of the policy behind an ARN; an ARN of another account or kind is refused as AWS does.
pub(super) fn policy_key(
    account: &AccountId,
    arn: &str,
) -> Result<Key<ManagedPolicyRecord>, ServiceError> {
    match ManagedPolicyName::from_arn(account, arn) {
        Some(name) => Ok(MANAGED_POLICIES.key(&of_account(account), [&name.lower_cased()])),
        None if arn.starts_with("arn:") => Err(no_such_policy(arn)),
        None => Err(invalid_input(format!("ARN {arn} is not valid."))),
    }
}

/// The permission for `action` on the policy, with the policy's tags.
pub(super) async fn on_policy(
    action: &'static str,
    account: &AccountId,
    arn: &str,
    reads: &Reads<'_>,
) -> Result<Vec<Permission>, ServiceError> {
    let policy = managed_policy(reads, account, arn).await.map_err(unavailable)?;
    let permission = Permission::new(action, arn);
    Ok(vec![match policy {
        Some(policy) => with_resource_tags(permission, &policy.tags),
        None => permission,
    }])
}

/// The policy behind an ARN, or IAM's word that there is none.
pub(super) async fn existing_policy(
    reads: &mut Reads<'_>,
    account: &AccountId,
    arn: &str,
) -> Result<ManagedPolicyRecord, ServiceError> {
    let policy = reads.get(&policy_key(account, arn)?).await.map_err(unavailable)?;
    policy
        .filter(|policy| managed_policy_arn(account, policy) == arn)
        .ok_or_else(|| no_such_policy(arn))
}

/// Writes the policy and announces that whoever carries it may have gained or lost access.
pub(super) fn save_policy(writes: &mut Writes, account: &AccountId, policy: &ManagedPolicyRecord) {
    writes.put(&MANAGED_POLICIES.key(&of_account(account), [&policy.name.to_lowercase()]), policy);
    Dependency::managed_policy(account, &managed_policy_arn(account, policy)).changed(writes);
}

/// A document that may be saved as a managed policy.
pub(super) fn checked_managed(text: &str) -> Result<(), ServiceError> {
    let document = checked(DocumentKind::Identity, text)?;
    document.check_managed().map_err(|error| malformed(&error))?;
    if document.size() > MANAGED_POLICY_CHARACTERS_MAX {
        return Err(limit_exceeded(format!(
            "Cannot exceed quota for PolicySize: {MANAGED_POLICY_CHARACTERS_MAX}"
        )));
    }
    Ok(())
}

/// How many carry the policy, and how many it bounds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Usage {
    pub(super) attachments: usize,
    pub(super) boundaries: usize,
}

impl Usage {
    /// Whether a listing with these filters has the policy.
    fn listed(self, input: &ListPoliciesInput) -> bool {
        let filter = input.policy_usage_filter.as_deref();
        let (used, wanted) = match filter {
            Some("PermissionsBoundary") => (self.boundaries, true),
            Some(_) => (self.attachments, true),
            None => (self.attachments + self.boundaries, input.only_attached == Some(true)),
        };
        used > 0 || !wanted
    }
}

pub(super) async fn usage(
    reads: &Reads<'_>,
    account: &AccountId,
    policy: &ManagedPolicyRecord,
) -> Result<Usage, ServiceError> {
    let scope = of_account(account);
    let limit = PageLimit::records(ATTACHMENTS_COUNTED_MAX);
    let attached = POLICY_ATTACHMENTS.under(&scope, [&policy.name.to_lowercase()]);
    let attached = reads.peek_page(&attached, None, limit).await.map_err(unavailable)?;
    let bounded = POLICY_BOUNDARIES.under(&scope, [&managed_policy_arn(account, policy)]);
    let bounded = reads.peek_page(&bounded, None, limit).await.map_err(unavailable)?;
    Ok(Usage { attachments: attached.records.len(), boundaries: bounded.records.len() })
}

fn described(account: &AccountId, policy: &ManagedPolicyRecord, usage: Usage) -> Policy {
    Policy {
        policy_name: Some(policy.name.clone()),
        policy_id: Some(policy.id.clone()),
        arn: Some(managed_policy_arn(account, policy)),
        path: Some(policy.path.clone()),
        default_version_id: Some(format!("v{}", policy.default_version)),
        attachment_count: i32::try_from(usage.attachments).ok(),
        permissions_boundary_usage_count: i32::try_from(usage.boundaries).ok(),
        is_attachable: Some(true),
        description: (!policy.description.is_empty()).then(|| policy.description.clone()),
        create_date: Some(Timestamp::from_millis(policy.created_ms)),
        update_date: Some(Timestamp::from_millis(policy.updated_ms)),
        tags: described_tags(&policy.tags),
    }
}

/// `CreatePolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html>
#[derive(Debug)]
pub(super) struct CreatePolicy;

impl Operation for CreatePolicy {
    type Input = CreatePolicyInput;
    type Output = CreatePolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &CREATE_POLICY;

    async fn permissions(
        call: &Call<'_, CreatePolicyInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let path = call.input.path.as_deref().unwrap_or("/");
        let arn = format!("arn:aws:iam::{}:policy{path}{}", call.account, call.input.policy_name);
        let permission = Permission::new("iam:CreatePolicy", arn);
        Ok(making(permission, "iam:TagPolicy", call.input.tags.as_ref()))
    }

    fn documents(input: &CreatePolicyInput) -> Vec<(DocumentKind, &str)> {
        vec![(DocumentKind::Identity, &input.policy_document)]
    }

    async fn decide(
        call: &Call<'_, CreatePolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<CreatePolicyOutput, ServiceError> {
        let input = call.input;
        checked_managed(&input.policy_document)?;
        let tags = new_tags(input.tags.as_ref(), KeyCase::Kept)?;
        let key =
            MANAGED_POLICIES.key(&of_account(call.account), [&input.policy_name.to_lowercase()]);
        if reads.get(&key).await.map_err(unavailable)?.is_some() {
            let name = &input.policy_name;
            return Err(already_exists(format!(
                "A policy called {name} already exists. Duplicate names are not allowed."
            )));
        }
        let created_ms = call.now.wall_ms;
        let policy = ManagedPolicyRecord {
            id: call.random.unique_id("ANPA", UNIQUE_ID_LENGTH),
            name: input.policy_name.clone(),
            path: input.path.clone().unwrap_or_else(|| "/".to_owned()),
            description: input.description.clone().unwrap_or_default(),
            created_ms,
            updated_ms: created_ms,
            default_version: 1,
            next_version: 2,
            versions: vec![PolicyVersionRecord {
                number: 1,
                document: input.policy_document.clone(),
                created_ms,
            }],
            tags,
        };
        save_policy(writes, call.account, &policy);
        let policy =
            Policy { description: None, ..described(call.account, &policy, Usage::default()) };
        Ok(CreatePolicyOutput { policy: Some(policy) })
    }
}

/// `GetPolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html>
#[derive(Debug)]
pub(super) struct GetPolicy;

impl Operation for GetPolicy {
    type Input = GetPolicyInput;
    type Output = GetPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_POLICY;

    async fn permissions(
        call: &Call<'_, GetPolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_policy("iam:GetPolicy", call.account, &call.input.policy_arn, reads).await
    }

    async fn decide(
        call: &Call<'_, GetPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetPolicyOutput, ServiceError> {
        let policy = existing_policy(reads, call.account, &call.input.policy_arn).await?;
        let usage = usage(reads, call.account, &policy).await?;
        Ok(GetPolicyOutput { policy: Some(described(call.account, &policy, usage)) })
    }
}

/// `ListPolicies`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html>
#[derive(Debug)]
pub(super) struct ListPolicies;

impl Operation for ListPolicies {
    type Input = ListPoliciesInput;
    type Output = ListPoliciesOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_POLICIES;

    async fn permissions(
        call: &Call<'_, ListPoliciesInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let prefix = call.input.path_prefix.as_deref().unwrap_or("/");
        Ok(vec![Permission::new(
            "iam:ListPolicies",
            format!("arn:aws:iam::{}:policy{prefix}", call.account),
        )])
    }

    async fn decide(
        call: &Call<'_, ListPoliciesInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListPoliciesOutput, ServiceError> {
        let input = call.input;
        let listing = listing(call, "ListPolicies", input.marker.as_deref(), input.max_items)?;
        // `AWS` asks for the policies that AWS itself manages: there are none in an account's table.
        if input.scope.as_ref().is_some_and(|scope| scope.as_str() == "AWS") {
            return Ok(ListPoliciesOutput {
                policies: Some(Vec::new()),
                is_truncated: Some(false),
                marker: None,
            });
        }
        let prefix = MANAGED_POLICIES.all(&of_account(call.account));
        let page = reads
            .peek_page(&prefix, listing.after.as_deref(), listing.page_limit())
            .await
            .map_err(unavailable)?;
        let path = input.path_prefix.as_deref().unwrap_or("/");
        let mut policies = Vec::new();
        for (_, policy) in page.records.iter().filter(|(_, policy)| policy.path.starts_with(path)) {
            let usage = usage(reads, call.account, policy).await?;
            if usage.listed(input) {
                let described = described(call.account, policy, usage);
                policies.push(Policy { description: None, tags: None, ..described });
            }
        }
        let marker = listing.next(call, "ListPolicies", &page);
        Ok(ListPoliciesOutput {
            policies: Some(policies),
            is_truncated: Some(marker.is_some()),
            marker,
        })
    }
}

/// `DeletePolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html>
#[derive(Debug)]
pub(super) struct DeletePolicy;

impl Operation for DeletePolicy {
    type Input = DeletePolicyInput;
    type Output = DeletePolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_POLICY;

    async fn permissions(
        call: &Call<'_, DeletePolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_policy("iam:DeletePolicy", call.account, &call.input.policy_arn, reads).await
    }

    async fn decide(
        call: &Call<'_, DeletePolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeletePolicyOutput, ServiceError> {
        let arn = &call.input.policy_arn;
        let policy = existing_policy(reads, call.account, arn).await?;
        let attachments =
            POLICY_ATTACHMENTS.under(&of_account(call.account), [&policy.name.to_lowercase()]);
        let attached = reads
            .peek_page(&attachments, None, PageLimit::records(1))
            .await
            .map_err(unavailable)?;
        let boundaries = POLICY_BOUNDARIES.under(&of_account(call.account), [arn]);
        let bounded =
            reads.peek_page(&boundaries, None, PageLimit::records(1)).await.map_err(unavailable)?;
        if !attached.records.is_empty() || !bounded.records.is_empty() {
            return Err(delete_conflict("Cannot delete a policy attached to entities."));
        }
        if policy.versions.len() > 1 {
            return Err(delete_conflict(
                "This policy has more than one version. Before you delete a policy, you must delete the policy's \
                 versions. The default version is deleted with the policy.",
            ));
        }
        reads.empty(&attachments);
        reads.empty(&boundaries);
        writes.delete(&policy_key(call.account, arn)?);
        Dependency::managed_policy(call.account, arn).changed(writes);
        Ok(DeletePolicyOutput {})
    }
}
