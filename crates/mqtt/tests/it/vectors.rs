//! Packets of both versions byte by byte: the examples of the specifications, and one of each packet
//! with every field that it can have.

use std::num::{NonZeroU16, NonZeroU32};

use bytes::BytesMut;
use daypass_mqtt::{
    Acknowledgement, Auth, BinaryData, Connack, ConnackProperties, Connect, ConnectProperties,
    Delivery, Disconnect, MessageProperties, Packet, PacketIdentifier, PayloadFormat,
    ProtocolVersion, Publish, PublishTopic, QoS, ReasonCode, ReasonProperties, Redacted,
    RetainHandling, Suback, Subscribe, Subscription, SubscriptionIdentifier, TopicAlias, Unsuback,
    Unsubscribe, UserProperty, Will,
};

use super::wire::{BOUNDS, From, packet, read, shared, string, topic_filter, topic_name, written};

const V311: ProtocolVersion = ProtocolVersion::V311;
const V5: ProtocolVersion = ProtocolVersion::V5;

/// The bytes are the packet, and the packet is written as these very bytes.
fn check(from: From, bytes: &BytesMut, packet: &Packet) {
    let version = match packet {
        Packet::Connect(connect) => connect.version,
        _ => from.version(),
    };
    let mut input = bytes.clone();
    assert_eq!(read(from, &mut input, &BOUNDS).as_ref(), Ok(&Some(packet.clone())));
    assert!(input.is_empty(), "the whole packet is taken");
    assert_eq!(written(packet, version), bytes);
}

fn number(value: u16) -> PacketIdentifier {
    PacketIdentifier::new(value).unwrap()
}

fn reason(text: &str) -> ReasonProperties {
    ReasonProperties { reason_string: Some(string(text)), user_properties: vec![user("k", "v")] }
}

fn user(name: &str, value: &str) -> UserProperty {
    UserProperty { name: string(name), value: string(value) }
}

fn binary(bytes: &'static [u8]) -> BinaryData {
    BinaryData::new(shared(bytes)).unwrap()
}

fn plain_connect(version: ProtocolVersion) -> Connect {
    Connect {
        version,
        clean_start: true,
        keep_alive_seconds: 60,
        properties: ConnectProperties::default(),
        client_identifier: string("me"),
        will: None,
        user_name: None,
        password: None,
    }
}

fn message_properties() -> MessageProperties {
    MessageProperties {
        payload_format: Some(PayloadFormat::Utf8),
        message_expiry_interval_seconds: Some(60),
        content_type: Some(string("text")),
        response_topic: Some(topic_name("r/t")),
        correlation_data: Some(binary(&[0, 255])),
        user_properties: vec![user("b", "1"), user("a", "2"), user("b", "3")],
    }
}

#[test]
fn connect_with_nothing_but_a_name() {
    let bytes = packet(0x10, "00 04 'MQTT' 04 02 00 3C 00 02 'me'");
    check(From::Stranger, &bytes, &plain_connect(V311).into());
    let bytes = packet(0x10, "00 04 'MQTT' 05 02 00 3C 00 00 02 'me'");
    check(From::Stranger, &bytes, &plain_connect(V5).into());
}

#[test]
fn connect_as_in_the_examples_of_section_3_1_2() {
    // The variable headers are those of the specifications; the payload is ours.
    let will = Will {
        qos: QoS::AtLeastOnce,
        retain: false,
        topic: topic_name("w"),
        delay_interval_seconds: None,
        properties: MessageProperties::default(),
        payload: binary(b"gone"),
    };
    let mut connect = Connect {
        keep_alive_seconds: 10,
        will: Some(will),
        user_name: Some(Redacted(string("user"))),
        password: Some(Redacted(binary(b"pass"))),
        ..plain_connect(V311)
    };
    let payload = "00 02 'me' 00 01 'w' 00 04 'gone' 00 04 'user' 00 04 'pass'";
    let bytes = packet(0x10, &format!("00 04 'MQTT' 04 CE 00 0A {payload}"));
    check(From::Stranger, &bytes, &connect.clone().into());

    connect.version = V5;
    connect.properties.session_expiry_interval_seconds = Some(10);
    let payload = "00 02 'me' 00 00 01 'w' 00 04 'gone' 00 04 'user' 00 04 'pass'";
    let bytes = packet(0x10, &format!("00 04 'MQTT' 05 CE 00 0A 05 11 00 00 00 0A {payload}"));
    check(From::Stranger, &bytes, &connect.into());
}

