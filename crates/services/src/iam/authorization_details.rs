//! `GetAccountAuthorizationDetails`: every user, group, role and managed policy of the account, with
//! all that each may do, one kind after the other.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    AttachedPolicy, GET_ACCOUNT_AUTHORIZATION_DETAILS, GetAccountAuthorizationDetailsInput,
    GetAccountAuthorizationDetailsOutput, GroupDetail, ManagedPolicyDetail, PolicyDetail,
    PolicyVersion, RoleDetail, UserDetail,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::{AccountId, Timestamp};
use daypass_store::{KeyPrefix, PageLimit, Reads, Record, RecordPage, Writes};

use super::arn::{ManagedPolicyName, group_arn, managed_policy_arn, role_arn, user_arn};
use super::aws_managed::{aws_managed_arn, aws_managed_policies};
use super::boundary::described_boundary;
use super::group::record::{GROUPS, GroupRecord, group_key};
use super::listing::listing;
use super::managed_policy::{Usage, usage};
use super::records::{
    InlinePolicyRecord, MANAGED_POLICIES, ManagedPolicyRecord, ROLES, RoleRecord,
};
use super::tag::described_tags;
use super::trust_principals::shown_trust;
use super::user::key_uses::last_used;
use super::user::record::{USERS, UserRecord};
use crate::authorization::PolicyDocuments;
use crate::operation::{Call, Operation, Permission};
use crate::scope::of_account;
use crate::served::Visitor;
use crate::store_error::unavailable;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<GetAccountAuthorizationDetails>();
}

/// The kinds in the order in which they come, by the words of `Filter`. Of AWS's own policies those
/// come that somebody carries or is bounded by.
const KINDS: [&str; 5] = ["User", "Group", "Role", "LocalManagedPolicy", "AWSManagedPolicy"];

/// `GetAccountAuthorizationDetails`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html>
#[derive(Debug)]
pub(super) struct GetAccountAuthorizationDetails;

impl Operation for GetAccountAuthorizationDetails {
    type Input = GetAccountAuthorizationDetailsInput;
    type Output = GetAccountAuthorizationDetailsOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_ACCOUNT_AUTHORIZATION_DETAILS;

    async fn permissions(
        _: &Call<'_, GetAccountAuthorizationDetailsInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iam:GetAccountAuthorizationDetails", "*")])
    }

    async fn decide(
        call: &Call<'_, GetAccountAuthorizationDetailsInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetAccountAuthorizationDetailsOutput, ServiceError> {
        let input = call.input;
        let listing = listing(call, NAME, input.marker.as_deref(), input.max_items)?;
        let (first, mut after) = match listing.after.as_deref().and_then(<[u8]>::split_first) {
            Some((kind, after)) => (usize::from(*kind), Some(after.to_vec())),
            None => (0, None),
        };
        let mut details = Details {
            account: call.account,
            documents: &call.environment.documents,
            answer: empty(),
            rows: 0,
        };
        let mut marker = None;
        for (number, kind) in KINDS.into_iter().enumerate().skip(first) {
            let after = after.take().filter(|after| !after.is_empty());
            let given = input.filter.as_deref().unwrap_or_default();
            if !given.is_empty() && !given.iter().any(|wanted| wanted == kind) {
                continue;
            }
            let left = listing.limit.saturating_sub(details.rows);
            let next = match left {
                0 => Some(Vec::new()),
                left => details.add(kind, reads, after.as_deref(), left).await?,
            };
            if let Some(next) = next {
                let number = u8::try_from(number).unwrap_or_default();
                let place: Vec<u8> = std::iter::once(number).chain(next).collect();
                marker = listing.token_after(call, NAME, &place);
                break;
            }
        }
        let is_truncated = Some(marker.is_some());
        Ok(GetAccountAuthorizationDetailsOutput { is_truncated, marker, ..details.answer })
    }
}

const NAME: &str = "GetAccountAuthorizationDetails";

