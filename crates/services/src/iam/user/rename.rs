//! What else speaks of a user by its name, and follows when the name changes.

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_store::{Reads, Writes};

use super::record::{UserRecord, user_key};
use super::user_exists;
use crate::iam::access_key::access_key_key;
use crate::iam::arn::ManagedPolicyName;
use crate::iam::attachment::Carrier;
use crate::iam::group::record::{GroupMemberRecord, member_key};
use crate::iam::trust_principals::name_principal;
use crate::store_error::unavailable;

/// Takes the old name out of everything and puts the new one in. The record itself is the caller's.
pub(super) async fn renamed(
    reads: &mut Reads<'_>,
    writes: &mut Writes,
    account: &AccountId,
    (old, new): (&UserRecord, &UserRecord),
) -> Result<(), ServiceError> {
    let (from, to) = (user_key(account, &old.name), user_key(account, &new.name));
    if from != to {
        if reads.get(&to).await.map_err(unavailable)?.is_some() {
            return Err(user_exists(&new.name));
        }
        writes.delete(&from);
    }
    name_principal(writes, account, &new.id, &new.name);
    for id in &new.access_key_ids {
        let key = access_key_key(id);
        if let Some(mut record) = reads.get(&key).await.map_err(unavailable)? {
            record.user_name.clone_from(&new.name);
            writes.put(&key, &record);
        }
    }
    for id in &new.group_ids {
        writes.delete(&member_key(account, id, &old.name));
        let row = GroupMemberRecord { user_name: new.name.clone() };
        writes.put(&member_key(account, id, &new.name), &row);
    }
    for arn in &new.attached_policies {
        Carrier::user(old).remove(writes, account, arn);
        if let Some(policy) = ManagedPolicyName::from_arn(account, arn) {
            Carrier::user(new).put(writes, account, &policy.carried());
        }
    }
    if let Some(arn) = &new.permissions_boundary {
        Carrier::user(old).remove_boundary(writes, account, arn);
        Carrier::user(new).put_boundary(writes, account, arn);
    }
    Ok(())
}
