//! Deliveries: each one authorized, denied ones dropped and counted, queues bounded.

use crate::policies::{all, allow, deny, iot};
use crate::stage::{Knock, Stage, publish};
use daypass_broker::{BrokerSettings, PacketKind};
use daypass_mqtt::{Auth, Packet, ReasonCode, ReasonProperties};
use daypass_policy::Outcome;

fn hears_all_but(topic: &str) -> Vec<String> {
    vec![allow("iot:*", "*"), deny("iot:Receive", &format!("topic/{topic}"))]
}

#[test]
fn what_may_not_be_received_is_not_delivered() {
    for knock in [Knock::v5, Knock::v311] {
        let mut stage = Stage::new();
        stage.allow("alice", &hears_all_but("silent"));
        stage.allow("bob", &all());
        let alice = stage.connect(knock("alice", "alice"));
        let bob = stage.connect(knock("bob", "bob"));
        stage.subscribe(alice, "#", 1);
        stage.subscribe(bob, "#", 1);
        for qos in [0, 1] {
            stage.send(bob, Packet::Publish(publish("silent", "not for alice", qos)));
            stage.send(bob, Packet::Publish(publish("loud", "sentinel", qos)));
            assert_eq!(stage.messages(alice), ["loud=sentinel"]);
            assert_eq!(stage.messages(bob), ["silent=not for alice", "loud=sentinel"]);
        }
        let record = &stage.refusals[0];
        assert_eq!((record.packet, &*record.action), (PacketKind::Delivery, "iot:Receive"));
        assert_eq!(record.resource, iot("topic/silent"));
        assert_eq!(record.outcome, Some(Outcome::ExplicitDeny));
    }
}

#[test]
fn a_flood_of_denied_deliveries_is_one_record_a_second() {
    let mut stage = Stage::new();
    stage.allow("alice", &hears_all_but("silent"));
    stage.allow("bob", &all());
    // Two clients of one class: their denials are counted together.
    for client_id in ["alice-1", "alice-2"] {
        let alice = stage.connect(Knock::v5("alice", client_id));
        stage.subscribe(alice, "#", 0);
    }
    let bob = stage.connect(Knock::v5("bob", "bob"));
    for _ in 0..50 {
        stage.publish(bob, "silent", "");
    }
    assert_eq!(stage.refusals.len(), 1);
    stage.pass(1500);
    let counts: Vec<u64> = stage.refusals.iter().map(|record| record.count).collect();
    assert_eq!(counts, [1, 99]);
    stage.pass(5000);
    assert_eq!(stage.refusals.len(), 2);
    assert_eq!(stage.broker(0).counters().denied, 100);
}

#[test]
fn variables_separate_clients_of_one_policy() {
    let mut stage = Stage::new();
    stage.allow(
        "alice",
        &[
            allow("iot:Connect", "*"),
            allow("iot:Subscribe", "*"),
            allow("iot:Publish", "*"),
            allow("iot:Receive", "topic/to/${iot:ClientId}"),
        ],
    );
    let one = stage.connect(Knock::v5("alice", "one"));
    let two = stage.connect(Knock::v5("alice", "two"));
    for client in [one, two] {
        stage.subscribe(client, "to/#", 0);
    }
    stage.publish(one, "to/one", "1");
    stage.publish(one, "to/two", "2");
    assert_eq!(stage.messages(one), ["to/one=1"]);
    assert_eq!(stage.messages(two), ["to/two=2"]);
}

