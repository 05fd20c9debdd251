//! Verifying what others issued: OpenID tokens, the keys that sign them, and the certificates of
//! those who publish the keys.
//!
//! This crate fetches nothing and reads no clock: documents and `now` are parameters.

mod thumbprint;

pub use thumbprint::{Thumbprint, ThumbprintError};
