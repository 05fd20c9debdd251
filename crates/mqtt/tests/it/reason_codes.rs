//! Reason codes, where they belong, and what 3.1.1 makes of them.

use bytes::BytesMut;
use daypass_mqtt::{
    Acknowledgement, Auth, Connack, EncodeError, MessageProperties, PACKET_BYTES_MAX, Packet,
    PacketType, ProtocolVersion, Publish, PublishTopic, ReasonCode, ReasonProperties, TopicAlias,
    encode,
};

use super::wire::shared;

/// The codes of each packet, as the tables of its section list them.
const TABLES: [(PacketType, &[u8]); 9] = [
    (
        PacketType::Connack,
        &[
            0x00, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8C, 0x90,
            0x95, 0x97, 0x99, 0x9A, 0x9B, 0x9C, 0x9D, 0x9F,
        ],
    ),
    (PacketType::Puback, &[0x00, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99]),
    (PacketType::Pubrec, &[0x00, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99]),
    (PacketType::Pubrel, &[0x00, 0x92]),
    (PacketType::Pubcomp, &[0x00, 0x92]),
    (PacketType::Suback, &[0x00, 0x01, 0x02, 0x80, 0x83, 0x87, 0x8F, 0x91, 0x97, 0x9E, 0xA1, 0xA2]),
    (PacketType::Unsuback, &[0x00, 0x11, 0x80, 0x83, 0x87, 0x8F, 0x91]),
    (
        // With 0x8C, which section 2.4 lists for it.
        PacketType::Disconnect,
        &[
            0x00, 0x04, 0x80, 0x81, 0x82, 0x83, 0x87, 0x89, 0x8B, 0x8C, 0x8D, 0x8E, 0x8F, 0x90,
            0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9A, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F, 0xA0,
            0xA1, 0xA2,
        ],
    ),
    (PacketType::Auth, &[0x00, 0x18, 0x19]),
];

#[test]
fn each_code_stands_in_the_packets_whose_tables_list_it() {
    for value in 0..=u8::MAX {
        let code = ReasonCode::from_value(value);
        assert!(code.is_none_or(|code| code.value() == value));
        assert_eq!(code.is_some_and(|code| ReasonCode::ALL.contains(&code)), code.is_some());
        for (packet_type, listed) in TABLES {
            let may = code.is_some_and(|code| code.may_stand_in(packet_type));
            assert_eq!(may, listed.contains(&value), "{value:02X} in {packet_type:?}");
        }
    }
}

#[test]
fn connack_of_3_1_1_has_six_codes_and_no_other_is_written() {
    for code in ReasonCode::ALL {
        let mut output = BytesMut::new();
        let packet = Connack::refusal(*code).into();
        let outcome = encode(&packet, ProtocolVersion::V311, PACKET_BYTES_MAX, &mut output);
        if let Some(return_code) = code.connect_return_code() {
            assert_eq!(outcome, Ok(()));
            assert_eq!(output, [0x20, 2, 0, return_code][..]);
        } else {
            assert_eq!(outcome, Err(EncodeError::NotInVersion));
            assert!(output.is_empty());
        }
    }
    let codes = |code: ReasonCode| code.connect_return_code();
    assert_eq!(codes(ReasonCode::NotAuthorized), Some(5));
    assert_eq!(codes(ReasonCode::UnsupportedProtocolVersion), Some(1));
    assert_eq!(codes(ReasonCode::MalformedPacket), None);
}

#[test]
fn what_3_1_1_does_not_have_is_not_written() {
    let auth = Packet::Auth(Auth {
        reason_code: ReasonCode::Success,
        authentication_method: None,
        authentication_data: None,
        properties: ReasonProperties::default(),
    });
    let alias = Packet::Publish(Publish {
        delivery: daypass_mqtt::Delivery::AtMostOnce,
        retain: false,
        topic: PublishTopic::Alias(TopicAlias::MIN),
        subscription_identifiers: Vec::new(),
        properties: MessageProperties::default(),
        payload: shared(b""),
    });
    for packet in [auth, alias] {
        let mut output = BytesMut::new();
        let written = encode(&packet, ProtocolVersion::V311, PACKET_BYTES_MAX, &mut output);
        assert_eq!(written, Err(EncodeError::NotInVersion));
        assert!(output.is_empty());
        assert_eq!(encode(&packet, ProtocolVersion::V5, PACKET_BYTES_MAX, &mut output), Ok(()));
    }
}

#[test]
fn nothing_is_written_of_a_packet_that_its_receiver_does_not_take() {
    let packet = Packet::Puback(Acknowledgement::success(daypass_mqtt::PacketIdentifier::MIN));
    let mut output = BytesMut::from(&b"before"[..]);
    let outcome = encode(&packet, ProtocolVersion::V5, 3, &mut output);
    assert_eq!(outcome, Err(EncodeError::PacketTooLarge { packet_bytes: 4 }));
    assert_eq!(output, b"before"[..]);
    assert_eq!(encode(&packet, ProtocolVersion::V5, 4, &mut output), Ok(()));
    assert_eq!(output, b"before\x40\x02\x00\x01"[..]);
}
