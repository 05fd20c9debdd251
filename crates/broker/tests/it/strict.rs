//! What `strict_aws` changes.

use crate::policies::{all, allow};
use crate::stage::{Knock, Stage, decision, publish, reason, subscribe, subscription};
use daypass_broker::BrokerSettings;
use daypass_mqtt::{Packet, QoS, ReasonCode, SubscriptionIdentifier};

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
fn there_is_no_qos_2() {
    let mut stage = strict();
    let number = stage.knock(Knock::v5("alice", "x"));
    let Packet::Connack(connack) = stage.next(number) else { panic!("no CONNACK") };
    assert_eq!(connack.properties.maximum_qos, Some(QoS::AtLeastOnce));
    stage.send(number, Packet::Subscribe(subscribe(vec![subscription("a", 2)])));
    assert_eq!(stage.disconnected(number).reason_code, ReasonCode::QosNotSupported);
    let number = stage.connect(Knock::v5("alice", "x"));
    stage.send(number, Packet::Publish(publish("a", "", 2)));
    assert_eq!(stage.disconnected(number).reason_code, ReasonCode::QosNotSupported);
    let number = stage.knock(Knock::v5("alice", "x").will("w", "").will_qos(QoS::ExactlyOnce));
    assert_eq!(stage.refused(number).reason_code, ReasonCode::QosNotSupported);
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
    let alice = stage.connect(Knock::v5("alice", "x"));
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
