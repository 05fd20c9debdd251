//! The bytes of MQTT clients: a packet, a refusal, or the wish for more; never a panic, and no byte
//! of the input is taken without an answer. What is a packet reads back from its own bytes.
#![no_main]

use bytes::BytesMut;
use daypass_mqtt::{Bounds, PACKET_BYTES_MAX, Packet, ProtocolVersion, decode, encode};

const BOUNDS: Bounds =
    Bounds { packet_bytes_max: 131_072, user_properties_max: 32, topic_filters_max: 8 };

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut input = BytesMut::from(bytes);
    let mut version = None;
    loop {
        let before = input.len();
        match decode(&mut input, version, &BOUNDS) {
            Ok(Some(packet)) => {
                assert!(input.len() < before, "a packet of no bytes");
                if let Packet::Connect(connect) = &packet {
                    version = Some(connect.version);
                }
                read_back(&packet, version);
            }
            Ok(None) => {
                assert_eq!(input.len(), before);
                return;
            }
            Err(_) => return,
        }
    }
});

fn read_back(packet: &Packet, version: Option<ProtocolVersion>) {
    let Some(version) = version else { return };
    let mut output = BytesMut::new();
    encode(packet, version, PACKET_BYTES_MAX, &mut output).expect("what was read can be written");
    let known = if matches!(packet, Packet::Connect(_)) { None } else { Some(version) };
    let again = decode(&mut output, known, &BOUNDS).expect("what was written can be read");
    assert_eq!(again.as_ref(), Some(packet));
    assert!(output.is_empty());
}
