//! What holds for every input, whoever made it.

use bytes::BytesMut;
use daypass_mqtt::{Bounds, Packet, ProtocolVersion};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::strategies::packet;
use super::wire::{BOUNDS, From, bytes, packet as whole, read, written};

const EVERYBODY: [From; 5] = [
    From::Stranger,
    From::Client(ProtocolVersion::V311),
    From::Client(ProtocolVersion::V5),
    From::Server(ProtocolVersion::V311),
    From::Server(ProtocolVersion::V5),
];

/// Reads until nothing more comes; each packet takes bytes, waiting takes none, and what was read is
/// written again as a packet that is read as the same.
fn drain(from: From, mut input: BytesMut) -> Result<(), TestCaseError> {
    loop {
        let before = input.clone();
        match read(from, &mut input, &BOUNDS) {
            Err(_) => return Ok(()),
            Ok(None) => {
                prop_assert_eq!(input, before);
                return Ok(());
            }
            Ok(Some(packet)) => {
                prop_assert!(input.len() + 2 <= before.len());
                let version = match &packet {
                    Packet::Connect(connect) => connect.version,
                    _ => from.version(),
                };
                let mut again = written(&packet, version);
                prop_assert!(again.len() <= before.len() - input.len());
                prop_assert_eq!(read(from, &mut again, &BOUNDS), Ok(Some(packet)));
            }
        }
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(input in vec(any::<u8>(), 0..200)) {
        for from in EVERYBODY {
            drain(from, BytesMut::from(&input[..]))?;
        }
    }

    #[test]
    fn arbitrary_bodies_never_panic(
        first in select(vec![
            0x10, 0x20, 0x30, 0x32, 0x3D, 0x40, 0x50, 0x62, 0x70, 0x82, 0x90, 0xA2, 0xB0, 0xC0,
            0xD0, 0xE0, 0xF0_u8,
        ]),
        body in vec(prop_oneof![0..6_u8, any::<u8>()], 0..100),
    ) {
        let mut input = BytesMut::from(&[first, u8::try_from(body.len()).unwrap()][..]);
        input.extend_from_slice(&body);
        for from in EVERYBODY {
            drain(from, input.clone())?;
        }
    }

    #[test]
    fn nearly_right_packets_never_panic(
        (from, packet) in packet(),
        changes in vec((any::<Index>(), any::<u8>()), 1..4),
    ) {
        let version = match &packet {
            Packet::Connect(connect) => connect.version,
            _ => from.version(),
        };
        let mut input = written(&packet, version);
        for (at, byte) in changes {
            let at = at.index(input.len());
            input[at] = byte;
        }
        drain(from, input)?;
    }

    #[test]
    fn an_error_stays_an_error_when_more_bytes_come(
        input in vec(any::<u8>(), 1..40),
        more in vec(any::<u8>(), 1..40),
    ) {
        for from in EVERYBODY {
            if let Err(error) = read(from, &mut BytesMut::from(&input[..]), &BOUNDS) {
                let mut longer = BytesMut::from(&[&input[..], &more[..]].concat()[..]);
                prop_assert_eq!(read(from, &mut longer, &BOUNDS), Err(error));
            }
        }
    }
}

#[test]
fn a_sender_of_single_bytes_costs_one_look_at_the_header_each() {
    // A megabyte that never becomes a packet: quadratic work would not end within the test's patience.
    let bounds = Bounds { packet_bytes_max: 4 * 1024 * 1024, ..BOUNDS };
    let mut input = bytes("30 FF FF 7F");
    let from = From::Client(ProtocolVersion::V311);
    for _ in 0..1024 * 1024 {
        input.extend_from_slice(&[0]);
        assert_eq!(read(from, &mut input, &bounds), Ok(None));
    }
}

#[test]
fn a_packet_full_of_the_smallest_parts_is_bounded() {
    // The densest lists: each costs no more than its bound, whatever the packet holds.
    let filters = whole(0x82, &format!("00 01 {}", "00 01 'a' 00 ".repeat(30_000)));
    let list = "26 00 00 00 00 ".repeat(20_000);
    let properties = whole(0x30, &format!("00 01 't' A0 8D 06 {list}"));
    for (version, mut input) in
        [(ProtocolVersion::V311, filters), (ProtocolVersion::V5, properties)]
    {
        let error = read(From::Client(version), &mut input, &BOUNDS).unwrap_err();
        assert_eq!(error.reason_code(), daypass_mqtt::ReasonCode::QuotaExceeded);
    }
}
