//! SUBSCRIBE and UNSUBSCRIBE: filters as resources, answers per filter, options.

use crate::policies::{all, allow, iot};
use crate::stage::{Knock, Stage, decision, identifier, subscribe, subscription, text};
use daypass_broker::{BrokerSettings, PacketKind};
use daypass_mqtt::{
    Packet, ProtocolVersion, ReasonCode, SubscriptionIdentifier, TopicFilter, Unsubscribe,
};

#[test]
fn each_filter_is_answered_in_its_place() {
    for version in [ProtocolVersion::V311, ProtocolVersion::V5] {
        let mut stage = Stage::new();
        stage.allow(
            "alice",
            &[
                allow("iot:Connect", "*"),
                allow("iot:Publish", "*"),
                allow("iot:Receive", "*"),
                allow("iot:Subscribe", "topicfilter/open/*"),
            ],
        );
        let alice = stage.connect(Knock::new(version, "alice", "x"));
        // `*` of a policy covers the letters `+` and `#`; a wider filter is another resource.
        let filters = ["open/#", "#", "open/+/x", "+/open", "elsewhere"];
        let subscriptions = filters.iter().map(|filter| subscription(filter, 1)).collect();
        let suback = stage.suback(alice, subscribe(subscriptions));
        let (granted, old) = (ReasonCode::GrantedQos1, version == ProtocolVersion::V311);
        let refused = if old { ReasonCode::UnspecifiedError } else { ReasonCode::NotAuthorized };
        assert_eq!(suback.reason_codes, [granted, refused, granted, refused, refused]);
        let resources: Vec<&str> = stage.refusals.iter().map(|record| &*record.resource).collect();
        let expected = ["#", "+/open", "elsewhere"].map(|f| iot(&format!("topicfilter/{f}")));
        assert_eq!(resources, expected);
        assert!(stage.refusals.iter().all(|record| record.packet == PacketKind::Subscribe));
        if !old {
            let ids: Vec<String> =
                stage.refusals.iter().map(|record| record.id.to_string()).collect();
            assert_eq!(decision(&suback.properties), ids);
        }
        stage.publish(alice, "elsewhere", "not subscribed");
        stage.publish(alice, "open/a", "sentinel");
        assert_eq!(stage.messages(alice), ["open/a=sentinel"]);
    }
}

#[test]
fn an_ended_subscription_brings_nothing() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "x"));
    stage.subscribe(alice, "a", 0);
    stage.subscribe(alice, "b", 0);
    assert_eq!(stage.unsubscribe(alice, "a"), Some(ReasonCode::Success));
    assert_eq!(stage.unsubscribe(alice, "a"), Some(ReasonCode::NoSubscriptionExisted));
    stage.publish(alice, "a", "gone");
    stage.publish(alice, "b", "sentinel");
    assert_eq!(stage.messages(alice), ["b=sentinel"]);
}

#[test]
fn overlapping_subscriptions_bring_one_message_with_all_identifiers() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "x"));
    for (filter, qos, identifier) in [("a/#", 0, 1), ("a/+", 2, 2), ("b", 1, 3)] {
        let mut packet = subscribe(vec![subscription(filter, qos)]);
        packet.subscription_identifier = SubscriptionIdentifier::new(identifier);
        stage.suback(alice, packet);
    }
    stage.publish(alice, "a/x", "one");
    let [received] = &stage.publishes(alice)[..] else { panic!("one message") };
    assert_eq!(received.delivery.qos().bits(), 1);
    let mut identifiers: Vec<u32> =
        received.subscription_identifiers.iter().map(|identifier| identifier.value()).collect();
    identifiers.sort_unstable();
    assert_eq!(identifiers, [1, 2]);
}

#[test]
fn a_client_need_not_hear_itself() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "alice"));
    let bob = stage.connect(Knock::v5("alice", "bob"));
    let mut own = subscription("a", 0);
    own.no_local = true;
    stage.suback(alice, subscribe(vec![own]));
    stage.publish(alice, "a", "own");
    stage.publish(bob, "a", "other");
    assert_eq!(stage.messages(alice), ["a=other"]);
}

#[test]
fn subscriptions_are_bounded_and_may_be_renewed_at_the_bound() {
    let settings = BrokerSettings {
        subscriptions_max: 2,
        topic_levels_max: 3,
        filters_per_packet_max: 4,
        ..BrokerSettings::default()
    };
    let mut stage = Stage::with(settings, 1);
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "x"));
    for (filter, code) in [
        ("+/+/+/#", ReasonCode::TopicFilterInvalid),
        ("+/+/#", ReasonCode::Success),
        ("b", ReasonCode::Success),
        ("c", ReasonCode::QuotaExceeded),
        ("b", ReasonCode::Success),
    ] {
        assert_eq!(stage.subscribe(alice, filter, 0), code, "{filter}");
    }
    let many = (0..5).map(|number| subscription(&number.to_string(), 0)).collect();
    stage.send(alice, Packet::Subscribe(subscribe(many)));
    assert_eq!(stage.disconnected(alice).reason_code, ReasonCode::QuotaExceeded);
}

