//! The packets of MQTT 3.1.1 that the load consists of: most are made once and sent many times.

use crate::scenario::Session;

/// Bytes of each message.
pub const PAYLOAD_BYTES: usize = 64;
/// Seconds in which a client is to be heard of.
const KEEP_ALIVE_SECONDS: u16 = 3_600;
/// A client says good-bye.
pub const DISCONNECT: [u8; 2] = [0xe0, 0];

pub const CONNACK: u8 = 2;
pub const PUBLISH: u8 = 3;
pub const PUBACK: u8 = 4;
pub const SUBACK: u8 = 9;

/// What a message says of itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// Which message of its publisher it is.
    pub number: u64,
    /// When it was sent.
    pub sent_ns: u64,
    pub publisher: u32,
}

impl Stamp {
    const BYTES: usize = 20;

    /// Reads it from the end of a PUBLISH.
    pub fn read(packet: &[u8]) -> Option<Self> {
        let payload = packet.last_chunk::<PAYLOAD_BYTES>()?;
        let (number, rest) = payload.split_first_chunk()?;
        let (sent_ns, rest) = rest.split_first_chunk()?;
        let publisher = rest.first_chunk()?;
        Some(Self {
            number: u64::from_le_bytes(*number),
            sent_ns: u64::from_le_bytes(*sent_ns),
            publisher: u32::from_le_bytes(*publisher),
        })
    }

    fn bytes(self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        bytes[..8].copy_from_slice(&self.number.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.sent_ns.to_le_bytes());
        bytes[16..].copy_from_slice(&self.publisher.to_le_bytes());
        bytes
    }
}

/// A number of PUBLISH packets for one write, to be stamped and sent again and again.
pub struct Batch {
    bytes: Vec<u8>,
    packet_bytes: usize,
    /// Where the packet identifier is, for QoS 1.
    identifier_at: Option<usize>,
    publisher: u32,
}

impl Batch {
    pub fn new(topic: &str, qos: u8, publisher: usize, packets: usize) -> Self {
        let identifier: &[u8] = if qos > 0 { &[0, 1] } else { &[] };
        let mut body = text(topic);
        let identifier_at = (qos > 0).then_some(body.len());
        body.extend_from_slice(identifier);
        body.extend_from_slice(&[b'.'; PAYLOAD_BYTES]);
        let packet = packet(0x30 | qos << 1, &body);
        Self {
            packet_bytes: packet.len(),
            identifier_at: identifier_at.map(|at| packet.len() - body.len() + at),
            bytes: packet.repeat(packets),
            publisher: publisher as u32,
        }
    }

    pub fn packets(&self) -> usize {
        self.bytes.len() / self.packet_bytes
    }

    /// The packets as the messages from `number` on.
    pub fn stamped(&mut self, number: u64, sent_ns: u64) -> &[u8] {
        for (packet, number) in self.bytes.chunks_exact_mut(self.packet_bytes).zip(number..) {
            let payload_at = packet.len() - PAYLOAD_BYTES;
            let stamp = Stamp { number, sent_ns, publisher: self.publisher };
            packet[payload_at..payload_at + Stamp::BYTES].copy_from_slice(&stamp.bytes());
            if let Some(at) = self.identifier_at {
                let identifier = (number % u64::from(u16::MAX)) as u16 + 1;
                packet[at..at + 2].copy_from_slice(&identifier.to_be_bytes());
            }
        }
        &self.bytes
    }
}

/// CONNECT, with a keep alive that nobody lives to see: rumqttd refuses clients without one.
pub fn connect(client_id: &str, login: Option<(&str, &str)>, session: Session) -> Vec<u8> {
    let mut body = text("MQTT");
    let clean = if session == Session::Clean { 0x02 } else { 0 };
    let flags = clean | if login.is_some() { 0xc0 } else { 0 };
    body.extend_from_slice(&[4, flags]);
    body.extend_from_slice(&KEEP_ALIVE_SECONDS.to_be_bytes());
    body.extend(text(client_id));
    if let Some((user_name, password)) = login {
        body.extend(text(user_name));
        body.extend(text(password));
    }
    packet(0x10, &body)
}

