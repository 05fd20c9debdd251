//! PUBLISH packets with nothing but a topic and a payload, without copies and without a look at topics
//! that are known already.
//!
//! Those of QoS 0 that a client sends one after the other to one topic are a run: they differ in nothing
//! that a receiver is judged by, so they are checked, and passed on, together.

use bytes::{BufMut, BytesMut};

use crate::packet::QOS_SHIFT;
use crate::wire::{Length, Sink, VariableByteInteger};
use crate::{
    Delivery, PACKET_BYTES_MAX, PacketIdentifier, PacketType, ProtocolVersion, QoS, TopicName,
};

/// The topic of a packet that was not looked at yet, and may be none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UncheckedTopic<'b>(&'b [u8]);

impl UncheckedTopic<'_> {
    /// Whether it is this topic, and then needs no further look.
    pub fn is(&self, topic: &TopicName) -> bool {
        self.0 == topic.as_str().as_bytes()
    }

    /// The topic, in memory of its own; nothing if it is none, as [`crate::decode()`] tells.
    pub fn to_name(&self) -> Option<TopicName> {
        TopicName::new(std::str::from_utf8(self.0).ok()?.try_into().ok()?).ok()
    }
}

/// A PUBLISH of QoS 1 without DUP, RETAIN or properties.
#[derive(Debug, Clone, Copy)]
pub struct PlainPublish<'b> {
    /// Where it is published to.
    pub topic: UncheckedTopic<'b>,
    /// Names the packet until PUBACK.
    pub packet_identifier: PacketIdentifier,
    /// What is published.
    pub payload: &'b [u8],
    /// The length of the whole packet.
    pub packet_bytes: usize,
}

impl<'b> PlainPublish<'b> {
    /// The packet at the front of `input`, if it is such a one, whole, and not longer than
    /// `packet_bytes_max`; what else it is [`crate::decode()`] tells.
    pub fn read(input: &'b [u8], version: ProtocolVersion, packet_bytes_max: u32) -> Option<Self> {
        let plain = Plain::read(input, version, QoS::AtLeastOnce)?;
        let packet_identifier = plain.packet_identifier?;
        let packet_bytes = plain.bytes();
        let topic = UncheckedTopic(plain.topic);
        let short = packet_bytes <= packet_bytes_max.min(PACKET_BYTES_MAX) as usize;
        short.then_some(Self { topic, packet_identifier, payload: plain.payload, packet_bytes })
    }

    /// How it is acknowledged.
    pub fn delivery(&self) -> Delivery {
        let packet_identifier = self.packet_identifier;
        Delivery::AtLeastOnce { packet_identifier, duplicate: false }
    }
}
/// The length of an empty list of properties.
const NO_PROPERTIES: u8 = 0;

/// Whole packets at the front of what a client sent, all of them PUBLISH of QoS 0 to the same topic,
/// without DUP, RETAIN or properties.
#[derive(Debug, Clone, Copy)]
pub struct PublishRun<'b> {
    version: ProtocolVersion,
    packets: &'b [u8],
    topic: &'b [u8],
    messages: usize,
    longest_packet_bytes: usize,
}

/// A packet with nothing but a topic, a payload and, of QoS 1, its identifier.
#[derive(Clone, Copy)]
struct Plain<'b> {
    /// Everything before the payload.
    head: &'b [u8],
    topic: &'b [u8],
    packet_identifier: Option<PacketIdentifier>,
    payload: &'b [u8],
}

