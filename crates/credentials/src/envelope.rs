//! The outer form of everything that the ring seals: version (1 byte), ring number (2), nonce
//! (16), ciphertext, tag (16). The binding always includes the version and the ring number.

use zeroize::Zeroizing;

use crate::key_ring::RingNumber;
use crate::seal::{self, Binding, DerivationKey, NONCE_BYTES, Nonce, Refused, TAG_BYTES};

/// A sealed message, taken apart but not opened.
pub(crate) struct Envelope<'a> {
    pub(crate) number: RingNumber,
    pub(crate) nonce: &'a Nonce,
    sealed: &'a [u8],
}

impl<'a> Envelope<'a> {
    pub(crate) fn parse(bytes: &'a [u8]) -> Option<Self> {
        let (version, rest) = bytes.split_first()?;
        let (number, rest) = rest.split_first_chunk()?;
        let (nonce, sealed) = rest.split_first_chunk()?;
        (*version == VERSION).then_some(Self {
            number: RingNumber::from_be_bytes(*number),
            nonce,
            sealed,
        })
    }

    /// The plaintext, if it was sealed under this key for these parts.
    pub(crate) fn open(
        &self,
        key: &DerivationKey,
        parts: &[&[u8]],
    ) -> Result<Zeroizing<Vec<u8>>, Refused> {
        seal::open(key, self.nonce, &binding(self.number, parts), self.sealed)
    }
}

/// Seals a message under a key of the ring that has this number, bound to the parts.
pub(crate) fn seal(
    number: RingNumber,
    key: &DerivationKey,
    parts: &[&[u8]],
    nonce: &Nonce,
    plaintext: &[u8],
) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::with_capacity(sealed_bytes(plaintext.len()));
    bytes.push(VERSION);
    bytes.extend_from_slice(&number.to_be_bytes());
    bytes.extend_from_slice(nonce);
    seal::seal(key, nonce, &binding(number, parts), plaintext, &mut bytes)?;
    Ok(bytes)
}

/// How long the sealed form of a message is.
pub(crate) fn sealed_bytes(plaintext_bytes: usize) -> usize {
    HEADER_BYTES + plaintext_bytes + TAG_BYTES
}

/// What a message under a key of this number is bound to.
pub(crate) fn binding(number: RingNumber, parts: &[&[u8]]) -> Binding {
    let number = number.to_be_bytes();
    let header: [&[u8]; 2] = [&[VERSION], &number];
    Binding::new(&[&header, parts].concat())
}

const VERSION: u8 = 1;
const HEADER_BYTES: usize = 1 + size_of::<RingNumber>() + NONCE_BYTES;
