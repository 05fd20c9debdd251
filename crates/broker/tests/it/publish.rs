//! PUBLISH: what is taken, what is refused, and how that is said in each version.

use crate::policies::{all, allow, deny, iot};
use crate::stage::{
    Knock, Stage, decision, identifier, publish, reason, subscribe, subscription, text,
};
use bytes::Bytes;
use daypass_broker::{BrokerSettings, PacketKind};
use daypass_mqtt::{
    Acknowledgement, BinaryData, Delivery, MessageProperties, Packet, PayloadFormat, PublishTopic,
    ReasonCode, TopicAlias, TopicName, UserProperty,
};
use daypass_policy::Outcome;

fn some() -> Vec<String> {
    vec![
        allow("iot:Connect", "*"),
        allow("iot:Publish", "topic/open/*"),
        deny("iot:Publish", "topic/open/closed"),
    ]
}

/// A listener that may hear everything.
fn listener(stage: &mut Stage) -> usize {
    stage.allow("listener", &all());
    let listener = stage.connect(Knock::v5("listener", "listener"));
    stage.subscribe(listener, "#", 2);
    listener
}

#[test]
fn a_refused_publish_with_an_acknowledgement_is_answered_and_the_connection_stays() {
    let mut stage = Stage::new();
    let listener = listener(&mut stage);
    stage.allow("alice", &some());
    let alice = stage.connect(Knock::v5("alice", "x"));
    for (topic, outcome) in
        [("elsewhere", Outcome::ImplicitDeny), ("open/closed", Outcome::ExplicitDeny)]
    {
        let puback = stage.publish(alice, topic, "refused");
        assert_eq!(puback.reason_code, ReasonCode::NotAuthorized);
        let record = stage.refusals.pop().unwrap();
        assert_eq!(decision(&puback.properties), [record.id.to_string()]);
        assert!(reason(&puback.properties).unwrap().contains(topic));
        assert_eq!((record.packet, record.outcome), (PacketKind::Publish, Some(outcome)));
        assert_eq!(record.resource, iot(&format!("topic/{topic}")));
    }
    stage.send(alice, Packet::Publish(publish("elsewhere", "refused", 2)));
    let Packet::Pubrec(pubrec) = stage.next(alice) else { panic!("no PUBREC") };
    assert_eq!(pubrec.reason_code, ReasonCode::NotAuthorized);
    assert_eq!(decision(&pubrec.properties).len(), 1);
    assert_eq!(stage.publish(alice, "open/door", "sentinel").reason_code, ReasonCode::Success);
    assert_eq!(stage.messages(listener), ["open/door=sentinel"]);
}

#[test]
fn a_refused_publish_without_an_answer_ends_the_connection() {
    let mut stage = Stage::new();
    let listener = listener(&mut stage);
    stage.allow("alice", &some());
    let five = stage.connect(Knock::v5("alice", "five"));
    stage.send(five, Packet::Publish(publish("elsewhere", "refused", 0)));
    let disconnect = stage.disconnected(five);
    assert_eq!(disconnect.reason_code, ReasonCode::NotAuthorized);
    let record = stage.refusals.pop().unwrap();
    assert_eq!(decision(&disconnect.properties), [record.id.to_string()]);
    for qos in [0, 1, 2] {
        let old = stage.connect(Knock::v311("alice", "old"));
        stage.send(old, Packet::Publish(publish("open/door", "taken", 0)));
        stage.send(old, Packet::Publish(publish("elsewhere", "refused", qos)));
        stage.closed(old);
        assert_eq!(stage.messages(listener), ["open/door=taken"]);
    }
}

#[test]
fn retaining_needs_a_permission_of_its_own() {
    let mut stage = Stage::new();
    stage.allow(
        "alice",
        &[
            allow("iot:Connect", "*"),
            allow("iot:Publish", "*"),
            allow("iot:RetainPublish", "topic/kept"),
        ],
    );
    let alice = stage.connect(Knock::v5("alice", "x"));
    for (topic, retain, code) in [
        ("kept", true, ReasonCode::Success),
        ("other", true, ReasonCode::NotAuthorized),
        ("other", false, ReasonCode::Success),
    ] {
        let mut packet = publish(topic, "x", 1);
        packet.retain = retain;
        stage.send(alice, Packet::Publish(packet));
        assert_eq!(stage.puback(alice).reason_code, code, "{topic} {retain}");
    }
    assert_eq!(stage.refusals.pop().unwrap().action, "iot:RetainPublish");
}

