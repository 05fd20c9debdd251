//! Wills that outlive the server: sent once it is there again, when they are due, by whoever may.

use crate::policies::{all, allow, deny};
use crate::stage::{Knock, Number, Stage};
use daypass_broker::{BrokerSettings, EndClient, PacketKind};
use daypass_mqtt::{Connack, Packet, QoS, ReasonCode, Utf8String};

fn stage(reactors: usize) -> Stage {
    let settings = BrokerSettings { durable: true, ..BrokerSettings::default() };
    let mut stage = Stage::with(settings, reactors);
    stage.allow("alice", &all());
    stage.allow("listener", &all());
    listen(&mut stage);
    stage
}

/// Somebody whose session gets every will, also while it is offline.
fn listener() -> Knock {
    Knock::v5("listener", "listener").lasting()
}

fn listen(stage: &mut Stage) {
    let listener = stage.connect(listener());
    stage.subscribe(listener, "will/#", 2);
}

/// Kills the server and lets another one come up: what it sends at once.
fn restart(stage: &mut Stage) -> (Number, Vec<String>) {
    stage.restart();
    stage.pass(0);
    let listener = stage.connect(listener());
    let mut came = stage.messages(listener);
    came.sort();
    (listener, came)
}

fn with_will(client_id: &str) -> Knock {
    Knock::v5("alice", client_id)
        .will(&format!("will/{client_id}"), "gone")
        .will_qos(QoS::AtLeastOnce)
}

const NOTHING: [String; 0] = [];

#[test]
fn whoever_was_connected_when_the_server_failed_is_gone() {
    for reactors in [1, 3] {
        let mut stage = stage(reactors);
        stage.connect(with_will("clean"));
        stage.connect(with_will("lasting").lasting());
        stage.connect(with_will("patient").lasting().will_delay(30));
        // Without a session that outlives it a will waits for nobody [MQTT-3.1.3-9].
        stage.connect(with_will("hasty").will_delay(30));
        let old = Knock::v311("alice", "old").will("will/old", "gone").will_qos(QoS::ExactlyOnce);
        stage.connect(old);
        assert_eq!(stage.disk.wills().len(), 5);
        let (listener, came) = restart(&mut stage);
        assert_eq!(
            came,
            ["will/clean=gone", "will/hasty=gone", "will/lasting=gone", "will/old=gone"]
        );
        stage.pass(29_000);
        assert_eq!(stage.messages(listener), NOTHING);
        stage.pass(2_000);
        assert_eq!(stage.messages(listener), ["will/patient=gone"]);
        // All were sent, and none is sent twice.
        assert_eq!(stage.disk.wills(), []);
        assert_eq!(restart(&mut stage).1, NOTHING);
    }
}

#[test]
fn a_delay_goes_on_while_the_server_is_down() {
    let mut stage = stage(2);
    let alice = stage.connect(with_will("x").lasting().will_delay(100));
    stage.pass(50_000);
    stage.lose(alice);
    stage.pass(40_000);
    let (listener, came) = restart(&mut stage);
    assert_eq!(came, NOTHING);
    stage.pass(59_000);
    assert_eq!(stage.messages(listener), NOTHING);
    stage.pass(2_000);
    assert_eq!(stage.messages(listener), ["will/x=gone"]);
    // What was due while nobody was there is sent at once; a session's end is the will's end, too.
    let alice = stage.connect(with_will("x").lasting().will_delay(100));
    stage.lose(alice);
    let bob = stage.connect(with_will("y").expiry(50).will_delay(100));
    stage.lose(bob);
    stage.now.monotonic_ms += 60_000;
    stage.now.wall_ms += 60_000;
    assert_eq!(restart(&mut stage).1, ["will/y=gone"]);
    stage.now.monotonic_ms += 60_000;
    stage.now.wall_ms += 60_000;
    assert_eq!(restart(&mut stage).1, ["will/x=gone"]);
}

#[test]
fn who_comes_back_in_time_is_not_mourned() {
    let mut stage = stage(2);
    let knock = || with_will("x").lasting().will_delay(30);
    let alice = stage.connect(knock());
    stage.lose(alice);
    restart(&mut stage);
    let alice = stage.connect(Knock::v5("alice", "x").lasting());
    assert_eq!(stage.disk.wills(), []);
    stage.pass(60_000);
    assert_eq!(restart(&mut stage).1, NOTHING);
    assert!(!stage.is_open(alice));
    // The control stays away.
    stage.connect(knock());
    let (listener, came) = restart(&mut stage);
    assert_eq!(came, NOTHING);
    stage.pass(31_000);
    assert_eq!(stage.messages(listener), ["will/x=gone"]);
}

