//! Wills: when they are sent, and that they are authorized when they are.

use crate::policies::{all, allow, deny, iot};
use crate::stage::{Knock, Number, Stage, text};
use daypass_broker::PacketKind;
use daypass_mqtt::{Disconnect, Packet, ReasonCode, UserProperty};

fn stage() -> (Stage, Number) {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    stage.allow("listener", &all());
    let listener = stage.connect(Knock::v5("listener", "listener"));
    stage.subscribe(listener, "will", 0);
    (stage, listener)
}

fn with_will() -> Knock {
    Knock::v5("alice", "x").will("will", "gone")
}

#[test]
fn a_will_is_sent_unless_the_client_took_leave() {
    let (mut stage, listener) = stage();
    let none = Vec::<String>::new();
    let alice = stage.connect(with_will());
    stage.leave(alice);
    assert_eq!(stage.messages(listener), none);

    let alice = stage.connect(with_will());
    stage.lose(alice);
    assert_eq!(stage.messages(listener), ["will=gone"]);

    let alice = stage.connect(with_will());
    stage.send(alice, Packet::Disconnect(Disconnect::new(ReasonCode::DisconnectWithWillMessage)));
    assert_eq!(stage.messages(listener), ["will=gone"]);

    let alice = stage.connect(with_will());
    stage.send_bytes(alice, &[0xF0, 0]);
    assert!(!stage.is_open(alice));
    assert_eq!(stage.messages(listener), ["will=gone"]);

    let _older = stage.connect(with_will());
    stage.connect(Knock::v5("alice", "x"));
    assert_eq!(stage.messages(listener), ["will=gone"]);

    let _silent = stage.connect(Knock::v311("alice", "old").will("will", "silent").keep_alive(10));
    stage.pass(16_000);
    assert_eq!(stage.messages(listener), ["will=silent"]);
}

#[test]
fn a_delayed_will_waits_for_the_client_to_come_back() {
    let (mut stage, listener) = stage();
    let none = Vec::<String>::new();
    let knock = || with_will().lasting().will_delay(30);
    let alice = stage.connect(knock());
    stage.lose(alice);
    stage.pass(29_000);
    assert_eq!(stage.messages(listener), none);
    let alice = stage.connect(knock());
    stage.pass(60_000);
    assert_eq!(stage.messages(listener), none);
    stage.lose(alice);
    stage.pass(31_000);
    assert_eq!(stage.messages(listener), ["will=gone"]);
    // It waits no longer than its session, which a clean start ends.
    let alice = stage.connect(knock());
    stage.lose(alice);
    stage.connect(Knock::v5("alice", "x"));
    assert_eq!(stage.messages(listener), ["will=gone"]);
    let alice = stage.connect(knock().expiry(10));
    stage.lose(alice);
    stage.pass(11_000);
    assert_eq!(stage.messages(listener), ["will=gone"]);
}

#[test]
fn a_will_that_may_no_longer_be_published_is_dropped_with_a_record() {
    for delay in [0, 30] {
        let (mut stage, listener) = stage();
        let knock =
            |topic| Knock::v5("alice", topic).lasting().will(topic, "gone").will_delay(delay);
        stage.subscribe(listener, "#", 0);
        let one = stage.connect(knock("will"));
        let other = stage.connect(knock("other"));
        if delay == 0 {
            stage.allow("alice", &[allow("iot:*", "*"), deny("iot:Publish", "topic/will")]);
        }
        stage.lose(one);
        stage.lose(other);
        // A delayed will falls under what counts when its delay has passed.
        stage.allow("alice", &[allow("iot:*", "*"), deny("iot:Publish", "topic/will")]);
        stage.pass(31_000);
        assert_eq!(stage.messages(listener), ["other=gone"]);
        let [record] = &stage.refusals[..] else { panic!("one record: {:?}", stage.refusals) };
        assert_eq!((record.packet, &*record.action), (PacketKind::Will, "iot:Publish"));
        assert_eq!(record.resource, iot("topic/will"));
    }
}

#[test]
fn the_will_of_who_is_gone_for_good_is_not_sent() {
    let (mut stage, listener) = stage();
    stage.allow("bob", &all());
    let alice = stage.connect(with_will());
    let bob = stage.connect(Knock::v5("bob", "bob").will("will", "of bob"));
    stage.close_standing("alice");
    stage.sweep();
    assert!(!stage.is_open(alice));
    stage.lose(bob);
    assert_eq!(stage.messages(listener), ["will=of bob"]);
    assert!(stage.refusals.iter().all(|record| record.reason.is_some()));
}

#[test]
fn a_will_is_sent_once() {
    let (mut stage, listener) = stage();
    let alice = stage.connect(with_will().lasting());
    stage.lose(alice);
    assert_eq!(stage.messages(listener), ["will=gone"]);
    let alice = stage.connect(Knock::v5("alice", "x").lasting());
    stage.lose(alice);
    assert_eq!(stage.messages(listener), Vec::<String>::new());
}

#[test]
fn a_will_is_retained_where_it_says_so_and_keeps_its_properties() {
    for new in [Knock::v5, Knock::v311] {
        let (mut stage, listener) = stage();
        for (knock, kept) in [
            (new("alice", "x").will("will", "gone"), 0),
            (new("alice", "x").will("will", "kept").will_retain(), 1),
            (new("alice", "x").will("will", "other"), 1),
        ] {
            let alice = stage.connect(knock);
            stage.lose(alice);
            assert_eq!(stage.messages(listener).len(), 1);
            let later = stage.connect(Knock::v5("listener", "later"));
            stage.subscribe(later, "will", 0);
            let came = stage.messages(later);
            assert_eq!(came, vec!["will=kept"; kept]);
        }
    }
    let (mut stage, listener) = stage();
    let mut connect = with_will().into_connect();
    let user = [("b", "1"), ("a", "2"), ("b", "3")]
        .map(|(name, value)| UserProperty { name: text(name), value: text(value) });
    connect.will.as_mut().unwrap().properties.user_properties = user.to_vec();
    let alice = stage.open();
    stage.send(alice, Packet::Connect(Box::new(connect)));
    stage.lose(alice);
    assert_eq!(stage.publishes(listener)[0].properties.user_properties, user);
}
