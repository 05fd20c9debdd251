//! What holds for every packet: it comes back as it went, however the bytes arrive, and it is as long
//! as it says.

use bytes::BytesMut;
use daypass_mqtt::{EncodeError, Packet, ProtocolVersion, encode};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::strategies::{connect, from_client, packet, version};
use super::wire::{BOUNDS, From, read, written};

proptest! {
    #[test]
    fn every_packet_comes_back_as_it_went((from, packet) in packet()) {
        let version = match &packet {
            Packet::Connect(connect) => connect.version,
            _ => from.version(),
        };
        let mut input = written(&packet, version);
        input.extend_from_slice(b"next");
        prop_assert_eq!(read(from, &mut input, &BOUNDS), Ok(Some(packet)));
        prop_assert_eq!(&input[..], b"next");
    }

    #[test]
    fn every_packet_is_as_long_as_it_says((from, packet) in packet()) {
        let version = match &packet {
            Packet::Connect(connect) => connect.version,
            _ => from.version(),
        };
        let whole = written(&packet, version);
        let bytes = whole.len();
        let bytes_max = u32::try_from(bytes).unwrap();
        let mut output = BytesMut::new();
        let refused = Err(EncodeError::PacketTooLarge { packet_bytes: bytes });
        prop_assert_eq!(encode(&packet, version, bytes_max - 1, &mut output), refused);
        prop_assert!(output.is_empty());
        prop_assert_eq!(encode(&packet, version, bytes_max, &mut output), Ok(()));
        prop_assert_eq!(&output, &whole);
        // A receiver with the same bound takes it, and one with a lower bound refuses it.
        let exact = daypass_mqtt::Bounds { packet_bytes_max: bytes_max, ..BOUNDS };
        prop_assert!(matches!(read(from, &mut whole.clone(), &exact), Ok(Some(_))));
        let lower = daypass_mqtt::Bounds { packet_bytes_max: bytes_max - 1, ..BOUNDS };
        prop_assert!(read(from, &mut whole.clone(), &lower).is_err());
    }

    #[test]
    fn nothing_is_taken_of_a_packet_that_is_not_whole((from, packet) in packet(), cut in any::<Index>()) {
        let version = match &packet {
            Packet::Connect(connect) => connect.version,
            _ => from.version(),
        };
        let mut whole = written(&packet, version);
        let cut = cut.index(whole.len());
        let mut input = BytesMut::from(&whole[..cut]);
        prop_assert_eq!(read(from, &mut input, &BOUNDS), Ok(None));
        prop_assert_eq!(&input[..], &whole[..cut]);
        input.extend_from_slice(&whole.split_off(cut));
        prop_assert_eq!(read(from, &mut input, &BOUNDS), Ok(Some(packet)));
    }

    #[test]
    fn however_a_stream_is_cut_the_packets_are_the_same(
        (version, first, rest) in version().prop_flat_map(|version| {
            (Just(version), connect(version), vec(from_client(version), 0..6))
        }),
        pieces in vec(1..40_usize, 1..8),
    ) {
        let mut packets = vec![Packet::from(first)];
        packets.extend(rest);
        let mut stream = BytesMut::new();
        for packet in &packets {
            stream.extend_from_slice(&written(packet, version));
        }
        let mut pieces = pieces.iter().cycle();
        let mut session: Option<ProtocolVersion> = None;
        let mut input = BytesMut::new();
        let mut received = Vec::new();
        while !stream.is_empty() {
            let piece = *pieces.next().unwrap();
            input.extend_from_slice(&stream.split_to(piece.min(stream.len())));
            let from = |session: Option<ProtocolVersion>| session.map_or(From::Stranger, From::Client);
            while let Some(packet) = read(from(session), &mut input, &BOUNDS).unwrap() {
                if let Packet::Connect(connect) = &packet {
                    session = Some(connect.version);
                }
                received.push(packet);
            }
        }
        prop_assert_eq!(received, packets);
        prop_assert!(input.is_empty());
    }
}

#[test]
fn a_payload_is_a_slice_of_what_was_received() {
    let mut input = super::wire::packet(0x30, "00 01 't' 'payload'");
    let end = input.as_ptr_range().end;
    let from = From::Client(ProtocolVersion::V311);
    let Ok(Some(Packet::Publish(publish))) = read(from, &mut input, &BOUNDS) else {
        panic!("it is a PUBLISH");
    };
    assert_eq!(publish.payload, "payload");
    assert_eq!(publish.payload.as_ptr_range().end, end);
    let topic = publish.topic.name().unwrap().text().as_bytes();
    assert_eq!(topic.as_ptr_range().end, publish.payload.as_ptr());
}
