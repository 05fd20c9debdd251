//! What `strict_aws` changes.

use crate::policies::{all, allow};
use crate::stage::{Knock, Stage, decision, identifier, publish, reason, subscribe, subscription};
use bytes::BytesMut;
use daypass_broker::{BrokerSettings, RefusedMqtt3};
use daypass_mqtt::{
    Acknowledgement, Packet, ProtocolVersion, QoS, ReasonCode, SubscriptionIdentifier, encode,
};
use std::num::{NonZeroU16, NonZeroU32};

fn strict() -> Stage {
    let mut stage = Stage::with(BrokerSettings::strict_aws(), 1);
    stage.allow("alice", &all());
    stage.allow(
        "ok",
        &[
            allow("iot:Connect", "client/ok*"),
            allow("iot:Publish", "topic/ok"),
            allow("iot:Receive", "*"),
            allow("iot:Subscribe", "topicfilter/ok"),
        ],
    );
    stage
}

#[test]
fn old_clients_are_closed_where_new_ones_get_codes() {
    let mut stage = strict();
    let refused = stage.knock(Knock::v5("ok", "elsewhere"));
    let connack = stage.refused(refused);
    assert_eq!(reason(&connack.properties.reason), None);
    assert_eq!(decision(&connack.properties.reason).len(), 1);
    let refused = stage.knock(Knock::v311("ok", "elsewhere"));
    stage.closed(refused);

    let old = stage.connect(Knock::v311("ok", "ok-old"));
    assert_eq!(stage.subscribe(old, "ok", 0), ReasonCode::Success);
    stage.send(old, Packet::Subscribe(subscribe(vec![subscription("elsewhere", 0)])));
    stage.closed(old);
    let new = stage.connect(Knock::v5("ok", "ok-new"));
    assert_eq!(stage.subscribe(new, "elsewhere", 0), ReasonCode::NotAuthorized);
    let puback = stage.publish(new, "elsewhere", "");
    assert_eq!((puback.reason_code, reason(&puback.properties)), (ReasonCode::NotAuthorized, None));
    assert!(stage.is_open(new));
}

#[test]
fn what_old_clients_hear_of_a_refused_subscription_is_a_setting_of_its_own() {
    for strict_aws in [false, true] {
        for refused_mqtt_3 in [RefusedMqtt3::Suback, RefusedMqtt3::Close] {
            let kind =
                if strict_aws { BrokerSettings::strict_aws() } else { BrokerSettings::default() };
            let mut stage = Stage::with(BrokerSettings { refused_mqtt_3, ..kind }, 1);
            stage.allow(
                "ok",
                &[allow("iot:Connect", "*"), allow("iot:Subscribe", "topicfilter/ok")],
            );
            let old = stage.connect(Knock::v311("ok", "old"));
            if refused_mqtt_3 == RefusedMqtt3::Suback {
                assert_eq!(stage.subscribe(old, "elsewhere", 0), ReasonCode::UnspecifiedError);
                assert_eq!(stage.subscribe(old, "ok", 0), ReasonCode::Success);
            } else {
                stage.send(old, Packet::Subscribe(subscribe(vec![subscription("elsewhere", 0)])));
                stage.closed(old);
            }
            let old = stage.connect(Knock::v311("ok", "old-too"));
            stage.send(old, Packet::Publish(publish("elsewhere", "", 1)));
            stage.closed(old);
        }
    }
}

#[test]
fn there_is_no_qos_2() {
    let mut stage = strict();
    let number = stage.knock(Knock::v5("alice", "x"));
    let Packet::Connack(connack) = stage.next(number) else { panic!("no CONNACK") };
    assert_eq!(connack.properties.maximum_qos, Some(QoS::AtLeastOnce));
    stage.send(number, Packet::Subscribe(subscribe(vec![subscription("a", 2)])));
    assert_eq!(stage.disconnected(number).reason_code, ReasonCode::QosNotSupported);
    stage.pass(1000);
    let number = stage.connect(Knock::v5("alice", "x"));
    stage.send(number, Packet::Publish(publish("a", "", 2)));
    assert_eq!(stage.disconnected(number).reason_code, ReasonCode::QosNotSupported);
    let number = stage.knock(Knock::v5("alice", "x").will("w", "").will_qos(QoS::ExactlyOnce));
    assert_eq!(stage.refused(number).reason_code, ReasonCode::QosNotSupported);
    stage.pass(1000);
    stage.connect(Knock::v5("alice", "x").will("w", "").will_qos(QoS::AtLeastOnce));
}

