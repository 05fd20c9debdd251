//! Why bytes are no packet, why a packet cannot be sent, and what MQTT says to the peer about it.

use thiserror::Error;

use crate::{
    BinaryDataError, PacketType, PropertyIdentifier, ProtocolVersion, ReasonCode, TopicError,
    Utf8StringError,
};

/// Bytes that are no packet, or none that may come here. The connection ends with it
/// [MQTT-4.13.1-1].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{kind}")]
pub struct DecodeError {
    /// What is wrong.
    pub kind: DecodeErrorKind,
    /// The version in whose form the error may be answered; nothing while the peer has not shown that
    /// it speaks MQTT.
    pub version: Option<ProtocolVersion>,
}

impl DecodeError {
    /// The reason code for the CONNACK or DISCONNECT that precedes closing, where one is sent: in
    /// MQTT 5 any code, in 3.1.1 a CONNACK that
    /// [`connect_return_code`](ReasonCode::connect_return_code) can say.
    pub const fn reason_code(&self) -> ReasonCode {
        self.kind.reason_code()
    }
}

/// What is wrong with the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DecodeErrorKind {
    /// CONNECT begins with another protocol name than `MQTT` [MQTT-3.1.2-1].
    #[error("the protocol name is not `MQTT`")]
    ProtocolName,
    /// A protocol level other than 4 and 5 [MQTT-3.1.2-2], or 3 under the name that 3.1 has.
    #[error("the protocol level is neither 4 nor 5")]
    ProtocolLevel,
    /// Packet type 0, or 15 in 3.1.1 (section 2.1.2).
    #[error("the packet type is reserved")]
    PacketType,
    /// Another packet than CONNECT before it [MQTT-3.1.0-1], a second CONNECT [MQTT-3.1.0-2], or a
    /// packet that only the other side sends.
    #[error("the packet {0:?} may not come here")]
    UnexpectedPacket(PacketType),
    /// Fixed header flags other than the type's [MQTT-2.1.3-1].
    #[error("the flags of the fixed header are not those of the packet type")]
    FixedHeaderFlags,
    /// More than four bytes, or more of them than the value needs [MQTT-1.5.5-1].
    #[error("the variable byte integer is malformed")]
    VariableByteInteger,
    /// Longer than this receiver accepts.
    #[error("the packet is longer than its receiver accepts")]
    PacketTooLarge,
    /// A field reaches beyond the end of the packet or of its properties.
    #[error("a field reaches beyond the end of the packet")]
    Truncated,
    /// The packet is longer than its fields.
    #[error("bytes follow the last field of the packet")]
    TrailingBytes,
    /// A string that is none.
    #[error(transparent)]
    String(#[from] Utf8StringError),
    /// Binary Data that is none.
    #[error(transparent)]
    Binary(#[from] BinaryDataError),
    /// A topic name or filter that is none.
    #[error(transparent)]
    Topic(#[from] TopicError),
    /// A QoS of 3 [MQTT-3.3.1-4].
    #[error("the quality of service is 3")]
    QoS,
    /// DUP on a PUBLISH of QoS 0 [MQTT-3.3.1-2].
    #[error("a PUBLISH of QoS 0 is marked as a duplicate")]
    DuplicateAtMostOnce,
    /// Bits are set that must be zero.
    #[error("reserved bits are set")]
    ReservedBits,
    /// A packet identifier of zero [MQTT-2.2.1-3].
    #[error("the packet identifier is zero")]
    PacketIdentifier,
    /// Will QoS or Will Retain without a will [MQTT-3.1.2-11], [MQTT-3.1.2-13].
    #[error("flags of a will are set without a will")]
    WillFlags,
    /// 3.1.1 only: a password without a user name [3.1.1: MQTT-3.1.2-22].
    #[error("there is a password without a user name")]
    PasswordWithoutUserName,
    /// 3.1.1 only: an empty client identifier for a session that is to last [3.1.1: MQTT-3.1.3-8].
    #[error("the client identifier of a session that is to last is empty")]
    ClientIdentifier,
    /// SUBSCRIBE or UNSUBSCRIBE without a topic filter [MQTT-3.8.3-2], [MQTT-3.10.3-2]; SUBACK or
    /// UNSUBACK without a reason code.
    #[error("the payload is empty")]
    EmptyPayload,
    /// Retain Handling of 3 (section 3.8.3.1).
    #[error("the retain handling is 3")]
    RetainHandling,
    /// No Local on a shared subscription [MQTT-3.8.3-4].
    #[error("a shared subscription is marked no local")]
    NoLocalShared,
    /// An empty topic name without a topic alias (section 3.3.2.1).
    #[error("there is neither a topic name nor a topic alias")]
    NoTopic,
    /// A topic alias of zero [MQTT-3.3.2-8].
    #[error("the topic alias is zero")]
    TopicAlias,
    /// A client's PUBLISH carries a subscription identifier [MQTT-3.3.4-6].
    #[error("a client's PUBLISH carries a subscription identifier")]
    SubscriptionIdentifierFromClient,
    /// A reason code that does not exist or does not belong into this packet.
    #[error("the reason code does not belong into the packet")]
    ReasonCode,
    /// Session Present beside a failure [MQTT-3.2.2-6].
    #[error("a failed connection has a session present")]
    SessionPresent,
    /// A property that the specification does not know.
    #[error("the property does not exist")]
    UnknownProperty,
    /// A property that does not belong into this packet (section 2.2.2.2).
    #[error("the property {0:?} does not belong into the packet")]
    PropertyNotAllowed(PropertyIdentifier),
    /// A property that may stand once stands twice.
    #[error("the property {0:?} is included more than once")]
    DuplicateProperty(PropertyIdentifier),
    /// A value that the property may not have: zero, or a flag that is neither 0 nor 1.
    #[error("the value of the property {0:?} is not allowed")]
    PropertyValue(PropertyIdentifier),
    /// Authentication Data without Authentication Method, or AUTH without one (sections 3.1.2.11.10,
    /// 3.15.2.2.2).
    #[error("there is no authentication method")]
    NoAuthenticationMethod,
    /// More user properties in one packet than this receiver accepts.
    #[error("there are more user properties than the receiver accepts")]
    TooManyUserProperties,
    /// More topic filters in one packet than this receiver accepts.
    #[error("there are more topic filters than the receiver accepts")]
    TooManyTopicFilters,
}

impl DecodeErrorKind {
    /// The reason code that says it (section 4.13).
    pub const fn reason_code(self) -> ReasonCode {
        match self {
            Self::ProtocolName | Self::ProtocolLevel => ReasonCode::UnsupportedProtocolVersion,
            Self::ClientIdentifier => ReasonCode::ClientIdentifierNotValid,
            Self::PacketTooLarge => ReasonCode::PacketTooLarge,
            Self::TopicAlias => ReasonCode::TopicAliasInvalid,
            Self::TooManyUserProperties | Self::TooManyTopicFilters => ReasonCode::QuotaExceeded,
            Self::UnexpectedPacket(_)
            | Self::PacketIdentifier
            | Self::EmptyPayload
            | Self::RetainHandling
            | Self::NoLocalShared
            | Self::NoTopic
            | Self::SubscriptionIdentifierFromClient
            | Self::DuplicateProperty(_)
            | Self::PropertyValue(_)
            | Self::NoAuthenticationMethod => ReasonCode::ProtocolError,
            Self::PacketType
            | Self::FixedHeaderFlags
            | Self::VariableByteInteger
            | Self::Truncated
            | Self::TrailingBytes
            | Self::String(_)
            | Self::Binary(_)
            | Self::Topic(_)
            | Self::QoS
            | Self::DuplicateAtMostOnce
            | Self::ReservedBits
            | Self::WillFlags
            | Self::PasswordWithoutUserName
            | Self::ReasonCode
            | Self::SessionPresent
            | Self::UnknownProperty
            | Self::PropertyNotAllowed(_) => ReasonCode::MalformedPacket,
        }
    }
}

/// Why a packet cannot be sent. Nothing was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EncodeError {
    /// Longer than the receiver accepts, which must not be sent [MQTT-3.1.2-24], or than any packet
    /// can be.
    #[error("the packet has {packet_bytes} bytes, more than its receiver accepts")]
    PacketTooLarge {
        /// The bytes that the packet would have.
        packet_bytes: usize,
    },
    /// 3.1.1 has no such packet, or no such Connect Return code.
    #[error("the packet does not exist in MQTT 3.1.1")]
    NotInVersion,
}
