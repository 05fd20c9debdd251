//! Frames of a WebSocket (RFC 6455, section 5) on the client's side: each packet is sent in one of its
//! own, as clients do, and packets come in whatever frames the broker makes.

use std::io::{self, ErrorKind};

use super::Decoded;
use crate::packets;

/// The mask of all frames: as good as any other where no proxy is on the way.
const MASK: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];
const LAST: u8 = 0x80;
const MASKED: u8 = 0x80;
const CONTINUATION: u8 = 0;
const BINARY: u8 = 2;
const CLOSE: u8 = 8;
/// From this length on it takes two bytes of its own, or eight.
const LENGTH_IN_TWO_BYTES: usize = 126;
const LENGTH_IN_EIGHT_BYTES: usize = 127;

/// Where the reading side is.
#[derive(Default)]
pub struct Frames {
    /// Bytes of the frame that is being read which have not come.
    left: usize,
    /// Whether packets are in it.
    carries: bool,
}

/// Adds the frames of some packets.
pub fn encode(mut bytes: &[u8], sent: &mut Vec<u8>) {
    while let Some((packet, rest)) = packets::first(bytes) {
        frame(BINARY, packet, sent);
        bytes = rest;
    }
}

/// Adds the frame that says good-bye.
pub fn end(sent: &mut Vec<u8>) {
    frame(CLOSE, &1_000_u16.to_be_bytes(), sent);
}

fn frame(opcode: u8, payload: &[u8], sent: &mut Vec<u8>) {
    sent.push(LAST | opcode);
    match payload.len() {
        length if length < LENGTH_IN_TWO_BYTES => sent.push(MASKED | length as u8),
        length => {
            sent.push(MASKED | LENGTH_IN_TWO_BYTES as u8);
            sent.extend_from_slice(&(length as u16).to_be_bytes());
        }
    }
    sent.extend_from_slice(&MASK);
    let begin = sent.len();
    sent.extend_from_slice(payload);
    let (words, rest) = sent[begin..].as_chunks_mut::<4>();
    for word in words {
        *word = (u32::from_ne_bytes(*word) ^ u32::from_ne_bytes(MASK)).to_ne_bytes();
    }
    rest.iter_mut().zip(MASK).for_each(|(byte, mask)| *byte ^= mask);
}

impl Frames {
    /// Brings what frames carry to the beginning.
    pub fn decode(&mut self, bytes: &mut [u8]) -> io::Result<Decoded> {
        let (mut packets, mut used) = (0, 0);
        loop {
            if self.left == 0 {
                let Some((opcode, head_bytes, length)) = head(&bytes[used..])? else { break };
                (self.left, self.carries) = (length, matches!(opcode, CONTINUATION | BINARY));
                if opcode == CLOSE {
                    return Err(ErrorKind::UnexpectedEof.into());
                }
                used += head_bytes;
            }
            let taken = self.left.min(bytes.len() - used);
            if taken == 0 && self.left > 0 {
                break;
            }
            if self.carries {
                bytes.copy_within(used..used + taken, packets);
                packets += taken;
            }
            used += taken;
            self.left -= taken;
        }
        Ok(Decoded { packets, used })
    }
}

/// The opcode of a frame, the bytes of its head and those of its payload; nothing while the head is
/// not whole.
fn head(bytes: &[u8]) -> io::Result<Option<(u8, usize, usize)>> {
    let [first, second, rest @ ..] = bytes else { return Ok(None) };
    if second & MASKED != 0 {
        return Err(io::Error::new(ErrorKind::InvalidData, "a server's frame is masked"));
    }
    let found = match usize::from(*second) {
        LENGTH_IN_TWO_BYTES => rest.first_chunk().map(|two| (4, u16::from_be_bytes(*two).into())),
        LENGTH_IN_EIGHT_BYTES => {
            rest.first_chunk().map(|eight| (10, u64::from_be_bytes(*eight) as usize))
        }
        length => Some((2, length)),
    };
    Ok(found.map(|(head_bytes, length)| (first & 0x0f, head_bytes, length)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packets::Batch;

    #[test]
    fn each_packet_is_a_masked_frame() {
        for topic in ["a".repeat(10), "a".repeat(300)] {
            let mut batch = Batch::new(&topic, 0, 0, 3);
            let packets = batch.stamped(5, 6).to_vec();
            let mut sent = Vec::new();
            encode(&packets, &mut sent);
            let (mut rest, mut found) = (&sent[..], Vec::new());
            while let [0x82, masked, others @ ..] = rest {
                assert_ne!(masked & MASKED, 0);
                let bare = [&[0x82, masked & !MASKED], others].concat();
                let (opcode, head_bytes, length) = head(&bare).unwrap().unwrap();
                assert_eq!(opcode, BINARY);
                let (mask, payload) = rest[head_bytes..].split_first_chunk::<4>().unwrap();
                let payload = payload.iter().zip(mask.iter().cycle()).map(|(one, two)| one ^ two);
                found.extend(payload.take(length));
                rest = &rest[head_bytes + 4 + length..];
            }
            assert_eq!((rest.len(), found), (0, packets));
        }
    }

    #[test]
    fn what_frames_carry_is_read_wherever_they_are_cut() {
        let long = vec![b'x'; 70_000];
        let mut sent = vec![0x02, 3, b'o', b'n', b'e', 0x89, 2, b'h', b'i', 0x80, 126, 1, 0];
        sent.extend_from_slice(&long[..256]);
        sent.extend_from_slice(&[0x82, 0, 0x82, 127]);
        sent.extend_from_slice(&(long.len() as u64).to_be_bytes());
        sent.extend_from_slice(&long);
        for piece_bytes in [1, 5, 4_096, sent.len()] {
            let (mut frames, mut waiting, mut plain) = (Frames::default(), Vec::new(), Vec::new());
            for piece in sent.chunks(piece_bytes) {
                waiting.extend_from_slice(piece);
                let decoded = frames.decode(&mut waiting).unwrap();
                plain.extend_from_slice(&waiting[..decoded.packets]);
                waiting.drain(..decoded.used);
            }
            assert_eq!(waiting.len(), 0);
            assert_eq!(plain, [b"one", &long[..256], &long].concat());
        }
        let closed = Frames::default().decode(&mut [0x88, 0]).unwrap_err();
        assert_eq!(closed.kind(), ErrorKind::UnexpectedEof);
        assert!(Frames::default().decode(&mut [0x82, 0x81]).is_err());
    }
}
