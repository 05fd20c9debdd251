//! What a caller hears whose bytes cannot be read, protocol by protocol.

use daypass_aws_types::error::{ServiceError, common};
use daypass_aws_types::schema::Protocol;

/// The error for a body, path or parameter that is not what the protocol says.
pub fn unreadable(protocol: Protocol, message: impl Into<String>) -> ServiceError {
    let shape = match protocol {
        Protocol::Json11 | Protocol::RestJson => &common::SERIALIZATION_EXCEPTION,
        Protocol::Query => &common::MALFORMED_INPUT,
    };
    ServiceError::new(shape, message)
}
