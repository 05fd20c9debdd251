//! The fixed header: what is judged before the packet is there, and in whose form an error may be
//! answered.

use bytes::BytesMut;
use daypass_mqtt::{
    Bounds, DecodeError, DecodeErrorKind as Kind, Packet, PacketType, ProtocolVersion, ReasonCode,
};

use super::wire::{BOUNDS, From, bytes, packet, read};

const V311: ProtocolVersion = ProtocolVersion::V311;
const V5: ProtocolVersion = ProtocolVersion::V5;

/// What a first byte alone leads to: an error, or waiting for the rest.
fn first_byte(from: From, first: u8) -> Result<(), Kind> {
    let mut input = BytesMut::from(&[first][..]);
    let outcome = read(from, &mut input, &BOUNDS).map_err(|error| error.kind);
    assert_eq!(input, [first][..], "nothing is taken");
    outcome.map(|packet| assert_eq!(packet, None))
}

#[test]
fn the_first_packet_is_connect() {
    for first in 0..=u8::MAX {
        let expected = match PacketType::from_value(first >> 4) {
            None => Err(Kind::PacketType),
            Some(PacketType::Connect) if first == 0x10 => Ok(()),
            Some(PacketType::Connect) => Err(Kind::FixedHeaderFlags),
            Some(other) => Err(Kind::UnexpectedPacket(other)),
        };
        assert_eq!(first_byte(From::Stranger, first), expected, "{first:02X}");
    }
}

#[test]
fn each_side_sends_its_packets_with_their_flags() {
    // The flags of each type (section 2.1.3), and who sends it (section 2.1.2).
    let client = [0x40, 0x50, 0x62, 0x70, 0x82, 0xA2, 0xC0, 0xE0, 0xF0];
    let server = [0x20, 0x40, 0x50, 0x62, 0x70, 0x90, 0xB0, 0xD0, 0xE0, 0xF0];
    // PUBLISH with every QoS, RETAIN, and DUP above QoS 0.
    let publish = [0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x3A, 0x3B, 0x3C, 0x3D];
    for first in 0..=u8::MAX {
        let publish = publish.contains(&first);
        let from_client = publish || client.contains(&first);
        let from_server = publish || server.contains(&first);
        assert_eq!(first_byte(From::Client(V5), first).is_ok(), from_client, "{first:02X}");
        assert_eq!(first_byte(From::Server(V5), first).is_ok(), from_server, "{first:02X}");
        let old = first != 0xF0;
        assert_eq!(first_byte(From::Client(V311), first).is_ok(), from_client && old);
        // The server of 3.1.1 closes without a DISCONNECT.
        assert_eq!(
            first_byte(From::Server(V311), first).is_ok(),
            from_server && old && first != 0xE0
        );
    }
}

#[test]
fn a_first_byte_is_refused_for_its_reason() {
    let rows = [
        (From::Client(V5), 0x36, Kind::QoS),   // [MQTT-3.3.1-4]
        (From::Client(V311), 0x3F, Kind::QoS), // [3.1.1: MQTT-3.3.1-4]
        (From::Client(V5), 0x38, Kind::DuplicateAtMostOnce), // [MQTT-3.3.1-2]
        (From::Client(V5), 0x60, Kind::FixedHeaderFlags), // [MQTT-3.6.1-1]
        (From::Client(V5), 0x80, Kind::FixedHeaderFlags), // [MQTT-3.8.1-1]
        (From::Client(V5), 0xA0, Kind::FixedHeaderFlags), // [MQTT-3.10.1-1]
        (From::Client(V5), 0xC1, Kind::FixedHeaderFlags), // [MQTT-2.1.3-1]
        (From::Client(V5), 0xE8, Kind::FixedHeaderFlags), // [MQTT-3.14.1-1]
        (From::Client(V5), 0xF1, Kind::FixedHeaderFlags), // [MQTT-3.15.1-1]
        (From::Client(V311), 0xF0, Kind::PacketType), // 3.1.1, section 2.2.1
        (From::Client(V5), 0x00, Kind::PacketType),
        (From::Client(V5), 0x10, Kind::UnexpectedPacket(PacketType::Connect)), // [MQTT-3.1.0-2]
        (From::Client(V5), 0x20, Kind::UnexpectedPacket(PacketType::Connack)),
    ];
    for (from, first, kind) in rows {
        assert_eq!(first_byte(from, first), Err(kind), "{from:?} {first:02X}");
    }
}

#[test]
fn a_remaining_length_of_five_bytes_is_refused_before_the_fifth() {
    let generous = Bounds { packet_bytes_max: u32::MAX, ..BOUNDS };
    for (length, outcome) in [
        ("80", Ok(None)),
        ("FF FF FF", Ok(None)),
        ("FF FF FF 7F", Ok(None)),
        ("80 80 80 80", Err(Kind::VariableByteInteger)),
        ("FF FF FF FF 00", Err(Kind::VariableByteInteger)),
    ] {
        for from in [From::Stranger, From::Client(V311), From::Client(V5)] {
            let first = if from == From::Stranger { "10" } else { "30" };
            let mut input = bytes(&format!("{first} {length}"));
            let got = read(from, &mut input, &generous).map_err(|error| error.kind);
            assert_eq!(got, outcome, "{from:?} {length}");
        }
    }
}

