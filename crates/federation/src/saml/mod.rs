//! SAML 2.0: an identity provider's metadata, and what a signed response of it says.
//!
//! A response is read strictly: exactly one response holds exactly one assertion, a signature
//! stands in the very element that it signs, and only what is signed is read.

mod assertion;
mod canonical;
mod certificate;
mod date_time;
mod error;
mod metadata;
mod names;
mod replays;
mod response;
mod signature;
mod xml;

pub use assertion::{Assertion, SAML_CLOCK_GRACE_S, SAML_REDEEMED_SECONDS_MAX, Subject};
pub use error::{MetadataError, SamlError};
pub use metadata::{METADATA_BYTES_MAX, Metadata};
pub use replays::{REPLAYS_MAX, ReplayError, Replays};
pub use response::{RESPONSE_BYTES_MAX, Trusted, read_response};
pub use xml::XmlError;
