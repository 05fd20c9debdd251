//! What IAM keeps of users. Field numbers are for ever: add new ones, never reuse an old one.

use std::collections::BTreeMap;

use daypass_aws_types::AccountId;
use daypass_store::{Key, Reads, StoreError, Table};

use crate::iam::records::InlinePolicyRecord;
use crate::scope::of_account;

/// A user, keyed by its lower-cased name (names are unique whatever their case).
#[derive(Clone, PartialEq, prost::Message)]
pub struct UserRecord {
    /// The unique id, `AIDA…`: what keys and trust are tied to, so that a user made anew under an old name inherits nothing.
    #[prost(string, tag = "1")]
    pub id: String,
    /// The name in the case it was given.
    #[prost(string, tag = "2")]
    pub name: String,
    /// The path, beginning and ending in `/`.
    #[prost(string, tag = "3")]
    pub path: String,
    /// When the user was made, in milliseconds since 1970.
    #[prost(int64, tag = "4")]
    pub created_ms: i64,
    /// Tags.
    #[prost(btree_map = "string, string", tag = "5")]
    pub tags: BTreeMap<String, String>,
    /// Inline policies, in the order of their names.
    #[prost(message, repeated, tag = "6")]
    pub inline_policies: Vec<InlinePolicyRecord>,
    /// ARNs of the attached managed policies, in the order they were attached.
    #[prost(string, repeated, tag = "7")]
    pub attached_policies: Vec<String>,
    /// ARN of the managed policy that bounds the user's permissions.
    #[prost(string, optional, tag = "8")]
    pub permissions_boundary: Option<String>,
    /// Ids of the user's access keys, oldest first, at most two.
    #[prost(string, repeated, tag = "9")]
    pub access_key_ids: Vec<String>,
    /// Unique ids of the groups that the user is in, in the order it joined them.
    #[prost(string, repeated, tag = "10")]
    pub group_ids: Vec<String>,
}

/// The root user of an account: what of it is kept beside its keys.
#[derive(Clone, PartialEq, prost::Message)]
pub struct RootUserRecord {
    /// Ids of the root user's access keys, oldest first.
    #[prost(string, repeated, tag = "1")]
    pub access_key_ids: Vec<String>,
}

/// Users by lower-cased name.
pub const USERS: Table<UserRecord> = Table::account(60);
/// The root user, under the word `root`.
pub const ROOT_USERS: Table<RootUserRecord> = Table::account(61);

/// The key that a user is kept under.
pub fn user_key(account: &AccountId, name: &str) -> Key<UserRecord> {
    USERS.key(&of_account(account), [&name.to_lowercase()])
}

/// The key that the account's root user is kept under.
pub fn root_user_key(account: &AccountId) -> Key<RootUserRecord> {
    ROOT_USERS.key(&of_account(account), ["root"])
}

/// The user of this name, without asserting it; nothing if there is none.
///
/// # Errors
/// The store did not answer.
pub async fn user(
    reads: &Reads<'_>,
    account: &AccountId,
    name: &str,
) -> Result<Option<UserRecord>, StoreError> {
    reads.peek(&user_key(account, name)).await
}
