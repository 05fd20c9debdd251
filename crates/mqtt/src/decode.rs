//! From bytes to packets, one at a time, as they arrive.

use bytes::{Buf, BytesMut};

use crate::properties::push_user_property;
use crate::wire::{FixedHeader, Reader, Sender};
use crate::{
    Acknowledgement, Auth, Connack, Connect, DecodeError, DecodeErrorKind, Disconnect, Packet,
    PacketType, PropertyIdentifier, ProtocolVersion, Publish, Suback, Subscribe, Unsuback,
    Unsubscribe, UserProperty,
};

/// What a receiver accepts at most in one packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes, from the first of the fixed header to the last of the payload.
    pub packet_bytes_max: u32,
    /// User properties, each list on its own: those of CONNECT and those of its will are two lists.
    pub user_properties_max: usize,
    /// Topic filters of one SUBSCRIBE or UNSUBSCRIBE.
    pub topic_filters_max: usize,
}

/// Takes the next packet that a client sent out of the input; topics and payloads are slices of it.
/// Nothing is taken, and `None` is the answer, while bytes of it are missing; how many more to wait
/// for is bounded by `packet_bytes_max`, because the fixed header is judged as soon as it is there.
///
/// `version` is what the client's CONNECT named, and nothing before it: then only a CONNECT is
/// accepted, and afterwards no other. After an error the connection is to be closed and the input
/// thrown away.
pub fn decode(
    input: &mut BytesMut,
    version: Option<ProtocolVersion>,
    bounds: &Bounds,
) -> Result<Option<Packet>, DecodeError> {
    decode_from(Sender::Client, input, version, bounds)
}

/// The same for a packet that a server sent.
pub fn decode_from_server(
    input: &mut BytesMut,
    version: ProtocolVersion,
    bounds: &Bounds,
) -> Result<Option<Packet>, DecodeError> {
    decode_from(Sender::Server, input, Some(version), bounds)
}

fn decode_from(
    sender: Sender,
    input: &mut BytesMut,
    version: Option<ProtocolVersion>,
    bounds: &Bounds,
) -> Result<Option<Packet>, DecodeError> {
    let known = |kind| DecodeError { kind, version };
    let Some(header) = FixedHeader::read(input, sender, version).map_err(known)? else {
        return Ok(None);
    };
    let remaining_length = usize::try_from(header.remaining_length.value);
    let packet_bytes = remaining_length.map_or(usize::MAX, |bytes| header.header_bytes() + bytes);
    if usize::try_from(bounds.packet_bytes_max).is_ok_and(|max| packet_bytes > max) {
        return Err(known(DecodeErrorKind::PacketTooLarge));
    }
    if input.len() < packet_bytes {
        return Ok(None);
    }
    let mut packet = input.split_to(packet_bytes).freeze();
    packet.advance(header.header_bytes());
    let reader = Reader::new(packet);
    match version {
        None => {
            let minimal = header.remaining_length.is_minimal();
            Connect::read(reader, minimal, bounds).map(|connect| Some(connect.into()))
        }
        Some(version) => {
            let context = Context { version, sender, bounds };
            read(&header, reader, &context).map(Some).map_err(known)
        }
    }
}

fn read(
    header: &FixedHeader,
    reader: Reader,
    context: &Context<'_>,
) -> Result<Packet, DecodeErrorKind> {
    let packet_type = header.packet_type;
    match packet_type {
        PacketType::Connect => Err(DecodeErrorKind::UnexpectedPacket(packet_type)),
        PacketType::Connack => Ok(Connack::read(reader, context)?.into()),
        PacketType::Publish => Ok(Packet::Publish(Publish::read(header.flags, reader, context)?)),
        PacketType::Puback => {
            Ok(Packet::Puback(Acknowledgement::read(packet_type, reader, context)?))
        }
        PacketType::Pubrec => {
            Ok(Packet::Pubrec(Acknowledgement::read(packet_type, reader, context)?))
        }
        PacketType::Pubrel => {
            Ok(Packet::Pubrel(Acknowledgement::read(packet_type, reader, context)?))
        }
        PacketType::Pubcomp => {
            Ok(Packet::Pubcomp(Acknowledgement::read(packet_type, reader, context)?))
        }
        PacketType::Subscribe => Ok(Packet::Subscribe(Subscribe::read(reader, context)?)),
        PacketType::Suback => Ok(Packet::Suback(Suback::read(reader, context)?)),
        PacketType::Unsubscribe => Ok(Packet::Unsubscribe(Unsubscribe::read(reader, context)?)),
        PacketType::Unsuback => Ok(Packet::Unsuback(Unsuback::read(reader, context)?)),
        PacketType::Pingreq => reader.finish().map(|()| Packet::Pingreq),
        PacketType::Pingresp => reader.finish().map(|()| Packet::Pingresp),
        PacketType::Disconnect => Ok(Packet::Disconnect(Disconnect::read(reader, context)?)),
        PacketType::Auth => Ok(Packet::Auth(Auth::read(reader, context)?)),
    }
}

/// What the reading of every packet depends on.
pub(crate) struct Context<'a> {
    pub(crate) version: ProtocolVersion,
    pub(crate) sender: Sender,
    pub(crate) bounds: &'a Bounds,
}

impl Context<'_> {
    /// Takes a user property, where no other property belongs.
    pub(crate) fn user_property(
        &self,
        identifier: PropertyIdentifier,
        user_properties: &mut Vec<UserProperty>,
        reader: &mut Reader,
    ) -> Result<(), DecodeErrorKind> {
        match identifier {
            PropertyIdentifier::UserProperty => {
                push_user_property(user_properties, reader, self.bounds.user_properties_max)
            }
            _ => Err(DecodeErrorKind::PropertyNotAllowed(identifier)),
        }
    }

    /// Reads a payload of at least one topic filter, with what stands beside each
    /// [MQTT-3.8.3-2], [MQTT-3.10.3-2].
    pub(crate) fn topic_filters<T>(
        &self,
        mut reader: Reader,
        mut one: impl FnMut(&mut Reader) -> Result<T, DecodeErrorKind>,
    ) -> Result<Vec<T>, DecodeErrorKind> {
        if reader.is_empty() {
            return Err(DecodeErrorKind::EmptyPayload);
        }
        let mut filters = Vec::new();
        while !reader.is_empty() {
            if filters.len() >= self.bounds.topic_filters_max {
                return Err(DecodeErrorKind::TooManyTopicFilters);
            }
            filters.push(one(&mut reader)?);
        }
        Ok(filters)
    }
}
