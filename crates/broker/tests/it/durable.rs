//! Sessions that outlive the server: stored before anything of them is acknowledged, and there again.

use crate::policies::all;
use crate::stage::{Knock, Number, Stage, publish};
use daypass_broker::BrokerSettings;
use daypass_mqtt::{Disconnect, Packet, ProtocolVersion, ReasonCode};

fn stage(reactors: usize) -> Stage {
    let settings = BrokerSettings { durable: true, ..BrokerSettings::default() };
    let mut stage = Stage::with(settings, reactors);
    stage.allow("alice", &all());
    stage
}

/// After a restart of the server everybody may do what they might before.
fn restart(stage: &mut Stage) {
    stage.restart();
    stage.allow("alice", &all());
}

/// Connects; whether a session was there.
fn back(stage: &mut Stage, knock: &Knock) -> (Number, bool) {
    let number = stage.knock(knock.clone());
    let Packet::Connack(connack) = stage.next(number) else { panic!("no CONNACK") };
    assert!(!connack.reason_code.is_failure());
    (number, connack.session_present)
}

fn lasting(version: ProtocolVersion, client_id: &str) -> Knock {
    Knock::new(version, "alice", client_id).lasting()
}

#[test]
fn subscriptions_and_messages_are_there_again() {
    for (version, reactors) in
        [(ProtocolVersion::V5, 1), (ProtocolVersion::V5, 3), (ProtocolVersion::V311, 2)]
    {
        let mut stage = stage(reactors);
        let knocks: Vec<Knock> =
            (0..5).map(|number| lasting(version, &format!("x-{number}"))).collect();
        for knock in &knocks {
            let (number, _) = back(&mut stage, knock);
            stage.subscribe(number, "a/+", 2);
            stage.subscribe(number, "gone", 1);
            stage.unsubscribe(number, "gone");
            stage.lose(number);
        }
        let bob = stage.connect(Knock::v5("alice", "bob"));
        assert_eq!(stage.publish(bob, "a/1", "one").reason_code, ReasonCode::Success);
        stage.send(bob, Packet::Publish(publish("a/2", "two", 2)));
        stage.send(bob, Packet::Publish(publish("a/3", "of quality 0", 0)));
        restart(&mut stage);
        let bob = stage.connect(Knock::v5("alice", "bob"));
        stage.publish(bob, "a/4", "after");
        stage.publish(bob, "gone", "nobody");
        for knock in &knocks {
            let (number, present) = back(&mut stage, knock);
            assert!(present);
            let mut came = stage.messages(number);
            came.sort();
            assert_eq!(came, ["a/1=one", "a/2=two", "a/4=after"]);
        }
        // What is acknowledged is stored no more.
        assert_eq!(stage.disk.deliveries(), 0);
        restart(&mut stage);
        let (number, present) = back(&mut stage, &knocks[0]);
        assert!(present);
        assert_eq!(stage.messages(number), Vec::<String>::new());
    }
}

#[test]
fn acknowledgements_wait_until_all_that_they_speak_of_is_stored() {
    for reactors in [1, 3] {
        let mut stage = stage(reactors);
        stage.storing = false;
        let (alice, _) = back(&mut stage, &lasting(ProtocolVersion::V5, "x"));
        stage.send(
            alice,
            Packet::Subscribe(crate::stage::subscribe(vec![crate::stage::subscription("a", 2)])),
        );
        assert_eq!(stage.inbox(alice), []);
        stage.store(true);
        stage.settle();
        assert!(matches!(stage.next(alice), Packet::Suback(_)));
        let bob = stage.connect(Knock::v5("alice", "bob"));
        stage.send(bob, Packet::Publish(publish("a", "1", 1)));
        stage.settle();
        // A message of QoS 1 may come before it is stored, one of QoS 2 may not.
        assert_eq!(stage.messages(alice), ["a=1"]);
        let mut second = publish("a", "2", 2);
        second.delivery = crate::stage::delivery(2, 8);
        stage.send(bob, Packet::Publish(second));
        stage.settle();
        assert_eq!(stage.messages(alice), Vec::<String>::new());
        assert_eq!(stage.inbox(bob), []);
        stage.store(true);
        stage.settle();
        assert_eq!(stage.messages(alice), ["a=2"]);
        let answers = stage.inbox(bob);
        assert!(
            matches!(answers.as_slice(), [Packet::Puback(_), Packet::Pubrec(_)]),
            "{answers:?}"
        );
    }
}