#[test]
fn what_mqtt_5_says_beside_the_payload_arrives() {
    let mut stage = Stage::new();
    let listener = listener(&mut stage);
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "x"));
    let old = stage.connect(Knock::v311("alice", "old"));
    stage.subscribe(old, "a", 1);
    let mut packet = publish("a", "payload", 1);
    packet.properties = MessageProperties {
        payload_format: Some(PayloadFormat::Utf8),
        message_expiry_interval_seconds: Some(60),
        content_type: Some(text("text/plain")),
        response_topic: Some(TopicName::new(text("answers")).unwrap()),
        correlation_data: Some(BinaryData::new(Bytes::from_static(b"42")).unwrap()),
        user_properties: [("b", "1"), ("a", "2"), ("b", "3"), ("b", "1")]
            .map(|(name, value)| UserProperty { name: text(name), value: text(value) })
            .to_vec(),
    };
    let sent = packet.properties.clone();
    stage.send(alice, Packet::Publish(packet));
    stage.puback(alice);
    let [received] = &stage.publishes(listener)[..] else { panic!("one message") };
    assert_eq!(received.properties, sent);
    let [received] = &stage.publishes(old)[..] else { panic!("one message") };
    assert_eq!(received.properties, MessageProperties::default());
    assert_eq!(received.payload, "payload");
}

#[test]
fn an_alias_stands_for_the_topic_that_it_was_given_for() {
    let mut stage = Stage::new();
    let listener = listener(&mut stage);
    stage.allow("alice", &some());
    let alice = stage.connect(Knock::v5("alice", "x"));
    let alias = |number| TopicAlias::new(number).unwrap();
    let name = |topic| TopicName::new(text(topic)).unwrap();
    let send = |stage: &mut Stage, topic| {
        let mut packet = publish("unused", "x", 1);
        packet.topic = topic;
        stage.send(alice, Packet::Publish(packet));
    };
    send(&mut stage, PublishTopic::NameAndAlias(name("open/door"), alias(3)));
    assert!(!stage.puback(alice).reason_code.is_failure());
    send(&mut stage, PublishTopic::Alias(alias(3)));
    assert!(!stage.puback(alice).reason_code.is_failure());
    // The alias is no way around the policy.
    send(&mut stage, PublishTopic::NameAndAlias(name("elsewhere"), alias(3)));
    assert_eq!(stage.puback(alice).reason_code, ReasonCode::NotAuthorized);
    send(&mut stage, PublishTopic::Alias(alias(3)));
    assert_eq!(stage.puback(alice).reason_code, ReasonCode::NotAuthorized);
    assert_eq!(stage.messages(listener), ["open/door=x"; 2]);
    for (number, topic) in [
        (1, PublishTopic::Alias(alias(4))),
        (2, PublishTopic::NameAndAlias(name("open/a"), alias(33))),
    ] {
        let client = stage.connect(Knock::v5("alice", &format!("alias-{number}")));
        let mut packet = publish("unused", "x", 1);
        packet.topic = topic;
        stage.send(client, Packet::Publish(packet));
        assert_eq!(stage.disconnected(client).reason_code, ReasonCode::TopicAliasInvalid);
    }
}

#[test]
fn topics_are_bounded() {
    let settings =
        BrokerSettings { topic_bytes_max: 20, topic_levels_max: 3, ..BrokerSettings::default() };
    let mut stage = Stage::with(settings, 1);
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "x"));
    let long = "x".repeat(20);
    for (topic, code) in [
        ("a/b/c", ReasonCode::Success),
        ("a/b/c/d", ReasonCode::TopicNameInvalid),
        (&long, ReasonCode::Success),
        (&format!("{long}x"), ReasonCode::TopicNameInvalid),
    ] {
        assert_eq!(stage.publish(alice, topic, "").reason_code, code, "{topic}");
    }
    stage.send(alice, Packet::Publish(publish("a/b/c/d", "", 0)));
    assert_eq!(stage.disconnected(alice).reason_code, ReasonCode::TopicNameInvalid);
}

#[test]
fn who_wants_no_reasons_gets_codes_alone() {
    let mut stage = Stage::new();
    stage.allow("alice", &some());
    let alice = stage.connect(Knock::v5("alice", "x").no_problem_information());
    let puback = stage.publish(alice, "elsewhere", "");
    assert_eq!(puback.reason_code, ReasonCode::NotAuthorized);
    assert_eq!((reason(&puback.properties), decision(&puback.properties).len()), (None, 0));
    // A reason that does not fit is left out; the code stays.
    let small = stage.connect(Knock::v5("alice", "small").packet_bytes_max(60));
    let puback = stage.publish(small, "elsewhere", "");
    assert_eq!(puback.reason_code, ReasonCode::NotAuthorized);
    assert_eq!(decision(&puback.properties).len(), 0);
    let large = stage.connect(Knock::v5("alice", "large"));
    for (number, told) in [(small, 0), (large, 1)] {
        stage.send(number, Packet::Publish(publish("elsewhere", "", 2)));
        let Packet::Pubrec(pubrec) = stage.next(number) else { panic!("no PUBREC") };
        assert_eq!(pubrec.reason_code, ReasonCode::NotAuthorized);
        assert_eq!(decision(&pubrec.properties).len(), told);
        let suback = stage.suback(number, subscribe(vec![subscription("a", 0)]));
        assert_eq!(suback.reason_codes, [ReasonCode::NotAuthorized]);
        assert_eq!(decision(&suback.properties).len(), told);
        stage.send(number, Packet::Publish(publish("elsewhere", "", 0)));
        let disconnect = stage.disconnected(number);
        assert_eq!(disconnect.reason_code, ReasonCode::NotAuthorized);
        assert_eq!(decision(&disconnect.properties).len(), told);
    }
}

