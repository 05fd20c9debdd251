//! Sessions that outlive the server: stored before anything of them is acknowledged, and there again.

use crate::policies::all;
use crate::stage::{Knock, Number, Stage, publish};
use daypass_broker::{BrokerSettings, Change};
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

#[test]
fn a_retained_message_of_quality_2_and_its_receipt_are_stored_as_one() {
    for reactors in [1, 3] {
        let mut stage = stage(reactors);
        let (alice, _) = back(&mut stage, &lasting(ProtocolVersion::V5, "x"));
        stage.storing = false;
        let mut retained = publish("a", "1", 2);
        retained.retain = true;
        stage.send(alice, Packet::Publish(retained));
        stage.settle();
        assert_eq!(stage.inbox(alice), []);
        // Nothing of it is handed over by itself.
        assert_eq!(stage.kept(), []);
        let entries = stage.waiting();
        let of_message = |entry: &&Vec<Change>| {
            entry.iter().any(|change| matches!(change, Change::Retain(_) | Change::Receive(..)))
        };
        let of_message: Vec<_> = entries.iter().filter(of_message).collect();
        let [entry] = of_message.as_slice() else { panic!("{entries:?}") };
        let count = |kind: fn(&Change) -> bool| entry.iter().filter(|change| kind(change)).count();
        assert_eq!(count(|change| matches!(change, Change::Retain(_))), 1);
        assert_eq!(count(|change| matches!(change, Change::Receive(..))), 1);
        stage.store(true);
        stage.settle();
        assert!(matches!(stage.inbox(alice).as_slice(), [Packet::Pubrec(_)]));
        let [kept] = stage.disk.retained.as_slice() else { panic!("it is not retained") };
        assert_eq!((&*kept.topic, &*kept.payload), ("a", b"1".as_slice()));
    }
}

/// What a client of MQTT 5 hears when nothing is stored any more.
fn busy(stage: &mut Stage, number: Number) {
    assert_eq!(stage.disconnected(number).reason_code, ReasonCode::ServerBusy);
}

#[test]
fn a_store_that_hangs_lets_those_go_who_wait_for_it_and_nobody_else() {
    let max_ms = BrokerSettings::default().storing_ms_max;
    let mut stage = stage(2);
    let (reader, _) = back(&mut stage, &lasting(ProtocolVersion::V5, "reader"));
    stage.subscribe(reader, "a", 2);
    let publisher = stage.connect(Knock::v5("alice", "publisher"));
    let old = stage.connect(Knock::v311("alice", "old"));
    let control = stage.connect(Knock::v5("alice", "control"));
    stage.subscribe(control, "control", 0);
    stage.storing = false;
    stage.send(publisher, Packet::Publish(publish("a", "1", 1)));
    stage.send(old, Packet::Publish(publish("a", "2", 1)));
    stage.settle();
    stage.pass(max_ms - 1);
    for number in [publisher, old] {
        assert_eq!(stage.inbox(number), []);
        assert!(stage.is_open(number));
    }
    stage.pass(1);
    busy(&mut stage, publisher);
    stage.closed(old);
    // Who waits for nothing is served.
    stage.send(control, Packet::Publish(publish("control", "here", 0)));
    assert_eq!(stage.messages(control), ["control=here"]);
    assert!(stage.is_open(control) && stage.is_open(reader));
    // The store goes on, and so does whoever publishes again.
    stage.storing = true;
    stage.store(true);
    stage.settle();
    let publisher = stage.connect(Knock::v5("alice", "publisher"));
    assert_eq!(stage.publish(publisher, "a", "3").reason_code, ReasonCode::Success);
}

#[test]
fn a_store_that_is_slow_lets_nobody_go() {
    let max_ms = BrokerSettings::default().storing_ms_max;
    let mut stage = stage(1);
    let (reader, _) = back(&mut stage, &lasting(ProtocolVersion::V5, "reader"));
    stage.subscribe(reader, "a", 1);
    let publisher = stage.connect(Knock::v5("alice", "publisher"));
    stage.storing = false;
    for number in 1..5 {
        let mut message = publish("a", "x", 1);
        message.delivery = crate::stage::delivery(1, number);
        stage.send(publisher, Packet::Publish(message));
        stage.settle();
        stage.pass(max_ms - 1);
        stage.store(true);
        stage.settle();
        assert!(matches!(stage.inbox(publisher).as_slice(), [Packet::Puback(_)]));
    }
    stage.pass(max_ms * 2);
    assert!(stage.is_open(publisher));
}

#[test]
fn a_release_that_is_not_stored_lets_its_client_go_and_again_when_it_comes_back() {
    let max_ms = BrokerSettings::default().storing_ms_max;
    let mut stage = stage(1);
    let lasting = lasting(ProtocolVersion::V5, "reader");
    let (reader, _) = back(&mut stage, &lasting);
    stage.subscribe(reader, "a", 2);
    let publisher = stage.connect(Knock::v5("alice", "publisher"));
    stage.storing = false;
    stage.send(publisher, Packet::Publish(publish("a", "1", 2)));
    stage.settle();
    stage.store(true);
    stage.settle();
    // The client has received it, and said so.
    assert_eq!(stage.messages(reader), ["a=1"]);
    assert_eq!(stage.inbox(reader), []);
    stage.pass(max_ms);
    busy(&mut stage, reader);
    let (reader, present) = back(&mut stage, &lasting);
    assert!(present);
    stage.pass(max_ms - 1);
    assert!(stage.is_open(reader));
    stage.pass(1);
    busy(&mut stage, reader);
    let (reader, _) = back(&mut stage, &lasting);
    stage.store(true);
    stage.settle();
    stage.storing = true;
    stage.settle();
    assert!(matches!(stage.next(reader), Packet::Pubrel(_)));
    assert_eq!(stage.disk.deliveries(), 0);
    stage.pass(max_ms * 2);
    assert!(stage.is_open(reader));
}
