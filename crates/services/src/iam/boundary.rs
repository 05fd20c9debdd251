//! Permissions boundaries: the managed policy that bounds what the own policies of a user or a role allow.

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::AttachedPermissionsBoundary;
use daypass_store::{Key, Reads, Writes};

use super::attachment::Carrier;
use super::error::no_such_entity;
use super::managed_policy::existing_policy;
use super::records::{POLICY_BOUNDARIES, PolicyAttachmentRecord};
use crate::scope::of_account;

/// Asserts that there is a managed policy that may bound somebody.
///
/// # Errors
/// IAM's word that there is none.
pub(super) async fn check_boundary(
    reads: &mut Reads<'_>,
    account: &AccountId,
    arn: &str,
) -> Result<(), ServiceError> {
    let found = existing_policy(reads, account, arn).await;
    found.map(|_| ()).map_err(|error| {
        if error.is_server_fault() {
            error
        } else {
            no_such_entity(format!("Scope ARN: {arn} does not exist or is not attachable."))
        }
    })
}

impl Carrier<'_> {
    fn boundary_key(&self, account: &AccountId, arn: &str) -> Key<PolicyAttachmentRecord> {
        let name = self.name.to_lowercase();
        POLICY_BOUNDARIES.key(&of_account(account), [arn, self.kind, &name])
    }

    /// Writes the row by which the policy knows whom it bounds.
    pub(super) fn put_boundary(&self, writes: &mut Writes, account: &AccountId, arn: &str) {
        writes.put(&self.boundary_key(account, arn), &self.row());
    }

    /// Removes that row.
    pub(super) fn remove_boundary(&self, writes: &mut Writes, account: &AccountId, arn: &str) {
        writes.delete(&self.boundary_key(account, arn));
    }

    /// Moves the row from one boundary to another, or from and to none.
    pub(super) fn change_boundary(
        &self,
        writes: &mut Writes,
        account: &AccountId,
        (old, new): (Option<&str>, Option<&str>),
    ) {
        if let Some(old) = old {
            self.remove_boundary(writes, account, old);
        }
        if let Some(new) = new {
            self.put_boundary(writes, account, new);
        }
    }
}

/// What is said to somebody who takes away a boundary that is not there; `kind` is `Role` or `User`.
pub(super) fn no_boundary(kind: &str, name: &str) -> ServiceError {
    no_such_entity(format!("{kind} {name} does not have a permissions boundary."))
}

/// A boundary as its user or role is described with it.
pub(super) fn described_boundary(arn: Option<&String>) -> Option<AttachedPermissionsBoundary> {
    arn.map(|arn| AttachedPermissionsBoundary {
        permissions_boundary_type: Some("Policy".to_owned()),
        permissions_boundary_arn: Some(arn.clone()),
    })
}
