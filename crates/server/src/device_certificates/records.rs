//! How the device authority is stored. Field numbers and table numbers never change.

use daypass_store::Table;

/// The authority that signs devices' certificates.
#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct DeviceAuthorityRecord {
    /// The private key (PKCS#8), sealed.
    #[prost(bytes = "vec", tag = "1")]
    pub(super) sealed: Vec<u8>,
    /// The certificate (DER).
    #[prost(bytes = "vec", tag = "2")]
    pub(super) certificate: Vec<u8>,
}

/// The one device authority; its key is [`CURRENT`].
pub(super) const DEVICE_AUTHORITIES: Table<DeviceAuthorityRecord> = Table::global(4);

/// The key of a record that there is one of.
pub(super) const CURRENT: &str = "current";
