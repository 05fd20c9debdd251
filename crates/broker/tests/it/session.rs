//! Sessions: what lasts, for whom, and what of it is still allowed.

use crate::policies::{all, allow, deny};
use crate::stage::{Knock, Number, Stage, publish};
use daypass_broker::{BrokerSettings, PacketKind};
use daypass_mqtt::{Disconnect, Packet, ReasonCode};

/// Connects; whether a session was there.
fn back(stage: &mut Stage, knock: Knock) -> (Number, bool) {
    let number = stage.knock(knock);
    let Packet::Connack(connack) = stage.next(number) else { panic!("no CONNACK") };
    assert!(!connack.reason_code.is_failure());
    (number, connack.session_present)
}

/// A stage where `alice` left a lasting session with a subscription to `a` and `b`, and `bob`
/// publishes.
fn left(knock: &Knock) -> (Stage, Number) {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    stage.allow("bob", &all());
    let bob = stage.connect(Knock::v5("bob", "bob"));
    let (alice, present) = back(&mut stage, knock.clone());
    assert!(!present);
    stage.subscribe(alice, "a", 1);
    stage.subscribe(alice, "b", 1);
    stage.lose(alice);
    (stage, bob)
}

#[test]
fn a_lasting_session_keeps_subscriptions_and_messages() {
    for knock in [Knock::v5("alice", "x").lasting(), Knock::v311("alice", "x").lasting()] {
        let (mut stage, bob) = left(&knock);
        stage.publish(bob, "a", "kept");
        stage.send(bob, Packet::Publish(publish("a", "qos 0", 0)));
        let (alice, present) = back(&mut stage, knock.clone());
        assert!(present);
        assert_eq!(stage.messages(alice), ["a=kept"]);
        stage.publish(bob, "a", "live");
        assert_eq!(stage.messages(alice), ["a=live"]);
        stage.lose(alice);
        let (alice, present) = back(&mut stage, knock.clean());
        assert!(!present);
        stage.publish(bob, "a", "nobody");
        assert_eq!(stage.messages(alice), Vec::<String>::new());
    }
}

#[test]
fn another_principal_never_meets_the_session() {
    let (mut stage, bob) = left(&Knock::v5("alice", "x").lasting());
    stage.publish(bob, "a", "for alice");
    let (thief, present) = back(&mut stage, Knock::v5("bob", "x").lasting());
    assert!(!present);
    assert_eq!(stage.messages(thief), Vec::<String>::new());
    stage.publish(bob, "a", "for alice");
    assert_eq!(stage.messages(thief), Vec::<String>::new());
    // Nor does a client of the other version.
    let (mut stage, bob) = left(&Knock::v5("alice", "x").lasting());
    stage.publish(bob, "a", "for alice");
    assert!(!back(&mut stage, Knock::v311("alice", "x").lasting()).1);
}

#[test]
fn on_resume_everything_is_authorized_anew() {
    let knock = Knock::v5("alice", "x").lasting();
    let (mut stage, bob) = left(&knock);
    stage.publish(bob, "a", "no longer");
    stage.publish(bob, "b", "still");
    stage.allow(
        "alice",
        &[
            allow("iot:*", "*"),
            deny("iot:Subscribe", "topicfilter/b"),
            deny("iot:Receive", "topic/a"),
        ],
    );
    let (alice, present) = back(&mut stage, knock);
    assert!(present);
    assert_eq!(stage.messages(alice), ["b=still"]);
    let packets: Vec<PacketKind> = stage.refusals.iter().map(|record| record.packet).collect();
    assert_eq!(packets, [PacketKind::Subscribe, PacketKind::Delivery]);
    stage.allow("alice", &all());
    stage.publish(bob, "b", "unsubscribed");
    stage.publish(bob, "a", "sentinel");
    assert_eq!(stage.messages(alice), ["a=sentinel"]);
}

#[test]
fn what_was_sent_before_is_not_sent_again_when_it_may_no_longer_be_received() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    stage.allow("bob", &all());
    let bob = stage.connect(Knock::v5("bob", "bob"));
    let alice = stage.connect(Knock::v5("alice", "x").lasting());
    stage.client(alice).acknowledging = false;
    stage.subscribe(alice, "#", 1);
    stage.publish(bob, "a", "unacknowledged");
    stage.publish(bob, "b", "unacknowledged");
    stage.lose(alice);
    stage.allow("alice", &[allow("iot:*", "*"), deny("iot:Receive", "topic/a")]);
    let (alice, _) = back(&mut stage, Knock::v5("alice", "x").lasting());
    assert_eq!(stage.messages(alice), ["b=unacknowledged"]);
}

#[test]
fn a_session_ends_when_its_time_is_over() {
    let knock = Knock::v5("alice", "x").lasting().expiry(60);
    let (mut stage, bob) = left(&knock);
    stage.publish(bob, "a", "kept");
    stage.pass(59_000);
    let (alice, present) = back(&mut stage, knock.clone());
    assert!(present);
    stage.lose(alice);
    assert_eq!(stage.broker(0).counters().sessions, 2);
    stage.pass(60_000);
    assert_eq!(stage.broker(0).counters().sessions, 1);
    assert!(!back(&mut stage, knock).1);
}

