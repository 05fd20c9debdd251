//! Retained messages.

use crate::policies::{all, allow, deny};
use crate::stage::{Knock, Number, Stage, publish, subscribe, subscription};
use daypass_broker::BrokerSettings;
use daypass_mqtt::{Packet, ReasonCode, RetainHandling};

fn retain(stage: &mut Stage, client: Number, topic: &str, payload: &str) -> ReasonCode {
    let mut packet = publish(topic, payload, 1);
    packet.retain = true;
    stage.send(client, Packet::Publish(packet));
    stage.puback(client).reason_code
}

#[test]
fn a_new_subscription_gets_the_last_of_each_topic() {
    for reactors in [1, 3] {
        let mut stage = Stage::with(BrokerSettings::default(), reactors);
        stage.allow("alice", &all());
        let alice = stage.connect(Knock::v5("alice", "alice"));
        for (topic, payload) in
            [("r/a", "old"), ("r/a", "new"), ("r/b", "b"), ("r/c", "c"), ("r/c", ""), ("s", "s")]
        {
            retain(&mut stage, alice, topic, payload);
        }
        for number in 0..5 {
            let other = stage.connect(Knock::v5("alice", &format!("other-{number}")));
            stage.subscribe(other, "r/#", 1);
            let received = stage.publishes(other);
            assert!(received.iter().all(|packet| packet.retain));
            let shown: Vec<String> = received.iter().map(crate::stage::shown).collect();
            assert_eq!(shown, ["r/a=new", "r/b=b"]);
        }
    }
}

#[test]
fn what_may_not_be_received_is_not_sent_for_being_retained() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    stage.allow("bob", &[allow("iot:*", "*"), deny("iot:Receive", "topic/r/secret")]);
    let alice = stage.connect(Knock::v5("alice", "alice"));
    let bob = stage.connect(Knock::v5("bob", "bob"));
    retain(&mut stage, alice, "r/secret", "no");
    retain(&mut stage, alice, "r/open", "yes");
    stage.subscribe(bob, "r/+", 0);
    assert_eq!(stage.messages(bob), ["r/open=yes"]);
    assert_eq!(stage.refusals.len(), 1);
}

#[test]
fn subscriptions_say_when_they_want_them() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "alice"));
    retain(&mut stage, alice, "r", "kept");
    let with = |stage: &mut Stage, handling, as_published| {
        let mut wanted = subscription("r", 0);
        wanted.retain_handling = handling;
        wanted.retain_as_published = as_published;
        stage.suback(alice, subscribe(vec![wanted]));
        stage.messages(alice).len()
    };
    assert_eq!(with(&mut stage, RetainHandling::DoNotSend, false), 0);
    assert_eq!(with(&mut stage, RetainHandling::SendIfNew, false), 0);
    stage.unsubscribe(alice, "r");
    assert_eq!(with(&mut stage, RetainHandling::SendIfNew, false), 1);
    assert_eq!(with(&mut stage, RetainHandling::Send, true), 1);
    retain(&mut stage, alice, "r", "live");
    assert!(stage.publishes(alice)[0].retain);
    stage.subscribe(alice, "r", 0);
    stage.inbox(alice);
    retain(&mut stage, alice, "r", "live");
    assert!(!stage.publishes(alice)[0].retain);
}

#[test]
fn they_are_bounded_and_expire() {
    let settings = BrokerSettings { retained_messages_max: 2, ..BrokerSettings::default() };
    let mut stage = Stage::with(settings, 1);
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "alice"));
    assert_eq!(retain(&mut stage, alice, "a", "1"), ReasonCode::Success);
    let mut brief = publish("b", "brief", 1);
    brief.retain = true;
    brief.properties.message_expiry_interval_seconds = Some(10);
    stage.send(alice, Packet::Publish(brief));
    assert_eq!(stage.puback(alice).reason_code, ReasonCode::Success);
    assert_eq!(retain(&mut stage, alice, "c", "3"), ReasonCode::QuotaExceeded);
    assert_eq!(retain(&mut stage, alice, "a", "2"), ReasonCode::Success);
    stage.pass(4_500);
    stage.subscribe(alice, "b", 0);
    let received = stage.publishes(alice);
    assert_eq!(received[0].properties.message_expiry_interval_seconds, Some(5));
    stage.pass(6_000);
    assert_eq!(retain(&mut stage, alice, "c", "3"), ReasonCode::Success);
    stage.subscribe(alice, "+", 0);
    assert_eq!(stage.messages(alice), ["a=2", "c=3"]);
}

#[test]
fn many_at_once_wait_for_their_turn() {
    let settings = BrokerSettings { output_bytes_max: 2000, ..BrokerSettings::default() };
    let mut stage = Stage::with(settings, 1);
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "alice"));
    for number in 0..100 {
        retain(&mut stage, alice, &format!("r/{number:03}"), &"x".repeat(100));
    }
    stage.subscribe(alice, "r/#", 0);
    assert_eq!(stage.messages(alice).len(), 100);
}

#[test]
fn what_is_not_to_be_retained_leaves_what_is() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "alice"));
    retain(&mut stage, alice, "r", "kept");
    for payload in ["passing", ""] {
        stage.publish(alice, "r", payload);
        stage.publish(alice, "s", payload);
    }
    stage.subscribe(alice, "+", 0);
    assert_eq!(stage.messages(alice), ["r=kept"]);
}
