//! Bytes to AWS calls and back: routing, decoding with AWS's own validation, encoding, errors, and
//! the verification of signatures.
//!
//! Three protocols are spoken: AWS JSON 1.1, REST-JSON, and Query with XML answers. Nothing here
//! knows what an operation does.

#[cfg(test)]
mod codec_tests;
mod decode;
mod encode;
mod error;
pub mod path;
mod route;
pub mod s3;
pub mod sigv4;
mod validate;

pub use decode::decode;
pub use encode::{encode, encode_error, encode_unrouted};
pub use error::unreadable;
pub use route::{Route, RouteError, route};
