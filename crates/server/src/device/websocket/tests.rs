//! Frames as clients send them, hostile ones among them, and frames of ours.

use bytes::BytesMut;

use super::frame::{Opcode, Violation, head};
use super::inbound::{Inbound, Wanted};
use super::outbound::Outbound;

const MASK: [u8; 4] = [0x37, 0xFA, 0x21, 0x3D];

/// A client's frame.
fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![first];
    match (u8::try_from(payload.len()), u16::try_from(payload.len())) {
        (Ok(short @ ..126), _) => frame.push(0x80 | short),
        (_, Ok(length)) => {
            frame.push(0xFE);
            frame.extend_from_slice(&length.to_be_bytes());
        }
        _ => {
            frame.push(0xFF);
            frame.extend_from_slice(&(payload.len() as u64).to_be_bytes());
        }
    }
    frame.extend_from_slice(&MASK);
    frame.extend(payload.iter().zip(MASK.iter().cycle()).map(|(byte, mask)| byte ^ mask));
    frame
}

/// Reads in pieces of this size; what came out, and what is wanted at the end.
fn read_in(pieces: usize, sent: &[u8]) -> Result<(Vec<u8>, Wanted), Violation> {
    let mut inbound = Inbound::default();
    let mut mqtt = BytesMut::new();
    let mut wanted = Wanted::default();
    for piece in sent.chunks(pieces) {
        let more = inbound.read(piece, &mut mqtt)?;
        wanted.pong = more.pong.or(wanted.pong);
        wanted.close = wanted.close.or(more.close);
    }
    Ok((mqtt.to_vec(), wanted))
}

/// The same in any pieces.
fn read(sent: &[u8]) -> Result<(Vec<u8>, Wanted), Violation> {
    let whole = read_in(sent.len().max(1), sent);
    for pieces in [1, 2, 3, 5, 7, 13] {
        assert_eq!(read_in(pieces, sent), whole, "in pieces of {pieces}");
    }
    whole
}

fn nothing_wanted() -> Wanted {
    Wanted::default()
}

#[test]
fn binary_messages_are_one_stream_however_they_are_cut() {
    let long = vec![7; 70_000];
    let cases: [(&str, Vec<u8>, Vec<u8>); 6] = [
        ("one frame", frame(0x82, b"abc"), b"abc".to_vec()),
        ("two messages", [frame(0x82, b"ab"), frame(0x82, b"cd")].concat(), b"abcd".to_vec()),
        (
            "fragments",
            [frame(0x02, b"a"), frame(0x00, b"bcdef"), frame(0x80, b"g")].concat(),
            b"abcdefg".to_vec(),
        ),
        ("an empty message", [frame(0x82, b""), frame(0x82, b"x")].concat(), b"x".to_vec()),
        ("two bytes of length", frame(0x82, &[1; 300]), vec![1; 300]),
        ("eight bytes of length", frame(0x82, &long), long.clone()),
    ];
    for (name, sent, expected) in cases {
        assert_eq!(read(&sent), Ok((expected, nothing_wanted())), "{name}");
    }
}

#[test]
fn a_ping_is_answered_between_fragments_and_the_newest_counts() {
    let sent = [
        frame(0x02, b"a"),
        frame(0x89, b"first"),
        frame(0x89, b"second"),
        frame(0x8A, b"unasked"),
        frame(0x80, b"b"),
    ];
    let (mqtt, wanted) = read(&sent.concat()).unwrap();
    assert_eq!(mqtt, b"ab");
    assert_eq!(wanted.pong.as_deref(), Some(&b"second"[..]));
    assert_eq!(wanted.close, None);
}

#[test]
fn nothing_is_read_after_a_close() {
    let closes: [(&[u8], u16); 4] = [
        (b"", 1005),
        (b"\x03\xE8", 1000),
        (b"\x03\xE9going", 1001),
        (b"\x0B\xB8application", 3000),
    ];
    for (payload, code) in closes {
        let sent = [frame(0x82, b"before"), frame(0x88, payload), frame(0x82, b"after")].concat();
        let (mqtt, wanted) = read(&sent).unwrap();
        assert_eq!((&*mqtt, wanted.close), (&b"before"[..], Some(code)));
    }
}

