//! The head of a WebSocket frame, as RFC 6455 §5.2 lays it out.

use smallvec::SmallVec;

/// The longest head: two bytes, eight of length, four of mask.
const HEAD_BYTES_MAX: usize = 14;
/// The longest payload of a control frame (§5.5).
pub(crate) const CONTROL_BYTES_MAX: usize = 125;
/// The longest payload that a client's frame may announce. Frames are read as a stream, so that
/// this bounds no memory: it ends a connection that could not be followed anyway.
const FRAME_BYTES_MAX: u64 = 64 << 20;

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opcode {
    Continuation,
    Text,
    Binary,
    Close,
    Ping,
    Pong,
}

impl Opcode {
    fn of(bits: u8) -> Option<Self> {
        Some(match bits {
            0x0 => Self::Continuation,
            0x1 => Self::Text,
            0x2 => Self::Binary,
            0x8 => Self::Close,
            0x9 => Self::Ping,
            0xA => Self::Pong,
            _ => return None,
        })
    }

    fn bits(self) -> u8 {
        match self {
            Self::Continuation => 0x0,
            Self::Text => 0x1,
            Self::Binary => 0x2,
            Self::Close => 0x8,
            Self::Ping => 0x9,
            Self::Pong => 0xA,
        }
    }

    pub(crate) fn is_control(self) -> bool {
        matches!(self, Self::Close | Self::Ping | Self::Pong)
    }
}

/// The head of a client's frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) last: bool,
    pub(crate) opcode: Opcode,
    pub(crate) length: u64,
    pub(crate) mask: [u8; 4],
}

/// How a peer broke the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Violation {
    /// A frame that RFC 6455 does not allow.
    #[error("the websocket protocol is broken")]
    Protocol,
    /// MQTT travels in binary messages alone.
    #[error("a websocket text message carries no mqtt")]
    Text,
    /// The reason of a Close is no UTF-8.
    #[error("the reason of a websocket close is not utf-8")]
    Utf8,
    /// A frame beyond the bound.
    #[error("a websocket frame is too long")]
    TooLong,
}

impl Violation {
    /// The status code of the Close that answers it (§7.4.1).
    pub(crate) fn code(self) -> u16 {
        match self {
            Self::Protocol => 1002,
            Self::Text => 1003,
            Self::Utf8 => 1007,
            Self::TooLong => 1009,
        }
    }
}

/// Gathers the head of one frame, however it is cut.
#[derive(Debug, Default)]
pub(crate) struct HeadReader {
    bytes: SmallVec<[u8; HEAD_BYTES_MAX]>,
}

impl HeadReader {
    /// Takes bytes from the front of `input` until the head is whole.
    pub(crate) fn read(&mut self, input: &mut &[u8]) -> Result<Option<Head>, Violation> {
        while let Some((byte, rest)) = input.split_first() {
            *input = rest;
            self.bytes.push(*byte);
            self.check_beginning()?;
            if self.bytes.len() >= self.wanted() {
                let head = parse(&self.bytes)?;
                self.bytes.clear();
                return Ok(Some(head));
            }
        }
        Ok(None)
    }

    /// How many bytes the head has, as far as its second byte tells.
    fn wanted(&self) -> usize {
        match self.bytes.get(1).map(|byte| byte & LENGTH_BITS) {
            None => 2,
            Some(LENGTH_IN_TWO_BYTES) => 2 + 2 + 4,
            Some(LENGTH_IN_EIGHT_BYTES) => 2 + 8 + 4,
            Some(_) => 2 + 4,
        }
    }

    /// What is wrong already is not waited for.
    fn check_beginning(&self) -> Result<(), Violation> {
        match *self.bytes.as_slice() {
            [first] if first & RESERVED_BITS != 0 => Err(Violation::Protocol),
            [first] if Opcode::of(first & OPCODE_BITS).is_none() => Err(Violation::Protocol),
            // A client masks every frame (§5.1).
            [_, second] if second & MASK_BIT == 0 => Err(Violation::Protocol),
            _ => Ok(()),
        }
    }
}

fn parse(bytes: &[u8]) -> Result<Head, Violation> {
    let (&[first, second], rest) = bytes.split_first_chunk().ok_or(Violation::Protocol)?;
    let (length, mask) = match (second & LENGTH_BITS, rest) {
        (LENGTH_IN_TWO_BYTES, [a, b, mask @ ..]) => {
            (minimal(u64::from(u16::from_be_bytes([*a, *b])), 126)?, mask)
        }
        (LENGTH_IN_EIGHT_BYTES, rest) => {
            let (length, mask) = rest.split_first_chunk().ok_or(Violation::Protocol)?;
            (minimal(u64::from_be_bytes(*length), 1 << 16)?, mask)
        }
        (length, mask) => (u64::from(length), mask),
    };
    let head = Head {
        last: first & LAST_BIT != 0,
        opcode: Opcode::of(first & OPCODE_BITS).ok_or(Violation::Protocol)?,
        length,
        mask: *mask.first_chunk().ok_or(Violation::Protocol)?,
    };
    let short = head.length <= CONTROL_BYTES_MAX as u64;
    if head.opcode.is_control() && !(head.last && short) {
        return Err(Violation::Protocol);
    }
    if head.length > FRAME_BYTES_MAX {
        return Err(Violation::TooLong);
    }
    Ok(head)
}

/// A length takes no more bytes than it needs, and leaves its highest bit clear (§5.2).
fn minimal(length: u64, least: u64) -> Result<u64, Violation> {
    let whole = length >= least && length <= i64::MAX.cast_unsigned();
    if whole { Ok(length) } else { Err(Violation::Protocol) }
}

/// The head of a frame of ours: whole, and unmasked as a server's are.
pub(crate) fn head(opcode: Opcode, length: usize) -> SmallVec<[u8; HEAD_BYTES_MAX]> {
    let mut head = SmallVec::new();
    head.push(LAST_BIT | opcode.bits());
    match (u8::try_from(length), u16::try_from(length)) {
        (Ok(short), _) if short < LENGTH_IN_TWO_BYTES => head.push(short),
        (_, Ok(length)) => {
            head.push(LENGTH_IN_TWO_BYTES);
            head.extend_from_slice(&length.to_be_bytes());
        }
        _ => {
            head.push(LENGTH_IN_EIGHT_BYTES);
            head.extend_from_slice(&(length as u64).to_be_bytes());
        }
    }
    head
}

const LAST_BIT: u8 = 0x80;
const RESERVED_BITS: u8 = 0x70;
const OPCODE_BITS: u8 = 0x0F;
const MASK_BIT: u8 = 0x80;
const LENGTH_BITS: u8 = 0x7F;
const LENGTH_IN_TWO_BYTES: u8 = 126;
const LENGTH_IN_EIGHT_BYTES: u8 = 127;