fn empty() -> GetAccountAuthorizationDetailsOutput {
    GetAccountAuthorizationDetailsOutput {
        group_detail_list: Some(Vec::new()),
        is_truncated: None,
        marker: None,
        policies: Some(Vec::new()),
        role_detail_list: Some(Vec::new()),
        user_detail_list: Some(Vec::new()),
    }
}

/// A page on the way.
struct Details<'a> {
    account: &'a AccountId,
    documents: &'a PolicyDocuments,
    answer: GetAccountAuthorizationDetailsOutput,
    rows: usize,
}

impl Details<'_> {
    /// Adds rows of a kind; where to go on, if there are more of it.
    async fn add(
        &mut self,
        kind: &str,
        reads: &Reads<'_>,
        after: Option<&[u8]>,
        limit: usize,
    ) -> Result<Option<Vec<u8>>, ServiceError> {
        let scope = of_account(self.account);
        match kind {
            "User" => {
                let page = page(reads, &USERS.all(&scope), after, limit).await?;
                for (_, user) in &page.records {
                    let detail = user_detail(self.account, reads, user).await?;
                    self.answer.user_detail_list.get_or_insert_default().push(detail);
                }
                Ok(self.turned(&page))
            }
            "Group" => {
                let page = page(reads, &GROUPS.all(&scope), after, limit).await?;
                let groups =
                    page.records.iter().map(|(_, group)| group_detail(self.account, group));
                self.answer.group_detail_list.get_or_insert_default().extend(groups);
                Ok(self.turned(&page))
            }
            "Role" => {
                let page = page(reads, &ROLES.all(&scope), after, limit).await?;
                for (_, role) in &page.records {
                    let trust = shown_trust(reads, self.documents, role).await;
                    let detail = RoleDetail {
                        role_last_used: Some(last_used(reads, &role.id).await?),
                        ..role_detail(self.account, role, trust.map_err(unavailable)?)
                    };
                    self.answer.role_detail_list.get_or_insert_default().push(detail);
                }
                Ok(self.turned(&page))
            }
            "LocalManagedPolicy" => {
                let page = page(reads, &MANAGED_POLICIES.all(&scope), after, limit).await?;
                for (_, policy) in &page.records {
                    let arn = managed_policy_arn(self.account, policy);
                    let usage = usage(reads, self.account, &arn).await?;
                    let detail = policy_detail(arn, policy, usage);
                    self.answer.policies.get_or_insert_default().push(detail);
                }
                Ok(self.turned(&page))
            }
            _ => self.add_policies_of_aws(reads, after, limit).await,
        }
    }

    /// Adds those policies of AWS that are in use, after the one of this ARN.
    async fn add_policies_of_aws(
        &mut self,
        reads: &Reads<'_>,
        after: Option<&[u8]>,
        limit: usize,
    ) -> Result<Option<Vec<u8>>, ServiceError> {
        let policies = aws_managed_policies().map(|policy| (aws_managed_arn(&policy), policy));
        let rest =
            policies.skip_while(|(arn, _)| after.is_some_and(|after| arn.as_bytes() != after));
        let (mut last, mut added) = (None, 0);
        for (arn, policy) in rest.skip(usize::from(after.is_some())) {
            let usage = usage(reads, self.account, &arn).await?;
            if usage.attachments + usage.boundaries == 0 {
                continue;
            }
            if added == limit {
                return Ok(last);
            }
            last = Some(arn.clone().into_bytes());
            added += 1;
            let detail = policy_detail(arn, &policy, usage);
            self.answer.policies.get_or_insert_default().push(detail);
        }
        Ok(None)
    }

    fn turned<R>(&mut self, page: &RecordPage<R>) -> Option<Vec<u8>> {
        self.rows += page.records.len();
        page.next.as_ref().map(|next| next.to_vec())
    }
}

async fn page<R: Record>(
    reads: &Reads<'_>,
    prefix: &KeyPrefix<R>,
    after: Option<&[u8]>,
    limit: usize,
) -> Result<RecordPage<R>, ServiceError> {
    reads.peek_page(prefix, after, PageLimit::records(limit)).await.map_err(unavailable)
}

