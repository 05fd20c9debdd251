//! What IAM keeps in the store. Field numbers are for ever: add new ones, never reuse an old one.

use std::collections::BTreeMap;

use daypass_store::Table;

/// A role, keyed by its lower-cased name (names are unique whatever their case).
#[derive(Clone, PartialEq, prost::Message)]
pub struct RoleRecord {
    /// The unique id, `AROA…`: what sessions and trust are tied to, so that a role made anew under an old name inherits nothing.
    #[prost(string, tag = "1")]
    pub id: String,
    /// The name in the case it was created with.
    #[prost(string, tag = "2")]
    pub name: String,
    /// The path, beginning and ending in `/`.
    #[prost(string, tag = "3")]
    pub path: String,
    /// The trust policy's text, with unique ids in the place of ARNs of users and roles.
    #[prost(string, tag = "4")]
    pub trust_document: String,
    /// The description, empty when none was given.
    #[prost(string, tag = "5")]
    pub description: String,
    /// `MaxSessionDuration` in seconds.
    #[prost(uint32, tag = "6")]
    pub session_seconds_max: u32,
    /// When the role was made, in milliseconds since 1970.
    #[prost(int64, tag = "7")]
    pub created_ms: i64,
    /// Tags.
    #[prost(btree_map = "string, string", tag = "8")]
    pub tags: BTreeMap<String, String>,
    /// Inline policies, in the order of their names.
    #[prost(message, repeated, tag = "9")]
    pub inline_policies: Vec<InlinePolicyRecord>,
    /// ARNs of the attached managed policies, in the order they were attached.
    #[prost(string, repeated, tag = "10")]
    pub attached_policies: Vec<String>,
    /// ARN of the managed policy that bounds the role's permissions.
    #[prost(string, optional, tag = "11")]
    pub permissions_boundary: Option<String>,
    /// Grows by one when sessions of this role are revoked.
    #[prost(uint64, tag = "12")]
    pub epoch: u64,
}

/// An inline policy of a role.
#[derive(Clone, PartialEq, prost::Message)]
pub struct InlinePolicyRecord {
    /// The policy's name.
    #[prost(string, tag = "1")]
    pub name: String,
    /// The document's text.
    #[prost(string, tag = "2")]
    pub document: String,
}

/// A managed policy with its versions, keyed by its lower-cased name.
#[derive(Clone, PartialEq, prost::Message)]
pub struct ManagedPolicyRecord {
    /// The unique id, `ANPA…`.
    #[prost(string, tag = "1")]
    pub id: String,
    /// The name in the case it was created with.
    #[prost(string, tag = "2")]
    pub name: String,
    /// The path, beginning and ending in `/`.
    #[prost(string, tag = "3")]
    pub path: String,
    /// The description, empty when none was given.
    #[prost(string, tag = "4")]
    pub description: String,
    /// When the policy was made, in milliseconds since 1970.
    #[prost(int64, tag = "5")]
    pub created_ms: i64,
    /// When a version was last added, removed or made the default.
    #[prost(int64, tag = "6")]
    pub updated_ms: i64,
    /// The number of the version in force.
    #[prost(uint32, tag = "7")]
    pub default_version: u32,
    /// The number that the next version gets: numbers are never used twice.
    #[prost(uint32, tag = "8")]
    pub next_version: u32,
    /// The versions kept, oldest first, at most five.
    #[prost(message, repeated, tag = "9")]
    pub versions: Vec<PolicyVersionRecord>,
    /// Tags.
    #[prost(btree_map = "string, string", tag = "10")]
    pub tags: BTreeMap<String, String>,
}

/// One version of a managed policy or of an AWS IoT policy.
#[derive(Clone, PartialEq, prost::Message)]
pub struct PolicyVersionRecord {
    /// The version's number: `v3` in IAM, `3` in AWS IoT.
    #[prost(uint32, tag = "1")]
    pub number: u32,
    /// The document's text.
    #[prost(string, tag = "2")]
    pub document: String,
    /// When the version was made, in milliseconds since 1970.
    #[prost(int64, tag = "3")]
    pub created_ms: i64,
}

/// A row that says one entity carries one managed policy; the key holds both names.
#[derive(Clone, PartialEq, prost::Message)]
pub struct PolicyAttachmentRecord {
    /// The entity's unique id.
    #[prost(string, tag = "1")]
    pub entity_id: String,
    /// The entity's name in the case it was created with.
    #[prost(string, tag = "2")]
    pub entity_name: String,
}