#[test]
fn connect_with_every_property() {
    let connect = Connect {
        clean_start: false,
        properties: ConnectProperties {
            session_expiry_interval_seconds: Some(u32::MAX),
            receive_maximum: NonZeroU16::new(20),
            maximum_packet_size_bytes: NonZeroU32::new(65_536),
            topic_alias_maximum: Some(8),
            request_response_information: Some(true),
            request_problem_information: Some(false),
            user_properties: vec![user("k", "v")],
            authentication_method: Some(string("m")),
            authentication_data: Some(Redacted(binary(&[1]))),
        },
        will: Some(Will {
            qos: QoS::ExactlyOnce,
            retain: true,
            topic: topic_name("w"),
            delay_interval_seconds: Some(5),
            properties: message_properties(),
            payload: binary(b""),
        }),
        password: Some(Redacted(binary(b"p"))),
        ..plain_connect(V5)
    };
    let properties = "23 11 FF FF FF FF 21 00 14 27 00 01 00 00 22 00 08 19 01 17 00 \
                      26 00 01 'k' 00 01 'v' 15 00 01 'm' 16 00 01 01";
    let will = "33 18 00 00 00 05 02 00 00 00 3C 01 01 03 00 04 'text' 08 00 03 'r/t' \
                09 00 02 00 FF 26 00 01 'b' 00 01 '1' 26 00 01 'a' 00 01 '2' 26 00 01 'b' 00 01 '3' \
                00 01 'w' 00 00";
    let body = format!("00 04 'MQTT' 05 74 00 3C {properties} 00 02 'me' {will} 00 01 'p'");
    check(From::Stranger, &packet(0x10, &body), &connect.into());
}

#[test]
fn connack() {
    let mut accepted = Connack::refusal(ReasonCode::Success);
    accepted.session_present = true;
    check(From::Server(V311), &packet(0x20, "01 00"), &accepted.clone().into());
    check(From::Server(V5), &packet(0x20, "01 00 00"), &accepted.into());
    let refused = Connack::refusal(ReasonCode::NotAuthorized);
    check(From::Server(V311), &packet(0x20, "00 05"), &refused.clone().into());
    check(From::Server(V5), &packet(0x20, "00 87 00"), &refused.into());
}

#[test]
fn connack_with_every_property() {
    let connack = Connack {
        session_present: false,
        reason_code: ReasonCode::Success,
        properties: ConnackProperties {
            session_expiry_interval_seconds: Some(3600),
            receive_maximum: NonZeroU16::new(100),
            maximum_qos: Some(QoS::AtLeastOnce),
            retain_available: Some(true),
            maximum_packet_size_bytes: NonZeroU32::new(149_504),
            assigned_client_identifier: Some(string("id")),
            topic_alias_maximum: Some(8),
            reason: reason("why"),
            wildcard_subscription_available: Some(true),
            subscription_identifier_available: Some(false),
            shared_subscription_available: Some(true),
            server_keep_alive_seconds: Some(1200),
            response_information: Some(string("i")),
            server_reference: Some(string("s")),
            authentication_method: Some(string("m")),
            authentication_data: Some(Redacted(binary(&[2]))),
        },
    };
    let body = "00 00 3F 11 00 00 0E 10 21 00 64 24 01 25 01 27 00 02 48 00 12 00 02 'id' 22 00 08 \
                1F 00 03 'why' 26 00 01 'k' 00 01 'v' 28 01 29 00 2A 01 13 04 B0 \
                1A 00 01 'i' 1C 00 01 's' 15 00 01 'm' 16 00 01 02";
    check(From::Server(V5), &packet(0x20, body), &connack.into());
}

