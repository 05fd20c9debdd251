//! Whose policies are simulated: a role, a user with its groups, or a group.

use std::collections::BTreeMap;

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_policy::ContextMap;
use daypass_store::Reads;

use super::entity::{Entity, EntityKind};
use crate::iam::arn::{group_arn, role_arn, user_arn};
use crate::iam::error::{no_such_group, no_such_role, no_such_user};
use crate::iam::group::existing_group;
use crate::iam::group::record::{GroupRecord, group_key};
use crate::iam::records::{InlinePolicyRecord, RoleRecord};
use crate::iam::role::{existing_role, on_role_arn};
use crate::iam::user::record::UserRecord;
use crate::iam::user::{existing_user, on_user};
use crate::operation::Permission;
use crate::store_error::unavailable;

/// An entity with all that its policies come from.
pub(in crate::iam) enum Subject {
    Role(RoleRecord),
    User { user: UserRecord, groups: Vec<GroupRecord> },
    Group(GroupRecord),
}

/// The policies that one entity carries.
pub(in crate::iam) struct Carried<'s> {
    /// `role`, `user` or `group`.
    pub(in crate::iam) kind: &'static str,
    pub(in crate::iam) name: &'s str,
    pub(in crate::iam) inline: &'s [InlinePolicyRecord],
    pub(in crate::iam) attached: &'s [String],
}

/// The permission for `action` on the entity, with the tags that roles and users have.
pub(in crate::iam) async fn on_entity(
    action: &'static str,
    account: &AccountId,
    arn: &str,
    reads: &Reads<'_>,
) -> Result<Vec<Permission>, ServiceError> {
    let permission = match Entity::parse(arn) {
        Some(Entity { kind: EntityKind::Role, .. }) => {
            on_role_arn(action, account, arn, reads).await?
        }
        Some(Entity { kind: EntityKind::User, name, .. }) => {
            let on_user = on_user(action, account, name, reads).await?;
            if on_user.resource == arn { on_user } else { Permission::new(action, arn) }
        }
        _ => Permission::new(action, arn),
    };
    Ok(vec![permission])
}

impl Subject {
    /// The entity of this very ARN.
    pub(in crate::iam) async fn find(
        account: &AccountId,
        reads: &mut Reads<'_>,
        arn: &str,
    ) -> Result<Self, ServiceError> {
        let entity = Entity::source(arn)?;
        let name = entity.name;
        match entity.kind {
            EntityKind::Role => {
                let role = existing_role(reads, account, name).await?;
                let same = role_arn(account, &role) == arn;
                if same { Ok(Self::Role(role)) } else { Err(no_such_role(name)) }
            }
            EntityKind::User => {
                let user = existing_user(reads, account, name).await?;
                if user_arn(account, &user) != arn {
                    return Err(no_such_user(name));
                }
                let mut groups = Vec::with_capacity(user.group_ids.len());
                for id in &user.group_ids {
                    let group = reads.get(&group_key(account, id)).await.map_err(unavailable)?;
                    groups.extend(group);
                }
                Ok(Self::User { user, groups })
            }
            EntityKind::Group => {
                let group = existing_group(reads, account, name).await?;
                let same = group_arn(account, &group) == arn;
                if same { Ok(Self::Group(group)) } else { Err(no_such_group(name)) }
            }
        }
    }

    /// Everybody whose policies count: the entity itself, then the groups of a user.
    pub(in crate::iam) fn carried(&self) -> Vec<Carried<'_>> {
        match self {
            Self::Role(role) => vec![Carried {
                kind: "role",
                name: &role.name,
                inline: &role.inline_policies,
                attached: &role.attached_policies,
            }],
            Self::User { user, groups } => {
                let own = Carried {
                    kind: "user",
                    name: &user.name,
                    inline: &user.inline_policies,
                    attached: &user.attached_policies,
                };
                std::iter::once(own).chain(groups.iter().map(of_group)).collect()
            }
            Self::Group(group) => vec![of_group(group)],
        }
    }

    /// The ARN of the policy that bounds the entity; a group has none.
    pub(super) fn boundary(&self) -> Option<&str> {
        match self {
            Self::Role(role) => role.permissions_boundary.as_deref(),
            Self::User { user, .. } => user.permissions_boundary.as_deref(),
            Self::Group(_) => None,
        }
    }

    /// What is known of the entity when it calls itself, beyond its names.
    pub(super) fn known(&self) -> ContextMap {
        let mut keys = ContextMap::new();
        let none = BTreeMap::new();
        let tags = match self {
            Self::Role(role) => &role.tags,
            Self::User { user, .. } => {
                keys.insert("aws:userid", user.id.as_str());
                &user.tags
            }
            Self::Group(_) => &none,
        };
        for (key, value) in tags {
            keys.insert(format!("aws:PrincipalTag/{key}"), value.as_str());
        }
        keys
    }
}

fn of_group(group: &GroupRecord) -> Carried<'_> {
    Carried {
        kind: "group",
        name: &group.name,
        inline: &group.inline_policies,
        attached: &group.attached_policies,
    }
}
