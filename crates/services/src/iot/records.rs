//! What AWS IoT's control plane keeps in the store. Field numbers are for ever.

use std::collections::BTreeMap;

use daypass_store::Table;

use super::thing_group::records::ThingGroupMembership;
use crate::iam::records::PolicyVersionRecord;

/// An AWS IoT policy with its versions, keyed by its name (case matters).
#[derive(Clone, PartialEq, prost::Message)]
pub struct IotPolicyRecord {
    /// The policy's name.
    #[prost(string, tag = "1")]
    pub name: String,
    /// When the policy was made, in milliseconds since 1970.
    #[prost(int64, tag = "2")]
    pub created_ms: i64,
    /// When a version was last added, removed or made the default.
    #[prost(int64, tag = "3")]
    pub modified_ms: i64,
    /// The number of the version in force.
    #[prost(uint32, tag = "4")]
    pub default_version: u32,
    /// The number that the next version gets: numbers are never used twice.
    #[prost(uint32, tag = "5")]
    pub next_version: u32,
    /// The versions kept, oldest first, at most five.
    #[prost(message, repeated, tag = "6")]
    pub versions: Vec<PolicyVersionRecord>,
    /// Grows by one with each change; AWS's `generationId` is made from it.
    #[prost(uint64, tag = "7")]
    pub generation: u64,
}

/// The policies attached to one target: an identity id, or the ARN of a certificate or thing group.
#[derive(Clone, PartialEq, prost::Message)]
pub struct IotTargetRecord {
    /// Names of the attached policies, in the order they were attached, at most ten.
    #[prost(string, repeated, tag = "1")]
    pub policies: Vec<String>,
}

/// A row that says one policy is attached to one target; the key holds both.
#[derive(Clone, PartialEq, prost::Message)]
pub struct IotPolicyTargetRecord {}

/// A thing of the registry, keyed by its name.
#[derive(Clone, PartialEq, prost::Message)]
pub struct ThingRecord {
    /// The thing's name.
    #[prost(string, tag = "1")]
    pub name: String,
    /// The thing's unique id, a UUID.
    #[prost(string, tag = "2")]
    pub id: String,
    /// The thing type's name, empty when none.
    #[prost(string, tag = "3")]
    pub thing_type: String,
    /// Attributes by name.
    #[prost(btree_map = "string, string", tag = "4")]
    pub attributes: BTreeMap<String, String>,
    /// Grows by one with each update, from 1.
    #[prost(int64, tag = "5")]
    pub version: i64,
    /// When the thing was made, in milliseconds since 1970.
    #[prost(int64, tag = "6")]
    pub created_ms: i64,
    /// The groups that the thing was put into, at most ten; one of another id than the group of
    /// this name has is gone.
    #[prost(message, repeated, tag = "7")]
    pub groups: Vec<ThingGroupMembership>,
}

/// A row that says one principal is attached to one thing; the key holds both.
#[derive(Clone, PartialEq, prost::Message)]
pub struct ThingPrincipalRecord {
    /// `EXCLUSIVE_THING`: the certificate speaks for this thing alone, under any client id.
    #[prost(bool, tag = "1")]
    pub exclusive: bool,
}

/// AWS IoT policies by name.
pub const IOT_POLICIES: Table<IotPolicyRecord> = Table::account_region(30);
/// Attached policies by target.
pub const IOT_TARGETS: Table<IotTargetRecord> = Table::account_region(31);
/// Targets of a policy: (policy name, target).
pub const IOT_POLICY_TARGETS: Table<IotPolicyTargetRecord, 2> = Table::account_region(32);
/// Things by name.
pub const THINGS: Table<ThingRecord> = Table::account_region(33);
/// Principals of a thing: (thing name, principal).
pub const THING_PRINCIPALS: Table<ThingPrincipalRecord, 2> = Table::account_region(34);
/// Things of a principal: (principal, thing name).
pub const PRINCIPAL_THINGS: Table<ThingPrincipalRecord, 2> = Table::account_region(35);
