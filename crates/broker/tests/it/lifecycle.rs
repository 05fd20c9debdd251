//! What is published about clients that come and go, and what is told about them.

use crate::policies::{all, allow, realm};
use crate::stage::{Knock, Stage, subscribe, subscription};
use daypass_broker::{BrokerSettings, ConnectionReport, EndClient};
use daypass_mqtt::{Disconnect, Packet, ReasonCode};

fn stage(reactors: usize) -> Stage {
    let mut stage = Stage::with(BrokerSettings::default(), reactors);
    stage.allow("alice", &all());
    stage
}

fn listener(stage: &mut Stage) -> usize {
    let listener = stage.connect(Knock::v5("alice", "listener"));
    assert_eq!(stage.subscribe(listener, "$aws/events/+/+/x", 1), ReasonCode::GrantedQos1);
    listener
}

fn event(family: &str, rest: &str) -> String {
    format!("$aws/events/{family}/{rest}")
}

fn disconnected(version: u32, reason: &str) -> String {
    event("presence", &format!("disconnected/x={version} {reason}"))
}

#[test]
fn clients_are_told_of_as_they_come_and_go() {
    let mut stage = stage(3);
    let listener = listener(&mut stage);
    let x = stage.connect(Knock::v5("alice", "x"));
    stage.suback(x, subscribe(vec![subscription("a", 0), subscription("b/#", 1)]));
    stage.unsubscribe(x, "a");
    stage.unsubscribe(x, "a");
    stage.leave(x);
    let x = stage.connect(Knock::v311("alice", "x"));
    stage.lose(x);
    assert_eq!(
        stage.messages(listener),
        [
            event("presence", "connected/x=0"),
            event("subscriptions", "subscribed/x=a b/#"),
            event("subscriptions", "unsubscribed/x=a"),
            disconnected(0, "CLIENT_INITIATED_DISCONNECT"),
            event("presence", "connected/x=1"),
            disconnected(1, "CONNECTION_LOST"),
        ]
    );
}

#[test]
fn the_reason_of_each_end_is_told() {
    let mut stage = stage(1);
    let connect = [allow("iot:Connect", "client/x")];
    stage.allow("bob", &connect);
    let listener = listener(&mut stage);
    let told = |stage: &mut Stage| stage.messages(listener).pop().unwrap();
    let x = |stage: &mut Stage| stage.connect(Knock::v5("bob", "x").keep_alive(2));
    x(&mut stage);
    x(&mut stage);
    assert_eq!(
        stage.messages(listener),
        [
            event("presence", "connected/x=0"),
            disconnected(0, "DUPLICATE_CLIENTID"),
            event("presence", "connected/x=1"),
        ]
    );
    stage.pass(3_000);
    assert_eq!(told(&mut stage), disconnected(1, "MQTT_KEEP_ALIVE_TIMEOUT"));
    let broken = x(&mut stage);
    stage.send_bytes(broken, b"\xff\xff\xff\xff\xff\xff");
    assert_eq!(told(&mut stage), disconnected(2, "CLIENT_ERROR"));
    x(&mut stage);
    stage.allow("bob", &[]);
    stage.sweep();
    stage.allow("bob", &connect);
    assert_eq!(told(&mut stage), disconnected(3, "AUTH_ERROR"));
    x(&mut stage);
    assert!(stage.end_client("x", EndClient::default()));
    assert_eq!(told(&mut stage), disconnected(4, "API_INITIATED_DISCONNECT"));
    stage.pass(3_600_001);
    x(&mut stage);
    // Whoever was away for an hour is counted anew.
    assert_eq!(told(&mut stage), event("presence", "connected/x=0"));
}

