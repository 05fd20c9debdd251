//! Requests on shadows: what the shell is asked, in which order, and what happens without room.

use crate::policies::{all, allow, deny};
use crate::stage::{Knock, Number, Stage, publish};
use daypass_broker::{BrokerSettings, PacketKind, Realm, ShadowOperation, ShadowRequest};
use daypass_mqtt::{Packet, PublishTopic, ReasonCode, TopicAlias};
use std::sync::Arc;

const UPDATE: &str = "$aws/things/lamp/shadow/update";
const UPDATE_NAMED: &str = "$aws/things/lamp/shadow/name/night$1/update";

fn stage() -> (Stage, Number) {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "x"));
    (stage, alice)
}

/// A request as a test compares it.
fn shown(request: &ShadowRequest) -> String {
    let shadow = request.shadow.as_deref().unwrap_or_default();
    let payload = String::from_utf8_lossy(&request.payload);
    format!("{} {:?} {}/{shadow} {payload}", request.client_id, request.operation, request.thing)
}

fn asked(stage: &mut Stage) -> Vec<String> {
    stage.shadow_requests().iter().map(shown).collect()
}

#[test]
fn a_message_on_a_request_topic_asks_the_shell_and_is_acknowledged() {
    let (mut stage, alice) = stage();
    for (topic, expected) in [
        ("$aws/things/lamp/shadow/get", "x Get lamp/ p"),
        (UPDATE, "x Update lamp/ p"),
        ("$aws/things/lamp/shadow/delete", "x Delete lamp/ p"),
        ("$aws/things/lamp/shadow/name/night$1/get", "x Get lamp/night$1 p"),
        (UPDATE_NAMED, "x Update lamp/night$1 p"),
        ("$aws/things/lamp/shadow/name/night$1/delete", "x Delete lamp/night$1 p"),
    ] {
        assert_eq!(stage.publish(alice, topic, "p").reason_code, ReasonCode::Success, "{topic}");
        assert_eq!(asked(&mut stage), [expected]);
    }
    stage.send(alice, Packet::Publish(publish(UPDATE, "by QoS 0", 0)));
    stage.send(alice, Packet::Publish(publish(UPDATE, "by QoS 2", 2)));
    let Packet::Pubrec(pubrec) = stage.next(alice) else { panic!("no PUBREC") };
    assert_eq!(pubrec.reason_code, ReasonCode::Success);
    // What is sent again before it is released was taken once.
    stage.send(alice, Packet::Publish(publish(UPDATE, "by QoS 2", 2)));
    assert_eq!(asked(&mut stage), ["x Update lamp/ by QoS 0", "x Update lamp/ by QoS 2"]);
    let mut aliased = publish(UPDATE, "named", 1);
    let alias = TopicAlias::new(3).unwrap();
    let PublishTopic::Name(name) = aliased.topic else { panic!("no name") };
    aliased.topic = PublishTopic::NameAndAlias(name, alias);
    stage.send(alice, Packet::Publish(aliased));
    let mut aliased = publish(UPDATE, "by alias", 1);
    aliased.topic = PublishTopic::Alias(alias);
    stage.send(alice, Packet::Publish(aliased));
    assert_eq!(asked(&mut stage), ["x Update lamp/ named", "x Update lamp/ by alias"]);
    assert_eq!(stage.broker(0).counters().shadow_requests, 10);
}

#[test]
fn what_one_client_asks_comes_in_its_order() {
    let (mut stage, alice) = stage();
    for number in 0..50 {
        let topic = if number % 2 == 0 { UPDATE } else { UPDATE_NAMED };
        stage.send(alice, Packet::Publish(publish(topic, &number.to_string(), 1)));
    }
    let numbers: Vec<String> = stage
        .shadow_requests()
        .iter()
        .map(|request| String::from_utf8_lossy(&request.payload).into_owned())
        .collect();
    assert_eq!(numbers, (0..50).map(|number: i32| number.to_string()).collect::<Vec<_>>());
}

#[test]
fn whoever_subscribed_hears_the_request_itself_too() {
    let (mut stage, alice) = stage();
    stage.subscribe(alice, "$aws/things/+/shadow/#", 1);
    stage.subscribe(alice, "#", 1);
    stage.publish(alice, UPDATE, "p");
    assert_eq!(stage.messages(alice), [format!("{UPDATE}=p")]);
}

