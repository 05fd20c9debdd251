//! Acknowledgements of what the broker sends: windows, redelivery, QoS 2.

use crate::policies::all;
use crate::stage::{Knock, Stage, identifier, publish, shown};
use daypass_mqtt::{Acknowledgement, Delivery, Packet, PacketIdentifier, ReasonCode};

fn pair(receive_max: u16) -> (Stage, usize, usize) {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    stage.acknowledging = false;
    let slow = stage.connect(Knock::v5("alice", "slow").lasting().receive_max(receive_max));
    let alice = stage.connect(Knock::v5("alice", "alice"));
    (stage, slow, alice)
}

fn identifiers(packets: &[daypass_mqtt::Publish]) -> Vec<PacketIdentifier> {
    packets.iter().filter_map(|packet| packet.delivery.packet_identifier()).collect()
}

#[test]
fn no_more_is_sent_than_the_client_wants_before_it() {
    let (mut stage, slow, alice) = pair(2);
    stage.subscribe(slow, "a", 1);
    for number in 0..4 {
        stage.publish(alice, "a", &number.to_string());
    }
    let first = stage.publishes(slow);
    assert_eq!(first.iter().map(shown).collect::<Vec<_>>(), ["a=0", "a=1"]);
    let ids = identifiers(&first);
    stage.send(slow, Packet::Puback(Acknowledgement::success(ids[1])));
    assert_eq!(stage.messages(slow), ["a=2"]);
    // An acknowledgement of nothing frees nothing.
    stage.send(slow, Packet::Puback(Acknowledgement::success(identifier(999))));
    assert_eq!(stage.messages(slow), Vec::<String>::new());
    stage.send(slow, Packet::Puback(Acknowledgement::success(ids[0])));
    assert_eq!(stage.messages(slow), ["a=3"]);
}

#[test]
fn what_was_not_acknowledged_comes_again() {
    let (mut stage, slow, alice) = pair(10);
    stage.subscribe(slow, "a", 1);
    for number in 0..3 {
        stage.publish(alice, "a", &number.to_string());
    }
    let first = stage.publishes(slow);
    stage.send(slow, Packet::Puback(Acknowledgement::success(identifiers(&first)[0])));
    stage.lose(slow);
    stage.publish(alice, "a", "3");
    // The client wants fewer before it than it has unacknowledged.
    let back = stage.connect(Knock::v5("alice", "slow").lasting().receive_max(1));
    for (payload, duplicate) in [("a=1", true), ("a=2", true), ("a=3", false)] {
        let again = stage.publishes(back);
        assert_eq!(again.iter().map(shown).collect::<Vec<_>>(), [payload]);
        assert_eq!(again[0].delivery.duplicate(), duplicate);
        let id = identifiers(&again)[0];
        stage.send(back, Packet::Puback(Acknowledgement::success(id)));
    }
    assert_eq!(stage.messages(back), Vec::<String>::new());
}

#[test]
fn qos_2_goes_on_where_it_stopped() {
    let (mut stage, slow, alice) = pair(10);
    stage.subscribe(slow, "a", 2);
    for payload in ["recorded", "published"] {
        stage.send(alice, Packet::Publish(publish("a", payload, 2)));
        stage.send(alice, Packet::Pubrel(Acknowledgement::success(identifier(7))));
    }
    let first = stage.publishes(slow);
    assert!(matches!(first[0].delivery, Delivery::ExactlyOnce { .. }));
    let id = identifiers(&first)[0];
    stage.send(slow, Packet::Pubrec(Acknowledgement::success(id)));
    assert!(matches!(stage.next(slow), Packet::Pubrel(_)));
    stage.lose(slow);
    let back = stage.connect(Knock::v5("alice", "slow").lasting());
    let inbox = stage.inbox(back);
    let [Packet::Pubrel(release), Packet::Publish(again)] = &inbox[..] else { panic!("{inbox:?}") };
    assert_eq!(release.packet_identifier, id);
    assert_eq!((&*shown(again), again.delivery.duplicate()), ("a=published", true));
    // PUBCOMP frees the place.
    stage.send(back, Packet::Pubcomp(Acknowledgement::success(id)));
    stage.lose(back);
    let back = stage.connect(Knock::v5("alice", "slow").lasting());
    assert_eq!(stage.messages(back), ["a=published"]);
}

