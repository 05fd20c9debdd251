//! From a client's frames to a stream of MQTT bytes: nothing is gathered but control frames.

use bytes::BytesMut;
use smallvec::SmallVec;

use super::frame::{CONTROL_BYTES_MAX, Head, HeadReader, Opcode, Violation};

/// The payload of a control frame.
pub(crate) type Control = SmallVec<[u8; CONTROL_BYTES_MAX]>;

/// The reading side of one WebSocket.
#[derive(Debug, Default)]
pub(crate) struct Inbound {
    head: HeadReader,
    frame: Option<Frame>,
    /// A message was begun by a frame that was not its last.
    unfinished: bool,
    closed: bool,
}

/// A frame whose payload is being read.
#[derive(Debug)]
struct Frame {
    opcode: Opcode,
    left: u64,
    mask: [u8; 4],
    control: Control,
}

/// What the peer wants to be answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The payload of the newest Ping: earlier ones need no Pong (§5.5.3).
    pub(crate) pong: Option<Control>,
    /// The peer said Close with this status code, 1005 for none. Nothing comes after it.
    pub(crate) close: Option<u16>,
}

impl Inbound {
    /// Reads frames, and puts what they carry at the end of `mqtt`.
    pub(crate) fn read(
        &mut self,
        mut input: &[u8],
        mqtt: &mut BytesMut,
    ) -> Result<Wanted, Violation> {
        let mut wanted = Wanted::default();
        while !self.closed {
            let mut frame = match self.frame.take() {
                Some(frame) => frame,
                None => match self.head.read(&mut input)? {
                    Some(head) => self.begin(head)?,
                    None => break,
                },
            };
            frame.payload(&mut input, mqtt);
            if frame.left > 0 {
                self.frame = Some(frame);
                break;
            }
            self.end(frame, &mut wanted)?;
        }
        Ok(wanted)
    }

    fn begin(&mut self, head: Head) -> Result<Frame, Violation> {
        match head.opcode {
            Opcode::Text => return Err(Violation::Text),
            // A message's frames follow each other, and nothing but control frames between (§5.4).
            Opcode::Binary if self.unfinished => return Err(Violation::Protocol),
            Opcode::Continuation if !self.unfinished => return Err(Violation::Protocol),
            Opcode::Binary | Opcode::Continuation => self.unfinished = !head.last,
            Opcode::Close | Opcode::Ping | Opcode::Pong => {}
        }
        let control = Control::new();
        Ok(Frame { opcode: head.opcode, left: head.length, mask: head.mask, control })
    }

    fn end(&mut self, frame: Frame, wanted: &mut Wanted) -> Result<(), Violation> {
        match frame.opcode {
            Opcode::Ping => wanted.pong = Some(frame.control),
            Opcode::Close => {
                self.closed = true;
                wanted.close = Some(close_code(&frame.control)?);
            }
            Opcode::Continuation | Opcode::Text | Opcode::Binary | Opcode::Pong => {}
        }
        Ok(())
    }
}

impl Frame {
    fn payload(&mut self, input: &mut &[u8], mqtt: &mut BytesMut) {
        let length = usize::try_from(self.left).unwrap_or(usize::MAX).min(input.len());
        let (masked, rest) = input.split_at_checked(length).unwrap_or((*input, &[]));
        *input = rest;
        self.left -= length as u64;
        if self.opcode.is_control() {
            // The head has bounded it.
            self.control.extend(unmasked(masked, self.mask));
        } else {
            let begin = mqtt.len();
            mqtt.extend_from_slice(masked);
            unmask(mqtt.get_mut(begin..).unwrap_or_default(), self.mask);
        }
        self.mask.rotate_left(length % 4);
    }
}

fn unmasked(masked: &[u8], mask: [u8; 4]) -> impl Iterator<Item = u8> + '_ {
    masked.iter().zip(mask.into_iter().cycle()).map(|(byte, mask)| byte ^ mask)
}

fn unmask(bytes: &mut [u8], mask: [u8; 4]) {
    let (words, rest) = bytes.as_chunks_mut::<4>();
    for word in words {
        *word = (u32::from_ne_bytes(*word) ^ u32::from_ne_bytes(mask)).to_ne_bytes();
    }
    for (byte, mask) in rest.iter_mut().zip(mask) {
        *byte ^= mask;
    }
}

/// The status code of a Close (§7.4), checked.
fn close_code(payload: &[u8]) -> Result<u16, Violation> {
    let Some((code, reason)) = payload.split_first_chunk() else {
        return if payload.is_empty() { Ok(NO_STATUS) } else { Err(Violation::Protocol) };
    };
    if std::str::from_utf8(reason).is_err() {
        return Err(Violation::Utf8);
    }
    let code = u16::from_be_bytes(*code);
    match code {
        1000..=1003 | 1007..=1014 | 3000..=4999 => Ok(code),
        _ => Err(Violation::Protocol),
    }
}

/// Stands for a Close without a status code (§7.4.1).
pub(crate) const NO_STATUS: u16 = 1005;