#[test]
fn a_request_needs_the_permission_to_publish_and_no_other() {
    let mut stage = Stage::new();
    stage.allow(
        "alice",
        &[
            allow("iot:Connect", "*"),
            allow("iot:Publish", "topic/$aws/things/lamp/shadow/update"),
            deny("iot:UpdateThingShadow", "thing/lamp"),
        ],
    );
    let alice = stage.connect(Knock::v5("alice", "x"));
    assert_eq!(stage.publish(alice, UPDATE, "p").reason_code, ReasonCode::Success);
    assert_eq!(asked(&mut stage), ["x Update lamp/ p"]);
    for topic in [
        UPDATE_NAMED,
        "$aws/things/lamp/shadow/get",
        "$aws/things/lamp/shadow/delete",
        "$aws/things/lam/shadow/update",
    ] {
        let refused = stage.publish(alice, topic, "p");
        assert_eq!(refused.reason_code, ReasonCode::NotAuthorized, "{topic}");
        let record = stage.refusals.pop().unwrap();
        assert_eq!((record.packet, &*record.action), (PacketKind::Publish, "iot:Publish"));
        assert!(record.resource.ends_with(topic));
    }
    assert_eq!(asked(&mut stage), Vec::<String>::new());
}

#[test]
fn nobody_publishes_where_the_server_answers() {
    let (mut stage, alice) = stage();
    stage.allow("listener", &all());
    let listener = stage.connect(Knock::v5("listener", "listener"));
    stage.subscribe(listener, "$aws/#", 1);
    let own = "$aws/events/subscriptions/subscribed/listener=$aws/#";
    assert_eq!(stage.messages(listener), [own]);
    for rest in [
        "get/accepted",
        "get/rejected",
        "update/accepted",
        "update/rejected",
        "update/delta",
        "update/documents",
        "delete/accepted",
        "delete/rejected",
        "name/night/update/accepted",
        "name/night/update/delta",
        "other",
    ] {
        let topic = format!("$aws/things/lamp/shadow/{rest}");
        let refused = stage.publish(alice, &topic, "forged");
        assert_eq!(refused.reason_code, ReasonCode::TopicNameInvalid, "{topic}");
    }
    for topic in ["$aws/events/presence/connected/x", "$aws/rules/r/a", "$aws"] {
        assert_eq!(stage.publish(alice, topic, "").reason_code, ReasonCode::TopicNameInvalid);
    }
    stage.publish(alice, UPDATE, "sentinel");
    assert_eq!(stage.messages(listener), [format!("{UPDATE}=sentinel")]);
    assert_eq!(asked(&mut stage), ["x Update lamp/ sentinel"]);
    assert_eq!(stage.refusals.len(), 0);

    // Without an answer of its own such a PUBLISH ends the connection.
    stage.send(alice, Packet::Publish(publish("$aws/things/lamp/shadow/update/delta", "", 0)));
    assert_eq!(stage.disconnected(alice).reason_code, ReasonCode::TopicNameInvalid);
    for qos in [0, 1] {
        let old = stage.connect(Knock::v311("alice", "old"));
        stage.send(old, Packet::Publish(publish(UPDATE, "taken", 0)));
        stage.send(old, Packet::Publish(publish("$aws/things/lamp/shadow/get/accepted", "", qos)));
        stage.closed(old);
        assert_eq!(asked(&mut stage), ["old Update lamp/ taken"]);
    }
}

#[test]
fn reserved_topics_retain_nothing() {
    let (mut stage, alice) = stage();
    let mut retained = publish(UPDATE, "p", 1);
    retained.retain = true;
    stage.send(alice, Packet::Publish(retained));
    assert_eq!(stage.puback(alice).reason_code, ReasonCode::TopicNameInvalid);
    assert_eq!(asked(&mut stage), Vec::<String>::new());
    assert_eq!(stage.publish(alice, UPDATE, "p").reason_code, ReasonCode::Success);
    assert_eq!(asked(&mut stage), ["x Update lamp/ p"]);
}

#[test]
fn a_will_asks_nothing_and_forges_nothing() {
    let (mut stage, alice) = stage();
    stage.subscribe(alice, "$aws/things/lamp/shadow/#", 1);
    let will = |topic| Knock::v5("alice", "w").will(topic, "gone");
    let number = stage.connect(will(UPDATE));
    stage.lose(number);
    assert_eq!(stage.messages(alice), [format!("{UPDATE}=gone")]);
    assert_eq!(asked(&mut stage), Vec::<String>::new());
    for knock in [
        will("$aws/things/lamp/shadow/update/accepted"),
        will("$aws/events/presence/connected/x"),
        will(UPDATE).will_retain(),
    ] {
        let refused = stage.knock(knock);
        assert_eq!(stage.refused(refused).reason_code, ReasonCode::TopicNameInvalid);
    }
    assert_eq!(stage.messages(alice), Vec::<String>::new());
}

