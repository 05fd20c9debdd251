//! Every way in which a whole packet can be wrong, each beside its twin that is accepted: the same
//! packet without the one fault.

use daypass_mqtt::{
    BinaryData, Bounds, DecodeErrorKind as Kind, PropertyIdentifier as Property, ProtocolVersion,
    ReasonCode, TopicError, Utf8StringError,
};

use super::wire::{BOUNDS, From, packet, read};

const STRANGER: From = From::Stranger;
const CLIENT_311: From = From::Client(ProtocolVersion::V311);
const CLIENT_5: From = From::Client(ProtocolVersion::V5);
const SERVER_311: From = From::Server(ProtocolVersion::V311);
const SERVER_5: From = From::Server(ProtocolVersion::V5);

/// Who sends it, the first byte, the body that is refused, why, and the body that is accepted.
type Row<'a> = (From, u8, &'a str, Kind, &'a str);

fn check(rows: &[Row<'_>]) {
    for (from, first, refused, kind, accepted) in rows {
        let error = read(*from, &mut packet(*first, refused), &BOUNDS).map_err(|error| error.kind);
        assert_eq!(error, Err(*kind), "{from:?} {first:02X} {refused}");
        let mut input = packet(*first, accepted);
        let twin = read(*from, &mut input, &BOUNDS);
        assert!(matches!(twin, Ok(Some(_))), "{from:?} {first:02X} {accepted}: {twin:?}");
        assert!(input.is_empty());
    }
}

const NULL: Kind = Kind::String(Utf8StringError::NullCharacter);
const ILL_FORMED: Kind = Kind::String(Utf8StringError::IllFormed);

#[test]
fn connect_flags() {
    let v311 = |flags, rest| format!("00 04 'MQTT' 04 {flags} 00 00 {rest}");
    let v5 = |flags, rest| format!("00 04 'MQTT' 05 {flags} 00 00 00 {rest}");
    let (id, will, will_5) = ("00 01 'i'", "00 01 'w' 00 00", "00 00 01 'w' 00 00");
    let with = |rest: &str| format!("{id} {rest}");
    let rows = [
        // [MQTT-3.1.2-3] the reserved flag
        (v311("03", id), Kind::ReservedBits, v311("02", id)),
        (v5("03", id), Kind::ReservedBits, v5("02", id)),
        // [MQTT-3.1.2-11] Will QoS without a will
        (v311("0A", id), Kind::WillFlags, v311("0E", &with(will))),
        (v5("12", id), Kind::WillFlags, v5("16", &with(will_5))),
        // [MQTT-3.1.2-13] Will Retain without a will
        (v311("22", id), Kind::WillFlags, v311("26", &with(will))),
        (v5("22", id), Kind::WillFlags, v5("26", &with(will_5))),
        // [MQTT-3.1.2-12] Will QoS 3
        (v311("1E", &with(will)), Kind::QoS, v311("16", &with(will))),
        (v5("1E", &with(will_5)), Kind::QoS, v5("16", &with(will_5))),
        // [3.1.1: MQTT-3.1.2-22] a password without a user name, which MQTT 5 allows
        (
            v311("42", &with("00 01 'p'")),
            Kind::PasswordWithoutUserName,
            v311("C2", &with("00 01 'u' 00 01 'p'")),
        ),
        (v5("42", &with("")), Kind::Truncated, v5("42", &with("00 01 'p'"))),
        // [MQTT-3.1.2-17], [MQTT-3.1.2-19]: what a flag announces is there, and nothing else
        (v311("82", id), Kind::Truncated, v311("82", &with("00 01 'u'"))),
        (v311("02", &with("00 01 'u'")), Kind::TrailingBytes, v311("82", &with("00 01 'u'"))),
        // [MQTT-3.1.2-16], [MQTT-3.1.2-18]
        (
            v311("82", &with("00 01 'u' 00 01 'p'")),
            Kind::TrailingBytes,
            v311("C2", &with("00 01 'u' 00 01 'p'")),
        ),
        (v311("C2", &with("00 01 'u'")), Kind::Truncated, v311("C2", &with("00 01 'u' 00 00"))),
        (v311("06", id), Kind::Truncated, v311("06", &with(will))),
        (v5("06", &with("00 00 01 'w'")), Kind::Truncated, v5("06", &with(will_5))),
        // [3.1.1: MQTT-3.1.3-8] no name for a session that is to last, which MQTT 5 allows
        (v311("00", "00 00"), Kind::ClientIdentifier, v311("02", "00 00")),
        (v5("00", "00"), Kind::Truncated, v5("00", "00 00")),
    ];
    for (refused, kind, accepted) in &rows {
        check(&[(STRANGER, 0x10, refused, *kind, accepted)]);
    }
}

#[test]
fn connect_strings() {
    let v311 = |flags, rest| format!("00 04 'MQTT' 04 {flags} 00 00 {rest}");
    let rows = [
        // [MQTT-3.1.3-4] the client identifier
        (v311("02", "00 01 00"), NULL, v311("02", "00 01 01")),
        (v311("02", "00 01 FF"), ILL_FORMED, v311("02", "00 02 C3 BF")),
        // [MQTT-3.1.3-11] the will topic, and that it is a topic name
        (v311("06", "00 00 00 01 00 00 00"), NULL, v311("06", "00 00 00 01 01 00 00")),
        (
            v311("06", "00 00 00 01 '+' 00 00"),
            Kind::Topic(TopicError::WildcardInName),
            v311("06", "00 00 00 01 '-' 00 00"),
        ),
        (
            v311("06", "00 00 00 00 00 00"),
            Kind::Topic(TopicError::Empty),
            v311("06", "00 00 00 01 '/' 00 00"),
        ),
        // [MQTT-3.1.3-12] the user name; a password may be any bytes
        (v311("82", "00 00 00 01 00"), NULL, v311("C2", "00 00 00 01 'u' 00 02 00 FF")),
        (v311("82", "00 00 00 02 C0 80"), ILL_FORMED, v311("82", "00 00 00 02 C2 80")),
    ];
    for (refused, kind, accepted) in &rows {
        check(&[(STRANGER, 0x10, refused, *kind, accepted)]);
    }
}

#[test]
fn utf_8_strings() {
    let publish = |topic| format!("00 03 {topic}");
    for from in [CLIENT_311, CLIENT_5] {
        let rows = [
            // [MQTT-1.5.4-1] surrogates, from the first to the last, and their neighbours
            ("ED A0 80", ILL_FORMED, "ED 9F BF"),
            ("ED BF BF", ILL_FORMED, "EE 80 80"),
            // overlong, beyond U+10FFFF, cut off
            ("E0 80 80", ILL_FORMED, "E0 A0 80"),
            ("F8 88 80", ILL_FORMED, "EF BF BF"),
            ("'ab' C3", ILL_FORMED, "'a' C3 A9"),
            // [MQTT-1.5.4-2] the null character
            ("'a' 00 'b'", NULL, "'a' 01 'b'"),
        ];
        for (refused, kind, accepted) in rows {
            // Behind the topic of a message of QoS 0 stands an empty list of properties in MQTT 5,
            // and a payload of one byte in 3.1.1.
            let refused = publish(refused) + " 00";
            check(&[(from, 0x30, &refused, kind, &(publish(accepted) + " 00"))]);
        }
    }
}

#[test]
fn publish() {
    let wildcard = Kind::Topic(TopicError::WildcardInName);
    check(&[
        // [MQTT-3.3.2-2] wildcards
        (CLIENT_311, 0x30, "00 03 'a/+'", wildcard, "00 03 'a/b'"),
        (CLIENT_311, 0x30, "00 03 'a#b'", wildcard, "00 03 'a*b'"),
        (CLIENT_5, 0x30, "00 01 '#' 00", wildcard, "00 01 '$' 00"),
        // [MQTT-4.7.3-1] an empty topic, which an alias makes right in MQTT 5 (section 3.3.2.1)
        (CLIENT_311, 0x30, "00 00", Kind::NoTopic, "00 01 't'"),
        (CLIENT_5, 0x30, "00 00 00", Kind::NoTopic, "00 00 03 23 00 01"),
        (CLIENT_5, 0x30, "00 00 00", Kind::NoTopic, "00 01 't' 00"),
        // [MQTT-3.3.2-8] an alias of zero
        (CLIENT_5, 0x30, "00 00 03 23 00 00", Kind::TopicAlias, "00 00 03 23 00 01"),
        // [MQTT-2.2.1-3] a packet identifier of zero, or none at all
        (CLIENT_311, 0x32, "00 01 't' 00 00", Kind::PacketIdentifier, "00 01 't' 00 01"),
        (CLIENT_5, 0x34, "00 01 't' 00 00 00", Kind::PacketIdentifier, "00 01 't' 00 01 00"),
        (CLIENT_311, 0x32, "00 01 't' 01", Kind::Truncated, "00 01 't' 00 01"),
        // The topic reaches beyond the packet; the properties do.
        (CLIENT_311, 0x30, "00 02 't'", Kind::Truncated, "00 01 't'"),
        (CLIENT_311, 0x30, "00", Kind::Truncated, "00 01 't'"),
        (CLIENT_5, 0x30, "00 01 't' 04 23 00 01", Kind::Truncated, "00 01 't' 03 23 00 01"),
        (CLIENT_5, 0x30, "00 01 't'", Kind::Truncated, "00 01 't' 00"),
        // A value reaches beyond the properties, into the payload.
        (CLIENT_5, 0x30, "00 01 't' 02 23 00 01", Kind::Truncated, "00 01 't' 03 23 00 01"),
        // [MQTT-1.5.5-1] the length of the properties is not minimal, or has five bytes
        (CLIENT_5, 0x30, "00 01 't' 80 00", Kind::VariableByteInteger, "00 01 't' 00"),
        (
            CLIENT_5,
            0x30,
            "00 01 't' 80 80 80 80 01",
            Kind::VariableByteInteger,
            "00 01 't' 00 80 80 80 80 01",
        ),
        // [MQTT-3.3.4-6] a subscription identifier is the server's to send, and not zero
        (
            CLIENT_5,
            0x30,
            "00 01 't' 02 0B 01",
            Kind::SubscriptionIdentifierFromClient,
            "00 01 't' 02 01 01",
        ),
        (
            SERVER_5,
            0x30,
            "00 01 't' 02 0B 00",
            Kind::PropertyValue(Property::SubscriptionIdentifier),
            "00 01 't' 04 0B 01 0B 01",
        ),
        // [MQTT-3.3.2-14] wildcards in the response topic
        (CLIENT_5, 0x30, "00 01 't' 04 08 00 01 '#'", wildcard, "00 01 't' 04 08 00 01 'r'"),
        (
            CLIENT_5,
            0x30,
            "00 01 't' 02 01 02",
            Kind::PropertyValue(Property::PayloadFormatIndicator),
            "00 01 't' 02 01 00",
        ),
    ]);
}

#[test]
fn acknowledgements() {
    for (first, code) in [(0x40, "10"), (0x50, "10"), (0x62, "92"), (0x70, "92")] {
        check(&[
            (CLIENT_311, first, "00 00", Kind::PacketIdentifier, "00 01"),
            (CLIENT_311, first, "01", Kind::Truncated, "00 01"),
            (CLIENT_311, first, "00 01 00", Kind::TrailingBytes, "00 01"),
            (CLIENT_5, first, "00 00", Kind::PacketIdentifier, "00 01"),
            // [MQTT-3.4.2-1] and its like: a code of another packet, one that does not exist
            (CLIENT_5, first, "00 01 04", Kind::ReasonCode, &format!("00 01 {code}")),
            (CLIENT_5, first, "00 01 7F", Kind::ReasonCode, &format!("00 01 {code}")),
            (CLIENT_5, first, "00 01 00 00 00", Kind::TrailingBytes, "00 01 00 00"),
            (CLIENT_5, first, "00 01 00 01", Kind::Truncated, "00 01 00 00"),
        ]);
    }
}

#[test]
fn subscribe() {
    check(&[
        // [MQTT-3.8.3-2] no filter
        (CLIENT_311, 0x82, "00 01", Kind::EmptyPayload, "00 01 00 01 'a' 00"),
        (CLIENT_5, 0x82, "00 01 00", Kind::EmptyPayload, "00 01 00 00 01 'a' 00"),
        (CLIENT_311, 0x82, "00 00 00 01 'a' 00", Kind::PacketIdentifier, "00 01 00 01 'a' 00"),
        (CLIENT_311, 0x82, "00 01 00 01 'a'", Kind::Truncated, "00 01 00 01 'a' 00"),
        // [3.1.1: MQTT-3-8.3-4] reserved bits, of which MQTT 5 reserves two [MQTT-3.8.3-5]
        (CLIENT_311, 0x82, "00 01 00 01 'a' 04", Kind::ReservedBits, "00 01 00 01 'a' 02"),
        (CLIENT_5, 0x82, "00 01 00 00 01 'a' 40", Kind::ReservedBits, "00 01 00 00 01 'a' 2E"),
        (CLIENT_5, 0x82, "00 01 00 00 01 'a' 80", Kind::ReservedBits, "00 01 00 00 01 'a' 08"),
        (CLIENT_311, 0x82, "00 01 00 01 'a' 03", Kind::QoS, "00 01 00 01 'a' 02"),
        (CLIENT_5, 0x82, "00 01 00 00 01 'a' 03", Kind::QoS, "00 01 00 00 01 'a' 02"),
        (CLIENT_5, 0x82, "00 01 00 00 01 'a' 30", Kind::RetainHandling, "00 01 00 00 01 'a' 20"),
        // [MQTT-3.8.3-4] No Local on a shared subscription
        (
            CLIENT_5,
            0x82,
            "00 01 00 00 0A '$share/g/a' 04",
            Kind::NoLocalShared,
            "00 01 00 00 0A '$share/g/a' 00",
        ),
        // [MQTT-3.8.3-1] the filter is a string, and [MQTT-4.7.1-1] a filter
        (CLIENT_311, 0x82, "00 01 00 01 00 00", NULL, "00 01 00 01 01 00"),
        (
            CLIENT_311,
            0x82,
            "00 01 00 03 'a#b' 00",
            Kind::Topic(TopicError::MultiLevelWildcard),
            "00 01 00 03 'a/#' 00",
        ),
        // A second filter is held to the same.
        (
            CLIENT_311,
            0x82,
            "00 01 00 01 'a' 00 00 00 00",
            Kind::Topic(TopicError::Empty),
            "00 01 00 01 'a' 00 00 01 'b' 00",
        ),
        (
            CLIENT_5,
            0x82,
            "00 01 02 0B 00 00 01 'a' 00",
            Kind::PropertyValue(Property::SubscriptionIdentifier),
            "00 01 02 0B 01 00 01 'a' 00",
        ),
        (
            CLIENT_5,
            0x82,
            "00 01 04 0B 01 0B 02 00 01 'a' 00",
            Kind::DuplicateProperty(Property::SubscriptionIdentifier),
            "00 01 02 0B 02 00 01 'a' 00",
        ),
        // [MQTT-1.5.5-1]
        (
            CLIENT_5,
            0x82,
            "00 01 03 0B 81 00 00 01 'a' 00",
            Kind::VariableByteInteger,
            "00 01 03 0B 81 01 00 01 'a' 00",
        ),
    ]);
}

#[test]
fn unsubscribe() {
    check(&[
        // [MQTT-3.10.3-2] no filter
        (CLIENT_311, 0xA2, "00 01", Kind::EmptyPayload, "00 01 00 01 'a'"),
        (CLIENT_5, 0xA2, "00 01 00", Kind::EmptyPayload, "00 01 00 00 01 'a'"),
        (CLIENT_311, 0xA2, "00 00 00 01 'a'", Kind::PacketIdentifier, "00 01 00 01 'a'"),
        (CLIENT_5, 0xA2, "00 01 00 00 02 'a'", Kind::Truncated, "00 01 00 00 01 'a'"),
        // [MQTT-3.10.3-1]
        (CLIENT_5, 0xA2, "00 01 00 00 01 FF", ILL_FORMED, "00 01 00 00 01 7F"),
        (
            CLIENT_5,
            0xA2,
            "00 01 00 00 02 'a+'",
            Kind::Topic(TopicError::SingleLevelWildcard),
            "00 01 00 00 02 '/+'",
        ),
    ]);
}

#[test]
fn answers_of_a_server() {
    check(&[
        // [MQTT-3.2.2-1] reserved flags, [MQTT-3.2.2-6] a session beside a failure
        (SERVER_311, 0x20, "02 00", Kind::ReservedBits, "01 00"),
        (SERVER_5, 0x20, "80 00 00", Kind::ReservedBits, "00 00 00"),
        (SERVER_311, 0x20, "01 05", Kind::SessionPresent, "00 05"),
        (SERVER_5, 0x20, "01 87 00", Kind::SessionPresent, "00 87 00"),
        (SERVER_311, 0x20, "00 06", Kind::ReasonCode, "00 05"),
        (SERVER_5, 0x20, "00 05 00", Kind::ReasonCode, "00 87 00"),
        (SERVER_311, 0x20, "00", Kind::Truncated, "00 00"),
        (SERVER_311, 0x20, "00 00 00", Kind::TrailingBytes, "00 00"),
        (
            SERVER_5,
            0x20,
            "00 00 02 24 02",
            Kind::PropertyValue(Property::MaximumQoS),
            "00 00 02 24 01",
        ),
        // [3.1.1: MQTT-3.9.3-2], [MQTT-3.9.3-2]
        (SERVER_311, 0x90, "00 01 03", Kind::ReasonCode, "00 01 02"),
        (SERVER_311, 0x90, "00 01 87", Kind::ReasonCode, "00 01 80"),
        (SERVER_5, 0x90, "00 01 00 03", Kind::ReasonCode, "00 01 00 87"),
        (SERVER_5, 0x90, "00 01 00", Kind::EmptyPayload, "00 01 00 00"),
        (SERVER_311, 0xB0, "00 01 00", Kind::TrailingBytes, "00 01"),
        (SERVER_5, 0xB0, "00 01 00 01", Kind::ReasonCode, "00 01 00 11"),
        (SERVER_5, 0xB0, "00 01 00", Kind::EmptyPayload, "00 01 00 00"),
    ]);
}

#[test]
fn the_rest() {
    let lasting = Kind::PropertyNotAllowed(Property::SessionExpiryInterval);
    let reference = Kind::PropertyNotAllowed(Property::ServerReference);
    check(&[
        (CLIENT_311, 0xC0, "00", Kind::TrailingBytes, ""),
        (SERVER_5, 0xD0, "00", Kind::TrailingBytes, ""),
        (CLIENT_311, 0xE0, "00", Kind::TrailingBytes, ""),
        (CLIENT_5, 0xE0, "00 00 00", Kind::TrailingBytes, "00 00"),
        // [MQTT-3.14.2-1]
        (CLIENT_5, 0xE0, "01", Kind::ReasonCode, "04"),
        // [MQTT-3.14.2-2], and the reference is the server's to send
        (SERVER_5, 0xE0, "00 05 11 00 00 00 01", lasting, "00 00"),
        (CLIENT_5, 0xE0, "00 04 1C 00 01 's'", reference, "00 05 11 00 00 00 01"),
        // [MQTT-3.15.2-1], and the method (section 3.15.2.2.2)
        (CLIENT_5, 0xF0, "01 04 15 00 01 'm'", Kind::ReasonCode, "18 04 15 00 01 'm'"),
        (CLIENT_5, 0xF0, "18", Kind::NoAuthenticationMethod, "18 04 15 00 01 'm'"),
        (CLIENT_5, 0xF0, "18 00", Kind::NoAuthenticationMethod, "18 04 15 00 01 'm'"),
        (CLIENT_5, 0xF0, "18 04 15 00 01 'm' 00", Kind::TrailingBytes, "18 04 15 00 01 'm'"),
    ]);
}

#[test]
fn strings_among_the_properties() {
    let publish = |list: &str| format!("00 01 't' {:02X} {list}", super::wire::bytes(list).len());
    let rows = [
        // [MQTT-1.5.7-1] both strings of a user property
        ("26 00 01 FF 00 01 'v'", ILL_FORMED, "26 00 01 'k' 00 01 'v'"),
        ("26 00 01 'k' 00 01 00", NULL, "26 00 01 'k' 00 01 01"),
        // [MQTT-3.3.2-13] the response topic, [MQTT-3.3.2-19] the content type
        ("08 00 01 FF", ILL_FORMED, "08 00 01 7F"),
        ("08 00 01 00", NULL, "08 00 01 01"),
        ("03 00 02 C0 80", ILL_FORMED, "03 00 02 C2 80"),
        ("03 00 01 00", NULL, "03 00 01 01"),
    ];
    for (refused, kind, accepted) in rows {
        check(&[(CLIENT_5, 0x30, &publish(refused), kind, &publish(accepted))]);
    }
}

#[test]
fn user_properties_are_bounded() {
    let bounds = Bounds { user_properties_max: 2, ..BOUNDS };
    let publish = |count: usize| {
        let list = "26 00 00 00 00 ".repeat(count);
        packet(0x30, &format!("00 01 't' {:02X} {list}", 5 * count))
    };
    assert!(matches!(read(CLIENT_5, &mut publish(2), &bounds), Ok(Some(_))));
    let error = read(CLIENT_5, &mut publish(3), &bounds).unwrap_err();
    assert_eq!(error.kind, Kind::TooManyUserProperties);
    assert_eq!(error.reason_code(), ReasonCode::QuotaExceeded);
}

#[test]
fn topic_filters_are_bounded() {
    let bounds = Bounds { topic_filters_max: 2, ..BOUNDS };
    for (first, filter) in [(0x82, "00 01 'a' 00 "), (0xA2, "00 01 'a' ")] {
        let filters = |count| packet(first, &format!("00 01 {}", filter.repeat(count)));
        assert!(matches!(read(CLIENT_311, &mut filters(2), &bounds), Ok(Some(_))));
        let error = read(CLIENT_311, &mut filters(3), &bounds).unwrap_err();
        assert_eq!(error.kind, Kind::TooManyTopicFilters);
        assert_eq!(error.reason_code(), ReasonCode::QuotaExceeded);
    }
}

#[test]
fn a_packet_of_the_greatest_field_is_read() {
    let bytes = BinaryData::BYTES_MAX;
    let body = format!("FF FF '{}' 00 01", "t".repeat(bytes));
    assert!(matches!(read(CLIENT_311, &mut packet(0x32, &body), &BOUNDS), Ok(Some(_))));
}
