//! CONNECT: who is let in, who is not, and how that is said.

use crate::policies::{all, allow, allow_if, iot, realm};
use crate::stage::{Knock, Stage, decision, publish, reason};
use daypass_broker::{BrokerSettings, PacketKind};
use daypass_mqtt::{Packet, ProtocolVersion, QoS, ReasonCode};
use daypass_policy::Outcome;

const VERSIONS: [ProtocolVersion; 2] = [ProtocolVersion::V311, ProtocolVersion::V5];

#[test]
fn a_client_is_let_in_where_its_policy_says_and_refused_elsewhere() {
    for version in VERSIONS {
        let mut stage = Stage::new();
        stage.allow("alice", &[allow("iot:Connect", "client/alice-*")]);
        let open = stage.connect(Knock::new(version, "alice", "alice-1"));
        assert!(stage.is_open(open));
        let refused = stage.knock(Knock::new(version, "alice", "bob-1"));
        let connack = stage.refused(refused);
        assert_eq!(connack.reason_code, ReasonCode::NotAuthorized);
        let [record] = &stage.refusals[..] else { panic!("one record") };
        assert_eq!((record.packet, &*record.action), (PacketKind::Connect, "iot:Connect"));
        assert_eq!(record.resource, iot("client/bob-1"));
        assert_eq!(record.outcome, Some(Outcome::ImplicitDeny));
        if version == ProtocolVersion::V5 {
            assert_eq!(decision(&connack.properties.reason), [record.id.to_string()]);
            let text = reason(&connack.properties.reason).unwrap();
            assert!(text.contains("iot:Connect") && text.contains("device"), "{text}");
        }
        assert!(stage.is_open(open));
    }
}

#[test]
fn who_cannot_be_authenticated_is_nobody() {
    for version in VERSIONS {
        let mut stage = Stage::new();
        stage.allow("alice", &all());
        let stranger = stage.knock(Knock::new(version, "mallory", "x"));
        let connack = stage.refused(stranger);
        assert_eq!(connack.reason_code, ReasonCode::BadUserNameOrPassword);
        if version == ProtocolVersion::V5 {
            assert_eq!(decision(&connack.properties.reason), [format!("{:032x}", 0xA0)]);
        }
        let nobody = stage.knock(Knock::new(version, "alice", "x").nobody());
        assert_eq!(stage.refused(nobody).reason_code, ReasonCode::NotAuthorized);
        stage.connect(Knock::new(version, "alice", "x"));
    }
}

#[test]
fn soft_lets_through_what_policies_refuse_but_not_who_is_unknown() {
    let mut stage = Stage::with(BrokerSettings { soft: true, ..BrokerSettings::default() }, 1);
    stage.allow("alice", &[]);
    let alice = stage.connect(Knock::v5("alice", "x"));
    assert_eq!(stage.refusals.len(), 1);
    assert_eq!(stage.subscribe(alice, "a", 0), ReasonCode::Success);
    stage.publish(alice, "a", "through");
    assert_eq!(stage.messages(alice), ["a=through"]);
    let actions: Vec<&str> = stage.refusals.iter().map(|record| &*record.action).collect();
    assert_eq!(actions, ["iot:Connect", "iot:Subscribe", "iot:Publish", "iot:Receive"]);
    let stranger = stage.knock(Knock::v5("mallory", "y"));
    assert_eq!(stage.refused(stranger).reason_code, ReasonCode::BadUserNameOrPassword);
}

#[test]
fn a_will_needs_its_own_permissions() {
    for version in VERSIONS {
        let mut stage = Stage::new();
        stage.allow(
            "alice",
            &[
                allow("iot:Connect", "*"),
                allow("iot:Publish", "topic/will"),
                allow("iot:Publish", "topic/kept"),
                allow("iot:RetainPublish", "topic/kept"),
            ],
        );
        let knock = || Knock::new(version, "alice", "x");
        for (knock, action) in [
            (knock().will("other", ""), "iot:Publish"),
            (knock().will("will", "").will_retain(), "iot:RetainPublish"),
        ] {
            let refused = stage.knock(knock);
            assert_eq!(stage.refused(refused).reason_code, ReasonCode::NotAuthorized);
            let record = stage.refusals.pop().unwrap();
            assert_eq!((record.packet, &*record.action), (PacketKind::Will, action));
        }
        stage.connect(knock().will("will", ""));
        stage.connect(knock().will("kept", "").will_retain());
    }
}

