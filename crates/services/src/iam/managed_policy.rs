//! Managed policies: made, described, listed, deleted.

use daypass_aws_types::error::{ServiceError, common};
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
use super::aws_managed::{
    AWS_ARN_PREFIX, aws_managed_arn, aws_managed_policies, aws_managed_policy, is_aws_managed,
};
use super::documents::{checked, malformed};
use super::error::{already_exists, delete_conflict, invalid_input, no_such_policy};
use super::listing::listing;
use super::quota::{GROUPS, POLICIES, POLICY_CHARACTERS, ROLES, USERS, counted};
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
/// Entities counted for `AttachmentCount` and `PermissionsBoundaryUsageCount`: as many as an account
/// may have.
const ENTITIES_COUNTED_MAX: usize = USERS.max + ROLES.max + GROUPS.max;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<CreatePolicy>();
    visitor.operation::<GetPolicy>();
    visitor.operation::<ListPolicies>();
    visitor.operation::<DeletePolicy>();
}

/// The policy's name in an ARN of this account or of AWS; any other is refused as AWS does.
pub(super) fn policy_name(
    account: &AccountId,
    arn: &str,
) -> Result<ManagedPolicyName, ServiceError> {
    match ManagedPolicyName::from_arn(account, arn) {
        Some(name) => Ok(name),
        None if arn.starts_with("arn:") => Err(no_such_policy(arn)),
        None => {
            Err(ServiceError::new(&common::VALIDATION_ERROR, "Invalid ARN:  Could not be parsed!"))
        }
    }
}

fn policy_key(account: &AccountId, name: &ManagedPolicyName) -> Key<ManagedPolicyRecord> {
    MANAGED_POLICIES.key(&of_account(account), [&name.lower_cased()])
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

/// The policy behind an ARN, AWS's own among them, or IAM's word that there is none.
pub(super) async fn existing_policy(
    reads: &mut Reads<'_>,
    account: &AccountId,
    arn: &str,
) -> Result<ManagedPolicyRecord, ServiceError> {
    let name = policy_name(account, arn)?;
    if name.is_aws() {
        return aws_managed_policy(arn).ok_or_else(|| no_such_policy(arn));
    }
    let policy = reads.get(&policy_key(account, &name)).await.map_err(unavailable)?;
    policy
        .filter(|policy| managed_policy_arn(account, policy) == arn)
        .ok_or_else(|| no_such_policy(arn))
}

/// The same where it is to be changed: nobody changes a policy of AWS.
pub(super) async fn own_policy(
    reads: &mut Reads<'_>,
    account: &AccountId,
    arn: &str,
) -> Result<ManagedPolicyRecord, ServiceError> {
    if policy_name(account, arn)?.is_aws() {
        return Err(invalid_input(format!(
            "Policy {arn} is an AWS managed policy and cannot be changed."
        )));
    }
    existing_policy(reads, account, arn).await
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
    POLICY_CHARACTERS.allow(document.size())
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
    arn: &str,
) -> Result<Usage, ServiceError> {
    let scope = of_account(account);
    let attached = POLICY_ATTACHMENTS.under(&scope, [policy_name(account, arn)?.carried()]);
    let bounded = POLICY_BOUNDARIES.under(&scope, [arn]);
    Ok(Usage {
        attachments: counted(reads, &attached, ENTITIES_COUNTED_MAX, |_| 1).await?,
        boundaries: counted(reads, &bounded, ENTITIES_COUNTED_MAX, |_| 1).await?,
    })
}

fn described(arn: String, policy: &ManagedPolicyRecord, usage: Usage) -> Policy {
    Policy {
        policy_name: Some(policy.name.clone()),
        policy_id: Some(policy.id.clone()),
        arn: Some(arn),
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
        let all = MANAGED_POLICIES.all(&of_account(call.account));
        POLICIES.allow_one_more(reads, &all).await?;
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
        let policy = Policy {
            description: None,
            ..described(managed_policy_arn(call.account, &policy), &policy, Usage::default())
        };
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
        let usage = usage(reads, call.account, &call.input.policy_arn).await?;
        // Unlike others, this one says of no tags that there are none.
        let described = described(call.input.policy_arn.clone(), &policy, usage);
        let tags = Some(described.tags.unwrap_or_default());
        Ok(GetPolicyOutput { policy: Some(Policy { tags, ..described }) })
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
        let scope = input.scope.as_ref().map_or("All", |scope| scope.as_str());
        let path = input.path_prefix.as_deref().unwrap_or("/");
        let mut policies = Vec::new();
        // The account's own come first, then AWS's; a marker after one of AWS's is its ARN.
        let after_aws = listing.after.as_deref().and_then(|after| str::from_utf8(after).ok());
        let after_aws = after_aws.filter(|after| is_aws_managed(after));
        if scope != "AWS" && after_aws.is_none() {
            let prefix = MANAGED_POLICIES.all(&of_account(call.account));
            let page = reads
                .peek_page(&prefix, listing.after.as_deref(), listing.page_limit())
                .await
                .map_err(unavailable)?;
            for (_, policy) in &page.records {
                let arn = managed_policy_arn(call.account, policy);
                policies.extend(listed(call, reads, path, arn, policy).await?);
            }
            let marker = listing.next(call, "ListPolicies", &page);
            if marker.is_some() || scope == "Local" {
                return Ok(page_of(policies, marker));
            }
        }
        let mut last = after_aws.unwrap_or(AWS_ARN_PREFIX).to_owned();
        let known = aws_managed_policies().position(|policy| aws_managed_arn(&policy) == last);
        let mut marker = None;
        for policy in aws_managed_policies().skip(known.map_or(0, |at| at + 1)) {
            if policies.len() >= listing.limit {
                marker = listing.token_after(call, "ListPolicies", last.as_bytes());
                break;
            }
            last = aws_managed_arn(&policy);
            policies.extend(listed(call, reads, path, last.clone(), &policy).await?);
        }
        Ok(page_of(policies, marker))
    }
}

/// The policy as a listing has it, if its filters do.
async fn listed(
    call: &Call<'_, ListPoliciesInput>,
    reads: &Reads<'_>,
    path: &str,
    arn: String,
    policy: &ManagedPolicyRecord,
) -> Result<Option<Policy>, ServiceError> {
    if !policy.path.starts_with(path) {
        return Ok(None);
    }
    let usage = usage(reads, call.account, &arn).await?;
    let described = described(arn, policy, usage);
    Ok(usage.listed(call.input).then_some(Policy { description: None, tags: None, ..described }))
}

fn page_of(policies: Vec<Policy>, marker: Option<String>) -> ListPoliciesOutput {
    let is_truncated = Some(marker.is_some());
    ListPoliciesOutput { policies: Some(policies), is_truncated, marker }
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
        let policy = own_policy(reads, call.account, arn).await?;
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
        writes.delete(&policy_key(call.account, &policy_name(call.account, arn)?));
        Dependency::managed_policy(call.account, arn).changed(writes);
        Ok(DeletePolicyOutput {})
    }
}
