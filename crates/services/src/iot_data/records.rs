//! What AWS IoT's data plane keeps in the store. Field numbers are for ever.

use daypass_store::Table;

/// A shadow that exists.
#[derive(Clone, PartialEq, prost::Message)]
pub struct ShadowRecord {
    /// Grows by one with each update, from 1.
    #[prost(uint64, tag = "1")]
    pub version: u64,
    /// The desired section as JSON; empty when there is none.
    #[prost(string, tag = "2")]
    pub desired: String,
    /// The reported section as JSON; empty when there is none.
    #[prost(string, tag = "3")]
    pub reported: String,
    /// The desired section again, with seconds since 1970 in place of every value.
    #[prost(string, tag = "4")]
    pub desired_stamps: String,
    /// The same of the reported section.
    #[prost(string, tag = "5")]
    pub reported_stamps: String,
}

/// A shadow that was deleted, kept for a while so that its version goes on.
#[derive(Clone, PartialEq, prost::Message)]
pub struct DeletedShadowRecord {
    /// The version that the next update is counted from.
    #[prost(uint64, tag = "1")]
    pub version: u64,
}

/// A row that says when a shadow was deleted; the key holds everything.
#[derive(Clone, PartialEq, prost::Message)]
pub struct ShadowDeletionRecord {}

/// Shadows: (thing name, `c` for the classic shadow or `n` and the name of a named one).
pub const SHADOWS: Table<ShadowRecord, 2> = Table::account_region(40);
/// Deleted shadows: the two parts of [`SHADOWS`], then the moment of the deletion in milliseconds,
/// big-endian, so that removing an old one never removes a newer one.
pub const DELETED_SHADOWS: Table<DeletedShadowRecord, 3> = Table::account_region(41);
/// Deletions by their moment: the parts of [`DELETED_SHADOWS`], the moment first.
pub const SHADOW_DELETIONS: Table<ShadowDeletionRecord, 3> = Table::account_region(42);
