//! Who is calling: from a signature, or from a name and a password, to a principal and what it may
//! do now. HTTP calls, WebSocket upgrades and plain MQTT all come here.

mod authenticator;
mod device;
mod page;
mod refused;

pub use authenticator::Authenticator;
pub(crate) use authenticator::is_temporary;
pub(crate) use device::{Device, NoDevice, device};
pub use refused::Unauthenticated;

use daypass_aws_types::{AccountId, Region};
use daypass_services::Principal;
use daypass_services::authorization::Access;

/// Somebody whose credentials were verified, and what they may do in one region.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Who it is.
    pub principal: Principal,
    /// The account that the caller belongs to, and acts in.
    pub account: AccountId,
    /// The region that the caller acts in.
    pub region: Region,
    /// What the caller may do.
    pub access: Access,
}
