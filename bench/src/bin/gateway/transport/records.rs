//! Records of TLS 1.3 (RFC 8446, section 5) after a handshake, of the suite that all brokers have:
//! sealed and opened where they lie.

use std::io::{self, ErrorKind};

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use rustls::{ConnectionTrafficSecrets, ExtractedSecrets};

use super::Decoded;

/// Bytes of plaintext in one record, at most.
const PLAINTEXT_BYTES_MAX: usize = 16 * 1024;
const HEADER_BYTES: usize = 5;
const CHANGE_CIPHER_SPEC: u8 = 20;
const ALERT: u8 = 21;
const HANDSHAKE: u8 = 22;
const APPLICATION_DATA: u8 = 23;
/// A warning of 0: close_notify.
const CLOSE_NOTIFY: [u8; 2] = [1, 0];

/// Both directions of a connection.
pub struct Records {
    sealing: Direction,
    opening: Direction,
}

struct Direction {
    key: LessSafeKey,
    iv: [u8; NONCE_LEN],
    sequence: u64,
}

impl Records {
    pub fn new(secrets: &ExtractedSecrets) -> io::Result<Self> {
        let (sealing, opening) = (Direction::new(&secrets.tx)?, Direction::new(&secrets.rx)?);
        Ok(Self { sealing, opening })
    }

    /// Adds the records of `plaintext`.
    pub fn seal(&mut self, plaintext: &[u8], sent: &mut Vec<u8>) -> io::Result<()> {
        let mut pieces = plaintext.chunks(PLAINTEXT_BYTES_MAX);
        pieces.try_for_each(|piece| self.sealing.seal(piece, APPLICATION_DATA, sent))
    }

    /// Adds the record that ends the connection.
    pub fn end(&mut self, sent: &mut Vec<u8>) -> io::Result<()> {
        self.sealing.seal(&CLOSE_NOTIFY, ALERT, sent)
    }

    /// Brings the plaintext of all records that are whole to the beginning.
    pub fn open(&mut self, bytes: &mut [u8]) -> io::Result<Decoded> {
        let (mut packets, mut used) = (0, 0);
        while let Some(header) = bytes.get(used..).and_then(|rest| rest.first_chunk()) {
            let header: [u8; HEADER_BYTES] = *header;
            let length = usize::from(u16::from_be_bytes([header[3], header[4]]));
            let (begin, end) = (used + HEADER_BYTES, used + HEADER_BYTES + length);
            let Some(record) = bytes.get_mut(begin..end) else { break };
            used = end;
            if header[0] == CHANGE_CIPHER_SPEC {
                continue;
            }
            let (kind, length) = self.opening.open(header, record)?;
            match kind {
                APPLICATION_DATA => {
                    bytes.copy_within(begin..begin + length, packets);
                    packets += length;
                }
                // Tickets, which nobody is going to use.
                HANDSHAKE => {}
                ALERT => return Err(ErrorKind::UnexpectedEof.into()),
                _ => return Err(unreadable()),
            }
        }
        Ok(Decoded { packets, used })
    }
}

impl Direction {
    fn new((sequence, secrets): &(u64, ConnectionTrafficSecrets)) -> io::Result<Self> {
        let ConnectionTrafficSecrets::Aes128Gcm { key, iv } = secrets else {
            return Err(io::Error::other("the wrong suite was agreed on"));
        };
        let key = UnboundKey::new(&AES_128_GCM, key.as_ref()).map_err(io::Error::other)?;
        let iv = iv.as_ref().try_into().map_err(io::Error::other)?;
        Ok(Self { key: LessSafeKey::new(key), iv, sequence: *sequence })
    }

    fn nonce(&mut self) -> Nonce {
        let mut nonce = self.iv;
        let counted = nonce.iter_mut().skip(NONCE_LEN - size_of::<u64>());
        counted.zip(self.sequence.to_be_bytes()).for_each(|(byte, sequence)| *byte ^= sequence);
        self.sequence += 1;
        Nonce::assume_unique_for_key(nonce)
    }

    fn seal(&mut self, plaintext: &[u8], kind: u8, sent: &mut Vec<u8>) -> io::Result<()> {
        let length = plaintext.len() + 1 + AES_128_GCM.tag_len();
        let [high, low] = (length as u16).to_be_bytes();
        let header = [APPLICATION_DATA, 3, 3, high, low];
        sent.extend_from_slice(&header);
        let begin = sent.len();
        sent.extend_from_slice(plaintext);
        sent.push(kind);
        let nonce = self.nonce();
        let tag = self.key.seal_in_place_separate_tag(nonce, Aad::from(header), &mut sent[begin..]);
        sent.extend_from_slice(tag.map_err(io::Error::other)?.as_ref());
        Ok(())
    }

    /// The kind of what is in a record, and how many bytes at its beginning are that.
    fn open(&mut self, header: [u8; HEADER_BYTES], record: &mut [u8]) -> io::Result<(u8, usize)> {
        let nonce = self.nonce();
        let opened = self.key.open_in_place(nonce, Aad::from(header), record);
        let inner: &[u8] = opened.map_err(|_| unreadable())?;
        let at = inner.iter().rposition(|byte| *byte != 0).ok_or_else(unreadable)?;
        Ok((inner[at], at))
    }
}

fn unreadable() -> io::Error {
    io::Error::new(ErrorKind::InvalidData, "a record cannot be read")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records() -> Records {
        let direction = || Direction {
            key: LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &[7; 16]).unwrap()),
            iv: [9; NONCE_LEN],
            sequence: 255,
        };
        Records { sealing: direction(), opening: direction() }
    }

    #[test]
    fn what_is_sealed_is_opened_wherever_it_is_cut() {
        let mut sealed = vec![CHANGE_CIPHER_SPEC, 3, 3, 0, 1, 1];
        let long = vec![b'x'; PLAINTEXT_BYTES_MAX + 1];
        let mut records = records();
        records.seal(b"one", &mut sealed).unwrap();
        records.sealing.seal(b"a ticket", HANDSHAKE, &mut sealed).unwrap();
        records.seal(&long, &mut sealed).unwrap();
        for piece_bytes in [1, 7, 4_096, sealed.len()] {
            records.opening.sequence = 255;
            let (mut waiting, mut plain) = (Vec::new(), Vec::new());
            for piece in sealed.chunks(piece_bytes) {
                waiting.extend_from_slice(piece);
                let decoded = records.open(&mut waiting).unwrap();
                plain.extend_from_slice(&waiting[..decoded.packets]);
                waiting.drain(..decoded.used);
            }
            assert_eq!(waiting.len(), 0);
            assert_eq!(plain, [b"one", long.as_slice()].concat());
        }
    }

    #[test]
    fn an_end_and_a_bent_record_are_errors() {
        let mut sealed = Vec::new();
        records().end(&mut sealed).unwrap();
        let error = records().open(&mut sealed.clone()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
        *sealed.last_mut().unwrap() ^= 1;
        let error = records().open(&mut sealed).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidData);
    }
}