#[test]
fn publish_as_in_the_examples_of_section_3_3_2() {
    let publish = Packet::Publish(Publish {
        delivery: Delivery::AtLeastOnce { packet_identifier: number(10), duplicate: false },
        retain: false,
        topic: PublishTopic::Name(topic_name("a/b")),
        subscription_identifiers: Vec::new(),
        properties: MessageProperties::default(),
        payload: shared(b""),
    });
    check(From::Client(V311), &packet(0x32, "00 03 'a/b' 00 0A"), &publish);
    check(From::Client(V5), &packet(0x32, "00 03 'a/b' 00 0A 00"), &publish);
}

#[test]
fn publish_of_each_quality_of_service() {
    let mut publish = Publish {
        delivery: Delivery::AtMostOnce,
        retain: true,
        topic: PublishTopic::Name(topic_name("t")),
        subscription_identifiers: Vec::new(),
        properties: MessageProperties::default(),
        payload: shared(b"\x00\xFF"),
    };
    check(From::Client(V311), &packet(0x31, "00 01 't' 00 FF"), &Packet::Publish(publish.clone()));
    check(From::Client(V5), &packet(0x31, "00 01 't' 00 00 FF"), &Packet::Publish(publish.clone()));
    publish.delivery = Delivery::AtLeastOnce { packet_identifier: number(1), duplicate: true };
    let bytes = packet(0x3B, "00 01 't' 00 01 00 FF");
    check(From::Server(V311), &bytes, &Packet::Publish(publish.clone()));
    publish.delivery = Delivery::ExactlyOnce { packet_identifier: number(65_535), duplicate: true };
    let bytes = packet(0x3D, "00 01 't' FF FF 00 FF");
    check(From::Client(V311), &bytes, &Packet::Publish(publish.clone()));
    publish.retain = false;
    publish.delivery = Delivery::ExactlyOnce { packet_identifier: number(2), duplicate: false };
    let bytes = packet(0x34, "00 01 't' 00 02 00 00 FF");
    check(From::Server(V5), &bytes, &Packet::Publish(publish));
}

#[test]
fn publish_with_every_property() {
    let identifiers = [1, SubscriptionIdentifier::MAX];
    let publish = Publish {
        delivery: Delivery::AtMostOnce,
        retain: false,
        topic: PublishTopic::Alias(TopicAlias::new(3).unwrap()),
        subscription_identifiers: identifiers
            .map(|value| SubscriptionIdentifier::new(value).unwrap())
            .to_vec(),
        properties: message_properties(),
        payload: shared(b"payload"),
    };
    let body = "00 00 38 02 00 00 00 3C 23 00 03 0B 01 0B FF FF FF 7F 01 01 03 00 04 'text' \
                08 00 03 'r/t' 09 00 02 00 FF 26 00 01 'b' 00 01 '1' 26 00 01 'a' 00 01 '2' \
                26 00 01 'b' 00 01 '3' 'payload'";
    check(From::Server(V5), &packet(0x30, body), &Packet::Publish(publish));
}

#[test]
fn publish_that_gives_an_alias_to_its_topic() {
    let publish = Publish {
        delivery: Delivery::AtMostOnce,
        retain: false,
        topic: PublishTopic::NameAndAlias(topic_name("t"), TopicAlias::MAX),
        subscription_identifiers: Vec::new(),
        properties: MessageProperties::default(),
        payload: shared(b""),
    };
    let bytes = packet(0x30, "00 01 't' 03 23 FF FF");
    check(From::Client(V5), &bytes, &Packet::Publish(publish));
}