/// SUBSCRIBE to one filter.
pub fn subscribe(filter: &str, qos: u8) -> Vec<u8> {
    let mut body = vec![0, 1];
    body.extend(text(filter));
    body.push(qos);
    packet(0x82, &body)
}

/// The acknowledgement of a PUBLISH of QoS 1; nothing for QoS 0.
pub fn puback(publish: &[u8]) -> Option<[u8; 4]> {
    let (first, _) = publish.split_first()?;
    if first & 0x06 == 0 {
        return None;
    }
    let header_bytes = publish.len() - body(publish)?.len();
    let topic_bytes = usize::from(u16::from_be_bytes(*publish.get(header_bytes..)?.first_chunk()?));
    let identifier: &[u8; 2] = publish.get(header_bytes + 2 + topic_bytes..)?.first_chunk()?;
    Some([0x40, 2, identifier[0], identifier[1]])
}

/// The kind of a packet.
pub fn kind(packet: &[u8]) -> u8 {
    packet.first().map_or(0, |first| first >> 4)
}

/// What follows the header of a packet.
pub fn body(packet: &[u8]) -> Option<&[u8]> {
    let length_bytes = packet.iter().skip(1).take_while(|byte| **byte >= 0x80).count() + 1;
    packet.get(1 + length_bytes..)
}

/// The first packet of `bytes` and what follows it; nothing while it is not complete.
#[inline]
pub fn first(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (mut length, mut at) = (0, 1);
    loop {
        let byte = *bytes.get(at)?;
        length |= usize::from(byte & 0x7f) << (7 * (at - 1));
        at += 1;
        if byte < 0x80 {
            return bytes.split_at_checked(at + length);
        }
    }
}

fn packet(first: u8, body: &[u8]) -> Vec<u8> {
    let (mut packet, mut length) = (vec![first], body.len());
    loop {
        let more = if length >= 0x80 { 0x80 } else { 0 };
        packet.push((length & 0x7f) as u8 | more);
        length >>= 7;
        if length == 0 {
            packet.extend_from_slice(body);
            return packet;
        }
    }
}

fn text(text: &str) -> Vec<u8> {
    let mut bytes = (text.len() as u16).to_be_bytes().to_vec();
    bytes.extend_from_slice(text.as_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stamped_is_read_from_packets_that_come_in_pieces() {
        for (qos, topic) in
            [(0, "a"), (1, "a/long/enough/topic/to/need/a/length/of/two/bytes/so/it/is")]
        {
            let mut batch = Batch::new(topic, qos, 7, 3);
            let bytes = batch.stamped(65_534, 99).to_vec();
            let (mut rest, mut identifiers) = (&bytes[..], Vec::new());
            for number in 65_534..65_537 {
                assert_eq!(first(&rest[..PAYLOAD_BYTES]), None);
                let (packet, others) = first(rest).unwrap();
                assert_eq!(kind(packet), PUBLISH);
                assert_eq!(Stamp::read(packet), Some(Stamp { number, sent_ns: 99, publisher: 7 }));
                identifiers.extend(puback(packet));
                rest = others;
            }
            assert_eq!((rest.len(), batch.packets()), (0, 3));
            let expected = [[0x40, 2, 0xff, 0xff], [0x40, 2, 0, 1], [0x40, 2, 0, 2]];
            assert_eq!(identifiers, if qos == 0 { vec![] } else { expected.to_vec() });
        }
    }

    #[test]
    fn a_packet_that_has_only_begun_is_none() {
        let packet = connect("client", Some(("name", &"p".repeat(300))), Session::Clean);
        for bytes in 0..packet.len() {
            assert_eq!(first(&packet[..bytes]), None);
        }
        assert_eq!(first(&packet), Some((&packet[..], &[][..])));
        assert_eq!(body(&packet).unwrap()[..6], *b"\0\x04MQTT");
    }
}