async fn user_detail(
    account: &AccountId,
    reads: &Reads<'_>,
    user: &UserRecord,
) -> Result<UserDetail, ServiceError> {
    let mut groups = Vec::with_capacity(user.group_ids.len());
    for id in &user.group_ids {
        let group = reads.peek(&group_key(account, id)).await.map_err(unavailable)?;
        groups.extend(group.map(|group| group.name));
    }
    Ok(UserDetail {
        arn: Some(user_arn(account, user)),
        attached_managed_policies: Some(attached(account, &user.attached_policies)),
        create_date: Some(Timestamp::from_millis(user.created_ms)),
        group_list: Some(groups),
        path: Some(user.path.clone()),
        permissions_boundary: described_boundary(user.permissions_boundary.as_ref()),
        tags: described_tags(&user.tags),
        user_id: Some(user.id.clone()),
        user_name: Some(user.name.clone()),
        user_policy_list: Some(inline(&user.inline_policies)),
    })
}

fn group_detail(account: &AccountId, group: &GroupRecord) -> GroupDetail {
    GroupDetail {
        arn: Some(group_arn(account, group)),
        attached_managed_policies: Some(attached(account, &group.attached_policies)),
        create_date: Some(Timestamp::from_millis(group.created_ms)),
        group_id: Some(group.id.clone()),
        group_name: Some(group.name.clone()),
        group_policy_list: Some(inline(&group.inline_policies)),
        path: Some(group.path.clone()),
    }
}

fn role_detail(account: &AccountId, role: &RoleRecord, trust: String) -> RoleDetail {
    RoleDetail {
        arn: Some(role_arn(account, role)),
        assume_role_policy_document: Some(trust),
        attached_managed_policies: Some(attached(account, &role.attached_policies)),
        create_date: Some(Timestamp::from_millis(role.created_ms)),
        instance_profile_list: Some(Vec::new()),
        path: Some(role.path.clone()),
        permissions_boundary: described_boundary(role.permissions_boundary.as_ref()),
        role_id: Some(role.id.clone()),
        role_last_used: None,
        role_name: Some(role.name.clone()),
        role_policy_list: Some(inline(&role.inline_policies)),
        tags: described_tags(&role.tags),
    }
}

fn policy_detail(arn: String, policy: &ManagedPolicyRecord, usage: Usage) -> ManagedPolicyDetail {
    let versions = policy.versions.iter().rev().map(|version| PolicyVersion {
        create_date: Some(Timestamp::from_millis(version.created_ms)),
        document: Some(version.document.clone()),
        is_default_version: Some(version.number == policy.default_version),
        version_id: Some(format!("v{}", version.number)),
    });
    ManagedPolicyDetail {
        arn: Some(arn),
        attachment_count: i32::try_from(usage.attachments).ok(),
        create_date: Some(Timestamp::from_millis(policy.created_ms)),
        default_version_id: Some(format!("v{}", policy.default_version)),
        description: Some(policy.description.clone()).filter(|text| !text.is_empty()),
        is_attachable: Some(true),
        path: Some(policy.path.clone()),
        permissions_boundary_usage_count: i32::try_from(usage.boundaries).ok(),
        policy_id: Some(policy.id.clone()),
        policy_name: Some(policy.name.clone()),
        policy_version_list: Some(versions.collect()),
        update_date: Some(Timestamp::from_millis(policy.updated_ms)),
    }
}

fn attached(account: &AccountId, arns: &[String]) -> Vec<AttachedPolicy> {
    let policies = arns.iter().map(|arn| AttachedPolicy {
        policy_name: ManagedPolicyName::from_arn(account, arn).map(|name| name.name().to_owned()),
        policy_arn: Some(arn.clone()),
    });
    policies.collect()
}

fn inline(policies: &[InlinePolicyRecord]) -> Vec<PolicyDetail> {
    let policies = policies.iter().map(|policy| PolicyDetail {
        policy_document: Some(policy.document.clone()),
        policy_name: Some(policy.name.clone()),
    });
    policies.collect()
}
