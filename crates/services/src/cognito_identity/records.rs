//! What Cognito Identity keeps in the store. Field numbers are for ever.

use std::collections::BTreeMap;

use daypass_store::Table;

/// An identity pool, keyed by its id in the global scope: unsigned calls carry nothing else.
#[derive(Clone, PartialEq, prost::Message)]
pub struct IdentityPoolRecord {
    /// The pool's id, `REGION:uuid`.
    #[prost(string, tag = "1")]
    pub id: String,
    /// The account that owns the pool.
    #[prost(string, tag = "2")]
    pub account: String,
    /// The region that the pool lives in.
    #[prost(string, tag = "3")]
    pub region: String,
    /// The pool's name; names are not unique.
    #[prost(string, tag = "4")]
    pub name: String,
    /// Whether guests are allowed.
    #[prost(bool, tag = "5")]
    pub allow_unauthenticated: bool,
    /// Whether `GetOpenIdToken` (the basic flow) is allowed; `None` when it was never given.
    #[prost(bool, optional, tag = "6")]
    pub allow_classic_flow: Option<bool>,
    /// Public providers: login key to app id.
    #[prost(btree_map = "string, string", tag = "7")]
    pub supported_login_providers: BTreeMap<String, String>,
    /// The developer provider's name, empty when none.
    #[prost(string, tag = "8")]
    pub developer_provider_name: String,
    /// ARNs of OpenID Connect providers registered in IAM.
    #[prost(string, repeated, tag = "9")]
    pub openid_connect_provider_arns: Vec<String>,
    /// User pools.
    #[prost(message, repeated, tag = "10")]
    pub cognito_identity_providers: Vec<CognitoIdentityProviderRecord>,
    /// ARNs of SAML providers.
    #[prost(string, repeated, tag = "11")]
    pub saml_provider_arns: Vec<String>,
    /// Tags.
    #[prost(btree_map = "string, string", tag = "12")]
    pub tags: BTreeMap<String, String>,
    /// Role ARNs by `authenticated` and `unauthenticated`.
    #[prost(btree_map = "string, string", tag = "13")]
    pub roles: BTreeMap<String, String>,
    /// Role mappings by provider.
    #[prost(btree_map = "string, message", tag = "14")]
    pub role_mappings: BTreeMap<String, RoleMappingRecord>,
    /// When the pool was made, in milliseconds since 1970.
    #[prost(int64, tag = "15")]
    pub created_ms: i64,
    /// Grows by one when sessions of this pool are revoked.
    #[prost(uint64, tag = "16")]
    pub epoch: u64,
    /// Which claims become session tags, by provider.
    #[prost(btree_map = "string, message", tag = "17")]
    pub principal_tag_maps: BTreeMap<String, PrincipalTagMapRecord>,
}

/// Which claims of one provider's tokens become tags of the session.
#[derive(Clone, PartialEq, prost::Message)]
pub struct PrincipalTagMapRecord {
    /// Whether the two default tags are given.
    #[prost(bool, tag = "1")]
    pub use_defaults: bool,
    /// Claim names by tag key.
    #[prost(btree_map = "string, string", tag = "2")]
    pub tags: BTreeMap<String, String>,
}

/// A user pool and its client, as an identity pool trusts them.
#[derive(Clone, PartialEq, prost::Message)]
pub struct CognitoIdentityProviderRecord {
    /// `cognito-idp.REGION.amazonaws.com/POOL`.
    #[prost(string, tag = "1")]
    pub provider_name: String,
    /// The user pool client's id.
    #[prost(string, tag = "2")]
    pub client_id: String,
    /// Whether the user pool is asked about the user at each call.
    #[prost(bool, optional, tag = "3")]
    pub server_side_token_check: Option<bool>,
}

/// How one provider's users get their role.
#[derive(Clone, PartialEq, prost::Message)]
pub struct RoleMappingRecord {
    /// `Token` or `Rules`.
    #[prost(string, tag = "1")]
    pub mapping_type: String,
    /// `AuthenticatedRole` or `Deny`, empty when it was not given.
    #[prost(string, tag = "2")]
    pub ambiguous_role_resolution: String,
    /// The rules in their order.
    #[prost(message, repeated, tag = "3")]
    pub rules: Vec<MappingRuleRecord>,
}

/// One rule of a role mapping.
#[derive(Clone, PartialEq, prost::Message)]
pub struct MappingRuleRecord {
    /// The claim's name.
    #[prost(string, tag = "1")]
    pub claim: String,
    /// `Equals`, `Contains`, `StartsWith` or `NotEqual`.
    #[prost(string, tag = "2")]
    pub match_type: String,
    /// The value compared with the claim.
    #[prost(string, tag = "3")]
    pub value: String,
    /// The role that a match gives.
    #[prost(string, tag = "4")]
    pub role_arn: String,
}

/// A row of a pool's listing.
#[derive(Clone, PartialEq, prost::Message)]
pub struct IdentityPoolListingRecord {
    /// The pool's name.
    #[prost(string, tag = "1")]
    pub name: String,
}

