//! Whether what a session was issued for still stands: its role, its identity and pool, and the
//! same for every session that it was chained from.

use daypass_aws_types::AccountId;
use daypass_credentials::{AccountNumber, Epochs, Origin, Session};
use daypass_store::Scope;

use super::{AccessError, Resolver};
use crate::changes::Dependency;
use crate::cognito_identity::records::{IDENTITIES, IDENTITY_POOLS, IdentityState};
use crate::iam::access_key::{AccessKeyRecord, AccessKeyStatus, access_key_key};
use crate::iam::records::RoleRecord;
use crate::iam::role::role_key;

impl Resolver<'_> {
    /// The role of a session, once everything that the session rests on is known to stand.
    pub(super) async fn standing_role(
        &mut self,
        session: &Session,
    ) -> Result<RoleRecord, AccessError> {
        let principal = &session.principal;
        let role = self
            .role(session.account, &principal.role_name, &principal.role_id, session.epochs)
            .await?;
        if let Some(cognito) = &principal.cognito {
            self.check_identity(&cognito.identity_id, &cognito.pool_id, session.epochs).await?;
        }
        for origin in &principal.origins {
            self.check_origin(origin).await?;
        }
        Ok(role)
    }

    async fn check_origin(&mut self, origin: &Origin) -> Result<(), AccessError> {
        if let Some(access_key_id) = &origin.access_key_id {
            self.usable_access_key(access_key_id).await?;
        }
        if !origin.role_name.is_empty() {
            let (name, id) = (&origin.role_name, &origin.principal_id);
            self.role(origin.account, name, id, origin.epochs).await?;
        }
        match (&origin.identity_id, &origin.pool_id) {
            (Some(identity_id), Some(pool_id)) => {
                self.check_identity(identity_id, pool_id, origin.epochs).await
            }
            _ => Ok(()),
        }
    }

    /// The record of a long-term key that may be used.
    pub(super) async fn usable_access_key(
        &mut self,
        access_key_id: &str,
    ) -> Result<AccessKeyRecord, AccessError> {
        self.dependencies.push(Dependency::access_key(access_key_id));
        let key = self.reads.peek(&access_key_key(access_key_id)).await?;
        key.filter(|key| key.status() == AccessKeyStatus::Active)
            .ok_or_else(|| AccessError::AccessKeyClosed(access_key_id.to_owned()))
    }

    async fn role(
        &mut self,
        account: AccountNumber,
        name: &str,
        id: &str,
        epochs: Epochs,
    ) -> Result<RoleRecord, AccessError> {
        let gone = || AccessError::RoleGone(name.to_owned());
        let account = AccountId::parse(&account.to_string()).map_err(|_| gone())?;
        self.dependencies.push(Dependency::role(&account, name));
        let key = role_key(&account, name);
        let role = self.reads.peek(&key).await?.ok_or_else(gone)?;
        if role.id != id {
            return Err(gone());
        }
        if role.epoch != epochs.role {
            return Err(AccessError::Revoked("role"));
        }
        Ok(role)
    }

    /// The identity and its pool still stand as they did when the session was issued.
    async fn check_identity(
        &mut self,
        identity_id: &str,
        pool_id: &str,
        epochs: Epochs,
    ) -> Result<(), AccessError> {
        self.dependencies.push(Dependency::identity(identity_id));
        self.dependencies.push(Dependency::identity_pool(pool_id));
        let closed = || AccessError::IdentityClosed(identity_id.to_owned());
        let pool = self.reads.peek(&IDENTITY_POOLS.key(&Scope::GLOBAL, [pool_id])).await?;
        let pool = pool.ok_or_else(closed)?;
        if pool.epoch != epochs.pool {
            return Err(AccessError::Revoked("identity pool"));
        }
        let identity = self.reads.peek(&IDENTITIES.key(&Scope::GLOBAL, [identity_id])).await?;
        let identity = identity.ok_or_else(closed)?;
        if identity.epoch != epochs.identity {
            return Err(AccessError::Revoked("identity"));
        }
        match identity.state() {
            // Closing a pool to guests closes it to those that it has (decision 0007).
            IdentityState::Guest if !pool.allow_unauthenticated => Err(closed()),
            IdentityState::Guest | IdentityState::Authenticated => Ok(()),
            IdentityState::Disabled | IdentityState::Inaccessible => Err(closed()),
        }
    }
}
