//! Whom a managed policy concerns: those who carry it, and those whom it bounds.

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    LIST_ENTITIES_FOR_POLICY, ListEntitiesForPolicyInput, ListEntitiesForPolicyOutput, PolicyGroup,
    PolicyRole, PolicyUser,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{KeyPrefix, PageLimit, Reads, Table, Writes};

use super::group::group_named;
use super::listing::listing;
use super::managed_policy::{existing_policy, on_policy, policy_name};
use super::records::{POLICY_ATTACHMENTS, POLICY_BOUNDARIES, PolicyAttachmentRecord};
use super::role::role_key;
use super::user::record::user;
use crate::operation::{Call, Operation, Permission};
use crate::scope::of_account;
use crate::served::Visitor;
use crate::store_error::unavailable;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<ListEntitiesForPolicy>();
}

const NAME: &str = "ListEntitiesForPolicy";

/// How a policy concerns somebody, in the order in which a listing tells it.
const USES: [Use; 2] = [Use::Permissions, Use::Boundary];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Permissions,
    Boundary,
}

impl Use {
    /// Where its rows are.
    fn table(self) -> Table<PolicyAttachmentRecord, 3> {
        match self {
            Self::Permissions => POLICY_ATTACHMENTS,
            Self::Boundary => POLICY_BOUNDARIES,
        }
    }

    /// Whether a `PolicyUsageFilter` asks for it; without one both are.
    fn wanted(self, filter: Option<&str>) -> bool {
        match filter {
            Some("PermissionsPolicy") => self == Self::Permissions,
            Some(_) => self == Self::Boundary,
            None => true,
        }
    }
}

/// `ListEntitiesForPolicy`: who both carries the policy and is bounded by it is listed once.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html>
#[derive(Debug)]
pub(super) struct ListEntitiesForPolicy;

impl Operation for ListEntitiesForPolicy {
    type Input = ListEntitiesForPolicyInput;
    type Output = ListEntitiesForPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_ENTITIES_FOR_POLICY;

    async fn permissions(
        call: &Call<'_, ListEntitiesForPolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_policy("iam:ListEntitiesForPolicy", call.account, &call.input.policy_arn, reads).await
    }

    async fn decide(
        call: &Call<'_, ListEntitiesForPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListEntitiesForPolicyOutput, ServiceError> {
        let input = call.input;
        existing_policy(reads, call.account, &input.policy_arn).await?;
        let listing = listing(call, NAME, input.marker.as_deref(), input.max_items)?;
        let (first, mut after) = match listing.after.as_deref().and_then(<[u8]>::split_first) {
            Some((used, after)) => (usize::from(*used), Some(after.to_vec())),
            None => (0, None),
        };
        let mut entities = Entities { call, listed: Listed::default(), rows: 0 };
        let mut marker = None;
        for (number, used) in USES.into_iter().enumerate().skip(first) {
            let after = after.take().filter(|after| !after.is_empty());
            if !used.wanted(input.policy_usage_filter.as_deref()) {
                continue;
            }
            let next = match listing.limit.saturating_sub(entities.rows) {
                0 => Some(Vec::new()),
                left => entities.add(used, reads, after.as_deref(), left).await?,
            };
            if let Some(next) = next {
                let number = u8::try_from(number).unwrap_or_default();
                let place: Vec<u8> = std::iter::once(number).chain(next).collect();
                marker = listing.token_after(call, NAME, &place);
                break;
            }
        }
        Ok(ListEntitiesForPolicyOutput {
            policy_roles: Some(entities.listed.roles),
            policy_users: Some(entities.listed.users),
            policy_groups: Some(entities.listed.groups),
            is_truncated: Some(marker.is_some()),
            marker,
        })
    }
}

/// A page on the way.
struct Entities<'a> {
    call: &'a Call<'a, ListEntitiesForPolicyInput>,
    listed: Listed,
    rows: usize,
}

