//! Clients of MQTT 3.1.1, where what holds for MQTT 5 is not seen to hold for them elsewhere.

use crate::policies::all;
use crate::stage::{
    Knock, Number, Stage, delivery, identifier, publish, shown, subscribe, subscription, text,
};
use daypass_mqtt::{
    Acknowledgement, Packet, PacketIdentifier, ProtocolVersion, Publish, ReasonCode, TopicFilter,
    Unsubscribe,
};

fn stage() -> Stage {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    stage
}

fn old(client_id: &str) -> Knock {
    Knock::v311("alice", client_id)
}

fn identifiers(packets: &[Publish]) -> Vec<PacketIdentifier> {
    packets.iter().filter_map(|packet| packet.delivery.packet_identifier()).collect()
}

fn retain(stage: &mut Stage, client: Number, topic: &str, payload: &str, qos: u8) {
    let mut packet = publish(topic, payload, qos);
    packet.retain = true;
    stage.send(client, Packet::Publish(packet));
}

#[test]
fn another_level_is_answered_and_what_is_malformed_is_not() {
    let mut stage = stage();
    let mut answers = |level: u8, flags: u8, rest: &[u8]| {
        let number = stage.open();
        stage.client(number).version = ProtocolVersion::V311;
        let head = [0x10, 14, 0, 4, b'M', b'Q', b'T', b'T', level, flags, 0, 0];
        stage.send_bytes(number, &[&head, rest].concat());
        let codes: Vec<ReasonCode> = stage
            .inbox(number)
            .into_iter()
            .map(|packet| match packet {
                Packet::Connack(connack) => connack.reason_code,
                other => panic!("{other:?}"),
            })
            .collect();
        (codes, stage.is_open(number))
    };
    let id = [0, 2, b'i', b'd'];
    // Nobody may connect without a name, and is told so: the packet is what it should be.
    assert_eq!(answers(4, 2, &id), (vec![ReasonCode::NotAuthorized], false));
    assert_eq!(answers(3, 2, &id), (vec![ReasonCode::UnsupportedProtocolVersion], false));
    // The reserved flag, a will that is not there, a string that is none, bytes behind the end.
    assert_eq!(answers(4, 3, &id), (Vec::new(), false));
    assert_eq!(answers(4, 6, &id), (Vec::new(), false));
    assert_eq!(answers(4, 2, &[0, 2, 0xFF, 0xFF]), (Vec::new(), false));
    assert_eq!(answers(4, 2, &[0, 1, b'i', 0]), (Vec::new(), false));
}

#[test]
fn an_old_client_gets_what_it_has_not_acknowledged_again() {
    let mut stage = stage();
    stage.acknowledging = false;
    let away = stage.connect(old("away").lasting());
    stage.subscribe(away, "a", 1);
    let sender = stage.connect(old("sender"));
    for number in 0..3 {
        stage.publish(sender, "a", &number.to_string());
    }
    let first = stage.publishes(away);
    assert!(first.iter().all(|packet| !packet.delivery.duplicate()));
    let ids = identifiers(&first);
    stage.send(away, Packet::Puback(Acknowledgement::success(ids[0])));
    stage.lose(away);
    stage.publish(sender, "a", "3");
    // `connect` takes the first packet for CONNACK.
    let back = stage.connect(old("away").lasting());
    let again = stage.publishes(back);
    assert_eq!(again.iter().map(shown).collect::<Vec<_>>(), ["a=1", "a=2", "a=3"]);
    assert_eq!(identifiers(&again)[..2], ids[1..]);
    let duplicates: Vec<bool> = again.iter().map(|packet| packet.delivery.duplicate()).collect();
    assert_eq!(duplicates, [true, true, false]);
}

#[test]
fn an_old_client_goes_through_both_sides_of_qos_2() {
    let mut stage = stage();
    stage.acknowledging = false;
    let away = stage.connect(old("away").lasting());
    stage.subscribe(away, "a", 2);
    let sender = stage.connect(old("sender"));
    // A message that comes twice before its PUBREL is one message.
    for (number, times) in [(7, 2), (8, 1)] {
        for _ in 0..times {
            let mut packet = publish("a", &number.to_string(), 2);
            packet.delivery = delivery(2, number);
            stage.send(sender, Packet::Publish(packet));
            let success = Acknowledgement::success(identifier(number));
            assert_eq!(stage.inbox(sender), [Packet::Pubrec(success)]);
        }
        let success = Acknowledgement::success(identifier(number));
        stage.send(sender, Packet::Pubrel(success.clone()));
        assert_eq!(stage.inbox(sender), [Packet::Pubcomp(success)]);
    }
    let first = stage.publishes(away);
    assert_eq!(first.iter().map(shown).collect::<Vec<_>>(), ["a=7", "a=8"]);
    let successes: Vec<_> = identifiers(&first).into_iter().map(Acknowledgement::success).collect();
    let releases: Vec<_> = successes.iter().cloned().map(Packet::Pubrel).collect();
    for success in &successes {
        stage.send(away, Packet::Pubrec(success.clone()));
    }
    assert_eq!(stage.inbox(away), releases);
    // What is released is not published again, and PUBREL is sent until PUBCOMP comes.
    stage.lose(away);
    let away = stage.connect(old("away").lasting());
    assert_eq!(stage.inbox(away), releases);
    stage.send(away, Packet::Pubcomp(successes[0].clone()));
    stage.lose(away);
    let away = stage.connect(old("away").lasting());
    assert_eq!(stage.inbox(away), releases[1..]);
}

