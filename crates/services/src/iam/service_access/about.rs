//! What a job is about: policies, and those who can use services by way of them.

use std::sync::Arc;

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_policy::{DocumentKind, Policy};
use daypass_store::{PageLimit, Reads};

use super::granting::policies_of;
use crate::iam::arn::{role_arn, user_arn};
use crate::iam::group::group_named;
use crate::iam::group::record::GROUP_MEMBERS;
use crate::iam::managed_policy::{existing_policy, on_policy, policy_name};
use crate::iam::quota::USERS;
use crate::iam::records::{POLICY_ATTACHMENTS, RoleRecord};
use crate::iam::role::role_key;
use crate::iam::simulate::sources::managed;
use crate::iam::simulate::subject::{Subject, on_entity};
use crate::iam::user::key_uses::{KeyUseRecord, ServiceUseRecord, key_use_key};
use crate::iam::user::record::{UserRecord, user};
use crate::operation::{Call, Permission};
use crate::scope::of_account;
use crate::store_error::unavailable;

/// Users and roles that are looked at, at most: as many as there may be users.
const PARTIES_MAX: usize = USERS.max;
/// Rows read at a time.
const PAGE_ROWS: usize = 500;

/// Policies, and those who can use services by way of them.
pub(super) struct About {
    policies: Vec<Arc<Policy>>,
    pub(super) parties: Vec<Party>,
}

/// A user or a role.
pub(super) struct Party {
    pub(super) arn: String,
    pub(super) name: String,
    pub(super) id: String,
    pub(super) path: String,
    /// `USER` or `ROLE`.
    pub(super) kind: &'static str,
    uses: KeyUseRecord,
}

/// The permission for `action` on a user, a group, a role or a managed policy.
pub(super) async fn on_arn(
    action: &'static str,
    account: &AccountId,
    arn: &str,
    reads: &Reads<'_>,
) -> Result<Vec<Permission>, ServiceError> {
    if is_policy(arn) {
        return on_policy(action, account, arn, reads).await;
    }
    on_entity(action, account, arn, reads).await
}

fn is_policy(arn: &str) -> bool {
    arn.split(':').nth(5).is_some_and(|path| path.starts_with("policy/"))
}

impl About {
    /// The user, the group, the role or the managed policy of this ARN.
    pub(super) async fn find<I>(
        call: &Call<'_, I>,
        reads: &mut Reads<'_>,
        arn: &str,
    ) -> Result<Self, ServiceError> {
        if is_policy(arn) {
            return Self::of_policy(call, reads, arn).await;
        }
        let account = call.account;
        let subject = Subject::find(account, reads, arn).await?;
        let mut policies = Vec::new();
        for carried in subject.carried() {
            let granting = policies_of(account, &call.environment.documents, reads, &carried);
            policies.extend(granting.await?.into_iter().map(|(policy, _)| policy));
        }
        let mut about = Self { policies, parties: Vec::new() };
        match &subject {
            Subject::User { user, .. } => about.add_user(account, reads, user).await?,
            Subject::Role(role) => about.add_role(account, reads, role).await?,
            Subject::Group(group) => about.add_members(account, reads, &group.id).await?,
        }
        Ok(about)
    }

    async fn of_policy<I>(
        call: &Call<'_, I>,
        reads: &mut Reads<'_>,
        arn: &str,
    ) -> Result<Self, ServiceError> {
        let account = call.account;
        existing_policy(reads, account, arn).await?;
        let documents = &call.environment.documents;
        let source = managed(account, documents, reads, DocumentKind::Identity, arn).await?;
        let policies = source.into_iter().map(|source| source.policy).collect();
        let mut about = Self { policies, parties: Vec::new() };
        let prefix =
            POLICY_ATTACHMENTS.under(&of_account(account), [policy_name(account, arn)?.carried()]);
        let mut after = None;
        while about.parties.len() < PARTIES_MAX {
            let limit = PageLimit::records(PAGE_ROWS);
            let page = reads.peek_page(&prefix, after.as_deref(), limit).await;
            let page = page.map_err(unavailable)?;
            for (key, row) in &page.records {
                let Some([_, kind, _]) = POLICY_ATTACHMENTS.parts(key) else { continue };
                about.add_carrier(account, reads, (kind, &row.entity_name)).await?;
            }
            let Some(next) = page.next else { break };
            after = Some(next);
        }
        Ok(about)
    }

