//! Shared subscriptions: one member of each group, whichever reactor it is on.

use crate::policies::{all, allow, deny};
use crate::stage::{Knock, Stage, publish, subscribe, subscription};
use daypass_broker::BrokerSettings;
use daypass_mqtt::{Acknowledgement, Packet, ProtocolVersion, QoS, ReasonCode};

const FILTER: &str = "$share/group/a/+";

fn stage(reactors: usize) -> Stage {
    let mut stage = Stage::with(BrokerSettings::default(), reactors);
    stage.allow("alice", &all());
    stage
}

/// Members with a subscription each.
fn members(stage: &mut Stage, person: &str, names: &[&str], qos: u8) -> Vec<usize> {
    let member = |name: &&str| {
        let member = stage.connect(Knock::v5(person, name));
        assert!(!stage.subscribe(member, FILTER, qos).is_failure());
        member
    };
    names.iter().map(member).collect()
}

#[test]
fn each_message_comes_to_one_member_on_any_reactor() {
    for (version, reactors) in
        [(ProtocolVersion::V5, 1), (ProtocolVersion::V5, 3), (ProtocolVersion::V311, 3)]
    {
        let mut stage = stage(reactors);
        let members: Vec<usize> = (0..6)
            .map(|number| {
                let member =
                    stage.connect(Knock::new(version, "alice", &format!("member-{number}")));
                assert!(!stage.subscribe(member, FILTER, 1).is_failure());
                member
            })
            .collect();
        let outside = stage.connect(Knock::v5("alice", "outside"));
        stage.subscribe(outside, "a/#", 1);
        let sender = stage.connect(Knock::v5("alice", "sender"));
        let sent: Vec<String> = (0..60).map(|number| format!("a/x={number}")).collect();
        for number in 0..60 {
            stage.publish(sender, "a/x", &number.to_string());
        }
        assert_eq!(stage.messages(outside), sent);
        let mut got = Vec::new();
        for member in members {
            let own = stage.messages(member);
            // Each has its turn.
            assert_eq!(own.len(), 10);
            got.extend(own);
        }
        got.sort_by_key(|message| message[4..].parse::<u32>().unwrap());
        assert_eq!(got, sent);
    }
}

#[test]
fn groups_are_told_apart_by_name_and_filter_and_each_gets_a_copy() {
    let mut stage = stage(2);
    let sender = stage.connect(Knock::v5("alice", "sender"));
    let filters = ["$share/one/a/+", "$share/two/a/+", "$share/one/a/#", "$share/one/b"];
    let members = filters.map(|filter| {
        let member = stage.connect(Knock::v5("alice", filter));
        stage.subscribe(member, filter, 0);
        member
    });
    stage.publish(sender, "a/x", "1");
    let got = members.map(|member| stage.messages(member).len());
    assert_eq!(got, [1, 1, 1, 0]);
}

#[test]
fn a_member_that_may_not_receive_is_passed_over() {
    let mut stage = stage(3);
    stage.allow("bob", &[allow("iot:*", "*"), deny("iot:Receive", "topic/a/secret")]);
    let barred = members(&mut stage, "bob", &["bob-1", "bob-2", "bob-3", "bob-4"], 1);
    let sender = stage.connect(Knock::v5("alice", "sender"));
    stage.publish(sender, "a/secret", "for nobody");
    let trusted = members(&mut stage, "alice", &["alice-1"], 1);
    for number in 0..10 {
        stage.publish(sender, "a/secret", &number.to_string());
    }
    for member in barred {
        assert_eq!(stage.messages(member), Vec::<String>::new());
    }
    assert_eq!(stage.messages(trusted[0]).len(), 10);
    let unshared = (0..3).map(|reactor| stage.broker(reactor).counters().dropped_unshared);
    assert_eq!(unshared.sum::<u64>(), 1);
}