#[test]
fn acknowledgements_of_both_versions() {
    type Kind = fn(Acknowledgement) -> Packet;
    let rows: [(u8, Kind, ReasonCode, &str); 4] = [
        (0x40, Packet::Puback, ReasonCode::NoMatchingSubscribers, "10"),
        (0x50, Packet::Pubrec, ReasonCode::QuotaExceeded, "97"),
        (0x62, Packet::Pubrel, ReasonCode::PacketIdentifierNotFound, "92"),
        (0x70, Packet::Pubcomp, ReasonCode::PacketIdentifierNotFound, "92"),
    ];
    for (first, kind, reason_code, code) in rows {
        let success = Acknowledgement::success(number(0x1234));
        let silent = Acknowledgement { reason_code, ..success.clone() };
        let explained = Acknowledgement { properties: reason("why"), ..silent.clone() };
        for from in [From::Client, From::Server] {
            check(from(V311), &packet(first, "12 34"), &kind(success.clone()));
            check(from(V5), &packet(first, "12 34"), &kind(success.clone()));
            check(from(V5), &packet(first, &format!("12 34 {code}")), &kind(silent.clone()));
            let body = format!("12 34 {code} 0D 1F 00 03 'why' 26 00 01 'k' 00 01 'v'");
            check(from(V5), &packet(first, &body), &kind(explained.clone()));
        }
    }
}

#[test]
fn subscribe_as_in_the_examples_of_section_3_8_3() {
    let subscription = |filter, maximum_qos| Subscription {
        topic_filter: topic_filter(filter),
        maximum_qos,
        no_local: false,
        retain_as_published: false,
        retain_handling: RetainHandling::Send,
    };
    let mut subscribe = Subscribe {
        packet_identifier: number(10),
        subscription_identifier: None,
        user_properties: Vec::new(),
        subscriptions: vec![
            subscription("a/b", QoS::AtLeastOnce),
            subscription("c/d", QoS::ExactlyOnce),
        ],
    };
    let filters = "00 03 'a/b' 01 00 03 'c/d' 02";
    let bytes = packet(0x82, &format!("00 0A {filters}"));
    check(From::Client(V311), &bytes, &Packet::Subscribe(subscribe.clone()));
    let bytes = packet(0x82, &format!("00 0A 00 {filters}"));
    check(From::Client(V5), &bytes, &Packet::Subscribe(subscribe.clone()));

    subscribe.subscription_identifier = SubscriptionIdentifier::new(128);
    subscribe.user_properties = vec![user("k", "v")];
    subscribe.subscriptions = vec![
        Subscription {
            no_local: true,
            retain_as_published: true,
            retain_handling: RetainHandling::DoNotSend,
            ..subscription("+/#", QoS::AtMostOnce)
        },
        Subscription {
            retain_handling: RetainHandling::SendIfNew,
            ..subscription("$share/g/a", QoS::AtLeastOnce)
        },
    ];
    let body = "00 0A 0A 0B 80 01 26 00 01 'k' 00 01 'v' 00 03 '+/#' 2C 00 0A '$share/g/a' 11";
    check(From::Client(V5), &packet(0x82, body), &Packet::Subscribe(subscribe));
}

#[test]
fn suback_tells_each_outcome() {
    let mut suback = Suback {
        packet_identifier: number(10),
        reason_codes: vec![
            ReasonCode::Success,
            ReasonCode::GrantedQos1,
            ReasonCode::GrantedQos2,
            ReasonCode::UnspecifiedError,
        ],
        properties: ReasonProperties::default(),
    };
    let bytes = packet(0x90, "00 0A 00 01 02 80");
    check(From::Server(V311), &bytes, &Packet::Suback(suback.clone()));
    suback.reason_codes = vec![ReasonCode::GrantedQos1, ReasonCode::NotAuthorized];
    suback.properties = reason("why");
    let bytes = packet(0x90, "00 0A 0D 1F 00 03 'why' 26 00 01 'k' 00 01 'v' 01 87");
    check(From::Server(V5), &bytes, &Packet::Suback(suback.clone()));
    // 3.1.1 has one failure for all, and no place for a reason.
    assert_eq!(written(&Packet::Suback(suback), V311), packet(0x90, "00 0A 01 80"));
}