#[test]
fn a_disconnect_may_change_how_long_it_lasts() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let knock = Knock::v5("alice", "x").lasting();
    let leave = |expiry| {
        let mut packet = Disconnect::new(ReasonCode::Success);
        packet.session_expiry_interval_seconds = Some(expiry);
        Packet::Disconnect(packet)
    };
    let (alice, _) = back(&mut stage, knock.clone());
    stage.send(alice, leave(0));
    let (alice, present) = back(&mut stage, knock.clone());
    assert!(!present);
    stage.send(alice, leave(10));
    assert!(back(&mut stage, knock.clone()).1);
    // One that was to end with its connection cannot be made to last.
    let (brief, _) = back(&mut stage, Knock::v5("alice", "brief"));
    stage.send(brief, leave(10));
    assert_eq!(stage.disconnected(brief).reason_code, ReasonCode::ProtocolError);
}

#[test]
fn what_waits_is_bounded_and_expires() {
    let settings = BrokerSettings { queue_messages_max: 3, ..BrokerSettings::default() };
    let mut stage = Stage::with(settings, 1);
    stage.allow("alice", &all());
    let bob = stage.connect(Knock::v5("alice", "bob"));
    let knock = Knock::v5("alice", "x").lasting();
    let (alice, _) = back(&mut stage, knock.clone());
    stage.subscribe(alice, "a", 1);
    stage.lose(alice);
    let mut brief = publish("a", "brief", 1);
    brief.properties.message_expiry_interval_seconds = Some(5);
    stage.send(bob, Packet::Publish(brief));
    for number in 0..5 {
        stage.publish(bob, "a", &number.to_string());
    }
    stage.pass(6_000);
    let (alice, _) = back(&mut stage, knock);
    assert_eq!(stage.messages(alice), ["a=0", "a=1"]);
    let counters = stage.broker(0).counters();
    assert_eq!((counters.dropped_queue_full, counters.dropped_expired), (3, 1));
}

#[test]
fn a_taken_over_session_goes_on() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let knock = Knock::v5("alice", "x").lasting();
    let (older, _) = back(&mut stage, knock.clone());
    stage.subscribe(older, "a", 1);
    let (newer, present) = back(&mut stage, knock);
    assert!(present);
    assert_eq!(stage.disconnected(older).reason_code, ReasonCode::SessionTakenOver);
    stage.publish(newer, "a", "here");
    assert_eq!(stage.messages(newer), ["a=here"]);
}

#[test]
fn what_ended_leaves_nothing_behind() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    stage.allow("bob", &[allow("iot:*", "topic/${iot:ClientId}"), allow("iot:*", "*")]);
    for number in 0..20 {
        let id = format!("client-{number}");
        let brief = stage.connect(Knock::v5("alice", &id));
        let lasting = stage.connect(Knock::v5("bob", &format!("{id}-lasting")).lasting());
        for filter in ["a", "a/+/#", "#"] {
            stage.subscribe(brief, filter, 1);
            stage.subscribe(lasting, filter, 1);
        }
        stage.lose(brief);
        stage.leave(lasting);
    }
    let counters = stage.broker(0).counters();
    assert_eq!((counters.connections, counters.permission_classes), (0, 0));
    assert_eq!((counters.sessions, counters.subscriptions), (20, 60));
    stage.pass(3_600_000);
    let counters = stage.broker(0).counters();
    assert_eq!((counters.sessions, counters.subscriptions), (0, 0));
}

#[test]
fn qos_0_does_not_wait_for_another_connection() {
    let settings = BrokerSettings { output_bytes_max: 500, ..BrokerSettings::default() };
    let mut stage = Stage::with(settings, 1);
    stage.allow("alice", &all());
    let bob = stage.connect(Knock::v5("alice", "bob"));
    for number in 0..20 {
        let mut packet = publish(&format!("r/{number}"), &"x".repeat(100), 0);
        packet.retain = true;
        stage.send(bob, Packet::Publish(packet));
    }
    let knock = Knock::v5("alice", "x").lasting();
    let (alice, _) = back(&mut stage, knock.clone());
    stage.client(alice).deaf = true;
    stage.send(
        alice,
        Packet::Subscribe(crate::stage::subscribe(vec![crate::stage::subscription("r/+", 0)])),
    );
    stage.lose(alice);
    let (alice, present) = back(&mut stage, knock);
    assert!(present);
    assert_eq!(stage.messages(alice), Vec::<String>::new());
}

#[test]
fn a_session_lasts_as_long_as_its_connection() {
    for knock in
        [Knock::v5("alice", "x").expiry(1), Knock::v5("alice", "x"), Knock::v311("alice", "x")]
    {
        let mut stage = Stage::new();
        stage.allow("alice", &all());
        let (alice, _) = back(&mut stage, knock);
        stage.subscribe(alice, "a", 1);
        stage.pass(24 * 3600 * 1000);
        stage.publish(alice, "a", "still");
        assert_eq!(stage.messages(alice), ["a=still"]);
    }
}