#[test]
fn the_whole_filter_is_the_resource_and_may_stand_for_the_topic() {
    let mut stage = stage(1);
    let connect = allow("iot:Connect", "*");
    let subscribe = allow("iot:Subscribe", "topicfilter/$share/*/a/+");
    let receive = |topic: &str| allow("iot:Receive", topic);
    stage.allow("named", &[connect.clone(), subscribe.clone(), receive("topic/$share/*/a/+")]);
    stage.allow(
        "denied",
        &[connect, subscribe, receive("topic/$share/*/a/+"), deny("iot:Receive", "topic/a/secret")],
    );
    let sender = stage.connect(Knock::v5("alice", "sender"));
    for (person, expected) in [("named", vec!["a/secret=1", "a/x=2"]), ("denied", vec!["a/x=2"])] {
        let member = stage.connect(Knock::v5(person, person));
        assert_eq!(stage.subscribe(member, "a/+", 0), ReasonCode::NotAuthorized);
        assert_eq!(stage.subscribe(member, FILTER, 0), ReasonCode::Success);
        stage.publish(sender, "a/secret", "1");
        stage.publish(sender, "a/x", "2");
        assert_eq!(stage.messages(member), expected);
        stage.leave(member);
    }
}

#[test]
fn what_a_member_has_not_acknowledged_goes_to_another_when_it_goes() {
    for reactors in [1, 3] {
        let mut stage = stage(reactors);
        stage.acknowledging = false;
        let silent = stage.connect(Knock::v5("alice", "silent").lasting().receive_max(2));
        stage.subscribe(silent, FILTER, 2);
        let sender = stage.connect(Knock::v5("alice", "sender"));
        for number in 0..4 {
            stage.publish(sender, "a/x", &number.to_string());
        }
        stage.send(sender, Packet::Publish(publish("a/x", "exactly once", 2)));
        // Two before it, two and the last one in its queue.
        assert_eq!(stage.messages(silent), ["a/x=0", "a/x=1"]);
        stage.acknowledging = true;
        let other = members(&mut stage, "alice", &["other"], 2)[0];
        stage.lose(silent);
        let got = stage.messages(other);
        assert_eq!(got, ["a/x=0", "a/x=1", "a/x=2", "a/x=3", "a/x=exactly once"]);
        let back = stage.connect(Knock::v5("alice", "silent").lasting());
        assert_eq!(stage.messages(back), Vec::<String>::new());
    }
}

#[test]
fn what_was_sent_exactly_once_stays_with_the_member_it_was_sent_to() {
    let mut stage = stage(1);
    stage.acknowledging = false;
    let first = stage.connect(Knock::v5("alice", "first").lasting());
    stage.subscribe(first, FILTER, 2);
    let sender = stage.connect(Knock::v5("alice", "sender"));
    stage.send(sender, Packet::Publish(publish("a/x", "mine", 2)));
    assert_eq!(stage.publishes(first)[0].delivery.qos(), QoS::ExactlyOnce);
    let other = members(&mut stage, "alice", &["other"], 2)[0];
    stage.lose(first);
    assert_eq!(stage.messages(other), Vec::<String>::new());
    let back = stage.connect(Knock::v5("alice", "first").lasting());
    assert_eq!(stage.messages(back), ["a/x=mine"]);
}

#[test]
fn a_group_keeps_messages_while_nobody_is_there() {
    let mut stage = stage(2);
    let lasting = stage.connect(Knock::v5("alice", "lasting").lasting());
    stage.subscribe(lasting, FILTER, 1);
    stage.lose(lasting);
    let sender = stage.connect(Knock::v5("alice", "sender"));
    stage.send(sender, Packet::Publish(publish("a/x", "fleeting", 0)));
    stage.publish(sender, "a/x", "kept");
    let other = members(&mut stage, "alice", &["other"], 1)[0];
    stage.publish(sender, "a/x", "other's");
    assert_eq!(stage.messages(other), ["a/x=other's"]);
    let back = stage.connect(Knock::v5("alice", "lasting").lasting());
    assert_eq!(stage.messages(back), ["a/x=kept"]);
}

#[test]
fn an_ended_membership_brings_nothing_and_leaves_nothing() {
    let mut stage = stage(2);
    let [one, two] = members(&mut stage, "alice", &["one", "two"], 1)[..] else { panic!() };
    let sender = stage.connect(Knock::v5("alice", "sender"));
    assert_eq!(stage.unsubscribe(one, "a/+"), Some(ReasonCode::NoSubscriptionExisted));
    assert_eq!(stage.unsubscribe(one, FILTER), Some(ReasonCode::Success));
    stage.publish(sender, "a/x", "1");
    stage.publish(sender, "a/x", "2");
    assert_eq!(stage.messages(one), Vec::<String>::new());
    assert_eq!(stage.messages(two), ["a/x=1", "a/x=2"]);
    stage.leave(two);
    stage.publish(sender, "a/x", "3");
    let unshared = (0..2).map(|reactor| stage.broker(reactor).counters().dropped_unshared);
    assert_eq!(unshared.sum::<u64>(), 0, "the group ended with its last member");
}

