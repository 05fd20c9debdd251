//! Messages that come together are served as if each had come on its own.

use crate::policies::{all, allow, deny};
use crate::stage::{Knock, Number, Stage, publish, subscribe, subscription};
use bytes::BytesMut;
use daypass_broker::{BrokerSettings, Counters};
use daypass_mqtt::{Packet, ProtocolVersion, Publish, ReasonCode, SubscriptionIdentifier, encode};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// A message to be: topic, bytes of the payload, quality of service, and whether it is retained.
type Sent = (&'static str, usize, u8, bool);

const TOPICS: [&str; 4] = ["a", "a", "b/long-enough-for-an-alias", "silent"];

fn sent() -> impl Strategy<Value = Sent> {
    let plain =
        (select(TOPICS.to_vec()), select(vec![0, 5, 5, 5, 200, 1500]), Just(0), Just(false));
    let other = (select(TOPICS.to_vec()), 0..30_usize, 0..2_u8, any::<bool>());
    prop_oneof![8 => plain, 1 => other]
}

/// The same packet with a length of one byte more than it needs, which MQTT 3.1.1 allows: nothing takes
/// it for a plain one.
fn roundabout(packet: &BytesMut) -> BytesMut {
    let last = 1 + packet[1..].iter().take_while(|byte| **byte & 0x80 != 0).count();
    let mut roundabout = packet.clone();
    roundabout[last] |= 0x80;
    let rest = roundabout.split_off(last + 1);
    roundabout.extend_from_slice(&[0]);
    roundabout.unsplit(rest);
    roundabout
}

fn encoded(sent: &[Sent], version: ProtocolVersion) -> Vec<BytesMut> {
    let packet = |(number, (topic, bytes, qos, retain)): (usize, &Sent)| {
        let mut publish = publish(topic, &format!("{number:0$}", *bytes), *qos);
        publish.retain = *retain;
        let mut packet = BytesMut::new();
        encode(&Packet::Publish(publish), version, u32::MAX, &mut packet).unwrap();
        packet
    };
    sent.iter().enumerate().map(packet).collect()
}

/// Receivers of every kind, and a publisher that hears itself.
fn people(stage: &mut Stage, version: ProtocolVersion) -> Vec<Number> {
    stage.allow("alice", &all());
    stage.allow("bob", &[allow("iot:*", "*"), deny("iot:Receive", "topic/silent")]);
    let knocks = [
        Knock::new(version, "alice", "publisher"),
        Knock::v5("alice", "plain"),
        Knock::v311("alice", "older"),
        Knock::v5("bob", "deaf-to-one"),
        Knock::v5("alice", "aliases").topic_alias_max(2),
        Knock::v5("alice", "small").packet_bytes_max(100),
        Knock::v311("alice", "one-topic"),
        Knock::v5("alice", "quality"),
        Knock::v5("alice", "named"),
        Knock::v5("alice", "selfish"),
    ];
    let clients: Vec<Number> = knocks.into_iter().map(|knock| stage.connect(knock)).collect();
    for client in &clients[..6] {
        assert_eq!(stage.subscribe(*client, "#", 0), ReasonCode::Success);
    }
    stage.subscribe(clients[6], "a", 0);
    stage.subscribe(clients[7], "#", 1);
    let named = SubscriptionIdentifier::new(7);
    let twice = vec![subscription("#", 0), subscription("a", 0)];
    stage.suback(
        clients[8],
        daypass_mqtt::Subscribe { subscription_identifier: named, ..subscribe(twice) },
    );
    if version == ProtocolVersion::V5 {
        let own = daypass_mqtt::Subscription { no_local: true, ..subscription("a", 0) };
        stage.suback(clients[0], subscribe(vec![own]));
    }
    clients
}

fn settings() -> BrokerSettings {
    BrokerSettings { topic_alias_max: 8, ..BrokerSettings::default() }
}

/// What each client got, and the numbers that add up to.
fn outcome(
    sent: &[Sent],
    version: ProtocolVersion,
    reactors: usize,
    together: bool,
    shared: bool,
) -> (Vec<Vec<Publish>>, Vec<Counters>, u64) {
    let mut stage = Stage::with(settings(), reactors);
    let clients = people(&mut stage, version);
    if shared {
        stage.subscribe(clients[9], "$share/group/a", 0);
    }
    let packets = encoded(sent, version);
    if together {
        stage.send_bytes(clients[0], &packets.concat());
    } else {
        for packet in &packets {
            let roundabout = (version == ProtocolVersion::V311).then(|| roundabout(packet));
            stage.send_bytes(clients[0], roundabout.as_ref().unwrap_or(packet));
        }
    }
    let publishes = clients.iter().map(|client| {
        let inbox = stage.inbox(*client).into_iter();
        inbox
            .filter_map(|packet| match packet {
                Packet::Publish(publish) => Some(publish),
                _ => None,
            })
            .collect()
    });
    let publishes = publishes.collect();
    stage.pass(2_000);
    let denied = stage.refusals.iter().map(|record| record.count).sum();
    (publishes, (0..reactors).map(|reactor| stage.broker(reactor).counters()).collect(), denied)
}

proptest! {
    #[test]
    fn together_or_one_by_one_is_the_same(
        sent in vec(sent(), 1..40), reactors in 1_usize..3, shared in any::<bool>(),
        version in select(vec![ProtocolVersion::V311, ProtocolVersion::V5]),
    ) {
        let together = outcome(&sent, version, reactors, true, shared);
        let one_by_one = outcome(&sent, version, reactors, false, shared);
        prop_assert_eq!(&together.0, &one_by_one.0);
        prop_assert_eq!(&together.1, &one_by_one.1);
        prop_assert_eq!(together.2, one_by_one.2);
    }
}

fn run(topic: &str, messages: usize, version: ProtocolVersion) -> Vec<u8> {
    let mut bytes = BytesMut::new();
    for number in 0..messages {
        let packet = Packet::Publish(publish(topic, &number.to_string(), 0));
        encode(&packet, version, u32::MAX, &mut bytes).unwrap();
    }
    bytes.to_vec()
}

#[test]
fn every_run_asks_what_is_allowed_now() {
    for version in [ProtocolVersion::V311, ProtocolVersion::V5] {
        let mut stage = Stage::new();
        stage.allow("alice", &all());
        stage.allow("bob", &all());
        let bob = stage.connect(Knock::new(version, "bob", "bob"));
        let alice = stage.connect(Knock::new(version, "alice", "alice"));
        stage.subscribe(alice, "#", 0);
        let send = |stage: &mut Stage, topic| stage.send_bytes(bob, &run(topic, 3, version));
        send(&mut stage, "t");
        assert_eq!(stage.messages(alice), ["t=0", "t=1", "t=2"]);

        stage.allow("alice", &[allow("iot:*", "*"), deny("iot:Receive", "topic/t")]);
        send(&mut stage, "t");
        send(&mut stage, "other");
        assert_eq!(stage.messages(alice), ["other=0", "other=1", "other=2"]);
        stage.allow("alice", &all());
        send(&mut stage, "t");
        assert_eq!(stage.messages(alice), ["t=0", "t=1", "t=2"]);

        stage.unsubscribe(alice, "#");
        send(&mut stage, "t");
        stage.subscribe(alice, "other", 0);
        send(&mut stage, "t");
        send(&mut stage, "other");
        assert_eq!(stage.messages(alice), ["other=0", "other=1", "other=2"]);

        stage.allow("bob", &[allow("iot:*", "*"), deny("iot:Publish", "topic/other")]);
        send(&mut stage, "t");
        assert!(stage.is_open(bob));
        send(&mut stage, "other");
        assert!(!stage.is_open(bob), "refused at QoS 0");
        assert!(stage.messages(alice).is_empty());
        let record = stage.refusals.last().unwrap();
        assert_eq!((&*record.action, record.count), ("iot:Publish", 1));
    }
}

#[test]
fn an_output_that_fills_up_takes_the_messages_for_which_it_has_room() {
    let settings = BrokerSettings { output_bytes_max: 2_000, ..BrokerSettings::default() };
    let mut stage = Stage::with(settings, 1);
    stage.allow("alice", &all());
    let deaf = stage.connect(Knock::v5("alice", "deaf"));
    let alice = stage.connect(Knock::v5("alice", "alice"));
    stage.subscribe(deaf, "t", 0);
    stage.client(deaf).deaf = true;
    for _ in 0..4 {
        stage.send_bytes(alice, &run("t", 100, ProtocolVersion::V5));
    }
    let counters = stage.broker(0).counters();
    assert_eq!(counters.published, 400);
    assert_eq!(counters.delivered + counters.dropped_output_full, 400);
    assert!(counters.delivered > 100 && counters.dropped_output_full > 100, "{counters:?}");
    stage.resume_reading(deaf);
    let expected: Vec<String> = (0..100).map(|number| format!("t={number}")).collect();
    assert_eq!(stage.messages(deaf)[..100], expected);
}
