//! CONNACK (section 3.2): the server answers CONNECT.

use std::num::{NonZeroU16, NonZeroU32};

use crate::decode::Context;
use crate::properties::{self, PropertyWriter};
use crate::wire::{Reader, Sink};
use crate::{
    BinaryData, DecodeErrorKind, EncodeError, PacketType, PropertyIdentifier, ProtocolVersion, QoS,
    ReasonCode, ReasonProperties, Redacted, Utf8String,
};

/// The server answers CONNECT.
#[derive(Debug, Clone, PartialEq)]
pub struct Connack {
    /// Whether the session is one that was there; never beside a failure [MQTT-3.2.2-6].
    pub session_present: bool,
    /// What came of it. 3.1.1 can say only those that have a
    /// [`connect_return_code`](ReasonCode::connect_return_code).
    pub reason_code: ReasonCode,
    /// What the server serves; absent in 3.1.1.
    pub properties: ConnackProperties,
}

/// The properties of CONNACK (MQTT 5.0, section 3.2.2.3). What is absent has the meaning that the
/// specification gives to its absence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConnackProperties {
    /// How long the session will outlive the connection, if not as long as the client asked.
    pub session_expiry_interval_seconds: Option<u32>,
    /// The most publications of QoS 1 and 2 that the server takes at once.
    pub receive_maximum: Option<NonZeroU16>,
    /// The greatest QoS that the server serves, if that is not 2.
    pub maximum_qos: Option<QoS>,
    /// Whether the server retains messages.
    pub retain_available: Option<bool>,
    /// The most bytes of a packet that the server takes.
    pub maximum_packet_size_bytes: Option<NonZeroU32>,
    /// The client identifier that the server chose.
    pub assigned_client_identifier: Option<Utf8String>,
    /// The greatest topic alias that the server takes; 0 for none.
    pub topic_alias_maximum: Option<u16>,
    /// Why, in more words.
    pub reason: ReasonProperties,
    /// Whether the server serves wildcards in topic filters.
    pub wildcard_subscription_available: Option<bool>,
    /// Whether the server serves subscription identifiers.
    pub subscription_identifier_available: Option<bool>,
    /// Whether the server serves shared subscriptions.
    pub shared_subscription_available: Option<bool>,
    /// The keep alive time to use instead of the client's own.
    pub server_keep_alive_seconds: Option<u16>,
    /// What to make response topics from.
    pub response_information: Option<Utf8String>,
    /// Another server to use.
    pub server_reference: Option<Utf8String>,
    /// The name of an extended authentication.
    pub authentication_method: Option<Utf8String>,
    /// Its last step.
    pub authentication_data: Option<Redacted<BinaryData>>,
}

const FLAG_SESSION_PRESENT: u8 = 0b0000_0001;

impl Connack {
    /// A refusal with nothing to add.
    pub fn refusal(reason_code: ReasonCode) -> Self {
        Self { session_present: false, reason_code, properties: ConnackProperties::default() }
    }

    pub(crate) fn read(mut reader: Reader, context: &Context<'_>) -> Result<Self, DecodeErrorKind> {
        let flags = reader.byte()?;
        if flags & !FLAG_SESSION_PRESENT != 0 {
            return Err(DecodeErrorKind::ReservedBits); // [MQTT-3.2.2-1]
        }
        let session_present = flags & FLAG_SESSION_PRESENT != 0;
        let (reason_code, properties) = match context.version {
            ProtocolVersion::V311 => {
                let code = ReasonCode::from_connect_return_code(reader.byte()?);
                (code.ok_or(DecodeErrorKind::ReasonCode)?, ConnackProperties::default())
            }
            ProtocolVersion::V5 => {
                let code = reader.reason_code(PacketType::Connack)?;
                (code, ConnackProperties::read(&mut reader, context)?)
            }
        };
        reader.finish()?;
        if session_present && reason_code.is_failure() {
            return Err(DecodeErrorKind::SessionPresent);
        }
        Ok(Self { session_present, reason_code, properties })
    }

    /// 3.1.1 has only six return codes.
    pub(crate) fn check(&self, version: ProtocolVersion) -> Result<(), EncodeError> {
        match (version, self.reason_code.connect_return_code()) {
            (ProtocolVersion::V311, None) => Err(EncodeError::NotInVersion),
            _ => Ok(()),
        }
    }

    pub(crate) fn write(&self, version: ProtocolVersion, sink: &mut dyn Sink) {
        sink.byte(if self.session_present { FLAG_SESSION_PRESENT } else { 0 });
        match version {
            ProtocolVersion::V311 => {
                let code = self.reason_code.connect_return_code();
                sink.byte(code.unwrap_or(self.reason_code.value()));
            }
            ProtocolVersion::V5 => {
                sink.byte(self.reason_code.value());
                properties::write(sink, |writer| self.properties.write_values(writer));
            }
        }
    }
}

impl ConnackProperties {
    fn read(reader: &mut Reader, context: &Context<'_>) -> Result<Self, DecodeErrorKind> {
        let mut properties = Self::default();
        properties::read(reader, |identifier, reader| {
            properties.take(identifier, reader, context)
        })?;
        if properties.authentication_data.is_some() && properties.authentication_method.is_none() {
            return Err(DecodeErrorKind::NoAuthenticationMethod);
        }
        Ok(properties)
    }