#[test]
fn unsubscribe_as_in_the_examples_of_section_3_10_3() {
    let mut unsubscribe = Unsubscribe {
        packet_identifier: number(10),
        user_properties: Vec::new(),
        topic_filters: vec![topic_filter("a/b"), topic_filter("c/d")],
    };
    let bytes = packet(0xA2, "00 0A 00 03 'a/b' 00 03 'c/d'");
    check(From::Client(V311), &bytes, &Packet::Unsubscribe(unsubscribe.clone()));
    unsubscribe.user_properties = vec![user("k", "v")];
    let bytes = packet(0xA2, "00 0A 07 26 00 01 'k' 00 01 'v' 00 03 'a/b' 00 03 'c/d'");
    check(From::Client(V5), &bytes, &Packet::Unsubscribe(unsubscribe));
}

#[test]
fn unsuback_has_reason_codes_in_mqtt_5_only() {
    let mut unsuback = Unsuback {
        packet_identifier: number(10),
        reason_codes: Vec::new(),
        properties: ReasonProperties::default(),
    };
    check(From::Server(V311), &packet(0xB0, "00 0A"), &Packet::Unsuback(unsuback.clone()));
    unsuback.reason_codes = vec![ReasonCode::Success, ReasonCode::NoSubscriptionExisted];
    let bytes = packet(0xB0, "00 0A 00 00 11");
    check(From::Server(V5), &bytes, &Packet::Unsuback(unsuback.clone()));
    assert_eq!(written(&Packet::Unsuback(unsuback), V311), packet(0xB0, "00 0A"));
}

#[test]
fn pings() {
    for version in [V311, V5] {
        check(From::Client(version), &packet(0xC0, ""), &Packet::Pingreq);
        check(From::Server(version), &packet(0xD0, ""), &Packet::Pingresp);
    }
}

#[test]
fn disconnect_in_its_three_lengths() {
    let normal = Disconnect::new(ReasonCode::Success);
    check(From::Client(V311), &packet(0xE0, ""), &Packet::Disconnect(normal.clone()));
    check(From::Client(V5), &packet(0xE0, ""), &Packet::Disconnect(normal));
    let with_will = Disconnect::new(ReasonCode::DisconnectWithWillMessage);
    check(From::Client(V5), &packet(0xE0, "04"), &Packet::Disconnect(with_will.clone()));
    let lasting = Disconnect { session_expiry_interval_seconds: Some(7), ..with_will };
    let bytes = packet(0xE0, "04 05 11 00 00 00 07");
    check(From::Client(V5), &bytes, &Packet::Disconnect(lasting));
    let moved = Disconnect {
        server_reference: Some(string("s")),
        properties: reason("why"),
        ..Disconnect::new(ReasonCode::ServerMoved)
    };
    let bytes = packet(0xE0, "9D 11 1C 00 01 's' 1F 00 03 'why' 26 00 01 'k' 00 01 'v'");
    check(From::Server(V5), &bytes, &Packet::Disconnect(moved));
}

#[test]
fn auth_with_and_without_fields() {
    let mut auth = Auth {
        reason_code: ReasonCode::Success,
        authentication_method: None,
        authentication_data: None,
        properties: ReasonProperties::default(),
    };
    check(From::Server(V5), &packet(0xF0, ""), &Packet::Auth(auth.clone()));
    auth.reason_code = ReasonCode::ContinueAuthentication;
    auth.authentication_method = Some(string("m"));
    auth.authentication_data = Some(Redacted(binary(&[1, 2])));
    auth.properties = reason("why");
    let body = "18 16 15 00 01 'm' 16 00 02 01 02 1F 00 03 'why' 26 00 01 'k' 00 01 'v'";
    check(From::Client(V5), &packet(0xF0, body), &Packet::Auth(auth));
}

#[test]
fn what_may_be_left_out_may_also_be_there() {
    let rows = [
        (0x40, "12 34 00", Packet::Puback(Acknowledgement::success(number(0x1234)))),
        (0x40, "12 34 00 00", Packet::Puback(Acknowledgement::success(number(0x1234)))),
        (0xE0, "00", Packet::Disconnect(Disconnect::new(ReasonCode::Success))),
        (0xE0, "00 00", Packet::Disconnect(Disconnect::new(ReasonCode::Success))),
    ];
    for (first, body, expected) in rows {
        let mut input = packet(first, body);
        assert_eq!(read(From::Client(V5), &mut input, &BOUNDS), Ok(Some(expected)));
    }
}