#[test]
fn a_message_of_qos_2_is_published_once() {
    let mut stage = Stage::new();
    let listener = listener(&mut stage);
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "x").lasting());
    let packet = || Packet::Publish(publish("a", "once", 2));
    stage.send(alice, packet());
    stage.send(alice, packet());
    stage.lose(alice);
    let alice = stage.connect(Knock::v5("alice", "x").lasting());
    stage.send(alice, packet());
    assert!(matches!(stage.next(alice), Packet::Pubrec(_)));
    assert_eq!(stage.messages(listener), ["a=once"]);
    let release = || Packet::Pubrel(Acknowledgement::success(identifier(7)));
    stage.send(alice, release());
    stage.send(alice, release());
    let codes: Vec<ReasonCode> = stage
        .inbox(alice)
        .into_iter()
        .map(|packet| match packet {
            Packet::Pubcomp(pubcomp) => pubcomp.reason_code,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(codes, [ReasonCode::Success, ReasonCode::PacketIdentifierNotFound]);
    // The identifier is free for another message.
    stage.send(alice, packet());
    assert_eq!(stage.messages(listener), ["a=once"]);
}

#[test]
fn unreleased_messages_are_bounded() {
    let settings = BrokerSettings { in_flight_max: 2, ..BrokerSettings::default() };
    let mut stage = Stage::with(settings, 1);
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "x"));
    for number in 1..=3 {
        let mut packet = publish("a", "", 2);
        packet.delivery = crate::stage::delivery(2, number);
        stage.send(alice, Packet::Publish(packet));
    }
    assert_eq!(stage.disconnected(alice).reason_code, ReasonCode::ReceiveMaximumExceeded);
}

#[test]
fn every_alias_up_to_the_maximum_is_taken() {
    let mut stage = Stage::new();
    let listener = listener(&mut stage);
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "x"));
    let aliases = || (1..=BrokerSettings::default().topic_alias_max).filter_map(TopicAlias::new);
    for named in [true, false] {
        for alias in aliases() {
            let name = TopicName::new(text(&format!("t/{}", alias.get()))).unwrap();
            let mut packet = publish("unused", "", 1);
            packet.topic = if named {
                PublishTopic::NameAndAlias(name, alias)
            } else {
                PublishTopic::Alias(alias)
            };
            stage.send(alice, Packet::Publish(packet));
            assert_eq!(stage.puback(alice).reason_code, ReasonCode::Success);
        }
    }
    let topics: Vec<String> = aliases().map(|alias| format!("t/{}=", alias.get())).collect();
    assert_eq!(stage.messages(listener), [topics.clone(), topics].concat());
}

#[test]
fn what_was_answered_leaves_its_identifier_free_for_another_message() {
    for knock in [Knock::v5, Knock::v311] {
        let mut stage = Stage::new();
        let listener = listener(&mut stage);
        stage.allow("alice", &all());
        let alice = stage.connect(knock("alice", "x"));
        // After PUBACK the same identifier is another message, whatever DUP says, and DUP is not
        // passed on.
        for duplicate in [false, true] {
            let mut packet = publish("a", "x", 1);
            let packet_identifier = identifier(7);
            packet.delivery = Delivery::AtLeastOnce { packet_identifier, duplicate };
            stage.send(alice, Packet::Publish(packet));
            assert_eq!(stage.puback(alice).packet_identifier, packet_identifier);
            let came = stage.publishes(listener);
            assert_eq!((came.len(), came[0].delivery.duplicate()), (1, false));
        }
    }
    // So is one that was refused by a PUBREC.
    let mut stage = Stage::new();
    let listener = listener(&mut stage);
    stage.allow("alice", &some());
    let alice = stage.connect(Knock::v5("alice", "x"));
    for (topic, code) in
        [("elsewhere", ReasonCode::NotAuthorized), ("open/door", ReasonCode::Success)]
    {
        stage.send(alice, Packet::Publish(publish(topic, "x", 2)));
        let Packet::Pubrec(pubrec) = stage.next(alice) else { panic!("no PUBREC") };
        assert_eq!((pubrec.packet_identifier, pubrec.reason_code), (identifier(7), code));
    }
    assert_eq!(stage.messages(listener), ["open/door=x"]);
}

#[test]
fn an_exchange_of_qos_2_ends_though_its_message_has_expired() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "x"));
    let mut packet = publish("a", "brief", 2);
    packet.properties.message_expiry_interval_seconds = Some(1);
    stage.send(alice, Packet::Publish(packet));
    assert!(matches!(stage.next(alice), Packet::Pubrec(_)));
    stage.pass(5_000);
    let success = Acknowledgement::success(identifier(7));
    stage.send(alice, Packet::Pubrel(success.clone()));
    assert_eq!(stage.inbox(alice), [Packet::Pubcomp(success)]);
}
