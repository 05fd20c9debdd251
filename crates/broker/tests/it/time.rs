//! Time: keep alive, slow senders, and permissions that end by the clock.

use crate::policies::{all, allow, allow_until};
use crate::stage::{BEGIN_MS, Knock, Stage, decision};
use daypass_broker::{BrokerSettings, PacketKind};
use daypass_mqtt::{Packet, ReasonCode};

#[test]
fn a_silent_client_is_let_go_after_one_and_a_half_keep_alive_times() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let silent = stage.connect(Knock::v5("alice", "silent").keep_alive(20));
    let lively = stage.connect(Knock::v5("alice", "lively").keep_alive(20));
    let carefree = stage.connect(Knock::v5("alice", "carefree"));
    for _ in 0..4 {
        stage.pass(7_400);
        stage.send(lively, Packet::Pingreq);
    }
    assert!(stage.is_open(silent));
    stage.pass(500);
    assert_eq!(stage.disconnected(silent).reason_code, ReasonCode::KeepAliveTimeout);
    assert!(stage.is_open(lively) && stage.is_open(carefree));
    stage.pass(29_000);
    assert!(stage.is_open(lively));
    stage.pass(24 * 3600 * 1000);
    assert!(!stage.is_open(lively) && stage.is_open(carefree));
}

#[test]
fn a_connect_has_to_come_and_an_answer_to_it() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let nothing = stage.open();
    let half = stage.open();
    stage.send_bytes(half, &[0x10, 0x10, 0, 4, b'M']);
    stage.answering = false;
    let waiting = stage.knock(Knock::v5("alice", "x"));
    stage.pass(9_000);
    assert!(stage.is_open(nothing) && stage.is_open(half) && stage.is_open(waiting));
    stage.pass(2_000);
    for number in [nothing, half, waiting] {
        stage.closed(number);
    }
    // An answer that comes too late is for nobody.
    stage.answering = true;
    stage.connect(Knock::v5("alice", "y"));
}

#[test]
fn a_packet_that_was_begun_has_to_end() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let half = stage.connect(Knock::v5("alice", "half"));
    let slow = stage.connect(Knock::v5("alice", "slow"));
    stage.send_bytes(half, &[0x30, 0x10, 0, 1]);
    for _ in 0..5 {
        // Each packet has its own time.
        stage.send_bytes(slow, &[0xC0]);
        stage.pass(7_000);
        stage.send_bytes(slow, &[0x00]);
    }
    assert!(!stage.is_open(half));
    assert!(stage.is_open(slow));
    assert_eq!(stage.inbox(slow), vec![Packet::Pingresp; 5]);
}

#[test]
fn keep_alive_keeps_to_the_bounds() {
    // Whoever follows MQTT alone tells what differs from what was asked.
    let settings =
        BrokerSettings { strict_aws: false, rates: None, ..BrokerSettings::strict_aws() };
    let mut stage = Stage::with(settings, 1);
    stage.allow("alice", &all());
    for (asked, told) in
        [(0, Some(1200)), (5, Some(30)), (30, None), (1200, None), (9999, Some(1200))]
    {
        let number = stage.knock(Knock::v5("alice", "x").keep_alive(asked));
        let Packet::Connack(connack) = stage.next(number) else { panic!("no CONNACK") };
        assert_eq!(connack.properties.server_keep_alive_seconds, told, "{asked}");
    }
}

#[test]
fn a_permission_to_connect_ends_at_its_instant_on_an_idle_connection() {
    let mut stage = Stage::new();
    stage.allow("alice", &[allow_until("iot:*", "*", "2027-01-15T08:00:10Z")]);
    stage.allow("control", &all());
    let alice = stage.connect(Knock::v5("alice", "x"));
    let control = stage.connect(Knock::v5("control", "y"));
    stage.pass(9_900);
    assert!(stage.is_open(alice));
    stage.pass(100);
    assert_eq!(stage.disconnected(alice).reason_code, ReasonCode::NotAuthorized);
    assert!(stage.is_open(control));
}

#[test]
fn a_permission_to_receive_ends_at_its_instant() {
    let mut stage = Stage::new();
    stage.allow(
        "alice",
        &[
            allow("iot:Connect", "*"),
            allow("iot:Subscribe", "*"),
            allow_until("iot:Receive", "topic/brief", "2027-01-15T08:00:10Z"),
            allow("iot:Receive", "topic/long"),
        ],
    );
    stage.allow("bob", &all());
    let alice = stage.connect(Knock::v5("alice", "x"));
    let bob = stage.connect(Knock::v5("bob", "y"));
    stage.subscribe(alice, "#", 0);
    for (wait_ms, expected) in [(9_900, vec!["brief=x", "long=x"]), (100, vec!["long=x"])] {
        stage.pass(wait_ms);
        stage.publish(bob, "brief", "x");
        stage.publish(bob, "long", "x");
        assert_eq!(stage.messages(alice), expected);
    }
}

