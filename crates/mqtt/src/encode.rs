//! From packets to bytes.

use bytes::BytesMut;

use crate::wire::{Length, Sink, VARIABLE_BYTE_INTEGER_MAX};
use crate::{EncodeError, Packet, PacketType, ProtocolVersion};

/// The most bytes that a packet can have: a fixed header of five bytes, and what its Remaining Length
/// can say.
pub const PACKET_BYTES_MAX: u32 = 5 + 268_435_455;

/// Appends a packet to the output in the form of a version, or nothing if the packet does not exist
/// there or would be longer than `packet_bytes_max`: the Maximum Packet Size that the receiver named,
/// or [`PACKET_BYTES_MAX`]. Properties are left out in 3.1.1. CONNECT is written in its own version.
pub fn encode(
    packet: &Packet,
    version: ProtocolVersion,
    packet_bytes_max: u32,
    output: &mut BytesMut,
) -> Result<(), EncodeError> {
    check_version(packet, version)?;
    let flags = match packet {
        Packet::Publish(publish) => publish.header().flags(),
        _ => packet.packet_type().fixed_flags(),
    };
    let remaining_length = Length::of(|length| write(packet, version, length));
    write_fixed_header(packet.packet_type(), flags, remaining_length, packet_bytes_max, output)?;
    write(packet, version, output);
    Ok(())
}

/// Writes the fixed header and makes room for the rest, or writes nothing if the packet is too large.
pub(crate) fn write_fixed_header(
    packet_type: PacketType,
    flags: u8,
    remaining_length: usize,
    packet_bytes_max: u32,
    output: &mut BytesMut,
) -> Result<(), EncodeError> {
    let length_bytes = Length::of(|length| length.variable_byte_integer(remaining_length));
    let packet_bytes = 1 + length_bytes + remaining_length;
    let too_large = usize::try_from(packet_bytes_max).is_ok_and(|max| packet_bytes > max);
    if too_large || remaining_length > VARIABLE_BYTE_INTEGER_MAX {
        return Err(EncodeError::PacketTooLarge { packet_bytes });
    }
    output.byte((packet_type as u8) << 4 | flags);
    output.variable_byte_integer(remaining_length);
    Ok(())
}

fn check_version(packet: &Packet, version: ProtocolVersion) -> Result<(), EncodeError> {
    match (packet, version) {
        (Packet::Auth(_), ProtocolVersion::V311) => Err(EncodeError::NotInVersion),
        (Packet::Connack(connack), _) => connack.check(version),
        (Packet::Publish(publish), _) => publish.header().check(version),
        _ => Ok(()),
    }
}

fn write(packet: &Packet, version: ProtocolVersion, sink: &mut dyn Sink) {
    match packet {
        Packet::Connect(connect) => connect.write(sink),
        Packet::Connack(connack) => connack.write(version, sink),
        Packet::Publish(publish) => publish.write(version, sink),
        Packet::Puback(acknowledgement)
        | Packet::Pubrec(acknowledgement)
        | Packet::Pubrel(acknowledgement)
        | Packet::Pubcomp(acknowledgement) => acknowledgement.write(version, sink),
        Packet::Subscribe(subscribe) => subscribe.write(version, sink),
        Packet::Suback(suback) => suback.write(version, sink),
        Packet::Unsubscribe(unsubscribe) => unsubscribe.write(version, sink),
        Packet::Unsuback(unsuback) => unsuback.write(version, sink),
        Packet::Pingreq | Packet::Pingresp => {}
        Packet::Disconnect(disconnect) => disconnect.write(version, sink),
        Packet::Auth(auth) => auth.write(sink),
    }
}
