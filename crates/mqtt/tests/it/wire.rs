//! How the tests write bytes, and how they read them back.

use bytes::{Bytes, BytesMut};
use daypass_mqtt::{
    Bounds, DecodeError, PACKET_BYTES_MAX, Packet, ProtocolVersion, TopicFilter, TopicName,
    Utf8String, decode, decode_from_server, encode,
};

/// Bounds that no test packet comes near, unless it means to.
pub(crate) const BOUNDS: Bounds =
    Bounds { packet_bytes_max: 128 * 1024, user_properties_max: 64, topic_filters_max: 64 };

/// Who sent the bytes, and in which version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    /// A client, before its CONNECT was read.
    Stranger,
    /// A client of a version.
    Client(ProtocolVersion),
    /// A server of a version.
    Server(ProtocolVersion),
}

impl From {
    pub(crate) fn version(self) -> ProtocolVersion {
        match self {
            Self::Stranger => ProtocolVersion::V5,
            Self::Client(version) | Self::Server(version) => version,
        }
    }
}

pub(crate) fn read(
    from: From,
    input: &mut BytesMut,
    bounds: &Bounds,
) -> Result<Option<Packet>, DecodeError> {
    match from {
        From::Stranger => decode(input, None, bounds),
        From::Client(version) => decode(input, Some(version), bounds),
        From::Server(version) => decode_from_server(input, version, bounds),
    }
}

pub(crate) fn written(packet: &Packet, version: ProtocolVersion) -> BytesMut {
    let mut output = BytesMut::new();
    encode(packet, version, PACKET_BYTES_MAX, &mut output).unwrap();
    output
}

/// Bytes as the specifications show them: hexadecimal pairs, and text between single quotes.
pub(crate) fn bytes(notation: &str) -> BytesMut {
    let mut bytes = BytesMut::new();
    for (at, part) in notation.split('\'').enumerate() {
        if at % 2 == 1 {
            bytes.extend_from_slice(part.as_bytes());
        } else {
            bytes.extend(part.split_whitespace().map(|pair| u8::from_str_radix(pair, 16).unwrap()));
        }
    }
    bytes
}

/// A packet as notation of its body, behind its first byte and the Remaining Length that fits.
pub(crate) fn packet(first: u8, body: &str) -> BytesMut {
    let body = bytes(body);
    let mut packet = BytesMut::from(&[first][..]);
    let mut length = body.len();
    loop {
        let more = if length > 0x7F { 0x80 } else { 0 };
        packet.extend([u8::try_from(length & 0x7F).unwrap() | more]);
        length >>= 7;
        if length == 0 {
            break;
        }
    }
    packet.extend_from_slice(&body);
    packet
}

pub(crate) fn string(text: &str) -> Utf8String {
    Utf8String::try_from(text).unwrap()
}

pub(crate) fn topic_name(text: &str) -> TopicName {
    TopicName::new(string(text)).unwrap()
}

pub(crate) fn topic_filter(text: &str) -> TopicFilter {
    TopicFilter::new(string(text)).unwrap()
}

pub(crate) fn shared(bytes: &'static [u8]) -> Bytes {
    Bytes::from_static(bytes)
}
