//! What IAM keeps of groups. Field numbers are for ever: add new ones, never reuse an old one.

use daypass_aws_types::AccountId;
use daypass_store::{Key, Table};

use crate::iam::records::InlinePolicyRecord;
use crate::scope::of_account;

/// A group, keyed by its unique id: its name may change under its members.
#[derive(Clone, PartialEq, prost::Message)]
pub struct GroupRecord {
    /// The unique id, `AGPA…`.
    #[prost(string, tag = "1")]
    pub id: String,
    /// The name in the case it was given.
    #[prost(string, tag = "2")]
    pub name: String,
    /// The path, beginning and ending in `/`.
    #[prost(string, tag = "3")]
    pub path: String,
    /// When the group was made, in milliseconds since 1970.
    #[prost(int64, tag = "4")]
    pub created_ms: i64,
    /// Inline policies, in the order of their names.
    #[prost(message, repeated, tag = "5")]
    pub inline_policies: Vec<InlinePolicyRecord>,
    /// ARNs of the attached managed policies, in the order they were attached.
    #[prost(string, repeated, tag = "6")]
    pub attached_policies: Vec<String>,
}

/// A group's name leads to its id.
#[derive(Clone, PartialEq, prost::Message)]
pub struct GroupNameRecord {
    /// The group's unique id.
    #[prost(string, tag = "1")]
    pub group_id: String,
}

/// A row that says that a user is in a group.
#[derive(Clone, PartialEq, prost::Message)]
pub struct GroupMemberRecord {
    /// The user's name in the case it was given.
    #[prost(string, tag = "1")]
    pub user_name: String,
}

/// Groups by unique id.
pub const GROUPS: Table<GroupRecord> = Table::account(62);
/// Ids of groups by lower-cased name.
pub const GROUP_NAMES: Table<GroupNameRecord> = Table::account(63);
/// Members of groups: (group's unique id, lower-cased user name).
pub const GROUP_MEMBERS: Table<GroupMemberRecord, 2> = Table::account(64);

/// The key that a group is kept under.
pub fn group_key(account: &AccountId, id: &str) -> Key<GroupRecord> {
    GROUPS.key(&of_account(account), [id])
}

/// The key that a group's name is kept under.
pub fn group_name_key(account: &AccountId, name: &str) -> Key<GroupNameRecord> {
    GROUP_NAMES.key(&of_account(account), [&name.to_lowercase()])
}

/// The key of a membership.
pub fn member_key(account: &AccountId, group_id: &str, user: &str) -> Key<GroupMemberRecord> {
    GROUP_MEMBERS.key(&of_account(account), [group_id, &user.to_lowercase()])
}