#[test]
fn a_length_of_more_bytes_than_it_needs_is_refused_in_mqtt_5() {
    let lengthened = |first: &str, body: &str| {
        let body = bytes(body);
        let length = u8::try_from(body.len()).unwrap() | 0x80;
        let mut input = bytes(&format!("{first} {length:02X} 00"));
        input.extend_from_slice(&body);
        input
    };
    let outcome = |from, mut input| read(from, &mut input, &BOUNDS).map_err(|error| error.kind);
    let refused = Err(Kind::VariableByteInteger);
    assert_eq!(outcome(From::Client(V5), bytes("C0 80 00")), refused);
    assert!(matches!(outcome(From::Client(V311), bytes("C0 80 00")), Ok(Some(_))));
    let connect = "00 04 'MQTT' 05 02 00 00 00 00 00";
    assert_eq!(outcome(From::Stranger, lengthened("10", connect)), refused);
    let connect = "00 04 'MQTT' 04 02 00 00 00 00";
    assert!(matches!(outcome(From::Stranger, lengthened("10", connect)), Ok(Some(_))));
}

#[test]
fn a_packet_too_large_is_refused_by_its_length_alone() {
    let bounds = Bounds { packet_bytes_max: 130, ..BOUNDS };
    // A header of two bytes and 127 more, of three bytes and 127 more, of three bytes and 128 more.
    let mut input = bytes("30 7F");
    assert_eq!(read(From::Client(V311), &mut input, &bounds), Ok(None));
    let mut input = bytes("30 FF 00");
    assert_eq!(read(From::Client(V311), &mut input, &bounds), Ok(None));
    for length in ["80 01", "FF FF FF 7F"] {
        let mut input = bytes(&format!("30 {length}"));
        let error = read(From::Client(V311), &mut input, &bounds).unwrap_err();
        assert_eq!(error.kind, Kind::PacketTooLarge);
        assert_eq!(error.reason_code(), ReasonCode::PacketTooLarge);
    }
}

#[test]
fn a_connect_of_another_protocol_is_answered_in_a_form_that_its_sender_reads() {
    let rest = "02 00 00 00 01 'i'";
    let level = |version| DecodeError { kind: Kind::ProtocolLevel, version: Some(version) };
    let unknown = |kind| DecodeError { kind, version: None };
    let rows = [
        ("00 06 'MQIsdp' 04", level(V311)),
        ("00 06 'MQIsdp' 05", level(V5)),
        ("00 04 'MQTT' 03", level(V311)),
        ("00 04 'MQTT' 00", level(V311)),
        ("00 04 'MQTT' 84", level(V311)),
        ("00 04 'MQTT' 06", level(V5)),
        ("00 04 'MQTT' FF", level(V5)),
        ("00 04 'mqtt' 04", unknown(Kind::ProtocolName)),
        ("00 05 'MQTT5' 05", unknown(Kind::ProtocolName)),
        ("00 00 04", unknown(Kind::ProtocolName)),
        ("FF FF 'MQTT' 04", unknown(Kind::Truncated)),
    ];
    for (begin, expected) in rows {
        let mut input = packet(0x10, &format!("{begin} {rest}"));
        assert_eq!(read(From::Stranger, &mut input, &BOUNDS), Err(expected), "{begin}");
        let unsupported = ReasonCode::UnsupportedProtocolVersion;
        assert_eq!(expected.reason_code() == unsupported, expected.kind != Kind::Truncated);
    }
    // MQTT 3.1 is taken for 3.1.1, whose packets it has.
    for begin in ["00 04 'MQTT' 04", "00 06 'MQIsdp' 03"] {
        let mut input = packet(0x10, &format!("{begin} {rest}"));
        let read = read(From::Stranger, &mut input, &BOUNDS).unwrap();
        assert!(matches!(read, Some(Packet::Connect(connect)) if connect.version == V311));
    }
}

#[test]
fn an_error_after_the_protocol_level_knows_the_version() {
    for (level, version) in [("04", V311), ("05", V5)] {
        let mut input = packet(0x10, &format!("00 04 'MQTT' {level} 03 00 00"));
        let error = DecodeError { kind: Kind::ReservedBits, version: Some(version) };
        assert_eq!(read(From::Stranger, &mut input, &BOUNDS), Err(error));
        let error = DecodeError { kind: Kind::QoS, version: Some(version) };
        assert_eq!(read(From::Client(version), &mut bytes("36"), &BOUNDS), Err(error));
    }
    let error = read(From::Stranger, &mut bytes("'GET /'"), &BOUNDS).unwrap_err();
    assert_eq!(error.version, None);
}