#[test]
fn a_full_output_drops_qos_0_and_keeps_qos_1() {
    let settings = BrokerSettings {
        output_bytes_max: 4000,
        queue_messages_max: 5,
        in_flight_max: 3,
        ..BrokerSettings::default()
    };
    let mut stage = Stage::with(settings, 1);
    stage.allow("alice", &all());
    let deaf = stage.connect(Knock::v5("alice", "deaf"));
    let alice = stage.connect(Knock::v5("alice", "alice"));
    stage.subscribe(deaf, "zero", 0);
    stage.subscribe(deaf, "one", 1);
    stage.client(deaf).deaf = true;
    for number in 0..50 {
        stage.publish(alice, "zero", &format!("{number:100}"));
    }
    for number in 0..10 {
        stage.publish(alice, "one", &number.to_string());
    }
    let counters = stage.broker(0).counters();
    assert!(counters.dropped_output_full > 10, "{counters:?}");
    // Three in the window, five that wait; two were too many.
    assert_eq!(counters.dropped_queue_full, 2);
    stage.resume_reading(deaf);
    let ones: Vec<String> =
        stage.messages(deaf).into_iter().filter(|message| message.starts_with("one")).collect();
    let expected: Vec<String> = (0..8).map(|number| format!("one={number}")).collect();
    assert_eq!(ones, expected);
    assert!(stage.is_open(deaf));
}

#[test]
fn a_client_that_never_reads_is_let_go() {
    let settings = BrokerSettings {
        output_bytes_max: 1000,
        packet_bytes_max: 1000,
        ..BrokerSettings::default()
    };
    let mut stage = Stage::with(settings, 1);
    stage.allow("alice", &all());
    let deaf = stage.connect(Knock::v5("alice", "deaf"));
    stage.client(deaf).deaf = true;
    for _ in 0..1400 {
        stage.send(deaf, Packet::Pingreq);
    }
    assert!(stage.is_open(deaf));
    for _ in 0..200 {
        stage.send(deaf, Packet::Pingreq);
    }
    assert!(!stage.is_open(deaf));
    // And one that has little to read, but does not, after a while.
    let idle = stage.connect(Knock::v5("alice", "idle"));
    stage.client(idle).deaf = true;
    stage.send(idle, Packet::Pingreq);
    stage.pass(29_000);
    assert!(stage.is_open(idle));
    stage.pass(2_000);
    assert!(!stage.is_open(idle));
}

#[test]
fn what_a_client_does_not_take_it_does_not_get() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let small = stage.connect(Knock::v5("alice", "small").packet_bytes_max(100));
    let alice = stage.connect(Knock::v5("alice", "alice"));
    stage.subscribe(small, "a", 1);
    stage.publish(alice, "a", &"x".repeat(200));
    stage.publish(alice, "a", "sentinel");
    assert_eq!(stage.messages(small), ["a=sentinel"]);
    assert_eq!(stage.broker(0).counters().dropped_too_large, 1);
}

#[test]
fn the_servers_own_topics_are_not_behind_wildcards() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "x"));
    for filter in ["#", "+/things", "+/#"] {
        stage.subscribe(alice, filter, 0);
    }
    stage.publish(alice, "$own/things", "hidden");
    stage.publish(alice, "a/things", "sentinel");
    assert_eq!(stage.messages(alice), ["a/things=sentinel"]);
    assert_eq!(stage.subscribe(alice, "$own/#", 0), ReasonCode::Success);
    stage.publish(alice, "$own/things", "named");
    assert_eq!(stage.messages(alice), ["$own/things=named"]);
}

#[test]
fn nothing_follows_a_disconnect() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let [ended, stays] = ["ended", "stays"].map(|id| {
        let client = stage.connect(Knock::v5("alice", id));
        stage.subscribe(client, "a", 1);
        client
    });
    let alice = stage.connect(Knock::v5("alice", "alice"));
    // It leaves its socket unread: the connection ends, and is still there to be written to.
    stage.client(ended).deaf = true;
    stage.send(
        ended,
        Packet::Auth(Auth {
            reason_code: ReasonCode::ReAuthenticate,
            authentication_method: Some(crate::stage::text("m")),
            authentication_data: None,
            properties: ReasonProperties::default(),
        }),
    );
    stage.publish(alice, "a", "after");
    stage.send(ended, Packet::Pingreq);
    stage.resume_reading(ended);
    let last = stage.inbox(ended);
    assert!(
        matches!(&last[..], [Packet::Disconnect(packet)]
            if packet.reason_code == ReasonCode::ProtocolError),
        "{last:?}"
    );
    stage.pass(31_000);
    assert!(!stage.is_open(ended));
    assert_eq!(stage.messages(stays), ["a=after"]);
}