#[test]
fn a_request_without_room_is_rejected_and_never_lost() {
    let mut stage = Stage::with(BrokerSettings::default(), 3);
    stage.allow("alice", &all());
    let alice = stage.connect(Knock::v5("alice", "x"));
    let others: Vec<Number> = (0..6)
        .map(|number| stage.connect(Knock::v5("alice", &format!("other-{number}"))))
        .collect();
    for number in others.iter().chain([&alice]) {
        stage.subscribe(*number, &format!("{UPDATE}/rejected"), 1);
    }
    stage.shadow_room(2);
    for payload in ["1", "2", "3"] {
        assert_eq!(stage.publish(alice, UPDATE, payload).reason_code, ReasonCode::Success);
    }
    let rejected = [format!("{UPDATE}/rejected=too many: 3")];
    for number in others.iter().chain([&alice]) {
        assert_eq!(stage.messages(*number), rejected);
    }
    assert_eq!(asked(&mut stage), ["x Update lamp/ 1", "x Update lamp/ 2"]);
    stage.publish(alice, UPDATE, "4");
    assert_eq!(asked(&mut stage), ["x Update lamp/ 4"]);
    assert_eq!(stage.messages(alice), Vec::<String>::new());
}

#[test]
fn a_request_is_acknowledged_once_it_is_done_and_what_follows_waits() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    stage.storing = false;
    let alice = stage.connect(Knock::v5("alice", "x"));
    stage.send(alice, Packet::Publish(publish(UPDATE, "1", 1)));
    stage.send(alice, Packet::Publish(publish(UPDATE, "2", 2)));
    stage.send(alice, Packet::Publish(publish("elsewhere", "", 1)));
    assert_eq!(asked(&mut stage), ["x Update lamp/ 1", "x Update lamp/ 2"]);
    assert_eq!(stage.inbox(alice), []);
    stage.store_in_reverse();
    let answers = stage.inbox(alice);
    let [Packet::Puback(_), Packet::Pubrec(_), Packet::Puback(_)] = answers.as_slice() else {
        panic!("{answers:?}");
    };
}

#[test]
fn one_connection_has_so_many_requests_under_way_and_the_next_has_its_own() {
    for (settings, max) in [(BrokerSettings::strict_aws(), 10), (BrokerSettings::default(), 100)] {
        let mut stage = Stage::with(settings, 1);
        stage.allow("alice", &all());
        let alice = stage.connect(Knock::v5("alice", "x"));
        let other = stage.connect(Knock::v5("alice", "other"));
        stage.subscribe(alice, &format!("{UPDATE}/rejected"), 1);
        for _ in 0..max {
            stage.send(alice, Packet::Publish(publish(UPDATE, "", 1)));
        }
        let mut under_way = stage.shadow_requests();
        assert_eq!(under_way.len(), max);
        stage.send(alice, Packet::Publish(publish(UPDATE, "one more", 1)));
        assert_eq!(stage.messages(alice), [format!("{UPDATE}/rejected=too many: one more")]);
        stage.send(other, Packet::Publish(publish(UPDATE, "of another", 1)));
        assert_eq!(asked(&mut stage), ["other Update lamp/ of another"]);
        // One was answered: there is room for one.
        drop(under_way.pop());
        for payload in ["fits", "does not"] {
            stage.send(alice, Packet::Publish(publish(UPDATE, payload, 1)));
        }
        under_way.extend(stage.shadow_requests());
        assert_eq!(under_way.last().map(shown).as_deref(), Some("x Update lamp/ fits"));
        assert_eq!(stage.messages(alice), [format!("{UPDATE}/rejected=too many: does not")]);
    }
}

#[test]
fn a_request_names_the_realm_of_its_client() {
    let mut stage = Stage::new();
    let elsewhere = Arc::new(Realm::new("111111111111", "eu-west-1"));
    stage.allow("alice", &all());
    stage.allow_in(&elsewhere, "bob", &all());
    for name in ["alice", "bob"] {
        let number = stage.connect(Knock::v5(name, name));
        stage.send(number, Packet::Publish(publish(UPDATE, "", 0)));
    }
    let requests = stage.shadow_requests();
    let places: Vec<_> = requests
        .iter()
        .map(|request| (request.realm.account(), request.realm.region(), request.operation))
        .collect();
    let update = ShadowOperation::Update;
    let expected = [("000000000000", "us-east-1", update), ("111111111111", "eu-west-1", update)];
    assert_eq!(places, expected);
}