impl<'b> PublishRun<'b> {
    /// The longest run of packets of at most `packet_bytes_max` bytes at the front of `input`; of more
    /// than one packet it has no more than `run_bytes_max` bytes. Nothing when another packet, or no
    /// whole one, comes first: [`crate::decode()`] tells which.
    pub fn read(
        input: &'b [u8],
        version: ProtocolVersion,
        packet_bytes_max: u32,
        run_bytes_max: usize,
    ) -> Option<Self> {
        let packet_bytes_max = packet_bytes_max.min(PACKET_BYTES_MAX) as usize;
        let first = Plain::read(input, version, QoS::AtMostOnce)
            .filter(|one| one.bytes() <= packet_bytes_max)?;
        let (mut end, mut messages, mut longest) = (first.bytes(), 1, first.bytes());
        let mut last = first;
        loop {
            let rest = input.get(end..).unwrap_or_default();
            // Most have the length of the one before: then everything up to the payload is equal.
            let next = match rest.get(..last.bytes()).filter(|rest| rest.starts_with(last.head)) {
                Some(equal) => Plain { payload: equal.get(last.head.len()..)?, ..last },
                None => match Plain::read(rest, version, QoS::AtMostOnce) {
                    Some(next) if next.topic == first.topic => next,
                    _ => break,
                },
            };
            if next.bytes() > packet_bytes_max || end + next.bytes() > run_bytes_max {
                break;
            }
            end += next.bytes();
            messages += 1;
            longest = longest.max(next.bytes());
            last = next;
        }
        let packets = input.get(..end)?;
        Some(Self { version, packets, topic: first.topic, messages, longest_packet_bytes: longest })
    }

    /// The version that the packets are encoded in.
    pub fn version(&self) -> ProtocolVersion {
        self.version
    }

    /// The packets as they were sent.
    pub fn packets(&self) -> &'b [u8] {
        self.packets
    }

    /// How many there are, at least one.
    pub fn messages(&self) -> usize {
        self.messages
    }

    /// The most bytes that one of them takes, in either version.
    pub fn packet_bytes_max(&self) -> usize {
        // MQTT 5 adds the length of the properties, which may lengthen the remaining length too.
        self.longest_packet_bytes + 2
    }

    /// The topic of all of them.
    pub fn topic(&self) -> UncheckedTopic<'b> {
        UncheckedTopic(self.topic)
    }

    /// The payloads, in their order.
    pub fn payloads(&self) -> impl Iterator<Item = &'b [u8]> {
        let (mut rest, version) = (self.packets, self.version);
        std::iter::from_fn(move || {
            let plain = Plain::read(rest, version, QoS::AtMostOnce)?;
            rest = rest.get(plain.bytes()..)?;
            Some(plain.payload)
        })
    }

    /// The same messages as the packets of another version.
    pub fn encode(&self, version: ProtocolVersion) -> BytesMut {
        let mut output = BytesMut::with_capacity(self.packets.len() + 2 * self.messages);
        for payload in self.payloads() {
            let write = |sink: &mut dyn Sink| {
                sink.prefixed(self.topic);
                if version == ProtocolVersion::V5 {
                    sink.byte(NO_PROPERTIES);
                }
            };
            output.put_u8(first_byte(QoS::AtMostOnce));
            output.variable_byte_integer(Length::of(write) + payload.len());
            write(&mut output);
            output.put_slice(payload);
        }
        output
    }
}

impl<'b> Plain<'b> {
    fn read(input: &'b [u8], version: ProtocolVersion, qos: QoS) -> Option<Self> {
        let rest = input.strip_prefix(&[first_byte(qos)])?;
        let length = VariableByteInteger::read(rest).ok()??;
        if !length.is_minimal() {
            return None;
        }
        let body = rest.get(length.bytes..)?.get(..usize::try_from(length.value).ok()?)?;
        let (topic_bytes, body) = body.split_first_chunk()?;
        let (topic, body) = body.split_at_checked(usize::from(u16::from_be_bytes(*topic_bytes)))?;
        let (packet_identifier, body) = if qos == QoS::AtMostOnce {
            (None, body)
        } else {
            let (number, body) = body.split_first_chunk()?;
            (Some(PacketIdentifier::new(u16::from_be_bytes(*number))?), body)
        };
        let payload = match version {
            ProtocolVersion::V311 => body,
            ProtocolVersion::V5 => body.strip_prefix(&[NO_PROPERTIES])?,
        };
        let packet_bytes = input.len() - rest.len() + length.bytes + length.value as usize;
        let head = input.get(..packet_bytes - payload.len())?;
        Some(Self { head, topic, packet_identifier, payload })
    }

    fn bytes(&self) -> usize {
        self.head.len() + self.payload.len()
    }
}

/// The first byte of a PUBLISH that is neither retained nor a duplicate.
const fn first_byte(qos: QoS) -> u8 {
    (PacketType::Publish as u8) << 4 | qos.bits() << QOS_SHIFT
}