#[test]
fn what_an_old_client_retains_outlives_its_session() {
    let mut stage = stage();
    let listener = stage.connect(old("listener"));
    stage.subscribe(listener, "r/+", 2);
    let sender = stage.connect(old("sender"));
    for (topic, payload, qos) in
        [("r/a", "old", 1), ("r/a", "new", 0), ("r/b", "b", 1), ("r/c", "c", 1), ("r/c", "", 0)]
    {
        retain(&mut stage, sender, topic, payload, qos);
    }
    stage.leave(sender);
    let live = stage.publishes(listener);
    assert_eq!(
        live.iter().map(shown).collect::<Vec<_>>(),
        ["r/a=old", "r/a=new", "r/b=b", "r/c=c", "r/c="]
    );
    assert!(live.iter().all(|packet| !packet.retain));
    let later = stage.connect(old("later"));
    stage.subscribe(later, "r/+", 2);
    let kept = stage.publishes(later);
    assert_eq!(kept.iter().map(shown).collect::<Vec<_>>(), ["r/a=new", "r/b=b"]);
    assert!(kept.iter().all(|packet| packet.retain));
    assert_eq!(kept.iter().map(|packet| packet.delivery.qos().bits()).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn an_old_client_that_takes_leave_has_no_will() {
    let mut stage = stage();
    let listener = stage.connect(old("listener"));
    stage.subscribe(listener, "will", 0);
    let leaving = stage.connect(old("leaving").will("will", "left"));
    stage.leave(leaving);
    let without = stage.connect(old("leaving"));
    stage.lose(without);
    let lost = stage.connect(old("lost").will("will", "lost"));
    stage.lose(lost);
    assert_eq!(stage.messages(listener), ["will=lost"]);
}

#[test]
fn overlapping_filters_of_an_old_client_bring_the_greatest_quality() {
    let mut stage = stage();
    let alice = stage.connect(old("alice"));
    for (filter, qos) in [("a/#", 0), ("a/+", 2), ("a/x", 1)] {
        stage.subscribe(alice, filter, qos);
    }
    for (sent, expected) in [(0, 0), (1, 1), (2, 2)] {
        stage.send(alice, Packet::Publish(publish("a/x", "", sent)));
        let came = stage.publishes(alice);
        assert_eq!(came.iter().map(|it| it.delivery.qos().bits()).collect::<Vec<_>>(), [expected]);
    }
    stage.send(alice, Packet::Publish(publish("a/b/c", "", 1)));
    assert_eq!(stage.publishes(alice)[0].delivery.qos().bits(), 0);
}

#[test]
fn only_the_same_filter_of_an_old_client_ends() {
    let mut stage = stage();
    let alice = stage.connect(old("alice"));
    for filter in ["a/#", "b"] {
        stage.subscribe(alice, filter, 1);
    }
    for filter in ["a/x", "a/+", "#", "b"] {
        let packet = Unsubscribe {
            packet_identifier: identifier(3),
            user_properties: Vec::new(),
            topic_filters: vec![TopicFilter::new(text(filter)).unwrap()],
        };
        stage.send(alice, Packet::Unsubscribe(packet));
        assert!(matches!(stage.next(alice), Packet::Unsuback(_)));
    }
    stage.publish(alice, "b", "ended");
    stage.publish(alice, "a/x", "still");
    assert_eq!(stage.messages(alice), ["a/x=still"]);
}

#[test]
fn what_cannot_be_stored_for_an_old_client_ends_its_connection() {
    let mut stage = stage();
    stage.keep_room(1);
    let alice = stage.connect(old("alice"));
    let control = stage.connect(old("control"));
    retain(&mut stage, alice, "r", "kept", 1);
    assert_eq!(stage.puback(alice).packet_identifier, identifier(7));
    stage.keep_room(0);
    retain(&mut stage, alice, "r", "no room", 1);
    stage.closed(alice);
    stage.send(control, Packet::Subscribe(subscribe(vec![subscription("r", 0)])));
    assert!(matches!(stage.next(control), Packet::Suback(_)));
    assert_eq!(stage.messages(control), ["r=kept"]);
}