/// What an identity is. It is stored, never derived from an empty list of logins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration)]
#[repr(i32)]
pub enum IdentityState {
    /// Never linked to a login.
    Guest = 0,
    /// Linked to at least one login.
    Authenticated = 1,
    /// Merged into another identity.
    Disabled = 2,
    /// Every login was unlinked.
    Inaccessible = 3,
}

/// An identity, keyed by its id in the global scope.
#[derive(Clone, PartialEq, prost::Message)]
pub struct IdentityRecord {
    /// The identity's id, `REGION:uuid`.
    #[prost(string, tag = "1")]
    pub id: String,
    /// The pool that it belongs to.
    #[prost(string, tag = "2")]
    pub pool_id: String,
    /// What it is.
    #[prost(enumeration = "IdentityState", tag = "3")]
    pub state: i32,
    /// Its logins in the order of linking, at most twenty.
    #[prost(message, repeated, tag = "4")]
    pub logins: Vec<LoginRecord>,
    /// When it was made, in milliseconds since 1970.
    #[prost(int64, tag = "5")]
    pub created_ms: i64,
    /// When a login was last linked or removed.
    #[prost(int64, tag = "6")]
    pub modified_ms: i64,
    /// Grows by one when the identity's sessions are revoked: on upgrade, merge, disabling.
    #[prost(uint64, tag = "7")]
    pub epoch: u64,
    /// The identity that this one was merged into, empty when none.
    #[prost(string, tag = "8")]
    pub merged_into: String,
    /// When the webhook was last told that it signed in, in milliseconds since 1970.
    #[prost(int64, tag = "9")]
    pub signed_in_ms: i64,
    /// Whether it came from elsewhere, and its users are for the pool's owner to name.
    #[prost(bool, tag = "10")]
    pub imported: bool,
}

/// One login of an identity: who vouches, and for whom.
#[derive(Clone, PartialEq, prost::Message)]
pub struct LoginRecord {
    /// The login key: `accounts.google.com`, an issuer without its scheme, a user pool.
    #[prost(string, tag = "1")]
    pub provider: String,
    /// The provider's own id of the user (`sub`).
    #[prost(string, tag = "2")]
    pub subject: String,
    /// Whether it is a user of the pool's developer provider, whom no token proves.
    #[prost(bool, tag = "3")]
    pub developer: bool,
}

impl LoginRecord {
    /// A login that a token of a public provider proves.
    pub fn public(provider: impl Into<String>, subject: impl Into<String>) -> Self {
        Self { provider: provider.into(), subject: subject.into(), developer: false }
    }
}

/// A row that leads from a login, or from a pool, to an identity.
#[derive(Clone, PartialEq, prost::Message)]
pub struct IdentityIndexRecord {
    /// The identity's id.
    #[prost(string, tag = "1")]
    pub identity_id: String,
}

/// A pool that was deleted and whose identities still await the sweeper; the key holds its id.
#[derive(Clone, PartialEq, prost::Message)]
pub struct DeletedPoolRecord {}

/// When a guest was seen last.
#[derive(Clone, PartialEq, prost::Message)]
pub struct GuestUseRecord {
    /// The day, counted from 1970.
    #[prost(int64, tag = "1")]
    pub day: i64,
}

/// A SAML assertion that was used; the key holds when it ends and which it is.
#[derive(Clone, PartialEq, prost::Message)]
pub struct SpentAssertionRecord {
    /// Whether it is good for nothing any more; otherwise its identity was asked for.
    #[prost(bool, tag = "1")]
    pub for_everything: bool,
}

/// Identity pools by id. Ten mappings of 25 rules each outgrow one value of the store.
pub const IDENTITY_POOLS: Table<IdentityPoolRecord> = Table::global(20).split();
/// The pools of one account and region, by id.
pub const IDENTITY_POOL_LISTING: Table<IdentityPoolListingRecord> = Table::account_region(21);
/// Identities by id. One of a pool that is gone is gone as well, whether or not it was swept yet.
pub const IDENTITIES: Table<IdentityRecord> = Table::global(22);
/// The identities of a pool: (pool id, identity id).
pub const POOL_IDENTITIES: Table<IdentityIndexRecord, 2> = Table::global(23);
/// Identities by login: (pool id, kind, provider, subject); kind is `public` or `developer`.
pub const LOGINS: Table<IdentityIndexRecord, 4> = Table::global(24);
/// Deleted pools whose identities were not all swept yet, by id.
pub const DELETED_POOLS: Table<DeletedPoolRecord> = Table::global(25);
/// The last uses of guests, by identity id.
pub const GUEST_USES: Table<GuestUseRecord> = Table::global(26);
/// Used SAML assertions: (end in milliseconds since 1970, fingerprint).
pub const SPENT_ASSERTIONS: Table<SpentAssertionRecord, 2> = Table::global(28);
