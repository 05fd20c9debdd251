//! What a write changed, in the words that open connections depend on.
//!
//! An operation puts a [`Dependency`] into the outbox of its batch for everything that may decide
//! somebody's access. Each permission that is bound to a connection remembers the dependencies it
//! was made from; when one of them appears in the change log, the permission is made anew.

use daypass_aws_types::{AccountId, Region};
use daypass_store::Writes;
use prost::Message;

/// The kinds of things that access depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration)]
#[repr(i32)]
pub enum DependencyKind {
    /// A role: its trust, its policies, its revocations; named by its lower-cased name.
    Role = 0,
    /// A managed IAM policy; named by its ARN.
    ManagedPolicy = 1,
    /// An AWS IoT policy; named by its name.
    IotPolicy = 2,
    /// The policies attached to an AWS IoT target; named by the target.
    IotTarget = 3,
    /// A Cognito identity; named by its id, without account and region.
    Identity = 4,
    /// An identity pool; named by its id, without account and region.
    IdentityPool = 5,
    /// A thing and its principals; named by the thing's name.
    Thing = 6,
    /// A device's certificate; named by its id, without account and region.
    Certificate = 7,
    /// A thing group: whether it is there; named by its name.
    ThingGroup = 8,
    /// An IAM user: its groups, its policies; named by its unique id.
    User = 60,
    /// An IAM group; named by its unique id.
    Group = 61,
    /// A long-term access key; named by its id.
    AccessKey = 62,
}

/// One thing that somebody's access depends on.
#[derive(Clone, PartialEq, Eq, Hash, prost::Message)]
pub struct Dependency {
    /// What it is.
    #[prost(enumeration = "DependencyKind", tag = "1")]
    pub kind: i32,
    /// The account, empty where the name is unique by itself.
    #[prost(string, tag = "2")]
    pub account: String,
    /// The region, empty for IAM and where the name is unique by itself.
    #[prost(string, tag = "3")]
    pub region: String,
    /// The name that `kind` speaks of.
    #[prost(string, tag = "4")]
    pub name: String,
}

impl Dependency {
    /// A role of an account.
    pub fn role(account: &AccountId, name: &str) -> Self {
        Self::new(DependencyKind::Role, account.as_str(), "", &name.to_lowercase())
    }

    /// An IAM user, by its unique id.
    pub fn user(account: &AccountId, id: &str) -> Self {
        Self::new(DependencyKind::User, account.as_str(), "", id)
    }

    /// An IAM group, by its unique id.
    pub fn group(account: &AccountId, id: &str) -> Self {
        Self::new(DependencyKind::Group, account.as_str(), "", id)
    }

    /// A long-term access key.
    pub fn access_key(access_key_id: &str) -> Self {
        Self::new(DependencyKind::AccessKey, "", "", access_key_id)
    }

    /// A managed policy.
    pub fn managed_policy(account: &AccountId, arn: &str) -> Self {
        Self::new(DependencyKind::ManagedPolicy, account.as_str(), "", arn)
    }

    /// An AWS IoT policy.
    pub fn iot_policy(account: &AccountId, region: &Region, name: &str) -> Self {
        Self::new(DependencyKind::IotPolicy, account.as_str(), region.as_str(), name)
    }

    /// The attachments of an AWS IoT target.
    pub fn iot_target(account: &AccountId, region: &Region, target: &str) -> Self {
        Self::new(DependencyKind::IotTarget, account.as_str(), region.as_str(), target)
    }

    /// An identity.
    pub fn identity(identity_id: &str) -> Self {
        Self::new(DependencyKind::Identity, "", "", identity_id)
    }

    /// An identity pool.
    pub fn identity_pool(pool_id: &str) -> Self {
        Self::new(DependencyKind::IdentityPool, "", "", pool_id)
    }

    /// A thing and its principals.
    pub fn thing(account: &AccountId, region: &Region, name: &str) -> Self {
        Self::new(DependencyKind::Thing, account.as_str(), region.as_str(), name)
    }

    /// A thing group.
    pub fn thing_group(account: &AccountId, region: &Region, name: &str) -> Self {
        Self::new(DependencyKind::ThingGroup, account.as_str(), region.as_str(), name)
    }

    /// A certificate.
    pub fn certificate(certificate_id: &str) -> Self {
        Self::new(DependencyKind::Certificate, "", "", certificate_id)
    }

    fn new(kind: DependencyKind, account: &str, region: &str, name: &str) -> Self {
        Self {
            kind: kind.into(),
            account: account.to_owned(),
            region: region.to_owned(),
            name: name.to_owned(),
        }
    }

    /// Announces the change with the writes that made it.
    pub fn changed(&self, writes: &mut Writes) {
        writes.event(self.encode_to_vec());
    }
}