#[test]
fn policies_see_what_the_connect_asks_for() {
    let attributes = r#"{"ForAllValues:StringEquals":{"iot:ConnectAttributes":["LastWill"]}}"#;
    let topic = format!(r#"{{"ArnEquals":{{"iot:LastWillTopic":"{}"}}}}"#, iot("topic/will"));
    let mut stage = Stage::new();
    let publish = allow("iot:Publish", "*");
    stage.allow("plain", &[allow_if("iot:Connect", "*", attributes), publish.clone()]);
    stage.allow("will", &[allow_if("iot:Connect", "*", &topic), publish]);
    let allowed = |stage: &mut Stage, knock: Knock| {
        let number = stage.knock(knock);
        stage.is_open(number)
    };
    // `ForAllValues` holds for no attributes at all, since the key is always there.
    for (knock, expected) in [
        (Knock::v5("plain", "x"), true),
        (Knock::v5("plain", "x").will("w", ""), true),
        (Knock::v5("plain", "x").lasting(), false),
        (Knock::v5("plain", "x").expiry(10), false),
        (Knock::v311("plain", "x").lasting(), false),
        (Knock::v311("plain", "x"), true),
        (Knock::v5("will", "x").will("will", ""), true),
        (Knock::v5("will", "x").will("other", ""), false),
        (Knock::v5("will", "x"), false),
    ] {
        assert_eq!(allowed(&mut stage, knock), expected);
    }
}

#[test]
fn client_ids_are_bounded_and_assigned_ones_are_told() {
    let mut stage = Stage::new();
    stage.allow("alice", &[allow("iot:Connect", "client/*")]);
    let longest = "x".repeat(256);
    stage.connect(Knock::v5("alice", &longest));
    let longer = stage.knock(Knock::v5("alice", &format!("{longest}x")));
    assert_eq!(stage.refused(longer).reason_code, ReasonCode::ClientIdentifierNotValid);
    let one = stage.knock(Knock::v5("alice", ""));
    let other = stage.knock(Knock::v5("alice", ""));
    let assigned = |stage: &mut Stage, number| match stage.next(number) {
        Packet::Connack(connack) => connack.properties.assigned_client_identifier.unwrap(),
        other => panic!("{other:?}"),
    };
    assert_ne!(assigned(&mut stage, one), assigned(&mut stage, other));
    stage.connect(Knock::v311("alice", ""));
    assert!(stage.is_open(one) && stage.is_open(other));
}

#[test]
fn nothing_is_touched_before_a_connect_is_allowed() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    stage.allow("mallory", &[]);
    let alice = stage.connect(Knock::v5("alice", "lamp").lasting());
    stage.subscribe(alice, "a", 1);
    for knock in
        [Knock::v5("mallory", "lamp"), Knock::v5("nobody", "lamp"), Knock::v5("x", "lamp").nobody()]
    {
        let refused = stage.knock(knock);
        stage.refused(refused);
    }
    stage.publish(alice, "a", "still here");
    assert_eq!(stage.messages(alice), ["a=still here"]);
}

#[test]
fn a_newer_connection_takes_the_client_id_over() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let older = stage.connect(Knock::v5("alice", "lamp"));
    let old = stage.connect(Knock::v311("alice", "bulb"));
    let newer = stage.connect(Knock::v5("alice", "lamp"));
    stage.connect(Knock::v5("alice", "bulb"));
    assert_eq!(stage.disconnected(older).reason_code, ReasonCode::SessionTakenOver);
    stage.closed(old);
    assert!(stage.is_open(newer));
}

#[test]
fn realms_do_not_meet() {
    let mut stage = Stage::new();
    let other = std::sync::Arc::new(daypass_broker::Realm::new("111111111111", "us-east-1"));
    stage.allow_in(&other, "bob", &all());
    stage.allow_in(&realm(), "alice", &all());
    let alice = stage.connect(Knock::v5("alice", "lamp"));
    let bob = stage.connect(Knock::v5("bob", "lamp"));
    assert!(stage.is_open(alice));
    stage.subscribe(alice, "#", 1);
    stage.subscribe(bob, "#", 1);
    stage.publish(bob, "a", "of bob");
    stage.publish(alice, "a", "of alice");
    assert_eq!(stage.messages(alice), ["a=of alice"]);
    assert_eq!(stage.messages(bob), ["a=of bob"]);
    // What was retained in one realm is nothing to the other.
    let mut retained = publish("r", "of bob", 1);
    retained.retain = true;
    stage.send(bob, Packet::Publish(retained));
    stage.puback(bob);
    stage.subscribe(alice, "r", 1);
    assert_eq!(stage.messages(alice), Vec::<String>::new());
}

#[test]
fn what_comes_before_the_answer_waits_for_it() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    stage.answering = false;
    let alice = stage.knock(Knock::v5("alice", "lamp"));
    stage.send(alice, Packet::Pingreq);
    assert_eq!(stage.inbox(alice), []);
    stage.answering = true;
    stage.settle();
    let inbox = stage.inbox(alice);
    assert!(matches!(inbox[..], [Packet::Connack(_), Packet::Pingresp]), "{inbox:?}");
    // It may not be more than a little.
    stage.answering = false;
    let greedy = stage.knock(Knock::v5("alice", "greedy"));
    stage.send_bytes(greedy, &vec![0xC0; 70_000]);
    assert!(!stage.is_open(greedy));
}

#[test]
fn an_authentication_method_is_not_served() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let mut connect = Knock::v5("alice", "x").into_connect();
    connect.properties.authentication_method = Some(crate::stage::text("SCRAM"));
    let number = stage.open();
    stage.send(number, Packet::Connect(Box::new(connect)));
    assert_eq!(stage.refused(number).reason_code, ReasonCode::BadAuthenticationMethod);
}