#[test]
fn answers_carry_the_identifier_of_their_packets_and_a_code_for_each_filter() {
    for version in [ProtocolVersion::V311, ProtocolVersion::V5] {
        let mut stage = Stage::new();
        stage.allow("alice", &all());
        let alice = stage.connect(Knock::new(version, "alice", "x"));
        for number in [1, 65_535] {
            let mut packet = subscribe(vec![subscription("a", 0), subscription("b", 1)]);
            packet.packet_identifier = identifier(number);
            stage.send(alice, Packet::Subscribe(packet));
            let Packet::Suback(suback) = stage.next(alice) else { panic!("no SUBACK") };
            assert_eq!(suback.packet_identifier, identifier(number));
            let filters = ["b", "never", "a"].map(|filter| TopicFilter::new(text(filter)).unwrap());
            stage.send(
                alice,
                Packet::Unsubscribe(Unsubscribe {
                    packet_identifier: identifier(number),
                    user_properties: Vec::new(),
                    topic_filters: filters.to_vec(),
                }),
            );
            let [Packet::Unsuback(unsuback)] = &stage.inbox(alice)[..] else { panic!("not one") };
            assert_eq!(unsuback.packet_identifier, identifier(number));
            let codes =
                [ReasonCode::Success, ReasonCode::NoSubscriptionExisted, ReasonCode::Success];
            let told = if version == ProtocolVersion::V5 { &codes[..] } else { &[] };
            assert_eq!(unsuback.reason_codes, told);
            stage.publish(alice, "a", "");
            stage.publish(alice, "b", "");
            assert_eq!(stage.messages(alice), Vec::<String>::new());
        }
        // Even where there was nothing to end.
        let nothing = stage.unsubscribe(alice, "never");
        let told = version == ProtocolVersion::V5;
        assert_eq!(nothing, told.then_some(ReasonCode::NoSubscriptionExisted));
    }
}

#[test]
fn a_renewed_subscription_takes_the_place_of_the_one_before_and_nothing_is_lost() {
    for version in [ProtocolVersion::V311, ProtocolVersion::V5] {
        let mut stage = Stage::new();
        stage.allow("alice", &all());
        let bob = stage.connect(Knock::v5("alice", "bob"));
        stage.acknowledging = false;
        let alice = stage.connect(Knock::new(version, "alice", "x").lasting());
        let mut kept = crate::stage::publish("a", "kept", 1);
        kept.retain = true;
        stage.send(bob, Packet::Publish(kept));
        stage.puback(bob);
        stage.subscribe(alice, "a", 1);
        assert_eq!(stage.messages(alice), ["a=kept"]);
        let sent = usize::from(BrokerSettings::default().in_flight_max) + 5;
        for number in 1..sent {
            stage.publish(bob, "a", &number.to_string());
        }
        // Some wait behind the window while the subscription is renewed with another QoS.
        let before = stage.messages(alice).len();
        stage.subscribe(alice, "a", 0);
        stage.publish(bob, "a", "of QoS 0");
        let came = stage.publishes(alice);
        let [now] = &came[..] else { panic!("one message: {came:?}") };
        assert_eq!((crate::stage::shown(now), now.delivery.qos().bits()), ("a=of QoS 0".into(), 0));
        stage.lose(alice);
        stage.acknowledging = true;
        let alice = stage.connect(Knock::new(version, "alice", "x").lasting());
        let again = stage.messages(alice);
        assert_eq!(again.len(), sent, "{before}");
        assert_eq!(stage.subscribe(alice, "a", 2), ReasonCode::GrantedQos2);
        assert_eq!(stage.messages(alice), ["a=kept"], "sent again for the new subscription");
    }
}

#[test]
fn filters_and_topics_are_compared_as_they_are() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "x"));
    for filter in ["caf\u{e9}", "a", "b/", "/c", "d e", "\u{feff}f"] {
        stage.subscribe(alice, filter, 0);
    }
    for topic in ["cafe\u{301}", "A", "b", "c", "de", "d  e", "f", "b//", "//c", " a"] {
        stage.publish(alice, topic, "another");
    }
    stage.publish(alice, "caf\u{e9}", "1");
    stage.publish(alice, "\u{feff}f", "2");
    assert_eq!(stage.messages(alice), ["caf\u{e9}=1", "\u{feff}f=2"]);
}
