//! The operations: one folder per AWS service, one file per resource.
//!
//! An operation is typed input to typed output plus one batch of writes. It contains no HTTP, no
//! JSON, no clock and no randomness; what it needs from outside are ports that `crates/server` implements.

pub mod account;
pub mod authorization;
pub mod call_note;
pub mod changes;
pub mod cognito_identity;
pub mod commit;
pub mod environment;
pub mod iam;
pub mod iot;
pub mod iot_data;
pub mod limits;
pub mod logins;
pub mod operation;
pub mod paging;
pub mod ports;
pub mod principal;
pub mod random;
pub mod revocation;
mod scope;
pub mod served;
pub mod sessions;
mod store_error;
pub mod sts;
#[cfg(test)]
mod testing;
pub mod turns;
pub mod webhook;

pub use call_note::CallNote;
pub use environment::{Environment, Settings, WEB_TOKEN_ISSUERS};
pub use operation::{Call, Operation, Permission};
pub use principal::Principal;
