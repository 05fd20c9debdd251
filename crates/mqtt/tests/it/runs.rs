//! A run is the packets that it was read from, one by one.

use bytes::{Bytes, BytesMut};
use daypass_mqtt::{
    Delivery, Packet, PlainPublish, ProtocolVersion, Publish, PublishRun, PublishTopic, decode,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::strategies::{from_client, version};
use super::wire::{BOUNDS, From, bytes, read, written};

const V311: ProtocolVersion = ProtocolVersion::V311;
const V5: ProtocolVersion = ProtocolVersion::V5;

fn run(input: &[u8], version: ProtocolVersion) -> Option<PublishRun<'_>> {
    PublishRun::read(input, version, BOUNDS.packet_bytes_max, 64 * 1024)
}

/// What is read whole, in order; the rest stays.
fn packets(input: &[u8], from: From) -> Vec<Packet> {
    let mut input = BytesMut::from(input);
    std::iter::from_fn(|| read(from, &mut input, &BOUNDS).unwrap()).collect()
}

fn plain(version: ProtocolVersion, topic: &str, payload: Vec<u8>) -> BytesMut {
    let publish = Publish {
        delivery: Delivery::AtMostOnce,
        retain: false,
        topic: PublishTopic::Name(super::wire::topic_name(topic)),
        subscription_identifiers: Vec::new(),
        properties: daypass_mqtt::MessageProperties::default(),
        payload: Bytes::from(payload),
    };
    written(&Packet::Publish(publish), version)
}

fn is_plain(packet: &Packet) -> bool {
    matches!(packet, Packet::Publish(publish)
        if publish.delivery == Delivery::AtMostOnce && !publish.retain
            && matches!(publish.topic, PublishTopic::Name(_))
            && publish.properties == daypass_mqtt::MessageProperties::default())
}

fn is_plain_at_least_once(publish: &Publish) -> bool {
    matches!(publish.delivery, Delivery::AtLeastOnce { duplicate: false, .. })
        && !publish.retain
        && matches!(publish.topic, PublishTopic::Name(_))
        && publish.properties == daypass_mqtt::MessageProperties::default()
}

proptest! {
    #[test]
    fn a_run_is_its_packets_in_either_version(
        version in version(), other in version(), length in 0_usize..300,
        sent in vec((select(vec!["a", "a", "a", "b/c"]), 0_usize..300), 1..20),
        same in any::<bool>(), cut in any::<prop::sample::Index>(),
    ) {
        let mut input = BytesMut::new();
        for (number, (topic, own)) in sent.iter().enumerate() {
            let length = if same { length } else { *own };
            input.extend_from_slice(&plain(version, topic, vec![u8::try_from(number).unwrap(); length]));
        }
        let whole = packets(&input, From::Client(version));
        let first = sent.iter().take_while(|(topic, _)| *topic == sent[0].0).count();
        let run_of_all = run(&input, version).unwrap();
        prop_assert_eq!(run_of_all.messages(), first);
        let topic = run_of_all.topic().to_name().unwrap();
        prop_assert_eq!(topic.as_str(), sent[0].0);
        prop_assert!(run_of_all.topic().is(&topic));
        prop_assert_eq!(&packets(run_of_all.packets(), From::Client(version))[..], &whole[..first]);
        let encoded = run_of_all.encode(other);
        prop_assert_eq!(&packets(&encoded, From::Client(other))[..], &whole[..first]);
        if other == version {
            prop_assert_eq!(&encoded[..], run_of_all.packets());
        }
        let payloads: Vec<&[u8]> = run_of_all.payloads().collect();
        let expected = whole[..first].iter().map(|packet| match packet {
            Packet::Publish(publish) => &*publish.payload,
            other => panic!("{other:?}"),
        });
        prop_assert_eq!(payloads, expected.collect::<Vec<_>>());

        // Of input that ends anywhere, the packets that are whole.
        let input = &input[..cut.index(input.len())];
        let whole = packets(input, From::Client(version)).len().min(first);
        prop_assert_eq!(run(input, version).map_or(0, |run| run.messages()), whole);
    }

    #[test]
    fn other_packets_are_no_run(
        (version, packet) in version().prop_flat_map(|version| (Just(version), from_client(version))),
    ) {
        let bytes = written(&packet, version);
        prop_assert_eq!(run(&bytes, version).is_some(), is_plain(&packet), "{:?}", packet);
    }

    #[test]
    fn a_plain_packet_of_qos_1_is_what_the_decoder_reads(
        (version, packet) in version().prop_flat_map(|version| (Just(version), from_client(version))),
        rest in vec(any::<u8>(), 0..5), cut in 1_usize..30,
    ) {
        let bytes = written(&packet, version);
        let input = [&bytes[..], &rest].concat();
        let plain = PlainPublish::read(&input, version, BOUNDS.packet_bytes_max);
        let expected = match &packet {
            Packet::Publish(publish) if is_plain_at_least_once(publish) => Some(publish),
            _ => None,
        };
        prop_assert_eq!(plain.is_some(), expected.is_some(), "{:?}", packet);
        if let (Some(plain), Some(expected)) = (plain, expected) {
            let topic = plain.topic.to_name();
            prop_assert_eq!(topic.as_ref(), expected.topic.name());
            prop_assert_eq!(plain.delivery(), expected.delivery);
            prop_assert_eq!(plain.payload, &expected.payload[..]);
            prop_assert_eq!(plain.packet_bytes, bytes.len());
            let bytes_max = u32::try_from(bytes.len()).unwrap();
            let read = |input, max| PlainPublish::read(input, version, max).is_some();
            prop_assert!(read(&input, bytes_max) && !read(&input, bytes_max - 1));
            prop_assert!(!read(&bytes[..bytes.len() - cut.min(bytes.len())], bytes_max));
        }
    }

    #[test]
    fn what_is_no_packet_is_no_run(input in vec(any::<u8>(), 0..60), version in version()) {
        let input = [&[0x30][..], &input].concat();
        if let Some(run) = run(&input, version)
            && let Some(name) = run.topic().to_name()
        {
            let first = decode(&mut BytesMut::from(&input[..]), Some(version), &BOUNDS);
            let Ok(Some(Packet::Publish(publish))) = first else { panic!("{first:?}") };
            prop_assert_eq!(publish.topic.name(), Some(&name));
        }
    }
}

