//! Users, groups and roles by their ARNs: whose policies are simulated, and who calls.

use daypass_aws_types::error::ServiceError;
use daypass_policy::ResourceCaller;

use crate::iam::error::invalid_input;

/// The ARN of an IAM entity, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entity<'a> {
    pub(super) arn: &'a str,
    pub(super) account: &'a str,
    pub(super) kind: EntityKind,
    /// The name, without its path.
    pub(super) name: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntityKind {
    User,
    Group,
    Role,
}

impl<'a> Entity<'a> {
    /// Reads the ARN of a user, a group or a role: sessions, federated users and services are none.
    pub(super) fn parse(arn: &'a str) -> Option<Self> {
        let rest = arn.strip_prefix("arn:aws:iam::")?;
        let (account, path) = rest.split_once(':')?;
        if !is_account(account) {
            return None;
        }
        let (kind, path) = path.split_once('/')?;
        let kind = match kind {
            "user" => EntityKind::User,
            "group" => EntityKind::Group,
            "role" => EntityKind::Role,
            _ => return None,
        };
        let name = path.rsplit('/').next().filter(|name| !name.is_empty())?;
        Some(Self { arn, account, kind, name })
    }

    /// The entity whose policies a call asks for.
    pub(super) fn source(arn: &'a str) -> Result<Self, ServiceError> {
        Self::parse(arn).ok_or_else(|| {
            let words = "does not clearly define entity type and name.";
            invalid_input(format!("Invalid Entity Arn: {arn} {words}"))
        })
    }

    /// The entity that a call takes for the caller of the simulated requests.
    pub(super) fn caller(arn: &'a str) -> Result<Self, ServiceError> {
        Self::parse(arn).ok_or_else(|| {
            let words = "Caller must be an IAM user, role or group in this context.";
            invalid_input(format!("Invalid caller - {words}"))
        })
    }

    /// The entity as the policies of resources see it. A group is nobody's principal, so that only
    /// its account and everyone can mean it.
    pub(super) fn as_principal(&self) -> ResourceCaller {
        match self.kind {
            EntityKind::Role => {
                ResourceCaller::RoleSession { role: self.arn.into(), role_id: None, session: None }
            }
            EntityKind::User | EntityKind::Group => {
                ResourceCaller::User { arn: self.arn.into(), unique_id: None }
            }
        }
    }
}

/// The account in `arn:aws:iam::ACCOUNT:root`, which is how an owner of resources is given.
pub(super) fn owner(arn: &str) -> Result<&str, ServiceError> {
    let account = arn.strip_prefix("arn:aws:iam::").and_then(|rest| rest.strip_suffix(":root"));
    let account = account.unwrap_or(arn);
    if is_account(account) {
        return Ok(account);
    }
    Err(invalid_input("Invalid Resource Owner.".to_owned()))
}

/// The account that a resource's ARN names; nothing where ARNs of its kind name none.
pub(super) fn owner_in(resource: &str) -> Option<&str> {
    resource.split(':').nth(4).filter(|account| is_account(account))
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|digit| digit.is_ascii_digit())
}
