//! What is kept of certificates. Field numbers are for ever.

use daypass_aws_types::{AccountId, Region};
use daypass_store::Table;

/// What a certificate may be used for.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_CertificateDescription.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration)]
#[repr(i32)]
pub enum CertificateStatus {
    /// Nobody connects with it.
    Inactive = 0,
    /// Its device may connect.
    Active = 1,
    /// Nobody connects with it any more.
    Revoked = 2,
}

impl CertificateStatus {
    /// AWS's word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Inactive => "INACTIVE",
            Self::Active => "ACTIVE",
            Self::Revoked => "REVOKED",
        }
    }

    /// The status that a caller may give; the other ones of AWS come about by themselves.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Inactive, Self::Active, Self::Revoked]
            .into_iter()
            .find(|status| status.as_str() == word)
    }
}

/// A certificate, keyed by its id in the global scope: a device brings nothing else.
#[derive(Clone, PartialEq, prost::Message)]
pub struct CertificateRecord {
    /// The id: SHA-256 of the certificate's DER, 64 lower-case hexadecimal digits.
    #[prost(string, tag = "1")]
    pub id: String,
    /// The account that the certificate belongs to.
    #[prost(string, tag = "2")]
    pub account: String,
    /// The region that it is registered in.
    #[prost(string, tag = "3")]
    pub region: String,
    /// The certificate itself, DER.
    #[prost(bytes = "vec", tag = "4")]
    pub der: Vec<u8>,
    /// What it may be used for.
    #[prost(enumeration = "CertificateStatus", tag = "5")]
    pub status: i32,
    /// When it was registered, in milliseconds since 1970.
    #[prost(int64, tag = "6")]
    pub created_ms: i64,
    /// When its status last changed.
    #[prost(int64, tag = "7")]
    pub modified_ms: i64,
    /// The beginning of its validity, in seconds since 1970.
    #[prost(int64, tag = "8")]
    pub not_before_s: i64,
    /// The end of its validity, in seconds since 1970.
    #[prost(int64, tag = "9")]
    pub not_after_s: i64,
    /// Whether our own authority issued it.
    #[prost(bool, tag = "10")]
    pub issued_here: bool,
    /// Grows by one with each change; AWS's `customerVersion` and `generationId` are made from it.
    #[prost(uint32, tag = "11")]
    pub generation: u32,
}

impl CertificateRecord {
    /// Whether it is registered in this account and region.
    pub fn is_of(&self, account: &AccountId, region: &Region) -> bool {
        self.account == account.as_str() && self.region == region.as_str()
    }
}

/// A row of the listing of certificates; the key holds everything.
#[derive(Clone, PartialEq, prost::Message)]
pub struct CertificateListingRecord {}

/// Certificates by id.
pub const CERTIFICATES: Table<CertificateRecord> = Table::global(50);
/// Certificates of an account and region: (`ascending` or `descending`, time of registration in
/// that order, id).
pub const CERTIFICATE_LISTING: Table<CertificateListingRecord, 3> = Table::account_region(51);