#[test]
fn there_are_no_subscription_identifiers() {
    let mut stage = strict();
    let number = stage.connect(Knock::v5("alice", "x"));
    let mut packet = subscribe(vec![subscription("a", 0)]);
    packet.subscription_identifier = SubscriptionIdentifier::new(1);
    stage.send(number, Packet::Subscribe(packet));
    let code = stage.disconnected(number).reason_code;
    assert_eq!(code, ReasonCode::SubscriptionIdentifiersNotSupported);
}

#[test]
fn a_filter_does_not_match_the_topic_above_it() {
    for (settings, expected) in [
        (BrokerSettings::strict_aws(), vec!["a/=2", "a/b=3"]),
        (BrokerSettings::default(), vec!["a=1", "a/=2", "a/b=3"]),
    ] {
        let mut stage = Stage::with(settings, 1);
        stage.allow("alice", &all());
        let alice = stage.connect(Knock::v5("alice", "x"));
        stage.subscribe(alice, "a/#", 0);
        for (topic, payload) in [("a", "1"), ("a/", "2"), ("a/b", "3")] {
            stage.publish(alice, topic, payload);
        }
        assert_eq!(stage.messages(alice), expected);
    }
}

#[test]
fn retained_messages_come_to_exact_filters_only() {
    let mut stage = strict();
    let alice = stage.connect(Knock::v5("alice", "x"));
    let mut packet = publish("r/a", "kept", 1);
    packet.retain = true;
    stage.send(alice, Packet::Publish(packet));
    stage.puback(alice);
    stage.subscribe(alice, "r/+", 0);
    assert_eq!(stage.messages(alice), Vec::<String>::new());
    stage.subscribe(alice, "r/a", 0);
    assert_eq!(stage.messages(alice), ["r/a=kept"]);
}

#[test]
fn the_bounds_are_those_of_aws() {
    let mut stage = strict();
    for (id, fine) in [("x".repeat(128), true), ("x".repeat(129), false), ("$x".to_owned(), false)]
    {
        let number = stage.knock(Knock::v5("alice", &id));
        assert_eq!(stage.is_open(number), fine, "{id}");
    }
    let alice = stage.connect(Knock::v5("alice", "bounded"));
    for (topic, fine) in [
        ("1/2/3/4/5/6/7/8".to_owned(), true),
        ("1/2/3/4/5/6/7/8/9".to_owned(), false),
        ("x".repeat(256), true),
        ("x".repeat(257), false),
    ] {
        assert_eq!(!stage.publish(alice, &topic, "").reason_code.is_failure(), fine, "{topic}");
        assert_eq!(!stage.subscribe(alice, &topic, 0).is_failure(), fine, "{topic}");
    }
    for number in 2..50 {
        assert_eq!(stage.subscribe(alice, &number.to_string(), 0), ReasonCode::Success);
    }
    assert_eq!(stage.subscribe(alice, "one more", 0), ReasonCode::QuotaExceeded);
    let nine = (0..9).map(|number| subscription(&number.to_string(), 0)).collect();
    stage.send(alice, Packet::Subscribe(subscribe(nine)));
    assert_eq!(stage.disconnected(alice).reason_code, ReasonCode::QuotaExceeded);
}

#[test]
fn acknowledgements_of_qos_2_are_no_packets_of_aws() {
    for packet in [Packet::Pubrec, Packet::Pubrel, Packet::Pubcomp] {
        let mut stage = strict();
        let alice = stage.connect(Knock::v5("alice", "x"));
        stage.send(alice, packet(Acknowledgement::success(identifier(1))));
        assert_eq!(stage.disconnected(alice).reason_code, ReasonCode::ProtocolError);
        let mut usual = Stage::new();
        usual.allow("alice", &all());
        let alice = usual.connect(Knock::v5("alice", "x"));
        usual.send(alice, packet(Acknowledgement::success(identifier(1))));
        assert!(usual.is_open(alice));
    }
}

