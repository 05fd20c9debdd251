//! How the server's keys are stored. Field numbers and table numbers never change.

use daypass_store::Table;

use super::identity_token::KeyListRecord;

/// The key ring, wrapped under the root key.
#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct KeyRingRecord {
    #[prost(bytes = "vec", tag = "1")]
    pub(super) wrapped: Vec<u8>,
}

/// A key that signs tokens.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct SigningKeyRecord {
    /// The private key (PKCS#8), sealed.
    #[prost(bytes = "vec", tag = "1")]
    pub(crate) sealed: Vec<u8>,
    /// The `kid`.
    #[prost(string, tag = "2")]
    pub(crate) key_id: String,
}

/// The authority that signs the server's own certificates.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct ServerAuthorityRecord {
    /// The private key (PKCS#8), sealed.
    #[prost(bytes = "vec", tag = "1")]
    pub(crate) sealed: Vec<u8>,
    /// The certificate (DER).
    #[prost(bytes = "vec", tag = "2")]
    pub(crate) certificate: Vec<u8>,
    /// The names that the authority may vouch for.
    #[prost(string, repeated, tag = "3")]
    pub(crate) names: Vec<String>,
}

/// The one key ring; its key is [`CURRENT`].
pub(super) const KEY_RINGS: Table<KeyRingRecord> = Table::global(1);
/// Identity-token keys by their `kid`.
pub(super) const IDENTITY_TOKEN_KEYS: Table<SigningKeyRecord> = Table::global(2);
/// The one server authority; its key is [`CURRENT`].
pub(crate) const SERVER_AUTHORITIES: Table<ServerAuthorityRecord> = Table::global(3);

/// Which identity-token keys a region has.
pub(super) const IDENTITY_TOKEN_KEY_LISTS: Table<KeyListRecord> = Table::global(8);

/// The key of a record that there is one of.
pub(super) const CURRENT: &str = "current";