#[test]
fn a_subscription_ends_at_its_instant_without_anyone_asking() {
    let mut stage = Stage::new();
    stage.allow(
        "alice",
        &[
            allow("iot:Connect", "*"),
            allow("iot:Receive", "*"),
            allow("iot:Subscribe", "topicfilter/long"),
            allow_until("iot:Subscribe", "topicfilter/brief", "2027-01-15T08:00:10Z"),
        ],
    );
    stage.allow("bob", &all());
    let alice = stage.connect(Knock::v5("alice", "x"));
    let bob = stage.connect(Knock::v5("bob", "y"));
    stage.subscribe(alice, "brief", 0);
    stage.subscribe(alice, "long", 0);
    stage.pass(10_000);
    assert_eq!(stage.broker(0).counters().unsubscribed, 1);
    stage.publish(bob, "brief", "x");
    stage.publish(bob, "long", "x");
    assert_eq!(stage.messages(alice), ["long=x"]);
}

#[test]
fn a_clock_that_is_set_counts_at_once() {
    let mut stage = Stage::new();
    stage.allow("alice", &[allow_until("iot:*", "*", "2027-01-15T09:00:00Z")]);
    let alice = stage.connect(Knock::v5("alice", "x"));
    stage.pass(1_000);
    assert!(stage.is_open(alice));
    stage.now.wall_ms += 3_600_000;
    stage.pass(0);
    assert!(!stage.is_open(alice));
}

#[test]
fn access_ends_with_the_credentials_on_an_idle_connection_too() {
    let mut stage = Stage::new();
    stage.allow("device", &all());
    stage.allow("control", &all());
    stage.end_at("device", BEGIN_MS + 10_000);
    let idle = stage.connect(Knock::v5("device", "idle").will("will", "of a device"));
    let old = stage.connect(Knock::v311("device", "old"));
    let control = stage.connect(Knock::v5("control", "control"));
    for number in [idle, old, control] {
        stage.subscribe(number, "news", 1);
    }
    stage.subscribe(control, "will", 1);
    // A change of permissions does not prolong anything.
    stage.allow("device", &all());
    stage.sweep();
    stage.pass(9_999);
    stage.publish(control, "news", "before");
    for number in [idle, old, control] {
        assert_eq!(stage.messages(number), ["news=before"]);
    }
    assert_eq!(stage.refusals.len(), 0);
    stage.pass(1);
    let disconnect = stage.disconnected(idle);
    assert_eq!(disconnect.reason_code, ReasonCode::NotAuthorized);
    stage.closed(old);
    let records = std::mem::take(&mut stage.refusals);
    assert_eq!(decision(&disconnect.properties), [records[0].id.to_string()]);
    // Both connections, and the will that nobody may send any more.
    let packets: Vec<PacketKind> = records.iter().map(|record| record.packet).collect();
    assert_eq!(packets, [PacketKind::Connect, PacketKind::Connect, PacketKind::Will]);
    for record in &records {
        assert_eq!(record.reason.as_deref(), Some("the certificate has expired"));
    }
    stage.publish(control, "news", "after");
    assert_eq!(stage.messages(control), ["news=after"]);
    let late = stage.knock(Knock::v5("device", "late"));
    assert_eq!(stage.refused(late).reason_code, ReasonCode::NotAuthorized);
}

#[test]
fn a_delayed_will_does_not_outlive_the_credentials() {
    let mut stage = Stage::new();
    stage.allow("device", &all());
    stage.allow("control", &all());
    stage.end_at("device", BEGIN_MS + 10_000);
    let control = stage.connect(Knock::v5("control", "control"));
    stage.subscribe(control, "will/#", 1);
    for (client, delay) in [("in-time", 9), ("too-late", 11)] {
        let will = format!("will/{client}");
        let knock = Knock::v5("device", client).lasting().will(&will, "gone").will_delay(delay);
        let number = stage.connect(knock);
        stage.lose(number);
    }
    stage.pass(12_000);
    assert_eq!(stage.messages(control), ["will/in-time=gone"]);
    let [record] = &stage.refusals[..] else { panic!("one record: {:?}", stage.refusals) };
    assert_eq!((record.packet, &*record.client_id), (PacketKind::Will, "too-late"));
}
