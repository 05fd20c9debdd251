//! Whom a trust policy names: kept by unique id, shown by ARN as long as that user or role is there.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::errors;
use daypass_policy::Document;
use daypass_store::{Key, Reads, Scope, StoreError, Writes};

use super::arn::{role_arn, role_name_from_arn, user_arn, user_name_from_arn};
use super::records::{PRINCIPALS, PrincipalRecord, RoleRecord};
use super::role::role_key;
use super::user::record::{UserRecord, root_user_key, user_key};
use crate::authorization::{PolicyDocuments, trust_policy};
use crate::store_error::unavailable;

/// What unique ids of users begin with; those of roles begin with `AROA`.
const USER_ID_PREFIX: &str = "AIDA";

fn principal_key(id: &str) -> Key<PrincipalRecord> {
    PRINCIPALS.key(&Scope::GLOBAL, [id])
}

/// Notes who has a unique id: a user or a role that is new, or has another name now.
pub(super) fn name_principal(writes: &mut Writes, account: &AccountId, id: &str, name: &str) {
    let record = PrincipalRecord { account: account.to_string(), name: name.to_owned() };
    writes.put(&principal_key(id), &record);
}

/// Whether a user or a role has the unique id, and asserts it.
pub(super) async fn has_unique_id(reads: &mut Reads<'_>, id: &str) -> Result<bool, StoreError> {
    Ok(reads.get(&principal_key(id)).await?.is_some())
}

/// Nobody has the unique id any more.
pub(super) fn forget_principal(writes: &mut Writes, id: &str) {
    writes.delete(&principal_key(id));
}

/// The trust policy as it is kept, with unique ids for users, roles and role sessions, and the root
/// user's ARN for an account. Everybody who is named must be there.
pub(super) async fn kept_trust(
    reads: &mut Reads<'_>,
    writes: &mut Writes,
    caller: &AccountId,
    document: &Document,
) -> Result<String, ServiceError> {
    let mut names = BTreeMap::new();
    for written in document.aws_principals().map(Cow::into_owned) {
        let kept = kept(reads, writes, caller, &written).await.map_err(unavailable)?;
        let Some(kept) = kept else {
            let message = format!("Invalid principal in policy: \"AWS\":\"{written}\"");
            return Err(ServiceError::new(&errors::MALFORMED_POLICY_DOCUMENT_EXCEPTION, message));
        };
        names.insert(written, kept);
    }
    Ok(document.with_aws_principals(&names))
}

/// A principal as it is kept; nothing if there is no such principal.
async fn kept(
    reads: &mut Reads<'_>,
    writes: &mut Writes,
    caller: &AccountId,
    written: &str,
) -> Result<Option<String>, StoreError> {
    if let Ok(account) = AccountId::parse(written) {
        return kept_account(reads, caller, &account).await;
    }
    let Some((service, account, rest)) = arn_parts(written) else {
        return Ok(arn_of(reads, written).await?.map(|_| written.to_owned()));
    };
    match (service, rest.split_once('/')) {
        ("iam", None) if rest == "root" => kept_account(reads, caller, &account).await,
        ("iam", Some(("user", _))) => {
            let name = user_name_from_arn(&account, written).unwrap_or_default();
            let user = reads.get(&user_key(&account, name)).await?;
            let user = user.filter(|user| user_arn(&account, user) == written);
            Ok(user.map(|user| known(writes, &account, user.id, &user.name)))
        }
        ("iam", Some(("role", _))) => {
            let name = role_name_from_arn(&account, written).unwrap_or_default();
            let role = reads.get(&role_key(&account, name)).await?;
            let role = role.filter(|role| role_arn(&account, role) == written);
            Ok(role.map(|role| known(writes, &account, role.id, &role.name)))
        }
        ("sts", Some(("assumed-role", session))) => {
            let Some((name, session)) = session.split_once('/') else { return Ok(None) };
            let role = reads.get(&role_key(&account, name)).await?;
            let role = role.filter(|role| role.name == name && !session.is_empty());
            let id = role.map(|role| known(writes, &account, role.id, &role.name));
            Ok(id.map(|id| format!("{id}:{session}")))
        }
        // A federated user is nowhere kept: it is known by its name alone.
        ("sts", Some(("federated-user", _))) => {
            let there = kept_account(reads, caller, &account).await?;
            Ok(there.map(|_| written.to_owned()))
        }
        _ => Ok(None),
    }
}

/// Whoever is trusted can be found by its id from now on, also where it is older than the table.
fn known(writes: &mut Writes, account: &AccountId, id: String, name: &str) -> String {
    name_principal(writes, account, &id, name);
    id
}

/// The accounts of this server are those with a root user.
async fn kept_account(
    reads: &mut Reads<'_>,
    caller: &AccountId,
    account: &AccountId,
) -> Result<Option<String>, StoreError> {
    let is_there = account == caller || reads.get(&root_user_key(account)).await?.is_some();
    Ok(is_there.then(|| format!("arn:aws:iam::{account}:root")))
}

/// The service, the account and the rest of an ARN of IAM or STS.
fn arn_parts(arn: &str) -> Option<(&str, AccountId, &str)> {
    let (service, rest) = arn.strip_prefix("arn:aws:")?.split_once("::")?;
    let (account, rest) = rest.split_once(':')?;
    Some((service, AccountId::parse(account).ok()?, rest))
}

/// The trust policy as IAM shows it: with ARNs for those who are there, and unique ids for those who
/// are not there any more.
pub(crate) async fn shown_trust(
    reads: &Reads<'_>,
    documents: &PolicyDocuments,
    role: &RoleRecord,
) -> Result<String, StoreError> {
    let Ok(policy) = trust_policy(documents, role) else { return Ok(role.trust_document.clone()) };
    let mut names = BTreeMap::new();
    for kept in policy.document().aws_principals() {
        if let Some(arn) = arn_of(reads, &kept).await? {
            names.insert(kept.into_owned(), arn);
        }
    }
    Ok(policy.document().with_aws_principals(&names))
}

/// The ARN of who has a unique id, or of a session of it.
async fn arn_of(reads: &Reads<'_>, id: &str) -> Result<Option<String>, StoreError> {
    let (id, session) = id.split_once(':').map_or((id, None), |(id, name)| (id, Some(name)));
    let Some(record) = reads.peek(&principal_key(id)).await? else { return Ok(None) };
    let Ok(account) = AccountId::parse(&record.account) else { return Ok(None) };
    if id.starts_with(USER_ID_PREFIX) {
        let user = reads.peek(&user_key(&account, &record.name)).await?;
        let user: Option<UserRecord> = user.filter(|user| user.id == id && session.is_none());
        return Ok(user.map(|user| user_arn(&account, &user)));
    }
    let role = reads.peek(&role_key(&account, &record.name)).await?;
    let role = role.filter(|role| role.id == id);
    Ok(role.map(|role| match session {
        None => role_arn(&account, &role),
        Some(session) => format!("arn:aws:sts::{account}:assumed-role/{}/{session}", role.name),
    }))
}
