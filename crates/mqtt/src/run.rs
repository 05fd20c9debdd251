//! Runs: messages of QoS 0 that a client sends one after the other to one topic, with nothing but their
//! payloads. Such packets differ in nothing that a receiver is judged by, so they are checked, and
//! passed on, together.

use bytes::{BufMut, BytesMut};

use crate::wire::{Length, Sink, VariableByteInteger};
use crate::{PACKET_BYTES_MAX, PacketType, ProtocolVersion, TopicName};

/// The first byte of a PUBLISH of QoS 0 that is neither retained nor a duplicate.
const FIRST_BYTE: u8 = (PacketType::Publish as u8) << 4;
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

/// One packet of a run.
#[derive(Clone, Copy)]
struct Plain<'b> {
    /// Everything before the payload.
    head: &'b [u8],
    topic: &'b [u8],
    payload: &'b [u8],
}

impl<'b> PublishRun<'b> {
    /// The longest run of packets of at most `packet_bytes_max` bytes at the front of `input`; of more
    /// than one packet it has no more than `run_bytes_max` bytes. Nothing when another packet, or no
    /// whole one, comes first: [`crate::decode`] tells which. The topic is not looked at yet: see
    /// [`Self::topic_name`].
    pub fn read(
        input: &'b [u8],
        version: ProtocolVersion,
        packet_bytes_max: u32,
        run_bytes_max: usize,
    ) -> Option<Self> {
        let packet_bytes_max = packet_bytes_max.min(PACKET_BYTES_MAX) as usize;
        let first = Plain::read(input, version).filter(|one| one.bytes() <= packet_bytes_max)?;
        let (mut end, mut messages, mut longest) = (first.bytes(), 1, first.bytes());
        let mut last = first;
        loop {
            let rest = input.get(end..).unwrap_or_default();
            // Most have the length of the one before: then everything up to the payload is equal.
            let next = match rest.get(..last.bytes()).filter(|rest| rest.starts_with(last.head)) {
                Some(equal) => Plain { payload: equal.get(last.head.len()..)?, ..last },
                None => match Plain::read(rest, version) {
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

    /// Whether the messages are to this topic, which then needs no further look.
    pub fn is_to(&self, topic: &TopicName) -> bool {
        self.topic == topic.as_str().as_bytes()
    }

    /// The topic, in memory of its own; nothing if it is none, as [`crate::decode`] tells.
    pub fn topic_name(&self) -> Option<TopicName> {
        TopicName::new(std::str::from_utf8(self.topic).ok()?.try_into().ok()?).ok()
    }

    /// The payloads, in their order.
    pub fn payloads(&self) -> impl Iterator<Item = &'b [u8]> {
        let (mut rest, version) = (self.packets, self.version);
        std::iter::from_fn(move || {
            let plain = Plain::read(rest, version)?;
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
            output.put_u8(FIRST_BYTE);
            output.variable_byte_integer(Length::of(write) + payload.len());
            write(&mut output);
            output.put_slice(payload);
        }
        output
    }
}

impl<'b> Plain<'b> {
    fn read(input: &'b [u8], version: ProtocolVersion) -> Option<Self> {
        let rest = input.strip_prefix(&[FIRST_BYTE])?;
        let length = VariableByteInteger::read(rest).ok()??;
        if !length.is_minimal() {
            return None;
        }
        let body = rest.get(length.bytes..)?.get(..usize::try_from(length.value).ok()?)?;
        let (topic_bytes, body) = body.split_first_chunk()?;
        let (topic, body) = body.split_at_checked(usize::from(u16::from_be_bytes(*topic_bytes)))?;
        let payload = match version {
            ProtocolVersion::V311 => body,
            ProtocolVersion::V5 => body.strip_prefix(&[NO_PROPERTIES])?,
        };
        let packet_bytes = input.len() - rest.len() + length.bytes + length.value as usize;
        let head = input.get(..packet_bytes - payload.len())?;
        Some(Self { head, topic, payload })
    }

    fn bytes(&self) -> usize {
        self.head.len() + self.payload.len()
    }
}