#[test]
fn hostile_frames_are_violations() {
    let unmasked = b"\x82\x01a".to_vec();
    let announced = |bytes: &[u8]| bytes.to_vec();
    let cases: [(&str, Vec<u8>, Violation); 21] = [
        ("text", frame(0x81, b"hi"), Violation::Text),
        ("the beginning of a text", frame(0x01, b"hi"), Violation::Text),
        ("unmasked", unmasked, Violation::Protocol),
        ("reserved bit 1", frame(0xC2, b""), Violation::Protocol),
        ("reserved bit 2", frame(0xA2, b""), Violation::Protocol),
        ("reserved bit 3", frame(0x92, b""), Violation::Protocol),
        ("opcode 3", frame(0x83, b""), Violation::Protocol),
        ("opcode B", frame(0x8B, b""), Violation::Protocol),
        ("opcode F", frame(0x8F, b""), Violation::Protocol),
        ("a continuation of nothing", frame(0x80, b"a"), Violation::Protocol),
        (
            "a continuation after the last",
            [frame(0x82, b"a"), frame(0x80, b"b")].concat(),
            Violation::Protocol,
        ),
        (
            "a message within a message",
            [frame(0x02, b"a"), frame(0x82, b"b")].concat(),
            Violation::Protocol,
        ),
        ("a fragmented ping", frame(0x09, b"a"), Violation::Protocol),
        ("a long ping", frame(0x89, &[0; 126]), Violation::Protocol),
        ("a close of one byte", frame(0x88, b"\x03"), Violation::Protocol),
        ("a close with a reserved code", frame(0x88, b"\x03\xED"), Violation::Protocol),
        ("a close with code 999", frame(0x88, b"\x03\xE7"), Violation::Protocol),
        ("a close that is no text", frame(0x88, b"\x03\xE8\xFF"), Violation::Utf8),
        (
            "a length in more bytes than it needs",
            announced(b"\x82\xFE\x00\x7D\0\0\0\0"),
            Violation::Protocol,
        ),
        (
            "a length with its highest bit",
            announced(b"\x82\xFF\x80\0\0\0\0\0\0\x01\0\0\0\0"),
            Violation::Protocol,
        ),
        (
            "a length beyond the bound",
            announced(b"\x82\xFF\0\0\0\0\x10\0\0\0\0\0\0\0"),
            Violation::TooLong,
        ),
    ];
    for (name, sent, expected) in cases {
        assert_eq!(read(&sent), Err(expected), "{name}");
    }
}

/// Writes everything that is there, `at_once` bytes at a time; the bytes on the wire.
fn written(outbound: &mut Outbound, mut output: &[u8], at_once: usize) -> Vec<u8> {
    let mut wire = Vec::new();
    loop {
        let (first, length) = outbound.next(output.len());
        let chunk: Vec<u8> = first.iter().chain(&output[..length]).copied().take(at_once).collect();
        if chunk.is_empty() {
            return wire;
        }
        wire.extend_from_slice(&chunk);
        let taken = outbound.written(chunk.len());
        output = &output[taken..];
    }
}

#[test]
fn output_goes_out_as_frames_however_slowly() {
    for at_once in [1, 2, 3, 10, 1_000_000] {
        let mut outbound = Outbound::default();
        assert_eq!(written(&mut outbound, b"abc", at_once), b"\x82\x03abc");
        assert_eq!(written(&mut outbound, b"", at_once), b"");
        let output = vec![9; 100_000];
        let wire = written(&mut outbound, &output, at_once);
        let first = head(Opcode::Binary, 65_536);
        let second = head(Opcode::Binary, 100_000 - 65_536);
        assert_eq!(first.as_slice(), b"\x82\x7F\0\0\0\0\0\x01\0\0");
        assert_eq!(second.as_slice(), b"\x82\x7E\x86\xA0");
        let expected = [&first[..], &output[..65_536], &second[..], &output[65_536..]].concat();
        assert_eq!(wire, expected);
    }
}

#[test]
fn control_frames_wait_for_the_frame_that_was_begun() {
    let mut outbound = Outbound::default();
    let (first, length) = outbound.next(4);
    assert_eq!((first, length), (&b"\x82\x04"[..], 4));
    assert_eq!(outbound.written(3), 1);
    outbound.pong(b"p".as_slice().into());
    assert!(!outbound.has_waiting());
    assert_eq!(written(&mut outbound, b"bcd", 100), b"bcd\x8A\x01p");
}

#[test]
fn nothing_is_written_after_a_close_and_it_is_said_once() {
    let mut outbound = Outbound::default();
    outbound.close(1002);
    outbound.close(1000);
    assert!(outbound.has_waiting());
    assert_eq!(written(&mut outbound, b"late", 100), b"\x88\x02\x03\xEA");
    outbound.close(1000);
    assert!(!outbound.has_waiting());
    let mut outbound = Outbound::default();
    outbound.close(1005);
    assert_eq!(written(&mut outbound, b"", 100), b"\x88\x00");
}

#[test]
fn a_flood_of_pings_is_one_pong() {
    let mut outbound = Outbound::default();
    for number in 0..10_000_u32 {
        outbound.pong(number.to_be_bytes().as_slice().into());
    }
    assert_eq!(written(&mut outbound, b"", 100), b"\x8A\x04\x00\x00\x27\x0F");
}
