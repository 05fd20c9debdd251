//! Changed permissions on open connections.

use crate::policies::{all, allow, deny, iot};
use crate::stage::{Knock, Stage, decision};
use daypass_broker::PacketKind;
use daypass_mqtt::{ProtocolVersion, ReasonCode};

fn without(action: &str, resource: &str) -> Vec<String> {
    vec![allow("iot:*", "*"), deny(action, resource)]
}

#[test]
fn who_may_no_longer_connect_is_cut_and_nobody_else() {
    for version in [ProtocolVersion::V311, ProtocolVersion::V5] {
        let mut stage = Stage::new();
        stage.allow("alice", &all());
        stage.allow("control", &all());
        let alice = stage.connect(Knock::new(version, "alice", "alice"));
        let control = stage.connect(Knock::new(version, "control", "control"));
        for client in [alice, control] {
            stage.subscribe(client, "news", 1);
        }
        stage.publish(control, "news", "before");
        assert_eq!(stage.messages(alice), ["news=before"]);
        stage.messages(control);

        stage.allow("alice", &without("iot:Connect", "*"));
        stage.sweep();
        let record = stage.refusals.pop().unwrap();
        assert_eq!(
            (record.packet, &*record.resource),
            (PacketKind::Connect, &*iot("client/alice"))
        );
        if version == ProtocolVersion::V5 {
            let disconnect = stage.disconnected(alice);
            assert_eq!(disconnect.reason_code, ReasonCode::NotAuthorized);
            assert_eq!(decision(&disconnect.properties), [record.id.to_string()]);
        } else {
            stage.closed(alice);
        }
        stage.publish(control, "news", "after");
        assert_eq!(stage.messages(control), ["news=after"]);
        assert!(stage.is_open(control));

        stage.allow("alice", &all());
        let again = stage.connect(Knock::new(version, "alice", "alice"));
        stage.publish(again, "news", "again");
        assert_eq!(stage.messages(control), ["news=again"]);
    }
}

#[test]
fn a_closed_standing_cuts_with_its_reason() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "x"));
    stage.close_standing("alice");
    stage.sweep();
    assert_eq!(stage.disconnected(alice).reason_code, ReasonCode::NotAuthorized);
    assert_eq!(stage.refusals[0].reason.as_deref(), Some("the role is gone"));
    let again = stage.knock(Knock::v5("alice", "x"));
    assert_eq!(stage.refused(again).reason_code, ReasonCode::NotAuthorized);
}

#[test]
fn a_change_counts_for_the_next_packet_without_a_sweep() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "x"));
    assert_eq!(stage.publish(alice, "a", "").reason_code, ReasonCode::Success);
    stage.allow("alice", &without("iot:Publish", "topic/a"));
    assert_eq!(stage.publish(alice, "a", "").reason_code, ReasonCode::NotAuthorized);
    assert_eq!(stage.publish(alice, "b", "").reason_code, ReasonCode::Success);
    // Back to permissions that were decided under before: the class is the same, the answer too.
    stage.allow("alice", &all());
    assert_eq!(stage.publish(alice, "a", "").reason_code, ReasonCode::Success);
    stage.allow("alice", &without("iot:Connect", "*"));
    stage.send(alice, daypass_mqtt::Packet::Pingreq);
    assert_eq!(stage.disconnected(alice).reason_code, ReasonCode::NotAuthorized);
}

#[test]
fn a_change_counts_for_the_next_delivery_without_a_sweep() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    stage.allow("bob", &all());
    let alice = stage.connect(Knock::v5("alice", "alice"));
    let bob = stage.connect(Knock::v5("bob", "bob"));
    stage.subscribe(alice, "#", 1);
    stage.allow("alice", &without("iot:Receive", "topic/a"));
    stage.publish(bob, "a", "not heard");
    stage.publish(bob, "b", "sentinel");
    assert_eq!(stage.messages(alice), ["b=sentinel"]);
    stage.allow("alice", &without("iot:Connect", "*"));
    stage.publish(bob, "b", "not heard");
    assert_eq!(stage.disconnected(alice).reason_code, ReasonCode::NotAuthorized);
    assert!(stage.is_open(bob));
}

#[test]
fn subscriptions_that_are_no_longer_allowed_end_and_others_stay() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    stage.allow("bob", &all());
    let alice = stage.connect(Knock::v5("alice", "alice"));
    let bob = stage.connect(Knock::v5("bob", "bob"));
    for filter in ["stays", "goes", "goes/+"] {
        stage.subscribe(alice, filter, 0);
    }
    stage.subscribe(bob, "goes", 0);
    stage.allow("alice", &without("iot:Subscribe", "topicfilter/goes*"));
    stage.sweep();
    let resources: Vec<&str> = stage.refusals.iter().map(|record| &*record.resource).collect();
    assert_eq!(resources, [iot("topicfilter/goes"), iot("topicfilter/goes/+")]);
    for topic in ["goes", "goes/x", "stays"] {
        stage.publish(bob, topic, "x");
    }
    assert_eq!(stage.messages(alice), ["stays=x"]);
    assert_eq!(stage.messages(bob), ["goes=x"]);
    assert_eq!(stage.broker(0).counters().unsubscribed, 2);
    // Allowed again, but a subscription has to be asked for.
    stage.allow("alice", &all());
    stage.sweep();
    stage.subscribe(alice, "goes", 0);
    stage.publish(bob, "goes", "again");
    assert_eq!(stage.messages(alice), ["goes=again"]);
}

#[test]
fn a_sweep_meets_everyone_however_many_there_are() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    stage.allow("bob", &all());
    let clients: Vec<usize> = (0..300)
        .map(|number| {
            let person = if number % 2 == 0 { "alice" } else { "bob" };
            stage.connect(Knock::v5(person, &format!("client-{number}")))
        })
        .collect();
    stage.allow("alice", &[]);
    stage.sweep();
    for (number, client) in clients.into_iter().enumerate() {
        assert_eq!(stage.is_open(client), number % 2 == 1);
    }
    assert_eq!(stage.broker(0).counters().cut, 150);
}
