//! What an IAM user may do: its own policies, those of its groups, and its boundary.

use std::sync::Arc;

use daypass_policy::{Grants, IamLeg};

use super::{Access, AccessError, Resolver, variables};
use crate::changes::Dependency;
use crate::iam::group::record::group_key;
use crate::iam::user::record::{UserRecord, user};
use crate::principal::UserIdentity;

impl Resolver<'_> {
    /// The access of a user by the key that signed; without a key, of the user as it stands.
    pub(super) async fn user(
        mut self,
        identity: &UserIdentity,
        access_key_id: &str,
    ) -> Result<Access, AccessError> {
        let user = self.standing_user(identity, access_key_id).await?;
        let mut policies = self.carried(&user.inline_policies, &user.attached_policies).await?;
        for id in &user.group_ids {
            self.dependencies.push(Dependency::group(self.account, id));
            let group = self.reads.peek(&group_key(self.account, id)).await?;
            if let Some(group) = group {
                let carried = self.carried(&group.inline_policies, &group.attached_policies);
                policies.extend(carried.await?);
            }
        }
        let iam = IamLeg {
            identity: self.documents.set(&policies),
            boundary: self.boundary(user.permissions_boundary.as_deref()).await?,
            ..IamLeg::default()
        };
        Ok(Access {
            grants: Arc::new(Grants { iam: Some(iam), ..Grants::default() }),
            variables: variables::of_user(self.account, &user),
            dependencies: self.dependencies,
            expires_ms: None,
        })
    }

    /// The user, whatever it is called by now: its key knows.
    async fn standing_user(
        &mut self,
        identity: &UserIdentity,
        access_key_id: &str,
    ) -> Result<UserRecord, AccessError> {
        let gone = || AccessError::UserGone(identity.name.clone());
        self.dependencies.push(Dependency::user(self.account, &identity.id));
        let name = if access_key_id.is_empty() {
            identity.name.clone()
        } else {
            self.usable_access_key(access_key_id).await?.user_name
        };
        let user = user(self.reads, self.account, &name).await?;
        user.filter(|user| user.id == identity.id).ok_or_else(gone)
    }
}
