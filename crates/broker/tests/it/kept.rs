//! Retained messages that are stored before they are acknowledged, and come back after a restart.

use crate::policies::all;
use crate::stage::{Knock, Stage, identifier, publish};
use daypass_broker::BrokerSettings;
use daypass_mqtt::{Acknowledgement, Delivery, Packet, Publish, ReasonCode};

fn retained(topic: &str, payload: &str, qos: u8, number: u16) -> Packet {
    let mut packet: Publish = publish(topic, payload, qos);
    packet.retain = true;
    let (packet_identifier, duplicate) = (identifier(number), false);
    packet.delivery = match qos {
        0 => Delivery::AtMostOnce,
        1 => Delivery::AtLeastOnce { packet_identifier, duplicate },
        _ => Delivery::ExactlyOnce { packet_identifier, duplicate },
    };
    Packet::Publish(packet)
}

fn stage() -> Stage {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    stage
}

#[test]
fn an_acknowledgement_waits_for_the_store_and_those_after_it_wait_too() {
    let mut stage = stage();
    let alice = stage.connect(Knock::v5("alice", "x"));
    stage.subscribe(alice, "a", 0);
    stage.storing = false;
    stage.send(alice, retained("a", "1", 1, 1));
    stage.send(alice, retained("a", "2", 2, 2));
    let mut plain: Publish = publish("b", "3", 1);
    plain.delivery = Delivery::AtLeastOnce { packet_identifier: identifier(3), duplicate: false };
    stage.send(alice, Packet::Publish(plain));
    stage.send(alice, retained("a", "4", 0, 4));
    // Who listens need not wait.
    assert_eq!(stage.messages(alice), ["a=1", "a=2", "a=4"]);
    stage.store_in_reverse();
    let success = |number| Acknowledgement::success(identifier(number));
    assert_eq!(
        stage.inbox(alice),
        [Packet::Puback(success(1)), Packet::Pubrec(success(2)), Packet::Puback(success(3)),]
    );
}

#[test]
fn what_cannot_be_stored_is_not_acknowledged() {
    let mut stage = stage();
    let alice = stage.connect(Knock::v5("alice", "x"));
    stage.keep_room(0);
    stage.send(alice, retained("a", "1", 1, 1));
    assert_eq!(stage.puback(alice).reason_code, ReasonCode::QuotaExceeded);
    stage.keep_room(1);
    stage.storing = false;
    stage.send(alice, retained("a", "2", 1, 2));
    stage.fail_to_store();
    assert_eq!(stage.disconnected(alice).reason_code, ReasonCode::UnspecifiedError);
}

#[test]
fn what_was_stored_is_there_again_under_its_last_value() {
    let mut before = stage();
    let alice = before.connect(Knock::v5("alice", "x").will("w", "gone").will_retain());
    for (topic, payload) in [("a", "1"), ("a", "2"), ("b", "1"), ("b", "")] {
        before.send(alice, retained(topic, payload, 1, 1));
        before.puback(alice);
    }
    let mut fleeting: Publish = publish("c", "soon gone", 0);
    fleeting.retain = true;
    fleeting.properties.message_expiry_interval_seconds = Some(10);
    before.send(alice, Packet::Publish(fleeting));
    before.lose(alice);
    let kept = before.kept();
    assert_eq!(kept.len(), 6);
    // In whatever order they come back the last is kept.
    for kept in [kept.clone(), kept.into_iter().rev().collect()] {
        let mut after = Stage::with(BrokerSettings::default(), 2);
        after.allow("alice", &all());
        for kept in kept {
            after.restore(kept);
        }
        for pass_ms in [0, 11_000] {
            after.pass(pass_ms);
            let bob = after.connect(Knock::v5("alice", "bob"));
            after.subscribe(bob, "#", 1);
            let mut expected = vec!["a=2", "c=soon gone", "w=gone"];
            if pass_ms > 0 {
                expected.remove(1);
            }
            assert_eq!(after.messages(bob), expected);
        }
    }
}
