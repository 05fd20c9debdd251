//! AWS's rates: what comes too fast is not taken, or waits.

use crate::policies::all;
use crate::stage::{Knock, Number, Stage, publish, shown};
use daypass_broker::BrokerSettings;
use daypass_mqtt::{Packet, ReasonCode};

fn stage(settings: BrokerSettings) -> Stage {
    let mut stage = Stage::with(settings, 1);
    stage.allow("alice", &all());
    stage
}

fn strict() -> Stage {
    stage(BrokerSettings::strict_aws())
}

fn flood(stage: &mut Stage, number: Number, messages: usize, qos: u8) {
    for message in 0..messages {
        stage.send(number, Packet::Publish(publish("a", &message.to_string(), qos)));
    }
}

/// How many messages came.
fn count(stage: &mut Stage, number: Number) -> usize {
    stage.messages(number).len()
}

/// The codes of the acknowledgements that came: taken ones, and those beyond the quota.
fn acknowledged(stage: &mut Stage, number: Number) -> (usize, usize) {
    let (mut taken, mut refused) = (0, 0);
    for packet in stage.inbox(number) {
        let Packet::Puback(puback) = packet else { panic!("{packet:?}") };
        match puback.reason_code {
            ReasonCode::QuotaExceeded => refused += 1,
            code => {
                assert!(!code.is_failure(), "{code:?}");
                taken += 1;
            }
        }
    }
    (taken, refused)
}

#[test]
fn a_hundred_messages_a_second_are_taken_of_a_connection() {
    let mut stage = strict();
    let new = stage.connect(Knock::v5("alice", "new"));
    flood(&mut stage, new, 130, 1);
    assert_eq!(acknowledged(&mut stage, new), (100, 30));
    stage.pass(500);
    flood(&mut stage, new, 60, 1);
    assert_eq!(acknowledged(&mut stage, new), (50, 10));
    assert!(stage.is_open(new));
    // MQTT 3.1.1 has no word for it: there is no acknowledgement, and the client sends it again.
    let old = stage.connect(Knock::v311("alice", "old"));
    flood(&mut stage, old, 130, 1);
    assert_eq!(acknowledged(&mut stage, old), (100, 0));
    assert!(stage.is_open(old));
    // Nobody else is kept waiting.
    let other = stage.connect(Knock::v5("alice", "other"));
    assert!(!stage.publish(other, "a", "").reason_code.is_failure());
    assert_eq!(stage.broker(0).counters().dropped_throttled, 70);
    // Without an acknowledgement what is too much is dropped, and nobody is told.
    for knock in [Knock::v5, Knock::v311] {
        let mut stage = strict();
        let publisher = stage.connect(knock("alice", "publisher"));
        let listener = stage.connect(knock("alice", "listener"));
        stage.subscribe(listener, "a", 0);
        flood(&mut stage, publisher, 130, 0);
        assert_eq!((stage.inbox(publisher), stage.is_open(publisher)), (Vec::new(), true));
        assert_eq!(count(&mut stage, listener), 100);
    }

    let mut stage = self::stage(BrokerSettings::default());
    let alice = stage.connect(Knock::v5("alice", "x"));
    flood(&mut stage, alice, 300, 1);
    assert_eq!(acknowledged(&mut stage, alice), (300, 0));
}

#[test]
fn a_hundred_messages_a_second_are_sent_to_a_connection() {
    for (qos, later) in [(0, 0), (1, 50)] {
        let mut stage = strict();
        let listener = stage.connect(Knock::v5("alice", "listener"));
        stage.subscribe(listener, "a", qos);
        for name in ["one", "two"] {
            let publisher = stage.connect(Knock::v5("alice", name));
            flood(&mut stage, publisher, 75, qos);
        }
        assert_eq!(count(&mut stage, listener), 100, "QoS {qos}");
        // What is dropped is gone; what is to arrive waits.
        stage.pass(1000);
        assert_eq!(count(&mut stage, listener), later, "QoS {qos}");
    }
}

#[test]
fn what_goes_beyond_512_kib_a_second_waits() {
    let mut stage = strict();
    let publisher = stage.connect(Knock::v5("alice", "publisher"));
    let listener = stage.connect(Knock::v5("alice", "listener"));
    stage.subscribe(listener, "a", 0);
    let large = "x".repeat(100 << 10);
    for _ in 0..12 {
        stage.send(publisher, Packet::Publish(publish("a", &large, 0)));
    }
    // The last one that is read begins within the bound, and goes beyond it.
    assert_eq!(count(&mut stage, listener), 6);
    stage.pass(1000);
    assert_eq!(count(&mut stage, listener), 5);
    stage.pass(1000);
    assert_eq!(count(&mut stage, listener), 1);
    assert!(stage.is_open(publisher) && stage.is_open(listener));

    let mut stage = self::stage(BrokerSettings::default());
    let publisher = stage.connect(Knock::v5("alice", "publisher"));
    for _ in 0..12 {
        stage.send(publisher, Packet::Publish(publish("a", &large, 1)));
    }
    assert_eq!(acknowledged(&mut stage, publisher), (12, 0));
}

