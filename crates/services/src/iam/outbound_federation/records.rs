//! What is kept of an account's own issuer. Field numbers are for ever: add new ones, never reuse an old one.

use daypass_aws_types::AccountId;
use daypass_store::{Key, Reads, Scope, StoreError, Table};

use crate::scope::of_account;

/// An account's issuer of web identity tokens: made when the account enables it for the first time,
/// and kept for ever, because others trust its name.
#[derive(Clone, PartialEq, prost::Message)]
pub struct OutboundFederationRecord {
    /// The UUID that the issuer's name ends in.
    #[prost(string, tag = "1")]
    pub issuer_id: String,
    /// Whether tokens are given out.
    #[prost(bool, tag = "2")]
    pub enabled: bool,
    /// The number of the latest pair of keys.
    #[prost(uint32, tag = "3")]
    pub last_number: u32,
    /// The keys that sign, and those whose tokens may still be valid.
    #[prost(message, repeated, tag = "4")]
    pub keys: Vec<OutboundKeyRecord>,
}

/// One key of an issuer.
#[derive(Clone, PartialEq, prost::Message)]
pub struct OutboundKeyRecord {
    /// The `kid`, which no other key of the issuer ever has.
    #[prost(string, tag = "1")]
    pub key_id: String,
    /// How it signs, by the name of JOSE.
    #[prost(string, tag = "2")]
    pub algorithm: String,
    /// The private key (PKCS#8), sealed for this very key of this account.
    #[prost(bytes = "vec", tag = "3")]
    pub sealed: Vec<u8>,
    /// The public key, as it is published (JWK).
    #[prost(string, tag = "4")]
    pub jwk: String,
    /// When it was made, in seconds since 1970.
    #[prost(int64, tag = "5")]
    pub made_s: i64,
    /// When it ceased to sign, in seconds since 1970.
    #[prost(int64, optional, tag = "6")]
    pub retired_s: Option<i64>,
}

/// Whose an issuer is.
#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct OutboundIssuerRecord {
    /// The account.
    #[prost(string, tag = "1")]
    pub(super) account: String,
}

/// The one issuer of each account, under the word `issuer`.
const OUTBOUND_FEDERATIONS: Table<OutboundFederationRecord> = Table::account(96);
/// Whose an issuer is, by its UUID.
const OUTBOUND_ISSUERS: Table<OutboundIssuerRecord> = Table::global(97);

/// The key that an account's issuer is kept under.
pub(crate) fn federation_key(account: &AccountId) -> Key<OutboundFederationRecord> {
    OUTBOUND_FEDERATIONS.key(&of_account(account), ["issuer"])
}

/// The key that says whose an issuer is.
pub(super) fn issuer_key(issuer_id: &str) -> Key<OutboundIssuerRecord> {
    OUTBOUND_ISSUERS.key(&Scope::GLOBAL, [issuer_id])
}

/// The issuer of this UUID, whether or not it gives tokens out; nothing if there never was one.
///
/// # Errors
/// The store did not answer.
pub async fn outbound_issuer(
    reads: &Reads<'_>,
    issuer_id: &str,
) -> Result<Option<OutboundFederationRecord>, StoreError> {
    let Some(owner) = reads.peek(&issuer_key(issuer_id)).await? else { return Ok(None) };
    let Ok(account) = AccountId::parse(&owner.account) else { return Ok(None) };
    reads.peek(&federation_key(&account)).await
}
