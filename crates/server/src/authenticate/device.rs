//! Who a device is: the certificate whose key it proved to hold, as it is registered.

use daypass_aws_types::{AccountId, Region};
use daypass_services::Principal;
use daypass_services::iot::certificate::ParsedCertificate;
use daypass_services::iot::certificate::records::CERTIFICATES;
use daypass_store::{Reads, Scope, Space, Store, StoreError};

/// A registered device, and where it is registered.
#[derive(Debug)]
pub(crate) struct Device {
    pub(crate) principal: Principal,
    pub(crate) account: AccountId,
    pub(crate) region: Region,
}

/// Why a certificate is nobody's.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoDevice {
    /// It is unreadable, not registered, or outside its validity.
    #[error("{0}")]
    Unknown(String),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whose certificate it is, and that the present, in seconds since 1970, lies in its validity. Whether it
/// is active is asked with its permissions.
pub(crate) async fn device(store: &dyn Store, der: &[u8], now_s: i64) -> Result<Device, NoDevice> {
    let shown =
        ParsedCertificate::from_der(der).map_err(|error| NoDevice::Unknown(error.to_string()))?;
    let reads = Reads::new(store, Space::State);
    let record = reads.peek(&CERTIFICATES.key(&Scope::GLOBAL, [&shown.id])).await?;
    let named = |what: &str| NoDevice::Unknown(format!("certificate {} {what}", shown.id));
    let record = record.ok_or_else(|| named("is not registered"))?;
    if now_s < shown.not_before_s {
        return Err(named("is not valid yet"));
    }
    if now_s > shown.not_after_s {
        return Err(named("has expired"));
    }
    let place = AccountId::parse(&record.account).ok().zip(Region::parse(&record.region).ok());
    let (account, region) = place.ok_or_else(|| named("is registered nowhere"))?;
    let principal = Principal::Certificate {
        certificate_id: record.id.into(),
        account: account.clone(),
        region: region.clone(),
    };
    Ok(Device { principal, account, region })
}