#[test]
fn pubrec_of_an_unknown_message_is_told_so() {
    let (mut stage, slow, alice) = pair(10);
    stage.subscribe(slow, "a", 1);
    stage.publish(alice, "a", "one");
    let id = identifiers(&stage.publishes(slow))[0];
    // A PUBREC does not release a message of QoS 1.
    for id in [id, identifier(999)] {
        stage.send(slow, Packet::Pubrec(Acknowledgement::success(id)));
        let Packet::Pubrel(pubrel) = stage.next(slow) else { panic!("no PUBREL") };
        assert_eq!(pubrel.reason_code, ReasonCode::PacketIdentifierNotFound);
    }
    // One that refuses ends the message.
    stage.subscribe(slow, "b", 2);
    stage.send(alice, Packet::Publish(publish("b", "two", 2)));
    let id = identifiers(&stage.publishes(slow))[0];
    let refusal =
        Acknowledgement { reason_code: ReasonCode::QuotaExceeded, ..Acknowledgement::success(id) };
    stage.send(slow, Packet::Pubrec(refusal));
    stage.lose(slow);
    let back = stage.connect(Knock::v5("alice", "slow").lasting());
    assert_eq!(stage.messages(back), ["a=one"]);
}

#[test]
fn a_message_that_the_client_refuses_is_not_sent_again() {
    let (mut stage, slow, alice) = pair(10);
    stage.subscribe(slow, "a", 1);
    stage.publish(alice, "a", "refused");
    stage.publish(alice, "a", "pending");
    let id = identifiers(&stage.publishes(slow))[0];
    let refusal =
        Acknowledgement { reason_code: ReasonCode::QuotaExceeded, ..Acknowledgement::success(id) };
    stage.send(slow, Packet::Puback(refusal));
    stage.lose(slow);
    let back = stage.connect(Knock::v5("alice", "slow").lasting());
    assert_eq!(stage.messages(back), ["a=pending"]);
}

#[test]
fn at_a_full_window_everything_else_goes_on() {
    let (mut stage, slow, alice) = pair(1);
    stage.subscribe(slow, "a", 1);
    stage.publish(alice, "a", "1");
    stage.publish(alice, "a", "2");
    let first = stage.publishes(slow);
    assert_eq!(first.iter().map(shown).collect::<Vec<_>>(), ["a=1"]);
    stage.send(slow, Packet::Pingreq);
    assert_eq!(stage.inbox(slow), [Packet::Pingresp]);
    assert_eq!(stage.subscribe(slow, "zero", 0), ReasonCode::Success);
    assert_eq!(stage.publish(slow, "zero", "x").reason_code, ReasonCode::Success);
    assert_eq!(stage.messages(slow), ["zero=x"]);
    stage.send(slow, Packet::Publish(publish("b", "", 2)));
    stage.send(slow, Packet::Pubrel(Acknowledgement::success(identifier(7))));
    assert!(matches!(stage.inbox(slow)[..], [Packet::Pubrec(_), Packet::Pubcomp(_)]));
    assert_eq!(stage.unsubscribe(slow, "zero"), Some(ReasonCode::Success));
    stage.send(slow, Packet::Puback(Acknowledgement::success(identifiers(&first)[0])));
    assert_eq!(stage.messages(slow), ["a=2"]);
}

#[test]
fn what_was_sent_once_is_completed_though_it_expired_or_was_unsubscribed() {
    for (expiry, unsubscribed) in [(Some(1), false), (None, true)] {
        for qos in [1, 2] {
            let (mut stage, slow, alice) = pair(10);
            stage.subscribe(slow, "a", qos);
            let mut packet = publish("a", "begun", qos);
            packet.properties.message_expiry_interval_seconds = expiry;
            stage.send(alice, Packet::Publish(packet));
            assert_eq!(stage.messages(slow), ["a=begun"]);
            if unsubscribed {
                stage.unsubscribe(slow, "a");
                stage.publish(alice, "a", "no more");
            }
            stage.lose(slow);
            stage.pass(5_000);
            let back = stage.connect(Knock::v5("alice", "slow").lasting());
            let again = stage.publishes(back);
            assert_eq!(again.iter().map(shown).collect::<Vec<_>>(), ["a=begun"]);
            let success = Acknowledgement::success(identifiers(&again)[0]);
            if qos == 2 {
                stage.send(back, Packet::Pubrec(success.clone()));
                assert_eq!(stage.inbox(back), [Packet::Pubrel(success)]);
            }
        }
    }
}

#[test]
fn a_first_sending_has_an_identifier_that_is_not_in_use_and_is_no_duplicate() {
    let (mut stage, slow, alice) = pair(10);
    stage.subscribe(slow, "a", 2);
    stage.publish(alice, "a", "kept");
    stage.send(alice, Packet::Publish(publish("a", "kept", 2)));
    let kept = identifiers(&stage.publishes(slow));
    assert_ne!(kept[0], kept[1]);
    // So many that every identifier has its turn, but those that are in use.
    for _ in 0..=u16::MAX {
        stage.publish(alice, "a", "");
        let sent = stage.publishes(slow);
        assert!(!sent[0].delivery.duplicate());
        let id = identifiers(&sent)[0];
        assert!(!kept.contains(&id));
        stage.send(slow, Packet::Puback(Acknowledgement::success(id)));
    }
}