#[test]
fn the_bounds_are_told() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let number = stage.knock(Knock::v5("alice", "x").expiry(u32::MAX));
    let Packet::Connack(connack) = stage.next(number) else { panic!("no CONNACK") };
    let told = connack.properties;
    let settings = BrokerSettings::default();
    let expiry = Some(settings.session_expiry_seconds_max);
    assert_eq!(told.session_expiry_interval_seconds, expiry);
    assert_eq!(told.receive_maximum.map(std::num::NonZeroU16::get), Some(settings.in_flight_max));
    assert_eq!(told.topic_alias_maximum, Some(settings.topic_alias_max));
    assert_eq!(told.shared_subscription_available, Some(true));
    assert_eq!((told.maximum_qos, told.server_keep_alive_seconds), (None::<QoS>, None));
}

#[test]
fn a_second_connect_ends_the_connection() {
    for version in VERSIONS {
        let mut stage = Stage::new();
        stage.allow("alice", &all());
        let alice = stage.connect(Knock::new(version, "alice", "x"));
        stage.send(alice, Packet::Pingreq);
        assert_eq!(stage.inbox(alice), [Packet::Pingresp]);
        stage.send(alice, Packet::Connect(Box::new(Knock::v5("alice", "x").into_connect())));
        // There is no second CONNACK.
        let last = stage.inbox(alice);
        assert!(!stage.is_open(alice));
        match version {
            ProtocolVersion::V311 => assert_eq!(last, []),
            ProtocolVersion::V5 => assert!(
                matches!(&last[..], [Packet::Disconnect(packet)]
                    if packet.reason_code == ReasonCode::ProtocolError),
                "{last:?}"
            ),
        }
    }
}

#[test]
fn the_client_ids_that_every_server_takes_are_taken() {
    for settings in [BrokerSettings::default(), BrokerSettings::strict_aws()] {
        let mut stage = Stage::with(settings, 1);
        stage.allow("alice", &all());
        for version in VERSIONS {
            let id = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
            for id in ["a", &id[..23], &id[20..43], &id[39..]] {
                stage.connect(Knock::new(version, "alice", id));
                stage.pass(1000);
            }
        }
    }
}

#[test]
fn a_refused_connect_is_followed_by_nothing_and_tells_of_no_session() {
    for version in VERSIONS {
        let mut stage = Stage::new();
        stage.allow("alice", &all());
        stage.allow("listener", &all());
        let listener = stage.connect(Knock::v5("listener", "listener"));
        stage.subscribe(listener, "a", 0);
        let knock = Knock::new(version, "alice", "x").lasting();
        let alice = stage.connect(knock.clone());
        stage.lose(alice);
        for (statements, refused) in [(vec![allow("iot:Publish", "*")], true), (all(), false)] {
            stage.allow("alice", &statements);
            stage.answering = false;
            let alice = stage.knock(knock.clone());
            stage.send(alice, Packet::Publish(publish("a", "behind", 0)));
            stage.answering = true;
            stage.settle();
            let Packet::Connack(connack) = stage.next(alice) else { panic!("no CONNACK") };
            assert_eq!(connack.reason_code.is_failure(), refused);
            assert_eq!((connack.session_present, stage.is_open(alice)), (!refused, !refused));
            assert_eq!(stage.messages(listener).len(), usize::from(!refused));
        }
    }
}

#[test]
fn a_connack_leaves_out_what_the_client_does_not_take_or_did_not_ask_for() {
    let mut stage = Stage::new();
    stage.allow("alice", &[allow("iot:Connect", "client/x")]);
    let mut told = |knock: Knock| {
        let refused = stage.knock(knock);
        let connack = stage.refused(refused);
        assert_eq!(connack.reason_code, ReasonCode::NotAuthorized);
        let reason = connack.properties.reason;
        (reason.reason_string.is_some(), reason.user_properties.len())
    };
    assert_eq!(told(Knock::v5("alice", "y")), (true, 1));
    assert_eq!(told(Knock::v5("alice", "y").packet_bytes_max(60)), (false, 0));
    // No response information, and no authentication method, without a request for them.
    let mut connect = Knock::v5("alice", "x").into_connect();
    connect.properties.request_response_information = Some(false);
    let number = stage.open();
    stage.send(number, Packet::Connect(Box::new(connect)));
    let Packet::Connack(connack) = stage.next(number) else { panic!("no CONNACK") };
    let told = connack.properties;
    assert_eq!((connack.reason_code, told.response_information), (ReasonCode::Success, None));
    assert_eq!(told.authentication_method, None);
}

#[test]
fn a_client_without_a_name_has_no_lasting_session_in_mqtt_3() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let refused = stage.knock(Knock::v311("alice", "").lasting());
    assert_eq!(stage.refused(refused).reason_code, ReasonCode::ClientIdentifierNotValid);
    let long = stage.knock(Knock::v311("alice", &"x".repeat(257)));
    assert_eq!(stage.refused(long).reason_code, ReasonCode::ClientIdentifierNotValid);
    let [one, other] = [0, 1].map(|_| stage.connect(Knock::v311("alice", "")));
    assert!(stage.is_open(one) && stage.is_open(other));
}
