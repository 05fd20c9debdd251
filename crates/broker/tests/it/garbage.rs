//! Bytes that are no MQTT, or MQTT at the wrong moment.

use crate::policies::all;
use crate::stage::{Knock, Stage, publish, subscribe, subscription};
use bytes::BytesMut;
use daypass_mqtt::{Packet, ProtocolVersion, encode};
use proptest::prelude::*;

/// Packets that begin well.
fn beginning() -> impl Strategy<Value = Vec<u8>> {
    let encoded = |packet: Packet| {
        let mut bytes = BytesMut::new();
        encode(&packet, ProtocolVersion::V5, u32::MAX, &mut bytes).unwrap();
        bytes.to_vec()
    };
    prop_oneof![
        Just(encoded(Packet::Publish(publish("a", "payload", 2)))),
        Just(encoded(Packet::Subscribe(subscribe(vec![subscription("a/+/#", 1)])))),
        Just(encoded(Packet::Connect(Box::new(Knock::v5("alice", "x").into_connect())))),
        prop::collection::vec(any::<u8>(), 0..20),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn nothing_that_comes_harms_anyone_else(
        connected in any::<bool>(), old in any::<bool>(),
        beginnings in prop::collection::vec(beginning(), 1..8),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
    ) {
        let mut stage = Stage::new();
        stage.allow("alice", &all());
        stage.allow("control", &all());
        let control = stage.connect(Knock::v5("control", "control"));
        stage.subscribe(control, "sentinel", 1);
        let version = if old { ProtocolVersion::V311 } else { ProtocolVersion::V5 };
        let number = if connected {
            stage.connect(Knock::new(version, "alice", "y"))
        } else {
            stage.open()
        };
        let mut bytes: Vec<u8> = beginnings.concat();
        for (index, byte) in changes {
            if !bytes.is_empty() {
                let at = index.index(bytes.len());
                bytes[at] = byte;
            }
        }
        stage.client(number).blind = true;
        for chunk in bytes.chunks(7) {
            stage.send_bytes(number, chunk);
        }
        stage.pass(3_600_000);
        stage.publish(control, "sentinel", "fine");
        prop_assert_eq!(stage.messages(control), ["sentinel=fine"]);
        if !connected {
            // Nobody stays without a whole CONNECT.
            let counters = stage.broker(0).counters();
            prop_assert!(counters.connections <= 2);
        }
    }
}
