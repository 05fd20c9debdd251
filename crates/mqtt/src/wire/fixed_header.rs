//! The fixed header (section 2.1), judged byte by byte as it arrives.

use super::VariableByteInteger;
use crate::{DecodeErrorKind, PacketType, ProtocolVersion, QoS};

/// Which side of the connection sent a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sender {
    Client,
    Server,
}

/// A fixed header of which every byte is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FixedHeader {
    pub(crate) packet_type: PacketType,
    /// The lower four bits of the first byte, right for the type.
    pub(crate) flags: u8,
    pub(crate) remaining_length: VariableByteInteger,
}

impl FixedHeader {
    /// Nothing while bytes of it are missing; an error with the first byte that is wrong. Without a
    /// version the only packet expected is CONNECT.
    pub(crate) fn read(
        input: &[u8],
        sender: Sender,
        version: Option<ProtocolVersion>,
    ) -> Result<Option<Self>, DecodeErrorKind> {
        let Some((first, rest)) = input.split_first() else { return Ok(None) };
        let packet_type = PacketType::from_value(first >> 4).ok_or(DecodeErrorKind::PacketType)?;
        check_expected(packet_type, sender, version)?;
        let flags = first & 0x0F;
        check_flags(packet_type, flags)?;
        let Some(remaining_length) = VariableByteInteger::read(rest)? else { return Ok(None) };
        if version == Some(ProtocolVersion::V5) && !remaining_length.is_minimal() {
            return Err(DecodeErrorKind::VariableByteInteger);
        }
        Ok(Some(Self { packet_type, flags, remaining_length }))
    }

    /// The bytes of the header itself.
    pub(crate) const fn header_bytes(&self) -> usize {
        1 + self.remaining_length.bytes
    }
}

fn check_expected(
    packet_type: PacketType,
    sender: Sender,
    version: Option<ProtocolVersion>,
) -> Result<(), DecodeErrorKind> {
    let expected = match version {
        // The first packet is CONNECT [MQTT-3.1.0-1], and there is no second [MQTT-3.1.0-2].
        None => packet_type == PacketType::Connect,
        Some(_) if packet_type == PacketType::Connect => false,
        Some(ProtocolVersion::V311) if packet_type == PacketType::Auth => {
            return Err(DecodeErrorKind::PacketType);
        }
        // In 3.1.1 only the client sends DISCONNECT (section 2.2.1).
        Some(ProtocolVersion::V311) if packet_type == PacketType::Disconnect => {
            sender == Sender::Client
        }
        Some(_) => sends(sender, packet_type),
    };
    if expected { Ok(()) } else { Err(DecodeErrorKind::UnexpectedPacket(packet_type)) }
}

/// The directions of flow (section 2.1.2).
const fn sends(sender: Sender, packet_type: PacketType) -> bool {
    use PacketType as Type;
    match packet_type {
        Type::Connect | Type::Subscribe | Type::Unsubscribe | Type::Pingreq => {
            matches!(sender, Sender::Client)
        }
        Type::Connack | Type::Suback | Type::Unsuback | Type::Pingresp => {
            matches!(sender, Sender::Server)
        }
        Type::Publish
        | Type::Puback
        | Type::Pubrec
        | Type::Pubrel
        | Type::Pubcomp
        | Type::Disconnect
        | Type::Auth => true,
    }
}

/// The flags are those of the type [MQTT-2.1.3-1], and a PUBLISH has a QoS [MQTT-3.3.1-4] and is no
/// duplicate if that is 0 [MQTT-3.3.1-2].
fn check_flags(packet_type: PacketType, flags: u8) -> Result<(), DecodeErrorKind> {
    if packet_type != PacketType::Publish {
        let expected = flags == packet_type.fixed_flags();
        return if expected { Ok(()) } else { Err(DecodeErrorKind::FixedHeaderFlags) };
    }
    let qos = QoS::from_bits(flags >> 1 & 0b11).ok_or(DecodeErrorKind::QoS)?;
    if qos == QoS::AtMostOnce && flags & 0b1000 != 0 {
        return Err(DecodeErrorKind::DuplicateAtMostOnce);
    }
    Ok(())
}
