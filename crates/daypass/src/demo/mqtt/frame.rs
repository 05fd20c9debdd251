//! WebSocket frames as a client has them (RFC 6455, section 5.2): its own are masked, the server's
//! are not.

use bytes::{Buf as _, Bytes, BytesMut};

/// The longest frame that is taken: more than the server sends in one.
const FRAME_BYTES_MAX: u64 = 1 << 20;

/// What a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opcode {
    Continuation = 0x0,
    Binary = 0x2,
    Close = 0x8,
    Ping = 0x9,
    Pong = 0xA,
}

/// A frame of the server's.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) opcode: Opcode,
    pub(super) payload: Bytes,
}

/// The server sent what no server may send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the server breaks the websocket protocol")]
pub(super) struct Broken;

/// Takes the next frame off the front, once it is whole.
pub(super) fn take(received: &mut BytesMut) -> Result<Option<Frame>, Broken> {
    let Some(&[first, second]) = received.first_chunk() else { return Ok(None) };
    if first & RESERVED_BITS != 0 || second & MASK_BIT != 0 {
        return Err(Broken);
    }
    let opcode = Opcode::of(first & OPCODE_BITS).ok_or(Broken)?;
    let rest = received.get(2..).unwrap_or_default();
    let (length, head_bytes) = match second {
        LENGTH_IN_TWO_BYTES => match rest.first_chunk() {
            Some(length) => (u64::from(u16::from_be_bytes(*length)), 4),
            None => return Ok(None),
        },
        LENGTH_IN_EIGHT_BYTES => match rest.first_chunk() {
            Some(length) => (u64::from_be_bytes(*length), 10),
            None => return Ok(None),
        },
        length => (u64::from(length), 2),
    };
    let length = usize::try_from(length.min(FRAME_BYTES_MAX + 1)).map_err(|_| Broken)?;
    if length as u64 > FRAME_BYTES_MAX {
        return Err(Broken);
    }
    if received.len() < head_bytes + length {
        return Ok(None);
    }
    received.advance(head_bytes);
    Ok(Some(Frame { opcode, payload: received.split_to(length).freeze() }))
}

/// A whole frame of ours.
pub(super) fn masked(opcode: Opcode, payload: &[u8], mask: [u8; 4]) -> Vec<u8> {
    let mut frame = vec![LAST_BIT | opcode as u8];
    match (u8::try_from(payload.len()), u16::try_from(payload.len())) {
        (Ok(short), _) if short < LENGTH_IN_TWO_BYTES => frame.push(MASK_BIT | short),
        (_, Ok(length)) => {
            frame.push(MASK_BIT | LENGTH_IN_TWO_BYTES);
            frame.extend_from_slice(&length.to_be_bytes());
        }
        _ => {
            frame.push(MASK_BIT | LENGTH_IN_EIGHT_BYTES);
            frame.extend_from_slice(&(payload.len() as u64).to_be_bytes());
        }
    }
    frame.extend_from_slice(&mask);
    frame.extend(payload.iter().zip(mask.into_iter().cycle()).map(|(byte, mask)| byte ^ mask));
    frame
}

impl Opcode {
    fn of(bits: u8) -> Option<Self> {
        [Self::Continuation, Self::Binary, Self::Close, Self::Ping, Self::Pong]
            .into_iter()
            .find(|opcode| *opcode as u8 == bits)
    }
}

const LAST_BIT: u8 = 0x80;
const RESERVED_BITS: u8 = 0x70;
const OPCODE_BITS: u8 = 0x0F;
const MASK_BIT: u8 = 0x80;
const LENGTH_IN_TWO_BYTES: u8 = 126;
const LENGTH_IN_EIGHT_BYTES: u8 = 127;

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(bytes: &[u8]) -> Result<Option<Frame>, Broken> {
        take(&mut BytesMut::from(bytes))
    }

    #[test]
    fn a_frame_is_taken_once_it_is_whole() {
        for length in [0_usize, 1, 125, 126, 65_535, 65_536] {
            let payload = vec![7; length];
            // A frame of ours without its mask is one of the server's.
            let mut whole = masked(Opcode::Binary, &payload, [0; 4]);
            let head_bytes = whole.len() - length - 4;
            whole[1] &= !MASK_BIT;
            whole.drain(head_bytes..head_bytes + 4);
            for short in [0, 1, head_bytes - 1, whole.len() - 1] {
                assert_eq!(taken(&whole[..short]), Ok(None), "{short} of {length}");
            }
            let mut two = BytesMut::from(&*whole);
            two.extend_from_slice(b"next");
            let frame = take(&mut two).unwrap().unwrap();
            assert_eq!((frame.opcode, frame.payload.len()), (Opcode::Binary, length));
            assert_eq!(&*two, b"next");
        }
    }

    #[test]
    fn a_client_masks_what_it_sends() {
        // The example of RFC 6455, section 5.7, but for the opcode.
        let frame = masked(Opcode::Binary, b"Hello", [0x37, 0xfa, 0x21, 0x3d]);
        let expected = [0x82, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58];
        assert_eq!(frame, expected);
    }

    #[test]
    fn what_no_server_sends_is_not_taken() {
        for bytes in [
            &[0xC2, 0x00][..],
            &[0x82, 0x80],
            &[0x81, 0x00],
            &[0x83, 0x00],
            &[0x82, 127, 0, 0, 0, 0, 1, 0, 0, 0],
        ] {
            assert_eq!(taken(bytes), Err(Broken), "{bytes:x?}");
        }
        assert!(taken(&[0x82, 0x00]).is_ok_and(|frame| frame.is_some()));
    }
}
