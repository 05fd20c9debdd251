//! The will (sections 3.1.2.5 and 3.1.3.2): the message that a connection leaves behind.

use crate::decode::Context;
use crate::properties::{self, PropertyWriter};
use crate::wire::{Reader, Sink};
use crate::{
    BinaryData, DecodeErrorKind, MessageProperties, PropertyIdentifier, ProtocolVersion, QoS,
    TopicName,
};

/// The message that the server publishes when a connection ends without the client's farewell.
#[derive(Debug, Clone, PartialEq)]
pub struct Will {
    /// The QoS to publish it with.
    pub qos: QoS,
    /// Whether to retain it.
    pub retain: bool,
    /// Where to publish it to.
    pub topic: TopicName,
    /// How many seconds to wait for the client to come back.
    pub delay_interval_seconds: Option<u32>,
    /// The properties of the message itself.
    pub properties: MessageProperties,
    /// The message.
    pub payload: BinaryData,
}

impl Will {
    pub(crate) fn read(
        qos: QoS,
        retain: bool,
        reader: &mut Reader,
        context: &Context<'_>,
    ) -> Result<Self, DecodeErrorKind> {
        let mut delay_interval_seconds = None;
        let mut message = MessageProperties::default();
        if context.version == ProtocolVersion::V5 {
            properties::read(reader, |identifier, reader| match identifier {
                PropertyIdentifier::WillDelayInterval => {
                    let value = reader.four_byte_integer()?;
                    properties::once(&mut delay_interval_seconds, identifier, value)
                }
                _ => message.take(identifier, reader, context.bounds),
            })?;
        }
        let topic = reader.topic_name()?;
        let payload = reader.binary_data()?;
        Ok(Self { qos, retain, topic, delay_interval_seconds, properties: message, payload })
    }

    pub(crate) fn write(&self, version: ProtocolVersion, sink: &mut dyn Sink) {
        if version == ProtocolVersion::V5 {
            properties::write(sink, |writer| self.write_properties(writer));
        }
        sink.prefixed(self.topic.as_str().as_bytes());
        sink.prefixed(self.payload.as_bytes());
    }

    fn write_properties(&self, writer: &mut PropertyWriter<'_>) {
        let delay = self.delay_interval_seconds;
        writer.four_byte_integer(PropertyIdentifier::WillDelayInterval, delay);
        let expiry = self.properties.message_expiry_interval_seconds;
        writer.four_byte_integer(PropertyIdentifier::MessageExpiryInterval, expiry);
        self.properties.write_constant(writer);
    }
}