#[derive(Default)]
struct Listed {
    roles: Vec<PolicyRole>,
    users: Vec<PolicyUser>,
    groups: Vec<PolicyGroup>,
}

impl Entities<'_> {
    /// Adds rows of one use; where to go on, if there are more of it. What the filters leave out
    /// counts as a row, so that a page may be short, as AWS's may be.
    async fn add(
        &mut self,
        used: Use,
        reads: &Reads<'_>,
        after: Option<&[u8]>,
        limit: usize,
    ) -> Result<Option<Vec<u8>>, ServiceError> {
        let prefix = self.prefix(used)?;
        let page = reads.peek_page(&prefix, after, PageLimit::records(limit)).await;
        let page = page.map_err(unavailable)?;
        self.rows += page.records.len();
        for (key, row) in &page.records {
            let Some([_, kind, name]) = used.table().parts(key) else { continue };
            let Ok(kind) = str::from_utf8(kind) else { continue };
            let again = used == Use::Boundary && self.carries(reads, (kind, name)).await?;
            if !again && self.under_path(reads, kind, &row.entity_name).await? {
                self.listed.push(kind, row);
            }
        }
        Ok(page.next.map(|next| next.to_vec()))
    }

    /// The rows of one use, of one kind alone if that is asked for.
    fn prefix(&self, used: Use) -> Result<KeyPrefix<PolicyAttachmentRecord>, ServiceError> {
        let (account, input) = (self.call.account, self.call.input);
        let scope = of_account(account);
        let policy = match used {
            Use::Permissions => policy_name(account, &input.policy_arn)?.carried(),
            Use::Boundary => input.policy_arn.clone(),
        };
        Ok(match &input.entity_filter {
            Some(kind) => used.table().under(&scope, [policy, kind.to_lowercase()]),
            None => used.table().under(&scope, [policy]),
        })
    }

    /// Whether somebody whom the policy bounds was listed before, for carrying it.
    async fn carries(
        &self,
        reads: &Reads<'_>,
        (kind, name): (&str, &[u8]),
    ) -> Result<bool, ServiceError> {
        let (account, input) = (self.call.account, self.call.input);
        if !Use::Permissions.wanted(input.policy_usage_filter.as_deref()) {
            return Ok(false);
        }
        let policy = policy_name(account, &input.policy_arn)?.carried();
        let key = POLICY_ATTACHMENTS
            .key(&of_account(account), [policy.as_bytes(), kind.as_bytes(), name]);
        Ok(reads.peek(&key).await.map_err(unavailable)?.is_some())
    }

    /// Whether somebody's path begins as is asked for.
    async fn under_path(
        &self,
        reads: &Reads<'_>,
        kind: &str,
        name: &str,
    ) -> Result<bool, ServiceError> {
        let Some(prefix) = self.call.input.path_prefix.as_deref().filter(|path| *path != "/")
        else {
            return Ok(true);
        };
        let path = path_of(reads, self.call.account, kind, name).await?;
        Ok(path.is_some_and(|path| path.starts_with(prefix)))
    }
}

async fn path_of(
    reads: &Reads<'_>,
    account: &AccountId,
    kind: &str,
    name: &str,
) -> Result<Option<String>, ServiceError> {
    let path = match kind {
        "user" => user(reads, account, name).await.map(|user| user.map(|user| user.path)),
        "group" => {
            group_named(reads, account, name).await.map(|group| group.map(|group| group.path))
        }
        _ => reads.peek(&role_key(account, name)).await.map(|role| role.map(|role| role.path)),
    };
    path.map_err(unavailable)
}

impl Listed {
    fn push(&mut self, kind: &str, row: &PolicyAttachmentRecord) {
        let (name, id) = (Some(row.entity_name.clone()), Some(row.entity_id.clone()));
        match kind {
            "user" => self.users.push(PolicyUser { user_name: name, user_id: id }),
            "group" => self.groups.push(PolicyGroup { group_name: name, group_id: id }),
            _ => self.roles.push(PolicyRole { role_name: name, role_id: id }),
        }
    }
}
