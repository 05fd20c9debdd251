//! The values that stand in packets: each checked once, when it is made.

mod binary_data;
mod identifiers;
mod protocol_version;
mod qos;
mod reason_code;
mod redacted;
mod topic;
mod utf8_string;

pub use binary_data::{BinaryData, BinaryDataError};
pub use identifiers::{PacketIdentifier, SubscriptionIdentifier, TopicAlias};
pub use protocol_version::ProtocolVersion;
pub use qos::QoS;
pub use reason_code::ReasonCode;
pub use redacted::Redacted;
pub use topic::{TopicError, TopicFilter, TopicName};
pub use utf8_string::{Utf8String, Utf8StringError};