    fn take(
        &mut self,
        identifier: PropertyIdentifier,
        reader: &mut Reader,
        context: &Context<'_>,
    ) -> Result<(), DecodeErrorKind> {
        use PropertyIdentifier as Property;
        use properties::{non_zero, once};
        match identifier {
            Property::SessionExpiryInterval => {
                let slot = &mut self.session_expiry_interval_seconds;
                once(slot, identifier, reader.four_byte_integer()?)
            }
            Property::ReceiveMaximum => {
                let value = NonZeroU16::new(reader.two_byte_integer()?);
                once(&mut self.receive_maximum, identifier, non_zero(identifier, value)?)
            }
            Property::MaximumPacketSize => {
                let value = NonZeroU32::new(reader.four_byte_integer()?);
                once(&mut self.maximum_packet_size_bytes, identifier, non_zero(identifier, value)?)
            }
            Property::TopicAliasMaximum => {
                once(&mut self.topic_alias_maximum, identifier, reader.two_byte_integer()?)
            }
            Property::ServerKeepAlive => {
                once(&mut self.server_keep_alive_seconds, identifier, reader.two_byte_integer()?)
            }
            Property::AssignedClientIdentifier => {
                once(&mut self.assigned_client_identifier, identifier, reader.string()?)
            }
            Property::ResponseInformation => {
                once(&mut self.response_information, identifier, reader.string()?)
            }
            Property::ServerReference => {
                once(&mut self.server_reference, identifier, reader.string()?)
            }
            Property::AuthenticationMethod => {
                once(&mut self.authentication_method, identifier, reader.string()?)
            }
            Property::AuthenticationData => {
                let value = Redacted(reader.binary_data()?);
                once(&mut self.authentication_data, identifier, value)
            }
            _ => self.take_availability(identifier, reader, context),
        }
    }

    /// The flags that say what the server serves, and what every answer may have.
    fn take_availability(
        &mut self,
        identifier: PropertyIdentifier,
        reader: &mut Reader,
        context: &Context<'_>,
    ) -> Result<(), DecodeErrorKind> {
        use PropertyIdentifier as Property;
        use properties::{flag, once};
        let slot = match identifier {
            Property::MaximumQoS => {
                let qos =
                    if flag(identifier, reader)? { QoS::AtLeastOnce } else { QoS::AtMostOnce };
                return once(&mut self.maximum_qos, identifier, qos);
            }
            Property::RetainAvailable => &mut self.retain_available,
            Property::WildcardSubscriptionAvailable => &mut self.wildcard_subscription_available,
            Property::SubscriptionIdentifierAvailable => {
                &mut self.subscription_identifier_available
            }
            Property::SharedSubscriptionAvailable => &mut self.shared_subscription_available,
            _ => return self.reason.take(identifier, reader, context.bounds),
        };
        once(slot, identifier, flag(identifier, reader)?)
    }

    fn write_values(&self, writer: &mut PropertyWriter<'_>) {
        use PropertyIdentifier as Property;
        let expiry = self.session_expiry_interval_seconds;
        writer.four_byte_integer(Property::SessionExpiryInterval, expiry);
        let receive_maximum = self.receive_maximum.map(NonZeroU16::get);
        writer.two_byte_integer(Property::ReceiveMaximum, receive_maximum);
        // The property has no value for 2: its absence says that (section 3.2.2.3.4).
        let maximum_qos = self.maximum_qos.filter(|qos| *qos != QoS::ExactlyOnce);
        writer.byte(Property::MaximumQoS, maximum_qos.map(QoS::bits));
        writer.flag(Property::RetainAvailable, self.retain_available);
        let packet_bytes = self.maximum_packet_size_bytes.map(NonZeroU32::get);
        writer.four_byte_integer(Property::MaximumPacketSize, packet_bytes);
        let assigned = self.assigned_client_identifier.as_ref();
        writer.string(Property::AssignedClientIdentifier, assigned);
        writer.two_byte_integer(Property::TopicAliasMaximum, self.topic_alias_maximum);
        self.reason.write_values(writer);
        let wildcards = self.wildcard_subscription_available;
        writer.flag(Property::WildcardSubscriptionAvailable, wildcards);
        let identifiers = self.subscription_identifier_available;
        writer.flag(Property::SubscriptionIdentifierAvailable, identifiers);
        let shared = self.shared_subscription_available;
        writer.flag(Property::SharedSubscriptionAvailable, shared);
        writer.two_byte_integer(Property::ServerKeepAlive, self.server_keep_alive_seconds);
        writer.string(Property::ResponseInformation, self.response_information.as_ref());
        writer.string(Property::ServerReference, self.server_reference.as_ref());
        writer.string(Property::AuthenticationMethod, self.authentication_method.as_ref());
        let data = self.authentication_data.as_ref().map(|Redacted(data)| data);
        writer.binary_data(Property::AuthenticationData, data);
    }
}
