//! PUBLISH (section 3.3): a message, in either direction.

use bytes::Bytes;

use crate::decode::Context;
use crate::properties::{self, PropertyWriter};
use crate::wire::{Length, Reader, Sender, Sink};
use crate::{
    DecodeErrorKind, MessageProperties, PacketIdentifier, PropertyIdentifier, ProtocolVersion,
    PublishHeader, QoS, SubscriptionIdentifier, TopicAlias, TopicName,
};

/// A message, in either direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Publish {
    /// How it is delivered and acknowledged.
    pub delivery: Delivery,
    /// To be retained, or delivered because it was.
    pub retain: bool,
    /// Where it is published to.
    pub topic: PublishTopic,
    /// The subscriptions it comes by; empty from a client.
    pub subscription_identifiers: Vec<SubscriptionIdentifier>,
    /// The properties of the message itself.
    pub properties: MessageProperties,
    /// The message, a slice of what was received.
    pub payload: Bytes,
}

/// The quality of service with what each level needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// QoS 0: neither a packet identifier [MQTT-2.2.1-2] nor duplicates [MQTT-3.3.1-2].
    AtMostOnce,
    /// QoS 1.
    AtLeastOnce {
        /// Names the packet until PUBACK.
        packet_identifier: PacketIdentifier,
        /// Whether it may have been sent before.
        duplicate: bool,
    },
    /// QoS 2.
    ExactlyOnce {
        /// Names the packet until PUBCOMP.
        packet_identifier: PacketIdentifier,
        /// Whether it may have been sent before.
        duplicate: bool,
    },
}

impl Delivery {
    /// Its level.
    pub const fn qos(self) -> QoS {
        match self {
            Self::AtMostOnce => QoS::AtMostOnce,
            Self::AtLeastOnce { .. } => QoS::AtLeastOnce,
            Self::ExactlyOnce { .. } => QoS::ExactlyOnce,
        }
    }

    /// The packet identifier of QoS 1 and 2.
    pub const fn packet_identifier(self) -> Option<PacketIdentifier> {
        match self {
            Self::AtMostOnce => None,
            Self::AtLeastOnce { packet_identifier, .. }
            | Self::ExactlyOnce { packet_identifier, .. } => Some(packet_identifier),
        }
    }

    /// Whether the packet may have been sent before.
    pub const fn duplicate(self) -> bool {
        match self {
            Self::AtMostOnce => false,
            Self::AtLeastOnce { duplicate, .. } | Self::ExactlyOnce { duplicate, .. } => duplicate,
        }
    }

    fn read(flags: u8, reader: &mut Reader) -> Result<Self, DecodeErrorKind> {
        let duplicate = flags & FLAG_DUPLICATE != 0;
        match QoS::from_bits(flags >> QOS_SHIFT & 0b11).ok_or(DecodeErrorKind::QoS)? {
            QoS::AtMostOnce => Ok(Self::AtMostOnce),
            QoS::AtLeastOnce => {
                let packet_identifier = reader.packet_identifier()?;
                Ok(Self::AtLeastOnce { packet_identifier, duplicate })
            }
            QoS::ExactlyOnce => {
                let packet_identifier = reader.packet_identifier()?;
                Ok(Self::ExactlyOnce { packet_identifier, duplicate })
            }
        }
    }
}

/// A topic name, an alias for it, or both: then the alias stands for the name from now on. Aliases
/// are of MQTT 5; in 3.1.1 there is always a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishTopic<Name = TopicName> {
    /// The name alone.
    Name(Name),
    /// The name, and the alias that stands for it from now on.
    NameAndAlias(Name, TopicAlias),
    /// An alias that was given before.
    Alias(TopicAlias),
}

impl<Name> PublishTopic<Name> {
    /// The name, unless only its alias was sent.
    pub const fn name(&self) -> Option<&Name> {
        match self {
            Self::Name(name) | Self::NameAndAlias(name, _) => Some(name),
            Self::Alias(_) => None,
        }
    }