/// An OpenID Connect provider, keyed by its URL without the scheme.
#[derive(Clone, PartialEq, prost::Message)]
pub struct OpenIdConnectProviderRecord {
    /// The URL as it was registered, scheme included.
    #[prost(string, tag = "1")]
    pub url: String,
    /// Client ids that tokens may be meant for.
    #[prost(string, repeated, tag = "2")]
    pub client_ids: Vec<String>,
    /// SHA-1 thumbprints of certificates that the provider's chain may end in, 40 hex digits each.
    #[prost(string, repeated, tag = "3")]
    pub thumbprints: Vec<String>,
    /// When the provider was registered, in milliseconds since 1970.
    #[prost(int64, tag = "4")]
    pub created_ms: i64,
    /// Tags.
    #[prost(btree_map = "string, string", tag = "5")]
    pub tags: BTreeMap<String, String>,
}

/// A SAML provider, keyed by its name.
#[derive(Clone, PartialEq, prost::Message)]
pub struct SamlProviderRecord {
    /// The metadata document's text.
    #[prost(string, tag = "1")]
    pub metadata: String,
    /// The `entityID` of the metadata: who issues the assertions.
    #[prost(string, tag = "2")]
    pub entity_id: String,
    /// The certificates of the metadata's signing keys, DER.
    #[prost(bytes = "vec", repeated, tag = "3")]
    pub certificates: Vec<Vec<u8>>,
    /// When the metadata ends, in milliseconds since 1970.
    #[prost(int64, tag = "4")]
    pub valid_until_ms: i64,
    /// When the provider was registered, in milliseconds since 1970.
    #[prost(int64, tag = "5")]
    pub created_ms: i64,
    /// Tags.
    #[prost(btree_map = "string, string", tag = "6")]
    pub tags: BTreeMap<String, String>,
    /// `SAMLProviderUUID`.
    #[prost(string, tag = "7")]
    pub unique_id: String,
    /// The name that the provider was registered under.
    #[prost(string, tag = "8")]
    pub name: String,
}

/// An account's alias, kept twice: by the account, and by the alias, which no two accounts share.
#[derive(Clone, PartialEq, prost::Message)]
pub struct AccountAliasRecord {
    /// The alias.
    #[prost(string, tag = "1")]
    pub alias: String,
    /// The account that has it.
    #[prost(string, tag = "2")]
    pub account: String,
}

/// Who has a unique id: a user or a role, as the id says.
#[derive(Clone, PartialEq, prost::Message)]
pub struct PrincipalRecord {
    /// The account that it belongs to.
    #[prost(string, tag = "1")]
    pub account: String,
    /// Its name.
    #[prost(string, tag = "2")]
    pub name: String,
}

/// Roles by lower-cased name. IAM is global: its records know no region.
pub const ROLES: Table<RoleRecord> = Table::account(10);
/// Managed policies by lower-cased name.
pub const MANAGED_POLICIES: Table<ManagedPolicyRecord> = Table::account(11);
/// Who carries a managed policy: (lower-cased policy name, `role`, `user` or `group`, lower-cased name).
pub const POLICY_ATTACHMENTS: Table<PolicyAttachmentRecord, 3> = Table::account(12);
/// OpenID Connect providers by URL without the scheme.
pub const OPENID_CONNECT_PROVIDERS: Table<OpenIdConnectProviderRecord> = Table::account(13);
/// SAML providers by name.
pub const SAML_PROVIDERS: Table<SamlProviderRecord> = Table::account(15);
/// The one alias of each account, under the word `alias`.
pub const ACCOUNT_ALIASES: Table<AccountAliasRecord> = Table::account(70);
/// Whose an alias is, by the alias.
pub const ACCOUNT_ALIAS_OWNERS: Table<AccountAliasRecord> = Table::global(71);
/// Whom a managed policy bounds: (policy's ARN, `role` or `user`, lower-cased name).
pub const POLICY_BOUNDARIES: Table<PolicyAttachmentRecord, 3> = Table::account(72);
/// Users and roles of all accounts by unique id.
pub const PRINCIPALS: Table<PrincipalRecord> = Table::global(73);
