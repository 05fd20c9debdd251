//! UNSUBSCRIBE and UNSUBACK (sections 3.10 and 3.11).

use crate::decode::Context;
use crate::properties;
use crate::wire::{Reader, Sink};
use crate::{
    DecodeErrorKind, PacketIdentifier, PacketType, ProtocolVersion, ReasonCode, ReasonProperties,
    TopicFilter, UserProperty,
};

/// A client ends subscriptions.
#[derive(Debug, Clone, PartialEq)]
pub struct Unsubscribe {
    /// Names the packet until UNSUBACK.
    pub packet_identifier: PacketIdentifier,
    /// For the applications.
    pub user_properties: Vec<UserProperty>,
    /// At least one [MQTT-3.10.3-2].
    pub topic_filters: Vec<TopicFilter>,
}

impl Unsubscribe {
    pub(crate) fn read(mut reader: Reader, context: &Context<'_>) -> Result<Self, DecodeErrorKind> {
        let packet_identifier = reader.packet_identifier()?;
        let mut user_properties = Vec::new();
        if context.version == ProtocolVersion::V5 {
            properties::read(&mut reader, |identifier, reader| {
                context.user_property(identifier, &mut user_properties, reader)
            })?;
        }
        let topic_filters = context.topic_filters(reader, Reader::topic_filter)?;
        Ok(Self { packet_identifier, user_properties, topic_filters })
    }

    pub(crate) fn write(&self, version: ProtocolVersion, sink: &mut dyn Sink) {
        sink.two_byte_integer(self.packet_identifier.get());
        if version == ProtocolVersion::V5 {
            properties::write(sink, |writer| writer.user_properties(&self.user_properties));
        }
        for topic_filter in &self.topic_filters {
            sink.prefixed(topic_filter.as_str().as_bytes());
        }
    }
}

/// The server answers UNSUBSCRIBE.
#[derive(Debug, Clone, PartialEq)]
pub struct Unsuback {
    /// The packet identifier of the UNSUBSCRIBE.
    pub packet_identifier: PacketIdentifier,
    /// One for each topic filter, in their order [MQTT-3.11.3-1]; not sent in 3.1.1.
    pub reason_codes: Vec<ReasonCode>,
    /// Why.
    pub properties: ReasonProperties,
}

impl Unsuback {
    pub(crate) fn read(mut reader: Reader, context: &Context<'_>) -> Result<Self, DecodeErrorKind> {
        let packet_identifier = reader.packet_identifier()?;
        if context.version == ProtocolVersion::V311 {
            reader.finish()?;
            let properties = ReasonProperties::default();
            return Ok(Self { packet_identifier, reason_codes: Vec::new(), properties });
        }
        let properties = ReasonProperties::read(&mut reader, context.bounds)?;
        let reason_codes = reader.reason_codes(PacketType::Unsuback)?;
        Ok(Self { packet_identifier, reason_codes, properties })
    }

    pub(crate) fn write(&self, version: ProtocolVersion, sink: &mut dyn Sink) {
        sink.two_byte_integer(self.packet_identifier.get());
        if version == ProtocolVersion::V5 {
            self.properties.write(sink);
            for code in &self.reason_codes {
                sink.byte(code.value());
            }
        }
    }
}
