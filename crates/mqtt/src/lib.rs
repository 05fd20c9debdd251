//! MQTT 3.1.1 and 5.0 control packets: typed packets, their incremental decoding from bytes and their
//! encoding. It knows what a well-formed packet is; what a packet does is the broker's.
//!
//! Normative statements are cited beside the code that holds them: `[MQTT-3.1.2-3]` is one of
//! MQTT 5.0, `[3.1.1: MQTT-3.1.2-22]` one that only 3.1.1 has, or has under another number.

mod decode;
mod encode;
mod error;
mod fan_out;
mod packet;
mod properties;
mod run;
mod value;
mod wire;

pub use decode::{Bounds, decode, decode_from_server};
pub use encode::{PACKET_BYTES_MAX, encode};
pub use error::{DecodeError, DecodeErrorKind, EncodeError};
pub use fan_out::{PublishHeader, SharedPublish};
pub use packet::{
    Acknowledgement, Auth, Connack, ConnackProperties, Connect, ConnectProperties, Delivery,
    Disconnect, Packet, PacketType, Publish, PublishTopic, RetainHandling, Suback, Subscribe,
    Subscription, Unsuback, Unsubscribe, Will,
};
pub use properties::{
    MessageProperties, PayloadFormat, PropertyIdentifier, ReasonProperties, UserProperty,
};
pub use run::{PlainPublish, PublishRun, UncheckedTopic};
pub use value::{
    BinaryData, BinaryDataError, PacketIdentifier, ProtocolVersion, QoS, ReasonCode, Redacted,
    SubscriptionIdentifier, TopicAlias, TopicError, TopicFilter, TopicName, Utf8String,
    Utf8StringError,
};
