//! CONNECT (section 3.1): a client asks for a connection.

use std::num::{NonZeroU16, NonZeroU32};

use super::Will;
use crate::decode::Context;
use crate::properties::{self, PropertyWriter};
use crate::wire::{Reader, Sender, Sink};
use crate::{
    BinaryData, Bounds, DecodeError, DecodeErrorKind, PropertyIdentifier, ProtocolVersion, QoS,
    Redacted, UserProperty, Utf8String,
};

/// A client asks for a connection. It says which version everything after it is in.
#[derive(Debug, Clone, PartialEq)]
pub struct Connect {
    /// The version that the client speaks.
    pub version: ProtocolVersion,
    /// Whether to begin a new session; Clean Session in 3.1.1.
    pub clean_start: bool,
    /// The longest silence of the client, in seconds; 0 for any.
    pub keep_alive_seconds: u16,
    /// The properties of the connection; absent in 3.1.1.
    pub properties: ConnectProperties,
    /// Names the session; empty if the server is to choose.
    pub client_identifier: Utf8String,
    /// The message to leave behind.
    pub will: Option<Will>,
    /// Who the client is.
    pub user_name: Option<Redacted<Utf8String>>,
    /// The proof of it.
    pub password: Option<Redacted<BinaryData>>,
}

/// The properties of CONNECT (MQTT 5.0, section 3.1.2.11). What is absent has the meaning that the
/// specification gives to its absence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConnectProperties {
    /// How long the session outlives the connection; the greatest value is for ever.
    pub session_expiry_interval_seconds: Option<u32>,
    /// The most publications of QoS 1 and 2 that the client takes at once.
    pub receive_maximum: Option<NonZeroU16>,
    /// The most bytes of a packet that the client takes.
    pub maximum_packet_size_bytes: Option<NonZeroU32>,
    /// The greatest topic alias that the client takes; 0 for none.
    pub topic_alias_maximum: Option<u16>,
    /// Whether CONNACK may carry response information.
    pub request_response_information: Option<bool>,
    /// Whether other packets than PUBLISH, CONNACK and DISCONNECT may carry a reason string and user
    /// properties.
    pub request_problem_information: Option<bool>,
    /// For the applications.
    pub user_properties: Vec<UserProperty>,
    /// The name of an extended authentication.
    pub authentication_method: Option<Utf8String>,
    /// Its first step.
    pub authentication_data: Option<Redacted<BinaryData>>,
}

/// How CONNECT begins, in both versions.
const PROTOCOL_NAME: &str = "MQTT";
/// How it begins in 3.1, whose packets are those of 3.1.1. AWS IoT takes them, for AWS Amplify sends them.
const PROTOCOL_NAME_OF_3_1: &str = "MQIsdp";
const LEVEL_OF_3_1: u8 = 3;
/// Some brokers set this bit in the level when they connect as a bridge.
const LEVEL_BRIDGE: u8 = 0b1000_0000;

const FLAG_RESERVED: u8 = 0b0000_0001;
const FLAG_CLEAN_START: u8 = 0b0000_0010;
const FLAG_WILL: u8 = 0b0000_0100;
const FLAG_WILL_QOS_SHIFT: u8 = 3;
const FLAG_WILL_QOS: u8 = 0b11 << FLAG_WILL_QOS_SHIFT;
const FLAG_WILL_RETAIN: u8 = 0b0010_0000;
const FLAG_PASSWORD: u8 = 0b0100_0000;
const FLAG_USER_NAME: u8 = 0b1000_0000;

impl Connect {
    /// Reads the version first, so that every later error tells in which form to answer it.
    /// `length_is_minimal` is of the fixed header, and matters to MQTT 5 only.
    pub(crate) fn read(
        mut reader: Reader,
        length_is_minimal: bool,
        bounds: &Bounds,
    ) -> Result<Self, DecodeError> {
        let version = read_version(&mut reader)?;
        let context = Context { version, sender: Sender::Client, bounds };
        let known = |kind| DecodeError { kind, version: Some(version) };
        if version == ProtocolVersion::V5 && !length_is_minimal {
            return Err(known(DecodeErrorKind::VariableByteInteger));
        }
        Self::read_after_version(reader, &context).map_err(known)
    }

    fn read_after_version(
        mut reader: Reader,
        context: &Context<'_>,
    ) -> Result<Self, DecodeErrorKind> {
        let flags = reader.byte()?;
        check_flags(flags, context.version)?;
        let keep_alive_seconds = reader.two_byte_integer()?;
        let properties = match context.version {
            ProtocolVersion::V311 => ConnectProperties::default(),
            ProtocolVersion::V5 => ConnectProperties::read(&mut reader, context)?,
        };
        let client_identifier = reader.string()?;
        let will = read_will(flags, &mut reader, context)?;
        let user_name = flags & FLAG_USER_NAME != 0;
        let user_name = user_name.then(|| reader.string().map(Redacted)).transpose()?;
        let password = flags & FLAG_PASSWORD != 0;
        let password = password.then(|| reader.binary_data().map(Redacted)).transpose()?;
        reader.finish()?;
        let clean_start = flags & FLAG_CLEAN_START != 0;
        let nameless = client_identifier.as_str().is_empty();
        if context.version == ProtocolVersion::V311 && nameless && !clean_start {
            return Err(DecodeErrorKind::ClientIdentifier); // [3.1.1: MQTT-3.1.3-8]
        }
        Ok(Self {
            version: context.version,
            clean_start,
            keep_alive_seconds,
            properties,
            client_identifier,
            will,
            user_name,
            password,
        })
    }

