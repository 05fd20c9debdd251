//! The ring's bounds, ids, accounts, and dropped deliveries.

use std::collections::HashSet;

use super::*;

/// A refused `iot:Receive` of an account, at some moment.
fn record(
    decisions: &Decisions,
    account: &str,
    packet: PacketKind,
    topic: &str,
    (bound, wall_ms): (&Arc<Permissions>, i64),
) -> DecisionId {
    decisions.record_packet(&Refusal {
        subject: &subject(account),
        client_id: "lamp",
        packet,
        action: "iot:Receive",
        resource: topic,
        context: &ContextMap::new(),
        permissions: Some(bound),
        decision: None,
        reason: None,
        count: 1,
        now: Now { monotonic_ms: 0, wall_ms },
    })
}

#[test]
fn ids_differ_and_read_back() {
    let ids = Ids::new([7; 32]);
    let drawn: HashSet<_> = (0..1_000).map(|_| ids.next()).collect();
    assert_eq!(drawn.len(), 1_000);
    for id in drawn {
        assert_eq!(id.to_string().len(), 32);
        assert_eq!(decision_id(&id.to_string()), Some(id));
    }
    for wrong in ["", "last", "+0000000000000000000000000000001", &"0".repeat(33)] {
        assert_eq!(decision_id(wrong), None, "{wrong}");
    }
}

#[test]
fn the_oldest_records_make_room() {
    let bound = permissions(NOTHING, "a");
    let decisions = Decisions::within([1; 32], 3, usize::MAX);
    let publish =
        |topic| record(&decisions, "000000000000", PacketKind::Publish, topic, (&bound, 1_000));
    let ids: Vec<_> = ["a", "b", "c", "d"].into_iter().map(publish).collect();
    let here = account("000000000000");
    let found: Vec<_> = ids.iter().map(|id| decisions.find(&here, *id).is_some()).collect();
    assert_eq!(found, [false, true, true, true]);
    assert_eq!(decisions.last(&here).map(|record| record.id), ids.last().copied());
    assert_eq!(decisions.recorded(), 4);
    let numbers: Vec<_> =
        decisions.after(&here, 2, |_| true).iter().map(|record| record.number).collect();
    assert_eq!(numbers, [3, 4]);
}

#[test]
fn policies_that_records_hold_count_once_and_are_let_go() {
    let shared = permissions(OWN, "a");
    let decisions = Decisions::within([1; 32], 1_000, usize::MAX);
    let push = |decisions: &Decisions, bound: &Arc<Permissions>| {
        record(decisions, "000000000000", PacketKind::Publish, "t", (bound, 0));
        decisions.ring().weight()
    };
    let one = push(&decisions, &shared);
    let two = push(&decisions, &shared);
    let three = push(&decisions, &permissions(OWN, "b"));
    assert!(two - one < three - two, "{one} {two} {three}");

    // The bound holds whatever comes, and what was let go weighs nothing.
    let bounded = Decisions::within([1; 32], 1_000, three);
    for number in 0..100 {
        assert!(push(&bounded, &permissions(OWN, &number.to_string())) <= three);
    }
    assert!(bounded.ring().newest_first().count() >= 2);
}

#[test]
fn a_record_is_seen_by_its_own_account_alone() {
    let bound = permissions(NOTHING, "a");
    let decisions = Decisions::new([1; 32]);
    let (one, other) = (account("000000000000"), account("111111111111"));
    let id = record(&decisions, one.as_str(), PacketKind::Publish, "a", (&bound, 0));
    assert!(decisions.find(&one, id).is_some() && decisions.last(&one).is_some());
    assert!(decisions.find(&other, id).is_none() && decisions.last(&other).is_none());
    assert!(decisions.after(&other, 0, |_| true).is_empty());
}

#[test]
fn dropped_deliveries_of_a_class_a_topic_and_a_second_are_one_record() {
    let decisions = Decisions::new([1; 32]);
    let here = account("000000000000");
    let record = |packet, topic: &str, bound: &Arc<Permissions>, at_ms| {
        record(&decisions, here.as_str(), packet, topic, (bound, at_ms))
    };
    let (a, b) = (permissions(OWN, "a"), permissions(OWN, "b"));
    let first = record(PacketKind::Delivery, "t", &a, 5_000);
    // The same class by equality, not by address.
    assert_eq!(record(PacketKind::Delivery, "t", &permissions(OWN, "a"), 5_999), first);
    let others = [
        record(PacketKind::Delivery, "u", &a, 5_000),
        record(PacketKind::Delivery, "t", &b, 5_000),
        record(PacketKind::Publish, "t", &a, 5_000),
        record(PacketKind::Delivery, "t", &a, 6_000),
    ];
    assert!(others.iter().all(|other| *other != first));
    assert_eq!(decisions.find(&here, first).map(|record| record.times()), Some(2));
    assert_eq!(decisions.newest(), 5);
    assert_eq!(decisions.recorded(), 6);
}