#[test]
fn what_follows_connect_before_its_answer_ends_the_connection() {
    for (settings, fine) in
        [(BrokerSettings::strict_aws(), false), (BrokerSettings::default(), true)]
    {
        for reactors in [1, 3] {
            let mut stage = Stage::with(settings.clone(), reactors);
            stage.allow("alice", &all());
            // Both packets at once.
            let hasty = stage.open();
            let mut bytes = BytesMut::new();
            let connect = Knock::v5("alice", "hasty").into_connect();
            for packet in [Packet::Connect(Box::new(connect)), Packet::Pingreq] {
                encode(&packet, ProtocolVersion::V5, u32::MAX, &mut bytes).unwrap();
            }
            stage.send_bytes(hasty, &bytes);
            assert_eq!(stage.is_open(hasty), fine);
            assert_eq!(stage.inbox(hasty).contains(&Packet::Pingresp), fine);
            // The second while the first is being looked into.
            stage.answering = false;
            let restless = stage.knock(Knock::v5("alice", "restless"));
            stage.send(restless, Packet::Pingreq);
            assert_eq!(stage.is_open(restless), fine);
        }
    }
}

#[test]
fn a_websocket_that_is_closed_leaves_no_will() {
    for (settings, expected) in
        [(BrokerSettings::strict_aws(), vec![]), (BrokerSettings::default(), vec!["wills/a=gone"])]
    {
        let mut stage = Stage::with(settings, 1);
        stage.allow("alice", &all());
        let listener = stage.connect(Knock::v5("alice", "listener"));
        stage.subscribe(listener, "wills/#", 0);
        let client = stage.connect(Knock::v5("alice", "x").will("wills/a", "gone"));
        stage.close_websocket(client);
        assert_eq!(stage.messages(listener), expected);
        // A socket that breaks leaves one either way.
        let client = stage.connect(Knock::v5("alice", "y").will("wills/b", "lost"));
        stage.lose(client);
        assert_eq!(stage.messages(listener), ["wills/b=lost"]);
    }
}

#[test]
fn a_connack_tells_everything() {
    let mut stage = strict();
    let number = stage.knock(Knock::v5("alice", "x"));
    let Packet::Connack(connack) = stage.next(number) else { panic!("no CONNACK") };
    let told = connack.properties;
    assert_eq!(told.session_expiry_interval_seconds, Some(0));
    assert_eq!(told.server_keep_alive_seconds, Some(1200));
    assert_eq!(told.receive_maximum.map(NonZeroU16::get), Some(100));
    assert_eq!(told.topic_alias_maximum, Some(8));
    assert_eq!(told.maximum_qos, Some(QoS::AtLeastOnce));
    assert_eq!(told.retain_available, Some(true));
    assert_eq!(told.maximum_packet_size_bytes.map(NonZeroU32::get), Some(128 << 10));
    assert_eq!(told.wildcard_subscription_available, Some(true));
    assert_eq!(told.subscription_identifier_available, Some(false));
}

#[test]
fn a_packet_of_more_than_128_kib_ends_the_connection() {
    let topic_and_headers = 8;
    for (bytes, fine) in [((128 << 10) - topic_and_headers, true), (128 << 10, false)] {
        let mut stage = strict();
        let alice = stage.connect(Knock::v5("alice", "x"));
        stage.send(alice, Packet::Publish(publish("a", &"x".repeat(bytes), 0)));
        assert_eq!(stage.is_open(alice), fine, "{bytes}");
        if !fine {
            assert_eq!(stage.disconnected(alice).reason_code, ReasonCode::PacketTooLarge);
        }
    }
}

#[test]
fn a_session_lasts_an_hour_at_most() {
    for (settings, expected) in [
        (BrokerSettings::strict_aws(), Some(3600)),
        (BrokerSettings::default(), Some(7 * 24 * 3600)),
    ] {
        let mut stage = Stage::with(settings, 1);
        stage.allow("alice", &all());
        let number = stage.knock(Knock::v5("alice", "x").expiry(u32::MAX));
        let Packet::Connack(connack) = stage.next(number) else { panic!("no CONNACK") };
        assert_eq!(connack.properties.session_expiry_interval_seconds, expected);
    }
}