    /// Writes it in its own version.
    pub(crate) fn write(&self, sink: &mut dyn Sink) {
        sink.prefixed(PROTOCOL_NAME.as_bytes());
        sink.byte(self.version.level());
        sink.byte(self.flags());
        sink.two_byte_integer(self.keep_alive_seconds);
        if self.version == ProtocolVersion::V5 {
            properties::write(sink, |writer| self.properties.write_values(writer));
        }
        sink.prefixed(self.client_identifier.as_str().as_bytes());
        if let Some(will) = &self.will {
            will.write(self.version, sink);
        }
        if let Some(Redacted(user_name)) = &self.user_name {
            sink.prefixed(user_name.as_str().as_bytes());
        }
        if let Some(Redacted(password)) = &self.password {
            sink.prefixed(password.as_bytes());
        }
    }

    fn flags(&self) -> u8 {
        let set = |condition: bool, flag: u8| if condition { flag } else { 0 };
        let will = self.will.as_ref().map_or(0, |will| {
            let retain = set(will.retain, FLAG_WILL_RETAIN);
            FLAG_WILL | will.qos.bits() << FLAG_WILL_QOS_SHIFT | retain
        });
        will | set(self.clean_start, FLAG_CLEAN_START)
            | set(self.user_name.is_some(), FLAG_USER_NAME)
            | set(self.password.is_some(), FLAG_PASSWORD)
    }
}

fn read_version(reader: &mut Reader) -> Result<ProtocolVersion, DecodeError> {
    let unknown = |kind| DecodeError { kind, version: None };
    let name = reader.string().map_err(unknown)?;
    let level = reader.byte().map_err(unknown)?;
    let version = ProtocolVersion::from_level(level);
    match (name.as_str(), version) {
        (PROTOCOL_NAME, Some(version)) => Ok(version),
        (PROTOCOL_NAME_OF_3_1, _) if level == LEVEL_OF_3_1 => Ok(ProtocolVersion::V311),
        (PROTOCOL_NAME | PROTOCOL_NAME_OF_3_1, _) => {
            // Levels up to that of 3.1.1 read the shorter CONNACK, those above the one of MQTT 5.
            let old = level & !LEVEL_BRIDGE <= ProtocolVersion::V311.level();
            let version = if old { ProtocolVersion::V311 } else { ProtocolVersion::V5 };
            Err(DecodeError { kind: DecodeErrorKind::ProtocolLevel, version: Some(version) })
        }
        _ => Err(unknown(DecodeErrorKind::ProtocolName)),
    }
}

fn check_flags(flags: u8, version: ProtocolVersion) -> Result<(), DecodeErrorKind> {
    if flags & FLAG_RESERVED != 0 {
        return Err(DecodeErrorKind::ReservedBits); // [MQTT-3.1.2-3]
    }
    if flags & FLAG_WILL == 0 && flags & (FLAG_WILL_QOS | FLAG_WILL_RETAIN) != 0 {
        return Err(DecodeErrorKind::WillFlags); // [MQTT-3.1.2-11], [MQTT-3.1.2-13]
    }
    let nameless_password = flags & (FLAG_USER_NAME | FLAG_PASSWORD) == FLAG_PASSWORD;
    if version == ProtocolVersion::V311 && nameless_password {
        return Err(DecodeErrorKind::PasswordWithoutUserName); // [3.1.1: MQTT-3.1.2-22]
    }
    Ok(())
}

fn read_will(
    flags: u8,
    reader: &mut Reader,
    context: &Context<'_>,
) -> Result<Option<Will>, DecodeErrorKind> {
    if flags & FLAG_WILL == 0 {
        return Ok(None);
    }
    let qos = QoS::from_bits((flags & FLAG_WILL_QOS) >> FLAG_WILL_QOS_SHIFT);
    let qos = qos.ok_or(DecodeErrorKind::QoS)?; // [MQTT-3.1.2-12]
    Will::read(qos, flags & FLAG_WILL_RETAIN != 0, reader, context).map(Some)
}

impl ConnectProperties {
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
        use properties::{flag, non_zero, once};
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
            Property::RequestResponseInformation => {
                let slot = &mut self.request_response_information;
                once(slot, identifier, flag(identifier, reader)?)
            }
            Property::RequestProblemInformation => {
                let slot = &mut self.request_problem_information;
                once(slot, identifier, flag(identifier, reader)?)
            }
            Property::AuthenticationMethod => {
                once(&mut self.authentication_method, identifier, reader.string()?)
            }
            Property::AuthenticationData => {
                let value = Redacted(reader.binary_data()?);
                once(&mut self.authentication_data, identifier, value)
            }
            _ => context.user_property(identifier, &mut self.user_properties, reader),
        }
    }

    fn write_values(&self, writer: &mut PropertyWriter<'_>) {
        use PropertyIdentifier as Property;
        let expiry = self.session_expiry_interval_seconds;
        writer.four_byte_integer(Property::SessionExpiryInterval, expiry);
        let receive_maximum = self.receive_maximum.map(NonZeroU16::get);
        writer.two_byte_integer(Property::ReceiveMaximum, receive_maximum);
        let packet_bytes = self.maximum_packet_size_bytes.map(NonZeroU32::get);
        writer.four_byte_integer(Property::MaximumPacketSize, packet_bytes);
        writer.two_byte_integer(Property::TopicAliasMaximum, self.topic_alias_maximum);
        writer.flag(Property::RequestResponseInformation, self.request_response_information);
        writer.flag(Property::RequestProblemInformation, self.request_problem_information);
        writer.user_properties(&self.user_properties);
        writer.string(Property::AuthenticationMethod, self.authentication_method.as_ref());
        let data = self.authentication_data.as_ref().map(|Redacted(data)| data);
        writer.binary_data(Property::AuthenticationData, data);
    }
}