#[test]
fn what_cannot_be_stored_is_not_acknowledged_and_of_quality_2_not_sent() {
    let mut stage = stage(2);
    let (alice, _) = back(&mut stage, &lasting(ProtocolVersion::V5, "x"));
    stage.subscribe(alice, "a", 2);
    let bob = stage.connect(Knock::v5("alice", "bob"));
    stage.storing = false;
    stage.send(bob, Packet::Publish(publish("a", "1", 2)));
    stage.store(false);
    stage.settle();
    assert_eq!(stage.disconnected(bob).reason_code, ReasonCode::UnspecifiedError);
    assert_eq!(stage.messages(alice), Vec::<String>::new());
    // Where there is no room the message is not taken at all.
    stage.storing = true;
    let bob = stage.connect(Knock::v5("alice", "bob"));
    stage.keep_room(0);
    assert_eq!(stage.publish(bob, "a", "2").reason_code, ReasonCode::QuotaExceeded);
    stage.keep_room(1);
    assert_eq!(stage.publish(bob, "a", "3").reason_code, ReasonCode::Success);
    assert_eq!(stage.messages(alice), ["a=3"]);
}

#[test]
fn a_session_ends_when_it_would_have_ended_and_takes_all_with_it() {
    let mut stage = stage(1);
    let knock = lasting(ProtocolVersion::V5, "x").expiry(100);
    let (alice, _) = back(&mut stage, &knock);
    stage.subscribe(alice, "a", 1);
    stage.lose(alice);
    let bob = stage.connect(Knock::v5("alice", "bob"));
    stage.publish(bob, "a", "1");
    stage.pass(60_000);
    restart(&mut stage);
    stage.pass(39_000);
    restart(&mut stage);
    assert_eq!(stage.disk.sessions().len(), 1);
    stage.pass(2_000);
    assert_eq!(stage.disk.sessions().len(), 0);
    let (_, present) = back(&mut stage, &knock);
    assert!(!present);
    // Of who was connected the time begins anew.
    restart(&mut stage);
    stage.pass(99_000);
    let (alice, present) = back(&mut stage, &knock);
    assert!(present);
    let mut goodbye = Disconnect::new(ReasonCode::Success);
    goodbye.session_expiry_interval_seconds = Some(0);
    stage.send(alice, Packet::Disconnect(goodbye));
    assert_eq!(stage.disk.sessions().len(), 0);
}

#[test]
fn a_clean_start_and_another_principal_meet_nothing() {
    let mut stage = stage(1);
    let knock = lasting(ProtocolVersion::V5, "x");
    let (alice, _) = back(&mut stage, &knock);
    stage.subscribe(alice, "a", 1);
    restart(&mut stage);
    stage.allow("mallory", &all());
    let (mallory, present) = back(&mut stage, &Knock::v5("mallory", "x").lasting());
    assert!(!present);
    stage.publish(mallory, "a", "1");
    assert_eq!(stage.messages(mallory), Vec::<String>::new());
    restart(&mut stage);
    let (_, present) = back(&mut stage, &knock);
    assert!(!present);
    restart(&mut stage);
    let (_, present) = back(&mut stage, &knock.clone().clean());
    assert!(!present);
    assert_eq!(stage.disk.sessions().len(), 1);
}

#[test]
fn a_shared_message_that_moves_on_is_stored_with_who_has_it() {
    for reactors in [1, 3] {
        let mut stage = stage(reactors);
        let filter = "$share/group/a";
        let knocks = ["x", "y"].map(|client_id| lasting(ProtocolVersion::V5, client_id));
        let [x, y] = knocks.each_ref().map(|knock| {
            stage.acknowledging = false;
            let (number, _) = back(&mut stage, knock);
            stage.subscribe(number, filter, 1);
            number
        });
        let bob = stage.connect(Knock::v5("alice", "bob"));
        for payload in ["1", "2", "3", "4"] {
            stage.publish(bob, "a", payload);
        }
        assert_eq!(stage.disk.deliveries(), 4);
        stage.lose(x);
        assert_eq!(stage.disk.deliveries(), 4);
        assert_eq!(stage.messages(y).len(), 4);
        restart(&mut stage);
        stage.acknowledging = true;
        let (y, _) = back(&mut stage, &knocks[1]);
        let mut came = stage.messages(y);
        came.sort();
        assert_eq!(came, ["a=1", "a=2", "a=3", "a=4"]);
        let bob = stage.connect(Knock::v5("alice", "bob"));
        // Who is offline is passed over, as before.
        stage.publish(bob, "a", "5");
        stage.publish(bob, "a", "6");
        assert_eq!(stage.messages(y), ["a=5", "a=6"]);
        assert_eq!(stage.disk.deliveries(), 0);
    }
}
