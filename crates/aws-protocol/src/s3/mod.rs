//! Requests of an object store as a proxy passes them on: which operation one is, what of IAM it
//! needs, what of it goes on, and what S3 answers where it does not.
//!
//! A store that is given something which nobody here has heard of may do anything with it. So what
//! is not known is refused: an operation, a parameter of the query, a header of AWS's. Paths, copy
//! sources and keys pass only where every reader takes them for the same object.

mod asked;
mod body_check;
mod deletion;
mod error;
mod headers;
mod names;
mod payload;
mod query;
mod shapes;
mod tagging;
#[cfg(test)]
mod tests;
mod trailer;

pub use asked::{Asked, Body, Permission, Value, read};
pub use body_check::BodyCheck;
pub use deletion::{DELETION_BYTES_MAX, DELETION_KEYS_MAX, Deletion};
pub use error::S3Error;
pub use names::{KEY_BYTES_MAX, is_bucket, is_key};
pub use payload::{OBJECT_BYTES_MAX, Payload};
pub use tagging::{TAGGING_BYTES_MAX, tags};
pub use trailer::{CHUNK_BYTES, Checksum, TrailedChunks};

/// The name that requests are signed for.
pub const SIGNING_NAME: &str = "s3";
/// How far the date of a request may be from now, in seconds.
pub const SKEW_SECONDS_MAX: u32 = 15 * 60;
