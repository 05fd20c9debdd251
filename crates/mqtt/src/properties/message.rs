//! The properties that an application message has, whether it comes as PUBLISH or as a will
//! (MQTT 5.0, sections 3.3.2.3 and 3.1.3.2).

use super::{PropertyIdentifier, PropertyWriter, UserProperty, once, push_user_property};
use crate::wire::Reader;
use crate::{BinaryData, Bounds, DecodeErrorKind, TopicName, Utf8String};

/// What the sender says of its payload. Nobody has checked it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayloadFormat {
    /// Bytes of no particular kind, as if the property were absent.
    Unspecified = 0,
    /// UTF-8 text.
    Utf8 = 1,
}

/// The properties that go with a message from its sender to each receiver. All are absent in 3.1.1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MessageProperties {
    /// What the payload is.
    pub payload_format: Option<PayloadFormat>,
    /// How many seconds the message may wait for its receivers.
    pub message_expiry_interval_seconds: Option<u32>,
    /// What the payload contains.
    pub content_type: Option<Utf8String>,
    /// The topic for an answer; a topic name, so without wildcards [MQTT-3.3.2-14].
    pub response_topic: Option<TopicName>,
    /// What the answer is to carry.
    pub correlation_data: Option<BinaryData>,
    /// In the order in which they came [MQTT-3.3.2-18].
    pub user_properties: Vec<UserProperty>,
}

impl MessageProperties {
    /// Takes one property out of a list, or says that messages have no such property.
    pub(crate) fn take(
        &mut self,
        identifier: PropertyIdentifier,
        reader: &mut Reader,
        bounds: &Bounds,
    ) -> Result<(), DecodeErrorKind> {
        use PropertyIdentifier as Property;
        match identifier {
            Property::PayloadFormatIndicator => {
                once(&mut self.payload_format, identifier, payload_format(reader)?)
            }
            Property::MessageExpiryInterval => {
                let slot = &mut self.message_expiry_interval_seconds;
                once(slot, identifier, reader.four_byte_integer()?)
            }
            Property::ContentType => once(&mut self.content_type, identifier, reader.string()?),
            Property::ResponseTopic => {
                once(&mut self.response_topic, identifier, reader.topic_name()?)
            }
            Property::CorrelationData => {
                once(&mut self.correlation_data, identifier, reader.binary_data()?)
            }
            Property::UserProperty => {
                push_user_property(&mut self.user_properties, reader, bounds.user_properties_max)
            }
            _ => Err(DecodeErrorKind::PropertyNotAllowed(identifier)),
        }
    }

    /// Writes what is the same for every receiver at every time: all but the expiry interval, which
    /// is sent less the time that the message has waited [MQTT-3.3.2-6].
    pub(crate) fn write_constant(&self, writer: &mut PropertyWriter<'_>) {
        use PropertyIdentifier as Property;
        let payload_format = self.payload_format.map(|format| format as u8);
        writer.byte(Property::PayloadFormatIndicator, payload_format);
        writer.string(Property::ContentType, self.content_type.as_ref());
        let response_topic = self.response_topic.as_ref().map(TopicName::text);
        writer.string(Property::ResponseTopic, response_topic);
        writer.binary_data(Property::CorrelationData, self.correlation_data.as_ref());
        writer.user_properties(&self.user_properties);
    }
}

fn payload_format(reader: &mut Reader) -> Result<PayloadFormat, DecodeErrorKind> {
    let utf8 = super::flag(PropertyIdentifier::PayloadFormatIndicator, reader)?;
    Ok(if utf8 { PayloadFormat::Utf8 } else { PayloadFormat::Unspecified })
}
