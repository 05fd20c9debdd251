//! PUBLISH for many receivers: what differs between them is written for each, what is the same is
//! encoded once per message and shared.

use bytes::{Bytes, BytesMut};

use crate::encode::write_fixed_header;
use crate::packet::{FLAG_DUPLICATE, FLAG_RETAIN, QOS_SHIFT};
use crate::properties::{PropertyWriter, read_all};
use crate::wire::{Length, Reader, Sink};
use crate::{
    Bounds, DecodeErrorKind, Delivery, EncodeError, MessageProperties, PACKET_BYTES_MAX,
    PacketType, PropertyIdentifier, ProtocolVersion, PublishTopic, SubscriptionIdentifier,
    TopicAlias, TopicName, UserProperty,
};

/// What of a PUBLISH may differ from receiver to receiver.
#[derive(Debug, Clone, Copy)]
pub struct PublishHeader<'a> {
    /// QoS, packet identifier and DUP.
    pub delivery: Delivery,
    /// Whether the message is sent because it was retained, or as it was published.
    pub retain: bool,
    /// The topic, or what stands for it on this connection. In 3.1.1 there must be a name.
    pub topic: PublishTopic<&'a TopicName>,
    /// The expiry interval less the time that the message has waited [MQTT-3.3.2-6].
    pub message_expiry_interval_seconds: Option<u32>,
    /// The identifiers of the subscriptions that the message matches [MQTT-3.3.4-3].
    pub subscription_identifiers: &'a [SubscriptionIdentifier],
}

/// The parts of a message that are the same in every PUBLISH of it. On the wire such a PUBLISH is
/// what [`Self::write_header`] writes, then [`Self::properties`], then [`Self::payload`].
#[derive(Debug, Clone)]
pub struct SharedPublish {
    properties: Bytes,
    payload: Bytes,
}

/// The bounds of what was decoded, and judged, before it was encoded.
const ENCODED: Bounds = Bounds {
    packet_bytes_max: PACKET_BYTES_MAX,
    user_properties_max: PACKET_BYTES_MAX as usize,
    topic_filters_max: 0,
};

impl SharedPublish {
    /// Encodes the properties once. The payload is shared with whoever else holds it.
    pub fn new(properties: &MessageProperties, payload: Bytes) -> Self {
        let mut encoded = BytesMut::new();
        properties.write_constant(&mut PropertyWriter(&mut encoded));
        Self { properties: encoded.freeze(), payload }
    }

    /// The same of properties that [`Self::encoded_properties`] gave.
    pub fn of_encoded(properties: Bytes, payload: Bytes) -> Self {
        Self { properties, payload }
    }

    /// The properties as MQTT 5 encodes them.
    pub fn encoded_properties(&self) -> &Bytes {
        &self.properties
    }

    /// The properties again.
    ///
    /// # Errors
    /// What [`Self::of_encoded`] was given are no properties of a message.
    pub fn message_properties(&self) -> Result<MessageProperties, DecodeErrorKind> {
        let mut decoded = MessageProperties::default();
        let mut reader = Reader::new(self.properties.clone());
        read_all(&mut reader, |identifier, reader| decoded.take(identifier, reader, &ENCODED))?;
        Ok(decoded)
    }

    /// The user properties, in their order.
    ///
    /// # Errors
    /// What [`Self::of_encoded`] was given are no properties of a message.
    pub fn user_properties(&self) -> Result<Vec<UserProperty>, DecodeErrorKind> {
        Ok(self.message_properties()?.user_properties)
    }

    /// Writes the beginning of the packet for one receiver, or nothing if the whole packet would be
    /// longer than `packet_bytes_max`: then the receiver must do without it [MQTT-3.1.2-24], and it
    /// counts as delivered [MQTT-3.1.2-25].
    pub fn write_header(
        &self,
        version: ProtocolVersion,
        header: &PublishHeader<'_>,
        packet_bytes_max: u32,
        output: &mut BytesMut,
    ) -> Result<(), EncodeError> {
        header.check(version)?;
        let properties = self.properties(version).len();
        let begin = Length::of(|length| header.write(version, properties, length));
        let remaining_length = begin + properties + self.payload.len();
        let flags = header.flags();
        write_fixed_header(PacketType::Publish, flags, remaining_length, packet_bytes_max, output)?;
        header.write(version, properties, output);
        Ok(())
    }

    /// The properties that follow the header; none in 3.1.1.
    pub fn properties(&self, version: ProtocolVersion) -> &[u8] {
        match version {
            ProtocolVersion::V311 => &[],
            ProtocolVersion::V5 => &self.properties,
        }
    }

    /// The payload, which ends the packet.
    pub fn payload(&self) -> &Bytes {
        &self.payload
    }
}

impl PublishHeader<'_> {
    /// 3.1.1 has no topic aliases, so that only a name can stand there.
    pub(crate) fn check(&self, version: ProtocolVersion) -> Result<(), EncodeError> {
        match (version, self.topic) {
            (ProtocolVersion::V311, PublishTopic::Alias(_)) => Err(EncodeError::NotInVersion),
            _ => Ok(()),
        }
    }

    pub(crate) fn flags(&self) -> u8 {
        let duplicate = if self.delivery.duplicate() { FLAG_DUPLICATE } else { 0 };
        let retain = if self.retain { FLAG_RETAIN } else { 0 };
        duplicate | self.delivery.qos().bits() << QOS_SHIFT | retain
    }

    /// Writes the variable header (section 3.3.2) up to the properties that all receivers share.
    pub(crate) fn write(
        &self,
        version: ProtocolVersion,
        shared_properties_bytes: usize,
        sink: &mut dyn Sink,
    ) {
        let name = self.topic.name().map(|name| name.as_str().as_bytes());
        sink.prefixed(name.unwrap_or_default());
        if let Some(packet_identifier) = self.delivery.packet_identifier() {
            sink.two_byte_integer(packet_identifier.get());
        }
        if version == ProtocolVersion::V5 {
            let own = Length::of(|length| self.write_properties(&mut PropertyWriter(length)));
            sink.variable_byte_integer(own + shared_properties_bytes);
            self.write_properties(&mut PropertyWriter(sink));
        }
    }

    fn write_properties(&self, writer: &mut PropertyWriter<'_>) {
        let expiry = self.message_expiry_interval_seconds;
        writer.four_byte_integer(PropertyIdentifier::MessageExpiryInterval, expiry);
        let alias = self.topic.alias().map(TopicAlias::get);
        writer.two_byte_integer(PropertyIdentifier::TopicAlias, alias);
        for identifier in self.subscription_identifiers {
            let value = identifier.value();
            writer.variable_byte_integer(PropertyIdentifier::SubscriptionIdentifier, value);
        }
    }
}