#[test]
fn a_client_connects_once_a_second() {
    for knock in [Knock::v5, Knock::v311] {
        let mut stage = strict();
        let first = stage.connect(knock("alice", "x"));
        let hasty = stage.knock(knock("alice", "x"));
        assert!(!stage.is_open(hasty));
        let told = stage.inbox(hasty);
        match told.first() {
            Some(Packet::Connack(connack)) => {
                assert_eq!(connack.reason_code, ReasonCode::QuotaExceeded);
            }
            None => {}
            other => panic!("{other:?}"),
        }
        // Who is there stays, and others come as they like.
        assert!(stage.is_open(first));
        stage.connect(knock("alice", "y"));
        stage.pass(1000);
        stage.connect(knock("alice", "x"));
        assert!(!stage.is_open(first));
    }
    let mut stage = stage(BrokerSettings::default());
    stage.connect(Knock::v5("alice", "x"));
    stage.connect(Knock::v5("alice", "x"));
}

#[test]
fn a_refused_connect_does_not_count_as_one() {
    for settings in [BrokerSettings::strict_aws(), BrokerSettings::default()] {
        for knock in [Knock::v5, Knock::v311] {
            let mut stage = stage(settings.clone());
            stage.allow("mallory", &[]);
            for person in ["mallory", "nobody"] {
                let refused = stage.knock(knock(person, "x"));
                assert!(!stage.is_open(refused));
            }
            let first = stage.connect(knock("alice", "x"));
            // Nor does one that came too soon put off the next one.
            for _ in 0..3 {
                stage.pass(300);
                let hasty = stage.knock(knock("alice", "x"));
                assert_eq!(stage.is_open(hasty), settings.rates.is_none());
            }
            stage.pass(100);
            stage.connect(knock("alice", "x"));
            assert!(!stage.is_open(first));
        }
    }
}

#[test]
fn what_waited_comes_at_ten_a_second_and_at_twenty_if_it_is_shared() {
    for (filter, first, half) in [("a", 1, 5), ("$share/g/a", 2, 10)] {
        let mut stage = strict();
        let away = stage.connect(Knock::v5("alice", "away").lasting());
        stage.subscribe(away, filter, 1);
        stage.lose(away);
        let publisher = stage.connect(Knock::v5("alice", "publisher"));
        flood(&mut stage, publisher, 40, 1);
        stage.pass(2000);
        let back = stage.connect(Knock::v5("alice", "away").lasting());
        assert_eq!(count(&mut stage, back), first, "{filter}");
        stage.pass(500);
        assert_eq!(count(&mut stage, back), half, "{filter}");
        // What comes meanwhile stands behind, in its order.
        stage.send(publisher, Packet::Publish(publish("a", "new", 1)));
        stage.pass(4000);
        let rest: Vec<String> = stage.publishes(back).iter().map(shown).collect();
        assert_eq!(rest.len(), 41 - first - half, "{filter}");
        assert_eq!(rest.last().map(String::as_str), Some("a=new"), "{filter}");
        // From then on nothing waits.
        stage.send(publisher, Packet::Publish(publish("a", "at once", 1)));
        stage.send(publisher, Packet::Publish(publish("a", "too", 1)));
        assert_eq!(stage.messages(back), ["a=at once", "a=too"], "{filter}");
    }
}

#[test]
fn a_message_expires_within_a_second_and_a_week() {
    let week = 7 * 24 * 3600;
    for (settings, asked, told) in [
        (BrokerSettings::strict_aws(), 0, Some(Some(1))),
        (BrokerSettings::strict_aws(), 5, Some(Some(5))),
        (BrokerSettings::strict_aws(), week + 1, Some(Some(week))),
        (BrokerSettings::default(), week + 1, Some(Some(week + 1))),
    ] {
        let mut stage = stage(settings);
        let alice = stage.connect(Knock::v5("alice", "x"));
        stage.subscribe(alice, "a", 1);
        let mut packet = publish("a", "", 1);
        packet.properties.message_expiry_interval_seconds = Some(asked);
        stage.send(alice, Packet::Publish(packet));
        let came = stage.publishes(alice);
        let expiry = |came: &daypass_mqtt::Publish| came.properties.message_expiry_interval_seconds;
        assert_eq!(came.first().map(expiry), told, "{asked}");
    }
}