#[test]
fn lengths_are_bounded() {
    let one = plain(V5, "a", vec![0; 10]);
    let input = one.repeat(4);
    let read = |packet_bytes_max, run_bytes_max| {
        PublishRun::read(&input, V5, packet_bytes_max, run_bytes_max).map(|run| run.messages())
    };
    let bytes = u32::try_from(one.len()).unwrap();
    assert_eq!(read(bytes, 4 * one.len()), Some(4));
    assert_eq!(read(bytes - 1, 4 * one.len()), None);
    assert_eq!(read(bytes, 4 * one.len() - 1), Some(3));
    assert_eq!(read(bytes, 0), Some(1), "one packet of any length");

    let longer = plain(V5, "a", vec![0; 11]);
    let input = [&one[..], &longer, &one].concat();
    assert_eq!(PublishRun::read(&input, V5, bytes, 1000).unwrap().messages(), 1);
    let run = PublishRun::read(&input, V5, bytes + 1, 1000).unwrap();
    assert_eq!(run.messages(), 3);
    assert!(run.packet_bytes_max() >= longer.len());
}

#[test]
fn the_most_bytes_of_a_packet_hold_in_both_versions() {
    for length in [0, 1, 120, 121, 122, 123, 124, 125, 126, 127, 128, 16_380, 16_381, 16_383] {
        let [old, new] = [V311, V5].map(|version| plain(version, "a", vec![0; length]));
        for (version, input) in [(V311, &old), (V5, &new)] {
            let most = run(input, version).unwrap().packet_bytes_max();
            assert!(most >= old.len() && most >= new.len(), "{length}");
        }
    }
}

#[test]
fn topics_that_are_none_are_left_to_the_decoder() {
    for topic in ["00 00", "00 01 '#'", "00 01 00", "00 02 C0 80", "00 03 'a/+'"] {
        let body = bytes(&format!("{topic} 'x'"));
        let mut input = bytes(&format!("30 {:02X}", body.len()));
        input.extend_from_slice(&body);
        assert_eq!(run(&input, V311).unwrap().topic().to_name(), None, "{topic}");
        assert!(decode(&mut input, Some(V311), &BOUNDS).is_err(), "{topic}");
    }
    let not_minimal = bytes("30 84 00 00 01 'ax'");
    assert!(run(&not_minimal, V311).is_none());
}