#[test]
fn what_is_not_to_be_sent_is_not_stored() {
    let mut stage = stage(1);
    let alice = stage.connect(with_will("left"));
    stage.leave(alice);
    let alice = stage.connect(with_will("sent"));
    stage.lose(alice);
    for client_id in ["prevented", "prevented-later"] {
        let alice = stage.connect(with_will(client_id).lasting().will_delay(30));
        if client_id == "prevented-later" {
            stage.lose(alice);
        }
        let how = EndClient { clean_session: false, prevent_will: true };
        assert!(stage.end_client(client_id, how));
    }
    assert_eq!(stage.disk.wills(), []);
    stage.connect(with_will("control"));
    assert_eq!(restart(&mut stage).1, ["will/control=gone"]);
}

#[test]
fn a_stored_will_is_authorized_when_it_is_sent() {
    let mut stage = stage(2);
    stage.allow("bob", &all());
    stage.allow("carol", &all());
    for (person, delay) in [("alice", 0), ("bob", 0), ("carol", 0), ("alice", 30), ("carol", 30)] {
        let topic = format!("will/{person}/{delay}");
        let knock = Knock::v5(person, &topic).lasting().will(&topic, "gone").will_delay(delay);
        stage.connect(knock.will_qos(QoS::AtLeastOnce));
    }
    stage.allow("bob", &[allow("iot:*", "*"), deny("iot:Publish", "topic/will/bob/*")]);
    stage.close_standing("carol");
    let (listener, came) = restart(&mut stage);
    assert_eq!(came, ["will/alice/0=gone"]);
    let mut refused: Vec<(String, bool)> = stage
        .refusals
        .drain(..)
        .filter(|record| record.packet == PacketKind::Will)
        .map(|record| (record.client_id, record.reason.is_some()))
        .collect();
    refused.sort();
    assert_eq!(refused, [("will/bob/0".to_owned(), false), ("will/carol/0".to_owned(), true)]);
    stage.pass(31_000);
    assert_eq!(stage.messages(listener), ["will/alice/30=gone"]);
    assert_eq!(stage.refusals.last().map(|record| &*record.client_id), Some("will/carol/30"));
    assert_eq!(stage.disk.wills(), []);
}

#[test]
fn whoever_cannot_be_looked_up_is_asked_about_again() {
    let mut stage = stage(1);
    let clients = 100;
    for number in 0..clients {
        stage.connect(with_will(&format!("x-{number}")));
    }
    stage.answering = false;
    stage.restart();
    stage.recall_room(10);
    stage.pass(0);
    assert_eq!(stage.fail_to_recall(), 10);
    stage.recall_room(usize::MAX);
    stage.pass(1_000);
    // Not all at once.
    assert_eq!(stage.fail_to_recall(), 64);
    assert_eq!(stage.disk.wills().len(), clients);
    stage.answering = true;
    stage.pass(1_000);
    let listener = stage.connect(listener());
    assert_eq!(stage.messages(listener).len(), clients);
    assert_eq!(stage.disk.wills(), []);
}

#[test]
fn a_will_for_which_there_is_no_room_keeps_its_client_out() {
    let mut stage = stage(1);
    stage.keep_room(0);
    let refused = |stage: &mut Stage| {
        let alice = stage.knock(with_will("x"));
        let Packet::Connack(connack) = stage.next(alice) else { panic!("no CONNACK") };
        let Connack { reason_code, .. } = *connack;
        reason_code
    };
    assert_eq!(refused(&mut stage), ReasonCode::ServerBusy);
    stage.connect(Knock::v5("alice", "x"));
    stage.keep_room(1);
    assert_eq!(refused(&mut stage), ReasonCode::Success);
}

#[test]
fn a_will_keeps_what_it_says_and_is_retained_again() {
    let mut stage = stage(1);
    let mut connect = with_will("x").will_retain().into_connect();
    let properties = &mut connect.will.as_mut().unwrap().properties;
    properties.content_type = Some(crate::stage::text("text/plain"));
    properties.message_expiry_interval_seconds = Some(50);
    let alice = stage.open();
    stage.send(alice, Packet::Connect(Box::new(connect)));
    stage.pass(100_000);
    stage.restart();
    stage.pass(0);
    stage.pass(10_000);
    let listener = stage.connect(listener());
    let [came] = &stage.publishes(listener)[..] else { panic!("not one message") };
    let properties = &came.properties;
    assert_eq!(properties.content_type.as_ref().map(Utf8String::as_str), Some("text/plain"));
    assert_eq!(properties.message_expiry_interval_seconds, Some(40));
    assert_eq!(stage.kept().len(), 1);
}
