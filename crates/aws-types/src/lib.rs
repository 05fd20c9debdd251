//! The shapes of the AWS calls that are served. No logic.
//!
//! `generated/` is written by `cargo xtask codegen` from the public service models; everything else
//! here is by hand: ids, moments, secrets, errors, and the schema that the generated modules fill in.

pub mod error;
mod generated;
mod ids;
pub mod schema;
mod secret;
mod timestamp;
pub mod value;

pub use generated::{OPERATIONS, cognito_identity, iam, iot, iot_data, sts};
pub use ids::{AccountId, IdError, Region};
pub use secret::Secret;
pub use timestamp::Timestamp;
pub use value::{Decode, Encode};
