//! What thing groups keep in the store. Field numbers are for ever.

use std::collections::BTreeMap;

use daypass_store::Table;

/// A thing group, keyed by its name.
#[derive(Clone, PartialEq, prost::Message)]
pub struct ThingGroupRecord {
    /// The group's name.
    #[prost(string, tag = "1")]
    pub name: String,
    /// The group's unique id, a UUID: a group that was made anew under an old name has no members.
    #[prost(string, tag = "2")]
    pub id: String,
    /// The groups above it, root first, its parent last; at most six.
    #[prost(string, repeated, tag = "3")]
    pub ancestors: Vec<String>,
    /// What the group is for.
    #[prost(string, optional, tag = "4")]
    pub description: Option<String>,
    /// Attributes by name.
    #[prost(btree_map = "string, string", tag = "5")]
    pub attributes: BTreeMap<String, String>,
    /// Grows by one with each update, from 1.
    #[prost(int64, tag = "6")]
    pub version: i64,
    /// When the group was made, in milliseconds since 1970.
    #[prost(int64, tag = "7")]
    pub created_ms: i64,
    /// How many groups have this one as their parent.
    #[prost(uint32, tag = "8")]
    pub children: u32,
}

impl ThingGroupRecord {
    /// The group right above this one.
    pub fn parent(&self) -> Option<&str> {
        self.ancestors.last().map(String::as_str)
    }

    /// The top of the tree that the group stands in.
    pub fn root(&self) -> &str {
        self.ancestors.first().unwrap_or(&self.name)
    }
}

/// A group that a thing is in, kept with the thing.
#[derive(Clone, PartialEq, prost::Message)]
pub struct ThingGroupMembership {
    /// The group's name.
    #[prost(string, tag = "1")]
    pub group: String,
    /// The group's id when the thing joined.
    #[prost(string, tag = "2")]
    pub group_id: String,
}

/// A row that says one thing is in one group; the key holds both.
#[derive(Clone, PartialEq, prost::Message)]
pub struct GroupThingRecord {
    /// The group's id when the thing joined.
    #[prost(string, tag = "1")]
    pub group_id: String,
}

/// Thing groups by name.
pub const THING_GROUPS: Table<ThingGroupRecord> = Table::account_region(36);
/// Things of a group: (group name, thing name).
pub const GROUP_THINGS: Table<GroupThingRecord, 2> = Table::account_region(37);
