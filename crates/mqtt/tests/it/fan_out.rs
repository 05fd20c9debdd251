//! A PUBLISH in parts is the PUBLISH as a whole.

use bytes::BytesMut;
use daypass_mqtt::{
    Delivery, EncodeError, MessageProperties, PACKET_BYTES_MAX, Packet, PacketIdentifier,
    ProtocolVersion, Publish, PublishHeader, PublishTopic, SharedPublish, TopicAlias,
};
use proptest::prelude::*;

use super::strategies::{publish, version};
use super::wire::{BOUNDS, From, packet, read, shared, topic_name, written};

fn header(publish: &Publish) -> PublishHeader<'_> {
    PublishHeader {
        delivery: publish.delivery,
        retain: publish.retain,
        topic: publish.topic.as_ref(),
        message_expiry_interval_seconds: publish.properties.message_expiry_interval_seconds,
        subscription_identifiers: &publish.subscription_identifiers,
    }
}

fn assembled(
    shared: &SharedPublish,
    version: ProtocolVersion,
    header: &PublishHeader<'_>,
) -> BytesMut {
    let mut output = BytesMut::new();
    shared.write_header(version, header, PACKET_BYTES_MAX, &mut output).unwrap();
    output.extend_from_slice(shared.properties(version));
    output.extend_from_slice(shared.payload());
    output
}

proptest! {
    #[test]
    fn the_parts_are_the_whole(
        (version, publish) in version().prop_flat_map(|version| (Just(version), publish(version, true))),
    ) {
        let shared = SharedPublish::new(&publish.properties, publish.payload.clone());
        let header = header(&publish);
        let mut bytes = assembled(&shared, version, &header);
        prop_assert_eq!(&bytes, &written(&Packet::Publish(publish.clone()), version));

        let bytes_max = u32::try_from(bytes.len()).unwrap();
        let mut output = BytesMut::new();
        let refused = Err(EncodeError::PacketTooLarge { packet_bytes: bytes.len() });
        prop_assert_eq!(shared.write_header(version, &header, bytes_max - 1, &mut output), refused);
        prop_assert!(output.is_empty());
        prop_assert_eq!(shared.write_header(version, &header, bytes_max, &mut output), Ok(()));

        let read = read(From::Server(version), &mut bytes, &BOUNDS);
        prop_assert_eq!(read, Ok(Some(Packet::Publish(publish))));
    }
}

#[test]
fn receivers_of_both_versions_share_one_message() {
    let payload = shared(b"payload");
    let properties =
        MessageProperties { content_type: Some(super::wire::string("c")), ..Default::default() };
    let message = SharedPublish::new(&properties, payload.clone());
    let topic = topic_name("t");
    let mut header = PublishHeader {
        delivery: Delivery::AtMostOnce,
        retain: false,
        topic: PublishTopic::Name(&topic),
        message_expiry_interval_seconds: Some(9),
        subscription_identifiers: &[],
    };
    let bytes = assembled(&message, ProtocolVersion::V311, &header);
    assert_eq!(bytes, packet(0x30, "00 01 't' 'payload'"));
    let bytes = assembled(&message, ProtocolVersion::V5, &header);
    assert_eq!(bytes, packet(0x30, "00 01 't' 09 02 00 00 00 09 03 00 01 'c' 'payload'"));

    let packet_identifier = PacketIdentifier::MAX;
    header.delivery = Delivery::AtLeastOnce { packet_identifier, duplicate: true };
    header.topic = PublishTopic::Alias(TopicAlias::MIN);
    header.message_expiry_interval_seconds = None;
    let bytes = assembled(&message, ProtocolVersion::V5, &header);
    assert_eq!(bytes, packet(0x3A, "00 00 FF FF 07 23 00 01 03 00 01 'c' 'payload'"));
    assert_eq!(message.payload().as_ptr(), payload.as_ptr(), "the payload was not copied");

    // 3.1.1 has no aliases.
    let mut output = BytesMut::new();
    let outcome =
        message.write_header(ProtocolVersion::V311, &header, PACKET_BYTES_MAX, &mut output);
    assert_eq!(outcome, Err(EncodeError::NotInVersion));
    assert!(output.is_empty());
}
