//! Revocation: everything that was issued for an identity, a role or a whole pool ends at once.
//!
//! Sessions and identity tokens carry the epochs that they were issued under, and so does everything
//! that was chained from them; a revocation takes the epoch one further (decision 0023). No clock is
//! compared.

use daypass_aws_types::AccountId;
use daypass_store::{CommitError, Reads, Scope, Store, StoreError, Writes};

use crate::changes::Dependency;
use crate::cognito_identity::records::{IDENTITIES, IDENTITY_POOLS};
use crate::commit::{Decision, Unsettled, settle};
use crate::iam::arn::role_name_from_arn;
use crate::iam::role::role_key;

/// Whose sessions end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revoked<'a> {
    /// Those of a Cognito identity, and its identity tokens; named by its id.
    Identity(&'a str),
    /// Those of a role, by whomever it was assumed; named by its name or its ARN.
    Role(&'a str),
    /// Those of every identity of a pool, and their identity tokens; named by its id.
    Pool(&'a str),
}

/// Why nothing was revoked.
#[derive(Debug, thiserror::Error)]
pub enum RevocationError {
    /// There is no such identity, role or pool in the account.
    #[error("there is no {kind} `{name}` in this account")]
    Missing {
        /// What it would be.
        kind: &'static str,
        /// Its name.
        name: String,
    },
    /// Others change the same thing all the time.
    #[error("the {0} is being changed; try again")]
    Contested(&'static str),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The store did not take the batch.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl Revoked<'_> {
    /// What is named.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Identity(_) => "identity",
            Self::Role(_) => "role",
            Self::Pool(_) => "identity pool",
        }
    }

    /// How it is named.
    pub fn name(&self) -> &str {
        match self {
            Self::Identity(name) | Self::Role(name) | Self::Pool(name) => name,
        }
    }

    fn missing(self) -> RevocationError {
        RevocationError::Missing { kind: self.kind(), name: self.name().to_owned() }
    }
}

/// Ends everything that was issued so far, and tells the epoch that counts from now on. Open
/// connections hear of it through the change log.
///
/// # Errors
/// What is named is not there or another account's, or the store did not answer.
pub async fn revoke(
    store: &dyn Store,
    account: &AccountId,
    revoked: Revoked<'_>,
) -> Result<u64, RevocationError> {
    match settle(store, &Revocation { account, revoked }).await {
        Ok((epoch, _)) => Ok(epoch),
        Err(Unsettled::Refused(error)) => Err(error),
        Err(Unsettled::Contested) => Err(RevocationError::Contested(revoked.kind())),
        Err(Unsettled::Uncommitted(error)) => Err(error.into()),
    }
}

struct Revocation<'a> {
    account: &'a AccountId,
    revoked: Revoked<'a>,
}

impl Decision for Revocation<'_> {
    type Output = u64;
    type Refusal = RevocationError;

    async fn decide(
        &self,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<u64, RevocationError> {
        match self.revoked {
            Revoked::Identity(id) => self.identity(id, reads, writes).await,
            Revoked::Role(name) => self.role(name, reads, writes).await,
            Revoked::Pool(id) => self.pool(id, reads, writes).await,
        }
    }
}

impl Revocation<'_> {
    async fn identity(
        &self,
        id: &str,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<u64, RevocationError> {
        let key = IDENTITIES.key(&Scope::GLOBAL, [id]);
        let missing = || self.revoked.missing();
        let mut identity = reads.get(&key).await?.ok_or_else(missing)?;
        let pool = reads.peek(&IDENTITY_POOLS.key(&Scope::GLOBAL, [&identity.pool_id])).await?;
        pool.filter(|pool| pool.account == self.account.as_str()).ok_or_else(missing)?;
        identity.epoch += 1;
        writes.put(&key, &identity);
        Dependency::identity(id).changed(writes);
        Ok(identity.epoch)
    }

    async fn role(
        &self,
        name: &str,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<u64, RevocationError> {
        let missing = || self.revoked.missing();
        let name = if name.starts_with("arn:") {
            role_name_from_arn(self.account, name).ok_or_else(missing)?
        } else {
            name
        };
        let key = role_key(self.account, name);
        let mut role = reads.get(&key).await?.ok_or_else(missing)?;
        role.epoch += 1;
        writes.put(&key, &role);
        Dependency::role(self.account, &role.name).changed(writes);
        Ok(role.epoch)
    }

    async fn pool(
        &self,
        id: &str,
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<u64, RevocationError> {
        let key = IDENTITY_POOLS.key(&Scope::GLOBAL, [id]);
        let pool = reads.get(&key).await?.filter(|pool| pool.account == self.account.as_str());
        let mut pool = pool.ok_or_else(|| self.revoked.missing())?;
        pool.epoch += 1;
        writes.put(&key, &pool);
        Dependency::identity_pool(id).changed(writes);
        Ok(pool.epoch)
    }
}

#[cfg(test)]
mod tests {
    use daypass_store::conformance::block_on;

    use super::*;
    use crate::testing::{ACCOUNT, OTHER_ACCOUNT, Stage};

    fn ask(stage: &Stage, account: &str, role: &str) -> Result<u64, String> {
        let account = AccountId::parse(account).unwrap();
        let store = &*stage.environment.store;
        let revoked = block_on(revoke(store, &account, Revoked::Role(role)));
        revoked.map_err(|error| error.to_string())
    }

    #[test]
    fn each_revocation_goes_one_further_and_only_in_its_own_account() {
        let stage = Stage::new();
        let trust = serde_json::json!({ "Version": "2012-10-17", "Statement": [] });
        let arn = stage.role("lamp", &trust, &[]);
        assert_eq!(ask(&stage, ACCOUNT, "lamp"), Ok(1));
        assert_eq!(ask(&stage, ACCOUNT, "LAMP"), Ok(2));
        assert_eq!(ask(&stage, ACCOUNT, &arn), Ok(3));
        for (account, role) in [(OTHER_ACCOUNT, "lamp"), (OTHER_ACCOUNT, &arn), (ACCOUNT, "other")]
        {
            let refused = format!("there is no role `{role}` in this account");
            assert_eq!(ask(&stage, account, role), Err(refused));
        }
        assert_eq!(ask(&stage, ACCOUNT, "lamp"), Ok(4));
    }
}