    /// The alias, if one was sent.
    pub const fn alias(&self) -> Option<TopicAlias> {
        match self {
            Self::Name(_) => None,
            Self::NameAndAlias(_, alias) | Self::Alias(alias) => Some(*alias),
        }
    }

    /// The same with a borrowed name.
    pub const fn as_ref(&self) -> PublishTopic<&Name> {
        match self {
            Self::Name(name) => PublishTopic::Name(name),
            Self::NameAndAlias(name, alias) => PublishTopic::NameAndAlias(name, *alias),
            Self::Alias(alias) => PublishTopic::Alias(*alias),
        }
    }
}

impl PublishTopic {
    fn new(name: Option<TopicName>, alias: Option<TopicAlias>) -> Result<Self, DecodeErrorKind> {
        match (name, alias) {
            (Some(name), None) => Ok(Self::Name(name)),
            (Some(name), Some(alias)) => Ok(Self::NameAndAlias(name, alias)),
            (None, Some(alias)) => Ok(Self::Alias(alias)),
            (None, None) => Err(DecodeErrorKind::NoTopic),
        }
    }
}

/// DUP in the flags of the fixed header (section 3.3.1).
pub(crate) const FLAG_DUPLICATE: u8 = 0b1000;
/// Where the QoS stands in the flags.
pub(crate) const QOS_SHIFT: u8 = 1;
/// RETAIN in the flags.
pub(crate) const FLAG_RETAIN: u8 = 0b0001;

impl Publish {
    pub(crate) fn read(
        flags: u8,
        mut reader: Reader,
        context: &Context<'_>,
    ) -> Result<Self, DecodeErrorKind> {
        let name = reader.string()?;
        let name = if name.as_str().is_empty() { None } else { Some(TopicName::new(name)?) };
        let delivery = Delivery::read(flags, &mut reader)?;
        let mut alias = None;
        let mut subscription_identifiers = Vec::new();
        let mut message = MessageProperties::default();
        if context.version == ProtocolVersion::V5 {
            properties::read(&mut reader, |identifier, reader| match identifier {
                PropertyIdentifier::TopicAlias => {
                    let value = TopicAlias::new(reader.two_byte_integer()?);
                    let value = value.ok_or(DecodeErrorKind::TopicAlias)?;
                    properties::once(&mut alias, identifier, value)
                }
                PropertyIdentifier::SubscriptionIdentifier => {
                    if context.sender == Sender::Client {
                        return Err(DecodeErrorKind::SubscriptionIdentifierFromClient);
                    }
                    let value = SubscriptionIdentifier::new(reader.variable_byte_integer()?);
                    subscription_identifiers.push(properties::non_zero(identifier, value)?);
                    Ok(())
                }
                _ => message.take(identifier, reader, context.bounds),
            })?;
        }
        let topic = PublishTopic::new(name, alias)?;
        let retain = flags & FLAG_RETAIN != 0;
        let payload = reader.rest();
        Ok(Self { delivery, retain, topic, subscription_identifiers, properties: message, payload })
    }

    /// What of it differs from receiver to receiver.
    pub(crate) fn header(&self) -> PublishHeader<'_> {
        PublishHeader {
            delivery: self.delivery,
            retain: self.retain,
            topic: self.topic.as_ref(),
            message_expiry_interval_seconds: self.properties.message_expiry_interval_seconds,
            subscription_identifiers: &self.subscription_identifiers,
        }
    }

    pub(crate) fn write(&self, version: ProtocolVersion, sink: &mut dyn Sink) {
        let properties = |sink: &mut dyn Sink| match version {
            ProtocolVersion::V311 => {}
            ProtocolVersion::V5 => self.properties.write_constant(&mut PropertyWriter(sink)),
        };
        self.header().write(version, Length::of(properties), sink);
        properties(sink);
        sink.raw(&self.payload);
    }
}
