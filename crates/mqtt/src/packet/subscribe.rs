//! SUBSCRIBE and SUBACK (sections 3.8 and 3.9).

use crate::decode::Context;
use crate::properties;
use crate::wire::{Reader, Sink};
use crate::{
    DecodeErrorKind, PacketIdentifier, PacketType, PropertyIdentifier, ProtocolVersion, QoS,
    ReasonCode, ReasonProperties, SubscriptionIdentifier, TopicFilter, UserProperty,
};

/// A client subscribes.
#[derive(Debug, Clone, PartialEq)]
pub struct Subscribe {
    /// Names the packet until SUBACK.
    pub packet_identifier: PacketIdentifier,
    /// What to send with the messages that these subscriptions bring.
    pub subscription_identifier: Option<SubscriptionIdentifier>,
    /// For the applications.
    pub user_properties: Vec<UserProperty>,
    /// At least one [MQTT-3.8.3-2].
    pub subscriptions: Vec<Subscription>,
}

/// One topic filter with its options (section 3.8.3.1). 3.1.1 knows only the QoS: there the other
/// options have their zero values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// What to subscribe to.
    pub topic_filter: TopicFilter,
    /// The greatest QoS that the client wants.
    pub maximum_qos: QoS,
    /// Whether the client's own messages are left out.
    pub no_local: bool,
    /// Whether RETAIN stays as the sender set it.
    pub retain_as_published: bool,
    /// Whether retained messages are sent now.
    pub retain_handling: RetainHandling,
}

/// When a subscription brings the retained messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetainHandling {
    /// With each SUBSCRIBE, as in 3.1.1.
    Send = 0,
    /// Only if there was no such subscription.
    SendIfNew = 1,
    /// Never.
    DoNotSend = 2,
}

const OPTION_QOS: u8 = 0b0000_0011;
const OPTION_NO_LOCAL: u8 = 0b0000_0100;
const OPTION_RETAIN_AS_PUBLISHED: u8 = 0b0000_1000;
const OPTION_RETAIN_HANDLING_SHIFT: u8 = 4;
const OPTION_RESERVED: u8 = 0b1100_0000;

impl Subscribe {
    pub(crate) fn read(mut reader: Reader, context: &Context<'_>) -> Result<Self, DecodeErrorKind> {
        let packet_identifier = reader.packet_identifier()?;
        let mut subscription_identifier = None;
        let mut user_properties = Vec::new();
        if context.version == ProtocolVersion::V5 {
            properties::read(&mut reader, |identifier, reader| match identifier {
                PropertyIdentifier::SubscriptionIdentifier => {
                    let value = SubscriptionIdentifier::new(reader.variable_byte_integer()?);
                    let value = properties::non_zero(identifier, value)?;
                    properties::once(&mut subscription_identifier, identifier, value)
                }
                _ => context.user_property(identifier, &mut user_properties, reader),
            })?;
        }
        let subscriptions =
            context.topic_filters(reader, |reader| Subscription::read(reader, context.version))?;
        Ok(Self { packet_identifier, subscription_identifier, user_properties, subscriptions })
    }

    pub(crate) fn write(&self, version: ProtocolVersion, sink: &mut dyn Sink) {
        sink.two_byte_integer(self.packet_identifier.get());
        if version == ProtocolVersion::V5 {
            properties::write(sink, |writer| {
                if let Some(identifier) = self.subscription_identifier {
                    let property = PropertyIdentifier::SubscriptionIdentifier;
                    writer.variable_byte_integer(property, identifier.value());
                }
                writer.user_properties(&self.user_properties);
            });
        }
        for subscription in &self.subscriptions {
            sink.prefixed(subscription.topic_filter.as_str().as_bytes());
            sink.byte(subscription.options(version));
        }
    }
}

impl Subscription {
    fn read(reader: &mut Reader, version: ProtocolVersion) -> Result<Self, DecodeErrorKind> {
        let topic_filter = reader.topic_filter()?;
        let options = reader.byte()?;
        let reserved = match version {
            ProtocolVersion::V311 => !OPTION_QOS,   // [3.1.1: MQTT-3-8.3-4]
            ProtocolVersion::V5 => OPTION_RESERVED, // [MQTT-3.8.3-5]
        };
        if options & reserved != 0 {
            return Err(DecodeErrorKind::ReservedBits);
        }
        let no_local = options & OPTION_NO_LOCAL != 0;
        if no_local && topic_filter.share_name().is_some() {
            return Err(DecodeErrorKind::NoLocalShared);
        }
        Ok(Self {
            topic_filter,
            maximum_qos: QoS::from_bits(options & OPTION_QOS).ok_or(DecodeErrorKind::QoS)?,
            no_local,
            retain_as_published: options & OPTION_RETAIN_AS_PUBLISHED != 0,
            retain_handling: RetainHandling::read(options >> OPTION_RETAIN_HANDLING_SHIFT)?,
        })
    }

    fn options(&self, version: ProtocolVersion) -> u8 {
        let qos = self.maximum_qos.bits();
        if version == ProtocolVersion::V311 {
            return qos;
        }
        let no_local = if self.no_local { OPTION_NO_LOCAL } else { 0 };
        let retain = if self.retain_as_published { OPTION_RETAIN_AS_PUBLISHED } else { 0 };
        qos | no_local | retain | (self.retain_handling as u8) << OPTION_RETAIN_HANDLING_SHIFT
    }
}

impl RetainHandling {
    fn read(bits: u8) -> Result<Self, DecodeErrorKind> {
        match bits {
            0 => Ok(Self::Send),
            1 => Ok(Self::SendIfNew),
            2 => Ok(Self::DoNotSend),
            _ => Err(DecodeErrorKind::RetainHandling),
        }
    }
}

/// The server answers SUBSCRIBE.
#[derive(Debug, Clone, PartialEq)]
pub struct Suback {
    /// The packet identifier of the SUBSCRIBE.
    pub packet_identifier: PacketIdentifier,
    /// One for each topic filter, in their order [MQTT-3.9.3-1]. 3.1.1 has one failure for all.
    pub reason_codes: Vec<ReasonCode>,
    /// Why.
    pub properties: ReasonProperties,
}

impl Suback {
    pub(crate) fn read(mut reader: Reader, context: &Context<'_>) -> Result<Self, DecodeErrorKind> {
        let packet_identifier = reader.packet_identifier()?;
        let properties = match context.version {
            ProtocolVersion::V311 => ReasonProperties::default(),
            ProtocolVersion::V5 => ReasonProperties::read(&mut reader, context.bounds)?,
        };
        let reason_codes = reader.reason_codes(PacketType::Suback)?;
        let in_version = |code: &ReasonCode| match context.version {
            // [3.1.1: MQTT-3.9.3-2]
            ProtocolVersion::V311 => !code.is_failure() || *code == ReasonCode::UnspecifiedError,
            ProtocolVersion::V5 => true,
        };
        if !reason_codes.iter().all(in_version) {
            return Err(DecodeErrorKind::ReasonCode);
        }
        Ok(Self { packet_identifier, reason_codes, properties })
    }

    pub(crate) fn write(&self, version: ProtocolVersion, sink: &mut dyn Sink) {
        sink.two_byte_integer(self.packet_identifier.get());
        if version == ProtocolVersion::V5 {
            self.properties.write(sink);
        }
        for code in &self.reason_codes {
            let failure_of_old = version == ProtocolVersion::V311 && code.is_failure();
            let code = if failure_of_old { ReasonCode::UnspecifiedError } else { *code };
            sink.byte(code.value());
        }
    }
}