    /// Whether the policies open a service.
    pub(super) fn opens(&self, namespace: &str) -> bool {
        self.policies.iter().any(|policy| policy.document().allows_service(namespace))
    }

    async fn add_carrier(
        &mut self,
        account: &AccountId,
        reads: &Reads<'_>,
        (kind, name): (&[u8], &str),
    ) -> Result<(), ServiceError> {
        match kind {
            b"user" => self.add_user_named(account, reads, name).await,
            b"group" => {
                let group = group_named(reads, account, name).await.map_err(unavailable)?;
                let Some(group) = group else { return Ok(()) };
                self.add_members(account, reads, &group.id).await
            }
            _ => {
                let role = reads.peek(&role_key(account, name)).await.map_err(unavailable)?;
                let Some(role) = role else { return Ok(()) };
                self.add_role(account, reads, &role).await
            }
        }
    }

    async fn add_members(
        &mut self,
        account: &AccountId,
        reads: &Reads<'_>,
        group_id: &str,
    ) -> Result<(), ServiceError> {
        let prefix = GROUP_MEMBERS.under(&of_account(account), [group_id]);
        let mut after = None;
        while self.parties.len() < PARTIES_MAX {
            let limit = PageLimit::records(PAGE_ROWS);
            let page = reads.peek_page(&prefix, after.as_deref(), limit).await;
            let page = page.map_err(unavailable)?;
            for (_, member) in &page.records {
                self.add_user_named(account, reads, &member.user_name).await?;
            }
            let Some(next) = page.next else { break };
            after = Some(next);
        }
        Ok(())
    }

    async fn add_user_named(
        &mut self,
        account: &AccountId,
        reads: &Reads<'_>,
        name: &str,
    ) -> Result<(), ServiceError> {
        match user(reads, account, name).await.map_err(unavailable)? {
            Some(user) => self.add_user(account, reads, &user).await,
            None => Ok(()),
        }
    }

    async fn add_user(
        &mut self,
        account: &AccountId,
        reads: &Reads<'_>,
        user: &UserRecord,
    ) -> Result<(), ServiceError> {
        let of = (user.name.as_str(), user.id.as_str(), user.path.as_str());
        self.add(reads, (user_arn(account, user), "USER"), of).await
    }

    async fn add_role(
        &mut self,
        account: &AccountId,
        reads: &Reads<'_>,
        role: &RoleRecord,
    ) -> Result<(), ServiceError> {
        let of = (role.name.as_str(), role.id.as_str(), role.path.as_str());
        self.add(reads, (role_arn(account, role), "ROLE"), of).await
    }

    /// Adds somebody, once.
    async fn add(
        &mut self,
        reads: &Reads<'_>,
        (arn, kind): (String, &'static str),
        (name, id, path): (&str, &str, &str),
    ) -> Result<(), ServiceError> {
        if self.parties.iter().any(|party| party.id == id) {
            return Ok(());
        }
        let uses = reads.peek(&key_use_key(id)).await.map_err(unavailable)?.unwrap_or_default();
        let [name, id, path] = [name, id, path].map(str::to_owned);
        self.parties.push(Party { arn, name, id, path, kind, uses });
        Ok(())
    }
}

impl Party {
    /// The last use of a service.
    pub(super) fn used(&self, namespace: &str) -> Option<&ServiceUseRecord> {
        self.uses.services.iter().find(|used| used.namespace == namespace)
    }
}