#[test]
fn a_refused_connect_is_told_and_looks_like_filters_are_not() {
    let mut stage = stage(1);
    stage.allow("bob", &[allow("iot:Connect", "client/other")]);
    let listener = stage.connect(Knock::v5("alice", "listener"));
    stage.subscribe(listener, "$aws/#", 0);
    stage.messages(listener);
    let refused = stage.knock(Knock::v5("bob", "x"));
    stage.refused(refused);
    let odd = stage.connect(Knock::v5("alice", "a+b#"));
    stage.leave(odd);
    assert_eq!(stage.messages(listener), [event("presence", "connect_failed/x=")]);
}

#[test]
fn events_are_received_as_any_topic_is() {
    let mut stage = stage(1);
    stage.allow(
        "bob",
        &[
            allow("iot:Connect", "*"),
            allow("iot:Subscribe", "*"),
            allow("iot:Receive", "topic/$aws/events/presence/connected/*"),
        ],
    );
    let bob = stage.connect(Knock::v5("bob", "bob"));
    stage.subscribe(bob, "$aws/events/#", 0);
    stage.messages(bob);
    let x = stage.connect(Knock::v5("alice", "x"));
    stage.leave(x);
    assert_eq!(stage.messages(bob), [event("presence", "connected/x=0")]);
}

#[test]
fn a_client_is_reported_connected_or_not() {
    let mut stage = stage(1);
    let report = |stage: &Stage| stage.broker(0).connection_report(&realm(), "x", stage.now);
    assert_eq!(report(&stage), None);
    let x = stage.connect(Knock::v5("alice", "x").lasting().keep_alive(60));
    stage.subscribe(x, "b", 1);
    stage.subscribe(x, "$share/g/a", 0);
    let began_ms = stage.now.wall_ms;
    let told = report(&stage).unwrap();
    assert!(told.connection.is_some());
    let expected = ConnectionReport {
        connection: told.connection,
        clean_session: false,
        keep_alive_seconds: Some(60),
        source_ip: Some(std::net::Ipv4Addr::LOCALHOST.into()),
        connected_at_ms: Some(began_ms),
        disconnected: None,
        session_expiry_seconds: Some(3600),
    };
    assert_eq!(told, expected);
    stage.pass(1_000);
    stage.lose(x);
    let told = report(&stage).unwrap();
    assert_eq!((told.connection, told.keep_alive_seconds), (None, None));
    let (at_ms, reason) = told.disconnected.unwrap();
    assert_eq!((at_ms, reason.as_str()), (began_ms + 1_000, "CONNECTION_LOST"));
    let subscriptions = stage.broker(0).subscriptions(&realm(), "x").unwrap();
    let filters: Vec<(&str, u8)> =
        subscriptions.iter().map(|(filter, qos)| (&**filter, qos.bits())).collect();
    assert_eq!(filters, [("$share/g/a", 0), ("b", 1)]);
    assert!(stage.end_client("x", EndClient { clean_session: true, prevent_will: false }));
    assert!(!stage.end_client("x", EndClient::default()));
    assert_eq!(stage.broker(0).subscriptions(&realm(), "x"), None);
    let told = report(&stage).unwrap();
    assert_eq!(told.session_expiry_seconds, None, "only the end is known");
    stage.pass(1_800_000);
    assert_eq!(report(&stage), None);
}

#[test]
fn an_ended_client_is_told_and_its_will_is_sent_unless_that_is_prevented() {
    for prevent_will in [false, true] {
        let mut stage = stage(1);
        let watcher = stage.connect(Knock::v5("alice", "watcher"));
        stage.subscribe(watcher, "w", 0);
        let x = stage.connect(Knock::v5("alice", "x").will("w", "gone"));
        assert!(stage.end_client("x", EndClient { clean_session: false, prevent_will }));
        assert_eq!(stage.disconnected(x).reason_code, ReasonCode::AdministrativeAction);
        let expected: &[&str] = if prevent_will { &[] } else { &["w=gone"] };
        assert_eq!(stage.messages(watcher), expected);
        stage.send(watcher, Packet::Disconnect(Disconnect::new(ReasonCode::Success)));
    }
}