#[test]
fn retained_messages_do_not_come_by_shared_subscriptions() {
    let mut stage = stage(1);
    let sender = stage.connect(Knock::v5("alice", "sender"));
    let mut kept = publish("a/x", "kept", 1);
    kept.retain = true;
    stage.send(sender, Packet::Publish(kept));
    stage.puback(sender);
    let member = members(&mut stage, "alice", &["member"], 1)[0];
    assert_eq!(stage.messages(member), Vec::<String>::new());
    stage.subscribe(member, "a/x", 1);
    assert_eq!(stage.messages(member), ["a/x=kept"]);
}

#[test]
fn names_and_filters_have_the_bounds_of_aws() {
    let mut stage = Stage::with(BrokerSettings::strict_aws(), 1);
    stage.allow("alice", &all());
    let member = stage.connect(Knock::v5("alice", "member"));
    for (name, filter, fine) in [
        ("n".repeat(128), "f".repeat(256), true),
        ("n".repeat(129), "f".to_owned(), false),
        ("n".to_owned(), "f".repeat(257), false),
        // The two slashes of the prefix do not count.
        ("n".to_owned(), "1/2/3/4/5/6/7/8".to_owned(), true),
        ("n".to_owned(), "1/2/3/4/5/6/7/8/9".to_owned(), false),
    ] {
        let code = stage.subscribe(member, &format!("$share/{name}/{filter}"), 1);
        let expected = if fine { ReasonCode::GrantedQos1 } else { ReasonCode::TopicFilterInvalid };
        assert_eq!(code, expected, "{name} {filter}");
    }
    // No Local with a shared subscription is a protocol error [MQTT-3.8.3-4].
    let mut own = subscription(FILTER, 0);
    own.no_local = true;
    stage.send(member, Packet::Subscribe(subscribe(vec![own])));
    assert_eq!(stage.disconnected(member).reason_code, ReasonCode::ProtocolError);
}

#[test]
fn a_member_gets_the_lesser_quality_and_what_it_refuses_is_for_nobody_else() {
    for (qos, sent) in [(0, 1), (1, 2), (2, 1)] {
        let mut stage = stage(1);
        let member = members(&mut stage, "alice", &["member"], qos)[0];
        let sender = stage.connect(Knock::v5("alice", "sender"));
        stage.send(sender, Packet::Publish(publish("a/x", "", sent)));
        assert_eq!(stage.publishes(member)[0].delivery.qos().bits(), qos.min(sent));
    }
    let mut stage = stage(1);
    stage.acknowledging = false;
    let refusing = members(&mut stage, "alice", &["refusing"], 2)[0];
    let sender = stage.connect(Knock::v5("alice", "sender"));
    stage.publish(sender, "a/x", "1");
    stage.send(sender, Packet::Publish(publish("a/x", "2", 2)));
    let ids: Vec<_> = stage
        .publishes(refusing)
        .iter()
        .filter_map(|packet| packet.delivery.packet_identifier())
        .collect();
    let other = members(&mut stage, "alice", &["other"], 2)[0];
    let refusal = |at: usize| Acknowledgement {
        reason_code: ReasonCode::QuotaExceeded,
        ..Acknowledgement::success(ids[at])
    };
    stage.send(refusing, Packet::Puback(refusal(0)));
    stage.send(refusing, Packet::Pubrec(refusal(1)));
    stage.lose(refusing);
    stage.publish(sender, "a/x", "3");
    assert_eq!(stage.messages(other), ["a/x=3"]);
}

#[test]
fn what_was_sent_exactly_once_ends_with_the_session_of_its_member() {
    let mut stage = stage(1);
    stage.acknowledging = false;
    let first = stage.connect(Knock::v5("alice", "first").lasting().expiry(10));
    stage.subscribe(first, FILTER, 2);
    let sender = stage.connect(Knock::v5("alice", "sender"));
    stage.send(sender, Packet::Publish(publish("a/x", "its own", 2)));
    assert_eq!(stage.messages(first), ["a/x=its own"]);
    let other = members(&mut stage, "alice", &["other"], 2)[0];
    stage.lose(first);
    stage.pass(11_000);
    stage.publish(sender, "a/x", "sentinel");
    assert_eq!(stage.messages(other), ["a/x=sentinel"]);
}
